// The chat page: who is looking, what they see, what they do.
// The sandbox is the only memory; the page keeps what it drew and what was seen of each chat.

import { dayOf, drawMessage, el } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Drawer } from "./drawer.js";
import { drawPeople } from "./people.js";
import { get, listen, post } from "./wire.js";

const BUSY_MS = 15000;
const TOAST_MS = 3500;
const NEAR_PX = 120;
const MAX_DRAWN = 600;

const at = (id) => document.getElementById(id);
const log = at("log");
const list = at("messages");

const world = {
  bot: { name: "", username: "" },
  chats: [],
  /** The chat that is open, and the person who acts in it (in a group: the last person). */
  chat: null,
  person: null,
  version: 0,
  messages: new Map(),
  busy: new Map(),
  seen: new Map(),
  below: 0,
  /** The newest message is in sight and stays there. */
  isPinned: true,
};

const keyName = (message, data) => `${message}:${data}`;
const current = () => world.chats.find((chat) => chat.id === world.chat);
const isNearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;

const isCalm = matchMedia("(prefers-reduced-motion: reduce)");

function toEnd(behavior = "auto") {
  log.scrollTo({ top: log.scrollHeight, behavior: isCalm.matches ? "auto" : behavior });
  world.below = 0;
  world.isPinned = true;
  drawDown();
}

function drawDown() {
  at("down").hidden = world.isPinned || isNearEnd();
  at("down-count").hidden = world.below === 0;
  at("down-count").textContent = world.below;
}

let toastTimer = 0;
function toast(text) {
  clearTimeout(toastTimer);
  const box = at("toast");
  box.hidden = true;
  box.textContent = text;
  box.hidden = false;
  toastTimer = setTimeout(() => { box.hidden = true; }, TOAST_MS);
}

function alertBox(text) {
  at("alert-text").textContent = text;
  if (!at("alert").open) at("alert").showModal();
}

/** Runs a deed; what goes wrong is told to the person. */
async function attempt(deed) {
  try {
    return await deed();
  } catch (error) {
    toast(error.message || "The sandbox cannot be reached.");
    return null;
  }
}

function ask(path, body) {
  return attempt(() => post(path, body));
}

const acts = {
  botName: () => world.bot.name,
  say: (text, replyTo = null) =>
    ask("say", { chat: world.chat, person: world.person, text, reply_to: replyTo }),
  fileUrl: (message) => {
    const file = (message.photo ?? message.document).id;
    return `/sandbox/file?chat=${world.chat}&message=${message.id}&file=${file}`;
  },
  view: (url) => {
    at("viewer-image").src = url;
    at("viewer").showModal();
  },
  isBusy: (message, button) => world.busy.has(keyName(message.id, button.data)),
  press: (message, button) => {
    const body = { chat: world.chat, person: world.person, message: message.id, data: button.data };
    return acts.await(message, button, "press", body);
  },
  pay: (message, button) =>
    acts.await(message, button, "pay", { person: world.person, message: message.id }),
  /** Keeps a button busy until the bot has answered what it asks. */
  await: async (message, button, path, body) => {
    const name = keyName(message.id, button.data);
    // A press on its way holds the place of its answer.
    const press = { id: null };
    world.busy.set(name, press);
    setTimeout(() => endBusy(press), BUSY_MS);
    const answer = await ask(path, body);
    if (!answer) endBusy(press);
    else if (early.delete(answer.callback_id)) endBusy(press);
    else press.id = answer.callback_id;
  },
  copy: async (text) => {
    await attempt(() => navigator.clipboard.writeText(text));
    toast("Copied to the clipboard");
  },
  /** A link to the bot itself starts it, as in Telegram. True if that was one. */
  open: (url) => {
    const own = new RegExp(`^https?://t\\.me/${world.bot.username}(?:\\?start=([\\w-]*))?$`, "i");
    const match = own.exec(url);
    if (!match) return false;
    acts.say(match[1] ? `/start ${match[1]}` : "/start");
    return true;
  },
  jump: (id) => {
    const item = list.querySelector(`[data-id="${id}"]`);
    if (item) item.scrollIntoView({ block: "center", behavior: "smooth" });
  },
  context: (event, message) => showContext(event, message),
};

/** Answers that came before the page knew which press they answer. */
const early = new Set();

function endBusy(press) {
  for (const [name, known] of world.busy) {
    if (known !== press) continue;
    world.busy.delete(name);
    const id = Number(name.slice(0, name.indexOf(":")));
    const message = world.messages.get(id);
    if (message) redraw(message);
  }
}

function takeAnswer(answer) {
  const press = [...world.busy.values()].find((known) => known.id === answer.callback_id);
  if (press) endBusy(press);
  else early.add(answer.callback_id);
  if (answer.text && answer.show_alert) alertBox(answer.text);
  else if (answer.text) toast(answer.text);
  if (answer.url && !acts.open(answer.url)) toast(answer.url);
}

function redraw(message) {
  const old = list.querySelector(`[data-id="${message.id}"]`);
  const item = drawMessage(message, current()?.is_group ?? false, acts);
  if (old) {
    // Who steps through buttons by keyboard keeps their place.
    const place = [...old.querySelectorAll("button")].indexOf(document.activeElement);
    old.replaceWith(item);
    if (place >= 0) item.querySelectorAll("button")[place]?.focus({ preventScroll: true });
  }
  return { item, isNew: !old };
}

function put(message, isFirst) {
  if (message.deleted) {
    world.messages.delete(message.id);
    list.querySelector(`[data-id="${message.id}"]`)?.remove();
    return;
  }
  world.messages.set(message.id, message);
  const { item, isNew } = redraw(message);
  if (!isNew) return;
  if (!isFirst) item.classList.add("fresh");
  // As if its reader had chosen to reply to it.
  if (!isFirst && message.asks) composer.reply(message);
  list.append(item);
  if (!message.is_own) world.below += 1;
}

/** Day marks, groups of one sender, and the welcome of an empty chat. */
function arrange() {
  for (const node of list.querySelectorAll(".day, .welcome")) node.remove();
  for (const id of [...world.messages.keys()].slice(0, -MAX_DRAWN)) {
    world.messages.delete(id);
    list.querySelector(`[data-id="${id}"]`)?.remove();
  }
  let day = "";
  let sender = null;
  for (const item of list.querySelectorAll(".message")) {
    const message = world.messages.get(Number(item.dataset.id));
    const today = dayOf(message.date_ms);
    if (today !== day) item.before(el("li", { className: "day" }, today));
    const who = message.is_own ? "own" : message.author;
    item.classList.toggle("follows", sender === who && today === day);
    [day, sender] = [today, who];
  }
  if (world.messages.size === 0 && !current()?.is_group) list.append(welcome());
}

function welcome() {
  const text = current()?.description || "Press Start to begin.";
  const start = el("button", { type: "button", onclick: () => acts.say("/start") }, "START");
  start.setAttribute("data-testid", "start");
  return el("li", { className: "welcome" },
    el("h2", {}, "What can this bot do?"), el("p", { dir: "auto" }, text), start);
}

function drawHead() {
  const chat = current();
  const title = chat?.is_group ? chat.title : world.bot.name;
  at("bot-name").textContent = title;
  at("bot-avatar").textContent = [...title][0] ?? "";
  document.title = `${title} · sandbox`;
  if (!world.isOffline) {
    const who = world.chats.find((row) => row.id === world.person);
    at("bot-status").textContent = chat?.blocked ? "blocked by you"
      : `bot · you are ${who?.title ?? "nobody"}`;
  }
}

async function loadOverview() {
  const overview = await get("overview");
  // The sandbox was started anew: what is drawn here is of another world.
  if (world.id && world.id !== overview.world) return location.reload();
  world.id = overview.world;
  Object.assign(world, { bot: overview.bot, chats: overview.chats });
  if (!current() && world.chats.length > 0) await select(world.chats[0].id);
  const open = current();
  if (open && !document.hidden) world.seen.set(open.id, open.bot_messages);
  drawHead();
  drawPeople(at("people"), world, select);
  composer.update(open);
  return undefined;
}

async function loadChanges() {
  const chat = world.chat;
  if (chat === null) return;
  const isFirst = world.version === 0;
  const query = { chat, person: world.person, after: world.version };
  const changes = await get("chat", query);
  if (chat !== world.chat) return;
  const wasNear = isFirst || world.isPinned;
  world.version = changes.version;
  const isOwn = changes.messages.some((message) => message.is_own && message.edited === 0);
  for (const message of changes.messages) put(message, isFirst);
  if (changes.messages.length > 0 || isFirst) arrange();
  for (const answer of changes.answers) takeAnswer(answer);
  if (wasNear || isOwn) toEnd(isFirst ? "auto" : "smooth");
  drawDown();
}

let isLoading = false;
let isStale = false;
/** Looks again; changes that come meanwhile are looked at right after. */
async function refresh() {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  while (isStale) {
    isStale = false;
    try {
      await loadOverview();
      await loadChanges();
    } catch {
      setOnline(false);
    }
  }
  isLoading = false;
}

async function select(id) {
  if (id === world.chat) return;
  world.chat = id;
  if (id > 0) world.person = id;
  world.person ??= world.chats.find((chat) => !chat.is_group)?.id ?? null;
  Object.assign(world, { version: 0, messages: new Map(), below: 0, isPinned: true });
  world.busy.clear();
  early.clear();
  list.replaceChildren();
  composer.clear();
  if (matchMedia("(hover: hover)").matches) at("input").focus();
  refresh();
}

function setOnline(isOnline) {
  world.isOffline = !isOnline;
  if (isOnline) refresh();
  else at("bot-status").textContent = "connecting…";
}

function showContext(event, message) {
  event.preventDefault();
  const menu = at("context");
  const isText = message.text && !message.photo;
  const items = [
    ["Reply", () => composer.reply(message)],
    message.text && ["Copy", () => acts.copy(message.text)],
    message.is_own && isText && ["Edit", () => composer.edit(message)],
    !current()?.is_group && ["Delete", () =>
      ask("delete", { person: world.person, message: message.id }), "danger"],
  ].filter(Boolean);
  menu.replaceChildren(...items.map(([text, act, className = ""]) =>
    el("button", { type: "button", role: "menuitem", className, onclick: act }, text)));
  menu.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(event.clientX, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(event.clientY, innerHeight - height - 8))}px`;
  menu.firstElementChild.focus();
}

const composer = new Composer({
  say: acts.say,
  edit: (message, text) => ask("edit", { person: world.person, message, text }),
  person: () => world.person,
  attempt,
});
new Drawer({ world, toast, attempt, refresh });

let lastTop = 0;
log.addEventListener("scroll", () => {
  if (isNearEnd()) Object.assign(world, { below: 0, isPinned: true });
  else if (log.scrollTop < lastTop) world.isPinned = false;
  lastTop = log.scrollTop;
  drawDown();
});
at("down").onclick = () => toEnd("smooth");
at("viewer").onclick = () => at("viewer").close();
document.addEventListener("click", () => { at("context").hidden = true; });
document.addEventListener("visibilitychange", refresh);
addEventListener("keydown", (event) => {
  if (event.key === "Escape") at("context").hidden = true;
});
// A keyboard on the screen or a taller composer must not hide the newest message.
new ResizeObserver(() => { if (world.isPinned) toEnd(); }).observe(log);
// Pictures get their height late.
list.addEventListener("load", () => { if (world.isPinned) toEnd(); }, true);

listen(refresh, setOnline);

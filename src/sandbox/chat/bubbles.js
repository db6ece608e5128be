// Draws one message: text with its entities, picture, file, inline keyboard.
// Texts come from strangers: they only ever become text nodes, never markup.

const SAFE_LINK = /^(https?:\/\/|tg:\/\/|mailto:|tel:)/i;
const ICONS = {
  url: "M8 16L16 8M9 8h7v7",
  copy: "M9 9h10v10H9zM5 15V5h10",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  ticks: "M2 13l4 4L15 7M11 16l1.5 1L21 7",
};

/** An element with properties and children. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A line drawing of 24 by 24. */
export function icon(name, className = "") {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (className) svg.setAttribute("class", className);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function timeOf(dateMs) {
  return new Date(dateMs).toLocaleTimeString([], { timeStyle: "short", hourCycle: "h23" });
}

export function dayOf(dateMs) {
  const day = new Date(dateMs);
  if (day.toDateString() === new Date().toDateString()) return "Today";
  return day.toLocaleDateString([], { day: "numeric", month: "long" });
}

export function initials(title) {
  const words = title.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

/** The nodes of text[start..end] (UTF-16, as JavaScript counts too) with its entities. */
function marked(text, entities, start, end, acts) {
  const nodes = [];
  let at = start;
  let rest = entities.filter((entity) => entity.offset >= start && entity.offset < end);
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = others.filter((other) => other.offset < stop);
    const children = marked(text, inner, entity.offset, stop, acts);
    nodes.push(wrap(entity, text.slice(entity.offset, stop), children, acts));
    at = stop;
    // A block ends its line by itself.
    const isBlock = /^(pre|.*blockquote)$/.test(entity.type);
    if (isBlock && text[at] === "\n" && at < end) at += 1;
    rest = others.filter((other) => other.offset >= stop);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function wrap(entity, raw, children, acts) {
  switch (entity.type) {
    case "bold": return el("strong", {}, ...children);
    case "italic": return el("em", {}, ...children);
    case "underline": return el("u", {}, ...children);
    case "strikethrough": return el("s", {}, ...children);
    case "pre": return el("pre", {}, ...children);
    case "blockquote": return el("blockquote", {}, ...children);
    case "expandable_blockquote": return folding(children);
    case "code":
      return el("code", { title: "Click to copy", onclick: () => acts.copy(raw) }, ...children);
    case "spoiler": return spoiler(children);
    case "bot_command":
      return el("span", { className: "command", onclick: () => acts.say(raw) }, ...children);
    case "date_time": return timeTag(entity, raw, children);
    case "text_link": return link(entity.url ?? "", children, acts);
    case "url": return link(raw, children, acts);
    default: return el("span", {}, ...children);
  }
}

/** The reader's own time in the form that is asked for; the words of the bot are one hover away. */
function timeTag(entity, raw, children) {
  const at = new Date(entity.unix_time * 1000);
  const form = entity.date_time_format ?? "";
  const date = form.includes("D") ? "long" : form.includes("d") ? "medium" : undefined;
  const time = form.includes("T") ? "medium" : form.includes("t") ? "short" : undefined;
  if (!date && !time) {
    return el("time", { className: "time", title: at.toLocaleString() }, ...children);
  }
  const own = at.toLocaleString(undefined, { dateStyle: date, timeStyle: time });
  return el("time", { className: "time", title: raw }, own);
}

/** A quote of which the first lines are shown until it is pressed. */
function folding(children) {
  const node = el("blockquote", { className: "folding", tabIndex: 0 }, ...children);
  node.setAttribute("data-testid", "folding");
  node.title = "Show all";
  node.onclick = () => node.classList.toggle("open");
  return node;
}

function spoiler(children) {
  const node = el("span", { className: "spoiler", role: "button", tabIndex: 0 }, ...children);
  node.title = "Show";
  node.onclick = () => node.classList.add("open");
  return node;
}

function link(url, children, acts) {
  if (!SAFE_LINK.test(url)) return el("span", {}, ...children);
  const node = el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
  node.onclick = (event) => {
    if (acts.open(url)) event.preventDefault();
  };
  return node;
}

function photoOf(message, acts) {
  const url = acts.fileUrl(message);
  const image = el("img", { src: url, alt: message.text ? "" : "Picture", loading: "lazy" });
  const { width, height } = message.photo;
  if (width > 0 && height > 0) Object.assign(image, { width, height });
  // Drawn codes are small: enlarged with sharp edges they can be scanned from the screen.
  if (width > 0 && width < 260) image.style.imageRendering = "pixelated";
  image.style.height = "auto";
  const props = { type: "button", className: "photo", ariaLabel: "Open the picture" };
  return el("button", { ...props, onclick: () => acts.view(url) }, image);
}

function fileOf(message, acts) {
  const { name, size_bytes: size } = message.document;
  const shown = size > 1024 ? `${Math.round(size / 1024)} KB` : `${size} B`;
  const mark = el("span", { className: "file-mark" }, icon("file"));
  const text = el("span", {}, el("b", { dir: "auto" }, name), el("small", {}, shown));
  return el("a", { className: "file", href: acts.fileUrl(message), download: name }, mark, text);
}

function keysOf(message, acts) {
  const rows = rowsOf(message).map((row) => {
    const keys = row.map((button) => keyOf(message, button, acts));
    return el("div", { className: "keys-row" }, ...keys);
  });
  return el("div", { className: "keys" }, ...rows);
}

/** An invoice in Stars, or the line that says what became of one. */
function starsOf(stars) {
  if (stars.note !== undefined) return el("div", { className: "text" }, stars.note);
  return el("div", { className: "text", dir: "auto" },
    el("strong", {}, stars.title), el("br"), stars.description);
}

/** The rows of buttons; the first button of an invoice pays it. */
function rowsOf(message) {
  if (message.stars?.amount === undefined) return message.buttons;
  const usual = `Pay ⭐ ${message.stars.amount}`;
  const [[first, ...beside], ...below] = message.buttons.length > 0 ? message.buttons : [[{}]];
  return [[{ text: first.text ?? usual, pays: true }, ...beside], ...below];
}

function payKey(key, message, button, acts) {
  if (message.stars.is_paid) {
    key.disabled = true;
    key.replaceChildren("Paid");
    return;
  }
  if (acts.isBusy(message, button)) markBusy(key);
  key.onclick = () => {
    markBusy(key);
    acts.pay(message, button);
  };
}

function keyOf(message, button, acts) {
  const label = el("span", { dir: "auto" }, button.text);
  const key = el("button", { type: "button", className: "key" }, label);
  key.setAttribute("data-testid", "key");
  if (button.style) key.classList.add(button.style);
  if (button.is_disabled) {
    key.disabled = true;
  } else if (button.url !== undefined) {
    key.append(icon("url", "key-mark"));
    key.onclick = () => acts.open(button.url) || openTab(button.url);
  } else if (button.pays) {
    payKey(key, message, button, acts);
  } else if (button.copy_text !== undefined) {
    key.append(icon("copy", "key-mark"));
    key.onclick = () => acts.copy(button.copy_text);
  } else {
    if (acts.isBusy(message, button)) markBusy(key);
    key.onclick = () => {
      markBusy(key);
      acts.press(message, button);
    };
  }
  return key;
}

function markBusy(key) {
  key.classList.add("busy");
  key.setAttribute("aria-busy", "true");
}

function openTab(url) {
  if (SAFE_LINK.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

/** The list item of a message. `acts` are the page's deeds: say, press, copy, open, view … */
export function drawMessage(message, isGroup, acts) {
  const bubble = el("div", { className: "bubble" });
  if (isGroup && !message.is_own && !message.from_bot) {
    bubble.append(el("div", { className: "author", dir: "auto" }, message.author ?? ""));
  }
  if (message.reply) {
    const who = message.reply.from_bot ? acts.botName() : "You";
    const jump = () => acts.jump(message.reply.id);
    bubble.append(el("button", { type: "button", className: "reply", onclick: jump },
      el("b", {}, who), message.reply.text));
  }
  if (message.photo) bubble.append(photoOf(message, acts));
  if (message.document) bubble.append(fileOf(message, acts));
  if (message.stars) bubble.append(starsOf(message.stars));
  const meta = el("span", { className: "meta", dir: "ltr" },
    `${message.edited > 0 ? "edited " : ""}${timeOf(message.date_ms)}`);
  if (message.is_own) meta.append(icon("ticks", "ticks"));
  if (message.text) {
    const nodes = marked(message.text, message.entities, 0, message.text.length, acts);
    bubble.append(el("div", { className: "text", dir: "auto" }, ...nodes, meta));
  } else {
    bubble.append(meta);
    if (message.photo) bubble.classList.add("bare");
  }
  const item = el("li", { className: "message" }, bubble);
  item.setAttribute("data-testid", `message-${message.id}`);
  item.dataset.id = message.id;
  item.classList.toggle("own", message.is_own);
  if (rowsOf(message).length > 0) {
    item.classList.add("keyed");
    item.append(keysOf(message, acts));
  }
  item.oncontextmenu = (event) => acts.context(event, message);
  return item;
}

// The list of people (a strip on phones): whose chat is open, and what waits in the others.

import { el, initials, timeOf } from "./bubbles.js";

const HUES = 6;

function unread(chat, world) {
  // A count below what was seen belongs to a world that was started anew.
  const seen = Math.min(world.seen.get(chat.id) ?? 0, chat.bot_messages);
  return chat.id === world.chat ? 0 : chat.bot_messages - seen;
}

function row(chat, world, select) {
  const hue = Math.abs(chat.id) % HUES;
  const [first, ...rest] = chat.title.split(" ");
  const family = el("span", { className: "person-family" }, ` ${rest.join(" ")}`);
  const text = el("span", { className: "person-text" },
    el("span", { className: "person-name", dir: "auto" }, first, family));
  const label = chat.label ?? (chat.is_group ? "group" : "");
  if (label) text.append(el("span", { className: "person-label" }, label));
  const words = chat.last
    ? `${chat.last.from_bot ? "" : "You: "}${chat.last.text}` : "No messages yet";
  text.append(el("span", { className: "person-last", dir: "auto" }, words));
  const avatar = el("span", { className: `avatar hue-${hue}`, ariaHidden: "true" });
  avatar.textContent = initials(chat.title);
  const button = el("button", { type: "button", className: "person" }, avatar, text);
  button.setAttribute("data-testid", `person-${chat.id}`);
  button.setAttribute("aria-current", String(chat.id === world.chat));
  button.onclick = () => select(chat.id);
  if (chat.last) button.title = timeOf(chat.last.date_ms);
  const count = unread(chat, world);
  if (count > 0) {
    const badge = el("span", { className: "badge" }, count > 99 ? "99+" : String(count));
    badge.setAttribute("aria-label", `${count} unread`);
    button.append(badge);
  }
  return button;
}

export function drawPeople(nav, world, select) {
  const focused = document.activeElement?.getAttribute?.("data-testid");
  const title = el("h2", { className: "people-title" }, "Chats");
  nav.replaceChildren(title, ...world.chats.map((chat) => row(chat, world, select)));
  if (focused?.startsWith("person-")) {
    nav.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  }
}

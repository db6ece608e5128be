// The line where a person writes: text, reply, edit, picture, and the menu of commands.
// It keeps no message: what was sent comes back from the sandbox.

import { el } from "./bubbles.js";
import { postPicture } from "./wire.js";

const at = (id) => document.getElementById(id);

export class Composer {
  constructor(acts) {
    this.acts = acts;
    this.commands = [];
    this.mode = null;
    this.active = -1;
    this.input = at("input");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    at("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    at("menu").onclick = () => this.toggle();
    at("quote-close").onclick = () => this.setMode(null);
    at("picture").onchange = () => this.picture();
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".foot")) this.close();
    });
    this.typed();
  }

  /** The chat that is open now: its menu of commands. */
  update(chat) {
    this.commands = chat?.commands ?? [];
    this.input.placeholder = chat?.blocked ? "Write to unblock the bot" : "Message";
    at("menu").hidden = this.commands.length === 0;
    if (!at("commands").hidden) this.list();
  }

  clear() {
    this.setMode(null);
    this.input.value = "";
    this.typed();
    this.close();
  }

  reply(message) {
    this.setMode({ kind: "reply", id: message.id, text: message.text || "Picture" });
  }

  edit(message) {
    this.setMode({ kind: "edit", id: message.id, text: message.text });
    this.input.value = message.text;
    this.typed();
  }

  setMode(mode) {
    if (this.mode?.kind === "edit" && !mode) this.input.value = "";
    this.mode = mode;
    at("quote").hidden = !mode;
    if (mode) {
      at("quote-text").textContent = `${mode.kind === "edit" ? "Edit" : "Reply"}: ${mode.text}`;
      this.input.focus();
    }
    this.typed();
  }

  typed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 150)}px`;
    at("send").disabled = this.input.value.trim() === "";
    if (/^\/\w*$/.test(this.input.value)) this.list();
    else if (at("menu").getAttribute("aria-expanded") === "false") this.close();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const mode = this.mode;
    this.input.value = "";
    this.setMode(null);
    this.close();
    const sent = mode?.kind === "edit"
      ? await this.acts.edit(mode.id, text)
      : await this.acts.say(text, mode?.id ?? null);
    // What could not be sent is not lost.
    if (!sent && !this.input.value) {
      this.input.value = text;
      this.typed();
    }
  }

  async picture() {
    const [file] = at("picture").files;
    at("picture").value = "";
    if (!file) return;
    const caption = this.input.value.trim();
    this.clear();
    await this.acts.attempt(() => postPicture(this.acts.person(), file, caption));
  }

  toggle() {
    if (!at("commands").hidden) return this.close();
    at("menu").setAttribute("aria-expanded", "true");
    this.list();
    return undefined;
  }

  close() {
    at("commands").hidden = true;
    at("menu").setAttribute("aria-expanded", "false");
    this.active = -1;
  }

  matching() {
    const typed = this.input.value.startsWith("/") ? this.input.value.slice(1) : "";
    return this.commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  }

  list() {
    const found = this.matching();
    const box = at("commands");
    box.hidden = found.length === 0;
    this.active = Math.min(this.active, found.length - 1);
    box.replaceChildren(...found.map(({ command, description }, index) => {
      const choose = () => this.choose(command);
      const item = el("button", { type: "button", role: "option", onclick: choose },
        el("b", {}, `/${command}`), el("span", { dir: "auto" }, description));
      item.classList.toggle("active", index === this.active);
      item.setAttribute("aria-selected", String(index === this.active));
      item.setAttribute("data-testid", `command-${command}`);
      return item;
    }));
    box.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  choose(command) {
    this.clear();
    this.acts.say(`/${command}`);
    this.input.focus();
  }

  key(event) {
    const isOpen = !at("commands").hidden;
    if (event.key === "Escape") {
      if (isOpen) this.close();
      else this.setMode(null);
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const count = this.matching().length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
      this.list();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const chosen = isOpen && this.matching()[this.active];
      if (chosen) this.choose(chosen.command);
      else this.send();
    }
  }
}

// The drawer behind the gear: breaks Telegram for a moment and turns the upstream panel's knobs.
// It draws what the sandbox reports; the panel part appears only where there is a panel.

import { el } from "./bubbles.js";
import { get, post } from "./wire.js";

const POLL_MS = 1000;
const SPEEDS = ["0", "1", "5", "10", "30", "100"];
const FAULTS = [
  ["429", "429 next"], ["500", "500 next"], ["502", "502 next"],
  ["drop", "Cut the next answer"], ["delay", "Delay 3 s"], ["none", "Clear"],
];
const STATUSES = [["Completed", "Complete"], ["Partial", "Partial"], ["Canceled", "Cancel"]];

const at = (id) => document.getElementById(id);

export class Drawer {
  constructor({ world, toast, attempt, refresh }) {
    Object.assign(this, { world, toast, attempt, refresh });
    this.box = at("drawer");
    this.panel = el("section");
    this.drawn = "";
    at("gear").onclick = () => this.toggle(this.box.hidden);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) this.toggle(false);
    });
  }

  toggle(isOpen) {
    this.box.hidden = !isOpen;
    at("gear").setAttribute("aria-expanded", String(isOpen));
    clearInterval(this.timer);
    if (!isOpen) {
      at("gear").focus();
      return;
    }
    this.drawn = "";
    this.box.replaceChildren(this.head(), ...this.telegram(), this.panel);
    this.box.querySelector("button").focus();
    this.load();
    this.timer = setInterval(() => this.load(), POLL_MS);
  }

  head() {
    const close = el("button", { type: "button", className: "chip" }, "Close");
    close.setAttribute("data-testid", "drawer-close");
    close.onclick = () => this.toggle(false);
    return el("header", {}, el("h2", {}, "Sandbox controls"), close);
  }

  telegram() {
    const person = this.world.chats.find((chat) => chat.id === this.world.chat);
    const block = el("input", { type: "checkbox", className: "switch", id: "block" });
    block.setAttribute("data-testid", "block");
    block.checked = person?.blocked ?? false;
    block.onchange = () => this.act("block", { person: this.world.chat, blocked: block.checked });
    const chips = FAULTS.map(([kind, text]) => {
      const chip = el("button", { type: "button", className: "chip" }, text);
      chip.setAttribute("data-testid", `fault-${kind}`);
      chip.onclick = async () => {
        const set = await this.act("fault", { kind });
        if (set) this.toast(kind === "none" ? "No faults wait" : `Set: ${text}`);
      };
      return chip;
    });
    return [
      el("h3", {}, "Telegram"),
      el("div", { className: "control" },
        el("label", { htmlFor: "block", dir: "auto" }, `${person?.title ?? ""} blocks the bot`),
        block),
      el("p", {}, "What happens to the bot’s next call:"),
      el("div", { className: "chips" }, ...chips),
    ];
  }

  async act(path, body) {
    const answer = await this.attempt(() => post(path, body));
    this.refresh();
    return answer;
  }

  async load() {
    const state = await get("panel").catch(() => null);
    const person = this.world.chats.find((chat) => chat.id === this.world.chat);
    if (at("block")) at("block").checked = person?.blocked ?? false;
    const text = JSON.stringify(state);
    // A list that is open under the hand must not be drawn anew.
    const isBusy = this.panel.contains(document.activeElement)
      && document.activeElement.tagName === "SELECT";
    if (text === this.drawn || isBusy) return;
    this.drawn = text;
    this.panel.replaceChildren(...(state ? this.panelParts(state) : []));
  }

  panelParts(state) {
    const speeds = [...new Set([...(state.speeds ?? SPEEDS), String(state.speed ?? "1")])];
    const named = (value) => ({ 0: "paused", 1: "real time" })[value] ?? `${value}× faster`;
    const orders = state.orders ?? [];
    return [
      el("h3", {}, "Upstream panel"),
      this.choice("speed", "Speed", speeds, String(state.speed), named),
      this.choice("fault", "Fault", state.faults ?? [], state.fault, (value) => value),
      el("h3", {}, `Orders (${orders.length})`),
      orders.length === 0 ? el("p", {}, "Nothing has been ordered yet.") : "",
      ...orders.map((order) => this.order(order)),
    ];
  }

  choice(action, text, values, chosen, named) {
    const id = `choice-${action}`;
    const options = values.map((value) => el("option", { value }, named(value)));
    const select = el("select", { id }, ...options);
    select.value = chosen;
    select.setAttribute("data-testid", `panel-${action}`);
    select.onchange = () => {
      this.act("panel", { action, value: select.value });
      select.blur();
    };
    return el("div", { className: "control" }, el("label", { htmlFor: id }, text), select);
  }

  order(order) {
    const isFinal = ["Completed", "Partial", "Canceled"].includes(order.status);
    const chips = isFinal ? [] : STATUSES.map(([status, text]) => {
      const chip = el("button", { type: "button", className: "chip" }, text);
      chip.setAttribute("data-testid", `order-${status}`);
      chip.onclick = async () => {
        await this.act("panel", { action: "order", id: order.id, status });
        this.load();
      };
      return chip;
    });
    const left = order.remains ?? order.quantity;
    return el("div", { className: "order", "data-testid": "order" },
      el("div", { className: "order-head" },
        el("span", { dir: "auto" }, `${order.id} · ${order.service} × ${order.quantity}`),
        el("span", { className: "order-status" }, order.status)),
      el("div", { className: "order-link", title: order.link },
        `${left} left · ${order.link}`),
      el("div", { className: "chips" }, ...chips));
  }
}

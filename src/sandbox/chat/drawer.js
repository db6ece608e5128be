// The drawer behind the gear: breaks Telegram for a moment and turns the knobs of the other systems.
// It draws what the sandbox reports; a part appears only where there is such a system.

import { el } from "./bubbles.js";
import { CryptoPay, Network, Stars, Time, chip, chips, choice } from "./money.js";
import { MailApi, NameServers } from "./mail.js";
import { TopUps } from "./topups.js";
import { get, post } from "./wire.js";

const POLL_MS = 1000;
const SPEEDS = ["0", "1", "5", "10", "30", "100"];
const FAULTS = [
  ["429", "429 next"], ["500", "500 next"], ["502", "502 next"],
  ["drop", "Cut the next answer"], ["delay", "Delay 3 s"], ["none", "Clear"],
];
const STATUSES = [["Completed", "Complete"], ["Partial", "Partial"], ["Canceled", "Cancel"]];

const at = (id) => document.getElementById(id);

/** An upstream panel: how fast it is, what is wrong with it, what was ordered there. */
class Panel {
  constructor(world, turn, name) {
    this.turn = turn;
    this.box = el("div");
    // What belongs to another panel than the first one is told from that one's.
    this.mark = name === "panel" ? "" : `${name}-`;
  }

  draw(state) {
    const speeds = [...new Set([...(state.speeds ?? SPEEDS), String(state.speed ?? "1")])];
    const named = (value) => ({ 0: "paused", 1: "real time" })[value] ?? `${value}× faster`;
    const orders = state.orders ?? [];
    this.box.replaceChildren(
      choice({ id: `${this.mark}panel-speed`, text: "Speed", values: speeds, chosen: String(state.speed),
        named, onchange: (value) => this.turn({ action: "speed", value }) }),
      choice({ id: `${this.mark}panel-fault`, text: "Fault", values: state.faults ?? [], chosen: state.fault,
        onchange: (value) => this.turn({ action: "fault", value }) }),
      chips(
        chip(`${this.mark}prices-double`, "Double prices", () => this.turn({ action: "prices", value: "2" })),
        chip(`${this.mark}prices-halve`, "Halve prices", () => this.turn({ action: "prices", value: "0.5" })),
        chip(`${this.mark}stock-out`, "Sold out", () => this.turn({ action: "stock", value: "0" })),
        chip(`${this.mark}stock-full`, "In stock", () => this.turn({ action: "stock", value: "40" })),
        chip(`${this.mark}funds-none`, "No funds",
          () => this.turn({ action: "balance", value: "0" })),
        chip(`${this.mark}funds-full`, "Funds",
          () => this.turn({ action: "balance", value: "1000" })),
        chip(`${this.mark}charge-double`, "Charge double",
          () => this.turn({ action: "overcharge", value: "2" })),
        chip(`${this.mark}charge-once`, "Charge right",
          () => this.turn({ action: "overcharge", value: "1" }))),
      el("p", { className: "above" }, orders.length === 0
        ? "Nothing has been ordered yet." : `Orders: ${orders.length}`),
      ...orders.map((order) => this.order(order)));
  }

  order(order) {
    const isFinal = ["Completed", "Partial", "Canceled"].includes(order.status);
    const acts = isFinal ? [] : STATUSES.map(([status, text]) => chip(`${this.mark}order-${status}`, text,
      () => this.turn({ action: "order", id: order.id, status })));
    const left = order.remains ?? order.quantity;
    return el("div", { className: "order", "data-testid": `${this.mark}order` },
      el("div", { className: "order-head" },
        el("span", { dir: "auto" }, `${order.id} · ${order.service} × ${order.quantity}`),
        el("span", { className: "order-status" }, order.status)),
      el("div", { className: "order-link", title: order.link },
        `${left} left · ${order.link}`),
      chips(...acts));
  }
}

/** What beside Telegram there may be: the name of its control, its title, what draws it. */
const SYSTEMS = [
  ["panel", "Upstream panel", Panel], ["second", "Second panel", Panel],
  ["chain", "Network", Network],
  ["upmobile", "Phone and game top-ups", TopUps],
  ["crypto_pay", "Crypto Pay", CryptoPay], ["stars", "Telegram Stars", Stars],
  ["dns", "Name servers", NameServers], ["mail", "Mail API", MailApi],
  ["time", "The shop’s time", Time],
];

export class Drawer {
  constructor({ world, toast, attempt, refresh }) {
    Object.assign(this, { world, toast, attempt, refresh });
    this.box = at("drawer");
    this.systems = SYSTEMS.map(([name, title, Part]) => {
      const part = new Part(world, (action) => this.turn(name, action), name);
      return { name, part, drawn: "", box: this.section(name, title, part.box) };
    });
    at("gear").onclick = () => this.toggle(this.box.hidden);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.box.hidden) this.toggle(false);
    });
  }

  /** What is played with most is open at first; the rest is one press away, and stays so. */
  section(name, title, ...content) {
    const summary = el("summary", {}, title);
    summary.setAttribute("data-testid", `section-${name}`);
    return el("details", { open: ["telegram", "panel"].includes(name) }, summary, ...content);
  }

  toggle(isOpen) {
    this.box.hidden = !isOpen;
    at("gear").setAttribute("aria-expanded", String(isOpen));
    clearInterval(this.timer);
    if (!isOpen) {
      at("gear").focus();
      return;
    }
    this.box.replaceChildren(this.head(), this.section("telegram", "Telegram", ...this.telegram()),
      ...this.systems.map(({ box }) => box));
    this.box.querySelector("button").focus();
    this.load();
    this.timer = setInterval(() => this.load(), POLL_MS);
  }

  head() {
    const close = chip("drawer-close", "Close", () => this.toggle(false));
    return el("header", {}, el("h2", {}, "Sandbox controls"), close);
  }

  telegram() {
    const person = this.world.chats.find((chat) => chat.id === this.world.chat);
    const block = el("input", { type: "checkbox", className: "switch", id: "block" });
    block.setAttribute("data-testid", "block");
    block.checked = person?.blocked ?? false;
    block.onchange = () => this.act("block", { person: this.world.chat, blocked: block.checked });
    const faults = FAULTS.map(([kind, text]) => chip(`fault-${kind}`, text, async () => {
      const set = await this.act("fault", { kind });
      if (set) this.toast(kind === "none" ? "No faults wait" : `Set: ${text}`);
    }));
    return [
      el("div", { className: "control" },
        el("label", { htmlFor: "block", dir: "auto" }, `${person?.title ?? ""} blocks the bot`),
        block),
      el("p", {}, "What happens to the bot’s next call:"),
      chips(...faults),
    ];
  }

  async act(path, body) {
    const answer = await this.attempt(() => post(path, body));
    this.refresh();
    return answer;
  }

  async turn(name, action) {
    await this.act(`controls/${name}`, action);
    this.load();
  }

  async load() {
    const states = await get("controls").catch(() => ({}));
    const person = this.world.chats.find((chat) => chat.id === this.world.chat);
    if (at("block")) at("block").checked = person?.blocked ?? false;
    for (const system of this.systems) this.draw(system, states[system.name]);
  }

  draw(system, state) {
    system.box.hidden = !state;
    system.part.follow?.();
    const text = JSON.stringify(state ?? null);
    // A list that is open under the hand must not be drawn anew.
    const isBusy = system.box.contains(document.activeElement)
      && document.activeElement.tagName === "SELECT";
    if (!state || text === system.drawn || isBusy) return;
    system.drawn = text;
    system.part.draw(state);
  }
}

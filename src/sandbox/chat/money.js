// The drawer's parts about money on its way in: a network with a wallet, Crypto Pay, Stars, and the
// time in which all of that happens. Each draws what its sandbox reports and knows nothing of the
// shop: the wallet pays what the newest card of the open chat offers to copy, or what is typed.

import { el } from "./bubbles.js";

const ADDRESS = /^0x[0-9a-f]{40}$/i;
const AMOUNT = /^\d+(\.\d+)?$/;
const WAYS = [
  ["exact", "Pay it"], ["less", "Half"], ["more", "Double"], ["twice", "Twice in one"],
  ["wrong token", "Another token"], ["fails", "One that fails"],
];
const DEPTHS = ["1", "3", "6", "12"];

export function chip(id, text, onclick) {
  const button = el("button", { type: "button", className: "chip", onclick }, text);
  button.setAttribute("data-testid", id);
  return button;
}

export function choice({ id, text, values, chosen, named = (value) => value, onchange }) {
  const options = values.map((value) => el("option", { value }, named(value)));
  const select = el("select", { id: `choice-${id}` }, ...options);
  select.value = chosen;
  select.setAttribute("data-testid", id);
  select.onchange = () => {
    onchange(select.value);
    select.blur();
  };
  return el("div", { className: "control" },
    el("label", { htmlFor: select.id }, text), select);
}

export function chips(...all) {
  return el("div", { className: "chips" }, ...all);
}

/** A row of a list: what it is, how it stands, and what can be done with it. */
export function row(id, text, status, ...acts) {
  return el("div", { className: "order", "data-testid": id },
    el("div", { className: "order-head" },
      el("span", { dir: "auto" }, text), el("span", { className: "order-status" }, status)),
    acts.length > 0 ? chips(...acts) : "");
}

/** The newest address and sum that a message of the open chat offers to copy. */
function offerOf(world) {
  for (const message of [...world.messages.values()].reverse()) {
    const copied = (message.buttons ?? []).flat().map((button) => button.copy_text ?? "");
    const to = copied.find((text) => ADDRESS.test(text));
    if (to) return { to, amount: copied.find((text) => AMOUNT.test(text)) ?? "" };
  }
  return null;
}

/** A network: a wallet that stays as it is typed, and a part that is drawn anew. */
export class Network {
  constructor(world, turn) {
    Object.assign(this, { world, turn });
    this.to = this.field("wallet-to", "To", "An address of the network");
    this.amount = this.field("wallet-amount", "Amount", "25");
    this.rest = el("div");
    const ways = WAYS.map(([how, text]) => chip(`pay-${how.replace(" ", "-")}`, text,
      () => this.pay(how)));
    this.box = el("div", {},
      el("p", {}, "A wallet. It pays what the newest card of this chat asks for, or what you type."),
      this.to.parentNode, this.amount.parentNode, chips(...ways), this.rest);
  }

  field(id, text, placeholder) {
    const input = el("input", { id, placeholder, autocomplete: "off", spellcheck: false });
    input.setAttribute("data-testid", id);
    el("div", { className: "control" }, el("label", { htmlFor: id }, text), input);
    return input;
  }

  pay(how) {
    this.turn({ action: "pay", how, to: this.to.value, amount: this.amount.value });
  }

  /** Another card, or another chat: the wallet follows. What is over stays until then. */
  follow() {
    const offer = offerOf(this.world);
    const name = JSON.stringify([this.world.chat, offer]);
    if (name === this.followed || !offer) return;
    this.followed = name;
    this.to.value = offer.to;
    this.amount.value = offer.amount;
  }

  draw(state) {
    this.rest.replaceChildren(
      ...state.payments.map((payment) => this.payment(payment)),
      el("p", { className: "above" }, `Newest block: ${state.height}`),
      choice({ id: "chain-pace", text: "Blocks come", values: state.paces, chosen: state.pace,
        onchange: (value) => this.turn({ action: "pace", value }) }),
      chips(chip("mine-1", "Mine a block", () => this.turn({ action: "mine", value: 1 })),
        chip("mine-10", "Mine 10", () => this.turn({ action: "mine", value: 10 }))),
      choice({ id: "chain-depth", text: "Newest blocks to replace", values: DEPTHS,
        chosen: this.depth ?? "3", onchange: (value) => { this.depth = value; } }),
      chips(chip("reorg-keep", "Replace, payments move", () => this.replace("move")),
        chip("reorg-drop", "Replace, payments drop", () => this.replace("drop"))),
      ...state.nodes.map((fault, place) => choice({
        id: `node-${place}`, text: `Node ${place + 1}`, values: state.faults, chosen: fault,
        onchange: (value) => this.turn({ action: "node", id: place, value }) })));
  }

  replace(action) {
    this.turn({ action, value: this.depth ?? "3" });
  }

  payment({ id, words, status, is_dropped: isDropped }) {
    const again = chip("send-again", "Send again", () => this.turn({ action: "again", id }));
    return row("payment", words, status, ...(isDropped ? [again] : []));
  }
}

export class CryptoPay {
  constructor(world, turn) {
    this.turn = turn;
    this.box = el("div");
  }

  draw(state) {
    const { invoices } = state;
    this.box.replaceChildren(
      choice({ id: "pay-fault", text: "It", values: state.faults, chosen: state.fault,
        onchange: (value) => this.turn({ action: "fault", value }) }),
      choice({ id: "pay-delivery", text: "The next webhook", values: state.deliveries,
        chosen: state.delivery, onchange: (value) => this.turn({ action: "delivery", value }) }),
      invoices.length === 0 ? el("p", {}, "No invoice has been made yet.") : "",
      ...invoices.map((invoice) => this.invoice(invoice)));
  }

  invoice({ id, amount, status, is_open: isOpen, is_paid: isPaid, told }) {
    const act = (action) => () => this.turn({ action, id });
    const acts = [];
    if (isOpen) acts.push(chip("invoice-pay", "Pay", act("pay")));
    if (isPaid) acts.push(chip("invoice-tell", "Tell again", act("tell")));
    if (!isPaid) acts.push(chip("invoice-forge", "Forge “paid”", act("forge")));
    const answer = told ? ` · webhook: ${told}` : "";
    return row("invoice", `${id} · ${amount}`, `${status}${answer}`, ...acts);
  }
}

export class Stars {
  constructor(world, turn) {
    this.turn = turn;
    this.box = el("div");
  }

  draw(state) {
    const { payments } = state;
    this.box.replaceChildren(
      choice({ id: "stars-outcome", text: "A payment after the bot’s yes", values: state.outcomes,
        chosen: state.outcome, onchange: (value) => this.turn({ action: "outcome", value }) }),
      payments.length === 0 ? el("p", {}, "Nobody has paid in Stars yet.") : "",
      ...payments.map((payment) => this.payment(payment)));
  }

  payment({ id, person, stars, is_refunded: isRefunded }) {
    const back = chip("stars-refund", "Give back", () => this.turn({ action: "refund", id }));
    return row("stars-payment", `${person} · ⭐ ${stars}`, isRefunded ? "given back" : "paid",
      ...(isRefunded ? [] : [back]));
  }
}

export class Time {
  constructor(world, turn) {
    this.turn = turn;
    this.box = el("div");
  }

  draw(state) {
    const leaps = state.leaps.map((value) =>
      chip(`leap-${value.replace(" ", "-")}`, value, () => this.turn({ value })));
    this.box.replaceChildren(
      el("p", {}, "Requests end, prices run out, and what is paid then is late. Let this pass:"),
      chips(...leaps));
  }
}

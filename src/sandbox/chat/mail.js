// The drawer's parts about tests of mail domains: name servers with what stands there, and the API that
// counts mails. Each draws what its sandbox reports and knows nothing of the shop.

import { el } from "./bubbles.js";
import { chip, chips, choice, row } from "./money.js";

const RECORD = /^[a-z-]+=[0-9a-f]{32}$/;

/** The newest record that a message of the open chat offers to copy. */
function recordOf(world) {
  for (const message of [...world.messages.values()].reverse()) {
    const copied = (message.buttons ?? []).flat().map((button) => button.copy_text ?? "");
    const record = copied.find((text) => RECORD.test(text));
    if (record) return record;
  }
  return "";
}

/** Name servers: the records of the demo's domains, and what can be done to them. */
export class NameServers {
  constructor(world, turn) {
    Object.assign(this, { world, turn });
    this.box = el("div");
  }

  draw(state) {
    this.box.replaceChildren(
      choice({ id: "dns-fault", text: "They", values: state.faults, chosen: state.fault,
        onchange: (value) => this.turn({ action: "fault", value }) }),
      ...state.domains.map((domain) => this.domain(domain)));
  }

  domain({ name, records }) {
    const act = (id, text, action) =>
      chip(`${id}-${name}`, text, () => this.turn({ action, domain: name }));
    const put = chip(`dns-txt-${name}`, "Put the record of this chat", () => this.turn(
      { action: "txt", domain: name, value: recordOf(this.world) }));
    return el("div", { className: "order", "data-testid": "dns-domain" },
      el("div", { className: "order-head" }, el("span", {}, name)),
      ...records.map((record) => el("div", { className: "order-link", title: record }, record)),
      chips(put, act("dns-no-txt", "Remove TXT", "no-txt"),
        act("dns-disagree", "One server without TXT", "disagree"),
        act("dns-foreign", "Mail elsewhere", "foreign-mx"), act("dns-no-mx", "No MX", "no-mx"),
        act("dns-null-mx", "Takes no mail", "null-mx"), act("dns-alias", "An alias", "alias"),
        act("dns-no-reverse", "No reverse name", "no-reverse"),
        act("dns-foreign-reverse", "Reverse name elsewhere", "foreign-reverse"),
        act("dns-right", "All right again", "right")));
  }
}

/** The API: how orders are answered, and those that it has. */
export class MailApi {
  constructor(world, turn) {
    this.turn = turn;
    this.box = el("div");
  }

  draw(state) {
    this.box.replaceChildren(
      choice({ id: "mail-fault", text: "Orders are", values: state.faults, chosen: state.fault,
        onchange: (value) => this.turn({ action: "fault", value }) }),
      choice({ id: "mail-list-fault", text: "Lists are", values: state.list_faults,
        chosen: state.list_fault, onchange: (value) => this.turn({ action: "list-fault", value }) }),
      chips(chip("mail-funds-none", "No funds", () => this.turn({ action: "balance", value: "0" })),
        chip("mail-funds", "Funds", () => this.turn({ action: "balance", value: "50" }))),
      state.orders.length === 0 ? el("p", {}, "No mails have been ordered yet.") : "",
      ...state.orders.map((order) => this.order(order)));
  }

  order({ id, to, quantity, status, is_open: isOpen }) {
    const act = (name, text) => chip(`mail-${name}`, text, () => this.turn({ action: name, id }));
    const acts = isOpen ? [act("finish", "Finish"), act("stop", "Stop at 25 %"),
      act("unlisted", "A new word")] : [];
    return row("mail-order", `${to} × ${quantity}`, status, ...acts);
  }
}

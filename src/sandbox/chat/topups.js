// The service that tops up phones and games, in the drawer: its account, what is wrong with it, and
// what was topped up, which can be ended.

import { el } from "./bubbles.js";
import { chip, chips, choice } from "./money.js";

export class TopUps {
  constructor(world, turn) {
    this.turn = turn;
    this.box = el("div");
  }

  draw(state) {
    const operations = state.operations ?? [];
    this.box.replaceChildren(
      el("p", {}, `Account: ${state.balance}`),
      choice({ id: "upmobile-fault", text: "Fault", values: state.faults ?? [], chosen: state.fault,
        onchange: (value) => this.turn({ action: "fault", value }) }),
      chips(chip("topup-funds-none", "No funds", () => this.turn({ action: "balance", value: "0" })),
        chip("topup-funds", "Funds", () => this.turn({ action: "balance", value: "100000" }))),
      el("p", { className: "above" }, operations.length === 0
        ? "Nothing has been topped up yet." : `Top-ups: ${operations.length}`),
      ...operations.map((operation) => this.operation(operation)));
  }

  operation(operation) {
    const { id } = operation;
    const acts = operation.is_open
      ? [chip("topup-finish", "Arrive", () => this.turn({ action: "finish", id })),
        chip("topup-fail", "Fail", () => this.turn({ action: "fail", id }))]
      : [];
    return el("div", { className: "order", "data-testid": "topup" },
      el("div", { className: "order-head" },
        el("span", { dir: "auto" }, `${operation.amount} (took ${operation.debit})`),
        el("span", { className: "order-status" }, operation.status)),
      el("div", { className: "order-link" }, operation.what),
      chips(...acts));
  }
}

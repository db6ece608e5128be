//! Several orders at once: what was understood line by line, the price of all, and one Confirm.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::buttons::{menu_button, missing_buttons};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten, units};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::ids::CheckoutId;
use crate::domain::limits::Limits;
use crate::domain::mass_order::{LINES_MAX, Line, Lines};
use crate::domain::money::Money;
use crate::domain::terms::Terms;
use crate::flows::UserError;
use crate::flows::deposits::top_ups::{self, Asked, TopUpAsk, missing};
use crate::flows::orders::mass_order::{
    LineProblem, Placed, Plan, Planned, lines_of, place, plan, price_of_batch,
};
use crate::flows::orders::refusals::check_ban;
use crate::store::orders::listing::Filter;
use crate::store::postings;

/// How much of a message what stands may take, in UTF-16 units, and what does not.
const ORDERS_UNITS: usize = 3_100;
const PROBLEMS_UNITS: usize = 600;
/// What is shown of a link.
const LINK_MAX_CHARS: usize = 60;
/// What is shown of a service's name.
const NAME_MAX_CHARS: usize = 60;

/// A message of several lines was sent.
pub async fn receive(turn: Arc<Turn>, lines: Lines) -> Outcome {
    match lines {
        Lines::Few(lines) => show(&turn, &lines, None).await,
        Lines::TooMany { count } => {
            let words = turn.words();
            let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
            let args = Args::new().text("n-text", number(count)).text("max", number(LINES_MAX));
            let view = View::new(words.html("mass-too-many", args));
            turn.show(view.row(way_back(&turn, &words))).await
        }
    }
}

/// What was begun stays as it was.
fn way_back(turn: &Turn, words: &Words) -> Vec<Button> {
    let back =
        turn.state().into_step().map(|_| Button::action(words.word("key-resume"), Action::Resume));
    back.into_iter().chain([menu_button(words)]).collect()
}

/// Looks at the lines and shows what they come to; `word` stands above it.
async fn show(turn: &Turn, lines: &[Line], word: Option<String>) -> Outcome {
    let words = turn.words();
    let planned = {
        let mut tx = turn.write_tx().await;
        plan(&mut turn.ctx(&mut tx), (&turn.person, turn.lang()), lines).await?
    };
    let total = planned.total().ok_or(UserError::AmountTooLarge)?;
    let wallet = postings::wallet(&mut *turn.read_tx().await, turn.person.person_id).await?;
    let mut text: Vec<String> = word.map(|word| word + "\n").into_iter().collect();
    text.extend(orders_text(&words, &planned));
    text.extend(problems_text(&words, &planned));
    if planned.orders.is_empty() {
        let view = View::new(text.join("\n"));
        return turn.show(view.row(way_back(turn, &words))).await;
    }
    let spendable = wallet.spendable().unwrap_or(wallet.available);
    let args =
        Args::new().text("price", words.money(total)).text("balance", words.balance(spendable));
    text.push(words.html("checkout-price", args));
    let keys = match missing(total, &wallet) {
        Some(missing) => {
            let args = Args::new().text("missing", words.money(missing));
            text.push(words.html("checkout-short", args));
            missing_buttons(&words, missing, turn.can_deposit()).to_vec()
        }
        None => {
            let after = spendable.checked_sub(total).unwrap_or(Money::ZERO);
            let args = Args::new().text("after", words.balance(after));
            text.push(words.html("checkout-after", args));
            let label = words.plain("key-confirm", Args::new().text("price", words.money(total)));
            let batch = planned.batch_id.clone();
            vec![Button::action(label, Action::ConfirmMass { batch })]
        }
    };
    let view = keys.into_iter().fold(View::new(text.join("\n")), |view, key| view.row([key]));
    let kept = turn.state().into_draft();
    turn.go(State::MassOrder { batch: planned.batch_id, kept });
    let cancel = Button::action(words.word("key-cancel"), Action::Cancel);
    turn.show(view.row([cancel])).await
}

/// What will be ordered, a line each, folded; where all is of one service, its name above.
fn orders_text(words: &Words, plan: &Plan) -> Vec<String> {
    let Some(first) = plan.orders.first() else {
        return vec![words.html("mass-none", Args::new())];
    };
    let is_of_one = plan.orders.iter().all(|one| one.quote.service_id == first.quote.service_id);
    let lines = plan.orders.iter().map(|one| order_line(words, one, is_of_one));
    let count = i64::try_from(plan.orders.len()).unwrap_or(i64::MAX);
    let args = Args::new().count("n", count).text("n-text", words.number(count));
    let mut text = vec![words.html("mass-title", args)];
    if is_of_one {
        let name = Terms::name_in(&first.quote.terms);
        text.push(escape_html(&shorten(&name, NAME_MAX_CHARS)));
    }
    text.push(folded(words, lines, ORDERS_UNITS));
    text
}

fn order_line(words: &Words, planned: &Planned, is_of_one: bool) -> String {
    let quote = &planned.quote;
    let link = shorten(quote.link.trim_start_matches("https://"), LINK_MAX_CHARS);
    let service = if is_of_one { String::new() } else { format!("№ {} · ", quote.service_id) };
    let line = format!(
        "{}. {service}{link} · {} · {}",
        planned.number,
        words.number(quote.quantity),
        words.money(Money::from_micros(quote.price)),
    );
    let running = planned.running.map(|order| {
        let args = Args::new().text("order", order.to_string());
        format!(" · ⚠️ {}", words.plain("mass-running", args))
    });
    escape_html(&(line + &running.unwrap_or_default()))
}

/// What cannot be ordered, and why, a line each, folded.
fn problems_text(words: &Words, plan: &Plan) -> Vec<String> {
    if plan.problems.is_empty() {
        return Vec::new();
    }
    let count = i64::try_from(plan.problems.len()).unwrap_or(i64::MAX);
    let args = Args::new().count("n", count).text("n-text", words.number(count));
    let lines = plan.problems.iter().map(|(number, problem)| {
        escape_html(&format!("{number}. {}", problem_text(words, problem)))
    });
    vec![words.html("mass-problems", args), folded(words, lines, PROBLEMS_UNITS)]
}

fn problem_text(words: &Words, problem: &LineProblem) -> String {
    match problem {
        LineProblem::Refused(error) => refusal::of_flow(words, error),
        LineProblem::Quantity(Limits { min, max }) => words.plain(
            "mass-quantity-outside",
            Args::new().text("min", words.number(*min)).text("max", words.number(*max)),
        ),
        LineProblem::Twin { of } => {
            words.plain("mass-twin", Args::new().text("line", words.number(*of)))
        }
        other => words.word_of("mass-problem", other.into()),
    }
}

/// The lines as a quote that opens, within so many units; the number of those that do not fit.
fn folded(words: &Words, lines: impl Iterator<Item = String>, max_units: usize) -> String {
    let (mut text, mut long, mut left) = (Vec::new(), 0, 0);
    for line in lines {
        long += units(&line) + 1;
        if left > 0 || long > max_units {
            left += 1;
        } else {
            text.push(line);
        }
    }
    if left > 0 {
        let args = Args::new().count("n", left).text("n-text", words.number(left));
        text.push(words.html("mass-more", args));
    }
    format!("<blockquote expandable>{}</blockquote>", text.join("\n"))
}

/// The Confirm button of several orders. It carries the id of all, so that a second press finds
/// the orders of the first.
pub async fn confirm(turn: Arc<Turn>, batch: CheckoutId, state: State) -> Outcome {
    let placed = {
        let mut tx = turn.write_tx().await;
        place(&mut turn.ctx(&mut tx), &turn.person, &batch).await?
    };
    let words = turn.words();
    let is_shown = matches!(&state, State::MassOrder { batch: own, .. } if *own == batch);
    match placed {
        Placed::New { order_ids } => {
            let wallet =
                postings::wallet(&mut *turn.read_tx().await, turn.person.person_id).await?;
            let spendable = wallet.spendable().unwrap_or(wallet.available);
            let count = i64::try_from(order_ids.len()).unwrap_or(i64::MAX);
            let numbers: Vec<String> =
                [order_ids.first(), order_ids.get(1..).and_then(<[_]>::last)]
                    .into_iter()
                    .flatten()
                    .map(|order| format!("#{order}"))
                    .collect();
            let args = Args::new()
                .count("n", count)
                .text("n-text", words.number(count))
                .text("orders", numbers.join("–"))
                .text("balance", words.balance(spendable));
            turn.go(State::Idle);
            let open = Action::Orders { filter: Filter::Open, page: 0 };
            let view = View::new(words.html("mass-placed", args));
            let keys = [Button::action(words.word("key-orders"), open), menu_button(&words)];
            turn.show(view.row(keys)).await
        }
        Placed::Already { order_ids } => {
            let first = order_ids.first().map(ToString::to_string).unwrap_or_default();
            turn.toast(words.plain("checkout-already", Args::new().text("order", first)));
            Ok(())
        }
        Placed::Changed if is_shown => {
            again(&turn, &batch, Some(words.html("mass-changed", Args::new()))).await
        }
        Placed::Short { .. } if is_shown => again(&turn, &batch, None).await,
        Placed::Changed | Placed::Short { .. } => {
            turn.answer_old_button();
            Ok(())
        }
    }
}

/// Looks at the lines again, after the balance has grown or from elsewhere.
pub async fn recheck(turn: Arc<Turn>, batch: CheckoutId) -> Outcome {
    again(&turn, &batch, None).await
}

/// The same; `word` stands above it.
pub(super) async fn again(turn: &Turn, batch: &CheckoutId, word: Option<String>) -> Outcome {
    let lines = {
        let mut tx = turn.read_tx().await;
        lines_of(&mut turn.ctx(&mut tx), batch, turn.person.person_id).await?
    };
    show(turn, &lines, word).await
}

/// Asks the owners for the money that is missing, where there is no other way.
pub async fn top_up(turn: Arc<Turn>, batch: CheckoutId) -> Outcome {
    check_ban(&turn.shop, &turn.person)?;
    let words = turn.words();
    let (key, lacking) = {
        let mut tx = turn.write_tx().await;
        let person_id = turn.person.person_id;
        let total = price_of_batch(&mut tx, &batch, person_id).await?;
        let total = total.ok_or(UserError::QuoteGone)?;
        let wallet = postings::wallet(&mut tx, person_id).await?;
        let Some(lacking) = missing(total, &wallet) else {
            drop(tx);
            return again(&turn, &batch, None).await;
        };
        let service = words.word("mass-name");
        let ask = TopUpAsk { person_id, checkout_id: &batch, service: &service, amount: lacking };
        let key = match top_ups::ask(&mut turn.ctx(&mut tx), ask).await? {
            Asked::Notified => "top-up-asked",
            Asked::Already => "top-up-asked-already",
            Asked::TooOften => "top-up-too-often",
        };
        (key, lacking)
    };
    turn.alert(words.plain(key, Args::new().text("missing", words.money(lacking))));
    Ok(())
}

//! Paying in: which way, how much, and the card that says where to. What an order lacks is the
//! first sum that is offered, and the way back to it stays. Must never promise what only a gateway
//! can give.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ingest::stars::StarEvent;
use crate::bot::renderer::{coin_name, deposit_card, gateway_label, tx_line, way_label};
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::catalog::ServiceType;
use crate::domain::deposit::{DepositRules, Gateway, Way};
use crate::domain::ids::{CheckoutId, PersonId};
use crate::domain::inputs::Inputs;
use crate::domain::money::Money;
use crate::flows::deposits::asking::{self, DepositAsk};
use crate::flows::deposits::card::card_of;
use crate::flows::deposits::top_ups::missing;
use crate::flows::deposits::{offers, stars};
use crate::flows::orders::mass_order::price_of_batch;
use crate::flows::{FlowError, UserError};
use crate::store::deposits::switches;
use crate::store::deposits::{self, Deposit};
use crate::store::{Tx, postings, quotes};

/// Sums that are offered, in units of the shop's currency.
const SUMS: [i64; 4] = [10, 25, 50, 100];
/// The largest sum of one request, in units of the shop's currency.
const SUM_MAX: i64 = 100_000;
/// Arrivals on one page of the history.
const PER_PAGE: i64 = 6;

/// `/deposit` and its button: the ways, or the sums where there is one way only.
pub async fn begin(turn: Arc<Turn>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let ways = open_ways(&turn).await?;
    if ways.is_empty() {
        let has_none = turn.shop.deposits.ways.is_empty();
        let key = if has_none { "deposit-none" } else { "deposit-none-now" };
        let view = View::new(words.html(key, Args::new()))
            .row([Button::action(words.word("key-support"), Action::Support)]);
        return turn.show(with_way_back(&turn, &words, view)).await;
    }
    if let [(place, _)] = ways[..] {
        return sums(turn, place).await;
    }
    let mut view = View::new(ways_text(&turn, &words));
    for (place, way) in ways {
        let action = Action::DepositWay { way: place };
        view = view.row([Button::action(way_label(&words, &way), action)]);
    }
    turn.show(with_way_back(&turn, &words, view)).await
}

/// The ways that are open and work, by their places.
async fn open_ways(turn: &Turn) -> Result<Vec<(i64, Way)>, FlowError> {
    let mut tx = turn.read_tx().await;
    let places = (0_i64..).zip(turn.shop.deposits.ways.iter().cloned());
    let mut open = Vec::new();
    let off = switches::list_off(&mut tx).await?;
    for (place, way) in places {
        if !off.contains(&way.gateway) && offers::works(&mut tx, &way.gateway).await? {
            open.push((place, way));
        }
    }
    Ok(open)
}

fn ways_text(turn: &Turn, words: &Words) -> String {
    let mut lines = vec![words.html("deposit-choose-way", Args::new())];
    lines.extend(bonus_lines(turn, words));
    lines.join("\n")
}

/// What larger deposits earn.
fn bonus_lines(turn: &Turn, words: &Words) -> Vec<String> {
    let step = |(from, percent): (Money, rust_decimal::Decimal)| {
        let args = Args::new()
            .text("from", words.money(from))
            .text("percent", percent.normalize().to_string());
        words.html("deposit-bonus-step", args)
    };
    turn.shop.deposits.bonus.steps().map(step).collect()
}

fn with_way_back(turn: &Turn, words: &Words, view: View) -> View {
    view.row(resume_button(&turn.state(), words)).row([menu_button(words)])
}

fn way_at(turn: &Turn, place: i64) -> Option<Way> {
    usize::try_from(place).ok().and_then(|place| turn.shop.deposits.ways.get(place)).cloned()
}

/// A way was chosen: how much?
pub async fn sums(turn: Arc<Turn>, way: i64) -> Outcome {
    if way_at(&turn, way).is_none() {
        return Box::pin(begin(turn)).await;
    }
    let under = turn.state().into_step().map(Box::new);
    turn.go(State::Deposit { way, under });
    show_sums(&turn, way, None).await
}

async fn show_sums(turn: &Turn, place: i64, wrong: Option<String>) -> Outcome {
    let words = turn.words();
    let Some(way) = way_at(turn, place) else { return Ok(()) };
    let min = turn.shop.deposits.min;
    let args = Args::new().text("way", way_label(&words, &way)).text("min", words.money(min));
    let mut lines: Vec<String> = wrong.map(|wrong| wrong + "\n").into_iter().collect();
    lines.push(words.html("deposit-ask-sum", args));
    lines.extend(bonus_lines(turn, &words));
    let mut view = View::new(lines.join("\n"));
    let sum_button =
        |label: String, sum: Money| Button::action(label, Action::DepositSum { way: place, sum });
    if let Some(lacking) = lacking(turn).await? {
        // The smallest deposit may be more than what is missing.
        let sum = lacking.max(min);
        let label = words.plain("key-deposit-lacking", Args::new().text("sum", words.money(sum)));
        view = view.row([sum_button(label, sum)]);
    }
    let offered = SUMS.map(|units| Money::from_micros(units * Money::MICROS_PER_UNIT));
    let offered: Vec<Money> = offered.into_iter().filter(|sum| *sum >= min).collect();
    for pair in offered.chunks(2) {
        view = view.row(pair.iter().map(|sum| sum_button(words.money(*sum), *sum)));
    }
    if turn.shop.deposits.ways.len() > 1 {
        view = view.row([Button::action(words.word("key-back"), Action::Deposit)]);
    }
    turn.show(with_way_back(turn, &words, view)).await
}

/// What the order that was begun lacks.
async fn lacking(turn: &Turn) -> Result<Option<Money>, FlowError> {
    let Some(checkout) = checkout_of(turn) else { return Ok(None) };
    let mut tx = turn.read_tx().await;
    let person_id = turn.person.person_id;
    let Some((price, kind)) = price_of(&mut tx, &checkout, person_id).await? else {
        return Ok(None);
    };
    let wallet = postings::wallet(&mut tx, person_id).await?;
    Ok(missing(price, &kind.map_or(wallet, |kind| wallet.paying_for(kind))))
}

/// What waits to be confirmed costs, and what is bought where it is one thing.
async fn price_of(
    tx: &mut Tx,
    checkout: &CheckoutId,
    person_id: PersonId,
) -> Result<Option<(Money, Option<ServiceType>)>, FlowError> {
    let Some(quote) = quotes::find(tx, checkout, person_id).await? else {
        let price = price_of_batch(tx, checkout, person_id).await?;
        return Ok(price.map(|price| (price, None)));
    };
    let kind = Inputs::from_text(&quote.inputs).map(|inputs| inputs.kind);
    Ok(Some((Money::from_micros(quote.price), kind)))
}

/// The price that waits to be confirmed.
fn checkout_of(turn: &Turn) -> Option<CheckoutId> {
    match turn.state().into_step() {
        Some(State::Confirm { checkout, .. } | State::MassOrder { batch: checkout, .. }) => {
            Some(checkout)
        }
        _ => None,
    }
}

/// A sum was typed.
pub async fn receive(
    turn: Arc<Turn>,
    (way, _): (i64, Option<Box<State>>),
    text: String,
) -> Outcome {
    let words = turn.words();
    let max = Money::from_micros(SUM_MAX * Money::MICROS_PER_UNIT);
    let plain: String =
        text.chars().filter(|letter| !letter.is_whitespace() && *letter != '$').collect();
    // A comma before three digits may stand for thousands: nobody is to pay a thousandth.
    let is_doubtful = plain.split_once(',').is_some_and(|(_, rest)| rest.len() == 3);
    let plain = if is_doubtful { plain } else { plain.replacen(',', ".", 1) };
    let sum = match Money::parse_plain(&plain) {
        Ok(sum) if sum <= max => sum,
        Ok(_) => return too_large(&turn, way, max).await,
        Err(_) => {
            let wrong = words.html("deposit-bad-sum", Args::new());
            return show_sums(&turn, way, Some(wrong)).await;
        }
    };
    request(&turn, way, sum).await
}

async fn too_large(turn: &Turn, way: i64, max: Money) -> Outcome {
    let error = UserError::DepositTooLarge { max };
    let wrong = refusal::of_flow(&turn.words(), &error);
    show_sums(turn, way, Some(wrong)).await
}

/// One of the offered sums was pressed.
pub async fn pick(turn: Arc<Turn>, (way, sum): (i64, Money)) -> Outcome {
    if sum > Money::from_micros(SUM_MAX * Money::MICROS_PER_UNIT) {
        turn.answer_old_button();
        return Ok(());
    }
    request(&turn, way, sum).await
}

/// Writes the request down and shows its card, which follows from here on by itself.
async fn request(turn: &Arc<Turn>, place: i64, amount: Money) -> Outcome {
    let Some(way) = way_at(turn, place) else { return begin(Arc::clone(turn)).await };
    let checkout = checkout_of(turn).unwrap_or_default();
    let asked = {
        let mut tx = turn.write_tx().await;
        let mut ctx = turn.ctx(&mut tx);
        let ask = DepositAsk { way: &way, amount, checkout_id: &checkout };
        match asking::ask(&mut ctx, &turn.person, ask).await {
            Ok(request) => Ok(card_of(&mut ctx, &request).await?),
            Err(FlowError::User(
                error @ (UserError::DepositTooSmall { .. }
                | UserError::DepositTooLarge { .. }
                | UserError::WayClosed),
            )) => Err(error),
            Err(error) => return Err(error),
        }
    };
    match asked {
        Ok(card) => {
            turn.leave_question();
            turn.show(deposit_card(&turn.words(), &card)).await
        }
        Err(error) => {
            let wrong = refusal::of_flow(&turn.words(), &error);
            show_sums(turn, place, Some(wrong)).await
        }
    }
}

/// Telegram says that Stars were paid or given back. Nothing is answered: the card follows, and
/// what is told is told by the use case.
pub async fn stars(turn: Arc<Turn>, event: StarEvent) -> Outcome {
    let mut tx = turn.write_tx().await;
    let mut ctx = turn.ctx(&mut tx);
    let person_id = turn.person.person_id;
    match &event {
        StarEvent::Paid(paid) => stars::paid(&mut ctx, person_id, paid.payment()).await,
        StarEvent::Refunded(paid) => stars::refunded(&mut ctx, person_id, paid.payment()).await,
    }
}

/// What the person has paid in, newest first.
pub async fn history(turn: Arc<Turn>, page: i64) -> Outcome {
    turn.leave_question();
    let (words, person_id) = (turn.words(), turn.person.person_id);
    let mut page = Page::of(PER_PAGE).asked(page);
    let (found, total) = {
        let mut tx = turn.read_tx().await;
        let total = deposits::count_own(&mut tx, person_id).await?;
        page.settle(total);
        (deposits::list_own(&mut tx, person_id, page.portion()).await?, total)
    };
    let head = if total == 0 { "deposits-none" } else { "deposits-head" };
    let mut lines = vec![words.html(head, Args::new())];
    let rules = &turn.shop.deposits;
    lines.extend(found.iter().map(|deposit| history_line(&words, rules, deposit)));
    let view = page
        .leaf(View::new(lines.join("\n\n")), |page| Action::Deposits { page })
        .row([Button::action(words.word("key-deposit"), Action::Deposit)])
        .row(question_button(&turn, &words));
    turn.show(with_way_back(&turn, &words, view)).await
}

/// Asks where a payment is, where networks are watched.
fn question_button(turn: &Turn, words: &Words) -> Option<Button> {
    let mut ways = turn.shop.deposits.ways.iter();
    let is_chain = ways.any(|way| matches!(way.gateway, Gateway::Chain(_)));
    let label = || words.word("key-deposit-question");
    is_chain.then(|| Button::action(label(), Action::DepositQuestion))
}

fn history_line(words: &Words, rules: &DepositRules, deposit: &Deposit) -> String {
    let key = if deposit.coin_amount.is_empty() { "deposits-line-plain" } else { "deposits-line" };
    let args = Args::new()
        .text("amount", words.money(deposit.amount))
        .text("coin", &deposit.coin_amount)
        .text("asset", coin_name(&deposit.asset))
        .text("gateway", gateway_label(words, rules, &deposit.gateway))
        .text("state", words.word_of("deposit-state", deposit.state.into_str()))
        .time("time", deposit.seen_ms);
    let mut line = words.html(key, args);
    if !deposit.tx.is_empty() {
        line.push('\n');
        line.push_str(&tx_line(words, rules, deposit));
    }
    line
}

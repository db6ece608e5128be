//! A person with everything an admin may want to know of them: money, orders, open reviews, and
//! the pages of their statement and orders. Reads only. What people write about themselves appears
//! as one line of code.

use super::answers::refuse;
use super::card_lines::named_line;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, quoted_or_dash};
use crate::bot::screens::{orders, wallet};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::folding::{folded_card, folded_page};
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang, Words};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::ledger::Wallet;
use crate::domain::money::Money;
use crate::flows::{FlowError, UserError};
use crate::store::lookups::{self, Tally};
use crate::store::orders::listing::{self, Filter, OrderLine};
use crate::store::people::Person;
use crate::store::{Tx, people, postings};

const LAST_ORDERS: i64 = 5;
const REVIEWS_MAX: i64 = 5;
const ORDERS_PER_PAGE: i64 = 8;
const ENTRIES_PER_PAGE: i64 = 10;
const NAME_MAX_CHARS: usize = 80;

/// What the card tells.
struct Card {
    person: Person,
    since_ms: i64,
    wallet: Wallet,
    tallies: Vec<Tally>,
    last: Vec<OrderLine>,
    reviews: Vec<OrderId>,
}

/// The card of a person; a `page` above 0 is that page of the list it was reached from.
pub async fn show(turn: OwnerTurn, (person, page): (PersonId, i64)) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let card = read(&mut *turn.write_tx().await, person).await?;
    let Some(card) = card else {
        return refuse(&turn, &UserError::PersonNotFound, Vec::new()).await;
    };
    let view = keys(&words, &card, View::new(text(&words, &card)), turn.now_ms);
    let back = Button::action(words.word("admin-key-people"), Action::People { page: page - 1 });
    let back = (page > 0).then_some(back);
    turn.show(view.row(back.into_iter().chain([menu_button(&words)]))).await
}

async fn read(tx: &mut Tx, person_id: PersonId) -> Result<Option<Card>, FlowError> {
    let Some(person) = people::find(tx, person_id).await? else { return Ok(None) };
    Ok(Some(Card {
        since_ms: lookups::since(tx, person_id).await?,
        wallet: postings::wallet(tx, person_id).await?,
        tallies: lookups::tallies(tx, person_id).await?,
        last: listing::page(tx, person_id, Filter::All, Page::of(LAST_ORDERS).portion()).await?.0,
        reviews: lookups::open_reviews(tx, person_id, REVIEWS_MAX).await?,
        person,
    }))
}

fn text(words: &Words, card: &Card) -> String {
    let mut lines = about(words, &card.person, card.since_ms);
    lines.push(String::new());
    lines.push(words.html("admin-person-wallet", money_args(words, &card.wallet)));
    lines.push(String::new());
    lines.extend(work(words, card));
    lines.push(String::new());
    let id = Args::new().text("id", card.person.person_id.to_string());
    lines.push(words.html("admin-person-money", id));
    folded_card(lines)
}

/// Who it is, and whether they may order and can be reached.
fn about(words: &Words, person: &Person, since_ms: i64) -> Vec<String> {
    let language = if person.language.is_empty() {
        let guess = Lang::of(&person.client_language).native_name();
        words.plain("admin-person-language-guessed", Args::new().text("language", guess))
    } else {
        Lang::of(&person.language).native_name().to_owned()
    };
    let args = Args::new()
        .text("name", name_of(person))
        .text("id", person.person_id.to_string())
        .text("username", quoted(&person.username, NAME_MAX_CHARS))
        .text("language", language)
        .time("time", since_ms);
    let has_username = !person.username.is_empty();
    let (is_banned, is_blocked) = (person.is_banned, person.is_blocked);
    let lines = [
        (true, "admin-person"),
        (has_username, "admin-person-username"),
        (!has_username, "admin-person-nameless"),
        (true, "admin-person-language"),
        (true, "admin-person-since"),
        (is_banned, "admin-person-banned"),
        (is_blocked, "admin-person-blocked"),
        (!is_blocked, "admin-person-reached"),
    ];
    let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
    shown.map(|(_, key)| words.html(key, args.clone())).collect()
}

fn name_of(person: &Person) -> String {
    quoted_or_dash(&person.name, NAME_MAX_CHARS)
}

fn money_args(words: &Words, wallet: &Wallet) -> Args {
    Args::new()
        .text("available", words.money(wallet.available))
        .text("bonus", words.money(wallet.bonus))
        .text("held", words.money(wallet.held))
        .text("owed", words.money(wallet.owed))
}

/// Orders by state, what they brought, and those that wait for a decision.
fn work(words: &Words, card: &Card) -> Vec<String> {
    let total = card.tallies.iter().map(|tally| tally.orders).sum();
    let args = Args::new().count("n", total).text("n-text", words.number(total));
    if total == 0 {
        return vec![words.html("admin-person-no-orders", Args::new())];
    }
    let mut lines = vec![words.html("admin-person-orders", args)];
    lines.extend(card.tallies.iter().map(|tally| tally_line(words, tally)));
    let earned = card.tallies.iter().fold(0_i64, |sum, tally| sum.saturating_add(tally.earned));
    let earned = words.money(Money::from_micros(earned));
    lines.push(words.html("admin-person-turnover", Args::new().text("amount", earned)));
    if !card.reviews.is_empty() {
        let orders: Vec<String> = card.reviews.iter().map(|order| format!("#{order}")).collect();
        let args = Args::new().text("orders", orders.join(", "));
        lines.push(words.html("admin-person-reviews", args));
    }
    lines
}

fn tally_line(words: &Words, tally: &Tally) -> String {
    let args = Args::new()
        .text("emoji", words.word_of("state-emoji", &tally.state))
        .text("state", words.word_of("order-state", &tally.state))
        .text("n-text", words.number(tally.orders));
    words.html("admin-person-tally", args)
}

/// Orders that wait for a decision, the newest others, and where to go on.
fn keys(words: &Words, card: &Card, view: View, now_ms: i64) -> View {
    let person = card.person.person_id;
    let reviews = card.reviews.iter().map(|order| {
        let label = format!("{} #{order}", words.word_of("state-emoji", "review"));
        Button::action(label, Action::AdminOrder { order: *order })
    });
    let view = view.row(reviews);
    let last = card.last.iter().filter(|line| !card.reviews.contains(&line.order_id));
    let view = last.fold(view, |view, line| view.row([order_button(words, line, now_ms)]));
    view.row([
        Button::action(
            words.word("admin-key-statement"),
            Action::PersonStatement { person, page: 0 },
        ),
        Button::action(words.word("admin-key-orders"), Action::PersonOrders { person, page: 0 }),
    ])
    .row([
        Button::copy(words.word("admin-key-copy-id"), person.to_string()),
        Button::copy(words.word("admin-key-copy-credit"), format!("/credit {person} ")),
    ])
}

fn order_button(words: &Words, line: &OrderLine, now_ms: i64) -> Button {
    Button::action(
        orders::line_label(words, line, now_ms),
        Action::AdminOrder { order: line.order_id },
    )
}

/// The button to the card of a person.
pub(super) fn person_button(words: &Words, person: PersonId) -> Button {
    Button::action(words.word("admin-key-person"), Action::Person { person, page: 0 })
}

/// A page of a person's ledger entries, newest first.
pub async fn statement(turn: OwnerTurn, (person_id, page): (PersonId, i64)) -> Outcome {
    turn.leave_question();
    let (words, mut page) = (turn.words(), Page::of(ENTRIES_PER_PAGE).asked(page));
    let found = people::find(&mut *turn.read_tx().await, person_id).await?;
    let Some(person) = found else {
        return refuse(&turn, &UserError::PersonNotFound, Vec::new()).await;
    };
    let balances = postings::wallet(&mut *turn.read_tx().await, person_id).await?;
    let (lines, total) = {
        let turn = &turn;
        let read = |portion| async move {
            postings::statement(&mut *turn.read_tx().await, person_id, portion).await
        };
        page.read(read).await?
    };
    let mut text = vec![
        head(&words, &person),
        words.html("admin-person-wallet", money_args(&words, &balances)),
        String::new(),
    ];
    text.extend(lines.iter().map(|line| wallet::line_text(&words, line)));
    if total == 0 {
        text.push(words.html("balance-no-entries", Args::new()));
    }
    let to = |page| Action::PersonStatement { person: person_id, page };
    let view = page.leaf(View::new(folded_page(text)), to);
    turn.show(view.row([person_button(&words, person_id), menu_button(&words)])).await
}

/// A page of a person's orders, newest first.
pub async fn person_orders(turn: OwnerTurn, (person_id, page): (PersonId, i64)) -> Outcome {
    turn.leave_question();
    let (words, mut page) = (turn.words(), Page::of(ORDERS_PER_PAGE).asked(page));
    let found = people::find(&mut *turn.read_tx().await, person_id).await?;
    let Some(person) = found else {
        return refuse(&turn, &UserError::PersonNotFound, Vec::new()).await;
    };
    let (lines, total) = {
        let (turn, all) = (&turn, Filter::All);
        let read = |portion| async move {
            listing::page(&mut *turn.read_tx().await, person_id, all, portion).await
        };
        page.read(read).await?
    };
    let args = Args::new().count("n", total).text("n-text", words.number(total));
    let key = if total == 0 { "admin-person-no-orders" } else { "admin-person-orders" };
    let text = format!("{}\n{}", head(&words, &person), words.html(key, args));
    let key = |line| order_button(&words, line, turn.now_ms);
    let view = lines.iter().fold(View::new(text), |view, line| view.row([key(line)]));
    let to = |page| Action::PersonOrders { person: person_id, page };
    let view = page.leaf(view, to);
    turn.show(view.row([person_button(&words, person_id), menu_button(&words)])).await
}

fn head(words: &Words, person: &Person) -> String {
    named_line(words, &person.name, person.person_id)
}

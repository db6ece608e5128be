//! What people type outside a step: the number of an order, a link, or words to look for. Owns
//! which of them a text is, and the page of what was found.

mod answers;

use std::sync::Arc;

use super::browse::{self, SERVICES_PER_PAGE};
use super::{checkout, mass_order as several, orders};
use crate::bot::admin;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::{Choice, offer};
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::fields::Field;
use crate::domain::ids::{OrderId, ServiceId};
use crate::domain::links::{LinkError, LinkKind, Pasted, Platform, clean_link, pasted};
use crate::domain::mass_order;
use crate::domain::search::typed_words;
use crate::flows::catalog::search::{self, Found};
use crate::flows::{FlowError, UserError};
use crate::store::catalog;
use crate::store::orders as stored_orders;
use crate::store::search::FOUND_MAX;

/// More digits are no order's number.
const NUMBER_MAX_DIGITS: usize = 18;

/// `/search`, with what to look for or without.
pub async fn command(turn: Arc<Turn>, text: String) -> Outcome {
    understand(turn, text).await
}

/// Something typed outside a step: an order's number, a link, or words.
pub async fn understand(turn: Arc<Turn>, text: String) -> Outcome {
    if let Some(lines) = mass_order::read(&text, None) {
        turn.leave_question();
        return several::receive(turn, lines).await;
    }
    turn.leave_question();
    let number = number_of(&text);
    if let Some(order) = number
        && is_theirs(&turn, order).await?
    {
        return match turn.as_owner() {
            Some(owner) => admin::order_card::show(owner, order).await,
            None => orders::card(turn, order).await,
        };
    }
    match pasted(&text) {
        Some(Pasted::Known { link, platform, kind }) => {
            by_link(&turn, (&link, platform, kind), 0).await
        }
        Some(Pasted::Elsewhere) => answers::no_service_for_link(&turn, None).await,
        Some(Pasted::Several) => answers::several_links(&turn).await,
        None => {
            let typed = typed_words(&text).join(" ");
            if typed.is_empty() {
                return answers::ask(&turn).await;
            }
            let found = search::by_words(&mut *turn.read_tx().await, &typed).await?;
            if found.service_ids.is_empty() && number.is_some() {
                return Err(UserError::OrderNotFound.into());
            }
            by_words(&turn, &typed, found, 0).await
        }
    }
}

/// Something typed where the card asks for the link. The card is also where people look around:
/// the number of an own order, or words that services have exactly, are understood as elsewhere.
pub async fn at_link(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    if let Some(lines) = mass_order::read(&text, Some(draft.service)) {
        return several::receive(turn, lines).await;
    }
    let both = mass_order::spaced(text.trim());
    if let Some(both) = both.filter(|(link, _)| clean_link(link, None).is_ok()) {
        return checkout::receive_both(turn, draft, both).await;
    }
    if means_something(&turn, &text).await? {
        return understand(turn, text).await;
    }
    checkout::receive(turn, (Field::Link, draft), text).await
}

/// The services that take the link which one does not take.
pub async fn for_doubted_link(turn: Arc<Turn>, draft: Draft) -> Outcome {
    match draft.doubted_link {
        Some(link) => understand(turn, link).await,
        None => {
            turn.answer_old_button();
            Ok(())
        }
    }
}

async fn means_something(turn: &Turn, text: &str) -> Result<bool, FlowError> {
    if let Some(order) = number_of(text) {
        return is_theirs(turn, order).await;
    }
    if text.trim_start().starts_with('@') || clean_link(text, None) != Err(LinkError::NotALink) {
        return Ok(false);
    }
    let typed = typed_words(text).join(" ");
    let found = search::by_words(&mut *turn.read_tx().await, &typed).await?;
    Ok(!found.is_guessed && !found.service_ids.is_empty())
}

/// `1001` or `#1001`.
fn number_of(text: &str) -> Option<OrderId> {
    let text: String = text.trim().chars().take(NUMBER_MAX_DIGITS + 2).collect();
    let digits = text.strip_prefix('#').unwrap_or(&text);
    let is_number = digits.len() <= NUMBER_MAX_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// Whether there is such an order that this person may look at.
async fn is_theirs(turn: &Turn, order_id: OrderId) -> Result<bool, FlowError> {
    let order = stored_orders::find(&mut *turn.read_tx().await, order_id).await?;
    let is_own = |person_id| turn.is_admin() || person_id == turn.person.person_id;
    Ok(order.is_some_and(|order| is_own(order.person_id)))
}

/// A page of what was found before.
pub async fn page(turn: Arc<Turn>, (text, _): (String, Option<Draft>), page: i64) -> Outcome {
    match pasted(&text) {
        Some(Pasted::Known { link, platform, kind }) => {
            by_link(&turn, (&link, platform, kind), page).await
        }
        _ => {
            let found = search::by_words(&mut *turn.read_tx().await, &text).await?;
            by_words(&turn, &text, found, page).await
        }
    }
}

async fn by_words(turn: &Turn, typed: &str, found: Found, page: i64) -> Outcome {
    if found.service_ids.is_empty() {
        return answers::nothing_found(turn, typed, &found.near).await;
    }
    let words = turn.words();
    let looked_for = found.read_as.as_deref().unwrap_or(typed);
    let args = counted(&words, &found.service_ids).text("words", looked_for);
    let title = words.plain("search-title", args);
    let above =
        found.is_guessed.then(|| words.html("search-read-as", Args::new().text("typed", typed)));
    show(turn, (typed, &found.service_ids), (title, above), page).await
}

async fn by_link(
    turn: &Turn,
    (link, platform, kind): (&str, Platform, Option<LinkKind>),
    page: i64,
) -> Outcome {
    let service_ids = search::by_link(&mut *turn.read_tx().await, platform, kind).await?;
    let words = turn.words();
    let recognised = recognised(&words, platform, kind);
    if service_ids.is_empty() {
        return answers::no_service_for_link(turn, Some(recognised)).await;
    }
    let args = counted(&words, &service_ids).text("what", recognised);
    let title = words.plain("search-link-title", args);
    show(turn, (link, &service_ids), (title, None), page).await
}

/// `Instagram: post`.
fn recognised(words: &Words, platform: Platform, kind: Option<LinkKind>) -> String {
    match kind {
        None => platform.name().to_owned(),
        Some(kind) => {
            let kind = words.word_of("search-kind", kind.into_str());
            let args = Args::new().text("platform", platform.name()).text("kind", kind);
            words.plain("search-recognised", args)
        }
    }
}

/// How many were found: of very many, that there are more.
fn counted(words: &Words, service_ids: &[ServiceId]) -> Args {
    let count = i64::try_from(service_ids.len()).unwrap_or(FOUND_MAX);
    let more = if count >= FOUND_MAX { "+" } else { "" };
    Args::new().count("n", count).text("n-text", format!("{}{more}", words.number(count)))
}

async fn show(
    turn: &Turn,
    (text, service_ids): (&str, &[ServiceId]),
    (title, above): (String, Option<String>),
    page: i64,
) -> Outcome {
    let words = turn.words();
    let mut shown = Page::of(SERVICES_PER_PAGE).asked(page);
    shown.settle(i64::try_from(service_ids.len()).unwrap_or(FOUND_MAX));
    let of_page = shown.slice(service_ids);
    let offers = {
        let mut tx = turn.read_tx().await;
        catalog::list_chosen(&mut tx, turn.lang(), of_page).await?
    };
    turn.go(State::Found { text: text.to_owned(), kept: turn.state().into_draft() });
    let heading = words.html(browse::heading_key(&offers), Args::new().text("category", title));
    let heading = [Some(heading), browse::legend(&words, &offers)].into_iter().flatten();
    let heading = heading.collect::<Vec<_>>().join("\n");
    let above = above.map(|above| above + "\n").unwrap_or_default();
    let page = shown.number();
    let choices: Vec<Choice> =
        offers.iter().map(|offer| browse::named_choice(&words, offer, page)).collect();
    let view = offer(View::new(above + &heading), &choices);
    let view = shown.leaf(view, |page| Action::Found { page });
    let cancel = Button::action(words.word("key-cancel"), Action::Cancel);
    turn.show(view.row([answers::categories_button(&words), cancel])).await
}

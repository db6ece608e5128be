//! The card of a service. It is at the same time the question for the first thing that an order of
//! it needs. What would refuse at Confirm is said here, in place of the question.

use std::sync::Arc;

use super::browse;
use super::checkout::{self, Asked};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Origin, Outcome, Turn};
use crate::bot::renderer::{items, items_as};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::catalog::Stock;
use crate::domain::catalog::naming::CatalogItem;
use crate::domain::catalog::standing::{Record, Times};
use crate::domain::duration::read_minutes;
use crate::domain::ids::ServiceId;
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;
use crate::flows::orders::quote::unit_price;
use crate::flows::orders::refusals;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::orders::listing::Filter;
use crate::store::{favourites, service_stats};

/// What stands before the number of a service in the link that opens its card.
const LINKED: &str = "s_";
/// Longer numbers are no service's.
const NUMBER_MAX_DIGITS: usize = 18;
/// What a card shows of a link that was sent before.
const LINK_MAX_CHARS: usize = 60;
/// What it shows of a description.
const DESCRIPTION_MAX_CHARS: usize = 1_000;

/// The card of a service, from whatever list it was chosen.
pub async fn open(turn: Arc<Turn>, (service, page): (ServiceId, i64)) -> Outcome {
    let kept = turn.state().into_draft().filter(|draft| draft.service == service);
    // Kept from before, a link is offered; sent just now, it is taken.
    let kept = kept.map(|draft| Draft { is_pasted: false, ..draft });
    let fresh = Draft { service, page, ..Draft::default() };
    let draft = turn.state().with_pasted_link(kept.unwrap_or(fresh));
    let draft = match turn.state().opened_from() {
        Some(opened_from) => Draft { opened_from, page, ..draft },
        None => draft,
    };
    show(&turn, draft, None).await
}

/// The card of a service for which something was entered before; `word` stands above it.
pub(super) async fn show(turn: &Turn, draft: Draft, word: Option<String>) -> Outcome {
    let words = turn.words();
    let (offer, record, refused) = {
        let mut tx = turn.read_tx().await;
        let offer = catalog::find_offer_in(&mut tx, turn.lang(), draft.service).await?;
        let Some(offer) = offer.filter(|offer| offer.is_visible || offer.is_paused) else {
            drop(tx);
            return is_gone(turn).await;
        };
        let record = service_stats::find(&mut tx, draft.service).await?;
        let person = &turn.person;
        match refusals::check(&mut turn.ctx(&mut tx), person, Some(offer.clone())).await {
            Ok(offer) => (offer, record, None),
            Err(FlowError::User(error)) => (offer, record, Some(error)),
            Err(error) => return Err(error),
        }
    };
    let shown = Some(offer.terms().to_text());
    let draft = Draft { category: offer.category_id, terms: shown, ..draft };
    let draft = checkout::without_what_does_not_fit(turn, &offer, draft).await?;
    let link = draft.link.as_ref().filter(|_| draft.is_pasted);
    let link = link.map(|link| format!("🔗 {}", escape_html(&shorten(link, LINK_MAX_CHARS))));
    let above = word.map(|word| word + "\n\n").unwrap_or_default();
    let text = above + &card_text(&words, (&offer, &record), link);
    let edit = browse::edit_button(turn, &words, CatalogItem::Service(draft.service));
    let rows = vec![keys(turn, &words, draft.service).await?, edit.into_iter().collect()];
    match refused {
        None => {
            let asked = Asked { above: text, rows, problem: None };
            checkout::begin(turn, &offer, draft, asked).await
        }
        Some(error) => {
            turn.go(State::Card { draft });
            let why = escape_html(&refusal::of_flow(&words, &error));
            let view = View::new(format!("{text}\n\n🚫 {why}")).row(way_out(&words, &error));
            let view = rows.into_iter().fold(view, View::row);
            turn.show(view.row(checkout::step_buttons(&words))).await
        }
    }
}

/// The star, and the link that opens the card.
async fn keys(turn: &Turn, words: &Words, service: ServiceId) -> Result<Vec<Button>, FlowError> {
    let own = turn.person.person_id;
    let is_kept = favourites::has(&mut *turn.read_tx().await, own, service).await?;
    let star = match is_kept {
        true => (words.word("key-favourite-kept"), Action::RemoveFavourite { service }),
        false => (words.word("key-favourite"), Action::AddFavourite { service }),
    };
    let link = turn.start_link(&format!("{LINKED}{service}"));
    let share = link.map(|link| Button::copy(words.word("key-copy-card-link"), link));
    Ok([Some(Button::action(star.0, star.1)), share].into_iter().flatten().collect())
}

/// The card that a `t.me` link leads to, by what stands behind `start=`; `None` where that is no
/// service of any kind.
pub fn linked(payload: &str) -> Option<ServiceId> {
    let number = payload.strip_prefix(LINKED)?;
    Some(number.parse().ok().filter(|_| number.len() < NUMBER_MAX_DIGITS).unwrap_or_default())
}

/// Says that it is not sold, and leads to what is.
async fn is_gone(turn: &Turn) -> Outcome {
    let words = turn.words();
    if let Origin::Pressed { .. } = turn.origin {
        turn.toast(words.word("refuse-service-gone"));
        return browse::show_categories(turn, 0).await;
    }
    let find = Button::action(words.word("key-categories"), Action::Categories { page: 0 });
    let text = escape_html(&words.word("refuse-service-gone"));
    let text = format!("{text}\n{}", words.html("search-instead", Args::new()));
    turn.show(View::new(text).row([find, menu_button(&words)])).await
}

/// What somebody can do who may not order now.
fn way_out(words: &Words, error: &UserError) -> Vec<Button> {
    let support = Button::action(words.word("key-support"), Action::Support);
    match error {
        UserError::Owes(_) => {
            vec![Button::action(words.word("key-balance"), Action::Balance { page: 0 }), support]
        }
        UserError::TooManyReviews => {
            let open = Action::Orders { filter: Filter::Open, page: 0 };
            vec![Button::action(words.word("key-orders"), open), support]
        }
        _ => vec![support],
    }
}

fn price_line(words: &Words, offer: &Offer, price: Money) -> String {
    let args = Args::new().text("price", words.money(price));
    match (offer.pricing, offer.kind.counted_list()) {
        (Pricing::Flat, _) => words.html("card-price-flat", args),
        (Pricing::PerUnit, _) => words.html("card-price-unit", args),
        (Pricing::Previewed, _) => words.html("card-price-previewed", Args::new()),
        (Pricing::PerThousand, None) => words.html("card-price", args),
        (Pricing::PerThousand, Some(field)) => {
            let items = items_as(words, field, (1_000, "1000".to_owned()));
            words.html("card-price-lines", args.text("items", items))
        }
    }
}

/// How much may be ordered, where that is worth a word.
fn limits_line(words: &Words, offer: &Offer) -> Option<String> {
    let Limits { min, max } = offer.limits();
    let args = Args::new().text("min", words.number(min)).text("max", words.number(max));
    match offer.kind.counted_list().map(|field| items(words, field, max)) {
        Some(items) if min == max => {
            Some(words.html("card-lines-exactly", args.text("items", items)))
        }
        _ if min >= max || matches!(offer.pricing, Pricing::Flat | Pricing::Previewed) => None,
        Some(items) => Some(words.html("card-lines", args.text("items", items))),
        None => Some(words.html("card-limits", args)),
    }
}

/// How many there are of a product.
fn stock_line(words: &Words, stock: Stock) -> String {
    match stock {
        Stock::Out => words.html("card-stock-out", Args::new()),
        Stock::In { left: None } => words.html("card-stock-in", Args::new()),
        Stock::In { left: Some(left) } => {
            words.html("card-stock-left", Args::new().text("left", words.number(left)))
        }
    }
}

/// How the shop's own orders of it went, from enough of them on.
fn record_line(words: &Words, record: &Record) -> Option<String> {
    let percent = record.delivered_percent()?;
    let took = |key: &str, times: Option<Times>| {
        let time = words.about(times?.median_ms);
        Some(words.html(key, Args::new().text("time", time)))
    };
    let delivered = Args::new().text("percent", words.number(percent));
    let refills = |percent| {
        words.html("card-refills-asked", Args::new().text("percent", words.number(percent)))
    };
    let parts = [
        Some(words.html("card-delivered", delivered)),
        record.refill_percent().map(refills),
        took("card-starts", record.start),
        took("card-ends", record.end),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn time_line(words: &Words, average_time: &str) -> Option<String> {
    if average_time.is_empty() {
        return None;
    }
    let time = read_minutes(average_time)
        .map_or_else(|| average_time.to_owned(), |minutes| words.duration(minutes));
    Some(words.html("card-time", Args::new().text("time", time)))
}

/// What happens to what drops, and whether it can be stopped. Of goods and mails nothing drops, and
/// none are taken back.
fn marks_line(words: &Words, offer: &Offer) -> Option<String> {
    let refill = if offer.has_refill { "card-refill" } else { "card-no-refill" };
    let cancel = if offer.has_cancel { "card-cancel" } else { "card-no-cancel" };
    let line = [refill, cancel].map(|key| words.html(key, Args::new())).join(" · ");
    let can_drop = !offer.kind.is_never_alike() && !offer.kind.tests_mail();
    can_drop.then_some(line)
}

/// Everything about the service; below its names the link that was sent before it was chosen.
fn card_text(words: &Words, (offer, record): (&Offer, &Record), link: Option<String>) -> String {
    let category = browse::category_name(words, &offer.category);
    let args = Args::new().text("category", category).text("number", offer.service_id.to_string());
    let mut lines =
        vec![format!("<b>{}</b>", escape_html(&offer.name)), words.html("card-category", args)];
    lines.extend(link);
    lines.push(String::new());
    lines.extend(browse::marks_line(words, &offer.marks));
    lines.extend(unit_price(offer).map(|price| price_line(words, offer, price)));
    lines.extend(limits_line(words, offer));
    lines.extend(offer.goods.as_ref().map(|goods| stock_line(words, goods.stock)));
    lines.extend(time_line(words, &offer.average_time));
    lines.extend(record_line(words, record));
    lines.extend(marks_line(words, offer));
    if !offer.description.is_empty() {
        let description = escape_html(&shorten(&offer.description, DESCRIPTION_MAX_CHARS));
        lines.push(format!("<blockquote expandable>{description}</blockquote>"));
    }
    lines.join("\n")
}

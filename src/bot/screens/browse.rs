//! Looking around: pages of categories, pages of services, the card of a service.

use std::sync::Arc;

use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::{items, items_as};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::{Choice, offer};
use crate::bot::ui::paging::Page;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::catalog::Stock;
use crate::domain::catalog::naming::CatalogItem;
use crate::domain::catalog::standing::{Record, Times};
use crate::domain::duration::read_minutes;
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;
use crate::flows::orders::quote::unit_price;
use crate::flows::orders::refusals;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::orders::listing::Filter;
use crate::store::{catalog_items, service_stats};

const CATEGORIES_PER_PAGE: i64 = 8;
/// What a card shows of a link that was sent before.
const LINK_MAX_CHARS: usize = 60;
/// Services of one page.
pub(super) const SERVICES_PER_PAGE: i64 = 6;

/// A page of categories.
pub async fn categories(turn: Arc<Turn>, page: i64) -> Outcome {
    let words = turn.words();
    let mut page = Page::of(CATEGORIES_PER_PAGE).asked(page);
    let (found, total) = {
        let turn = &turn;
        let read = |portion| async move {
            catalog::list_categories(&mut *turn.read_tx().await, turn.lang(), portion).await
        };
        page.read(read).await?
    };
    let hidden = hidden_button(&turn, &words).await?;
    if total == 0 {
        turn.go(State::Idle);
        let view = View::new(words.html("browse-empty", Args::new())).row(hidden);
        return turn.show(view.row([menu_button(&words)])).await;
    }
    turn.go(State::Category { page: page.number(), kept: turn.state().into_draft() });
    let choices: Vec<Choice> = found
        .iter()
        .map(|category| Choice {
            name: category_name(&words, &category.name),
            figure: words.number(category.visible_count),
            tap: Action::Services { category: category.category_id, page: 0 },
        })
        .collect();
    let view = offer(View::new(words.html("browse-categories", Args::new())), &choices);
    let view = view.row(page.pager(|page| Action::Categories { page })).row(hidden);
    turn.show(view.row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// The owners' way to what they have hidden, where there is something.
async fn hidden_button(turn: &Turn, words: &Words) -> Result<Option<Button>, FlowError> {
    if !turn.is_admin() {
        return Ok(None);
    }
    let count = catalog_items::count_hidden(&mut *turn.read_tx().await).await?;
    let label = words.plain("admin-key-hidden", Args::new().text("n-text", words.number(count)));
    Ok((count > 0).then(|| Button::action(label, Action::HiddenItems { page: 0 })))
}

/// The owners' way to what a service or a category is called.
fn edit_button(turn: &Turn, words: &Words, item: CatalogItem) -> Option<Button> {
    let tap = Action::EditItem { item };
    turn.is_admin().then(|| Button::action(words.word("admin-key-edit"), tap))
}

/// A page of a category's services.
pub async fn services(turn: Arc<Turn>, (category, page): (CategoryId, i64)) -> Outcome {
    let words = turn.words();
    let found = catalog::find_category(&mut *turn.read_tx().await, turn.lang(), category).await?;
    let Some((found, listed_before)) = found.filter(|(found, _)| found.visible_count > 0) else {
        turn.toast(words.word("refuse-service-gone"));
        return categories(turn, 0).await;
    };
    let mut shown = Page::of(SERVICES_PER_PAGE).asked(page);
    shown.settle(found.visible_count);
    let page = shown.number();
    let offers = {
        let mut tx = turn.read_tx().await;
        catalog::list_offers(&mut tx, turn.lang(), category, shown.portion()).await?
    };
    turn.go(State::Service { category, page, kept: turn.state().into_draft() });
    let heading = words.html(heading_key(&offers), category_args(&words, &found.name));
    let choices: Vec<Choice> = offers.iter().map(|offer| choice_of(&words, offer, page)).collect();
    let view = offer(View::new(heading), &choices)
        .row(shown.pager(|page| Action::Services { category, page }))
        .row(edit_button(&turn, &words, CatalogItem::Category(category)));
    let listed_on = Action::Categories { page: listed_before / CATEGORIES_PER_PAGE };
    let back = Button::action(words.word("key-back"), listed_on);
    turn.show(view.row([back, Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

fn category_args(words: &Words, name: &str) -> Args {
    Args::new().text("category", category_name(words, name))
}

/// A category's name; a word of ours where the provider gives none.
fn category_name(words: &Words, name: &str) -> String {
    if name.is_empty() { words.word("browse-category-other") } else { name.to_owned() }
}

/// What the prices of a page are for.
pub(super) fn heading_key(offers: &[Offer]) -> &'static str {
    let flat = offers.iter().filter(|offer| offer.pricing == Pricing::Flat).count();
    let goods = offers.iter().filter(|offer| offer.kind.is_product()).count();
    match flat {
        _ if goods == offers.len() => "browse-products",
        _ if goods > 0 => "browse-mixed",
        0 => "browse-services",
        _ if flat == offers.len() => "browse-packages",
        _ => "browse-services-and-packages",
    }
}

fn choice_of(words: &Words, offer: &Offer, page: i64) -> Choice {
    Choice {
        name: own_part(&offer.name, &offer.category).to_owned(),
        figure: unit_price(offer).map_or_else(String::new, |price| words.money(price)),
        tap: Action::Card { service: offer.service_id, page },
    }
}

/// A name without the category that it begins with: on the page of that category the rest is what
/// tells services apart.
fn own_part<'a>(name: &'a str, category: &str) -> &'a str {
    let rest = name.strip_prefix(category).unwrap_or(name);
    let is_joint = |c: char| c.is_whitespace() || "|-–—:·•[]()/".contains(c);
    let rest = rest.trim_start_matches(is_joint);
    if rest.chars().count() < 3 { name } else { rest }
}

/// The card of a service.
pub async fn card(turn: Arc<Turn>, (service, page): (ServiceId, i64)) -> Outcome {
    let kept = turn.state().into_draft().filter(|draft| draft.service == service);
    let fresh = Draft { service, page, ..Draft::default() };
    let draft = turn.state().with_pasted_link(kept.unwrap_or(fresh));
    let link = draft.link.as_ref().filter(|_| draft.is_pasted);
    let word = link.map(|link| format!("🔗 {}", escape_html(&shorten(link, LINK_MAX_CHARS))));
    card_again(turn, draft, word).await
}

/// The card of a service for which something was entered before; `word` stands above it.
pub async fn card_again(turn: Arc<Turn>, draft: Draft, word: Option<String>) -> Outcome {
    let words = turn.words();
    let (offer, record, refused) = {
        let mut tx = turn.read_tx().await;
        let record = service_stats::find(&mut tx, draft.service).await?;
        let offer = catalog::find_offer_in(&mut tx, turn.lang(), draft.service).await?;
        let Some(offer) = offer.filter(|offer| offer.is_visible || offer.is_paused) else {
            drop(tx);
            turn.toast(words.word("refuse-service-gone"));
            return categories(turn, 0).await;
        };
        let person = &turn.person;
        match refusals::check(&mut turn.ctx(&mut tx), person, Some(offer.clone())).await {
            Ok(offer) => (offer, record, None),
            Err(FlowError::User(error)) => (offer, record, Some(error)),
            Err(error) => return Err(error),
        }
    };
    let (service, page) = (draft.service, draft.page);
    let shown = Some(offer.terms().to_text());
    turn.go(State::Card { draft: Draft { category: offer.category_id, terms: shown, ..draft } });
    let word = word.map(|word| word + "\n\n").unwrap_or_default();
    let mut view = View::new(word + &card_text(&words, &offer, &record));
    match &refused {
        None => {
            view = view.row([Button::action(
                words.word("key-order-this"),
                Action::Order { service, page },
            )]);
        }
        Some(error) => {
            let why = escape_html(&refusal::of_flow(&words, error));
            view.text = format!("{}\n\n🚫 {why}", view.text);
            view = view.row(way_out(&words, error));
        }
    }
    let back = Action::Services { category: offer.category_id, page };
    let view = view.row(edit_button(&turn, &words, CatalogItem::Service(service)));
    turn.show(view.row([
        Button::action(words.word("key-back"), back),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ]))
    .await
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
        _ if min >= max || offer.pricing == Pricing::Flat => None,
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

fn card_text(words: &Words, offer: &Offer, record: &Record) -> String {
    let mut lines = vec![format!("<b>{}</b>", escape_html(&offer.name))];
    lines.push(escape_html(&category_name(words, &offer.category)));
    lines.push(String::new());
    if let Some(price) = unit_price(offer) {
        lines.push(price_line(words, offer, price));
    }
    lines.extend(limits_line(words, offer));
    lines.extend(offer.goods.as_ref().map(|goods| stock_line(words, goods.stock)));
    if !offer.average_time.is_empty() {
        let minutes = read_minutes(&offer.average_time);
        let time =
            minutes.map_or_else(|| offer.average_time.clone(), |minutes| words.duration(minutes));
        let args = Args::new().text("time", time);
        lines.push(words.html("card-time", args));
    }
    lines.extend(record_line(words, record));
    let marks = [
        (offer.has_refill, "card-refill", "card-no-refill"),
        (offer.has_cancel, "card-cancel", "card-no-cancel"),
    ];
    // Of goods nothing drops, and none are taken back.
    for (has, yes, no) in marks.into_iter().filter(|_| !offer.kind.is_product()) {
        lines.push(words.html(if has { yes } else { no }, Args::new()));
    }
    if !offer.description.is_empty() {
        lines.push(String::new());
        lines.push(format!("<i>{}</i>", escape_html(&shorten(&offer.description, 1_000))));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::own_part;

    #[test]
    fn a_name_loses_the_category_it_begins_with_and_never_everything() {
        let category = "Instagram Followers";
        assert_eq!(own_part("Instagram Followers | Real | 5K/day", category), "Real | 5K/day");
        assert_eq!(own_part("Instagram Followers", category), "Instagram Followers");
        assert_eq!(own_part("Cheap followers", category), "Cheap followers");
    }
}

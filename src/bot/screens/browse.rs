//! Looking around: pages of platforms, of their categories, and of the services of these.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::{Choice, in_rows, offer};
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::catalog::naming::CatalogItem;
use crate::domain::catalog::shelf::Marks;
use crate::domain::ids::CategoryId;
use crate::domain::links::{Platform, platform_of};
use crate::domain::pricing::Pricing;
use crate::flows::FlowError;
use crate::flows::orders::quote::unit_price;
use crate::store::catalog::{self, Breadth, Category, Offer, PlatformGroup, Position};
use crate::store::{catalog_items, favourites};

const CATEGORIES_PER_PAGE: i64 = 8;
/// More categories than these are listed by platform.
const UNGROUPED_MAX: i64 = 10;
/// Pinned categories that are listed before the platforms.
const PINNED_MAX: i64 = 4;
/// What is shown of a category before the name of a service.
const CATEGORY_MAX_CHARS: usize = 40;
/// Platforms that have buttons of their own on other screens.
const OFFERED_PLATFORMS_MAX: usize = 4;
/// Services of one page.
pub(super) const SERVICES_PER_PAGE: i64 = 6;

/// The first page of what there is: platforms where there are many categories, else these.
pub async fn categories(turn: Arc<Turn>, page: i64) -> Outcome {
    show_categories(&turn, page).await
}

/// The same.
pub(super) async fn show_categories(turn: &Turn, page: i64) -> Outcome {
    let words = turn.words();
    let platforms = catalog::list_platforms(&mut *turn.read_tx().await).await?;
    let kept = favourites::count(&mut *turn.read_tx().await, turn.person.person_id).await?;
    let hidden = hidden_button(turn, &words).await?;
    if platforms.is_empty() {
        turn.go(State::Idle);
        let view = View::new(words.html("browse-empty", Args::new())).row(hidden);
        return turn.show(view.row([menu_button(&words)])).await;
    }
    let mut shown = Page::of(CATEGORIES_PER_PAGE).asked(page);
    let (key, choices) = if is_grouped(Breadth::of(&platforms)) {
        let all = choices_of_platforms(turn, &words, &platforms).await?;
        shown.settle(count(all.len()));
        ("browse-platforms", shown.slice(&all).to_vec())
    } else {
        shown.settle(platforms.iter().map(|group| group.categories).sum());
        let mut tx = turn.read_tx().await;
        let (found, _) = catalog::list_categories(&mut tx, turn.lang(), shown.portion()).await?;
        ("browse-categories", found.iter().map(|one| category_choice(&words, one)).collect())
    };
    turn.go(State::Category { page: shown.number(), kept: turn.state().into_draft() });
    let view = View::new(words.html(key, Args::new())).row(favourites_button(&words, kept.shown));
    let view = shown.leaf(offer(view, &choices), |page| Action::Categories { page }).row(hidden);
    turn.show(view.row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// Whether there are so many categories that their platforms are listed first.
const fn is_grouped(breadth: Breadth) -> bool {
    breadth.categories > UNGROUPED_MAX && breadth.platforms > 1
}

/// Buttons of the platforms that come first, where what there is is listed by platform.
pub(super) fn platform_rows(words: &Words, platforms: &[PlatformGroup]) -> Vec<Vec<Button>> {
    let shelves = if is_grouped(Breadth::of(platforms)) { platforms } else { &[] };
    let named = shelves.iter().filter(|group| group.platform.is_some());
    in_rows(named.take(OFFERED_PLATFORMS_MAX).map(|group| {
        let tap = Action::Platform { platform: group.platform, page: 0 };
        (platform_name(words, group.platform), tap)
    }))
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// What owners have pinned, and the platforms.
async fn choices_of_platforms(
    turn: &Turn,
    words: &Words,
    platforms: &[PlatformGroup],
) -> Result<Vec<Choice>, FlowError> {
    let mut tx = turn.read_tx().await;
    let pinned = catalog::list_pinned(&mut tx, turn.lang(), PINNED_MAX).await?;
    let mut choices: Vec<Choice> = pinned.iter().map(|one| category_choice(words, one)).collect();
    choices.extend(platforms.iter().map(|group| Choice {
        name: platform_name(words, group.platform),
        figure: words.number(group.services),
        tap: Action::Platform { platform: group.platform, page: 0 },
    }));
    Ok(choices)
}

/// A platform's name; a word of ours for what has none.
pub(super) fn platform_name(words: &Words, platform: Option<Platform>) -> String {
    platform.map_or_else(|| words.word("browse-category-other"), |one| one.name().to_owned())
}

fn category_choice(words: &Words, category: &Category) -> Choice {
    Choice {
        name: category_name(words, &category.name),
        figure: words.number(category.visible_count),
        tap: Action::Services { category: category.category_id, page: 0 },
    }
}

/// The way to what the person keeps, where there is something.
pub(super) fn favourites_button(words: &Words, shown: i64) -> Option<Button> {
    let label = words.plain("key-favourites", Args::new().text("n-text", words.number(shown)));
    (shown > 0).then(|| Button::action(label, Action::Favourites { page: 0 }))
}

/// A page of the categories of a platform.
pub async fn platform(turn: Arc<Turn>, (platform, page): (Option<Platform>, i64)) -> Outcome {
    let words = turn.words();
    let platforms = catalog::list_platforms(&mut *turn.read_tx().await).await?;
    let own = platforms.iter().find(|group| group.platform == platform);
    let Some(own) = own.filter(|_| is_grouped(Breadth::of(&platforms))) else {
        return categories(turn, 0).await;
    };
    let mut shown = Page::of(CATEGORIES_PER_PAGE).asked(page);
    shown.settle(own.categories);
    let found = {
        let mut tx = turn.read_tx().await;
        catalog::list_of_platform(&mut tx, turn.lang(), platform, shown.portion()).await?
    };
    turn.go(State::Category { page: 0, kept: turn.state().into_draft() });
    let choices: Vec<Choice> = found.iter().map(|one| category_choice(&words, one)).collect();
    let args = Args::new().text("platform", platform_name(&words, platform));
    let view = offer(View::new(words.html("browse-platform", args)), &choices);
    let view = shown.leaf(view, |page| Action::Platform { platform, page });
    turn.show(view.row([
        Button::action(words.word("key-back"), Action::Categories { page: 0 }),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ]))
    .await
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
pub(super) fn edit_button(turn: &Turn, words: &Words, item: CatalogItem) -> Option<Button> {
    let tap = Action::EditItem { item };
    turn.is_admin().then(|| Button::action(words.word("admin-key-edit"), tap))
}

/// A page of a category's services.
pub async fn services(turn: Arc<Turn>, (category, page): (CategoryId, i64)) -> Outcome {
    let words = turn.words();
    let found = catalog::find_category(&mut *turn.read_tx().await, turn.lang(), category).await?;
    let Some((found, position)) = found.filter(|(found, _)| found.visible_count > 0) else {
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
    let heading = [Some(heading), legend(&words, &offers)].into_iter().flatten();
    let heading = heading.collect::<Vec<_>>().join("\n");
    let choices: Vec<Choice> = offers.iter().map(|offer| choice_of(&words, offer, page)).collect();
    let view = offer(View::new(heading), &choices);
    let view = shown.leaf(view, |page| Action::Services { category, page }).row(edit_button(
        &turn,
        &words,
        CatalogItem::Category(category),
    ));
    let back = Button::action(words.word("key-back"), listed_on(position));
    turn.show(view.row([back, Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// The page on which a category is listed.
const fn listed_on(position: Position) -> Action {
    let Position { platform, before_on_platform, before, breadth } = position;
    match is_grouped(breadth) {
        true => Action::Platform { platform, page: before_on_platform / CATEGORIES_PER_PAGE },
        false => Action::Categories { page: before / CATEGORIES_PER_PAGE },
    }
}

fn category_args(words: &Words, name: &str) -> Args {
    Args::new().text("category", category_name(words, name))
}

/// A category's name; a word of ours where the provider gives none.
pub(super) fn category_name(words: &Words, name: &str) -> String {
    if name.is_empty() { words.word("browse-category-other") } else { name.to_owned() }
}

/// What the prices of a page are for.
pub(super) fn heading_key(offers: &[Offer]) -> &'static str {
    let flat = offers.iter().filter(|offer| offer.pricing == Pricing::Flat).count();
    let goods = offers.iter().filter(|offer| offer.kind.is_product()).count();
    match flat {
        _ if offers.iter().all(|offer| offer.kind.recharges().is_some()) => "browse-recharges",
        _ if goods == offers.len() => "browse-products",
        _ if goods > 0 => "browse-mixed",
        0 => "browse-services",
        _ if flat == offers.len() => "browse-packages",
        _ => "browse-services-and-packages",
    }
}

/// What marks a service that stands out: the sign, and the key of its word.
fn signs(marks: &Marks) -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = [
        (marks.is_popular, ("🔥", "mark-popular")),
        (marks.is_cheapest, ("💰", "mark-cheapest")),
        (marks.is_fastest, ("⚡️", "mark-fastest")),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, sign)| sign)
}

/// A name behind the marks of the service.
pub(super) fn marked(offer: &Offer, name: &str) -> String {
    let marks: String = signs(&offer.marks).map(|(sign, _)| sign).collect();
    if marks.is_empty() { name.to_owned() } else { format!("{marks} {name}") }
}

/// In what a service stands out, in words.
pub(super) fn marks_line(words: &Words, marks: &Marks) -> Option<String> {
    let told = signs(marks).map(|(sign, key)| format!("{sign} {}", words.word(key)));
    let line = told.collect::<Vec<_>>().join(" · ");
    (!line.is_empty()).then_some(line)
}

/// What the marks on a page mean.
pub(super) fn legend(words: &Words, offers: &[Offer]) -> Option<String> {
    let any = |is_so: fn(&Marks) -> bool| offers.iter().any(|offer| is_so(&offer.marks));
    marks_line(
        words,
        &Marks {
            is_cheapest: any(|marks| marks.is_cheapest),
            is_popular: any(|marks| marks.is_popular),
            is_fastest: any(|marks| marks.is_fastest),
        },
    )
}

fn choice_of(words: &Words, offer: &Offer, page: i64) -> Choice {
    Choice {
        name: marked(offer, own_part(&offer.name, &offer.category)),
        figure: figure(words, offer),
        tap: Action::Card { service: offer.service_id, page },
    }
}

/// The price that stands beside a name; none where the provider tells it only before an order.
pub(super) fn figure(words: &Words, offer: &Offer) -> String {
    let price = unit_price(offer).filter(|_| offer.pricing != Pricing::Previewed);
    price.map_or_else(String::new, |price| words.money(price))
}

/// The same among services of several categories: a name that does not say for what platform stands
/// behind its category.
pub(super) fn named_choice(words: &Words, offer: &Offer, page: i64) -> Choice {
    let category = shorten(&offer.category, CATEGORY_MAX_CHARS);
    let tells = platform_of("", &offer.listed_name).is_some() || category.is_empty();
    let name = if tells || offer.name.starts_with(&offer.category) {
        offer.name.clone()
    } else {
        format!("{category} · {}", offer.name)
    };
    Choice { name: marked(offer, &name), ..choice_of(words, offer, page) }
}

/// A name without the category that it begins with: on the page of that category the rest is what
/// tells services apart.
fn own_part<'a>(name: &'a str, category: &str) -> &'a str {
    let rest = name.strip_prefix(category).unwrap_or(name);
    let is_joint = |c: char| c.is_whitespace() || "|-–—:·•[]()/".contains(c);
    let rest = rest.trim_start_matches(is_joint);
    if rest.chars().count() < 3 { name } else { rest }
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

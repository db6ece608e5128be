//! The services that a person has kept: the list, and the star on a card.

use std::sync::Arc;

use super::{browse, card};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::{Choice, offer};
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::ids::ServiceId;
use crate::flows::catalog::favourites as keeping;
use crate::store::{catalog, favourites};

/// A page of what is kept and on sale.
pub async fn list(turn: Arc<Turn>, page: i64) -> Outcome {
    let words = turn.words();
    let person_id = turn.person.person_id;
    let mut shown = Page::of(browse::SERVICES_PER_PAGE).asked(page);
    let (kept, offers) = {
        let mut tx = turn.read_tx().await;
        let kept = favourites::count(&mut tx, person_id).await?;
        shown.settle(kept.shown);
        let of_page = favourites::list(&mut tx, person_id, shown.portion()).await?;
        (kept, catalog::list_chosen(&mut tx, turn.lang(), &of_page).await?)
    };
    let categories = Action::Categories { page: 0 };
    let categories = Button::action(words.word("key-categories"), categories);
    if offers.is_empty() {
        turn.leave_question();
        let view = View::new(words.html("favourites-none", Args::new()));
        return turn.show(view.row([categories, menu_button(&words)])).await;
    }
    turn.go(State::Favourites { kept: turn.state().into_draft() });
    let title = Args::new().text("category", words.word("favourites-title"));
    let mut heading = vec![words.html(browse::heading_key(&offers), title)];
    let gone = kept.all - kept.shown;
    let args = Args::new().count("n", gone).text("n-text", words.number(gone));
    heading.extend((gone > 0).then(|| words.html("favourites-gone", args)));
    let choices: Vec<Choice> =
        offers.iter().map(|offer| browse::named_choice(&words, offer, shown.number())).collect();
    let view = offer(View::new(heading.join("\n")), &choices);
    let view = shown.leaf(view, |page| Action::Favourites { page });
    turn.show(view.row([categories, menu_button(&words)])).await
}

/// Keeps the service of a card.
pub async fn add(turn: Arc<Turn>, service: ServiceId) -> Outcome {
    {
        let mut tx = turn.write_tx().await;
        let is_sold = catalog::find_offer(&mut tx, service).await?.is_some();
        if is_sold {
            keeping::add(&mut turn.ctx(&mut tx), turn.person.person_id, service).await?;
        }
    }
    turn.toast(turn.words().word("favourites-added"));
    again(&turn, service).await
}

/// Keeps it no more.
pub async fn remove(turn: Arc<Turn>, service: ServiceId) -> Outcome {
    favourites::remove(&mut *turn.write_tx().await, turn.person.person_id, service).await?;
    turn.toast(turn.words().word("favourites-removed"));
    again(&turn, service).await
}

async fn again(turn: &Turn, service: ServiceId) -> Outcome {
    let kept = turn.state().into_draft().filter(|draft| draft.service == service);
    card::show(turn, kept.unwrap_or(Draft { service, ..Draft::default() }), None).await
}

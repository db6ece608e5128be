//! The question for the link. Owns how a target is asked for and kept; what counts as a link is
//! the domain's.

use std::sync::Arc;

use super::{fields_of, go_on, offer_of, platform, step_buttons, within_limits};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::fields::Field;
use crate::domain::links::{LinkKind, Wanted, clean_link, example_of, kind_of, wanted_by};
use crate::flows::FlowError;
use crate::store::catalog::{self, Offer};

/// What is kept of a typed text to show how it was read.
const TYPED_MAX_CHARS: usize = 80;

fn wanted(offer: &Offer) -> Option<Wanted> {
    wanted_by(offer.kind, &offer.listed_category, &offer.listed_name)
}

fn example(offer: &Offer) -> &'static str {
    example_of(platform(offer), wanted(offer).map(|wanted| wanted.kind))
}

/// What the service needs and what the link leads to, where the two do not fit.
fn wrong_kind(offer: &Offer, link: &str) -> Option<(Wanted, LinkKind)> {
    wanted(offer).zip(kind_of(link)).filter(|(wanted, found)| !wanted.takes(*found))
}

fn question(words: &Words, offer: &Offer) -> String {
    let args = Args::new().text("example", example(offer));
    match wanted(offer) {
        Some(wanted) => {
            let kind = words.word_of("link-kind", wanted.kind.into_str());
            words.html("checkout-link-of", args.text("kind", kind))
        }
        None => words.html("checkout-link", args),
    }
}

/// Asks for the link; `problem` says what was wrong with the last one.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    problem: Option<String>,
) -> Outcome {
    let words = turn.words();
    // What is wrong says what would be right, so the question need not be repeated.
    let question = problem.unwrap_or_else(|| question(&words, offer));
    let text = format!("<b>{}</b>\n\n{question}", escape_html(&offer.name));
    let mut view = View::new(text);
    if let Some(link) = &draft.link {
        let label = words.plain("key-keep", Args::new().text("entered", on_key(link)));
        view = view.row([Button::action(label, Action::Keep)]);
    }
    if draft.doubted_link.is_some() {
        view = view.row([Button::action(words.word("key-insist-on-link"), Action::InsistOnLink)]);
    }
    turn.go(State::Link { draft });
    turn.show(view.row(step_buttons(&words))).await
}

fn on_key(link: &str) -> String {
    shorten(link.trim_start_matches("https://"), 40)
}

/// A link was typed.
pub async fn receive(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let text = within_limits(&text);
    let draft = Draft { doubted_link: None, ..draft };
    let link = match clean_link(&text, platform(&offer)) {
        Ok(link) => link,
        Err(error) => {
            let problem = refusal::of_link(&turn.words(), &error, example(&offer));
            return ask(&turn, &offer, draft, Some(problem)).await;
        }
    };
    let typed_link = typed_otherwise(&text, &link);
    let Some((wanted, found)) = wrong_kind(&offer, &link) else {
        return take(&turn, &offer, Draft { typed_link, ..draft }, link).await;
    };
    let kinds = (found, wanted.kind);
    let problem = refusal::of_link_kind(&turn.words(), kinds, example(&offer));
    let doubted_link = (!wanted.is_certain).then_some(link);
    ask(&turn, &offer, Draft { doubted_link, ..draft }, Some(problem)).await
}

/// Whether a clean link is one that the service takes.
fn fits(offer: &Offer, link: &str) -> bool {
    clean_link(link, platform(offer)).is_ok_and(|clean| clean == link)
        && wrong_kind(offer, link).is_none()
}

/// The draft with a link that was sent while the card was looked at; `None` where the service does
/// not ask for such a link.
pub async fn with_pasted(
    turn: &Turn,
    draft: Draft,
    link: &str,
) -> Result<Option<Draft>, FlowError> {
    let found =
        catalog::find_offer_in(&mut *turn.read_tx().await, turn.lang(), draft.service).await?;
    let Some(offer) = found else { return Ok(None) };
    let is_asked = fields_of(&offer, &draft).first() == Some(&Field::Link);
    // A service of no platform takes every link, so that none says it is the one that was meant.
    let is_meant = is_asked && platform(&offer).is_some() && fits(&offer, link);
    Ok(is_meant.then(|| draft.with_pasted(link.to_owned())))
}

/// The draft without the mark of a link that was sent first, and whether that link will do; another
/// one is not kept.
pub(super) fn take_pasted(offer: &Offer, draft: Draft) -> (Draft, bool) {
    if !draft.is_pasted {
        return (draft, false);
    }
    let link = draft.link.clone().filter(|link| fits(offer, link));
    let is_fit = link.is_some();
    (Draft { link, is_pasted: false, ..draft }, is_fit)
}

async fn take(turn: &Turn, offer: &Offer, draft: Draft, link: String) -> Outcome {
    let mut draft = Draft { doubted_link: None, ..draft };
    if draft.link.as_ref() != Some(&link) {
        // An answer was one of the poll that the link before led to.
        draft.entries.values.retain(|field, _| !field.is_of_link());
    }
    go_on(turn, offer, Draft { link: Some(link), ..draft }, Field::Link).await
}

/// The link is to be taken although it seems to be of the wrong kind.
pub async fn insist(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    // The service may have another name by now, one that leaves no room.
    let is_certain =
        |link: &str| wrong_kind(&offer, link).is_some_and(|(wanted, _)| wanted.is_certain);
    match draft.doubted_link.clone().filter(|link| !is_certain(link)) {
        Some(link) => take(&turn, &offer, Draft { typed_link: None, ..draft }, link).await,
        None => ask(&turn, &offer, Draft { doubted_link: None, ..draft }, None).await,
    }
}

/// What was typed, where the person would not recognise it in the link that was read.
fn typed_otherwise(text: &str, link: &str) -> Option<String> {
    let bare = |link: &str| {
        let link = link.trim_start_matches("https://").trim_start_matches("http://");
        link.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    let typed = text.trim();
    (bare(typed) != bare(link)).then(|| shorten(typed, TYPED_MAX_CHARS))
}

#[cfg(test)]
mod tests {
    use super::typed_otherwise;

    #[test]
    fn only_what_looks_different_is_worth_a_word() {
        let link = "https://t.me/durov";
        for same in ["https://t.me/durov", "t.me/durov", " t.me/durov/ ", "http://www.t.me/durov"] {
            assert_eq!(typed_otherwise(same, link), None, "{same}");
        }
        assert_eq!(typed_otherwise(" @durov ", link).as_deref(), Some("@durov"));
        let long = "x".repeat(500);
        assert_eq!(typed_otherwise(&long, link).unwrap().chars().count(), 80);
    }
}

//! The question for the link. Owns how a target is asked for and kept; what counts as a link is
//! the domain's.

use super::answer::{Answer, Answered, within_limits};
use super::asked::Asked;
use super::walk::platform;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::LABEL_MAX_CHARS;
use crate::bot::ui::refusal;
use crate::bot::ui::short_links::short_links;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::links::{
    LinkError, LinkKind, Wanted, clean_link, example_of, kind_of, latest, platform_of_link,
    wanted_by,
};
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::orders;
use crate::store::orders::recent::list_links;

/// What is kept of a typed text to show how it was read.
const TYPED_MAX_CHARS: usize = 80;
/// Links of earlier orders that are offered.
const LATEST_MAX: usize = 3;
/// Orders that are looked through for them.
const LOOKED_THROUGH: i64 = 50;

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
    let wanted = wanted(offer);
    let example = example_of(platform(offer), wanted.map(|wanted| wanted.kind));
    let args = Args::new().text("example", example);
    match wanted {
        Some(wanted) => {
            let kind = words.word_of("link-kind", wanted.kind.into_str());
            words.html("checkout-link-of", args.text("kind", kind))
        }
        None => words.html("checkout-link", args),
    }
}

/// Asks for the link.
pub(super) async fn ask(turn: &Turn, offer: &Offer, draft: Draft, asked: Asked) -> Outcome {
    let words = turn.words();
    // What is wrong says what would be right, so the question need not be repeated.
    let question = asked.problem.clone().unwrap_or_else(|| question(&words, offer));
    let mut view = View::new(format!("{}\n\n{question}", asked.above));
    if let Some(link) = &draft.link {
        let label = words.plain("key-keep", Args::new().text("entered", on_key(link)));
        view = view.row([Button::action(label, Action::Keep)]);
    }
    if let Some(link) = &draft.doubted_link {
        if may_be_insisted_on(offer, link) {
            let label = words.word("key-insist-on-link");
            view = view.row([Button::action(label, Action::InsistOnLink)]);
        }
        view = view.row([Button::action(words.word("key-look-for-link"), Action::LookForLink)]);
    }
    for key in latest_keys(turn, offer, &draft).await? {
        view = view.row([key]);
    }
    turn.go(State::Link { draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// The links of the person's last orders that the service takes too.
async fn latest_keys(turn: &Turn, offer: &Offer, draft: &Draft) -> Result<Vec<Button>, FlowError> {
    let person_id = turn.person.person_id;
    let ordered = list_links(&mut *turn.read_tx().await, person_id, LOOKED_THROUGH).await?;
    let is_offered = |link: &str| {
        // A service of no platform takes every link, but hardly the one of a post.
        let is_near = platform(offer).is_some() || platform_of_link(link).is_none();
        is_near && fits(offer, link) && draft.link.as_deref() != Some(link)
    };
    let ordered = ordered.into_iter().filter(|(_, link)| is_offered(link));
    let latest = latest(ordered, LATEST_MAX);
    let links: Vec<&str> = latest.iter().map(|(_, link)| link.as_str()).collect();
    let labels = short_links(&links, LABEL_MAX_CHARS - 2);
    let keys = labels.into_iter().zip(&latest).map(|(label, (order, _))| {
        Button::action(format!("🔗 {label}"), Action::LatestLink { order: *order })
    });
    Ok(keys.collect())
}

/// One of the links of earlier orders was pressed.
pub(super) async fn pick(turn: &Turn, offer: &Offer, draft: Draft, order_id: OrderId) -> Answered {
    let order = orders::find(&mut *turn.read_tx().await, order_id).await?;
    let order = order.filter(|order| order.person_id == turn.person.person_id);
    let link = order.map(|order| order.link).filter(|link| fits(offer, link));
    let link = link.ok_or(UserError::OrderNotFound)?;
    Ok(take(Draft { typed_link: None, ..draft }, link))
}

fn on_key(link: &str) -> String {
    short_links(&[link], LABEL_MAX_CHARS - 6).concat()
}

/// A link was typed.
pub(super) fn receive(turn: &Turn, offer: &Offer, draft: Draft, text: &str) -> Answer {
    let text = within_limits(text);
    let link = match clean_link(&text, platform(offer)) {
        Ok(link) => link,
        Err(error) => {
            let problem = refusal::of_link(&turn.words(), &error, example(offer));
            let is_elsewhere = matches!(error, LinkError::WrongPlatform { .. });
            let doubted_link = clean_link(&text, None).ok().filter(|_| is_elsewhere);
            let draft = Draft { doubted_link, ..draft };
            return Answer::Again(draft, Some(problem));
        }
    };
    let typed_link = typed_otherwise(&text, &link);
    let Some((wanted, found)) = wrong_kind(offer, &link) else {
        return take(Draft { typed_link, ..draft }, link);
    };
    let kinds = (found, wanted.kind);
    let problem = refusal::of_link_kind(&turn.words(), kinds, example(offer));
    let draft = Draft { doubted_link: Some(link), ..draft };
    Answer::Again(draft, Some(problem))
}

/// Whether a clean link is one that the service takes.
fn fits(offer: &Offer, link: &str) -> bool {
    clean_link(link, platform(offer)).is_ok_and(|clean| clean == link)
        && wrong_kind(offer, link).is_none()
}

/// The draft without a link that was sent before the service was chosen, where it does not take it.
pub(super) fn without_unfit(offer: &Offer, draft: Draft) -> Draft {
    let is_unfit = |link: &String| draft.is_pasted && !fits(offer, link);
    if draft.link.as_ref().is_some_and(is_unfit) {
        return Draft { link: None, is_pasted: false, ..draft };
    }
    draft
}

fn take(draft: Draft, link: String) -> Answer {
    let mut draft = Draft { doubted_link: None, is_pasted: false, ..draft };
    if draft.link.as_ref() != Some(&link) {
        // An answer was one of the poll that the link before led to.
        draft.entries.values.retain(|field, _| !field.is_of_link());
    }
    Answer::Taken(Draft { link: Some(link), ..draft })
}

/// The link is to be taken although it seems to be of the wrong kind.
pub(super) fn insist(offer: &Offer, draft: Draft) -> Answer {
    // The service may have another name by now, one that leaves no room.
    match draft.doubted_link.clone().filter(|link| may_be_insisted_on(offer, link)) {
        Some(link) => take(Draft { typed_link: None, ..draft }, link),
        None => Answer::Again(Draft { doubted_link: None, ..draft }, None),
    }
}

/// Whether the names of the service leave room for a link that seems to be of the wrong kind.
fn may_be_insisted_on(offer: &Offer, link: &str) -> bool {
    clean_link(link, platform(offer)).is_ok_and(|clean| clean == link)
        && wrong_kind(offer, link).is_none_or(|(wanted, _)| !wanted.is_certain)
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

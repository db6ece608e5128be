//! The collection of comments: one a line, over as many messages as it takes, until Done.
//! Must never drop a line unseen: a message is taken whole or refused whole.

use std::sync::Arc;

use super::{confirm, heading, link, offer_of, step_keys};
use crate::bot::callback::Tap;
use crate::bot::handlers::refusal;
use crate::bot::i18n::{Args, Words, escape_html};
use crate::bot::schema::Outcome;
use crate::bot::state::{Draft, State};
use crate::bot::turn::Turn;
use crate::bot::view::{Key, View, shorten};
use crate::domain::catalog::clean_text;
use crate::domain::pricing::Pricing;
use crate::flows::comments::add_comments;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::comments::{self, CommentList};

/// Lines shown as a sample.
const SAMPLE_LINES: usize = 3;
/// What is shown of a line.
const SAMPLE_CHARS: usize = 60;

/// Asks for comments, or for more of them; `trouble` says what was wrong with the last message.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    trouble: Option<String>,
) -> Outcome {
    if draft.link.is_none() {
        return link::ask(turn, offer, draft, None).await;
    }
    let words = turn.words();
    let (min, max) = offer.limits();
    let list = collected(turn, &draft).await?;
    let limits =
        Args::new().count("n", max).text("min", words.number(min)).text("max", words.number(max));
    let mut lines = vec![heading(offer, &draft), String::new()];
    let key = match offer.pricing {
        _ if min == max => "checkout-comments-exactly",
        Pricing::Flat => "checkout-comments-package",
        Pricing::PerThousand => "checkout-comments",
    };
    lines.push(words.html(key, limits));
    if let Some(list) = &list {
        lines.push(String::new());
        lines.push(sample(&words, list));
    }
    lines.extend(trouble.map(|trouble| format!("\n{trouble}")));
    let mut view = View::new(lines.join("\n"));
    if list.is_some() {
        view = view.row([Key::tap(words.word("key-comments-done"), Tap::CommentsDone)]);
        view = view.row([Key::tap(words.word("key-comments-clear"), Tap::CommentsClear)]);
    }
    turn.go(State::Comments { draft });
    turn.show(view.row(step_keys(&words))).await
}

async fn collected(turn: &Turn, draft: &Draft) -> Result<Option<CommentList>, FlowError> {
    let Some(list_id) = draft.comments else { return Ok(None) };
    Ok(comments::find(&mut *turn.look().await, list_id, turn.person.person_id).await?)
}

/// How many there are, and the first ones.
pub(super) fn sample(words: &Words, list: &CommentList) -> String {
    let args =
        Args::new().count("n", list.line_count).text("n-text", words.number(list.line_count));
    let mut shown = vec![words.html("comments-so-far", args)];
    for line in list.head.lines().take(SAMPLE_LINES) {
        let line = shorten(&clean_text(line, SAMPLE_CHARS * 2), SAMPLE_CHARS);
        shown.push(format!("▫️ {}", escape_html(&line)));
    }
    if list.line_count > i64::try_from(SAMPLE_LINES).unwrap_or(i64::MAX) {
        shown.push("▫️ …".to_owned());
    }
    shown.join("\n")
}

/// Comments were typed.
pub async fn receive(turn: Arc<Turn>, draft: Draft, text: String) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let (_, max) = offer.limits();
    let added = {
        let mut tx = turn.tx().await;
        let owner = (turn.person.person_id, draft.comments);
        add_comments(&mut tx, owner, &text, max, turn.now_ms).await
    };
    match added {
        Ok(list_id) => ask(&turn, &offer, Draft { comments: Some(list_id), ..draft }, None).await,
        Err(FlowError::User(UserError::Comments(error))) => {
            let trouble = refusal::of_comments(&turn.words(), &error);
            ask(&turn, &offer, draft, Some(trouble)).await
        }
        Err(error) => Err(error),
    }
}

/// Done: enough lines lead to the price.
pub async fn done(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    let (min, max) = offer.limits();
    let count = collected(&turn, &draft).await?.map_or(0, |list| list.line_count);
    if (min..=max).contains(&count) {
        return confirm::quote(&turn, &offer, draft).await;
    }
    let words = turn.words();
    let args = Args::new()
        .text("min", words.number(min))
        .text("max", words.number(max))
        .text("count", words.number(count));
    let key = if min == max { "comments-not-exactly" } else { "comments-outside" };
    let trouble = words.html(key, args);
    ask(&turn, &offer, draft, Some(trouble)).await
}

/// Begins the collection anew.
pub async fn clear(turn: Arc<Turn>, draft: Draft) -> Outcome {
    let offer = offer_of(&turn, draft.service).await?;
    comments::remove_open(&mut *turn.tx().await, turn.person.person_id).await?;
    ask(&turn, &offer, Draft { comments: None, ..draft }, None).await
}

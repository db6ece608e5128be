//! The collection of a list: one item a line, over as many messages as it takes, until Done.
//! Must never drop a line unseen: a message is taken whole or refused whole.

use super::answer::{Answer, Answered};
use super::asked::{Asked, question};
use super::walk::platform;
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::{items, sample};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::fields::Field;
use crate::domain::limits::Limits;
use crate::domain::pricing::Pricing;
use crate::flows::orders::lists::{Addition, add_lines};
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::lists::{self, List};

/// How many items the list of an order may have.
fn limits(offer: &Offer, field: Field) -> Limits {
    match offer.kind.counted_list() {
        Some(counted) if counted == field => offer.limits(),
        _ => Limits { min: 1, max: field.list_rule().map_or(1, |rule| rule.max_items) },
    }
}

fn limits_text(words: &Words, offer: &Offer, field: Field) -> String {
    let Limits { min, max } = limits(offer, field);
    let is_counted = offer.kind.counted_list() == Some(field);
    let key = match offer.pricing {
        _ if min == max => "list-exactly",
        _ if !is_counted => "list-up-to",
        Pricing::Flat | Pricing::Previewed => "list-package",
        Pricing::PerThousand | Pricing::PerUnit => "list-between",
    };
    let args = Args::new().text("min", words.number(min)).text("items", items(words, field, max));
    words.html(key, args)
}

/// Asks for the list, or for more of it.
pub(super) async fn ask(
    turn: &Turn,
    offer: &Offer,
    draft: Draft,
    (field, asked): (Field, Asked),
) -> Outcome {
    let words = turn.words();
    let list = collected(turn, &draft, field).await?;
    let Asked { above, rows, problem } = asked;
    let asked = Asked { above, rows: Vec::new(), problem: None };
    let mut lines = vec![question(&words, &asked, field)];
    lines.push(limits_text(&words, offer, field));
    if let Some(list) = &list {
        lines.push(String::new());
        lines.push(sample(&words, field, list));
    }
    lines.extend(problem.map(|problem| format!("\n{problem}")));
    let mut view = View::new(lines.join("\n"));
    if list.is_some() {
        view = view.row([Button::action(words.word("key-list-done"), Action::ListDone)]);
        view = view.row([Button::action(words.word("key-list-clear"), Action::ListClear)]);
    }
    turn.go(State::List { field, draft });
    turn.show(Asked::close(rows, view, &words)).await
}

async fn collected(turn: &Turn, draft: &Draft, field: Field) -> Result<Option<List>, FlowError> {
    let Some(list_id) = draft.entries.lists.get(&field) else { return Ok(None) };
    Ok(lists::find(&mut *turn.read_tx().await, *list_id, turn.person.person_id).await?)
}

/// Lines were typed.
pub(super) async fn receive(
    turn: &Turn,
    offer: &Offer,
    (field, draft): (Field, Draft),
    text: &str,
) -> Answered {
    let addition = Addition {
        person_id: turn.person.person_id,
        field,
        entries: &draft.entries,
        message: text,
        platform: platform(offer),
        max_lines: limits(offer, field).max,
    };
    let added = add_lines(&mut *turn.write_tx().await, &addition, turn.now_ms).await;
    match added {
        Ok(list_id) => {
            let mut draft = draft;
            draft.entries.lists.insert(field, list_id);
            Ok(Answer::Again(draft, None))
        }
        Err(FlowError::User(UserError::Field(_, error))) => {
            let problem = escape_html(&refusal::of_field(&turn.words(), field, &error));
            Ok(Answer::Again(draft, Some(problem)))
        }
        Err(error) => Err(error),
    }
}

/// Done: enough lines lead on.
pub(super) async fn done(turn: &Turn, offer: &Offer, (field, draft): (Field, Draft)) -> Answered {
    let Limits { min, max } = limits(offer, field);
    let count = collected(turn, &draft, field).await?.map_or(0, |list| list.line_count);
    if (min..=max).contains(&count) {
        return Ok(Answer::Taken(draft));
    }
    let words = turn.words();
    let args = Args::new()
        .text("min", words.number(min))
        .text("max", words.number(max))
        .text("items", items(&words, field, count));
    let key = if min == max { "list-not-exactly" } else { "list-outside" };
    let problem = words.html(key, args);
    Ok(Answer::Again(draft, Some(problem)))
}

/// Begins the collection anew.
pub(super) async fn clear(turn: &Turn, (field, draft): (Field, Draft)) -> Answered {
    let mut draft = draft;
    if let Some(list_id) = draft.entries.lists.remove(&field) {
        lists::remove(&mut *turn.write_tx().await, list_id, turn.person.person_id).await?;
    }
    Ok(Answer::Again(draft, None))
}

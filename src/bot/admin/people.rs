//! `/user`: finds people by id, username or a part of the name. Reads only; whoever is found is
//! shown by [`super::person_card`]. A name proves nothing: money acts take the id alone.

use super::answers::{as_unknown_button, explain};
use super::person_card;
use super::typed::InputError;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::ids::PersonId;
use crate::domain::one_line::one_line;
use crate::flows::FlowError;
use crate::store::lookups::{self, FoundPerson};
use crate::store::{Tx, people};

const PER_PAGE: i64 = 10;
/// Longer texts are not searched for; no name has so many characters in one part.
const TEXT_MAX_CHARS: usize = 64;
/// What of a name fits on a button beside username and id.
const NAME_MAX_CHARS: usize = 24;
const USERNAME_MAX_CHARS: usize = 16;

/// `/user TEXT`.
pub async fn user(turn: OwnerTurn, text: String) -> Outcome {
    let text = one_line(&text);
    let error = match text.chars().count() {
        0 => Some(InputError::Incomplete),
        1..=TEXT_MAX_CHARS => None,
        _ => Some(InputError::LongSearch),
    };
    if let Some(error) = error {
        return explain(&turn, &error, "admin-usage-user").await;
    }
    let exact = exact(&mut *turn.write_tx().await, &text).await?;
    if let Some(person) = exact {
        return person_card::show(turn, (person, 0)).await;
    }
    lookups::remember(&mut *turn.write_tx().await, turn.person.person_id, &text, turn.now_ms)
        .await?;
    list(turn, &text, 0).await
}

/// Whom the text names and nobody else: an id, or a username that only one person has.
async fn exact(tx: &mut Tx, text: &str) -> Result<Option<PersonId>, FlowError> {
    if let Some(username) = text.strip_prefix('@') {
        let found = lookups::by_username(tx, username).await?;
        return Ok(match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    }
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(id) = text.parse().ok().filter(|_| is_digits) else { return Ok(None) };
    Ok(people::find(tx, id).await?.map(|person| person.person_id))
}

/// Another page of what this admin searched for last.
pub async fn page(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let text = lookups::remembered(&mut *turn.write_tx().await, turn.person.person_id).await?;
    match text {
        Some(text) => list(turn, &text, page).await,
        None => as_unknown_button(&turn),
    }
}

async fn list(turn: OwnerTurn, text: &str, page: i64) -> Outcome {
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (found, total) = {
        let turn = &turn;
        let read = |portion| async move {
            lookups::search(&mut *turn.read_tx().await, text, portion).await
        };
        page.read(read).await?
    };
    if let ([only], 1) = (found.as_slice(), total) {
        return person_card::show(turn, (only.person_id, 0)).await;
    }
    let args = Args::new().count("n", total).text("n-text", words.number(total)).text("text", text);
    let key = if total == 0 { "admin-people-none" } else { "admin-people" };
    let view = found.iter().fold(View::new(words.html(key, args)), |view, found| {
        // The card leads back to this page.
        let tap = Action::Person { person: found.person_id, page: page.number() + 1 };
        view.row([Button::action(label_of(found), tap)])
    });
    let view = page.leaf(view, |page| Action::People { page });
    turn.show(view.row([menu_button(&words)])).await
}

fn label_of(found: &FoundPerson) -> String {
    let name = quoted(&found.name, NAME_MAX_CHARS);
    let username = quoted(&found.username, USERNAME_MAX_CHARS);
    let parts = [
        Some(name).filter(|name| !name.is_empty()),
        Some(format!("@{username}")).filter(|_| !username.is_empty()),
        Some(found.person_id.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

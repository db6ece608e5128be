//! The question for a mail domain of the customer's own: which, the record to be put into its DNS,
//! and the check. A domain counts as entered only when it is proved; an address is never asked for.

use std::sync::Arc;

use super::answer::{Answer, Answered};
use super::asked::{Asked, question};
use crate::bot::dispatch::state::{Draft, State};
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::consent_card;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::escape_html;
use crate::domain::fields::Field;
use crate::domain::ids::ConsentId;
use crate::domain::mail::MailDomain;
use crate::flows::mail::consents::{self, OFFERED_MAX};
use crate::flows::mail::placing;
use crate::flows::{FlowError, UserError};
use crate::store::catalog::Offer;
use crate::store::mail::consents::{Consent, list_proved};
use crate::store::portion::Batch;

/// Asks for the domain; those that are proved are offered.
pub(super) async fn ask(turn: &Turn, draft: Draft, asked: Asked) -> Outcome {
    let words = turn.words();
    let proved = {
        let mut tx = turn.read_tx().await;
        let batch = Batch { now_ms: turn.now_ms, limit: OFFERED_MAX };
        list_proved(&mut tx, turn.person.person_id, batch).await?
    };
    let field = Field::MailDomain;
    let view = View::new(question(&words, &asked, field));
    let view = proved.iter().fold(view, |view, consent| {
        let tap = Action::Domain { consent: consent.consent_id };
        view.row([Button::action(format!("🌐 {}", consent.domain), tap)])
    });
    turn.go(State::Word { field, draft });
    turn.show(Asked::close(asked.rows, view, &words)).await
}

/// A domain was typed, or something else.
pub(super) async fn receive(turn: &Turn, offer: &Offer, draft: Draft, text: &str) -> Answered {
    let field = Field::MailDomain;
    let domain = match field.read(text, None) {
        Ok(name) => name.parse::<MailDomain>().map_err(|_| UserError::ConsentGone)?,
        Err(error) => {
            let problem = escape_html(&refusal::of_field(&turn.words(), field, &error));
            return Ok(Answer::Again(draft, Some(problem)));
        }
    };
    let consent = {
        let mut tx = turn.write_tx().await;
        consents::open(&mut turn.ctx(&mut tx), &turn.person, &domain).await?
    };
    proceed(turn, offer, draft, &consent).await
}

/// The button of a domain: on with one that is proved, else what is missing of it.
pub(super) async fn pick(turn: &Turn, offer: &Offer, draft: Draft, consent: ConsentId) -> Answered {
    let consent = {
        let mut tx = turn.write_tx().await;
        consents::own(&mut turn.ctx(&mut tx), &turn.person, consent).await?
    };
    proceed(turn, offer, draft, &consent).await
}

/// *Check now*: a worker looks, and the screen is changed when it has.
pub async fn check(turn: Arc<Turn>, consent: ConsentId) -> Outcome {
    let card = {
        let mut tx = turn.write_tx().await;
        let ctx = &mut turn.ctx(&mut tx);
        let consent = consents::own(ctx, &turn.person, consent).await?;
        consents::ask_check(ctx, &turn.person, &consent).await?;
        consents::card_of(ctx, &consent).await?
    };
    turn.show(consent_card(&turn.words(), &card)).await
}

/// On with a proved domain; else its card. What would refuse at Confirm is said here.
async fn proceed(turn: &Turn, offer: &Offer, draft: Draft, consent: &Consent) -> Answered {
    if !consent.is_proved(turn.now_ms) {
        let card = {
            let mut tx = turn.read_tx().await;
            consents::card_of(&mut turn.ctx(&mut tx), consent).await?
        };
        turn.go(State::Word { field: Field::MailDomain, draft });
        turn.show(consent_card(&turn.words(), &card)).await?;
        return Ok(Answer::Shown);
    }
    let free = {
        let mut tx = turn.read_tx().await;
        let wanted = (&consent.domain, offer.limits().min);
        placing::check(&mut tx, turn.person.person_id, wanted, turn.now_ms).await
    };
    match free {
        Ok(()) => {
            let mut draft = draft;
            draft.entries.values.insert(Field::MailDomain, consent.domain.to_string());
            Ok(Answer::Taken(draft))
        }
        Err(FlowError::User(error)) => {
            let problem = escape_html(&refusal::of_flow(&turn.words(), &error));
            Ok(Answer::Again(draft, Some(problem)))
        }
        Err(error) => Err(error),
    }
}

//! A customer shows that they paid in the owners' own way: a picture of the receipt, or words such
//! as the hash of the transaction.

use std::sync::Arc;

use teloxide::types::Message;

use crate::bot::dispatch::replies::photo_of;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::renderer::deposit_card;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, escape_html};
use crate::domain::deposit::{Proof, ProofFile, WORDS_MAX_CHARS};
use crate::domain::ids::DepositRequestId;
use crate::domain::one_line::one_line;
use crate::flows::deposits::card::card_of;
use crate::flows::deposits::{asking, manual};
use crate::flows::{FlowError, UserError};

/// The button of a request: asks for the proof.
pub async fn ask(turn: Arc<Turn>, request: DepositRequestId) -> Outcome {
    let under = turn.state().into_step().map(Box::new);
    turn.go(State::DepositProof { request, under });
    show_question(&turn, None).await
}

async fn show_question(turn: &Turn, error: Option<&UserError>) -> Outcome {
    let words = turn.words();
    let mut text = words.html("deposit-proof-ask", Args::new());
    if let Some(error) = error {
        text = format!("⚠️ {}\n\n{text}", escape_html(&refusal::of_flow(&words, error)));
    }
    turn.show(View::new(text).row([Button::action(words.word("key-cancel"), Action::Cancel)])).await
}

/// Something was sent: a picture, a file, or words.
pub async fn receive(
    turn: Arc<Turn>,
    (request, _): (DepositRequestId, Option<Box<State>>),
    message: Message,
) -> Outcome {
    let proof = proof_of(&message);
    if proof.is_empty() {
        return show_question(&turn, None).await;
    }
    let shown = {
        let mut tx = turn.write_tx().await;
        let mut ctx = turn.ctx(&mut tx);
        match manual::show(&mut ctx, (turn.person.person_id, request), &proof).await {
            Ok(()) => {
                let request = asking::find(&mut ctx, request).await?;
                Ok(card_of(&mut ctx, &request).await?)
            }
            Err(FlowError::User(error)) => Err(error),
            Err(error) => return Err(error),
        }
    };
    match shown {
        Ok(card) => {
            turn.leave_question();
            turn.show(deposit_card(&turn.words(), &card)).await
        }
        Err(error) => show_question(&turn, Some(&error)).await,
    }
}

fn proof_of(message: &Message) -> Proof {
    let photo = photo_of(message).map(|file_id| (file_id, ProofFile::Photo));
    let document =
        || message.document().map(|file| (file.file.id.to_string(), ProofFile::Document));
    let words = message.text().or_else(|| message.caption()).unwrap_or_default();
    let words = one_line(words).chars().take(WORDS_MAX_CHARS).collect();
    Proof { words, file: photo.or_else(document) }
}

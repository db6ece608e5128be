//! The beginning: language once, a short welcome, the main menu, help, and the way out of
//! anything.

use std::sync::Arc;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens;
use crate::bot::screens::{invite, rules};
use crate::bot::ui::buttons::{deposit_button, menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang};
use crate::domain::ids::ChatId;
use crate::domain::referral::PAYLOAD_PREFIX;
use crate::domain::shop_text::ShopText;
use crate::flows::FlowError;
use crate::flows::owners::claim;
use crate::store::orders::listing::Filter;
use crate::store::{outbox, people};

/// An order that was begun is kept for its Continue button; everything else ends at the menu.
fn leave_all_but_an_order(turn: &Turn) {
    turn.go(turn.state().into_step().unwrap_or_default());
}

/// `/start`, with what came behind the link.
pub async fn start(turn: Arc<Turn>, payload: String) -> Outcome {
    leave_all_but_an_order(&turn);
    {
        let (mut tx, person_id) = (turn.write_tx().await, turn.person.person_id);
        people::set_returned(&mut tx, person_id, turn.now_ms).await?;
        outbox::revive(&mut tx, ChatId::with(person_id)).await?;
    }
    if let Some(token) = payload.strip_prefix("claim_") {
        redeem(&turn, token).await?;
    }
    if let Some(code) = payload.strip_prefix(PAYLOAD_PREFIX) {
        invite::came(&turn, code).await?;
    }
    if turn.is_admin() {
        turn.set_admin_menu().await?;
    }
    if turn.person.language.is_empty() {
        return show_languages(&turn).await;
    }
    show_menu(&turn, "menu-welcome").await
}

/// Opens the one-time link that makes the first owner.
async fn redeem(turn: &Turn, token: &str) -> Outcome {
    let claim = (turn.person.person_id, token);
    let is_owner = claim::redeem(&mut turn.ctx(&mut *turn.write_tx().await), claim).await?;
    if is_owner {
        turn.say(View::new(turn.words().html("claim-done", Args::new()))).await?;
    }
    Ok(())
}

/// The main menu.
pub async fn menu(turn: Arc<Turn>) -> Outcome {
    leave_all_but_an_order(&turn);
    show_menu(&turn, "menu-welcome").await
}

/// The stored dialogue is of another version: the menu, with a word.
pub async fn begin_anew(turn: Arc<Turn>) -> Outcome {
    turn.go(State::Idle);
    show_menu(&turn, "menu-begun-anew").await
}

/// `/cancel` and the Cancel button: what is under way ends. A question to the shop in the midst of
/// an order leads back to the order.
pub async fn cancel(turn: Arc<Turn>) -> Outcome {
    let is_beside =
        matches!(turn.state(), State::Support { .. } | State::Ticket { .. } | State::Coupon { .. });
    if let Some(step) = is_beside.then(|| turn.state().into_step()).flatten() {
        turn.go(step.clone());
        return match screens::checkout::resume(Arc::clone(&turn), step).await {
            // What was to be ordered is not sold any more: there is no way back.
            Err(FlowError::User(error)) => {
                turn.go(State::Idle);
                turn.refuse(&error).await?;
                show_menu(&turn, "menu-canceled").await
            }
            outcome => outcome,
        };
    }
    let greeting = match turn.state() {
        State::Idle => "menu-welcome",
        State::Decline { .. }
        | State::OwnText { .. }
        | State::ShopText { .. }
        | State::NewFaq { .. }
        | State::NewSource { .. }
        | State::ProviderId { .. }
        | State::NewProvider { .. } => "menu-stopped",
        _ => "menu-canceled",
    };
    turn.go(State::Idle);
    show_menu(&turn, greeting).await
}

/// `/help` and its button.
pub async fn help(turn: Arc<Turn>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut text = words.html("help-text", Args::new());
    if turn.is_admin() {
        text.push_str("\n\n");
        text.push_str(&words.html("help-admin", Args::new()));
    }
    let support = Button::action(words.word("key-support"), Action::Support);
    let questions = rules::questions(&turn).await?;
    let view = questions.into_iter().fold(View::new(text), |view, question| view.row([question]));
    let texts = [ShopText::Terms, ShopText::Privacy].map(|text| rules::text_button(&words, text));
    let view = view.row(texts).row(resume_button(&turn.state(), &words));
    turn.show(view.row([support, menu_button(&words)])).await
}

/// `/language` and its button.
pub async fn languages(turn: Arc<Turn>) -> Outcome {
    show_languages(&turn).await
}

async fn show_languages(turn: &Turn) -> Outcome {
    let words = turn.words();
    // The first guess comes first.
    let mut languages = Lang::ALL.to_vec();
    languages.sort_by_key(|lang| *lang != words.lang());
    let key = |lang: Lang| {
        Button::action(lang.native_name(), Action::Language { tag: lang.tag().to_owned() })
    };
    let view = View::new(words.html("language-ask", Args::new()));
    let view = languages.into_iter().fold(view, |view, lang| view.row([key(lang)]));
    turn.show(view.row(resume_button(&turn.state(), &words))).await
}

/// A language was chosen: on with the order that was begun, else the menu.
pub async fn choose_language(turn: Arc<Turn>, tag: String) -> Outcome {
    let lang = Lang::of(&tag);
    let is_first = turn.person.language.is_empty();
    people::set_language(&mut *turn.write_tx().await, turn.person.person_id, lang.tag()).await?;
    turn.speak(lang);
    if !is_first {
        turn.toast(turn.words().word("language-chosen"));
    }
    if let Some(step) = turn.state().into_step() {
        return screens::checkout::resume(turn, step).await;
    }
    turn.go(State::Idle);
    show_menu(&turn, "menu-welcome").await
}

async fn show_menu(turn: &Turn, greeting: &str) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("name", &turn.person.name);
    let mut view = View::new(words.html(greeting, args))
        .row(resume_button(&turn.state(), &words))
        .row([Button::action(words.word("key-order"), Action::Categories { page: 0 })])
        .row([
            Button::action(
                words.word("key-orders"),
                Action::Orders { filter: Filter::All, page: 0 },
            ),
            Button::action(words.word("key-balance"), Action::Balance { page: 0 }),
        ])
        .row(deposit_button(turn, &words));
    let language = Button::action(words.word("key-language"), Action::Languages);
    let help = Button::action(words.word("key-help"), Action::Help);
    view = if turn.is_admin() {
        view.row([language, help]).row([
            Button::action(words.word("key-reviews"), Action::Reviews { page: 0 }),
            Button::action(words.word("key-tickets"), Action::StaffTickets { page: 0 }),
        ])
    } else {
        let support = Button::action(words.word("key-support"), Action::Support);
        view.row([support, help]).row([language])
    };
    turn.show(view).await
}

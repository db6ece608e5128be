//! `/texts`: what the shop says of itself, in the owners' own words, a language at a time. Every
//! press can be taken back by another one, so none of them asks twice.

use super::answers::as_unknown_button;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::{cancel_button, menu_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang, Words, escape_html};
use crate::domain::ids::FaqId;
use crate::domain::shop_text::{QUESTIONS_MAX, ShopText, TEXT_MAX_CHARS};
use crate::flows::FlowError;
use crate::flows::owners::texts;
use crate::store::shop_texts;

/// What is shown of a text where it may be changed.
const SHOWN_MAX_CHARS: usize = 400;

/// The texts.
pub async fn show(turn: OwnerTurn) -> Outcome {
    show_with(&turn, None).await
}

async fn show_with(turn: &OwnerTurn, word: Option<String>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let head = words.html("admin-texts", Args::new());
    let lines: Vec<String> = word.into_iter().chain([head]).collect();
    let kinds = [ShopText::Terms, ShopText::Privacy, ShopText::Paysupport];
    let view = kinds.into_iter().fold(View::new(lines.join("\n\n")), |view, text| {
        let label = words.word_of("text-title", text.into_str());
        view.row([Button::action(label, Action::TextLanguages { text })])
    });
    let faq = Lang::ALL.map(|lang| {
        let label = format!("❓ {}", lang.native_name());
        Button::action(label, Action::FaqList { lang })
    });
    turn.show(view.row(faq).row([menu_button(&words)])).await
}

fn texts_button(words: &Words) -> Button {
    Button::action(words.word("key-back"), Action::ShopTexts)
}

/// The languages in which a text can be written.
pub async fn languages(turn: OwnerTurn, text: ShopText) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let title = words.word_of("text-title", text.into_str());
    let head = words.html("admin-text-language", Args::new().text("title", title));
    let view = Lang::ALL.into_iter().fold(View::new(head), |view, lang| {
        view.row([Button::action(lang.native_name(), Action::EditShopText { text, lang })])
    });
    turn.show(view.row([texts_button(&words), menu_button(&words)])).await
}

/// The question for a text.
pub async fn ask(turn: OwnerTurn, (text, lang): (ShopText, Lang)) -> Outcome {
    ask_again(&turn, (text, lang), None).await
}

async fn ask_again(
    turn: &OwnerTurn,
    (text, lang): (ShopText, Lang),
    problem: Option<String>,
) -> Outcome {
    let words = turn.words();
    let own = shop_texts::find(&mut *turn.read_tx().await, (text, lang)).await?;
    let max = i64::try_from(TEXT_MAX_CHARS).unwrap_or(i64::MAX);
    let args = Args::new()
        .text("title", words.word_of("text-title", text.into_str()))
        .text("lang", lang.native_name())
        .text("max", words.number(max));
    let mut shown = words.html("admin-text-ask", args);
    if let Some(own) = &own {
        let args = Args::new().text("now", quoted(own, SHOWN_MAX_CHARS));
        shown.push_str(&format!("\n\n{}", words.html("admin-text-now", args)));
    }
    shown.extend(problem.map(|problem| format!("\n\n⚠️ {}", escape_html(&problem))));
    turn.go(State::ShopText { text, lang });
    let mut view = View::new(shown);
    if own.is_some() {
        let tap = Action::ClearShopText { text, lang };
        view = view.row([Button::action(words.word("admin-key-text-clear"), tap)]);
    }
    let back = Button::action(words.word("key-back"), Action::TextLanguages { text });
    turn.show(view.row([back, cancel_button(&words)])).await
}

/// The text was typed.
pub async fn receive(turn: OwnerTurn, of: (ShopText, Lang), typed: String) -> Outcome {
    let written = {
        let mut tx = turn.write_tx().await;
        texts::write(&mut turn.ctx(&mut tx), turn.person.person_id, of, &typed).await
    };
    let words = turn.words();
    match written {
        Ok(()) => show_with(&turn, Some(words.html("admin-text-saved", Args::new()))).await,
        Err(FlowError::User(error)) => {
            ask_again(&turn, of, Some(refusal::of_flow(&words, &error))).await
        }
        Err(error) => Err(error),
    }
}

/// Back to the text that ships.
pub async fn clear(turn: OwnerTurn, of: (ShopText, Lang)) -> Outcome {
    {
        let mut tx = turn.write_tx().await;
        texts::clear(&mut turn.ctx(&mut tx), turn.person.person_id, of).await?;
    }
    turn.toast(turn.words().word("admin-text-cleared"));
    show_with(&turn, None).await
}

/// The questions of a language, each with the button that removes it.
pub async fn list_faq(turn: OwnerTurn, lang: Lang) -> Outcome {
    turn.leave_question();
    show_faq(&turn, lang, None).await
}

async fn show_faq(turn: &OwnerTurn, lang: Lang, word: Option<String>) -> Outcome {
    let words = turn.words();
    let list = shop_texts::list_faq(&mut *turn.read_tx().await, lang, QUESTIONS_MAX).await?;
    let args =
        Args::new().text("lang", lang.native_name()).text("max", words.number(QUESTIONS_MAX));
    let key = if list.is_empty() { "admin-faq-none" } else { "admin-faq" };
    let lines: Vec<String> = word.into_iter().chain([words.html(key, args)]).collect();
    let has_room = i64::try_from(list.len()).is_ok_and(|count| count < QUESTIONS_MAX);
    let view = list.into_iter().fold(View::new(lines.join("\n\n")), |view, faq| {
        let label = format!("❌ {}", faq.question);
        view.row([Button::action(label, Action::RemoveFaq { faq: faq.faq_id })])
    });
    let add = Button::action(words.word("admin-key-faq-add"), Action::AddFaq { lang });
    let view = view.row(has_room.then_some(add));
    turn.show(view.row([texts_button(&words), menu_button(&words)])).await
}

/// The question for a question and its answer.
pub async fn ask_faq(turn: OwnerTurn, lang: Lang) -> Outcome {
    ask_faq_again(&turn, lang, None).await
}

async fn ask_faq_again(turn: &OwnerTurn, lang: Lang, problem: Option<String>) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("lang", lang.native_name());
    let mut text = words.html("admin-faq-ask", args);
    text.extend(problem.map(|problem| format!("\n\n⚠️ {}", escape_html(&problem))));
    turn.go(State::NewFaq { lang });
    let back = Button::action(words.word("key-back"), Action::FaqList { lang });
    turn.show(View::new(text).row([back, cancel_button(&words)])).await
}

/// A question and its answer were typed.
pub async fn receive_faq(turn: OwnerTurn, lang: Lang, typed: String) -> Outcome {
    let added = {
        let mut tx = turn.write_tx().await;
        texts::add_faq(&mut turn.ctx(&mut tx), turn.person.person_id, lang, &typed).await
    };
    let words = turn.words();
    match added {
        Ok(()) => {
            turn.leave_question();
            let saved = words.html("admin-text-saved", Args::new());
            show_faq(&turn, lang, Some(saved)).await
        }
        Err(FlowError::User(error)) => {
            ask_faq_again(&turn, lang, Some(refusal::of_flow(&words, &error))).await
        }
        Err(error) => Err(error),
    }
}

/// Removes a question.
pub async fn remove_faq(turn: OwnerTurn, faq: FaqId) -> Outcome {
    let found = shop_texts::find_faq(&mut *turn.read_tx().await, faq).await?;
    let Some(found) = found else { return as_unknown_button(&turn) };
    {
        let mut tx = turn.write_tx().await;
        texts::remove_faq(&mut turn.ctx(&mut tx), turn.person.person_id, faq).await?;
    }
    turn.leave_question();
    turn.toast(turn.words().word("admin-faq-removed"));
    show_faq(&turn, Lang::of(&found.lang), None).await
}

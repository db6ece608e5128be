//! What the shop says of itself: `/terms`, `/privacy`, `/paysupport`, and answers to what is asked
//! often. An owner's words are shown as they were written, never as markup.

use std::sync::Arc;

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang, Words, escape_html};
use crate::domain::ids::FaqId;
use crate::domain::shop_text::{QUESTIONS_MAX, ShopText};
use crate::flows::FlowError;
use crate::flows::owners::texts;
use crate::store::shop_texts::{self, Faq};

/// `/terms`.
pub async fn terms(turn: Arc<Turn>) -> Outcome {
    show(turn, ShopText::Terms).await
}

/// `/privacy`.
pub async fn privacy(turn: Arc<Turn>) -> Outcome {
    show(turn, ShopText::Privacy).await
}

/// `/paysupport`.
pub async fn paysupport(turn: Arc<Turn>) -> Outcome {
    show(turn, ShopText::Paysupport).await
}

/// One of the texts, with the way to the others.
pub async fn show(turn: Arc<Turn>, kind: ShopText) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let own = texts::find(&mut *turn.read_tx().await, kind, turn.lang()).await?;
    let body = match own {
        Some(own) => escape_html(&own),
        None => words.word_of("shop-text", kind.into_str()),
    };
    let head = words.word_of("text-title", kind.into_str());
    let mut view = View::new(format!("<b>{}</b>\n\n{body}", escape_html(&head)));
    if kind == ShopText::Paysupport {
        view = view.row([Button::action(words.word("key-support"), Action::Support)]);
    }
    if kind == ShopText::Privacy && !turn.is_admin() {
        view = view.row([Button::action(words.word("key-erase"), Action::EraseMe)]);
    }
    let others = [ShopText::Terms, ShopText::Privacy, ShopText::Paysupport];
    let others = others.into_iter().filter(|other| *other != kind);
    let view = view
        .row(others.map(|other| text_button(&words, other)))
        .row(resume_button(&turn.state(), &words));
    turn.show(view.row([menu_button(&words)])).await
}

/// The button to one of the texts.
#[must_use]
pub fn text_button(words: &Words, text: ShopText) -> Button {
    Button::action(words.word_of("text-title", text.into_str()), Action::Rules { text })
}

/// The questions that a reader is offered: in their language, or else in English.
pub async fn questions(turn: &Turn) -> Result<Vec<Button>, FlowError> {
    let mut tx = turn.read_tx().await;
    let mut list = shop_texts::list_faq(&mut tx, turn.lang(), QUESTIONS_MAX).await?;
    if list.is_empty() && turn.lang() != Lang::En {
        list = shop_texts::list_faq(&mut tx, Lang::En, QUESTIONS_MAX).await?;
    }
    let key =
        |faq: Faq| Button::action(format!("❓ {}", faq.question), Action::Faq { faq: faq.faq_id });
    Ok(list.into_iter().map(key).collect())
}

/// An answer.
pub async fn answer(turn: Arc<Turn>, faq: FaqId) -> Outcome {
    let words = turn.words();
    let found = shop_texts::find_faq(&mut *turn.read_tx().await, faq).await?;
    let Some(found) = found else {
        turn.answer_old_button();
        return Ok(());
    };
    turn.leave_question();
    let args = Args::new().text("question", found.question).text("answer", found.answer);
    let view = View::new(words.html("faq-answer", args))
        .row([Button::action(words.word("key-support"), Action::Support)])
        .row(resume_button(&turn.state(), &words));
    let back = Button::action(words.word("key-back"), Action::Help);
    turn.show(view.row([back, menu_button(&words)])).await
}

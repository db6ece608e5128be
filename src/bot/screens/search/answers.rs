//! The screens that answer where nothing can be listed: each says why, and leads to the categories.

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::browse;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::links::{LinkError, Platform};
use crate::store::catalog;

/// What is repeated of what was typed, in characters.
const TYPED_MAX_CHARS: usize = 60;

/// The way to everything that is sold.
pub(super) fn categories_button(words: &Words) -> Button {
    Button::action(words.word("key-categories"), Action::Categories { page: 0 })
}

async fn say(turn: &Turn, text: String) -> Outcome {
    let words = turn.words();
    turn.show(View::new(text).row([categories_button(&words), menu_button(&words)])).await
}

/// Asks what to look for.
pub(super) async fn ask(turn: &Turn) -> Outcome {
    say(turn, turn.words().html("search-ask", Args::new())).await
}

/// No service has all the words; `near` are those that may have been meant.
pub(super) async fn nothing_found(turn: &Turn, typed: &str, near: &[String]) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("words", shorten(typed, TYPED_MAX_CHARS));
    let mut text = words.html("search-nothing", args);
    if !near.is_empty() {
        let args = Args::new().text("near", shorten(&near.join(", "), TYPED_MAX_CHARS));
        text = format!("{text}\n{}", words.html("search-near", args));
    }
    let platforms = catalog::list_platforms(&mut *turn.read_tx().await).await?;
    let rows = browse::platform_rows(&words, &platforms).into_iter();
    let view = rows.fold(View::new(text), View::row);
    turn.show(view.row([categories_button(&words), menu_button(&words)])).await
}

/// Nothing is sold for a link: of a thing that was recognised, or of no platform that is known.
pub(super) async fn no_service_for_link(turn: &Turn, recognised: Option<String>) -> Outcome {
    let words = turn.words();
    let text = match recognised {
        Some(what) => words.html("search-link-nothing", Args::new().text("what", what)),
        None => words.html("search-link-unknown", Args::new()),
    };
    say(turn, text).await
}

/// One link is looked at.
pub(super) async fn several_links(turn: &Turn) -> Outcome {
    let example = Platform::Instagram.example();
    say(turn, refusal::of_link(&turn.words(), &LinkError::Several, example)).await
}

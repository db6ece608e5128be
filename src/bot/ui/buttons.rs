//! Buttons that stand on screens of every kind.

use super::callback::Tap;
use super::view::Key;
use crate::bot::dispatch::state::State;
use crate::bot::ui::words::Words;

/// The button back to the main menu.
#[must_use]
pub fn menu_key(words: &Words) -> Key {
    Key::tap(words.word("key-menu"), Tap::Menu)
}

/// The button that leads back to an order, for somebody in the midst of one.
#[must_use]
pub fn resume_key(state: &State, words: &Words) -> Option<Key> {
    state.clone().into_step().map(|_| Key::tap(words.word("key-resume"), Tap::Resume))
}

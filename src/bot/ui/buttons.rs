//! Buttons that stand on screens of every kind.

use super::callback::Action;
use super::view::Button;
use crate::bot::dispatch::state::State;
use crate::bot::ui::words::Words;

/// The button back to the main menu.
#[must_use]
pub fn menu_button(words: &Words) -> Button {
    Button::action(words.word("key-menu"), Action::Menu)
}

/// The button that leads back to an order, for somebody in the midst of one.
#[must_use]
pub fn resume_button(state: &State, words: &Words) -> Option<Button> {
    state.clone().into_step().map(|_| Button::action(words.word("key-resume"), Action::Resume))
}

//! Buttons that several screens share (menu, back, paying in); what a button is stands in `view`,
//! what it means in `callback`.

use super::callback::Action;
use super::view::Button;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Turn;
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

/// The button that pays in, where there is a way.
#[must_use]
pub fn deposit_button(turn: &Turn, words: &Words) -> Option<Button> {
    let has_way = !turn.shop.deposits.ways.is_empty();
    has_way.then(|| Button::action(words.word("key-deposit"), Action::Deposit))
}

/// The button to what was paid in, where there is a way.
#[must_use]
pub fn deposits_button(turn: &Turn, words: &Words) -> Option<Button> {
    let has_way = !turn.shop.deposits.ways.is_empty();
    has_way.then(|| Button::action(words.word("key-deposits"), Action::Deposits { page: 0 }))
}

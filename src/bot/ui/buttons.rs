//! Buttons that several screens share (menu, cancel, back, paying in); what a button is stands in
//! `view`, what it means in `callback`.

use super::callback::Action;
use super::view::Button;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Turn;
use crate::bot::ui::words::{Args, Words};
use crate::domain::money::Money;

/// The button back to the main menu.
#[must_use]
pub fn menu_button(words: &Words) -> Button {
    Button::action(words.word("key-menu"), Action::Menu)
}

/// The button that ends what was begun.
#[must_use]
pub fn cancel_button(words: &Words) -> Button {
    Button::action(words.word("key-cancel"), Action::Cancel)
}

/// The button that leads back to an order, for somebody in the midst of one.
#[must_use]
pub fn resume_button(state: &State, words: &Words) -> Option<Button> {
    state.clone().into_step().map(|_| Button::action(words.word("key-resume"), Action::Resume))
}

/// The button that pays in, where there is a way.
#[must_use]
pub fn deposit_button(turn: &Turn, words: &Words) -> Option<Button> {
    turn.can_deposit().then(|| Button::action(words.word("key-deposit"), Action::Deposit))
}

/// The ways on for somebody who lacks that much for what they want: pay it in where the shop has a
/// way, else ask its owners; and look again.
#[must_use]
pub fn missing_buttons(words: &Words, missing: Money, can_deposit: bool) -> [Button; 2] {
    let sum = Args::new().text("sum", words.money(missing));
    let pay = match can_deposit {
        true => Button::action(words.plain("key-deposit-missing", sum), Action::Deposit),
        false => Button::action(words.word("key-top-up"), Action::TopUp),
    };
    [pay, Button::action(words.word("key-recheck"), Action::Recheck)]
}

/// The button to what was paid in, where there is a way.
#[must_use]
pub fn deposits_button(turn: &Turn, words: &Words) -> Option<Button> {
    turn.can_deposit()
        .then(|| Button::action(words.word("key-deposits"), Action::Deposits { page: 0 }))
}

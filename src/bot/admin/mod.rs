//! What only owners can do: screens to look at, and acts, one file each. An act shows what was
//! understood and runs its flow after its one-time button. Each screen checks again that an admin
//! is asking, whatever the tree does. Must never move money without a card that was confirmed.

mod act;
mod answers;
mod ban;
mod by_hand;
mod card_lines;
mod confirm;
mod credit;
mod debit;
pub mod decide;
pub mod filing;
#[cfg(test)]
mod fixture;
mod markup;
pub mod order_card;
#[cfg(test)]
mod orders_tests;
pub mod owner_remove;
pub mod owners;
pub mod people;
pub mod person_card;
pub mod providers;
mod refund;
pub mod registry;
pub mod resume;
pub mod review;
pub mod stored;
mod sync;
pub mod tickets;
pub mod top_up;
mod typed;

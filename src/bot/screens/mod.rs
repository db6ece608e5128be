//! What customers see and press: a file a matter, whose functions are the leaves of the handler
//! tree (`dispatch/schema.rs`). Each reads through the store, changes through one flow, and shows a
//! view. What only owners can do is in `admin`, what nobody asked for in `renderer`.
//! Must never compute money or decide what a flow decides.

pub mod browse;
pub mod card;
pub mod checkout;
pub mod deposit;
pub mod fallback;
pub mod favourites;
pub mod invite;
pub mod mass_order;
pub mod order_command;
pub mod order_requests;
pub mod orders;
pub mod paid_by_hand;
pub mod privacy;
pub mod rules;
pub mod search;
pub mod start;
pub mod support;
pub mod top_up;
pub mod wallet;
pub mod way_back;
pub mod whereabouts;

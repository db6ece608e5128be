//! What people see and press, whoever shows it: words, views, buttons, choices, pages and menus.
//! Must never decide anything nor touch the database.

pub(crate) mod buttons;
pub mod callback;
pub(crate) mod choices;
pub mod folding;
pub(crate) mod menu;
pub(crate) mod paging;
pub(crate) mod refusal;
pub(crate) mod short_links;
mod style;
pub mod view;
pub mod words;

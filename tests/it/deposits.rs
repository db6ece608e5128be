//! Money on its way in: asked for, paid, seen and credited once, whatever happens on the way.

mod by_hand;
mod hints;
mod invoices;
mod ledger;
mod stars;
mod tokens;
mod whereabouts;

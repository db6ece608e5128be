//! Money on its way in: asked for, paid, seen and credited once, whatever happens on the way.

mod by_hand;
mod guard;
mod hints;
mod invoices;
mod keys;
mod ledger;
mod looks;
mod stars;
mod tiers;
mod tokens;
mod unlisted;
mod whereabouts;

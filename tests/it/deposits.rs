//! Money on its way in: asked for, paid, seen and credited once, whatever happens on the way.

mod guard;
mod invoices;
mod looks;
mod tiers;
mod tokens;
mod unlisted;

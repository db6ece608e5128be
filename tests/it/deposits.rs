//! Money on its way in: asked for, paid, seen and credited once, whatever happens on the way.

mod hints;
mod invoices;
mod ledger;
mod tokens;

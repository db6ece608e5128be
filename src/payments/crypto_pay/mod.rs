//! Crypto Pay, the invoices of @CryptoBot (API 1.5): a price in the shop's currency, paid in coins.
//!
//! Owns what its answers prove. An invoice is paid once and in full; its own list is the truth, a
//! webhook only a reason to look (`signature`). There is no key that makes a creation repeatable:
//! where the outcome is unknown the invoices are searched for ours by its payload. Must never show
//! the token, nor take a number through anything but its text.

mod client;
mod fault;
mod invoice;
mod signature;
mod wire;

pub use client::{CryptoPay, CryptoPaySettings, MAINNET_URL, SetupError, TESTNET_URL};
pub use fault::{ErrorName, PayFault};
pub use invoice::{Currency, Invoice, InvoiceId, InvoiceStatus, InvoiceText, NewInvoice};
pub use signature::{SIGNATURE_HEADER, WebhookKey, hint};
pub use wire::{App, AssetBalance, Created, ExchangeRate, Invoices, Listed, Offset, SearchResult};

//! The client of a JSON mail API, which is only ever used to test a customer's own mail domain.

pub mod options;

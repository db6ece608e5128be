//! The shop as a person sees it: `storefront demo` in a headless Chromium, driven over WebDriver.
//! What is pressed and read is found by the texts of `locales/`, so that another wording changes
//! nothing here; every step also looks at the page itself. Needs chromium and chromedriver, so it
//! runs only when it is named: `cargo test --test browser`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod deposits;
mod drawer;
mod driver;
mod looks;
mod page;
mod phrase;
mod pictures;
mod stage;
mod stories;

// The same child process as in the other stories, which do more with it.
#[expect(dead_code, reason = "only what a browser needs of it")]
#[path = "../it/support/process.rs"]
mod process;

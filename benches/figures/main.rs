//! `cargo bench`: how fast and how small the shop is. Prints figures and judges nothing.
//! `cargo bench -- browse` measures one part; several can be named: `browse`, `million`, `sync`,
//! `search`, `sweep`, `start`, `invoices`, `chain`, `submission`.
//!
//! Where it is about speed in the chat, the shop is the real binary in a process of its own; the
//! load generator here is a Bot API that presses the next button as soon as a screen is shown.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot be made ends here"
)]

mod browse;
mod catalog;
mod chain;
mod faulty;
mod invoices;
mod machine;
mod panel;
mod queue;
mod search;
mod seed;
mod shop;
mod start;
mod submission;
mod sweep;
mod table;
mod telegram;

use table::Table;

const PARTS: [&str; 9] =
    ["browse", "million", "sync", "search", "sweep", "start", "invoices", "chain", "submission"];

fn main() {
    // Cargo adds `--bench`.
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let Some(unknown) = named.iter().find(|name| !PARTS.contains(&name.as_str())) {
        eprintln!("no such part: {unknown}; there are {}", PARTS.join(", "));
        std::process::exit(2);
    }
    let is_asked = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut table = Table::new();
        machine::measure(&mut table);
        if is_asked("browse") || is_asked("million") {
            browse::measure(&mut table, is_asked("million")).await;
        }
        if is_asked("sync") {
            catalog::measure(&mut table).await;
        }
        if is_asked("search") {
            search::measure(&mut table).await;
        }
        if is_asked("sweep") {
            sweep::measure(&mut table).await;
        }
        if is_asked("start") {
            start::measure(&mut table).await;
        }
        if is_asked("invoices") {
            invoices::measure(&mut table).await;
        }
        if is_asked("chain") {
            chain::measure(&mut table).await;
        }
        if is_asked("submission") {
            submission::measure(&mut table).await;
        }
        table.print();
    });
}

//! A person's statement as a table that spreadsheets read. Amounts are exact, times are UTC. Must
//! never hold a cell that a spreadsheet would run.

use crate::bot::ui::words::{Args, Words};
use crate::domain::money::Money;
use crate::store::postings::StatementLine;
use chrono::DateTime;

/// Entries in one file, the newest.
pub(super) const ROWS_MAX: i64 = 10_000;
/// Spreadsheets take a file without it for one in an old code page.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table, a row each entry and the oldest first.
pub(super) fn table(words: &Words, entries: &[StatementLine]) -> String {
    let currency = Args::new().text("currency", words.currency());
    let head = ["csv-time", "csv-in", "csv-out", "csv-held", "csv-order", "csv-what"]
        .map(|column| words.plain(column, currency.clone()));
    let mut table = String::from(BYTE_ORDER_MARK);
    push_row(&mut table, &head);
    for entry in entries {
        push_row(&mut table, &row(words, entry));
    }
    table
}

fn row(words: &Words, entry: &StatementLine) -> [String; 6] {
    let change = Money::from_micros(entry.spendable);
    let size = Money::from_micros(entry.spendable.saturating_abs()).plain();
    let none = String::new;
    let (came, went) = match change {
        _ if change.is_zero() => (none(), none()),
        _ if change.is_positive() => (size, none()),
        _ => (none(), size),
    };
    // What an order holds is no change of the balance: how much of it stays set aside.
    let held = Money::from_micros(entry.held);
    let time = DateTime::from_timestamp_millis(entry.created_ms);
    [
        time.map_or_else(none, |time| time.format("%Y-%m-%d %H:%M:%S").to_string()),
        came,
        went,
        if held.is_zero() { none() } else { signed(held) },
        if entry.order_id.is_some() { entry.order_id.to_string() } else { none() },
        words.memo(&entry.memo_key, &entry.memo_args),
    ]
}

/// A change of what is held, in words that begin with no sign.
fn signed(held: Money) -> String {
    let size = Money::from_micros(held.micros().saturating_abs()).plain();
    if held.is_negative() { format!("{size} -") } else { format!("{size} +") }
}

fn push_row(table: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| safe(cell)).collect();
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

/// A cell: what would begin a formula gets a sign before it, what would end the cell is quoted.
fn safe(cell: &str) -> String {
    let clean: String =
        cell.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    // Programs differ in what they make of quotes: what is behind them is looked at too.
    let begins = clean.chars().find(|sign| *sign != '"' && !sign.is_whitespace());
    let is_formula =
        matches!(begins, Some('=' | '+' | '-' | '@' | '−' | '＝' | '＋' | '－' | '＠'));
    let clean = if is_formula { format!("'{clean}") } else { clean };
    match clean.contains([',', '"', ';']) {
        true => format!("\"{}\"", clean.replace('"', "\"\"")),
        false => clean,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bot::ui::words::Lang;
    use crate::domain::ids::{EntryId, OrderId};

    fn entry(memo_args: &str, spendable: i64) -> StatementLine {
        StatementLine {
            entry_id: EntryId::new(1),
            memo_key: "memo-credit".to_owned(),
            memo_args: memo_args.to_owned(),
            order_id: OrderId::NONE,
            created_ms: 0,
            spendable,
            held: 0,
        }
    }

    #[test]
    fn amounts_are_exact_and_times_say_their_zone() {
        let words = Words::new(Lang::En, "USD");
        let table = table(&words, &[entry(r#"{"reason":"a, \"b\""}"#, 1_170_001)]);
        let rows: Vec<&str> = table.trim_start_matches(BYTE_ORDER_MARK).split("\r\n").collect();
        assert_eq!(rows[0], "Time (UTC),In (USD),Out (USD),Held (USD),Order,What");
        assert_eq!(rows[1], r#"1970-01-01 00:00:00,1.170001,,,,"added by the shop: a, ""b""""#);
    }

    #[test]
    fn a_cell_begins_no_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" -2", "' -2"),
            ("+7\t8", "'+7 8"),
            ("a=b", "a=b"),
            ("a\nb", "a b"),
            ("=A1,\"x\"", "\"'=A1,\"\"x\"\"\""),
        ] {
            assert_eq!(safe(cell), written, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_or_breaks_its_row(cell in ".*") {
            let written = safe(&cell);
            let first = written.trim_start_matches('"').trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{}", written);
            prop_assert!(!written.contains(['\n', '\r']));
            prop_assert_eq!(written.matches('"').count() % 2, 0);
        }
    }
}

//! What a look at a provider's list has found, for the admin who asked for it: numbers first, then
//! a few lines of each kind. What providers write appears as one line of code.

use super::alert_parts::name_args;
use super::price_alerts::changes_button;
use super::provider_alerts::catalog_refused;
use super::quoted;
use super::stops::said_line;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::catalog::Unread;
use crate::domain::catalog::digest::{Digest, DigestLine, Edit, Group, UnreadRows};
use crate::domain::limits::Limits;
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;
use crate::notifications::providers::{SyncOutcome, SyncReport};

/// Names are cut here, so that every line fits.
const NAME_MAX_CHARS: usize = 32;
/// Lines of all kinds together: they stay within one message unless names are full of what has to
/// be escaped, and then the last ones are cut.
const LINES_MAX: usize = 32;

pub(super) fn view(words: &Words, report: &SyncReport) -> View {
    let args = name_args(&report.provider);
    let text = match report.outcome {
        SyncOutcome::Taken => taken(words, report),
        SyncOutcome::Refused(refusal) => catalog_refused(words, &report.provider, refusal),
        SyncOutcome::Unreachable(unfetched) => {
            let why = words.word_of("admin-fault", unfetched.into_str());
            words.html("notice-synced-unreachable", args.text("why", why))
        }
        SyncOutcome::Currency => {
            let fault = words.word_of("admin-stop", "currency");
            words.html("notice-admin-provider", args.text("fault", fault))
        }
        SyncOutcome::Off => words.html("notice-synced-off", args),
    };
    let said = report.said.as_ref().map(|said| said_line(words, said));
    let view = View::new([text].into_iter().chain(said).collect::<Vec<_>>().join("\n"));
    if report.waiting > 0 { view.row([changes_button(words)]) } else { view }
}

fn taken(words: &Words, report: &SyncReport) -> String {
    let digest = &report.digest;
    let mut lines = vec![words.html("notice-synced", name_args(&report.provider))];
    if digest.is_empty() && report.waiting == 0 {
        lines.push(words.html("notice-synced-same", Args::new()));
    }
    let unchanged = report.counts().unchanged;
    let args = Args::new().text("n-text", words.number(unchanged));
    lines.push(words.html("notice-synced-unchanged", args));
    if report.waiting > 0 {
        let args = Args::new().text("n-text", words.number(report.waiting));
        lines.push(words.html("notice-synced-waiting", args));
    }
    let groups = groups(digest);
    let shown = groups.iter().filter(|(_, group)| group.total > 0).count();
    let shown = (shown + usize::from(digest.unread.total > 0)).max(1);
    for (key, group) in groups {
        lines.extend(section(words, key, group, LINES_MAX / shown));
    }
    if digest.unread.total > 0 {
        let args = Args::new().text("n-text", number(words, digest.unread.total));
        lines.extend([String::new(), words.html("notice-synced-unread", args)]);
        lines.extend(unread_lines(words, &digest.unread, LINES_MAX / shown));
    }
    lines.join("\n")
}

const fn groups(digest: &Digest) -> [(&'static str, &Group); 6] {
    [
        ("notice-synced-added", &digest.added),
        ("notice-synced-restored", &digest.restored),
        ("notice-synced-hidden", &digest.hidden),
        ("notice-synced-raised", &digest.raised),
        ("notice-synced-lowered", &digest.lowered),
        ("notice-synced-changed", &digest.changed),
    ]
}

/// A kind of change with its first lines, or nothing where there is none.
fn section(words: &Words, key: &str, group: &Group, lines_max: usize) -> Vec<String> {
    if group.total == 0 {
        return Vec::new();
    }
    let total = Args::new().text("n-text", number(words, group.total));
    let mut lines = vec![String::new(), words.html(key, total)];
    let shown = group.first.len().min(lines_max);
    lines.extend(group.first.iter().take(shown).map(|line| text_of(words, line)));
    if group.total > shown {
        lines.push(more(words, group.total - shown));
    }
    lines
}

fn more(words: &Words, count: usize) -> String {
    words.html("notice-synced-more", Args::new().text("n-text", number(words, count)))
}

fn number(words: &Words, count: usize) -> String {
    words.number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The alert about rows that cannot be read.
pub(super) fn unread_rows(words: &Words, provider: &str, rows: &UnreadRows) -> String {
    let args = name_args(provider).text("n-text", number(words, rows.total));
    let mut lines = vec![words.html("notice-admin-rows-unread", args)];
    lines.extend(unread_lines(words, rows, rows.first.len()));
    lines.join("\n")
}

/// The first rows that cannot be read, each by its id or its place.
fn unread_lines(words: &Words, rows: &UnreadRows, lines_max: usize) -> Vec<String> {
    let shown = rows.first.len().min(lines_max);
    let mut lines: Vec<String> =
        rows.first.iter().take(shown).map(|row| unread_line(words, row)).collect();
    if rows.total > shown {
        lines.push(more(words, rows.total - shown));
    }
    lines
}

fn unread_line(words: &Words, row: &Unread) -> String {
    let args = Args::new()
        .text("field", words.word_of("unread-field", row.field.into_str()))
        .text("flaw", words.word_of("unread-flaw", row.flaw.into_str()));
    match &row.id {
        Some(id) => words.html("notice-synced-unread-line", args.text("id", short(id))),
        None => {
            words.html("notice-synced-unread-row", args.text("place", number(words, row.place)))
        }
    }
}

fn text_of(words: &Words, line: &DigestLine) -> String {
    let price = |price: Money| words.money(price);
    let args = Args::new().text("name", short(&line.name));
    match (line.before.map(price), line.after.map(price)) {
        _ if !line.edits.is_empty() => {
            let edits: Vec<String> = line.edits.iter().map(|edit| edit_of(words, edit)).collect();
            words.html("notice-synced-line", args.text("what", edits.join(", ")))
        }
        (Some(before), Some(after)) => {
            let args = args.text("before", before).text("after", after);
            words.html("notice-synced-move", args)
        }
        (before, after) => {
            let what = before.or(after).unwrap_or_else(|| "–".to_owned());
            words.html("notice-synced-line", args.text("what", what))
        }
    }
}

fn edit_of(words: &Words, edit: &Edit) -> String {
    let range =
        |limits: &Limits| format!("{}–{}", words.number(limits.min), words.number(limits.max));
    let moved = |key: &str, before: String, after: String| {
        words.plain(key, Args::new().text("before", before).text("after", after))
    };
    match edit {
        Edit::Name(name) => words.plain("synced-name", Args::new().text("name", short(name))),
        Edit::Limits(before, after) => moved("synced-limits", range(before), range(after)),
        Edit::Kind(before, after) => moved("synced-kind", short(before), short(after)),
        Edit::Pricing(Pricing::PerThousand) => words.word("synced-per-thousand"),
        Edit::Pricing(Pricing::Flat) => words.word("synced-flat"),
        Edit::Pricing(Pricing::PerUnit) => words.word("synced-per-unit"),
        Edit::Pricing(Pricing::Previewed) => words.word("synced-previewed"),
        Edit::Category(name) => {
            words.plain("synced-category", Args::new().text("name", short(name)))
        }
        Edit::Details => words.word("synced-details"),
    }
}

fn short(text: &str) -> String {
    quoted(text, NAME_MAX_CHARS)
}

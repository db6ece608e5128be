//! What a look at a provider's list has found, for the admin who asked for it: numbers first, then
//! a few lines of each kind. What providers write appears as one line of code.

use super::admin::{catalog_refused, name_args};
use super::quoted;
use crate::bot::i18n::{Args, Words};
use crate::bot::view::View;
use crate::domain::catalog::digest::{Digest, Edit, Group, Line};
use crate::domain::money::Money;
use crate::domain::pricing::Pricing;
use crate::flows::resync::{Report, Verdict};

/// Names are cut here, so that every line fits.
const NAME_MAX_CHARS: usize = 32;
/// Lines of all kinds together: they stay within one message unless names are full of what has to
/// be escaped, and then the last ones are cut.
const LINES_MAX: usize = 32;

pub(super) fn view(words: &Words, report: &Report) -> View {
    let args = name_args(&report.provider);
    let text = match report.verdict {
        Verdict::Taken => taken(words, report),
        Verdict::Shrunk { known, listed } => {
            catalog_refused(words, &report.provider, (known, listed))
        }
        Verdict::Unreadable => words.html("notice-admin-catalog-unreadable", args),
        Verdict::Unreachable(fault) => {
            let why = words.word_of("admin-fault", fault);
            words.html("notice-synced-unreachable", args.text("why", why))
        }
        Verdict::Currency => {
            let trouble = words.word_of("admin-trouble", "currency");
            words.html("notice-admin-provider", args.text("trouble", trouble))
        }
        Verdict::Off => words.html("notice-synced-off", args),
    };
    View::new(text)
}

fn taken(words: &Words, report: &Report) -> String {
    let digest = &report.digest;
    let mut lines = vec![words.html("notice-synced", name_args(&report.provider))];
    if digest.is_empty() {
        lines.push(words.html("notice-synced-same", Args::new()));
    }
    let unchanged = report.counts().unchanged;
    let args = Args::new().text("n-text", words.number(unchanged));
    lines.push(words.html("notice-synced-unchanged", args));
    let groups = groups(digest);
    let shown = groups.iter().filter(|(_, group)| group.total > 0).count().max(1);
    for (key, group) in groups {
        lines.extend(section(words, key, group, LINES_MAX / shown));
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
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let mut lines =
        vec![String::new(), words.html(key, Args::new().text("n-text", number(group.total)))];
    let shown = group.first.len().min(lines_max);
    lines.extend(group.first.iter().take(shown).map(|line| text_of(words, line)));
    if group.total > shown {
        let more = Args::new().text("n-text", number(group.total - shown));
        lines.push(words.html("notice-synced-more", more));
    }
    lines
}

fn text_of(words: &Words, line: &Line) -> String {
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
    let range = |(min, max): (i64, i64)| format!("{}–{}", words.number(min), words.number(max));
    let moved = |key: &str, before: String, after: String| {
        words.plain(key, Args::new().text("before", before).text("after", after))
    };
    match edit {
        Edit::Name(name) => words.plain("synced-name", Args::new().text("name", short(name))),
        Edit::Limits(before, after) => moved("synced-limits", range(*before), range(*after)),
        Edit::Kind(before, after) => moved("synced-kind", short(before), short(after)),
        Edit::Pricing(Pricing::PerThousand) => words.word("synced-per-thousand"),
        Edit::Pricing(Pricing::Flat) => words.word("synced-flat"),
        Edit::Category(name) => {
            words.plain("synced-category", Args::new().text("name", short(name)))
        }
        Edit::Details => words.word("synced-details"),
    }
}

fn short(text: &str) -> String {
    quoted(text, NAME_MAX_CHARS)
}

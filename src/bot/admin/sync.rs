//! `/sync`: asks for a look at the providers' lists and says how each stood before. The look is a
//! worker's; what it finds comes as a message.

use super::providers::guard_buttons;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::look::LookEnd;
use crate::flows::catalog::sync_requests;
use crate::store::sync_runs::{Counts, LastSync};

/// A name of a provider is cut here; those of the settings have forty characters at the most.
const NAME_MAX_CHARS: usize = 40;

/// `/sync` and `/sync PROVIDER`.
pub async fn sync(turn: OwnerTurn, text: String) -> Outcome {
    let (words, admin_id, now_ms) = (turn.words(), turn.person.person_id, turn.now_ms);
    let only = quoted(&text, NAME_MAX_CHARS + 1).to_lowercase();
    let (last_syncs, known) = {
        let mut tx = turn.write_tx().await;
        let last_syncs = sync_requests::ask(&mut tx, admin_id, &only, now_ms).await?;
        let names = match last_syncs.as_slice() {
            [] => sync_requests::names(&mut tx, admin_id, now_ms).await?,
            _ => Vec::new(),
        };
        (last_syncs, names)
    };
    let text = if last_syncs.is_empty() {
        unknown(&words, &only, &known)
    } else {
        let lines = last_syncs.iter().map(|last_sync| line_of(&words, last_sync));
        let head = words.html("admin-sync", Args::new());
        [head].into_iter().chain(lines).collect::<Vec<_>>().join("\n\n")
    };
    let guarded = guard_buttons(&words, &mut *turn.read_tx().await).await?;
    let view = guarded.into_iter().fold(View::new(text), |view, button| view.row([button]));
    turn.show(view.row([menu_button(&words)])).await
}

fn unknown(words: &Words, asked: &str, known: &[String]) -> String {
    if known.is_empty() {
        return words.html("admin-sync-none", Args::new());
    }
    let args = Args::new().text("name", asked).text("providers", known.join(", "));
    words.html("admin-sync-unknown", args)
}

/// A provider: whether a look at it begins or is under way, and what the last one came to.
fn line_of(words: &Words, last_sync: &LastSync) -> String {
    let is_under_way = last_sync.is_running || last_sync.is_asked;
    let key = if is_under_way { "admin-sync-running" } else { "admin-sync-looking" };
    let name = Args::new().text("provider", quoted(&last_sync.provider, NAME_MAX_CHARS));
    format!("{}\n{}", words.html(key, name), last_look(words, last_sync))
}

fn last_look(words: &Words, last_sync: &LastSync) -> String {
    if last_sync.finished_ms == 0 {
        return words.html("admin-sync-never", Args::new());
    }
    let outcome = match last_sync.outcome {
        Some(LookEnd::Taken) => numbers(words, &last_sync.counts),
        Some(end) => words.word_of("sync-outcome", end.into_str()),
        None => words.word("sync-outcome-other"),
    };
    let args = Args::new().time("time", last_sync.finished_ms).text("outcome", outcome);
    words.html("admin-sync-last", args)
}

/// The numbers that are not zero; a word where all of them are.
fn numbers(words: &Words, counts: &Counts) -> String {
    let parts = [
        (counts.added, "sync-part-added"),
        (counts.restored, "sync-part-restored"),
        (counts.hidden, "sync-part-hidden"),
        (counts.raised, "sync-part-raised"),
        (counts.lowered, "sync-part-lowered"),
        (counts.changed, "sync-part-changed"),
        (counts.unchanged, "sync-part-unchanged"),
        (counts.unread, "sync-part-unread"),
    ];
    let part = |(count, key): (i64, &str)| {
        words.plain(key, Args::new().text("n-text", words.number(count)))
    };
    let shown: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(part).collect();
    if shown.is_empty() { words.word("sync-part-nothing") } else { shown.join(", ") }
}

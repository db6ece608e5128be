//! `/markup`: what is in force and where it comes from, and the card by which it is changed or
//! reset. The flow decides what may be; must never change anything before the card is confirmed.

use std::sync::Arc;

use super::acts::{Act, MarkupMove, propose};
use super::parsing::{self, Markup as Typed};
use super::{as_unknown_command, explain};
use crate::bot::i18n::{Args, Words};
use crate::bot::keys::menu_key;
use crate::bot::turn::{Outcome, Turn};
use crate::bot::view::View;
use crate::bot::voice::quoted;
use crate::domain::markup::plain;
use crate::flows::FlowError;
use crate::flows::markup::{self, Change, Markup, Sample};
use crate::store::Tx;

const NAME_MAX_CHARS: usize = 60;

/// `/markup`, `/markup 25`, `/markup reset`.
///
/// # Errors
/// When the database fails.
pub async fn markup(turn: Arc<Turn>, text: String) -> Outcome {
    if !turn.is_admin() {
        return as_unknown_command(turn).await;
    }
    turn.leave_question();
    let typed = match parsing::markup(&text) {
        Ok(typed) => typed,
        Err(error) => return explain(&turn, &error, "admin-usage-markup").await,
    };
    let present = markup::present(&mut *turn.tx().await).await?;
    let (after, is_reset) = match typed {
        Typed::Show => return show(&turn, &present).await,
        Typed::To(percent) => (percent, false),
        Typed::Reset => (present.first, true),
    };
    let (before, after) = (plain(present.in_force), plain(after));
    propose(&turn, &Act::Markup(MarkupMove { before, after, is_reset })).await
}

async fn show(turn: &Turn, present: &Markup) -> Outcome {
    let words = turn.words();
    let args =
        Args::new().text("percent", plain(present.in_force)).text("first", plain(present.first));
    let source = if present.chat.is_some() { "admin-markup-chat" } else { "admin-markup-first" };
    let mut lines = vec![
        words.html("admin-markup", args.clone()),
        words.html(source, args),
        String::new(),
        words.html("admin-usage-markup", Args::new()),
    ];
    if present.chat.is_some() {
        lines.push(words.html("admin-markup-reset", Args::new()));
    }
    turn.show(View::new(lines.join("\n")).row([menu_key(&words)])).await
}

/// What the card of a change says.
///
/// # Errors
/// Why it cannot be done, or a failing database.
pub(super) async fn card(
    tx: &mut Tx,
    words: &Words,
    change: &Change,
) -> Result<Vec<String>, FlowError> {
    markup::check(tx, change).await?;
    let samples = markup::samples(tx, change).await?;
    let args = Args::new().text("before", plain(change.before)).text("after", plain(change.after));
    let source = if change.is_reset { "admin-card-markup-reset" } else { "admin-card-markup-chat" };
    let mut lines = vec![
        words.html("admin-card-markup", args.clone()),
        words.html("admin-card-markup-move", args),
        words.html(source, Args::new()),
    ];
    if !samples.is_empty() {
        lines.push(String::new());
        lines.push(words.html("admin-card-markup-samples", Args::new()));
        lines.extend(samples.iter().map(|sample| sample_line(words, sample)));
    }
    Ok(lines)
}

fn sample_line(words: &Words, sample: &Sample) -> String {
    let args = Args::new()
        .text("name", quoted(&sample.service, NAME_MAX_CHARS))
        .text("before", words.money(sample.before))
        .text("after", words.money(sample.after));
    words.html("notice-synced-move", args)
}

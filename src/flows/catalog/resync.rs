//! Looks at the providers' lists that an admin asks for: a row that a worker fulfils, and what it
//! found, told to whoever waits when any look at that provider ends.

use strum::IntoStaticStr;

use crate::domain::catalog::digest::{Digest, Group};
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::provider::Said;
use crate::flows::{Ctx, FlowError};
use crate::notifications::notice::AdminNotice;
use crate::notifications::recipient::{ear_of, push};
use crate::store::syncs::{self, Counts, Standing};
use crate::store::{Tx, journal};

/// Providers that one command asks about at the most.
const PROVIDERS_MAX: i64 = 20;
/// A look that has not ended by then is taken for dead: the calls it makes have shorter limits.
pub const LOOK_MAX_MS: i64 = 5 * crate::clock::MINUTE_MS;

/// What became of a provider's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Verdict {
    /// Taken over.
    Taken,
    /// An empty or shrunken list: refused as a whole.
    Shrunk {
        /// Visible services that are known.
        known: i64,
        /// How many of them were listed.
        listed: i64,
    },
    /// It cannot be read: refused.
    Unreadable,
    /// There was no answer, or a refusal; a word of ours says why.
    Unreachable(&'static str),
    /// The account is in another currency than the settings say: its sales are stopped.
    Currency,
    /// The provider is not in the settings any more.
    Off,
}

/// What a look has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The provider's name.
    pub provider: String,
    /// What became of its answer.
    pub verdict: Verdict,
    /// What changed; empty unless taken.
    pub digest: Digest,
    /// What the provider said where that is why nothing changed.
    pub said: Option<Said>,
}

impl Report {
    /// A look that changed nothing.
    #[must_use]
    pub fn refused(provider: &str, verdict: Verdict) -> Self {
        Self { provider: provider.to_owned(), verdict, digest: Digest::default(), said: None }
    }

    /// The same with what the provider said.
    #[must_use]
    pub fn saying(self, said: Option<&Said>) -> Self {
        Self { said: said.cloned(), ..self }
    }

    /// The numbers that are kept.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let total = |group: &Group| count(group.total);
        let digest = &self.digest;
        Counts {
            added: total(&digest.added),
            restored: total(&digest.restored),
            hidden: total(&digest.hidden),
            raised: total(&digest.raised),
            lowered: total(&digest.lowered),
            changed: total(&digest.changed),
            unchanged: count(digest.unchanged),
            unread: count(digest.unread.total),
        }
    }
}

/// Asks for a look at one provider, or at all for an empty `only`; returns how each stood before.
/// Nothing is returned, and nothing asked, where no such provider is on.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    tx: &mut Tx,
    admin_id: PersonId,
    only: &str,
    now_ms: i64,
) -> Result<Vec<Standing>, FlowError> {
    let standings = syncs::standings(tx, admin_id, only, (now_ms, PROVIDERS_MAX)).await?;
    if syncs::request(tx, admin_id, only, now_ms).await? > 0 {
        let subject =
            if only.is_empty() { "providers".to_owned() } else { format!("provider {only}") };
        let (act, detail, reason) = ("sync", "", "");
        let line = journal::Act { actor_id: admin_id, act, subject: &subject, detail, reason };
        journal::append(tx, &line, now_ms).await?;
    }
    Ok(standings)
}

/// The names of the providers that are on.
///
/// # Errors
/// When the database fails.
pub async fn names(tx: &mut Tx, admin_id: PersonId, now_ms: i64) -> Result<Vec<String>, FlowError> {
    let standings = syncs::standings(tx, admin_id, "", (now_ms, PROVIDERS_MAX)).await?;
    Ok(standings.into_iter().map(|standing| standing.provider).collect())
}

/// Ends a look: keeps its numbers and tells whoever waits.
///
/// # Errors
/// When the database fails.
pub async fn finish(ctx: &mut Ctx<'_>, report: Report) -> Result<(), FlowError> {
    let (name, outcome) = (report.provider.clone(), report.verdict.into_str());
    if report.verdict != Verdict::Off {
        syncs::finish(ctx.tx, &name, (outcome, &report.counts()), ctx.now_ms).await?;
    }
    let waiting = syncs::take_requests(ctx.tx, &name).await?;
    let notice = AdminNotice::Synced(Box::new(report));
    // Somebody who is no admin any more is told nothing.
    for admin_id in waiting.into_iter().filter(|admin_id| ctx.shop.is_admin(*admin_id)) {
        let ear = ear_of(ctx.tx, admin_id).await?;
        let payload = ctx.shop.voice.admin(ChatId::with(admin_id), &ear.language, &notice);
        push(ctx.tx, (ChatId::with(admin_id), &ear), payload, ctx.now_ms).await?;
    }
    Ok(())
}

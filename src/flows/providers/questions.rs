//! What a question that failed says about its provider by itself, whatever was asked: owners hear
//! of it once, from whichever question comes first. Must never stop the sale: orders may fare
//! better than questions.

use crate::clock::{DAY_MS, HOUR_MS};
use crate::domain::provider::{Said, StopReason};
use crate::flows::notice::AdminNotice;
use crate::flows::{FlowError, Shop, tell_admins_once};
use crate::store::{Tx, alerts, stops};

/// A provider that comes and goes is told of once in this time.
const FLAPPING_MS: i64 = HOUR_MS;

/// Why no question will be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The key is refused.
    Key,
    /// A web page comes in place of answers.
    Page,
}

impl Finding {
    /// Every finding.
    pub const ALL: [Self; 2] = [Self::Key, Self::Page];

    /// The word of ours that owners are told.
    #[must_use]
    pub const fn trouble(self) -> &'static str {
        match self {
            Self::Key => "auth",
            Self::Page => "web_page",
        }
    }

    /// Where it is noted that owners know.
    #[must_use]
    pub fn key(self, provider: &str) -> String {
        format!("provider:{provider}:question:{}", self.trouble())
    }

    const fn is_told_by(self, reason: StopReason) -> bool {
        match self {
            Self::Key => matches!(reason, StopReason::Key),
            Self::Page => matches!(reason, StopReason::Address),
        }
    }
}

/// Tells the owners, unless they know it from another question or from a stop.
///
/// # Errors
/// When the database fails.
pub async fn tell_finding(
    tx: &mut Tx,
    shop: &Shop,
    (provider, finding): (&str, Finding),
    said: Option<&Said>,
    now_ms: i64,
) -> Result<(), FlowError> {
    let stops = stops::list(tx, provider).await?;
    if stops.iter().any(|stop| finding.is_told_by(stop.reason)) {
        return Ok(());
    }
    let key = finding.key(provider);
    let (provider, trouble) = (provider.to_owned(), finding.trouble().to_owned());
    let notice = AdminNotice::Provider { provider, trouble, said: said.cloned() };
    tell_admins_once(tx, shop, (&key, DAY_MS), &notice, now_ms).await
}

/// A question was answered: the next trouble is told anew.
///
/// # Errors
/// When the database fails.
pub async fn forget_findings(tx: &mut Tx, provider: &str, now_ms: i64) -> Result<(), FlowError> {
    for finding in Finding::ALL {
        alerts::clear_old(tx, &finding.key(provider), now_ms - FLAPPING_MS).await?;
    }
    Ok(())
}

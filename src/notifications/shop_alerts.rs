//! What those who run the shop are told of the shop itself: updates, messages, clocks, the ledger.

use super::notice::Notice;
use crate::clock::HOUR_MS;
use crate::domain::alert::{AlertKey, IntakeFault, Topic};
use crate::domain::ids::{ChatId, OutboxId, PersonId, TicketId, UpdateId};

/// Something about the shop itself that those who run it are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShopAlert {
    /// An update could not be handled and waits for a human.
    UpdateGivenUp {
        /// What the person was shown too.
        error_id: String,
        /// The person, or 0.
        person_id: PersonId,
    },
    /// Several updates could not be handled and wait for a human.
    UpdatesGivenUp {
        /// How many.
        count: i64,
        /// The first of the ids that people were shown, at most ten.
        error_ids: Vec<String>,
    },
    /// A message could not be sent and waits for a human.
    Undeliverable {
        /// The row.
        outbox_id: OutboxId,
        /// The chat.
        chat_id: ChatId,
        /// Telegram's code and words, or a word of ours.
        reason: String,
    },
    /// A known update id came with another body.
    StrangeUpdate {
        /// Telegram's id.
        update_id: UpdateId,
    },
    /// The chat for alerts does not take messages; the owners get them until it does.
    AdminChatLost,
    /// Another program reads the bot's updates or set a webhook.
    IntakeConflict {
        /// How it is known.
        fault: IntakeFault,
    },
    /// The machine's clock was set.
    ClockSet {
        /// By so many milliseconds; back when negative.
        by_ms: i64,
    },
    /// At the start the machine's clock was behind what the shop had seen of the time.
    ClockFoundBack {
        /// By so many milliseconds at least.
        by_ms: i64,
    },
    /// Customers have waited for a day for an answer.
    TicketsWaiting {
        /// How many.
        count: i64,
        /// Those who wait longest, at most ten.
        ticket_ids: Vec<TicketId>,
    },
    /// The ledger does not add up.
    Audit {
        /// How many checks failed.
        violations: i64,
    },
}

impl ShopAlert {
    /// What is told once within some milliseconds at the most.
    #[must_use]
    pub const fn once(&self) -> Option<(AlertKey<'_>, i64)> {
        match self {
            Self::StrangeUpdate { .. } => Some((AlertKey::StrangeUpdate, HOUR_MS)),
            Self::IntakeConflict { fault } => Some((AlertKey::Intake(*fault), HOUR_MS)),
            Self::Undeliverable { chat_id, .. } => {
                Some((AlertKey::Undeliverable(*chat_id), HOUR_MS))
            }
            Self::ClockSet { by_ms } if *by_ms > 0 => Some((AlertKey::ClockForward, HOUR_MS)),
            Self::ClockSet { .. } => Some((AlertKey::ClockBack, HOUR_MS)),
            Self::Audit { .. } => Some((AlertKey::Audit, 6 * HOUR_MS)),
            Self::UpdateGivenUp { .. }
            | Self::UpdatesGivenUp { .. }
            | Self::AdminChatLost
            | Self::ClockFoundBack { .. }
            | Self::TicketsWaiting { .. } => None,
        }
    }

    /// Of what there may be hundreds at once: under which topic, and which it is.
    #[must_use]
    pub fn digest(&self) -> Option<(Topic, String)> {
        match self {
            Self::UpdateGivenUp { error_id, .. } => Some((Topic::UpdateGivenUp, error_id.clone())),
            _ => None,
        }
    }
}

impl From<ShopAlert> for Notice {
    fn from(notice: ShopAlert) -> Self {
        Self::Shop(notice)
    }
}

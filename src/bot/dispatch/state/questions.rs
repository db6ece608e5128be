//! The questions beside orders: what each is asked with again, whose it is, and how it is answered.
//! One row a question; what all of them share is decided here and nowhere else.

use std::borrow::Cow;

use super::State;

/// A question that is no step of an order.
pub struct Question {
    /// The key of the text that asks once more, for somebody who sent what cannot be an answer.
    pub again: Cow<'static, str>,
    /// Whether an owner is asked: nothing of theirs is bought, so nothing is canceled.
    pub is_owners: bool,
    /// Whether typing is the only answer. Questions with buttons for answers are none: apps would
    /// put a keyboard over them.
    pub wants_words: bool,
}

impl Question {
    fn of_customer(again: &'static str) -> Self {
        Self { again: again.into(), is_owners: false, wants_words: true }
    }

    fn of_owner(again: impl Into<Cow<'static, str>>) -> Self {
        Self { again: again.into(), is_owners: true, wants_words: true }
    }

    /// The same with buttons for answers, or pictures.
    fn not_of_words(self) -> Self {
        Self { wants_words: false, ..self }
    }
}

impl State {
    /// The question beside orders that is asked; `None` in menus, lists and the steps of an order.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        Some(match self {
            Self::Coupon { .. } => Question::of_customer("coupon-ask"),
            Self::Support { .. } => Question::of_customer("fallback-support"),
            Self::Ticket { .. } => Question::of_customer("fallback-support").not_of_words(),
            Self::Deposit { .. } => Question::of_customer("deposit-bad-sum").not_of_words(),
            Self::DepositProof { .. } => Question::of_customer("deposit-proof-ask").not_of_words(),
            Self::DepositQuestion { .. } => Question::of_customer("whereabouts-ask"),
            Self::ProviderId { .. } => Question::of_owner("fallback-id"),
            Self::NewProvider { asks } => {
                Question::of_owner(format!("provider-ask-{}", asks.into_str()))
            }
            Self::Decline { .. } | Self::DeclineDeposit { .. } => {
                Question::of_owner("fallback-reason")
            }
            Self::DepositSum { .. } => Question::of_owner("deposit-bad-sum"),
            Self::OwnText { .. } | Self::ShopText { .. } | Self::NewFaq { .. } => {
                Question::of_owner("fallback-own-text")
            }
            Self::NewSource { .. } => Question::of_owner("fallback-source"),
            Self::Idle
            | Self::Category { .. }
            | Self::Service { .. }
            | Self::Found { .. }
            | Self::Favourites { .. }
            | Self::Card { .. }
            | Self::Link { .. }
            | Self::Quantity { .. }
            | Self::Number { .. }
            | Self::List { .. }
            | Self::Word { .. }
            | Self::Choice { .. }
            | Self::Confirm { .. }
            | Self::MassOrder { .. } => return None,
        })
    }

    /// Whether an owner is asked.
    #[must_use]
    pub fn asks_an_owner(self) -> bool {
        self.question().is_some_and(|question| question.is_owners)
    }

    /// Whether what is asked can be answered by typing alone, so that apps may begin the answer.
    #[must_use]
    pub fn wants_words(&self) -> bool {
        self.question().is_some_and(|question| question.wants_words)
    }

    /// Where somebody is who turns away from a question that is beside orders.
    #[must_use]
    pub fn without_question(self) -> Self {
        match self.question() {
            Some(_) => self.into_step().unwrap_or_default(),
            None => self,
        }
    }
}

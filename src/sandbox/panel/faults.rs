//! The ways in which the panel can misbehave, and the script that says when.
//!
//! Owns the names that the chat page shows. Must never act by itself: `api` does what a fault says.

/// One way to misbehave. Whether an `add` is accepted is part of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PanelFault {
    /// Behaves well.
    None,
    /// Does what was asked at once, and answers so many milliseconds later.
    DelayMs(u64),
    /// Nothing done, HTTP 500.
    Http500,
    /// Nothing done, HTTP 502 with a page of a gateway.
    Http502Html,
    /// Nothing done, HTTP 200 with a page of a bot check.
    Html200,
    /// Nothing done, HTTP 200 with an empty body.
    Empty200,
    /// Nothing done, the connection is cut.
    ResetBefore,
    /// Done, then the connection is cut without an answer.
    ResetAfter,
    /// Done, then HTTP 500.
    Accept500,
    /// Done, but every value of the answer sits in a list of its own.
    WrongTypes,
    /// Nothing done, an empty list.
    EmptyList,
    /// `services` lists only a tenth; other calls are answered well.
    ShrunkList,
    /// Nothing done, HTTP 200 with this `error`.
    ErrorText(String),
    /// Done, and the answer has an `error` beside its other members.
    OrderAndError,
    /// Done, and the answer to `add` says success without naming an id.
    AcceptNoId,
    /// Done, and the answer stands behind a complaint of PHP.
    BehindNotice,
    /// Done, and the answer is packed although nobody asked for that.
    Packed,
    /// Done, and never answered.
    Timeout,
    /// A cancel is answered as taken, and nothing is canceled; other calls are answered well.
    CancelIgnored,
    /// A refill is taken and rejected later; other calls are answered well.
    RefillRejected,
}

/// The delay that the chat page sets.
const PAGE_DELAY_MS: u64 = 3_000;
/// The error that the chat page sets; no table of error texts has it.
const PAGE_ERROR: &str = "Temporarily unavailable, contact support";

impl PanelFault {
    /// Every fault with the values that the chat page gives it.
    #[must_use]
    pub fn all() -> Vec<Self> {
        vec![
            Self::None,
            Self::DelayMs(PAGE_DELAY_MS),
            Self::Http500,
            Self::Http502Html,
            Self::Html200,
            Self::Empty200,
            Self::ResetBefore,
            Self::ResetAfter,
            Self::Accept500,
            Self::WrongTypes,
            Self::EmptyList,
            Self::ShrunkList,
            Self::ErrorText(PAGE_ERROR.to_owned()),
            Self::OrderAndError,
            Self::AcceptNoId,
            Self::BehindNotice,
            Self::Packed,
            Self::Timeout,
            Self::CancelIgnored,
            Self::RefillRejected,
        ]
    }

    /// The name on the chat page.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::DelayMs(_) => "delay",
            Self::Http500 => "http_500",
            Self::Http502Html => "http_502_html",
            Self::Html200 => "html_200",
            Self::Empty200 => "empty_200",
            Self::ResetBefore => "reset_before",
            Self::ResetAfter => "reset_after",
            Self::Accept500 => "accept_500",
            Self::WrongTypes => "wrong_types",
            Self::EmptyList => "empty_list",
            Self::ShrunkList => "shrunk_list",
            Self::ErrorText(_) => "error_text",
            Self::OrderAndError => "order_and_error",
            Self::AcceptNoId => "accept_no_id",
            Self::BehindNotice => "behind_notice",
            Self::Packed => "packed",
            Self::Timeout => "timeout",
            Self::CancelIgnored => "cancel_ignored",
            Self::RefillRejected => "refill_rejected",
        }
    }

    /// The fault of that name, with the chat page's values.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|fault| fault.name() == name)
    }
}

/// When a fault happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultRule {
    /// Only calls of this action; `None` means every action.
    pub action: Option<String>,
    /// What happens.
    pub fault: PanelFault,
    /// How many calls it happens to; `None` means until it is cleared.
    pub times: Option<u32>,
}

impl FaultRule {
    /// For every call until it is cleared.
    #[must_use]
    pub const fn always(fault: PanelFault) -> Self {
        Self { action: None, fault, times: None }
    }

    /// For the next call of one action.
    #[must_use]
    pub fn once(action: &str, fault: PanelFault) -> Self {
        Self { action: Some(action.to_owned()), fault, times: Some(1) }
    }

    fn concerns(&self, action: &str) -> bool {
        self.times != Some(0) && self.action.as_deref().is_none_or(|only| only == action)
    }
}

/// The rules in the order in which they were set; the first that concerns a call decides it.
#[derive(Debug, Default)]
pub struct Script {
    rules: Vec<FaultRule>,
}

impl Script {
    /// Adds a rule behind those that are there.
    pub fn push(&mut self, rule: FaultRule) {
        self.rules.push(rule);
    }

    /// Forgets all rules.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// The fault for one call; uses up one time of its rule.
    pub fn next(&mut self, action: &str) -> PanelFault {
        let Some(rule) = self.rules.iter_mut().find(|rule| rule.concerns(action)) else {
            return PanelFault::None;
        };
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        let fault = rule.fault.clone();
        self.rules.retain(|rule| rule.times != Some(0));
        fault
    }

    /// The name of the rule that is first in line.
    #[must_use]
    pub fn shown(&self) -> &'static str {
        self.rules.first().map_or("none", |rule| rule.fault.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_a_name_of_its_own() {
        for fault in PanelFault::all() {
            assert_eq!(PanelFault::named(fault.name()), Some(fault));
        }
        assert_eq!(PanelFault::named("nonsense"), None);
    }

    #[test]
    fn rules_are_used_up_in_turn_and_only_by_their_action() {
        let mut script = Script::default();
        script.push(FaultRule::once("add", PanelFault::Http500));
        script.push(FaultRule { action: None, fault: PanelFault::Empty200, times: Some(2) });
        assert_eq!(script.shown(), "http_500");
        assert_eq!(script.next("status"), PanelFault::Empty200);
        assert_eq!(script.next("add"), PanelFault::Http500);
        assert_eq!(script.next("add"), PanelFault::Empty200);
        assert_eq!(script.next("add"), PanelFault::None);
        assert_eq!(script.shown(), "none");
    }
}

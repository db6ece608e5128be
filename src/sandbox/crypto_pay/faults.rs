//! The ways in which the gateway can misbehave, and the scripts that say when: one for the calls
//! of its customers, one for its webhook.
//!
//! Must never act by itself: `api` and `webhook` do what a fault says.

/// One way to answer a call badly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayFault {
    /// Behaves well.
    None,
    /// Does what was asked at once, and answers so many milliseconds later.
    DelayMs(u64),
    /// Nothing done, HTTP 429 with `Retry-After`.
    TooMany { retry_after_s: u32 },
    /// Nothing done, HTTP 500 with a page.
    Html500,
    /// Nothing done, HTTP 423: the account is suspended.
    Suspended,
    /// Nothing done, this refusal in the gateway's own envelope.
    Refused { code: u16, name: String },
    /// Nothing done, the connection is cut.
    CutBefore,
    /// Done, then the connection is cut without an answer.
    CutAfter,
    /// Done, and never answered.
    SilentAfter,
    /// Done; an invoice that was made is paid and its webhook is delivered before the answer.
    PaidFirst,
}

/// One way to deliver a webhook badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryFault {
    /// Delivers well.
    None,
    /// Nothing is ever sent.
    Lost,
    /// Sent twice, as if the first answer had been lost.
    Twice,
    /// With the `update_id` of the delivery before.
    SameUpdateId,
    /// With spaces where no serialiser puts them; the signature is right.
    OddSpaces,
    /// With the signature of another token.
    WrongSignature,
    /// Without any signature.
    Unsigned,
    /// Sent so many milliseconds later.
    DelayMs(u64),
}

/// When a fault happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayRule {
    /// Only calls of this method; `None` means every method.
    pub method: Option<String>,
    /// What happens.
    pub fault: GatewayFault,
    /// How many calls it happens to; `None` means until it is cleared.
    pub times: Option<u32>,
}

impl GatewayRule {
    /// For every call until it is cleared.
    #[must_use]
    pub const fn always(fault: GatewayFault) -> Self {
        Self { method: None, fault, times: None }
    }

    /// For the next call of one method.
    #[must_use]
    pub fn once(method: &str, fault: GatewayFault) -> Self {
        Self { method: Some(method.to_owned()), fault, times: Some(1) }
    }

    fn concerns(&self, method: &str) -> bool {
        self.method.as_deref().is_none_or(|only| only == method)
    }
}

/// The rules in the order in which they were set; the first that concerns a call decides it.
#[derive(Debug, Default)]
pub(super) struct Script {
    rules: Vec<GatewayRule>,
    deliveries: Vec<DeliveryFault>,
}

impl Script {
    /// Adds a rule behind those that are there.
    pub fn push(&mut self, rule: GatewayRule) {
        self.rules.push(rule);
    }

    /// Adds a fault of one delivery behind those that are there.
    pub fn push_delivery(&mut self, fault: DeliveryFault) {
        self.deliveries.push(fault);
    }

    /// Only this rule from now on, or none.
    pub fn set_rule(&mut self, rule: Option<GatewayRule>) {
        self.rules = rule.into_iter().collect();
    }

    /// Only this fault for the next delivery.
    pub fn set_delivery(&mut self, fault: DeliveryFault) {
        self.deliveries = vec![fault];
    }

    /// The fault of the rule that was set first.
    pub fn first(&self) -> GatewayFault {
        self.rules.first().map_or(GatewayFault::None, |rule| rule.fault.clone())
    }

    /// The fault of the delivery that comes next.
    pub fn first_delivery(&self) -> DeliveryFault {
        self.deliveries.first().copied().unwrap_or(DeliveryFault::None)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fault for one call; uses up one time of its rule.
    pub fn next(&mut self, method: &str) -> GatewayFault {
        let Some(rule) = self.rules.iter_mut().find(|rule| rule.concerns(method)) else {
            return GatewayFault::None;
        };
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        let fault = rule.fault.clone();
        self.rules.retain(|rule| rule.times != Some(0));
        fault
    }

    /// The fault for one delivery.
    pub fn next_delivery(&mut self) -> DeliveryFault {
        if self.deliveries.is_empty() { DeliveryFault::None } else { self.deliveries.remove(0) }
    }
}

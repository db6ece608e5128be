//! The ways in which a node can misbehave, and the script that says when.
//!
//! Must never act by itself: `rpc` and `view` do what a fault says.

use axum::http::StatusCode;

/// One way to misbehave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeFault {
    /// Behaves well.
    None,
    /// The connection is cut.
    Cut,
    /// Never answers.
    Silent,
    /// Answers so many milliseconds later.
    DelayMs(u64),
    /// HTTP 429, with a `Retry-After` in seconds where there is one.
    TooMany { retry_after_s: Option<u32> },
    /// This status with a text that is no JSON, for instance 403 or 503.
    Status(StatusCode),
    /// HTTP 502 with a page of a gateway.
    Html502,
    /// HTTP 200 with a page of a bot check.
    Html200,
    /// HTTP 200 with an empty body.
    Empty200,
    /// HTTP 200 with `{"Error": …}` that is no JSON-RPC, as a TRON node out of resources answers.
    NoResources,
    /// Answers of a batch in the opposite order: only their ids tell which is which.
    Shuffled,
    /// The last answer of a batch is missing.
    Shortened,
    /// This JSON-RPC error.
    Refused { code: i64, message: String },
    /// Knows the chain only up to so many blocks behind its newest.
    Behind { blocks: u64 },
    /// Tells the newest block but has no logs of the last ones.
    LogsBehind { blocks: u64 },
    /// Answers as a node of another chain.
    OtherChain(u64),
    /// `result` is null.
    NullResult,
    /// `result` is an empty list.
    EmptyList,
}

impl NodeFault {
    /// Whether it is the whole request that it concerns, and not one call of it.
    pub(super) const fn is_of_request(&self) -> bool {
        use NodeFault as F;
        matches!(
            self,
            F::Cut
                | F::Silent
                | F::DelayMs(_)
                | F::TooMany { .. }
                | F::Status(_)
                | F::Html502
                | F::Html200
                | F::Empty200
                | F::NoResources
                | F::Shuffled
                | F::Shortened
        )
    }
}

/// When a fault happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeRule {
    /// Only calls of this method; `None` means every method.
    pub method: Option<String>,
    /// What happens.
    pub fault: NodeFault,
    /// How many requests it happens to; `None` means until it is cleared.
    pub times: Option<u32>,
}

impl NodeRule {
    /// For every request until it is cleared.
    #[must_use]
    pub const fn always(fault: NodeFault) -> Self {
        Self { method: None, fault, times: None }
    }

    /// For the next request.
    #[must_use]
    pub const fn once(fault: NodeFault) -> Self {
        Self { method: None, fault, times: Some(1) }
    }

    /// The same for one method only.
    #[must_use]
    pub fn on(self, method: &str) -> Self {
        Self { method: Some(method.to_owned()), ..self }
    }

    /// The same for the next `times` requests.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    fn concerns(&self, method: &str) -> bool {
        self.method.as_deref().is_none_or(|only| only == method)
    }
}

/// The rules in the order in which they were set; the first that concerns a call decides it.
#[derive(Debug, Default)]
pub(super) struct Script {
    rules: Vec<NodeRule>,
}

impl Script {
    /// Adds a rule behind those that are there.
    pub fn push(&mut self, rule: NodeRule) {
        self.rules.push(rule);
    }

    /// Forgets all rules.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// The fault of the rule that was set first.
    pub fn first(&self) -> NodeFault {
        self.rules.first().map_or(NodeFault::None, |rule| rule.fault.clone())
    }

    /// The fault of each call of one request; uses up one time of each rule that decided.
    pub fn next(&mut self, methods: &[String]) -> Vec<NodeFault> {
        let mut used = vec![false; self.rules.len()];
        let mut decide = |method: &String| {
            let mut rules = self.rules.iter().zip(used.iter_mut());
            let found = rules.find(|(rule, _)| rule.concerns(method));
            found.map_or(NodeFault::None, |(rule, used)| {
                *used = true;
                rule.fault.clone()
            })
        };
        let faults = methods.iter().map(&mut decide).collect();
        for (rule, used) in self.rules.iter_mut().zip(used) {
            rule.times = rule.times.map(|times| times.saturating_sub(u32::from(used)));
        }
        self.rules.retain(|rule| rule.times != Some(0));
        faults
    }
}

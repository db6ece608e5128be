//! Faults that a test or the chat page sets: refusals, delays, broken gateways, cut connections.
//! It owns which call a fault hits. It must never hit getUpdates unless it is named, or every
//! fault would be eaten by the poller.

use super::Telegram;
use super::params::ApiError;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// 429 with `retry_after` in seconds; nothing takes effect.
    TooManyRequests { retry_after_s: u32 },
    /// 500 in the Bot API's JSON; nothing takes effect.
    Internal,
    /// A gateway's 502 with an HTML body; nothing takes effect.
    BadGatewayHtml,
    /// Any refusal, for instance 400 "Bad Request: PEER_FLOOD".
    Refuse { code: u16, description: String },
    /// The call takes effect and is answered after this many milliseconds.
    DelayMs(u64),
    /// The call takes effect at once, its answer comes this many milliseconds later.
    LateAnswerMs(u64),
    /// The connection is cut, nothing takes effect.
    DropBefore,
    /// The call takes effect, the connection is cut without an answer.
    DropAfter,
}

/// A fault for the next calls that match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// Only this method, in any case; `None`: every method but getUpdates.
    pub method: Option<String>,
    /// Only calls with this `chat_id`.
    pub chat_id: Option<i64>,
    /// How many calls it hits.
    pub times: u32,
}

impl Fault {
    /// A fault that hits the next call of any method.
    pub fn once(kind: FaultKind) -> Self {
        Self { kind, method: None, chat_id: None, times: 1 }
    }

    /// The same fault for one method only.
    pub fn on(self, method: &str) -> Self {
        Self { method: Some(method.to_owned()), ..self }
    }

    /// The same fault for one chat only.
    pub fn in_chat(self, chat_id: i64) -> Self {
        Self { chat_id: Some(chat_id), ..self }
    }

    /// The same fault for the next `times` calls.
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    fn hits(&self, method: &str, chat_id: Option<i64>) -> bool {
        let by_method = match &self.method {
            Some(name) => name.eq_ignore_ascii_case(method),
            None => method != "getUpdates",
        };
        by_method && self.times > 0 && (self.chat_id.is_none() || self.chat_id == chat_id)
    }
}

impl FaultKind {
    /// The refusal that this fault answers instead of the call.
    pub(super) fn refusal(&self) -> Option<ApiError> {
        match self {
            Self::TooManyRequests { retry_after_s } => {
                let text = format!("Too Many Requests: retry after {retry_after_s}");
                let parameters = serde_json::json!({ "retry_after": retry_after_s });
                let error = ApiError::new(429, text);
                Some(ApiError { parameters: Some(parameters), ..error })
            }
            Self::Internal => Some(ApiError::new(500, "Internal Server Error")),
            Self::Refuse { code, description } => Some(ApiError::new(*code, description.as_str())),
            _ => None,
        }
    }
}

impl Telegram {
    /// Adds a fault; several wait in line, the oldest that matches a call hits it.
    pub fn set_fault(&self, fault: Fault) {
        self.state().faults.push(fault);
    }

    /// Removes every fault that is left.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// How many calls are still to be hit.
    pub fn faults_left(&self) -> u32 {
        self.state().faults.iter().map(|fault| fault.times).sum()
    }

    pub(super) fn take_fault(&self, method: &str, chat_id: Option<i64>) -> Option<FaultKind> {
        let mut state = self.state();
        let fault = state.faults.iter_mut().find(|fault| fault.hits(method, chat_id))?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        state.faults.retain(|fault| fault.times > 0);
        Some(kind)
    }
}

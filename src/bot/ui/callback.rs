//! What buttons carry: a version, the screen they belong to and one tap, in at most 64 bytes.
//! Anyone can send any of these bytes, so a tap must never be trusted to be allowed.

#[macro_use]
mod customers;
#[macro_use]
mod owners;
mod action;
mod form;

pub use action::Action;

use crate::domain::ids::ScreenId;

/// The version of the format; another one leads to the start screen.
const VERSION: &str = "1";

impl Action {
    /// The bytes of a button on `screen_id`; 0 for a message that is no screen.
    #[must_use]
    pub fn encode(&self, screen_id: ScreenId) -> String {
        format!("{VERSION}:{screen_id}:{}", self.parts().join(":"))
    }

    /// Whether these are the bytes of a button as another version of the shop makes them.
    #[must_use]
    pub fn is_of_another_version(data: &str) -> bool {
        let version = data.split(':').next().unwrap_or_default();
        version != VERSION && version.parse::<u16>().is_ok() && data.contains(':')
    }

    /// Reads the bytes of a button: its screen and its tap. `None` for anything of another version
    /// or form.
    #[must_use]
    pub fn decode(data: &str) -> Option<(ScreenId, Self)> {
        let parts: Vec<&str> = data.split(':').collect();
        let [VERSION, screen_id, name, values @ ..] = parts.as_slice() else { return None };
        Some((screen_id.parse().ok()?, Self::of_parts(name, values)?))
    }
}

#[cfg(test)]
#[path = "callback_tests.rs"]
mod tests;

//! Which questions are answered by words alone. Those that have buttons for answers are none: apps
//! would put a keyboard over them.

use super::State;

impl State {
    /// Whether what is asked can be answered by typing alone, so that apps may begin the answer.
    #[must_use]
    pub const fn wants_words(&self) -> bool {
        matches!(
            self,
            Self::ProviderId { .. }
                | Self::NewProvider { .. }
                | Self::Decline { .. }
                | Self::DepositSum { .. }
                | Self::DeclineDeposit { .. }
                | Self::OwnText { .. }
                | Self::ShopText { .. }
                | Self::NewFaq { .. }
                | Self::Coupon { .. }
                | Self::NewSource { .. }
                | Self::Support { .. }
                | Self::DepositQuestion { .. }
        )
    }
}

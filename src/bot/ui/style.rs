//! Colours of buttons, by what a press does; apps that know none show all alike. One place, so that
//! green always means "do what was shown" and red "something ends".

use serde::Serialize;

use super::callback::Action;
use crate::domain::provider::Switch;

/// The colour of a button, by Telegram's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Style {
    /// Green: what was shown is done.
    Success,
    /// Red: something ends or is taken away.
    Danger,
}

/// The colour of the button of an action; most have none.
pub(super) const fn of(action: &Action) -> Option<Style> {
    match action {
        Action::Confirm { .. } | Action::ConfirmMass { .. } | Action::Act { .. } => {
            Some(Style::Success)
        }
        Action::CancelOrderYes { .. }
        | Action::AskCancelYes { .. }
        | Action::DeclineTopUp { .. }
        | Action::DeclineTopUpAs { .. }
        | Action::DeclineDeposit { .. }
        | Action::DeclineDepositAs { .. }
        | Action::RemoveOwner { .. }
        | Action::RemoveProvider { .. }
        | Action::RemoveSource { .. }
        | Action::StopCoupon { .. }
        | Action::EraseMeYes
        | Action::SwitchProvider { to: Switch::Off, .. } => Some(Style::Danger),
        _ => None,
    }
}

//! The ways in for money: which are open, and the act that opens or closes one.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::as_unknown_button;
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::gateway_label;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::Args;
use crate::domain::deposit::{DepositTab, Gateway, Way};
use crate::flows::deposits::decide;
use crate::flows::{FlowError, Shop, UserError};
use crate::store::deposits::switches;

/// A way in opened or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchGateway {
    /// Which one.
    pub gateway: Gateway,
    /// Whether it is to be open.
    pub is_on: bool,
}

/// Every gateway once, in the order of the settings.
fn gateways(shop: &Shop) -> Vec<&Way> {
    let mut ways: Vec<&Way> = Vec::new();
    for way in &shop.deposits.ways {
        if ways.iter().all(|known| known.gateway != way.gateway) {
            ways.push(way);
        }
    }
    ways
}

/// The list, a button each.
pub async fn list(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let off = switches::list_off(&mut *turn.read_tx().await).await?;
    let ways = gateways(&turn.shop);
    let key = if ways.is_empty() { "admin-gateways-none" } else { "admin-gateways" };
    let mut view = View::new(words.html(key, Args::new()));
    for (place, way) in (0_i64..).zip(ways) {
        let mark = if off.contains(&way.gateway) { "⏸️" } else { "✅" };
        let label = format!("{mark} {}", gateway_label(&words, &turn.shop.deposits, &way.gateway));
        view = view.row([Button::action(label, Action::SwitchGateway { place })]);
    }
    let deposits = Button::action(
        words.word("admin-key-deposits"),
        Action::AdminDeposits { tab: DepositTab::Waiting, page: 0 },
    );
    turn.show(view.row([deposits, menu_button(&words)])).await
}

/// Its button: the card to confirm.
pub async fn begin(turn: OwnerTurn, place: i64) -> Outcome {
    let ways = gateways(&turn.shop);
    let way = usize::try_from(place).ok().and_then(|place| ways.get(place));
    let Some(gateway) = way.map(|way| way.gateway.clone()) else {
        return as_unknown_button(&turn);
    };
    let is_off = switches::list_off(&mut *turn.read_tx().await).await?.contains(&gateway);
    propose(&turn, &SwitchGateway { gateway, is_on: is_off }).await
}

impl StoredAct for SwitchGateway {
    const NAME: &'static str = "SwitchGateway";
}

impl SwitchGateway {
    /// What people call it, as long as it is in the settings.
    fn label(&self, at: &Acting<'_>) -> Result<String, FlowError> {
        let rules = &at.ctx.shop.deposits;
        rules.way_of(&self.gateway).ok_or(UserError::WayClosed)?;
        Ok(gateway_label(at.words, rules, &self.gateway))
    }
}

impl Act for SwitchGateway {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let name = self.label(at)?;
        let key = if self.is_on { "admin-card-gateway-on" } else { "admin-card-gateway-off" };
        Ok(vec![at.words.html(key, Args::new().text("gateway", name))])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let name = self.label(at)?;
        decide::switch(&mut at.ctx, at.actor_id, (&self.gateway, self.is_on)).await?;
        let key = if self.is_on { "admin-done-gateway-on" } else { "admin-done-gateway-off" };
        Ok(Some((key, Args::new().text("gateway", name))))
    }
}

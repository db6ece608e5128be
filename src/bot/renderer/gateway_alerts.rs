//! Alerts about the ways in for money.

use super::alert_parts::{many_args, name_of};
use super::quoted;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::{DepositTab, GatewayFault};
use crate::domain::ids::PersonId;
use crate::notifications::deposits::GatewayAlert;

const NAME_MAX_CHARS: usize = 60;

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &GatewayAlert) -> View {
    match notice {
        GatewayAlert::Fault { gateway, fault } => fault_view(words, &gateway.title(), *fault),
        GatewayAlert::CoinFault { coin, fault } => fault_view(words, coin, *fault),
        GatewayAlert::Doubtful { deposit_id, person, amount, doubt } => {
            let args = Args::new()
                .text("deposit", deposit_id.to_string())
                .text("person", name_of(person))
                .text("id", person.person_id.to_string())
                .text("amount", words.money(*amount))
                .text("doubt", words.word_of("deposit-doubt", doubt.into_str()));
            let look = words.word("admin-key-deposit");
            View::new(words.html("notice-deposit-doubtful", args))
                .row([Button::action(look, Action::AdminDeposit { deposit: *deposit_id })])
                .row([person_button(words, person.person_id)])
        }
        GatewayAlert::Reversed { why, deposit_id, person, amount, owed } => {
            let args = Args::new()
                .text("deposit", deposit_id.to_string())
                .text("person", name_of(person))
                .text("id", person.person_id.to_string())
                .text("amount", words.money(*amount))
                .text("owed", words.money(*owed))
                .text("why", words.word_of("deposit-taken-back", why.into_str()));
            View::new(words.html("notice-deposit-reversed", args))
                .row([person_button(words, person.person_id)])
        }
        GatewayAlert::Large { deposit_id, person, gateway, amount } => {
            let args = Args::new()
                .text("deposit", deposit_id.to_string())
                .text("person", name_of(person))
                .text("id", person.person_id.to_string())
                .text("gateway", quoted(&gateway.title(), NAME_MAX_CHARS))
                .text("amount", words.money(*amount));
            View::new(words.html("notice-deposit-large", args))
                .row([person_button(words, person.person_id)])
        }
        GatewayAlert::Unlisted { gateway, contract, count, person_id } => {
            let args = Args::new()
                .text("gateway", quoted(&gateway.title(), NAME_MAX_CHARS))
                .text("contract", quoted(contract, NAME_MAX_CHARS))
                .count("n", *count)
                .text("n-text", words.number(*count));
            let key = if contract.is_empty() { "notice-unlisted-many" } else { "notice-unlisted" };
            let view = View::new(words.html(key, args));
            view.row(person_id.map(|person_id| person_button(words, person_id)))
        }
        GatewayAlert::Waiting { count } => {
            let list = Action::AdminDeposits { tab: DepositTab::Waiting, page: 0 };
            View::new(words.html("notice-deposits-waiting", many_args(words, *count)))
                .row([Button::action(words.word("admin-key-deposits"), list)])
        }
    }
}

/// What is wrong, with a gateway or a coin by what people call it.
fn fault_view(words: &Words, name: &str, fault: GatewayFault) -> View {
    let args = Args::new()
        .text("gateway", quoted(name, NAME_MAX_CHARS))
        .text("fault", words.word_of("gateway-fault", fault.into_str()));
    View::new(words.html("notice-gateway", args))
}

fn person_button(words: &Words, person: PersonId) -> Button {
    Button::action(words.word("admin-key-person"), Action::Person { person, page: 0 })
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::super::tests::{LANGUAGES, assert_readable, render_for, text_of, units};
    use super::*;
    use crate::domain::deposit::{DepositDoubt, DepositWait, Gateway, Reversal};
    use crate::domain::ids::DepositId;
    use crate::notifications::customers::CustomerNotice;
    use crate::notifications::notice::Who;

    fn alerts() -> Vec<GatewayAlert> {
        let (deposit_id, person_id) = (DepositId::new(7), PersonId::new(5001));
        let person = || Who { person_id, name: "Ann <fast>".to_owned() };
        let (gateway, amount) = (Gateway::Chain("local".to_owned()), units(600));
        let mut alerts = vec![GatewayAlert::Large {
            deposit_id,
            person: person(),
            gateway: gateway.clone(),
            amount,
        }];
        alerts.extend(Reversal::iter().map(|why| {
            let owed = units(1);
            GatewayAlert::Reversed { why, deposit_id, person: person(), amount, owed }
        }));
        alerts.extend(GatewayFault::iter().map(|fault| {
            let gateway = gateway.clone();
            GatewayAlert::Fault { gateway, fault }
        }));
        alerts.extend(DepositWait::iter().map(|wait| {
            let (coin, fault) = ("USDT".to_owned(), wait.fault());
            GatewayAlert::CoinFault { coin, fault }
        }));
        alerts.extend(DepositDoubt::iter().map(|doubt| GatewayAlert::Doubtful {
            deposit_id,
            person: person(),
            amount,
            doubt,
        }));
        for count in [1, 2, 5, 21, 4_000] {
            for contract in ["", "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a0042"] {
                let (gateway, contract) = (gateway.clone(), contract.to_owned());
                let person_id = (!contract.is_empty()).then_some(person_id);
                alerts.push(GatewayAlert::Unlisted { gateway, contract, count, person_id });
            }
        }
        alerts.extend([1, 2, 5, 21].map(|count| GatewayAlert::Waiting { count }));
        alerts
    }

    #[test]
    fn every_alert_of_a_gateway_and_every_wait_reads_well_in_every_language() {
        for language in LANGUAGES {
            for alert in alerts() {
                let what = format!("{language} {alert:?}");
                assert_readable(&text_of(&render_for(1, language, alert)), &what);
            }
            for wait in DepositWait::iter() {
                let (amount, asset) = (units(25), "USDT".to_owned());
                let notice = CustomerNotice::DepositWaits { amount, asset, wait };
                let what = format!("{language} {notice:?}");
                assert_readable(&text_of(&render_for(5001, language, notice)), &what);
            }
        }
    }
}

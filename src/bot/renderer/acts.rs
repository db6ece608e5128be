//! What owners have done, as all of them read it. What strangers wrote appears as one line of code.

use super::alert_parts::{LINE_MAX_CHARS, name_args, name_of, order_button};
use super::{named_line, price_alerts, quoted};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::OrderId;
use crate::domain::referral::Share;
use crate::notifications::acts::{ActNotice, UponPerson};

/// A notice as a message with its buttons.
pub(super) fn view(words: &Words, notice: &ActNotice) -> View {
    match notice {
        ActNotice::UponPerson(act) => upon_person(words, act),
        ActNotice::MarkupSet { actor, before, after, is_reset } => {
            let args = Args::new()
                .text("before", before)
                .text("after", after)
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = if *is_reset { "notice-admin-markup-reset" } else { "notice-admin-markup" };
            View::new(words.html(key, args))
        }
        ActNotice::CouponSet { actor, code, is_stopped } => {
            let args = Args::new()
                .text("code", code)
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key =
                if *is_stopped { "notice-admin-coupon-stopped" } else { "notice-admin-coupon" };
            let open = Action::CouponCard { code: code.clone() };
            let key_open = Button::action(words.word("admin-key-coupon-open"), open);
            View::new(words.html(key, args)).row([key_open])
        }
        ActNotice::ReferralSet { actor, share } => {
            let args =
                Args::new().text("admin", name_of(actor)).text("by", actor.person_id.to_string());
            let lines = [
                words.html("admin-referral", Args::new()),
                share_line(words, *share),
                words.html("notice-admin-referral-by", args),
            ];
            View::new(lines.join("\n"))
        }
        ActNotice::ProviderResumed { actor, provider } => {
            let by = actor.person_id.to_string();
            let args = name_args(provider).text("admin", name_of(actor)).text("by", by);
            View::new(words.html("notice-admin-provider-resumed", args))
        }
        ActNotice::ProviderAct { actor, act, provider, detail } => {
            let args = name_args(provider)
                .text("detail", quoted(detail, LINE_MAX_CHARS))
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = format!("provider-act-{}", act.into_str().replace('_', "-"));
            let by = words.html("provider-act-by", args.clone());
            View::new(format!("{}\n{by}", words.html(&key, args)))
        }
        ActNotice::WordsFiled { actor, provider, words: said, meaning, is_removed } => {
            let args = name_args(provider)
                .text("words", quoted(said, LINE_MAX_CHARS))
                .text("meaning", words.word_of("admin-meaning", meaning.into_str()))
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = if *is_removed { "notice-admin-unfiled" } else { "notice-admin-filed" };
            View::new(words.html(key, args))
        }
        ActNotice::PricesDecided(decided) => price_alerts::decided(words, decided),
        ActNotice::ServiceResumed { actor, service_id, name } => {
            let args = Args::new()
                .text("id", service_id.to_string())
                .text("name", quoted(name, LINE_MAX_CHARS))
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            View::new(words.html("notice-admin-service-resumed", args))
        }
        ActNotice::RateTaken { actor, moved } => {
            let args = price_alerts::rate_args(moved)
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            View::new(words.html("notice-admin-rate-taken", args))
        }
        ActNotice::AskDecided { actor, provider, asks, is_approved } => {
            let args = name_args(provider)
                .text("asks", quoted(asks, LINE_MAX_CHARS))
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            let key = match is_approved {
                true => "notice-admin-ask-approved",
                false => "notice-admin-ask-withdrawn",
            };
            View::new(words.html(key, args))
        }
        ActNotice::OwnerRemoved { actor, person } => {
            let args = Args::new()
                .text("name", name_of(person))
                .text("id", person.person_id.to_string())
                .text("admin", name_of(actor))
                .text("by", actor.person_id.to_string());
            View::new(words.html("notice-admin-owner-removed", args))
        }
        ActNotice::OwnersClaimed { owners } => {
            let list: Vec<String> =
                owners.iter().map(|who| named_line(words, &who.name, who.person_id)).collect();
            let head = words.html("notice-admin-owners-claimed", Args::new());
            let key = Button::action(words.word("admin-key-owners"), Action::Owners);
            View::new(format!("{head}\n{}", list.join("\n"))).row([key])
        }
    }
}

/// What inviting earns.
#[must_use]
pub fn share_line(words: &Words, share: Share) -> String {
    let args = Args::new()
        .text("percent", words.number(share.percent))
        .text("cap", words.money(share.cap));
    let key = match (share.is_on(), share.cap.is_positive()) {
        (false, _) => "admin-referral-off",
        (true, true) => "admin-referral-capped",
        (true, false) => "admin-referral-on",
    };
    words.html(key, args)
}

/// Every owner sees every act upon somebody.
fn upon_person(words: &Words, act: &UponPerson) -> View {
    let UponPerson { act, actor, person, order_id, amount, reason } = act;
    let args = Args::new()
        .text("act", words.word_of("admin-act", act.into()))
        .text("amount", words.money(*amount))
        .text("admin", name_of(actor))
        .text("by", actor.person_id.to_string())
        .text("name", name_of(person))
        .text("person", person.person_id.to_string())
        .text("order", order_id.to_string())
        .text("reason", quoted(reason, LINE_MAX_CHARS));
    let lines = [
        (true, "notice-admin-act"),
        (amount.is_positive(), "notice-admin-act-amount"),
        (order_id.is_some(), "notice-admin-act-order"),
        (true, "notice-admin-act-people"),
        (!reason.is_empty(), "notice-admin-act-reason"),
    ];
    let shown = lines.into_iter().filter(|(is_shown, _)| *is_shown);
    let text: Vec<String> = shown.map(|(_, key)| words.html(key, args.clone())).collect();
    let view = View::new(text.join("\n"));
    if *order_id == OrderId::NONE { view } else { view.row([order_button(*order_id)]) }
}

//! Every notice in every language: a readable text, no argument or key left open, and buttons
//! only where they work.

use rust_decimal::Decimal;
use serde_json::Value;
use strum::IntoEnumIterator as _;

use super::sample_change::change;
use super::*;
use crate::domain::alert::IntakeFault;
use crate::domain::catalog::digest::*;
use crate::domain::catalog::{Field, Flaw, IdSpace, Unread};
use crate::domain::ids::{
    ChatId, MessageId, OrderId, OutboxId, PersonId, ProviderDraftId, TicketId, UpdateId,
};
use crate::domain::journal::{PersonAct, ProviderAct};
use crate::domain::limits::Limits;
use crate::domain::look::Unfetched;
use crate::domain::money::Money;
use crate::domain::order::charge::Margin;
use crate::domain::order::{OrderState, RejectReason, ReportDoubt, UnknownCause};
use crate::domain::pricing::Pricing;
use crate::domain::provider::{AddRefusal, Finding, Form, ProviderFault, Said};
use crate::domain::referral::Share;
use crate::notifications::acts::{ActNotice, UponPerson};
use crate::notifications::cards::{IdCheckCard, IdFacts, NewProviderCard};
use crate::notifications::customers::CustomerNotice;
use crate::notifications::notice::Who;
use crate::notifications::orders::{OrderAlert, Overcharge, SomeOrders};
use crate::notifications::providers::*;
use crate::notifications::shop_alerts::ShopAlert;
use crate::store::id_checks::IdCheck;

pub(super) const LANGUAGES: [&str; 3] = ["en", "ru", "uz"];

pub(super) fn renderer() -> BotRenderer {
    BotRenderer { currency: "USD".to_owned() }
}

/// What one message says to a chat.
pub(super) fn render_for(chat_id: i64, language: &str, notice: impl Into<Notice>) -> String {
    let (chat_id, reply_to) = (ChatId::new(chat_id), MessageId::NONE);
    let reader = Reader { chat_id, language, reply_to };
    renderer().render(&reader, &notice.into()).concat()
}

pub(super) fn units(amount: i64) -> Money {
    Money::from_micros(amount * Money::MICROS_PER_UNIT)
}

pub(super) fn text_of(payload: &str) -> String {
    let payload: Value = serde_json::from_str(payload).unwrap_or_default();
    payload.get("text").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Nothing of the machinery shows: no missing key, no unfilled argument, every tag closed.
pub(super) fn assert_readable(text: &str, what: &str) {
    assert!(text.chars().count() > 8, "{what}: {text}");
    for trace in ["{", "Unknown localization", "notice-", "admin-", "<fast>"] {
        assert!(!text.contains(trace), "{what}: {trace} in {text}");
    }
    for tag in ["b", "code"] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        assert_eq!(text.matches(&open).count(), text.matches(&close).count(), "{what}: {text}");
    }
}

fn customer_notices() -> Vec<CustomerNotice> {
    let reason = "bank & <b>transfer".to_owned();
    let mut notices = vec![
        CustomerNotice::Credited {
            amount: units(5),
            available: units(6),
            reason: reason.clone(),
            has_open_checkout: true,
        },
        CustomerNotice::Debited {
            amount: units(5),
            available: units(0),
            owed: units(2),
            reason: String::new(),
        },
        CustomerNotice::Refunded { order_id: OrderId::new(1001), amount: units(5), reason },
    ];
    let sums = [(0, 0), (4, 4), (10, 10), (2, 4), (0, 4), (6, 10)];
    for state in OrderState::iter() {
        notices.extend(sums.map(|sums| change(state, "", sums)));
    }
    notices
}

/// What a look at a list may come to; the longest texts that a provider can write are among them.
fn looks() -> impl Iterator<Item = SyncReport> {
    let name = "<fast> \u{202e}ünï".repeat(40);
    let edits = vec![
        Edit::Name(name.clone()),
        Edit::Limits(Limits { min: 1, max: i64::MAX }, Limits { min: i64::MAX, max: 1 }),
        Edit::Kind(name.clone(), name.clone()),
        Edit::Pricing(Pricing::PerThousand),
        Edit::Pricing(Pricing::Flat),
        Edit::Category(name.clone()),
        Edit::Details,
    ];
    let group = |line: DigestLine| Group { total: 5_000, first: vec![line; 10] };
    let (before, after) = (Some(units(1_000_000)), Some(units(2_000_000)));
    let plain = DigestLine { name: name.clone(), before, ..DigestLine::default() };
    let moved = DigestLine { name: name.clone(), before, after, ..DigestLine::default() };
    let digest = Digest {
        added: group(plain.clone()),
        restored: group(DigestLine { name: name.clone(), ..DigestLine::default() }),
        hidden: group(plain),
        raised: group(moved.clone()),
        lowered: group(moved),
        changed: group(DigestLine { name, edits, ..DigestLine::default() }),
        unchanged: 7,
        unread: unread_rows(),
    };
    let plain = [SyncOutcome::Currency, SyncOutcome::Off, SyncOutcome::Taken];
    let full = SyncReport { digest, ..SyncReport::refused("alpha", SyncOutcome::Taken) };
    refusals(200)
        .map(SyncOutcome::Refused)
        .into_iter()
        .chain(Unfetched::iter().map(SyncOutcome::Unreachable))
        .chain(plain)
        .map(|outcome| SyncReport::refused("alpha", outcome))
        .chain([full])
}

fn refusals(known: i64) -> [Refusal; 3] {
    let shrunk = |listed| Refusal::Shrunk(Shrunk { known, listed });
    [Refusal::Unreadable, shrunk(0), shrunk(3)]
}

fn unread_rows() -> UnreadRows {
    let row = |place, id: Option<String>| Unread {
        place,
        id,
        field: Field::Rate,
        flaw: Flaw::OtherCurrency,
    };
    let mut first = vec![row(1, Some("<&>".repeat(20))); 9];
    first.push(row(5_000, None));
    UnreadRows { total: 5_000, first }
}

fn owner() -> Who {
    Who { person_id: PersonId::new(1), name: "Olga <b>".to_owned() }
}

/// A provider that is being added: it fits, or each reason why it does not.
fn new_providers() -> impl Iterator<Item = NewProviderCard> {
    let card = NewProviderCard {
        draft_id: ProviderDraftId::new(1),
        name: "panel2".to_owned(),
        host: "new.example".to_owned(),
        currency: "EUR".to_owned(),
        conversion: "1.08".to_owned(),
        balance: "12.5".to_owned(),
        moved_from: Some("old.example".to_owned()),
        open_orders: 3,
        nonce: "0123456789abcdef0123456789abcdef".to_owned(),
        refusal: None,
    };
    let said = Said { text: "No <b>".to_owned(), form: Form::Whole };
    let refusal = AddRefusal::iter().map(move |refusal| Some((refusal, Some(said.clone()))));
    [None]
        .into_iter()
        .chain(refusal)
        .map(move |refusal| NewProviderCard { refusal, ..card.clone() })
}

fn admin_notices() -> Vec<Notice> {
    let (order_id, provider) = (OrderId::new(1001), "alpha".to_owned());
    let mut notices: Vec<Notice> = vec![
        OrderAlert::Review { order_id, reason: UnknownCause::Timeout.into() }.into(),
        OrderAlert::Attention { order_id, reason: ReportDoubt::UnknownStatus.into() }.into(),
        OrderAlert::LateAnswer {
            order_id,
            answer: UnknownCause::ErrorWithOrder.into(),
            provider_order_id: "77".to_owned(),
        }
        .into(),
        OrderAlert::LateAnswer {
            order_id,
            answer: RejectReason::BadLink.into(),
            provider_order_id: String::new(),
        }
        .into(),
        OrderAlert::LateAnswerMany(SomeOrders {
            count: 12,
            order_ids: (1001..1011).map(OrderId::new).collect(),
        })
        .into(),
        OrderAlert::OverchargeMany(SomeOrders {
            count: 12,
            order_ids: (1001..1011).map(OrderId::new).collect(),
        })
        .into(),
        OrderAlert::LateAcceptance {
            order_id,
            provider_order_id: "77".to_owned(),
            loss: units(3),
            was_returned: true,
        }
        .into(),
        OrderAlert::LateAcceptance {
            order_id,
            provider_order_id: "77".to_owned(),
            loss: units(3),
            was_returned: false,
        }
        .into(),
        ProviderAlert::Provider {
            provider: provider.clone(),
            fault: ProviderFault::Question(Finding::Key),
            said: None,
        }
        .into(),
        ProviderAlert::ProviderBack { provider: provider.clone() }.into(),
        ProviderAlert::Moved {
            provider: provider.clone(),
            from: "old.example".to_owned(),
            to: "new.example".to_owned(),
        }
        .into(),
        ProviderAlert::BalanceLow {
            provider: provider.clone(),
            balance: "9.50 USD".to_owned(),
            below: 10,
        }
        .into(),
        ProviderAlert::ReturnsStopped { provider: provider.clone() }.into(),
        ProviderAlert::ProductsNeedKey { provider: provider.clone() }.into(),
        ProviderAlert::ProductAsks { provider: provider.clone(), count: 1 }.into(),
        ProviderAlert::ProductAsks { provider: provider.clone(), count: 5 }.into(),
        ProviderAlert::RowsUnread { provider: provider.clone(), rows: unread_rows() }.into(),
        ShopAlert::UpdateGivenUp { error_id: "ABC234".to_owned(), person_id: PersonId::new(5001) }
            .into(),
        ShopAlert::Undeliverable {
            outbox_id: OutboxId::new(9),
            chat_id: ChatId::new(5001),
            reason: "413: <big>".to_owned(),
        }
        .into(),
        ShopAlert::AdminChatLost.into(),
        ShopAlert::StrangeUpdate { update_id: UpdateId::new(12) }.into(),
        ShopAlert::ClockSet { by_ms: 86_400_000 }.into(),
        ShopAlert::ClockSet { by_ms: -3_600_000 }.into(),
        ShopAlert::ClockFoundBack { by_ms: 7_200_000 }.into(),
        ShopAlert::IntakeConflict { fault: IntakeFault::Conflict }.into(),
        ActNotice::OwnersClaimed { owners: vec![owner()] }.into(),
        ActNotice::OwnerRemoved { actor: owner(), person: owner() }.into(),
        OrderAlert::Stuck { order_ids: (1001..1011).map(OrderId::new).collect() }.into(),
        OrderAlert::AttentionMany {
            count: 12,
            order_ids: (1001..1011).map(OrderId::new).collect(),
        }
        .into(),
        ShopAlert::UpdatesGivenUp {
            count: 2,
            error_ids: vec!["ab12".to_owned(), "cd34".to_owned()],
        }
        .into(),
    ];
    let charged = |margin| -> Notice {
        OrderAlert::Overcharge(Box::new(Overcharge {
            order_id,
            provider: "alpha".to_owned(),
            currency: "<&>".to_owned(),
            expected: Decimal::new(1, 28),
            charge: Decimal::MAX,
            paid: units(3),
            margin,
            is_far: true,
            paused: None,
        }))
        .into()
    };
    notices.extend([Margin::Loss, Margin::Kept, Margin::Unknown].map(charged));
    notices.extend([false, true].map(|is_reset| -> Notice {
        ActNotice::MarkupSet {
            actor: owner(),
            before: "30".to_owned(),
            after: "17.5".to_owned(),
            is_reset,
        }
        .into()
    }));
    for is_stopped in [false, true] {
        let code = "SPRING".to_owned();
        notices.push(ActNotice::CouponSet { actor: owner(), code, is_stopped }.into());
        let share = Share { percent: i64::from(is_stopped), cap: units(20) };
        notices.push(ActNotice::ReferralSet { actor: owner(), share }.into());
    }
    notices.extend(ProviderAct::iter().map(|act| {
        let (provider, detail) = (provider.clone(), "panel.example".to_owned());
        Notice::from(ActNotice::ProviderAct { actor: owner(), act, provider, detail })
    }));
    notices.extend(new_providers().map(Notice::from));
    notices.extend(looks().map(|report| Notice::from(ProviderAlert::Synced(Box::new(report)))));
    let catalog = refusals(5_000).map(|refusal| -> Notice {
        ProviderAlert::CatalogRefused { provider: provider.clone(), refusal }.into()
    });
    notices.extend(catalog);
    for count in [1, 2, 5, 21] {
        notices.push(OrderAlert::ReviewsWaiting { count }.into());
        notices.push(ShopAlert::Audit { violations: count }.into());
        notices.push(
            ShopAlert::TicketsWaiting {
                count,
                ticket_ids: vec![TicketId::new(1), TicketId::new(12)],
            }
            .into(),
        );
    }
    for (act, order_id) in [(PersonAct::Credit, OrderId::NONE), (PersonAct::ReviewReturn, order_id)]
    {
        notices.push(
            ActNotice::UponPerson(UponPerson {
                act,
                actor: owner(),
                person: Who {
                    person_id: PersonId::new(5001),
                    name: "Ann <fast> \u{202e}".to_owned(),
                },
                order_id,
                amount: units(5),
                reason: "gift\n\u{202e}<b>".to_owned(),
            })
            .into(),
        );
    }
    notices
}

#[test]
fn every_notice_reads_well_in_every_language() {
    let customers = customer_notices().into_iter().map(|notice| (5_001, Notice::from(notice)));
    let owners = admin_notices().into_iter().map(|notice| (1, notice));
    for (chat_id, notice) in customers.chain(owners) {
        for language in LANGUAGES {
            let what = format!("{language} {notice:?}");
            assert_readable(&text_of(&render_for(chat_id, language, notice.clone())), &what);
        }
    }
}

#[test]
fn a_partial_delivery_explains_its_sum() {
    let part = text_of(&render_for(1, "en", change(OrderState::Partial, "", (4, 4))));
    let sentence = "Returned $4.00 of $10.00, because 400 of 1,000 were not delivered.";
    assert!(part.contains(sentence), "{part}");
    let mixed = text_of(&render_for(1, "en", change(OrderState::Partial, "", (2, 4))));
    assert!(!mixed.contains("because"), "{mixed}");
    let safe = text_of(&render_for(1, "en", change(OrderState::Review, "timeout", (0, 0))));
    assert!(safe.contains("money is safe"), "{safe}");
}

#[test]
fn every_reason_of_a_refusal_says_what_to_do_next() {
    let reasons = [
        "service_gone",
        "bad_link",
        "quantity_too_low",
        "quantity_too_high",
        "bad_quantity",
        "type_field",
        "too_long",
        "bad_request",
        "price_rose",
        "not_placed",
        "waited_too_long",
        "by_customer",
        "by_admin",
    ];
    for language in LANGUAGES {
        let words = renderer().words(language);
        let other = words.word("reject-other");
        for reason in reasons {
            let notice = change(OrderState::Rejected, reason, (10, 10));
            let text = text_of(&render_for(1, language, notice.clone()));
            assert_readable(&text, reason);
            assert!(!text.contains(&other), "{reason} has no sentence of its own");
        }
        let unclear = change(OrderState::Rejected, "timeout", (10, 10));
        assert!(text_of(&render_for(1, language, unclear.clone())).contains(&other));
    }
}

#[test]
fn a_price_rise_leads_to_the_card_and_a_credit_back_to_the_order() {
    let rise = render_for(1, "en", change(OrderState::Rejected, "price_rose", (10, 10)));
    assert!(rise.contains("\"1:0:v:7:0\""), "{rise}");
    assert!(rise.contains("\"1:0:d:1001\""), "{rise}");
    let credited = |has_open_checkout| {
        let (amount, available, reason) = (units(1), units(1), String::new());
        let notice = CustomerNotice::Credited { amount, available, reason, has_open_checkout };
        render_for(1, "en", notice.clone())
    };
    assert!(credited(true).contains("\"1:0:r\""));
    assert!(!credited(false).contains("reply_markup"));
}

#[test]
fn buttons_of_admins_go_to_private_chats_only() {
    let notice =
        OrderAlert::Review { order_id: OrderId::new(1001), reason: UnknownCause::Reset.into() };
    assert!(render_for(1, "en", notice.clone()).contains("\"1:0:ao:1001\""));
    assert!(!render_for(-100_123, "en", notice.clone()).contains("reply_markup"));
}

#[test]
fn an_id_is_attached_only_after_the_provider_has_told_of_it() {
    let request = IdCheck {
        nonce: "f".repeat(32),
        admin_id: PersonId::new(1),
        order_id: OrderId::new(1001),
        provider: "alpha".to_owned(),
        provider_order_id: "77".to_owned(),
        id_space: IdSpace::Orders,
    };
    let facts = IdFacts {
        status: "In progress\n<b>".to_owned(),
        charge: "1.20".to_owned(),
        currency: "USD".to_owned(),
        start_count: String::new(),
        remains: "5".to_owned(),
    };
    for language in LANGUAGES {
        let card = IdCheckCard { request: request.clone(), facts: Some(facts.clone()) };
        let text = render_for(1, language, card);
        assert!(text.contains(&request.nonce), "{text}");
        assert_readable(&text_of(&text), language);
        assert!(text_of(&text).contains("1.20 USD"), "{text}");
        let silent = IdCheckCard { request: request.clone(), facts: None };
        let silent = render_for(1, language, silent);
        assert!(!silent.contains(&request.nonce), "{silent}");
        assert_readable(&text_of(&silent), language);
    }
}

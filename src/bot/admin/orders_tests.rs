//! What admins do with orders, from what they type or press to the money, on a real database.

use super::fixture::{CUSTOMER, NOW_MS, OWNERS, World, units};
use super::{command, decide, order_card};
use crate::bot::commands::AdminCommand;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::ui::callback::Action;
use crate::domain::ids::{ChatId, OrderId, PersonId};
use crate::domain::money::Money;
use crate::domain::order::UnknownCause;
use crate::domain::order::{OrderState, ReviewChoice, ReviewKind};
use crate::domain::time::Span;
use crate::flows::Ctx;
use crate::flows::orders::review::answer_id_check;
use crate::notifications::cards::IdFacts;
use crate::store::id_checks;
use crate::store::orders::{self, Order, submission};

async fn order(world: &World, order_id: OrderId) -> Order {
    orders::find(&mut *world.tx.lock().await, order_id).await.unwrap().unwrap()
}

async fn to_review(world: &World, order_id: OrderId) {
    let mut tx = world.tx.lock().await;
    let lease = Span { from_ms: NOW_MS, until_ms: NOW_MS + 60_000 };
    let asked = (order_id, "alpha", "order");
    let claimed = submission::claim(&mut tx, asked, lease).await.unwrap().unwrap();
    let kind = ReviewKind::Submission;
    submission::mark_review(&mut tx, &claimed, kind, UnknownCause::Timeout.into(), "77", NOW_MS)
        .await
        .unwrap();
}

/// The text and nonce of what was written last to a chat.
async fn last(world: &World, chat_id: ChatId) -> (String, Option<String>) {
    let messages = world.messages().await;
    let (_, text, nonce) = messages.into_iter().rfind(|(chat, ..)| *chat == chat_id).unwrap();
    assert!(!text.contains("Unknown localization") && !text.contains("{ $"), "{text}");
    (text, nonce)
}

async fn typed(world: &World, person_id: PersonId) -> OwnerTurn {
    world.owner(person_id).await
}

async fn credit(turn: OwnerTurn, text: String) -> Outcome {
    command(turn, AdminCommand::Credit(text)).await
}

async fn debit(turn: OwnerTurn, text: String) -> Outcome {
    command(turn, AdminCommand::Debit(text)).await
}

async fn refund(turn: OwnerTurn, text: String) -> Outcome {
    command(turn, AdminCommand::Refund(text)).await
}

#[tokio::test]
async fn a_refund_of_a_queued_order_shows_before_and_after_and_cancels_it_once() {
    let world = World::new().await;
    let order_id = world.queued_order().await;
    let left = world.available().await;
    refund(typed(&world, PersonId::new(1)).await, format!("#{order_id} 1 too late")).await.unwrap();
    let (text, nonce) = last(&world, ChatId::new(1)).await;
    assert!(nonce.is_none() && text.contains("in full"), "a part of a queued order: {text}");
    refund(typed(&world, PersonId::new(1)).await, format!("#{order_id} never began"))
        .await
        .unwrap();
    let (text, nonce) = last(&world, ChatId::new(1)).await;
    for part in ["Return $1.30", "Person 5001", "$3.70 → <b>$5.00</b>", "never began", "canceled"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(world.available().await, left, "nothing before Confirm");
    world.press(PersonId::new(1), &nonce.unwrap(), NOW_MS).await;
    assert_eq!(world.available().await, units(5));
    assert_eq!(order(&world, order_id).await.state, OrderState::Canceled);
}

#[tokio::test]
async fn only_the_first_decision_of_a_review_counts() {
    let world = World::new().await;
    let order_id = world.queued_order().await;
    to_review(&world, order_id).await;
    command(typed(&world, PersonId::new(1)).await, AdminCommand::Review).await.unwrap();
    assert!(last(&world, ChatId::new(1)).await.0.contains("1 order waits"));
    order_card::show(typed(&world, PersonId::new(1)).await, order_id).await.unwrap();
    let (text, _) = last(&world, ChatId::new(1)).await;
    for part in ["timeout", "$1.00", "<code>77</code>", "alpha", "History", "Telegram views"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let mut pending_actions = Vec::new();
    for (admin, choice) in [(1, ReviewChoice::NotPlaced), (2, ReviewChoice::SendAgain)] {
        decide::begin(typed(&world, PersonId::new(admin)).await, (order_id, choice)).await.unwrap();
        pending_actions.push((admin, last(&world, ChatId::new(admin)).await.1.unwrap()));
    }
    let mut answers = Vec::new();
    for (admin, nonce) in pending_actions {
        answers.push(world.press(PersonId::new(admin), &nonce, NOW_MS).await);
    }
    assert!(answers.first().unwrap().contains("is decided"), "{answers:?}");
    assert!(answers.last().unwrap().contains("by admin 1"), "{answers:?}");
    assert_eq!(order(&world, order_id).await.state, OrderState::Rejected);
    assert_eq!(world.available().await, units(5));
}

#[tokio::test]
async fn an_id_is_attached_after_its_check() {
    let world = World::new().await;
    let order_id = world.queued_order().await;
    to_review(&world, order_id).await;
    let turn = typed(&world, PersonId::new(1)).await;
    decide::begin(turn.clone(), (order_id, ReviewChoice::Placed)).await.unwrap();
    assert_eq!(turn.state(), State::ProviderId { order: order_id });
    decide::provider_id(turn.clone(), order_id, "two words".to_owned()).await.unwrap();
    assert_eq!(turn.state(), State::ProviderId { order: order_id });
    decide::provider_id(turn.clone(), order_id, " 77 ".to_owned()).await.unwrap();
    assert_eq!(turn.state(), State::Idle);
    assert!(
        last(&world, ChatId::new(1)).await.1.is_none(),
        "nothing to confirm before the provider told"
    );
    let request = {
        let mut tx = world.tx.lock().await;
        let mut waiting = id_checks::list(&mut tx, 10).await.unwrap();
        let request = waiting.pop().unwrap();
        let facts = IdFacts {
            status: "In progress".to_owned(),
            charge: "1.00".to_owned(),
            currency: "USD".to_owned(),
            start_count: "10".to_owned(),
            remains: "900".to_owned(),
        };
        for _ in 0..2 {
            let (tx, shop) = (&mut *tx, &world.shop);
            answer_id_check(&mut Ctx { tx, shop, now_ms: NOW_MS }, &request, Some(&facts))
                .await
                .unwrap();
        }
        request
    };
    let (text, nonce) = last(&world, ChatId::new(1)).await;
    assert!(text.contains("1.00 USD") && text.contains("In progress"), "{text}");
    assert_eq!(nonce.as_deref(), Some(request.nonce.as_str()));
    world.press(PersonId::new(1), &request.nonce, NOW_MS).await;
    let order = order(&world, order_id).await;
    assert_eq!((order.state, order.provider_order_id.as_str()), (OrderState::Active, "77"));
}

#[tokio::test]
async fn what_admins_do_does_not_exist_for_others() {
    let world = World::new().await;
    let order_id = world.queued_order().await;
    let before = world.available().await;
    assert!(world.turn(CUSTOMER, NOW_MS, true).await.as_owner().is_none());
    world.types(CUSTOMER, &format!("/credit {CUSTOMER} 5 gift")).await;
    world.types(CUSTOMER, &format!("/refund {order_id} gift")).await;
    world.types(CUSTOMER, "/review").await;
    let mine =
        world.messages().await.into_iter().filter(|(chat, ..)| *chat == ChatId::with(CUSTOMER));
    let answers: Vec<_> = mine.skip(1).map(|(_, text, _)| text).collect();
    assert!(answers.len() == 3 && answers.iter().all(|text| text.contains("understand")));
    let toast = world.tap(CUSTOMER, &Action::AdminOrder { order: order_id }, NOW_MS).await;
    assert!(toast.contains("earlier step"), "{toast}");
    assert_eq!(world.available().await, before);
}

#[tokio::test]
async fn nobody_moves_their_own_money_and_wrong_input_is_explained() {
    let world = World::new().await;
    let [first, _] = OWNERS;
    let cases = [
        (format!("{first} 5 for me"), "another owner"),
        ("404404 5 who".to_owned(), "no such person"),
        ("@ann 5 gift".to_owned(), "123456789"),
        ("5001 12,50 gift".to_owned(), "12.50"),
        ("5001 5".to_owned(), "reason"),
    ];
    for (text, expected) in cases {
        credit(typed(&world, first).await, text).await.unwrap();
        let (answer, nonce) = last(&world, ChatId::with(first)).await;
        assert!(answer.contains(expected) && nonce.is_none(), "{expected}: {answer}");
    }
    debit(typed(&world, first).await, "5001 2.50 taken back".to_owned()).await.unwrap();
    let (card, nonce) = last(&world, ChatId::with(first)).await;
    assert!(card.contains("Debt: $0.00 → <b>$2.50</b>") && nonce.is_some(), "{card}");
    assert_eq!(world.available().await, Money::ZERO);
}

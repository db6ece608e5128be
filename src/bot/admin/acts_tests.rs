//! One-time buttons on a real database: each runs once, for its admin, within its time.

use super::credit::Credit;
use super::fixture::{CUSTOMER, NOW_MS, OWNERS, World, units};
use super::*;
use crate::bot::admin::adjust::ByHand;
use crate::domain::ids::{CheckoutId, FiledId, OrderId, PersonId, ProviderDraftId};
use crate::domain::money::Money;
use crate::domain::order::ReviewChoice;
use crate::domain::provider::Switch;
use crate::flows::Ctx;
use crate::flows::deposits::top_ups;
use crate::flows::tokens::random_token;
use crate::flows::wallet::adjust::CONFIRM_LIFETIME_MS;

fn credit(amount: i64) -> Credit {
    let (amount, reason) = (units(amount), "paid \"by\" bank".to_owned());
    Credit(ByHand { person: CUSTOMER, amount, reason, cause: random_token() })
}

#[tokio::test]
async fn a_button_works_once_and_for_its_admin_only() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(5)).await;
    let old = world.press(CUSTOMER, &nonce, NOW_MS).await;
    assert_eq!(
        world.press(PersonId::new(2), &nonce, NOW_MS).await,
        old,
        "another admin's is an old button"
    );
    assert_eq!(
        world.press(PersonId::new(1), &random_token(), NOW_MS).await,
        old,
        "so is an unknown one"
    );
    assert_eq!(world.available().await, Money::ZERO);
    let done = world.press(PersonId::new(1), &nonce, NOW_MS).await;
    assert!(done.contains("$5.00 given to Person 5001"), "{done}");
    let again = world.press(PersonId::new(1), &nonce, NOW_MS).await;
    assert!(again.contains("already"), "{again}");
    assert_eq!(world.available().await, units(5));
}

#[tokio::test]
async fn two_owners_who_confirm_one_top_up_give_it_once() {
    let world = World::new().await;
    let act = credit(7);
    let (first, second) =
        (world.offer(PersonId::new(1), &act).await, world.offer(PersonId::new(2), &act).await);
    assert!(world.press(PersonId::new(1), &first, NOW_MS).await.contains("given"));
    let before = world.messages().await.len();
    assert!(world.press(PersonId::new(2), &second, NOW_MS).await.contains("already"));
    assert_eq!(world.available().await, units(7));
    assert_eq!(world.messages().await.len(), before, "nobody is told twice");
}

#[tokio::test]
async fn an_expired_button_gives_a_fresh_card_and_no_money() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(7)).await;
    let late = world.press(PersonId::new(1), &nonce, NOW_MS + CONFIRM_LIFETIME_MS).await;
    assert!(late.contains("expired"), "{late}");
    assert_eq!(world.available().await, Money::ZERO);
    assert_eq!(world.messages().await.len(), 1, "the fresh card");
}

#[tokio::test]
async fn a_dropped_card_is_dead() {
    let world = World::new().await;
    let nonce = world.offer(PersonId::new(1), &credit(7)).await;
    drop(world.owner(PersonId::new(1)).await, nonce.clone()).await.unwrap();
    assert!(world.press(PersonId::new(1), &nonce, NOW_MS).await.contains("already"));
    assert_eq!(world.available().await, Money::ZERO);
}

#[tokio::test]
async fn a_top_up_reaches_every_owner_but_not_for_their_own_account() {
    let world = World::new().await;
    let ask = async |person_id| {
        let mut tx = world.tx.lock().await;
        let (checkout_id, service) = (&CheckoutId::new("c0ffee"), "Views");
        let ask = top_ups::TopUpAsk { person_id, checkout_id, service, amount: units(3) };
        top_ups::ask(&mut Ctx { tx: &mut tx, shop: &world.shop, now_ms: NOW_MS }, ask)
            .await
            .unwrap();
    };
    ask(CUSTOMER).await;
    assert_eq!(world.messages().await.len(), 2);
    ask(OWNERS[0]).await;
    assert_eq!(world.messages().await.len(), 3, "the other owner only");
}

#[test]
fn what_earlier_versions_stored_is_read_and_written_alike() {
    fn same<A: StoredAct + PartialEq + std::fmt::Debug>(act: &A, inner: &str) {
        let text = format!("{{\"v\":1,\"act\":{{\"{}\":{inner}}}}}", A::NAME);
        assert_eq!(stored::to_text(act), text);
        let (name, value) = stored::from_text(&text).unwrap();
        assert_eq!((name.as_str(), stored::of::<A>(value).as_ref()), (A::NAME, Some(act)));
        assert_eq!(stored::from_text(&text.replace("\"v\":1", "\"v\":9")), None);
    }
    let person = PersonId::new(5001);
    same(&ban::Ban { person, reason: "spam".to_owned() }, r#"{"person":5001,"reason":"spam"}"#);
    same(&ban::Unban { person, reason: String::new() }, r#"{"person":5001}"#);
    let reason = "a mistake".to_owned();
    same(&ban::Unban { person, reason }, r#"{"person":5001,"reason":"a mistake"}"#);
    let by_hand = ByHand {
        person: PersonId::new(5001),
        amount: units(12),
        reason: "by \"bank\"".to_owned(),
        cause: "c0ffee".to_owned(),
    };
    let inner = r#"{"person":5001,"amount":12000000,"reason":"by \"bank\"","cause":"c0ffee"}"#;
    same(&Credit(by_hand.clone()), inner);
    same(&debit::Debit(by_hand), inner);
    let (amount, reason) = (Money::from_micros(1), "late".to_owned());
    let refund = refund::Refund { order: OrderId::new(1001), amount, is_anyway: true, reason };
    same(&refund, r#"{"order":1001,"amount":1,"is_anyway":true,"reason":"late"}"#);
    let id = Some("77".to_owned());
    let (order, choice) = (OrderId::new(1001), ReviewChoice::Placed);
    let decide = decide::Decide { order, choice, provider_order_id: id };
    same(&decide, r#"{"order":1001,"choice":"p","provider_order_id":"77"}"#);
    same(&owner_remove::RemoveOwner { person: PersonId::new(7) }, r#"{"person":7}"#);
    let resume = resume::Resume { provider: "alpha".to_owned(), since_ms: 5 };
    same(&resume, r#"{"provider":"alpha","since_ms":5}"#);
    let provider = "alpha".to_owned();
    let switch = provider_switch::SwitchProvider { provider, to: Switch::Off };
    same(&switch, r#"{"provider":"alpha","to":"off"}"#);
    let removal = provider_remove::RemoveProvider { provider: "alpha".to_owned() };
    same(&removal, r#"{"provider":"alpha"}"#);
    let [provider, from, to] = ["alpha", "a.example", "b.example"].map(str::to_owned);
    let moved = provider_moved::SameSystem { provider, from, to };
    same(&moved, r#"{"provider":"alpha","from":"a.example","to":"b.example"}"#);
    let draft = ProviderDraftId::new(3);
    same(&provider_add::AddProvider { draft, from: None }, r#"{"draft":3}"#);
    let [provider, words, meaning] = ["alpha", "No", "not_placed"].map(str::to_owned);
    let inner = r#""provider":"alpha","words":"No","meaning":"not_placed"}"#;
    let unfile = filing::Unfile {
        filed: FiledId::new(3),
        provider: provider.clone(),
        words: words.clone(),
        meaning: meaning.clone(),
    };
    same(&unfile, &format!("{{\"filed\":3,{inner}"));
    same(&filing::File { provider, words, meaning }, &format!("{{{inner}"));
    let [before, after] = ["20", "25"].map(str::to_owned);
    let markup = markup::Markup { before, after, is_reset: false };
    same(&markup, r#"{"before":"20","after":"25","is_reset":false}"#);
    assert_eq!(stored::from_text("{}"), None);
    let old = r#"{"person":1,"amount":1,"reason":"","cause":"topup/c0ffee"}"#;
    assert_eq!(stored::of::<Credit>(serde_json::from_str(old).unwrap()), None);
}

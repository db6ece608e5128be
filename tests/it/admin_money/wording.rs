//! What an owner may type: plain amounts, numeric ids, a reason. Whatever else is typed names what
//! would be right and offers nothing to confirm.

use crate::support::World;

/// What is typed behind the command, and what the answer says of it.
const WRONG: [(&str, &str); 33] = [
    ("", "Something is missing"),
    ("5001", "Something is missing"),
    ("5001 -5 gift", "digits and a point, like 12.50"),
    ("5001 +5 gift", "digits and a point, like 12.50"),
    ("5001 −5 gift", "digits and a point, like 12.50"),
    ("5001 1e3 gift", "digits and a point, like 12.50"),
    ("5001 5E-1 gift", "digits and a point, like 12.50"),
    ("5001 12,50 gift", "digits and a point, like 12.50"),
    ("5001 1,000.00 gift", "digits and a point, like 12.50"),
    ("5001 $5 gift", "digits and a point, like 12.50"),
    ("5001 5usd gift", "digits and a point, like 12.50"),
    ("5001 0x10 gift", "digits and a point, like 12.50"),
    ("5001 .5 gift", "digits and a point, like 12.50"),
    ("5001 5. gift", "digits and a point, like 12.50"),
    ("5001 5.0.0 gift", "digits and a point, like 12.50"),
    ("5001 ５ gift", "digits and a point, like 12.50"),
    ("5001 ٥ gift", "digits and a point, like 12.50"),
    ("5001 NaN gift", "digits and a point, like 12.50"),
    ("5001 gift 5", "digits and a point, like 12.50"),
    ("5001 0 gift", "above zero, like 12.50"),
    ("5001 0.000000 gift", "above zero, like 12.50"),
    ("5001 0.0000001 gift", "at most six decimals"),
    ("5001 1000000001 gift", "too large"),
    ("5001 99999999999999999999999 gift", "too large"),
    ("5001 5", "A reason is missing"),
    ("5001 5 \u{200b}\u{202e}", "A reason is missing"),
    ("@alice 5 gift", "numeric ID"),
    ("alice 5 gift", "numeric ID"),
    ("-5001 5 gift", "numeric ID"),
    ("0 5 gift", "numeric ID"),
    ("５００１ 5 gift", "numeric ID"),
    ("99999999999999999999 5 gift", "numeric ID"),
    ("4242 5 gift", "no such person"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_not_plain_is_refused_and_told_what_is_right() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    for command in ["/credit", "/debit"] {
        for (typed, said) in WRONG {
            olga.says(&format!("{command} {typed}")).await;
            olga.expects(said);
            if said != "no such person" {
                olga.expects(&format!("{command} USER AMOUNT REASON"));
                olga.expects(&format!("For example: {command} 123456789 12.50"));
            }
            assert!(!olga.is_offered("Confirm"), "{command} {typed}");
        }
    }
    assert_eq!(world.traces().await, (0, 0, 0));
    assert_eq!(world.count("admin_acts").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_holds_two_hundred_characters_on_one_line() {
    let world = World::new().await;
    let olga = world.owner();
    let alice = world.customer(5_001, "Alice", "0").await;
    olga.says(&format!("/credit 5001 5 {}", "y".repeat(201))).await;
    olga.expects("at most 200 characters");
    olga.does(&format!("/credit 5001 5 {}", "y".repeat(200))).await;
    alice.expects(&"y".repeat(200));
    // Line breaks, marks of direction and markup are a stranger's tricks, also when pasted.
    olga.does("/credit 5001 5 <b>one</b>\n\u{202e}two &amp; three").await;
    alice.expects("<b>one</b> two &amp; three");
    let journal = world.journal().await;
    assert_eq!(journal[1], "9000 credit person 5001: 5.00 USD; <b>one</b> two &amp; three");
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_card_shows_the_name_that_the_id_has_now_as_plain_text() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    let renamed = storefront::sandbox::telegram::Person {
        username: Some("bob".to_owned()),
        ..storefront::sandbox::telegram::Person::named(5_001, "<b>Bob</b>\u{202e}\nBalance: $9")
    };
    world.telegram.add_person(renamed);
    world.telegram.says(5_001, "/balance");
    world.settle().await;
    olga.says("/credit 5001 0.000001 smallest").await;
    olga.expects("Give $0.000001?");
    olga.expects("👤 <b>Bob</b> Balance: $9 · ID 5001");
    olga.taps("Confirm").await;
    assert_eq!(world.wallet(5_001).await.available.micros(), 1);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_largest_amount_can_be_given_and_taken() {
    let world = World::new().await;
    let olga = world.owner();
    world.customer(5_001, "Alice", "0").await;
    olga.does("/credit 5001 1000000000 a very large deposit").await;
    assert!(olga.was_told("$1,000,000,000.00 given to Alice"));
    olga.does("/debit 5001 1000000000.00 and back").await;
    assert_eq!(world.wallet(5_001).await.available.micros(), 0);
    world.audit().await;
}

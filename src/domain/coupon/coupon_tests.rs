//! No coupon makes money, and each refusal is the right one.

use proptest::prelude::*;

use super::*;

fn micros(amount: i64) -> Money {
    Money::from_micros(amount)
}

#[test]
fn a_code_is_read_whatever_its_case() {
    let read = |text: &str| CouponCode::read(text).map(|code| code.to_string());
    assert_eq!(read(" spring-10 "), Some("SPRING-10".to_owned()));
    for junk in ["", "ab", "a b c", "ВЕСНА", "x:y:z", &"x".repeat(21), "a\u{200b}bc"] {
        assert_eq!(read(junk), None, "{junk}");
    }
}

#[test]
fn a_discount_stops_at_the_cost() {
    let priced = Priced { price: micros(1_000), cost: micros(900) };
    let applied = |discount: Discount| discount.applied(priced);
    let whole = Discounted { price: micros(950), off: micros(50), is_cut: false };
    assert_eq!(applied(Discount::Percent(5)), Some(whole));
    let cut = Discounted { price: micros(900), off: micros(100), is_cut: true };
    assert_eq!(applied(Discount::Percent(50)), Some(cut));
    assert_eq!(applied(Discount::Sum(micros(5_000))), Some(cut));
    assert_eq!(Discount::Percent(50).applied(Priced { cost: micros(1_000), ..priced }), None);
    assert_eq!(Discount::Percent(1).applied(Priced { price: micros(9), cost: Money::ZERO }), None);
    // Whole cents from one up, rounded up.
    let odd = Priced { price: micros(1_170_000), cost: Money::ZERO };
    assert_eq!(Discount::Percent(10).applied(odd).map(|it| it.price), Some(micros(1_060_000)));
}

#[test]
fn what_is_kept_is_read_back() {
    for discount in [Discount::Percent(10), Discount::Sum(micros(7))] {
        let (kind, amount) = discount.stored();
        assert_eq!(Discount::of_stored(kind, amount), discount);
    }
    let (category, service) = (CategoryId::new(3), ServiceId::new(12));
    for scope in [Scope::Everything, Scope::Category(category), Scope::Service(service)] {
        let (kind, number) = scope.stored();
        assert_eq!(Scope::of_stored(kind, number), scope);
        assert!(scope.has((category, service)));
    }
    assert!(!Scope::Service(service).has((category, ServiceId::new(13))));
    assert!(!Scope::Category(category).has((CategoryId::new(4), service)));
}

#[test]
fn each_refusal_names_what_is_in_the_way() {
    let conditions = Conditions {
        uses_max: 5,
        person_max: 1,
        from_ms: 100,
        until_ms: 200,
        scope: Scope::Service(ServiceId::new(12)),
        min_order: micros(50),
    };
    let fine = Occasion {
        at_ms: 150,
        price: micros(50),
        of: (CategoryId::new(1), ServiceId::new(12)),
        uses: 4,
        own_uses: 0,
    };
    assert_eq!(conditions.refusal(&fine), None);
    let other = (CategoryId::new(1), ServiceId::new(1));
    for (occasion, refusal) in [
        (Occasion { at_ms: 99, ..fine }, CouponRefusal::NotYet),
        (Occasion { at_ms: 200, ..fine }, CouponRefusal::Over),
        (Occasion { of: other, ..fine }, CouponRefusal::Elsewhere),
        (Occasion { price: micros(49), ..fine }, CouponRefusal::TooSmall { min: micros(50) }),
        (Occasion { own_uses: 1, uses: 5, ..fine }, CouponRefusal::UsedByYou),
        (Occasion { uses: 5, ..fine }, CouponRefusal::UsedUp),
    ] {
        assert_eq!(conditions.refusal(&occasion), Some(refusal));
    }
}

#[test]
fn what_an_owner_types_is_read_strictly() {
    let day = |text: &str| {
        let day = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis()
    };
    let coupon = read("spring 10%", 0).unwrap();
    assert_eq!((coupon.code.as_str(), coupon.discount), ("SPRING", Discount::Percent(10)));
    assert_eq!((coupon.conditions.uses_max, coupon.conditions.person_max), (0, 1));
    let text = "gift 2.50 uses=100 each=0 from=2026-11-01 until=2026-12-31 for=12 min=5";
    let coupon = read(text, day("2026-11-05")).unwrap();
    assert_eq!(coupon.discount, Discount::Sum(micros(2_500_000)));
    let conditions = Conditions {
        uses_max: 100,
        person_max: 0,
        from_ms: day("2026-11-01"),
        until_ms: day("2027-01-01"),
        scope: Scope::Service(ServiceId::new(12)),
        min_order: micros(5_000_000),
    };
    assert_eq!(coupon.conditions, conditions);
    let category = read("x-1 1% for=c3", 0).unwrap().conditions.scope;
    assert_eq!(category, Scope::Category(CategoryId::new(3)));
    let word = |text: &str| TypedError::Word(text.to_owned());
    for (text, error) in [
        ("", TypedError::Incomplete),
        ("spring", TypedError::Incomplete),
        ("a 10%", TypedError::Code),
        ("spring 0%", TypedError::Discount),
        ("spring 101%", TypedError::Discount),
        ("spring -5", TypedError::Discount),
        ("spring 10% uses=0", word("uses=0")),
        ("spring 10% uses=99999999999999999999", word("uses=99999999999999999999")),
        ("spring 10% till=2026-12-31", word("till=2026-12-31")),
        ("spring 10% until=31.12.2026", word("until=31.12.2026")),
        ("spring 10% until=10000-01-01", word("until=10000-01-01")),
        ("spring 10% from=+12026-01-01", word("from=+12026-01-01")),
        ("spring 10% from=2026-12-02 until=2026-12-01", TypedError::Time),
    ] {
        assert_eq!(read(text, 0), Err(error), "{text}");
    }
    assert_eq!(read("spring 10% until=2026-11-01", day("2026-11-02")), Err(TypedError::Time));
}

proptest! {
    #[test]
    fn a_discounted_price_is_between_its_cost_and_what_it_was(
        price in 1_i64..=i64::MAX,
        cost in 0_i64..=i64::MAX,
        percent in 1_i64..=100,
        sum in 1_i64..=i64::MAX,
    ) {
        let priced = Priced { price: micros(price), cost: micros(cost.min(price)) };
        for discount in [Discount::Percent(percent), Discount::Sum(micros(sum))] {
            if let Some(applied) = discount.applied(priced) {
                prop_assert!(applied.price >= priced.cost && applied.price.is_positive());
                prop_assert!(applied.off.is_positive());
                prop_assert_eq!(applied.price.checked_add(applied.off), Some(priced.price));
            }
        }
    }

    #[test]
    fn any_text_is_answered(text in ".{0,200}") {
        let _ = (read(&text, 0), CouponCode::read(&text));
    }
}

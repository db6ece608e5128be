//! A hundred thousand replies that no provider would write, through every decoder: none panics, no
//! order counts as refused without a listed word, no status moves money that nobody wrote, no
//! service makes no sense. What a reply literally says is read by the witness, not by the decoders.

use std::collections::HashSet;

use super::listing;
use crate::domain::catalog::{Change, plan};
use crate::domain::money::Money;
use crate::domain::number::{MAX_QUANTITY, parse_amount, parse_count, parse_decimal};
use crate::domain::order::{OrderSnapshot, OrderState, Remains, ReportEffect, evaluate_report};
use crate::providers::mutation::{Dice, examples, mutate, witness};
use crate::providers::vocabulary::Vocabulary;
use crate::providers::*;
use rust_decimal::prelude::ToPrimitive;
use witness::Member;

const REPLIES: u64 = 100_000;
/// A failing reply says its own seed; with it alone it is made again.
const SEED: u64 = 0x5eed_0009;
const THREADS: u64 = 2;
const STATUSES: [u16; 20] = [
    200, 200, 200, 200, 200, 200, 200, 201, 204, 301, 307, 400, 401, 403, 404, 422, 429, 500, 502,
    503,
];
const ASKED: [&str; 5] = ["1", "10", "100", "123", "456"];
/// More refusals than the documents show, so that mutations begin at words of the table too.
const ERRORS: [&str; 8] = [
    r#"{"error": "Not enough funds"}"#,
    r#"{"error": "Active order with this link exists", "status": "error"}"#,
    r#"{"error": "Bad link"}"#,
    r#"{"error": "Incorrect service ID", "order": null}"#,
    r#"{"status": "error", "error": "Quantity less than minimal 50", "msg": "Sorry"}"#,
    r#"{"error": "Rate limit exceeded. Slow down."}"#,
    r#"{"error": "Incorrect order ID"}"#,
    r#"{"order": 23501, "error": "Bad link"}"#,
];
/// What stands around an answer of some panels.
const AROUND: [(&str, &str); 6] = [
    ("<br />\n<b>Notice</b>:  Undefined index: x in <b>/a.php</b> on line <b>3</b><br />\n", ""),
    ("/* cached */ ", ""),
    ("cb(", ");"),
    ("\u{feff}", "<!-- 0.02 s -->"),
    ("", "1"),
    ("", r#"{"order": 7}"#),
];
/// Forms beside the documents' own.
const FORMS: [&str; 10] = [
    r#"{"data": {"order": 55}}"#,
    r#"{"order_id": 55}"#,
    r#"{"error": [], "order": 55}"#,
    r#"{"error": 0, "order": "55"}"#,
    r#"{"balance": "1,234.50", "currency": "USD"}"#,
    r#"{"balance": "$10.50"}"#,
    r#"{"data": {"balance": "1 234,50"}}"#,
    r#"[{"balance": {"amount": -3.5, "currency": "USD"}}]"#,
    r#"[{"service": 1, "name": "A \ud83d\ude00", "type": "Default", "rate": "1,234.50", "min": null,
        "max": "unlimited"}, {"service": 2, "name": "B", "type": "Default", "rate": "$0.5",
        "min": "10", "max": "10,000"}]"#,
    "12.50",
];

/// One reply; says what it was when a check fails.
struct Case {
    seed: u64,
    status: u16,
    body: String,
    /// The one value in it.
    json: String,
}

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let shown: String = self.body.chars().take(2_000).collect();
            eprintln!("seed {}, HTTP {}: {shown:?}", self.seed, self.status);
        }
    }
}

/// How often each outcome was met: a run that never meets one proves nothing about it.
#[derive(Debug, Default)]
struct Met {
    accepted: usize,
    refused: usize,
    waiting: usize,
    unknown: usize,
    lists: usize,
    services: usize,
    reports: usize,
    returns: usize,
    balances: usize,
}

impl Case {
    fn new(number: u64, examples: &[String]) -> Self {
        let seed = SEED.wrapping_mul(1_000_003).wrapping_add(number);
        let mut dice = Dice::new(seed);
        let status = *dice.pick(&STATUSES);
        let mut body = body::text(mutate(&mut dice, examples));
        if dice.one_in(4) {
            let (before, after) = dice.pick(&AROUND);
            body = body::text(format!("{before}{body}{after}").into_bytes());
        }
        let json = body::value(&body).to_owned();
        Self { seed, status, body, json }
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn goes_everywhere(&self, met: &mut Met) {
        self.is_added(met);
        self.is_listed(met);
        self.is_asked(met);
        self.is_asked_together(met);
        let balance = reading::balance(&Vocabulary::default(), self.status, &self.body);
        if let Ok(balance) = balance {
            met.balances += 1;
            let objects = witness::objects(&self.json, 4);
            let inside = objects.iter().flat_map(|(_, members)| {
                ["balance", "funds", "amount"].map(|name| witness::named(members, name)).concat()
            });
            let is_said =
                |said: &str| parse_amount(&witness::plain(said), "") == Ok(balance.amount);
            assert!(inside.chain([self.json.as_str()]).any(is_said), "nobody said {balance:?}");
            assert!(self.is_success());
        }
    }

    fn is_added(&self, met: &mut Met) {
        let words = Vocabulary::default();
        match submit::read_add(&words, self.status, &self.body, None) {
            SubmitOutcome::Accepted { id } => {
                met.accepted += 1;
                let members = witness::members(&self.json).expect("an id is in an object");
                let said = witness::named(&members, "order");
                assert!(self.is_success() && said.len() == 1 && !id.is_empty());
                let number = parse_decimal(&witness::plain(said[0]));
                assert!(witness::plain(said[0]) == id || number == parse_decimal(&id));
                assert!(witness::named(&members, "error").into_iter().all(is_no_error));
            }
            SubmitOutcome::Unsendable { .. } => unreachable!("an answer was sent"),
            SubmitOutcome::Rejected { .. } => {
                met.refused += 1;
                self.is_a_refusal(&[
                    ErrorClass::Request,
                    ErrorClass::ServiceGone,
                    ErrorClass::Link,
                    ErrorClass::QuantityLow,
                    ErrorClass::QuantityHigh,
                    ErrorClass::Quantity,
                    ErrorClass::TypeField,
                ]);
            }
            SubmitOutcome::NotPlaced { retry_after_ms, .. } => {
                met.waiting += 1;
                assert!((1_000..=3_600_000).contains(&retry_after_ms));
                if self.is_of_nobody() {
                    return;
                }
                self.is_a_refusal(&[
                    ErrorClass::Auth,
                    ErrorClass::Funds,
                    ErrorClass::Rate,
                    ErrorClass::Duplicate,
                ]);
            }
            SubmitOutcome::Unknown { .. } => met.unknown += 1,
        }
    }

    /// Nobody handles an order under such a status, and none is spoken of.
    fn is_of_nobody(&self) -> bool {
        let is_silent = |members: &[Member]| {
            let named = ["order", "Order", "order_id", "orders", "id"]
                .map(|name| witness::named(members, name).into_iter().all(witness::is_blank));
            named.into_iter().all(|is_blank| is_blank)
        };
        let objects = witness::objects(&self.json, 2);
        submit::is_unhandled(self.status) && objects.iter().all(|(_, members)| is_silent(members))
    }

    /// Rule 6: one `error`, a text of these classes; no number of an order; below 500.
    fn is_a_refusal(&self, classes: &[ErrorClass]) {
        assert!(self.status < 500);
        assert!(body::find(&self.body).expect("a refusal is a value").is_alone());
        let members = witness::members(&self.json).expect("a refusal is an object");
        let errors = witness::named(&members, "error");
        assert_eq!(errors.len(), 1);
        let text = witness::text(errors[0]).expect("an error is a text");
        let class = error_table::classify(&text).expect("the table has it");
        assert!(classes.contains(&class), "{class:?}");
        for (_, members) in witness::objects(&self.json, 2) {
            for name in ["order", "Order", "order_id", "orders", "id"] {
                assert!(witness::named(&members, name).into_iter().all(witness::is_blank));
            }
        }
    }

    fn is_listed(&self, met: &mut Met) {
        let words = Vocabulary::default();
        let Ok(listed) = listing::services(&words, self.status, &self.body) else { return };
        assert!(self.is_success());
        met.lists += 1;
        met.services += listed.rows.len();
        let objects = witness::objects(&self.json, 4);
        for row in &listed.rows {
            let id = row.provider_service_id.as_str();
            assert!((1..=64).contains(&id.len()) && id != "0");
            assert!(row.rate > Decimal::ZERO && row.min >= 0 && row.min <= row.max && row.max > 0);
            assert!((1..=200).contains(&row.name.chars().count()));
            assert!(!row.name.contains(char::is_control) && row.category.chars().count() <= 120);
            assert!(!row.is_sellable() || row.kind.limits(row.listed_limits()).min >= 1);
            let is_said = |(_, members): &(String, Vec<Member>)| {
                let says = |name: &str, number: Decimal| {
                    let said = witness::named(members, name);
                    said.len() == 1 && parse_amount(&witness::plain(said[0]), "") == Ok(number)
                };
                let counts = |name: &str, number: i64, bound: i64| {
                    let said = witness::named(members, name);
                    let count = said.first().and_then(|said| parse_count(&witness::plain(said)));
                    said.len() <= 1 && (number == bound || count == Some(number.into()))
                };
                says("rate", row.rate)
                    && counts("min", row.min, 1)
                    && counts("max", row.max, MAX_QUANTITY)
            };
            assert!(objects.iter().any(is_said), "nobody listed {row:?}");
        }
        // Of two rows with one id at most one becomes a service.
        let Ok(changes) = plan(&[], &listed) else { return };
        let mut ids = HashSet::new();
        for change in changes {
            let Change::Add(row) = change else { panic!("{change:?}") };
            assert!(ids.insert(row.provider_service_id.as_str()));
        }
    }

    fn is_asked(&self, met: &mut Met) {
        let words = Vocabulary::default();
        for asked in ["1", "456"] {
            if let Ok(Row::Report(report)) = reading::status(&words, self.status, &self.body, asked)
            {
                self.is_reported(asked, &report, met);
            }
        }
    }

    fn is_asked_together(&self, met: &mut Met) {
        let asked = ASKED.map(str::to_owned);
        let words = Vocabulary::default();
        let batch = reading::statuses(&words, self.status, &self.body, &asked);
        let Ok(batch) = batch else { return };
        assert!(self.is_success());
        assert!(batch.by_id || batch.rows.is_empty(), "a list without ids has no rows");
        for (id, row) in &batch.rows {
            assert!(asked.contains(id));
            if let Row::Report(report) = row {
                self.is_reported(id, report, met);
                let objects = witness::objects(&self.json, 3);
                let is_named = |(name, members): &(String, Vec<Member>)| {
                    let own = ["order", "id"].map(|own| witness::named(members, own)).concat();
                    let mut own = own.into_iter().map(|own| parse_decimal(&witness::plain(own)));
                    name == id || own.any(|own| own.is_some() && own == parse_decimal(id))
                };
                assert!(objects.iter().any(is_named), "nobody named {id}");
            }
        }
    }

    /// Some object of the reply says this about this order, says it once, and complains of nothing.
    fn is_reported(&self, asked: &str, report: &Report, met: &mut Met) {
        assert!(self.is_success());
        met.reports += 1;
        let is_said = |(_, members): &(String, Vec<Member>)| {
            let status = witness::named(members, "status");
            let order = witness::named(members, "order");
            let remains = witness::named(members, "remains");
            status.len() == 1
                && same_word(status[0], &report.raw_status)
                && witness::named(members, "error").into_iter().all(is_no_error)
                && order.iter().all(|own| witness::is_blank(own) || same_number(own, asked))
                && same_remains(&remains, report.remains)
        };
        let objects = witness::objects(&self.json, 3);
        assert!(objects.iter().any(is_said), "nobody said {report:?} of {asked}");
        let paid = Money::parse_plain("1").expect("an amount");
        let (state, billed_quantity) = (OrderState::Active, 1_000);
        let snapshot = OrderSnapshot { state, paid, returned: Money::ZERO, billed_quantity };
        if let ReportEffect::Final { return_now, target, .. } = evaluate_report(&snapshot, report) {
            assert!(return_now >= Money::ZERO && return_now <= paid && target <= paid);
            met.returns += usize::from(!return_now.is_zero());
        }
    }
}

/// Nothing, or an empty list, object or number.
fn is_no_error(value: &str) -> bool {
    let bare: String = value.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_zero = || parse_decimal(&witness::plain(value)).is_some_and(|number| number.is_zero());
    witness::is_blank(value) || bare == "[]" || bare == "{}" || is_zero()
}

fn same_word(value: &str, raw_status: &str) -> bool {
    let Some(text) = witness::text(value) else { return false };
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    !text.is_empty() && text == raw_status
}

fn same_number(value: &str, asked: &str) -> bool {
    let said = witness::plain(value);
    said == asked || parse_decimal(&said).is_some_and(|said| parse_decimal(asked) == Some(said))
}

fn same_remains(said: &[&str], remains: Remains) -> bool {
    let number = said.first().and_then(|said| parse_decimal(&witness::plain(said)));
    match (said, remains) {
        ([] | ["null"], Remains::Absent) => true,
        ([blank], Remains::Absent) => witness::is_blank(blank) && *blank != "false",
        ([_], Remains::Count(count)) => number == Some(count.into()),
        ([_], Remains::Unreadable) => {
            number.is_none_or(|n| !n.is_integer() || n.to_i64().is_none())
        }
        _ => false,
    }
}

fn run(examples: &[String], first: u64, count: u64) -> Met {
    let mut met = Met::default();
    for number in first..first + count {
        Case::new(number, examples).goes_everywhere(&mut met);
    }
    met
}

fn run_all(examples: &[String], count: u64) -> Vec<Met> {
    let share = count / THREADS;
    std::thread::scope(|scope| {
        let lanes =
            (0..THREADS).map(|lane| scope.spawn(move || run(examples, lane * share, share)));
        let lanes: Vec<_> = lanes.collect();
        lanes.into_iter().map(|lane| lane.join().expect("every reply is read")).collect()
    })
}

#[test]
fn p09_a_hundred_thousand_mutated_replies_panic_nowhere_and_prove_only_what_they_say() {
    let names = ["services", "status", "statuses", "add", "balance", "error", "refill", "refills"];
    let more = ["refill_status", "refill_statuses", "cancel", "product_order_status"];
    let mut all = examples(&[&names[..], &more[..]].concat());
    // Half of the replies begin at an answer to `add`, which has the most to lose.
    for _ in 0..4 {
        all.extend(examples(&["add"]));
        all.extend(ERRORS.map(str::to_owned));
    }
    for _ in 0..4 {
        all.extend(FORMS.map(str::to_owned));
    }
    let lanes = run_all(&all, REPLIES);
    let met = |of: fn(&Met) -> usize| lanes.iter().map(of).sum::<usize>();
    let counts = [
        met(|met| met.accepted),
        met(|met| met.refused),
        met(|met| met.waiting),
        met(|met| met.unknown),
        met(|met| met.lists),
        met(|met| met.services),
        met(|met| met.reports),
        met(|met| met.returns),
        met(|met| met.balances),
    ];
    assert!(counts.iter().all(|count| *count > 400), "too seldom met: {counts:?}");
}

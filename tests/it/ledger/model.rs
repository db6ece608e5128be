//! P5: random use cases beside a small model of what they ought to do to a wallet.

use std::collections::BTreeMap;

use crate::support::World;
use crate::support::flowing::report;
use crate::support::world::OWNER;
use rand::rngs::StdRng;
use rand::seq::IteratorRandom;
use rand::{RngExt, SeedableRng};
use storefront::clock::HOUR_MS;
use storefront::domain::ledger::Wallet;
use storefront::domain::money::Money;
use storefront::domain::order::OrderState;
use storefront::flows::orders::place_order::Placed;
use storefront::flows::orders::review::Decision;
use storefront::flows::{FlowError, UserError};

use super::quiet_shop;

const STEPS: usize = 400;
const PEOPLE: [i64; 3] = [5_001, 5_002, 5_003];

/// A wallet in micro-units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Purse {
    available: i64,
    held: i64,
    owed: i64,
}

impl Purse {
    fn gains(&mut self, amount: i64) {
        let repaid = amount.min(self.owed);
        self.owed -= repaid;
        self.available += amount - repaid;
    }

    fn loses(&mut self, amount: i64) {
        let paid = amount.min(self.available);
        self.available -= paid;
        self.owed += amount - paid;
    }

    fn as_wallet(self) -> Wallet {
        let [available, held, owed] =
            [self.available, self.held, self.owed].map(Money::from_micros);
        Wallet { available, bonus: Money::ZERO, held, owed }
    }
}

/// Up to whole cents from 1 up, to four digits below.
const fn as_shown(micros: i64) -> i64 {
    let step = match micros {
        1_000_000.. => 10_000,
        100_000.. => 100,
        _ => 10,
    };
    (micros + step - 1) / step * step
}

/// An order: whose, its price, what came back, and whether the rest is earned.
#[derive(Debug, Clone, Copy)]
struct Deal {
    person_id: i64,
    quantity: i64,
    price: i64,
    returned: i64,
    is_over: bool,
}

#[derive(Default)]
struct Model {
    purses: BTreeMap<i64, Purse>,
    deals: BTreeMap<i64, Deal>,
}

impl Model {
    fn purse(&mut self, person_id: i64) -> &mut Purse {
        self.purses.entry(person_id).or_default()
    }

    fn buys(&mut self, order_id: i64, deal: Deal) {
        let purse = self.purse(deal.person_id);
        purse.available -= deal.price;
        purse.held += deal.price;
        self.deals.insert(order_id, deal);
    }

    /// So much has come back in all, and the rest is earned if the order is over.
    fn reaches(&mut self, order_id: i64, total: i64, is_over: bool) {
        let mut deal = self.deals[&order_id];
        let now = (total - deal.returned).max(0);
        let (was_over, kept) = (deal.is_over, deal.price - deal.returned);
        deal.returned += now;
        deal.is_over |= is_over;
        self.deals.insert(order_id, deal);
        let purse = self.purse(deal.person_id);
        match (was_over, is_over) {
            (true, _) => {}
            (false, true) => purse.held -= kept,
            (false, false) => purse.held -= now,
        }
        purse.gains(now);
    }
}

struct Play {
    world: World,
    model: Model,
    random: StdRng,
    step: usize,
}

impl Play {
    fn person(&mut self) -> i64 {
        PEOPLE[self.random.random_range(0..PEOPLE.len())]
    }

    fn any_order(&mut self) -> Option<(i64, Deal)> {
        let chosen = self.model.deals.iter().choose(&mut self.random);
        chosen.map(|(order_id, deal)| (*order_id, *deal))
    }

    async fn steps(&mut self) {
        match self.random.random_range(0..10) {
            0 | 1 => self.adjusts().await,
            2..=4 => self.buys().await,
            5 => self.submits().await,
            6 => self.refunds().await,
            7 => self.cancels().await,
            _ => self.hears().await,
        }
    }

    async fn adjusts(&mut self) {
        let (person_id, is_credit) = (self.person(), self.random.random_ratio(3, 5));
        let micros = self.random.random_range(1..=8_000_000);
        let (cause, amount) = (format!("step{}", self.step), Money::from_micros(micros));
        assert!(self.world.adjusts(is_credit, &cause, person_id, amount).await);
        assert!(!self.world.adjusts(is_credit, &cause, person_id, amount).await);
        let purse = self.model.purse(person_id);
        if is_credit { purse.gains(micros) } else { purse.loses(micros) }
    }

    async fn buys(&mut self) {
        let (person_id, quantity) = (self.person(), self.random.random_range(50..3_000));
        let link = format!("https://instagram.com/step{}", self.step);
        let placed = self.world.tries_to_buy(person_id, &link, quantity).await;
        // 0.9 × 1.3 for a thousand is 1,170 micro-units for one.
        let (price, purse) = (as_shown(quantity * 1_170), *self.model.purse(person_id));
        match placed {
            Ok(Placed::New { order_id }) => {
                let deal = Deal { person_id, quantity, price, returned: 0, is_over: false };
                self.model.buys(order_id.get(), deal);
                assert!(purse.owed == 0 && purse.available >= price, "{purse:?}");
            }
            Ok(Placed::Short { missing }) => {
                assert_eq!(missing.micros(), price - purse.available);
            }
            Err(FlowError::User(UserError::Owes(owed))) => {
                assert_eq!(owed.micros(), purse.owed);
            }
            other => panic!("{other:?}"),
        }
    }

    async fn submits(&mut self) {
        let Some((order_id, _)) = self.any_order() else { return };
        let Some(claimed) = self.world.claims(order_id).await else { return };
        if self.random.random_ratio(3, 4) {
            return self.world.accepts(&claimed.order, &order_id.to_string()).await;
        }
        self.world.loses_sight(&claimed.order, "timeout").await;
        let decision = match self.random.random_range(0..3) {
            0 => Decision::SendAgain,
            1 => Decision::Placed { provider_order_id: order_id.to_string() },
            _ => Decision::NotPlaced,
        };
        self.world.decides(OWNER, order_id, &decision).await.unwrap();
        if decision == Decision::NotPlaced {
            self.model.reaches(order_id, self.model.deals[&order_id].price, true);
        }
    }

    async fn refunds(&mut self) {
        let Some((order_id, deal)) = self.any_order() else { return };
        let left = deal.price - deal.returned;
        let part = self.random.random_range(1..=deal.price);
        let amount = self.random.random_bool(0.7).then(|| Money::from_micros(part));
        let is_queued = self.world.order(order_id).await.state == OrderState::Queued;
        match self.world.refunds(OWNER, order_id, amount).await {
            Ok(returned) => {
                let micros = returned.micros();
                assert!(micros <= left && micros == amount.map_or(left, Money::micros));
                self.model.reaches(order_id, deal.returned + micros, is_queued);
            }
            Err(FlowError::User(UserError::RefundTooMuch { left: told })) => {
                assert_eq!(told.micros(), left);
                assert!(left > 0 && part > left);
            }
            Err(FlowError::User(UserError::FullyRefunded)) => assert_eq!(left, 0),
            Err(FlowError::User(UserError::RefundWhole)) => assert!(is_queued && part != left),
            other => panic!("{other:?}"),
        }
    }

    async fn cancels(&mut self) {
        let Some((order_id, deal)) = self.any_order() else { return };
        if self.world.cancels(deal.person_id, order_id).await.is_ok() {
            self.model.reaches(order_id, deal.price, true);
        }
    }

    async fn hears(&mut self) {
        let Some((order_id, deal)) = self.any_order() else { return };
        let order = self.world.order(order_id).await;
        let remains = self.random.random_range(1..=deal.quantity);
        let share = i128::from(deal.price) * i128::from(remains) / i128::from(deal.quantity);
        let share = i64::try_from(share).unwrap();
        let (told, target) = match self.random.random_range(0..4) {
            0 => (report("Completed", Some(0)), deal.returned),
            1 => (report("Canceled", None), deal.price),
            2 => (report("Canceled", Some(remains)), share),
            _ => (report("Partial", Some(remains)), share),
        };
        self.world.hears(order_id, &told).await;
        let is_heard = order.state == OrderState::Active
            || (order.state.is_final() && order.state != OrderState::Rejected);
        if is_heard {
            self.model.reaches(order_id, target.max(deal.returned), true);
        }
    }

    async fn compares(&mut self) {
        for person_id in PEOPLE {
            let expected = self.model.purse(person_id).as_wallet();
            let step = self.step;
            assert_eq!(self.world.wallet(person_id).await, expected, "{person_id} at {step}");
        }
        if self.step.is_multiple_of(20) {
            assert_eq!(self.world.violations().await, Vec::<String>::new());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p05_random_use_cases_do_to_wallets_what_a_small_model_says() {
    for seed in 0..2 {
        let world = quiet_shop().await;
        for person_id in PEOPLE {
            world.give(person_id, "5").await;
        }
        let mut play =
            Play { world, model: Model::default(), random: StdRng::seed_from_u64(seed), step: 0 };
        for person_id in PEOPLE {
            play.model.purse(person_id).gains(5_000_000);
        }
        for step in 0..STEPS {
            play.step = step;
            // An hour later the provider's allowance of returns is whole again.
            play.world.advance_ms(HOUR_MS);
            play.steps().await;
            play.compares().await;
        }
        let world = play.world;
        assert_eq!(world.number("COALESCE(SUM(amount), 0) FROM postings").await, 0);
        assert!(world.count("orders WHERE is_settled = 1").await > 20);
        assert!(world.count("entries WHERE kind = 'repayment'").await > 0);
        world.audit().await;
    }
}

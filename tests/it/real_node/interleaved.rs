//! Payments, blocks, reorganisations, restarts of the shop and hosts that are behind, in any order:
//! in the end what was credited is what the network has.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt, SeedableRng};
use storefront::domain::deposit::Family;

use super::contracts::{Kept, Sent, reorganise, send_again};
use super::network::{ALICE, BOB, Network};
use super::proxy::{Lag, Mood, Which};
use crate::support::World;
use crate::support::cashier::CONFIRMATIONS;

/// Steps of one story.
const STEPS: u32 = 26;
/// The deepest reorganisation, deeper than a payment must be.
const DEPTH_MAX: u64 = 2 * CONFIRMATIONS;

/// What may happen.
#[derive(Debug, Clone, Copy)]
enum Step {
    Pay,
    Mine,
    Look,
    Reorganise,
    Resend,
    Restart,
    Lag,
}

/// Each with how likely it is.
const WEIGHTS: [(Step, u32); 7] = [
    (Step::Pay, 4),
    (Step::Mine, 4),
    (Step::Look, 4),
    (Step::Reorganise, 4),
    (Step::Resend, 1),
    (Step::Restart, 1),
    (Step::Lag, 1),
];

struct Story {
    network: Network,
    world: World,
    addresses: Vec<String>,
    random: StdRng,
    sent: Vec<Sent>,
    dropped: Vec<Sent>,
    /// Below this nothing is replaced.
    floor: u64,
}

impl Story {
    async fn begin(seed: u64) -> Option<Self> {
        let family = if seed.is_multiple_of(2) { Family::Evm } else { Family::Tron };
        let network = Network::behind_proxy(family).await?;
        let world = network.opens().await;
        network.asks(&world, ALICE, "10").await;
        network.asks(&world, BOB, "10").await;
        let addresses = network.addresses(&world).await;
        let floor = network.node.head().await;
        if !seed.is_multiple_of(3) {
            network.proxy().set_mood(Mood::Sometimes);
        }
        let random = StdRng::seed_from_u64(seed);
        let (sent, dropped) = (Vec::new(), Vec::new());
        Some(Self { network, world, addresses, random, sent, dropped, floor })
    }

    async fn takes(&mut self, step: Step) {
        match step {
            Step::Pay => {
                let to = self.addresses.choose(&mut self.random).unwrap().clone();
                let count = self.random.random_range(1..=2);
                let amounts: Vec<u64> =
                    (0..count).map(|_| self.random.random_range(1..=130)).collect();
                self.sent.push(self.network.pays(&to, &amounts).await);
            }
            Step::Mine => self.network.mine(self.random.random_range(1..=3)).await,
            Step::Look => self.world.follows_chains().await,
            Step::Reorganise => self.reorganises().await,
            Step::Resend => {
                if let Some(sent) = self.dropped.pop() {
                    send_again(&self.network.node, &sent).await;
                    self.sent.push(sent);
                }
            }
            Step::Restart => self.network.reopens(&mut self.world).await,
            Step::Lag => {
                let mut blocks = || self.random.random_range(0..=3);
                let lag = Lag { blocks: blocks(), logs: blocks() };
                let which = if lag.blocks > 1 { Which::First } else { Which::Second };
                self.network.proxy().set_lag(which, lag);
            }
        }
        self.world.advance_ms(5_000);
    }

    /// Replaces some of the newest blocks; a third of what was in them is included again.
    async fn reorganises(&mut self) {
        let new = self.network.node.head().await - self.floor;
        if new == 0 {
            return;
        }
        let most = new.min(DEPTH_MAX);
        // As deep as can be as often as not.
        let depth = self.random.random_range(1..=2 * most).min(most);
        let from = self.network.node.head().await - depth;
        let mut inside = Vec::new();
        for sent in &self.sent {
            let receipt = super::contracts::receipt(&self.network.node, sent).await;
            let is_inside =
                !receipt.is_null() && super::node::number(&receipt["blockNumber"]) > from;
            if is_inside {
                inside.push(sent.clone());
            }
        }
        let (kept, dropped): (Vec<Sent>, Vec<Sent>) =
            inside.into_iter().partition(|_| self.random.random_ratio(1, 3));
        let random = &mut self.random;
        let pairs: Vec<Kept<'_>> =
            kept.iter().map(|sent| Kept { sent, offset: random.random_range(0..depth) }).collect();
        reorganise(&self.network.node, depth, &pairs).await;
        self.sent.retain(|sent| !dropped.iter().any(|other| other.hash == sent.hash));
        self.dropped.extend(dropped);
    }

    /// All is well again, and time enough passes for everything to be decided: what became of each
    /// transfer that was seen.
    async fn ends(self) -> Vec<String> {
        let Self { network, world, .. } = self;
        network.proxy().set_mood(Mood::Calm);
        for which in [Which::First, Which::Second] {
            network.proxy().set_lag(which, Lag::default());
        }
        network.mine(1).await;
        network.follows(&world).await;
        network.mine(CONFIRMATIONS).await;
        network.follows(&world).await;
        world.advance_ms(601_000);
        network.follows(&world).await;
        let states = world.rows("state FROM deposits").await;
        network.ends(world).await;
        states
    }
}

/// What became of the transfers of one story; `None` without a node.
async fn tells(seed: u64) -> Option<Vec<String>> {
    let mut story = Story::begin(seed).await?;
    let mut steps = Vec::new();
    for number in 0..STEPS {
        let (step, _) = *WEIGHTS.choose_weighted(&mut story.random, |(_, weight)| *weight).unwrap();
        steps.push(step);
        story.takes(step).await;
        // A shop looks more often than a chain makes many blocks.
        if number % 3 == 2 {
            story.takes(Step::Look).await;
        }
    }
    println!("seed {seed}: {steps:?}");
    Some(story.ends().await)
}

/// Every story ends with each transfer decided, and all together with each way it can be.
async fn tell_all(seeds: impl Iterator<Item = u64>) {
    let mut states = Vec::new();
    for seed in seeds {
        let Some(own) = tells(seed).await else { return };
        states.extend(own);
    }
    let count = |state: &str| states.iter().filter(|own| *own == state).count();
    let [credited, orphaned, reversed] = ["credited", "orphaned", "reversed"].map(count);
    println!("{credited} credited, {orphaned} dropped, {reversed} taken back");
    assert!(credited > 0 && orphaned > 0 && reversed > 0, "{states:?}");
    assert_eq!(credited + orphaned + reversed, states.len(), "{states:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p04_p06_what_is_credited_is_what_the_network_has_after_any_story_of_ethereums_kind() {
    tell_all((0..20).step_by(2)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p04_p06_what_is_credited_is_what_the_network_has_after_any_story_of_trons_kind() {
    tell_all((1..20).step_by(2)).await;
}

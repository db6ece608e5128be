//! A network with its node, its tokens and, where it is TRON's, its proxy; and a shop that takes
//! deposits on it.

use std::sync::Arc;

use storefront::domain::deposit::Family;
use storefront::domain::money::Money;
use storefront::payments::chain::{Address, ChainClient, Limits};
use storefront::workers::gateways::{Chain, Failures, SettingsCheck};

use super::contracts::{Account, Contracts, Sent, Share};
use super::node::{self, Node};
use super::proxy::{Mood, Proxy};
use crate::support::cashier::{CONFIRMATIONS, XPUB};
use crate::support::{World, WorldOptions, money};

/// The id of TRON's network.
const TRON_ID: u64 = 728_126_428;
const EVM_ID: u64 = 31_337;
/// The account key of the well-known test words on TRON.
const TRON_XPUB: &str = "xpub6BuRy7ZmkGfP2RWhoor1kWB1w9DvrtmJbFBvnC1bQ4SB5NbCHTyQYCJSXZtxDbFyHTmC7wkU2he3nYYdpZ3Vf6qUAkXSnL6RPif4BDtDEKr";

pub const ALICE: i64 = 5_001;
pub const BOB: i64 = 5_002;

pub struct Network {
    pub family: Family,
    pub node: Node,
    pub contracts: Contracts,
    /// What the shop speaks with, where it is not the node itself.
    pub proxy: Option<Proxy>,
}

impl Network {
    /// One of Ethereum's kind as it is; one of TRON's behind a proxy that fails now and then.
    pub async fn start(family: Family) -> Option<Self> {
        let mut network = Self::bare(family).await?;
        if family == Family::Tron {
            network.proxy = Some(Proxy::start(&network.node.url()).await);
            network.proxy().set_mood(Mood::Sometimes);
        }
        Some(network)
    }

    /// One behind a proxy that does nothing yet.
    pub async fn behind_proxy(family: Family) -> Option<Self> {
        let mut network = Self::bare(family).await?;
        network.proxy = Some(Proxy::start(&network.node.url()).await);
        Some(network)
    }

    async fn bare(family: Family) -> Option<Self> {
        let program = node::program()?;
        let chain_id = if family == Family::Tron { TRON_ID } else { EVM_ID };
        let node = Node::start(program, chain_id).await;
        let contracts = Contracts::deploy(&node).await;
        Some(Self { family, node, contracts, proxy: None })
    }

    pub fn proxy(&self) -> &Proxy {
        self.proxy.as_ref().expect("a proxy")
    }

    fn vars(&self) -> Vec<(&'static str, String)> {
        let usdt = Address::parse_contract(self.family, &self.contracts.usdt).unwrap();
        let (kind, chain_id, xpub) = match self.family {
            Family::Evm => ("evm", EVM_ID, XPUB),
            Family::Tron => ("tron", TRON_ID, TRON_XPUB),
        };
        let urls = self.proxy.as_ref().map(|proxy| proxy.urls().join(","));
        vec![
            ("CHAIN_LOCAL_KIND", kind.to_owned()),
            ("CHAIN_LOCAL_RPC", urls.unwrap_or_else(|| self.node.url())),
            ("CHAIN_LOCAL_CHAIN_ID", chain_id.to_string()),
            ("CHAIN_LOCAL_XPUB", xpub.to_owned()),
            ("CHAIN_LOCAL_TOKENS", format!("USDT:{}:6:1.00", usdt.text(self.family))),
            ("CHAIN_LOCAL_CONFIRMATIONS", CONFIRMATIONS.to_string()),
            ("CHAIN_LOCAL_DAILY_ALONE", "100000".to_owned()),
            ("DEPOSIT_BONUS", "20:5,100:10".to_owned()),
        ]
    }

    /// A shop that has looked at the network once.
    pub async fn opens(&self) -> World {
        let (vars, is_synced) = (self.vars(), false);
        let options = WorldOptions { vars, is_synced, ..WorldOptions::default() };
        let mut world = World::with(options).await;
        leaves_nobody_alone(&mut world, Limits::default());
        self.follows(&world).await;
        world
    }

    /// The shop ends, and begins anew on what it has kept.
    pub async fn reopens(&self, world: &mut World) {
        world.restart(&self.vars()).await;
        leaves_nobody_alone(world, Limits::default());
    }

    /// Looks at the network as often as a node that fails now and then makes necessary.
    pub async fn follows(&self, world: &World) {
        let looks = if self.proxy.is_some() { 3 } else { 2 };
        for _ in 0..looks {
            world.follows_chains().await;
        }
    }

    /// Somebody asks to pay in and is given an address, which the node knows by this text.
    pub async fn asks(&self, world: &World, person: i64, sum: &str) -> Account {
        let name = if person == ALICE { "Alice" } else { "Bob" };
        let actor = world.customer(person, name, "0").await;
        actor.deposits(sum).await;
        self.follows(world).await;
        self.newest_address(world).await
    }

    /// The address that was given last.
    pub async fn newest_address(&self, world: &World) -> Account {
        self.addresses(world).await.pop().expect("an address")
    }

    pub async fn addresses(&self, world: &World) -> Vec<Account> {
        let texts = world.rows("address FROM deposit_addresses ORDER BY place").await;
        let hex = |text: &String| Address::parse(self.family, text).unwrap().hex();
        texts.iter().map(hex).collect()
    }

    /// Pays whole tokens to one address in one transaction, a transfer each.
    pub async fn pays(&self, to: &str, amounts: &[u64]) -> Sent {
        let shares: Vec<Share> = amounts.iter().map(|tokens| Share::of(to, *tokens)).collect();
        self.contracts.pays(&self.node, &shares).await
    }

    pub async fn mine(&self, blocks: u64) {
        self.node.mine(blocks).await;
    }

    /// What the network has is what was credited, each transfer once and with its bonus; and the
    /// ledger adds up. For a shop in which nothing was spent.
    pub async fn ends(&self, world: World) {
        self.proves(&world).await;
        world.audit().await;
    }

    pub async fn proves(&self, world: &World) {
        let addresses = self.addresses(world).await;
        let moved = self.contracts.moved(&self.node, &addresses).await;
        let paid: u64 = moved.iter().map(|moved| moved.units).sum();
        let mut held = 0;
        for address in &addresses {
            held += self.contracts.balance(&self.node, address).await;
        }
        assert_eq!(paid, held, "logs and balances of the node");
        let mut expected: Vec<i64> = moved.iter().map(|one| micros(one.units)).collect();
        let credited = world.rows("amount FROM deposits WHERE state = 'credited'").await;
        let mut credited: Vec<i64> = credited.iter().map(|sum| sum.parse().unwrap()).collect();
        expected.sort_unstable();
        credited.sort_unstable();
        assert_eq!(credited, expected, "{moved:?}");
        let (alice, bob) = (world.wallet(ALICE).await, world.wallet(BOB).await);
        assert_eq!((alice.owed.micros(), bob.owed.micros()), (0, 0));
        assert_eq!(alice.available.micros() + bob.available.micros(), micros(paid));
        let bonus = if self.family == Family::Tron {
            bonus_of(alice.available) + bonus_of(bob.available)
        } else {
            moved.iter().map(|one| bonus_of(Money::from_micros(micros(one.units)))).sum()
        };
        assert_eq!(alice.bonus.micros() + bob.bonus.micros(), bonus);
    }

    /// What a person has, and the bonus of it transfer by transfer; what comes on TRON within a
    /// day counts together, and these stories are shorter.
    pub async fn has(&self, world: &World, person: i64, sum: &str, bonus: &str) {
        let wallet = world.wallet(person).await;
        let of = |text: &str| if text == "0" { Money::ZERO } else { money(text) };
        let together = Money::from_micros(bonus_of(of(sum)));
        let bonus = if self.family == Family::Tron { together } else { of(bonus) };
        assert_eq!((wallet.available, wallet.bonus), (of(sum), bonus));
    }
}

/// A unit of these tokens is worth a millionth.
fn micros(units: u64) -> i64 {
    i64::try_from(units).unwrap()
}

/// What comes on top of a sum, by the settings of these shops, in millionths.
fn bonus_of(sum: Money) -> i64 {
    match sum.micros() / Money::MICROS_PER_UNIT {
        100.. => sum.micros() / 10,
        20.. => sum.micros() / 20,
        _ => 0,
    }
}

/// Asks nodes again at once that have failed: these stories do not wait.
pub fn leaves_nobody_alone(world: &mut World, mut limits: Limits) {
    (limits.backoff.first_ms, limits.backoff.last_ms) = (0, 0);
    let renewed = world.app.workers.gateways.chains.iter().map(|chain| {
        let settings = chain.settings.clone();
        let client = ChainClient::new(&settings, limits).unwrap();
        let (settings_check, failures) = (SettingsCheck::default(), Failures::default());
        Arc::new(Chain { settings, client, settings_check, failures })
    });
    world.app.workers.gateways.chains = renewed.collect();
}

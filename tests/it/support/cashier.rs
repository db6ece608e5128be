//! The systems that money comes in through, in front of the shop: a Crypto Pay, and a chain with two
//! nodes on hosts of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use storefront::sandbox::chain::{
    Address, Amount, Chain, ChainOptions, Hash, Node, Payment, Token, Transfer,
};
use storefront::sandbox::crypto_pay::{CryptoPay, CryptoPayOptions, Paying, Rate};

use super::world::{START_MS, World, WorldOptions};
use super::{Actor, money};

pub const PAY_TOKEN: &str = "4242:AAcryptoPaySECRET";
/// The account key of the well-known test words.
pub const XPUB: &str = "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP";
/// The first address of that key, and the second.
pub const ADDRESSES: [&str; 2] =
    ["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"];
pub const USDT: &str = "0xdac17f958d2ee523a2206206994597c13d831ec7";
/// Blocks until a transfer counts.
pub const CONFIRMATIONS: u64 = 4;

pub struct Cashier {
    pub crypto_pay: CryptoPay,
    /// The time at the gateway, unix milliseconds.
    hand: Arc<AtomicI64>,
    pub chain: Chain,
    pub nodes: [Node; 2],
    urls: [String; 3],
    kind: &'static str,
}

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

impl Cashier {
    pub async fn new() -> Self {
        let token =
            Token { symbol: "USDT".to_owned(), contract: USDT.parse().unwrap(), decimals: 6 };
        Self::with_chain("evm", ChainOptions::ethereum(31_337, vec![token])).await
    }

    /// The same with the rules of TRON.
    pub async fn on_tron() -> Self {
        let token =
            Token { symbol: "USDT".to_owned(), contract: USDT.parse().unwrap(), decimals: 6 };
        let options = ChainOptions { chain_id: 31_337, ..ChainOptions::tron(vec![token]) };
        Self::with_chain("tron", options).await
    }

    async fn with_chain(kind: &'static str, chain: ChainOptions) -> Self {
        let hand = Arc::new(AtomicI64::new(START_MS));
        let clock = hand.clone();
        let options = CryptoPayOptions {
            token: PAY_TOKEN.to_owned(),
            now_ms: Arc::new(move || clock.load(Ordering::SeqCst)),
        };
        let crypto_pay = CryptoPay::new(options);
        let chain = Chain::new(chain);
        // It has a past: the shop may have to look back.
        chain.mine(600);
        let nodes = [chain.node(), chain.node()];
        let urls = [
            serve(crypto_pay.router()).await,
            serve(nodes[0].router()).await,
            serve(nodes[1].router()).await,
        ];
        Self { crypto_pay, hand, chain, nodes, urls, kind }
    }

    /// The settings of a shop that takes invoices only.
    pub fn invoices(&self) -> Vec<(&'static str, String)> {
        vec![
            ("CRYPTO_PAY_TOKEN", PAY_TOKEN.to_owned()),
            ("CRYPTO_PAY_URL", self.urls[0].clone()),
            ("DEPOSIT_BONUS", "20:5,100:10".to_owned()),
        ]
    }

    /// The settings of a shop that takes USDT on the chain only.
    pub fn tokens(&self) -> Vec<(&'static str, String)> {
        vec![
            ("CHAIN_LOCAL_KIND", self.kind.to_owned()),
            ("CHAIN_LOCAL_RPC", format!("{},{}", self.urls[1], self.urls[2])),
            ("CHAIN_LOCAL_CHAIN_ID", "31337".to_owned()),
            ("CHAIN_LOCAL_XPUB", XPUB.to_owned()),
            ("CHAIN_LOCAL_TOKENS", format!("USDT:{USDT}:6:1.00")),
            ("CHAIN_LOCAL_CONFIRMATIONS", CONFIRMATIONS.to_string()),
        ]
    }

    /// It is as late at the gateway as in the shop.
    pub fn keeps_time_with(&self, world: &World) {
        self.hand.store(world.app.clock.now_ms(), Ordering::SeqCst);
    }

    /// The settings of a shop that takes USDT on the chain and knows by Crypto Pay what it is worth;
    /// invoices are the first way in, tokens the second.
    pub fn priced_tokens(&self) -> Vec<(&'static str, String)> {
        let account = self.invoices().into_iter().filter(|(name, _)| name.starts_with("CRYPTO"));
        account.chain(self.tokens()).collect()
    }

    /// What a coin is worth from now on, as Crypto Pay tells it.
    pub fn is_worth(&self, coin: &str, price: &str, is_valid: bool) {
        let (source, target) = (coin.to_owned(), "USD".to_owned());
        self.crypto_pay.set_rate(Rate { source, target, rate: price.parse().unwrap(), is_valid });
    }

    /// A second network of the same kind with its settings: addresses are the same on both.
    pub async fn second_network(&self) -> (Chain, Vec<(&'static str, String)>) {
        let token =
            Token { symbol: "USDT".to_owned(), contract: USDT.parse().unwrap(), decimals: 6 };
        let chain = Chain::new(ChainOptions::ethereum(31_338, vec![token]));
        chain.mine(600);
        let url = serve(chain.node().router()).await;
        let vars = vec![
            ("CHAIN_SECOND_KIND", "evm".to_owned()),
            ("CHAIN_SECOND_RPC", url),
            ("CHAIN_SECOND_CHAIN_ID", "31338".to_owned()),
            ("CHAIN_SECOND_XPUB", XPUB.to_owned()),
            ("CHAIN_SECOND_TOKENS", format!("USDT:{USDT}:6:1.00")),
            ("CHAIN_SECOND_CONFIRMATIONS", CONFIRMATIONS.to_string()),
        ];
        (chain, vars)
    }

    /// Pays whole USDT to an address in one transaction, a transfer each; the block comes later.
    pub fn sends(&self, to: &str, amounts: &[u64]) -> Hash {
        self.sends_units(to, amounts.iter().map(|amount| u128::from(*amount) * 1_000_000))
    }

    /// The same with hundredths of a USDT.
    pub fn sends_cents(&self, to: &str, cents: u64) -> Hash {
        self.sends_units(to, [u128::from(cents) * 10_000])
    }

    fn sends_units(&self, to: &str, amounts: impl IntoIterator<Item = u128>) -> Hash {
        let (contract, to): (Address, Address) = (USDT.parse().unwrap(), to.parse().unwrap());
        let payment = Payment::by(Address::numbered(7));
        let payment = amounts.into_iter().fold(payment, |payment, units| {
            payment.with(Transfer::new(contract, to, Amount::from(units)))
        });
        self.chain.send(payment)
    }

    /// Pays an invoice in USDT.
    pub fn pays(&self, invoice_id: i64) {
        let paying = Paying { asset: Some("USDT".to_owned()), ..Paying::default() };
        self.crypto_pay.pay(invoice_id, &paying).unwrap();
    }
}

impl World {
    /// A shop with these ways in for money.
    pub async fn with_ways(vars: Vec<(&'static str, String)>) -> Self {
        Self::with(WorldOptions { vars, ..WorldOptions::default() }).await
    }

    /// A shop on the network whose customer Alice (5001) has asked for 10 and has the first address.
    pub async fn with_address(cashier: &Cashier) -> Self {
        let world = Self::with_ways(cashier.tokens()).await;
        world.follows_chains().await;
        world.customer(5_001, "Alice", "0").await.deposits("10").await;
        world.follows_chains().await;
        world
    }

    /// The workers of invoices, once.
    pub async fn follows_invoices(&self) {
        self.app.workers.make_invoices().await.unwrap();
        self.app.workers.follow_invoices().await.unwrap();
        self.settle().await;
    }

    /// The workers of networks, once.
    pub async fn follows_chains(&self) {
        self.app.workers.watch_late().await.unwrap();
        self.app.workers.watch_chains().await.unwrap();
        self.app.workers.give_addresses().await.unwrap();
        self.settle().await;
    }

    /// What a person may spend, and how much of it is bonus.
    pub async fn has(&self, person_id: i64, available: &str, bonus: &str) {
        let wallet = self.wallet(person_id).await;
        let zero = storefront::domain::money::Money::ZERO;
        let of = |text: &str| if text == "0" { zero } else { money(text) };
        assert_eq!((wallet.available, wallet.bonus), (of(available), of(bonus)));
    }
}

impl Actor<'_> {
    /// Asks to pay a sum in by the only way there is.
    pub async fn deposits(&self, sum: &str) {
        self.says("/deposit").await;
        self.says(sum).await;
    }

    /// Asks to pay a sum in, by the way whose button says so.
    pub async fn deposits_by(&self, way: &str, sum: &str) {
        self.says("/deposit").await;
        self.taps(way).await;
        self.says(sum).await;
    }
}

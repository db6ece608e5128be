//! The sandbox that the demo lives in: a Telegram with its people, two panels, a service that tops
//! up phones, a Crypto Pay and a network with two nodes, and the settings with which the shop finds
//! them. Must never hand the shop anything but those settings.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use rust_decimal::Decimal;

use super::{DATABASE, OWNER, time};
use crate::clock::{Clock, ManualClock};
use crate::config::Vars;
use crate::domain::mail::{DnsStage, DnsWorld};
use crate::sandbox::chain::{Address, Chain, ChainOptions, Knobs, Node, Token};
use crate::sandbox::chat::{self, Control, Controls};
use crate::sandbox::crypto_pay::{CryptoPay, CryptoPayOptions};
use crate::sandbox::dns::Dns;
use crate::sandbox::mail::{Mail, MailOptions};
use crate::sandbox::panel::{Panel, PanelOptions};
use crate::sandbox::telegram::{Person, Telegram, TelegramOptions};
use crate::sandbox::upmobile::{Upmobile, UpmobileOptions};

const TOKEN: &str = "424242:demo-token-of-the-sandbox";
const PANEL_KEY: &str = "demo-key";
/// Of the panel that an owner may add in the chat.
const SECOND_KEY: &str = "second-key";
/// So many of the services that the first panel has, a little dearer.
const SECOND_SERVICES: usize = 4;
const SECOND_PERCENT: i64 = 105;
/// Seals what is typed in the demo, whose file is made anew each time.
const MASTER_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
/// Tops up phones and games; an owner makes a trial first.
const TOP_UP_TOKEN: &str = "demo-top-up-token";
/// Shop currency for a rouble.
const TOP_UP_RATE: &str = "0.0125";
/// A top-up takes so long.
const TOP_UP_MS: i64 = 8_000;
const MAIL_KEY: &str = "demo-mail-key";
/// Mails take a few looks of the shop.
const MAIL_PACE: u32 = 10;
const PAY_TOKEN: &str = "424242:AAdemoTokenOfTheSandbox";
/// Orders take about a minute at speed 1.
const SPEED: u32 = 3;
/// No network of the real world has this number.
const CHAIN_ID: u64 = 31_337;
/// A block every three seconds, and six of them until money counts: a card that is seen to move.
const BLOCK_MS: u64 = 3_000;
const CONFIRMATIONS: u64 = 6;
/// The contract of the demo's USDT, which nobody else's network has.
const USDT: u32 = 700;
/// The account key of the words that everybody tests with: their money is anybody's.
const XPUB: &str = "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2\
                    FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP";

/// Everything outside the shop.
pub(super) struct World {
    pub telegram: Telegram,
    pub crypto_pay: CryptoPay,
    pub nodes: [Node; 2],
    panel: Panel,
    /// No setting names it: an owner adds it in the chat.
    second: Panel,
    /// Off until an owner has made a trial.
    upmobile: Upmobile,
    knobs: Knobs,
    mail: Mail,
    dns: Dns,
}

/// Where it is served.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addresses {
    /// The chat page, Telegram, the panel and Crypto Pay.
    pub page: SocketAddr,
    /// The network's nodes, each a host of its own.
    pub nodes: [SocketAddr; 2],
}

impl World {
    /// A world whose gateway goes by this clock.
    pub async fn new(clock: Clock) -> std::io::Result<Self> {
        let dns = Dns::start().await?;
        dns.add_demo();
        let now = clock.clone();
        let mail = Mail::new(MailOptions {
            key: MAIL_KEY.to_owned(),
            balance: Decimal::from(50),
            pace: MAIL_PACE,
            now_ms: Arc::new(move || now.now_ms()),
        });
        let topping = clock.clone();
        let usual = UpmobileOptions::new(TOP_UP_TOKEN);
        let upmobile = Upmobile::new(UpmobileOptions {
            now_ms: Arc::new(move || topping.now_ms()),
            ends_after_ms: Some(TOP_UP_MS),
            ..usual
        });
        let options =
            CryptoPayOptions { now_ms: Arc::new(move || clock.now_ms()), token: PAY_TOKEN.into() };
        let usdt =
            Token { symbol: "USDT".to_owned(), contract: Address::numbered(USDT), decimals: 6 };
        let usual = ChainOptions::ethereum(CHAIN_ID, vec![usdt]);
        let chain = Chain::new(ChainOptions { block_time_s: BLOCK_MS / 1_000, ..usual });
        let nodes = [chain.node(), chain.node()];
        Ok(Self {
            mail,
            dns,
            telegram: telegram(),
            crypto_pay: CryptoPay::new(options),
            panel: panel(),
            second: second_panel(),
            upmobile,
            knobs: Knobs::new(chain, nodes.to_vec(), BLOCK_MS),
            nodes,
        })
    }

    /// The name servers that the demo's shop asks in place of the internet's.
    pub fn dns_world(&self) -> DnsWorld {
        let stage = DnsStage { roots: self.dns.roots(), sockets: self.dns.sockets() };
        DnsWorld::Staged(Arc::new(stage))
    }

    /// The page with its drawer, and everything that the page's address serves.
    pub fn router(&self, hand: Arc<ManualClock>) -> Router {
        self.telegram
            .router()
            .merge(chat::router(self.telegram.clone(), self.controls(hand)))
            .nest("/panel", self.panel.router())
            .nest("/second", self.second.router())
            .nest("/crypto-pay", self.crypto_pay.router())
            .nest("/upmobile", self.upmobile.router())
            .nest("/mail", self.mail.router())
    }

    fn controls(&self, hand: Arc<ManualClock>) -> Controls {
        let of_panel = |panel: &Panel| {
            let (shown, turned) = (panel.clone(), panel.clone());
            Control {
                state: Arc::new(move || shown.state_json()),
                act: Arc::new(move |action| turned.apply(action)),
            }
        };
        let (shown, turned) = (self.knobs.clone(), self.knobs.clone());
        let chain = Control {
            state: Arc::new(move || shown.state_json()),
            act: Arc::new(move |action| turned.apply(action)),
        };
        let (shown, turned) = (self.crypto_pay.clone(), self.crypto_pay.clone());
        let crypto_pay = Control {
            state: Arc::new(move || shown.state_json()),
            act: Arc::new(move |action| turned.apply(action)),
        };
        let (shown, turned) = (self.upmobile.clone(), self.upmobile.clone());
        let upmobile = Control {
            state: Arc::new(move || shown.state_json()),
            act: Arc::new(move |action| turned.apply(action)),
        };
        let (shown, turned) = (self.mail.clone(), self.mail.clone());
        let mail = Control {
            state: Arc::new(move || shown.state_json()),
            act: Arc::new(move |action| turned.apply(action)),
        };
        let (shown, turned) = (self.dns.clone(), self.dns.clone());
        let dns = Control {
            state: Arc::new(move || shown.state_json()),
            act: Arc::new(move |action| turned.apply(action)),
        };
        let time = time::control(hand);
        Controls::from([
            ("panel", of_panel(&self.panel)),
            ("second", of_panel(&self.second)),
            ("chain", chain),
            ("crypto_pay", crypto_pay),
            ("upmobile", upmobile),
            ("mail", mail),
            ("dns", dns),
            ("time", time),
        ])
    }
}

fn panel() -> Panel {
    let usual = PanelOptions::new(PANEL_KEY);
    Panel::new(PanelOptions { speed: SPEED, sells_products: true, ..usual })
}

fn second_panel() -> Panel {
    let panel = Panel::new(PanelOptions { speed: SPEED, ..PanelOptions::new(SECOND_KEY) });
    let mut services = panel.services();
    services.truncate(SECOND_SERVICES);
    for row in &mut services {
        row.category = "Instagram Followers, second supplier".to_owned();
        row.rate = row.rate * Decimal::from(SECOND_PERCENT) / Decimal::ONE_HUNDRED;
    }
    panel.set_services(services);
    panel
}

fn telegram() -> Telegram {
    let telegram = Telegram::new(TelegramOptions {
        token: TOKEN.to_owned(),
        bot_id: 424_242,
        bot_username: "storefront_demo_bot".to_owned(),
        bot_name: "Storefront".to_owned(),
    });
    let people = [
        (5_001, "Alice", "alice", "en", "customer, English"),
        (5_002, "Борис", "boris", "ru", "customer, Russian"),
        (5_004, "Dilnoza", "dilnoza", "uz", "customer, Uzbek"),
        (5_003, "Carol", "carol", "en", "customer without money"),
        (OWNER, "Olga", "olga", "en", "owner of the shop"),
    ];
    for (id, first_name, username, language, label) in people {
        telegram.add_person(Person {
            username: Some(username.to_owned()),
            language_code: Some(language.to_owned()),
            label: Some(label.to_owned()),
            ..Person::named(id, first_name)
        });
    }
    telegram
}

/// The settings of the demo's shop.
pub(super) fn vars(at: Addresses) -> Vars {
    let Addresses { page, nodes: [first, second] } = at;
    let usdt = Address::numbered(USDT);
    let vars = [
        ("TELEGRAM_BOT_TOKEN", TOKEN.to_owned()),
        ("TELEGRAM_API_URL", format!("http://{page}")),
        ("ADMIN_IDS", OWNER.to_string()),
        ("DATABASE_URL", format!("sqlite://{DATABASE}")),
        ("HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ("PROVIDER_DEMO_URL", format!("http://{page}/panel/api/v2")),
        ("PROVIDER_DEMO_KEY", PANEL_KEY.to_owned()),
        ("PROVIDER_DEMO_OPTIONS", r#"{"products": true}"#.to_owned()),
        ("PROVIDER_TOPUPS_KIND", "upmobile".to_owned()),
        ("PROVIDER_TOPUPS_URL", format!("http://{page}/upmobile")),
        ("PROVIDER_TOPUPS_KEY", TOP_UP_TOKEN.to_owned()),
        ("PROVIDER_TOPUPS_CURRENCY", "RUB".to_owned()),
        ("PROVIDER_TOPUPS_RATE", TOP_UP_RATE.to_owned()),
        ("PROVIDER_POST_KIND", "mail".to_owned()),
        ("PROVIDER_POST_URL", format!("http://{page}/mail/legacy/{MAIL_KEY}")),
        ("MASTER_KEY", MASTER_KEY.to_owned()),
        ("CRYPTO_PAY_TOKEN", PAY_TOKEN.to_owned()),
        ("CRYPTO_PAY_URL", format!("http://{page}/crypto-pay")),
        ("CHAIN_DEMO_KIND", "evm".to_owned()),
        ("CHAIN_DEMO_RPC", format!("http://{first}/,http://{second}/")),
        ("CHAIN_DEMO_CHAIN_ID", CHAIN_ID.to_string()),
        ("CHAIN_DEMO_XPUB", XPUB.to_owned()),
        ("CHAIN_DEMO_TOKENS", format!("USDT:{usdt}:6:1.00")),
        ("CHAIN_DEMO_CONFIRMATIONS", CONFIRMATIONS.to_string()),
        ("STARS_RATE", "0.013".to_owned()),
        ("MANUAL_TEXT", "Transfer to the card 4242 4242 4242 4242 (Demo Bank).".to_owned()),
        ("MANUAL_TEXT_RU", "Перевод на карту 4242 4242 4242 4242 (Демо-банк).".to_owned()),
        ("MANUAL_TEXT_UZ", "4242 4242 4242 4242 kartaga oʻtkazing (Demo Bank).".to_owned()),
        ("DEPOSIT_BONUS", "20:5,100:10".to_owned()),
        ("POLL_SECONDS", "2".to_owned()),
        // A chat page has no flood limits, and people tap quickly.
        ("TELEGRAM_RATE_CHAT", "20".to_owned()),
    ];
    vars.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

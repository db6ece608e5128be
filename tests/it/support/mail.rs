//! A shop with a mail provider and name servers of its own, and a customer's way to a test of a
//! domain.

use std::net::Ipv4Addr;
use std::sync::Arc;

use rust_decimal::Decimal;
use storefront::domain::fields::Field;
use storefront::domain::ids::{OrderId, PersonId};
use storefront::domain::inputs::Entries;
use storefront::domain::ledger::{self, EntryKind};
use storefront::domain::mail::{ConsentToken, DnsStage, DnsWorld};
use storefront::flows::FlowError;
use storefront::flows::orders::quote::Ask;
use storefront::sandbox::dns::Dns;
use storefront::sandbox::mail::{Mail, MailOptions};

use storefront::store::postings::{self, About};
use storefront::store::quotes::Quote;

use super::person::Actor;
use super::shelf::{money, quoted};
use super::world::{World, WorldOptions};

pub const MAIL_KEY: &str = "mail-key-SECRET";
pub const ALICE: i64 = 5_001;
pub const BOB: i64 = 5_002;
pub const DOMAIN: &str = "example.com";
pub const ADDRESS: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 25);

pub struct MailWorld {
    pub world: World,
    pub mail: Mail,
    pub dns: Dns,
}

impl MailWorld {
    /// The provider is known, and off.
    pub async fn closed() -> Self {
        Self::closed_with(WorldOptions::default()).await
    }

    pub async fn closed_with(options: WorldOptions) -> Self {
        let now_ms = Arc::new(|| super::world::START_MS);
        let balance = Decimal::from(100);
        let mail = Mail::new(MailOptions { key: MAIL_KEY.to_owned(), balance, pace: 0, now_ms });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/legacy/{MAIL_KEY}", listener.local_addr().unwrap());
        let router = mail.router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let dns = Dns::start().await.unwrap();
        dns.add_mail_domain(DOMAIN, ADDRESS);
        let stage = DnsStage { roots: dns.roots(), sockets: dns.sockets() };
        let own = [("PROVIDER_POST_KIND", "mail".to_owned()), ("PROVIDER_POST_URL", url.clone())];
        let vars = options.vars.into_iter().chain(own).collect();
        let dns_world = DnsWorld::Staged(Arc::new(stage));
        let world = World::with(WorldOptions { vars, dns: dns_world, ..options }).await;
        Self { world, mail, dns }
    }

    /// The owner has switched it on.
    pub async fn open() -> Self {
        let it = Self::closed().await;
        it.switches_on().await;
        it
    }

    pub async fn switches_on(&self) {
        let olga = self.world.owner();
        olga.says("/providers").await;
        olga.taps("⚙️ post").await;
        olga.taps("Switch on").await;
        olga.taps("Confirm").await;
    }

    /// A customer with so much money.
    pub async fn alice(&self) -> Actor<'_> {
        self.world.customer(ALICE, "Alice", "20").await
    }

    /// The token of a person's domain, as they were shown it.
    pub async fn token(&self, person: i64, domain: &str) -> ConsentToken {
        let select =
            format!("token FROM mail_consents WHERE person_id = {person} AND domain = '{domain}'");
        let token = self.world.rows(&select).await.pop().expect("a consent");
        ConsentToken::parse(&token).unwrap()
    }

    /// Puts the record of a person's consent where it belongs.
    pub async fn puts_record(&self, person: i64, domain: &str) {
        let token = self.token(person, domain).await;
        self.dns.add_txt(domain, &token.record());
    }

    /// Lets the worker look at what waits.
    pub async fn checks(&self) {
        self.world.app.workers.check_consents().await.unwrap();
        self.world.settle().await;
    }

    /// Lets the worker look through the provider's lists, some minutes later.
    pub async fn searches_after_ms(&self, by_ms: i64) {
        self.world.advance_ms(by_ms);
        let provider = self.world.app.workers.providers.find("post").expect("the provider");
        self.world.app.workers.search_mail_orders(&provider).await.unwrap();
        self.world.settle().await;
    }

    /// The whole way: card, domain, record, check, quantity; up to Confirm.
    pub async fn fills_in(&self, actor: Actor<'_>, domain: &str, quantity: &str) {
        actor.opens_mail_card().await;
        actor.says(domain).await;
        if actor.is_offered("Check now") {
            self.puts_record(actor.id, domain).await;
            actor.taps("Check now").await;
            self.checks().await;
            actor.taps("Go on").await;
        }
        actor.says(quantity).await;
    }

    /// The same, and Confirm.
    pub async fn buys(&self, actor: Actor<'_>, domain: &str, quantity: &str) -> i64 {
        self.fills_in(actor, domain, quantity).await;
        actor.taps("Confirm").await;
        self.last_order().await
    }

    /// The number of the newest order.
    pub async fn last_order(&self) -> i64 {
        let newest = self.world.rows("CAST(MAX(order_id) AS TEXT) FROM orders").await;
        newest[0].parse().expect("an order")
    }

    /// Asks for a price without the chat, with this as the domain.
    pub async fn quotes(
        &self,
        person: i64,
        domain: &str,
        quantity: i64,
    ) -> Result<Quote, FlowError> {
        let service = self.world.service_number("post", "load-test").await;
        let values = [(Field::MailDomain, domain.to_owned())].into();
        let entries = Entries { values, ..Entries::default() };
        let ask = Ask { link: "", quantity, entries };
        let now_ms = self.world.now_ms();
        let mut tx = self.world.app.store.begin().await.unwrap();
        quoted(&mut tx, (person, service), &ask, now_ms).await
    }

    /// A bonus out of nowhere but the ledger.
    pub async fn gives_bonus(&self, person: i64, amount: &str) {
        let cause = format!("test:{}", rand::random::<u64>());
        let entry = ledger::bonus(&cause, money(amount)).unwrap();
        let entry = entry.described_as(EntryKind::Bonus, "memo-welcome", Vec::new());
        let about = About {
            person_id: PersonId::new(person),
            order_id: OrderId::NONE,
            actor_id: PersonId::NONE,
        };
        let mut tx = self.world.app.store.begin().await.unwrap();
        postings::post(&mut tx, &entry, about, self.world.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

impl Actor<'_> {
    /// Walks from anywhere to the question for the domain.
    pub async fn opens_mail_card(&self) {
        self.says("/order").await;
        self.says("load test mail").await;
        self.taps("Load test").await;
        self.expects("Which mail domain of your own");
    }
}

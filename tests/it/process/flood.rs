//! Many people buy and the owner gives money, without a pause, whatever happens to the shop; and
//! afterwards everything that they did is found to have happened exactly once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::support::world::OWNER;
use crate::support::{Buyer, Outside};
use storefront::sandbox::telegram::Telegram;
use tokio::task::JoinHandle;

/// Who is given money and buys nothing.
const GIFTED: i64 = 10_000;
const FIRST_PERSON: i64 = 10_001;
/// The first update id of the sandbox.
const FIRST_UPDATE: i64 = 100_000_001;
/// More reviews than these two would stop a person's orders.
const ORDERS_EACH: usize = 2;

/// One order as its buyer knows it.
#[derive(Debug, Clone)]
pub struct Bought {
    person_id: i64,
    order_id: i64,
    link: String,
}

pub struct Flood {
    is_over: Arc<AtomicBool>,
    lanes: Vec<JoinHandle<Vec<Bought>>>,
    giver: JoinHandle<Given>,
    people: i64,
}

/// What the owner did and read.
#[derive(Debug, Default)]
struct Given {
    gifts: usize,
    /// Orders that they were asked to decide. Read all the time: a chat forgets its oldest messages.
    to_decide: BTreeSet<i64>,
}

/// What the flood came to.
#[derive(Debug, Default)]
pub struct Figures {
    pub updates: i64,
    pub orders: usize,
    pub gifts: usize,
    pub reviews: usize,
    /// Messages that came more than once, which is allowed.
    pub told_again: usize,
}

impl Flood {
    /// Money for so many people; before the shop is opened.
    pub async fn prepares(outside: &Outside, people: i64) {
        outside.gives(GIFTED..FIRST_PERSON + people, "100").await;
    }

    /// So many people at a time begin to buy.
    pub fn begins(outside: &Outside, lanes: usize, people: i64) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let next = Arc::new(AtomicI64::new(FIRST_PERSON));
        let lane = |_| {
            let (telegram, is_over, next) =
                (outside.telegram.clone(), Arc::clone(&is_over), Arc::clone(&next));
            let last = FIRST_PERSON + people;
            tokio::spawn(buys_until(telegram, is_over, next, last))
        };
        let lanes = (0..lanes).map(lane).collect();
        let giver = tokio::spawn(gives_until(outside.telegram.clone(), Arc::clone(&is_over)));
        Self { is_over, lanes, giver, people }
    }

    /// Nobody begins anything new; waits until everybody has ended, and checks everything. The
    /// shop has to be running.
    pub async fn ends(self, outside: &Outside) -> Figures {
        self.is_over.store(true, Ordering::SeqCst);
        let mut bought = Vec::new();
        for lane in self.lanes {
            bought.extend(lane.await.unwrap());
        }
        let mut given = self.giver.await.unwrap();
        let gifts = given.gifts;
        let last_update = outside.telegram.says(OWNER, "/help");
        outside.settles().await;
        let mut figures = Figures {
            orders: bought.len(),
            gifts,
            ..every_update_is_done(outside, last_update).await
        };
        every_order_is_there_once(outside, &bought).await;
        let credits = i64::try_from(gifts).unwrap();
        assert_eq!(outside.count(&format!("entries WHERE actor_id = {OWNER}")).await, credits);
        assert_eq!(outside.count("entries WHERE cause LIKE 'test:%'").await, self.people + 1);
        nothing_is_bought_twice(outside, &bought).await;
        read_decisions(&outside.telegram, &mut given.to_decide);
        every_change_is_told(outside, &bought, &given.to_decide, &mut figures).await;
        every_order_shows_how_it_stands(outside, &bought).await;
        figures
    }
}

async fn buys_until(
    telegram: Telegram,
    is_over: Arc<AtomicBool>,
    next: Arc<AtomicI64>,
    last: i64,
) -> Vec<Bought> {
    let mut bought = Vec::new();
    while !is_over.load(Ordering::SeqCst) {
        let id = next.fetch_add(1, Ordering::SeqCst);
        assert!(id < last, "there are too few people with money");
        let buyer = Buyer { telegram: telegram.clone(), id };
        for number in 0..ORDERS_EACH {
            let link = format!("https://instagram.com/p{id}.{number}");
            let order_id = buyer.buys(&link).await;
            bought.push(Bought { person_id: id, order_id, link });
        }
    }
    bought
}

/// The owner gives somebody money again and again, each time confirmed by a button.
async fn gives_until(telegram: Telegram, is_over: Arc<AtomicBool>) -> Given {
    let owner = Buyer { telegram, id: OWNER };
    let mut given = Given::default();
    while !is_over.load(Ordering::SeqCst) {
        // The amount tells one gift from another, also where its message comes again.
        let amount = format!("1.{:05}1", given.gifts);
        let typed = owner.says(&format!("/credit {GIFTED} {amount} a gift"));
        owner.taps_in(typed, &amount, "Confirm").await;
        let done = format!("{amount} given to");
        owner.until(typed, |shown| shown.text.contains(&done)).await;
        given.gifts += 1;
        read_decisions(&owner.telegram, &mut given.to_decide);
    }
    given
}

fn read_decisions(telegram: &Telegram, to_decide: &mut BTreeSet<i64>) {
    for shown in telegram.chat(OWNER) {
        if let Some((head, _)) = shown.text.split_once(" needs your decision") {
            to_decide.insert(head.rsplit('#').next().unwrap().parse().unwrap());
        }
    }
}

async fn every_update_is_done(outside: &Outside, last_update: i64) -> Figures {
    let updates = last_update - FIRST_UPDATE + 1;
    assert_eq!(outside.count("inbox").await, updates, "every update is kept");
    assert_eq!(outside.count("inbox WHERE state <> 1").await, 0, "and handled");
    Figures { updates, ..Figures::default() }
}

async fn every_order_is_there_once(outside: &Outside, bought: &[Bought]) {
    let select = "order_id || ' ' || person_id || ' ' || link FROM orders ORDER BY order_id";
    let stored = outside.database.texts(select).await;
    let mut expected: Vec<String> = bought
        .iter()
        .map(|bought| format!("{} {} {}", bought.order_id, bought.person_id, bought.link))
        .collect();
    expected.sort();
    let mut stored_sorted = stored.clone();
    stored_sorted.sort();
    assert_eq!(stored_sorted, expected, "each Confirm made one order, and nothing else did");
}

/// How each order stands.
async fn states(outside: &Outside) -> BTreeMap<i64, String> {
    let rows = outside.database.texts("order_id || ' ' || state FROM orders").await;
    let pairs = rows.iter().map(|row| row.split_once(' ').unwrap());
    pairs.map(|(id, state)| (id.parse().unwrap(), state.to_owned())).collect()
}

async fn nothing_is_bought_twice(outside: &Outside, bought: &[Bought]) {
    let states = states(outside).await;
    let requests = outside.panel.requests();
    for order in bought {
        let accepted = outside.panel.acceptances_for_link(&order.link);
        let state = &states[&order.order_id];
        let is_right = if state == "review" { accepted <= 1 } else { accepted == 1 };
        assert!(is_right, "{order:?} is {state} and was accepted {accepted} times");
        let asked = requests.iter().filter(|(action, fields)| {
            action == "add" && fields.iter().any(|(_, value)| *value == order.link)
        });
        assert!(asked.count() <= 1, "{order:?} was sent again");
    }
}

/// The words by which a change is recognised that is told by a message of its own; what comes
/// before the end stands on the order's card, which shows the newest only.
fn words_of(state: &str, order_id: i64) -> Option<String> {
    let words = match state {
        "completed" => "is delivered\n",
        "partial" => "is delivered in part\n",
        "canceled" => "is canceled\n",
        "active" | "review" | "queued" | "submitting" => return None,
        other => panic!("an order became {other}"),
    };
    Some(format!("Order #{order_id} {words}"))
}

async fn every_change_is_told(
    outside: &Outside,
    bought: &[Bought],
    to_decide: &BTreeSet<i64>,
    figures: &mut Figures,
) {
    let events =
        outside.database.texts("order_id || ' ' || state || ' ' || detail FROM order_events").await;
    let owner: BTreeMap<i64, i64> =
        bought.iter().map(|order| (order.order_id, order.person_id)).collect();
    for event in events {
        let (order_id, change) = event.split_once(' ').unwrap();
        let (state, detail) = change.split_once(' ').unwrap();
        let order_id: i64 = order_id.parse().unwrap();
        if let Some(words) = words_of(state, order_id) {
            let told = outside.times_told(owner[&order_id], &words);
            assert!(told >= 1, "nobody told {words:?} to {}", owner[&order_id]);
            figures.told_again += told - 1;
        }
        if state == "review" {
            figures.reviews += 1;
            // Returns beyond the hourly limit are told as one alert for all, and of many reviews
            // at once all but the first wait for one digest.
            let kept =
                format!("kept_alerts WHERE key = 'digest:review' AND subject = '{order_id}'");
            let is_asked = detail == "returns_stopped"
                || to_decide.contains(&order_id)
                || outside.count(&kept).await == 1
                || outside.times_told(OWNER, "wait for your decision") > 0;
            assert!(is_asked, "the owner must be asked about {order_id}: {detail}");
        }
    }
}

/// The last state of each order can be read in its buyer's chat: on the card that lives there, or
/// in a message of its own.
async fn every_order_shows_how_it_stands(outside: &Outside, bought: &[Bought]) {
    let states = states(outside).await;
    for Bought { person_id, order_id, .. } in bought {
        let (card, told) = match states[order_id].as_str() {
            "completed" => ("delivered", "is delivered"),
            "partial" => ("delivered in part", "is delivered in part"),
            "canceled" => ("canceled", "is canceled"),
            "review" => ("is being checked", "is being checked"),
            other => panic!("order #{order_id} of {person_id} ended as {other}"),
        };
        let heads =
            [format!("Order #{order_id} · {card}\n"), format!("Order #{order_id} {told}\n")];
        let chat = outside.telegram.chat(*person_id);
        let texts: Vec<&str> = chat
            .iter()
            .filter(|shown| shown.from_bot && !shown.deleted)
            .map(|shown| shown.text.as_str())
            .collect();
        let is_shown = |text: &&str| heads.iter().any(|head| text.contains(head.as_str()));
        assert!(texts.iter().any(is_shown), "no {heads:?} for {person_id}: {texts:#?}");
    }
}

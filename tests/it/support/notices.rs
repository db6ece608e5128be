//! Messages that a story causes without a chat, and what Telegram saw of them.

use std::time::Instant;

use storefront::domain::ids::{ChatId, PersonId};
use storefront::flows::Ctx;
use storefront::notifications::customers::CustomerNotice;
use storefront::notifications::notify::notify_customer;
use storefront::sandbox::telegram::Call;
use storefront::store::outbox::{self, Lane, Method, Outgoing};
use storefront::store::{Tx, inbox};

use super::shelf::money;
use super::world::{PATIENCE, World};

impl World {
    /// Writes a notice about money that the person recognises by its number; not committed.
    pub async fn writes_notice(&self, tx: &mut Tx, person_id: i64, number: usize) {
        let notice = CustomerNotice::Credited {
            amount: money("1"),
            available: money("1"),
            reason: format!("notice {number:05}"),
            has_open_checkout: false,
        };
        notify_customer(
            &mut Ctx { tx, shop: &self.app.shop, now_ms: self.now_ms() },
            PersonId::new(person_id),
            notice,
        )
        .await
        .unwrap();
    }

    /// The same, committed.
    pub async fn notifies(&self, person_id: i64, number: usize) {
        let mut tx = self.app.store.begin().await.unwrap();
        self.writes_notice(&mut tx, person_id, number).await;
        tx.commit().await.unwrap();
    }

    /// Commits a message of a lane; it is not kept for a blocked person.
    pub async fn queues(&self, chat_id: i64, lane: Lane, text: &str) {
        let mut tx = self.app.store.begin().await.unwrap();
        self.writes_message(&mut tx, chat_id, lane, text).await;
        tx.commit().await.unwrap();
    }

    /// The same, not committed.
    pub async fn writes_message(&self, tx: &mut Tx, chat_id: i64, lane: Lane, text: &str) {
        let payload = serde_json::json!({ "chat_id": chat_id, "text": text }).to_string();
        let new = Outgoing::new(ChatId::new(chat_id), lane, Method::SendMessage, payload);
        outbox::insert(tx, new, self.now_ms()).await.unwrap();
    }

    /// Commits a message.
    pub async fn writes(&self, new: Outgoing) {
        let mut tx = self.app.store.begin().await.unwrap();
        outbox::insert(&mut tx, new, self.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The numbers of the notices that a person has read, in the order in which they came.
    pub fn notices_read(&self, person_id: i64) -> Vec<usize> {
        let chat = self.telegram.chat(person_id);
        let number = |text: &str| text.split_once("notice ")?.1.get(..5)?.parse().ok();
        chat.iter().filter(|shown| shown.from_bot).filter_map(|shown| number(&shown.text)).collect()
    }

    /// What the bot sent or edited in a chat, whatever the answer was.
    pub fn calls_to(&self, chat_id: i64) -> Vec<Call> {
        let mut calls = self.telegram.calls();
        calls.retain(|call| call.chat_id == Some(chat_id));
        calls
    }

    pub fn count_calls_to(&self, chat_id: i64) -> usize {
        self.calls_to(chat_id).len()
    }

    /// Waits until the sender has been through its loop: it has answered two buttons that were
    /// pressed now, which it does beside its queue and whatever its limits say.
    pub async fn sender_has_looked(&self) {
        const BYSTANDER: i64 = 4_999;
        for _ in 0..2 {
            let before = self.telegram.callback_answers(BYSTANDER).len();
            self.telegram.presses(BYSTANDER, BYSTANDER, 1, "1:0:n");
            self.until("the sender answers a press", async || {
                self.telegram.callback_answers(BYSTANDER).len() > before
            })
            .await;
        }
    }

    /// Waits until every update is handled, whatever is still unsent.
    pub async fn until_handled(&self) {
        self.until("every update is handled", async || {
            // In this order: an update is written down before it is confirmed.
            let unconfirmed = self.telegram.unconfirmed_updates();
            let mut tx = self.app.store.read().await.unwrap();
            unconfirmed == 0 && inbox::count_waiting(&mut tx).await.unwrap() == 0
        })
        .await;
    }

    /// Lets time pass until nothing is unsent.
    pub async fn until_sent(&self, step_ms: i64) {
        let (started, mut began, mut last) = (Instant::now(), Instant::now(), None);
        loop {
            let unsent = {
                let mut tx = self.app.store.read().await.unwrap();
                outbox::count_waiting(&mut tx).await.unwrap()
            };
            if unsent == 0 {
                return;
            }
            if last.replace(unsent) != Some(unsent) {
                began = Instant::now();
            }
            assert!(began.elapsed() < PATIENCE, "{unsent} messages are never sent");
            assert!(started.elapsed() < 4 * PATIENCE, "{unsent} messages are sent too slowly");
            self.advance_ms(step_ms);
            // On a slow machine time must not run ahead of what is under way: leases would end
            // before their rows are marked, again and again.
            let pause_ms = if started.elapsed() < PATIENCE / 10 { 5 } else { 100 };
            tokio::time::sleep(std::time::Duration::from_millis(pause_ms)).await;
        }
    }
}

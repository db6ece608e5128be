//! A person who buys and never gives up: waits for each answer, however often the shop dies
//! meanwhile, and takes a message that comes twice as one.

use std::time::{Duration, Instant};

use storefront::sandbox::telegram::{Shown, Telegram};

use super::outside::PATIENCE;

#[derive(Clone)]
pub struct Buyer {
    pub telegram: Telegram,
    pub id: i64,
}

impl Buyer {
    /// Buys once and returns the number of the order. The link is the person's own.
    pub async fn buys(&self, link: &str) -> i64 {
        let start = self.says("/start s_1");
        self.until(start, |shown| shown.text.contains("Send the link")).await;
        let typed = self.says(link);
        self.until(typed, |shown| shown.text.contains("How many?")).await;
        let typed = self.says("1000");
        self.taps_in(typed, link, "Confirm").await;
        let placed = self.until(typed, |shown| shown.text.contains("is placed")).await;
        let digits = placed.text.split_once('#').unwrap().1;
        digits.split(' ').next().unwrap().parse().unwrap()
    }

    /// Writes; returns the id of the message.
    pub fn says(&self, text: &str) -> i64 {
        self.telegram.says(self.id, text);
        self.telegram.last_from_person(self.id).unwrap()
    }

    /// Presses the newest button with this label in a message that came after `after`.
    pub async fn taps(&self, after: i64, label: &str) {
        self.taps_in(after, "", label).await;
    }

    /// The same in a message with this text: an older one may come again after a kill.
    pub async fn taps_in(&self, after: i64, part: &str, label: &str) {
        let is_it = |shown: &Shown| shown.text.contains(part) && shown.button(label).is_some();
        let shown = self.until(after, is_it).await;
        let data = shown.button(label).unwrap().data.clone().unwrap();
        self.telegram.presses(self.id, self.id, shown.message_id, &data);
    }

    /// Waits for a message of the bot that came after `after`; the newest such one.
    pub async fn until(&self, after: i64, is_it: impl Fn(&Shown) -> bool) -> Shown {
        let began = Instant::now();
        loop {
            let chat = self.telegram.chat(self.id);
            let found = chat.iter().rev().find(|shown| {
                shown.from_bot && !shown.deleted && shown.message_id > after && is_it(shown)
            });
            if let Some(found) = found {
                return found.clone();
            }
            let is_late = began.elapsed() > PATIENCE;
            if is_late {
                let texts: Vec<&str> =
                    chat.iter().rev().take(6).map(|shown| shown.text.as_str()).collect();
                let toasts = self.telegram.callback_answers(self.id);
                panic!("{} waits in vain: {texts:#?}\n{:#?}", self.id, toasts.last());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

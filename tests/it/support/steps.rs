//! The finer steps of a story: answers to presses, forged buttons, raw updates, the stored
//! dialogue, and the way from the menu to a card.

use serde_json::{Value, json};
use storefront::sandbox::telegram::Shown;

use super::person::Actor;

impl Actor<'_> {
    /// The stored dialogue as JSON text; empty when there is none.
    pub async fn dialogue(&self) -> String {
        let select = format!("state FROM dialogues WHERE person_id = {}", self.id);
        self.world.rows(&select).await.pop().unwrap_or_default()
    }

    /// The name of the step in which the dialogue is; empty when there is none.
    pub async fn step(&self) -> String {
        let stored: Value = serde_json::from_str(&self.dialogue().await).unwrap_or_default();
        let state = stored["state"].as_object();
        state.and_then(|state| state.keys().next().cloned()).unwrap_or_default()
    }

    /// The newest message of the bot.
    pub fn newest(&self) -> Shown {
        let newest = self.world.telegram.last_from_bot(self.id);
        newest.expect("the bot has written")
    }

    /// Labels of the buttons under the newest message, in order.
    pub fn labels(&self) -> Vec<String> {
        self.newest().buttons.into_iter().flatten().map(|button| button.text).collect()
    }

    /// Whether the newest message has a button, or a numbered line, that contains `label`.
    pub fn is_offered(&self, label: &str) -> bool {
        self.newest().button(label).is_some()
    }

    /// What the newest message offers to choose from, each with a price or a count.
    pub fn choices(&self) -> Vec<String> {
        let newest = self.newest();
        let lines = newest.numbered().map(|(_, line)| line.to_owned());
        lines.chain(self.labels()).filter(|choice| choice.contains(" · ")).collect()
    }

    /// The text of the message that is the present screen, whatever was pushed below it.
    pub fn present(&self) -> String {
        let mark = format!("1:{}:", self.screen_id());
        let is_present = |shown: &Shown| {
            let mut keys = shown.buttons.iter().flatten();
            keys.any(|key| key.data.as_deref().is_some_and(|data| data.starts_with(&mark)))
        };
        self.chat().into_iter().rev().find(is_present).map(|shown| shown.text).unwrap_or_default()
    }

    /// The number of the screen that the newest message with buttons is; 0 for none.
    pub fn screen_id(&self) -> i64 {
        let chat = self.chat();
        let newest = chat.iter().rev().filter(|shown| shown.from_bot && !shown.deleted);
        let data = newest.flat_map(|shown| shown.buttons.iter().flatten()).filter_map(|key| {
            let screen: i64 = key.data.as_deref()?.split(':').nth(1)?.parse().ok()?;
            (screen > 0).then_some(screen)
        });
        data.into_iter().next().unwrap_or(0)
    }

    /// Waits for the answer to a press and returns its text.
    pub async fn answer_to(&self, callback_id: &str) -> String {
        let answers = || self.world.telegram.callback_answers(self.id);
        let has_come = || answers().iter().any(|answer| answer.callback_id == callback_id);
        self.world.until("the press is answered", async || has_come()).await;
        let answer = answers().into_iter().find(|answer| answer.callback_id == callback_id);
        answer.map(|answer| answer.text).unwrap_or_default()
    }

    /// Presses the newest button whose label contains `label`; returns the text of the answer.
    pub async fn taps_for_answer(&self, label: &str) -> String {
        let callback_id = self.presses(label);
        self.world.settle().await;
        self.answer_to(&callback_id).await
    }

    /// Whether some button means this.
    pub fn has_data(&self, end: &str) -> bool {
        let chat = self.chat();
        let mut keys = chat.iter().flat_map(|shown| shown.buttons.iter().flatten());
        keys.any(|key| key.data.as_deref().is_some_and(|data| data.ends_with(end)))
    }

    /// Opens an order of the list that is shown.
    pub async fn picks_order(&self, order_id: i64) {
        let end = format!(":d:{order_id}");
        let keys = self.newest().buttons.into_iter().flatten();
        let found = keys.filter_map(|key| key.data).find(|data| data.ends_with(&end));
        self.forges(&found.expect("the order is listed")).await;
    }

    /// Presses a button that need not exist, under the newest message; returns the answer's text.
    pub async fn forges(&self, data: &str) -> String {
        let message_id = self.newest().message_id;
        let callback_id = self.world.telegram.presses(self.id, self.id, message_id, data);
        self.world.settle().await;
        self.answer_to(&callback_id).await
    }

    /// Presses a button of the present screen that need not exist; `tap` is what comes behind the
    /// number of the screen.
    pub async fn forges_tap(&self, tap: &str) -> String {
        self.forges(&format!("1:{}:{tap}", self.screen_id())).await
    }

    /// Sends a picture and waits for the answer.
    pub async fn sends_photo(&self) {
        self.world.telegram.sends_photo(self.id);
        self.world.settle().await;
    }

    /// The person and their private chat as they stand in raw updates.
    pub fn raw_sender(&self) -> Value {
        let id = self.id;
        json!({
            "message_id": 9_000_000, "date": 1_793_534_400,
            "chat": { "id": id, "type": "private", "first_name": "Raw" },
            "from": { "id": id, "is_bot": false, "first_name": "Raw", "language_code": "en" },
        })
    }

    /// Sends a message whose fields beside sender and chat are the test's own.
    pub async fn sends_raw(&self, fields: Value) {
        let mut message = self.raw_sender();
        let fields = fields.as_object().cloned().unwrap_or_default();
        message.as_object_mut().unwrap().extend(fields);
        self.world.telegram.push_raw_update(json!({ "message": message }));
        self.world.settle().await;
    }

    /// Presses under the newest message, in an update of this number; returns the callback's id.
    pub fn presses_as(&self, update_id: i64, data: &str) -> String {
        self.world.telegram.set_next_update_id(update_id);
        self.world.telegram.presses(self.id, self.id, self.newest().message_id, data)
    }

    /// Walks from anywhere to the question for the link of the first service.
    pub async fn is_asked_for_the_link(&self) {
        self.says("/order").await;
        self.taps("Instagram Followers").await;
        // The first service that has a price.
        self.taps("$").await;
        self.expects("Send the link");
    }

    /// Walks on to the question for the quantity.
    pub async fn is_asked_for_the_quantity(&self) {
        self.is_asked_for_the_link().await;
        self.says("instagram.com/alice").await;
        self.expects("How many?");
    }
}

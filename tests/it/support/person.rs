//! A person in a story: writes, taps, reads.

use storefront::sandbox::telegram::Shown;

use super::world::World;

#[derive(Clone, Copy)]
pub struct Actor<'w> {
    pub world: &'w World,
    pub id: i64,
}

impl Actor<'_> {
    /// Writes and waits for the answer.
    pub async fn says(&self, text: &str) {
        self.world.telegram.says(self.id, text);
        self.world.settle().await;
    }

    /// Presses the newest button whose label contains `label`, and waits for what comes of it, the
    /// answer to the press included.
    pub async fn taps(&self, label: &str) {
        self.taps_for_answer(label).await;
    }

    /// Presses without waiting.
    pub fn presses(&self, label: &str) -> String {
        let (message_id, data) = self.button(label);
        self.world.telegram.presses(self.id, self.id, message_id, &data)
    }

    /// Message and data of the newest button whose label contains `label`, or that is the number of
    /// a line that does.
    pub fn button(&self, label: &str) -> (i64, String) {
        let chat = self.chat();
        let found =
            chat.iter().rev().filter(|shown| shown.from_bot && !shown.deleted).find_map(|shown| {
                let key = shown.button(label)?;
                Some((shown.message_id, key.data.clone()?))
            });
        found.unwrap_or_else(|| panic!("no button {label:?} in:\n{}", self.transcript()))
    }

    pub fn has_button(&self, label: &str) -> bool {
        let chat = self.chat();
        chat.iter().flat_map(|shown| shown.buttons.iter().flatten()).any(|b| b.text.contains(label))
    }

    pub fn chat(&self) -> Vec<Shown> {
        self.world.telegram.chat(self.id)
    }

    /// The newest message of the bot.
    pub fn screen(&self) -> String {
        let chat = self.chat();
        let newest = chat.iter().rev().find(|shown| shown.from_bot && !shown.deleted);
        newest.map(|shown| shown.text.clone()).unwrap_or_default()
    }

    /// The text of the answer to the newest press.
    pub fn toast(&self) -> String {
        let answers = self.world.telegram.callback_answers(self.id);
        answers.last().map(|answer| answer.text.clone()).unwrap_or_default()
    }

    /// Everything the bot has said, oldest first.
    pub fn told(&self) -> Vec<String> {
        let chat = self.chat();
        chat.into_iter().filter(|shown| shown.from_bot).map(|shown| shown.text).collect()
    }

    pub fn was_told(&self, part: &str) -> bool {
        self.told().iter().any(|text| text.contains(part))
    }

    /// How many messages of the bot contain `part`.
    pub fn times_told(&self, part: &str) -> usize {
        self.told().iter().filter(|text| text.contains(part)).count()
    }

    pub fn expects(&self, part: &str) {
        assert!(self.screen().contains(part), "expected {part:?} in:\n{}", self.transcript());
    }

    fn transcript(&self) -> String {
        let chat = self.chat();
        let line = |shown: &Shown| {
            let who = if shown.from_bot { "bot" } else { "me" };
            let keys: Vec<_> =
                shown.buttons.iter().flatten().map(|key| key.text.as_str()).collect();
            format!("{who}: {} {keys:?}", shown.text)
        };
        chat.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Walks from the menu to the confirm screen of the first service of the first category.
    pub async fn fills_in(&self, link: &str, quantity: &str) {
        self.is_asked_for_the_link().await;
        self.says(link).await;
        self.says(quantity).await;
    }

    /// Buys, and returns the number of the order.
    pub async fn buys(&self, link: &str, quantity: &str) -> i64 {
        self.fills_in(link, quantity).await;
        self.taps("Confirm").await;
        self.order_number()
    }

    /// The number in the newest "Order #1001".
    pub fn order_number(&self) -> i64 {
        let screen = self.screen();
        let digits: String = screen
            .split_once('#')
            .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect())
            .unwrap_or_default();
        digits.parse().unwrap_or_else(|_| panic!("no order in:\n{}", self.transcript()))
    }
}

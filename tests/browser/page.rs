//! The chat page as a person uses it: whose chat is open, what the newest messages say, which
//! button is pressed, what is typed. Waits for what it is told to read; must never reach around
//! the page to the sandbox.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde::Deserialize;
use storefront::bot::ui::words::Lang;

use super::driver::Browser;
use super::phrase::Phrase;

/// How long anything may take.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// A text counts as read in one of so many newest messages of the bot.
const NEWEST: usize = 4;

/// Lets go of every key.
const NO_KEYS: char = '\u{e000}';

/// Puts a text where the cursor is.
const INSERT: &str = "document.execCommand('insertText', false, arguments[0]);";

const READ: &str = "
    const text = (node) => {
      const copy = node.cloneNode(true);
      for (const part of copy.querySelectorAll('.meta, .reply')) part.remove();
      return copy.textContent;
    };
    const of = (id) => document.querySelector(`[data-testid=${id}]`);
    const messages = [...document.querySelectorAll('.message')].map((item) => ({
      is_own: item.classList.contains('own'),
      text: text(item.querySelector('.bubble')),
      keys: [...item.querySelectorAll('[data-testid=key]')].map((key) => key.textContent),
    }));
    return {
      messages,
      toast: of('toast').hidden ? '' : of('toast').textContent,
      alert: of('alert').open ? of('alert').textContent : '',
      is_busy: document.querySelector('.key.busy') !== null,
    };";

/// Scrolls to where an element stands in the middle.
const TO_THE_MIDDLE: &str = "arguments[0].scrollIntoView({ block: 'center' })";

/// What is on the page.
#[derive(Debug, Deserialize)]
pub struct Seen {
    pub messages: Vec<Message>,
    pub toast: String,
    pub alert: String,
    pub is_busy: bool,
}

#[derive(Debug, Deserialize)]
pub struct Message {
    pub is_own: bool,
    pub text: String,
    pub keys: Vec<String>,
}

impl Seen {
    /// The newest messages of the bot, the newest first.
    pub fn newest(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().rev().filter(|message| !message.is_own).take(NEWEST)
    }
}

impl Message {
    /// The number of the line of a numbered list that says this.
    fn number_of(&self, label: &str) -> Option<String> {
        self.text.lines().find_map(|line| {
            let (number, text) = line.split_once(". ")?;
            let is_key = self.keys.iter().any(|key| key == number);
            (is_key && text.contains(label)).then(|| number.to_owned())
        })
    }
}

/// The open page, and the language of whoever is looking.
pub struct Page {
    pub browser: Browser,
    pub lang: Lang,
}

impl Page {
    pub async fn seen(&self) -> Seen {
        let seen = self.browser.client.execute(READ, Vec::new()).await.unwrap();
        serde_json::from_value(seen).unwrap()
    }

    /// Waits until the page is as described.
    pub async fn until(&self, what: &str, is_it: impl Fn(&Seen) -> bool) -> Seen {
        let began = Instant::now();
        loop {
            let seen = self.seen().await;
            if is_it(&seen) {
                return seen;
            }
            let newest: Vec<&Message> = seen.newest().collect();
            let word = (&seen.toast, &seen.alert);
            assert!(began.elapsed() < PATIENCE, "never {what}: {newest:#?} {word:?}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits for an element and scrolls nothing.
    pub async fn element(&self, locator: Locator<'_>) -> Element {
        let wait = self.browser.client.wait().at_most(PATIENCE);
        let found = wait.every(Duration::from_millis(30)).for_element(locator).await;
        found.unwrap_or_else(|error| panic!("{locator:?}: {error}"))
    }

    /// Presses what has this `data-testid`.
    pub async fn presses(&self, id: &str) {
        let css = format!("[data-testid='{id}']");
        self.clicks(Locator::Css(&css)).await;
    }

    /// Clicks an element.
    async fn clicks(&self, locator: Locator<'_>) {
        self.until_drawn(async || {
            let element = self.element(locator).await;
            let clicked = element.click().await;
            // The heading lies over what was scrolled no further than to the edge.
            match &clicked {
                Err(error) if error.to_string().contains("click intercepted") => {
                    let args = vec![serde_json::to_value(&element).unwrap()];
                    self.browser.client.execute(TO_THE_MIDDLE, args).await.unwrap();
                    element.click().await
                }
                _ => clicked,
            }
        })
        .await;
    }

    /// Does something with elements that it looks for. With one that was drawn anew at that moment
    /// nothing was done.
    pub async fn until_drawn(&self, mut act: impl AsyncFnMut() -> Result<(), CmdError>) {
        let began = Instant::now();
        loop {
            match act().await {
                Ok(()) => return,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => panic!("{error}"),
            }
            assert!(began.elapsed() < PATIENCE, "the page is drawn anew all the time");
        }
    }

    /// Opens the chat of a person, who reads this language.
    pub async fn becomes(&mut self, person: i64, lang: Lang) {
        self.lang = lang;
        self.presses(&format!("person-{person}")).await;
        let css = format!("[data-testid='person-{person}'][aria-current='true']");
        self.element(Locator::Css(&css)).await;
    }

    /// Waits for a message with the words of this key.
    pub async fn reads(&self, key: &str) -> String {
        self.reads_of(key, "").await
    }

    /// Waits for a message with the words of this key and these of its arguments.
    pub async fn reads_of(&self, key: &str, part: &str) -> String {
        let phrase = Phrase::of(self.lang, key);
        let is_it = |message: &&Message| phrase.is_in(&message.text) && message.text.contains(part);
        let what = format!("{key} with {part:?}");
        let seen = self.until(&what, |seen| seen.newest().any(|message| is_it(&message))).await;
        seen.newest().find(is_it).unwrap().text.clone()
    }

    /// Waits for a word of the bot over the chat, and closes it if it wants to be closed.
    pub async fn hears(&self, key: &str) {
        let phrase = Phrase::of(self.lang, key);
        let is_it = |seen: &Seen| phrase.is_in(&seen.toast) || phrase.is_in(&seen.alert);
        if !self.until(key, is_it).await.alert.is_empty() {
            self.presses("alert-ok").await;
        }
    }

    /// Presses the newest button with the words of this key, and waits until it was answered.
    pub async fn taps(&self, key: &str) {
        let phrase = Phrase::of(self.lang, key);
        self.taps_label(phrase.longest()).await;
    }

    /// The same by a part of the label that is no text of ours.
    pub async fn taps_label(&self, label: &str) {
        self.clicks(Locator::XPath(&self.key(label).await)).await;
        self.until("an answer to the tap", |seen| !seen.is_busy).await;
    }

    /// Chooses what a line of a numbered list says, by the button of its number.
    pub async fn picks(&self, label: &str) {
        let what = format!("a line {label:?}");
        let is_there = |seen: &Seen| seen.newest().any(|list| list.number_of(label).is_some());
        let seen = self.until(&what, is_there).await;
        let number = seen.newest().find_map(|list| list.number_of(label)).unwrap();
        let path = format!("(//button[@data-testid='key'][. = \"{number}\"])[last()]");
        self.clicks(Locator::XPath(&path)).await;
        self.until("an answer to the tap", |seen| !seen.is_busy).await;
    }

    /// Two taps before the first is answered.
    pub async fn taps_twice(&self, key: &str) {
        let path = self.key(Phrase::of(self.lang, key).longest()).await;
        let element = self.element(Locator::XPath(&path)).await;
        // In one go: a little later the button is gone, and another one in its place is tapped.
        let twice = "arguments[0].click(); arguments[0].click();";
        let element = serde_json::to_value(element).unwrap();
        self.browser.client.execute(twice, vec![element]).await.unwrap();
        self.until("an answer to the taps", |seen| !seen.is_busy).await;
    }

    /// Waits for a button among the newest messages; where the newest such one is.
    async fn key(&self, label: &str) -> String {
        let what = format!("a button {label:?}");
        let is_there = |seen: &Seen| {
            seen.newest().any(|message| message.keys.iter().any(|key| key.contains(label)))
        };
        self.until(&what, is_there).await;
        format!("(//button[@data-testid='key'][contains(., \"{label}\")])[last()]")
    }

    /// Leafs through a list until a button or a line of it has this label, and chooses that.
    pub async fn leafs_to(&self, label: &str) {
        let has_line = |seen: &Seen, label: &str| {
            seen.newest().next().is_some_and(|list| list.number_of(label).is_some())
        };
        let has = |seen: &Seen, label: &str| {
            let mut lists = seen.newest().take(1);
            lists.any(|list| list.keys.iter().any(|key| key.contains(label)))
                || has_line(seen, label)
        };
        while !has(&self.seen().await, label) {
            let before = self.seen().await.newest().next().map(|list| list.keys.clone());
            self.taps_label("▶️").await;
            let is_other =
                |seen: &Seen| seen.newest().next().map(|list| list.keys.clone()) != before;
            self.until("another page", is_other).await;
        }
        if has_line(&self.seen().await, label) {
            return self.picks(label).await;
        }
        self.taps_label(label).await;
    }

    /// Types a message, of several lines if need be, and sends it.
    pub async fn writes(&self, text: &str) {
        let input = self.element(Locator::Css("[data-testid='input']")).await;
        let next_line = format!("{}{}{}", char::from(Key::Shift), char::from(Key::Enter), NO_KEYS);
        input.click().await.unwrap();
        let is_typed = |character: char| character.len_utf16() == 1;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let other = |character: char| is_typed(character) != is_typed(first);
            let (run, next) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
            if is_typed(first) {
                input.send_keys(&run.replace('\n', &next_line)).await.unwrap();
            } else {
                // No keyboard has these: an input method puts them in.
                let run = vec![run.into()];
                self.browser.client.execute(INSERT, run).await.unwrap();
            }
            rest = next;
        }
        self.presses("send").await;
        let is_said = |seen: &Seen| {
            seen.messages
                .iter()
                .rev()
                .find(|message| message.is_own)
                .is_some_and(|m| m.text == text)
        };
        self.until(text, is_said).await;
    }
}

//! Walks through the bot like a very patient person: from everything that can be typed, every
//! button is pressed once in each step of the dialogue.

use std::collections::{BTreeSet, VecDeque};

use super::screen::Rules;
use crate::support::Actor;
use storefront::bot::ui::words::Lang;
use storefront::sandbox::telegram::{Call, Shown};

/// More acts than this mean that the walk does not end.
const ACTS_MAX: usize = 1_500;
/// Buttons that lead out of where one is.
const WAYS_OUT: [&str; 9] = ["m", "x", "b", "c", "gl", "d", "an", "ao", "rv"];

#[derive(Clone, PartialEq, Eq)]
pub enum Act {
    Says(String),
    SendsPhoto,
    /// What comes behind the number of the screen, without what differs each time.
    Taps(String),
}

pub struct Crawler<'w> {
    actor: Actor<'w>,
    lang: Lang,
    rules: Rules,
    /// Orders up to this one were there before the walk.
    last_order: i64,
    seen: BTreeSet<String>,
    steps: BTreeSet<String>,
    ways: VecDeque<Vec<Act>>,
    /// Messages up to this one are read.
    read: usize,
    /// The kinds of buttons that are pressed; none for all.
    kept_to: &'static [&'static str],
}

impl<'w> Crawler<'w> {
    pub fn new(actor: Actor<'w>, lang: Lang, is_owner: bool) -> Self {
        let (seen, steps, ways) = (BTreeSet::new(), BTreeSet::new(), VecDeque::new());
        let rules = Rules::new(is_owner);
        Self { actor, lang, rules, last_order: 0, seen, steps, ways, read: 0, kept_to: &[] }
    }

    /// The same, which presses no other buttons than these.
    pub fn keeping_to(self, kept_to: &'static [&'static str]) -> Self {
        Self { kept_to, ..self }
    }

    pub fn pressed(&self) -> Vec<&str> {
        self.seen.iter().map(String::as_str).collect()
    }

    pub fn has_pressed(&self, tap: &str) -> bool {
        self.seen.iter().any(|seen| seen.split_once(' ').is_some_and(|(_, own)| own == tap))
    }

    pub fn has_seen_step(&self, step: &str) -> bool {
        self.steps.contains(step)
    }

    /// Goes on as somebody else, for whom only what is new has to be pressed.
    pub fn becomes(&mut self, actor: Actor<'w>) {
        (self.actor, self.read) = (actor, 0);
    }

    /// Begins with each of these texts and goes on wherever there is something to press.
    pub async fn walk(&mut self, texts: Vec<String>) {
        self.ways.extend(texts.into_iter().map(|text| vec![Act::Says(text)]));
        self.walk_on().await;
    }

    /// Begins with a button that works from anywhere and these texts.
    pub async fn walk_behind(&mut self, tap: &str, texts: &[&str]) {
        let texts = texts.iter().map(|text| Act::Says((*text).to_owned()));
        self.ways.push_back([Act::Taps(tap.to_owned())].into_iter().chain(texts).collect());
        self.walk_on().await;
    }

    /// Begins with a way that is known.
    pub async fn walk_way(&mut self, way: Vec<Act>) {
        self.ways.push_back(way);
        self.walk_on().await;
    }

    async fn walk_on(&mut self) {
        let newest = self.actor.world.rows("COALESCE(MAX(order_id), 0) FROM orders").await;
        self.last_order = newest[0].parse().unwrap_or(0);
        let mut acts = 0;
        while let Some(way) = self.ways.pop_front() {
            let is_gone = !self.go(&way).await;
            acts += way.len();
            assert!(acts < ACTS_MAX, "the walk does not end: {:?}", self.pressed());
            if is_gone {
                continue;
            }
            self.read_news();
            self.look_around(&way).await;
            if self.lets_work().await {
                self.read_news();
                self.look_around(&way).await;
            }
            let own = format!("gl:{}", self.lang.tag());
            let has_changed =
                |act: &Act| matches!(act, Act::Taps(tap) if tap.starts_with("gl:") && *tap != own);
            if way.iter().any(has_changed) {
                self.actor.forges_tap(&own).await;
                self.read = self.actor.chat().len();
            }
        }
        // What Telegram refuses is sent once more without markup; it must never come to that.
        let calls = self.actor.world.telegram.calls();
        let is_text = |method: &str| ["sendMessage", "editMessageText"].contains(&method);
        let is_bare = |call: &&Call| is_text(&call.method) && call.params["parse_mode"] != "HTML";
        assert_eq!(calls.iter().find(is_bare), None);
        assert_eq!(self.actor.world.count("outbox WHERE state = 2").await, 0);
        assert_eq!(self.actor.world.count("inbox WHERE state <> 1").await, 0);
    }

    /// Walks a way from its beginning; `false` when a button of it is not there any more.
    async fn go(&self, way: &[Act]) -> bool {
        for (index, act) in way.iter().enumerate() {
            match act {
                Act::Says(text) => self.actor.says(text).await,
                Act::SendsPhoto => self.actor.sends_photo().await,
                Act::Taps(tap) => {
                    let data = match self.finds(tap).await {
                        Some(data) => data,
                        // A way begins with a button that works from anywhere.
                        None if index == 0 => format!("1:{}:{tap}", self.actor.screen_id()),
                        None => return false,
                    };
                    let answer = self.actor.forges(&data).await;
                    self.rules.check(&answer, "an answer");
                }
            }
        }
        true
    }

    /// The data of a button, which may be one that workers have to bring.
    async fn finds(&self, tap: &str) -> Option<String> {
        let find = || self.offered().into_iter().find(|(own, _)| own == tap);
        let found = find();
        let found = if found.is_none() && self.lets_work().await { find() } else { found };
        found.map(|(_, data)| data)
    }

    /// Workers bring the prices that are asked for and look at the domains that wait; `false`
    /// where there was nothing to do.
    async fn lets_work(&self) -> bool {
        let world = self.actor.world;
        let workers = &world.app.workers;
        let Some(top_ups) = workers.providers.find("up") else { return false };
        let before = world.telegram.calls().len();
        workers.ask_previews(&top_ups).await.unwrap();
        workers.check_consents().await.unwrap();
        world.settle().await;
        world.telegram.calls().len() > before
    }

    /// Messages with buttons, newest first: the present screen, and what was pushed.
    fn with_keys(&self) -> Vec<Shown> {
        let mut chat = self.actor.chat();
        chat.retain(|shown| shown.from_bot && !shown.deleted && !shown.buttons.is_empty());
        chat.reverse();
        chat
    }

    /// All buttons there are: what they do, without what differs each time, and their data.
    fn offered(&self) -> Vec<(String, String)> {
        let keys =
            self.with_keys().into_iter().flat_map(|shown| shown.buttons.into_iter().flatten());
        let data = keys.filter_map(|key| key.data);
        data.map(|data| (self.plain(&data), data)).collect()
    }

    fn plain(&self, data: &str) -> String {
        let tap = data.splitn(3, ':').nth(2).unwrap_or_default();
        let parts: Vec<&str> = tap.split(':').collect();
        let is_order =
            ["d", "da", "dc", "dy", "sa", "rf", "rc", "ry", "ao", "de"].contains(&parts[0]);
        let is_ticket = ["tk", "tw", "ts", "kt", "kx"].contains(&parts[0]);
        let is_item = ["ei", "et", "el", "ex", "em"].contains(&parts[0]);
        let is_alike = ["da", "sa", "ll", "fn", "fy", "mk", "md", "cw", "rr"].contains(&parts[0]);
        let is_coupon = ["cp", "cs"].contains(&parts[0]);
        let is_text = ["wl", "we", "wx", "wq", "wa", "wr", "fq"].contains(&parts[0]);
        let plain = |(index, part): (usize, &&str)| match part.parse::<i64>() {
            // One text, one language and one question stand for all.
            _ if is_text && ["privacy", "paysupport"].contains(part) => "terms".to_owned(),
            _ if is_text && ["en", "uz"].contains(part) => "ru".to_owned(),
            Ok(_) if is_text => "#".to_owned(),
            _ if index == 1 && is_coupon => "#".to_owned(),
            // What is begun with an order, a link, a favourite, a domain or a share is the same
            // with each.
            Ok(_) if index == 1 && is_alike => "#".to_owned(),
            // The first service and the first category stand for all.
            _ if index == 1 && is_item => format!("{}1", &part[..1]),
            _ if part.len() == 32 => "#".to_owned(),
            Ok(ticket) if index == 1 && is_ticket && ticket > 1 => "#".to_owned(),
            Ok(order) if index == 1 && is_order && order > self.last_order => "new".to_owned(),
            _ => (*part).to_owned(),
        };
        parts.iter().enumerate().map(plain).collect::<Vec<_>>().join(":")
    }

    /// Notes what can be done here and was not done in this step of the dialogue before.
    async fn look_around(&mut self, way: &[Act]) {
        let step = self.actor.step().await;
        self.steps.insert(step.clone());
        let offered = self.offered().into_iter().map(|(tap, _)| tap).filter(|tap| self.may(tap));
        let mut acts: Vec<(String, Act)> =
            offered.map(|tap| (tap.clone(), Act::Taps(tap))).collect();
        let says: &[&str] = match step.as_str() {
            "Link" => &["instagram.com/alice", "@", "a@b.com", "t.me/x", "x.com/a x.com/b"],
            "Quantity" => &["150", "0", "1.5", "abc", "7", "777777777"],
            "Confirm" => &["yes"],
            "Coupon" => &["spring", "nothing"],
            "Word" => &["no such thing!"],
            "Choice" => &["no such thing!"],
            "Number" => &["1", "0", "many"],
            "ShopText" => &["Our <rules> & more"],
            "NewFaq" => &["When?\nNow & <soon>", "When?"],
            "Support" | "Ticket" => &["Where is it?", "a <b> & c"],
            "ProviderId" => &["4711", "not an id"],
            "OwnText" => &["A <name> & more", "\u{200b}"],
            _ => &[],
        };
        acts.extend(
            says.iter().map(|text| (format!("says {text}"), Act::Says((*text).to_owned()))),
        );
        if ["Link", "Quantity", "Confirm", "Support", ""].contains(&step.as_str()) {
            acts.push(("photo".to_owned(), Act::SendsPhoto));
        }
        for (name, act) in acts {
            if self.seen.insert(format!("{step}> {name}")) {
                let mut next = shortcut(way);
                next.push(act);
                self.ways.push_back(next);
            }
        }
    }

    fn may(&self, tap: &str) -> bool {
        let kind = tap.split(':').next().unwrap_or_default();
        self.kept_to.is_empty() || self.kept_to.contains(&kind)
    }

    /// Reads everything new, and the present screen again: it may have been edited.
    fn read_news(&mut self) {
        let chat = self.actor.chat();
        let own = |shown: &&Shown| shown.from_bot && !shown.deleted;
        for shown in chat.iter().skip(self.read.saturating_sub(1)).filter(own) {
            self.rules.check_message(shown);
        }
        self.read = chat.len();
        let mark = format!("1:{}:", self.actor.screen_id());
        let is_screen = |shown: &Shown| {
            let mut keys = shown.buttons.iter().flatten();
            keys.any(|key| key.data.as_deref().is_some_and(|data| data.starts_with(&mark)))
        };
        let screen = self.with_keys().into_iter().find(is_screen).expect("a screen");
        self.rules.check_message(&screen);
        let leads_out = |data: &str| {
            let tap = data.splitn(3, ':').nth(2).unwrap_or_default();
            WAYS_OUT.contains(&tap.split(':').next().unwrap_or_default())
        };
        let mut data = screen.buttons.iter().flatten().filter_map(|key| key.data.as_deref());
        assert!(data.any(leads_out), "no way out of: {screen:?}");
    }
}

/// The end of a way that begins with the last button that works from anywhere.
fn shortcut(way: &[Act]) -> Vec<Act> {
    const FROM_ANYWHERE: [&str; 19] = [
        "m", "c", "s", "v", "o", "l", "w", "g", "h", "rv", "sp", "kl", "tk", "ei", "wt", "wl",
        "wq", "cl", "iv",
    ];
    let begins = |act: &Act| match act {
        Act::Taps(tap) => FROM_ANYWHERE.contains(&tap.split(':').next().unwrap_or_default()),
        Act::Says(text) => text.starts_with('/'),
        Act::SendsPhoto => false,
    };
    let first = way.iter().rposition(begins).unwrap_or(0);
    way[first..].to_vec()
}

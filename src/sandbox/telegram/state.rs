//! Everything the sandboxed Telegram remembers: people, chats, messages, updates, calls, faults.
//! It owns the bounds of each store.
//! It must never wait or do I/O: it lives behind one mutex that is held for moments.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use serde_json::{Map, Value};

use super::entities::Entity;
use super::faults::Fault;
use super::people::Person;
use super::profile::Profile;
use super::shown::{Call, CallbackAnswer};
use super::stars::{StarBook, Stars};
use super::webhook::Webhook;

pub(super) const MAX_MESSAGES_PER_CHAT: usize = 2_000;
pub(super) const MAX_PENDING_UPDATES: usize = 100_000;
const MAX_PAST_UPDATES: usize = 20_000;
const MAX_CALLS: usize = 50_000;
const MAX_CALLBACKS: usize = 100_000;
const MAX_ANSWERS: usize = 20_000;
const MAX_FILES: usize = 2_000;

/// The account under which anonymous group admins write (a fixed id of Telegram).
pub(super) const ANONYMOUS_ADMIN_ID: i64 = 1_087_968_824;

/// Milliseconds since 1970 by the real clock.
#[expect(clippy::disallowed_methods, reason = "the sandbox is a world with its own time")]
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sender {
    Bot,
    Person(i64),
    /// An admin who writes as the group.
    Group,
}

#[derive(Debug)]
pub(super) struct StoredFile {
    pub id: String,
    pub path: String,
    pub name: String,
    pub mime: &'static str,
    /// `None` where the bot named a URL: the sandbox fetches nothing.
    pub bytes: Option<Bytes>,
    /// Pixels; 0 for what is no picture.
    pub width: u32,
    pub height: u32,
}

#[derive(Debug, Clone)]
pub(super) enum Media {
    Photo(Arc<StoredFile>),
    Document(Arc<StoredFile>),
}

impl Media {
    pub fn file(&self) -> &Arc<StoredFile> {
        match self {
            Self::Photo(file) | Self::Document(file) => file,
        }
    }
}

/// One message as it is stored. `text` is the caption where there is media.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub id: i64,
    pub from: Sender,
    pub date_ms: i64,
    pub text: String,
    pub entities: Vec<Entity>,
    /// The text as it was sent, tags included.
    pub source: String,
    pub media: Option<Media>,
    pub markup: Option<Value>,
    pub stars: Option<Stars>,
    pub reply_to: Option<i64>,
    pub edited: u32,
    pub edit_date_ms: i64,
    pub deleted: bool,
    /// The version of the world at the last change of this message.
    pub version: u64,
}

#[derive(Debug)]
pub(super) struct Chat {
    /// `Some` for groups.
    pub title: Option<String>,
    /// The person has written at least once, so the bot may write.
    pub started: bool,
    /// The bot is blocked here, or was removed from the group.
    pub blocked: bool,
    pub migrated_to: Option<i64>,
    pub messages: BTreeMap<i64, Stored>,
    /// How many messages the bot ever sent here.
    pub bot_messages: u64,
}

#[derive(Debug)]
pub(super) struct PendingUpdate {
    pub body: Value,
    /// A redelivered update reaches the bot once more whatever its offset says.
    pub forced: bool,
    pub handed: bool,
}

#[derive(Debug)]
pub(super) struct Callback {
    pub user_id: i64,
    pub at: Instant,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub people: BTreeMap<i64, Person>,
    pub chats: BTreeMap<i64, Chat>,
    pub pending: BTreeMap<i64, PendingUpdate>,
    pub past_updates: VecDeque<(i64, Value)>,
    pub next_update_id: i64,
    pub next_message_id: i64,
    pub next_file: u64,
    pub callbacks: HashMap<String, Callback>,
    pub callback_order: VecDeque<String>,
    pub answers: VecDeque<(i64, u64, CallbackAnswer)>,
    pub calls: VecDeque<Call>,
    pub faults: Vec<Fault>,
    pub files: VecDeque<Arc<StoredFile>>,
    pub profile: Profile,
    pub star_book: StarBook,
    pub webhook: Option<Webhook>,
    pub allowed_updates: Vec<String>,
    /// Counts getUpdates calls: a newer one ends the one that waits.
    pub poll_generation: u64,
    /// Counts setWebhook calls: a pump of an older one ends.
    pub webhook_generation: u64,
    pub version: u64,
    /// Differs in every world, so that a page that outlives one notices.
    pub world_id: u64,
    pub callback_expiry_ms: u64,
    pub webhook_retry_ms: u64,
}

impl State {
    pub fn new() -> Self {
        Self {
            next_update_id: 100_000_001,
            next_message_id: 1,
            world_id: rand::random(),
            callback_expiry_ms: 15 * 60 * 1_000,
            webhook_retry_ms: 100,
            ..Self::default()
        }
    }

    /// The next version of the world; whoever changes something visible takes one.
    pub fn bump(&mut self) -> u64 {
        self.version += 1;
        self.version
    }

    /// A chat, made on first sight.
    pub fn chat_mut(&mut self, chat_id: i64) -> &mut Chat {
        self.chats.entry(chat_id).or_insert_with(|| Chat {
            title: None,
            started: false,
            blocked: false,
            migrated_to: None,
            messages: BTreeMap::new(),
            bot_messages: 0,
        })
    }

    pub fn message(&self, chat_id: i64, message_id: i64) -> Option<&Stored> {
        self.chats.get(&chat_id)?.messages.get(&message_id).filter(|message| !message.deleted)
    }

    pub fn message_mut(&mut self, chat_id: i64, message_id: i64) -> Option<&mut Stored> {
        let chat = self.chats.get_mut(&chat_id)?;
        chat.messages.get_mut(&message_id).filter(|message| !message.deleted)
    }

    /// Stores a message under a new id and forgets the oldest beyond the bound.
    pub fn store(&mut self, chat_id: i64, mut message: Stored) -> i64 {
        let id = self.next_message_id;
        self.next_message_id += 1;
        message.id = id;
        message.version = self.bump();
        let chat = self.chat_mut(chat_id);
        if message.from == Sender::Bot {
            chat.bot_messages += 1;
        }
        chat.messages.insert(id, message);
        while chat.messages.len() > MAX_MESSAGES_PER_CHAT {
            chat.messages.pop_first();
        }
        id
    }

    pub fn keep_call(&mut self, call: Call) {
        if self.calls.len() >= MAX_CALLS {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
    }

    pub fn keep_callback(&mut self, id: String, user_id: i64) {
        if self.callback_order.len() >= MAX_CALLBACKS
            && let Some(oldest) = self.callback_order.pop_front()
        {
            self.callbacks.remove(&oldest);
        }
        self.callback_order.push_back(id.clone());
        self.callbacks.insert(id, Callback { user_id, at: Instant::now() });
    }

    pub fn keep_answer(&mut self, user_id: i64, answer: CallbackAnswer) {
        if self.answers.len() >= MAX_ANSWERS {
            self.answers.pop_front();
        }
        let version = self.bump();
        self.answers.push_back((user_id, version, answer));
    }

    /// Stores a file; its id is what getFile and a later send may name.
    pub fn keep_file(&mut self, name: &str, folder: &str, bytes: Option<Bytes>) -> Arc<StoredFile> {
        self.next_file += 1;
        let number = self.next_file;
        let content = bytes.as_deref().unwrap_or_default();
        let (mime, ending) = super::media::sniff(content);
        let (width, height) = super::media::pixels(content);
        let file = Arc::new(StoredFile {
            id: format!("sandbox-file-{number}"),
            path: format!("{folder}/file_{number}.{ending}"),
            name: name.to_owned(),
            mime,
            bytes,
            width,
            height,
        });
        if self.files.len() >= MAX_FILES {
            self.files.pop_front();
        }
        self.files.push_back(file.clone());
        file
    }

    /// Queues an update for the bot if it asked for this kind. Returns its id either way.
    pub fn queue_update(&mut self, kind: &str, content: Value) -> i64 {
        let id = self.next_update_id;
        self.next_update_id += 1;
        let mut body = Map::new();
        body.insert("update_id".into(), id.into());
        body.insert(kind.into(), content);
        let allowed = &self.allowed_updates;
        if allowed.is_empty() || allowed.iter().any(|name| name == kind) {
            self.queue_body(id, Value::Object(body), false);
        }
        id
    }

    pub fn queue_body(&mut self, id: i64, body: Value, forced: bool) {
        if self.past_updates.len() >= MAX_PAST_UPDATES {
            self.past_updates.pop_front();
        }
        self.past_updates.push_back((id, body.clone()));
        self.pending.insert(id, PendingUpdate { body, forced, handed: false });
        while self.pending.len() > MAX_PENDING_UPDATES {
            self.pending.pop_first();
        }
    }
}

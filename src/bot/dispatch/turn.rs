//! The unit of work of one update. A turn owns a share of the transaction, is the dialogue storage
//! of teloxide over it, and collects what will be said. Nothing it does leaves the process before
//! the commit, and it never calls the network.

use std::convert::Infallible;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};

use futures::future::BoxFuture;
use teloxide::dispatching::dialogue::Storage;
use teloxide::types::ChatId as TelegramChat;
use tokio::sync::{Mutex, MutexGuard};

use super::state::State;
use crate::bot::ingest::stars::StarEvent;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::menu;
use crate::bot::ui::refusal;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Lang, Words, escape_html};
use crate::domain::ids::{ChatId, ScreenId};
use crate::flows::tickets::staff::Source;
use crate::flows::{Ctx, FlowError, Shop, UserError};
use crate::store::outbox::{Lane, Method, Outgoing};
use crate::store::people::Person;
use crate::store::tickets::messages::TicketMessage;
use crate::store::{StoreError, Tx, dialogues, outbox, people, screens};

/// What a handler comes to.
pub type Outcome = Result<(), FlowError>;

/// What began a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Somebody wrote or sent something.
    Typed,
    /// Somebody pressed a button.
    Pressed {
        /// Must be answered once.
        callback_id: String,
        /// The screen named by the button; `None` when it cannot be read.
        screen_id: Option<ScreenId>,
    },
    /// An admin replied to a message of the bot in the admin group. Nothing of their private chat
    /// may change by it.
    StaffReply,
    /// Anything else.
    Other,
}

/// The answer to a pressed button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// Telegram's id of the press.
    pub callback_id: String,
    /// Shown as a toast; empty for none.
    pub text: String,
    /// Shown in a window that must be closed.
    pub is_alert: bool,
    /// Where the button was pressed; 0 when that is not known.
    pub chat_id: ChatId,
    /// The person's language.
    pub lang: Lang,
}

impl CallbackAnswer {
    /// An answer that shows nothing: the button stops turning.
    #[must_use]
    pub fn silent(callback_id: String) -> Self {
        let (text, lang) = (String::new(), Lang::default());
        Self { callback_id, text, is_alert: false, chat_id: ChatId::NONE, lang }
    }
}

/// One update being handled.
pub struct Turn {
    /// Who the shop is.
    pub shop: Arc<Shop>,
    /// When the turn began, unix milliseconds.
    pub now_ms: i64,
    /// Who wrote, as they were when the turn began.
    pub person: Person,
    /// What began it.
    pub origin: Origin,
    tx: Arc<Mutex<Tx>>,
    memo: StdMutex<Memo>,
}

/// What a turn gathers until its end.
struct Memo {
    state: State,
    is_state_changed: bool,
    is_state_lost: bool,
    lang: Lang,
    screen_id: ScreenId,
    toast: Option<(String, bool)>,
    replied: Option<TicketMessage>,
    star_event: Option<StarEvent>,
    bot_name: String,
}

impl Turn {
    /// What a use case works with, in this turn.
    pub fn ctx<'a>(&'a self, tx: &'a mut Tx) -> Ctx<'a> {
        Ctx { tx, shop: &self.shop, now_ms: self.now_ms }
    }

    /// A turn of `person`, whose dialogue was stored as `dialogue`.
    #[must_use]
    pub fn new(
        shop: Arc<Shop>,
        tx: Arc<Mutex<Tx>>,
        (person, dialogue): (Person, Option<String>),
        origin: Origin,
        now_ms: i64,
    ) -> Self {
        let state = dialogue.as_deref().map(State::from_text);
        let memo = Memo {
            is_state_lost: matches!(state, Some(None)),
            state: state.flatten().unwrap_or_default(),
            is_state_changed: false,
            lang: person.lang(),
            screen_id: person.screen_id,
            toast: None,
            replied: None,
            star_event: None,
            bot_name: String::new(),
        };
        Self { shop, now_ms, person, origin, tx, memo: StdMutex::new(memo) }
    }

    fn memo(&self) -> std::sync::MutexGuard<'_, Memo> {
        self.memo.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The transaction of this turn, to change something. Not to be kept across another call of
    /// the turn.
    pub async fn write_tx(&self) -> MutexGuard<'_, Tx> {
        let mut tx = self.tx.lock().await;
        tx.will_change().await;
        tx
    }

    /// The transaction of this turn, only to read. Not to be kept across another call of the turn.
    pub async fn read_tx(&self) -> MutexGuard<'_, Tx> {
        self.tx.lock().await
    }

    /// The shop's words in the person's language.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::new(self.memo().lang, &self.shop.currency)
    }

    /// The person's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.memo().lang
    }

    /// Speaks another language from now on.
    pub fn speak(&self, lang: Lang) {
        self.memo().lang = lang;
    }

    /// Notes the bot's username.
    pub fn set_bot_name(&self, username: &str) {
        username.clone_into(&mut self.memo().bot_name);
    }

    /// The link that opens the bot with a word behind `start=`; `None` where its name is not known.
    #[must_use]
    pub fn start_link(&self, word: &str) -> Option<String> {
        let memo = self.memo();
        let name = Some(memo.bot_name.as_str()).filter(|name| !name.is_empty());
        name.map(|name| format!("https://t.me/{name}?start={word}"))
    }

    /// Whether the person owns the shop.
    #[must_use]
    pub fn is_admin(&self) -> bool {
        self.shop.is_admin(self.person.person_id)
    }

    /// Whether the shop has a way to pay money in.
    #[must_use]
    pub fn can_deposit(&self) -> bool {
        !self.shop.deposits.ways.is_empty()
    }

    /// Whether this is an admin's reply in the admin group.
    #[must_use]
    pub fn is_in_staff_chat(&self) -> bool {
        self.origin == Origin::StaffReply
    }

    /// Notes which ticket the message replies to.
    pub fn set_star_event(&self, event: Option<StarEvent>) {
        self.memo().star_event = event;
    }

    /// What the update says about Stars, if it does.
    #[must_use]
    pub fn star_event(&self) -> Option<StarEvent> {
        self.memo().star_event.clone()
    }

    /// Keeps the message of a ticket that was replied to.
    pub fn set_replied(&self, post: Option<TicketMessage>) {
        self.memo().replied = post;
    }

    /// Which ticket the message replies to, if this person's reply goes there.
    #[must_use]
    pub fn replied(&self) -> Option<TicketMessage> {
        self.memo().replied
    }

    /// Whether the stored dialogue could not be read by this version.
    #[must_use]
    pub fn is_state_lost(&self) -> bool {
        self.memo().is_state_lost
    }

    /// Where the person is in the dialogue now.
    #[must_use]
    pub fn state(&self) -> State {
        self.memo().state.clone()
    }

    /// Moves the person in the dialogue.
    pub fn go(&self, state: State) {
        let mut memo = self.memo();
        memo.is_state_changed |= memo.state != state || memo.is_state_lost;
        memo.is_state_lost = false;
        memo.state = state;
    }

    /// A look elsewhere ends a question that is beside orders; an order that was begun is kept for
    /// its Continue button.
    pub fn leave_question(&self) {
        self.go(self.state().without_question());
    }

    /// Whether the pressed button belongs to the person's present screen or to no screen at all.
    #[must_use]
    pub fn is_press_current(&self) -> bool {
        match &self.origin {
            Origin::Pressed { screen_id: Some(screen_id), .. } => {
                *screen_id == ScreenId::NONE || *screen_id == self.person.screen_id
            }
            _ => false,
        }
    }

    /// Answers the pressed button with a toast; the last word wins.
    pub fn toast(&self, text: impl Into<String>) {
        self.memo().toast = Some((text.into(), false));
    }

    /// Answers the pressed button with a window that must be closed.
    pub fn alert(&self, text: impl Into<String>) {
        self.memo().toast = Some((text.into(), true));
    }

    /// Answers the press of an old screen's button, of another version's, or of somebody else's.
    pub fn answer_old_button(&self) {
        self.toast(self.words().word("button-old"));
    }

    /// Says why a use case did not happen: over the pressed button, or as a message. Flows refuse
    /// before they write, so there is nothing to take back.
    pub async fn refuse(&self, error: &UserError) -> Result<(), FlowError> {
        let words = self.words();
        let text = refusal::of_flow(&words, error);
        if matches!(self.origin, Origin::Pressed { .. }) {
            self.alert(text);
            return Ok(());
        }
        let view = View::new(escape_html(&text));
        self.say(view.row([menu_button(&words)])).await
    }

    /// Shows a view as the person's screen: by editing it when one of its own buttons was pressed,
    /// else as a new message below, and the old one loses its buttons. What asks is never an edit.
    pub async fn show(&self, view: View) -> Result<(), FlowError> {
        let view = View { asks: self.memo().state.wants_words(), ..view };
        let present = self.memo().screen_id;
        let tapped = match &self.origin {
            Origin::Pressed { screen_id, .. } => *screen_id,
            _ => None,
        };
        // A question that is answered by typing comes as a new message: apps begin the reply.
        let is_edit = tapped.is_some_and(|tapped| tapped == present && present.is_some());
        if is_edit && !view.asks {
            return self.write(view.edit(self.chat_id(), present)).await;
        }
        let screen_id = {
            let mut tx = self.write_tx().await;
            screens::insert(&mut tx, self.person.person_id, self.now_ms).await?
        };
        {
            let mut tx = self.write_tx().await;
            people::set_screen(&mut tx, self.person.person_id, screen_id).await?;
        }
        self.memo().screen_id = screen_id;
        self.write(view.message(self.chat_id(), screen_id)).await?;
        if !present.is_some() {
            return Ok(());
        }
        // After the reply, and only if nobody has to wait for it: old buttons do no harm.
        let method = Method::EditMessageReplyMarkup;
        let bare = Outgoing::new(self.chat_id(), Lane::Tidying, method, self.bare_payload());
        self.write(Outgoing { screen_id: present, ..bare }).await
    }

    /// Leaves a view in the chat as a message that lives on by itself: the screen on which was
    /// pressed becomes it, and whatever is shown next comes below.
    pub async fn leave(&self, view: View) -> Result<(), FlowError> {
        let present = self.memo().screen_id;
        let tapped = match &self.origin {
            Origin::Pressed { screen_id, .. } => *screen_id,
            _ => None,
        };
        if !tapped.is_some_and(|tapped| tapped == present && present.is_some()) {
            let mut tx = self.write_tx().await;
            let screen_id = screens::insert(&mut tx, self.person.person_id, self.now_ms).await?;
            drop(tx);
            return self.write(view.message_of_its_own(self.chat_id(), screen_id)).await;
        }
        {
            let mut tx = self.write_tx().await;
            people::set_screen(&mut tx, self.person.person_id, ScreenId::NONE).await?;
        }
        self.memo().screen_id = ScreenId::NONE;
        self.write(view.edit_of_its_own(self.chat_id(), present)).await
    }

    /// Sends a view as a message of its own that is no screen.
    pub async fn say(&self, view: View) -> Result<(), FlowError> {
        self.write(view.message(self.chat_id(), ScreenId::NONE)).await
    }

    /// Sends a view below a message of some chat.
    pub async fn say_below(&self, at: Source, view: &View) -> Result<(), FlowError> {
        let payload = view.replying(at.chat_id, at.message_id);
        let message = Outgoing::new(at.chat_id, Lane::Reply, Method::SendMessage, payload);
        let mut tx = self.write_tx().await;
        outbox::insert(&mut tx, message, self.now_ms).await?;
        Ok(())
    }

    /// Gives an admin's chat its own command menu in every language.
    pub async fn set_admin_menu(&self) -> Result<(), FlowError> {
        for lang in Lang::ALL {
            let words = Words::new(lang, &self.shop.currency);
            let payload = menu::for_admin(&words, self.person.person_id).to_string();
            let method = Method::SetMyCommands;
            self.write(Outgoing::new(self.chat_id(), Lane::Reply, method, payload)).await?;
        }
        Ok(())
    }

    fn bare_payload(&self) -> String {
        serde_json::json!({ "chat_id": self.person.person_id }).to_string()
    }

    pub(crate) fn chat_id(&self) -> ChatId {
        ChatId::with(self.person.person_id)
    }

    pub(crate) async fn write(&self, message: Outgoing) -> Result<(), FlowError> {
        // What is said is written with what the others of the commit say, so this is no change yet.
        let mut tx = self.read_tx().await;
        Ok(outbox::insert(&mut tx, message, self.now_ms).await?)
    }

    /// Writes the dialogue if it changed, and hands over the answer to the pressed button.
    pub async fn finish(&self) -> Result<Option<CallbackAnswer>, StoreError> {
        let (state, is_changed, toast) = {
            let mut memo = self.memo();
            (memo.state.clone(), memo.is_state_changed, memo.toast.take())
        };
        if is_changed {
            let mut tx = self.read_tx().await;
            if state == State::Idle {
                dialogues::remove(&mut tx, self.person.person_id);
            } else {
                let text = state.to_text();
                dialogues::set(&mut tx, self.person.person_id, text, self.now_ms);
            }
        }
        let Origin::Pressed { callback_id, .. } = &self.origin else { return Ok(None) };
        let (text, is_alert) = toast.unwrap_or_default();
        let (chat_id, lang) = (self.person.person_id, self.memo().lang);
        let callback_id = callback_id.clone();
        Ok(Some(CallbackAnswer {
            callback_id,
            text,
            is_alert,
            chat_id: ChatId::with(chat_id),
            lang,
        }))
    }
}

/// The dialogue storage that teloxide's `dialogue::enter` asks: this turn's own memory, written
/// back at its end in the same transaction as everything else.
impl Storage<State> for Turn {
    type Error = Infallible;

    fn remove_dialogue(
        self: Arc<Self>,
        _: TelegramChat,
    ) -> BoxFuture<'static, Result<(), Infallible>> {
        self.go(State::Idle);
        Box::pin(async { Ok(()) })
    }

    fn update_dialogue(
        self: Arc<Self>,
        _: TelegramChat,
        state: State,
    ) -> BoxFuture<'static, Result<(), Infallible>> {
        self.go(state);
        Box::pin(async { Ok(()) })
    }

    fn get_dialogue(
        self: Arc<Self>,
        _: TelegramChat,
    ) -> BoxFuture<'static, Result<Option<State>, Infallible>> {
        let state = self.state();
        Box::pin(async move { Ok(Some(state)) })
    }
}

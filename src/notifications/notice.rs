//! What happened, in a form that knows neither language nor chat: the voice turns it into a
//! message that is written in the same transaction. Must never carry a provider's text to a
//! customer.

use super::digest::SomeOrders;
use super::recipient::{ear_of, push};
use crate::domain::alert::{AlertKey, IntakeTrouble};
use crate::domain::catalog::digest::UnreadRows;
use crate::domain::ids::{ChatId, OrderId, OutboxId, PersonId, ServiceId, TicketId, UpdateId};
use crate::domain::money::Money;
use crate::domain::order::{OrderState, Reason};
use crate::domain::provider::{Meaning, Said, Trouble};
use crate::domain::top_up::DeclineReason;
use crate::flows::catalog::resync::Report;
use crate::flows::deposits::by_hand::{Gift, TopUpCard};
use crate::flows::orders::charge::Overcharge;
use crate::flows::owners::admin_chat::alert_chats;
use crate::flows::{Ctx, FlowError};
use crate::notifications::ticket::{DeskNotice, Letter, Place};
use crate::store::people::Person;
use crate::store::previews::PreviewRequest;
use crate::store::stops::Stop;
use crate::store::{Tx, alerts, people};

/// Something a customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerNotice {
    /// An order changed.
    Order(OrderChange),
    /// An admin gave money.
    Credited {
        /// How much.
        amount: Money,
        /// What may be spent now.
        available: Money,
        /// The admin's words.
        reason: String,
        /// Whether an order waits to be confirmed.
        has_open_checkout: bool,
    },
    /// An admin took money.
    Debited {
        /// How much.
        amount: Money,
        /// What may be spent now.
        available: Money,
        /// What is owed now.
        owed: Money,
        /// The admin's words.
        reason: String,
    },
    /// An admin declined a request for a top-up.
    TopUpDeclined {
        /// How much was asked for.
        amount: Money,
        /// Why.
        reason: DeclineReason,
        /// Whether an order waits to be confirmed.
        has_open_checkout: bool,
    },
    /// An admin returned money of an order.
    Refunded {
        /// The order.
        order_id: OrderId,
        /// How much.
        amount: Money,
        /// The admin's words.
        reason: String,
    },
}

/// A change of an order as its customer reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderChange {
    /// The order.
    pub order_id: OrderId,
    /// Our name of the service.
    pub service: String,
    /// Where it stands now.
    pub state: OrderState,
    /// What explains it, if anything.
    pub reason: Option<Reason>,
    /// How much was billed, which is what the remains are part of.
    pub quantity: i64,
    /// What was not delivered, if known.
    pub remains: Option<i64>,
    /// What the customer paid.
    pub paid: Money,
    /// What went back just now.
    pub returned_now: Money,
    /// What went back in all.
    pub returned: Money,
    /// The service, for a fresh quote after a price rise.
    pub service_id: ServiceId,
    /// An admin's own words, or empty.
    pub words: String,
}

/// A person by number and name; the name is their own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Telegram user id.
    pub person_id: PersonId,
    /// As Telegram tells it.
    pub name: String,
}

impl Who {
    /// Somebody who is known.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self { person_id: person.person_id, name: person.name.clone() }
    }
}

/// Something admins are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdminNotice {
    /// An order waits for a decision.
    Review {
        /// The order.
        order_id: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Decisions are still missing.
    ReviewsWaiting {
        /// How many.
        count: i64,
    },
    /// A provider is in trouble.
    Provider {
        /// Its name in the settings.
        provider: String,
        /// Which.
        trouble: Trouble,
        /// What it said; for owners alone, not for a group.
        said: Option<Said>,
    },
    /// A provider gets no orders any more, or is still stopped after an owner's trial.
    ProviderStopped {
        /// Which, why and what it said.
        stop: Stop,
        /// Whether an owner's trial has failed just now.
        is_after_trial: bool,
    },
    /// An owner lets one order be sent to a stopped provider.
    ProviderResumed {
        /// Who did it.
        actor: Who,
        /// Its name in the settings.
        provider: String,
    },
    /// An owner says what a provider's sentence means, or takes it back.
    WordsFiled {
        /// Who did it.
        actor: Who,
        /// Its name in the settings.
        provider: String,
        /// The sentence.
        words: String,
        /// What it means.
        meaning: Meaning,
        /// Whether it was taken back.
        is_removed: bool,
    },
    /// A provider works again.
    ProviderBack {
        /// Its name in the settings.
        provider: String,
    },
    /// A catalog answer was refused: empty, shrunken or unreadable.
    CatalogRefused {
        /// Its name in the settings.
        provider: String,
        /// Visible services that are known.
        known: i64,
        /// How many of them were listed; -1 when the answer was unreadable.
        listed: i64,
    },
    /// Rows of a provider's list cannot be read.
    RowsUnread {
        /// Its name in the settings.
        provider: String,
        /// Which, and why.
        rows: UnreadRows,
    },
    /// A provider's automatic returns were stopped for the hour.
    ReturnsStopped {
        /// Its name in the settings.
        provider: String,
    },
    /// A report about an order was strange.
    Attention {
        /// The order.
        order_id: OrderId,
        /// Why.
        reason: Reason,
    },
    /// A provider charges far more for an order than it was to cost.
    Overcharge(Box<Overcharge>),
    /// So it does for several orders.
    OverchargeMany(SomeOrders),
    /// An answer to an attempt that was over already.
    LateAnswer {
        /// The order.
        order_id: OrderId,
        /// What was answered.
        answer: Reason,
        /// The id that came along, or empty.
        provider_order_id: String,
    },
    /// Answers about several orders came too late.
    LateAnswerMany(SomeOrders),
    /// A provider accepted an order that had been returned to the customer or sent again.
    LateAcceptance {
        /// The order.
        order_id: OrderId,
        /// The provider's id.
        provider_order_id: String,
        /// What the shop lost.
        loss: Money,
        /// Whether its money had gone back; else it was sent again.
        was_returned: bool,
    },
    /// An admin moved money.
    MoneyAct {
        /// Stable name of the act.
        act: &'static str,
        /// Who did it.
        actor: Who,
        /// Whose account.
        person: Who,
        /// The order, or 0.
        order_id: OrderId,
        /// How much.
        amount: Money,
        /// The admin's words.
        reason: String,
    },
    /// An admin changed the markup; in percent.
    MarkupSet {
        /// Who did it.
        actor: Who,
        /// What was in force.
        before: String,
        /// What is in force now.
        after: String,
        /// Whether it went back to the settings' value.
        is_reset: bool,
    },
    /// An owner was removed.
    OwnerRemoved {
        /// Who did it.
        actor: Who,
        /// Who owns the shop no more.
        person: Who,
    },
    /// Beside the owners of the settings others have claimed the shop.
    OwnersClaimed {
        /// Who.
        owners: Vec<Who>,
    },
    /// What a look at a provider's list has found, for whoever asked for it.
    Synced(Box<Report>),
    /// An update could not be handled and waits for a human.
    Parked {
        /// What the person was shown too.
        error_id: String,
        /// The person, or 0.
        person_id: PersonId,
    },
    /// A message could not be sent and waits for a human.
    Undeliverable {
        /// The row.
        outbox_id: OutboxId,
        /// The chat.
        chat_id: ChatId,
        /// Telegram's code and words, or a word of ours.
        reason: String,
    },
    /// A known update id came with another body.
    StrangeUpdate {
        /// Telegram's id.
        update_id: UpdateId,
    },
    /// The chat for alerts does not take messages; the owners get them until it does.
    AdminChatLost,
    /// Another program reads the bot's updates or set a webhook.
    IntakeConflict {
        /// How it is known.
        trouble: IntakeTrouble,
    },
    /// Reports about several orders were strange.
    AttentionMany {
        /// How many.
        count: i64,
        /// The first of the orders, at most ten.
        order_ids: Vec<OrderId>,
    },
    /// Several updates could not be handled and wait for a human.
    ParkedMany {
        /// How many.
        count: i64,
        /// The first of the ids that people were shown, at most ten.
        error_ids: Vec<String>,
    },
    /// The machine's clock was set.
    ClockSet {
        /// By so many milliseconds; back when negative.
        by_ms: i64,
    },
    /// At the start the machine's clock was behind what the shop had seen of the time.
    ClockFoundBack {
        /// By so many milliseconds at least.
        by_ms: i64,
    },
    /// Orders have not changed for a month.
    Stuck {
        /// The orders, at most fifty.
        order_ids: Vec<OrderId>,
    },
    /// Customers have waited for a day for an answer.
    TicketsWaiting {
        /// How many.
        count: i64,
        /// Those who wait longest, at most ten.
        ticket_ids: Vec<TicketId>,
    },
    /// The ledger does not add up.
    Audit {
        /// How many checks failed.
        violations: i64,
    },
}

/// What a provider says of an id; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdFacts {
    /// The status text.
    pub status: String,
    /// What it charged, in its currency.
    pub charge: String,
    /// Its currency.
    pub currency: String,
    /// The counter before delivery.
    pub start_count: String,
    /// What was not delivered yet.
    pub remains: String,
}

/// Turns notices into Bot API payloads. Implemented by the bot, which alone knows texts.
pub trait Voice: Send + Sync {
    /// JSON of a `sendMessage` to a customer in their language (an IETF tag, or empty).
    fn customer(&self, chat_id: ChatId, language: &str, notice: &CustomerNotice) -> String;
    /// JSON of a `sendMessage` to an admin chat.
    fn admin(&self, chat_id: ChatId, language: &str, notice: &AdminNotice) -> String;
    /// JSON of a `sendMessage` to the admin who typed a provider's id: what the provider says of
    /// it, and the button that attaches it. Without facts the provider does not know the id.
    fn id_preview(
        &self,
        language: &str,
        request: &PreviewRequest,
        facts: Option<&IdFacts>,
    ) -> String;
    /// JSON of a `sendMessage` or an edit that shows an owner a request for a top-up.
    fn top_up_card(&self, chat_id: ChatId, language: &str, card: &TopUpCard) -> String;
    /// What the button of such a card does, as it is kept until it is pressed.
    fn top_up_act(&self, gift: &Gift) -> String;
    /// What a customer reads in their statement of a top-up that they asked for.
    fn top_up_reason(&self, language: &str) -> String;
    /// JSON of the `sendMessage`s, in order, that tell the desk of a ticket.
    fn desk(&self, place: &Place<'_>, notice: &DeskNotice) -> Vec<String>;
    /// JSON of the `sendMessage`s, in order, that tell a customer of their ticket.
    fn letter(&self, chat_id: ChatId, language: &str, letter: &Letter) -> Vec<String>;
}

/// Writes a message to a customer, kept for them if they have blocked the bot.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    notice: &CustomerNotice,
) -> Result<(), FlowError> {
    let ear = ear_of(ctx.tx, person_id).await?;
    let payload = ctx.shop.voice.customer(ChatId::with(person_id), &ear.language, notice);
    push(ctx.tx, (ChatId::with(person_id), &ear), payload, ctx.now_ms).await
}

/// Writes a message to the admin chat, or to every owner where there is none or it is lost.
///
/// # Errors
/// When the database fails.
pub async fn tell_admins(ctx: &mut Ctx<'_>, notice: &AdminNotice) -> Result<(), FlowError> {
    for chat_id in alert_chats(ctx, notice).await? {
        let ear = ear_of(ctx.tx, chat_id.person()).await?;
        let payload = ctx.shop.voice.admin(chat_id, &ear.language, notice);
        push(ctx.tx, (chat_id, &ear), payload, ctx.now_ms).await?;
    }
    Ok(())
}

/// Tells admins of a trouble unless they were told of it within `quiet_ms`.
///
/// # Errors
/// When the database fails.
pub async fn tell_admins_once(
    ctx: &mut Ctx<'_>,
    (key, quiet_ms): (&AlertKey<'_>, i64),
    notice: &AdminNotice,
) -> Result<(), FlowError> {
    if alerts::take_turn(ctx.tx, key, ctx.now_ms, quiet_ms).await? {
        tell_admins(ctx, notice).await?;
    }
    Ok(())
}

/// The language a person is spoken to in: chosen, else their client's; empty when unknown.
///
/// # Errors
/// When the database fails.
pub async fn language_of(tx: &mut Tx, person_id: PersonId) -> Result<String, FlowError> {
    Ok(ear_of(tx, person_id).await?.language)
}

/// A person as notices name them.
///
/// # Errors
/// When the database fails.
pub async fn who(tx: &mut Tx, person_id: PersonId) -> Result<Who, FlowError> {
    let person = people::find(tx, person_id).await?;
    Ok(person.map_or_else(|| Who { person_id, name: String::new() }, |person| Who::of(&person)))
}

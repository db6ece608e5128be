//! How notices look in a chat: a file for each kind makes views of them, this one makes payloads in
//! the reader's language. Called by `notifications` and flows through its trait `Renderer`, inside
//! their transaction. Every notice has an arm, so that one without words does not compile. Must
//! never read the database, send anything, or let a provider's text through to a customer.

mod acts;
mod alert_parts;
mod built_in;
mod consent_card;
mod customer_ticket;
mod customers;
mod deposit_card;
mod deposit_lines;
mod entered;
mod gateway_alerts;
mod goods;
mod id_check;
mod lines;
mod new_provider;
mod order_alerts;
mod order_card;
mod order_requests;
mod ordered;
mod pages;
mod preview_card;
mod price_alerts;
mod price_lines;
mod provider_alerts;
mod quoted;
mod recharge_trial;
mod reconciliation;
mod shop_alerts;
mod stars_invoice;
mod stops;
mod synced;
mod tickets;
mod top_up;
mod whereabouts;

pub use acts::share_line;
pub use built_in::built_in_name;
pub use consent_card::view as consent_card;
pub use deposit_card::{coin_name, view as deposit_card, way_label};
pub use deposit_lines::{gateway_label, tx_line};
pub use entered::{entered_lines, field_key, items, items_as, sample, value_text};
pub use id_check::confirm_buttons;
pub use lines::{named_line, wallet_lines};
pub use new_provider::new_provider_lines;
pub use order_card::view as order_card;
pub use order_requests::{may_ask, request_line};
pub use ordered::{coupon_line, order_facts, ordered, ordered_of, recharge_lines};
pub use preview_card::{amount_text, view as preview_view};
pub use price_alerts::rate_button;
pub use price_lines::{change_lines, percent_moved};
pub use quoted::{quoted, quoted_or_dash};
pub use recharge_trial::trial_lines;
pub use stops::{resume_button, same_system_button, stop_lines};
pub use top_up::reason_text;

use super::admin::stored;
use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Lang, Words};
use crate::domain::catalog::BuiltInName;
use crate::domain::ids::{ChatId, ScreenId};
use crate::notifications::cards::{NewProviderCard, TopUpGrant};
use crate::notifications::deposits::{DepositCard, StarsInvoice};
use crate::notifications::mail::ConsentCard;
use crate::notifications::notice::{GoodsMessage, Notice, Reader, Renderer};
use crate::notifications::order_card::{CardPlace, OrderCard};
use crate::notifications::recharges::PreviewCard;
use crate::notifications::shop::Shop;
use crate::store::outbox::{Lane, Method, Outgoing};
use crate::store::people::Person;

/// The shop's notices in Telegram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BotRenderer {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
}

impl BotRenderer {
    fn words(&self, language: &str) -> Words {
        Words::new(Lang::of(language), &self.currency)
    }
}

impl Renderer for BotRenderer {
    fn render(&self, to: &Reader<'_>, notice: &Notice) -> Vec<String> {
        let words = self.words(to.language);
        let is_group = !to.chat_id.is_private();
        let views = match notice {
            Notice::Customer(notice) => customers::views(&words, notice),
            Notice::Act(notice) => vec![acts::view(&words, notice)],
            Notice::Order(notice) => vec![order_alerts::view(&words, notice)],
            Notice::Provider(notice) if is_group => {
                vec![provider_alerts::view(&words, &notice.without_words())]
            }
            Notice::Provider(notice) => vec![provider_alerts::view(&words, notice)],
            Notice::Gateway(notice) => vec![gateway_alerts::view(&words, notice)],
            Notice::Reconciliation(notice) => vec![reconciliation::view(&words, notice)],
            Notice::Shop(notice) => vec![shop_alerts::view(&words, notice)],
            Notice::Ticket(notice) => tickets::views(&words, is_group, notice),
            Notice::TopUp(card) => vec![top_up::view(&words, card)],
            Notice::IdCheckCard(card) => vec![id_check::view(&words, card)],
            Notice::NewProvider(card) => vec![new_provider::view(&words, card)],
        };
        views.into_iter().map(|view| payload(view, is_group, to)).collect()
    }

    fn deposit_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &DepositCard) -> Outgoing {
        deposit_card::view(&self.words(to.language), card).edit(to.chat_id, screen_id)
    }

    fn consent_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &ConsentCard) -> Outgoing {
        consent_card::view(&self.words(to.language), card).edit(to.chat_id, screen_id)
    }

    fn new_provider(
        &self,
        to: &Reader<'_>,
        screen_id: ScreenId,
        card: &NewProviderCard,
    ) -> Outgoing {
        new_provider::view(&self.words(to.language), card).edit(to.chat_id, screen_id)
    }

    fn order_card(
        &self,
        to: &Reader<'_>,
        screen_id: ScreenId,
        (card, place): (&OrderCard, &CardPlace),
        now_ms: i64,
    ) -> Outgoing {
        let view = order_card::view(&self.words(to.language), (card, place), now_ms);
        match place {
            CardPlace::OfItsOwn => view.edit_of_its_own(to.chat_id, screen_id),
            CardPlace::Screen(_) => view.edit(to.chat_id, screen_id),
        }
    }

    fn preview_card(&self, to: &Reader<'_>, screen_id: ScreenId, card: &PreviewCard) -> Outgoing {
        preview_card::view(&self.words(to.language), card).edit(to.chat_id, screen_id)
    }

    fn goods(&self, to: &Reader<'_>, goods: &GoodsMessage) -> Outgoing {
        goods::message(&self.words(to.language), to.chat_id, goods)
    }

    fn stars_invoice(&self, to: &Reader<'_>, invoice: &StarsInvoice) -> String {
        stars_invoice::payload(&self.words(to.language), to.chat_id, invoice)
    }

    fn built_in_name(&self, lang: Lang, item: BuiltInName) -> String {
        built_in_name(&Words::new(lang, &self.currency), item)
    }

    fn top_up_act(&self, gift: &TopUpGrant) -> String {
        stored::to_text(gift)
    }

    fn top_up_reason(&self, language: &str) -> String {
        self.words(language).word("admin-top-up-reason")
    }
}

fn payload(mut view: View, is_group: bool, to: &Reader<'_>) -> String {
    if is_group {
        // Buttons work for an admin in their private chat only.
        view.rows.clear();
    }
    view.replying(to.chat_id, to.reply_to)
}

/// What a person reads when their update could not be handled at all.
#[must_use]
pub fn apology(shop: &Shop, person: &Person, error_id: &str) -> Outgoing {
    let words = Words::new(person.lang(), &shop.currency);
    let view = View::new(words.html("notice-apology", Args::new().text("error", error_id)));
    let chat_id = ChatId::with(person.person_id);
    let payload = view.payload(chat_id, ScreenId::NONE);
    Outgoing::new(chat_id, Lane::Reply, Method::SendMessage, payload)
}

#[cfg(test)]
mod sample_change;

#[cfg(test)]
#[path = "renderer/renderer_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "renderer/price_tests.rs"]
mod price_tests;

#[cfg(test)]
#[path = "renderer/ticket_tests.rs"]
mod ticket_tests;

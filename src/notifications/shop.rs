//! Who the shop is: its currency, its owners, the chat for alerts, and how it speaks. Must never
//! hold what the database knows better.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Notify;

use super::notice::Renderer;
use crate::domain::absence::Absences;
use crate::domain::catalog::guard::Band;
use crate::domain::deposit::DepositRules;
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::provider_address::AddressPolicy;
use crate::domain::recharge::Menu;
use crate::domain::sealed::MasterKey;
use crate::domain::time::Millis;
use crate::store::Tx;

/// Which providers owners may add in the chat.
#[derive(Debug, Clone, Default)]
pub struct ProviderRules {
    /// The names that the settings have taken.
    pub named: BTreeSet<String>,
    /// Where they may be.
    pub addresses: AddressPolicy,
    /// Whether rates of currencies can be fetched.
    pub has_rates: bool,
}

impl ProviderRules {
    /// Whether the settings have a provider of this name.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.named.contains(name)
    }
}

/// What every use case may look at: who the shop is and how it speaks.
pub struct Shop {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
    /// Turns notices into messages.
    pub renderer: Arc<dyn Renderer>,
    /// How customers may pay in.
    pub deposits: DepositRules,
    /// What is sealed in the database opens with it; absent, nothing may be sealed.
    pub master_key: Option<Arc<MasterKey>>,
    /// How far providers' rates may rise by themselves.
    pub price_band: Band,
    /// Which providers owners may add in the chat.
    pub provider_rules: ProviderRules,
    /// What providers of top-ups sell, by their names.
    pub recharges: BTreeMap<String, Menu>,
    /// The chat for alerts as the settings name it.
    pub(crate) configured_chat: Option<ChatId>,
    /// The same as it is called now: a group that becomes a supergroup gets another id.
    present_chat: RwLock<Option<ChatId>>,
    admins: RwLock<BTreeSet<PersonId>>,
    /// When it did not run.
    absences: Absences,
    /// Those of the owners whom the settings name.
    configured_admins: BTreeSet<PersonId>,
    /// Whether no admin chat takes messages, as far as is known; the alert in the database is what
    /// counts.
    is_unheard: AtomicBool,
    /// Told when something speaks for another look at the admin chats.
    proof_wanted: Notify,
}

impl Shop {
    /// A shop with the owners whom the settings name.
    #[must_use]
    pub fn new(
        currency: String,
        admin_chat: Option<ChatId>,
        renderer: Arc<dyn Renderer>,
        admins: BTreeSet<PersonId>,
    ) -> Self {
        let (configured_chat, present_chat) = (admin_chat, RwLock::new(admin_chat));
        Self {
            currency,
            renderer,
            deposits: DepositRules::default(),
            master_key: None,
            price_band: Band::default(),
            provider_rules: ProviderRules::default(),
            recharges: BTreeMap::new(),
            configured_chat,
            present_chat,
            configured_admins: admins.clone(),
            admins: RwLock::new(admins),
            absences: Absences::default(),
            is_unheard: AtomicBool::new(false),
            proof_wanted: Notify::new(),
        }
    }

    /// The same shop, which did not run at these times.
    #[must_use]
    pub fn with_absences(self, absences: Absences) -> Self {
        Self { absences, ..self }
    }

    /// The same shop, which seals what must not lie open in the database.
    #[must_use]
    pub fn with_master_key(self, master_key: Option<Arc<MasterKey>>) -> Self {
        Self { master_key, ..self }
    }

    /// The same shop, in whose chat such providers may be added.
    #[must_use]
    pub fn with_provider_rules(self, provider_rules: ProviderRules) -> Self {
        Self { provider_rules, ..self }
    }

    /// The same shop, in which these providers sell top-ups.
    #[must_use]
    pub fn with_recharges(self, recharges: BTreeMap<String, Menu>) -> Self {
        Self { recharges, ..self }
    }

    /// The same shop, where customers may pay in so.
    #[must_use]
    pub fn with_deposits(self, deposits: DepositRules) -> Self {
        Self { deposits, ..self }
    }

    /// The same shop, where rates may rise so far by themselves.
    #[must_use]
    pub fn with_price_band(self, price_band: Band) -> Self {
        Self { price_band, ..self }
    }

    /// The time at which something is of this age now. What the shop did not see pass makes
    /// nothing older: the clock may have been set.
    #[must_use]
    pub fn ago_ms(&self, now_ms: i64, age: Millis) -> i64 {
        self.absences.ago_ms(now_ms, age)
    }

    /// The chat for alerts and tickets; without one they go to every owner.
    #[must_use]
    pub fn admin_chat(&self) -> Option<ChatId> {
        *self.present_chat.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is the chat for alerts, by the id of the settings or the present one.
    #[must_use]
    pub fn is_admin_chat(&self, chat_id: ChatId) -> bool {
        self.configured_chat == Some(chat_id) || self.admin_chat() == Some(chat_id)
    }

    /// From now on the chat for alerts is called by another id.
    pub fn move_admin_chat(&self, to_chat: ChatId) {
        *self.present_chat.write().unwrap_or_else(PoisonError::into_inner) = Some(to_chat);
    }

    /// Whether this Telegram user id belongs to an owner.
    #[must_use]
    pub fn is_admin(&self, person_id: PersonId) -> bool {
        self.admins.read().unwrap_or_else(PoisonError::into_inner).contains(&person_id)
    }

    /// The owners, in ascending order.
    #[must_use]
    pub fn admins(&self) -> Vec<PersonId> {
        self.admins.read().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
    }

    /// Whether no admin chat takes messages, as far as is known.
    #[must_use]
    pub fn is_unheard(&self) -> bool {
        self.is_unheard.load(Ordering::Relaxed)
    }

    /// Notes whether an admin chat takes messages.
    pub fn set_unheard(&self, is_unheard: bool) {
        self.is_unheard.store(is_unheard, Ordering::Relaxed);
    }

    /// Asks for a look at the admin chats now: one of them may take messages again, or no more.
    pub fn want_proof(&self) {
        self.proof_wanted.notify_one();
    }

    /// Waits until somebody asks for a look at the admin chats.
    pub async fn proof_wanted(&self) {
        self.proof_wanted.notified().await;
    }

    /// Whether the settings name this owner.
    #[must_use]
    pub fn is_configured_admin(&self, person_id: PersonId) -> bool {
        self.configured_admins.contains(&person_id)
    }

    /// Takes an owner's rights away while the shop runs.
    pub fn remove_admin(&self, person_id: PersonId) {
        self.admins.write().unwrap_or_else(PoisonError::into_inner).remove(&person_id);
    }

    /// Adds an owner who was claimed while the shop runs.
    pub fn add_admin(&self, person_id: PersonId) {
        self.admins.write().unwrap_or_else(PoisonError::into_inner).insert(person_id);
    }
}

/// What a use case works with.
pub struct Ctx<'a> {
    /// The transaction that it is part of.
    pub tx: &'a mut Tx,
    /// Who the shop is and how it speaks.
    pub shop: &'a Shop,
    /// The time, milliseconds since 1970.
    pub now_ms: i64,
}

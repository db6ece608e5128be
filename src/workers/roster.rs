//! The providers that are called at the moment: those of the settings and those that owners have
//! added. The database says which; the clients are made and let go of while the shop runs, and the
//! loops of each with them. Must never hold a client of a host that owners have not said is the
//! same system, nor one whose key does not open.

use std::sync::Arc;

use thiserror::Error;
use tokio::sync::watch;

use super::WorkerContext;
use crate::domain::provider::{ProviderKind, StopReason};
use crate::domain::provider_address::AddressPolicy;
use crate::flows::FlowError;
use crate::flows::catalog::providers::sealing::{Opened, open_provider};
use crate::flows::catalog::providers::typing::CHAT_PROVIDERS_MAX;
use crate::providers::{Panel, PanelSettings, Provider, SetupError};
use crate::store::chat_providers::{self, ChatProvider};
use crate::store::stops;

/// A client that is called, and what it was made of.
#[derive(Clone)]
pub(super) struct Member {
    /// The client.
    pub provider: Arc<dyn Provider>,
    /// Of a provider of the chat, what its row has counted; 0 for one of the settings.
    revision: i64,
}

/// Who is called at the moment.
#[derive(Clone)]
pub struct Roster {
    settings: Arc<[Arc<dyn Provider>]>,
    present: Arc<watch::Sender<Vec<Member>>>,
}

impl Roster {
    /// The clients of the settings, none of which is called before the first look at the database.
    #[must_use]
    pub fn waiting(settings: Vec<Arc<dyn Provider>>) -> Self {
        Self { settings: settings.into(), present: Arc::new(watch::Sender::new(Vec::new())) }
    }

    /// These clients, and all of them are called.
    #[must_use]
    pub fn of(settings: Vec<Arc<dyn Provider>>) -> Self {
        let roster = Self::waiting(settings);
        roster.present.send_replace(roster.settings.iter().map(of_settings).collect());
        roster
    }

    /// Every client that is called at the moment.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<dyn Provider>> {
        self.present.borrow().iter().map(|member| Arc::clone(&member.provider)).collect()
    }

    /// The client of a provider.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Arc<dyn Provider>> {
        self.all().into_iter().find(|provider| provider.name() == name)
    }

    /// Tells who is called, now and after every change.
    pub(super) fn watch(&self) -> watch::Receiver<Vec<Member>> {
        self.present.subscribe()
    }

    /// Calls these from now on; whoever is told of changes is told only if there is one.
    fn replace(&self, members: Vec<Member>) {
        self.present.send_if_modified(|present| {
            let is_changed = !is_same(present, &members);
            if is_changed {
                *present = members;
            }
            is_changed
        });
    }

    /// The client that was made of this row.
    fn made_of(&self, row: &ChatProvider) -> Option<Member> {
        let is_it = |member: &&Member| {
            member.revision == row.revision && member.provider.name() == row.name
        };
        self.present.borrow().iter().find(is_it).cloned()
    }

    fn is_of_settings(&self, name: &str) -> bool {
        self.settings.iter().any(|provider| provider.name() == name)
    }
}

fn of_settings(provider: &Arc<dyn Provider>) -> Member {
    Member { provider: Arc::clone(provider), revision: 0 }
}

fn is_same(one: &[Member], other: &[Member]) -> bool {
    let same = |(one, other): (&Member, &Member)| Arc::ptr_eq(&one.provider, &other.provider);
    one.len() == other.len() && one.iter().zip(other).all(same)
}

impl WorkerContext {
    /// Takes over who is to be called: clients are made of what was added, and let go of.
    pub async fn refresh_providers(&self) -> Result<(), FlowError> {
        let (stops, added) = {
            let mut tx = self.store.read().await?;
            let stops = stops::list(&mut tx, "").await?;
            (stops, chat_providers::list(&mut tx, CHAT_PROVIDERS_MAX).await?)
        };
        let is_held = |name: &str| {
            let holds = |reason| matches!(reason, StopReason::Moved | StopReason::Sealed);
            stops.iter().any(|stop| stop.provider == name && holds(stop.reason))
        };
        let settings = self.providers.settings.iter();
        let mut members: Vec<Member> =
            settings.filter(|provider| !is_held(provider.name())).map(of_settings).collect();
        let free =
            |row: &&ChatProvider| !is_held(&row.name) && !self.providers.is_of_settings(&row.name);
        for row in added.iter().filter(free) {
            let made = self.providers.made_of(row);
            members.extend(made.or_else(|| self.member_of(row)));
        }
        self.providers.replace(members);
        Ok(())
    }

    /// Where a provider of the chat may be.
    pub(super) fn addresses(&self) -> AddressPolicy {
        self.shop.provider_rules.addresses
    }

    fn member_of(&self, row: &ChatProvider) -> Option<Member> {
        let opened = open_provider(self.shop.master_key.as_deref(), row)?;
        let (named, addresses) = ((row.name.as_str(), row.currency.as_str()), self.addresses());
        match client(row.kind, named, opened, addresses) {
            Ok(provider) => Some(Member { provider, revision: row.revision }),
            Err(error) => {
                tracing::error!(provider = row.name, %error, "a provider cannot be called");
                None
            }
        }
    }
}

/// Why a provider that was typed in the chat has no client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(super) enum NoClient {
    /// In the chat only panels are asked for: what else there is needs options.
    #[error("a provider of kind {} cannot be connected from the chat", .0.into_str())]
    Kind(ProviderKind),
    /// What was typed cannot be used.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// The client of a provider that was typed in the chat.
pub(super) fn client(
    kind: ProviderKind,
    (name, currency): (&str, &str),
    Opened { url, key }: Opened,
    addresses: AddressPolicy,
) -> Result<Arc<dyn Provider>, NoClient> {
    match kind {
        ProviderKind::Panel => {
            let settings = PanelSettings::new(name, url, key);
            let options = settings.options.clone().in_currency(currency);
            Ok(Arc::new(Panel::new(PanelSettings { options, addresses, ..settings })?))
        }
        ProviderKind::Upmobile | ProviderKind::Mail => Err(NoClient::Kind(kind)),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn what_the_chat_does_not_connect_is_refused_for_its_kind() {
        let typed = || Opened {
            url: SecretString::from("https://panel.example/api"),
            key: SecretString::from("key"),
        };
        let made =
            |kind| client(kind, ("alpha", "USD"), typed(), AddressPolicy::Any).map(|_| ()).err();
        assert_eq!(made(ProviderKind::Panel), None);
        for kind in [ProviderKind::Upmobile, ProviderKind::Mail] {
            assert_eq!(made(kind), Some(NoClient::Kind(kind)));
        }
    }
}

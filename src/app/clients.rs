//! The clients of the providers that the settings name: a branch for each kind. Must never call
//! anybody.

use std::sync::Arc;

use super::AppError;
use crate::config::ProviderConfig;
use crate::domain::recharge::Menu;
use crate::providers::mail::{MailApi, MailSettings};
use crate::providers::upmobile::{Upmobile, UpmobileSettings};
use crate::providers::{Panel, PanelSettings, Provider, System};

/// The clients of the settings; none is called.
pub(super) fn all(configs: &[ProviderConfig]) -> Result<Vec<Arc<dyn Provider>>, AppError> {
    configs.iter().map(client).collect()
}

/// The client of one provider.
pub(super) fn client(config: &ProviderConfig) -> Result<Arc<dyn Provider>, AppError> {
    let unusable =
        |problem: String| AppError::Provider { name: config.name.to_uppercase(), problem };
    match &config.system {
        System::Panel { key, options } => {
            let settings = PanelSettings {
                options: options.as_ref().clone().in_currency(&config.currency),
                ..PanelSettings::new(config.name.clone(), config.url.clone(), key.clone())
            };
            Ok(Arc::new(Panel::new(settings).map_err(|error| unusable(error.to_string()))?))
        }
        System::Upmobile { key, options } => {
            let secrets = (config.url.clone(), key.clone());
            let settings = UpmobileSettings {
                options: options.as_ref().clone(),
                currency: config.currency.clone(),
                ..UpmobileSettings::new(config.name.clone(), secrets)
            };
            Ok(Arc::new(Upmobile::new(settings).map_err(|error| unusable(error.to_string()))?))
        }
        System::Mail { options } => {
            let (name, url) = (config.name.clone(), config.url.clone());
            let settings = MailSettings::new(name, url, options.as_ref().clone());
            Ok(Arc::new(MailApi::new(settings).map_err(|error| unusable(error.to_string()))?))
        }
    }
}

/// What a provider of top-ups sells, by its name.
pub(super) fn menu(provider: &ProviderConfig) -> Option<(String, Menu)> {
    match &provider.system {
        System::Upmobile { options, .. } => {
            Some((provider.name.clone(), options.menu(&provider.currency)))
        }
        System::Panel { .. } | System::Mail { .. } => None,
    }
}

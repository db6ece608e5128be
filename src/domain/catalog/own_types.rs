//! Types of services that no panel has: what they are for, and what follows from it. Their rows
//! stand in the table of all types.

use super::ServiceType;
use crate::domain::recharge::Category;

impl ServiceType {
    /// What kind of account it tops up; `None` for what is no top-up.
    pub const fn recharges(self) -> Option<Category> {
        match self {
            Self::MobileRecharge => Some(Category::Mobile),
            Self::GameRecharge => Some(Category::Game),
            Self::CryptoRecharge => Some(Category::Crypto),
            _ => None,
        }
    }

    /// Whether every order of it is one of its own: what is bought twice is bought twice.
    pub const fn is_never_alike(self) -> bool {
        self.is_product() || self.recharges().is_some()
    }

    /// Whether it tests a mail domain, which needs a fresh proof that its owner wants it.
    pub const fn tests_mail(self) -> bool {
        matches!(self, Self::MailLoadTest)
    }
}

//! Everything that a press may mean, a row each: its values with the form in which they are
//! written, and the name it has in the bytes of a button. The rows stand in `customers.rs` and
//! `owners.rs`. What a press may do is decided where it is handled.

use super::form::{amount, checkout_id, filter, hex, name, number, platform, text};
use crate::domain::catalog::naming::{CatalogItem, Mark, TextPart};
use crate::domain::deposit::DepositTab;
use crate::domain::ids::{
    AskId, CategoryId, CheckoutId, ConsentId, DepositId, DepositQuestionId, DepositRequestId,
    FaqId, FiledId, OrderId, PersonId, RechargeTrialId, ServiceId, SourceId, TicketId, TopUpId,
};
use crate::domain::lang::Lang;
use crate::domain::links::Platform;
use crate::domain::money::Money;
use crate::domain::order::ReviewChoice;
use crate::domain::order::request::OrderRequestKind;
use crate::domain::provider::{Meaning, Switch};
use crate::domain::ring::Ring;
use crate::domain::shop_text::ShopText;
use crate::domain::top_up::DeclineChoice;
use crate::store::orders::listing::Filter;

macro_rules! actions {
    ($(
        $(#[$says:meta])*
        $action:ident $({
            $($(#[$what:meta])* $value:ident: $kind:ty as $form:ident,)+
        })? = $name:literal,
    )+) => {
        /// What a button does.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {$(
            $(#[$says])*
            $action $({ $($(#[$what])* $value: $kind,)+ })?,
        )+}

        impl Action {
            /// The name and the values, as they are written.
            pub(super) fn parts(&self) -> Vec<String> {
                match self {$(
                    Self::$action $({ $($value,)+ })? => {
                        vec![$name.to_owned() $($(, $form::written($value))+)?]
                    }
                )+}
            }

            /// The tap of that name, if the values are its values.
            pub(super) fn of_parts(named: &str, values: &[&str]) -> Option<Self> {
                let mut values = values.iter();
                let tap = match named {
                    $($name => Self::$action $({ $($value: $form::read(values.next()?)?,)+ })?,)+
                    _ => return None,
                };
                values.next().is_none().then_some(tap)
            }
        }
    };
}

with_customers! {}

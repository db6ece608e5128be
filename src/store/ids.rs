//! Ids and flags as the databases know them: 64-bit integers.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Any, Database, Decode, Encode, Type};

use crate::domain::ids::{
    AnswerId, AskId, BotId, CategoryId, ChatId, CheckoutId, ChildId, ConsentCheckId, ConsentId,
    DepositId, DepositQuestionId, DepositRequestId, EntryId, FaqId, FiledId, ListId, MessageId,
    OrderId, OrderRequestId, OutboxId, PersonId, PreviewId, ProviderDraftId, RechargeTrialId,
    Revision, ScreenId, ServiceId, SourceId, TicketId, TopUpId, UpdateId,
};

macro_rules! integers {
    ($($name:ident),* $(,)?) => {$(
        impl Type<Any> for $name {
            fn type_info() -> <Any as Database>::TypeInfo {
                <i64 as Type<Any>>::type_info()
            }

            fn compatible(info: &<Any as Database>::TypeInfo) -> bool {
                <i64 as Type<Any>>::compatible(info)
            }
        }

        impl<'q> Encode<'q, Any> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut <Any as Database>::ArgumentBuffer,
            ) -> Result<IsNull, BoxDynError> {
                <i64 as Encode<'q, Any>>::encode_by_ref(&self.get(), buffer)
            }
        }

        impl<'r> Decode<'r, Any> for $name {
            fn decode(value: <Any as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                <i64 as Decode<'r, Any>>::decode(value).map(Self::new)
            }
        }
    )*};
}

integers!(
    AnswerId,
    AskId,
    BotId,
    CategoryId,
    ChatId,
    ChildId,
    ConsentCheckId,
    ConsentId,
    DepositId,
    DepositQuestionId,
    DepositRequestId,
    EntryId,
    FaqId,
    FiledId,
    ProviderDraftId,
    PreviewId,
    RechargeTrialId,
    ListId,
    MessageId,
    OrderId,
    OrderRequestId,
    OutboxId,
    PersonId,
    Revision,
    TopUpId,
    ScreenId,
    ServiceId,
    SourceId,
    TicketId,
    UpdateId,
);

impl Type<Any> for CheckoutId {
    fn type_info() -> <Any as Database>::TypeInfo {
        <String as Type<Any>>::type_info()
    }

    fn compatible(info: &<Any as Database>::TypeInfo) -> bool {
        <String as Type<Any>>::compatible(info)
    }
}

impl<'r> Decode<'r, Any> for CheckoutId {
    fn decode(value: <Any as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        <String as Decode<'r, Any>>::decode(value).map(Self::new)
    }
}

/// A column that says yes or no: 1 or 0.
pub(super) struct Flag(i64);

impl Type<Any> for Flag {
    fn type_info() -> <Any as Database>::TypeInfo {
        <i64 as Type<Any>>::type_info()
    }

    fn compatible(info: &<Any as Database>::TypeInfo) -> bool {
        <i64 as Type<Any>>::compatible(info)
    }
}

impl<'r> Decode<'r, Any> for Flag {
    fn decode(value: <Any as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        <i64 as Decode<'r, Any>>::decode(value).map(Self)
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0 != 0
    }
}

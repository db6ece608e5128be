//! Gateways as the databases know them: by their stored names. One that this version does not know
//! is an error of its row, as an unknown state is.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Any, Database, Decode, Encode, Type};

use crate::domain::deposit::Gateway;

impl Type<Any> for Gateway {
    fn type_info() -> <Any as Database>::TypeInfo {
        <String as Type<Any>>::type_info()
    }

    fn compatible(info: &<Any as Database>::TypeInfo) -> bool {
        <String as Type<Any>>::compatible(info)
    }
}

impl<'q> Encode<'q, Any> for Gateway {
    fn encode_by_ref(
        &self,
        buffer: &mut <Any as Database>::ArgumentBuffer,
    ) -> Result<IsNull, BoxDynError> {
        <String as Encode<'q, Any>>::encode(self.to_string(), buffer)
    }
}

impl<'r> Decode<'r, Any> for Gateway {
    fn decode(value: <Any as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(<&str as Decode<'r, Any>>::decode(value)?.parse()?)
    }
}

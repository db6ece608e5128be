//! What the shop itself calls what no provider names, in the languages of its readers. An owner's
//! words stand above it.

use strum::IntoEnumIterator as _;

use crate::domain::catalog::BuiltInName;
use crate::domain::lang::Lang;
use crate::flows::{Ctx, FlowError};
use crate::store::built_in_names::{self, Named};
use crate::store::meta;

/// Takes over the names of this version; where they have changed, services are to be found by the
/// new ones.
///
/// # Errors
/// When the database fails.
pub async fn take_over(ctx: &mut Ctx<'_>) -> Result<(), FlowError> {
    let named = |lang: Lang, item: BuiltInName| Named {
        listed: item.listed().to_owned(),
        lang: lang.tag().to_owned(),
        name: ctx.shop.renderer.built_in_name(lang, item),
    };
    let langs = Lang::ALL.into_iter();
    let names: Vec<Named> = langs
        .flat_map(|lang| BuiltInName::iter().map(move |item| (lang, item)))
        .map(|(lang, item)| named(lang, item))
        .collect();
    if built_in_names::replace(ctx.tx, &names).await? {
        meta::remove(ctx.tx, meta::key::SERVICE_WORDS).await?;
    }
    Ok(())
}

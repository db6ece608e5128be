//! Which questions an order of a service asks, and which of them are open. Pure: nothing is shown,
//! stored or read here.

use crate::bot::dispatch::state::Draft;
use crate::domain::fields::{Field, Kept, Kind};
use crate::domain::limits::Limits;
use crate::domain::links::{Platform, platform_of};
use crate::store::catalog::Offer;

/// The questions of an order, in their order.
pub(super) fn fields_of(offer: &Offer, draft: &Draft) -> Vec<Field> {
    let asked = draft.entries.asked_by(offer.kind);
    asked.filter(|field| offer.has_dripfeed || !field.is_of_parts()).collect()
}

/// The first question that has no answer yet. Behind the one that was answered last, quantities and
/// lists are shown again: they are often changed, and are kept with one press.
pub(super) fn next(offer: &Offer, draft: &Draft, answered: Option<Field>) -> Option<Field> {
    let fields = fields_of(offer, draft);
    let passed = answered.and_then(|answered| fields.iter().position(|field| *field == answered));
    let is_open = |(place, field): &(usize, &Field)| {
        let is_shown_again = matches!(field.kind(), Kind::Quantity | Kind::List(_));
        !is_answered(offer, draft, **field)
            || (is_shown_again && passed.is_some_and(|passed| passed < *place))
    };
    fields.iter().enumerate().find(is_open).map(|(_, field)| *field)
}

/// The question before another one, or the last. A link that was sent first was not asked for.
pub(super) fn question_before(
    offer: &Offer,
    draft: &Draft,
    behind: Option<Field>,
) -> Option<Field> {
    let fields = fields_of(offer, draft);
    let before = fields.into_iter().take_while(|field| Some(*field) != behind);
    before.last().filter(|field| *field != Field::Link || !draft.is_pasted)
}

/// Whether a field was filled in, with what it would be read as for the service of today.
fn is_answered(offer: &Offer, draft: &Draft, field: Field) -> bool {
    let is_read_alike =
        |value: &String| field.read(value, platform(offer)).is_ok_and(|read| read == *value);
    // What may be shown of a sealed text is not that text.
    let is_masked = field.kept() == Kept::Sealed;
    let is_read_alike = |value: &String| is_masked || is_read_alike(value);
    draft.has(field)
        && draft.entries.values.get(&field).is_none_or(is_read_alike)
        && is_within_limits(offer, draft, field)
}

/// Which numbers may be entered into a field, beside what was entered before.
pub(super) fn limits_of(offer: &Offer, draft: &Draft, field: Field) -> Option<Limits> {
    draft.entries.limits_of(field, (offer.limits(), draft.quantity.unwrap_or(1)))
}

/// Whether the number in a field, if there is one, is among these.
pub(super) fn is_within_limits(offer: &Offer, draft: &Draft, field: Field) -> bool {
    let entered = draft.entries.number(field).zip(limits_of(offer, draft, field));
    entered.is_none_or(|(number, limits)| limits.contain(number))
}

/// The platform that the links of a service are of.
pub(super) fn platform(offer: &Offer) -> Option<Platform> {
    platform_of(&offer.listed_category, &offer.listed_name)
}

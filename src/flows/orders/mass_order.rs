//! Several orders at once. Every line is looked at by itself, and what is wrong with one does not
//! hold up the others; each that stands becomes an order of its own. All of them are placed in one
//! transaction or none, each once.

use std::collections::HashMap;

use strum::IntoStaticStr;

use super::place_order::{changes_since, hold_and_insert, short_by};
use super::quote::{check_offer, new_checkout_id, price_of, promise};
use super::refusals::check_person;
use crate::domain::ids::{CheckoutId, OrderId, PersonId, ServiceId};
use crate::domain::inputs::{Entries, Inputs};
use crate::domain::lang::Lang;
use crate::domain::ledger::{Split, Wallet};
use crate::domain::limits::Limits;
use crate::domain::links::{LinkError, clean_link, kind_of, platform_of, target_key, wanted_by};
use crate::domain::mass_order::{Asked, Line};
use crate::domain::money::Money;
use crate::domain::number::parse_quantity;
use crate::domain::terms::Terms;
use crate::flows::{Ctx, FlowError, UserError};
use crate::store::catalog::{self, Offer};
use crate::store::orders::recent;
use crate::store::people::Person;
use crate::store::quotes::{self, Quote};
use crate::store::{Tx, postings};

/// Why a line cannot be ordered.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum LineProblem {
    /// It is of another form than the others.
    Form,
    /// There is no such service.
    Unknown,
    /// The service needs more than a link and a quantity.
    Fields,
    /// The service cannot be ordered now.
    Refused(UserError),
    /// What stands for the link is none.
    Link,
    /// The link leads to another platform, or to another kind of thing.
    OtherLink,
    /// What stands for the quantity is no number.
    Number,
    /// Outside the service's limits.
    Quantity(Limits),
    /// The same target for the same service stands in an earlier line.
    Twin {
        /// That line.
        of: i64,
    },
}

/// A line that can be ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The number of the line.
    pub number: i64,
    /// The promised price.
    pub quote: Quote,
    /// An order of the same for the same target that is not at an end.
    pub running: Option<OrderId>,
}

/// What a message comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it is confirmed by.
    pub batch_id: CheckoutId,
    /// What can be ordered.
    pub orders: Vec<Planned>,
    /// What cannot, with the numbers of the lines.
    pub problems: Vec<(i64, LineProblem)>,
}

impl Plan {
    /// What all of it costs; `None` where that does not fit.
    #[must_use]
    pub fn total(&self) -> Option<Money> {
        total(self.orders.iter().map(|planned| &planned.quote))
    }
}

fn total<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> Option<Money> {
    let prices = quotes.into_iter().map(|quote| Money::from_micros(quote.price));
    prices.into_iter().try_fold(Money::ZERO, Money::checked_add)
}

/// Looks at the lines and promises a price for each that can be ordered.
///
/// # Errors
/// A [`UserError`] where the person may order nothing, or a failing database.
pub async fn plan(
    ctx: &mut Ctx<'_>,
    (person, lang): (&Person, Lang),
    lines: &[Line],
) -> Result<Plan, FlowError> {
    check_person(ctx, person).await?;
    let mut service_ids: Vec<ServiceId> =
        lines.iter().filter_map(|line| Some(line.asked.as_ref()?.service_id)).collect();
    service_ids.sort_unstable();
    service_ids.dedup();
    let offers = catalog::list_each(ctx.tx, lang, &service_ids).await?;
    let offers: HashMap<ServiceId, Offer> =
        offers.into_iter().map(|offer| (offer.service_id, offer)).collect();
    let (mut orders, mut problems) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(ServiceId, String), i64> = HashMap::new();
    for line in lines {
        let read = line.asked.as_ref().ok_or(LineProblem::Form).and_then(|asked| {
            let offer = offers.get(&asked.service_id).ok_or(LineProblem::Unknown)?;
            let (link, inputs, price) = look_at(offer, asked)?;
            let own = (offer.service_id, target_key(&link));
            if let Some(of) = seen.get(&own) {
                return Err(LineProblem::Twin { of: *of });
            }
            seen.insert(own, line.number);
            Ok(promise((person.person_id, offer), (&link, &inputs), price, ctx.now_ms))
        });
        match read {
            Ok(quote) => orders.push(Planned { number: line.number, quote, running: None }),
            Err(problem) => problems.push((line.number, problem)),
        }
    }
    find_running(ctx, person.person_id, &mut orders).await?;
    let batch_id = new_checkout_id();
    let kept: Vec<(i64, Quote)> =
        orders.iter().map(|planned| (planned.number, planned.quote.clone())).collect();
    quotes::insert_batch(ctx.tx, &batch_id, &kept).await?;
    Ok(Plan { batch_id, orders, problems })
}

/// What one line comes to: the clean link, what is ordered, and its price.
fn look_at(offer: &Offer, asked: &Asked) -> Result<(String, Inputs, Money), LineProblem> {
    check_offer(offer).map_err(LineProblem::Refused)?;
    if offer.is_stopped {
        return Err(LineProblem::Refused(UserError::ServicePaused));
    }
    if !offer.kind.is_link_and_quantity() {
        return Err(LineProblem::Fields);
    }
    let platform = platform_of(&offer.listed_category, &offer.listed_name);
    let link = clean_link(&asked.link, platform).map_err(|error| match error {
        LinkError::WrongPlatform { .. } => LineProblem::OtherLink,
        _ => LineProblem::Link,
    })?;
    let wanted = wanted_by(offer.kind, &offer.listed_category, &offer.listed_name);
    let is_other = wanted.zip(kind_of(&link)).is_some_and(|(wanted, found)| !wanted.takes(found));
    if is_other {
        return Err(LineProblem::OtherLink);
    }
    let quantity = parse_quantity(&asked.quantity).map_err(|_| LineProblem::Number)?;
    let inputs = Inputs { kind: offer.kind, quantity, entries: Entries::default() };
    match price_of(offer, &inputs) {
        Ok(price) => Ok((link, inputs, price)),
        Err(UserError::Quantity { min, max }) => Err(LineProblem::Quantity(Limits { min, max })),
        Err(error) => Err(LineProblem::Refused(error)),
    }
}

async fn find_running(
    ctx: &mut Ctx<'_>,
    person_id: PersonId,
    orders: &mut [Planned],
) -> Result<(), FlowError> {
    let targets: Vec<String> =
        orders.iter().map(|planned| target_key(&planned.quote.link)).collect();
    let running = recent::list_running(ctx.tx, person_id, &targets).await?;
    for (planned, target) in orders.iter_mut().zip(&targets) {
        let is_same = |(service_id, other, _): &&(ServiceId, String, OrderId)| {
            *service_id == planned.quote.service_id && other == target
        };
        planned.running = running.iter().find(is_same).map(|(.., order_id)| *order_id);
    }
    Ok(())
}

/// What came of a confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// The money is held and the orders wait to be sent.
    New {
        /// The orders, in the order of the lines.
        order_ids: Vec<OrderId>,
    },
    /// It was confirmed before.
    Already {
        /// The orders made then.
        order_ids: Vec<OrderId>,
    },
    /// Something is not as it was shown; nothing was placed.
    Changed,
    /// Not enough money.
    Short {
        /// What is missing.
        missing: Money,
    },
}

/// The lines of a message that was planned before, to look at them anew.
///
/// # Errors
/// [`UserError::QuoteGone`], or a failing database.
pub async fn lines_of(
    ctx: &mut Ctx<'_>,
    batch_id: &CheckoutId,
    person_id: PersonId,
) -> Result<Vec<Line>, FlowError> {
    let kept = quotes::list_batch(ctx.tx, batch_id, person_id).await?;
    if kept.is_empty() {
        return Err(UserError::QuoteGone.into());
    }
    let line = |(number, quote): (i64, Quote)| Line {
        number,
        asked: Some(Asked {
            service_id: quote.service_id,
            link: quote.link,
            quantity: quote.quantity.to_string(),
        }),
    };
    Ok(kept.into_iter().map(line).collect())
}

/// What a message that was planned before costs; `None` when it is unknown.
///
/// # Errors
/// When the database fails.
pub async fn price_of_batch(
    tx: &mut Tx,
    batch_id: &CheckoutId,
    person_id: PersonId,
) -> Result<Option<Money>, FlowError> {
    let kept = quotes::list_batch(tx, batch_id, person_id).await?;
    Ok(total(kept.iter().map(|(_, quote)| quote)).filter(|total| total.is_positive()))
}

/// Confirms all lines of a message.
///
/// # Errors
/// A [`UserError`] says why nothing was placed; [`crate::store::StoreError::Lost`] when the money
/// went elsewhere at the same moment, and the turn is to be run again.
pub async fn place(
    ctx: &mut Ctx<'_>,
    person: &Person,
    batch_id: &CheckoutId,
) -> Result<Placed, FlowError> {
    let kept = quotes::list_batch(ctx.tx, batch_id, person.person_id).await?;
    if kept.is_empty() {
        return Err(UserError::QuoteGone.into());
    }
    let checkouts: Vec<CheckoutId> =
        kept.iter().map(|(_, quote)| quote.checkout_id.clone()).collect();
    let order_ids = recent::list_placed(ctx.tx, &checkouts).await?;
    if !order_ids.is_empty() {
        return Ok(Placed::Already { order_ids });
    }
    check_person(ctx, person).await?;
    let Some(lines) = as_shown(ctx, person, &kept).await? else { return Ok(Placed::Changed) };
    let price = total(kept.iter().map(|(_, quote)| quote)).ok_or(UserError::AmountTooLarge)?;
    // Locked: the parts in which all are paid depend on what is there.
    let mut wallet = postings::lock_wallet(ctx.tx, person.person_id).await?;
    if let Some(missing) = short_by(price, &wallet) {
        return Ok(Placed::Short { missing });
    }
    let mut order_ids = Vec::new();
    for (quote, inputs, offer) in lines {
        let price = Money::from_micros(quote.price);
        let split = Split::of_price(price, &wallet).ok_or(UserError::AmountTooLarge)?;
        wallet = spent(&wallet, split).ok_or(UserError::AmountTooLarge)?;
        let made = (quote, &inputs);
        order_ids.push(hold_and_insert(ctx.tx, &offer, made, split, ctx.now_ms).await?);
    }
    Ok(Placed::New { order_ids })
}

/// What is left of a wallet that a price was paid from.
fn spent(wallet: &Wallet, split: Split) -> Option<Wallet> {
    Some(Wallet {
        available: wallet.available.checked_sub(split.cash)?,
        bonus: wallet.bonus.checked_sub(split.bonus)?,
        ..*wallet
    })
}

/// The quotes with what they are for, where all of it can be bought as it was shown.
async fn as_shown<'q>(
    ctx: &mut Ctx<'_>,
    person: &Person,
    kept: &'q [(i64, Quote)],
) -> Result<Option<Vec<(&'q Quote, Inputs, Offer)>>, FlowError> {
    let mut service_ids: Vec<ServiceId> = kept.iter().map(|(_, quote)| quote.service_id).collect();
    service_ids.sort_unstable();
    service_ids.dedup();
    // What was shown is compared in the language in which it was; they may read another one by now.
    let shown_in = kept.first().and_then(|(_, quote)| Terms::from_text(&quote.terms)?.lang);
    let lang = shown_in.unwrap_or_else(|| person.lang());
    let offers = catalog::list_each(ctx.tx, lang, &service_ids).await?;
    let mut lines = Vec::new();
    for (_, quote) in kept {
        let offer = offers.iter().find(|offer| offer.service_id == quote.service_id);
        let offer = offer.filter(|offer| check_offer(offer).is_ok() && !offer.is_stopped);
        let inputs = Inputs::from_text(&quote.inputs);
        let Some((offer, inputs)) = offer.zip(inputs) else { return Ok(None) };
        let changes = match changes_since((quote, &inputs), offer, ctx.now_ms) {
            Ok(changes) => changes,
            Err(FlowError::User(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        if !changes.is_empty() || !inputs.fits(offer.kind) {
            return Ok(None);
        }
        lines.push((quote, inputs, offer.clone()));
    }
    Ok(Some(lines))
}

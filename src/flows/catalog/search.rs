//! What a customer looks for, by words or by a link. Owns what stands in for a word that nothing is
//! called by.

use std::collections::HashSet;

use crate::domain::ids::ServiceId;
use crate::domain::links::{LinkKind, Platform};
use crate::domain::search::{self, is_near, link_words, said_as, typed_words};
use crate::flows::FlowError;
use crate::store::search::{Counted, FOUND_MAX};
use crate::store::{self, Tx, meta, service_words};

/// Services whose words are made in one transaction.
const BATCH: i64 = 200;
/// Shorter words are near to too many others.
const SLIP_MIN_CHARS: usize = 3;
/// Near words that are offered in place of one.
const NEAR_MAX: usize = 3;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The services on sale, in the order of the lists: the first `FOUND_MAX`.
    pub service_ids: Vec<ServiceId>,
    /// What was looked for in place of what was typed, where a word was not known.
    pub read_as: Option<String>,
    /// Whether a word was read as one that is only near to it.
    pub is_guessed: bool,
    /// Words that are near to those that are not known.
    pub near: Vec<String>,
}

/// The services that have all the typed words; of an unknown word, the one that it is said for, or
/// the near one that most services have. Behind those that are named so come those that are meant.
///
/// # Errors
/// When the database fails.
pub async fn by_words(tx: &mut Tx, typed: &str) -> Result<Found, FlowError> {
    let (mut words, mut meant, mut found) = (Vec::new(), Vec::new(), Found::default());
    let (mut is_unknown, mut is_replaced) = (false, false);
    let typed = typed_words(typed);
    let known = Known::of(tx, &typed).await?;
    for word in &typed {
        let reading = known.read(word);
        is_replaced |= !matches!(reading, Reading::Named { .. });
        match reading {
            Reading::Named { word, others } => {
                add(&mut meant, others.unwrap_or_else(|| word.clone()));
                add(&mut words, word);
            }
            Reading::Said(word) => {
                add(&mut meant, word.clone());
                add(&mut words, word);
            }
            Reading::Filler => {}
            Reading::Near(near) => {
                found.is_guessed = true;
                match near.first() {
                    Some(nearest) => {
                        add(&mut meant, nearest.clone());
                        add(&mut words, nearest.clone());
                    }
                    None => is_unknown = true,
                }
                found.near.extend(near.into_iter().take(NEAR_MAX).map(|counted| counted.word));
            }
            Reading::Unsold => is_unknown = true,
        }
    }
    if is_unknown || words.is_empty() {
        return Ok(found);
    }
    let read_as: Vec<String> = words.iter().map(|counted| counted.word.clone()).collect();
    found.read_as = is_replaced.then(|| read_as.join(" "));
    let is_meant_otherwise = meant != words;
    found.service_ids = store::search::list_found(tx, words).await?;
    if is_meant_otherwise {
        let named: HashSet<ServiceId> = found.service_ids.iter().copied().collect();
        let others = store::search::list_found(tx, meant).await?;
        found.service_ids.extend(others.into_iter().filter(|other| !named.contains(other)));
        found.service_ids.truncate(usize::try_from(FOUND_MAX).unwrap_or(usize::MAX));
    }
    Ok(found)
}

/// What a typed word is taken for.
enum Reading {
    /// Something on sale is called so; others may be meant that are not.
    Named { word: Counted, others: Option<Counted> },
    /// Nothing is, but it is said for this.
    Said(Counted),
    /// It says only that something is wanted.
    Filler,
    /// It is said for what is not on sale.
    Unsold,
    /// It says nothing known: the words near to it, the first of which it is taken for.
    Near(Vec<Counted>),
}

/// What the shop knows of the typed words.
struct Known {
    /// They and what they are said for.
    counted: Vec<Counted>,
    /// What is near to those that say nothing.
    near: Vec<Counted>,
}

impl Known {
    async fn of(tx: &mut Tx, typed: &[String]) -> Result<Self, FlowError> {
        let said = typed.iter().flat_map(|word| said_as(word).unwrap_or_default());
        let asked: Vec<String> =
            typed.iter().cloned().chain(said.map(|word| (*word).to_owned())).collect();
        let counted = store::search::count_each(tx, &asked).await?;
        let mut known = Self { counted, near: Vec::new() };
        let is_slip = |word: &&str| {
            known.sold(word).is_none() && said_as(word).is_none() && may_be_a_slip(word)
        };
        let slips: Vec<&str> = typed.iter().map(String::as_str).filter(is_slip).collect();
        known.near = near(tx, &slips).await?;
        Ok(known)
    }

    fn sold(&self, word: &str) -> Option<&Counted> {
        self.counted.iter().find(|known| known.word == word && known.is_sold)
    }

    fn near_to(&self, word: &str) -> Vec<Counted> {
        let near = self.near.iter().filter(|near| may_be_a_slip(word) && is_near(word, &near.word));
        near.cloned().collect()
    }

    fn read(&self, word: &str) -> Reading {
        let said = said_as(word);
        let others = said.unwrap_or_default().iter().find_map(|other| self.sold(other)).cloned();
        // A word that only hidden services have may be another one mistyped.
        match (self.sold(word), others, said) {
            (Some(word), others, _) => Reading::Named { word: word.clone(), others },
            (None, Some(others), _) => Reading::Said(others),
            (None, None, Some([])) => Reading::Filler,
            (None, None, Some(_)) => Reading::Unsold,
            (None, None, None) => Reading::Near(self.near_to(word)),
        }
    }
}

/// Takes a word up that is not there yet.
fn add(words: &mut Vec<Counted>, word: Counted) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// Whether a word that nobody knows may be another one mistyped.
fn may_be_a_slip(word: &str) -> bool {
    // Another number is another thing.
    word.chars().count() >= SLIP_MIN_CHARS && !word.chars().any(char::is_numeric)
}

/// The words of what is on sale that differ from one of these by one slip; first what most services
/// have.
async fn near(tx: &mut Tx, words: &[&str]) -> Result<Vec<Counted>, FlowError> {
    let mut alike = store::search::list_alike(tx, words).await?;
    alike.retain(|known| words.iter().any(|word| is_near(word, known)));
    let mut near = store::search::list_on_sale(tx, &alike).await?;
    near.sort_by(|one, other| {
        let more = other.services.cmp(&one.services);
        more.then_with(|| one.counted.word.cmp(&other.counted.word))
    });
    Ok(near.into_iter().map(|known| known.counted).collect())
}

/// The services that take a link of that platform and kind, in the order of the lists: the first
/// `FOUND_MAX`.
///
/// # Errors
/// When the database fails.
pub async fn by_link(
    tx: &mut Tx,
    platform: Platform,
    kind: Option<LinkKind>,
) -> Result<Vec<ServiceId>, FlowError> {
    Ok(store::search::list_with_any(tx, &link_words(platform, kind)).await?)
}

/// Whether the words of all services are made as this version makes them.
///
/// # Errors
/// When the database fails.
pub async fn is_indexed(tx: &mut Tx) -> Result<bool, FlowError> {
    let version = meta::find(tx, meta::key::SERVICE_WORDS).await?;
    Ok(version.as_deref() == Some(search::INDEX_VERSION))
}

/// Makes the words of the next services behind `after` anew; returns the last of them. `None` at
/// the end, which is noted.
///
/// # Errors
/// When the database fails.
pub async fn index_after(tx: &mut Tx, after: ServiceId) -> Result<Option<ServiceId>, FlowError> {
    let service_ids = service_words::list_after(tx, after, BATCH).await?;
    service_words::rewrite(tx, &service_ids).await?;
    if service_ids.is_empty() {
        meta::set(tx, meta::key::SERVICE_WORDS, search::INDEX_VERSION).await?;
    }
    Ok(service_ids.last().copied())
}

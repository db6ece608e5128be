//! Services that are found by their words. Every read is bounded: so many words are counted, so
//! many services are found, and nothing is ever scanned whole.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, Row};

use super::rows::{Grid, Placeholders, ROWS_MAX, list_query, values_query};
use super::tx::{StoreError, Tx};
use super::visibility::hidden;
use crate::domain::ids::ServiceId;
use crate::domain::search::TYPED_WORDS_MAX;

/// Services that are found at the most.
pub const FOUND_MAX: i64 = 300;
/// A word that more rows than these begin with is common.
const COMMON: i64 = 2_000;
/// Services of so few rows are looked at one by one; those of more are picked out of the lists.
const FEW: i64 = 500;
/// The same where other words leave but some of them.
const FEW_OF_SEVERAL: i64 = 1_500;
/// Of words that are near to a typed one, those that so many services have are alike.
const MANY: i64 = 100;
/// Known words that are looked at for what is near a typed one.
const NEAR_MAX: i64 = 3_000;

/// Whether a service has a word that begins with one; an empty one asks for nothing.
macro_rules! has_word {
    ($service:literal, $from:literal, $to:literal) => {
        concat!(
            " AND (",
            $from,
            " = '' OR EXISTS (SELECT 1 FROM service_words w WHERE w.service_id = ",
            $service,
            " AND w.word >= ",
            $from,
            " AND w.word < ",
            $to,
            "))"
        )
    };
}

/// Whether it has the other typed words too.
macro_rules! has_others {
    ($service:literal) => {
        concat!(
            has_word!($service, "$3", "$4"),
            has_word!($service, "$5", "$6"),
            has_word!($service, "$7", "$8"),
            has_word!($service, "$9", "$10"),
            has_word!($service, "$11", "$12")
        )
    };
}

/// What the order of the lists is made of.
macro_rules! places {
    ($of:literal) => {
        concat!(
            $of,
            ".is_pinned DESC, ",
            $of,
            ".standing DESC, ",
            $of,
            ".bought DESC, ",
            $of,
            ".price, ",
            $of,
            ".service_id"
        )
    };
}

/// The numbers of services in one text: a row each would be a trip each between two threads.
macro_rules! together {
    ($found:expr) => {
        concat!(
            "SELECT string_agg(CAST(f.service_id AS TEXT), ',' ORDER BY ",
            places!("f"),
            ") FROM (SELECT s.service_id, s.is_pinned, s.standing, s.bought, s.price FROM ",
            $found
        )
    };
}

/// The order of the lists, and no more than is asked for.
macro_rules! in_order {
    ($limit:literal) => {
        concat!(" ORDER BY ", places!("s"), " LIMIT CAST(", $limit, " AS BIGINT)) f")
    };
}

/// Gathers the services of which a condition on words `g` follows.
macro_rules! gather {
    () => {
        together!("(SELECT DISTINCT g.service_id FROM service_words g WHERE g.word")
    };
}

/// What is on sale of those. Without a cross join SQLite walks through all that is on sale, here
/// and where words are counted.
macro_rules! of_gathered {
    () => {
        concat!(
            ") gathered CROSS JOIN services s WHERE s.service_id = gathered.service_id \
             AND s.is_hidden = ",
            hidden!(Shown)
        )
    };
}

/// What is on sale, found by walking through the lists.
macro_rules! walked {
    () => {
        concat!(together!("services s WHERE s.is_hidden = "), hidden!(Shown))
    };
}

/// Those of them of which a condition on words `w` follows.
macro_rules! picked {
    () => {
        " AND s.service_id IN (SELECT w.service_id FROM service_words w WHERE w.word"
    };
}

/// Two columns for a word: how many rows begin with it, counted no further than what is common, and
/// whether one of them is of a service on sale.
macro_rules! counted {
    ($from:literal, $to:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM ",
            rows_of_word!($from, $to),
            " begun), (SELECT COUNT(*) FROM (SELECT 1 FROM ",
            rows_of_word!($from, $to),
            " begun CROSS JOIN services s WHERE s.service_id = begun.service_id \
             AND s.is_hidden = ",
            hidden!(Shown),
            " LIMIT 1) sold)"
        )
    };
}

/// The rows that begin with a word, no more than `$13`.
macro_rules! rows_of_word {
    ($from:literal, $to:literal) => {
        concat!(
            "(SELECT service_id FROM service_words WHERE word >= ",
            $from,
            " AND word < ",
            $to,
            " LIMIT CAST($13 AS BIGINT))"
        )
    };
}

/// Each of these words with what is known of it.
///
/// # Errors
/// When the database fails.
pub async fn count_each(tx: &mut Tx, words: &[String]) -> Result<Vec<Counted>, StoreError> {
    let mut counted = Vec::new();
    for words in words.chunks(TYPED_WORDS_MAX) {
        let query = sqlx::query(concat!(
            "SELECT ",
            counted!("$1", "$2"),
            ", ",
            counted!("$3", "$4"),
            ", ",
            counted!("$5", "$6"),
            ", ",
            counted!("$7", "$8"),
            ", ",
            counted!("$9", "$10"),
            ", ",
            counted!("$11", "$12"),
        ));
        let row = bind_words(query, words).bind(COMMON + 1).fetch_one(tx.conn()).await?;
        for (place, word) in words.iter().enumerate() {
            let (rows, word): (i64, _) = (row.try_get(2 * place)?, word.clone());
            let sold: i64 = row.try_get(2 * place + 1)?;
            counted.push(Counted { word, rows, is_sold: sold > 0 || rows > COMMON });
        }
    }
    Ok(counted)
}

/// Binds where each word begins and ends; nothing begins with those that are not there.
fn bind_words<'q>(
    query: Query<'q, Any, AnyArguments>,
    words: &[String],
) -> Query<'q, Any, AnyArguments> {
    (0..TYPED_WORDS_MAX).fold(query, |query, place| {
        let word = words.get(place).map_or("", String::as_str);
        let end = if word.is_empty() { String::new() } else { behind(word) };
        query.bind(word.to_owned()).bind(end)
    })
}

/// What is behind everything that begins with a word.
fn behind(word: &str) -> String {
    format!("{word}{}", char::MAX)
}

/// A word with the rows that begin with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The word.
    pub word: String,
    /// Counted no further than what is common.
    pub rows: i64,
    /// Whether something on sale has one of them. Of what is common that is taken for granted: not
    /// all rows are looked at.
    pub is_sold: bool,
}

/// The services on sale that have a word beginning with each of these, in the order of
/// `standing::Place`. None for no words.
///
/// # Errors
/// When the database fails.
pub async fn list_found(
    tx: &mut Tx,
    mut words: Vec<Counted>,
) -> Result<Vec<ServiceId>, StoreError> {
    words.sort_by_key(|word| word.rows);
    let Some(rarest) = words.first().map(|word| word.rows) else { return Ok(Vec::new()) };
    let few = if words.len() > 1 { FEW_OF_SEVERAL } else { FEW };
    // What few have is gathered and sorted, what more have is picked out of the lists. Where all
    // words are common, the first in the order of the lists are found soon.
    let statement = if rarest <= few {
        concat!(
            gather!(),
            " >= $1 AND g.word < $2",
            has_others!("g.service_id"),
            of_gathered!(),
            in_order!("$13")
        )
    } else if rarest <= COMMON {
        concat!(
            walked!(),
            picked!(),
            " >= $1 AND w.word < $2)",
            has_others!("s.service_id"),
            in_order!("$13")
        )
    } else {
        concat!(
            walked!(),
            has_word!("s.service_id", "$1", "$2"),
            has_others!("s.service_id"),
            in_order!("$13")
        )
    };
    let words: Vec<String> = words.into_iter().map(|counted| counted.word).collect();
    let query = bind_words(sqlx::query(statement), &words);
    numbers(&query.bind(FOUND_MAX).fetch_one(tx.conn()).await?)
}

/// The numbers that were put together.
fn numbers(row: &AnyRow) -> Result<Vec<ServiceId>, StoreError> {
    let together: Option<String> = row.try_get(0)?;
    let numbers = together.iter().flat_map(|numbers| numbers.split(','));
    numbers
        .map(|number| number.parse().map(ServiceId::new))
        .collect::<Result<_, _>>()
        .map_err(|_| StoreError::Unreadable("the numbers of services"))
}

/// The services on sale that have exactly one of these words, in the order of the lists.
///
/// # Errors
/// When the database fails.
pub async fn list_with_any(tx: &mut Tx, words: &[String]) -> Result<Vec<ServiceId>, StoreError> {
    let rows = count_with_any(tx, words).await?;
    let (before, behind) = if rows <= FEW {
        (concat!(gather!(), " IN"), concat!(of_gathered!(), in_order!("$1")))
    } else if rows <= COMMON {
        (concat!(walked!(), picked!(), " IN"), concat!(")", in_order!("$1")))
    } else {
        let has_any = concat!(
            walked!(),
            " AND EXISTS (SELECT 1 FROM service_words w WHERE w.service_id = s.service_id \
             AND w.word IN"
        );
        (has_any, concat!(")", in_order!("$1")))
    };
    let items = Placeholders { first: 2, count: words.len() };
    let mut query = list_query(before, items, behind).bind(FOUND_MAX);
    for word in words {
        query = query.bind(word.clone());
    }
    numbers(&query.fetch_one(tx.conn()).await?)
}

/// How many rows have exactly one of these words, counted no further than what is common.
async fn count_with_any(tx: &mut Tx, words: &[String]) -> Result<i64, StoreError> {
    let items = Placeholders { first: 2, count: words.len() };
    let mut query = list_query(
        "SELECT COUNT(*) FROM (SELECT 1 FROM service_words WHERE word IN",
        items,
        "LIMIT CAST($1 AS BIGINT)) known",
    )
    .bind(COMMON + 1);
    for word in words {
        query = query.bind(word.clone());
    }
    Ok(query.fetch_one(tx.conn()).await?.try_get(0)?)
}

/// Known words with the first letter of one of these that are as long, or one letter longer or
/// shorter. From one word the next is found, however many services have it.
///
/// # Errors
/// When the database fails.
pub async fn list_alike(tx: &mut Tx, words: &[&str]) -> Result<Vec<String>, StoreError> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = values_query(
        "WITH RECURSIVE known (word, behind, shortest, longest, places) AS \
         (SELECT (SELECT MIN(n.word) FROM service_words n \
         WHERE n.word >= first.column1 AND n.word < first.column2), \
         first.column2, first.column3, first.column4, first.column5 FROM (VALUES",
        Grid { rows: words.len(), columns: 5 },
        ") first UNION ALL SELECT (SELECT MIN(n.word) FROM service_words n \
         WHERE n.word > known.word AND n.word < known.behind), \
         known.behind, known.shortest, known.longest, known.places - 1 FROM known \
         WHERE known.word IS NOT NULL AND known.places > 1) \
         SELECT DISTINCT word FROM known WHERE LENGTH(word) BETWEEN shortest AND longest",
    );
    for word in words {
        let letters = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
        let first: String = word.chars().take(1).collect();
        query = query
            .bind(first.clone())
            .bind(behind(&first))
            .bind(letters - 1)
            .bind(letters.saturating_add(1))
            .bind(NEAR_MAX);
    }
    let rows = query.fetch_all(tx.conn()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// A word that is on sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnSale {
    /// How many services on sale have it, counted no further than `MANY`.
    pub services: i64,
    /// It with all that begins with it.
    pub counted: Counted,
}

/// Those of the words, the first [`ROWS_MAX`], that services on sale have.
///
/// # Errors
/// When the database fails.
pub async fn list_on_sale(tx: &mut Tx, words: &[String]) -> Result<Vec<OnSale>, StoreError> {
    let words = words.get(..ROWS_MAX).unwrap_or(words);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = list_query(
        concat!(
            "SELECT known.word, (SELECT COUNT(*) FROM (SELECT 1 FROM service_words w \
             CROSS JOIN services s WHERE s.service_id = w.service_id AND w.word = known.word \
             AND s.is_hidden = ",
            hidden!(Shown),
            " LIMIT CAST($1 AS BIGINT)) few), (SELECT COUNT(*) FROM (SELECT 1 \
             FROM service_words b WHERE b.word >= known.word AND b.word < known.word || $3 \
             LIMIT CAST($2 AS BIGINT)) begun) FROM (SELECT DISTINCT word FROM service_words \
             WHERE word IN"
        ),
        Placeholders { first: 4, count: words.len() },
        ") known",
    )
    .bind(MANY)
    .bind(COMMON + 1)
    .bind(String::from(char::MAX));
    for word in words {
        query = query.bind(word.clone());
    }
    let rows = query.fetch_all(tx.conn()).await?;
    let read = |row: &AnyRow| -> Result<OnSale, StoreError> {
        let (word, services, rows) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(OnSale { services, counted: Counted { word, rows, is_sold: services > 0 } })
    };
    let known = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(known.into_iter().filter(|known| known.counted.is_sold).collect())
}

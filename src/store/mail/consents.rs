//! What customers have to put into the DNS of their domains, and whether it was found there.

use sqlx::FromRow;

use crate::domain::ids::{ConsentId, PersonId};
use crate::domain::mail::{ConsentToken, MailDomain, TOKEN_LIFETIME_MS};
use crate::store::portion::Batch;
use crate::store::tx::{StoreError, Tx};

/// The consent of a domain that a customer says is theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number.
    pub consent_id: ConsentId,
    /// Whose word it is.
    pub person_id: PersonId,
    /// The domain.
    pub domain: MailDomain,
    /// What has to be found there.
    pub token: ConsentToken,
    /// When the token was issued, unix milliseconds.
    pub issued_ms: i64,
    /// When everything was found last; 0 where it was not.
    pub proved_ms: i64,
}

impl Consent {
    /// When the token is too old, unix milliseconds.
    #[must_use]
    pub const fn expires_ms(&self) -> i64 {
        self.issued_ms.saturating_add(TOKEN_LIFETIME_MS)
    }

    /// Whether the token is too old.
    #[must_use]
    pub const fn is_expired(&self, now_ms: i64) -> bool {
        now_ms >= self.expires_ms()
    }

    /// Whether an order may be placed by it; before it is sent everything is read again.
    #[must_use]
    pub const fn is_proved(&self, now_ms: i64) -> bool {
        self.proved_ms > 0 && !self.is_expired(now_ms)
    }
}

#[derive(FromRow)]
struct Stored {
    consent_id: ConsentId,
    person_id: PersonId,
    domain: String,
    token: String,
    issued_ms: i64,
    proved_ms: i64,
}

impl TryFrom<Stored> for Consent {
    type Error = StoreError;

    fn try_from(stored: Stored) -> Result<Self, StoreError> {
        let domain = stored.domain.parse().map_err(|_| StoreError::Unreadable("a mail domain"))?;
        let token = ConsentToken::parse(&stored.token);
        let token = token.ok_or(StoreError::Unreadable("a token of a mail domain"))?;
        let Stored { consent_id, person_id, issued_ms, proved_ms, .. } = stored;
        Ok(Self { consent_id, person_id, domain, token, issued_ms, proved_ms })
    }
}

macro_rules! consents {
    ($rest:literal) => {
        concat!(
            "SELECT consent_id, person_id, domain, token, issued_ms, proved_ms \
             FROM mail_consents ",
            $rest
        )
    };
}

/// One by its number.
pub async fn find(tx: &mut Tx, consent_id: ConsentId) -> Result<Option<Consent>, StoreError> {
    let stored: Option<Stored> = sqlx::query_as(consents!("WHERE consent_id = $1"))
        .bind(consent_id)
        .fetch_optional(tx.conn())
        .await?;
    stored.map(Consent::try_from).transpose()
}

/// A person's for a domain.
pub async fn find_of(
    tx: &mut Tx,
    person_id: PersonId,
    domain: &MailDomain,
) -> Result<Option<Consent>, StoreError> {
    let stored: Option<Stored> = sqlx::query_as(consents!("WHERE person_id = $1 AND domain = $2"))
        .bind(person_id)
        .bind(domain.as_str())
        .fetch_optional(tx.conn())
        .await?;
    stored.map(Consent::try_from).transpose()
}

/// A person's that orders may be placed by, the newest first.
pub async fn list_proved(
    tx: &mut Tx,
    person_id: PersonId,
    batch: Batch,
) -> Result<Vec<Consent>, StoreError> {
    let stored: Vec<Stored> = sqlx::query_as(consents!(
        "WHERE person_id = $1 AND proved_ms > 0 AND issued_ms > $2 \
         ORDER BY issued_ms DESC, consent_id DESC LIMIT CAST($3 AS BIGINT)"
    ))
    .bind(person_id)
    .bind(batch.now_ms.saturating_sub(TOKEN_LIFETIME_MS))
    .bind(batch.limit)
    .fetch_all(tx.conn())
    .await?;
    stored.into_iter().map(Consent::try_from).collect()
}

/// How many of a person's are not too old.
pub async fn count(tx: &mut Tx, person_id: PersonId, now_ms: i64) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar(
        "SELECT COUNT(*) FROM mail_consents WHERE person_id = $1 AND issued_ms > $2",
    )
    .bind(person_id)
    .bind(now_ms.saturating_sub(TOKEN_LIFETIME_MS))
    .fetch_one(tx.conn())
    .await?;
    Ok(count)
}

/// Keeps one with a fresh token; the first word stands where there is one already.
pub async fn insert(
    tx: &mut Tx,
    person_id: PersonId,
    (domain, token): (&MailDomain, &ConsentToken),
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO mail_consents (person_id, domain, token, issued_ms) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, domain) DO NOTHING",
    )
    .bind(person_id)
    .bind(domain.as_str())
    .bind(token.as_str())
    .bind(now_ms)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Gives one another token, if it still is as it was read: nothing of the old one counts.
pub async fn renew(
    tx: &mut Tx,
    consent: &Consent,
    token: &ConsentToken,
    now_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE mail_consents SET token = $2, issued_ms = $3, proved_ms = 0 \
         WHERE consent_id = $1 AND token = $4",
    )
    .bind(consent.consent_id)
    .bind(token.as_str())
    .bind(now_ms)
    .bind(consent.token.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes whether everything was found, for the token that was looked for.
pub async fn set_proved(
    tx: &mut Tx,
    (consent_id, token): (ConsentId, &str),
    proved_ms: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE mail_consents SET proved_ms = $3 WHERE consent_id = $1 AND token = $2")
        .bind(consent_id)
        .bind(token)
        .bind(proved_ms)
        .execute(tx.conn())
        .await?;
    Ok(())
}

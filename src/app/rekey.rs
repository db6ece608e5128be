//! `storefront rekey`: seals with `MASTER_KEY` what was sealed with `MASTER_KEY_OLD`, and erases
//! what is left of it. May be killed at any moment and run again. Must never run beside a shop, nor
//! let one run before it has ended.

use secrecy::ExposeSecret;
use strum::IntoEnumIterator;
use tokio_util::sync::CancellationToken;

use super::boot::AppError;
use super::database_identity::{DatabaseIdentity, check_shop, stamp};
use super::instance::{Beside, give_way, keep_away, wait_for_place};
use crate::clock::Clock;
use crate::config::{Config, bot_id};
use crate::crash::{self, Point};
use crate::domain::key_change::{Fate, KeyChange, KeyStamp, Standing, standing};
use crate::domain::sealed::SealedColumn;
use crate::store::schema::FoundDatabase;
use crate::store::{OpenError, Opening, Race, Store, StoreError, meta, sealed_texts};

/// Texts that are sealed anew in one transaction at the most.
const BATCH: i64 = 200;

/// Changes the key, or says why there is nothing to change.
///
/// # Errors
/// What is wrong with the settings, a shop that runs, a failing database. What was done stays done,
/// and the same command goes on from there.
pub async fn rekey(config: Config) -> Result<(), AppError> {
    let clock = Clock::System;
    let store = open(&config, &clock).await?;
    let told = tokio::select! {
        told = change(&store, &config) => told,
        never = keep_away(&store, &clock) => match never {},
    };
    give_way(&store).await;
    store.close().await;
    told?.iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// What a database of this shop says while its key is being changed, for commands that only look.
///
/// # Errors
/// When the database fails.
pub async fn key_change_under_way(store: &Store) -> Result<Option<String>, AppError> {
    let under_way = matches!(stamp(&store.look().await?), Some(KeyStamp::Changing { .. }));
    Ok(under_way.then(|| AppError::KeyChanging.to_string()))
}

/// Opens the database of this shop while none serves it, with its tables brought up to date: a
/// program that was replaced in the midst of a change must be able to end it.
async fn open(config: &Config, clock: &Clock) -> Result<Store, AppError> {
    let check = |found: &FoundDatabase| {
        let bot_id = bot_id(config.token.expose_secret());
        let currency = &config.currency;
        let identity = DatabaseIdentity { kind: "serve", bot_id, currency, fingerprint: None };
        check_shop(found, &identity)
    };
    let opening = Opening::begin(config.database_url.expose_secret(), clock.clone())?;
    let found = opening.look().await?;
    check(&found)?;
    if !found.has_leases {
        return Err(OpenError::Empty.into());
    }
    // Also before the place is taken: a shop that runs need not be waited for.
    judge(&found, config)?;
    let store = opening.connect().await?;
    wait_for_place(&store, clock, Beside::GiveUp, &CancellationToken::new()).await?;
    let ready = async {
        check(&store.look().await?)?;
        Ok(store.migrate().await?)
    };
    if let Err(error) = ready.await {
        give_way(&store).await;
        return Err(error);
    }
    Ok(store)
}

fn judge(found: &FoundDatabase, config: &Config) -> Result<Standing, AppError> {
    let stamp = stamp(found);
    Ok(standing(stamp.as_ref(), config.master_key.clone(), config.former_key.clone())?)
}

/// Goes on from wherever the change stands; returns what there is to say.
async fn change(store: &Store, config: &Config) -> Result<Vec<String>, AppError> {
    let (change, is_marked) = match judge(&store.look().await?, config)? {
        Standing::NothingSealed => return Ok(vec![NOTHING_SEALED.to_owned()]),
        Standing::Ended(None) => return Ok(vec![ENDED.to_owned()]),
        Standing::Ended(Some(change)) => (change, false),
        Standing::Begun(change) => (change, true),
        Standing::New(change) => {
            move_stamp(store, &change.before(), &change.under_way()).await?;
            crash::point(Point::RekeyBegun);
            (change, true)
        }
    };
    let tally = seal_all(store, &change).await?;
    crash::point(Point::RekeySealed);
    if !store.erase_leftovers().await? {
        return Err(AppError::BeingRead);
    }
    crash::point(Point::RekeyErased);
    if is_marked {
        move_stamp(store, &change.under_way(), &change.after()).await?;
        crash::point(Point::RekeyEnded);
    }
    let ended = [ENDED, KEEP_OLD].map(str::to_owned);
    Ok(tally.told().into_iter().chain(ended).collect())
}

const NOTHING_SEALED: &str = "Nothing is sealed in this database, so there is no key to change.";
const ENDED: &str = "MASTER_KEY is the key of this database.";
const KEEP_OLD: &str = "Take MASTER_KEY_OLD out of the settings now, and keep it where older \
    backups are: they open with it only.";

/// Writes how far the change is.
async fn move_stamp(store: &Store, from: &KeyStamp, to: &KeyStamp) -> Result<(), AppError> {
    let (from, to) = (from.to_string(), to.to_string());
    let is_moved: Result<bool, StoreError> = crate::atomically!(store, tx => {
        meta::replace_if(tx, meta::key::MASTER_KEY, &from, &to).await
    });
    if is_moved? { Ok(()) } else { Err(StoreError::Lost(Race::Meta).into()) }
}

/// What has become of the texts.
#[derive(Debug, Default)]
struct Tally {
    anew: usize,
    /// Texts that neither key opens, by their places.
    unreadable: Vec<String>,
}

impl Tally {
    fn told(self) -> Vec<String> {
        let left = "neither key opens it; it stays as it is";
        let unreadable = self.unreadable.iter().map(|place| format!("{place}: {left}"));
        [format!("Sealed anew: {}", self.anew)].into_iter().chain(unreadable).collect()
    }
}

/// Seals everything anew. Looks again until there is nothing left: a shop that was taken for dead
/// may have sealed with the former key behind the first look.
async fn seal_all(store: &Store, change: &KeyChange) -> Result<Tally, AppError> {
    let mut anew = 0;
    loop {
        let mut tally = Tally::default();
        for column in SealedColumn::iter() {
            let before = tally.anew;
            seal_column(store, change, column, &mut tally).await?;
            if tally.anew > before {
                let (table, column) = column.name();
                tracing::info!(table, column, anew = tally.anew - before, "sealed anew");
            }
        }
        anew += tally.anew;
        if tally.anew == 0 {
            return Ok(Tally { anew, ..tally });
        }
    }
}

async fn seal_column(
    store: &Store,
    change: &KeyChange,
    column: SealedColumn,
    tally: &mut Tally,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let batch: Result<LookedAt, StoreError> = crate::atomically!(store, tx => {
            seal_batch(tx, change, column, after.as_deref()).await
        });
        let batch = batch?;
        if batch.tally.anew > 0 {
            crash::point(Point::RekeyBatch);
        }
        tally.anew += batch.tally.anew;
        tally.unreadable.extend(batch.tally.unreadable);
        let Some(last) = batch.last else { return Ok(()) };
        after = Some(last);
    }
}

/// Texts that were looked at in one transaction.
#[derive(Debug, Default)]
struct LookedAt {
    tally: Tally,
    /// The key of the last one; `None` when there was none.
    last: Option<String>,
}

async fn seal_batch(
    tx: &mut crate::store::Tx,
    change: &KeyChange,
    column: SealedColumn,
    after: Option<&str>,
) -> Result<LookedAt, StoreError> {
    let mut batch = LookedAt::default();
    for text in sealed_texts::list(tx, column, after, BATCH).await? {
        let place = column.at(&text.sealed_for);
        match change.fate(place, &text.sealed, rand::random()) {
            Fate::Done => {}
            Fate::Unreadable => batch.tally.unreadable.push(place.to_string()),
            Fate::SealedAnew(anew) => {
                // One that has become another text meanwhile is met by the next look.
                sealed_texts::replace(tx, column, &text, &anew).await?;
                batch.tally.anew += 1;
            }
        }
        batch.last = Some(text.key);
    }
    Ok(batch)
}

//! Words that are looked for among ten thousand services of many platforms, and links.

use std::path::Path;
use std::time::Instant;

use sqlx::{AssertSqlSafe, Connection};
use storefront::app::App;
use storefront::clock::Clock;
use storefront::domain::lang::Lang;
use storefront::domain::links::{LinkKind, Platform};
use storefront::flows::catalog::search;
use storefront::store::catalog as offers;

use crate::seed;
use crate::shop::{self, Stage};
use crate::table::{Table, ms};

const SERVICES: i64 = crate::catalog::SERVICES;
/// Times that everything is looked for.
const ROUNDS: usize = 50;
/// What customers look for: few and many, common words and slips.
const TYPED: [&str; 14] = [
    "instagram",
    "instagram followers",
    "likes instagram real",
    "tiktok views cheap",
    "youtube",
    "telegram members 30",
    "instgram folowers",
    "followers real usa",
    "in",
    "i f r",
    "instagram youtube",
    "r30 fast start max",
    "9999",
    "zebra",
];

pub async fn measure(table: &mut Table) {
    let Stage { folder, address, .. } = Stage::with(1, SERVICES).await;
    let app = shop::in_process(folder.path(), address, Clock::System).await;
    app.workers.sync_catalogs().await.expect("synced");
    spread(&folder.path().join(shop::DATABASE)).await;
    let began = Instant::now();
    app.workers.index_services().await.expect("indexed");
    table.add("words of 10,000 services made anew", ms(began.elapsed().as_micros()), "");
    let mut all = Vec::new();
    for typed in TYPED {
        let (one, found) = words(&app, typed).await;
        row(table, &format!("“{typed}”, {found} found"), &one, "");
        all.extend(one);
    }
    row(table, "words among 10,000 services", &all, "< 5 ms");
    let links = links(&app).await;
    row(table, "a link among 10,000 services", &links, "< 5 ms");
}

/// Names as they are in real lists: many platforms, deeds and qualities.
async fn spread(database: &Path) {
    let mut connection = seed::open(database).await;
    let pick = |by: i64, of: &[&str]| {
        let branches: Vec<String> =
            (0..).zip(of).map(|(place, word)| format!("WHEN {place} THEN '{word}'")).collect();
        format!("CASE (service_id / {by}) % {} {} END", of.len(), branches.join(" "))
    };
    let platform = pick(
        1,
        &["Instagram", "Instagram", "Instagram", "TikTok", "YouTube", "Telegram", "Facebook", "X"],
    );
    let deed = pick(8, &["Followers", "Likes", "Views", "Comments", "Members"]);
    let quality = pick(40, &["Real", "Cheap", "USA", "HQ", "Mixed", "Brazil", "Female"]);
    let rename = format!(
        "UPDATE services SET name = {platform} || ' ' || {deed} || ' | ' || {quality} \
         || ' | Max ' || (service_id % 97) || '00K | R30 | Fast start | ' || service_id; \
         UPDATE categories SET name = 'Section ' || category_id; \
         DELETE FROM meta WHERE key = 'service_words'"
    );
    sqlx::raw_sql(AssertSqlSafe(rename)).execute(&mut connection).await.expect("renamed");
    connection.close().await.expect("closed");
}

/// Microseconds of each time that words were looked for and the first page was read, and how many
/// services were found.
async fn words(app: &App, typed: &str) -> (Vec<u128>, usize) {
    let (mut times, mut found) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let mut tx = app.store.read().await.expect("a read");
        let ids = search::by_words(&mut tx, typed).await.expect("a search").service_ids;
        let page = ids.get(..ids.len().min(6)).unwrap_or_default();
        offers::list_chosen(&mut tx, Lang::En, page).await.expect("a page");
        times.push(began.elapsed().as_micros());
        found = ids.len();
    }
    (times, found)
}

async fn links(app: &App) -> Vec<u128> {
    let mut times = Vec::new();
    for (platform, kind) in [
        (Platform::Instagram, Some(LinkKind::Profile)),
        (Platform::Instagram, Some(LinkKind::Post)),
        (Platform::TikTok, None),
        (Platform::Telegram, Some(LinkKind::Invite)),
        (Platform::Rumble, Some(LinkKind::Video)),
    ] {
        for _ in 0..ROUNDS {
            let began = Instant::now();
            let mut tx = app.store.read().await.expect("a read");
            search::by_link(&mut tx, platform, kind).await.expect("a search");
            times.push(began.elapsed().as_micros());
        }
    }
    times
}

fn row(table: &mut Table, what: &str, times: &[u128], aim: &str) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(0);
    let figure = format!("p50 {}, p99 {}", ms(at(50)), ms(at(99)));
    table.add(what, figure, aim);
}

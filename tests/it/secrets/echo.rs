//! A panel that writes its key and its URL into what it says, in every encoding that is about.

use super::{ALICE, PANEL_KEY, Planted, STOP, URL_PASSWORD, URL_PATH, URL_QUERY, URL_USER, shown};
use crate::support::Buyer;
use crate::support::world::OWNER;
use storefront::sandbox::panel::{FaultRule, PanelFault};

type Writing = fn(&str) -> String;

fn each(text: &str, write: impl Fn(u32) -> String) -> String {
    text.chars().map(|letter| write(u32::from(letter))).collect()
}

/// Every way in which the panel writes a secret.
const WRITINGS: [Writing; 10] = [
    str::to_owned,
    str::to_uppercase,
    str::to_lowercase,
    |text| each(text, |code| format!("%{code:02X}")),
    |text| each(text, |code| format!("%25{code:02x}")),
    |text| each(text, |code| format!("\\u{code:04x}")),
    |text| each(text, |code| format!("&#{code};")),
    |text| each(text, |code| format!("&#x{code:x};")),
    |text| each(text, |code| format!("{}\u{200b}", char::from_u32(code).unwrap())),
    |text| base64(text.as_bytes()),
];

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let all = at(0) << 16 | at(1) << 8 | at(2);
        let letter = |shift: u32| char::from(LETTERS[(all >> shift & 63) as usize]);
        let known = three.len() + 1;
        [letter(18), letter(12), letter(6), letter(0)].into_iter().take(known).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// How often a secret is found in any of the ways.
fn echoes(text: &str) -> usize {
    let secrets = [PANEL_KEY, URL_PATH, URL_QUERY, URL_USER, URL_PASSWORD];
    let written = secrets.iter().flat_map(|secret| WRITINGS.iter().map(|write| write(secret)));
    let text = text.to_lowercase();
    written.map(|written| text.matches(&written.to_lowercase()).count()).sum()
}

/// What the panel says: all its secrets, each time in another way.
fn said(planted: &Planted) -> Vec<String> {
    let address = planted.outside.address;
    let parts = [
        PANEL_KEY.to_owned(),
        format!("key={PANEL_KEY}&action=add"),
        format!("http://{address}/{URL_PATH}/api/v2?k={URL_QUERY}"),
        format!("{URL_USER}:{URL_PASSWORD}"),
    ];
    let all =
        |write: Writing| parts.iter().map(|part| write(part)).collect::<Vec<_>>().join(" or ");
    WRITINGS.iter().map(|write| format!("Odd key {} here", all(*write))).collect()
}

/// Everything that was kept or shown.
async fn everything(planted: &Planted) -> Vec<String> {
    let database = &planted.outside.database;
    let tables = ["order_words", "provider_stops", "orders", "alerts", "outbox", "journal"];
    let mut all = Vec::new();
    for table in tables {
        all.extend(database.texts(&columns(table)).await);
    }
    for person in planted.outside.telegram.people() {
        let chat = planted.outside.telegram.chat(person.id);
        all.extend(chat.into_iter().map(|shown| shown.html));
    }
    all
}

fn columns(table: &str) -> String {
    let columns = match table {
        "order_words" => "words",
        "provider_stops" => "detail",
        "orders" => "reason || seen_id",
        "alerts" => "key",
        "outbox" => "payload",
        _ => "detail || reason",
    };
    format!("{columns} FROM {table}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p19_a_panel_that_echoes_its_key_and_url_gives_neither_away() {
    let planted = Planted::new().await;
    planted.outside.panel.set_speed(0);
    let process = planted.serves(&[]);
    planted.outside.opens().await;
    let texts = said(&planted);
    for (number, text) in (1..).zip(&texts) {
        planted
            .outside
            .panel
            .set_fault(FaultRule::once("add", PanelFault::ErrorText(text.clone())));
        for id in [ALICE + number, ALICE] {
            // Between them a clear answer, or the provider would get nothing more.
            let buyer = Buyer { telegram: planted.outside.telegram.clone(), id };
            buyer.buys(&format!("https://instagram.com/a{number}b{id}")).await;
            planted
                .outside
                .until("the order is sent", async || {
                    let waits = "orders WHERE state IN ('queued', 'submitting')";
                    planted.outside.count(waits).await == 0
                })
                .await;
        }
    }
    let always = |text: &String| FaultRule::always(PanelFault::ErrorText(text.clone()));
    planted.outside.panel.set_fault(always(&texts[0]));
    let owner = Buyer { telegram: planted.outside.telegram.clone(), id: OWNER };
    for text in ["/sync", "/providers", "/order 1001", "/order 1003"] {
        let typed = owner.says(text);
        owner.until(typed, |shown| !shown.text.is_empty()).await;
    }
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0), "{}", shown(&ended.stderr));
    let kept = planted.outside.database.texts("words FROM order_words").await;
    assert_eq!(kept.len(), texts.len());
    assert!(kept.iter().all(|words| words.starts_with("Odd key ") && words.contains("***")));
    assert!(ended.stderr.contains("Odd key ***") || ended.stdout.contains("Odd key ***"));
    for text in everything(&planted).await.iter().chain([&ended.stderr, &ended.stdout]) {
        assert_eq!(echoes(text), 0, "{}", text.chars().take(2_000).collect::<String>());
    }
    planted.is_clean(&ended).await;
    planted.outside.audit().await;
}

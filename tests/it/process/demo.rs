//! The demo: a page in the browser, a shop behind it, everything made anew each time.

use std::time::{Duration, Instant};

use crate::support::process::Process;
use serde_json::{Value, json};

const ALICE: i64 = 5_001;
const STOP: Duration = Duration::from_secs(10);

/// The chat page as a browser uses it.
struct Page {
    client: reqwest::Client,
    url: String,
}

impl Page {
    async fn get(&self, path: &str) -> (u16, String) {
        let answer = self.client.get(format!("{}{path}", self.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).await.1).unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> u16 {
        let url = format!("{}{path}", self.url);
        let request = self.client.post(url).header("content-type", "application/json");
        request.body(body.to_string()).send().await.unwrap().status().as_u16()
    }

    async fn says(&self, text: &str) {
        let body = json!({ "chat": ALICE, "person": ALICE, "text": text });
        assert_eq!(self.post("/sandbox/say", body).await, 200);
    }

    /// The messages of the bot to Alice, newest first.
    async fn messages(&self) -> Vec<Value> {
        let path = format!("/sandbox/chat?chat={ALICE}&person={ALICE}&after=0");
        let chat = self.json(&path).await;
        let messages = chat["messages"].as_array().unwrap().iter().rev();
        messages.filter(|message| message["from_bot"] == true).cloned().collect()
    }

    /// Waits until the newest screens have this text.
    async fn reads(&self, part: &str) {
        let began = Instant::now();
        while !self.messages().await.iter().any(|m| m["text"].as_str().unwrap().contains(part)) {
            let messages = self.messages().await;
            assert!(began.elapsed() < STOP * 3, "never {part:?}: {:#?}", messages.first());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits for a button and presses it.
    async fn taps(&self, label: &str) {
        let began = Instant::now();
        loop {
            let messages = self.messages().await;
            let found = messages.iter().find_map(|message| {
                let rows = message["buttons"].as_array()?.iter();
                let mut keys = rows.flat_map(|row| row.as_array().unwrap());
                let key = keys.find(|key| key["text"].as_str().unwrap().contains(label))?;
                Some((message["id"].clone(), key["data"].clone()))
            });
            if let Some((message, data)) = found {
                let press =
                    json!({ "chat": ALICE, "person": ALICE, "message": message, "data": data });
                assert_eq!(self.post("/sandbox/press", press).await, 200);
                return;
            }
            assert!(began.elapsed() < STOP * 3, "no {label:?}: {:#?}", messages.first());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn buys(&self) {
        self.says("/start s_1").await;
        self.reads("Send the link").await;
        self.says("instagram.com/alice").await;
        self.reads("How many?").await;
        self.says("1000").await;
        self.taps("Confirm").await;
        self.reads("is placed").await;
    }
}

/// A demo in a folder, with an environment that would mislead a shop.
async fn opens(folder: &std::path::Path) -> (Process, Page) {
    let misleading = [
        ("TELEGRAM_BOT_TOKEN", "nonsense"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"),
        ("ADMIN_IDS", "777000"),
    ];
    let vars = misleading.map(|(name, value)| (name.to_owned(), value.to_owned()));
    std::fs::write(folder.join(".env"), "THIS IS ' BROKEN\n").unwrap();
    let process = Process::start(&["demo"], vars, folder);
    process.until_it_says("Ctrl-C").await;
    let printed = process.stdout();
    let url = printed.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
    let url = url.trim_end_matches('/').to_owned();
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    (process, Page { client, url })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_shows_a_page_sells_and_forgets_everything_at_its_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (process, page) = opens(folder.path()).await;
    let (status, html) = page.get("/").await;
    assert_eq!(status, 200);
    assert!(html.contains("<html"), "{html}");
    for asset in ["page.js", "page.css"] {
        assert_eq!(page.get(&format!("/sandbox/{asset}")).await.0, 200, "{asset}");
    }
    let overview = page.json("/sandbox/overview").await;
    assert_eq!(overview["chats"].as_array().unwrap().len(), 5, "four customers and an owner");
    page.buys().await;
    page.reads("Order #1001 is accepted").await;
    let controls = page.json("/sandbox/controls").await;
    assert_eq!(controls["panel"]["orders"].as_array().unwrap().len(), 1);
    page.reads("Order #1001 is delivered").await;
    let ended = process.stops(STOP).await;
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);

    let (process, page) = opens(folder.path()).await;
    assert!(page.messages().await.is_empty());
    page.says("/balance").await;
    page.reads("Balance: $25.00").await;
    page.buys().await;
    page.reads("Order #1001 is placed").await;
    process.stops(STOP).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_whose_port_is_taken_opens_on_another_one() {
    // Taken by this test as soon as another test's demo leaves it, or by a stranger for good.
    let mut taken = None;
    for _ in 0..200 {
        taken = std::net::TcpListener::bind("127.0.0.1:8090").ok();
        if taken.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let (process, page) = opens(folder.path()).await;
    assert!(!page.url.ends_with(":8090"), "{}", page.url);
    assert_eq!(page.get("/").await.0, 200);
    page.says("/start").await;
    page.reads("on your balance").await;

    let second = Process::start(&["demo"], Vec::new(), folder.path()).ended(STOP).await;
    assert_eq!(second.code(), Some(1));
    assert!(second.stderr.contains("another demo is running"), "{}", second.stderr);
    page.says("/balance").await;
    page.reads("Balance:").await;
    process.stops(STOP).await;
    drop(taken);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_survives_a_kill_of_the_demo_before() {
    let folder = tempfile::tempdir().unwrap();
    let (process, page) = opens(folder.path()).await;
    page.buys().await;
    process.dies();
    let (process, page) = opens(folder.path()).await;
    page.says("/orders").await;
    page.reads("Nothing here yet").await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
}

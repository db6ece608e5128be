//! What the program says and how it ends when something is set wrong: code 2 and one line that
//! names the setting and shows no secret. And what it does beside a running shop.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::support::process::{Ended, Process};
use crate::support::world::{OWNER, PANEL_KEY, TOKEN};
use crate::support::{Outside, database::Database};
use serde_json::json;

const STOP: Duration = Duration::from_secs(10);

/// Code 2, one line that begins with the name, nothing secret.
fn refused(ended: &Ended, name: &str) {
    assert_eq!(ended.code(), Some(2), "{name}: {}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{name}: {}", ended.stderr);
    assert!(ended.stderr.starts_with(&format!("{name}: ")), "{}", ended.stderr);
    let said = format!("{}{}", ended.stderr, ended.stdout);
    let is_shown = |secret: &str| said.replace("WEBHOOK_SECRET", "").contains(secret);
    assert!(!["SECRET", TOKEN, PANEL_KEY].into_iter().any(is_shown), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_setting_ends_the_start_with_code_2_and_one_line_that_names_it() {
    let outside = Outside::new().await;
    let webhook = ("TELEGRAM_WEBHOOK_URL", "https://shop.example/telegram");
    let cases: [(&str, &[(&str, &str)]); 17] = [
        ("TELEGRAM_BOT_TOKEN", &[("TELEGRAM_BOT_TOKEN", "")]),
        ("TELEGRAM_BOT_TOKEN", &[("TELEGRAM_BOT_TOKEN", "SECRET-without-colon")]),
        ("TELEGRAM_BOT_TOKEN", &[("TELEGRAM_BOT_TOKEN", "777:another-SECRET-token")]),
        ("TELEGRAM_API_URL", &[("TELEGRAM_API_URL", "ftp://SECRET")]),
        ("TELEGRAM_WEBHOOK_SECRET", &[webhook]),
        (
            "TELEGRAM_WEBHOOK_SECRET",
            &[webhook, ("TELEGRAM_WEBHOOK_SECRET", "SECRET-of-31-characters-0123456")],
        ),
        ("TELEGRAM_RATE_CHAT", &[("TELEGRAM_RATE_CHAT", "0")]),
        ("ADMIN_IDS", &[("ADMIN_IDS", "777000")]),
        ("ADMIN_IDS", &[("ADMIN_IDS", "9000,1087968824")]),
        ("ADMIN_IDS", &[("ADMIN_IDS", "-100")]),
        ("ADMIN_IDS", &[("ADMIN_IDS", "777")]),
        ("DATABASE_URL", &[("DATABASE_URL", "mysql://root:SECRET@localhost/shop")]),
        ("HTTP_ADDR", &[("HTTP_ADDR", "everywhere")]),
        ("MARKUP_PERCENT", &[("MARKUP_PERCENT", "501")]),
        ("PROVIDER_MAIN_KEY", &[("PROVIDER_MAIN_KEY", "")]),
        ("PROVIDER_MAIN_URL", &[("PROVIDER_MAIN_URL", "SECRET")]),
        ("PROVIDER_MAIN_COLOR", &[("PROVIDER_MAIN_COLOR", "red")]),
    ];
    for (name, extra) in cases {
        refused(&outside.runs("serve", extra).await, name);
    }
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_env_file_is_named_and_a_good_one_is_read() {
    let outside = Outside::new().await;
    let file = outside.folder.path().join(".env");
    std::fs::write(&file, "TELEGRAM_BOT_TOKEN='SECRET\n").unwrap();
    refused(&outside.runs("serve", &[("TELEGRAM_BOT_TOKEN", "")]).await, ".env");
    std::fs::write(&file, "SHOP_CURRENCY=dollars\n").unwrap();
    refused(&outside.runs("serve", &[]).await, "SHOP_CURRENCY");
    std::fs::write(&file, format!("TELEGRAM_BOT_TOKEN={TOKEN}\nADMIN_IDS={OWNER}\n")).unwrap();
    let process = outside.starts("serve", &[("TELEGRAM_BOT_TOKEN", ""), ("ADMIN_IDS", "")]);
    outside.opens().await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_another_shop_is_refused() {
    let outside = Outside::new().await;
    let process = outside.serves();
    process.until_it_says("the shop is open").await;
    assert_eq!(process.stops(STOP).await.code(), Some(0));
    let euro = [("SHOP_CURRENCY", "EUR"), ("PROVIDER_MAIN_CURRENCY", "EUR")];
    refused(&outside.runs("serve", &euro).await, "DATABASE_URL");
    let other_bot = [("TELEGRAM_BOT_TOKEN", "778:another-SECRET")];
    refused(&outside.runs("serve", &other_bot).await, "DATABASE_URL");
    let process = outside.serves();
    process.until_it_says("the shop is open").await;
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn serve_refuses_the_file_of_the_demo() {
    let outside = Outside::new().await;
    let demo = outside.starts("demo", &[]);
    demo.until_it_says("Open this page").await;
    assert_eq!(demo.stops(STOP).await.code(), Some(0));
    assert!(outside.folder.path().join("data/demo.db").exists());
    let extra = [
        ("DATABASE_URL", "sqlite://data/demo.db"),
        ("TELEGRAM_BOT_TOKEN", "424242:the-SECRET-of-the-bot"),
    ];
    refused(&outside.runs("serve", &extra).await, "DATABASE_URL");
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_on_the_same_file_is_refused_and_the_first_goes_on() {
    let outside = Outside::with(Database::in_folder()).await;
    let first = outside.serves();
    outside.opens().await;
    let second = outside.runs("serve", &[]).await;
    assert_eq!(second.code(), Some(1), "{}", second.stderr);
    assert_eq!(second.stderr.lines().count(), 1, "{}", second.stderr);
    assert!(second.stderr.contains("another storefront is running"), "{}", second.stderr);
    outside.telegram.says(OWNER, "/balance");
    outside.until_told(OWNER, "Balance:").await;
    assert_eq!(first.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_on_the_same_server_stands_by_and_takes_over() {
    let outside = Outside::new().await;
    if outside.database.folder().is_some() {
        // A file has one process; see the test above.
        return outside.audit().await;
    }
    let first = outside.serves();
    outside.opens().await;
    let second = outside.serves();
    second.until_it_says("standing by").await;
    outside.telegram.says(OWNER, "/balance");
    outside.until_told(OWNER, "Balance:").await;
    assert!(!second.log().contains("the shop is open"));
    assert_eq!(first.stops(STOP).await.code(), Some(0));
    second.until_it_says("the shop is open").await;
    outside.telegram.says(OWNER, "/help");
    outside.until_told(OWNER, "How it works").await;
    assert_eq!(second.stops(STOP).await.code(), Some(0));
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_runs_beside_the_shop_and_names_what_does_not_fit() {
    let outside = Outside::new().await;
    outside.gives([10_001], "25").await;
    let process = outside.serves();
    outside.opens().await;
    let audit = outside.runs("audit", &[]).await;
    assert_eq!((audit.code(), audit.stdout.trim()), (Some(0), "The ledger adds up."));
    let tamper = "UPDATE wallets SET available = available + 1 WHERE person_id = 10001";
    outside.database.executes(tamper).await;
    let audit = outside.runs("audit", &[]).await;
    assert_eq!(audit.code(), Some(1));
    assert!(audit.stderr.contains("1 wallets that differ"), "{}", audit.stderr);
    outside.database.executes(&tamper.replace("+ 1", "- 1")).await;
    outside.telegram.says(OWNER, "/balance");
    outside.until_told(OWNER, "Balance:").await;
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_is_not_ours_alarms_at_start_and_is_removed() {
    let outside = Outside::new().await;
    let url = format!("http://{}/bot{TOKEN}/setWebhook", outside.address);
    let theirs = json!({ "url": "http://127.0.0.1:9/theirs" }).to_string();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let set = client.post(url).header("content-type", "application/json").body(theirs);
    assert!(set.send().await.unwrap().status().is_success());
    let process = outside.serves();
    outside.opens().await;
    outside.until_told(OWNER, "webhook that is not ours").await;
    assert_eq!(outside.times_told(OWNER, "webhook that is not ours"), 1);
    assert!(outside.telegram.calls().iter().any(|call| call.method == "deleteWebhook"));
    process.stops(STOP).await;
    outside.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn help_and_version_need_no_setting_and_what_is_unknown_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let run = async |arguments: &[&str]| {
        Process::start(arguments, Vec::new(), folder.path()).ended(STOP).await
    };
    let help = run(&["--help"]).await;
    assert_eq!(help.code(), Some(0));
    for command in ["serve", "demo", "audit", "Exit codes"] {
        assert!(help.stdout.contains(command), "{command}");
    }
    let version = run(&["--version"]).await;
    assert_eq!(version.stdout.trim(), format!("storefront {}", env!("CARGO_PKG_VERSION")));
    for arguments in [&["sell"][..], &["serve", "now"][..], &["--verbose"][..]] {
        let ended = run(arguments).await;
        assert_eq!(ended.code(), Some(2), "{arguments:?}");
        assert_eq!(ended.stderr.lines().count(), 1);
        assert!(ended.stderr.contains("--help"), "{}", ended.stderr);
    }
    let nothing_set = run(&[]).await;
    refused(&nothing_set, "TELEGRAM_BOT_TOKEN");
    assert!(std::fs::read_dir(folder.path()).unwrap().all(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.ends_with(".out") || name.ends_with(".log")
    }));
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_for_its_owner_only() {
    let outside = Outside::with(Database::in_folder()).await;
    let folder = outside.folder.path().join("deep/data");
    let url = format!("sqlite://{}", folder.join("shop.db").display());
    let process = outside.starts("serve", &[("DATABASE_URL", &url)]);
    process.until_it_says("the shop is open").await;
    assert_eq!(mode(&folder), 0o700);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_owned().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["shop.db", "shop.db-shm", "shop.db-wal", "shop.db.lock"]);
    process.stops(STOP).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_open_to_others_is_closed_to_them_at_the_next_start() {
    let outside = Outside::with(Database::in_folder()).await;
    let file = outside.folder.path().join("shop.db");
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let process = outside.starts("serve", &[("DATABASE_URL", "sqlite://shop.db")]);
    process.until_it_says("the shop is open").await;
    assert_eq!(mode(&file), 0o600);
    process.stops(STOP).await;
}

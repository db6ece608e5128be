//! Chromedriver as a child process, and one browser of a phone's size that it drives. Owns what
//! differs from plain WebDriver: the colour scheme and the console. Must never leave a browser
//! behind, also when a test fails.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A phone as large as many are.
pub const WIDTH: i64 = 390;
const HEIGHT: i64 = 844;
const START: Duration = Duration::from_secs(60);
const MISSING: &str = "This test drives a browser: install chromium and chromedriver first \
                       (on Debian: apt-get install chromium chromium-driver).";

/// The system's colours, as the browser tells them to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// A running chromedriver; it is killed with its browser when it is dropped.
pub struct Driver {
    child: Child,
    out: PathBuf,
}

impl Driver {
    /// Starts on a free port that the system chooses.
    pub fn start(folder: &Path) -> Self {
        let out = folder.join("chromedriver.out");
        let child = Command::new("chromedriver")
            .arg("--port=0")
            // A group of its own, so that the browser ends with it.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(File::create(&out).unwrap())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        Self { child, out }
    }

    async fn port(&self) -> u16 {
        let began = Instant::now();
        loop {
            let printed = std::fs::read_to_string(&self.out).unwrap();
            let port = printed.split_once("started successfully on port ");
            let port = port.and_then(|(_, rest)| rest.split_once('.')?.0.parse().ok());
            if let Some(port) = port {
                return port;
            }
            assert!(began.elapsed() < START, "chromedriver does not start: {printed}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Opens a browser. Its profile lives in `folder`.
    pub async fn opens(&self, folder: &Path) -> Browser {
        let url = format!("http://127.0.0.1:{}", self.port().await);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(folder));
        let client = builder.connect(&url).await;
        let client = client.unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        Browser { client }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.wait();
    }
}

fn capabilities(folder: &Path) -> Capabilities {
    let mut args = vec![
        "--headless=new".to_owned(),
        format!("--user-data-dir={}", folder.join("profile").display()),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-smooth-scrolling".to_owned(),
        "--force-color-profile=srgb".to_owned(),
        "--force-prefers-reduced-motion".to_owned(),
        "--hide-scrollbars".to_owned(),
        "--lang=en-US".to_owned(),
        "--no-first-run".to_owned(),
        "--no-proxy-server".to_owned(),
    ];
    if is_root() {
        args.push("--no-sandbox".to_owned());
    }
    let metrics = json!({ "width": WIDTH, "height": HEIGHT, "pixelRatio": 2, "touch": true });
    let wanted = json!({
        "goog:chromeOptions": { "args": args, "mobileEmulation": { "deviceMetrics": metrics } },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    serde_json::from_value(wanted).unwrap()
}

/// Chromium keeps its sandbox from root.
fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output().unwrap();
    user.stdout.trim_ascii() == b"0"
}

/// An open browser.
pub struct Browser {
    pub client: Client,
}

impl Browser {
    /// The colours that pages read from now on.
    pub async fn prefers(&self, scheme: Scheme) {
        let value = if scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        let params = json!({ "features": features });
        let body = json!({ "cmd": "Emulation.setEmulatedMedia", "params": params });
        self.client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await.unwrap();
    }

    /// What was written to the console since the last question.
    pub async fn console(&self) -> Vec<String> {
        let body = json!({ "type": "browser" });
        let log = self.client.issue_cmd(Extension { path: "se/log", body }).await.unwrap();
        log.as_array().unwrap().iter().map(|entry| entry["message"].to_string()).collect()
    }
}

/// A command of chromedriver beside the standard.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.body.to_string()))
    }
}

//! Anvil in a process of its own, which ends with the test however that ends.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::outside::free_address;

/// Names the program.
const PROGRAM: &str = "STOREFRONT_ANVIL";
/// Ends the program when the pipe to this one closes, be it that this one was killed.
const KEEPER: &str = r#""$@" & read -r _; kill -TERM $!; wait $!"#;
/// How long it may take until it answers.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Node {
    program: String,
    chain_id: u64,
    address: SocketAddr,
    folder: tempfile::TempDir,
    keeper: Option<Child>,
    http: reqwest::Client,
}

/// The program, if there is one; says so if there is none.
pub fn program() -> Option<String> {
    let program = std::env::var(PROGRAM).ok().filter(|program| !program.is_empty());
    if program.is_none() {
        println!("skipped for want of a node: {PROGRAM} is not set");
    }
    program
}

impl Node {
    /// A new chain, to which blocks are added only when they are asked for.
    pub async fn start(program: String, chain_id: u64) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let address = free_address();
        let mut node = Self { program, chain_id, address, folder, keeper: None, http };
        node.start_again().await;
        node
    }

    /// Starts it with what it knew when it was stopped.
    pub async fn start_again(&mut self) {
        assert!(self.keeper.is_none(), "it runs already");
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "sh", &self.program, "--silent", "--no-mining"])
            .args(["--slots-in-an-epoch", "1", "--accounts", "30"])
            .args(["--chain-id", &self.chain_id.to_string()])
            .args(["--host", &self.address.ip().to_string()])
            .args(["--port", &self.address.port().to_string()])
            .arg("--state")
            .arg(self.folder.path().join("state.json"))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        self.keeper = Some(keeper);
        let began = Instant::now();
        while self.asks("eth_chainId", json!([])).await.is_none() {
            assert!(began.elapsed() < PATIENCE, "{} does not answer", self.program);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Stops it; it writes down what it knows.
    pub fn stop(&mut self) {
        let Some(mut keeper) = self.keeper.take() else { return };
        drop(keeper.stdin.take());
        // There is nothing to do about one that has ended by itself.
        let _ = keeper.wait();
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The result of a call that must succeed.
    pub async fn ask(&self, method: &str, params: Value) -> Value {
        let answer = self.asks(method, params.clone()).await.expect("the node answers");
        assert!(answer.get("error").is_none(), "{method} {params}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer; `None` if nobody answers.
    pub async fn asks(&self, method: &str, params: Value) -> Option<Value> {
        let call = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let request = self.http.post(self.url()).header("content-type", "application/json");
        let answer = request.body(call.to_string()).send().await.ok()?.text().await.ok()?;
        Some(serde_json::from_str(&answer).unwrap())
    }

    /// Makes so many blocks, with what waits in the first of them.
    pub async fn mine(&self, blocks: u64) {
        self.ask("anvil_mine", json!([format!("0x{blocks:x}")])).await;
    }

    pub async fn head(&self) -> u64 {
        number(&self.ask("eth_blockNumber", json!([])).await)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Reads a number as nodes write it.
pub fn number(value: &Value) -> u64 {
    let text = value.as_str().unwrap_or_else(|| panic!("no number: {value}"));
    u64::from_str_radix(text.trim_start_matches("0x"), 16).unwrap()
}

//! A panel that answers whatever a test gives it, in whatever manner HTTP can be broken: cut, slow,
//! endless, too large, mislabelled. Speaks over plain sockets, since no server library would.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use storefront::providers::{self, PanelSettings, Provider};
use storefront::workers::roster::Roster;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::mutation::Dice;
use super::scripted::Call;
use super::world::{PANEL_KEY, World};

/// The longest exchange of [`World::asks_rudely`].
pub const PATIENCE_MS: u64 = 300;
/// The largest answer that its client takes.
pub const CAP_BYTES: usize = 64 * 1024;

/// What is sent back, and how.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
    pub manner: Manner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Plain,
    /// Without a length: ends with the connection.
    UntilClosed,
    Chunked,
    ChunkedCut,
    ChunkedEndless,
    LengthTooLong,
    LengthTooShort,
    /// Called gzip, which it is not.
    Gzip,
    Redirect,
    Oversized,
    HeadCut,
    HeadGarbage,
    HeadersWithoutEnd,
    Continued,
    Drip,
    Silent,
    Closed,
}

/// Those that come often; the ones behind them cost the client its patience.
const QUICK: [Manner; 18] = [
    Manner::Plain,
    Manner::Plain,
    Manner::Plain,
    Manner::Plain,
    Manner::Plain,
    Manner::UntilClosed,
    Manner::Chunked,
    Manner::Chunked,
    Manner::ChunkedCut,
    Manner::LengthTooLong,
    Manner::LengthTooShort,
    Manner::Gzip,
    Manner::Redirect,
    Manner::Oversized,
    Manner::HeadCut,
    Manner::HeadGarbage,
    Manner::HeadersWithoutEnd,
    Manner::Continued,
];
const SLOW: [Manner; 4] = [Manner::ChunkedEndless, Manner::Drip, Manner::Silent, Manner::Closed];

type Script = Box<dyn FnMut(&Call) -> Reply + Send>;

#[derive(Clone)]
pub struct Rude {
    pub address: SocketAddr,
    inner: Arc<Mutex<(Script, Vec<Call>)>>,
}

impl Reply {
    pub fn plain(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, body: body.into(), manner: Manner::Plain }
    }

    /// In a manner of the dice's choice, and under a status that they like, mostly 200.
    pub fn rude(dice: &mut Dice, body: Vec<u8>) -> Self {
        let odd = [201, 204, 302, 400, 401, 403, 404, 422, 429, 500, 502, 503];
        let status = if dice.one_in(3) { *dice.pick(&odd) } else { 200 };
        let manner = if dice.one_in(40) { *dice.pick(&SLOW) } else { *dice.pick(&QUICK) };
        let status = if manner == Manner::Redirect { 307 } else { status };
        Self { status, body, manner }
    }

    fn head(&self, more: &str) -> Vec<u8> {
        let kind = if self.body.len().is_multiple_of(2) { "application/json" } else { "text/html" };
        format!("HTTP/1.1 {} Said\r\nContent-Type: {kind}\r\n{more}\r\n", self.status).into_bytes()
    }

    fn with_length(&self, length: usize) -> Vec<u8> {
        let head = self.head(&format!("Content-Length: {length}\r\nConnection: close\r\n"));
        [&head, &self.body[..]].concat()
    }

    fn chunked(&self, end: &str) -> Vec<u8> {
        let size = format!("{:x}\r\n", self.body.len());
        let head = self.head("Transfer-Encoding: chunked\r\n");
        let chunk = [size.as_bytes(), &self.body[..], b"\r\n"].concat();
        let chunk = if self.body.is_empty() { Vec::new() } else { chunk };
        [head, chunk, end.as_bytes().to_vec()].concat()
    }

    fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let length = self.body.len();
        match self.manner {
            Manner::Plain | Manner::Drip => self.with_length(length),
            Manner::UntilClosed => [self.head("Connection: close\r\n"), self.body.clone()].concat(),
            Manner::Chunked => self.chunked("0\r\n\r\n"),
            Manner::ChunkedCut | Manner::ChunkedEndless => self.chunked("7\r\n"),
            Manner::LengthTooLong => self.with_length(length + 9),
            Manner::LengthTooShort => self.with_length(length.saturating_sub(3)),
            Manner::Gzip => {
                let more = format!("Content-Encoding: gzip\r\nContent-Length: {length}\r\n");
                [self.head(&more), self.body.clone()].concat()
            }
            Manner::Redirect => {
                let more =
                    format!("Location: http://{address}/again\r\nContent-Length: {length}\r\n");
                [self.head(&more), self.body.clone()].concat()
            }
            Manner::Oversized => {
                let body = [&self.body[..], &vec![b' '; CAP_BYTES + 1]].concat();
                Self { body, ..self.clone() }.with_length(length + CAP_BYTES + 1)
            }
            Manner::HeadCut => b"HTTP/1.1 200 OK\r\nContent-Le".to_vec(),
            Manner::HeadGarbage => b"HTTP/9.9 banana\r\n\xff\xfe: \0\r\n\r\n{\"order\":1}".to_vec(),
            Manner::HeadersWithoutEnd => {
                let many: String = (0..1_000).map(|n| format!("X-{n}: {n}\r\n")).collect();
                self.head(&many)
            }
            Manner::Continued => {
                let last = self.with_length(length);
                [&b"HTTP/1.1 100 Continue\r\n\r\n"[..], b"HTTP/1.1 102 Wait\r\n\r\n", &last]
                    .concat()
            }
            Manner::Silent | Manner::Closed => Vec::new(),
        }
    }
}

impl Rude {
    pub async fn start(script: impl FnMut(&Call) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script: Script = Box::new(script);
        let rude = Self { address, inner: Arc::new(Mutex::new((script, Vec::new()))) };
        let server = rude.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().serves(stream));
            }
        });
        rude
    }

    pub fn url(&self) -> String {
        format!("http://{}/api/v2", self.address)
    }

    /// Answers from now on as `script` says.
    pub fn answers(&self, script: impl FnMut(&Call) -> Reply + Send + 'static) {
        self.inner.lock().unwrap().0 = Box::new(script);
    }

    /// Every call of one action so far.
    pub fn calls(&self, action: &str) -> Vec<Call> {
        let inner = self.inner.lock().unwrap();
        inner.1.iter().filter(|call| call["action"] == action).cloned().collect()
    }

    async fn serves(self, mut stream: TcpStream) {
        let Some(call) = read_call(&mut stream).await else { return };
        let reply = {
            let (script, calls) = &mut *self.inner.lock().unwrap();
            calls.push(call.clone());
            script(&call)
        };
        // The client may have gone away; what it makes of that is what is tested.
        let bytes = reply.bytes(self.address);
        let long = Duration::from_millis(4 * PATIENCE_MS);
        if reply.manner == Manner::Drip {
            for byte in bytes.chunks(1) {
                let _ = stream.write_all(byte).await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            return;
        }
        let _ = stream.write_all(&bytes).await;
        if matches!(reply.manner, Manner::Silent | Manner::ChunkedEndless) {
            tokio::time::sleep(long).await;
        }
    }
}

/// One request: a form behind its head.
async fn read_call(stream: &mut TcpStream) -> Option<Call> {
    let mut bytes = Vec::new();
    loop {
        let count = stream.read_buf(&mut bytes).await.ok().filter(|count| *count > 0)?;
        assert!(count < 1 << 20);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, form)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length = head.split("content-length:").nth(1)?.lines().next()?.trim().parse().ok()?;
        if form.len() >= length {
            return Some(url::form_urlencoded::parse(form.as_bytes()).into_owned().collect());
        }
    }
}

impl World {
    /// From now on the shop's only client is one of this panel that is short of patience and takes
    /// only small answers.
    pub fn asks_rudely(&mut self, rude: &Rude) -> Arc<dyn Provider> {
        let settings = PanelSettings {
            timeout_ms: PATIENCE_MS,
            connect_timeout_ms: PATIENCE_MS,
            services_cap_bytes: CAP_BYTES,
            body_cap_bytes: CAP_BYTES,
            ..PanelSettings::new("main", rude.url().into(), PANEL_KEY.to_owned().into())
        };
        let client: Arc<dyn Provider> = Arc::new(providers::Panel::new(settings).unwrap());
        self.app.workers.providers = Roster::of(vec![Arc::clone(&client)]);
        client
    }
}

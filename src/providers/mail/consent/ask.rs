//! One question to one name server: by UDP, again by UDP, then by TCP, which is also asked for what
//! was cut. Owns the time and the number of questions that one check may cost. Must never ask a
//! server that the world does not allow.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

use super::wire::{self, NoReply, Question, Reply};
use crate::domain::mail::DnsWorld;

/// How long a server may take to answer by UDP, once.
const UDP_WAIT: Duration = Duration::from_millis(1_500);
/// How often it is asked by UDP.
const UDP_TRIES: usize = 2;
/// How long a whole exchange by TCP may take.
const TCP_WAIT: Duration = Duration::from_secs(4);
/// The largest answer by UDP; the question allows 512 bytes.
const UDP_MAX: usize = 4_096;
/// The questions of one check.
pub(super) const QUESTIONS_MAX: u32 = 600;

/// Why a server gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// Nobody answered in time, or nobody may be asked there.
    Silent,
    /// What came cannot be read.
    Broken,
}

/// Asks servers, so many times in all.
#[derive(Debug)]
pub(super) struct Asker {
    world: DnsWorld,
    left: AtomicU32,
}

impl Asker {
    pub(super) fn new(world: DnsWorld) -> Self {
        Self { world, left: AtomicU32::new(QUESTIONS_MAX) }
    }

    pub(super) fn world(&self) -> &DnsWorld {
        &self.world
    }

    /// Asks a server.
    pub(super) async fn ask(
        &self,
        server: IpAddr,
        question: &Question,
    ) -> Result<Reply, Unanswered> {
        let socket = self.world.socket(server).ok_or(Unanswered::Silent)?;
        // Nothing is wrapped around: at zero it stays zero.
        let spend = |left: u32| left.checked_sub(1);
        self.left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, spend)
            .map_err(|_| Unanswered::Silent)?;
        // Capitals at random are a part of what a stranger would have to guess.
        let mut question = question.clone();
        question.name.randomize_label_case();
        for _ in 0..UDP_TRIES {
            match timeout(UDP_WAIT, by_udp(socket, &question)).await {
                Ok(Ok(reply)) => return Ok(reply),
                Ok(Err(NoReply::Cut)) => break,
                Ok(Err(_)) | Err(_) => {}
            }
        }
        match timeout(TCP_WAIT, by_tcp(socket, &question)).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(NoReply::Broken | NoReply::Cut)) => Err(Unanswered::Broken),
            Ok(Err(NoReply::Other)) | Err(_) => Err(Unanswered::Silent),
        }
    }
}

async fn by_udp(server: SocketAddr, question: &Question) -> Result<Reply, NoReply> {
    let id: u16 = rand::random();
    let bytes = wire::encode(question, id).ok_or(NoReply::Broken)?;
    let from: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    // A port of its own for each question, and nobody else's answers.
    let socket = UdpSocket::bind((from, 0)).await.map_err(|_| NoReply::Other)?;
    socket.connect(server).await.map_err(|_| NoReply::Other)?;
    socket.send(&bytes).await.map_err(|_| NoReply::Other)?;
    let mut buffer = vec![0; UDP_MAX];
    loop {
        let length = socket.recv(&mut buffer).await.map_err(|_| NoReply::Other)?;
        match wire::decode(buffer.get(..length).unwrap_or_default(), question, id) {
            // Whoever sent this is guessing.
            Err(NoReply::Other) => {}
            read => return read,
        }
    }
}

async fn by_tcp(server: SocketAddr, question: &Question) -> Result<Reply, NoReply> {
    let id: u16 = rand::random();
    let bytes = wire::encode(question, id).ok_or(NoReply::Broken)?;
    let length = u16::try_from(bytes.len()).map_err(|_| NoReply::Broken)?;
    let mut stream = TcpStream::connect(server).await.map_err(|_| NoReply::Other)?;
    let framed = [length.to_be_bytes().as_slice(), &bytes].concat();
    stream.write_all(&framed).await.map_err(|_| NoReply::Other)?;
    let length = stream.read_u16().await.map_err(|_| NoReply::Other)?;
    let mut answer = vec![0; usize::from(length)];
    stream.read_exact(&mut answer).await.map_err(|_| NoReply::Other)?;
    wire::decode(&answer, question, id)
}

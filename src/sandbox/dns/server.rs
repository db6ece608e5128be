//! One server's port, by UDP and TCP, and what its fault does to an answer.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hickory_proto::op::{Message, Query, ResponseCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

use super::faults::DnsFault;
use super::{Dns, lookup, zone};

/// The largest answer by UDP.
const UDP_MAX: usize = 512;
/// How often another port is tried: one that is free for UDP need not be for TCP.
const TRIES: usize = 50;
/// Questions that are remembered.
const ASKED_MAX: usize = 10_000;

/// A port that nobody else has.
pub(super) struct Port {
    pub address: SocketAddr,
    udp: UdpSocket,
    tcp: TcpListener,
}

impl Port {
    pub async fn open() -> io::Result<Self> {
        let mut failed = io::Error::other("no port is free");
        for _ in 0..TRIES {
            let udp = UdpSocket::bind(("127.0.0.1", 0)).await?;
            let address = udp.local_addr()?;
            match TcpListener::bind(address).await {
                Ok(tcp) => return Ok(Self { address, udp, tcp }),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// Answers until the runtime ends.
    pub fn serve(self, dns: &Dns, server: IpAddr) {
        let Self { udp, tcp, .. } = self;
        tokio::spawn(by_udp(dns.clone(), server, udp));
        tokio::spawn(by_tcp(dns.clone(), server, tcp));
    }
}

async fn by_udp(dns: Dns, server: IpAddr, socket: UdpSocket) {
    let socket = Arc::new(socket);
    let mut buffer = vec![0; UDP_MAX];
    while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
        let asked = buffer.get(..length).unwrap_or_default();
        let Some(answer) = dns.answer(server, asked, true) else { continue };
        let _ = socket.send_to(&answer, from).await;
    }
}

async fn by_tcp(dns: Dns, server: IpAddr, listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        let dns = dns.clone();
        tokio::spawn(async move { one_by_tcp(&dns, server, stream).await });
    }
}

async fn one_by_tcp(dns: &Dns, server: IpAddr, mut stream: TcpStream) -> io::Result<()> {
    let length = stream.read_u16().await?;
    let mut asked = vec![0; usize::from(length)];
    stream.read_exact(&mut asked).await?;
    let Some(answer) = dns.answer(server, &asked, false) else { return Ok(()) };
    stream.write_u16(u16::try_from(answer.len()).unwrap_or(0)).await?;
    stream.write_all(&answer).await
}

impl Dns {
    /// The bytes of an answer; `None` for none at all.
    fn answer(&self, server: IpAddr, asked: &[u8], is_udp: bool) -> Option<Vec<u8>> {
        let message = Message::from_vec(asked).ok()?;
        let [query] = message.queries.as_slice() else { return None };
        let mut state = self.state();
        state.spring(query.query_type);
        if state.asked.len() < ASKED_MAX {
            let (name, kind) = (query.name.to_lowercase().to_ascii(), query.query_type.to_string());
            state.asked.push((server, name, kind));
        }
        let fault = state.faults.get(&server).copied().unwrap_or_default();
        let zones = state.served.get(&server).map_or(&[][..], Vec::as_slice);
        let reply = lookup::answer(zones, message.metadata.id, query);
        drop(state);
        spoiled(reply, query, (fault, is_udp))
    }
}

fn spoiled(
    mut reply: Message,
    query: &Query,
    (fault, is_udp): (DnsFault, bool),
) -> Option<Vec<u8>> {
    match fault {
        DnsFault::Silent => return None,
        DnsFault::CutWithoutTcp if !is_udp => return None,
        DnsFault::Garbage => return Some(vec![0xff; 40]),
        DnsFault::ServFail => fail(&mut reply, ResponseCode::ServFail),
        DnsFault::Refused => fail(&mut reply, ResponseCode::Refused),
        DnsFault::Lame => {
            fail(&mut reply, ResponseCode::NoError);
            reply.metadata.authoritative = false;
        }
        DnsFault::OtherQuestion => {
            reply.queries = vec![Query::query(zone::name("other.example.com"), query.query_type)];
        }
        DnsFault::Lowercases => {
            reply.queries = vec![Query::query(query.name.to_lowercase(), query.query_type)];
        }
        DnsFault::None | DnsFault::Cut | DnsFault::CutWithoutTcp => {}
    }
    let bytes = reply.to_vec().ok()?;
    let is_cut = matches!(fault, DnsFault::Cut | DnsFault::CutWithoutTcp) || bytes.len() > UDP_MAX;
    if is_udp && is_cut {
        let mut cut = reply.truncate();
        cut.metadata.truncation = true;
        return cut.to_vec().ok();
    }
    Some(bytes)
}

fn fail(reply: &mut Message, code: ResponseCode) {
    reply.metadata.response_code = code;
    reply.answers.clear();
    reply.authorities.clear();
    reply.additionals.clear();
}

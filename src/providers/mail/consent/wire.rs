//! Questions and answers as they are written to name servers. Must never panic, whatever comes, nor
//! take an answer to another question.

use hickory_proto::op::{Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::{DNSClass, Name, RData, Record, RecordType};

/// The most records of one answer.
const RECORDS_MAX: usize = 500;
/// The bit of a cut answer, in the third byte.
const CUT: u8 = 0x02;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub name: Name,
    pub kind: RecordType,
}

/// A complete answer to a question.
#[derive(Debug)]
pub(super) struct Reply {
    pub code: ResponseCode,
    /// Whether who answers knows it by itself.
    pub is_authoritative: bool,
    pub answers: Vec<Record>,
    pub authorities: Vec<Record>,
    pub additionals: Vec<Record>,
}

/// Why some bytes are no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoReply {
    /// To another question, or of somebody else.
    Other,
    /// There is more than fits: it has to be asked for by TCP.
    Cut,
    /// To this question, and not readable.
    Broken,
}

/// The bytes of a question; `None` where the name does not fit.
pub(super) fn encode(question: &Question, id: u16) -> Option<Vec<u8>> {
    let mut message = Message::new(id, MessageType::Query, OpCode::Query);
    message.metadata.recursion_desired = false;
    message.add_query(Query::query(question.name.clone(), question.kind));
    message.to_vec().ok()
}

/// Reads an answer. The question comes back letter by letter, capitals too: they are a part of what
/// a stranger would have to guess.
pub(super) fn decode(bytes: &[u8], question: &Question, id: u16) -> Result<Reply, NoReply> {
    let &[first, second, flags, ..] = bytes else { return Err(NoReply::Other) };
    if u16::from_be_bytes([first, second]) != id {
        return Err(NoReply::Other);
    }
    if flags & CUT != 0 {
        return Err(NoReply::Cut);
    }
    let message = Message::from_vec(bytes).map_err(|_| NoReply::Broken)?;
    let is_answer = message.metadata.message_type == MessageType::Response
        && message.metadata.op_code == OpCode::Query;
    let [asked] = message.queries.as_slice() else { return Err(NoReply::Broken) };
    let is_to_this = asked.name.eq_case(&question.name)
        && asked.query_type == question.kind
        && asked.query_class == DNSClass::IN;
    if !is_answer || !is_to_this {
        return Err(NoReply::Other);
    }
    let sections = [&message.answers, &message.authorities, &message.additionals];
    if sections.iter().map(|records| records.len()).sum::<usize>() > RECORDS_MAX {
        return Err(NoReply::Broken);
    }
    Ok(Reply {
        code: message.metadata.response_code,
        is_authoritative: message.metadata.authoritative,
        answers: message.answers,
        authorities: message.authorities,
        additionals: message.additionals,
    })
}

/// The one datum of a record that is of use here, names in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Datum {
    /// The strings of a TXT, joined.
    Text(Vec<u8>),
    /// What takes mail.
    Mail(u16, Name),
    /// A number.
    Address(std::net::IpAddr),
    /// Another name: of a server, or behind a number.
    Named(Name),
}

/// Reads a record; `None` for one of another kind.
pub(super) fn datum(record: &Record) -> Option<Datum> {
    Some(match &record.data {
        RData::TXT(text) => Datum::Text(text.txt_data.concat()),
        RData::MX(mail) => Datum::Mail(mail.preference, mail.exchange.to_lowercase()),
        RData::A(address) => Datum::Address(address.0.into()),
        RData::AAAA(address) => Datum::Address(address.0.into()),
        RData::NS(name) => Datum::Named(name.0.to_lowercase()),
        RData::PTR(name) => Datum::Named(name.0.to_lowercase()),
        _ => return None,
    })
}

//! Answers of name servers as bytes, whole and mutated.

use hickory_proto::op::{Message, MessageType, OpCode, Query};
use hickory_proto::rr::rdata::{A, MX, TXT};
use hickory_proto::rr::{Name, RData, Record, RecordType};
use proptest::prelude::*;

use super::wire::{NoReply, Question, datum, decode, encode};

fn question() -> Question {
    Question { name: Name::from_ascii("example.com.").unwrap(), kind: RecordType::TXT }
}

fn reply() -> Vec<u8> {
    let Question { name, kind } = question();
    let mut message = Message::new(7, MessageType::Response, OpCode::Query);
    message.metadata.authoritative = true;
    message.add_query(Query::query(name.clone(), kind));
    for data in [
        RData::TXT(TXT::new(vec!["v=spf1 -all".to_owned()])),
        RData::TXT(TXT::new(vec!["storefront-".to_owned(), "load".to_owned()])),
        RData::MX(MX::new(10, name.clone())),
        RData::A(A::new(192, 0, 2, 1)),
    ] {
        message.add_answer(Record::from_rdata(name.clone(), 60, data));
    }
    message.to_vec().unwrap()
}

#[test]
fn a_question_wants_no_recursion_and_an_answer_is_to_it_alone() {
    let asked = Message::from_vec(&encode(&question(), 7).unwrap()).unwrap();
    assert!(!asked.metadata.recursion_desired);
    let read = decode(&reply(), &question(), 7).unwrap();
    assert_eq!(read.answers.len(), 4);
    assert!(read.answers.iter().all(|record| datum(record).is_some()));
    assert_eq!(decode(&reply(), &question(), 8).err(), Some(NoReply::Other));
    let other = Question { kind: RecordType::MX, ..question() };
    assert_eq!(decode(&reply(), &other, 7).err(), Some(NoReply::Other));
    let shouted = Question { name: Name::from_ascii("Example.com.").unwrap(), ..question() };
    assert_eq!(decode(&reply(), &shouted, 7).err(), Some(NoReply::Other));
    let mut cut = reply();
    cut[2] |= 2;
    assert_eq!(decode(&cut, &question(), 7).err(), Some(NoReply::Cut));
    assert_eq!(decode(&[], &question(), 7).err(), Some(NoReply::Other));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn no_bytes_make_it_panic(
        flips in proptest::collection::vec((0usize..400, any::<u8>()), 1..12),
        keep in 0usize..400,
    ) {
        let mut bytes = reply();
        for (place, byte) in flips {
            let length = bytes.len();
            bytes[place % length] = byte;
        }
        bytes.truncate(keep.max(12));
        // The number is what it would have to be, or nothing would be read.
        bytes[..2].copy_from_slice(&[0, 7]);
        if let Ok(reply) = decode(&bytes, &question(), 7) {
            for record in reply.answers.iter().chain(&reply.authorities).chain(&reply.additionals) {
                let _ = datum(record);
            }
        }
    }
}

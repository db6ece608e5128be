//! The servers, asked as anybody asks them.

use hickory_proto::op::{Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::RecordType;
use serde_json::{Value, json};
use tokio::net::UdpSocket;

use super::*;

async fn ask(dns: &Dns, server: IpAddr, name: &str, kind: RecordType) -> Message {
    let mut message = Message::new(7, MessageType::Query, OpCode::Query);
    message.add_query(Query::query(zone::name(name), kind));
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(dns.sockets()[&server]).await.unwrap();
    socket.send(&message.to_vec().unwrap()).await.unwrap();
    let mut buffer = [0; 600];
    let length = socket.recv(&mut buffer).await.unwrap();
    Message::from_vec(&buffer[..length]).unwrap()
}

fn texts(message: &Message) -> Vec<String> {
    message.answers.iter().map(|record| record.data.to_string()).collect()
}

#[tokio::test]
async fn names_are_found_from_the_root_down() {
    let dns = Dns::start().await.unwrap();
    dns.add_mail_domain("example.com", Ipv4Addr::new(198, 51, 100, 25));
    let root = ask(&dns, ROOT, "example.com", RecordType::MX).await;
    assert!(!root.metadata.authoritative && root.answers.is_empty());
    assert_eq!(root.authorities[0].name, zone::name("com"));
    let registry = ask(&dns, REGISTRY, "example.com", RecordType::MX).await;
    assert_eq!(registry.authorities.len(), 2);
    assert_eq!(registry.additionals.len(), 2);
    let own = ask(&dns, SERVERS[0], "EXAMPLE.com", RecordType::MX).await;
    assert!(own.metadata.authoritative);
    assert_eq!(texts(&own), ["10 mx.example.com."]);
    let none = ask(&dns, REGISTRY, "nobody.com", RecordType::MX).await;
    assert_eq!(none.metadata.response_code, ResponseCode::NXDomain);
    let reverse = ask(&dns, SERVERS[1], "25.100.51.198.in-addr.arpa", RecordType::PTR).await;
    assert_eq!(texts(&reverse), ["mx.example.com."]);
}

#[tokio::test]
async fn wildcards_answer_only_for_names_that_are_not_there() {
    let dns = Dns::start().await.unwrap();
    dns.add_zone("example.com");
    dns.set("*.example.com", "TXT", &["star"]);
    dns.set("a.b.example.com", "A", &["192.0.2.77"]);
    let of = async |name: &str| texts(&ask(&dns, SERVERS[0], name, RecordType::TXT).await);
    assert_eq!(of("x.example.com").await, ["star"]);
    assert_eq!(of("y.x.example.com").await, ["star"]);
    assert!(of("b.example.com").await.is_empty());
    assert!(of("c.b.example.com").await.is_empty());
    dns.set("alias.example.com", "CNAME", &["x.example.com"]);
    assert_eq!(of("alias.example.com").await, ["x.example.com."]);
    dns.set("old.example.com", "DNAME", &["new.example.com"]);
    let moved = of("mail.old.example.com").await;
    assert_eq!(moved.len(), 2);
    assert_eq!(moved[1], "mail.new.example.com.");
}

#[tokio::test]
async fn the_drawer_changes_what_stands_there() {
    let dns = Dns::start().await.unwrap();
    dns.add_demo();
    let act = |action: &str, value: &str| {
        dns.apply(&json!({ "action": action, "domain": "example.com", "value": value }))
    };
    let records = |state: Value| state["domains"][0]["records"].to_string();
    assert!(records(act("txt", "storefront=1").unwrap()).contains("TXT storefront=1"));
    assert!(!records(act("no-txt", "").unwrap()).contains("TXT"));
    assert!(records(act("foreign-mx", "").unwrap()).contains("mail.example.net"));
    assert!(records(act("null-mx", "").unwrap()).contains("MX 0 ."));
    assert!(records(act("right", "").unwrap()).contains("mx.example.com"));
    act("txt", "storefront=1").unwrap();
    act("disagree", "").unwrap();
    let at = async |server| ask(&dns, server, "example.com", RecordType::TXT).await.answers.len();
    assert_eq!((at(SERVERS[0]).await, at(SERVERS[1]).await), (1, 0));
    act("foreign-reverse", "").unwrap();
    let name = "25.100.51.198.in-addr.arpa";
    assert_eq!(texts(&ask(&dns, SERVERS[1], name, RecordType::PTR).await), ["mail.example.net."]);
    for (fault, _) in drawer::FAULTS {
        assert_eq!(act("fault", fault).unwrap()["fault"], fault);
    }
    assert_eq!(act("fault", "are silent").unwrap()["fault"], "are silent");
    assert!(act("fault", "nonsense").is_err() && act("nonsense", "").is_err());
    let other = json!({ "action": "txt", "domain": "somebody.example" });
    assert!(dns.apply(&other).is_err());
}

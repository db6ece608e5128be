//! Whom a question goes to, what a failing node becomes, and that no URL is shown.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::super::node::{Node, SECRET, client, client_resting, settings};
use super::super::{BlockNumber, ChainClient};
use super::*;
use crate::telemetry::captured_log::CapturedLog;

async fn head(client: &ChainClient) -> Result<u64, Fault> {
    client.head().await.map(|head| head.value.get()).map_err(|error| error.fault)
}

#[tokio::test]
async fn a_node_that_fails_is_left_alone_and_the_next_one_answers() {
    let (first, second) = (Node::start(7).await, Node::start(8).await);
    let client = client_resting(&[&first, &second], 150);
    assert_eq!(head(&client).await, Ok(7));
    first.fail(500, "");
    assert_eq!(head(&client).await, Ok(8));
    assert_eq!(head(&client).await, Ok(8));
    assert_eq!(first.world().seen.len(), 2, "it was not asked again");
    tokio::time::sleep(Duration::from_millis(200)).await;
    let answered = client.head().await.unwrap();
    assert_eq!(answered.value, BlockNumber::new(7));
    assert!(first.url.contains(answered.host.as_str()), "{}", answered.host);
    assert_eq!(client.calls(), 5);
}

#[tokio::test]
async fn an_error_of_the_protocol_is_asked_elsewhere_and_told_first() {
    let (first, second) = (Node::start(7).await, Node::start(8).await);
    let client = client_resting(&[&first, &second], 60_000);
    let error = r#"{"jsonrpc":"2.0","id":0,"error":{"code":-32000,"message":"busy"}}"#;
    first.fail(200, error);
    assert_eq!(head(&client).await, Ok(8));
    assert_eq!(head(&client).await, Ok(7), "an answer is no reason to leave it alone");
    first.fail(502, "");
    second.fail(400, error);
    assert_eq!(head(&client).await, Err(Fault::Rpc { code: -32_000 }));
}

#[tokio::test]
async fn every_kind_of_failure_has_its_name() {
    let node = Node::start(7).await;
    let client = client(&[&node]);
    let limited = |retry_after_ms| Err(Fault::Limited { retry_after_ms });
    let of = |code: i64, message: &str| {
        format!(r#"{{"id":0,"error":{{"code":{code},"message":"{message}"}}}}"#)
    };
    for (status, body, expected) in [
        (200, "<html>502</html>".to_owned(), Err(Fault::Malformed)),
        (200, r#"{"Error":"lack of computing resources"}"#.to_owned(), Err(Fault::Malformed)),
        (200, r#"{"id":0,"result":7}"#.to_owned(), Err(Fault::Malformed)),
        (200, r#"{"id":1,"result":"0x7"}"#.to_owned(), Err(Fault::Malformed)),
        (200, r#"{"id":0,"result":"0x7","#.to_owned(), Err(Fault::Malformed)),
        (200, r#"{"id":0,"result":"0xzz"}"#.to_owned(), Err(Fault::Malformed)),
        (200, r#"{"id":"0","result":"0x9"}"#.to_owned(), Ok(9)),
        (200, r#"[{"id":0,"result":"0x9"}]"#.to_owned(), Ok(9)),
        (429, String::new(), limited(None)),
        (403, "<html>".to_owned(), limited(None)),
        (200, of(429, "compute units"), limited(None)),
        (200, of(-32005, "rate limit reached"), limited(None)),
        (400, of(-32602, "exceed max block range: 5000"), {
            Err(Fault::RangeTooWide { code: -32_602 })
        }),
        (200, of(-32005, "limit exceeded"), Err(Fault::RangeTooWide { code: -32_005 })),
        (500, of(-32603, "internal"), Err(Fault::Rpc { code: -32_603 })),
        (401, String::new(), Err(Fault::Http(401))),
        (302, String::new(), Err(Fault::Http(302))),
        (503, "<html>".to_owned(), Err(Fault::Http(503))),
    ] {
        assert_eq!(head(&client).await, Ok(7), "the network is asked for with it");
        node.fail(status, &body);
        assert_eq!(head(&client).await, expected, "{status} {body}");
    }
    node.world().faults.push_back((429, String::new(), Some("120")));
    assert_eq!(head(&client).await, limited(Some(120_000)));
    let Err(Fault::Resting { retry_after_ms }) = head(&client).await else {
        panic!("a wait that is named is kept");
    };
    assert!((100_000..=120_000).contains(&retry_after_ms));
    let large = Node::start(7).await;
    large.fail(200, &" ".repeat(2 * 1024 * 1024));
    assert_eq!(head(&super::super::node::client(&[&large])).await, Err(Fault::TooLarge));
}

#[tokio::test]
async fn a_broken_connection_is_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/{SECRET}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _count = stream.read(&mut [0; 4_096]).await.unwrap_or(0);
            let half =
                b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"id\":0,\"result\":\"0x9\"";
            stream.write_all(half).await.unwrap_or(());
        }
    });
    let endpoints = |url: &str| Endpoints::new(&settings(&[url]), Limits::default()).unwrap();
    let ask = async |endpoints: Endpoints| {
        let read = |_: &[String]| Ok(());
        endpoints.ask(&[Question::Head], read).await.unwrap_err()
    };
    assert_eq!(ask(endpoints(&url)).await.fault, Fault::Reset);
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = ask(endpoints(&format!("http://user:{SECRET}@{nobody}/{SECRET}"))).await;
    assert_eq!(error.fault, Fault::Unreachable);
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("127.0.0.1") && !shown.contains(SECRET), "{shown}");
}

#[tokio::test]
async fn a_key_of_tron_goes_in_its_header_and_nothing_shows_it() {
    let node = Node::start(7).await;
    let url = node.url.replace("http://", &format!("http://{SECRET}@"));
    let tron = ChainSettings { family: Family::Tron, ..settings(&[&url]) };
    let endpoints = Endpoints::new(&tron, Limits::default()).unwrap();
    let read = |answers: &[String]| Ok(answers.len());
    assert_eq!(endpoints.ask(&[Question::Head], read).await.unwrap().value, 1);
    assert_eq!(node.world().key.as_deref(), Some(SECRET));
    assert!(!format!("{endpoints:?}").contains(SECRET), "{endpoints:?}");
    let client = client(&[&node]);
    assert!(!format!("{client:?}").contains(SECRET), "{client:?}");
    for text in ["", "ftp://a.example", "s3cret"] {
        let error = Endpoints::new(&settings(&[text]), Limits::default()).unwrap_err();
        assert_eq!(error, SetupError::BadUrl);
    }
    assert_eq!(Endpoints::new(&settings(&[]), Limits::default()).unwrap_err(), SetupError::None);
}

#[tokio::test]
async fn the_network_is_asked_for_at_first_and_after_a_failure() {
    let node = Node::start(7).await;
    let client = client(&[&node]);
    for _ in 0..2 {
        assert_eq!(head(&client).await, Ok(7));
    }
    node.fail(502, "");
    assert_eq!(head(&client).await, Err(Fault::Http(502)));
    node.world().chain_id = 1;
    for _ in 0..2 {
        let found = ChainId::new(1);
        assert_eq!(head(&client).await, Err(Fault::WrongChain { found }));
    }
    let both = "chainId blockNumber";
    assert_eq!(node.methods(), [both, "blockNumber", "blockNumber", both, both]);
}

/// A key in path, query and user part, which a node repeats, at TRACE.
#[tokio::test]
async fn no_part_of_a_url_comes_out_anywhere() {
    let log = CapturedLog::start();
    let mut shown = String::new();
    let node = Node::start(7).await;
    let dead = format!("http://127.0.0.1:1/{SECRET}?key={SECRET}");
    for url in [&node.url, &dead] {
        let url = url.replace("http://", &format!("http://{SECRET}:{SECRET}@"));
        for family in [Family::Evm, Family::Tron] {
            let settings = ChainSettings { family, ..settings(&[&url]) };
            let limits =
                Limits { backoff: Backoff { first_ms: 0, last_ms: 0 }, ..Limits::default() };
            let client = ChainClient::new(&settings, limits).unwrap();
            let echo = format!(r#"{{"id":0,"error":{{"code":-32000,"message":"{SECRET}"}}}}"#);
            for (status, body) in [(200, echo.as_str()), (500, SECRET), (200, SECRET), (403, "")] {
                node.fail(status, body);
                shown += &match client.head().await {
                    Ok(answered) => format!("{answered:?}"),
                    Err(error) => format!("{error} {error:?}"),
                };
            }
            shown += &format!("{settings:?} {client:?}");
        }
        node.world().faults.clear();
    }
    let logged = log.text();
    assert!(logged.contains("a node failed") && shown.contains("127.0.0.1"), "{shown}");
    for text in [&shown, &logged] {
        assert!(!text.contains(SECRET), "{text}");
    }
}

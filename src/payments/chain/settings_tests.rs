//! Settings of chains: what is read, and which piece a complaint names.

use super::super::block::TxHash;
use secrecy::ExposeSecret;

use super::super::xpub::tests::EVM as KEY;
use super::*;

const TOKENS: &str = "USDT:0xdac17f958d2ee523a2206206994597c13d831ec7:6:1.00";

fn texts() -> ChainTexts<'static> {
    ChainTexts {
        rpc: Some("https://one.example/v2/s3cret-key, http://user:pass@two.example:8545"),
        xpub: Some(KEY),
        tokens: Some(TOKENS),
        ..ChainTexts::default()
    }
}

#[test]
fn a_known_network_needs_little() {
    let chain = ChainSettings::read("ETHEREUM", texts()).unwrap();
    assert_eq!((chain.name.as_str(), chain.family), ("ethereum", Family::Evm));
    assert_eq!((chain.chain_id, chain.confirmations), (ChainId::new(1), Blocks::new(12)));
    assert_eq!(chain.rpc[1].expose_secret(), "http://user:pass@two.example:8545");
    assert_eq!((chain.explorer.is_none(), chain.daily_alone), (true, None));
    assert_eq!(chain.token(chain.tokens[0].contract).unwrap().symbol, "USDT");
    let shown = format!("{chain:?}");
    for secret in ["s3cret", "pass", "one.example", "xpub6"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn every_piece_can_be_set() {
    let chain = ChainSettings::read(
        "test_net",
        ChainTexts {
            kind: Some("TRON"),
            chain_id: Some("0x94a9059e"),
            tokens: Some("USDT:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t:6:1"),
            confirmations: Some("2"),
            explorer: Some("https://shasta.tronscan.org/#/transaction/"),
            daily_alone: Some("500"),
            ..texts()
        },
    );
    let chain = chain.unwrap();
    assert_eq!(chain.chain_id, ChainId::new(0x94a9_059e));
    assert_eq!(chain.confirmations, Blocks::new(2));
    assert_eq!(chain.daily_alone, Some(Money::from_micros(500_000_000)));
    let tx = TxHash::new([0xab; 32]).hex();
    let page = chain.explorer.unwrap().page(&tx);
    assert_eq!(page, format!("https://shasta.tronscan.org/#/transaction/{}", "ab".repeat(32)));
    let marked = Explorer { page: "https://scan.example/tx/{tx}?a=b".to_owned(), is_bare: false };
    let page = marked.page(&tx);
    assert_eq!(page, format!("https://scan.example/tx/0x{}?a=b", "ab".repeat(32)));
}

#[test]
fn a_complaint_names_the_piece_and_no_secret() {
    let base = texts();
    let set = |change: fn(&mut ChainTexts<'static>)| {
        let mut texts = base;
        change(&mut texts);
        texts
    };
    let words = "test test test test test test test test test test test junk";
    assert_eq!(words.split(' ').count(), 12);
    for (texts, piece) in [
        (set(|texts| texts.rpc = None), "RPC"),
        (set(|texts| texts.rpc = Some(" , ")), "RPC"),
        (set(|texts| texts.rpc = Some("ftp://s3cret.example")), "RPC"),
        (set(|texts| texts.rpc = Some("s3cret")), "RPC"),
        (set(|texts| texts.rpc = Some("https://s3cret,https://s3cret")), "RPC"),
        (set(|texts| texts.xpub = None), "XPUB"),
        (set(|texts| texts.xpub = Some("s3cret")), "XPUB"),
        (set(|texts| texts.tokens = Some("USDT")), "TOKENS"),
        (set(|texts| texts.tokens = Some("USDT:0xab:6:1")), "TOKENS"),
        (set(|texts| texts.kind = Some("solana")), "KIND"),
        (set(|texts| texts.chain_id = Some("0")), "CHAIN_ID"),
        (set(|texts| texts.chain_id = Some("0xzz")), "CHAIN_ID"),
        (set(|texts| texts.confirmations = Some("0")), "CONFIRMATIONS"),
        (set(|texts| texts.confirmations = Some("-1")), "CONFIRMATIONS"),
        (set(|texts| texts.explorer = Some("http://scan.example")), "EXPLORER"),
        (set(|texts| texts.explorer = Some("https://scan.example/\"><b>")), "EXPLORER"),
        (set(|texts| texts.daily_alone = Some("-5")), "DAILY_ALONE"),
    ] {
        let error = ChainSettings::read("ethereum", texts).unwrap_err();
        assert_eq!(error.piece, piece, "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
    }
    for (name, piece) in [("", "NAME"), ("a-b", "NAME"), ("unknown", "KIND")] {
        assert_eq!(ChainSettings::read(name, texts()).unwrap_err().piece, piece);
    }
    let seed = ChainTexts { xpub: Some(words), ..texts() };
    let error = ChainSettings::read("ethereum", seed).unwrap_err();
    assert_eq!(error.problem, Problem::Xpub(XpubError::PrivateKey));
}

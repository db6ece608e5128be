//! The well-known words "test … junk" against what other wallets derive from them.

use proptest::prelude::*;

use super::*;
use crate::domain::deposit::Family;

pub(crate) const EVM: &str = "xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg\
    9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP";
const TRON: &str = "xpub6BuRy7ZmkGfP2RWhoor1kWB1w9DvrtmJbFBvnC1bQ4SB5NbCHTyQ\
    YCJSXZtxDbFyHTmC7wkU2he3nYYdpZ3Vf6qUAkXSnL6RPif4BDtDEKr";
/// The first vector of BIP-32.
const PRIVATE: &str = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPP\
    qjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
const MASTER: &str = "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhe\
    PY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";

fn address(xpub: &Xpub, index: u32, family: Family) -> String {
    xpub.derive(AddressIndex::new(index).unwrap()).unwrap().text(family)
}

#[test]
fn addresses_are_those_of_other_wallets() {
    let xpub = Xpub::parse(&format!(" {EVM}\n")).unwrap();
    for (index, expected) in [
        (0, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
        (1, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
        (2, "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
        (9, "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"),
        (100, "0x8C3229EC621644789d7F61FAa82c6d0E5F97d43D"),
        (2_147_483_647, "0x9d90537E6c8631CF4cBf3F3049519844027a3d68"),
    ] {
        assert_eq!(address(&xpub, index, Family::Evm), expected);
    }
    let xpub = Xpub::parse(TRON).unwrap();
    for (index, expected) in [
        (0, "TWer2Ygk5TEheHp3TPuYeqxmB6SsGZmaL6"),
        (1, "TPjjvMwjPoDC32V2dGDYTkLH4E5LAtBZ6C"),
        (2, "TB7mhtkvfhsRBRhe5FuRa4tFXSEyGDe4eA"),
    ] {
        assert_eq!(address(&xpub, index, Family::Tron), expected);
    }
    assert_eq!(AddressIndex::new(1 << 31), None);
}

#[test]
fn an_account_and_its_outer_chain_are_the_same() {
    let account = Xpub::parse(EVM).unwrap();
    for prefix in [Prefix::XPUB, Prefix::TPUB] {
        let chain = Xpub::parse(&account.chain.to_string(prefix)).unwrap();
        assert_eq!(chain.fingerprint(), account.fingerprint());
        assert_eq!(chain.derive(AddressIndex::FIRST), account.derive(AddressIndex::FIRST));
    }
    let other = Xpub::parse(TRON).unwrap();
    assert_ne!(other.fingerprint(), account.fingerprint());
    assert_eq!(account.fingerprint().as_str().len(), 16);
}

#[test]
fn private_keys_are_refused_loudly() {
    let words = "test test test test test test test test test test test junk";
    let key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    let testnet = PRIVATE.replacen("xprv", "tprv", 1);
    let upper = PRIVATE.to_uppercase();
    let prefixed = format!("0x{key}");
    let wallet = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    for text in [PRIVATE, &testnet, &upper, key, &prefixed, words, wallet] {
        let error = Xpub::parse(text).unwrap_err();
        assert_eq!(error, XpubError::PrivateKey, "{text}");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains(text.get(4..12).unwrap()), "{shown}");
        }
    }
}

#[test]
fn what_is_no_account_is_refused() {
    assert_eq!(Xpub::parse(MASTER).unwrap_err(), XpubError::Depth(0));
    let account = Xpub::parse(EVM).unwrap();
    let leaf = account.chain.derive_child(ChildNumber(0)).unwrap().to_string(Prefix::XPUB);
    assert_eq!(Xpub::parse(&leaf).unwrap_err(), XpubError::Depth(5));
    let ypub = account.chain.to_string(Prefix::YPUB);
    assert_eq!(Xpub::parse(&ypub).unwrap_err(), XpubError::NotXpub);
    assert_eq!(Xpub::parse("").unwrap_err(), XpubError::NotXpub);
    for text in [&EVM[..EVM.len() - 1], "xpub", &EVM.replace("qP", "qQ"), &format!("{EVM}1")] {
        assert_eq!(Xpub::parse(text).unwrap_err(), XpubError::Broken, "{text}");
    }
}

#[test]
fn nothing_shows_it() {
    let xpub = Xpub::parse(EVM).unwrap();
    let shown = format!("{xpub:?} {xpub:#?} {}", xpub.fingerprint());
    assert!(!shown.contains("xpub6") && shown.len() < 60, "{shown}");
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,120}", digits in "[xt]p(ub|rv)[1-9A-Za-z]{0,110}") {
        for text in [text, digits] {
            prop_assert!(Xpub::parse(&text).is_err());
        }
    }
}

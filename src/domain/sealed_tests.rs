//! What is sealed opens at its place with its key, and nowhere else.

use proptest::prelude::*;
use secrecy::ExposeSecret;
use strum::IntoEnumIterator;

use super::*;

const DIGITS: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const PLACE: Place<'static> = SealedColumn::ProviderKey.at("main");

fn key(digits: &str) -> MasterKey {
    MasterKey::parse(digits).unwrap()
}

#[test]
fn keys_are_64_digits_and_no_repetition() {
    assert!(MasterKey::parse(&DIGITS.to_uppercase()).is_some());
    for wrong in ["", "ab", &DIGITS[1..], &"a".repeat(64), &"+1".repeat(32), &"é".repeat(32)] {
        assert!(MasterKey::parse(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn keys_show_nothing_but_a_name_of_their_own() {
    let (one, other) = (key(DIGITS), key(&DIGITS.replace("1f", "20")));
    assert_eq!(format!("{one:?}"), "MasterKey(…)");
    assert_eq!(one.fingerprint().to_string().len(), 16);
    assert_ne!(one.fingerprint(), other.fingerprint());
}

#[test]
fn a_sealed_text_opens_at_its_place_only() {
    let master = key(DIGITS);
    let sealed = master.seal(PLACE, "secret 🎁", [7; NONCE_BYTES]).unwrap();
    assert!(!sealed.contains("secret"));
    assert_eq!(master.open(PLACE, &sealed).unwrap().expose_secret(), "secret 🎁");
    for place in [
        SealedColumn::DraftKey.at("main"),
        SealedColumn::ProviderAddress.at("main"),
        SealedColumn::ProviderKey.at("second"),
    ] {
        assert_eq!(master.open(place, &sealed).unwrap_err(), SealError::DoesNotOpen);
    }
    let other = key(&DIGITS.replace("1f", "20"));
    assert_eq!(other.open(PLACE, &sealed).unwrap_err(), SealError::DoesNotOpen);
}

#[test]
fn places_are_sealed_in_as_they_always_were() {
    let places: Vec<String> = SealedColumn::iter().map(|column| column.at("7").text()).collect();
    let known = [
        "chat_providers\nsealed_url\n7",
        "chat_providers\nsealed_key\n7",
        "provider_drafts\nsealed_url\n7",
        "provider_drafts\nsealed_key\n7",
        "buyer_answers\nsealed\n7",
        "goods\nsealed\n7",
        "inbox\nbody\n7",
    ];
    assert_eq!(places, known);
}

#[test]
fn the_cipher_is_the_documented_one() {
    // The example of draft-irtf-cfrg-xchacha, appendix A.3.1, without its associated data's form:
    // only the stream is compared, which the tag does not change.
    let master = key("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    let mut nonce = [0; NONCE_BYTES];
    for (place, byte) in nonce.iter_mut().zip(0x40_u8..) {
        *place = byte;
    }
    let text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for \
                the future, sunscreen would be it.";
    let sealed = master.seal(PLACE, text, nonce).unwrap();
    let stream = sealed.get(2 + 2 * NONCE_BYTES..).unwrap();
    assert!(stream.starts_with("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"));
}

proptest! {
    #[test]
    fn whatever_is_sealed_opens_again(text in ".{0,200}", nonce: [u8; NONCE_BYTES]) {
        let master = key(DIGITS);
        let sealed = master.seal(PLACE, &text, nonce).unwrap();
        let opened = master.open(PLACE, &sealed).unwrap();
        prop_assert_eq!(opened.expose_secret(), text.as_str());
    }

    #[test]
    fn what_was_changed_does_not_open(text in ".{0,40}", place: prop::sample::Index) {
        let master = key(DIGITS);
        let sealed = master.seal(PLACE, &text, [7; NONCE_BYTES]).unwrap();
        let place = 2 + place.index(sealed.len() - 2);
        let mut changed = sealed.into_bytes();
        let digit = changed.get_mut(place).unwrap();
        *digit = if *digit == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(changed).unwrap();
        prop_assert_eq!(master.open(PLACE, &changed).unwrap_err(), SealError::DoesNotOpen);
    }

    #[test]
    fn junk_does_not_open(junk in ".{0,200}") {
        prop_assert!(key(DIGITS).open(PLACE, &junk).is_err());
    }
}

//! Which keys may go on with a change, and that no text is lost on the way.

use proptest::prelude::*;

use super::*;
use crate::domain::sealed::SealedColumn;

fn key(digit: char) -> Arc<MasterKey> {
    Arc::new(MasterKey::parse(&format!("{digit}{}", "0f".repeat(32).split_off(1))).unwrap())
}

fn change(old: char, new: char) -> KeyChange {
    let (old, new) = (key(old), key(new));
    KeyChange { from: old.fingerprint(), to: new.fingerprint(), old, new }
}

/// How far a database with this stamp is for these keys.
fn judged(stamp: Option<&KeyStamp>, new: Option<char>, old: Option<char>) -> String {
    match standing(stamp, new.map(key), old.map(key)) {
        Ok(Standing::NothingSealed) => "nothing".to_owned(),
        Ok(Standing::New(_)) => "new".to_owned(),
        Ok(Standing::Begun(_)) => "begun".to_owned(),
        Ok(Standing::Ended(change)) => format!("ended {}", change.is_some()),
        Err(error) => format!("{error:?}").split([' ', '{']).next().unwrap().to_owned(),
    }
}

#[test]
fn stamps_are_read_back_as_they_were_written() {
    let change = change('1', '2');
    for stamp in [change.before(), change.under_way(), change.after()] {
        assert_eq!(KeyStamp::parse(&stamp.to_string()), stamp);
    }
    let text = change.under_way().to_string();
    assert_eq!(text, format!("{}>{}", key('1').fingerprint(), key('2').fingerprint()));
    // An older program, which knows no change, takes this for a third key and refuses.
    assert!(![key('1'), key('2')].iter().any(|key| key.fingerprint().to_string() == text));
}

#[test]
fn a_change_goes_on_with_its_own_two_keys_only() {
    let (all, one) = (change('1', '2'), Some('1'));
    let (before, under_way, after) = (all.before(), all.under_way(), all.after());
    let cases = [
        (None, None, None, "nothing"),
        (None, Some('2'), one, "nothing"),
        (Some(&before), Some('2'), one, "new"),
        (Some(&before), None, one, "NoNew"),
        (Some(&before), Some('2'), None, "NoOld"),
        (Some(&before), one, None, "ended false"),
        (Some(&before), one, one, "Same"),
        (Some(&before), Some('2'), Some('3'), "OtherOld"),
        (Some(&under_way), Some('2'), one, "begun"),
        (Some(&under_way), Some('2'), None, "NoOld"),
        (Some(&under_way), one, None, "NoOld"),
        (Some(&under_way), Some('2'), Some('3'), "OtherOld"),
        (Some(&under_way), Some('3'), one, "OtherNew"),
        (Some(&under_way), Some('3'), Some('2'), "OtherNew"),
        (Some(&under_way), one, Some('2'), "OtherNew"),
        (Some(&after), Some('2'), None, "ended false"),
        (Some(&after), Some('2'), one, "ended true"),
        (Some(&after), one, Some('2'), "new"),
        (Some(&after), Some('3'), one, "OtherOld"),
    ];
    for (stamp, new, old, expected) in cases {
        assert_eq!(judged(stamp, new, old), expected, "{stamp:?} {new:?} {old:?}");
    }
}

#[test]
fn a_refusal_names_the_setting_and_shows_no_key() {
    let wrong = standing(Some(&change('1', '2').before()), Some(key('2')), Some(key('3')));
    let said = wrong.unwrap_err().to_string();
    assert!(said.starts_with("MASTER_KEY_OLD: "), "{said}");
    assert!(said.contains(&key('1').fingerprint().to_string()), "{said}");
    assert!(!said.contains("0f0f"), "{said}");
}

proptest! {
    #[test]
    fn every_text_comes_through_and_a_second_look_changes_nothing(
        text in ".{0,200}",
        row in "[a-z0-9]{1,8}",
        nonces: [[u8; NONCE_BYTES]; 3],
    ) {
        let (change, [first, second, third]) = (change('1', '2'), nonces);
        let place = SealedColumn::Goods.at(&row);
        let sealed = key('1').seal(place, &text, first).unwrap();
        let Fate::SealedAnew(anew) = change.fate(place, &sealed, second) else {
            return Err(TestCaseError::fail("the old key opens it"));
        };
        prop_assert_ne!(&anew, &sealed);
        let opened = key('2').open(place, &anew).unwrap();
        prop_assert_eq!(opened.expose_secret(), text.as_str());
        prop_assert!(key('1').open(place, &anew).is_err());
        prop_assert_eq!(change.fate(place, &anew, third), Fate::Done);
    }

    #[test]
    fn what_neither_key_opens_stays(
        text in ".{0,40}",
        junk in ".{0,80}",
        nonce: [u8; NONCE_BYTES],
    ) {
        let (change, place) = (change('1', '2'), SealedColumn::Update.at("7"));
        prop_assert_eq!(change.fate(place, &junk, nonce), Fate::Unreadable);
        let third = key('3').seal(place, &text, nonce).unwrap();
        prop_assert_eq!(change.fate(place, &third, nonce), Fate::Unreadable);
        let elsewhere = key('1').seal(SealedColumn::Update.at("8"), &text, nonce).unwrap();
        prop_assert_eq!(change.fate(place, &elsewhere, nonce), Fate::Unreadable);
    }
}

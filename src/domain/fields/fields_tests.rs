//! What is read of typed texts, field by field.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::one_line::is_bidi_control;

fn read(field: Field, text: &str) -> Option<String> {
    field.read(text, Some(Platform::Instagram)).ok()
}

#[test]
fn every_field_has_a_row_and_a_name_of_its_own() {
    let names: HashSet<&str> = Field::all().map(Field::as_str).collect();
    assert_eq!(names.len(), TABLE.len());
    for field in Field::all() {
        assert_eq!(field.row().field, field);
        assert_eq!(Field::parse(field.as_str()), Some(field));
        let stored = serde_json::to_string(&field).unwrap();
        assert_eq!(stored, format!("\"{}\"", field.as_str()));
        assert_eq!(serde_json::from_str::<Field>(&stored).unwrap(), field);
    }
    assert_eq!(Field::parse("Comments"), None);
    // `row` falls back to it for a field without a row, of which there is none.
    assert_eq!(TABLE[0].field, Field::Link);
}

#[test]
fn words_are_read_in_one_form() {
    let cases = [
        (Field::CommentOwner, " @Alice_01 ", "Alice_01"),
        (Field::CommentOwner, "alice.b", "alice.b"),
        (Field::Hashtag, "#summer", "summer"),
        (Field::Hashtag, "##лето_2026", "лето_2026"),
        (Field::Hashtag, "नमस्ते", "नमस्ते"),
        (Field::Hashtags, "#a b;#c", "#a\n#b\n#c"),
        (Field::Usernames, "@a, b\nc d", "a\nb\nc\nd"),
        (Field::Keywords, " buy shoes \n\n shoes, red ", "buy shoes\nshoes, red"),
        (Field::Groups, "@one, instagram.com/two", ONE_TWO),
        (Field::FollowedProfile, "@alice", "https://instagram.com/alice"),
        (Field::Media, "www.instagram.com/p/Ab1/?igsh=x", "https://instagram.com/p/Ab1"),
        (Field::Referrer, "example.com/blog", "https://example.com/blog"),
        (Field::SearchWord, "red\u{202e}  shoes\t2", "red shoes 2"),
        (Field::Country, "uz", "UZ"),
        (Field::Country, "UK", "GB"),
        (Field::Country, "ww", "WW"),
        (Field::Device, "Android", "android"),
        (Field::Device, "3", "ios"),
        (Field::Answer, "１ ", "1"),
    ];
    for (field, typed, kept) in cases {
        assert_eq!(read(field, typed).as_deref(), Some(kept), "{field:?} {typed:?}");
    }
}

const ONE_TWO: &str = "https://instagram.com/one\nhttps://instagram.com/two";

#[test]
fn what_a_field_cannot_hold_is_refused() {
    let cases = [
        (Field::CommentOwner, "two words"),
        (Field::CommentOwner, "https://instagram.com/alice"),
        (Field::CommentOwner, "@"),
        (Field::CommentOwner, "a\nb"),
        (Field::Hashtag, "#"),
        (Field::Hashtag, "#a #b"),
        (Field::Hashtag, "a-b"),
        (Field::FollowedProfile, "t.me/alice"),
        (Field::FollowedProfile, "instagram.com/p/Ab1"),
        (Field::Media, "@alice"),
        (Field::Media, "the last one"),
        (Field::Referrer, "http://10.0.0.1/"),
        (Field::Country, "Uzbekistan"),
        (Field::Country, "XX"),
        (Field::Device, "fridge"),
        (Field::Answer, "0"),
        (Field::Answer, "101"),
        (Field::Answer, "two"),
        (Field::Usernames, "alice\nbob!"),
        (Field::SearchWord, " \u{200b} "),
    ];
    for (field, typed) in cases {
        assert_eq!(read(field, typed), None, "{field:?} {typed:?}");
    }
}

#[test]
fn what_is_wrong_with_a_list_is_named() {
    let of = |field: Field, text: &str| field.read(text, None).unwrap_err();
    assert_eq!(of(Field::Comments, " \n\t\r\n "), FieldError::Empty);
    let long = format!("short\n\n{}", "x".repeat(2_201));
    assert_eq!(of(Field::Comments, &long), FieldError::ItemTooLong { item: 2, max: 2_200 });
    let many = format!("{}\n", "x".repeat(2_000)).repeat(251);
    assert_eq!(of(Field::Comments, &many), FieldError::TooLong { max: 500_000 });
    let unfit = FieldError::ItemUnfit { item: "bob!".to_owned() };
    assert_eq!(of(Field::Usernames, "@alice bob! carol"), unfit);
    let more = "a\n".repeat(501);
    assert_eq!(of(Field::Keywords, &more), FieldError::TooMany { count: 501, max: 500 });
}

#[test]
fn comments_stay_as_they_were_written() {
    let rule = Field::Comments.list_rule().unwrap();
    let typed = "  Nice!,\r\n\r\n\tGreat \u{7}post 🔥\u{2028}مرحبا\n👨\u{200d}👩\u{200d}👧";
    let lines = read_lines(rule, typed, None).unwrap();
    assert_eq!(lines.text, "Nice!,\nGreat post 🔥\nمرحبا\n👨\u{200d}👩\u{200d}👧");
    assert_eq!((lines.count, lines.chars), (4, 7 + 13 + 6 + 6));
}

#[test]
fn a_panel_gets_its_own_word_for_a_choice() {
    assert_eq!(Field::Device.on_wire("ios"), "3");
    assert_eq!(Field::Traffic.on_wire("search"), "1");
    assert_eq!(Field::Country.on_wire("UZ"), "UZ");
}

fn any_field() -> impl Strategy<Value = Field> {
    proptest::sample::select(Field::all().collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn what_was_read_is_bounded_clean_and_read_alike_again(
        field in any_field(),
        typed in concat!(
            "(@|#|a|B|7|_|-|\\.|/| |,|;|\n|\r|\t|\u{7}|\u{202e}|\u{200b}|\u{2028}|é|🔥",
            "|t\\.me/|instagram\\.com/|https://){0,40}"
        ),
        is_known in any::<bool>(),
    ) {
        let platform = is_known.then_some(Platform::Instagram);
        if let Ok(kept) = field.read(&typed, platform) {
            prop_assert_eq!(field.read(&kept, platform), Ok(kept.clone()));
            prop_assert!(!kept.is_empty() && kept.chars().count() <= 4 * typed.len() + 40);
            let rule = field.list_rule();
            let is_line_end = |letter: char| rule.is_some() && letter == '\n';
            prop_assert!(kept.chars().all(|letter| !letter.is_control() || is_line_end(letter)));
            let is_prose = rule.is_some_and(|rule| matches!(rule.item, Rule::Prose { .. }));
            prop_assert!(is_prose || !kept.contains(is_bidi_control));
        }
    }

    #[test]
    fn no_typed_text_is_too_much(field in any_field(), typed in any::<String>()) {
        let _read = field.read(&typed, None);
    }

    #[test]
    fn words_end_somewhere(field in any_field(), length in 0..6_000_usize) {
        if let Ok(kept) = field.read(&"a".repeat(length), None) {
            prop_assert!(kept.len() <= 2_200);
        }
    }
}

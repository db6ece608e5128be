//! Folding, slips, and what kind of link finds which service.

use proptest::prelude::*;

use super::*;
use crate::domain::one_line::one_line;

fn service(category: &str, name: &str) -> Named {
    Named {
        kind: ServiceType::Default,
        name: name.to_owned(),
        category: category.to_owned(),
        own: Vec::new(),
    }
}

#[test]
fn words_are_folded_alike_wherever_they_stand() {
    for (typed, words) in [
        ("  Instagram   LIKES ", vec!["instagram", "likes"]),
        ("Ёлка, ёж!", vec!["елка", "еж"]),
        ("Oʻzbek obuna'chilar", vec!["ozbek", "obunachilar"]),
        ("𝐓𝐢𝐤𝐓𝐨𝐤|Views|views", vec!["tiktok", "views"]),
        ("100% _real_ \"quoted\" 'x'", vec!["100", "real", "quoted", "x"]),
        ("🔥🔥 ⭐", vec![]),
        ("a b c d e f g h", vec!["a", "b", "c", "d", "e", "f"]),
        ("مشاهدات تيك توك", vec!["مشاهدات", "تيك", "توك"]),
    ] {
        assert_eq!(typed_words(typed), words, "{typed}");
    }
    assert_eq!(typed_words(&" ".repeat(10_000)), Vec::<String>::new());
    assert_eq!(typed_words(&format!("{}likes", " ".repeat(10_000))), ["likes"]);
    assert_eq!(typed_words(&"x".repeat(65_536)), ["x".repeat(WORD_MAX_CHARS)]);
    assert_eq!(typed_words(&"likes ".repeat(10_000)), ["likes"]);
}

#[test]
fn a_service_is_found_by_every_name_and_by_its_platform() {
    let mut named = service("Tik Tok ⚡", "Views | 5K/Day");
    named.own = vec!["Просмотры".to_owned(), "Koʻrishlar".to_owned()];
    let words: Vec<String> = service_words(&named).into_iter().collect();
    let expected =
        ["/tiktok/video", "5k", "day", "korishlar", "tik", "tiktok", "tok", "views", "просмотры"];
    assert_eq!(words, expected);
    assert!(service_words(&service("Cheap", "IG followers")).contains("instagram"));
    let two = service_words(&service("Facebook / Instagram", "Likes"));
    assert!(!two.iter().any(|word| word.starts_with('/')), "{two:?}");
    let long = (0..500).map(|n| format!("w{n} ")).collect::<String>();
    assert_eq!(service_words(&service("", &long)).len(), SERVICE_WORDS_MAX);
}

#[test]
fn a_link_leads_to_what_takes_it() {
    let takes = |category: &str, name: &str, found: Option<LinkKind>| {
        let words = service_words(&service(category, name));
        link_words(Platform::Instagram, found).iter().any(|word| words.contains(word))
    };
    assert!(takes("Instagram Likes", "Real", Some(LinkKind::Post)));
    assert!(!takes("Instagram Likes", "Real", Some(LinkKind::Profile)));
    assert!(takes("Instagram Followers", "Real", Some(LinkKind::Profile)));
    assert!(takes("Instagram", "Something", Some(LinkKind::Profile)), "it cannot be told");
    assert!(takes("Instagram Followers", "Real", None));
    assert!(!takes("TikTok Likes", "Real", None));
    assert!(!takes("TikTok Likes", "Real", Some(LinkKind::Post)));
    let product = Named { kind: ServiceType::Product, ..service("Instagram accounts", "Old") };
    assert!(!service_words(&product).iter().any(|word| word.starts_with('/')));
}

#[test]
fn one_slip_of_the_finger_is_near() {
    for near in ["likes", "liks", "likees", "lokes", "lieks", "like", "likesx"] {
        assert!(is_near("likes", near) && is_near(near, "likes"), "{near}");
    }
    assert!(!is_near("1000", "100k") && !is_near("5k", "6k") && is_near("5k", "5k"));
    for far in ["lik", "lakos", "sekil", "", "likesxy", "eliks", "seikl"] {
        assert!(!is_near("likes", far) && !is_near(far, "likes"), "{far}");
    }
}

proptest! {
    #[test]
    fn folding_what_is_folded_changes_nothing(text in ".{0,80}") {
        let words = typed_words(&text);
        prop_assert!(words.len() <= TYPED_WORDS_MAX);
        prop_assert_eq!(typed_words(&words.join(" ")), words.clone());
        for word in words {
            prop_assert!(!word.is_empty() && word.chars().count() <= WORD_MAX_CHARS);
            prop_assert!(word.chars().all(char::is_alphanumeric), "{}", word);
        }
    }

    #[test]
    fn what_is_typed_is_among_the_words_of_what_is_named_so(text in "[a-zёЁ'ʻА-Я ]{0,60}") {
        let words = service_words(&service("", &one_line(&text)));
        for word in typed_words(&text) {
            prop_assert!(words.contains(&word), "{} in {:?}", word, words);
        }
    }

    #[test]
    fn every_single_slip_is_near(
        word in "[a-zа-я]{2,12}",
        place in 0_usize..12,
        letter in "[a-z]",
    ) {
        let letters: Vec<char> = word.chars().collect();
        let place = place % letters.len();
        let letter = letter.chars().next().unwrap();
        let mut missing = letters.clone();
        missing.remove(place);
        let mut more = letters.clone();
        more.insert(place, letter);
        let mut other = letters.clone();
        other[place] = letter;
        let mut swapped = letters.clone();
        swapped.swap(place.saturating_sub(1), place);
        for slip in [missing, more, other, swapped] {
            let slip: String = slip.into_iter().collect();
            prop_assert!(is_near(&word, &slip) && is_near(&slip, &word), "{} {}", word, slip);
        }
    }
}

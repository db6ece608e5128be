//! Tests of link cleaning: what is taken, what it becomes, what is refused and how it is called.
//! They must never go to the net: a link is only text here.

use super::*;
use LinkError::{Email, Empty, NotALink, Phone, Several, TooLong};
use proptest::prelude::*;

fn cleaned(text: &str) -> Result<String, LinkError> {
    clean_link(text, None)
}

#[test]
fn one_page_has_one_form() {
    let forms = [
        "https://instagram.com/name",
        "instagram.com/name",
        "  HTTP://WWW.Instagram.COM/name/  ",
        "https://m.instagram.com:443/name?igsh=MzRl&utm_source=qr#top",
        "http://instagram.com:80/name?",
        "//instagram.com/name",
        "insta\u{200b}gram.com/na\u{202e}me\u{feff}",
        "instagram.com./name",
    ];
    for form in forms {
        assert_eq!(cleaned(form).as_deref(), Ok("https://instagram.com/name"), "{form}");
    }
}

#[test]
fn parameters_with_a_meaning_stay() {
    let cases = [
        (
            "youtube.com/watch?v=Ab_1&si=x&feature=share&t=10s",
            "https://youtube.com/watch?v=Ab_1&t=10s",
        ),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
        ("https://youtu.be/Ab_1?si=q", "https://youtu.be/Ab_1"),
        ("t.me/channel/5?comment=7", "https://t.me/channel/5?comment=7"),
        ("https://vm.tiktok.com/ZM1/", "https://vm.tiktok.com/ZM1"),
        ("https://example.com/a/?UTM_Medium=x&id=5", "https://example.com/a/?id=5"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://t.me/+AbC0dEfGh", "https://t.me/+AbC0dEfGh"),
    ];
    for (typed, clean) in cases {
        assert_eq!(cleaned(typed).as_deref(), Ok(clean), "{typed}");
    }
}

#[test]
fn a_handle_becomes_the_page_of_its_platform() {
    let cases = [
        (Platform::Instagram, "https://instagram.com/some.name"),
        (Platform::TikTok, "https://tiktok.com/@some.name"),
        (Platform::YouTube, "https://youtube.com/@some.name"),
        (Platform::Telegram, "https://t.me/some.name"),
        (Platform::X, "https://x.com/some.name"),
    ];
    for (platform, link) in cases {
        assert_eq!(clean_link(" @some.name ", Some(platform)).as_deref(), Ok(link));
    }
    assert_eq!(cleaned("@name"), Err(NotALink));
    assert_eq!(clean_link("@name", Some(Platform::Spotify)), Err(NotALink));
    for text in ["@", "@..", "@a b", "@a/../b", "@a?b", "@@a", "@имя"] {
        assert_eq!(clean_link(text, Some(Platform::X)), Err(NotALink), "{text}");
    }
}

#[test]
fn what_is_no_link_is_refused() {
    let texts = [
        "name",
        "hello there",
        "javascript:alert(1)",
        "ftp://a.com/x",
        "data:text/html,x",
        "tg://resolve?domain=x",
        "https://user:pass@instagram.com/x",
        "https://a@b.com/x",
        "instagram.com@evil.com/x",
        "http://127.0.0.1/x",
        "http://0x7f.1/x",
        "http://2130706433/",
        "https://[::1]/x",
        "http://localhost/x",
        "http://a.localhost/",
        "https://router.local/",
        "https://nodot/x",
        "https://instagram.com\\@evil.com/",
        "https://a..com/",
        "192.168.0.1",
        "https://",
        "https:instagram.com",
        "instagram.com",
        "https://t.me/",
        "https://a.com:x/",
        "https://instagram.com/a b",
        "file:///etc/passwd",
        ".com",
        "https://a.c/",
        "https://a.1x/",
    ];
    for text in texts {
        assert_eq!(cleaned(text), Err(NotALink), "{text}");
    }
}

#[test]
fn addresses_and_numbers_are_named() {
    let emails = [
        "john@gmail.com",
        "mailto:john@gmail.com",
        "MAILTO:a@b.co",
        "john＠gmail.com",
        "https://example.com/john@gmail.com",
        "https://example.com/?to=john%40gmail.com",
        "https://example.com/john%40gmail.com/x",
        "a.b+c@mail.example.org",
    ];
    for text in emails {
        assert_eq!(cleaned(text), Err(Email), "{text}");
    }
    let phones = [
        "+1 555 123-4567",
        "79999999999",
        "(030) 12345",
        "tel:+15551234567",
        "sms:12345",
        "https://wa.me/15551234567",
        "https://api.whatsapp.com/send?phone=15551234567",
        "https://t.me/+15551234567",
        "t.me/%2B15551234567",
        "＋１５５５１２３４５６７",
    ];
    for text in phones {
        assert_eq!(cleaned(text), Err(Phone), "{text}");
    }
}

#[test]
fn one_link_at_a_time() {
    let texts = [
        "https://a.com/x https://b.com/y",
        "instagram.com/a\ninstagram.com/b",
        "instagram.com/a,instagram.com/b",
        "https://a.com/xhttps://b.com/y",
        "https://a.com/1|https://b.com/2",
    ];
    for text in texts {
        assert_eq!(cleaned(text), Err(Several), "{text}");
    }
    assert_eq!(clean_link("name1 @name2", Some(Platform::X)), Err(NotALink));
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(cleaned(" \u{200b}\n"), Err(Empty));
    let fits = format!("https://a.com/{}", "x".repeat(486));
    assert_eq!(cleaned(&fits).as_deref(), Ok(fits.as_str()));
    assert_eq!(cleaned(&format!("{fits}x")), Err(TooLong));
    let grows = format!("https://a.com/{}", "я".repeat(300));
    assert_eq!(cleaned(&grows), Err(TooLong));
}

#[test]
fn another_platform_is_named() {
    let expected = Platform::Instagram;
    let wrong = Err(LinkError::WrongPlatform { expected });
    assert_eq!(clean_link("https://tiktok.com/@name", Some(expected)), wrong);
    assert_eq!(clean_link("https://www.youtube.com/@name", Some(expected)), wrong);
    let own = clean_link("https://instagram.com/p/1", Some(expected));
    assert_eq!(own.as_deref(), Ok("https://instagram.com/p/1"));
    let unknown = clean_link("https://example.com/p/1", Some(expected));
    assert_eq!(unknown.as_deref(), Ok("https://example.com/p/1"));
}

#[test]
fn every_example_is_clean() {
    for platform in Platform::ALL {
        {
            let example = platform.example();
            assert_eq!(clean_link(example, Some(platform)).as_deref(), Ok(example));
            assert_eq!(clean_link(example, None).as_deref(), Ok(example));
        }
    }
}

fn any_platform() -> impl Strategy<Value = Option<Platform>> {
    prop::option::of(prop::sample::select(Platform::ALL.to_vec()))
}

/// Texts near a link, where the odd cases live.
fn almost_links() -> impl Strategy<Value = String> {
    let parts = vec![
        "http",
        "https",
        "://",
        "//",
        "/",
        "www.",
        "m.",
        "instagram.com",
        "t.me",
        "a.co",
        "@",
        ".",
        "..",
        "?",
        "&",
        "=",
        "#",
        "utm_x=1",
        "v=1",
        "%2e",
        "%40",
        "%2f",
        ":",
        "80",
        "443",
        "+",
        "name",
        "\u{200b}",
        "я",
        " ",
        "\\",
        ",",
        "'",
        "<",
        ">",
        "|",
        "%",
        "\t",
        "ß",
        "１",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn cleaning_is_stable(text in almost_links(), noise in ".*", platform in any_platform()) {
        for text in [text.clone(), noise.clone(), format!("https://a.com/{noise}"), text + &noise] {
            if let Ok(link) = clean_link(&text, platform) {
                prop_assert_eq!(clean_link(&link, platform), Ok(link.clone()));
                prop_assert!(link.starts_with("https://") && link.is_ascii());
                prop_assert!(link.len() <= MAX_LINK_CHARS);
            }
        }
    }

    #[test]
    fn a_plain_page_is_always_taken(name in "[a-z0-9_]{5,20}", path in "[A-Za-z0-9_-]{1,30}") {
        let link = format!("https://{}.example.com/{path}", name.replace('_', "x"));
        prop_assert_eq!(clean_link(&link, None), Ok(link.clone()));
    }
}

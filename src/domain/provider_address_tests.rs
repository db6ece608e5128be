//! Which addresses may be typed, by every spelling that has fooled somebody.

use secrecy::ExposeSecret;

use super::*;

fn problem(text: &str) -> Option<AddressProblem> {
    AddressPolicy::Public.read(text).err()
}

#[test]
fn a_public_name_over_https_is_taken_whole_and_only_its_host_is_shown() {
    let typed = " https://user:secret@Panel.Example.com:8443/api/v2?key=hidden \n";
    let address = AddressPolicy::Public.read(typed).unwrap();
    assert_eq!(address.host, "panel.example.com");
    assert_eq!(
        address.url.expose_secret(),
        "https://user:secret@panel.example.com:8443/api/v2?key=hidden"
    );
    let shown = format!("{address:?}");
    assert!(!shown.contains("secret") && !shown.contains("hidden"), "{shown}");
    assert_eq!(
        AddressPolicy::Public.read("https://панель.рф/api").unwrap().host,
        "xn--80aksgi6f.xn--p1ai"
    );
    assert_eq!(
        AddressPolicy::Public.read("https://panel.example.com./").unwrap().host,
        "panel.example.com"
    );
}

#[test]
fn what_is_no_address_of_the_web_is_refused() {
    for text in [
        "",
        "panel",
        "panel.example.com/api",
        "ftp://panel.example.com",
        "https://",
        "file:///etc/passwd",
        "https://a b.example.com",
    ] {
        assert_eq!(problem(text), Some(AddressProblem::NotAnAddress), "{text}");
    }
    let long = format!("https://panel.example.com/{}", "a".repeat(ADDRESS_MAX));
    assert_eq!(problem(&long), Some(AddressProblem::NotAnAddress));
    assert_eq!(problem("http://panel.example.com/api"), Some(AddressProblem::NotHttps));
    assert_eq!(problem("HTTP://panel.example.com"), Some(AddressProblem::NotHttps));
}

#[test]
fn numbers_and_names_of_the_own_network_are_refused_however_they_are_spelled() {
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0",
        "127.1",
        "10.0.0.8",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "8.8.8.8",
        "[2606:4700::1111]",
        "localhost",
        "LOCALHOST.",
        "db.localhost",
        "panel",
        "printer.local",
        "metadata.google.internal",
        "nas.lan",
        "router.home.arpa",
        "１２７.0.0.1",
    ] {
        let text = format!("https://{host}/api");
        assert_eq!(problem(&text), Some(AddressProblem::NotPublic), "{text}");
    }
    for host in ["notlocalhost.com", "local.example.com", "internal.io"] {
        assert_eq!(problem(&format!("https://{host}/")), None, "{host}");
    }
}

#[test]
fn the_sandbox_may_be_on_this_machine() {
    let address = AddressPolicy::Any.read("http://127.0.0.1:8090/panel/api/v2").unwrap();
    assert_eq!(address.host, "127.0.0.1");
    assert_eq!(AddressPolicy::Any.read("panel").err(), Some(AddressProblem::NotAnAddress));
    assert_eq!(AddressPolicy::default(), AddressPolicy::Public);
}

#[test]
fn only_numbers_that_mean_the_same_everywhere_are_public() {
    let special = [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:1ff::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ];
    for text in special {
        assert!(!is_public(text.parse().unwrap()), "{text}");
    }
    let public = [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.254",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
    ];
    for text in public {
        assert!(is_public(text.parse().unwrap()), "{text}");
    }
}

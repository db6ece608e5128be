//! Names, tokens, addresses and numbers: what is read, and everything that is not.

use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::*;

#[test]
fn plain_domains_are_read_in_one_spelling() {
    for (typed, read) in [
        ("example.com", "example.com"),
        (" Example.COM ", "example.com"),
        ("mail.example.org", "mail.example.org"),
        ("a-b.example.net", "a-b.example.net"),
    ] {
        let domain = MailDomain::read(typed).unwrap();
        assert_eq!(domain.as_str(), read);
        assert_eq!(domain.as_str().parse(), Ok(domain));
    }
    assert_eq!("Example.com".parse::<MailDomain>(), Err(DomainProblem::Unfit));
}

#[test]
fn everything_else_is_named() {
    use DomainProblem::*;
    for (typed, problem) in [
        ("somebody@example.com", Address),
        ("@example.com", Address),
        ("somebody＠example.com", Address),
        ("mailto:somebody@example.com", Address),
        ("https://example.com", Unfit),
        ("example.com/", Unfit),
        ("example.com.", Unfit),
        (".example.com", Unfit),
        ("example..com", Unfit),
        ("ex ample.com", Unfit),
        ("_dmarc.example.com", Unfit),
        ("*.example.com", Unfit),
        ("-a.example.com", Unfit),
        ("a-.example.com", Unfit),
        ("example.com:25", Unfit),
        ("example.com\u{200b}", Unfit),
        ("example\u{202e}.com", Unfit),
        ("", Unfit),
        ("еxample.com", Script),
        ("exämple.com", Script),
        ("example。com", Unfit),
        ("xn--xample-9uf.com", Script),
        ("XN--xample-9uf.com", Script),
        ("192.0.2.1", Number),
        ("2001:db8::1", Number),
        ("example.123", Number),
        ("0x7f.0x1", Number),
        ("localhost", Local),
        ("example", Local),
        ("mail.local", Local),
        ("a.home.arpa", Local),
        ("2.0.192.in-addr.arpa", Local),
        ("example.notlisted", Local),
        ("co.uk", Public),
        ("github.io", Public),
    ] {
        assert_eq!(MailDomain::read(typed), Err(problem), "{typed}");
    }
    assert_eq!(MailDomain::read("com"), Err(Local));
    let long = format!("{}.example.com", ["a"; 120].join("."));
    assert_eq!(MailDomain::read(&long), Err(TooLong));
    let label = format!("{}.example.com", "a".repeat(64));
    assert_eq!(MailDomain::read(&label), Err(Unfit));
}

#[test]
fn a_domain_holds_itself_and_what_is_inside() {
    let domain = MailDomain::read("example.com").unwrap();
    for inside in ["example.com", "MX.Example.com.", "a.b.example.com"] {
        assert!(domain.holds(inside), "{inside}");
    }
    for outside in ["notexample.com", "example.com.example.org", "com", "", ".", "example.org"] {
        assert!(!domain.holds(outside), "{outside}");
    }
}

#[test]
fn tokens_and_targets_are_read_back_and_nothing_like_them() {
    let token = ConsentToken::of(7);
    assert_eq!(ConsentToken::parse(token.as_str()), Some(token.clone()));
    assert_eq!(token.record(), "storefront-load-test-consent=00000000000000000000000000000007");
    for wrong in ["", "7", "0000000000000000000000000000000G", "0000000000000000000000000000000A"] {
        assert_eq!(ConsentToken::parse(wrong), None);
    }
    let target = MailTarget::draw(MailDomain::read("example.com").unwrap(), u128::MAX);
    assert_eq!(target.to_string(), "load-ffffffffffffffffffff@example.com");
    assert_eq!(MailTarget::parse(&target.to_string()), Some(target));
    for wrong in [
        "somebody@example.com",
        "load-@example.com",
        "load-ffffffffffffffffffff@Example.com",
        "load-fffffffffffffffffffff@example.com",
        "LOAD-ffffffffffffffffffff@example.com",
        "load-ffffffffffffffffffff@example.com@example.org",
        "load-ffffffffffffffffffff@localhost",
    ] {
        assert_eq!(MailTarget::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_day_has_an_end() {
    let left = [0, 4_000, 4_999, 5_000, 5_001, i64::MAX].map(left_of_the_day);
    assert_eq!(left, [5_000, 1_000, 1, 0, 0, 0]);
}

#[test]
fn problems_are_stored_as_they_always_were() {
    let names: Vec<&str> = ConsentProblem::iter().map(|problem| problem.into_str()).collect();
    let stored = "consent_no_domain consent_no_record consent_other_token consent_alias \
        consent_wildcard consent_no_mx consent_null_mx consent_unfit_mx consent_no_mx_address \
        consent_no_reverse consent_foreign_mx consent_unconfirmed consent_no_answer \
        consent_server_error consent_servers_disagree consent_expired consent_order_open \
        consent_day_full consent_stale";
    assert_eq!(names, stored.split_whitespace().collect::<Vec<_>>());
    for problem in ConsentProblem::iter() {
        assert_eq!(problem.into_str().parse(), Ok(problem));
    }
    let hostile = Missing::at(ConsentProblem::NoReverse, "mx\u{202e} .example.com\n<b>");
    assert_eq!(hostile.about, "mx.example.com<b>");
}

proptest! {
    #[test]
    fn whatever_is_read_is_plain_and_read_alike(
        text in "\\PC{0,40}|[a-zA-Z0-9.-]{1,30}\\.com",
    ) {
        if let Ok(domain) = MailDomain::read(&text) {
            let name = domain.as_str();
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || b".-".contains(&b);
            prop_assert!(name.bytes().all(is_plain));
            prop_assert_eq!(name, name.to_ascii_lowercase());
            prop_assert_eq!(MailDomain::read(name), Ok(domain.clone()));
            let target = MailTarget::draw(domain.clone(), 1).to_string();
            prop_assert_eq!(target.matches('@').count(), 1);
            prop_assert!(target.len() <= 254 && target.starts_with("load-"));
        }
    }

    #[test]
    fn no_typed_text_is_a_target(text in "\\PC{0,60}") {
        let fits = MailTarget::parse(&text).is_some();
        prop_assert!(!fits || text.starts_with("load-"));
    }
}

//! SAFETY 21–24 on the text of the source: the proof of consent is made in one place, mails are
//! sent in one place, and no setting names another world of name servers.

use super::none;
use super::source::sources;

/// Where a piece of the source stands, by the paths of the files that have it.
fn holders(piece: &str) -> Vec<String> {
    let has = sources("src").into_iter().filter(|source| source.program.contains(piece));
    let mut paths: Vec<String> = has.map(|source| source.path).collect();
    paths.retain(|path| !path.ends_with("_tests.rs") && !path.ends_with("/tests.rs"));
    paths.sort();
    paths
}

#[test]
fn a_proof_is_made_by_the_check_alone() {
    assert_eq!(holders("FreshDomainProof::of("), ["src/providers/mail/consent/mod.rs"]);
    let literals = ["FreshDomainProof {", "FreshDomainProof{"].map(holders).concat();
    assert_eq!(literals, ["src/providers/mail/consent/proof.rs"]);
    // It is neither copied nor kept.
    let proof = sources("src").into_iter().find(|source| source.path.ends_with("consent/proof.rs"));
    let code = proof.expect("the proof").code;
    let derives = code.split("pub struct FreshDomainProof").next().unwrap();
    let derive = derives.rsplit("#[derive(").next().unwrap();
    assert!(derive.starts_with("Debug)]"), "{derive:.60}");
    for word in ["impl Clone", "impl Default", "Deserialize", "pub domain", "pub to", "pub begun"] {
        assert!(!code.contains(word), "{word}");
    }
}

#[test]
fn mails_are_sent_with_a_proof_alone() {
    let mut placing = holders("Purpose::Placing");
    placing.retain(|path| path.starts_with("src/providers/mail/"));
    assert_eq!(placing, ["src/providers/mail/client.rs"]);
    let client = sources("src").into_iter().find(|source| source.path.ends_with("mail/client.rs"));
    let code = client.expect("the client").code;
    assert_eq!(code.matches("Purpose::Placing").count(), 1);
    let place = code.split("async fn place(").nth(1).expect("the one way out");
    let (before, _) = place.split_once("Purpose::Placing").expect("the call");
    assert!(before.contains("proof: FreshDomainProof") && before.contains("proof.lets_pass("));
    assert_eq!(holders("MailTarget::draw("), ["src/flows/mail/placing.rs"]);
}

#[test]
fn no_setting_names_other_name_servers() {
    let staged = holders("DnsWorld::Staged").into_iter().chain(holders("DnsStage {"));
    let allowed = ["src/domain/mail/dns_world.rs", "src/app/demo/mod.rs", "src/app/demo/world.rs"];
    none("name servers", staged.filter(|path| !allowed.contains(&path.as_str())));
    assert_eq!(holders("dns: DnsWorld::Public"), ["src/config.rs"]);
}

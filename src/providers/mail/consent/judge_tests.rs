//! What lets a domain pass and what does not, against name servers of a sandbox.

use std::net::Ipv4Addr;
use std::sync::Arc;

use super::*;
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::mail::RECORD_PREFIX;
use crate::domain::mail::{ConsentProblem as P, DnsStage};
use crate::sandbox::dns::{Dns, DnsFault, REGISTRY, ROOT, SERVERS};

const ADDRESS: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 25);
const OTHER_ADDRESS: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 99);
const DOMAIN: &str = "example.com";

struct World {
    dns: Dns,
    check: ConsentChecker,
    token: ConsentToken,
}

impl World {
    /// A domain that is all right.
    async fn new() -> Self {
        let dns = Dns::start().await.unwrap();
        let stage = DnsStage { roots: dns.roots(), sockets: dns.sockets() };
        let check = ConsentChecker::by(DnsWorld::Staged(Arc::new(stage)));
        let token = ConsentToken::of(0x5ca1_ab1e);
        dns.add_mail_domain(DOMAIN, ADDRESS);
        dns.add_txt(DOMAIN, "v=spf1 mx -all");
        dns.add_txt(DOMAIN, &token.record());
        Self { dns, check, token }
    }

    async fn look(&self, domain: &str) -> Result<(), Missing> {
        self.check.look(&MailDomain::read(domain).unwrap(), &self.token).await
    }

    async fn misses(&self, problem: P, why: &str) {
        self.misses_of(DOMAIN, problem, why).await;
    }

    async fn misses_of(&self, domain: &str, problem: P, why: &str) {
        let missing = self.look(domain).await.expect_err(why);
        assert_eq!(missing.problem, problem, "{why}: {}", missing.about);
    }
}

#[tokio::test]
async fn a_domain_with_its_record_and_its_own_mail_server_passes() {
    let world = World::new().await;
    world.look(DOMAIN).await.unwrap();
    let to = ProofUse { person: PersonId::new(5), order: OrderId::new(1001) };
    let domain = MailDomain::read(DOMAIN).unwrap();
    let proof = world.check.prove(domain.clone(), &world.token, to).await.unwrap();
    assert!(proof.lets_pass(&domain, to));
    let asked = world.dns.asked();
    for server in SERVERS {
        let has = |kind: &str| {
            asked
                .iter()
                .any(|(at, name, asked)| *at == server && name == "example.com." && asked == kind)
        };
        assert!(has("TXT") && has("MX"), "{server} was not asked itself");
    }
    assert!(asked.len() < 200, "{} questions", asked.len());
}

#[tokio::test]
async fn nothing_is_kept_from_one_check_to_the_next() {
    let world = World::new().await;
    world.look(DOMAIN).await.unwrap();
    world.dns.set(DOMAIN, "TXT", &["v=spf1 mx -all"]);
    world.misses(P::NoRecord, "the record is gone").await;
    world.dns.add_txt(DOMAIN, &world.token.record());
    world.look(DOMAIN).await.unwrap();
    world.dns.set(DOMAIN, "MX", &[]);
    world.misses(P::NoMx, "the MX is gone").await;
}

#[tokio::test]
async fn only_the_exact_text_at_the_exact_name_counts() {
    let world = World::new().await;
    let record = world.token.record();
    let other = ConsentToken::of(1).record();
    for (text, problem) in [
        (other.clone(), P::OtherToken),
        (record.to_uppercase(), P::NoRecord),
        (format!("{record} "), P::OtherToken),
        (format!(" {record}"), P::NoRecord),
        (format!("\"{record}\""), P::NoRecord),
        (world.token.as_str().to_owned(), P::NoRecord),
        (RECORD_PREFIX.to_owned(), P::OtherToken),
    ] {
        world.dns.set(DOMAIN, "TXT", &[&text]);
        world.misses(problem, &text).await;
    }
    // Another customer's record beside it does no harm.
    world.dns.set(DOMAIN, "TXT", &[&other, &record]);
    world.look(DOMAIN).await.unwrap();
    for elsewhere in ["www.example.com", "mx.example.com", "_dmarc.example.com"] {
        world.dns.set(DOMAIN, "TXT", &[]);
        world.dns.set(elsewhere, "TXT", &[&record]);
        world.misses(P::NoRecord, elsewhere).await;
        world.dns.set(elsewhere, "TXT", &[]);
    }
}

#[tokio::test]
async fn the_record_of_a_parent_or_a_child_is_another_domains() {
    let world = World::new().await;
    world.misses_of("mail.example.com", P::NoDomain, "nothing is there").await;
    world.dns.set("mail.example.com", "MX", &["10 mx.example.com"]);
    world.misses_of("mail.example.com", P::NoRecord, "the parent has it").await;
    world.dns.set(DOMAIN, "TXT", &[]);
    world.dns.add_txt("mail.example.com", &world.token.record());
    world.misses(P::NoRecord, "the child has it").await;
    // The child's mail server has its name in the parent, not in the child.
    world.misses_of("mail.example.com", P::ForeignMx, "its server is the parent's").await;
    world.dns.set("mail.example.com", "MX", &["10 mx.mail.example.com"]);
    world.dns.set("mx.mail.example.com", "A", &[&OTHER_ADDRESS.to_string()]);
    world.dns.set_reverse(OTHER_ADDRESS, &["mx.mail.example.com"]);
    world.look("mail.example.com").await.unwrap();
}

#[tokio::test]
async fn aliases_are_no_records_of_the_name() {
    let world = World::new().await;
    world.dns.add_mail_domain("example.org", OTHER_ADDRESS);
    world.dns.set("here.example.org", "CNAME", &["example.com"]);
    world.misses_of("here.example.org", P::Alias, "a CNAME to a proved domain").await;
    world.dns.set("sub.example.org", "DNAME", &["example.com"]);
    world.dns.add_txt("mail.example.com", &world.token.record());
    world.dns.set("mail.example.com", "MX", &["10 mx.example.com"]);
    world.misses_of("mail.sub.example.org", P::Alias, "a DNAME above").await;
}

#[tokio::test]
async fn a_wildcard_proves_nothing() {
    let world = World::new().await;
    let record = world.token.record();
    world.dns.set("*.example.com", "TXT", &[&record]);
    world.dns.set("*.example.com", "MX", &["10 mx.example.com"]);
    world.misses_of("any.example.com", P::Wildcard, "the name is a wildcard's").await;
    world.misses_of("deep.any.example.com", P::Wildcard, "and so is one below").await;
    world.dns.set("real.example.com", "TXT", &[&record]);
    world.dns.set("real.example.com", "MX", &["10 mx.example.com"]);
    world.misses_of("real.example.com", P::Wildcard, "it could be").await;
    // The name itself is none: its siblings are the registry's.
    world.look(DOMAIN).await.unwrap();
    for kind in ["TXT", "MX"] {
        world.dns.set("*.example.com", kind, &[]);
    }
    world.dns.set("*.example.com", "CNAME", &["example.com"]);
    world.misses_of("real.example.com", P::Wildcard, "siblings are aliases").await;
}

#[tokio::test]
async fn the_mail_server_has_to_be_the_domains_own() {
    let world = World::new().await;
    world.dns.add_mail_domain("example.org", OTHER_ADDRESS);
    let mx = async |records: &[&str], problem: P| {
        world.dns.set(DOMAIN, "MX", records);
        world.misses(problem, &format!("{records:?}")).await;
    };
    mx(&["10 mx.example.org"], P::ForeignMx).await;
    mx(&["10 mx.example.com", "20 mx.example.org"], P::ForeignMx).await;
    mx(&["0 ."], P::NullMx).await;
    mx(&["10 mx.example.com", "0 ."], P::NullMx).await;
    mx(&["10 198.51.100.25"], P::UnfitMx).await;
    mx(&["10 mx"], P::UnfitMx).await;
    mx(&["10 nowhere.example.com"], P::NoMxAddress).await;
    mx(&[], P::NoMx).await;
    let many: Vec<String> = (0..11).map(|n| format!("10 m{n}.example.com")).collect();
    mx(&many.iter().map(String::as_str).collect::<Vec<_>>(), P::UnfitMx).await;
    world.dns.set("alias.example.com", "CNAME", &["mx.example.com"]);
    mx(&["10 alias.example.com"], P::UnfitMx).await;
    world.dns.set("local.example.com", "A", &["127.0.0.1"]);
    mx(&["10 local.example.com"], P::NoMxAddress).await;
    // An address of somebody else's server under a name of one's own.
    world.dns.set("theirs.example.com", "A", &[&OTHER_ADDRESS.to_string()]);
    mx(&["10 theirs.example.com"], P::ForeignMx).await;
    world.dns.set(DOMAIN, "MX", &["10 mx.example.com"]);
    world.look(DOMAIN).await.unwrap();
    world.dns.set("mx.example.com", "A", &[&ADDRESS.to_string(), &OTHER_ADDRESS.to_string()]);
    world.misses(P::ForeignMx, "one of two addresses").await;
}

#[tokio::test]
async fn an_address_has_to_have_a_name_inside_that_leads_back() {
    let world = World::new().await;
    let reverse = async |names: &[&str], problem: Option<P>| {
        world.dns.set_reverse(ADDRESS, names);
        let found = world.look(DOMAIN).await.err().map(|missing| missing.problem);
        assert_eq!(found, problem, "{names:?}");
    };
    reverse(&[], Some(P::NoReverse)).await;
    reverse(&["mx.example.org"], Some(P::ForeignMx)).await;
    reverse(&["mx.notexample.com"], Some(P::ForeignMx)).await;
    reverse(&["example.com.example.org"], Some(P::ForeignMx)).await;
    reverse(&["gone.example.com"], Some(P::Unconfirmed)).await;
    reverse(&["mx.example.org", "mx.example.com"], None).await;
    reverse(&["MX.Example.COM"], None).await;
    // A network smaller than a zone has its reverse names by an alias.
    world.dns.set_reverse(ADDRESS, &[]);
    let name = "25.100.51.198.in-addr.arpa";
    world.dns.set(name, "CNAME", &["25.net.example.com"]);
    world.dns.set("25.net.example.com", "PTR", &["mx.example.com"]);
    world.look(DOMAIN).await.unwrap();
    world.dns.set("25.net.example.com", "PTR", &[]);
    world.dns.set("25.net.example.com", "CNAME", &["25.net.example.com"]);
    world.misses(P::NoReverse, "an alias of itself").await;
}

#[tokio::test]
async fn every_trouble_of_a_name_server_refuses() {
    for (fault, problem) in [
        (DnsFault::ServFail, P::ServerError),
        (DnsFault::Refused, P::ServerError),
        (DnsFault::Lame, P::ServerError),
        (DnsFault::Garbage, P::NoAnswer),
        (DnsFault::OtherQuestion, P::NoAnswer),
        (DnsFault::Silent, P::NoAnswer),
        (DnsFault::CutWithoutTcp, P::NoAnswer),
    ] {
        // One of two is enough.
        let world = World::new().await;
        world.dns.set_fault(SERVERS[1], fault);
        let missing = world.look(DOMAIN).await.expect_err("a server is in trouble");
        let is_trouble = matches!(missing.problem, P::ServerError | P::NoAnswer);
        assert!(is_trouble, "{fault:?}: {missing:?}, {problem:?}");
    }
    for (server, fault) in [(ROOT, DnsFault::ServFail), (REGISTRY, DnsFault::Silent)] {
        let world = World::new().await;
        world.dns.set_fault(server, fault);
        assert!(world.look(DOMAIN).await.is_err(), "{server}");
    }
}

#[tokio::test]
async fn servers_that_do_not_agree_refuse() {
    for (name, kind, records) in [
        (DOMAIN, "TXT", &["v=spf1 mx -all"][..]),
        (DOMAIN, "MX", &["10 mx.example.com", "20 mx2.example.com"][..]),
        ("mx.example.com", "A", &["198.51.100.26"][..]),
    ] {
        let world = World::new().await;
        world.dns.set_at(SERVERS[1], name, kind, records);
        world.misses(P::ServersDisagree, kind).await;
    }
}

#[tokio::test]
async fn long_answers_are_asked_for_by_tcp_and_small_letters_too() {
    let world = World::new().await;
    let long = "x".repeat(900);
    world.dns.add_txt(DOMAIN, &long);
    world.look(DOMAIN).await.unwrap();
    world.dns.set_faults(DnsFault::Cut);
    world.look(DOMAIN).await.unwrap();
}

#[tokio::test]
async fn a_name_that_nobody_has_registered_is_named_so() {
    let world = World::new().await;
    world.misses_of("example.net", P::NoDomain, "nobody has it").await;
}

#[tokio::test]
async fn the_world_outside_is_asked_at_public_addresses_alone() {
    let dns = DnsWorld::Public;
    assert_eq!(dns.roots().len(), 13);
    for root in dns.roots() {
        assert_eq!(dns.socket(*root).map(|socket| socket.port()), Some(53));
    }
    for own in ["127.0.0.1", "10.0.0.53", "169.254.169.254", "::1", "192.0.2.1"] {
        assert_eq!(dns.socket(own.parse().unwrap()), None, "{own}");
        assert!(!dns.takes_mail(own.parse().unwrap()), "{own}");
    }
}

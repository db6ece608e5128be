//! The name servers as the chat page's drawer shows them: the demo's domains with what stands
//! there, and what can be changed at a press.
//!
//! Owns the shapes of that JSON.

use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::faults::DnsFault;
use super::{Dns, SERVERS};
use crate::sandbox::asked::asked;

/// The domains of the demo, with the address of each one's mail server.
pub const DOMAINS: [(&str, Ipv4Addr); 2] = [
    ("example.com", Ipv4Addr::new(198, 51, 100, 25)),
    ("example.org", Ipv4Addr::new(203, 0, 113, 25)),
];
/// Somebody else's mail server.
const FOREIGN: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 99);
/// Types that are shown.
const SHOWN: [&str; 4] = ["TXT", "MX", "CNAME", "A"];
/// The longest record that is shown or taken, in characters.
const RECORD_MAX_CHARS: usize = 300;

pub(super) const FAULTS: [(&str, DnsFault); 10] = [
    ("work", DnsFault::None),
    ("answer SERVFAIL", DnsFault::ServFail),
    ("refuse", DnsFault::Refused),
    ("are silent", DnsFault::Silent),
    ("do not know the zone", DnsFault::Lame),
    ("cut answers by UDP", DnsFault::Cut),
    ("cut answers, no TCP", DnsFault::CutWithoutTcp),
    ("answer garbage", DnsFault::Garbage),
    ("answer another question", DnsFault::OtherQuestion),
    ("write small letters", DnsFault::Lowercases),
];

impl Dns {
    /// Serves the demo's domains, with mail of their own and without a consent.
    pub fn add_demo(&self) {
        self.add_zone("example.net");
        self.set("mail.example.net", "A", &[&FOREIGN.to_string()]);
        self.set_reverse(FOREIGN, &["mail.example.net"]);
        for (domain, address) in DOMAINS {
            self.add_mail_domain(domain, address);
        }
    }

    /// What stands at the demo's domains, and how their servers are.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let fault = self.state().faults.get(&SERVERS[0]).copied().unwrap_or_default();
        let fault = FAULTS.iter().find(|(_, known)| *known == fault);
        let domains: Vec<Value> = DOMAINS.iter().map(|(domain, _)| self.shown(domain)).collect();
        json!({
            "fault": fault.map_or("otherwise wrong", |(name, _)| name),
            "faults": FAULTS.map(|(name, _)| name),
            "domains": domains,
        })
    }

    fn shown(&self, domain: &str) -> Value {
        let records = SHOWN.iter().flat_map(|kind| {
            let found = self.records(domain, kind);
            found.into_iter().map(move |record| {
                let record: String = record.chars().take(RECORD_MAX_CHARS).collect();
                format!("{kind} {record}")
            })
        });
        json!({ "name": domain, "records": records.collect::<Vec<_>>() })
    }

    /// Does what the drawer asks and answers with the new state.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub fn apply(&self, action: &Value) -> Result<Value, String> {
        let text = |name: &str| asked(action, name);
        if text("action") == "fault" {
            let name = text("value");
            let fault = FAULTS.iter().find(|(known, _)| *known == name).ok_or("unknown fault")?;
            self.set_faults(fault.1);
            return Ok(self.state_json());
        }
        let domain = text("domain");
        let known = DOMAINS.iter().find(|(known, _)| *known == domain);
        let (domain, address) = known.ok_or("there is no such domain")?;
        let own = format!("10 mx.{domain}");
        match text("action").as_str() {
            "txt" => {
                let record: String = text("value").chars().take(RECORD_MAX_CHARS).collect();
                self.add_txt(domain, &record);
            }
            "no-txt" => self.set(domain, "TXT", &[]),
            "disagree" => self.set_at(SERVERS[1], domain, "TXT", &[]),
            "foreign-mx" => self.set(domain, "MX", &["10 mail.example.net"]),
            "no-mx" => self.set(domain, "MX", &[]),
            "null-mx" => self.set(domain, "MX", &["0 ."]),
            "alias" => self.set(domain, "CNAME", &["example.net"]),
            "foreign-reverse" => self.set_reverse(*address, &["mail.example.net"]),
            "no-reverse" => self.set_reverse(*address, &[]),
            "right" => {
                self.set(domain, "CNAME", &[]);
                self.set(domain, "MX", &[&own]);
                self.set_reverse(*address, &[&format!("mx.{domain}")]);
            }
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }
}

//! Where Telegram is to send updates. What it would refuse is refused here, at the start, with a
//! reason; a Bot API server of one's own takes more.

use std::net::IpAddr;

use secrecy::SecretString;
use url::{Host, Url};

use super::{ConfigError, wrong};

const URL: &str = "TELEGRAM_WEBHOOK_URL";
const SECRET: &str = "TELEGRAM_WEBHOOK_SECRET";
const SECRET_MIN_CHARS: usize = 32;
const SECRET_MAX_CHARS: usize = 256;
/// The server that everybody uses.
const TELEGRAM_HOST: &str = "api.telegram.org";
/// The ports that it sends to.
const PORTS: [u16; 4] = [443, 80, 88, 8_443];

/// A webhook.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Where Telegram posts to.
    pub url: String,
    /// What it must send along.
    pub secret: SecretString,
}

/// A webhook for the Bot API server at `telegram_url`.
///
/// # Errors
/// When the server would not take it.
pub(super) fn check(
    url: String,
    secret: String,
    telegram_url: &str,
) -> Result<Webhook, ConfigError> {
    let parsed = Url::parse(&url).map_err(|_| wrong(URL, "must be an https:// address"))?;
    check_form(&parsed)?;
    let server = Url::parse(telegram_url).ok();
    if server.as_ref().and_then(Url::host_str) == Some(TELEGRAM_HOST) {
        check_public(&parsed)?;
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    let is_long_enough = (SECRET_MIN_CHARS..=SECRET_MAX_CHARS).contains(&secret.len());
    if !is_long_enough || !secret.bytes().all(is_allowed) {
        let problem = "must be 32 to 256 characters out of A-Z, a-z, 0-9, _ and -";
        return Err(wrong(SECRET, problem));
    }
    Ok(Webhook { url, secret: secret.into() })
}

/// What no server makes a request of.
fn check_form(url: &Url) -> Result<(), ConfigError> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(URL, "must hold no user name or password"));
    }
    if url.fragment().is_some() {
        return Err(wrong(URL, "must hold no #"));
    }
    Ok(())
}

/// What Telegram itself takes: only what it can reach from outside, encrypted.
fn check_public(url: &Url) -> Result<(), ConfigError> {
    if url.scheme() != "https" {
        return Err(wrong(URL, "must begin with https://: Telegram takes nothing else"));
    }
    let is_known_port = url.port_or_known_default().is_some_and(|port| PORTS.contains(&port));
    if !is_known_port {
        return Err(wrong(URL, "must use port 443, 80, 88 or 8443: Telegram takes no other"));
    }
    let is_public = match url.host() {
        Some(Host::Domain(name)) => is_public_name(name),
        Some(Host::Ipv4(address)) => is_public_address(address.into()),
        Some(Host::Ipv6(address)) => is_public_address(address.into()),
        None => false,
    };
    if !is_public {
        return Err(wrong(URL, "must name a host that Telegram can reach from outside"));
    }
    Ok(())
}

/// Whether other machines can know this name.
fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit_once('.').map(|(_, last)| last);
    last.is_some_and(|last| !["localhost", "local", "internal", "test", "invalid"].contains(&last))
}

fn is_public_address(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            let is_special = v4.is_loopback() || v4.is_unspecified() || v4.is_link_local();
            !(is_special || is_shared || v4.is_private() || v4.is_broadcast() || v4.is_multicast())
        }
        IpAddr::V6(v6) => {
            let is_special = v6.is_loopback() || v6.is_unspecified() || v6.is_multicast();
            !(is_special || v6.is_unique_local() || v6.is_unicast_link_local())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICIAL: &str = "https://api.telegram.org";

    fn problem(url: &str, server: &str) -> Option<String> {
        let secret = "0123456789abcdef0123456789abcdef";
        let vars = [(URL, url), (SECRET, secret)];
        let vars = vars.map(|(name, value)| (name.to_owned(), value.to_owned()));
        super::super::webhook(&vars.into_iter().collect(), server).err().map(|e| e.to_string())
    }

    #[test]
    fn telegram_takes_https_on_four_ports_of_hosts_that_it_can_reach() {
        for url in [
            "https://shop.example/telegram",
            "https://shop.example:8443/telegram?a=b",
            "https://shop.example:80",
            "https://shop.example:88/x/",
            "https://93.184.216.34/telegram",
            "https://[2606:2800:220:1::1]/telegram",
        ] {
            assert_eq!(problem(url, OFFICIAL), None, "{url}");
        }
        for (url, part) in [
            ("http://shop.example/telegram", "https://"),
            ("http://shop.example:8443/telegram", "https://"),
            ("HTTP://shop.example/telegram", "https://"),
            ("https://shop.example:8080/telegram", "port"),
            ("https://shop.example:444/telegram", "port"),
            ("https://user:pass@shop.example/telegram", "user name"),
            ("https://user@shop.example/telegram", "user name"),
            ("https://shop.example/telegram#part", "#"),
            ("https://localhost/telegram", "outside"),
            ("https://shop.localhost/telegram", "outside"),
            ("https://shop/telegram", "outside"),
            ("https://127.0.0.1/telegram", "outside"),
            ("https://10.1.2.3/telegram", "outside"),
            ("https://192.168.0.1/telegram", "outside"),
            ("https://169.254.169.254/telegram", "outside"),
            ("https://100.64.0.1/telegram", "outside"),
            ("https://2130706433/telegram", "outside"),
            ("https://[::1]/telegram", "outside"),
            ("https://[::ffff:127.0.0.1]/telegram", "outside"),
            ("https://[fd00::1]/telegram", "outside"),
            ("https:///telegram", "outside"),
            ("https://", "address"),
            ("ftp://shop.example/telegram", "address"),
        ] {
            let said = problem(url, OFFICIAL).unwrap_or_else(|| panic!("{url} is taken"));
            assert!(said.starts_with("TELEGRAM_WEBHOOK_URL: "), "{said}");
            assert!(said.contains(part) && !said.contains(":pass"), "{url}: {said}");
        }
    }

    #[test]
    fn a_server_of_ones_own_sends_to_any_address_and_port() {
        for url in ["http://127.0.0.1:8080/telegram", "http://shop:9000/x", "https://10.0.0.1"] {
            assert_eq!(problem(url, "http://bot-api.internal:8081"), None, "{url}");
            assert!(problem(url, "https://API.telegram.org/").is_some(), "{url}");
        }
        assert!(problem("http://a:b@127.0.0.1/", "http://127.0.0.1:8081").is_some());
    }
}

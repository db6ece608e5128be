//! What buttons carry: a version, the screen they belong to and one tap, in at most 64 bytes.
//! Anyone can send any of these bytes, so a tap must never be trusted to be allowed.

mod tap;

pub use tap::Tap;

use crate::domain::ids::ScreenId;
use crate::store::orders::listing::Filter;
use std::str::FromStr;

/// The version of the format; another one leads to the start screen.
const VERSION: &str = "1";

const fn filter_letter(filter: Filter) -> char {
    match filter {
        Filter::All => 'a',
        Filter::Open => 'o',
        Filter::Done => 'd',
        Filter::Returned => 'r',
    }
}

fn read_filter(text: &str) -> Option<Filter> {
    [Filter::All, Filter::Open, Filter::Done, Filter::Returned]
        .into_iter()
        .find(|filter| text.chars().eq([filter_letter(*filter)]))
}

impl Tap {
    /// The bytes of a button on `screen_id`; 0 for a message that is no screen.
    #[must_use]
    pub fn encode(&self, screen_id: ScreenId) -> String {
        let rest = match self {
            Self::Menu => "m".to_owned(),
            Self::Categories { page } => format!("c:{page}"),
            Self::Services { category, page } => format!("s:{category}:{page}"),
            Self::Card { service, page } => format!("v:{service}:{page}"),
            Self::Order { service, page } => format!("o:{service}:{page}"),
            Self::Keep => "k".to_owned(),
            Self::InsistOnLink => "ki".to_owned(),
            Self::Quantity { quantity } => format!("q:{quantity}"),
            Self::Number { number } => format!("p:{number}"),
            Self::Choice { place } => format!("ch:{place}"),
            Self::ListDone => "cd".to_owned(),
            Self::ListClear => "cc".to_owned(),
            Self::Confirm { checkout } => format!("ok:{checkout}"),
            Self::Recheck => "r".to_owned(),
            Self::TopUp => "t".to_owned(),
            Self::Back => "b".to_owned(),
            Self::Cancel => "x".to_owned(),
            Self::Resume => "go".to_owned(),
            Self::Orders { filter, page } => format!("l:{}:{page}", filter_letter(*filter)),
            Self::OrderCard { order } => format!("d:{order}"),
            Self::CancelOrder { order } => format!("dc:{order}"),
            Self::CancelOrderYes { order } => format!("dy:{order}"),
            Self::Balance { page } => format!("w:{page}"),
            Self::Languages => "g".to_owned(),
            Self::Language { tag } => format!("gl:{tag}"),
            Self::Help => "h".to_owned(),
            Self::Act { nonce } => format!("a:{nonce}"),
            Self::ActNo { nonce } => format!("an:{nonce}"),
            Self::Reviews { page } => format!("rv:{page}"),
            Self::AdminOrder { order } => format!("ao:{order}"),
            Self::Decide { order, choice } => format!("de:{order}:{choice}"),
            Self::Providers => "ps".to_owned(),
            Self::ResumeProvider { provider } => format!("pr:{provider}"),
            Self::FileWords { order } => format!("fw:{order}"),
            Self::FileAs { order, meaning } => format!("fa:{order}:{}", meaning.into_str()),
            Self::Filed { provider, page } => format!("fl:{provider}:{page}"),
            Self::Unfile { filed } => format!("fx:{filed}"),
            Self::Owners => "ow".to_owned(),
            Self::RemoveOwner { person } => format!("or:{person}"),
            Self::DeclineTopUp { request } => format!("tn:{request}"),
            Self::DeclineTopUpAs { request, reason } => format!("tr:{request}:{reason}"),
            Self::People { page } => format!("us:{page}"),
            Self::Person { person, page } => format!("u:{person}:{page}"),
            Self::PersonStatement { person, page } => format!("uw:{person}:{page}"),
            Self::PersonOrders { person, page } => format!("ul:{person}:{page}"),
            Self::Support => "sp".to_owned(),
            Self::AskSupport { order } => format!("sa:{order}"),
            Self::Ticket { ticket } => format!("tk:{ticket}"),
            Self::TicketWrite { ticket } => format!("tw:{ticket}"),
            Self::TicketSolved { ticket } => format!("ts:{ticket}"),
            Self::DeskTickets { page } => format!("kl:{page}"),
            Self::DeskTicket { ticket } => format!("kt:{ticket}"),
            Self::DeskClose { ticket } => format!("kx:{ticket}"),
            Self::Nothing => "n".to_owned(),
        };
        format!("{VERSION}:{screen_id}:{rest}")
    }

    /// Whether these are the bytes of a button as another version of the shop makes them.
    #[must_use]
    pub fn is_of_another_version(data: &str) -> bool {
        let version = data.split(':').next().unwrap_or_default();
        version != VERSION && version.parse::<u16>().is_ok() && data.contains(':')
    }

    /// Reads the bytes of a button: its screen and its tap. `None` for anything of another version
    /// or form.
    #[must_use]
    pub fn decode(data: &str) -> Option<(ScreenId, Self)> {
        let mut parts = data.split(':');
        if parts.next() != Some(VERSION) {
            return None;
        }
        let screen_id = parts.next()?.parse().ok()?;
        let (name, first, second) = (parts.next()?, parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let tap = match (name, first, second) {
            (name, None, None) => Self::plain(name)?,
            (name, Some(first), None) => Self::with_one(name, first)?,
            (name, Some(first), Some(second)) => Self::with_two(name, first, second)?,
            (_, None, Some(_)) => return None,
        };
        Some((screen_id, tap))
    }

    fn plain(name: &str) -> Option<Self> {
        Some(match name {
            "m" => Self::Menu,
            "k" => Self::Keep,
            "ki" => Self::InsistOnLink,
            "r" => Self::Recheck,
            "t" => Self::TopUp,
            "cd" => Self::ListDone,
            "cc" => Self::ListClear,
            "b" => Self::Back,
            "x" => Self::Cancel,
            "go" => Self::Resume,
            "g" => Self::Languages,
            "h" => Self::Help,
            "sp" => Self::Support,
            "ow" => Self::Owners,
            "ps" => Self::Providers,
            "n" => Self::Nothing,
            _ => return None,
        })
    }

    fn with_one(name: &str, value: &str) -> Option<Self> {
        Some(match name {
            "c" => Self::Categories { page: number(value)? },
            "q" => Self::Quantity { quantity: number(value)? },
            "p" => Self::Number { number: number(value)? },
            "ch" => Self::Choice { place: number(value)? },
            "ok" => Self::Confirm { checkout: hex(value)? },
            "d" => Self::OrderCard { order: number(value)? },
            "dc" => Self::CancelOrder { order: number(value)? },
            "dy" => Self::CancelOrderYes { order: number(value)? },
            "w" => Self::Balance { page: number(value)? },
            "gl" => Self::Language { tag: value.to_owned() },
            "a" => Self::Act { nonce: hex(value)? },
            "an" => Self::ActNo { nonce: hex(value)? },
            "rv" => Self::Reviews { page: number(value)? },
            "ao" => Self::AdminOrder { order: number(value)? },
            "pr" => Self::ResumeProvider { provider: value.to_owned() },
            "fw" => Self::FileWords { order: number(value)? },
            "fx" => Self::Unfile { filed: number(value)? },
            "or" => Self::RemoveOwner { person: number(value)? },
            "tn" => Self::DeclineTopUp { request: number(value)? },
            "us" => Self::People { page: number(value)? },
            "sa" => Self::AskSupport { order: number(value)? },
            "tk" => Self::Ticket { ticket: number(value)? },
            "tw" => Self::TicketWrite { ticket: number(value)? },
            "ts" => Self::TicketSolved { ticket: number(value)? },
            "kl" => Self::DeskTickets { page: number(value)? },
            "kt" => Self::DeskTicket { ticket: number(value)? },
            "kx" => Self::DeskClose { ticket: number(value)? },
            _ => return None,
        })
    }

    fn with_two(name: &str, first: &str, second: &str) -> Option<Self> {
        Some(match name {
            "s" => Self::Services { category: number(first)?, page: number(second)? },
            "v" => Self::Card { service: number(first)?, page: number(second)? },
            "o" => Self::Order { service: number(first)?, page: number(second)? },
            "l" => Self::Orders { filter: read_filter(first)?, page: number(second)? },
            "u" => Self::Person { person: number(first)?, page: number(second)? },
            "uw" => Self::PersonStatement { person: number(first)?, page: number(second)? },
            "ul" => Self::PersonOrders { person: number(first)?, page: number(second)? },
            "tr" => Self::DeclineTopUpAs { request: number(first)?, reason: only_char(second)? },
            "fa" => Self::FileAs { order: number(first)?, meaning: second.parse().ok()? },
            "fl" => Self::Filed { provider: first.to_owned(), page: number(second)? },
            "de" => Self::Decide { order: number(first)?, choice: only_char(second)? },
            _ => return None,
        })
    }
}

fn hex(text: &str) -> Option<String> {
    let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| text.to_owned())
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// A number of a button; none is below zero.
fn number<N: FromStr>(text: &str) -> Option<N> {
    text.parse().ok().filter(|_| !text.starts_with('-'))
}

#[cfg(test)]
#[path = "callback_tests.rs"]
mod tests;

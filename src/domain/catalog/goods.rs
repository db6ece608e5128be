//! Products as a provider lists them: how many there are, and what it asks the buyer for. Owns how
//! such a request is cleaned. It must never let a link or a name of another chat through: buyers
//! would be led away.

use std::collections::HashMap;

use strum::{EnumIter, EnumString, IntoStaticStr};

use super::Listing;
use super::plain_text::plain_line;

/// Longest kept request to the buyer, in characters.
const MAX_ASKS_CHARS: usize = 300;
/// UTF-16 units of goods that go into one message; longer ones are a file.
const MESSAGE_UNITS_MAX: usize = 3_500;

/// Whose numbers a provider's ids are: those of services and their orders, or those of products and
/// theirs. The same number means another thing in the other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum IdSpace {
    /// Services and their orders.
    Orders,
    /// Products and their orders.
    Products,
}

/// How many of a product its provider has, as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stock {
    /// None.
    Out,
    /// Some.
    In {
        /// So many, at least 1; `None` where it is not told.
        left: Option<i64>,
    },
}

/// What is known of a product beside what services have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// How many there are.
    pub stock: Stock,
    /// What the provider asks the buyer for, in its words, cleaned; empty for nothing.
    pub asks: String,
}

/// A provider's list of products.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProductListing {
    /// The products as what is sold.
    pub listing: Listing,
    /// The rest, by the provider's id.
    pub goods: HashMap<String, Goods>,
}

/// A provider's request to the buyer: one line without links, names of chats, and what cannot be
/// seen; empty where nothing is left.
#[must_use]
pub fn clean_asks(text: &str) -> String {
    let line = plain_line(text, MAX_ASKS_CHARS);
    let kept: Vec<&str> = line.split(' ').filter(|word| !leads_away(word)).collect();
    kept.join(" ").trim().to_owned()
}

/// Whether a word is a link, an address or the name of a chat.
fn leads_away(word: &str) -> bool {
    let is_host = |text: &str| {
        let labels: Vec<&str> = text.split('.').collect();
        let is_label = |label: &&str| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        labels.len() > 1
            && labels.iter().all(is_label)
            && labels.last().is_some_and(|last| {
                last.chars().count() > 1 && last.chars().all(char::is_alphabetic)
            })
    };
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let host = bare.split(['/', '?', ':', '#']).next().unwrap_or(bare);
    word.contains("://") || word.contains('@') || is_host(host)
}

/// Goods as they are kept: every letter of them, but what no screen can show.
#[must_use]
pub fn clean_goods(text: &str) -> String {
    let unix = text.replace("\r\n", "\n");
    let shown = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    unix.chars().filter(shown).collect::<String>().trim_matches('\n').to_owned()
}

/// Whether goods are too long for a message.
#[must_use]
pub fn is_for_a_file(goods: &str) -> bool {
    goods.chars().map(char::len_utf16).sum::<usize>() > MESSAGE_UNITS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_to_the_buyer_leads_nowhere() {
        let cases = [
            ("Input your account", "Input your account"),
            ("Write to @seller first", "Write to first"),
            ("Pay at https://evil.example/x?y now", "Pay at now"),
            ("See t.me/seller, then your login.", "See then your login."),
            ("<b>Your</b> e-mail\nand password", "Your e-mail and password"),
            ("www.evil.example", ""),
            ("(evil.example)", ""),
            (
                "Send login:password e.g. two words. And more",
                "Send login:password e.g. two words. And more",
            ),
        ];
        for (asked, kept) in cases {
            assert_eq!(clean_asks(asked), kept, "{asked}");
        }
        assert!(clean_asks(&"long ".repeat(200)).chars().count() <= MAX_ASKS_CHARS);
    }

    #[test]
    fn goods_keep_every_letter_that_can_be_shown() {
        assert_eq!(clean_goods("a@b.c:P  w\r\nx\ty\u{7}\n"), "a@b.c:P  w\nx\ty");
        assert!(!is_for_a_file(&"a".repeat(3_500)) && is_for_a_file(&"🔥".repeat(1_751)));
    }
}

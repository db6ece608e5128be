//! Several orders in one message, a line each: `service | link | quantity`, or `link quantity`
//! where the service is known. Owns how lines are told apart from words and how many there may be.
//! Must never leave out a line unseen.

use super::ids::ServiceId;

/// Orders of one message.
pub const LINES_MAX: usize = 100;
/// Longer numbers are no service's.
const NUMBER_MAX_DIGITS: usize = 18;

/// A line that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place among those that are not empty, from 1.
    pub number: i64,
    /// What stands in it; `None` where it is of another form than the others.
    pub asked: Option<Asked>,
}

/// What a line asks for, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which service.
    pub service_id: ServiceId,
    /// The target.
    pub link: String,
    /// How much.
    pub quantity: String,
}

/// The lines of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// They can be looked at.
    Few(Vec<Line>),
    /// More than [`LINES_MAX`].
    TooMany {
        /// So many.
        count: usize,
    },
}

/// Reads a message as several orders; `None` where it is something else. `card` is the service that
/// is looked at: of it two lines and more need no number.
#[must_use]
pub fn read(text: &str, card: Option<ServiceId>) -> Option<Lines> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_piped = lines().any(|line| piped(line).is_some());
    let count = lines().count();
    let is_of_card = card.is_some() && count > 1 && lines().any(|line| spaced(line).is_some());
    if !is_piped && !is_of_card {
        return None;
    }
    if count > LINES_MAX {
        return Some(Lines::TooMany { count });
    }
    let asked = |line: &str| {
        let of_card = |service_id| {
            let (link, quantity) = spaced(line)?;
            Some(Asked { service_id, link, quantity })
        };
        piped(line).or_else(|| card.and_then(of_card))
    };
    let lines = (1..).zip(lines()).map(|(number, line)| Line { number, asked: asked(line) });
    Some(Lines::Few(lines.collect()))
}

/// `1042 | link | 1000`.
fn piped(line: &str) -> Option<Asked> {
    let mut parts = line.split('|').map(str::trim);
    let (number, link, quantity) = (parts.next()?, parts.next()?, parts.next()?);
    let number = number.trim_start_matches('#');
    let is_number = (1..=NUMBER_MAX_DIGITS).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || parts.next().is_some() {
        return None;
    }
    let service_id = number.parse().ok()?;
    Some(Asked { service_id, link: link.to_owned(), quantity: quantity.to_owned() })
}

/// `link 1000` in one line: what stands before the first blank looks like a link.
#[must_use]
pub fn spaced(line: &str) -> Option<(String, String)> {
    let (link, quantity) = line.split_once(char::is_whitespace)?;
    let is_link = link.starts_with('@') || link.contains(['.', '/']);
    let quantity = quantity.trim();
    let is_number = quantity.starts_with(|letter: char| letter.is_ascii_digit());
    (is_link && is_number).then(|| (link.to_owned(), quantity.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(service: i64, link: &str, quantity: &str) -> Option<Asked> {
        let (link, quantity) = (link.to_owned(), quantity.to_owned());
        Some(Asked { service_id: ServiceId::new(service), link, quantity })
    }

    fn few(text: &str, card: Option<i64>) -> Vec<Option<Asked>> {
        match read(text, card.map(ServiceId::new)) {
            Some(Lines::Few(lines)) => lines.into_iter().map(|line| line.asked).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn both_forms_are_read_and_a_line_of_neither_is_kept() {
        let text = "12 | t.me/a | 1000\n\n #13|t.me/b|1k \nnonsense";
        let expected = [asked(12, "t.me/a", "1000"), asked(13, "t.me/b", "1k"), None];
        assert_eq!(few(text, None), expected);
        let text = "t.me/a 1000\n@durov 10 000\nt.me/c";
        assert_eq!(
            few(text, Some(7)),
            [asked(7, "t.me/a", "1000"), asked(7, "@durov", "10 000"), None]
        );
        assert_eq!(few("12 | t.me/a | 5\nt.me/b 6", Some(7))[1], asked(7, "t.me/b", "6"));
    }

    #[test]
    fn words_and_single_links_are_no_orders() {
        for text in [
            "instagram likes",
            "Instagram Likes | Real | 10K/day",
            "t.me/a",
            "t.me/a\nt.me/b",
            "1001",
            "1 | 2",
            "1 | 2 | 3 | 4",
            "",
        ] {
            assert_eq!(read(text, None), None, "{text}");
            assert_eq!(read(text, Some(ServiceId::new(1))), None, "{text}");
        }
        assert_eq!(read("t.me/a 1000\nt.me/b 5", None), None, "of which service?");
    }

    #[test]
    fn more_lines_than_there_may_be_are_counted() {
        let line = "12 | t.me/a | 1000\n";
        assert!(
            matches!(read(&line.repeat(100), None), Some(Lines::Few(lines)) if lines.len() == 100)
        );
        assert_eq!(read(&line.repeat(1_000), None), Some(Lines::TooMany { count: 1_000 }));
    }

    proptest! {
        #[test]
        fn no_line_is_lost(lines in prop::collection::vec("[ -~]{0,20}", 0..30)) {
            let text = format!("1 | t.me/a | 5\n{}", lines.join("\n"));
            let given = text.lines().filter(|line| !line.trim().is_empty()).count();
            match read(&text, None) {
                Some(Lines::Few(read)) => {
                    prop_assert_eq!(read.len(), given);
                    prop_assert!(read.iter().zip(1..).all(|(line, number)| line.number == number));
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}

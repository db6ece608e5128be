//! The rules of support: how a ticket is called, what may be written into it, how much of it, and
//! how long it waits. It must never change what a person meant, only what nobody can see.

use crate::domain::ids::TicketId;
use crate::domain::one_line::is_invisible;

/// Stands for a picture in a text.
pub const PICTURE: &str = "📷";
/// A message into a ticket has at most so many characters.
pub const TEXT_MAX_CHARS: usize = 2_000;
/// Open tickets of one person.
pub const OPEN_MAX: i64 = 3;
/// Messages of one ticket that a customer may fill it up to.
pub const MESSAGES_MAX: i64 = 100;
/// The same for admins, so that theirs can be the last word.
pub const ANSWERS_MAX: i64 = 200;
/// Messages of one person within [`RATE_WINDOW_MS`].
pub const RATE_MAX: i64 = 20;
/// One hour in milliseconds.
pub const RATE_WINDOW_MS: i64 = 3_600_000;
/// Admins are reminded of a customer who waits so long, and again after the same time: a day.
pub const REMIND_AFTER_MS: i64 = 24 * RATE_WINDOW_MS;
/// An answered ticket is closed after so much silence of the customer: two weeks.
pub const CLOSE_AFTER_MS: i64 = 14 * REMIND_AFTER_MS;
/// A closed ticket is kept so long: a year.
pub const KEEP_CLOSED_MS: i64 = 365 * REMIND_AFTER_MS;

/// Why a text cannot go into a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
    /// Nothing in it can be seen.
    Empty,
    /// So many characters, more than [`TEXT_MAX_CHARS`].
    TooLong(usize),
}

/// What a ticket is called: `T-1`. An order is `#1001`, so the two cannot be taken for each other.
#[must_use]
pub fn label(ticket_id: TicketId) -> String {
    format!("T-{ticket_id}")
}

/// The ticket that a heading such as `🎫 T-12 · …` names.
#[must_use]
pub fn number_at_start(text: &str) -> Option<TicketId> {
    let rest = text.strip_prefix("🎫 T-")?;
    let digits: &str = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|number: &TicketId| number.is_some())
}

/// The text as it is kept: line ends are `\n`, other control characters are gone, nothing blank
/// stands around it.
///
/// # Errors
/// [`TextError`], also for a text of invisible characters only.
pub fn clean_text(text: &str) -> Result<String, TextError> {
    clean_within(text, TEXT_MAX_CHARS)
}

/// The same for a text of at most so many characters.
///
/// # Errors
/// Says what is wrong with it; the text is not cut.
pub fn clean_within(text: &str, max_chars: usize) -> Result<String, TextError> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let is_kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    let kept: String = text.chars().filter(is_kept).collect();
    let clean = kept.trim().to_owned();
    let is_seen = |letter: char| !letter.is_whitespace() && !is_invisible(letter);
    if !clean.chars().any(is_seen) {
        return Err(TextError::Empty);
    }
    match clean.chars().count() {
        long if long > max_chars => Err(TextError::TooLong(long)),
        _ => Ok(clean),
    }
}

/// What somebody says in a ticket: words, a picture, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// As it was typed, or what stands below the picture.
    pub text: &'a str,
    /// Telegram's name of the picture, or empty.
    pub photo: &'a str,
}

impl<'a> Said<'a> {
    /// Words alone.
    #[must_use]
    pub const fn words(text: &'a str) -> Self {
        Self { text, photo: "" }
    }

    /// The words as they are kept, behind the sign of a picture that came with them.
    ///
    /// # Errors
    /// Says what is wrong with them; a picture needs none.
    pub fn clean(self) -> Result<String, TextError> {
        if self.photo.is_empty() {
            return clean_text(self.text);
        }
        match clean_text(self.text) {
            Ok(text) => Ok(format!("{PICTURE} {text}")),
            Err(TextError::Empty) => Ok(PICTURE.to_owned()),
            Err(error) => Err(error),
        }
    }
}

/// The text with everything hidden that a group must not read: links, addresses of mail, accounts
/// and purses, and phone numbers. Tells whether something was hidden.
#[must_use]
pub fn masked(text: &str) -> (String, bool) {
    let (without_numbers, mut is_masked) = mask_numbers(text);
    let mut shown = String::with_capacity(without_numbers.len());
    for piece in without_numbers.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if is_address(word) {
            is_masked = true;
            shown.push_str(MASK);
            shown.push_str(piece.get(word.len()..).unwrap_or_default());
        } else {
            shown.push_str(piece);
        }
    }
    (shown, is_masked)
}

/// What stands in place of something hidden.
const MASK: &str = "‹…›";
/// Digits that make a phone number.
const PHONE_DIGITS: usize = 7;
/// A word of so many letters and digits is an address of a purse.
const PURSE_CHARS: usize = 26;

/// Hides runs of digits, also when they are set apart as phone numbers are.
fn mask_numbers(text: &str) -> (String, bool) {
    let (mut shown, mut is_masked) = (String::with_capacity(text.len()), false);
    let mut run = String::new();
    let is_of_run = |letter: char| {
        letter.is_numeric() || matches!(letter, ' ' | '-' | '(' | ')' | '+' | '.' | '\u{a0}')
    };
    for letter in text.chars().map(Some).chain([None]) {
        match letter {
            Some(letter) if is_of_run(letter) => run.push(letter),
            other => {
                is_masked |= flush(&mut run, &mut shown);
                shown.extend(other);
            }
        }
    }
    (shown, is_masked)
}

/// Writes a run out, hidden when it has the digits of a phone number.
fn flush(run: &mut String, shown: &mut String) -> bool {
    let run = std::mem::take(run);
    if run.chars().filter(|letter| letter.is_numeric()).count() < PHONE_DIGITS {
        shown.push_str(&run);
        return false;
    }
    let is_blank = |letter: char| letter.is_whitespace();
    let begin = run.len() - run.trim_start_matches(is_blank).len();
    let end = run.trim_end_matches(is_blank).len();
    shown.push_str(run.get(..begin).unwrap_or_default());
    shown.push_str(MASK);
    shown.push_str(run.get(end..).unwrap_or_default());
    true
}

fn is_address(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_purse = letters >= PURSE_CHARS && word.chars().any(|letter| letter.is_numeric());
    // A point between letters, as in a host; the point at the end of a sentence has none behind.
    let has_host = word.split('.').zip(word.split('.').skip(1)).any(|(before, behind)| {
        before.chars().next_back().is_some_and(char::is_alphanumeric)
            && behind.chars().take_while(|letter| letter.is_alphabetic()).count() >= 2
    });
    is_purse || has_host || word.contains("://") || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_kept_with_its_lines_and_without_what_nobody_sees() {
        assert_eq!(clean_text(" a\r\nb\u{0}\u{7}\tc \n").as_deref(), Ok("a\nb\tc"));
        for blank in ["", " \n ", "\u{200b}\u{2066}", "\u{0}", "\u{2800}"] {
            assert_eq!(clean_text(blank), Err(TextError::Empty), "{blank:?}");
        }
        assert_eq!(clean_text(&"я".repeat(2_000)).map(|text| text.len()), Ok(4_000));
        assert_eq!(clean_text(&"я".repeat(2_001)), Err(TextError::TooLong(2_001)));
    }

    #[test]
    fn a_heading_names_its_ticket() {
        assert_eq!(number_at_start("🎫 T-12 · Ann"), Some(TicketId::new(12)));
        assert_eq!(
            number_at_start(&format!("🎫 {}", label(TicketId::new(7)))),
            Some(TicketId::new(7))
        );
        for other in ["T-12", "🎫 T-", "🎫 T-0", "🎫 #12", "x 🎫 T-12", "🎫 T-99999999999999999999"]
        {
            assert_eq!(number_at_start(other), None, "{other}");
        }
    }

    #[test]
    fn a_group_reads_no_link_no_phone_and_no_address() {
        let hidden = [
            "https://t.me/x",
            "t.me/x",
            "(instagram.com/ann)",
            "ann@mail.example",
            "@ann_k",
            "+998 90 123-45-67",
            "(044) 123.45.67",
            "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE",
            "пример.рф",
        ];
        for secret in hidden {
            let (shown, is_masked) = masked(&format!("my {secret} is\nslow"));
            assert_eq!((shown.as_str(), is_masked), ("my ‹…› is\nslow", true), "{secret}");
        }
        for plain in ["Order #1001 is slow. Why?", "It's 2.5 of 1 000, e.g", "a\n\nb  c ", ""] {
            assert_eq!(masked(plain), (plain.to_owned(), false));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned_and_masked_without_a_panic(text in ".{0,200}") {
            if let Ok(clean) = clean_text(&text) {
                prop_assert_eq!(clean_text(&clean), Ok(clean.clone()));
                let (shown, _) = masked(&clean);
                prop_assert!(!shown.contains("://"));
            }
        }
    }
}

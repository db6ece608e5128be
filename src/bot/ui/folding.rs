//! Long cards fold: what matters stands open, the rest is a quote that opens by a tap. Every line
//! that is given closes its own tags, and none is a quote itself.

use super::view::units;

/// Lines of a card that stand open.
const OPEN_LINES: usize = 11;
/// The number of a page takes two more.
const OPEN_LINES_OF_PAGE: usize = OPEN_LINES - 2;
/// What stands open and the quote together stay below Telegram's limit: cut inside of a quote, a
/// message would leave it unclosed.
const OPEN_MAX_UNITS: usize = 1_300;
const FOLDED_MAX_UNITS: usize = 2_600;

/// A card of whose lines the first stand open and the others are folded.
#[must_use]
pub fn folded_card(lines: Vec<String>) -> String {
    folded(lines, OPEN_LINES)
}

/// The same with room for the number of its page below.
#[must_use]
pub fn folded_page(lines: Vec<String>) -> String {
    folded(lines, OPEN_LINES_OF_PAGE)
}

fn folded(lines: Vec<String>, open_lines: usize) -> String {
    let (mut open, mut rest, mut height, mut long) = (Vec::new(), Vec::new(), 0, 0);
    for line in lines {
        height += line.split('\n').count();
        long += units(&line) + 1;
        let fits = height <= open_lines && long <= OPEN_MAX_UNITS;
        if fits && rest.is_empty() {
            open.push(line);
        } else {
            rest.push(line);
        }
    }
    let tail = quote(&rest);
    open.into_iter().chain(tail).collect::<Vec<_>>().join("\n")
}

/// Lines as one quote that is folded; `None` where there is nothing to say.
#[must_use]
pub fn quote(lines: &[String]) -> Option<String> {
    let (mut text, mut long) = (String::new(), 0);
    for line in lines.iter().skip_while(|line| line.is_empty()) {
        long += units(line) + 1;
        if long > FOLDED_MAX_UNITS {
            text.push_str("\n…");
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
    let text = text.trim_end();
    (!text.is_empty()).then(|| format!("<blockquote expandable>{text}</blockquote>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<String> {
        (1..=count).map(|line| format!("line {line}")).collect()
    }

    #[test]
    fn short_cards_stand_open_and_long_ones_fold() {
        assert!(!folded_card(lines(11)).contains("blockquote"));
        let card = folded_card(lines(40));
        let (open, rest) = card.split_once("\n<blockquote expandable>").unwrap();
        assert_eq!(open.lines().count(), 11);
        assert!(rest.starts_with("line 12\n") && rest.ends_with("line 40</blockquote>"));
        assert_eq!(folded_card(Vec::new()), "");
    }

    #[test]
    fn whatever_is_folded_fits_and_is_closed() {
        let long = vec!["<b>x</b> ".repeat(300); 40];
        let card = folded_card(long);
        assert!(units(&card) < 4_000, "{}", units(&card));
        assert!(card.ends_with("…</blockquote>"));
        let high = vec!["a\nb\nc\nd".to_owned(); 5];
        assert_eq!(folded_card(high).split("<blockquote").next().unwrap().lines().count(), 8);
    }

    #[test]
    fn blank_lines_alone_are_no_quote() {
        assert_eq!(quote(&[String::new(), String::new()]), None);
    }
}

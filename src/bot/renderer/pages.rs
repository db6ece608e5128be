//! Long texts that people wrote, packed into messages: nothing is cut off, every line closes its
//! own tags, and each message fits.

use super::quoted::quoted;
use crate::bot::ui::words::escape_html;

/// UTF-16 units of a message with its markup; Telegram counts without it, so this always fits.
const PAGE_MAX: usize = 4_000;
/// UTF-16 units of one line of a page.
const LINE_MAX: usize = 3_200;
/// Lines shown as lines; Telegram marks up a hundred pieces of a message at the most.
const LINES_MAX: usize = 40;

/// A heading, a body of lines and a foot as the texts of messages. Further messages begin with
/// `again`.
pub(super) fn pages(head: &str, again: &str, body: &[String], foot: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut page = head.to_owned();
    let foot = (!foot.is_empty()).then(|| foot.to_owned());
    for line in body.iter().cloned().chain(foot) {
        if units(&page) + units(&line) + 1 > PAGE_MAX {
            pages.push(std::mem::replace(&mut page, again.to_owned()));
        }
        page.push('\n');
        page.push_str(&line);
    }
    pages.push(page);
    pages
}

/// A stranger's text as lines of code without control, invisible or direction-changing characters.
pub(super) fn code_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.split('\n').map(|line| quoted(line, usize::MAX)).collect();
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    if lines.len() > LINES_MAX {
        let rest = lines.split_off(LINES_MAX - 1).join(" ");
        lines.push(quoted(&rest, usize::MAX));
    }
    let tagged = |piece: String| match piece.as_str() {
        "" => piece,
        _ => format!("<code>{piece}</code>"),
    };
    lines.iter().flat_map(|line| pieces(line)).map(tagged).collect()
}

/// A text as its author set it, escaped.
pub(super) fn plain_lines(text: &str) -> Vec<String> {
    text.split('\n').flat_map(pieces).collect()
}

/// A line, escaped, in as many pieces as it needs.
fn pieces(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut long = 0;
    for letter in line.chars() {
        let escaped = escape_html(letter.encode_utf8(&mut [0; 4]));
        if long + units(&escaped) > LINE_MAX {
            pieces.push(String::new());
            long = 0;
        }
        long += units(&escaped);
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(&escaped);
        }
    }
    pieces
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_text_keeps_its_lines_and_loses_what_could_harm() {
        let text = "Hi <b>you</b>\n\n\n\u{202e}שלום\u{202c} a&b\r";
        let lines = ["<code>Hi &lt;b&gt;you&lt;/b&gt;</code>", "", "<code>שלום a&amp;b</code>"];
        assert_eq!(code_lines(text), lines);
        assert_eq!(plain_lines("a\n\n<b>"), ["a", "", "&lt;b&gt;"]);
    }

    #[test]
    fn nothing_is_cut_off_and_every_page_fits() {
        let signs = "&".repeat(2_000);
        let faces = "👍".repeat(2_000);
        let lines = "x\n".repeat(1_000);
        for text in [signs, faces, lines] {
            for body in [code_lines(&text), plain_lines(&text)] {
                let found = pages("<b>head</b>", "more", &body, "foot");
                assert!(found.len() <= 5, "{}", found.len());
                for page in &found {
                    assert!(units(page) <= PAGE_MAX, "{}", units(page));
                    assert!(page.matches("<code>").count() <= 60);
                }
                let all = found.concat();
                for sign in ["&amp;", "👍", "x"] {
                    let raw = sign.replace("&amp;", "&");
                    assert_eq!(all.matches(sign).count(), text.matches(&raw).count(), "{sign}");
                }
                assert!(all.ends_with("foot"));
            }
        }
    }
}

//! Names and descriptions that panels write for web pages, as plain text.
//! Owns which tags are known and what stands for them. It must never keep the body of a script,
//! take a comparison for a tag, or work on without end.

use htmlize::unescape;

use super::clean_text;

/// Longer texts are cut before they are read.
const READ_MAX_CHARS: usize = 20_000;
/// Lines kept of a description.
const LINES_MAX: usize = 40;
/// How often a text may be encoded.
const LAYERS_MAX: usize = 3;
/// What stands where a tag breaks the line; spaces become one.
const BREAK: char = '\n';

/// Tags that begin a new line.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "p",
    "table",
    "tr",
];
/// Tags that stand within a line.
const INLINE: [&str; 38] = [
    "a", "abbr", "b", "big", "body", "button", "code", "del", "em", "font", "form", "head", "html",
    "i", "img", "input", "ins", "label", "link", "mark", "meta", "nobr", "ol", "pre", "q", "s",
    "section", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "u", "ul", "wbr",
];
/// Tags whose body is for programs.
const SILENT: [&str; 8] =
    ["iframe", "noscript", "object", "script", "style", "svg", "template", "title"];

/// A text on one line, at most `max_chars` characters.
#[must_use]
pub fn plain_line(text: &str, max_chars: usize) -> String {
    without_half_letter(&clean_text(&plain(text), max_chars)).to_owned()
}

/// A text on as many lines as it has, none of them empty, at most `max_chars` characters.
#[must_use]
pub fn plain_lines(text: &str, max_chars: usize) -> String {
    let plain = plain(text);
    let lines = plain.split([BREAK, '\r']).map(|line| clean_text(line, max_chars));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).take(LINES_MAX).collect();
    let cut: String = lines.join("\n").chars().take(max_chars).collect();
    without_half_letter(cut.trim_end()).to_owned()
}

/// A letter that was cut in the middle is left out.
fn without_half_letter(text: &str) -> &str {
    text.trim_end_matches(|letter: char| letter == '\u{fffd}' || letter.is_whitespace())
}

/// Without tags and entities, however often they were encoded.
fn plain(text: &str) -> String {
    let mut plain: String = text.chars().take(READ_MAX_CHARS).collect();
    for _ in 0..LAYERS_MAX {
        if !plain.contains(['<', '&']) {
            break;
        }
        let decoded = unescape(without_tags(&plain)).into_owned();
        if decoded == plain {
            break;
        }
        plain = decoded;
    }
    plain
}

fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        kept.push_str(before);
        let Some(tag) = Tag::read(from) else {
            kept.push('<');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        if BLOCKS.contains(&tag.name.as_str()) {
            kept.push(BREAK);
        }
        rest = match tag.is_closing || !SILENT.contains(&tag.name.as_str()) {
            true => tag.behind,
            false => behind_body(&tag),
        };
    }
    kept.push_str(rest);
    kept
}

/// A tag at the beginning of a text.
struct Tag<'a> {
    name: String,
    is_closing: bool,
    behind: &'a str,
}

impl<'a> Tag<'a> {
    /// The known tag or the comment that a text begins with; an unfinished one ends with the text.
    fn read(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let behind = comment.split_once("-->").map_or("", |(_, behind)| behind);
            return Some(Self { name: String::new(), is_closing: true, behind });
        }
        let is_closing = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let length = inside.find(|letter: char| !letter.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at_checked(length.unwrap_or(inside.len()))?;
        let name = name.to_ascii_lowercase();
        let lists: [&[&str]; 3] = [&BLOCKS, &INLINE, &SILENT];
        let is_known = lists.iter().any(|list| list.contains(&name.as_str()));
        let ends = attributes.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
        if !is_known || !ends {
            return None;
        }
        let behind = attributes.split_once('>').map_or("", |(_, behind)| behind);
        Some(Self { name, is_closing, behind })
    }
}

/// What follows the end of a body that is for programs.
fn behind_body<'a>(tag: &Tag<'a>) -> &'a str {
    let mut rest = tag.behind;
    while let Some(at) = rest.find("</") {
        let from = rest.get(at..).unwrap_or_default();
        match Tag::read(from) {
            Some(end) if end.name == tag.name => return end.behind,
            _ => rest = from.get(2..).unwrap_or_default(),
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_web_pages_become_plain() {
        let cases = [
            ("Likes&nbsp;&amp; Views", "Likes & Views"),
            ("&quot;Real&quot; &#39;fast&#39; &#x2764;", "\"Real\" 'fast' \u{2764}"),
            ("A &amp;amp; B", "A & B"),
            ("&lt;b&gt;Bold&lt;/b&gt;<br>next", "Bold next"),
            ("<span class=\"x\">Real</span> <i>fast</i>", "Real fast"),
            ("x<script>alert('1 < 2')</script>y", "xy"),
            ("x<SCRIPT src=a>if(a</b){}</Script >y", "xy"),
            ("<style>b{}", ""),
            ("a<!-- <b> -->c", "ac"),
            ("1 < 2 > 0 & I <3 you <Real>", "1 < 2 > 0 & I <3 you <Real>"),
            ("Likes <b", "Likes <b"),
            ("Likes \u{fffd}", "Likes"),
            ("AT&T &copy; &unknown;", "AT&T \u{a9} &unknown;"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_line(text, 200), expected, "{text}");
        }
        assert_eq!(plain_line("&amp;&amp;&amp;", 2), "&&");
    }

    #[test]
    fn descriptions_keep_their_lines() {
        let text =
            "<p>Start: 1 hour</p>\n<ul><li>Real</li><li>Fast&nbsp;</li></ul>a\r\nb<br/><br />c";
        assert_eq!(plain_lines(text, 200), "Start: 1 hour\nReal\nFast\na\nb\nc");
        assert_eq!(plain_lines(&"<br>x".repeat(100), 1_000).lines().count(), LINES_MAX);
        assert_eq!(plain_lines("abc<br>def", 5), "abc\nd");
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(
            text in "(<|>|/|&|;|amp|lt|script|b|br|p|!--|-->|#|3|9|x| |é){0,60}",
        ) {
            let line = plain_line(&text, 50);
            prop_assert!(line.chars().count() <= 50 && !line.contains('\n'));
            prop_assert!(plain_lines(&text, 50).chars().count() <= 50);
        }
    }
}

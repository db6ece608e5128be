//! Reads `parse_mode=HTML` the way Telegram's server does and complains in its words.
//! Facts: <https://core.telegram.org/bots/api#html-style>, and the wording of the server's
//! messages. It must never accept what Telegram refuses, since that hides a fault of the bot.

use super::entities::{Entity, Formatted};

/// Turns HTML into text and entities; the error is what follows "can't parse entities: ".
pub(super) fn parse(html: &str) -> Result<Formatted, String> {
    let mut parser = Parser { source: html, ..Parser::default() };
    while let Some(next) = parser.rest().chars().next() {
        match next {
            '<' if parser.rest().starts_with("</") => parser.end_tag()?,
            '<' => parser.start_tag()?,
            '&' => parser.reference(),
            other => parser.push(other),
        }
    }
    match parser.open.last() {
        Some(open) => {
            Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.name))
        }
        None => Ok(Formatted { text: parser.text, entities: parser.entities }.finish()),
    }
}

#[derive(Default)]
struct Parser<'a> {
    source: &'a str,
    /// Byte position in `source`.
    at: usize,
    text: String,
    /// Length of `text` in UTF-16 units.
    units: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

struct Open {
    name: String,
    start: usize,
    /// `href` of a link, the language of code, `expandable`, the seconds of a time.
    argument: Option<String>,
    /// How a time is shown.
    format: Option<String>,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
        self.at += c.len_utf8();
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// `&lt;` and its kin; what is no known reference stays as it is.
    fn reference(&mut self) {
        match decode(self.rest()) {
            Some((c, length)) => {
                let next = self.at + length;
                self.push(c);
                self.at = next;
            }
            None => self.push('&'),
        }
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let name = self.take_while(|c| !c.is_whitespace() && c != '>').to_ascii_lowercase();
        if self.peek().is_none() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if kind_of(&name).is_none() {
            return Err(format!("Unsupported start tag \"{name}\" at byte offset {begin}"));
        }
        let mut open = Open { name, start: self.units, argument: None, format: None };
        let mut is_spoiler = false;
        loop {
            self.take_while(char::is_whitespace);
            match self.peek() {
                None => return Err(format!("Unclosed start tag at byte offset {begin}")),
                Some('>') => break,
                Some(_) => {}
            }
            let (attribute, value) = self.attribute(&open.name, begin)?;
            is_spoiler |= attribute == "class" && value == "tg-spoiler";
            open.keep(&attribute, value);
        }
        if open.name == "tg-time" && open.unix_time().is_none() {
            // Telegram's own words for this are not known.
            return Err(format!("Tag \"tg-time\" must have a time at byte offset {begin}"));
        }
        if open.name == "span" && !is_spoiler {
            let tag = "Tag \"span\" must have class \"tg-spoiler\"";
            return Err(format!("{tag} at byte offset {begin}"));
        }
        self.at += 1;
        self.open.push(open);
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let name = self.take_while(|c| !c.is_whitespace() && c != '=' && c != '>');
        let name = name.to_ascii_lowercase();
        if name.is_empty() {
            return Err(format!(
                "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        self.take_while(char::is_whitespace);
        if self.peek() != Some('=') {
            if tag == "blockquote" && name == "expandable" {
                return Ok((name, String::new()));
            }
            let what = "Expected equal sign in declaration of an attribute of the tag";
            return Err(format!("{what} \"{tag}\" at byte offset {begin}"));
        }
        self.at += 1;
        self.take_while(char::is_whitespace);
        let raw = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let value = self.take_while(|c| c != quote);
                if self.peek().is_none() {
                    return Err(format!("Unclosed start tag at byte offset {begin}"));
                }
                self.at += 1;
                value
            }
            _ => self.take_while(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-'),
        };
        Ok((name, decode_all(raw)))
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 2;
        let name = self.take_while(|c| !c.is_whitespace() && c != '>').to_ascii_lowercase();
        self.take_while(char::is_whitespace);
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        if !name.is_empty() && name != open.name {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.name
            ));
        }
        self.close(open);
        Ok(())
    }

    fn close(&mut self, open: Open) {
        let mut entity = Entity::new(
            kind_of(&open.name).unwrap_or_default(),
            open.start,
            self.units - open.start,
        );
        match open.name.as_str() {
            "a" => {
                let shown = self.text_from(open.start);
                entity.url = Some(open.argument.unwrap_or(shown));
            }
            "code" => {
                // `<pre><code class="language-x">` is one block of code that knows its language.
                if let Some(pre) = self.open.iter_mut().rev().find(|outer| outer.name == "pre") {
                    if pre.start == open.start {
                        pre.argument = open.argument;
                    }
                    return;
                }
            }
            "pre" => entity.language = open.argument,
            "tg-time" => {
                entity.unix_time = open.unix_time();
                entity.date_time_format = open.format;
            }
            "blockquote" if open.argument.is_some() => {
                entity.kind = "expandable_blockquote".to_owned();
            }
            _ => {}
        }
        self.entities.push(entity);
    }

    fn text_from(&self, start_units: usize) -> String {
        let mut units = 0;
        let skipped = self.text.chars().take_while(|c| {
            let before = units < start_units;
            units += c.len_utf16();
            before
        });
        let bytes: usize = skipped.map(char::len_utf8).sum();
        self.text.get(bytes..).unwrap_or_default().to_owned()
    }
}

impl Open {
    fn keep(&mut self, attribute: &str, value: String) {
        match (self.name.as_str(), attribute) {
            ("a", "href") if !value.is_empty() => self.argument = Some(value),
            ("code", "class") => {
                self.argument = value.strip_prefix("language-").map(str::to_owned);
            }
            ("blockquote", "expandable") | ("tg-time", "unix") => self.argument = Some(value),
            ("tg-time", "format") => self.format = Some(value),
            _ => {}
        }
    }

    fn unix_time(&self) -> Option<i64> {
        self.argument.as_ref()?.parse().ok()
    }
}

fn kind_of(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" | "span" => "spoiler",
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "blockquote" => "blockquote",
        "tg-emoji" => "custom_emoji",
        "tg-time" => "date_time",
        _ => return None,
    })
}

/// A character reference at the start of the text: the character and the bytes it took.
fn decode(text: &str) -> Option<(char, usize)> {
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';').map(|(at, _)| at)?;
    let name = text.get(1..end)?;
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((c, end + 1))
}

fn decode_all(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let (c, length) = match c {
            '&' => decode(rest).unwrap_or(('&', 1)),
            other => (other, other.len_utf8()),
        };
        text.push(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::entities::utf16_len;
    use super::*;

    fn error(html: &str) -> String {
        parse(html).err().unwrap_or_default()
    }

    #[test]
    fn nested_tags_keep_utf16_offsets() {
        let parsed = parse("😀 <b>bold <i>both</i></b> &lt;&amp;&gt;&quot;&#65;&#x42;").unwrap();
        assert_eq!(parsed.text, "😀 bold both <&>\"AB");
        assert_eq!(parsed.entities, vec![Entity::new("bold", 3, 9), Entity::new("italic", 8, 4)]);
        assert_eq!(utf16_len(&parsed.text), 19);
    }

    #[test]
    fn times_keep_their_seconds_and_their_format() {
        let parsed = parse("until <tg-time unix=\"1800000000\" format=\"dt\">8:00</tg-time>");
        let entity = parsed.unwrap().entities.remove(0);
        assert_eq!((entity.kind.as_str(), entity.offset, entity.length), ("date_time", 6, 4));
        assert_eq!(entity.unix_time, Some(1_800_000_000));
        assert_eq!(entity.date_time_format.as_deref(), Some("dt"));
        assert!(error("<tg-time format=\"dt\">8:00</tg-time>").contains("tg-time"));
    }

    #[test]
    fn links_code_spoilers_and_quotes_are_read() {
        let html = "<a href=\"https://x.example/?a=1&amp;b=2\">pay</a> \
                    <pre><code class=\"language-rust\">fn</code></pre>\
                    <tg-spoiler>s</tg-spoiler><span class='tg-spoiler'>t</span>\
                    <blockquote expandable>q</blockquote>";
        let parsed = parse(html).unwrap();
        let kinds: Vec<_> = parsed.entities.iter().map(|e| e.kind.as_str()).collect();
        assert_eq!(kinds, ["text_link", "pre", "spoiler", "spoiler", "expandable_blockquote"]);
        let first = parsed.entities.first().unwrap();
        assert_eq!(first.url.as_deref(), Some("https://x.example/?a=1&b=2"));
        assert_eq!(parsed.entities.get(1).unwrap().language.as_deref(), Some("rust"));
    }

    #[test]
    fn malformed_html_is_refused_in_telegrams_words() {
        assert_eq!(error("<b>x"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(error("a <div>"), "Unsupported start tag \"div\" at byte offset 2");
        assert_eq!(error("x</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(
            error("<b>x</i>"),
            "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""
        );
        assert_eq!(error("1 <"), "Unclosed start tag at byte offset 2");
        assert_eq!(
            error("<span>x</span>"),
            "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"
        );
    }

    #[test]
    fn stray_ampersands_stay_and_ends_are_trimmed() {
        let parsed = parse("  <b> R&D &nosuch; </b>\n").unwrap();
        assert_eq!(parsed.text, "R&D &nosuch;");
        assert_eq!(parsed.entities, vec![Entity::new("bold", 0, 12)]);
    }
}

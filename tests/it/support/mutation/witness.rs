//! What a reply literally says, read in another way than the decoders read it: texts cut at commas
//! and brackets. Knows nothing of meanings, so that a test can hold a decoder against it.

/// A member: its name and its value as it is written.
pub type Member = (String, String);

/// The inside of a JSON string.
pub fn text(value: &str) -> Option<String> {
    serde_json::from_str(value).ok()
}

/// A JSON string's inside, or anything else as it is written.
pub fn plain(value: &str) -> String {
    text(value).unwrap_or_else(|| value.to_owned()).trim().to_owned()
}

/// Whether a value says nothing.
pub fn is_blank(value: &str) -> bool {
    matches!(value, "null" | "false") || text(value).is_some_and(|text| text.trim().is_empty())
}

/// The values of every member of that name.
pub fn named<'a>(members: &'a [Member], name: &str) -> Vec<&'a str> {
    let found = members.iter().filter(|(member, _)| member == name);
    found.map(|(_, value)| value.as_str()).collect()
}

/// The members of the object that a text is; nothing for what is not JSON.
pub fn members(body: &str) -> Option<Vec<Member>> {
    serde_json::from_str::<serde::de::IgnoredAny>(body).ok()?;
    cut_members(body)
}

/// Every object in a text down to `levels` levels, each with the name or number under which it
/// stands; nothing for what is not JSON.
pub fn objects(body: &str, levels: usize) -> Vec<(String, Vec<Member>)> {
    let mut found = Vec::new();
    if serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok() {
        collect("", body, levels, &mut found);
    }
    found
}

fn collect(name: &str, body: &str, levels: usize, found: &mut Vec<(String, Vec<Member>)>) {
    let Some(deeper) = levels.checked_sub(1) else { return };
    if let Some(members) = cut_members(body) {
        for (inner_name, inner) in &members {
            collect(inner_name, inner, deeper, found);
        }
        found.push((name.to_owned(), members));
    } else if let Some(inner) = inside(body, '[', ']') {
        for row in cut(inner) {
            collect("", row, deeper, found);
        }
    }
}

fn cut_members(body: &str) -> Option<Vec<Member>> {
    let pieces = cut(inside(body, '{', '}')?);
    pieces.into_iter().map(member).collect()
}

fn inside(body: &str, open: char, close: char) -> Option<&str> {
    body.trim().strip_prefix(open)?.strip_suffix(close)
}

fn member(piece: &str) -> Option<Member> {
    let mut is_escaped = false;
    let end = piece.bytes().enumerate().skip(1).find(|(_, byte)| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    let (name, rest) = piece.split_at(end?.0 + 1);
    let value = rest.trim_start().strip_prefix(':')?.trim();
    Some((serde_json::from_str(name).ok()?, value.to_owned()))
}

/// Cuts at the commas that are in no text and in no bracket.
fn cut(inner: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let (mut is_text, mut is_escaped) = (false, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'"' if !is_escaped => is_text = !is_text,
            b'{' | b'[' if !is_text => depth += 1,
            b'}' | b']' if !is_text => depth = depth.saturating_sub(1),
            b',' if !is_text && depth == 0 => {
                pieces.push(inner[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
        is_escaped = is_text && byte == b'\\' && !is_escaped;
    }
    let last = inner[from..].trim();
    if !last.is_empty() {
        pieces.push(last);
    }
    pieces
}

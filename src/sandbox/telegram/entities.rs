//! Text with its entities, as Telegram keeps it: offsets and lengths in UTF-16 units.
//! It owns trimming, the detection of commands and links in plain text, and reading entities that
//! a bot gives itself. It must never change a text otherwise.

use serde::Serialize;
use serde_json::Value;

use super::params::ApiError;

/// A `MessageEntity` of the Bot API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// `bold`, `code`, `text_link`, `bot_command` and so on.
    #[serde(rename = "type")]
    pub kind: String,
    /// UTF-16 units from the start of the text.
    pub offset: usize,
    /// UTF-16 units.
    pub length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Of `date_time`: seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unix_time: Option<i64>,
    /// Of `date_time`: how apps show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time_format: Option<String>,
}

impl Entity {
    pub(super) fn new(kind: &str, offset: usize, length: usize) -> Self {
        Self {
            kind: kind.to_owned(),
            offset,
            length,
            url: None,
            language: None,
            unix_time: None,
            date_time_format: None,
        }
    }
}

/// A plain text and what is marked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Formatted {
    pub text: String,
    pub entities: Vec<Entity>,
}

/// The length of a text as Telegram counts it.
pub(super) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

impl Formatted {
    /// Plain text of a person or a bot, with commands and links found in it.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), entities: Vec::new() }.finish()
    }

    /// Trims both ends as Telegram does, drops empty entities, adds what it detects by itself,
    /// and puts the entities in Telegram's order.
    pub fn finish(mut self) -> Self {
        let lead = self.text.len() - self.text.trim_start().len();
        let lead_units = utf16_len(self.text.get(..lead).unwrap_or_default());
        self.text = self.text.trim().to_owned();
        let total = utf16_len(&self.text);
        for entity in &mut self.entities {
            let end = (entity.offset + entity.length).saturating_sub(lead_units).min(total);
            entity.offset = entity.offset.saturating_sub(lead_units);
            entity.length = end.saturating_sub(entity.offset);
        }
        self.entities.retain(|entity| entity.length > 0);
        for found in detect(&self.text) {
            if !self.entities.iter().any(|entity| hides(entity, &found)) {
                self.entities.push(found);
            }
        }
        self.entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
        self
    }
}

/// Inside code and links nothing is detected.
fn hides(entity: &Entity, found: &Entity) -> bool {
    let opaque = matches!(
        entity.kind.as_str(),
        "code" | "pre" | "text_link" | "url" | "bot_command" | "text_mention"
    );
    let apart = found.offset + found.length <= entity.offset
        || entity.offset + entity.length <= found.offset;
    opaque && !apart
}

/// Commands (`/word`, `/word@bot`), links and mentions that start a word.
fn detect(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let kind = if is_url(bare) {
            Some(("url", bare.trim_end_matches(['.', ',', ')', '!', '?', ';', ':'])))
        } else if let Some(command) = command_at(bare) {
            Some(("bot_command", command))
        } else {
            mention_at(bare).map(|mention| ("mention", mention))
        };
        if let Some((kind, part)) = kind {
            found.push(Entity::new(kind, offset, utf16_len(part)));
        }
        offset += utf16_len(word);
    }
    found
}

fn is_url(word: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let head = word.get(..scheme.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(scheme) && word.len() > scheme.len() + 2
    })
}

fn command_at(word: &str) -> Option<&str> {
    let name = word.strip_prefix('/')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let length = name.find(|c| !is_name(c)).unwrap_or(name.len());
    if length == 0 || length > 64 {
        return None;
    }
    let rest = name.get(length..).unwrap_or_default();
    let bot = rest.strip_prefix('@').map_or(0, |bot| {
        let end = bot.find(|c| !is_name(c)).unwrap_or(bot.len());
        if end >= 3 { end + 1 } else { 0 }
    });
    if rest.starts_with('/') {
        return None;
    }
    word.get(..1 + length + bot)
}

fn mention_at(word: &str) -> Option<&str> {
    let name = word.strip_prefix('@')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
    if (4..=32).contains(&end) { word.get(..1 + end) } else { None }
}

/// Entities that a bot gives instead of a parse mode.
pub(super) fn read_given(list: &Value) -> Result<Vec<Entity>, ApiError> {
    let wrong = || ApiError::bad("can't parse entities: expected an Array of MessageEntity");
    let rows = list.as_array().ok_or_else(wrong)?;
    rows.iter()
        .map(|row| {
            let number = |name: &str| row.get(name).and_then(Value::as_u64);
            let kind = row.get("type").and_then(Value::as_str).ok_or_else(wrong)?;
            let offset = number("offset").ok_or_else(wrong)?;
            let length = number("length").ok_or_else(wrong)?;
            let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
            Ok(Entity {
                kind: kind.to_owned(),
                offset: usize::try_from(offset).map_err(|_| wrong())?,
                length: usize::try_from(length).map_err(|_| wrong())?,
                url: text("url"),
                language: text("language"),
                unix_time: row.get("unix_time").and_then(Value::as_i64),
                date_time_format: text("date_time_format"),
            })
        })
        .collect()
}

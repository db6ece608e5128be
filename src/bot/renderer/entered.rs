//! What was entered into the fields of an order, for the person who entered it: labels, values and
//! the first lines of lists. Must never be shown to anybody else.

use std::collections::BTreeMap;

use crate::bot::ui::view::shorten;
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::catalog::{ServiceType, clean_text};
use crate::domain::fields::{Field, Kind};
use crate::domain::inputs::Entries;
use crate::domain::recharge::Operator;
use crate::store::lists::List;

/// Lines shown as a sample.
const SAMPLE_LINES: usize = 3;
/// What is shown of a line.
const SAMPLE_CHARS: usize = 60;
/// What is shown of a value.
const VALUE_CHARS: usize = 100;

/// The key of one of a field's texts: `ask`, `bad`, `count` or the name of a choice.
#[must_use]
pub fn field_key(field: Field, part: &str) -> String {
    let name = [field.as_str(), part].join("_").replace('_', "-");
    format!("field-{name}")
}

/// So many items of a list, such as `3 comments`.
#[must_use]
pub fn items(words: &Words, field: Field, count: i64) -> String {
    items_as(words, field, (count, words.number(count)))
}

/// The same with the number as it is to be written.
#[must_use]
pub fn items_as(words: &Words, field: Field, (count, number): (i64, String)) -> String {
    let args = Args::new().count("n", count).text("n-text", number);
    words.plain(&field_key(field, "count"), args)
}

/// A value as people read it.
#[must_use]
pub fn value_text(words: &Words, field: Field, value: &str) -> String {
    match (field.kind(), value.parse()) {
        (Kind::Choice(_), _) => words.word(&field_key(field, value)),
        (Kind::Operator, _) => {
            Operator::from_text(value).map_or_else(String::new, |it| it.label().to_owned())
        }
        (Kind::Number(rule), Ok(number)) => match rule.unit.minutes(number) {
            Some(0) => words.word("duration-none"),
            Some(minutes) => words.duration(minutes),
            None => words.number(number),
        },
        _ => shorten(value, VALUE_CHARS),
    }
}

/// A line for each field of a type but what it is for and how much, in the order of the questions.
#[must_use]
pub fn entered_lines(
    words: &Words,
    kind: ServiceType,
    entries: &Entries,
    lists: &BTreeMap<Field, List>,
) -> Vec<String> {
    let line = |field: Field| match (entries.values.get(&field), lists.get(&field)) {
        (Some(value), _) => {
            let args = Args::new()
                .text("label", words.word(&field_key(field, "label")))
                .text("value", value_text(words, field, value));
            Some(words.html("checkout-entered", args))
        }
        (None, Some(list)) => Some(sample(words, field, list)),
        (None, None) if entries.sealed.contains_key(&field) => {
            let args = Args::new()
                .text("label", words.word(&field_key(field, "label")))
                .text("value", words.word("entered-sealed"));
            Some(words.html("checkout-entered", args))
        }
        (None, None) => None,
    };
    // Parts and posts are told with the quantity.
    let is_told = |field: &Field| {
        let is_target = matches!(field, Field::Account | Field::MailDomain);
        field.is_of_parts() || is_target || *field == Field::Posts
    };
    entries.asked_by(kind).filter(|field| !is_told(field)).filter_map(line).collect()
}

/// How many there are, and the first ones.
#[must_use]
pub fn sample(words: &Words, field: Field, list: &List) -> String {
    let args = Args::new().text("items", items(words, field, list.line_count));
    let mut shown = vec![words.html("list-so-far", args)];
    for line in list.head.lines().take(SAMPLE_LINES) {
        let line = shorten(&clean_text(line, SAMPLE_CHARS * 2), SAMPLE_CHARS);
        shown.push(format!("▫️ {}", escape_html(&line)));
    }
    if list.line_count > i64::try_from(SAMPLE_LINES).unwrap_or(i64::MAX) {
        shown.push("▫️ …".to_owned());
    }
    shown.join("\n")
}

//! Things to choose from: a button each, or a numbered list and a button for each number. Owns when
//! which of the two is shown. Nobody may have to choose by a name that is cut.

use super::callback::Action;
use super::view::{Button, View};
use super::words::escape_html;

/// The longest label that a phone of 360 pixels shows whole.
pub const LABEL_MAX_CHARS: usize = 30;
/// The longest that it shows whole beside another one.
const PAIRED_MAX_CHARS: usize = 14;
/// Numbers side by side.
const NUMBERS_PER_ROW: usize = 8;

/// One of the things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called, in full.
    pub name: String,
    /// A price or a count beside it; empty for none.
    pub figure: String,
    /// What choosing it does.
    pub tap: Action,
}

impl Choice {
    fn label(&self) -> String {
        match self.figure.as_str() {
            "" => self.name.clone(),
            figure => format!("{} · {figure}", self.name),
        }
    }

    fn fits(&self) -> bool {
        self.label().chars().count() <= LABEL_MAX_CHARS
    }
}

/// The view with the choices: as buttons where all their labels can be read whole, else as lines
/// below its text with buttons that are their numbers, from 1 on each page.
#[must_use]
pub fn offer(mut view: View, choices: &[Choice]) -> View {
    if choices.iter().all(Choice::fits) {
        let keys = choices.iter().map(|choice| (choice.label(), choice.tap.clone()));
        return in_rows(keys).into_iter().fold(view, View::row);
    }
    view.text.push('\n');
    for (number, choice) in (1_usize..).zip(choices) {
        let label = escape_html(&choice.label());
        view.text.push_str(&format!("\n<b>{number}.</b> {label}"));
    }
    let keys = (1_usize..).zip(choices);
    let keys: Vec<Button> = keys
        .map(|(number, choice)| Button::action(number.to_string(), choice.tap.clone()))
        .collect();
    keys.chunks(NUMBERS_PER_ROW).fold(view, |view, row| view.row(row.to_vec()))
}

/// Buttons in rows: two side by side where both can be read whole there.
#[must_use]
pub fn in_rows(keys: impl IntoIterator<Item = (String, Action)>) -> Vec<Vec<Button>> {
    let mut rows: Vec<Vec<Button>> = Vec::new();
    let mut has_room = false;
    for (label, tap) in keys {
        let is_short = label.chars().count() <= PAIRED_MAX_CHARS;
        let button = Button::action(label, tap);
        match rows.last_mut().filter(|_| has_room && is_short) {
            Some(row) => {
                row.push(button);
                has_room = false;
            }
            None => {
                rows.push(vec![button]);
                has_room = is_short;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(name: &str, page: i64) -> Choice {
        Choice { name: name.to_owned(), figure: "$1".to_owned(), tap: Action::Reviews { page } }
    }

    #[test]
    fn labels_that_can_be_read_whole_are_buttons() {
        let short = [choice(&"é".repeat(25), 0), choice("Likes", 1)];
        let view = offer(View::new("Choose"), &short);
        assert_eq!(view.text, "Choose");
        let likes = Button::action("Likes · $1", Action::Reviews { page: 1 });
        assert_eq!(view.rows.last(), Some(&vec![likes]));
        assert_eq!(view.rows.len(), 2);
    }

    #[test]
    fn two_short_labels_stand_side_by_side() {
        let names = ["Instagram", "TikTok", "A longer name", "YouTube", "X"];
        let choices: Vec<Choice> =
            (0..).zip(names).map(|(page, name)| choice(name, page)).collect();
        let rows: Vec<usize> = offer(View::new(""), &choices).rows.iter().map(Vec::len).collect();
        assert_eq!(rows, [2, 1, 2]);
    }

    #[test]
    fn one_long_name_makes_a_numbered_list_of_its_page() {
        let long = format!("<Real> {}", "x".repeat(150));
        let view = offer(View::new("Choose"), &[choice("Likes", 4), choice(&long, 5)]);
        let expected = format!(
            "Choose\n\n<b>1.</b> Likes · $1\n<b>2.</b> &lt;Real&gt; {} · $1",
            "x".repeat(150)
        );
        assert_eq!(view.text, expected);
        let numbers = [(1, 4), (2, 5)]
            .map(|(number, page)| Button::action(number.to_string(), Action::Reviews { page }));
        assert_eq!(view.rows, [numbers.to_vec()]);
        let many: Vec<Choice> = (0..10).map(|page| choice(&"x".repeat(31), page)).collect();
        let rows: Vec<usize> = offer(View::new(""), &many).rows.iter().map(Vec::len).collect();
        assert_eq!(rows, [8, 2]);
    }
}

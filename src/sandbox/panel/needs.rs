//! What `add` needs for each type of service beside service, link and quantity, and which of it is
//! counted. Owns the words of a refusal. Must never know what the shop sends.

use super::actions::Form;

/// A parameter that a type needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Any text.
    Text(&'static str),
    /// A number out of a range.
    Number(&'static str, (i64, i64)),
    /// Lines of text.
    Lines(&'static str),
    /// Lines of text that are counted instead of a quantity.
    Counted(&'static str),
    /// A text, where a number is this one.
    TextIf(&'static str, (&'static str, i64)),
}

/// The types that need more than a link and a quantity.
pub(super) const NEEDS: [(&str, &[Need]); 14] = [
    ("SEO", &[Need::Lines("keywords")]),
    ("Custom Comments", &[Need::Counted("comments")]),
    ("Custom Comments Package", &[Need::Counted("comments")]),
    ("Mentions", &[Need::Lines("usernames")]),
    ("Mentions with Hashtags", &[Need::Lines("usernames"), Need::Lines("hashtags")]),
    ("Mentions Custom List", &[Need::Counted("usernames")]),
    ("Mentions Hashtag", &[Need::Text("hashtag")]),
    ("Mentions User Followers", &[Need::Text("username")]),
    ("Mentions Media Likers", &[Need::Text("media")]),
    ("Comment Likes", &[Need::Text("username")]),
    ("Comment Replies", &[Need::Text("username"), Need::Counted("comments")]),
    ("Poll", &[Need::Number("answer_number", (0, i64::MAX))]),
    ("Invites from Groups", &[Need::Lines("groups")]),
    (
        "Web Traffic",
        &[
            Need::Text("country"),
            Need::Number("device", (1, 5)),
            Need::Number("type_of_traffic", (1, 3)),
            Need::TextIf("google_keyword", ("type_of_traffic", 1)),
            Need::TextIf("referring_url", ("type_of_traffic", 2)),
        ],
    ),
];

/// Looks whether a call has what its type needs; the lines that are counted instead of a quantity.
pub(super) fn check(kind: &str, form: &Form) -> Result<Option<i64>, String> {
    let needs = NEEDS.iter().find(|(known, _)| *known == kind).map_or(&[][..], |entry| entry.1);
    let mut counted = None;
    for need in needs {
        let (name, is_met) = match *need {
            Need::Text(name) => (name, form.get(name).is_some()),
            Need::Number(name, (min, max)) => {
                (name, form.number(name).is_some_and(|number| (min..=max).contains(&number)))
            }
            Need::Lines(name) => (name, form.lines(name) > 0),
            Need::Counted(name) => {
                counted = Some(form.lines(name));
                (name, form.lines(name) > 0)
            }
            Need::TextIf(name, (other, number)) => {
                (name, form.number(other) != Some(number) || form.get(name).is_some())
            }
        };
        if !is_met {
            return Err(refusal(name));
        }
    }
    Ok(counted)
}

/// `Answer number is required`, and for the others `Comments field is required`.
fn refusal(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let field = if name == "answer_number" { "" } else { " field" };
    format!("{first}{}{field} is required", letters.as_str())
}

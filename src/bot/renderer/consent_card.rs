//! The consent of a mail domain: the record that has to be put into its DNS, and what the last
//! check has found.

use super::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words, escape_html};
use crate::domain::mail::Missing;
use crate::notifications::mail::{ConsentCard, ConsentState};
use crate::store::outbox::Subject;

/// What is shown of a name that is in the way.
const ABOUT_MAX_CHARS: usize = 80;

/// A consent as its screen shows it.
#[must_use]
pub fn view(words: &Words, card: &ConsentCard) -> View {
    let args = Args::new()
        .text("domain", card.domain.as_str())
        .text("record", &card.record)
        .time("until", card.expires_ms);
    let consent = card.consent_id;
    let on = Button::action(words.word("consent-key-use"), Action::Domain { consent });
    let check = Button::action(words.word("consent-key-check"), Action::CheckDomain { consent });
    let copies = [
        Button::copy(words.word("consent-key-copy"), &card.record),
        Button::copy(words.word("consent-key-copy-name"), card.domain.as_str()),
    ];
    let back = [
        Button::action(words.word("key-back"), Action::Back),
        Button::action(words.word("key-cancel"), Action::Cancel),
    ];
    let (mut lines, view) = match &card.state {
        ConsentState::Proved => {
            (vec![words.html("consent-proved", args)], View::new(String::new()).row([on]))
        }
        ConsentState::Checking => {
            (vec![words.html("consent-checking", args)], View::new(String::new()))
        }
        ConsentState::Unchecked | ConsentState::Missing(_) => {
            let view = View::new(String::new()).row([check]).row(copies);
            (vec![words.html("consent-ask", args)], view)
        }
    };
    if let ConsentState::Missing(missing) = &card.state {
        lines.extend(missing_lines(words, missing));
    }
    let view = view.row(back).row([menu_button(words)]);
    View { text: lines.join("\n"), ..view }.about(Subject::Consent(consent))
}

/// What is missing, and the name or number where it is.
fn missing_lines(words: &Words, missing: &Missing) -> Vec<String> {
    let name = missing.problem.into_str().trim_start_matches("consent_");
    let problem = words.word_of("consent-missing", name);
    let mut lines = vec![String::new(), format!("❌ {}", escape_html(&problem))];
    if !missing.about.is_empty() {
        let about = Args::new().text("about", quoted(&missing.about, ABOUT_MAX_CHARS));
        lines.push(words.html("consent-about", about));
    }
    lines
}

//! The owner's side of a service or a category: what it is called in each language, what is said of
//! it, whether it is listed first, or not at all. Every press can be taken back by another one, so
//! none of them asks twice.

use super::answers::{as_unknown_button, refuse};
use super::sources::sources_button;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{built_in_name, quoted, quoted_or_dash};
use crate::bot::ui::buttons::{cancel_button, menu_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::choices::{Choice, offer};
use crate::bot::ui::paging::Page;
use crate::bot::ui::refusal;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang, Words, escape_html};
use crate::domain::catalog::BuiltInName;
use crate::domain::catalog::naming::{CatalogItem, Mark, OwnText, TextPart, shown};
use crate::flows::catalog::naming::{self, Wording};
use crate::flows::{FlowError, UserError};
use crate::store::catalog_items::{self, OwnItem};

const PER_PAGE: i64 = 8;
/// What is shown of a provider's name.
const LISTED_MAX_CHARS: usize = 200;
/// What is shown of a description beside others.
const DESCRIPTION_MAX_CHARS: usize = 100;

/// The item with everything that owners have made of it.
pub async fn show(turn: OwnerTurn, item: CatalogItem) -> Outcome {
    show_with(&turn, item, None).await
}

/// The same; `word` stands above it.
async fn show_with(turn: &OwnerTurn, item: CatalogItem, word: Option<String>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let found = match find(turn, item).await? {
        Ok(found) => found,
        Err(error) => return refuse(turn, &error, Vec::new()).await,
    };
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.extend(facts(&words, &found));
    let view = View::new(lines.join("\n"));
    let view = buttons(&words, &found).into_iter().fold(view, View::row);
    turn.show(view.row([way_back(&words, &found), menu_button(&words)])).await
}

/// What owners have made of an item, or why there is none.
pub(super) async fn find(
    turn: &OwnerTurn,
    item: CatalogItem,
) -> Result<Result<OwnItem, UserError>, FlowError> {
    match naming::find(&mut *turn.read_tx().await, item).await {
        Ok(found) => Ok(Ok(found)),
        Err(FlowError::User(error)) => Ok(Err(error)),
        Err(error) => Err(error),
    }
}

fn facts(words: &Words, found: &OwnItem) -> Vec<String> {
    let head = match found.item {
        CatalogItem::Service(_) => "admin-item-service",
        CatalogItem::Category(_) => "admin-item-category",
    };
    let args = Args::new()
        .text("number", found.item.number().to_string())
        .text("name", quoted_or_dash(&found.listed_name, LISTED_MAX_CHARS));
    let mut lines = vec![words.html(head, args)];
    let own = |part: TextPart, max: usize, key: &str| -> Vec<String> {
        let written = found.texts.iter().filter(|text| !text.part(part).is_empty());
        let line = |text: &OwnText| {
            let args = Args::new()
                .text("lang", text.lang.native_name())
                .text("text", quoted(text.part(part), max));
            words.html(key, args)
        };
        written.map(line).collect()
    };
    lines.extend(own(TextPart::Name, LISTED_MAX_CHARS, "admin-item-name"));
    lines.extend(own(TextPart::Description, DESCRIPTION_MAX_CHARS, "admin-item-described"));
    if found.is_pinned {
        lines.push(words.html("admin-item-pinned", Args::new()));
    }
    if found.is_hidden {
        lines.push(words.html("admin-item-hidden", Args::new()));
    }
    lines
}

fn buttons(words: &Words, found: &OwnItem) -> Vec<Vec<Button>> {
    let item = found.item;
    let rename = Action::EditText { item, part: TextPart::Name };
    let mut texts = vec![Button::action(words.word("admin-key-rename"), rename)];
    if item.has(TextPart::Description) {
        let describe = Action::EditText { item, part: TextPart::Description };
        texts.push(Button::action(words.word("admin-key-describe"), describe));
    }
    let pin = match found.is_pinned {
        false => (words.word("admin-key-pin"), Mark::Pin),
        true => (words.word("admin-key-unpin"), Mark::Unpin),
    };
    let hide = match found.is_hidden {
        false => (words.word("admin-key-hide"), Mark::Hide),
        true => (words.word("admin-key-show"), Mark::Show),
    };
    let marks = [pin, hide]
        .map(|(label, mark)| Button::action(label, Action::MarkItem { item, mark }))
        .to_vec();
    let mut rows = vec![texts, marks];
    if let CatalogItem::Service(service) = item {
        rows.push(vec![sources_button(words, service)]);
    }
    rows
}

/// Back to where customers see it, or to the hidden ones.
fn way_back(words: &Words, found: &OwnItem) -> Button {
    let to = match found.item {
        _ if found.is_hidden => Action::HiddenItems { page: 0 },
        CatalogItem::Service(service) => Action::Card { service, page: 0 },
        CatalogItem::Category(category) => Action::Services { category, page: 0 },
    };
    Button::action(words.word("key-back"), to)
}

/// The languages in which the text can be.
pub async fn languages(turn: OwnerTurn, (item, part): (CatalogItem, TextPart)) -> Outcome {
    if !item.has(part) {
        return as_unknown_button(&turn);
    }
    turn.leave_question();
    let words = turn.words();
    let key = match part {
        TextPart::Name => "admin-item-ask-name-language",
        TextPart::Description => "admin-item-ask-description-language",
    };
    let view = Lang::ALL.into_iter().fold(View::new(words.html(key, Args::new())), |view, lang| {
        let tap = Action::EditTextIn { item, part, lang };
        view.row([Button::action(lang.native_name(), tap)])
    });
    turn.show(view.row([edit_back(&words, item), menu_button(&words)])).await
}

fn edit_back(words: &Words, item: CatalogItem) -> Button {
    Button::action(words.word("key-back"), Action::EditItem { item })
}

/// The question for the text.
pub async fn ask(turn: OwnerTurn, (item, part, lang): (CatalogItem, TextPart, Lang)) -> Outcome {
    if !item.has(part) {
        return as_unknown_button(&turn);
    }
    ask_again(&turn, Wording { item, part, lang }, None).await
}

/// The same; `problem` says what was wrong with the last answer.
async fn ask_again(turn: &OwnerTurn, wording: Wording, problem: Option<String>) -> Outcome {
    let Wording { item, part, lang } = wording;
    let words = turn.words();
    let found = match find(turn, item).await? {
        Ok(found) => found,
        Err(error) => {
            turn.go(State::Idle);
            return refuse(turn, &error, Vec::new()).await;
        }
    };
    let own = found.texts.iter().find(|text| text.lang == lang).map(|text| text.part(part));
    let own = own.unwrap_or_default();
    let (key, listed) = match part {
        TextPart::Name => ("admin-item-ask-name", &found.listed_name),
        TextPart::Description => ("admin-item-ask-description", &found.listed_description),
    };
    let built_in = BuiltInName::of(listed).filter(|_| part == TextPart::Name);
    let in_lang = Words::new(lang, words.currency());
    let listed = built_in.map_or_else(|| listed.clone(), |item| built_in_name(&in_lang, item));
    let now = shown(&found.texts, part, lang, &listed);
    let max = i64::try_from(item.max_chars(part)).unwrap_or(i64::MAX);
    let args = Args::new()
        .text("lang", lang.native_name())
        .text("now", quoted_or_dash(now, LISTED_MAX_CHARS))
        .text("max", words.number(max));
    let mut text = words.html(key, args);
    text.extend(problem.map(|problem| format!("\n\n⚠️ {}", escape_html(&problem))));
    let mut view = View::new(text);
    if !own.is_empty() {
        let tap = Action::ClearText { item, part, lang };
        view = view.row([Button::action(words.word("admin-key-listed-text"), tap)]);
    }
    turn.go(State::OwnText { item, part, lang });
    turn.show(view.row([edit_back(&words, item), cancel_button(&words)])).await
}

/// The text was typed.
pub async fn text(
    turn: OwnerTurn,
    (item, part, lang): (CatalogItem, TextPart, Lang),
    typed: String,
) -> Outcome {
    let wording = Wording { item, part, lang };
    let written = {
        let mut tx = turn.write_tx().await;
        naming::write(&mut turn.ctx(&mut tx), turn.person.person_id, wording, &typed).await
    };
    let words = turn.words();
    match written {
        Ok(_) => {
            let saved = words.html("admin-item-saved", Args::new());
            show_with(&turn, item, Some(saved)).await
        }
        Err(FlowError::User(error)) => {
            ask_again(&turn, wording, Some(refusal::of_flow(&words, &error))).await
        }
        Err(error) => Err(error),
    }
}

/// Back to the provider's text.
pub async fn clear(turn: OwnerTurn, (item, part, lang): (CatalogItem, TextPart, Lang)) -> Outcome {
    let done = {
        let (mut tx, wording) = (turn.write_tx().await, Wording { item, part, lang });
        naming::clear(&mut turn.ctx(&mut tx), turn.person.person_id, wording).await
    };
    done_or_refused(&turn, item, done).await
}

/// Pins, unpins, hides or shows.
pub async fn mark(turn: OwnerTurn, (item, mark): (CatalogItem, Mark)) -> Outcome {
    let done = {
        let mut tx = turn.write_tx().await;
        naming::mark(&mut turn.ctx(&mut tx), turn.person.person_id, item, mark).await
    };
    done_or_refused(&turn, item, done).await
}

async fn done_or_refused(
    turn: &OwnerTurn,
    item: CatalogItem,
    done: Result<bool, FlowError>,
) -> Outcome {
    match done {
        Ok(is_changed) => {
            let key = if is_changed { "admin-item-done" } else { "admin-item-unchanged" };
            turn.toast(turn.words().word(key));
            show_with(turn, item, None).await
        }
        Err(FlowError::User(error)) => refuse(turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}

/// A page of what owners have hidden.
pub async fn hidden(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let found = {
        let turn = &turn;
        let read = |portion| async move {
            catalog_items::list_hidden(&mut *turn.read_tx().await, turn.lang(), portion).await
        };
        page.read(read).await?.0
    };
    let key = if found.is_empty() { "admin-hidden-none" } else { "admin-hidden" };
    let choices: Vec<Choice> = found
        .into_iter()
        .map(|(item, name)| Choice {
            name: format!("{} {}", sign(item), quoted_or_dash(&name, LISTED_MAX_CHARS)),
            figure: String::new(),
            tap: Action::EditItem { item },
        })
        .collect();
    let view = offer(View::new(words.html(key, Args::new())), &choices);
    let view = page.leaf(view, |page| Action::HiddenItems { page });
    let back = Button::action(words.word("key-back"), Action::Categories { page: 0 });
    turn.show(view.row([back, menu_button(&words)])).await
}

const fn sign(item: CatalogItem) -> &'static str {
    match item {
        CatalogItem::Service(_) => "🛒",
        CatalogItem::Category(_) => "📁",
    }
}

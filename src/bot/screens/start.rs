//! The beginning: the language where it is not known, the main menu with how things stand, help,
//! and the way out of anything.

use std::sync::Arc;

use strum::IntoEnumIterator as _;

use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::screens::{self, browse, card, invite, rules};
use crate::bot::ui::buttons::{deposit_button, menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::folding::folded_card;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Lang, Words};
use crate::domain::ids::ChatId;
use crate::domain::referral::PAYLOAD_PREFIX;
use crate::domain::ring::Ring;
use crate::domain::shop_text::ShopText;
use crate::flows::FlowError;
use crate::flows::owners::claim;
use crate::store::orders::listing::Filter;
use crate::store::orders::recent;
use crate::store::{catalog, outbox, people, postings};

/// An order that was begun is kept for its Continue button; everything else ends at the menu.
fn leave_all_but_an_order(turn: &Turn) {
    turn.go(turn.state().into_step().unwrap_or_default());
}

/// `/start`, with what came behind the link.
pub async fn start(turn: Arc<Turn>, payload: String) -> Outcome {
    leave_all_but_an_order(&turn);
    {
        let (mut tx, person_id) = (turn.write_tx().await, turn.person.person_id);
        people::set_returned(&mut tx, person_id, turn.now_ms).await?;
        outbox::revive(&mut tx, ChatId::with(person_id)).await?;
    }
    if let Some(token) = payload.strip_prefix("claim_") {
        redeem(&turn, token).await?;
    }
    if let Some(code) = payload.strip_prefix(PAYLOAD_PREFIX) {
        invite::came(&turn, code).await?;
    }
    if turn.is_admin() {
        turn.set_admin_menu().await?;
    }
    if let Some(service) = card::linked(&payload) {
        return card::open(turn, (service, 0)).await;
    }
    if !turn.person.has_language() {
        return show_languages(&turn).await;
    }
    let is_new = recent::is_new(&mut *turn.read_tx().await, turn.person.person_id).await?;
    show_menu(&turn, is_new.then_some("menu-welcome")).await
}

/// Opens the one-time link that makes the first owner.
async fn redeem(turn: &Turn, token: &str) -> Outcome {
    let claim = (turn.person.person_id, token);
    let is_owner = claim::redeem(&mut turn.ctx(&mut *turn.write_tx().await), claim).await?;
    if is_owner {
        turn.say(View::new(turn.words().html("claim-done", Args::new()))).await?;
    }
    Ok(())
}

/// The main menu.
pub async fn menu(turn: Arc<Turn>) -> Outcome {
    leave_all_but_an_order(&turn);
    show_menu(&turn, None).await
}

/// The stored dialogue is of another version: the menu, with a word.
pub async fn begin_anew(turn: Arc<Turn>) -> Outcome {
    turn.go(State::Idle);
    show_menu(&turn, Some("menu-begun-anew")).await
}

/// `/cancel` and the Cancel button: what is under way ends. A question to the shop in the midst of
/// an order leads back to the order.
pub async fn cancel(turn: Arc<Turn>) -> Outcome {
    let is_beside =
        matches!(turn.state(), State::Support { .. } | State::Ticket { .. } | State::Coupon { .. });
    if let Some(step) = is_beside.then(|| turn.state().into_step()).flatten() {
        turn.go(step.clone());
        return match screens::checkout::resume(Arc::clone(&turn), step).await {
            // What was to be ordered is not sold any more: there is no way back.
            Err(FlowError::User(error)) => {
                turn.go(State::Idle);
                turn.refuse(&error).await?;
                show_menu(&turn, Some("menu-canceled")).await
            }
            outcome => outcome,
        };
    }
    let greeting = match turn.state() {
        State::Idle => None,
        state if state.question().is_some_and(|it| it.is_owners) => Some("menu-stopped"),
        _ => Some("menu-canceled"),
    };
    turn.go(State::Idle);
    show_menu(&turn, greeting).await
}

/// `/help` and its button.
pub async fn help(turn: Arc<Turn>) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let own = turn.is_admin().then_some("help-admin");
    let parts = ["help-text", "help-mass"].into_iter().chain(own);
    let parts: Vec<String> = parts.map(|part| words.html(part, Args::new())).collect();
    let text = folded_card(parts.join("\n\n").lines().map(str::to_owned).collect());
    let support = Button::action(words.word("key-support"), Action::Support);
    let questions = rules::questions(&turn).await?;
    let view = questions.into_iter().fold(View::new(text), |view, question| view.row([question]));
    let texts = [ShopText::Terms, ShopText::Privacy].map(|text| rules::text_button(&words, text));
    let view = view.row(texts).row(resume_button(&turn.state(), &words));
    turn.show(view.row([support, menu_button(&words)])).await
}

/// `/language` and its button.
pub async fn languages(turn: Arc<Turn>) -> Outcome {
    show_languages(&turn).await
}

async fn show_languages(turn: &Turn) -> Outcome {
    let words = turn.words();
    // The first guess comes first.
    let mut languages = Lang::ALL.to_vec();
    languages.sort_by_key(|lang| *lang != words.lang());
    let key = |lang: Lang| {
        Button::action(lang.native_name(), Action::Language { tag: lang.tag().to_owned() })
    };
    let view = View::new(words.html("language-ask", Args::new()));
    let mut view = languages.into_iter().fold(view, |view, lang| view.row([key(lang)]));
    // Whoever is asked for the first time has nothing that could ring.
    if turn.person.has_language() {
        view.text = format!("{}\n\n{}", view.text, words.html("ring-ask", Args::new()));
        for ring in Ring::iter() {
            let mark = if ring == turn.person.ring { "• " } else { "" };
            let label = format!("{mark}{}", words.word_of("key-ring", ring.into_str()));
            view = view.row([Button::action(label, Action::Ring { ring })]);
        }
        view = view.row([menu_button(&words)]);
    }
    turn.show(view.row(resume_button(&turn.state(), &words))).await
}

/// When the phone is to ring for an order was chosen.
pub async fn choose_ring(turn: Arc<Turn>, ring: Ring) -> Outcome {
    people::set_ring(&mut *turn.write_tx().await, turn.person.person_id, ring).await?;
    turn.toast(turn.words().word("ring-chosen"));
    menu(turn).await
}

/// A language was chosen: on with the order that was begun, else the menu.
pub async fn choose_language(turn: Arc<Turn>, tag: String) -> Outcome {
    let lang = Lang::of(&tag);
    let is_first = turn.person.language.is_empty();
    people::set_language(&mut *turn.write_tx().await, turn.person.person_id, lang.tag()).await?;
    turn.speak(lang);
    if !is_first {
        turn.toast(turn.words().word("language-chosen"));
    }
    if let Some(step) = turn.state().into_step() {
        return screens::checkout::resume(turn, step).await;
    }
    turn.go(State::Idle);
    let is_new = recent::is_new(&mut *turn.read_tx().await, turn.person.person_id).await?;
    show_menu(&turn, (is_first && is_new).then_some("menu-welcome")).await
}

/// The menu: how things stand, below a word about what has just happened, and where to go.
async fn show_menu(turn: &Turn, word: Option<&str>) -> Outcome {
    let words = turn.words();
    let args = Args::new().text("name", &turn.person.name);
    let (standing, favourites) = standing(turn, &words).await?;
    let platforms = catalog::list_platforms(&mut *turn.read_tx().await).await?;
    let text = match word {
        Some(word) => format!("{}\n\n{standing}", words.html(word, args)),
        None => standing,
    };
    let view = View::new(text).row(resume_button(&turn.state(), &words));
    let view = browse::platform_rows(&words, &platforms).into_iter().fold(view, View::row);
    let view = view
        .row([Button::action(words.word("key-order"), Action::Categories { page: 0 })])
        .row(browse::favourites_button(&words, favourites))
        .row([
            Button::action(
                words.word("key-orders"),
                Action::Orders { filter: Filter::All, page: 0 },
            ),
            Button::action(words.word("key-balance"), Action::Balance { page: 0 }),
        ])
        .row(deposit_button(turn, &words));
    let language = Button::action(words.word("key-language"), Action::Languages);
    let help = Button::action(words.word("key-help"), Action::Help);
    let view = if turn.is_admin() {
        view.row([language, help]).row([
            Button::action(words.word("key-reviews"), Action::Reviews { page: 0 }),
            Button::action(words.word("key-tickets"), Action::StaffTickets { page: 0 }),
        ])
    } else {
        let support = Button::action(words.word("key-support"), Action::Support);
        view.row([support, help]).row([language])
    };
    turn.show(view).await
}

/// The person's money, what is on its way, and what waits for them.
async fn standing(turn: &Turn, words: &Words) -> Result<(String, i64), FlowError> {
    let person_id = turn.person.person_id;
    let mut tx = turn.read_tx().await;
    let wallet = postings::wallet(&mut tx, person_id).await?;
    let found = recent::standing(&mut tx, person_id, turn.now_ms).await?;
    let spendable = wallet.spendable().unwrap_or(wallet.available);
    let balance = Args::new().text("balance", words.balance(spendable));
    let counted = |key: &str, count: i64, max: i64| {
        let more = if count >= max { "+" } else { "" };
        let number = format!("{}{more}", words.number(count));
        let args = Args::new().count("n", count).text("n-text", number);
        (count > 0).then(|| words.html(key, args))
    };
    let owed = Args::new().text("owed", words.money(wallet.owed));
    let lines = [
        Some(words.html("menu-balance", balance)),
        wallet.owed.is_positive().then(|| words.html("balance-owed", owed)),
        counted("menu-on-the-way", found.open_orders, recent::OPEN_MAX),
        counted("menu-to-pay", found.open_deposits, recent::OPEN_MAX),
        counted("menu-answered", found.answered_tickets, recent::OPEN_MAX),
    ];
    Ok((lines.into_iter().flatten().collect::<Vec<_>>().join("\n"), found.favourites))
}

//! The handler tree, plain teloxide: buttons; then commands, then what the dialogue expects, then
//! a word for everything else. The first branch that fits is taken; a command without one is
//! answered as unknown, a button as an old one. People are served in their private chat only. What
//! begins with [`owners::only`] is for owners alone.

mod owners;

use std::sync::Arc;

use dptree::{Handler, case};
use teloxide::dispatching::{DpHandlerDescription, MessageFilterExt, UpdateFilterExt, dialogue};
use teloxide::types::{CallbackQuery, Me, Message, Update};
use teloxide::utils::command::BotCommands;

use super::replies::says_something;
use super::state::{Draft, State};
use super::turn::{Outcome, Turn};
use crate::bot::admin;
use crate::bot::commands::{self, AdminCommand, Command};
use crate::bot::screens::{
    browse, card, checkout, deposit, fallback, favourites, invite, mass_order as several,
    order_command, order_requests, orders, paid_by_hand, privacy, rules, search, start, support,
    top_up, wallet, way_back, whereabouts,
};
use crate::bot::ui::callback::Action;
use crate::domain::ids::CheckoutId;
use crate::domain::mass_order;

type Tree = Handler<'static, Outcome, DpHandlerDescription>;

/// The whole tree. Its dependencies: the update, its [`Turn`], and the bot itself.
#[must_use]
pub fn tree() -> Tree {
    dialogue::enter::<Update, Turn, State, Outcome>()
        .branch(buttons())
        .branch(messages())
        .branch(Update::filter_my_chat_member().endpoint(fallback::membership))
}

fn messages() -> Tree {
    Update::filter_message()
        .branch(
            dptree::filter(|turn: Arc<Turn>| turn.is_in_staff_chat())
                .branch(owners::only().endpoint(admin::tickets::reply_in_group))
                .endpoint(fallback::nothing),
        )
        // Money first, whatever became of the dialogue.
        .branch(dptree::filter_map(|turn: Arc<Turn>| turn.star_event()).endpoint(deposit::stars))
        .branch(lost_dialogues())
        .branch(owners::only().filter_map(command::<AdminCommand>).endpoint(admin::command))
        .branch(
            dptree::entry()
                .filter_map(command::<Command>)
                .branch(case![Command::Start(payload)].endpoint(start::start))
                .branch(case![Command::Order(text)].endpoint(order_command::order))
                .branch(case![Command::Search(text)].endpoint(search::command))
                .branch(case![Command::Orders].endpoint(orders::first_page))
                .branch(case![Command::Balance].endpoint(wallet::first_page))
                .branch(case![Command::Deposit].endpoint(deposit::begin))
                .branch(case![Command::Support].endpoint(support::begin))
                .branch(case![Command::Language].endpoint(start::languages))
                .branch(case![Command::Help].endpoint(start::help))
                .branch(case![Command::Terms].endpoint(rules::terms))
                .branch(case![Command::Privacy].endpoint(rules::privacy))
                .branch(case![Command::Paysupport].endpoint(rules::paysupport))
                .branch(case![Command::Cancel].endpoint(start::cancel)),
        )
        .branch(
            dptree::filter(|turn: Arc<Turn>, message: Message| {
                turn.replied().is_some()
                    && !message.text().is_some_and(|text| text.starts_with('/'))
            })
            .endpoint(support::replied),
        )
        .branch(
            dptree::filter(|message: Message| {
                !message.text().is_some_and(|text| text.starts_with('/'))
            })
            .branch(case![State::DepositProof { request, under }].endpoint(paid_by_hand::receive))
            .branch(
                dptree::filter(|message: Message| says_something(&message))
                    .branch(case![State::Support { order, under }].endpoint(support::receive))
                    .branch(case![State::Ticket { ticket, under }].endpoint(support::receive_more)),
            ),
        )
        .branch(
            Message::filter_text()
                .filter(|text: String| !text.starts_with('/'))
                .branch(
                    dptree::filter(|state: State, text: String| {
                        state.asks_for_no_words() && mass_order::read(&text, None).is_some()
                    })
                    .endpoint(search::understand),
                )
                .branch(case![State::Link { draft }].endpoint(search::at_link))
                .branch(dptree::filter_map(State::into_asked).endpoint(checkout::receive))
                .branch(case![State::Confirm { draft, checkout }].endpoint(checkout::retype))
                .branch(case![State::Coupon { draft, checkout }].endpoint(checkout::receive_coupon))
                .branch(case![State::Deposit { way, under }].endpoint(deposit::receive))
                .branch(case![State::DepositQuestion { under }].endpoint(whereabouts::receive))
                .branch(owners::answers())
                .branch(dptree::filter(State::asks_an_owner).endpoint(fallback::not_asked))
                .branch(dptree::filter(State::asks_nothing).endpoint(search::understand)),
        )
        .endpoint(fallback::message)
}

fn command<C: BotCommands>(message: Message, me: Me) -> Option<C> {
    commands::parse(message.text()?, &me)
}

/// Dialogues that were stored by another version.
fn lost_dialogues() -> Tree {
    dptree::filter(|turn: Arc<Turn>| turn.is_state_lost()).endpoint(start::begin_anew)
}

/// What is pressed most comes first, in branches of few: each is walked through to its last.
fn buttons() -> Tree {
    Update::filter_callback_query()
        .branch(lost_dialogues())
        .branch(
            dptree::filter_map(|query: CallbackQuery| Some(Action::decode(&query.data?)?.1))
                .branch(
                    dptree::filter(|turn: Arc<Turn>| turn.is_press_current())
                        .branch(browsing())
                        .branch(ordering())
                        .branch(looking())
                        .branch(finding())
                        .branch(asking())
                        .branch(owners::buttons()),
                )
                .branch(case![Action::Confirm { checkout }].endpoint(checkout::confirm_again)),
        )
        .branch(
            dptree::filter(|query: CallbackQuery| {
                query.data.as_deref().is_some_and(Action::is_of_another_version)
            })
            .endpoint(start::begin_anew),
        )
        .endpoint(fallback::stale_button)
}

/// The price that waits to be confirmed, also where a question to the shop came in between.
fn kept_checkout(state: State) -> Option<(Draft, CheckoutId)> {
    match state.into_step() {
        Some(State::Confirm { draft, checkout }) => Some((draft, checkout)),
        _ => None,
    }
}

/// The same of several orders.
fn kept_batch(state: State) -> Option<CheckoutId> {
    match state.into_step() {
        Some(State::MassOrder { batch, .. }) => Some(batch),
        _ => None,
    }
}

/// The way to an order, step by step.
fn browsing() -> Tree {
    dptree::entry()
        .branch(case![Action::Menu].endpoint(start::menu))
        .branch(case![Action::Cancel].endpoint(start::cancel))
        .branch(case![Action::Categories { page }].endpoint(browse::categories))
        .branch(case![Action::Platform { platform, page }].endpoint(browse::platform))
        .branch(case![Action::Services { category, page }].endpoint(browse::services))
        .branch(case![Action::Card { service, page }].endpoint(card::open))
}

/// Shorter ways to a service.
fn finding() -> Tree {
    dptree::entry()
        .branch(case![Action::Favourites { page }].endpoint(favourites::list))
        .branch(case![Action::AddFavourite { service }].endpoint(favourites::add))
        .branch(case![Action::RemoveFavourite { service }].endpoint(favourites::remove))
        .branch(
            case![Action::Found { page }]
                .branch(case![State::Found { text, kept }].endpoint(search::page)),
        )
}

/// Buttons that mean something only at one step of the dialogue.
fn ordering() -> Tree {
    dptree::entry()
        .branch(case![Action::Order { service, page }].endpoint(checkout::order))
        .branch(
            case![Action::Keep]
                .branch(dptree::filter_map(State::into_asked).endpoint(checkout::keep)),
        )
        .branch(
            case![Action::InsistOnLink]
                .branch(case![State::Link { draft }].endpoint(checkout::insist_on_link)),
        )
        .branch(
            case![Action::LookForLink]
                .branch(case![State::Link { draft }].endpoint(search::for_doubted_link)),
        )
        .branch(
            case![Action::LatestLink { order }]
                .branch(case![State::Link { draft }].endpoint(checkout::pick_link)),
        )
        .branch(
            case![Action::Quantity { quantity }]
                .branch(case![State::Quantity { draft }].endpoint(checkout::pick_quantity)),
        )
        .branch(
            case![Action::Number { number }]
                .branch(case![State::Number { field, draft }].endpoint(checkout::pick_number)),
        )
        .branch(
            case![Action::Choice { place }]
                .branch(case![State::Choice { field, draft }].endpoint(checkout::pick_choice)),
        )
        .branch(
            case![Action::Domain { consent }]
                .branch(dptree::filter_map(State::into_asked).endpoint(checkout::pick_domain)),
        )
        .branch(case![Action::CheckDomain { consent }].endpoint(checkout::check_domain))
        .branch(
            case![Action::ListDone]
                .branch(case![State::List { field, draft }].endpoint(checkout::list_done)),
        )
        .branch(
            case![Action::ListClear]
                .branch(case![State::List { field, draft }].endpoint(checkout::clear_list)),
        )
        .branch(case![Action::Confirm { checkout }].endpoint(checkout::confirm))
        .branch(case![Action::OrderAgain { order }].endpoint(checkout::again))
        .branch(case![Action::ConfirmMass { batch }].endpoint(several::confirm))
        .branch(
            case![Action::Recheck]
                .branch(dptree::filter_map(kept_batch).endpoint(several::recheck)),
        )
        .branch(
            case![Action::TopUp].branch(dptree::filter_map(kept_batch).endpoint(several::top_up)),
        )
        .branch(
            case![Action::Recheck]
                .branch(dptree::filter_map(kept_checkout).endpoint(checkout::recheck)),
        )
        .branch(
            case![Action::Coupon]
                .branch(dptree::filter_map(kept_checkout).endpoint(checkout::ask_coupon)),
        )
        .branch(
            case![Action::NoCoupon]
                .branch(dptree::filter_map(kept_checkout).endpoint(checkout::remove_coupon)),
        )
        .branch(
            case![Action::TopUp]
                .branch(case![State::Confirm { draft, checkout }].endpoint(top_up::top_up)),
        )
        .branch(
            case![Action::Back]
                .branch(dptree::filter_map(State::into_asked).endpoint(way_back::from_question))
                .branch(case![State::Card { draft }].endpoint(way_back::from_card))
                .branch(
                    case![State::Confirm { draft, checkout }].endpoint(checkout::back_from_confirm),
                )
                .branch(
                    case![State::Coupon { draft, checkout }].endpoint(checkout::back_from_coupon),
                ),
        )
}

fn looking() -> Tree {
    dptree::entry()
        .branch(case![Action::Orders { filter, page }].endpoint(orders::list))
        .branch(case![Action::OrderCard { order }].endpoint(orders::card))
        .branch(case![Action::ShowGoods { order }].endpoint(orders::show_goods))
        .branch(case![Action::CancelOrder { order }].endpoint(orders::ask_to_cancel))
        .branch(case![Action::CancelOrderYes { order }].endpoint(orders::cancel))
        .branch(case![Action::AskRefill { order }].endpoint(order_requests::refill))
        .branch(case![Action::AskCancel { order }].endpoint(order_requests::before_cancel))
        .branch(case![Action::AskCancelYes { order }].endpoint(order_requests::cancel))
        .branch(case![Action::Balance { page }].endpoint(wallet::statement))
        .branch(case![Action::Invite].endpoint(invite::show))
        .branch(case![Action::Export].endpoint(wallet::export))
        .branch(case![Action::Deposit].endpoint(deposit::begin))
        .branch(case![Action::DepositWay { way }].endpoint(deposit::sums))
        .branch(case![Action::DepositSum { way, sum }].endpoint(deposit::pick))
        .branch(case![Action::Deposits { page }].endpoint(deposit::history))
        .branch(case![Action::DepositShown { request }].endpoint(paid_by_hand::ask))
        .branch(case![Action::DepositQuestion].endpoint(whereabouts::ask))
        .branch(case![Action::DepositTicket { question }].endpoint(whereabouts::open_ticket))
}

/// What the shop tells of itself, and what it is asked and told.
fn asking() -> Tree {
    dptree::entry()
        .branch(case![Action::Support].endpoint(support::begin))
        .branch(case![Action::AskSupport { order }].endpoint(support::ask))
        .branch(case![Action::Ticket { ticket }].endpoint(support::card))
        .branch(case![Action::TicketWrite { ticket }].endpoint(support::write))
        .branch(case![Action::TicketSolved { ticket }].endpoint(support::solve))
        .branch(case![Action::Nothing].endpoint(fallback::nothing))
        .branch(case![Action::Resume].endpoint(checkout::resume))
        .branch(case![Action::Help].endpoint(start::help))
        .branch(case![Action::EraseMe].endpoint(privacy::ask))
        .branch(case![Action::EraseMeYes].endpoint(privacy::erase))
        .branch(case![Action::Rules { text }].endpoint(rules::show))
        .branch(case![Action::Faq { faq }].endpoint(rules::answer))
        .branch(case![Action::Languages].endpoint(start::languages))
        .branch(case![Action::Language { tag }].endpoint(start::choose_language))
        .branch(case![Action::Ring { ring }].endpoint(start::choose_ring))
}

//! The handler tree, dptree's with branches made by [`branch`]: buttons; then commands, then what
//! the dialogue expects, then a word for everything else. The first branch that fits is taken; a
//! command without one is answered as unknown, a button as an old one. People are served in their
//! private chat only. What begins with [`owners::only`] is for owners alone.

mod branch;
mod owners;

use std::sync::Arc;

use dptree::Handler;
use teloxide::dispatching::{DpHandlerDescription, MessageFilterExt, UpdateFilterExt, dialogue};
use teloxide::types::{CallbackQuery, Me, Message, Update};
use teloxide::utils::command::BotCommands;

use self::branch::{To, case};
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
        .branch(Update::filter_my_chat_member().to(fallback::membership))
}

fn messages() -> Tree {
    Update::filter_message()
        .branch(
            dptree::filter(|turn: Arc<Turn>| turn.is_in_staff_chat())
                .branch(owners::only().to(admin::tickets::reply_in_group))
                .to(fallback::nothing),
        )
        // Money first, whatever became of the dialogue.
        .branch(dptree::filter_map(|turn: Arc<Turn>| turn.star_event()).to(deposit::stars))
        .branch(lost_dialogues())
        .branch(owners::only().filter_map(command::<AdminCommand>).to(admin::command))
        .branch(
            dptree::entry()
                .filter_map(command::<Command>)
                .branch(case![Command::Start(payload)].to(start::start))
                .branch(case![Command::Order(text)].to(order_command::order))
                .branch(case![Command::Search(text)].to(search::command))
                .branch(case![Command::Orders].to(orders::first_page))
                .branch(case![Command::Balance].to(wallet::first_page))
                .branch(case![Command::Deposit].to(deposit::begin))
                .branch(case![Command::Support].to(support::begin))
                .branch(case![Command::Language].to(start::languages))
                .branch(case![Command::Help].to(start::help))
                .branch(case![Command::Terms].to(rules::terms))
                .branch(case![Command::Privacy].to(rules::privacy))
                .branch(case![Command::Paysupport].to(rules::paysupport))
                .branch(case![Command::Cancel].to(start::cancel)),
        )
        .branch(
            dptree::filter(|turn: Arc<Turn>, message: Message| {
                turn.replied().is_some()
                    && !message.text().is_some_and(|text| text.starts_with('/'))
            })
            .to(support::replied),
        )
        .branch(
            dptree::filter(|message: Message| {
                !message.text().is_some_and(|text| text.starts_with('/'))
            })
            .branch(case![State::DepositProof { request, under }].to(paid_by_hand::receive))
            .branch(
                dptree::filter(|message: Message| says_something(&message))
                    .branch(case![State::Support { order, under }].to(support::receive))
                    .branch(case![State::Ticket { ticket, under }].to(support::receive_more)),
            ),
        )
        .branch(
            Message::filter_text()
                .filter(|text: String| !text.starts_with('/'))
                .branch(
                    dptree::filter(|state: State, text: String| {
                        state.asks_for_no_words() && mass_order::read(&text, None).is_some()
                    })
                    .to(search::understand),
                )
                .branch(case![State::Link { draft }].to(search::at_link))
                .branch(dptree::filter_map(State::into_asked).to(checkout::receive))
                .branch(case![State::Confirm { draft, checkout }].to(checkout::retype))
                .branch(case![State::Coupon { draft, checkout }].to(checkout::receive_coupon))
                .branch(case![State::Deposit { way, under }].to(deposit::receive))
                .branch(case![State::DepositQuestion { under }].to(whereabouts::receive))
                .branch(owners::answers())
                .branch(dptree::filter(State::asks_an_owner).to(fallback::not_asked))
                .branch(dptree::filter(State::asks_nothing).to(search::understand)),
        )
        .to(fallback::message)
}

fn command<C: BotCommands>(message: Message, me: Me) -> Option<C> {
    commands::parse(message.text()?, &me)
}

/// Dialogues that were stored by another version.
fn lost_dialogues() -> Tree {
    dptree::filter(|turn: Arc<Turn>| turn.is_state_lost()).to(start::begin_anew)
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
                .branch(case![Action::Confirm { checkout }].to(checkout::confirm_again)),
        )
        .branch(
            dptree::filter(|query: CallbackQuery| {
                query.data.as_deref().is_some_and(Action::is_of_another_version)
            })
            .to(start::begin_anew),
        )
        .to(fallback::stale_button)
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
        .branch(case![Action::Menu].to(start::menu))
        .branch(case![Action::Cancel].to(start::cancel))
        .branch(case![Action::Categories { page }].to(browse::categories))
        .branch(case![Action::Platform { platform, page }].to(browse::platform))
        .branch(case![Action::Services { category, page }].to(browse::services))
        .branch(case![Action::Card { service, page }].to(card::open))
}

/// Shorter ways to a service.
fn finding() -> Tree {
    dptree::entry()
        .branch(case![Action::Favourites { page }].to(favourites::list))
        .branch(case![Action::AddFavourite { service }].to(favourites::add))
        .branch(case![Action::RemoveFavourite { service }].to(favourites::remove))
        .branch(
            case![Action::Found { page }]
                .branch(case![State::Found { text, kept }].to(search::page)),
        )
}

/// Buttons that mean something only at one step of the dialogue.
fn ordering() -> Tree {
    dptree::entry()
        .branch(case![Action::Order { service, page }].to(checkout::order))
        .branch(
            case![Action::Keep].branch(dptree::filter_map(State::into_asked).to(checkout::keep)),
        )
        .branch(
            case![Action::InsistOnLink]
                .branch(case![State::Link { draft }].to(checkout::insist_on_link)),
        )
        .branch(
            case![Action::LookForLink]
                .branch(case![State::Link { draft }].to(search::for_doubted_link)),
        )
        .branch(
            case![Action::LatestLink { order }]
                .branch(case![State::Link { draft }].to(checkout::pick_link)),
        )
        .branch(
            case![Action::Quantity { quantity }]
                .branch(case![State::Quantity { draft }].to(checkout::pick_quantity)),
        )
        .branch(
            case![Action::Number { number }]
                .branch(case![State::Number { field, draft }].to(checkout::pick_number)),
        )
        .branch(
            case![Action::Choice { place }]
                .branch(case![State::Choice { field, draft }].to(checkout::pick_choice)),
        )
        .branch(
            case![Action::Domain { consent }]
                .branch(dptree::filter_map(State::into_asked).to(checkout::pick_domain)),
        )
        .branch(case![Action::CheckDomain { consent }].to(checkout::check_domain))
        .branch(
            case![Action::ListDone]
                .branch(case![State::List { field, draft }].to(checkout::list_done)),
        )
        .branch(
            case![Action::ListClear]
                .branch(case![State::List { field, draft }].to(checkout::clear_list)),
        )
        .branch(case![Action::Confirm { checkout }].to(checkout::confirm))
        .branch(case![Action::OrderAgain { order }].to(checkout::again))
        .branch(case![Action::ConfirmMass { batch }].to(several::confirm))
        .branch(case![Action::Recheck].branch(dptree::filter_map(kept_batch).to(several::recheck)))
        .branch(case![Action::TopUp].branch(dptree::filter_map(kept_batch).to(several::top_up)))
        .branch(
            case![Action::Recheck].branch(dptree::filter_map(kept_checkout).to(checkout::recheck)),
        )
        .branch(
            case![Action::Coupon]
                .branch(dptree::filter_map(kept_checkout).to(checkout::ask_coupon)),
        )
        .branch(
            case![Action::NoCoupon]
                .branch(dptree::filter_map(kept_checkout).to(checkout::remove_coupon)),
        )
        .branch(
            case![Action::TopUp]
                .branch(case![State::Confirm { draft, checkout }].to(top_up::top_up)),
        )
        .branch(
            case![Action::Back]
                .branch(dptree::filter_map(State::into_asked).to(way_back::from_question))
                .branch(case![State::Card { draft }].to(way_back::from_card))
                .branch(case![State::Confirm { draft, checkout }].to(checkout::back_from_confirm))
                .branch(case![State::Coupon { draft, checkout }].to(checkout::back_from_coupon)),
        )
}

fn looking() -> Tree {
    dptree::entry()
        .branch(case![Action::Orders { filter, page }].to(orders::list))
        .branch(case![Action::OrderCard { order }].to(orders::card))
        .branch(case![Action::ShowGoods { order }].to(orders::show_goods))
        .branch(case![Action::CancelOrder { order }].to(orders::ask_to_cancel))
        .branch(case![Action::CancelOrderYes { order }].to(orders::cancel))
        .branch(case![Action::AskRefill { order }].to(order_requests::refill))
        .branch(case![Action::AskCancel { order }].to(order_requests::before_cancel))
        .branch(case![Action::AskCancelYes { order }].to(order_requests::cancel))
        .branch(case![Action::Balance { page }].to(wallet::statement))
        .branch(case![Action::Invite].to(invite::show))
        .branch(case![Action::Export].to(wallet::export))
        .branch(case![Action::Deposit].to(deposit::begin))
        .branch(case![Action::DepositWay { way }].to(deposit::sums))
        .branch(case![Action::DepositSum { way, sum }].to(deposit::pick))
        .branch(case![Action::Deposits { page }].to(deposit::history))
        .branch(case![Action::DepositShown { request }].to(paid_by_hand::ask))
        .branch(case![Action::DepositQuestion].to(whereabouts::ask))
        .branch(case![Action::DepositTicket { question }].to(whereabouts::open_ticket))
}

/// What the shop tells of itself, and what it is asked and told.
fn asking() -> Tree {
    dptree::entry()
        .branch(case![Action::Support].to(support::begin))
        .branch(case![Action::AskSupport { order }].to(support::ask))
        .branch(case![Action::Ticket { ticket }].to(support::card))
        .branch(case![Action::TicketWrite { ticket }].to(support::write))
        .branch(case![Action::TicketSolved { ticket }].to(support::solve))
        .branch(case![Action::Nothing].to(fallback::nothing))
        .branch(case![Action::Resume].to(checkout::resume))
        .branch(case![Action::Help].to(start::help))
        .branch(case![Action::EraseMe].to(privacy::ask))
        .branch(case![Action::EraseMeYes].to(privacy::erase))
        .branch(case![Action::Rules { text }].to(rules::show))
        .branch(case![Action::Faq { faq }].to(rules::answer))
        .branch(case![Action::Languages].to(start::languages))
        .branch(case![Action::Language { tag }].to(start::choose_language))
        .branch(case![Action::Ring { ring }].to(start::choose_ring))
}

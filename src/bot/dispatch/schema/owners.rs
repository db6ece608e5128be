//! The branches of the tree that are the owners': for others there are none. Their handlers take an
//! [`OwnerTurn`], so the tree gives nothing to one that stands outside of them.

use std::sync::Arc;

use super::Tree;
use super::branch::{To, case};
use crate::bot::admin;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Turn;
use crate::bot::ui::callback::Action;
use crate::domain::ids::{DepositId, TopUpId};

/// What begins here is for owners alone, and is given their turn as theirs.
pub(super) fn only() -> Tree {
    dptree::filter_map(|turn: Arc<Turn>| -> Option<OwnerTurn> { turn.as_owner() })
}

/// What owners type where they are asked for it.
pub(super) fn answers() -> Tree {
    only()
        .branch(case![State::DepositSum { deposit }].to(admin::deposits::sum))
        .branch(
            case![State::DeclineDeposit { deposit }].to(admin::declining::own_words::<DepositId>),
        )
        .branch(case![State::OwnText { item, part, lang }].to(admin::naming::text))
        .branch(case![State::ShopText { text, lang }].to(admin::texts::receive))
        .branch(case![State::NewFaq { lang }].to(admin::texts::receive_faq))
        .branch(case![State::NewSource { service }].to(admin::sources::receive))
        .branch(case![State::ProviderId { order }].to(admin::decide::provider_id))
        .branch(case![State::NewProvider { asks }].to(admin::provider_add::receive))
        .branch(case![State::Decline { request }].to(admin::declining::own_words::<TopUpId>))
}

/// Buttons of owners; for others they are stale buttons.
pub(super) fn buttons() -> Tree {
    only()
        .branch(case![Action::Act { nonce }].to(admin::confirm))
        .branch(case![Action::ActNo { nonce }].to(admin::drop))
        .branch(case![Action::Reviews { page }].to(admin::review::list))
        .branch(case![Action::AdminOrder { order }].to(admin::order_card::show))
        .branch(case![Action::AskProvider { order, kind }].to(admin::order_requests::begin))
        .branch(case![Action::AskStuck].to(admin::order_requests::begin_stuck))
        .branch(case![Action::Decide { order, choice }].to(admin::decide::begin))
        .branch(case![Action::Providers].to(admin::providers::show))
        .branch(case![Action::Provider { provider }].to(admin::provider_card::show))
        .branch(case![Action::RechargeTrial { provider }].to(admin::recharge_trial::begin))
        .branch(case![Action::AgreeTrial { trial }].to(admin::recharge_trial::agree))
        .branch(case![Action::AddProvider].to(admin::provider_add::begin))
        .branch(case![Action::RetypeProvider { provider }].to(admin::provider_add::anew))
        .branch(case![Action::TypeAgain].to(admin::provider_add::again))
        .branch(
            case![Action::OwnCurrency]
                .branch(case![State::NewProvider { asks }].to(admin::provider_add::own)),
        )
        .branch(
            case![Action::FetchedRate]
                .branch(case![State::NewProvider { asks }].to(admin::provider_add::fetched)),
        )
        .branch(case![Action::SwitchProvider { provider, to }].to(admin::provider_switch::begin))
        .branch(case![Action::RemoveProvider { provider }].to(admin::provider_remove::begin))
        .branch(case![Action::SameSystem { provider }].to(admin::provider_moved::begin))
        .branch(case![Action::WarnBelow { provider, below }].to(admin::provider_card::warn_below))
        .branch(case![Action::ResumeProvider { provider }].to(admin::resume::begin))
        .branch(case![Action::PriceChanges { page }].to(admin::prices::list))
        .branch(case![Action::ApplyPrice { source }].to(admin::prices::begin_apply))
        .branch(case![Action::SkipPrice { source }].to(admin::prices::begin_skip))
        .branch(case![Action::ApplyPrices].to(admin::prices::begin_apply_all))
        .branch(case![Action::SkipPrices].to(admin::prices::begin_skip_all))
        .branch(case![Action::PausedServices { page }].to(admin::paused::list))
        .branch(case![Action::ResumeService { service }].to(admin::paused::begin))
        .branch(case![Action::TakeRate { provider }].to(admin::rates::begin))
        .branch(case![Action::FileWords { order }].to(admin::filing::ask))
        .branch(case![Action::FileAs { order, meaning }].to(admin::filing::choose))
        .branch(case![Action::Filed { provider, page }].to(admin::filing::list))
        .branch(case![Action::Unfile { filed }].to(admin::filing::unfile))
        .branch(case![Action::ProductAsks { page }].to(admin::product_asks::list))
        .branch(case![Action::ProductAsk { ask }].to(admin::product_asks::begin))
        .branch(case![Action::Coupons { page }].to(admin::coupons::list))
        .branch(case![Action::CouponCard { code }].to(admin::coupons::show))
        .branch(case![Action::NewCoupon { percent }].to(admin::coupons::begin_usual))
        .branch(case![Action::StopCoupon { code }].to(admin::coupons::begin_stop))
        .branch(case![Action::SetReferral { percent }].to(admin::referral::begin_usual))
        .branch(case![Action::ShopTexts].to(admin::texts::show))
        .branch(case![Action::TextLanguages { text }].to(admin::texts::languages))
        .branch(case![Action::EditShopText { text, lang }].to(admin::texts::ask))
        .branch(case![Action::ClearShopText { text, lang }].to(admin::texts::clear))
        .branch(case![Action::FaqList { lang }].to(admin::texts::list_faq))
        .branch(case![Action::AddFaq { lang }].to(admin::texts::ask_faq))
        .branch(case![Action::RemoveFaq { faq }].to(admin::texts::remove_faq))
        .branch(case![Action::Owners].to(admin::owners::show))
        .branch(case![Action::RemoveOwner { person }].to(admin::owner_remove::begin))
        .branch(case![Action::DeclineTopUp { request }].to(admin::declining::ask_why::<TopUpId>))
        .branch(
            case![Action::DeclineTopUpAs { request, reason }]
                .to(admin::declining::decline::<TopUpId>),
        )
        .branch(case![Action::AdminDeposits { tab, page }].to(admin::deposits::list))
        .branch(case![Action::AdminDeposit { deposit }].to(admin::deposits::show))
        .branch(case![Action::DepositProof { deposit }].to(admin::deposits::proof))
        .branch(case![Action::CreditDeposit { deposit }].to(admin::deposits::begin))
        .branch(case![Action::CreditDepositOther { deposit }].to(admin::deposits::ask_sum))
        .branch(
            case![Action::DeclineDeposit { deposit }].to(admin::declining::ask_why::<DepositId>),
        )
        .branch(
            case![Action::DeclineDepositAs { deposit, reason }]
                .to(admin::declining::decline::<DepositId>),
        )
        .branch(case![Action::Gateways].to(admin::gateways::list))
        .branch(case![Action::SwitchGateway { place }].to(admin::gateways::begin))
        .branch(case![Action::EditItem { item }].to(admin::naming::show))
        .branch(case![Action::EditText { item, part }].to(admin::naming::languages))
        .branch(case![Action::EditTextIn { item, part, lang }].to(admin::naming::ask))
        .branch(case![Action::ClearText { item, part, lang }].to(admin::naming::clear))
        .branch(case![Action::MarkItem { item, mark }].to(admin::naming::mark))
        .branch(case![Action::HiddenItems { page }].to(admin::naming::hidden))
        .branch(case![Action::CompareBalance { provider }].to(admin::provider_card::compare))
        .branch(case![Action::Sources { service }].to(admin::sources::show))
        .branch(case![Action::AddSource { service }].to(admin::sources::ask))
        .branch(case![Action::RemoveSource { service, other }].to(admin::sources::begin_remove))
        .branch(case![Action::People { page }].to(admin::people::page))
        .branch(case![Action::Person { person, page }].to(admin::person_card::show))
        .branch(case![Action::PersonStatement { person, page }].to(admin::person_card::statement))
        .branch(case![Action::PersonOrders { person, page }].to(admin::person_card::person_orders))
        .branch(case![Action::StaffTickets { page }].to(admin::tickets::list))
        .branch(case![Action::StaffTicket { ticket }].to(admin::tickets::show))
        .branch(case![Action::StaffClose { ticket }].to(admin::tickets::close))
}

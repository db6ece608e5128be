//! The branches of the tree that are the owners': for others there are none. Their handlers take an
//! [`OwnerTurn`], so the tree gives nothing to one that stands outside of them.

use std::sync::Arc;

use dptree::case;

use super::Tree;
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
        .branch(case![State::DepositSum { deposit }].endpoint(admin::deposits::sum))
        .branch(
            case![State::DeclineDeposit { deposit }]
                .endpoint(admin::declining::own_words::<DepositId>),
        )
        .branch(case![State::OwnText { item, part, lang }].endpoint(admin::naming::text))
        .branch(case![State::ShopText { text, lang }].endpoint(admin::texts::receive))
        .branch(case![State::NewFaq { lang }].endpoint(admin::texts::receive_faq))
        .branch(case![State::NewSource { service }].endpoint(admin::sources::receive))
        .branch(case![State::ProviderId { order }].endpoint(admin::decide::provider_id))
        .branch(case![State::NewProvider { asks }].endpoint(admin::provider_add::receive))
        .branch(case![State::Decline { request }].endpoint(admin::declining::own_words::<TopUpId>))
}

/// Buttons of owners; for others they are stale buttons.
pub(super) fn buttons() -> Tree {
    only()
        .branch(case![Action::Act { nonce }].endpoint(admin::confirm))
        .branch(case![Action::ActNo { nonce }].endpoint(admin::drop))
        .branch(case![Action::Reviews { page }].endpoint(admin::review::list))
        .branch(case![Action::AdminOrder { order }].endpoint(admin::order_card::show))
        .branch(case![Action::AskProvider { order, kind }].endpoint(admin::order_requests::begin))
        .branch(case![Action::AskStuck].endpoint(admin::order_requests::begin_stuck))
        .branch(case![Action::Decide { order, choice }].endpoint(admin::decide::begin))
        .branch(case![Action::Providers].endpoint(admin::providers::show))
        .branch(case![Action::Provider { provider }].endpoint(admin::provider_card::show))
        .branch(case![Action::RechargeTrial { provider }].endpoint(admin::recharge_trial::begin))
        .branch(case![Action::AgreeTrial { trial }].endpoint(admin::recharge_trial::agree))
        .branch(case![Action::AddProvider].endpoint(admin::provider_add::begin))
        .branch(case![Action::RetypeProvider { provider }].endpoint(admin::provider_add::anew))
        .branch(case![Action::TypeAgain].endpoint(admin::provider_add::again))
        .branch(
            case![Action::OwnCurrency]
                .branch(case![State::NewProvider { asks }].endpoint(admin::provider_add::own)),
        )
        .branch(
            case![Action::FetchedRate]
                .branch(case![State::NewProvider { asks }].endpoint(admin::provider_add::fetched)),
        )
        .branch(
            case![Action::SwitchProvider { provider, to }].endpoint(admin::provider_switch::begin),
        )
        .branch(case![Action::RemoveProvider { provider }].endpoint(admin::provider_remove::begin))
        .branch(case![Action::SameSystem { provider }].endpoint(admin::provider_moved::begin))
        .branch(
            case![Action::WarnBelow { provider, below }].endpoint(admin::provider_card::warn_below),
        )
        .branch(case![Action::ResumeProvider { provider }].endpoint(admin::resume::begin))
        .branch(case![Action::PriceChanges { page }].endpoint(admin::prices::list))
        .branch(case![Action::ApplyPrice { source }].endpoint(admin::prices::begin_apply))
        .branch(case![Action::SkipPrice { source }].endpoint(admin::prices::begin_skip))
        .branch(case![Action::ApplyPrices].endpoint(admin::prices::begin_apply_all))
        .branch(case![Action::SkipPrices].endpoint(admin::prices::begin_skip_all))
        .branch(case![Action::PausedServices { page }].endpoint(admin::paused::list))
        .branch(case![Action::ResumeService { service }].endpoint(admin::paused::begin))
        .branch(case![Action::TakeRate { provider }].endpoint(admin::rates::begin))
        .branch(case![Action::FileWords { order }].endpoint(admin::filing::ask))
        .branch(case![Action::FileAs { order, meaning }].endpoint(admin::filing::choose))
        .branch(case![Action::Filed { provider, page }].endpoint(admin::filing::list))
        .branch(case![Action::Unfile { filed }].endpoint(admin::filing::unfile))
        .branch(case![Action::ProductAsks { page }].endpoint(admin::product_asks::list))
        .branch(case![Action::ProductAsk { ask }].endpoint(admin::product_asks::begin))
        .branch(case![Action::Coupons { page }].endpoint(admin::coupons::list))
        .branch(case![Action::CouponCard { code }].endpoint(admin::coupons::show))
        .branch(case![Action::NewCoupon { percent }].endpoint(admin::coupons::begin_usual))
        .branch(case![Action::StopCoupon { code }].endpoint(admin::coupons::begin_stop))
        .branch(case![Action::SetReferral { percent }].endpoint(admin::referral::begin_usual))
        .branch(case![Action::ShopTexts].endpoint(admin::texts::show))
        .branch(case![Action::TextLanguages { text }].endpoint(admin::texts::languages))
        .branch(case![Action::EditShopText { text, lang }].endpoint(admin::texts::ask))
        .branch(case![Action::ClearShopText { text, lang }].endpoint(admin::texts::clear))
        .branch(case![Action::FaqList { lang }].endpoint(admin::texts::list_faq))
        .branch(case![Action::AddFaq { lang }].endpoint(admin::texts::ask_faq))
        .branch(case![Action::RemoveFaq { faq }].endpoint(admin::texts::remove_faq))
        .branch(case![Action::Owners].endpoint(admin::owners::show))
        .branch(case![Action::RemoveOwner { person }].endpoint(admin::owner_remove::begin))
        .branch(
            case![Action::DeclineTopUp { request }].endpoint(admin::declining::ask_why::<TopUpId>),
        )
        .branch(
            case![Action::DeclineTopUpAs { request, reason }]
                .endpoint(admin::declining::decline::<TopUpId>),
        )
        .branch(case![Action::AdminDeposits { tab, page }].endpoint(admin::deposits::list))
        .branch(case![Action::AdminDeposit { deposit }].endpoint(admin::deposits::show))
        .branch(case![Action::DepositProof { deposit }].endpoint(admin::deposits::proof))
        .branch(case![Action::CreditDeposit { deposit }].endpoint(admin::deposits::begin))
        .branch(case![Action::CreditDepositOther { deposit }].endpoint(admin::deposits::ask_sum))
        .branch(
            case![Action::DeclineDeposit { deposit }]
                .endpoint(admin::declining::ask_why::<DepositId>),
        )
        .branch(
            case![Action::DeclineDepositAs { deposit, reason }]
                .endpoint(admin::declining::decline::<DepositId>),
        )
        .branch(case![Action::Gateways].endpoint(admin::gateways::list))
        .branch(case![Action::SwitchGateway { place }].endpoint(admin::gateways::begin))
        .branch(case![Action::EditItem { item }].endpoint(admin::naming::show))
        .branch(case![Action::EditText { item, part }].endpoint(admin::naming::languages))
        .branch(case![Action::EditTextIn { item, part, lang }].endpoint(admin::naming::ask))
        .branch(case![Action::ClearText { item, part, lang }].endpoint(admin::naming::clear))
        .branch(case![Action::MarkItem { item, mark }].endpoint(admin::naming::mark))
        .branch(case![Action::HiddenItems { page }].endpoint(admin::naming::hidden))
        .branch(case![Action::CompareBalance { provider }].endpoint(admin::provider_card::compare))
        .branch(case![Action::Sources { service }].endpoint(admin::sources::show))
        .branch(case![Action::AddSource { service }].endpoint(admin::sources::ask))
        .branch(
            case![Action::RemoveSource { service, other }].endpoint(admin::sources::begin_remove),
        )
        .branch(case![Action::People { page }].endpoint(admin::people::page))
        .branch(case![Action::Person { person, page }].endpoint(admin::person_card::show))
        .branch(
            case![Action::PersonStatement { person, page }].endpoint(admin::person_card::statement),
        )
        .branch(
            case![Action::PersonOrders { person, page }]
                .endpoint(admin::person_card::person_orders),
        )
        .branch(case![Action::StaffTickets { page }].endpoint(admin::tickets::list))
        .branch(case![Action::StaffTicket { ticket }].endpoint(admin::tickets::show))
        .branch(case![Action::StaffClose { ticket }].endpoint(admin::tickets::close))
}

//! The stored names, spelled out: they are derived from variants, and a variant that is renamed
//! must not rename what stands in old rows.

use std::fmt::Debug;
use std::str::FromStr;

use strum::IntoEnumIterator;

use super::catalog::IdSpace;
use super::catalog::naming::{Mark, TextPart};
use super::coupon::{DiscountKind, ScopeKind};
use super::deposit::{DepositDoubt, DepositState, DepositWait, Family, IgnoreReason, RequestState};
use super::journal::{ActName, PersonAct, ProviderAct};
use super::lang::Lang;
use super::ledger::EntryKind;
use super::links::{LinkKind, Platform};
use super::look::LookEnd;
use super::order::evidence::BalanceSign;
use super::order::request::{OrderRequestKind, OrderRequestState, RequestReason};
use super::order::{OrderState, ReviewChoice, ReviewKind};
use super::pricing::Pricing;
use super::provider::{Form, Meaning, ProviderKind, StopReason, Trial};
use super::shop_text::ShopText;
use super::top_up::{DeclineChoice, TopUpState};

fn check<E>(stored: &str)
where
    E: IntoEnumIterator + FromStr + Into<&'static str> + Copy + PartialEq + Debug,
{
    let names: Vec<&str> = E::iter().map(Into::into).collect();
    assert_eq!(names, stored.split_whitespace().collect::<Vec<_>>());
    for one in E::iter() {
        assert_eq!(E::from_str(one.into()).ok(), Some(one));
    }
    assert!(E::from_str("").is_err());
    assert!(E::from_str("Hold").is_err());
}

#[test]
fn names_are_stored_as_they_always_were_and_read_back() {
    check::<OrderState>("queued submitting review active completed partial canceled rejected");
    check::<ReviewKind>("submission return");
    check::<Platform>(
        "instagram tiktok youtube telegram facebook x threads spotify soundcloud twitch discord \
         linkedin pinterest reddit snapchat vk whatsapp kick rumble quora tumblr bluesky \
         odnoklassniki rutube applemusic deezer likee trustpilot google",
    );
    check::<Family>("evm tron");
    check::<LookEnd>("taken shrunk unreadable unreachable currency");
    check::<BalanceSign>("fell unmoved");
    check::<OrderRequestKind>("refill cancel");
    check::<OrderRequestState>("queued asking accepted done rejected unclear");
    check::<RequestReason>(
        "refused not_sent no_answer interrupted no_number rejected_later not_found delivered \
         ignored order_over",
    );
    check::<StopReason>(
        "off moved sealed switched_off debited no_rate no_fetched_rate currency key address \
         unclear",
    );
    check::<Trial>("none granted sent failed");
    check::<Form>("whole part page");
    check::<Meaning>("link quantity service_gone request funds duplicate rate auth");
    check::<Pricing>("per_1000 flat per_unit amount_plus_commission");
    check::<IdSpace>("orders products");
    check::<EntryKind>(
        "credit debit hold release settle return refund reversal repayment loss deposit bonus \
         referral fee",
    );
    check::<DepositState>("confirming credited orphaned review reversed ignored");
    check::<DepositWait>("off_peg stale_price no_price");
    check::<IgnoreReason>("unlisted");
    check::<RequestState>("asked open paid expired failed");
    check::<DepositDoubt>("other_terms one_host hosts_differ came_back by_hand twice");
    check::<TopUpState>("open given declined superseded");
    check::<ReviewChoice>("p s n r k");
    check::<DeclineChoice>("f p n x w");
    check::<ProviderKind>("panel upmobile mail");
    check::<DiscountKind>("percent sum");
    check::<ScopeKind>("everything category service");
    check::<ShopText>("terms privacy paysupport");
    check::<TextPart>("n d");
    check::<Mark>("pin unpin hide show");
    assert_eq!(Lang::ALL.map(Lang::tag), ["en", "ru", "uz"]);
}

#[test]
fn acts_stand_in_the_journal_as_they_always_did() {
    let upon: Vec<&str> = PersonAct::iter().map(|act| ActName::from(act).into()).collect();
    let named = "credit debit refund ban unban review_placed review_send_again \
                 review_not_placed review_return review_delivered goods_shown";
    assert_eq!(upon, named.split_whitespace().collect::<Vec<_>>());
    let providers: Vec<&str> = ProviderAct::iter().map(|act| ActName::from(act).into()).collect();
    let named = "provider_added provider_readdressed provider_moved provider_switched_off \
                 provider_switched_on provider_removed provider_warned provider_trial_agreed";
    assert_eq!(providers, named.split_whitespace().collect::<Vec<_>>());
    let others = [
        ActName::Claim,
        ActName::OwnerRemoved,
        ActName::Sync,
        ActName::Markup,
        ActName::PricesApplied,
        ActName::PricesSkipped,
        ActName::ServiceResumed,
        ActName::RateTaken,
        ActName::ProviderResumed,
        ActName::CatalogNamed,
        ActName::CatalogDescribed,
        ActName::CatalogMarked,
        ActName::SourceAdded,
        ActName::SourceRemoved,
        ActName::ComparisonAsked,
        ActName::WordsFiled,
        ActName::WordsUnfiled,
        ActName::TopUpDeclined,
        ActName::DepositDeclined,
        ActName::GatewaySwitched,
        ActName::ProviderAsked,
        ActName::TicketAnswer,
        ActName::TicketClose,
        ActName::CouponMade,
        ActName::CouponStopped,
        ActName::Referral,
        ActName::TextWritten,
        ActName::QuestionAdded,
        ActName::QuestionRemoved,
        ActName::PersonErased,
    ];
    let named = "claim owner_removed sync markup prices_applied prices_skipped service_resumed \
                 rate_taken provider_resumed catalog_named \
                 catalog_described catalog_marked source_added source_removed \
                 comparison_asked words_filed words_unfiled top_up_declined \
                 deposit_declined gateway_switched provider_asked ticket_answer ticket_close \
                 coupon_made coupon_stopped referral text_written question_added question_removed \
                 person_erased";
    assert_eq!(others.map(<&str>::from).to_vec(), named.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn texts_of_links_are_named_as_they_always_were() {
    let names: Vec<&str> = LinkKind::iter().map(|kind| kind.into_str()).collect();
    let named = "profile invite post reel story video live track album playlist poll";
    assert_eq!(names, named.split_whitespace().collect::<Vec<_>>());
}

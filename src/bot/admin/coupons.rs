//! `/coupon`: the coupons of the shop, and the acts that make one and end one. The usual ones are
//! made by a button; what else may be said of one is typed.

use serde::{Deserialize, Serialize};

use super::act::{Act, Acting, Done, propose};
use super::answers::{as_unknown_button, refuse};
use super::stored::StoredAct;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::quoted;
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::clock::DAY_MS;
use crate::domain::coupon::{Conditions, CouponCode, Discount, NewCoupon, Scope, TypedError, read};
use crate::domain::money::Money;
use crate::flows::owners::coupons;
use crate::flows::{FlowError, UserError};
use crate::store::coupons::{self as rows, Coupon};

const PER_PAGE: i64 = 8;
const NAME_MAX_CHARS: usize = 60;
const WORD_MAX_CHARS: usize = 40;
/// What the buttons offer, in percent.
const USUAL_PERCENTS: [i64; 3] = [5, 10, 20];
/// A coupon of a button is for so many orders, and holds for so long.
const USUAL_USES: i64 = 100;
const USUAL_LIFE_MS: i64 = 30 * DAY_MS;
/// Signs that are not taken for each other.
const SIGNS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const RANDOM_CODE_CHARS: usize = 8;

/// A coupon made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeCoupon {
    /// What it is.
    pub coupon: NewCoupon,
}

/// A coupon ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopCoupon {
    /// Its code.
    pub code: CouponCode,
}

/// `/coupon`, `/coupon SPRING 10% uses=100`, `/coupon SPRING`.
pub async fn begin(turn: OwnerTurn, text: String) -> Outcome {
    if text.trim().is_empty() {
        return list(turn, 0).await;
    }
    if let Some(code) = CouponCode::read(&text) {
        return show(turn, code.to_string()).await;
    }
    match read(&text, turn.now_ms) {
        Ok(coupon) => propose(&turn, &MakeCoupon { coupon }).await,
        Err(error) => explain(&turn, &error).await,
    }
}

async fn explain(turn: &OwnerTurn, error: &TypedError) -> Outcome {
    let words = turn.words();
    let wrong = match error {
        TypedError::Incomplete => words.html("admin-wrong-incomplete", Args::new()),
        TypedError::Code => words.html("admin-coupon-wrong-code", Args::new()),
        TypedError::Discount => words.html("admin-coupon-wrong-discount", Args::new()),
        TypedError::Time => words.html("admin-coupon-wrong-time", Args::new()),
        TypedError::Word(word) => {
            let args = Args::new().text("word", quoted(word, WORD_MAX_CHARS));
            words.html("admin-coupon-wrong-word", args)
        }
    };
    let text = format!("{wrong}\n\n{}", words.html("admin-usage-coupon", Args::new()));
    turn.show(View::new(text).row([coupons_button(&words), menu_button(&words)])).await
}

fn coupons_button(words: &Words) -> Button {
    Button::action(words.word("admin-key-coupons"), Action::Coupons { page: 0 })
}

/// A page of the coupons.
pub async fn list(turn: OwnerTurn, page: i64) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let found = {
        let turn = &turn;
        let read = |portion| async move { rows::page(&mut *turn.read_tx().await, portion).await };
        page.read(read).await?.0
    };
    let key = if found.is_empty() { "admin-coupons-none" } else { "admin-coupons" };
    let head = words.html(key, Args::new());
    let text = format!("{head}\n\n{}", words.html("admin-usage-coupon", Args::new()));
    let mut view = View::new(text);
    for coupon in &found {
        let tap = Action::CouponCard { code: coupon.code.clone() };
        view = view.row([Button::action(label(&words, coupon, turn.now_ms), tap)]);
    }
    view = page.leaf(view, |page| Action::Coupons { page });
    let usual = USUAL_PERCENTS.map(|percent| {
        let args = Args::new().text("percent", words.number(percent));
        Button::action(words.plain("admin-key-coupon-new", args), Action::NewCoupon { percent })
    });
    turn.show(view.row(usual).row([menu_button(&words)])).await
}

fn label(words: &Words, coupon: &Coupon, now_ms: i64) -> String {
    let mark = if is_in_force(coupon, now_ms) { "🎟" } else { "⏹" };
    let off = discount(words, coupon.discount);
    let uses = words.number(coupon.uses);
    let uses = match coupon.conditions.uses_max {
        0 => uses,
        max => format!("{uses}/{}", words.number(max)),
    };
    format!("{mark} {} · {off} · {uses}", coupon.code)
}

fn is_in_force(coupon: &Coupon, now_ms: i64) -> bool {
    let Conditions { until_ms, uses_max, .. } = coupon.conditions;
    let is_over = until_ms > 0 && now_ms >= until_ms;
    let is_used_up = uses_max > 0 && coupon.uses >= uses_max;
    !coupon.is_stopped && !is_over && !is_used_up
}

fn discount(words: &Words, discount: Discount) -> String {
    match discount {
        Discount::Percent(percent) => format!("−{} %", words.number(percent)),
        Discount::Sum(sum) => format!("−{}", words.money(sum)),
    }
}

/// One coupon, with the button that ends it.
pub async fn show(turn: OwnerTurn, code: String) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let (found, name) = {
        let mut tx = turn.read_tx().await;
        let found = match CouponCode::read(&code) {
            Some(code) => rows::find(&mut tx, &code).await?,
            None => None,
        };
        let Some(found) = found else {
            drop(tx);
            let keys = vec![coupons_button(&words)];
            return refuse(&turn, &UserError::CouponNotFound, keys).await;
        };
        let scope = found.conditions.scope;
        let name = match coupons::name_of(&mut turn.ctx(&mut tx), scope, turn.lang()).await {
            Ok(name) => name,
            // What was on sale once may be gone by now.
            Err(FlowError::User(_)) => String::new(),
            Err(error) => return Err(error),
        };
        (found, name)
    };
    let head = Args::new().text("code", &found.code).text("off", discount(&words, found.discount));
    let mut lines = vec![words.html("admin-coupon", head)];
    let uses = Args::new().count("n", found.uses).text("n-text", words.number(found.uses));
    lines.push(words.html("admin-coupon-uses", uses));
    lines.extend(condition_lines(&words, &found.conditions, &name));
    if found.is_stopped {
        lines.push(words.html("admin-coupon-stopped", Args::new()));
    }
    let mut view = View::new(lines.join("\n"));
    if !found.is_stopped {
        let tap = Action::StopCoupon { code: found.code };
        view = view.row([Button::action(words.word("admin-key-coupon-stop"), tap)]);
    }
    turn.show(view.row([coupons_button(&words), menu_button(&words)])).await
}

fn condition_lines(words: &Words, conditions: &Conditions, name: &str) -> Vec<String> {
    let Conditions { uses_max, person_max, from_ms, until_ms, scope, min_order } = *conditions;
    let count = |count: i64| Args::new().count("n", count).text("n-text", words.number(count));
    let time = |at_ms: i64| Args::new().time("time", at_ms);
    let (scope_key, number) = match scope {
        Scope::Everything => ("admin-coupon-for-all", String::new()),
        Scope::Category(category) => ("admin-coupon-for-category", category.to_string()),
        Scope::Service(service) => ("admin-coupon-for-service", service.to_string()),
    };
    let of = Args::new().text("number", number).text("name", quoted(name, NAME_MAX_CHARS));
    let min = Args::new().text("min", words.money(min_order));
    let lines = [
        (true, scope_key, of),
        (uses_max > 0, "admin-coupon-uses-max", count(uses_max)),
        (uses_max == 0, "admin-coupon-uses-any", Args::new()),
        (person_max > 0, "admin-coupon-person-max", count(person_max)),
        (person_max == 0, "admin-coupon-person-any", Args::new()),
        (min_order.is_positive(), "admin-coupon-min", min),
        (from_ms > 0, "admin-coupon-from", time(from_ms)),
        (until_ms > 0, "admin-coupon-until", time(until_ms)),
    ];
    let shown = lines.into_iter().filter(|(is_shown, ..)| *is_shown);
    shown.map(|(_, key, args)| words.html(key, args)).collect()
}

/// One of the usual ones: its card, with a code that nobody guesses.
pub async fn begin_usual(turn: OwnerTurn, percent: i64) -> Outcome {
    let code = CouponCode::read(&random_code());
    let (true, Some(code)) = (USUAL_PERCENTS.contains(&percent), code) else {
        return as_unknown_button(&turn);
    };
    turn.leave_question();
    let conditions = Conditions {
        uses_max: USUAL_USES,
        person_max: 1,
        from_ms: 0,
        until_ms: turn.now_ms.saturating_add(USUAL_LIFE_MS),
        scope: Scope::Everything,
        min_order: Money::ZERO,
    };
    let coupon = NewCoupon { code, discount: Discount::Percent(percent), conditions };
    propose(&turn, &MakeCoupon { coupon }).await
}

fn random_code() -> String {
    let signs =
        (0..RANDOM_CODE_CHARS).filter_map(|_| SIGNS.get(rand::random_range(0..SIGNS.len())));
    signs.map(|sign| char::from(*sign)).collect()
}

/// The Stop button: the card.
pub async fn begin_stop(turn: OwnerTurn, code: String) -> Outcome {
    match CouponCode::read(&code) {
        Some(code) => propose(&turn, &StopCoupon { code }).await,
        None => as_unknown_button(&turn),
    }
}

impl StoredAct for MakeCoupon {
    const NAME: &'static str = "MakeCoupon";
}

impl Act for MakeCoupon {
    fn way_back(&self, words: &Words) -> Option<Button> {
        Some(coupons_button(words))
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        coupons::check(&mut at.ctx, &self.coupon).await?;
        let NewCoupon { code, discount: off, conditions } = &self.coupon;
        let name = coupons::name_of(&mut at.ctx, conditions.scope, at.words.lang()).await?;
        let args = Args::new().text("code", code.as_str()).text("off", discount(at.words, *off));
        let mut lines = vec![at.words.html("admin-card-coupon", args)];
        lines.extend(condition_lines(at.words, conditions, &name));
        lines.push(at.words.html("admin-card-coupon-cost", Args::new()));
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        coupons::make(&mut at.ctx, at.actor_id, &self.coupon).await?;
        Ok(Some(("admin-done-coupon", Args::new().text("code", self.coupon.code.as_str()))))
    }
}

impl StoredAct for StopCoupon {
    const NAME: &'static str = "StopCoupon";
}

impl Act for StopCoupon {
    fn way_back(&self, words: &Words) -> Option<Button> {
        Some(coupons_button(words))
    }

    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let found = coupons::find_open(&mut at.ctx, &self.code).await?;
        let args = Args::new()
            .text("code", &found.code)
            .count("n", found.uses)
            .text("n-text", at.words.number(found.uses));
        Ok(vec![at.words.html("admin-card-coupon-stop", args)])
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        coupons::stop(&mut at.ctx, at.actor_id, &self.code).await?;
        Ok(Some(("admin-done-coupon-stop", Args::new().text("code", self.code.as_str()))))
    }
}

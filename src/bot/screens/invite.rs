//! Inviting: a person's own link, how many came by it, and what that has earned. Only where owners
//! give something for it.

use std::sync::Arc;

use teloxide::types::Me;

use crate::bot::dispatch::turn::{Outcome, Turn};
use crate::bot::ui::buttons::{menu_button, resume_button};
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::domain::referral::{PAYLOAD_PREFIX, Share};
use crate::flows::FlowError;
use crate::flows::wallet::referrals;
use crate::store::referrals as rows;

/// The link and what came of it.
pub async fn show(turn: Arc<Turn>, me: Me) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let person_id = turn.person.person_id;
    let share = referrals::present(&mut *turn.read_tx().await).await?;
    if !share.is_on() || turn.is_admin() {
        turn.toast(words.word("button-old"));
        return Ok(());
    }
    let (code, (came, earned)) = {
        let mut tx = turn.write_tx().await;
        (referrals::code_of(&mut tx, person_id).await?, rows::tally(&mut tx, person_id).await?)
    };
    let link = format!("https://t.me/{}?start={PAYLOAD_PREFIX}{code}", me.username());
    let args = Args::new()
        .text("link", &link)
        .text("percent", words.number(share.percent))
        .text("cap", words.money(share.cap))
        .text("earned", words.money(earned))
        .count("n", came)
        .text("n-text", words.number(came));
    let mut lines = vec![words.html("invite-head", args.clone())];
    if share.cap.is_positive() {
        lines.push(words.html("invite-cap", args.clone()));
    }
    lines.push(words.html("invite-link", args.clone()));
    lines.push(words.html("invite-came", args));
    let view = View::new(lines.join("\n"))
        .row([Button::copy(words.word("key-copy-link"), link)])
        .row(resume_button(&turn.state(), &words));
    let back = Button::action(words.word("key-balance"), Action::Balance { page: 0 });
    turn.show(view.row([back, menu_button(&words)])).await
}

/// The button to it, where it leads somewhere.
pub async fn button(turn: &Turn, words: &Words) -> Result<Option<Button>, FlowError> {
    let share: Share = referrals::present(&mut *turn.read_tx().await).await?;
    let is_offered = share.is_on() && !turn.is_admin();
    Ok(is_offered.then(|| Button::action(words.word("key-invite"), Action::Invite)))
}

/// Somebody has come by a link. Only who writes for the very first time is bound by it.
pub async fn came(turn: &Turn, code: &str) -> Outcome {
    let is_newcomer = turn.person.is_new(turn.now_ms);
    if is_newcomer {
        let mut tx = turn.write_tx().await;
        referrals::bind(&mut turn.ctx(&mut tx), turn.person.person_id, code).await?;
    }
    Ok(())
}

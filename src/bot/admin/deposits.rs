//! `/deposits`: money on its way in that waits for an owner, and the act that credits it. The sum
//! is the one that the owner read.

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator as _;

use super::act::{Act, Acting, Done, propose};
use super::answers::{as_unknown_button, ask, refuse};
use super::card_lines::{person_line, wallet_lines};
use super::declining::{Declinable, Open};
use super::stored::StoredAct;
use crate::bot::admin::adjust::wallet_args;
use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::state::State;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{coin_name, gateway_label, quoted, tx_line};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::paging::Page;
use crate::bot::ui::view::{Button, View, shorten};
use crate::bot::ui::words::{Args, Words};
use crate::domain::deposit::{DepositRules, DepositState, DepositTab, ProofFile, tx_in};
use crate::domain::ids::DepositId;
use crate::domain::money::Money;
use crate::domain::top_up::{DeclineChoice, DeclineReason};
use crate::flows::deposits::{decide, questions};
use crate::flows::wallet::adjust::{self, Adjustment, Direction};
use crate::flows::{FlowError, UserError};
use crate::store::deposits::{self, Deposit, proofs};
use crate::store::outbox::{FileKind, Lane, Outgoing};

const PER_PAGE: i64 = 8;
const WORDS_MAX_CHARS: usize = 200;

/// Money that came in credited by an owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditDeposit {
    /// The deposit.
    pub deposit: DepositId,
    /// What the owner read.
    pub amount: Money,
}

/// `/deposits`, and with the hash of a transaction what became of it.
pub async fn typed(turn: OwnerTurn, text: String) -> Outcome {
    if text.trim().is_empty() {
        return list(turn, (DepositTab::Waiting, 0)).await;
    }
    let known = match tx_in(&text) {
        Some(hash) => deposits::list_by_tx(&mut *turn.read_tx().await, &hash).await?,
        None => Vec::new(),
    };
    // A token that is not taken may be in the settings by now: its network is asked again.
    if let Some(deposit) = known.iter().find(|deposit| !deposit.is_unlisted()) {
        return show(turn, deposit.deposit_id).await;
    }
    let asked = {
        let mut tx = turn.write_tx().await;
        let actor_id = turn.person.person_id;
        questions::ask(&mut turn.ctx(&mut tx), actor_id, (&text, true)).await
    };
    match asked {
        Ok(()) => {
            let words = turn.words();
            let view = View::new(words.html("whereabouts-looking", Args::new()));
            turn.show(view.row([menu_button(&words)])).await
        }
        Err(FlowError::User(error)) => refuse(&turn, &error, Vec::new()).await,
        Err(error) => Err(error),
    }
}

/// A page of deposits, newest first.
pub async fn list(turn: OwnerTurn, (tab, page): (DepositTab, i64)) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let mut page = Page::of(PER_PAGE).asked(page);
    let (found, counts) = {
        let mut tx = turn.read_tx().await;
        let mut counts = [0; 3];
        for (count, tab) in counts.iter_mut().zip(DepositTab::iter()) {
            *count = deposits::count_in(&mut tx, tab).await?;
        }
        let total = DepositTab::iter().zip(counts).find(|(other, _)| *other == tab);
        page.settle(total.map_or(0, |(_, count)| count));
        (deposits::list_in(&mut tx, tab, page.portion()).await?, counts)
    };
    let key = if found.is_empty() { "admin-deposits-none" } else { "admin-deposits" };
    let args = Args::new().text("tab", words.word_of("admin-deposits-tab", tab.into_str()));
    let view = found.iter().fold(View::new(words.html(key, args)), |view, deposit| {
        let label = list_label(&words, deposit);
        view.row([Button::action(label, Action::AdminDeposit { deposit: deposit.deposit_id })])
    });
    let tabs = DepositTab::iter().zip(counts).filter(|(other, _)| *other != tab);
    let tabs = tabs.map(|(tab, count)| {
        let name = words.word_of("admin-deposits-tab", tab.into_str());
        let label = format!("{name} · {}", words.number(count));
        Button::action(label, Action::AdminDeposits { tab, page: 0 })
    });
    let gateways = Button::action(words.word("admin-key-gateways"), Action::Gateways);
    let view = page.leaf(view, |page| Action::AdminDeposits { tab, page }).row(tabs);
    turn.show(view.row([gateways, menu_button(&words)])).await
}

/// A row of the list: what it is, and why it stands there.
fn list_label(words: &Words, deposit: &Deposit) -> String {
    let why = match deposit.state {
        DepositState::Review => words.word_of("deposit-waits", &deposit.reason),
        state => words.word_of("deposit-state", state.into_str()),
    };
    let why = shorten(&why, 24);
    format!("{} · {} · {why}", deposit.deposit_id, words.money(deposit.amount))
}

/// A deposit with everything about it.
pub async fn show(turn: OwnerTurn, deposit: DepositId) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let found = {
        let mut tx = turn.read_tx().await;
        match deposits::find(&mut tx, deposit).await? {
            Some(found) => {
                let person = person_line(&mut tx, &words, found.person_id).await?;
                let proofs = proofs::list(&mut tx, deposit).await?;
                Some((found, person, proofs))
            }
            None => None,
        }
    };
    let Some((found, person, proofs)) = found else {
        return refuse(&turn, &UserError::DepositNotFound, Vec::new()).await;
    };
    let mut lines = facts(&words, &turn.shop.deposits, &found);
    lines.insert(1, person);
    let shown = proofs.iter().filter(|proof| !proof.words.is_empty());
    lines.extend(shown.map(|proof| {
        let args = Args::new().text("words", quoted(&proof.words, WORDS_MAX_CHARS));
        words.html("admin-deposit-words", args)
    }));
    let has_file = proofs.iter().any(|proof| proof.file.is_some());
    let view = buttons(&words, &found, has_file).into_iter();
    let view = view.fold(View::new(lines.join("\n")), View::row);
    turn.show(view.row([deposits_button(&words), menu_button(&words)])).await
}

fn facts(words: &Words, rules: &DepositRules, deposit: &Deposit) -> Vec<String> {
    let args = Args::new()
        .text("deposit", deposit.deposit_id.to_string())
        .text("amount", words.money(deposit.amount))
        .text("gateway", gateway_label(words, rules, &deposit.gateway))
        .text("coin", &deposit.coin_amount)
        .text("asset", coin_name(&deposit.asset))
        .text("state", words.word_of("deposit-state", deposit.state.into_str()))
        .time("time", deposit.seen_ms)
        .text("address", &deposit.address);
    let mut lines = vec![words.html("admin-deposit-head", args.clone())];
    lines.push(words.html("admin-deposit-facts", args.clone()));
    if !deposit.coin_amount.is_empty() {
        lines.push(words.html("admin-deposit-coin", args.clone()));
    }
    if !deposit.address.is_empty() {
        lines.push(words.html("admin-deposit-address", args));
    }
    if !deposit.tx.is_empty() {
        lines.push(tx_line(words, rules, deposit));
    }
    match deposit.state {
        DepositState::Review => lines.push(words.word_of("deposit-doubt", &deposit.reason)),
        DepositState::Ignored => lines.push(words.word_of("deposit-ignored", &deposit.reason)),
        _ => {}
    }
    lines
}

fn buttons(words: &Words, found: &Deposit, has_file: bool) -> Vec<Vec<Button>> {
    let (deposit, amount) =
        (found.deposit_id, Args::new().text("amount", words.money(found.amount)));
    let mut rows = Vec::new();
    if has_file {
        let label = words.word("admin-key-deposit-proof");
        rows.push(vec![Button::action(label, Action::DepositProof { deposit })]);
    }
    if found.state == DepositState::Review {
        let credit = words.plain("admin-key-deposit-credit", amount);
        rows.push(vec![Button::action(credit, Action::CreditDeposit { deposit })]);
        rows.push(vec![
            Button::action(
                words.word("admin-key-deposit-other"),
                Action::CreditDepositOther { deposit },
            ),
            Button::action(words.word("admin-key-decline"), Action::DeclineDeposit { deposit }),
        ]);
    }
    let person = Action::Person { person: found.person_id, page: 0 };
    rows.push(vec![Button::action(words.word("admin-key-person"), person)]);
    rows
}

fn deposits_button(words: &Words) -> Button {
    Button::action(
        words.word("admin-key-deposits"),
        Action::AdminDeposits { tab: DepositTab::Waiting, page: 0 },
    )
}

fn deposit_button(words: &Words, deposit: DepositId) -> Button {
    Button::action(words.word("admin-key-deposit"), Action::AdminDeposit { deposit })
}

/// The newest picture or file that proves it, in this owner's private chat.
pub async fn proof(turn: OwnerTurn, deposit: DepositId) -> Outcome {
    let proofs = proofs::list(&mut *turn.read_tx().await, deposit).await?;
    let Some((file_id, kind)) = proofs.into_iter().find_map(|proof| proof.file) else {
        return as_unknown_button(&turn);
    };
    let kind = match kind {
        ProofFile::Photo => FileKind::Photo,
        ProofFile::Document => FileKind::Document,
    };
    let file = (kind, file_id.as_str());
    turn.write(Outgoing::of_file(turn.chat_id(), Lane::Reply, file, "")).await
}

/// Credits it with its own sum: the card to confirm.
pub async fn begin(turn: OwnerTurn, deposit: DepositId) -> Outcome {
    turn.leave_question();
    match waiting(&turn, deposit).await {
        Ok(found) => propose(&turn, &CreditDeposit { deposit, amount: found.amount }).await,
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![deposit_button(&turn.words(), deposit)]).await
        }
        Err(error) => Err(error),
    }
}

async fn waiting(turn: &OwnerTurn, deposit: DepositId) -> Result<Deposit, FlowError> {
    let mut tx = turn.write_tx().await;
    decide::waiting(&mut turn.ctx(&mut tx), turn.person.person_id, deposit).await
}

/// Asks for the sum that the owner read.
pub async fn ask_sum(turn: OwnerTurn, deposit: DepositId) -> Outcome {
    turn.leave_question();
    match waiting(&turn, deposit).await {
        Ok(_) => {
            turn.go(State::DepositSum { deposit });
            ask(&turn, turn.words().html("admin-deposit-ask-sum", Args::new())).await
        }
        Err(FlowError::User(error)) => {
            refuse(&turn, &error, vec![deposit_button(&turn.words(), deposit)]).await
        }
        Err(error) => Err(error),
    }
}

/// The sum was typed.
pub async fn sum(turn: OwnerTurn, deposit: DepositId, text: String) -> Outcome {
    match Money::parse_plain(text.trim()).ok().filter(|sum| sum.is_positive()) {
        Some(amount) => {
            turn.go(State::Idle);
            propose(&turn, &CreditDeposit { deposit, amount }).await
        }
        None => ask(&turn, turn.words().html("deposit-bad-sum", Args::new())).await,
    }
}

impl StoredAct for CreditDeposit {
    const NAME: &'static str = "CreditDeposit";
}

impl Act for CreditDeposit {
    async fn card(&self, at: &mut Acting<'_>) -> Result<Vec<String>, FlowError> {
        let deposit = decide::creditable(&mut at.ctx, at.actor_id, self.deposit).await?;
        let bonus = at.ctx.shop.deposits.bonus.bonus(self.amount);
        let adjustment = Adjustment {
            actor_id: at.actor_id,
            person_id: deposit.person_id,
            amount: self.amount,
            reason: "",
            cause: "",
            has_open_checkout: false,
        };
        let (before, after) = adjust::preview(&mut at.ctx, &adjustment, Direction::Give).await?;
        let args = Args::new()
            .text("amount", at.words.money(self.amount))
            .text("deposit", self.deposit.to_string())
            .text("bonus", at.words.money(bonus));
        let mut lines = vec![
            at.words.html("admin-card-deposit", args.clone()),
            person_line(at.ctx.tx, at.words, deposit.person_id).await?,
        ];
        lines.extend(wallet_lines(at.words, &before, &after));
        if bonus.is_positive() {
            lines.push(at.words.html("deposit-bonus", args));
        }
        Ok(lines)
    }

    async fn run(&self, at: &mut Acting<'_>) -> Result<Option<Done>, FlowError> {
        let ids = (at.actor_id, self.deposit);
        let deposit = decide::credit(&mut at.ctx, ids, self.amount).await?;
        let given = (deposit.person_id, self.amount);
        Ok(Some(("admin-done-credit", wallet_args(at.ctx.tx, at.words, given).await?)))
    }
}

impl Declinable for DepositId {
    const ASK: &'static str = "admin-deposit-decline";

    fn question(self) -> State {
        State::DeclineDeposit { deposit: self }
    }

    fn tap(self, reason: DeclineChoice) -> Action {
        Action::DeclineDepositAs { deposit: self, reason }
    }

    fn card(self, words: &Words) -> Option<Button> {
        Some(deposit_button(words, self))
    }

    fn others(words: &Words) -> Option<Button> {
        Some(deposits_button(words))
    }

    async fn open(self, turn: &OwnerTurn) -> Result<Open, FlowError> {
        Ok(Open { amount: waiting(turn, self).await?.amount, about: None })
    }

    async fn decline(self, turn: &OwnerTurn, reason: DeclineReason) -> Result<Money, FlowError> {
        let (mut tx, ids) = (turn.write_tx().await, (turn.person.person_id, self));
        Ok(decide::decline(&mut turn.ctx(&mut tx), ids, reason).await?.amount)
    }
}

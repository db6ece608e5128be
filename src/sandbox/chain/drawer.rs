//! A chain with its nodes as the chat page's drawer shows them, and the knobs that it turns: a
//! wallet that pays, a miner, a reorganisation, and what is wrong with each node.
//!
//! Owns the shapes of that JSON. Must never know why somebody is paid.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::faults::{NodeFault, NodeRule};
use super::payment::{Payment, Transfer};
use super::words::{Address, Amount, Hash};
use super::{Chain, Keep, Node, Pace, Token, lock};
use crate::sandbox::asked::asked;

/// The newest payments that are shown.
const SHOWN_PAYMENTS: usize = 12;
/// The most blocks that one press mines, or replaces.
const BLOCKS_MAX: u64 = 100;
/// Whose wallet it is.
const PAYER: u32 = 42;
/// A contract that only calls itself as the listed token does.
const OTHER_CONTRACT: u32 = 66_666;

/// What may be wrong with a node, by the names on the page.
static FAULTS: [(&str, NodeFault); 6] = [
    ("works", NodeFault::None),
    ("down", NodeFault::Cut),
    ("502", NodeFault::Html502),
    ("too many calls", NodeFault::TooMany { retry_after_s: Some(5) }),
    ("10 blocks behind", NodeFault::Behind { blocks: 10 }),
    ("of another chain", NodeFault::OtherChain(1)),
];

/// The knobs of one chain; clones turn the same.
#[derive(Clone)]
pub struct Knobs {
    chain: Chain,
    nodes: Vec<Node>,
    every_ms: u64,
    sent: Arc<Mutex<VecDeque<Sent>>>,
}

/// One payment of the wallet.
#[derive(Clone)]
struct Sent {
    hash: Hash,
    words: String,
}

impl Knobs {
    /// Knobs of a chain and these nodes of it; the chain begins to mine a block in so many
    /// milliseconds.
    #[must_use]
    pub fn new(chain: Chain, nodes: Vec<Node>, every_ms: u64) -> Self {
        chain.set_pace(Pace::EveryMs(every_ms));
        Self { chain, nodes, every_ms, sent: Arc::default() }
    }

    /// The newest block, how blocks come, the nodes, and the wallet's newest payments.
    #[must_use]
    pub fn state_json(&self) -> Value {
        let (height, pace, token) = self.chain.with(|state| {
            let token = state.tokens.first().map(|token| token.symbol.clone());
            (state.head(), state.pace(), token)
        });
        let payments: Vec<Value> = lock(&self.sent).iter().map(|sent| self.shown(sent)).collect();
        let nodes: Vec<&str> = self.nodes.iter().map(fault_of).collect();
        json!({
            "height": height,
            "token": token,
            "pace": if pace == Pace::ByHand { "by hand" } else { "by themselves" },
            "paces": ["by themselves", "by hand"],
            "faults": FAULTS.each_ref().map(|(name, _)| *name),
            "nodes": nodes,
            "payments": payments,
        })
    }

    fn shown(&self, sent: &Sent) -> Value {
        let (place, is_dropped, head) = self.chain.with(|state| {
            let known = state.transaction(sent.hash);
            let place = known.and_then(|known| known.place);
            (place, known.is_some_and(|known| known.is_dropped), state.head())
        });
        let status = match place {
            Some(place) => format!("{} deep", head.saturating_sub(place.height) + 1),
            None if is_dropped => "dropped".to_owned(),
            None => "waits".to_owned(),
        };
        let id = sent.hash.to_string();
        json!({ "id": id, "words": sent.words, "status": status, "is_dropped": is_dropped })
    }

    /// Does what the drawer asks and answers with the new state.
    ///
    /// # Errors
    /// A sentence that says what was not understood.
    pub fn apply(&self, action: &Value) -> Result<Value, String> {
        let text = |name: &str| asked(action, name);
        match text("action").as_str() {
            "pay" => self.pay((&text("to"), &text("amount")), &text("how"))?,
            "mine" => self.chain.mine(blocks(&text("value"))?),
            "drop" => self.chain.reorg(blocks(&text("value"))?, &Keep::Nothing),
            "move" => self.chain.reorg(blocks(&text("value"))?, &Keep::All),
            "again" => self.send_again(&text("id"))?,
            "pace" => self.turn_pace(&text("value")),
            "node" => self.turn_node(&text("id"), &text("value"))?,
            _ => return Err("unknown action".to_owned()),
        }
        Ok(self.state_json())
    }

    fn pay(&self, (to, amount): (&str, &str), how: &str) -> Result<(), String> {
        let to: Address = to.parse().map_err(|_| "This is no address of the network.")?;
        let token = self.chain.with(|state| state.tokens.first().cloned());
        let token = token.ok_or("there is no token here")?;
        let amount: Decimal =
            amount.replace(',', ".").parse().map_err(|_| "The amount is no number.")?;
        let (payment, words) = payment((&token, to), amount, how)?;
        let hash = self.chain.send(payment);
        let mut sent = lock(&self.sent);
        sent.push_front(Sent { hash, words });
        sent.truncate(SHOWN_PAYMENTS);
        Ok(())
    }

    fn send_again(&self, id: &str) -> Result<(), String> {
        let is_sent = id.parse().is_ok_and(|hash| self.chain.send_again(hash));
        is_sent.then_some(()).ok_or_else(|| "This payment was not dropped.".to_owned())
    }

    fn turn_pace(&self, name: &str) {
        let is_by_hand = name == "by hand";
        self.chain.set_pace(if is_by_hand { Pace::ByHand } else { Pace::EveryMs(self.every_ms) });
    }

    fn turn_node(&self, id: &str, name: &str) -> Result<(), String> {
        let node = id.parse().ok().and_then(|place: usize| self.nodes.get(place));
        let node = node.ok_or("there is no such node")?;
        let fault = FAULTS.iter().find(|(known, _)| *known == name);
        let (_, fault) = fault.ok_or("unknown fault")?;
        node.clear_faults();
        if *fault != NodeFault::None {
            node.set_fault(NodeRule::always(fault.clone()));
        }
        Ok(())
    }
}

/// What is wrong with a node, by its name on the page.
fn fault_of(node: &Node) -> &'static str {
    let fault = lock(&node.own).script.first();
    let named = FAULTS.iter().find(|(_, known)| *known == fault);
    named.map_or("otherwise wrong", |(name, _)| name)
}

fn blocks(text: &str) -> Result<u64, String> {
    let blocks = text.parse().ok().filter(|blocks| (1..=BLOCKS_MAX).contains(blocks));
    blocks.ok_or_else(|| format!("Blocks are counted from 1 to {BLOCKS_MAX}."))
}

/// A payment of a kind, and what the page calls it.
fn payment(
    (token, to): (&Token, Address),
    wanted: Decimal,
    how: &str,
) -> Result<(Payment, String), String> {
    let two = Decimal::TWO;
    let amount = match how {
        "less" => wanted.checked_div(two),
        "more" => wanted.checked_mul(two),
        _ => Some(wanted),
    };
    let amount = amount.ok_or("The amount is too large.")?.normalize();
    let from = Address::numbered(PAYER);
    let other = Address::numbered(OTHER_CONTRACT);
    let contract = if how == "wrong token" { other } else { token.contract };
    let transfer = Transfer::new(contract, to, units(amount, token.decimals)?).from(from);
    let once = Payment::by(from).with(transfer.clone());
    let sum = format!("{amount} {}", token.symbol);
    match how {
        "exact" | "less" | "more" => Ok((once, sum)),
        "twice" => Ok((once.with(transfer), format!("2 × {sum}"))),
        "wrong token" => Ok((once, format!("{sum}, another contract"))),
        "fails" => Ok((once.failing(), format!("{sum}, fails"))),
        _ => Err("unknown kind of payment".to_owned()),
    }
}

/// A sum in the token's smallest unit.
fn units(amount: Decimal, decimals: u8) -> Result<Amount, String> {
    let one = 10_u64.checked_pow(u32::from(decimals)).map(Decimal::from);
    let units = one.and_then(|one| amount.checked_mul(one)).map(|units| units.normalize());
    let units = units.filter(|units| units.is_sign_positive() && units.scale() == 0);
    let units = units.and_then(|units| u128::try_from(units).ok()).filter(|units| *units > 0);
    units.map(Amount::from).ok_or_else(|| "The amount is above 0, with few decimals.".to_owned())
}

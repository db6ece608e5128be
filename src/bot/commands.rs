//! The commands, as teloxide parses them and as the client's menu lists them. Commands of admins
//! do not exist for others.

use teloxide::types::{BotCommand, Me};
use teloxide::utils::command::BotCommands;

/// What customers may type, in the order of the menu.
#[derive(Debug, Clone, PartialEq, Eq, BotCommands)]
#[command(rename_rule = "lowercase")]
pub enum Command {
    /// Begin, with what came behind a `t.me/<bot>?start=` link.
    Start(String),
    /// Order something.
    Order(String),
    /// Find a service.
    Search(String),
    /// Their orders.
    Orders,
    /// Their money.
    Balance,
    /// Pay in.
    Deposit,
    /// Ask the shop something.
    Support,
    /// Choose a language.
    Language,
    /// How things work.
    Help,
    /// What is agreed with customers.
    Terms,
    /// What is kept of them.
    Privacy,
    /// What to do when a payment went wrong.
    Paysupport,
    /// Leave whatever was begun.
    Cancel,
}

/// What admins may type beside, in the order of their menu.
#[derive(Debug, Clone, PartialEq, Eq, BotCommands)]
#[command(rename_rule = "lowercase")]
pub enum AdminCommand {
    /// Orders that wait for a decision.
    Review,
    /// Find a person: id, username or a part of the name.
    User(String),
    /// Give money: user, amount, reason.
    Credit(String),
    /// Take money: user, amount, reason.
    Debit(String),
    /// Return money of an order: order, amount, reason.
    Refund(String),
    /// Take no new orders of a person: user, and a reason or none.
    Ban(String),
    /// Let a person order again: user, and a reason or none.
    Unban(String),
    /// Which providers get orders.
    Providers,
    /// Look at the providers' lists now: a provider, or all.
    Sync(String),
    /// The markup: nothing, a number of percent, or `reset`.
    Markup(String),
    /// Coupons: nothing, a code, or a code with what it takes off.
    Coupon(String),
    /// What inviting earns: nothing, a percent and a cap, or `off`.
    Referral(String),
    /// Money on its way in: those that wait, or the hash of a transaction.
    Deposits(String),
    /// The goods of a customer's order: order.
    Goods(String),
    /// What the shop says of itself.
    Texts,
    /// Who owns the shop.
    Owners,
}

/// The names of all commands, without the slash, in the order of the menu.
#[must_use]
pub fn names<C: BotCommands>() -> Vec<String> {
    let name = |command: BotCommand| command.command.trim_start_matches('/').to_owned();
    C::bot_commands().into_iter().map(name).collect()
}

/// Reads a command, whatever its letter case and whatever blank stands behind it. `None` for
/// anything else, and for a command that names another bot.
#[must_use]
pub fn parse<C: BotCommands>(text: &str, me: &Me) -> Option<C> {
    let (name, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    if !name.starts_with('/') {
        return None;
    }
    let (name, rest) = (name.to_lowercase(), rest.trim_start());
    let plain = if rest.is_empty() { name } else { format!("{name} {rest}") };
    C::parse(&plain, me.user.username.as_deref().unwrap_or_default()).ok()
}

#[cfg(test)]
#[path = "commands_tests.rs"]
mod tests;

//! Changes to a reply as JSON: values of other types, members gone, twice, renamed or new, levels
//! more. Numbers and names are kept as they are written, so that they may be absurd or repeated.

use serde_json::Value;

use super::Dice;

pub enum Json {
    /// A number, `true`, `null`, or something that is none of them.
    Bare(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

const NUMBERS: [&str; 20] = [
    "0",
    "1",
    "-1",
    "7",
    "100",
    "0.5",
    "-0.0",
    "1e3",
    "1E-30",
    "1e999",
    "-1e-999",
    "9007199254740993",
    "9223372036854775808",
    "340282366920938463463374607431768211456",
    "0.000000000000000000000000000001",
    "79228162514264337593543950336",
    "NaN",
    "Infinity",
    "0x10",
    "01",
];

const TEXTS: [&str; 44] = [
    "",
    " ",
    "0",
    "1",
    "10",
    "-2",
    "12.50",
    "1e400",
    "1,000",
    "NaN",
    "null",
    "Unknown",
    "Pending",
    "In progress",
    "Completed",
    "Success",
    "Partial",
    "Canceled",
    "Cancelled",
    "Refunded",
    "Fail",
    "error",
    "In stock",
    "USD",
    "Default",
    "Package",
    "Custom Comments",
    "Bad link",
    "Incorrect service ID",
    "Incorrect order ID",
    "Not enough funds on balance",
    "Rate limit exceeded. Slow down.",
    "Invalid API key",
    "Quantity less than minimal 50",
    "You have active order with this link. Please wait until order being completed.",
    "There was an error processing your request",
    "Order 7 placed, but bad link for the second run",
    "\u{202e}kcehc\u{0}\u{feff}",
    "Ўзбекча 🧿",
    "<b>&amp;</b>",
    "'; DROP TABLE orders; --",
    "../../etc/passwd",
    "MM1030",
    "ord_01H",
];

const NAMES: [&str; 34] = [
    "order",
    "Order",
    "order_id",
    "orders",
    "id",
    "error",
    "Error",
    "errors",
    "message",
    "msg",
    "status",
    "STATUS",
    "success",
    "data",
    "services",
    "service",
    "service_id",
    "name",
    "category",
    "type",
    "rate",
    "min",
    "max",
    "charge",
    "remains",
    "start_count",
    "currency",
    "balance",
    "refill",
    "cancel",
    "1",
    "10",
    "",
    "\u{0}",
];

impl Json {
    pub fn read(text: &str) -> Self {
        Self::of(&serde_json::from_str(text).expect("an example is JSON"))
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(rows) => Self::List(rows.iter().map(Self::of).collect()),
            Value::Object(members) => Self::Object(
                members.iter().map(|(name, of)| (name.clone(), Self::of(of))).collect(),
            ),
            bare => Self::Bare(bare.to_string()),
        }
    }

    pub fn write(&self) -> String {
        match self {
            Self::Bare(text) => text.clone(),
            Self::Text(text) => quoted(text),
            Self::List(rows) => {
                let rows: Vec<String> = rows.iter().map(Self::write).collect();
                format!("[{}]", rows.join(","))
            }
            Self::Object(members) => {
                let member =
                    |(name, of): &(String, Self)| format!("{}:{}", quoted(name), of.write());
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    fn count(&self) -> usize {
        1 + match self {
            Self::Bare(_) | Self::Text(_) => 0,
            Self::List(rows) => rows.iter().map(Self::count).sum(),
            Self::Object(members) => members.iter().map(|(_, of)| of.count()).sum(),
        }
    }

    /// The value with this number, counted from the outside.
    fn at(&mut self, number: &mut usize) -> Option<&mut Self> {
        let Some(left) = number.checked_sub(1) else { return Some(self) };
        *number = left;
        match self {
            Self::Bare(_) | Self::Text(_) => None,
            Self::List(rows) => rows.iter_mut().find_map(|row| row.at(number)),
            Self::Object(members) => members.iter_mut().find_map(|(_, of)| of.at(number)),
        }
    }

    fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Bare("null".to_owned()))
    }

    fn again(&self) -> Self {
        match self {
            Self::Bare(text) => Self::Bare(text.clone()),
            Self::Text(text) => Self::Text(text.clone()),
            Self::List(rows) => Self::List(rows.iter().map(Self::again).collect()),
            Self::Object(members) => {
                Self::Object(members.iter().map(|(n, of)| (n.clone(), of.again())).collect())
            }
        }
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// One change somewhere.
pub fn mutate(dice: &mut Dice, root: &mut Json) {
    let mut number = dice.below(root.count());
    let Some(place) = root.at(&mut number) else { return };
    match (dice.below(10), &mut *place) {
        (0, _) => *place = odd(dice),
        (1, _) => wrap(dice, place),
        (2, _) => *place = as_another_type(place),
        (_, Json::Object(members)) => change_members(dice, members),
        (_, Json::List(rows)) => change_rows(dice, rows),
        _ => *place = odd(dice),
    }
}

fn odd(dice: &mut Dice) -> Json {
    match dice.below(8) {
        0 => Json::Bare("null".to_owned()),
        1 => Json::Bare(if dice.one_in(2) { "true" } else { "false" }.to_owned()),
        2 => Json::List(Vec::new()),
        3 => Json::Object(Vec::new()),
        4 => Json::Bare((*dice.pick(&NUMBERS)).to_owned()),
        5 => Json::Text((*dice.pick(&NUMBERS)).to_owned()),
        _ => Json::Text((*dice.pick(&TEXTS)).to_owned()),
    }
}

fn wrap(dice: &mut Dice, place: &mut Json) {
    let levels = if dice.one_in(20) { 1 + dice.below(300) } else { 1 };
    for _ in 0..levels {
        let inner = place.take();
        *place = if dice.one_in(2) {
            Json::List(vec![inner])
        } else {
            let status = ("status".to_owned(), Json::Text("success".to_owned()));
            let inner = ((*dice.pick(&NAMES)).to_owned(), inner);
            Json::Object(if dice.one_in(2) { vec![inner] } else { vec![status, inner] })
        };
    }
}

fn as_another_type(value: &Json) -> Json {
    match value {
        Json::Bare(text) => Json::Text(text.clone()),
        Json::Text(text) if text.parse::<i64>().is_ok() => Json::Bare(text.clone()),
        Json::Text(text) => Json::List(vec![Json::Text(text.clone())]),
        Json::List(rows) => {
            let name = |(at, row): (usize, &Json)| (at.to_string(), row.again());
            Json::Object(rows.iter().enumerate().map(name).collect())
        }
        Json::Object(members) => Json::List(members.iter().map(|(_, of)| of.again()).collect()),
    }
}

fn change_members(dice: &mut Dice, members: &mut Vec<(String, Json)>) {
    let at = dice.below(members.len());
    let name = (*dice.pick(&NAMES)).to_owned();
    match (dice.below(5), members.get_mut(at)) {
        (0, Some(_)) => drop(members.remove(at)),
        (1, Some((old, _))) => *old = name,
        (2, Some((old, value))) => {
            let duplicate = (old.clone(), if dice.one_in(2) { value.again() } else { odd(dice) });
            members.insert(dice.below(at + 1), duplicate);
        }
        (3, Some((_, value))) => *value = odd(dice),
        _ => members.insert(dice.below(members.len() + 1), (name, odd(dice))),
    }
}

fn change_rows(dice: &mut Dice, rows: &mut Vec<Json>) {
    let at = dice.below(rows.len());
    let copy = rows.get(at).map(Json::again);
    match (dice.below(4), copy) {
        (0, Some(_)) => drop(rows.remove(at)),
        (1, Some(copy)) => rows.insert(0, copy),
        (2, Some(copy)) if dice.one_in(50) => rows.extend((0..100).map(|_| copy.again())),
        _ => rows.push(odd(dice)),
    }
}

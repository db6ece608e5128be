//! Commands as people type them.

use serde_json::json;
use teloxide::types::Me;

use super::{AdminCommand, Command, parse};
use crate::bot::ingest::reading;
use crate::domain::ids::BotId;

fn me() -> Me {
    let said = json!({ "id": 777, "is_bot": true, "first_name": "Shop", "username": "Shop_Bot" });
    reading::me(&said, BotId::new(777)).unwrap()
}

#[test]
fn letter_case_and_the_blank_behind_it_do_not_matter() {
    let start = |payload: &str| Some(Command::Start(payload.to_owned()));
    let cases = [
        ("/start", start("")),
        ("/START", start("")),
        ("/Start@shop_BOT", start("")),
        ("/start@Shop_Bot claim_Ab", start("claim_Ab")),
        ("/start\u{a0}claim_Ab", start("claim_Ab")),
        ("/START\nclaim_Ab", start("claim_Ab")),
        ("/start ", start("")),
        ("/ORDER\n\n1001", Some(Command::Order("1001".to_owned()))),
        ("/Balance\u{2003}now", Some(Command::Balance)),
        ("/start@other_bot", None),
        ("/starting", None),
        ("start", None),
        ("", None),
        ("/", None),
    ];
    for (text, command) in cases {
        assert_eq!(parse::<Command>(text, &me()), command, "{text:?}");
    }
    let credit = AdminCommand::Credit("5001 5 Thank You".to_owned());
    assert_eq!(parse::<AdminCommand>("/CREDIT@SHOP_BOT\n5001 5 Thank You", &me()), Some(credit));
}

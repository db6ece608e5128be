//! A state survives its stored form, and older forms are read.

use super::*;

#[test]
fn a_state_survives_and_another_version_is_refused() {
    let draft = Draft {
        service: ServiceId::new(7),
        link: Some("https://t.me/x".to_owned()),
        ..Draft::default()
    };
    let state = State::Confirm { draft, checkout: CheckoutId::new("ab") };
    let text = state.to_text();
    assert_eq!(State::from_text(&text), Some(state));
    assert_eq!(State::from_text(&text.replace("\"v\":1", "\"v\":2")), None);
    assert_eq!(State::from_text("{\"v\":1,\"state\":{\"Gone\":{}}}"), None);
}

#[test]
fn what_an_older_version_asked_for_is_asked_again() {
    let draft = r#"{"service":7,"category":1,"page":0,"link":null,"quantity":null,"answer":3}"#;
    for (name, field) in [("Answer", Field::Answer), ("Comments", Field::Comments)] {
        let old = format!(r#"{{"v":1,"state":{{"{name}":{{"draft":{draft}}}}}}}"#);
        let (asked, draft) = State::from_text(&old).unwrap().into_asked().unwrap();
        assert_eq!((asked, draft.service, draft.has(field)), (field, ServiceId::new(7), false));
    }
}

#[test]
fn a_question_to_the_shop_keeps_the_order_that_was_begun() {
    let step = State::Link { draft: Draft { service: ServiceId::new(7), ..Draft::default() } };
    let asked = State::Support { order: None, under: Some(Box::new(step.clone())) };
    assert_eq!(State::from_text(&asked.to_text()), Some(asked.clone()));
    assert_eq!(asked.clone().without_question(), step);
    assert_eq!(asked.into_step(), Some(step.clone()));
    assert_eq!(step.clone().without_question(), step);
    let alone = State::from_text("{\"v\":1,\"state\":{\"Ticket\":{\"ticket\":3}}}").unwrap();
    assert_eq!(alone, State::Ticket { ticket: TicketId::new(3), under: None });
    assert_eq!(alone.without_question(), State::Idle);
}

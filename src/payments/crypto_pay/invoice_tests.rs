//! Invoices as Crypto Pay writes them, and as they are asked for.

use super::*;

fn read(json: &Value) -> Option<Invoice> {
    Invoice::read(&RawValue::from_string(json.to_string()).unwrap())
}

fn paid() -> Value {
    json!({
        "invoice_id": 528_890, "hash": "IVDoTcNBYEfk", "currency_type": "fiat", "fiat": "USD",
        "amount": "2.6", "paid_asset": "USDT", "paid_amount": "2.6", "paid_fiat_rate": "1.0001",
        "accepted_assets": ["USDT", "TON"], "fee_asset": "USDT", "fee_amount": "0.078",
        "fee": "0.078", "fee_in_usd": "0.078", "status": "paid", "payload": "deposit-7-1001",
        "pay_url": "https://t.me/CryptoBot?start=IVDoTcNBYEfk",
        "bot_invoice_url": "https://t.me/CryptoBot?start=IVDoTcNBYEfk",
        "mini_app_invoice_url": "javascript:alert(1)", "web_app_invoice_url": null,
        "created_at": "2025-06-20T10:00:00.123Z", "paid_at": "2025-06-20T10:05:00+00:00",
        "expiration_date": "tomorrow", "allow_comments": false, "is_swapped": false,
        "paid_usd_rate": 1.0000001, "unheard_of": {"of": [1.5]},
    })
}

fn asked() -> NewInvoice {
    NewInvoice {
        fiat: "USD".to_owned(),
        amount: "2.60".parse().unwrap(),
        accepted_assets: vec!["USDT".to_owned(), "TON".to_owned()],
        payload: "deposit-7-1001".to_owned(),
        description: "Deposit".to_owned(),
        expires_in_s: 3_600,
        bot_url: Some("https://t.me/shop_bot".to_owned()),
    }
}

#[test]
fn a_paid_invoice_is_read() {
    let invoice = read(&paid()).unwrap();
    assert_eq!((invoice.id.get(), invoice.status), (528_890, InvoiceStatus::Paid));
    assert_eq!(invoice.fee_amount.unwrap().to_string(), "0.078");
    assert_eq!(invoice.paid_asset.as_deref(), Some("USDT"));
    let url = "https://t.me/CryptoBot?start=IVDoTcNBYEfk";
    assert_eq!(invoice.bot_url.as_deref(), Some(url));
    assert_eq!((invoice.mini_app_url.as_deref(), invoice.web_url.as_deref()), (None, None));
    assert_eq!(invoice.created_ms, Some(1_750_413_600_123));
    assert_eq!(invoice.paid_ms, Some(1_750_413_900_000));
    assert_eq!(invoice.expires_ms, None);
    assert!(invoice.is_for(&asked()));
}

#[test]
fn an_invoice_for_something_else_is_noticed() {
    for (member, value) in [
        ("amount", json!("2.61")),
        ("amount", json!("26")),
        ("fiat", json!("EUR")),
        ("payload", json!("deposit-7-1002")),
        ("payload", Value::Null),
    ] {
        let mut other = paid();
        other[member] = value;
        assert!(!read(&other).unwrap().is_for(&asked()), "{other}");
    }
    let mut in_coins = paid();
    in_coins["fiat"] = Value::Null;
    in_coins["asset"] = "USD".into();
    assert!(!read(&in_coins).unwrap().is_for(&asked()), "a coin of that name");
}

#[test]
fn what_has_no_one_reading_is_no_invoice() {
    let mut number = paid();
    number["amount"] = json!(2.6);
    assert_eq!(read(&number).unwrap().amount.to_string(), "2.6", "a number as it is written");
    for (member, value) in [
        ("invoice_id", json!(0)),
        ("invoice_id", json!("x")),
        ("amount", Value::Null),
        ("amount", json!("2,6")),
        ("amount", json!("NaN")),
        ("status", json!(1)),
        ("fiat", Value::Null),
    ] {
        let mut odd = paid();
        odd[member] = value;
        assert_eq!(read(&odd), None, "{odd}");
    }
    let mut unknown = paid();
    unknown["status"] = "refunding".into();
    assert_eq!(read(&unknown).unwrap().status, InvoiceStatus::Other);
}

#[test]
fn an_invoice_is_asked_for_in_texts() {
    assert_eq!(
        asked().params().unwrap(),
        json!({"currency_type": "fiat", "fiat": "USD", "amount": "2.6",
               "accepted_assets": "USDT,TON", "payload": "deposit-7-1001",
               "description": "Deposit", "expires_in": 3_600, "allow_comments": false,
               "paid_btn_name": "openBot", "paid_btn_url": "https://t.me/shop_bot"})
    );
    let little = NewInvoice {
        accepted_assets: Vec::new(),
        description: String::new(),
        bot_url: None,
        ..asked()
    };
    assert_eq!(little.params().unwrap().as_object().unwrap().len(), 6);
    let long = NewInvoice { description: "ä".repeat(2_000), ..asked() };
    let description = long.params().unwrap()["description"].as_str().unwrap().chars().count();
    assert_eq!(description, DESCRIPTION_MAX_CHARS);
    for (invoice, problem) in [
        (NewInvoice { amount: Decimal::ZERO, ..asked() }, InvoiceText::Amount),
        (NewInvoice { payload: String::new(), ..asked() }, InvoiceText::Payload),
        (NewInvoice { payload: "x".repeat(4_097), ..asked() }, InvoiceText::Payload),
        (NewInvoice { expires_in_s: 0, ..asked() }, InvoiceText::Expiry),
        (NewInvoice { expires_in_s: EXPIRES_MAX_S + 1, ..asked() }, InvoiceText::Expiry),
    ] {
        assert_eq!(invoice.params(), Err(problem));
    }
}

//! The page to which `bot_invoice_url` leads: what is asked for, and a button that pays it.
//!
//! It stands in for the gateway's bot. Must never show anything but the invoice.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::invoice::{Invoice, InvoiceStatus, Price};
use super::{CryptoPay, Paying};

pub(super) async fn show(State(gateway): State<CryptoPay>, Path(hash): Path<String>) -> Response {
    let now_ms = gateway.now_ms();
    let state = gateway.state();
    match state.invoices.values().find(|invoice| invoice.hash == hash) {
        Some(invoice) => Html(page(invoice, now_ms)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn pay(State(gateway): State<CryptoPay>, Path(hash): Path<String>) -> Response {
    let found = gateway.state().invoices.values().find(|invoice| invoice.hash == hash).cloned();
    let Some(invoice) = found else { return StatusCode::NOT_FOUND.into_response() };
    match gateway.pay(invoice.id, &Paying::default()) {
        Ok(()) => Redirect::to(&invoice.hash).into_response(),
        Err(why) => (StatusCode::CONFLICT, why).into_response(),
    }
}

fn page(invoice: &Invoice, now_ms: i64) -> String {
    let currency = match &invoice.price {
        Price::Crypto { asset } => asset,
        Price::Fiat { fiat, .. } => fiat,
    };
    let status = invoice.status(now_ms);
    let act = if status == InvoiceStatus::Active {
        "<form method=\"post\"><button data-testid=\"pay\">Pay</button></form>"
    } else {
        ""
    };
    // Currencies are of a known list and the rest are numbers, so there is nothing to escape.
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Invoice</title></head>\
         <body style=\"font:16px system-ui;max-width:24rem;margin:4rem auto;text-align:center\">\
         <p>Sandbox invoice {}</p><h1>{} {currency}</h1><p data-testid=\"status\">{}</p>{act}\
         </body></html>",
        invoice.id,
        invoice.amount,
        status.name()
    )
}

//! The HTTP face of the Bot API: token check, faults, the table of methods, the log of calls.
//! It must never change the world itself: each method does that in its own file.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde_json::{Value, json};

use super::faults::FaultKind;
use super::params::{ApiError, MAX_REQUEST_BYTES, Params};
use super::shown::Call;
use super::state::now_ms;
use super::{Telegram, editing, profile, sending, star_methods, updates, webhook};

type Outcome = Result<Value, ApiError>;
type Method = fn(&Telegram, &Params) -> Outcome;

/// Methods that answer at once, in the documentation's spelling.
const METHODS: &[(&str, Method)] = &[
    ("getMe", profile::get_me),
    ("sendMessage", sending::send_message),
    ("sendPhoto", sending::send_photo),
    ("sendDocument", sending::send_document),
    ("sendInvoice", star_methods::send_invoice),
    ("answerPreCheckoutQuery", star_methods::answer_pre_checkout_query),
    ("refundStarPayment", star_methods::refund_star_payment),
    ("getStarTransactions", star_methods::get_star_transactions),
    ("getMyStarBalance", star_methods::get_my_star_balance),
    ("copyMessage", sending::copy_message),
    ("forwardMessage", sending::forward_message),
    ("sendChatAction", sending::send_chat_action),
    ("editMessageText", editing::edit_message_text),
    ("editMessageCaption", editing::edit_message_caption),
    ("editMessageMedia", editing::edit_message_media),
    ("editMessageReplyMarkup", editing::edit_message_reply_markup),
    ("deleteMessage", editing::delete_message),
    ("deleteMessages", editing::delete_messages),
    ("pinChatMessage", editing::pin_chat_message),
    ("unpinChatMessage", editing::pin_chat_message),
    ("answerCallbackQuery", editing::answer_callback_query),
    ("setWebhook", webhook::set_webhook),
    ("deleteWebhook", webhook::delete_webhook),
    ("getWebhookInfo", webhook::get_webhook_info),
    ("setMyCommands", profile::set_my_commands),
    ("getMyCommands", profile::get_my_commands),
    ("deleteMyCommands", profile::delete_my_commands),
    ("setMyDescription", profile::set_text),
    ("setMyShortDescription", profile::set_text),
    ("setMyName", profile::set_text),
    ("getMyDescription", profile::get_my_description),
    ("getMyShortDescription", profile::get_my_short_description),
    ("getMyName", profile::get_my_name),
    ("setChatMenuButton", profile::accept),
    ("getChat", profile::get_chat),
    ("getChatMember", profile::get_chat_member),
    ("getFile", profile::get_file),
    ("logOut", profile::accept),
    ("close", profile::accept),
];

pub(super) fn router(telegram: Telegram) -> Router {
    Router::new()
        .route("/{bot}/{method}", any(call))
        .route("/file/{bot}/{*path}", get(download))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .with_state(telegram)
}

fn not_found() -> ApiError {
    ApiError::new(404, "Not Found")
}

fn is_token(telegram: &Telegram, segment: &str) -> Result<(), ApiError> {
    match segment.strip_prefix("bot") {
        None => Err(not_found()),
        Some(token) if token == telegram.options().token => Ok(()),
        Some(_) => Err(ApiError::new(401, "Unauthorized")),
    }
}

async fn call(
    State(telegram): State<Telegram>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    if let Err(error) = is_token(&telegram, &bot) {
        return refusal(&error);
    }
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(error) => return refusal(&error),
    };
    let name = spelling(&method);
    let at_ms = now_ms();
    let chat_id = params.integer("chat_id").ok().flatten();
    let fault = telegram.take_fault(&name, chat_id);
    let response = answer(&telegram, &name, &params, fault).await;
    // A cut connection carries a marker in place of an answer.
    let code = match response.extensions().get::<Cut>() {
        Some(Cut) => 0,
        None => response.status().as_u16(),
    };
    let params = params.to_json();
    telegram.state().keep_call(Call { method: name, chat_id, at_ms, params, answer_code: code });
    response
}

/// The documentation's spelling of a method, which Telegram takes in any case.
fn spelling(method: &str) -> String {
    let known = METHODS.iter().map(|(name, _)| *name).chain(["getUpdates"]);
    let found = known.into_iter().find(|name| name.eq_ignore_ascii_case(method));
    found.unwrap_or(method).to_owned()
}

async fn answer(
    telegram: &Telegram,
    name: &str,
    params: &Params,
    fault: Option<FaultKind>,
) -> Response {
    match &fault {
        Some(FaultKind::BadGatewayHtml) => return bad_gateway(),
        Some(FaultKind::DropBefore) => return cut(),
        Some(FaultKind::DelayMs(delay_ms)) => {
            tokio::time::sleep(Duration::from_millis(*delay_ms)).await;
        }
        Some(kind) => {
            if let Some(error) = kind.refusal() {
                return refusal(&error);
            }
        }
        None => {}
    }
    let outcome = perform(telegram, name, params).await;
    match fault {
        Some(FaultKind::DropAfter) => return cut(),
        Some(FaultKind::LateAnswerMs(late_ms)) => {
            tokio::time::sleep(Duration::from_millis(late_ms)).await;
        }
        _ => {}
    }
    match outcome {
        Ok(result) => reply(StatusCode::OK, &json!({ "ok": true, "result": result })),
        Err(error) => refusal(&error),
    }
}

async fn perform(telegram: &Telegram, name: &str, params: &Params) -> Outcome {
    if name == "getUpdates" {
        return updates::get_updates(telegram, params).await;
    }
    let known = METHODS.iter().find(|(known, _)| *known == name);
    let outcome = match known {
        Some((_, method)) => method(telegram, params),
        // The rest of the settings change nothing that the sandbox shows.
        None if name.to_ascii_lowercase().starts_with("set") => Ok(Value::Bool(true)),
        None => Err(not_found()),
    };
    telegram.announce();
    outcome
}

fn reply(status: StatusCode, body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, body.to_string()).into_response()
}

fn refusal(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    reply(status, &error.to_json())
}

fn bad_gateway() -> Response {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n\
                <body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n";
    (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

/// Marks an answer that is a cut connection.
#[derive(Clone)]
struct Cut;

/// An answer whose body fails before its first byte: the server then closes the connection without
/// having sent anything, which is what a client sees of a peer that died.
fn cut() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let body = futures::stream::iter([Err::<axum::body::Bytes, _>(broken)]);
    let mut response = Response::new(Body::from_stream(body));
    response.extensions_mut().insert(Cut);
    response
}

async fn download(
    State(telegram): State<Telegram>,
    Path((bot, path)): Path<(String, String)>,
) -> Response {
    if let Err(error) = is_token(&telegram, &bot) {
        return refusal(&error);
    }
    let state = telegram.state();
    let file = state.files.iter().find(|file| file.path == path);
    match file.and_then(|file| file.bytes.clone()) {
        Some(bytes) => {
            ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
        }
        None => refusal(&not_found()),
    }
}

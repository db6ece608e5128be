//! What may be said in a chat: texts, keyboards, edits, pictures, answers, menus, and refusals.

use serde_json::{Value, json};

use super::{ANN, TOKEN, World};

fn keyboard(button: Value) -> Value {
    json!({ "inline_keyboard": [[button]] })
}

#[tokio::test]
async fn html_becomes_text_and_entities() {
    let world = World::started().await;
    let text = "<b>Paid</b> &lt;5&gt; <a href=\"https://a.example\">here</a>";
    let params = json!({ "chat_id": ANN, "text": text, "parse_mode": "HTML" });
    let message = world.ok("sendMessage", params).await;
    assert_eq!(message["text"], json!("Paid <5> here"));
    assert_eq!(message["entities"][0], json!({"type": "bold", "offset": 0, "length": 4}));
    assert_eq!(message["entities"][1]["url"], json!("https://a.example"));
    let shown = world.telegram.last_from_bot(ANN).unwrap();
    assert_eq!((shown.text.as_str(), shown.html.as_str()), ("Paid <5> here", text));
    let broken = json!({ "chat_id": ANN, "text": "<b>x", "parse_mode": "HTML" });
    assert_eq!(
        world.refused("sendMessage", broken).await,
        "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
    );
}

#[tokio::test]
async fn texts_are_measured_after_parsing_in_utf16_units() {
    let world = World::started().await;
    let send = |text: String| json!({ "chat_id": ANN, "text": text, "parse_mode": "HTML" });
    world.ok("sendMessage", send(format!("<b>{}</b>", "x".repeat(4_096)))).await;
    let long = world.refused("sendMessage", send("😀".repeat(2_049))).await;
    assert_eq!(long, "400 Bad Request: message is too long");
    let empty = world.refused("sendMessage", send("<b> </b>\n".to_owned())).await;
    assert_eq!(empty, "400 Bad Request: message text is empty");
}

#[tokio::test]
async fn chats_that_cannot_be_written_to_say_why() {
    let world = World::new().await;
    let send = |chat: Value| json!({ "chat_id": chat, "text": "hi" });
    assert_eq!(
        world.refused("sendMessage", send(json!(ANN))).await,
        "403 Forbidden: bot can't initiate conversation with a user"
    );
    let nobody = world.refused("sendMessage", send(json!(9))).await;
    assert_eq!(nobody, "400 Bad Request: chat not found");
    let none = world.refused("sendMessage", json!({ "text": "hi" })).await;
    assert_eq!(none, "400 Bad Request: chat_id is empty");
    world.telegram.says(ANN, "/start");
    world.ok("sendMessage", send(json!(ANN.to_string()))).await;
    world.telegram.block(ANN, true);
    assert_eq!(
        world.refused("sendMessage", send(json!(ANN))).await,
        "403 Forbidden: bot was blocked by the user"
    );
    let updates = world.ok("getUpdates", json!({ "offset": -1 })).await;
    let member = &updates[0]["my_chat_member"]["new_chat_member"];
    assert_eq!(member["status"], json!("kicked"));
    world.telegram.says(ANN, "/start");
    world.ok("sendMessage", send(json!(ANN))).await;
}

#[tokio::test]
async fn a_migrated_group_names_its_new_id() {
    let world = World::new().await;
    world.telegram.add_group(-7, "Admins");
    world.ok("sendMessage", json!({ "chat_id": -7, "text": "hi" })).await;
    world.telegram.migrate_group(-7, -1_007);
    let params = json!({ "chat_id": -7, "text": "hi" });
    let (status, body) = world.send("sendMessage", params).await.unwrap();
    assert_eq!(status, 400);
    assert_eq!(body["parameters"], json!({ "migrate_to_chat_id": -1_007 }));
}

#[tokio::test]
async fn wrong_keyboards_are_refused() {
    let world = World::started().await;
    let send = |markup: Value| json!({ "chat_id": ANN, "text": "hi", "reply_markup": markup });
    for data in [String::new(), "x".repeat(65)] {
        let markup = keyboard(json!({ "text": "a", "callback_data": data }));
        let refused = world.refused("sendMessage", send(markup)).await;
        assert_eq!(refused, "400 Bad Request: BUTTON_DATA_INVALID");
    }
    let fine = keyboard(json!({ "text": "a", "callback_data": "x".repeat(64) }));
    world.ok("sendMessage", send(Value::String(fine.to_string()))).await;
    let button = json!({ "text": "a", "callback_data": "x" });
    for rows in [json!([vec![button.clone(); 9]]), json!(vec![vec![button.clone()]; 101])] {
        let refused = world.refused("sendMessage", send(json!({ "inline_keyboard": rows }))).await;
        assert_eq!(refused, "400 Bad Request: reply markup is too long");
    }
    let bare = world.refused("sendMessage", send(keyboard(json!({ "text": "a" })))).await;
    assert!(bare.contains("Text buttons are unallowed in the inline keyboard"), "{bare}");
}

#[tokio::test]
async fn edits_know_what_they_change() {
    let world = World::started().await;
    let id = world.sent("one").await;
    let edit = |id: i64, text: &str| json!({ "chat_id": ANN, "message_id": id, "text": text });
    world.ok("editMessageText", edit(id, "two")).await;
    let same = world.refused("editMessageText", edit(id, "two")).await;
    assert!(same.starts_with("400 Bad Request: message is not modified: specified new"), "{same}");
    let missing = world.refused("editMessageText", edit(999, "x")).await;
    assert_eq!(missing, "400 Bad Request: message to edit not found");
    let own = world.telegram.last_from_person(ANN).unwrap();
    let theirs = world.refused("editMessageText", edit(own, "x")).await;
    assert_eq!(theirs, "400 Bad Request: message can't be edited");
    let shown = world.telegram.last_from_bot(ANN).unwrap();
    assert_eq!((shown.text.as_str(), shown.edited), ("two", 1));
    assert!(world.telegram.deletes(ANN, id));
    let deleted = world.refused("editMessageText", edit(id, "three")).await;
    assert_eq!(deleted, "400 Bad Request: message to edit not found");
    let gone = json!({ "chat_id": ANN, "message_id": id });
    let again = world.refused("deleteMessage", gone).await;
    assert_eq!(again, "400 Bad Request: message to delete not found");
}

#[tokio::test]
async fn a_photo_comes_by_multipart_and_has_no_text_to_edit() {
    let world = World::started().await;
    let png = crate::sandbox::telegram::media::SMALL_PNG.to_vec();
    let part = reqwest::multipart::Part::bytes(png.clone()).file_name("qr.png");
    let form = reqwest::multipart::Form::new()
        .text("chat_id", ANN.to_string())
        .text("caption", "<b>Scan</b>")
        .text("parse_mode", "HTML")
        .text("photo", "attach://qr")
        .part("qr", part);
    let url = format!("{}/bot{TOKEN}/sendPhoto", world.root);
    let reply = world.http.post(url).multipart(form).send().await.unwrap();
    let body: Value = serde_json::from_str(&reply.text().await.unwrap()).unwrap();
    let message = &body["result"];
    assert_eq!(message["caption"], json!("Scan"));
    assert_eq!(message["photo"][0]["width"], json!(1));
    let shown = world.telegram.last_from_bot(ANN).unwrap();
    assert_eq!(shown.photo, Some(png.clone()));
    let id = message["message_id"].as_i64().unwrap();
    let edit = json!({ "chat_id": ANN, "message_id": id, "text": "x" });
    assert_eq!(
        world.refused("editMessageText", edit).await,
        "400 Bad Request: there is no text in the message to edit"
    );
    let caption = json!({ "chat_id": ANN, "message_id": id, "caption": "Paid" });
    assert_eq!(world.ok("editMessageCaption", caption).await["caption"], json!("Paid"));
    let file_id = message["photo"][0]["file_id"].clone();
    let file = world.ok("getFile", json!({ "file_id": file_id })).await;
    let path = file["file_path"].as_str().unwrap();
    let url = format!("{}/file/bot{TOKEN}/{path}", world.root);
    let bytes = world.http.get(url).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes.to_vec(), png);
}

#[tokio::test]
async fn a_press_is_answered_in_time_or_not_at_all() {
    let world = World::started().await;
    let id = world.telegram.presses(ANN, ANN, 1, "forged");
    let answer = |text: &str| json!({ "callback_query_id": id, "text": text, "show_alert": true });
    let long = world.refused("answerCallbackQuery", answer(&"x".repeat(201))).await;
    assert_eq!(long, "400 Bad Request: MESSAGE_TOO_LONG");
    world.ok("answerCallbackQuery", answer("Done")).await;
    let seen = world.telegram.callback_answers(ANN);
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].text.as_str(), seen[0].show_alert), ("Done", true));
    let old = "400 Bad Request: query is too old and response timeout expired or query ID is \
               invalid";
    let unknown = json!({ "callback_query_id": "7" });
    assert_eq!(world.refused("answerCallbackQuery", unknown).await, old);
    world.telegram.set_callback_expiry_ms(0);
    assert_eq!(world.refused("answerCallbackQuery", answer("late")).await, old);
}

#[tokio::test]
async fn menus_are_chosen_by_chat_and_language() {
    let world = World::started().await;
    let menu = |name: &str| json!([{ "command": name, "description": "words" }]);
    world.ok("setMyCommands", json!({ "commands": menu("start") })).await;
    let german = json!({ "commands": menu("hilfe"), "language_code": "de" });
    world.ok("setMyCommands", german).await;
    let scope = json!({ "type": "chat", "chat_id": ANN });
    let name = |chat: i64, language: &str| world.telegram.commands(chat, language)[0].0.clone();
    assert_eq!((name(ANN, "en"), name(ANN, "de")), ("start".to_owned(), "hilfe".to_owned()));
    world.ok("setMyCommands", json!({ "commands": menu("stats"), "scope": scope })).await;
    assert_eq!((name(ANN, "de"), name(9, "de")), ("stats".to_owned(), "hilfe".to_owned()));
    let wrong = json!({ "commands": menu("Start!") });
    let refused = world.refused("setMyCommands", wrong).await;
    assert_eq!(refused, "400 Bad Request: BOT_COMMAND_INVALID");
}

#[tokio::test]
async fn wrong_shapes_are_refused() {
    let world = World::started().await;
    let text = json!({ "chat_id": ANN, "text": 5 });
    assert_eq!(
        world.refused("sendMessage", text).await,
        "400 Bad Request: field \"text\" must be of type String"
    );
    let id = json!({ "chat_id": ANN, "message_id": "x", "text": "y" });
    assert_eq!(
        world.refused("editMessageText", id).await,
        "400 Bad Request: field \"message_id\" must be of type Integer"
    );
    let form = world
        .http
        .post(format!("{}/bot{TOKEN}/sendMessage?chat_id={ANN}", world.root))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("text=a%20b+c")
        .send()
        .await
        .unwrap();
    assert_eq!(form.status().as_u16(), 200);
    assert_eq!(world.telegram.last_from_bot(ANN).unwrap().text, "a b c");
}

//! The Bot API over real HTTP, as the bot meets it. Each test is a short story of one behaviour.
//! This file owns the world they share.

mod messages;
mod star_drawer;
mod stars;
mod traffic;

use serde_json::{Value, json};

use super::{Person, Telegram, TelegramOptions};

const TOKEN: &str = "42:sandbox";
const ANN: i64 = 5_001;

struct World {
    telegram: Telegram,
    root: String,
    http: reqwest::Client,
}

impl World {
    async fn new() -> Self {
        let telegram = Telegram::new(TelegramOptions {
            token: TOKEN.to_owned(),
            bot_id: 42,
            bot_username: "storefront_bot".to_owned(),
            bot_name: "Storefront".to_owned(),
        });
        telegram.add_person(Person::named(ANN, "Ann"));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let root = format!("http://{}", listener.local_addr().unwrap());
        let router = telegram.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { telegram, root, http }
    }

    /// A world in which Ann has started the bot and the bot has seen that.
    async fn started() -> Self {
        let world = Self::new().await;
        let id = world.telegram.says(ANN, "/start");
        world.ok("getUpdates", json!({ "offset": id + 1 })).await;
        world
    }

    async fn send(&self, method: &str, params: Value) -> reqwest::Result<(u16, Value)> {
        let url = format!("{}/bot{TOKEN}/{method}", self.root);
        let request = self.http.post(url).header("content-type", "application/json");
        let reply = request.body(params.to_string()).send().await?;
        let status = reply.status().as_u16();
        let text = reply.text().await?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::String(text))))
    }

    async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, body) = self.send(method, params).await.unwrap();
        assert_eq!((status, &body["ok"]), (200, &json!(true)), "{body}");
        body["result"].clone()
    }

    async fn refused(&self, method: &str, params: Value) -> String {
        let (status, body) = self.send(method, params).await.unwrap();
        assert_eq!(body["ok"], json!(false), "{body}");
        assert_eq!(body["error_code"], json!(status));
        format!("{status} {}", body["description"].as_str().unwrap())
    }

    async fn sent(&self, text: &str) -> i64 {
        let message = self.ok("sendMessage", json!({ "chat_id": ANN, "text": text })).await;
        message["message_id"].as_i64().unwrap()
    }
}

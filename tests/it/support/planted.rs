//! Words that were planted, and the search for them where they must not be: in the database's
//! files, its write-ahead log included, in chats and in logs.

use std::path::Path;

use storefront::sandbox::telegram::Telegram;

use super::database::Database;

/// What was planted, as it may be written.
#[derive(Clone, Copy)]
pub struct Planted(pub &'static [&'static str]);

impl Planted {
    /// How often any of it is found.
    pub fn hits(self, bytes: &[u8]) -> usize {
        let text = String::from_utf8_lossy(bytes);
        self.0.iter().map(|planted| text.matches(planted).count()).sum()
    }

    /// None of it is in a text; `what` says which text that is.
    pub fn is_not_in(self, what: &str, text: &str) {
        let bad = text.lines().filter(|line| self.hits(line.as_bytes()) > 0);
        let bad: Vec<&str> = bad.take(5).collect();
        assert!(bad.is_empty(), "{what}:\n{}", bad.join("\n"));
    }

    /// None of it is in what the bot wrote to somebody.
    pub fn is_not_told(self, telegram: &Telegram, person: i64) {
        let chat = telegram.chat(person);
        for shown in chat.iter().filter(|shown| shown.from_bot) {
            self.is_not_in("a chat", &shown.html);
        }
        for answer in telegram.callback_answers(person) {
            self.is_not_in("an answer to a press", &answer.text);
        }
    }

    /// None of it is in a database.
    pub async fn is_not_kept(self, database: &Database) {
        if let Some(folder) = database.folder() {
            return self.is_not_in_folder(folder);
        }
        let tables = "table_name FROM information_schema.tables \
                      WHERE table_schema = current_schema() ORDER BY 1";
        for table in database.texts(tables).await {
            for row in database.texts(&format!("row_to_json(t) FROM {table} AS t")).await {
                self.is_not_in(&table, &row);
            }
        }
    }

    fn is_not_in_folder(self, folder: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.is_not_in_folder(&path);
            } else {
                assert_eq!(self.hits(&std::fs::read(&path).unwrap()), 0, "{}", path.display());
            }
        }
    }
}

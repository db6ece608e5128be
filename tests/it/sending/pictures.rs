//! Pictures and files: drawn when they are sent, edited, turned into texts and back, and never in
//! a row.

use crate::support::World;
use storefront::bot::ui::view::{Button, View};
use storefront::domain::ids::{ChatId, ScreenId};
use storefront::sandbox::telegram::{Fault, FaultKind, Shown};
use storefront::store::outbox::{Attachment, Drawing, FileKind, Method, Outgoing};

const ALICE: ChatId = ChatId::new(5_001);

fn qr(text: &str) -> Attachment {
    Attachment { kind: FileKind::Photo, drawing: Drawing::Qr { text: text.to_owned() } }
}

/// A view with a picture and a button.
fn pictured(text: &str, of: &str) -> View {
    View::new(format!("<b>{text}</b>")).below(qr(of)).row([Button::copy("Copy it", of)])
}

fn is_png(shown: &Shown) -> bool {
    shown.photo.as_ref().is_some_and(|bytes| bytes.starts_with(b"\x89PNG"))
}

fn count(world: &World, method: &str) -> usize {
    world.calls_to(5_001).iter().filter(|call| call.method == method).count()
}

impl World {
    async fn screen_of_alice(&self) -> ScreenId {
        let found = self.database.texts("screen_id FROM people WHERE person_id = 5001").await;
        found[0].parse().unwrap()
    }

    /// Alice's screen turns into this, as if she had pressed a button.
    async fn turns_into(&self, view: &View) {
        self.writes(view.edit(ALICE, self.screen_of_alice().await)).await;
        self.settle().await;
    }

    /// The bot's messages in Alice's chat that contain this.
    fn showing(&self, text: &str) -> Vec<Shown> {
        let mut chat = self.telegram.chat(5_001);
        chat.retain(|shown| shown.from_bot && !shown.deleted && shown.text.contains(text));
        chat
    }
}

async fn with_alice() -> World {
    let world = World::new().await;
    world.customer(5_001, "Alice", "0").await;
    world.telegram.clear_calls();
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_drawn_when_it_is_sent_and_its_row_names_what_draws_it() {
    let world = with_alice().await;
    let limit = FaultKind::TooManyRequests { retry_after_s: 10 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    world.writes(pictured("Pay here", "T9yD14Nj").message(ALICE, ScreenId::NONE)).await;
    world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
    let waiting = "attachment || method FROM outbox WHERE state = 0";
    assert_eq!(
        world.database.texts(waiting).await,
        [r#"{"as":"photo","draw":{"qr":{"text":"T9yD14Nj"}}}sendPhoto"#]
    );
    world.until_sent(1_000).await;
    world.settle().await;
    let shown = world.showing("Pay here");
    assert_eq!(shown.len(), 1);
    assert!(is_png(&shown[0]));
    assert_eq!(shown[0].html, "<b>Pay here</b>");
    assert!(shown[0].button("Copy it").is_some());
    assert_eq!(count(&world, "sendPhoto"), 2);
    assert_eq!(world.count("outbox WHERE state <> 1 OR attachment <> ''").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_arrives_under_its_name() {
    let world = with_alice().await;
    let file = Attachment { kind: FileKind::Document, ..qr("a file") };
    world.writes(View::new("As a file").below(file).message(ALICE, ScreenId::NONE)).await;
    world.settle().await;
    let (name, bytes) = world.showing("As a file")[0].document.clone().unwrap();
    assert_eq!(name, "qr.png");
    assert!(bytes.starts_with(b"\x89PNG"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p12_a_picture_that_was_unsent_at_a_stop_is_drawn_anew_and_arrives_once() {
    let mut world = with_alice().await;
    let limit = FaultKind::TooManyRequests { retry_after_s: 3_600 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    world.writes(pictured("Pay here", "T9yD14Nj").message(ALICE, ScreenId::NONE)).await;
    world.notifies(5_001, 1).await;
    world.until("it is refused", async || world.count_calls_to(5_001) == 1).await;
    world.restart(&[]).await;
    world.settle().await;
    let shown = world.showing("Pay here");
    assert_eq!(shown.iter().filter(|shown| is_png(shown)).count(), 1);
    assert_eq!(world.notices_read(5_001), [1]);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_turns_from_text_to_picture_and_back() {
    for is_restarted in [false, true] {
        let mut world = with_alice().await;
        world.turns_into(&pictured("Pay here", "T9yD14Nj")).await;
        let picture = world.showing("Pay here").pop().unwrap();
        assert!(is_png(&picture), "a text becomes a picture where it stands");
        world.turns_into(&pictured("Pay there", "TX7")).await;
        let other = world.showing("Pay there").pop().unwrap();
        assert_eq!(other.message_id, picture.message_id);
        assert_ne!(other.photo, picture.photo);

        if is_restarted {
            world.restart(&[]).await;
        }
        let words = View::new("Only words").row([Button::copy("Copy them", "words")]);
        let screen_id = world.screen_of_alice().await;
        world.turns_into(&words).await;
        let below = world.showing("Only words").pop().unwrap();
        assert!(below.message_id > picture.message_id && below.photo.is_none());
        assert_eq!(count(&world, "editMessageText"), 0, "what cannot be is not tried");
        let left = world.showing("Pay there").pop().unwrap();
        assert!(is_png(&left) && left.buttons.is_empty(), "the picture stays, its buttons go");

        // From now on the new message is the screen.
        world.writes(View::new("More words").edit(ALICE, screen_id)).await;
        world.settle().await;
        assert_eq!(world.showing("More words").pop().unwrap().message_id, below.message_id);
        assert_eq!(world.count("outbox WHERE state = 2").await, 0);
        world.audit().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_is_sent_anew_where_telegram_lets_no_text_become_a_picture_nor_back() {
    let world = with_alice().await;
    let alice = world.actor(5_001);
    let (text_id, _) = alice.button("Balance");
    let screen_id = world.screen_of_alice().await;
    let description = "Bad Request: there is no media in the message to edit".to_owned();
    let refusal = Fault::once(FaultKind::Refuse { code: 400, description });
    world.telegram.set_fault(refusal.on("editMessageMedia").in_chat(5_001));
    world.turns_into(&pictured("Pay here", "T9yD14Nj")).await;
    let picture = world.showing("Pay here").pop().unwrap();
    assert!(picture.message_id > text_id && is_png(&picture));
    let old = alice.chat().into_iter().find(|shown| shown.message_id == text_id).unwrap();
    assert!(old.buttons.is_empty(), "two screens with buttons");

    // Nobody knows any more what kind of message it is.
    world.tampers("UPDATE screens SET kind = 0").await;
    world.tampers("UPDATE outbox SET finished_ms = 0").await;
    let mut world = world;
    world.restart(&[]).await;
    world.writes(View::new("Only words").edit(ALICE, screen_id)).await;
    world.settle().await;
    assert_eq!(count(&world, "editMessageText"), 1, "tried and refused");
    assert!(world.showing("Only words").pop().unwrap().message_id > picture.message_id);
    assert!(world.showing("Pay here").pop().unwrap().buttons.is_empty());
    world.audit().await;
}

/// An edit of the words below the picture of Alice's screen.
async fn caption(world: &World, text: &str, of: &str) -> Outgoing {
    let edit = pictured(text, of).edit(ALICE, world.screen_of_alice().await);
    Outgoing { method: Method::EditMessageCaption, ..edit }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_words_below_a_picture_change_and_the_picture_stays() {
    let world = with_alice().await;
    world.turns_into(&pictured("Pay here", "T9yD14Nj")).await;
    let picture = world.showing("Pay here").pop().unwrap();
    world.writes(caption(&world, "Seen, 1 of 12", "T9yD14Nj").await).await;
    world.settle().await;
    let seen = world.showing("Seen, 1 of 12").pop().unwrap();
    assert_eq!((seen.message_id, &seen.photo), (picture.message_id, &picture.photo));
    assert_eq!(count(&world, "editMessageMedia") + count(&world, "sendPhoto"), 1, "drawn once");

    // A message that is gone is sent anew, with its picture.
    let last = caption(&world, "Seen, 2 of 12", "T9yD14Nj").await;
    assert!(world.telegram.deletes(5_001, picture.message_id));
    world.writes(last).await;
    world.settle().await;
    let anew = world.showing("Seen, 2 of 12").pop().unwrap();
    assert!(anew.message_id > picture.message_id);
    assert_eq!(anew.photo, picture.photo);
    assert_eq!(world.count("outbox WHERE state = 2").await, 0);
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_drawn_goes_out_in_words_or_to_the_owners() {
    let world = with_alice().await;
    let endless = "x".repeat(4_000);
    world.turns_into(&View::new("Pay to <b>X</b>").below(qr(&endless))).await;
    let words = world.showing("Pay to X").pop().unwrap();
    assert!(words.photo.is_none());
    assert_eq!(count(&world, "editMessageText"), 1, "the screen was a text and stays one");
    assert!(!world.owner().was_told("could not be delivered"));

    world.turns_into(&pictured("Pay here", "T9yD14Nj")).await;
    world.turns_into(&View::new("Pay to Y").below(qr(&endless))).await;
    let below = world.showing("Pay to Y").pop().unwrap();
    assert!(below.photo.is_none(), "not below the picture of something else");
    assert!(is_png(&world.showing("Pay here").pop().unwrap()));

    world.writes(View::new("").below(qr(&endless)).message(ALICE, ScreenId::NONE)).await;
    world.settle().await;
    assert_eq!(world.count("outbox WHERE state = 2 AND note LIKE '%drawn%'").await, 1);
    assert!(world.owner().was_told("could not be delivered"));
    world.audit().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_caption_is_cut_at_a_line_and_a_row_that_another_version_wrote_is_set_aside() {
    let world = with_alice().await;
    let lines: Vec<String> =
        (0..60).map(|n| format!("<b>line {n}</b> &amp; 30 more signs")).collect();
    world.writes(View::new(lines.join("\n")).below(qr("TX7")).message(ALICE, ScreenId::NONE)).await;
    world.settle().await;
    let shown = world.showing("line 0").pop().unwrap();
    assert!(is_png(&shown));
    let units = shown.text.encode_utf16().count();
    assert!((990..=1_024).contains(&units), "{units}");
    assert!(shown.text.ends_with('…'));

    let limit = FaultKind::TooManyRequests { retry_after_s: 3_600 };
    world.telegram.set_fault(Fault::once(limit).in_chat(5_001));
    world.writes(View::new("Chart").below(qr("TX7")).message(ALICE, ScreenId::NONE)).await;
    world.writes(View::new("Sound").message(ALICE, ScreenId::NONE)).await;
    world.until("it is refused", async || world.faults_are_over()).await;
    let chart = r#"{"as":"photo","draw":{"hologram":{}}}"#;
    let waiting = "state = 0 AND payload LIKE";
    world.tampers(&format!("UPDATE outbox SET attachment = '{chart}', payload = '{{\"chat_id\":5001}}' WHERE {waiting} '%Chart%'")).await;
    world
        .tampers(&format!("UPDATE outbox SET method = 'sendSound' WHERE {waiting} '%Sound%'"))
        .await;
    let mut world = world;
    world.restart(&[]).await;
    world.settle().await;
    assert_eq!(world.count("outbox WHERE state = 2 AND note LIKE '%version%'").await, 2);
    world.audit().await;
}

impl World {
    fn faults_are_over(&self) -> bool {
        self.telegram.faults_left() == 0
    }
}

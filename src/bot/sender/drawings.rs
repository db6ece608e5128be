//! The shop's own drawings and late texts. Must never change a row, nor say to one person what is
//! another's.

mod png;
mod qr;

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::bot::renderer::{entered_lines, ordered};
use crate::bot::sender::{DrawPictures, Drawn, Undrawn};
use crate::bot::ui::words::{Args, Lang, Words};
use crate::domain::inputs::Inputs;
use crate::store::orders::Order;
use crate::store::outbox::{Drawing, Reference};
use crate::store::{StoreError, Tx, lists, orders, people};

/// The shop's drawings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopStudio {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
}

impl DrawPictures for ShopStudio {
    fn draw(&self, drawing: &Drawing) -> Result<Drawn, Undrawn> {
        match drawing {
            Drawing::Qr { text } => qr::draw(text),
        }
    }

    fn render<'a>(
        &'a self,
        tx: &'a mut Tx,
        text_of: Reference,
    ) -> BoxFuture<'a, Result<Option<String>, StoreError>> {
        async move {
            match text_of {
                Reference::Entered { order_id } => {
                    let order = orders::find(tx, order_id).await?;
                    let Some(order) = order else { return Ok(None) };
                    entered(tx, &self.currency, &order).await.map(Some)
                }
            }
        }
        .boxed()
    }
}

/// What was entered for an order, in its customer's language.
async fn entered(tx: &mut Tx, currency: &str, order: &Order) -> Result<String, StoreError> {
    let person = people::find(tx, order.person_id).await?;
    let tag = person.map(|person| match person.language.is_empty() {
        true => person.client_language,
        false => person.language,
    });
    let words = Words::new(Lang::of(&tag.unwrap_or_default()), currency);
    let facts = Args::new()
        .text("link", &order.link)
        .text("quantity", ordered(&words, order))
        .text("time", words.time(order.created_ms));
    let mut lines = vec![words.html("order-facts", facts)];
    if let Some(inputs) = Inputs::from_text(&order.inputs) {
        let lists = lists::find_each(tx, &inputs.entries.lists, order.person_id).await?;
        lines.extend(entered_lines(&words, inputs.kind, &inputs.entries, &lists));
    }
    Ok(lines.join("\n"))
}

//! Makes what rows of the outbox only name: QR codes, statements, goods, and what was entered for
//! an order. Must never change a row, nor say to one person what is another's.

mod png;
mod qr;
mod statement;

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use secrecy::{ExposeSecret, SecretString};

use crate::bot::renderer::order_facts;
use crate::bot::sender::{Drawings, Drawn, Undrawn};
use crate::bot::ui::words::{Args, Lang, Words, escape_html};
use crate::domain::ids::{OrderId, PersonId};
use crate::domain::inputs::Inputs;
use crate::domain::sealed::MasterKey;
use crate::flows::orders::goods::open;
use crate::store::orders::Order;
use crate::store::outbox::{Drawing, Reference};
use crate::store::{StoreError, Tx, goods, lists, movements, orders, people};

/// The shop's drawings.
#[derive(Debug, Clone)]
pub struct ShopDrawings {
    /// The currency of every amount, such as `USD`.
    pub currency: String,
    /// What goods open with.
    pub master_key: Option<Arc<MasterKey>>,
}

impl Drawings for ShopDrawings {
    fn draw(&self, drawing: &Drawing) -> Result<Drawn, Undrawn> {
        match drawing {
            Drawing::Qr { text } => qr::draw(text),
            Drawing::Text { .. } => Err(Undrawn("it is written, not drawn")),
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
                Reference::Goods { order_id, reader } => {
                    let Some(opened) = self.opened(tx, order_id).await? else { return Ok(None) };
                    let words = words_of(tx, &self.currency, reader).await?;
                    let args = Args::new().text("order", order_id.to_string());
                    let head = words.html("goods-delivered", args);
                    let goods = escape_html(opened.expose_secret());
                    Ok(Some(format!("{head}\n<tg-spoiler>{goods}</tg-spoiler>")))
                }
                // It is a file.
                Reference::Statement { .. } => Ok(None),
            }
        }
        .boxed()
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut Tx,
        text_of: Reference,
    ) -> BoxFuture<'a, Result<Option<Drawn>, StoreError>> {
        async move {
            let order_id = match text_of {
                Reference::Goods { order_id, .. } => order_id,
                Reference::Statement { reader } => {
                    let entries = movements::newest(tx, reader, statement::ROWS_MAX).await?;
                    let words = words_of(tx, &self.currency, reader).await?;
                    return Ok(Some(Drawn {
                        bytes: statement::table(&words, &entries).into_bytes(),
                        name: "statement.csv".to_owned(),
                        mime: "text/csv",
                    }));
                }
                Reference::Entered { .. } => return Ok(None),
            };
            let opened = self.opened(tx, order_id).await?;
            Ok(opened.map(|opened| Drawn {
                bytes: opened.expose_secret().as_bytes().to_vec(),
                name: format!("{order_id}.txt"),
                mime: "text/plain",
            }))
        }
        .boxed()
    }
}

impl ShopDrawings {
    /// The goods of an order, if they are there and open.
    async fn opened(
        &self,
        tx: &mut Tx,
        order_id: OrderId,
    ) -> Result<Option<SecretString>, StoreError> {
        let delivered = goods::find(tx, order_id).await?;
        let (Some(delivered), Some(key)) = (delivered, &self.master_key) else { return Ok(None) };
        let opened = open(key, order_id, &delivered);
        if opened.is_err() {
            tracing::error!(order = %order_id, "goods do not open");
        }
        Ok(opened.ok())
    }
}

/// The language a person is spoken to in.
async fn words_of(tx: &mut Tx, currency: &str, person_id: PersonId) -> Result<Words, StoreError> {
    let person = people::find(tx, person_id).await?;
    let tag = person.map(|person| match person.language.is_empty() {
        true => person.client_language,
        false => person.language,
    });
    Ok(Words::new(Lang::of(&tag.unwrap_or_default()), currency))
}

/// What was entered for an order, in its customer's language.
async fn entered(tx: &mut Tx, currency: &str, order: &Order) -> Result<String, StoreError> {
    let words = words_of(tx, currency, order.person_id).await?;
    let lists = match Inputs::from_text(&order.inputs) {
        Some(inputs) => lists::find_each(tx, &inputs.entries.lists, order.person_id).await?,
        None => BTreeMap::new(),
    };
    Ok(order_facts(&words, order, &lists).join("\n"))
}

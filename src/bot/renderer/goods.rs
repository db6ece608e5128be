//! The message that hands goods over: protected, behind a spoiler, or as a file where they are
//! long. Must never hold the goods: they are read when it is sent.

use crate::bot::ui::view::View;
use crate::bot::ui::words::{Args, Words};
use crate::domain::ids::{ChatId, ScreenId};
use crate::notifications::notice::GoodsMessage;
use crate::store::outbox::{Attachment, Drawing, FileKind, Outgoing, Reference};

/// The call that hands the goods of an order over to the person whose private chat it is.
pub(super) fn message(words: &Words, chat_id: ChatId, goods: &GoodsMessage) -> Outgoing {
    let order_id = goods.order_id;
    let text_of = Reference::Goods { order_id, reader: chat_id.person() };
    let view = if goods.is_long {
        let args = Args::new().text("order", order_id.to_string());
        let drawing = Drawing::Text { text_of };
        View::new(words.html("goods-in-file", args))
            .below(Attachment { kind: FileKind::Document, drawing })
    } else {
        View::rendered(text_of)
    };
    view.protected().message(chat_id, ScreenId::NONE)
}

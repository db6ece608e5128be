//! `/owners`: who owns the shop and by what right, and the way to remove one who claimed it. The
//! flow decides who may be removed.

use crate::bot::dispatch::owner_turn::OwnerTurn;
use crate::bot::dispatch::turn::Outcome;
use crate::bot::renderer::{quoted, quoted_or_dash};
use crate::bot::ui::buttons::menu_button;
use crate::bot::ui::callback::Action;
use crate::bot::ui::view::{Button, View};
use crate::bot::ui::words::{Args, Words};
use crate::flows::Upon;
use crate::flows::owners::list::{self, Owner};

const NAME_MAX_CHARS: usize = 80;
/// What of a name fits on a button.
const KEY_MAX_CHARS: usize = 20;

/// The owners.
pub async fn show(turn: OwnerTurn) -> Outcome {
    turn.leave_question();
    let words = turn.words();
    let owners = list::list(&mut turn.ctx(&mut *turn.read_tx().await)).await?;
    let mut lines = vec![words.html("admin-owners", Args::new())];
    lines.extend(owners.iter().map(|owner| line(&words, owner)));
    let actor_id = turn.person.person_id;
    let upon = |owner: &Owner| Upon { actor_id, person_id: owner.who.person_id };
    let removable =
        owners.iter().filter(|owner| list::check_removal(&turn.shop, upon(owner)).is_ok());
    let view = removable.fold(View::new(lines.join("\n")), |view, owner| {
        let args = Args::new().text("name", quoted(&owner.who.name, KEY_MAX_CHARS));
        let tap = Action::RemoveOwner { person: owner.who.person_id };
        view.row([Button::action(words.plain("admin-key-remove-owner", args), tap)])
    });
    turn.show(view.row([menu_button(&words)])).await
}

fn line(words: &Words, owner: &Owner) -> String {
    let args = Args::new()
        .text("name", quoted_or_dash(&owner.who.name, NAME_MAX_CHARS))
        .text("id", owner.who.person_id.to_string());
    match owner.claimed_ms {
        Some(claimed_ms) => words.html("admin-owner-claimed", args.time("time", claimed_ms)),
        None => words.html("admin-owner-configured", args),
    }
}

//! What a handler asks for is matched by type at run time; this says it before anybody taps.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::sync::Arc;

use dptree::HandlerSignature;
use teloxide::types::{Me, Update};

use super::schema::tree;
use super::turn::Turn;

#[test]
fn every_handler_is_given_what_it_asks_for() {
    let HandlerSignature::Other { obligations, .. } = tree().sig().clone() else {
        panic!("the tree has handlers");
    };
    let given = [TypeId::of::<Update>(), TypeId::of::<Arc<Turn>>(), TypeId::of::<Me>()].into_iter();
    let given: BTreeSet<TypeId> = given.collect();
    let missing: Vec<&str> = obligations
        .keys()
        .filter(|wanted| !given.contains(&wanted.id))
        .map(|wanted| wanted.name)
        .collect();
    assert!(missing.is_empty(), "handlers ask for what nobody gives: {missing:?}");
    assert!(obligations.len() > 1, "a tree that asks for nothing was not read");
}

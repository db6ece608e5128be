//! What a branch of the tree begins and ends with. dptree compiles all that it does with a handler
//! anew for each of them, the sorting of what it asks for included: with some 300 handlers that was
//! a quarter of all code. Here it is compiled once for each type. Must never say of a branch
//! anything but what dptree would.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::panic::Location;
use std::sync::Arc;

use dptree::di::{DependencyMap, Injectable};
use dptree::{HandlerDescription, HandlerSignature, Type};
use futures::future::BoxFuture;
use teloxide::dispatching::DpHandlerDescription;

use super::Tree;
use crate::bot::dispatch::turn::Outcome;

/// A handler that has forgotten its type.
type Erased = Arc<dyn Fn(DependencyMap) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// A branch for one variant of an enum, which hands on what the variant holds: dptree's macro of
/// this name, but for values that are lent.
macro_rules! case {
    ($($variant:ident)::+) => {
        $crate::bot::dispatch::schema::branch::when(|value| matches!(value, $($variant)::+))
    };
    ($($variant:ident)::+ ($param:ident)) => {
        $crate::bot::dispatch::schema::branch::take(|value| match value {
            $($variant)::+($param) => Some(Clone::clone($param)),
            _ => None,
        })
    };
    ($($variant:ident)::+ {$param:ident}) => {
        $crate::bot::dispatch::schema::branch::take(|value| match value {
            $($variant)::+ { $param } => Some(Clone::clone($param)),
            _ => None,
        })
    };
    ($($variant:ident)::+ {$($param:ident),+}) => {
        $crate::bot::dispatch::schema::branch::take(|value| match value {
            $($variant)::+ { $($param),+ } => Some(($(Clone::clone($param)),+ ,)),
            _ => None,
        })
    };
}

pub(super) use case;

/// Goes on where the value is such a one.
#[track_caller]
pub(super) fn when<T: Send + Sync + 'static>(fits: fn(&T) -> bool) -> Tree {
    dptree::from_fn_with_description(
        DpHandlerDescription::filter(),
        move |given: DependencyMap, go_on| async move {
            if fits(&given.get::<T>()) { go_on(given).await } else { ControlFlow::Continue(given) }
        },
        signature([Type::of::<T>()].into(), BTreeSet::new(), true, Location::caller()),
    )
}

/// Goes on with what is found in the value.
#[track_caller]
pub(super) fn take<T, Found>(find: fn(&T) -> Option<Found>) -> Tree
where
    T: Send + Sync + 'static,
    Found: Send + Sync + 'static,
{
    dptree::from_fn_with_description(
        DpHandlerDescription::filter_map(),
        move |given: DependencyMap, go_on| async move {
            let Some(found) = find(&given.get::<T>()) else {
                return ControlFlow::Continue(given);
            };
            let mut with_found = given.clone();
            with_found.insert(found);
            match go_on(with_found).await {
                ControlFlow::Continue(_) => ControlFlow::Continue(given),
                ended @ ControlFlow::Break(_) => ended,
            }
        },
        signature([Type::of::<T>()].into(), [Type::of::<Found>()].into(), true, Location::caller()),
    )
}

/// Ends branches.
pub(super) trait To {
    /// What is done at the end.
    fn to<F, Asked>(self, handler: F) -> Tree
    where
        F: Injectable<Outcome, Asked> + Send + Sync + 'static;
}

impl To for Tree {
    #[track_caller]
    fn to<F, Asked>(self, handler: F) -> Tree
    where
        F: Injectable<Outcome, Asked> + Send + Sync + 'static,
    {
        self.chain(end_with(erase(handler), F::input_types(), Location::caller()))
    }
}

fn erase<F, Asked>(handler: F) -> Erased
where
    F: Injectable<Outcome, Asked> + Send + Sync + 'static,
{
    let handler = Arc::new(handler);
    Arc::new(move |given| {
        let handler = Arc::clone(&handler);
        Box::pin(async move {
            let call = handler.inject(&given);
            call().await
        })
    })
}

fn end_with(handler: Erased, asked: BTreeSet<Type>, place: &'static Location<'static>) -> Tree {
    dptree::from_fn_with_description(
        DpHandlerDescription::endpoint(),
        move |given, _| {
            let running = handler(given);
            async move { ControlFlow::Break(running.await) }
        },
        signature(asked, BTreeSet::new(), false, place),
    )
}

fn signature(
    asked: BTreeSet<Type>,
    given: BTreeSet<Type>,
    continues: bool,
    place: &'static Location<'static>,
) -> HandlerSignature {
    let mut obligations = BTreeMap::new();
    for wanted in asked {
        obligations.insert(wanted, place);
    }
    HandlerSignature::Other {
        obligations,
        guaranteed_outcomes: given,
        conditional_outcomes: BTreeSet::new(),
        continues,
    }
}

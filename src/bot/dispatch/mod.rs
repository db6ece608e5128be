//! From a waiting update to its committed effects: whose turn it is (`runner`), the unit of work
//! (`turn`), and the handler tree (`schema`). Must never let one update's failure stop another's.

pub(crate) mod draft;
pub(crate) mod owner_turn;
pub(crate) mod people_cache;
pub(crate) mod replies;
pub mod runner;
pub(crate) mod schema;
#[cfg(test)]
mod schema_tests;
pub(crate) mod served;
pub(crate) mod state;
pub(crate) mod turn;

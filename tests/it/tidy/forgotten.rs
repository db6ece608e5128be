//! What is written and not listed: the compiler does not miss a file that is no module, nor a round
//! of a job that nobody starts, nor that only owners may reach what is theirs.

use super::none;
use super::source::{Source, sources, word_starts};

/// Rounds of every provider one after the other, which only stories want.
const FOR_STORIES: [&str; 2] = ["poll_orders", "submit_orders"];

/// Where a crate begins.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

fn declares(parent: &Source, child: &Source) -> bool {
    let module = child.module();
    let Some((name, above)) = module.split_last() else { return false };
    let file = child.path.rsplit('/').next().unwrap_or_default();
    (parent.module() == above && parent.text.contains(&format!("mod {name};")))
        || parent.text.contains(&format!("{file}\"]"))
}

#[test]
fn every_file_is_a_module() {
    let mut violations = Vec::new();
    for folder in ["src", "tests/it", "tests/browser"] {
        let all = sources(folder);
        let files = all.iter().filter(|file| !ROOTS.iter().any(|root| file.path.ends_with(root)));
        let orphans = files.filter(|file| !all.iter().any(|parent| declares(parent, file)));
        violations.extend(orphans.map(|file| file.path.clone()));
    }
    none("is named by no `mod`", violations);
}

#[test]
fn every_round_of_a_job_is_started() {
    let all = sources("src");
    let workers = all.iter().filter(|source| source.path.starts_with("src/workers/"));
    let methods = workers.flat_map(|source| source.program.split("pub async fn ").skip(1));
    let methods: Vec<&str> = methods.filter_map(|rest| rest.split(['(', '<']).next()).collect();
    assert!(methods.len() > 10, "{methods:?}");
    let is_started = |method: &&&str| {
        let named = all.iter().map(|source| word_starts(&source.program, method).len());
        named.sum::<usize>() > 1 || FOR_STORIES.contains(*method)
    };
    let idle = methods.iter().filter(|method| !is_started(method));
    none("is in no row of `JOBS`", idle.map(|method| (*method).to_owned()));
}

#[test]
fn every_act_stands_among_the_acts() {
    let all = sources("src");
    let admin = all.iter().find(|source| source.path == "src/bot/admin/mod.rs").unwrap();
    let listed = admin.program.split("\nacts! {").nth(1).and_then(|rest| rest.split('}').next());
    let listed = listed.expect("the list of acts");
    let stored = all.iter().flat_map(|source| source.program.split("impl StoredAct for ").skip(1));
    let stored: Vec<&str> = stored.filter_map(|rest| rest.split([' ', '<']).next()).collect();
    assert!(stored.len() > 10, "{stored:?}");
    let forgotten = stored.iter().filter(|act| word_starts(listed, act).is_empty());
    none(
        "its button would be an old one: name it in `acts!`",
        forgotten.map(|act| (*act).to_owned()),
    );
}

#[test]
fn everything_in_the_owners_room_takes_an_owners_turn() {
    let all = sources("src/bot/admin");
    let found = all.iter().flat_map(|source| source.find_word(&source.program, "Turn"));
    none("could be reached by others: let it take an `OwnerTurn`", found);
}

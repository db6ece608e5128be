//! What README and .env.example say, against what the program reads and does.

use std::collections::BTreeSet;

use secrecy::ExposeSecret;
use storefront::bot::commands::{AdminCommand, Command, names};
use storefront::config::{Config, Vars};

use super::none;
use super::source::{read, sources};

/// Settings that are not read by config.rs.
const ELSEWHERE: [&str; 1] = ["RUST_LOG"];
const PROVIDER_PREFIX: &str = "PROVIDER_<NAME>_";
const CHAIN_PREFIX: &str = "CHAIN_<NAME>_";

/// The names that config.rs reads, those of a provider with `<NAME>`.
fn settings() -> BTreeSet<String> {
    let text = read("src/config.rs");
    let program = text.split("#[cfg(test)]").next().unwrap();
    let program = program.to_owned() + &read("src/config/payments.rs");
    // One line, so that it does not matter where rustfmt has broken it.
    let program = program.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |before: &str| -> BTreeSet<String> {
        let parts = program.split(before).skip(1);
        let names = parts.filter_map(|part| part.split_once('"')).map(|(name, _)| name.to_owned());
        names.filter(|name| !name.is_empty() && is_setting(name)).collect()
    };
    let mut settings = named("vars, \"");
    let fields = named("field(\"");
    assert!(fields.contains("KEY"), "the fields of a provider were not found in config.rs");
    let chains = ["KIND", "RPC", "CHAIN_ID", "XPUB", "TOKENS", "CONFIRMATIONS", "EXPLORER"];
    let chains = chains.into_iter().chain(["DAILY_ALONE"]);
    for field in chains {
        assert!(fields.contains(field), "{field} is read of a network");
        settings.insert(format!("{CHAIN_PREFIX}{field}"));
    }
    let of_providers = ["KIND", "URL", "KEY", "CURRENCY", "RATE", "OPTIONS"];
    settings.extend(of_providers.iter().map(|field| format!("{PROVIDER_PREFIX}{field}")));
    assert!(settings.len() > 15, "the settings were not found in config.rs: {settings:?}");
    settings
}

fn is_setting(name: &str) -> bool {
    name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

/// The names before `=` in .env.example, those of its provider with `<NAME>`.
fn example_settings() -> BTreeSet<String> {
    let text = read(".env.example");
    // The settings of a network stand there with a mark: there is no network by default.
    let chains = text.lines().filter_map(|line| line.strip_prefix("# CHAIN_"));
    let chains = chains.map(|line| format!("CHAIN_{line}"));
    let plain = text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned);
    let lines: Vec<String> = chains.chain(plain).collect();
    let names = lines.iter().filter_map(|line| line.split_once('=')).map(|(name, _)| name);
    let general = |name: &str| {
        name.replace("PROVIDER_MAIN_", PROVIDER_PREFIX).replace("CHAIN_BSC_", CHAIN_PREFIX)
    };
    names.map(general).collect()
}

/// The names in the first column of README's table of settings.
fn readme_settings() -> BTreeSet<String> {
    let text = read("README.md");
    let section = text.split("## Settings").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = section.expect("README has a section Settings").lines();
    let names = rows.filter_map(|row| row.strip_prefix("| `")?.split_once('`'));
    names.map(|(name, _)| name.to_owned()).collect()
}

fn compare(what: &str, found: &BTreeSet<String>) {
    let mut expected = settings();
    expected.extend(ELSEWHERE.map(str::to_owned));
    let missing = expected.difference(found).map(|name| format!("{what} does not name {name}"));
    let unknown = found.difference(&expected).map(|name| format!("{what} names unknown {name}"));
    none("settings", missing.chain(unknown));
}

#[test]
fn readme_names_every_setting_and_no_other() {
    compare("README.md", &readme_settings());
}

#[test]
fn the_example_names_every_setting_and_no_other() {
    compare(".env.example", &example_settings());
}

/// Filled in with no more than what must be filled in, the example is the defaults.
#[test]
fn the_example_is_read_and_means_the_defaults() {
    let lines = dotenvy::from_read_iter(read(".env.example").leak().as_bytes());
    let mut vars: Vars = lines.map(|line| line.expect("a line that can be read")).collect();
    let needed = [
        ("TELEGRAM_BOT_TOKEN", "42:abcdefgh"),
        ("PROVIDER_MAIN_URL", "https://panel.example/api/v2"),
        ("PROVIDER_MAIN_KEY", "key"),
    ];
    let needed: Vars = needed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    vars.extend(needed.clone());
    let (example, default) = (Config::read(&vars).unwrap(), Config::read(&needed).unwrap());
    assert_eq!(format!("{example:?}"), format!("{default:?}"));
    assert_eq!(example.database_url.expose_secret(), default.database_url.expose_secret());
}

#[test]
fn readme_names_every_command() {
    let names = [names::<Command>(), names::<AdminCommand>()].concat();
    let readme = read("README.md");
    let missing = names.iter().filter(|name| {
        !readme.contains(&format!("| `/{name}`")) && !readme.contains(&format!("| `/{name} "))
    });
    none("README.md does not name", missing.map(|name| format!("/{name}")));
}

#[test]
fn the_two_commands_stand_alone_and_the_gate_runs_the_second() {
    let readme = read("README.md");
    for command in ["cargo run --profile demo -- demo", "cargo test"] {
        assert!(readme.contains(&format!("\n```\n{command}\n```\n")), "README.md: {command}");
    }
    let gate = read(".ci/run");
    assert!(gate.lines().any(|line| line.ends_with(" cargo test")), ".ci/run: cargo test");
}

#[test]
fn every_promise_of_readme_has_a_test() {
    let readme = read("README.md");
    let promises = readme.lines().filter_map(|line| line.strip_prefix("- `p")?.split_once('`'));
    let promises: Vec<&str> = promises.map(|(number, _)| number).collect();
    assert!(promises.len() > 10, "{promises:?}");
    let all: Vec<_> = sources("src").into_iter().chain(sources("tests")).collect();
    let prove_settings = |number: &&&str| {
        let begin = format!("fn p{number}_");
        all.iter().any(|source| source.code.contains(&begin))
    };
    let missing = promises.iter().filter(|number| !prove_settings(number));
    none("README.md promises without a test", missing.map(|number| format!("p{number}")));
}

#[test]
fn the_protocols_and_the_source_name_what_is_there() {
    let text = read("docs/protocols.md");
    let sections: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let all: Vec<_> = sources("src").into_iter().chain(sources("tests")).collect();
    let named = all.iter().flat_map(|source| source.text.split("docs/protocols.md, \"").skip(1));
    let named: Vec<&str> = named
        .filter_map(|rest| rest.split([')', '.', ',']).next())
        .flat_map(|names| names.split("\" and \"").map(|name| name.trim_end_matches('"')))
        .collect();
    assert!(named.len() > 5, "{named:?}");
    let missing = named.iter().filter(|name| !sections.contains(name));
    none("docs/protocols.md has no section", missing.map(|name| (*name).to_owned()));
    let files = text.split('`').skip(1).step_by(2).filter(|name| name.ends_with(".rs"));
    let missing = files.filter(|name| {
        let folder = if name.contains('/') { "src" } else { "src/providers" };
        !all.iter().any(|source| source.path == format!("{folder}/{name}"))
    });
    none("docs/protocols.md names", missing.map(str::to_owned));
}

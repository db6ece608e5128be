//! The command line: which part of the shop to run, and the exit code.

use std::process::ExitCode;
use std::time::Duration;

use storefront::app::{self, AppError};
use storefront::clock::Clock;
use storefront::config::{Config, Vars};
use storefront::store::{Store, audit};
use storefront::telemetry;

const HELP: &str = "\
storefront: a shop that lives in a Telegram chat

  storefront [serve]   the shop, with settings from the environment or .env
  storefront demo      the shop in a sandbox with a chat page; needs nothing
  storefront doctor    ask everything that the settings name whether it is there
  storefront audit     add the ledger up again and name what does not fit
  storefront rekey     seal with MASTER_KEY what was sealed with MASTER_KEY_OLD; the shop
                       must not run; may be run again after it was interrupted
  storefront --help    this text

Exit codes: 0 done, 1 failed, 2 a setting is missing or wrong, or the database is not
this shop's or newer.";

/// How long what still runs on a thread of its own is waited for at the end.
const LEFT_BEHIND: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "serve".to_owned());
    if let Some(unexpected) = arguments.next() {
        return refuse(&format!("unexpected argument {unexpected:?}; see storefront --help"));
    }
    match command.as_str() {
        "serve" => with_config(|config| block_on(app::serve(config))),
        "demo" => {
            telemetry::init(false);
            block_on(app::demo())
        }
        "doctor" => with_config(|config| block_on(app::doctor(config))),
        "audit" => with_config(|config| block_on(audit(config))),
        "rekey" => with_config(|config| block_on(app::rekey(config))),
        "--help" | "-h" | "help" => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        "--version" | "-V" => {
            println!("storefront {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        other => refuse(&format!("unknown command {other:?}; see storefront --help")),
    }
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::from(2)
}

fn with_config(run: impl FnOnce(Config) -> ExitCode) -> ExitCode {
    // Without a .env the environment alone counts; a malformed one is named.
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        return refuse(".env: a line cannot be read");
    }
    let vars: Vars = std::env::vars().collect();
    match Config::read(&vars) {
        Ok(config) => {
            telemetry::init(config.is_json_log);
            run(config)
        }
        Err(error) => refuse(&error.to_string()),
    }
}

fn block_on(task: impl Future<Output = Result<(), AppError>>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&format!("the runtime cannot be started: {error}")),
    };
    let ended = runtime.block_on(task);
    // A name that is still being looked up holds a thread that cannot be told to stop.
    runtime.shutdown_timeout(LEFT_BEHIND);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(error.exit_code())
        }
    }
}

async fn audit(config: Config) -> Result<(), AppError> {
    use secrecy::ExposeSecret;
    let url = config.database_url.expose_secret();
    let store = Store::open_for_reading(url, Clock::System).await?;
    if let Some(under_way) = app::key_change_under_way(&store).await? {
        println!("{under_way}");
    }
    let mut tx = store.read().await?;
    let found = audit::violations(&mut tx).await?;
    if found.is_empty() {
        println!("The ledger adds up.");
        return Ok(());
    }
    Err(AppError::Audit(found.join("; ")))
}

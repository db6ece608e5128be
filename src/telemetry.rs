//! Logs: one line an event, as text or JSON, with levels from `RUST_LOG`. Must never be handed a
//! secret; types that hold one do not show it.

#[cfg(test)]
pub(crate) mod captured_log;

use std::io::IsTerminal;

use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What is logged unless `RUST_LOG` says otherwise: a server's notices at each start are no news.
const DEFAULT_FILTER: &str = "info,sqlx::postgres::notice=warn";

/// Begins to log to standard error. A second call, as tests make, changes nothing.
pub fn init(is_json: bool) {
    let asked = std::env::var("RUST_LOG").unwrap_or_default();
    let filter = filter(&asked);
    let is_understood = filter.is_some();
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let layer = if is_json { layer.json().boxed() } else { layer.boxed() };
    let filter = filter.or_else(|| DEFAULT_FILTER.parse().ok()).unwrap_or_default();
    // An error means that somebody logs already.
    let _ = tracing_subscriber::registry().with(filter).with(layer).try_init();
    if !is_understood {
        tracing::warn!(
            default = DEFAULT_FILTER,
            "RUST_LOG is no list of levels; the default is used"
        );
    }
}

/// What `RUST_LOG` asks for: a level, or `target=level` with commas between. `None` where it cannot
/// be read.
fn filter(asked: &str) -> Option<Targets> {
    let asked = if asked.trim().is_empty() { DEFAULT_FILTER } else { asked };
    asked.parse().ok()
}

/// A short id that a person can read out and a log line carries.
#[must_use]
pub fn error_id() -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bits = rand::random::<u32>();
    let mut id = String::with_capacity(6);
    for _ in 0..6 {
        let index = usize::try_from(bits % 32).unwrap_or(0);
        id.push(char::from(LETTERS.get(index).copied().unwrap_or(b'2')));
        bits /= 32;
    }
    id
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn levels_are_read_as_people_write_them() {
        let says = |asked: &str, target: &str, level: Level| {
            filter(asked).unwrap().would_enable(target, &level)
        };
        for default in ["", " ", DEFAULT_FILTER] {
            assert!(says(default, "storefront::app", Level::INFO), "{default:?}");
            assert!(!says(default, "storefront::app", Level::DEBUG), "{default:?}");
            assert!(!says(default, "sqlx::postgres::notice", Level::INFO), "{default:?}");
        }
        assert!(says("trace", "hyper", Level::TRACE));
        assert!(!says("off", "storefront", Level::ERROR));
        let statements = "info,sqlx::query=debug";
        assert!(says(statements, "sqlx::query", Level::DEBUG));
        assert!(!says(statements, "storefront", Level::DEBUG));
        assert!(filter("storefront=loud").is_none());
    }
}

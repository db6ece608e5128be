//! What a unit test's own thread logs, at TRACE. Owns the subscriber of such a test and nothing
//! else.

use std::io;
use std::sync::{Arc, Mutex};

use tracing::dispatcher::{DefaultGuard, Dispatch};
use tracing::subscriber::NoSubscriber;

/// Everything logged on this thread since it was started.
pub(crate) struct CapturedLog {
    written: Written,
    _default: DefaultGuard,
    /// With a single subscriber in the process, tracing asks the thread that comes to a line of the
    /// code first whether anybody listens, and remembers a "no" for all threads. With two it asks
    /// both subscribers.
    _second: Dispatch,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl CapturedLog {
    pub(crate) fn start() -> Self {
        let written = Written::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        let second = Dispatch::new(NoSubscriber::default());
        let default = tracing::subscriber::set_default(subscriber);
        Self { written, _default: default, _second: second }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.written.0.lock().unwrap()).into_owned()
    }
}

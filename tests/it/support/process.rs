//! The real program as a child process, with nothing in its environment but what is given.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A running program; killed when it is dropped.
pub struct Process {
    child: Child,
    out: PathBuf,
    log: PathBuf,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
    /// Since it was told to stop, or since the wait began.
    pub took: Duration,
}

impl Ended {
    /// `None` when a signal ended it.
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }
}

impl Process {
    /// Starts the program in a folder, where its output goes into files.
    pub fn start(
        arguments: &[&str],
        vars: impl IntoIterator<Item = (String, String)>,
        folder: &Path,
    ) -> Self {
        let number = COUNTER.fetch_add(1, Ordering::SeqCst);
        let (out, log) =
            (folder.join(format!("{number:05}.out")), folder.join(format!("{number:05}.log")));
        let set = vars.into_iter().filter(|(_, value)| !value.is_empty());
        let child = Command::new(env!("CARGO_BIN_EXE_storefront"))
            .args(arguments)
            .env_clear()
            .envs(set)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(File::create(&out).unwrap())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        Self { child, out, log }
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: nothing of it runs any more when this returns.
    pub fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and waits for its end.
    pub async fn stops(self, patience: Duration) -> Ended {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(sent.success());
        self.ended(patience).await
    }

    /// Waits for its end.
    pub async fn ended(mut self, patience: Duration) -> Ended {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let (stdout, stderr) = (self.stdout(), self.log());
                return Ended { status, stdout, stderr, took: began.elapsed() };
            }
            assert!(began.elapsed() < patience, "it does not end; its log:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.out).unwrap()).into_owned()
    }

    /// What it has written to its standard error.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap()).into_owned()
    }

    /// Waits until its log or its output has this text.
    pub async fn until_it_says(&self, part: &str) {
        let began = Instant::now();
        while !self.log().contains(part) && !self.stdout().contains(part) {
            let is_late = began.elapsed() > Duration::from_secs(30);
            assert!(!is_late, "it never says {part:?}; its log:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

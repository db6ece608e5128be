//! What the kernel tells of a process and a disk (Linux).

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::table::Table;

/// What the machine itself is like.
pub fn measure(table: &mut Table) {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    table.add("cores of this machine", cores.to_string(), "");
    let folder = tempfile::tempdir().expect("a folder");
    table.add("file system of the files", file_system(folder.path()), "no tmpfs");
    table.add("one fsync of 4 KiB, median", format!("{} µs", fsync_us(folder.path())), "");
}

/// Processor time and memory of a process so far.
pub struct Usage {
    /// User and system time, µs.
    pub cpu_us: u64,
    /// Resident now, KiB.
    pub memory_kib: u64,
    /// Resident at the most, KiB.
    pub peak_kib: u64,
}

impl Usage {
    /// Of a process id, or of `self`.
    pub fn of(process: &str) -> Self {
        let read = |file: &str| {
            std::fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default()
        };
        let (stat, status) = (read("stat"), read("status"));
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
        let ticks = |index: usize| -> u64 {
            fields.get(index).and_then(|field| field.parse().ok()).unwrap_or(0)
        };
        let kib = |name: &str| -> u64 {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap_or("");
            line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        // Fields 14 and 15 of the line are 11 and 12 behind the name; a tick is 10 ms.
        let cpu_us = (ticks(11) + ticks(12)) * 10_000;
        Self { cpu_us, memory_kib: kib("VmRSS"), peak_kib: kib("VmHWM") }
    }
}

/// The kind of file system in which a folder lies; one in memory makes a commit cost nothing.
fn file_system(folder: &Path) -> String {
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    let around = mounts.lines().filter_map(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let (at, kind) = (fields.next()?, fields.next()?);
        folder.starts_with(at).then_some((at.len(), kind))
    });
    around.max_by_key(|(length, _)| *length).map_or("unknown", |(_, kind)| kind).to_owned()
}

/// Microseconds of one small write that reaches the disk.
fn fsync_us(folder: &Path) -> u128 {
    let mut file = std::fs::File::create(folder.join("fsync")).expect("a file");
    let mut times: Vec<u128> = (0..100)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&[7; 4_096]).expect("written");
            file.sync_data().expect("synced");
            began.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    times[50]
}

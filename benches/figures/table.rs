//! The figures as they come, and all of them again as one table beside what is aimed at.

/// What was measured.
pub struct Table(Vec<[String; 3]>);

impl Table {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Shows a figure at once and keeps it.
    pub fn add(&mut self, what: impl Into<String>, figure: impl Into<String>, aim: &str) {
        let row = [what.into(), figure.into(), aim.to_owned()];
        eprintln!("{}: {}", row[0], row[1]);
        self.0.push(row);
    }

    /// Prints the table in Markdown.
    pub fn print(&self) {
        let head = ["what".to_owned(), "measured".to_owned(), "aim".to_owned()];
        let rows = || std::iter::once(&head).chain(&self.0);
        let width =
            |column: usize| rows().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2)];
        println!();
        for (index, row) in rows().enumerate() {
            let cell = |column: usize| {
                let blank = widths[column] - row[column].chars().count();
                format!("{}{}", row[column], " ".repeat(blank))
            };
            println!("| {} | {} | {} |", cell(0), cell(1), cell(2));
            if index == 0 {
                let line = |column: usize| "-".repeat(widths[column]);
                println!("| {} | {} | {} |", line(0), line(1), line(2));
            }
        }
    }
}

/// Microseconds as milliseconds with two digits.
pub fn ms(us: u128) -> String {
    format!("{}.{:02} ms", us / 1_000, us % 1_000 / 10)
}

/// Milliseconds as seconds with two digits.
pub fn seconds(ms: u128) -> String {
    format!("{}.{:02} s", ms / 1_000, ms % 1_000 / 10)
}

/// How many a second, of so many in so many milliseconds.
pub fn rate(count: i64, ms: u128) -> String {
    let count = u128::try_from(count).unwrap_or(0);
    format!("{}/s", count * 1_000 / ms.max(1))
}

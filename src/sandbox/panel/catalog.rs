//! What the panel sells at first: some two hundred services like those of real panels, of every
//! type.
//!
//! Owns names, prices and limits of what is a link and a quantity as data; `service_types.rs` has
//! the others. Must never differ from one start to the next: tests and the demo name services by
//! number.

use rust_decimal::Decimal;

use super::orders::scatter;
use super::service_types::{Example, TYPES};
use super::services::ServiceRow;

/// Category, basic rate in ten-thousandths, smallest quantity, and which grades it comes in.
type Shelf = (&'static str, i64, i64, &'static [Grade]);
/// Words of the name, percent of the basic rate, largest quantity in thousands, refill, cancel.
type Grade = (&'static str, i64, i64, bool, bool);

const SHELVES: [Shelf; 14] = [
    ("Instagram Followers", 9_000, 50, &PEOPLE),
    ("Instagram Likes", 2_400, 20, &ACTIONS),
    ("Instagram Reels Views", 150, 100, &ACTIONS),
    ("TikTok Followers", 12_500, 50, &PEOPLE),
    ("TikTok Views", 80, 100, &ACTIONS),
    ("YouTube Subscribers", 98_000, 20, &PEOPLE),
    ("YouTube Views", 14_200, 100, &ACTIONS),
    ("Telegram Members", 8_500, 100, &PEOPLE),
    ("Telegram Post Views", 120, 50, &ACTIONS),
    ("Facebook Page Likes", 16_000, 50, &PEOPLE),
    ("X Followers", 21_000, 50, &PEOPLE),
    ("Spotify Plays", 3_200, 500, &ACTIONS),
    ("Twitch Followers", 4_800, 20, &PEOPLE),
    ("Website Traffic", 1_900, 500, &VISITS),
];

const PEOPLE: [Grade; 13] = [
    ("Real | 30 days refill | 5K/day", 100, 50, true, true),
    ("Cheapest | No refill | 2K/day", 35, 10, false, false),
    ("Mixed | No refill | 10K/day", 55, 100, false, true),
    ("Mixed | 30 days refill | 10K/day", 70, 100, true, true),
    ("Real | No refill | 5K/day", 85, 50, false, true),
    ("Real | 60 days refill | 5K/day", 120, 50, true, true),
    ("Real | 365 days refill | 20K/day", 165, 200, true, true),
    ("High quality | Instant start | 50K/day", 140, 500, false, true),
    ("Premium | Lifetime refill | 1K/day", 290, 20, true, false),
    ("Slow and natural | 60 days refill | 500/day", 130, 15, true, true),
    ("USA | 30 days refill | 1K/day", 310, 10, true, true),
    ("Brazil | 30 days refill | 3K/day", 210, 30, true, true),
    ("Arabic names | 30 days refill | 2K/day", 230, 20, true, true),
];

const ACTIONS: [Grade; 13] = [
    ("Real | Instant start | 20K/day", 100, 100, false, true),
    ("Cheapest | 100K/day", 40, 1_000, false, false),
    ("Mixed | 50K/day", 60, 500, false, true),
    ("High quality | 30 days refill | 50K/day", 120, 500, true, true),
    ("High quality | 365 days refill | 50K/day", 155, 500, true, true),
    ("Ultrafast | 500K/day", 180, 5_000, false, false),
    ("Slow and natural | 1K/day", 130, 50, false, true),
    ("With reach and impressions | 20K/day", 190, 200, false, true),
    ("Premium accounts | 10K/day", 260, 50, true, false),
    ("USA | 5K/day", 320, 50, false, true),
    ("Germany | 2K/day", 340, 20, false, true),
    ("India | 20K/day", 90, 100, false, true),
    ("Turkey | 10K/day", 110, 100, false, true),
];

const VISITS: [Grade; 13] = [
    ("Worldwide | Direct | 10K/day", 100, 1_000, false, true),
    ("Worldwide | From search | 5K/day", 140, 500, false, true),
    ("Worldwide | From social networks | 5K/day", 135, 500, false, true),
    ("Worldwide | Mobile | 10K/day", 110, 1_000, false, true),
    ("Worldwide | 60 seconds stay | 3K/day", 220, 200, false, true),
    ("USA | Direct | 5K/day", 210, 500, false, true),
    ("USA | From search | 2K/day", 270, 200, false, true),
    ("Germany | Direct | 2K/day", 240, 200, false, true),
    ("France | Direct | 2K/day", 240, 200, false, true),
    ("United Kingdom | Direct | 2K/day", 250, 200, false, true),
    ("Brazil | Direct | 5K/day", 120, 500, false, true),
    ("India | Direct | 10K/day", 90, 500, false, true),
    ("Japan | Direct | 1K/day", 300, 100, false, true),
];

/// The catalog that a panel starts with, numbered from 1.
#[must_use]
pub fn catalog() -> Vec<ServiceRow> {
    let graded = SHELVES.iter().flat_map(|shelf| shelf.3.iter().map(|grade| graded(shelf, grade)));
    let special = TYPES
        .iter()
        .flat_map(|of_type| of_type.services.iter().map(|example| special(of_type.label, example)));
    let mut rows: Vec<ServiceRow> = graded.chain(special).collect();
    for (id, row) in (1..).zip(rows.iter_mut()) {
        row.id = id;
        row.average_time = average_time(id);
    }
    rows
}

fn graded(shelf: &Shelf, grade: &Grade) -> ServiceRow {
    let (category, basic_rate, min, _) = *shelf;
    let (words, percent, max_thousands, refill, cancel) = *grade;
    ServiceRow {
        id: 0,
        name: format!("{category} | {words}"),
        category: category.to_owned(),
        kind: "Default".to_owned(),
        rate: tidy(Decimal::new(basic_rate.saturating_mul(percent), 6)),
        min,
        max: max_thousands.saturating_mul(1_000),
        refill,
        cancel,
        dripfeed: false,
        description: describe(words, refill),
        average_time: String::new(),
    }
}

fn special(kind: &str, example: &Example) -> ServiceRow {
    let (category, name, rate, min, max) = *example;
    ServiceRow {
        id: 0,
        name: name.to_owned(),
        category: category.to_owned(),
        kind: kind.to_owned(),
        rate: Decimal::new(rate, 2),
        min,
        max,
        refill: name.contains("refill"),
        cancel: kind == "Default" || kind == "Poll",
        dripfeed: kind == "Default",
        description: describe(name, false),
        average_time: String::new(),
    }
}

/// At least two decimals and no zeros behind them.
fn tidy(rate: Decimal) -> Decimal {
    let mut rate = rate.normalize();
    if rate.scale() < 2 {
        rate.rescale(2);
    }
    rate
}

fn describe(words: &str, refill: bool) -> String {
    let warranty = if refill {
        "Losses within the refill time are filled up again on request."
    } else {
        "No refill: losses are not replaced."
    };
    format!("{words}. The account or post must be public. {warranty}")
}

fn average_time(id: i64) -> String {
    let minutes = scatter(id) % 900;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{} minutes", minutes.max(2)),
        (1, minutes) => format!("1 hour {minutes} minutes"),
        (hours, minutes) => format!("{hours} hours {minutes} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn services_of_every_type_that_make_sense() {
        let rows = catalog();
        let names: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names.len(), rows.len());
        for (id, row) in (1..).zip(&rows) {
            assert_eq!(row.id, id);
            assert!(row.rate > Decimal::ZERO && row.min > 0 && row.min <= row.max, "{row:?}");
        }
        let default = rows.iter().filter(|row| row.kind == "Default").count();
        assert_eq!(default, 185);
        for of_type in TYPES {
            assert!(rows.iter().any(|row| row.kind == of_type.label), "{}", of_type.label);
        }
    }

    #[test]
    fn the_first_service_as_json() {
        let rows = catalog();
        let json = rows.first().unwrap().to_json();
        let member = |name: &str| json.get(name).unwrap().clone();
        assert_eq!(member("name"), "Instagram Followers | Real | 30 days refill | 5K/day");
        assert_eq!(member("service"), 1);
        assert_eq!(member("rate"), "0.90");
        assert_eq!(member("min"), "50");
        assert_eq!(member("max"), "50000");
        assert_eq!(member("refill"), true);
    }
}

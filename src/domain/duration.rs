//! Durations as providers word them, read so that they can be said in any language.
//! It must never guess: what is not wholly understood is nothing.

const MINUTES_PER_HOUR: i64 = 60;
const MINUTES_PER_DAY: i64 = 24 * MINUTES_PER_HOUR;
/// A year; nobody means more.
const MAX_MINUTES: i64 = 366 * MINUTES_PER_DAY;

/// Reads `10 hours 7 minutes`, `1 day`, `45 min`: minutes, at least 1. `None` for anything else.
pub fn read_minutes(text: &str) -> Option<i64> {
    let mut minutes = 0_i64;
    let mut words = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty());
    while let Some(number) = words.next() {
        let number: i64 =
            number.parse().ok().filter(|number| (0..=MAX_MINUTES).contains(number))?;
        let unit = match words.next()?.to_ascii_lowercase().trim_end_matches('.') {
            "minute" | "minutes" | "min" | "mins" => 1,
            "hour" | "hours" | "hr" | "hrs" => MINUTES_PER_HOUR,
            "day" | "days" => MINUTES_PER_DAY,
            _ => return None,
        };
        minutes = minutes.checked_add(number.checked_mul(unit)?)?;
    }
    (1..=MAX_MINUTES).contains(&minutes).then_some(minutes)
}

/// A time as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Whole days.
    pub days: i64,
    /// Whole hours beside them.
    pub hours: i64,
    /// What is left.
    pub minutes: i64,
}

/// Days, hours and minutes of so many minutes.
pub const fn split(minutes: i64) -> Parts {
    let rest = minutes % MINUTES_PER_DAY;
    Parts {
        days: minutes / MINUTES_PER_DAY,
        hours: rest / MINUTES_PER_HOUR,
        minutes: rest % MINUTES_PER_HOUR,
    }
}

/// A time in its largest part, rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Up to an hour and a half; one at least.
    Minutes(i64),
    /// Up to two days.
    Hours(i64),
    /// More.
    Days(i64),
}

/// So many milliseconds as one says them.
pub const fn about(ms: i64) -> About {
    const MINUTE_MS: i64 = 60_000;
    let minutes = ms.saturating_add(MINUTE_MS / 2) / MINUTE_MS;
    if minutes < 1 {
        About::Minutes(1)
    } else if minutes <= 90 {
        About::Minutes(minutes)
    } else if minutes < 2 * MINUTES_PER_DAY {
        About::Hours((minutes + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR)
    } else {
        About::Days((minutes + MINUTES_PER_DAY / 2) / MINUTES_PER_DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panels_write_is_read_and_the_rest_is_not() {
        assert_eq!(read_minutes("10 hours 7 minutes"), Some(607));
        assert_eq!(read_minutes("1 hour"), Some(60));
        assert_eq!(read_minutes("2 Days, 3 hrs."), Some(2 * 1_440 + 180));
        for odd in ["", "soon", "0 minutes", "-5 minutes", "10", "hours", "1 week", "9999999 days"]
        {
            assert_eq!(read_minutes(odd), None, "{odd}");
        }
        let minute_ms = 60_000;
        let said = [
            (-1, About::Minutes(1)),
            (0, About::Minutes(1)),
            (5 * minute_ms + 29_999, About::Minutes(5)),
            (90 * minute_ms, About::Minutes(90)),
            (91 * minute_ms, About::Hours(2)),
            (149 * minute_ms, About::Hours(2)),
            (2 * 1_440 * minute_ms, About::Days(2)),
            (i64::MAX, About::Days(106_751_991_167)),
        ];
        for (ms, about_it) in said {
            assert_eq!(about(ms), about_it, "{ms}");
        }
        assert_eq!(split(2 * 1_440 + 187), Parts { days: 2, hours: 3, minutes: 7 });
    }
}

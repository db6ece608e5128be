//! How many comments a package of them takes, where its name says so. Owns how a number is read
//! out of a name. It must never take a year, a price, a time or a maximum for a number of comments:
//! what is unclear is left to the limits.

use unicode_normalization::UnicodeNormalization;

use super::ServiceType;
use crate::domain::limits::Limits;
use crate::domain::links::Platform;

/// What is counted, as stems.
const COUNTED: [&str; 13] = [
    "comment",
    "text",
    "review",
    "repl",
    "комментар",
    "коммент",
    "текст",
    "отзыв",
    "izoh",
    "sharh",
    "matn",
    "yorum",
    "metin",
];
/// Words that may stand between the number and what it counts.
const BETWEEN: [&str; 36] = [
    "of",
    "your",
    "own",
    "my",
    "custom",
    "customized",
    "personal",
    "unique",
    "real",
    "different",
    "x",
    "pcs",
    "pieces",
    "ваших",
    "своих",
    "ваши",
    "ваш",
    "живых",
    "уникальных",
    "разных",
    "шт",
    "штук",
    "ta",
    "dona",
    "siz",
    "sizning",
    "sizlarning",
    "o",
    "oz",
    "ozingizning",
    "adet",
    "tane",
    "ozel",
    "özel",
    "kendi",
    "positive",
];
/// Words behind a number that say it is the number of what was named before it.
const PIECES: [&str; 9] = ["pcs", "pieces", "piece", "шт", "штук", "ta", "dona", "adet", "tane"];
/// Words before a number that make it a limit, not an amount.
const LIMITING: [&str; 16] = [
    "max", "maximum", "min", "minimum", "up", "upto", "to", "from", "over", "до", "от", "макс",
    "мин", "gacha", "dan", "than",
];
/// Words behind what is counted that make it a speed.
const SPEED: [&str; 15] = [
    "day",
    "daily",
    "per",
    "hour",
    "h",
    "d",
    "min",
    "минут",
    "день",
    "сутки",
    "час",
    "kun",
    "kuniga",
    "gun",
    "gacha",
];

/// The quantities that a customer may order of a service where its provider lists these:
/// those of its type, and for a package of comments exactly as many as its name says.
pub fn limits_of(kind: ServiceType, name: &str, listed: Limits) -> Limits {
    let limits = kind.limits(listed);
    if kind != ServiceType::CustomCommentsPackage || limits.min == limits.max {
        return limits;
    }
    match comments_in(name).filter(|count| limits.contain(*count)) {
        Some(count) => Limits::exactly(count),
        None => limits,
    }
}

/// The one number of comments that a name tells.
fn comments_in(name: &str) -> Option<i64> {
    let pieces = pieces(name);
    let mut counts: Vec<i64> =
        (0..pieces.len()).filter_map(|place| count_at(&pieces, place)).collect();
    counts.sort_unstable();
    counts.dedup();
    match counts.as_slice() {
        [count] => Some(*count),
        _ => None,
    }
}

/// Words and numbers in lower case, and signs one by one; apostrophes are no signs.
fn pieces(name: &str) -> Vec<String> {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let mut pieces: Vec<String> = Vec::new();
    let mut is_word = false;
    for letter in folded.chars().filter(|letter| !"'’ʻʼ`".contains(*letter)) {
        let joins = letter.is_alphanumeric();
        match pieces.last_mut() {
            Some(last) if joins && is_word => last.push(letter),
            _ if letter.is_whitespace() => {}
            _ => pieces.push(letter.to_string()),
        }
        is_word = joins;
    }
    pieces
}

fn at(pieces: &[String], place: Option<usize>) -> &str {
    place.and_then(|place| pieces.get(place)).map_or("", String::as_str)
}

/// The number at a place, if it counts comments.
fn count_at(pieces: &[String], place: usize) -> Option<i64> {
    let count = plain_number(at(pieces, Some(place)))?;
    let before = at(pieces, place.checked_sub(1));
    let is_bound = LIMITING.contains(&before) || "$€₽£~<>≤≥-–.,+/".contains(before);
    if !before.is_empty() && is_bound {
        return None;
    }
    let counts_comments = counts_what_follows(pieces, place) || counts_what_precedes(pieces, place);
    counts_comments.then_some(count)
}

/// Digits and nothing else; `x10` is 10. No amount begins with a zero.
fn plain_number(piece: &str) -> Option<i64> {
    let digits = piece.strip_prefix(['x', '×', 'х']).unwrap_or(piece);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    let count: i64 = digits.parse().ok().filter(|_| is_plain)?;
    (1..=ServiceType::CustomCommentsPackage.most()).contains(&count).then_some(count)
}

fn is_counted(piece: &str) -> bool {
    COUNTED.iter().any(|stem| piece.starts_with(stem))
}

fn may_stand_between(piece: &str) -> bool {
    let names_platform = || Platform::ALL.into_iter().any(|one| one.words().contains(&piece));
    BETWEEN.contains(&piece) || names_platform()
}

/// `10 of your texts`, and not `10 comments a day`.
fn counts_what_follows(pieces: &[String], place: usize) -> bool {
    let mut rest = pieces.iter().skip(place.saturating_add(1)).map(String::as_str);
    let noun = rest.find(|piece| !may_stand_between(piece));
    if !noun.is_some_and(is_counted) {
        return false;
    }
    let mut behind = rest.filter(|piece| *piece != "a" && *piece != "/" && *piece != "в");
    !behind.next().is_some_and(|piece| SPEED.contains(&piece))
}

/// `Comments x10`, `Comments (10)`, `Comments: 10 pcs`.
fn counts_what_precedes(pieces: &[String], place: usize) -> bool {
    let behind = at(pieces, place.checked_add(1));
    let (before, two_before) = (at(pieces, place.checked_sub(1)), at(pieces, place.checked_sub(2)));
    let is_times = at(pieces, Some(place)).starts_with(['x', '×', 'х']) || before == "×";
    let ends = behind.is_empty() || "|])".contains(behind) || PIECES.contains(&behind);
    let is_pieces = PIECES.contains(&behind) && !before.is_empty();
    let is_named = |piece: &str| !piece.is_empty() && is_counted(piece);
    match before {
        _ if is_times => is_named(before) || (is_named(two_before) && ends),
        "(" | "[" | ":" | "|" | "x" if is_named(two_before) => {
            is_pieces || (ends && before != "|" && !is_year(at(pieces, Some(place))))
        }
        _ => is_named(before) && ends && !is_year(at(pieces, Some(place))),
    }
}

fn is_year(piece: &str) -> bool {
    piece.len() == 4 && (piece.starts_with("19") || piece.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(min: i64, max: i64) -> Limits {
        Limits { min, max }
    }

    #[test]
    fn a_package_takes_as_many_comments_as_its_name_says() {
        let package = ServiceType::CustomCommentsPackage;
        for (name, count) in [
            ("Instagram Comments | 10 of your texts", 10),
            ("🔥 10 Custom Comments | Instant | 24h", 10),
            ("IG 25 custom comments [30 days refill]", 25),
            ("Instagram Custom Comments x10", 10),
            ("Instagram Custom Comments (50)", 50),
            ("Custom Comments: 15 pcs | 2024", 15),
            ("5 YouTube comments 💬", 5),
            ("20 ваших комментариев | 100% живые", 20),
            ("15 ta izoh", 15),
            ("10 adet özel yorum", 10),
            ("10 comments | 10 texts | $0.45", 10),
            ("100 custom reviews", 100),
        ] {
            assert_eq!(limits_of(package, name, limits(1, 1)), limits(count, count), "{name}");
        }
    }

    #[test]
    fn other_numbers_are_no_number_of_comments() {
        let package = ServiceType::CustomCommentsPackage;
        for name in [
            "Custom Comments Package",
            "Custom Comments | 24h | 2024",
            "Comments [Max 10K]",
            "Comments [Max 10]",
            "up to 10 comments",
            "Custom comments $10",
            "10-20 comments",
            "10 comments/day",
            "10 comments per day",
            "30 days refill custom comments",
            "100% real comments",
            "Comments 2024",
            "10+ comments",
            "5 comments or 10 comments",
            "до 10 комментариев",
        ] {
            assert_eq!(limits_of(package, name, limits(1, 1)), limits(1, package.most()), "{name}");
        }
    }

    #[test]
    fn what_the_provider_lists_bounds_what_the_name_says() {
        let package = ServiceType::CustomCommentsPackage;
        assert_eq!(limits_of(package, "10 comments", limits(5, 20)), limits(10, 10));
        assert_eq!(limits_of(package, "10 comments", limits(12, 12)), limits(12, 12));
        assert_eq!(limits_of(package, "10 comments", limits(50, 100)), limits(50, 100));
        assert_eq!(
            limits_of(ServiceType::CustomComments, "10 comments", limits(1, 90)),
            limits(1, 90)
        );
        assert_eq!(limits_of(ServiceType::Default, "10 comments", limits(5, 20)), limits(5, 20));
    }
}

//! Words that differ by one slip of the finger.

/// Whether one of the words becomes the other by one letter that is missing, one too many, another
/// one, or two neighbours that have changed places. Equal words are near; words with digits only
/// then, for another number is another thing.
#[must_use]
pub fn is_near(one: &str, other: &str) -> bool {
    if one.chars().chain(other.chars()).any(char::is_numeric) {
        return one == other;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let alike = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(alike..).unwrap_or(&[]), other.get(alike..).unwrap_or(&[]));
    match (one, other) {
        ([], []) | ([_], []) | ([], [_]) => true,
        ([], _) | (_, []) => false,
        ([a, rest @ ..], [b, others @ ..]) => {
            let is_swapped = match (rest, others) {
                ([c, rest @ ..], [d, others @ ..]) => a == d && b == c && rest == others,
                _ => false,
            };
            rest == others || rest == other || one == others || is_swapped
        }
    }
}

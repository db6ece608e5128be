//! What a service says, without what may be somebody's: a number or a login.

use crate::providers::redact::TAKEN_OUT;

/// So many digits in a row may be somebody's number.
const NUMBER_MIN: usize = 7;

/// A text without the destination, whole or without its plus, in either case, and without any other
/// run of digits that may be a number: services write it as they like.
pub(super) fn without_destination(text: &str, destination: Option<&str>) -> String {
    let mut clean = text.to_owned();
    let whole = destination.map(str::trim).filter(|it| !it.is_empty());
    for piece in whole.iter().flat_map(|it| [*it, it.trim_start_matches('+')]) {
        clean = without(&clean, piece);
    }
    without_numbers(&clean)
}

fn without(text: &str, piece: &str) -> String {
    let (folded, piece) = (text.to_lowercase(), piece.to_lowercase());
    if folded.len() != text.len() {
        // Letters that change their length are none of an address: nothing is shown then.
        return if folded.contains(&piece) { TAKEN_OUT.to_owned() } else { text.to_owned() };
    }
    let mut clean = String::new();
    let mut from = 0;
    for (at, found) in folded.match_indices(&piece) {
        clean.push_str(text.get(from..at).unwrap_or_default());
        clean.push_str(TAKEN_OUT);
        from = at.saturating_add(found.len());
    }
    clean.push_str(text.get(from..).unwrap_or_default());
    clean
}

/// A text without runs of digits that are long enough to be a phone number, also with what stands
/// between their groups.
fn without_numbers(text: &str) -> String {
    let mut clean = String::new();
    let (mut run, mut digits) = (String::new(), 0_usize);
    let end = |clean: &mut String, run: &mut String, digits: &mut usize| {
        if *digits >= NUMBER_MIN {
            let kept = run.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            clean.push_str(TAKEN_OUT);
            clean.push_str(run.get(kept.len()..).unwrap_or_default());
        } else {
            clean.push_str(run);
        }
        run.clear();
        *digits = 0;
    };
    for letter in text.chars() {
        let is_between = matches!(letter, ' ' | '-' | '(' | ')' | '+');
        if letter.is_ascii_digit() || (is_between && digits > 0) {
            digits = digits.saturating_add(usize::from(letter.is_ascii_digit()));
            run.push(letter);
        } else {
            end(&mut clean, &mut run, &mut digits);
            clean.push(letter);
        }
    }
    end(&mut clean, &mut run, &mut digits);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_taken_out_of_what_is_said() {
        let number = Some("+79161234567");
        for text in [
            "Number +79161234567 is blocked",
            "number 79161234567",
            "8 (916) 123-45-67 is wrong",
            "x9161234567y",
        ] {
            let clean = without_destination(text, number);
            assert!(!clean.contains("123") && clean.contains(TAKEN_OUT), "{clean}");
        }
        let login = without_destination("No user GaBen_42 in 2026-11-29", Some("gaben_42"));
        assert!(!login.to_lowercase().contains("gaben"), "{login}");
        assert_eq!(without_destination("Limit 5000 a day, 24 h", None), "Limit 5000 a day, 24 h");
    }
}

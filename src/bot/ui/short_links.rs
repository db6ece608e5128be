//! Links on buttons: short enough to be read whole, and never two that look alike.

/// What is left of a link where its middle is cut out, before the cut.
const HEAD_CHARS: usize = 10;
/// What stands before the place where links that begin alike differ.
const LEAD_CHARS: usize = 6;

/// A label for each link, of at most so many characters (20 at least). Labels of different links
/// differ.
#[must_use]
pub fn short_links(links: &[&str], max_chars: usize) -> Vec<String> {
    let bare: Vec<Vec<char>> = links
        .iter()
        .map(|link| link.trim_start_matches("https://").trim_end_matches('/').chars().collect())
        .collect();
    let mut labels: Vec<String> = bare.iter().map(|link| without_middle(link, max_chars)).collect();
    for place in 0..bare.len() {
        let is_twin = |other: &usize| *other != place && labels.get(*other) == labels.get(place);
        let twin = (0..bare.len()).find(is_twin);
        let pair = twin.and_then(|twin| Some((bare.get(place)?, bare.get(twin)?)));
        let Some((one, other)) = pair.filter(|(one, other)| one != other) else { continue };
        let parting = one.iter().zip(other).take_while(|(one, other)| one == other).count();
        let label = from_parting((one, parting), max_chars);
        let is_free = !labels.contains(&label);
        // Where even that is taken, the number tells them apart.
        let numbered = || {
            let short = without_middle(one, max_chars.saturating_sub(4));
            format!("{}: {short}", place + 1)
        };
        if let Some(slot) = labels.get_mut(place) {
            *slot = if is_free { label } else { numbered() };
        }
    }
    labels
}

fn without_middle(link: &[char], max_chars: usize) -> String {
    if link.len() <= max_chars {
        return link.iter().collect();
    }
    let tail = max_chars.saturating_sub(HEAD_CHARS + 1);
    let head = link.iter().take(HEAD_CHARS);
    let end = link.iter().skip(link.len().saturating_sub(tail));
    head.chain([&'…']).chain(end).collect()
}

/// What stands around the place where a link parts from another one.
fn from_parting((link, parting): (&[char], usize), max_chars: usize) -> String {
    let begin = parting.saturating_sub(LEAD_CHARS);
    let part: Vec<char> = link.iter().skip(begin).copied().collect();
    let short: String = part.iter().take(max_chars.saturating_sub(2)).collect();
    let end = if part.len() > max_chars.saturating_sub(2) { "…" } else { "" };
    format!("…{short}{end}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_links_stay_whole_and_long_ones_keep_both_ends() {
        let links = ["https://instagram.com/p/Cabc123", "https://t.me/durov/"];
        assert_eq!(short_links(&links, 28), ["instagram.com/p/Cabc123", "t.me/durov"]);
        let long = ["https://www.tiktok.com/@somebody/video/7301234567890123456"];
        assert_eq!(short_links(&long, 28), ["www.tiktok…01234567890123456"]);
    }

    #[test]
    fn links_that_differ_in_the_middle_look_different() {
        let links = ["one", "two"].map(|name| {
            format!("https://youtube.com/playlist?list={name}&more=aaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        });
        let labels = short_links(&links.each_ref().map(String::as_str), 28);
        assert_ne!(labels[0], labels[1]);
        assert!(labels.iter().any(|label| label.contains("one") || label.contains("two")));
    }

    proptest! {
        #[test]
        fn labels_are_short_and_differ(
            links in prop::collection::btree_set("[ab]{20,24}[ab/]{0,40}", 1..4)
        ) {
            let links: Vec<String> =
                links.into_iter().map(|link| format!("https://x.y/{link}z")).collect();
            let given: Vec<&str> = links.iter().map(String::as_str).collect();
            let labels = short_links(&given, 28);
            for (place, label) in labels.iter().enumerate() {
                prop_assert!(label.chars().count() <= 28, "{label}");
                prop_assert!(!labels[..place].contains(label), "{labels:?}");
            }
        }
    }
}

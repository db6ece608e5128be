//! Which links of earlier orders are offered again. Must never offer one target twice.

use super::target_key;

/// The first links, `max` at the most, of those that are given with what they belong to, the newest
/// first; of several spellings of one target the newest.
pub fn latest<T>(links: impl IntoIterator<Item = (T, String)>, max: usize) -> Vec<(T, String)> {
    let mut seen = Vec::new();
    let is_new = |link: &str| {
        let target = target_key(link);
        let is_new = !seen.contains(&target);
        if is_new {
            seen.push(target);
        }
        is_new
    };
    let mut is_new = is_new;
    links.into_iter().filter(|(_, link)| is_new(link)).take(max).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_each_target_is_offered_and_few() {
        let links =
            ["https://t.me/Durov", "https://t.me/durov", "https://t.me/a", "https://t.me/b"];
        let ordered = (1..).zip(links.map(str::to_owned));
        let offered = latest(ordered, 2);
        assert_eq!(offered, [(1, links[0].to_owned()), (3, links[2].to_owned())]);
    }
}

//! How many orders may be under way to one provider at once: more with every clear answer, one
//! after an answer that is not. Must never let more than the provider's own limit be under way.

/// How many are sent at once where nothing is known yet.
const FIRST: usize = 4;

/// The window of one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    size: usize,
    max: usize,
    /// Its size before it fell to one; 0 while it stands open.
    before: usize,
}

impl Window {
    /// The most that may be set for a provider.
    pub const LARGEST: u32 = 64;
    /// The limit of a provider of which nothing is set: what a shared panel can bear, and enough
    /// for seventy orders a second where an answer takes 50 ms.
    pub const USUAL: u32 = 24;

    /// A window that opens up to `max`, 1 or more.
    #[must_use]
    pub fn up_to(max: u32) -> Self {
        let max = usize::try_from(max).unwrap_or(usize::MAX).max(1);
        Self { size: FIRST.min(max), max, before: 0 }
    }

    /// So many may be under way at once, 1 or more.
    #[must_use]
    pub const fn size(self) -> usize {
        self.size
    }

    /// The most that it opens to.
    #[must_use]
    pub const fn limit(self) -> usize {
        self.max
    }

    /// An answer was clear. The first one after a fall opens half of what there was.
    pub fn widen(&mut self) {
        let wider = match std::mem::take(&mut self.before) {
            0 => self.size.saturating_add(1),
            before => before / 2,
        };
        self.size = wider.clamp(1, self.max);
    }

    /// An answer was not: one at a time until the next one that is.
    pub fn fall(&mut self) {
        if self.before == 0 {
            self.before = self.size;
        }
        self.size = 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_with_every_clear_answer_up_to_its_limit() {
        let mut window = Window::up_to(6);
        let mut sizes = vec![window.size()];
        for _ in 0..4 {
            window.widen();
            sizes.push(window.size());
        }
        assert_eq!(sizes, [4, 5, 6, 6, 6]);
        assert_eq!(Window::up_to(2).size(), 2);
        assert_eq!(Window::up_to(0).size(), 1);
    }

    #[test]
    fn it_falls_to_one_and_opens_again_by_half() {
        let mut window = Window::up_to(16);
        (0..20).for_each(|_| window.widen());
        window.fall();
        window.fall();
        assert_eq!(window.size(), 1, "until an answer is clear");
        window.widen();
        assert_eq!(window.size(), 8);
        window.widen();
        assert_eq!(window.size(), 9);
        let mut narrow = Window::up_to(1);
        narrow.fall();
        narrow.widen();
        assert_eq!(narrow.size(), 1);
    }
}

//! How much is asked for at once: blocks of a range, and addresses of a question.
//! Owns how both shrink where a node refuses and grow back. Limits differ from node to node and are
//! often not told.

/// Blocks of the first range.
const BLOCKS_FIRST: u64 = 500;
/// Blocks of a range at the most, below the limit of every node that tells one.
const BLOCKS_MAX: u64 = 2_000;
/// Addresses of one question; nodes take a thousand.
pub const RECIPIENTS_MAX: usize = 500;

/// After so many answers more addresses are tried again: a node that takes fewer never takes more,
/// but another one may be asked by then.
const CALM_MAX: u32 = 50;

/// Blocks and addresses of the next question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Blocks of a range, at least 1.
    pub blocks: u64,
    /// Addresses of a question, 1 to 500.
    pub recipients: usize,
    /// Ranges that were answered since addresses were last more or fewer.
    calm: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { blocks: BLOCKS_FIRST, recipients: RECIPIENTS_MAX, calm: 0 }
    }
}

impl Pace {
    /// Half as much as a range of so many blocks, which was refused: fewer blocks first, then fewer
    /// addresses. `false` where nothing less can be asked for.
    pub fn halve(&mut self, refused_blocks: u64) -> bool {
        self.blocks = self.blocks.min(refused_blocks).max(1);
        if self.blocks > 1 {
            self.blocks /= 2;
        } else if self.recipients > 1 {
            self.recipients /= 2;
            self.calm = 0;
        } else {
            return false;
        }
        true
    }

    /// A little more after a range of so many blocks was answered; a range that was shorter than
    /// allowed has shown nothing.
    pub fn grow(&mut self, answered_blocks: u64) {
        if answered_blocks >= self.blocks {
            let more = (self.blocks / 4).max(1);
            self.blocks = self.blocks.saturating_add(more).min(BLOCKS_MAX);
        }
        self.calm = self.calm.saturating_add(1);
        if self.calm >= CALM_MAX {
            self.recipients = self.recipients.saturating_mul(2).min(RECIPIENTS_MAX);
            self.calm = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_asked_for_until_nothing_less_is_left() {
        let mut pace = Pace::default();
        let mut asked = vec![(pace.blocks, pace.recipients)];
        while pace.halve(pace.blocks) {
            asked.push((pace.blocks, pace.recipients));
        }
        assert_eq!(asked[..5], [(500, 500), (250, 500), (125, 500), (62, 500), (31, 500)]);
        assert_eq!(asked.last(), Some(&(1, 1)));
        assert!(asked.len() < 20, "{asked:?}");
        let mut steps = 0;
        while pace.blocks < BLOCKS_MAX {
            pace.grow(pace.blocks);
            steps += 1;
        }
        assert!((20..60).contains(&steps), "{steps}");
        for _ in 0..9 * CALM_MAX {
            pace.grow(1);
        }
        assert_eq!((pace.blocks, pace.recipients), (BLOCKS_MAX, RECIPIENTS_MAX));
    }

    #[test]
    fn a_short_range_shows_little() {
        let mut pace = Pace::default();
        pace.grow(3);
        assert_eq!(pace.blocks, BLOCKS_FIRST);
        assert!(pace.halve(3));
        assert_eq!(pace.blocks, 1, "what was refused was short already");
    }
}

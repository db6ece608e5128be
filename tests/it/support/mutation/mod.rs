//! Replies that no provider would write, made out of the documents' examples: the same seed gives
//! the same reply. Shared by the tests of the decoders and those through HTTP. Must never know what
//! a decoder makes of a reply.

mod bytes;
mod tree;
pub mod witness;

use std::path::Path;

/// A source of choices that is the same on every machine (SplitMix64).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        let roll = usize::try_from(self.roll() >> 33).unwrap();
        roll.checked_rem(bound).unwrap_or(0)
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }
}

/// The examples of the documents whose files have one of these names, in a fixed order.
pub fn examples(names: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/providers");
    let mut found = Vec::new();
    for panel in ["paynow", "smmrich", "yumup"] {
        for name in names {
            found.extend(std::fs::read_to_string(root.join(panel).join(format!("{name}.json"))));
        }
    }
    assert!(!found.is_empty(), "no example of {names:?}");
    found
}

/// One of the examples with a few of its values, members, levels or bytes changed, or now and then
/// something else altogether.
pub fn mutate(dice: &mut Dice, examples: &[String]) -> Vec<u8> {
    if dice.one_in(40) {
        return bytes::strange(dice);
    }
    let mut json = tree::Json::read(dice.pick::<String>(examples));
    for _ in 0..=dice.below(3) {
        tree::mutate(dice, &mut json);
    }
    let mut bytes = json.write().into_bytes();
    if dice.one_in(4) {
        for _ in 0..=dice.below(3) {
            bytes::mutate(dice, &mut bytes);
        }
    }
    bytes
}

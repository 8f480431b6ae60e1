//! How much of each kind a pack sets out, and in which order it gives way where a pack has to be short: what a
//! committee loses least by goes first.
//!
//! Questions, and what people wrote, are on no list: they are never left out for want of room.

use serde::{Deserialize, Serialize};

/// Most of each kind. Whatever is over is counted in the pack, and most of it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Matters set out with their quotations.
    pub matters: usize,
    /// Rows of the table of matters by visits.
    pub rows: usize,
    /// Matters that no visit looked at again to be quoted; the others are named.
    pub unseen: usize,
    /// Matters on which the council's words stand beside the inspectors'.
    pub said: usize,
    /// Whether the table of themes by visits is there.
    pub themes: bool,
}

impl Limits {
    /// Where nobody asks for fewer pages.
    pub const USUAL: Limits = Limits {
        matters: 14,
        rows: 40,
        unseen: 8,
        said: 6,
        themes: true,
    };

    /// From the usual down, each a little less than the one before.
    pub fn shorter_and_shorter() -> Vec<Limits> {
        let mut all = vec![Limits::USUAL];
        let mut now = Limits::USUAL;
        now.themes = false;
        all.push(now);
        // How far each gives way in turn; by the end of a turn all are about as thin.
        const TURNS: [[usize; 4]; 3] = [[3, 4, 24, 9], [1, 2, 14, 5], [0, 0, 0, 0]];
        for [said, unseen, rows, matters] in TURNS {
            let mut give = |of: fn(&mut Limits) -> &mut usize, to: usize| {
                while *of(&mut now) > to {
                    *of(&mut now) -= 1;
                    all.push(now);
                }
            };
            give(|l| &mut l.said, said);
            give(|l| &mut l.unseen, unseen);
            give(|l| &mut l.rows, rows);
            give(|l| &mut l.matters, matters);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_gives_up_one_thing_and_the_last_has_none_left() {
        let steps = Limits::shorter_and_shorter();
        assert_eq!(steps[0], Limits::USUAL);
        let size = |l: &Limits| l.matters + l.rows + l.unseen + l.said + usize::from(l.themes);
        for pair in steps.windows(2) {
            assert_eq!(size(&pair[0]), size(&pair[1]) + 1);
        }
        assert_eq!(steps.last().map(size), Some(0));
    }
}

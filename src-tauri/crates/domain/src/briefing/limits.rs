//! How much of each kind a pack sets out, and in which order it gives way where a pack has to be short: what a
//! committee loses least by goes first, and matters last.
//!
//! What people wrote, their questions among it, is on no list: it is never left out for want of room; of the questions that
//! are suggested six stay.

use serde::{Deserialize, Serialize};

use super::questions::SUGGESTED;

/// Most of each kind. Whatever is over is counted in the pack, and most of it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Matters set out with their quotations.
    pub matters: usize,
    /// Matters of which nothing may be said yet, with their words.
    pub open: usize,
    /// Rows of the table of matters by visits.
    pub rows: usize,
    /// Matters that no visit looked at again to be quoted; the others are named.
    pub unseen: usize,
    /// Matters on which the council's words stand beside the inspectors'.
    pub said: usize,
    /// Whether the table of themes by visits is there.
    pub themes: bool,
    /// Whether terms are explained.
    pub glossary: bool,
    /// Whether it is told how the pack was made, with the hashes.
    pub method: bool,
    /// Whether the parts are listed after the first page.
    pub contents: bool,
    /// Whether each recommendation is followed from visit to visit.
    pub followed: bool,
    /// Whether the table of visits is there, beside their line.
    pub visits: bool,
    /// Whether what people said and what comes next is there.
    pub told: bool,
    /// Suggested questions; below the usual without those that are always at hand.
    pub asked: usize,
}

/// More than any case has.
const ALL: usize = 96;

impl Limits {
    /// Where nobody asks for fewer pages: everything.
    pub const USUAL: Limits = Limits {
        matters: ALL,
        open: ALL,
        rows: ALL,
        unseen: ALL,
        said: ALL,
        themes: true,
        glossary: true,
        method: true,
        contents: true,
        followed: true,
        visits: true,
        told: true,
        asked: SUGGESTED,
    };

    /// From the usual down, each a little less than the one before.
    pub fn shorter_and_shorter() -> Vec<Limits> {
        let mut all = vec![Limits::USUAL];
        let mut now = Limits::USUAL;
        for gone in [
            |l: &mut Limits| l.glossary = false,
            |l: &mut Limits| l.method = false,
            |l: &mut Limits| l.themes = false,
        ] {
            gone(&mut now);
            all.push(now);
        }
        type Of = fn(&mut Limits) -> &mut usize;
        type Turn = (&'static [(Of, usize)], &'static [fn(&mut Limits)]);
        const OPEN: Of = |l| &mut l.open;
        const SAID: Of = |l| &mut l.said;
        const UNSEEN: Of = |l| &mut l.unseen;
        const ROWS: Of = |l| &mut l.rows;
        const MATTERS: Of = |l| &mut l.matters;
        const ASKED: Of = |l| &mut l.asked;
        // How far each gives way in turn, and what goes whole after it: matters last.
        let turns: [Turn; 4] = [
            (&[(OPEN, 24), (ROWS, 48), (UNSEEN, 12), (SAID, 8)], &[]),
            (
                &[(OPEN, 0), (MATTERS, 24), (ROWS, 24)],
                &[|l| l.visits = false],
            ),
            (
                &[(UNSEEN, 3), (SAID, 3), (ROWS, 0), (ASKED, 6), (MATTERS, 8)],
                &[
                    |l| l.followed = false,
                    |l| l.told = false,
                    |l| l.contents = false,
                ],
            ),
            (&[(UNSEEN, 0), (SAID, 0), (MATTERS, 0)], &[]),
        ];
        for (less, gone) in turns {
            for (of, to) in less {
                while *of(&mut now) > *to {
                    *of(&mut now) -= 1;
                    all.push(now);
                }
            }
            for gone in gone {
                gone(&mut now);
                all.push(now);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_gives_up_one_thing_and_the_last_has_six_questions_left() {
        let steps = Limits::shorter_and_shorter();
        assert_eq!(steps[0], Limits::USUAL);
        let size = |l: &Limits| {
            let flags = [
                l.themes, l.glossary, l.method, l.contents, l.followed, l.visits, l.told,
            ];
            let flags = flags.into_iter().filter(|there| *there).count();
            l.asked + l.matters + l.open + l.rows + l.unseen + l.said + flags
        };
        for pair in steps.windows(2) {
            assert_eq!(size(&pair[0]), size(&pair[1]) + 1);
        }
        let last = steps.last().map(|l| (size(l), l.asked));
        assert_eq!(last, Some((6, 6)), "nothing but six questions");
        // What explains and how it was made go first, and matters outlast whatever else is counted.
        assert!(!steps[2].glossary && !steps[2].method && steps[2].matters == ALL);
    }
}

//! What to check first: what the program may not say as fact yet, in the order of what hangs on it.
//!
//! A question is answered by a decision ([`super::Decision`]): that sentences belong together, or what a visit says of a
//! matter. Deliberately not here: asking it.

use serde::{Deserialize, Serialize};

use super::{Cell, Comparison, Standing, Thread};
use crate::findings::{Direction, Level};

/// So many matters are asked about for the front page at most, two answers each: what a person does in a minute or two. One
/// that a person has answered keeps its place, so that the answers come to an end.
const FRONT: usize = 6;

/// A question to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Id of the thread.
    pub thread: String,
    pub ask: Ask,
    /// How many statements that are open now rest on the answer.
    pub rest: usize,
    /// True where the front page waits for it: what the newest paper of inspectors says.
    pub front: bool,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Ask {
    /// Whether all its sentences are about this matter: what a visit says of it can only be right where they are.
    Together,
    /// What the visit says of it.
    State { visit: String },
}

/// The questions, those that most hangs on first. That sentences belong together is asked before what they say.
pub fn queue(comparison: &Comparison) -> Vec<Check> {
    let followed = comparison.threads.iter().filter(|t| !t.is_raised_once());
    let mut matters: Vec<Open> = followed
        .map(|thread| Open::new(comparison, thread))
        .filter(|open| open.count > 0 || open.answered)
        .collect();
    // What the newest letter speaks of first; of those what may be weak or worse, then what it says most about; then what
    // somebody answered, and what leaves most open.
    let by = |o: &Open| (o.newest.is_some(), o.concern, o.said, o.answered, o.count);
    matters.sort_by_key(|o| std::cmp::Reverse(by(o)));
    let (front, rest): (Vec<Open>, Vec<Open>) = {
        let waits = |(at, open): (usize, &Open)| at < FRONT && open.newest.is_some();
        let n = matters.iter().enumerate().filter(|x| waits(*x)).count();
        let rest = matters.split_off(n);
        (matters, rest)
    };
    let of_front = front.iter().flat_map(|open| open.front());
    let later = front.iter().map(|open| (open, open.newest.as_deref()));
    let later = later.chain(rest.iter().map(|open| (open, None)));
    let of_rest = later.flat_map(|(open, asked)| open.others(asked));
    of_front.chain(of_rest).collect()
}

/// What the newest visit may say of a matter, by what it would cost children not to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Concern {
    None,
    Unclear,
    WeakOrWorse,
}

impl Concern {
    fn of(cell: &Cell) -> Concern {
        match (cell.level(), cell.direction()) {
            (Level::Weakness, _) | (_, Direction::Worse) => Concern::WeakOrWorse,
            (Level::Mixed, _) => Concern::Unclear,
            _ if cell.is_unclear() => Concern::Unclear,
            _ => Concern::None,
        }
    }
}

/// A matter of which something is open.
struct Open<'a> {
    thread: &'a Thread,
    /// Visits of which it is open what they say, the newest first.
    visits: Vec<&'a Cell>,
    /// The newest visit of inspectors, where it speaks of the matter.
    newest: Option<String>,
    /// How much would be lost by not asking.
    concern: Concern,
    /// How many findings the newest visit has on it.
    said: usize,
    /// Whether a person has answered what is asked about it for the front page.
    answered: bool,
    /// Statements that are open.
    count: usize,
}

impl Open<'_> {
    fn new<'a>(comparison: &Comparison, thread: &'a Thread) -> Open<'a> {
        let newest = comparison.visits.iter().rfind(|v| v.letter);
        let now = newest.and_then(|v| thread.cells.iter().find(|c| c.visit == v.id));
        let now = now.filter(|c| c.spoken().is_some());
        let visits: Vec<&Cell> = thread.cells.iter().rev().filter(|c| is_open(c)).collect();
        let pattern = usize::from(!thread.standing.is_fact());
        let settled = |c: &Cell| c.standing() == Standing::Settled;
        let answered = now.is_some_and(|c| thread.confirmed || settled(c));
        Open {
            newest: now.map(|c| c.visit.clone()),
            // An answer that takes the concern away takes no place from those that are still asked.
            concern: if answered {
                Concern::WeakOrWorse
            } else {
                now.map_or(Concern::None, Concern::of)
            },
            answered,
            said: now.map_or(0, |c| c.findings.len()),
            count: visits.iter().map(|c| open_in(c)).sum::<usize>() + pattern,
            visits,
            thread,
        }
    }

    fn check(&self, ask: Ask, rest: usize, front: bool) -> Check {
        Check {
            thread: self.thread.id.clone(),
            ask,
            rest,
            front,
        }
    }

    fn together(&self, front: bool) -> Option<Check> {
        let asked = !self.thread.confirmed && self.count > 0;
        asked.then(|| self.check(Ask::Together, self.count, front))
    }

    fn state(&self, cell: &Cell, front: bool) -> Check {
        let visit = cell.visit.clone();
        self.check(Ask::State { visit }, open_in(cell), front)
    }

    /// What the front page waits for.
    fn front(&self) -> impl Iterator<Item = Check> {
        let newest = self.visits.iter();
        let newest = newest.filter(|c| Some(&c.visit) == self.newest.as_ref());
        let states = newest.map(|c| self.state(c, true));
        self.together(true).into_iter().chain(states)
    }

    /// All else; without what was asked for the front page, where anything was.
    fn others(&self, asked: Option<&str>) -> impl Iterator<Item = Check> {
        let together = self.together(false).filter(|_| asked.is_none());
        let visits = self.visits.iter();
        let visits = visits.filter(move |c| Some(c.visit.as_str()) != asked);
        together
            .into_iter()
            .chain(visits.map(|c| self.state(c, false)))
    }
}

fn is_open(cell: &Cell) -> bool {
    open_in(cell) > 0
}

/// How many of a cell's statements are open: its level or silence, and its movement where it states one.
fn open_in(cell: &Cell) -> usize {
    let moved = cell.spoken().filter(|s| s.direction != Direction::None);
    let moved = moved.is_some_and(|s| !s.direction_standing.is_fact());
    usize::from(!cell.standing().is_fact()) + usize::from(moved)
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, SeenMatter, built, compare};
    use super::*;

    /// A letter of two sentences that a person saw as one matter, after this decision about it.
    fn after(decision: impl Fn(SeenMatter) -> Decision) -> Comparison {
        let quotes = [
            "Supervision of social workers does not take place every month.",
            "Records of supervision do not show reflection.",
        ];
        let letter = built::letter(&quotes);
        let seen = built::seen(&letter, "supervision", "Supervision", &quotes);
        let decided = built::decided(decision(seen.clone()), seen);
        compare(&built::cycle(), &[letter], &[decided])
    }

    fn asks(comparison: &Comparison) -> Vec<(Ask, bool)> {
        let queue = queue(comparison).into_iter();
        queue.map(|check| (check.ask, check.front)).collect()
    }

    #[test]
    fn that_sentences_belong_together_is_asked_first_and_once_answered_no_more() {
        let unanswered = after(|seen| Decision::Wrote {
            thread: seen.thread,
        });
        let visit = unanswered.visits[0].id.clone();
        let state = (
            Ask::State {
                visit: visit.clone(),
            },
            true,
        );
        assert_eq!(asks(&unanswered), [(Ask::Together, true), state.clone()]);
        let confirmed = after(|seen| Decision::Confirm {
            thread: seen.thread,
            visit: visit.clone(),
            findings: seen.findings,
        });
        let cell = &confirmed.threads[0].cells[0];
        let left = if cell.standing().is_fact() {
            vec![]
        } else {
            vec![state]
        };
        assert_eq!(asks(&confirmed), left);
    }

    #[test]
    fn a_matter_is_confirmed_once_all_its_sentences_are() {
        let confirmed = |n: usize| {
            let comparison = after(|seen| Decision::Confirm {
                thread: seen.thread,
                visit: String::new(),
                findings: seen.findings.into_iter().take(n).collect(),
            });
            let asked = asks(&comparison).contains(&(Ask::Together, true));
            (comparison.threads[0].confirmed, asked)
        };
        assert_eq!(confirmed(1), (false, true));
        assert_eq!(confirmed(2), (true, false));
    }

    #[test]
    fn what_is_not_shown_need_not_be_confirmed() {
        let said = "Supervision of social workers does not take place every month.";
        let not = "The supervision of managers was not considered at this visit.";
        let letter = built::letter(&[said, not]);
        let seen = built::seen(&letter, "supervision", "Supervision", &[said, not]);
        let shown = vec![built::finding(&letter, said)];
        let confirm = Decision::Confirm {
            thread: seen.thread.clone(),
            visit: String::new(),
            findings: shown,
        };
        let decided = built::decided(confirm, seen);
        let comparison = compare(&built::cycle(), &[letter], &[decided]);
        let thread = comparison
            .threads
            .iter()
            .find(|t| t.id == "supervision")
            .unwrap();
        assert_eq!(thread.cells[0].findings.len(), 1, "the other is not shown");
        assert!(thread.confirmed && !thread.cells[0].proposed);
    }

    #[test]
    fn nothing_that_is_settled_is_asked() {
        let mut comparison = after(|seen| Decision::Wrote {
            thread: seen.thread,
        });
        for thread in &mut comparison.threads {
            thread.cells.clear();
            thread.standing = Standing::Settled;
        }
        assert_eq!(queue(&comparison), []);
    }

    #[test]
    fn each_answer_leaves_less_to_answer_for_the_front_page() {
        let mut comparison = after(|seen| Decision::Wrote {
            thread: seen.thread,
        });
        let one = comparison.threads[0].clone();
        comparison.threads = (0..FRONT + 3)
            .map(|n| Thread {
                id: format!("{} {n}", one.id),
                ..one.clone()
            })
            .collect();
        let mut left = 2 * FRONT;
        while left > 0 {
            let queue = queue(&comparison);
            assert_eq!(queue.iter().filter(|check| check.front).count(), left);
            let first = &queue[0];
            let mut threads = comparison.threads.iter_mut();
            let thread = threads.find(|t| t.id == first.thread).unwrap();
            match &first.ask {
                Ask::Together => thread.confirmed = true,
                Ask::State { visit } => {
                    let cell = thread.cells.iter_mut().find(|c| c.visit == *visit);
                    if let super::super::Said::Spoken(said) = &mut cell.unwrap().said {
                        said.standing = Standing::Settled;
                        said.direction_standing = Standing::Settled;
                    }
                }
            }
            left -= 1;
        }
        assert!(!queue(&comparison).is_empty(), "others are still open");
    }
}

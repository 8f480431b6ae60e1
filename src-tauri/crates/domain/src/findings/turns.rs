//! Turns of phrase that say how something stands against before: comparatives, counts that rise or fall, "no longer",
//! and clauses that tell how it was.
//!
//! Depends on the rules' words. Deliberately not here: what they add up to ([`super::level`]).

mod measured;

use std::collections::BTreeSet;
use std::ops::Range;

use super::Direction;
use super::rules::{Evaluation, Rules, Turn};
use super::tokens::{Gap, Token, tokens};
pub(crate) use measured::against;
use measured::measured;

/// What the turns of a sentence say.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Which way, and the words.
    pub moves: Vec<(Direction, Range<usize>)>,
    /// Praise (positive) or blame that a turn itself carries, and its words.
    pub points: Vec<Points>,
    /// Words that a turn has used up: they say nothing more by themselves.
    pub used: Vec<Range<usize>>,
}

/// Praise or blame of a turn.
#[derive(Debug)]
pub(crate) struct Points {
    pub points: f32,
    pub words: Range<usize>,
    /// True where it says how something stands against before, not how it is.
    pub relative: bool,
}

impl Found {
    fn add(&mut self, points: f32, words: Range<usize>, relative: bool) {
        self.used.push(words.clone());
        self.points.push(Points {
            points,
            words,
            relative,
        });
    }

    pub fn uses(&self, words: &Range<usize>) -> bool {
        self.used
            .iter()
            .any(|u| u.start < words.end && words.start < u.end)
    }
}

/// Praise of what is better than before: it is not yet good.
const RELATIVE: f32 = 8.0;
/// Blame of what is worse than before.
const WORSE: f32 = 14.0;
/// Praise or blame of how much there is of what it is good or bad to have.
const HIGH_OR_LOW: f32 = 26.0;
/// How far from its beginning a clause says that it speaks of a part only ("but for some").
const HEAD: usize = 2;
/// How many words may part "fewer" from what is counted.
const NEAR: usize = 6;

/// Reads the turns of a sentence. `leaning` is the sentence before, where this one leans on it.
pub(crate) fn read(
    words: &[Token],
    clauses: &[usize],
    leaning: Option<&str>,
    rules: &Rules,
) -> Found {
    let mut found = Found::default();
    compared(words, clauses, rules, &mut found);
    counted(words, clauses, leaning, rules, &mut found);
    measured(words, clauses, rules, &mut found);
    stands(words, clauses, rules, &mut found);
    no_longer(words, clauses, rules, &mut found);
    found
}

fn compared(words: &[Token], clauses: &[usize], rules: &Rules, found: &mut Found) {
    for m in rules.turns.compared.longest(words) {
        let clause = clauses[m.tokens.start];
        let here = |i: usize| clauses.get(i) == Some(&clause);
        let than = (m.tokens.end..words.len().min(m.tokens.end + 3))
            .any(|i| here(i) && words[i].word == "than");
        let now = (0..words.len()).any(|i| {
            here(i)
                && matches!(
                    words[i].word.as_str(),
                    "now" | "become" | "becoming" | "became"
                )
        });
        let done = said_of_a_thing(words, &m.tokens, rules);
        if !than && !now && !done {
            continue;
        }
        let compared = m.tokens.start..m.tokens.end + usize::from(done);
        let negated = (m.tokens.start.saturating_sub(3)..m.tokens.start)
            .rev()
            .find(|&i| here(i) && matches!(words[i].word.as_str(), "no" | "not" | "never"));
        if let Some(from) = negated {
            found.moves.push((Direction::Same, from..compared.end));
            found.add(-WORSE, from..compared.end, false);
            continue;
        }
        let (direction, points) = match m.value {
            Turn::Worse => (Direction::Worse, -WORSE),
            _ => (Direction::Better, RELATIVE),
        };
        found.moves.push((direction, compared.clone()));
        found.add(points, compared, true);
    }
}

/// "Is better understood": a comparative of what is done, said of a thing, compares with before.
fn said_of_a_thing(words: &[Token], comparative: &Range<usize>, rules: &Rules) -> bool {
    let at = |i: usize| words.get(i).map_or("", |w| w.word.as_str());
    let before = comparative.start.checked_sub(1).map_or("", at);
    let done = at(comparative.end);
    matches!(before, "is" | "are" | "been")
        && at(comparative.start) == "better"
        && (done.ends_with("ed") || rules.turns.irregular.iter().any(|w| w == done))
}

fn counted(
    words: &[Token],
    clauses: &[usize],
    leaning: Option<&str>,
    rules: &Rules,
    found: &mut Found,
) {
    let counted = rules.turns.counted.longest(words);
    // "The number of these children has fallen": what they are stands in the sentence before.
    let before = leaning
        .filter(|_| {
            words
                .iter()
                .any(|w| matches!(w.word.as_str(), "these" | "this" | "they" | "those"))
        })
        .and_then(|b| {
            rules
                .turns
                .counted
                .longest(&tokens(b))
                .first()
                .map(|m| *m.value)
        });
    for change in rules.turns.changes.longest(words) {
        let clause = clauses[change.tokens.start];
        let first = words[change.tokens.end - 1].word.as_str();
        let leads = matches!(first, "more" | "fewer");
        // "More than half": no change.
        if leads
            && words
                .get(change.tokens.end)
                .is_some_and(|w| w.word == "than")
        {
            continue;
        }
        let thing = if leads {
            counted.iter().find(|c| {
                c.tokens.start >= change.tokens.end
                    && c.tokens.start - change.tokens.end <= NEAR
                    && clauses[c.tokens.start] == clause
            })
        } else {
            counted
                .iter()
                .rev()
                .find(|c| c.tokens.end <= change.tokens.start && clauses[c.tokens.start] == clause)
        };
        let Some(thing) = thing.map(|c| *c.value).or(before.filter(|_| !leads)) else {
            continue;
        };
        let before = |n: usize| {
            change
                .tokens
                .start
                .checked_sub(n)
                .map_or("", |i| words[i].word.as_str())
        };
        let goes_on = before(1) == "to" && before(2).starts_with("continue");
        // "To reduce", "no more than", "six or more", "by increasing": no change of it that has happened.
        if !goes_on && matches!(before(1), "not" | "to" | "than" | "be" | "or" | "no" | "by") {
            continue;
        }
        let up = *change.value == Turn::Up;
        // "Has stopped falling" undoes the change.
        let stopped = before(1) == "stopped";
        let good = (up == (thing == Turn::Good)) != stopped;
        let changed = change.tokens.start - usize::from(stopped)..change.tokens.end;
        let (direction, points) = if good {
            (Direction::Better, RELATIVE)
        } else {
            (Direction::Worse, -WORSE)
        };
        found.moves.push((direction, changed.clone()));
        found.add(points, changed, good);
    }
}

/// How much there is of what is counted: "caseloads remained high", "low turnover".
fn stands(words: &[Token], clauses: &[usize], rules: &Rules, found: &mut Found) {
    let counted = rules.turns.counted.longest(words);
    for state in rules.turns.states.longest(words) {
        let (start, end) = (state.tokens.start, state.tokens.end);
        // "A previously high turnover has reduced": the change says more.
        let moved = found
            .moves
            .iter()
            .any(|(_, words)| clauses[words.start] == clauses[start]);
        if moved || found.uses(&state.tokens) {
            continue;
        }
        // "High caseloads and low morale": "and" begins another thing.
        let runs_on = |from: usize| {
            (from..=start).all(|i| words[i].gap < Gap::Comma && words[i].word != "and")
        };
        let beside = |c: &Range<usize>| {
            clauses[c.start] == clauses[start]
                && (c.start >= end && c.start - end <= 1
                    || c.end <= start && start - c.end <= NEAR && runs_on(c.end))
        };
        let Some(thing) = counted.iter().find(|c| beside(&c.tokens)) else {
            continue;
        };
        let denied = (thing.tokens.end.min(start)..start)
            .chain(start.saturating_sub(1)..start)
            .any(|i| matches!(words[i].word.as_str(), "not" | "no" | "never"));
        let good = ((*state.value == Turn::Up) == (*thing.value == Turn::Good)) != denied;
        let points = if good { HIGH_OR_LOW } else { -HIGH_OR_LOW };
        let first = words[start].word.as_str();
        if first.starts_with("remain") || first == "still" {
            found.moves.push((Direction::Same, start..end));
        }
        let from = thing.tokens.start.min(start);
        found.add(points, from..end.max(thing.tokens.end), false);
    }
}

/// "No longer effective" is worse, "no longer late" is better; the level is the negation's.
fn no_longer(words: &[Token], clauses: &[usize], rules: &Rules, found: &mut Found) {
    let praise = rules.evaluation.longest(words);
    for i in 1..words.len() {
        if words[i].word != "longer" || words[i - 1].word != "no" {
            continue;
        }
        let next = praise.iter().find_map(|m| match m.value {
            Evaluation::Points(p)
                if *p != 0.0
                    && m.tokens.start > i
                    && m.tokens.start - i <= 5
                    && clauses[m.tokens.start] == clauses[i] =>
            {
                Some((*p, m.tokens.end))
            }
            _ => None,
        });
        let Some((points, end)) = next else {
            continue;
        };
        let (direction, points) = if points < 0.0 {
            (Direction::Better, RELATIVE)
        } else {
            (Direction::Worse, -WORSE)
        };
        found.moves.push((direction, i - 1..end));
        found.add(points, i - 1..end, false);
    }
}

/// The clauses that tell how it was, and no longer how it is.
pub(crate) fn history(words: &[Token], clauses: &[usize], rules: &Rules) -> BTreeSet<usize> {
    let told = rules.turns.history.find(words);
    let mut past = BTreeSet::new();
    for clause in clauses.iter().copied().collect::<BTreeSet<_>>() {
        let of: Vec<usize> = (0..words.len()).filter(|&i| clauses[i] == clause).collect();
        let has = |list: &[&str]| of.iter().any(|&i| list.contains(&words[i].word.as_str()));
        let relative = of.len() > 1
            && matches!(words[of[0]].word.as_str(), "which" | "that" | "who")
            && matches!(words[of[1]].word.as_str(), "was" | "were" | "had");
        let phrase = told.iter().any(|m| clauses[m.tokens.start] == clause)
            && has(&["was", "were", "had"])
            && !has(&["now", "is", "are", "has", "have", "than", "since"]);
        if relative || phrase {
            past.insert(clause);
        }
    }
    past
}

/// Whether the word at `i` only tells when something happens ("they act when a plan is delayed").
pub(crate) fn is_circumstance(words: &[Token], clauses: &[usize], i: usize, rules: &Rules) -> bool {
    (0..i)
        .rev()
        .take_while(|&j| clauses[j] == clauses[i] && words[j + 1].gap < Gap::Comma)
        .any(|j| rules.turns.circumstance.contains(&words[j].word))
}

/// The clauses that speak of a part only, each one side of a contrast ("but a minority are late").
pub(crate) fn limited(words: &[Token], clauses: &[usize], rules: &Rules) -> BTreeSet<usize> {
    let begins = |clause: usize| clauses.iter().position(|c| *c == clause).unwrap_or(0);
    rules
        .turns
        .limited
        .longest(words)
        .iter()
        .map(|m| (clauses[m.tokens.start], m.tokens.start))
        .filter(|&(clause, at)| at - begins(clause) <= HEAD)
        .map(|(clause, _)| clause)
        .collect()
}

/// Whether a relative clause of the past begins at `i` ("a service that was once strong").
pub(crate) fn begins_past(words: &[Token], i: usize) -> bool {
    let at = |i: usize| words.get(i).map_or("", |w| w.word.as_str());
    i > 0
        && matches!(at(i), "which" | "that")
        && matches!(at(i + 1), "was" | "were")
        && (at(i + 2) == "once" || words[i].gap == Gap::Comma)
}

/// Whether it ends before `i`.
pub(crate) fn ends_past(words: &[Token], i: usize) -> bool {
    words[i].gap == Gap::Comma
        || matches!(
            words[i].word.as_str(),
            "is" | "are" | "now" | "has" | "have" | "needs"
        )
}

#[cfg(test)]
mod tests {
    use crate::findings::{Direction, Level, Rules, classify};

    fn read(text: &str) -> (Level, Direction) {
        let c = classify(text, None, None, Rules::built_in());
        (c.level, c.direction)
    }

    fn way(text: &str) -> Direction {
        read(text).1
    }

    #[test]
    fn comparatives_need_something_to_compare_with() {
        assert_eq!(
            way("Replies to parents are quicker than they were last year."),
            Direction::Better
        );
        assert_eq!(
            way("The work of this team is now less consistent."),
            Direction::Worse
        );
        assert_eq!(
            way("Letters to families are no clearer than they were."),
            Direction::Same
        );
        assert_eq!(way("Clearer letters would help families."), Direction::None);
    }

    #[test]
    fn a_count_moves_for_good_or_ill_by_what_is_counted() {
        assert_eq!(way("Caseloads have risen in both teams."), Direction::Worse);
        assert_eq!(way("Workloads continue to reduce."), Direction::Better);
        assert_eq!(
            way("The number of fostering households has fallen."),
            Direction::Worse
        );
        assert_eq!(
            way("Fewer children are waiting for a worker."),
            Direction::Better
        );
        assert_eq!(way("Managers hope to reduce caseloads."), Direction::None);
        let these = classify(
            "The number of these has fallen.",
            Some("Forty children were waiting."),
            None,
            Rules::built_in(),
        );
        assert_eq!(
            these.direction,
            Direction::None,
            "it does not lean on the one before"
        );
    }

    #[test]
    fn much_of_what_is_bad_is_bad_however_it_is_put() {
        assert_eq!(
            read("Workloads remained high, though leaders were recruiting."),
            (Level::Weakness, Direction::Same)
        );
        assert_eq!(
            read("The turnover of advisers is not high.").0,
            Level::Strength
        );
        assert_eq!(
            read("The backlog of letters is still large.").0,
            Level::Weakness
        );
        assert_eq!(read("Few posts are empty.").0, Level::None);
    }

    #[test]
    fn two_numbers_say_which_way_it_moved() {
        assert_eq!(
            read("81 per cent of letters were sent on time, compared with 62 per cent in May."),
            (Level::Strength, Direction::Better)
        );
        assert_eq!(
            way("Agency staff fill 30 posts, compared with nine a year ago."),
            Direction::Worse
        );
        assert_eq!(
            way("Advisers hold an average of 19 children, down from 24."),
            Direction::Better
        );
        assert_eq!(
            way("There were 24 concerts, compared with 16 in 2019."),
            Direction::None,
            "nothing says that more of them is good"
        );
    }

    #[test]
    fn when_something_happens_is_not_what_was_found() {
        assert_eq!(
            read("Advisers act promptly when a letter is delayed.").0,
            Level::Strength
        );
        assert_eq!(
            read("Letters are delayed when an adviser leaves.").0,
            Level::Weakness
        );
    }

    #[test]
    fn a_part_is_set_against_the_rest() {
        assert_eq!(
            read("Letters are sent to every family, but a minority are late.").0,
            Level::Mixed
        );
        assert_eq!(
            read("Letters are late, and some are lost.").0,
            Level::Weakness
        );
    }

    #[test]
    fn what_is_done_better_is_better_than_before() {
        assert_eq!(
            way("The helpline is better known among parents."),
            Direction::Better
        );
        assert_eq!(way("The helpline could be better known."), Direction::None);
        assert_eq!(
            way("The number of foster carers has stopped falling."),
            Direction::Better
        );
    }

    #[test]
    fn no_longer_turns_what_follows_it() {
        assert_eq!(
            read("The panel no longer provides effective challenge."),
            (Level::Weakness, Direction::Worse)
        );
    }

    #[test]
    fn how_it_was_is_not_how_it_is() {
        assert_eq!(
            read("A helpline that was once strong is now weak."),
            (Level::Weakness, Direction::Worse)
        );
        assert_eq!(
            read("At the inspection, the helpline was weak; it is now effective."),
            (Level::Strength, Direction::Better)
        );
    }
}

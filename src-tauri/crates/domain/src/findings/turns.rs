//! Turns of phrase that say how something stands against before: comparatives, counts that rise or fall, "no longer",
//! and clauses that tell how it was.
//!
//! Depends on the rules' words. Deliberately not here: what they add up to ([`super::level`]).

use std::collections::BTreeSet;
use std::ops::Range;

use super::Direction;
use super::figures;
use super::rules::{Evaluation, Rules, Turn};
use super::tokens::{Gap, Token, tokens};
use crate::document::month_named;

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
/// How many words may part "compared with" from the number of then.
const THEN: usize = 5;
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

/// A number that another is set against: "compared with 58 per cent at the inspection".
pub(crate) struct Against {
    /// The phrase that sets it against.
    pub phrase: Range<usize>,
    pub value: f64,
    pub number: Range<usize>,
    /// The words that say what it is of, the number among them.
    pub clause: Range<usize>,
    /// [`Turn::Before`], [`Turn::Elsewhere`] or [`Turn::Unsaid`].
    pub of: Turn,
    /// True where it is a length of time.
    pub time: bool,
}

/// The numbers of a sentence that another is set against, and what they are of. Only what says that it is of before is.
pub(crate) fn against(words: &[Token], rules: &Rules) -> Vec<Against> {
    let said = rules.turns.measured_at.longest(words);
    let word = |i: usize| words.get(i).map_or("", |w| w.word.as_str());
    let mut out = Vec::new();
    for m in rules.turns.against.longest(words) {
        let begins = m.tokens.end;
        // "Compared with the rate in May (17)" gives it in brackets: what they hold may be anything.
        let near = (begins..words.len().min(begins + THEN))
            .take_while(|&i| i == begins || words[i].gap < Gap::Comma);
        let found = near
            .filter_map(|i| Some((i, number(words, i)?)))
            .find(|&(i, (_, end))| {
                // "Compared with 12 months ago".
                let ago = matches!(word(end + 1), "ago" | "earlier" | "before" | "previously");
                !(is_of_time(word(end)) && ago || is_of_a_date(words, i, end))
            });
        let Some((at, (value, end))) = found else {
            continue;
        };
        let ends = (end..words.len())
            .find(|&i| words[i].gap >= Gap::Comma || matches!(word(i), "and" | "but"))
            .unwrap_or(words.len());
        let clause = begins..ends;
        let says = |turn: Turn| {
            said.iter()
                .any(|s| *s.value == turn && clause.contains(&s.tokens.start))
        };
        let dated = || clause.clone().any(|i| is_dated(words, i));
        let of = match m.value {
            Turn::Before => Turn::Before,
            _ if says(Turn::Elsewhere) => Turn::Elsewhere,
            _ if says(Turn::Before) || dated() => Turn::Before,
            _ => Turn::Unsaid,
        };
        out.push(Against {
            phrase: m.tokens,
            value,
            number: at..end,
            clause,
            of,
            time: is_of_time(word(end)),
        });
    }
    out
}

/// Two numbers of what is counted, then and now: "74 per cent were made on time, compared with 58 a year ago".
fn measured(words: &[Token], clauses: &[usize], rules: &Rules, found: &mut Found) {
    let counted = rules.turns.counted.longest(words);
    for then in against(words, rules) {
        let start = then.phrase.start;
        let said = found
            .moves
            .iter()
            .any(|(_, range)| clauses[range.start] == clauses[start]);
        let now = (0..start).rev().find_map(|i| count(words, i));
        let Some(now) = now.filter(|_| then.of == Turn::Before && !then.time && !said) else {
            continue;
        };
        let up = now > then.value;
        let denied = match words[start].word.as_str() {
            "up" => !up,
            "down" => up,
            _ => false,
        };
        #[allow(clippy::float_cmp, reason = "both are read from digits")]
        let even = now == then.value;
        let thing = counted.iter().rev().find(|c| c.tokens.start < start);
        let Some(thing) = thing.filter(|_| !even && !denied) else {
            continue;
        };
        let good = up == (*thing.value == Turn::Good);
        let (direction, points) = if good {
            (Direction::Better, RELATIVE)
        } else {
            (Direction::Worse, -WORSE)
        };
        let words = start..then.number.end;
        found.moves.push((direction, words.clone()));
        found.add(points, words, good);
    }
}

/// A number at `i`, small ones in words as well, and the word after it.
fn number(words: &[Token], i: usize) -> Option<(f64, usize)> {
    figures::number(words, i).or_else(|| {
        let one = figures::ONES.iter().position(|o| *o == words[i].word)?;
        #[allow(clippy::cast_precision_loss, reason = "at most nine")]
        let value = one as f64 + 1.0;
        Some((value, i + 1))
    })
}

fn is_of_time(unit: &str) -> bool {
    ["day", "week", "month", "year", "hour"]
        .iter()
        .any(|time| unit.starts_with(time))
}

fn is_year(words: &[Token], i: usize) -> bool {
    figures::number(words, i)
        .is_some_and(|(value, _)| figures::YEARS.contains(&value) && value.fract() == 0.0)
}

/// Whether a month or a year stands at `i`.
fn is_dated(words: &[Token], i: usize) -> bool {
    is_year(words, i) || month_named(&words[i].word).is_some()
}

/// Whether the number `i..end` belongs to a date: a year, the second year of two, a day.
fn is_of_a_date(words: &[Token], i: usize, end: usize) -> bool {
    let month = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| month_named(&w.word).is_some())
    };
    let second_year = i > 0 && is_year(words, i - 1) && words[i].start == words[i - 1].end + 1;
    is_year(words, i) || second_year || month(end) || i > 0 && month(i - 1)
}

/// A number at `i` that counts something other than time.
fn count(words: &[Token], i: usize) -> Option<f64> {
    let (value, end) = number(words, i)?;
    let of_time = words.get(end).is_some_and(|next| is_of_time(&next.word));
    let before = |n: usize| i.checked_sub(n);
    let inside = before(1).is_some_and(|j| figures::number(words, j).is_some_and(|(_, e)| e > i));
    // "71 of 126", "one out of ten": the whole is not what is measured.
    let whole = before(1).is_some_and(|j| words[j].word == "of")
        && before(2).is_some_and(|j| words[j].word == "out" || number(words, j).is_some());
    (!of_time && !is_of_a_date(words, i, end) && !inside && !whole).then_some(value)
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

//! The order of visits: by their days or months, and by their numbers; both must say the same.
//!
//! A numbered visit of which no day is known stands beside its neighbours in number. One of which neither is known, and
//! one that its number and its days would put in two places, stand apart: what came before them nobody can tell.

use jiff::civil::Date;

use super::Draft;
use crate::comparison::cycle::day_of;
use crate::comparison::{Cycle, NoOrder, Reading};

/// Puts drafts in order of time, and takes out those that have no place in it.
pub(super) fn sort(
    drafts: &mut Vec<Draft>,
    readings: &[Reading],
    cycle: &Cycle,
) -> Vec<(Draft, NoOrder)> {
    let opening = cycle.opened_by.map(|p| cycle.readings[p]);
    let closing = cycle.closed_by.map(|p| cycle.readings[p]);
    let day = |d: &Draft| d.readings.iter().find_map(|&r| day_of(&readings[r].facts));
    let rank = |d: &Draft| {
        let has = |i: Option<usize>| i.is_some_and(|i| d.readings.contains(&i));
        match (has(opening), has(closing)) {
            (true, _) => 0u8,
            (_, true) => 2,
            _ => 1,
        }
    };
    let numbered: Vec<(u8, Date)> = drafts
        .iter()
        .filter_map(|d| Some((d.number?, day(d)?)))
        .collect();
    let against = against_days(&numbered);
    // The only visit has no other to stand before or after.
    let only = drafts.iter().filter(|d| rank(d) == 1).count() < 2;
    let dated = drafts.iter().any(|d| rank(d) == 1 && day(d).is_some());
    let mut apart = Vec::new();
    let mut placed: Vec<(Draft, Date)> = Vec::new();
    for draft in std::mem::take(drafts) {
        let known = day(&draft);
        let wrong = draft.number.filter(|_| known.is_some());
        if wrong.is_some_and(|n| against.contains(&n)) {
            apart.push((draft, NoOrder::NumberAgainstDays));
            continue;
        }
        let beside = || beside(draft.number?, &numbered, &against);
        match known.or_else(beside) {
            Some(when) => placed.push((draft, when)),
            // By numbers alone, where no day is known of any visit; or the inspection that began or ended it all.
            None if only || rank(&draft) != 1 || draft.number.is_some() && !dated => {
                placed.push((draft, Date::MIN));
            }
            None => apart.push((draft, NoOrder::NoTime)),
        }
    }
    placed.sort_by_key(|(d, when)| (rank(d), *when, d.number.unwrap_or(u8::MAX)));
    drafts.extend(placed.into_iter().map(|(draft, _)| draft));
    apart
}

/// The day by which a visit of a number stands that has none of its own: that of the next one with a day, else that of
/// the last one before it.
fn beside(number: u8, numbered: &[(u8, Date)], against: &[u8]) -> Option<Date> {
    let sure = || numbered.iter().filter(|(n, _)| !against.contains(n));
    let next = sure().filter(|(n, _)| *n > number).min();
    let last = sure().filter(|(n, _)| *n < number).max();
    next.or(last).map(|(_, day)| *day)
}

/// Numbers that go against the days: all but the longest run of visits whose numbers and days rise together.
fn against_days(numbered: &[(u8, Date)]) -> Vec<u8> {
    let mut sorted: Vec<(u8, Date)> = numbered.to_vec();
    sorted.sort();
    // For each visit the longest rising run that ends with it: its length, and the one before it in the run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(sorted.len());
    for i in 0..sorted.len() {
        let before = (0..i)
            .filter(|&j| sorted[j].1 <= sorted[i].1)
            .max_by_key(|&j| runs[j].0);
        runs.push((before.map_or(1, |j| runs[j].0 + 1), before));
    }
    let longest = runs.iter().map(|r| r.0).max().unwrap_or(0);
    let ends: Vec<usize> = (0..runs.len()).filter(|&i| runs[i].0 == longest).collect();
    // Two visits that say the opposite of each other: neither is the one to believe.
    let [end] = ends.as_slice() else {
        let in_doubt = sorted.iter().enumerate().filter(|(i, (_, day))| {
            let (before, after) = (&sorted[..*i], &sorted[i + 1..]);
            before.iter().any(|(_, d)| d > day) || after.iter().any(|(_, d)| d < day)
        });
        return in_doubt.map(|(_, (n, _))| *n).collect();
    };
    let mut kept = Vec::new();
    let mut at = Some(*end);
    while let Some(i) = at {
        kept.push(sorted[i].0);
        at = runs[i].1;
    }
    let numbers = sorted.iter().map(|(n, _)| *n);
    numbers.filter(|n| !kept.contains(n)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_and_days_must_rise_together() {
        let days = |list: &[(u8, i8)]| -> Vec<(u8, Date)> {
            list.iter()
                .map(|(n, month)| (*n, date(2021, *month, 1)))
                .collect()
        };
        for (list, expected) in [
            (vec![(1, 1), (2, 4), (3, 7)], vec![]),
            // The third is told of a day before the first's.
            (vec![(1, 2), (2, 4), (3, 1), (4, 9)], vec![3]),
            (vec![(1, 5), (2, 3)], vec![1, 2]),
            (vec![], vec![]),
        ] {
            assert_eq!(against_days(&days(&list)), expected, "{list:?}");
        }
    }

    #[test]
    fn a_visit_without_a_day_stands_beside_its_neighbours() {
        let known = [(2, date(2021, 4, 1)), (4, date(2021, 9, 1))];
        assert_eq!(beside(3, &known, &[]), Some(date(2021, 9, 1)));
        assert_eq!(beside(5, &known, &[]), Some(date(2021, 9, 1)));
        assert_eq!(beside(1, &[], &[]), None);
    }
}

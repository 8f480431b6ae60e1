//! What gives rise to questions: statements that may be made as fact, and words that stand in papers.
//!
//! Deliberately not here: the words of a question ([`super::templates`]), and which are chosen ([`super::suggest`]).

use crate::annotations::{Outcome, What};
use crate::comparison::{
    Cell, Covered, FollowedRecommendation, Pattern, RecommendationState, Thread, Visit,
};
use crate::document::Citation;
use crate::findings::{Direction, Level, SpeakerRole};
use crate::prose::quoted;

use super::super::compose::Case;
use super::super::course::{self, Step};
use super::super::wording::{self, capital, joined, visit_in_text};
use super::super::{gaps, headline, matters, said};
use super::Rule;

/// Words that a person reads aloud in one breath; longer ones stand with the question, not in it.
const SHORT: usize = 30;

/// A statement, with what a question says of it.
#[derive(Clone)]
pub(super) struct Premise<'a> {
    pub(super) rule: Rule,
    pub(super) thread: Option<&'a Thread>,
    /// Ids of other matters that it is about.
    pub(super) also: Vec<&'a str>,
    /// What is filled in.
    pub(super) with: Vec<(&'static str, String)>,
    /// Where the words stand that it rests on.
    pub(super) rests_on: Vec<Citation>,
    /// The same in words, where no sentence of findings is cited.
    pub(super) place: Option<String>,
    /// To whom it goes, where that is clear from who spoke.
    pub(super) whom: Option<String>,
    /// The words quoted are long.
    pub(super) long: bool,
}

impl<'a> Premise<'a> {
    fn new(rule: Rule) -> Premise<'a> {
        Premise {
            rule,
            thread: None,
            also: Vec::new(),
            with: Vec::new(),
            rests_on: Vec::new(),
            place: None,
            whom: None,
            long: false,
        }
    }

    fn on(rule: Rule, thread: &'a Thread) -> Premise<'a> {
        Premise {
            thread: Some(thread),
            ..Premise::new(rule)
        }
        .with("matter", thread.title.clone())
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Premise<'a> {
        self.with.push((name, value.into()));
        self
    }

    /// With the inspectors' own words on the matter; none where others report them or none may be quoted.
    fn telling(self, case: &Case<'a>, cell: &Cell) -> Option<Premise<'a>> {
        let finding = matters::telling(&case.papers, self.thread?, cell)?;
        let own = case.papers.is_of_inspectors(&finding.citation.source);
        let words = case.papers.words(&finding.citation).filter(|_| own)?;
        Some(self.saying(&words, finding.citation.clone()))
    }

    fn saying(mut self, words: &str, at: Citation) -> Premise<'a> {
        self.long = words.split_whitespace().count() > SHORT;
        self.rests_on.push(at);
        self.with("words", sentence(words))
    }

    /// What it speaks of, in words.
    pub(super) fn about(&self) -> String {
        let told = self.with.iter();
        let told = told.filter(|(name, _)| ["matter", "words", "claim", "promise"].contains(name));
        let all: Vec<&str> = told.map(|(_, said)| said.as_str()).collect();
        all.join("\n")
    }
}

/// Words as a sentence of ours has them: it ends where they do.
fn sentence(words: &str) -> String {
    let ends = words.trim_end().trim_end_matches(['”', '’', '"']);
    match ends.ends_with(['.', '?', '!', '…']) {
        true => quoted(words),
        false => format!("{}.", quoted(words)),
    }
}

/// What is asked for, without the note on a framework that stands in brackets at its end: nobody reads that aloud.
fn asked_for(text: &str) -> &str {
    let text = text.trim_end();
    let cut = text.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    cut.map_or(text, |(asked, _)| asked)
}

/// All that may be asked about, by rule.
pub(super) fn of<'a>(case: &Case<'a>, rule: Rule) -> Vec<Premise<'a>> {
    match rule {
        Rule::PromiseDue => promises(case),
        Rule::Slipped => slipped(case),
        Rule::Worse => worse(case),
        Rule::ClaimAndMore => claims(case),
        Rule::StillWeak => still_weak(case),
        Rule::Weak => at_newest(case, Rule::Weak, Level::Weakness),
        Rule::RecommendationUnseen => recommendations_unseen(case),
        Rule::Figure | Rule::FigureMissing => figures(case, rule),
        Rule::RecommendationNew => recommendations_new(case),
        Rule::NotLookedAt => not_looked_at(case),
        Rule::LetterMissing | Rule::LettersMissing => letters(case, rule),
        Rule::StrengthUnseen => strengths_unseen(case),
        Rule::Strength if looks(case) < 2 => at_newest(case, Rule::Strength, Level::Strength),
        Rule::Strength => Vec::new(),
    }
}

fn looks(case: &Case<'_>) -> usize {
    case.comparison.visits.iter().filter(|v| v.letter).count()
}

fn named(case: &Case<'_>, cell: &Cell) -> Option<String> {
    let visits = case.comparison.visits.iter();
    visits
        .into_iter()
        .find(|v| v.id == cell.visit)
        .map(visit_in_text)
}

fn promises<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let due = case.annotations.iter().filter_map(|a| match &a.what {
        What::Commitment {
            by,
            meeting: Some(meeting),
            due: Some(due),
            outcome: Outcome::Open,
        } if *due <= case.options.made => Some((a, by, *meeting, *due)),
        _ => None,
    });
    due.map(|(written, by, meeting, due)| {
        let by = by.clone().unwrap_or_else(|| "the council".to_owned());
        Premise {
            whom: Some(by.clone()),
            ..Premise::new(Rule::PromiseDue)
        }
        .with("by", by)
        .with("promise", sentence(&written.text))
        .with("meeting", wording::day(meeting))
        .with("due", wording::day(due))
    })
    .collect()
}

fn slipped<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let slipped = |t: &&&Thread| {
        let pattern = t.pattern_as_fact();
        matches!(
            pattern,
            Some(Pattern::ImprovedThenSlipped | Pattern::DeclinedFromStrength)
        )
    };
    let all = case.chosen.followed.iter().filter(slipped);
    all.filter_map(|thread| {
        let last = thread.cells.iter().rev().find(|c| c.spoken().is_some())?;
        Premise::on(Rule::Slipped, thread)
            .with("visit", named(case, last)?)
            .telling(case, last)
    })
    .collect()
}

fn worse<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let newest = headline::newest(case).map(|(visit, _)| visit.id.as_str());
    let followed = || case.chosen.followed.iter();
    let now = followed().filter_map(|t| Step::at(t, newest?));
    let since = followed().filter_map(|t| Step::since_first(t));
    now.chain(since)
        .filter(|s| s.moved == Some(Direction::Worse))
        .filter_map(|step| {
            let before = step.before.or_else(|| step.thread.cells.first())?;
            Premise::on(Rule::Worse, step.thread)
                .with("course", step.in_words()?)
                .with("visit", named(case, step.now)?)
                .with("first", named(case, before)?)
                .telling(case, step.now)
        })
        .collect()
}

fn still_weak<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let steps = case.chosen.followed.iter();
    let steps = steps.filter_map(|t| Step::since_first(t));
    steps
        .filter(|s| s.moved == Some(Direction::Same))
        .filter(|s| s.now.level_as_fact() == Some(Level::Weakness))
        .filter_map(|step| {
            Premise::on(Rule::StillWeak, step.thread)
                .with("first", named(case, step.before?)?)
                .with("visit", named(case, step.now)?)
                .telling(case, step.now)
        })
        .collect()
}

/// What the newest letter or report says is so.
fn at_newest<'a>(case: &Case<'a>, rule: Rule, level: Level) -> Vec<Premise<'a>> {
    let Some((newest, _)) = headline::newest(case) else {
        return Vec::new();
    };
    let followed = case.chosen.followed.iter();
    let cells = followed.filter_map(|t| Some((*t, t.cells.iter().find(|c| c.visit == newest.id)?)));
    cells
        .filter(|(_, cell)| cell.level_as_fact() == Some(level))
        .filter_map(|(thread, cell)| {
            Premise::on(rule, thread)
                .with("visit", visit_in_text(newest))
                .telling(case, cell)
        })
        .collect()
}

/// What the council repeats of inspectors in their own words, where these wrote more beside them.
fn claims<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let claims = said::claims(case);
    let mut all = Vec::new();
    // What leans on the sentence before does not stand alone.
    for claim in claims.iter().filter(|c| !c.finding.leans) {
        let Some(beside) = claim
            .beside
            .iter()
            .find(|b| b.repeated && !b.adds.is_empty())
        else {
            continue;
        };
        let Some(more) = beside.adds.first() else {
            continue;
        };
        let role = claim.finding.speaker.role;
        let cabinet = (role == SpeakerRole::CabinetMember).then(|| role_of(role));
        let premise = Premise {
            whom: cabinet,
            rests_on: vec![claim.finding.citation.clone()],
            ..Premise::new(Rule::ClaimAndMore)
        };
        all.push(
            premise
                .with("by", capital(&role_of(role)))
                .with("claim", sentence(&beside.part))
                .saying(more, beside.finding.citation.clone()),
        );
    }
    all
}

fn role_of(role: SpeakerRole) -> String {
    use crate::vocabulary::Term;
    role.in_words().to_owned()
}

fn recommendations_unseen<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let Some(first) = case.comparison.visits.first() else {
        return Vec::new();
    };
    let away = |r: &&FollowedRecommendation| {
        let looked_elsewhere = r
            .visits
            .iter()
            .any(|at| at.state == RecommendationState::NotCovered);
        looked_elsewhere
            && r.visits.iter().all(|at| {
                let silent = matches!(
                    at.state,
                    RecommendationState::NotCovered | RecommendationState::NotPublished
                );
                silent && at.standing.is_fact()
            })
    };
    let all = case.comparison.recommendations.iter().filter(away);
    all.map(|r| {
        let premise = Premise::new(Rule::RecommendationUnseen)
            .with("first", visit_in_text(first))
            .with("words", sentence(asked_for(&r.text)));
        Premise {
            also: r.threads.iter().map(String::as_str).collect(),
            place: gaps::place_of(case, r),
            ..premise
        }
    })
    .collect()
}

fn recommendations_new<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let Some((report, when)) = gaps::newest_report(case) else {
        return Vec::new();
    };
    let source = &report.document.source.sha256;
    let asked = report.facts.recommendations.iter();
    asked
        .map(|one| {
            let premise = Premise::new(Rule::RecommendationNew)
                .with("visit", format!("the inspection of {when}"))
                .with("words", sentence(asked_for(&one.text)));
            Premise {
                place: Some(case.papers.place(source, &one.place)),
                ..premise
            }
        })
        .collect()
}

fn figures<'a>(case: &Case<'a>, rule: Rule) -> Vec<Premise<'a>> {
    let visits = &case.comparison.visits;
    let newest = headline::newest(case).map(|(visit, _)| visit.id.as_str());
    let mut all = Vec::new();
    for thread in case.chosen.followed.iter().copied() {
        let Some(points) = matters::series(case, thread) else {
            continue;
        };
        let at = |i: &usize| visits.get(*i);
        let ends = points.keys().next_back().and_then(at);
        let up_to_date = ends.is_some_and(|v| Some(v.id.as_str()) == newest);
        if up_to_date != (rule == Rule::Figure) {
            continue;
        }
        let told: Vec<String> = points
            .iter()
            .filter_map(|(i, f)| {
                Some(format!(
                    "{} at {}",
                    quoted(&f.figure.text),
                    visit_in_text(at(i)?)
                ))
            })
            .collect();
        let first = points.keys().next().and_then(at).map(visit_in_text);
        let premise = Premise::on(rule, thread)
            .with("figures", joined(&told))
            .with("first", first.unwrap_or_default());
        all.push(Premise {
            rests_on: points.values().map(|f| f.citation.clone()).collect(),
            ..premise
        });
    }
    all
}

fn not_looked_at<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let concern = |level| matches!(level, Some(Level::Weakness | Level::Mixed));
    let all = case.chosen.not_seen.iter();
    all.filter(|u| !u.passed_over && concern(u.then.level_as_fact()))
        .filter_map(|unseen| {
            Premise::on(Rule::NotLookedAt, unseen.thread)
                .with("first", named(case, unseen.then)?)
                .telling(case, unseen.then)
        })
        .collect()
}

fn letters<'a>(case: &Case<'a>, rule: Rule) -> Vec<Premise<'a>> {
    let visits = &case.comparison.visits;
    let missing: Vec<&Visit> = visits.iter().filter(|v| !v.letter).collect();
    if (missing.len() == 1) != (rule == Rule::LetterMissing) {
        return Vec::new();
    }
    let names = wording::visit_names(missing.iter().map(|v| v.id.as_str()), visits);
    names
        .map(|names| Premise::new(rule).with("names", names))
        .into_iter()
        .collect()
}

/// Where the last that was said of a matter is good, and no later visit looked at it.
fn strengths_unseen<'a>(case: &Case<'a>) -> Vec<Premise<'a>> {
    let all = case.chosen.followed.iter().copied();
    all.filter_map(|thread| {
        let last = thread.cells.iter().rposition(|c| c.spoken().is_some())?;
        let (cell, later) = (thread.cells.get(last)?, thread.cells.get(last + 1..)?);
        let away = |c: &Cell| c.standing().is_fact() && c.covered() == Covered::NotCovered;
        let unseen = !later.is_empty() && later.iter().all(away);
        let good = cell.level_as_fact() == Some(Level::Strength);
        let spoken_of =
            || course::is_spoken_of_after(case.comparison, case.readings, thread, &cell.visit);
        if !(unseen && good) || spoken_of() {
            return None;
        }
        Premise::on(Rule::StrengthUnseen, thread)
            .with("visit", named(case, cell)?)
            .telling(case, cell)
    })
    .collect()
}

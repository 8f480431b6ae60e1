//! The front page, on one side: where things stand, what moved, what did not, what nobody looked at, what to ask.

use crate::comparison::{
    FollowedRecommendation, Pattern, RecommendationState, Thread, Visit, VisitKind,
};
use crate::findings::{Direction, Level};

use super::compose::{Case, heading};
use super::wording::{self, count, joined};
use super::{Block, Inline, Section, gaps, questions, visits};

/// Most matters named in the list that stands alone in its column.
const NAMED: usize = 6;
/// Most matters named in each of the two lists that share a column.
const NAMED_SHARING: usize = 3;
/// Most questions; the others are in their section.
const ASKED: usize = 3;

const NO_BETTER: &[Pattern] = &[
    Pattern::ImprovedThenSlipped,
    Pattern::DeclinedFromStrength,
    Pattern::GotWorse,
    Pattern::RaisedEveryTime,
    Pattern::New,
];
const BETTER: &[Pattern] = &[Pattern::Resolved, Pattern::Improved];
const NOT_LOOKED_AT: &[Pattern] = &[Pattern::NeverLookedAtAgain];

/// Patterns of the lists that name matters set out in the pack, and how many each names at most.
pub(super) const LISTS: [(&[Pattern], usize); 2] = [(NO_BETTER, NAMED), (BETTER, NAMED_SHARING)];

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let comparison = case.comparison;
    let mut blocks = vec![heading(
        1,
        &format!("{} children’s services", comparison.authority),
        "front",
    )];
    if let Some(subtitle) = subtitle(case) {
        blocks.push(Block::Paragraph {
            text: vec![Inline::text(subtitle)],
        });
    }
    blocks.push(Block::Lead {
        text: vec![Inline::text(where_things_stand(case))],
    });
    blocks.extend(visits::timeline(case));
    let list = |title, patterns, most, anchor| listed(case, title, patterns, most, anchor);
    let columns: Vec<Vec<Block>> = [
        list(
            "Slipped, new or no better",
            NO_BETTER,
            NAMED,
            "front-no-better",
        ),
        [
            list("Better", BETTER, NAMED_SHARING, "front-better"),
            list(
                gaps::since(case),
                NOT_LOOKED_AT,
                NAMED_SHARING,
                "front-not-looked-at",
            ),
        ]
        .concat(),
    ]
    .into_iter()
    .filter(|column| !column.is_empty())
    .collect();
    if !columns.is_empty() {
        blocks.push(Block::Columns { columns });
        blocks.push(legend());
    }
    // A banner takes the room of a question.
    let asked = ASKED - usize::from(case.options.banner.is_some());
    blocks.extend(questions::first(case, asked));
    blocks
}

/// What the shapes in the lists stand for.
fn legend() -> Block {
    let states = [Level::Weakness, Level::Mixed, Level::Strength, Level::None];
    let mut text: Vec<Inline> = Vec::new();
    for level in states {
        let direction = Direction::None;
        text.push(Inline::State { level, direction });
        text.push(Inline::text("  "));
    }
    text.push(Inline::text("where last spoken of."));
    Block::Paragraph { text }
}

fn subtitle(case: &Case<'_>) -> Option<String> {
    let known: Vec<_> = case
        .comparison
        .visits
        .iter()
        .filter_map(|v| v.from)
        .collect();
    let (first, last) = (known.first()?, known.last()?);
    Some(if first == last {
        format!("What inspectors found in {}", wording::month(*first))
    } else {
        format!(
            "What inspectors found in {}, and what has moved since {}",
            wording::month(*last),
            wording::month(*first)
        )
    })
}

/// Three sentences whose every number is a count of visits, matters or recommendations, so that they add up.
fn where_things_stand(case: &Case<'_>) -> String {
    [came(case), matters(case), recommended(case)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn came(case: &Case<'_>) -> Option<String> {
    let visits = &case.comparison.visits;
    let missing = visits.iter().filter(|v| v.sources.is_empty()).count();
    let kinds = [
        (VisitKind::Inspection, "inspection", "inspections"),
        (
            VisitKind::MonitoringVisit,
            "monitoring visit",
            "monitoring visits",
        ),
        (VisitKind::FocusedVisit, "focused visit", "focused visits"),
        (
            VisitKind::JointInspection,
            "joint inspection",
            "joint inspections",
        ),
    ];
    let told = |kind| {
        let of = |v: &&Visit| v.what == kind && !v.sources.is_empty();
        visits.iter().filter(of).count()
    };
    let told: Vec<String> = kinds
        .into_iter()
        .map(|(kind, one, many)| (told(kind), one, many))
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    let mut text = vec![format!("These papers tell of {}", joined(&told))];
    text.extend(match missing {
        0 => None,
        1 => Some("the letter of one more visit is not among them".to_owned()),
        n => Some(format!("the letters of {n} more visits are not among them")),
    });
    let reported = visits.iter().filter(|v| v.is_only_reported());
    text.extend(
        wording::visit_names(reported.map(|v| v.id.as_str()), visits)
            .map(|names| format!("of {names} they hold what others report, and not the letter")),
    );
    let text = format!("{}.", text.join("; "));
    (!told.is_empty()).then_some(text)
}

fn matters(case: &Case<'_>) -> Option<String> {
    let of = |patterns: &[Pattern]| case.chosen.of_patterns(patterns).len();
    let silent = case.chosen.silent();
    let parts = [
        (of(BETTER), "is better", "are better"),
        (
            of(&[Pattern::RaisedEveryTime]),
            "is no better",
            "are no better",
        ),
        (
            of(&[Pattern::ImprovedThenSlipped]),
            "improved and then slipped",
            "improved and then slipped",
        ),
        (
            of(&[Pattern::DeclinedFromStrength]),
            "has fallen from a strength",
            "have fallen from a strength",
        ),
        (
            of(&[Pattern::GotWorse]),
            "has got steadily worse",
            "have got steadily worse",
        ),
        (of(&[Pattern::New]), "is new", "are new"),
        (
            of(&[Pattern::Steady]),
            "is much as before",
            "are much as before",
        ),
        (
            silent.not_looked_at,
            "has not been looked at since",
            "have not been looked at since",
        ),
        (
            silent.passed_over,
            "has no finding since",
            "have no finding since",
        ),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
        .collect();
    let all = case.chosen.followed.len();
    let open = to_check(case);
    let text = match (said.is_empty(), open.is_empty()) {
        (false, _) => format!("{}{open}", joined(&said)),
        (true, false) => open.trim_start_matches("; ").to_owned(),
        (true, true) => return None,
    };
    (all > 0).then(|| {
        format!(
            "Of {} that inspectors spoke of, {text}.",
            count(all, "matter", "matters"),
        )
    })
}

/// Of how many of the matters it is to check what happened to them.
fn to_check(case: &Case<'_>) -> String {
    match case.chosen.to_check() {
        0 => String::new(),
        1 => "; what happened to 1 of them is to check".to_owned(),
        n => format!("; what happened to {n} of them is to check"),
    }
}

/// Where the visits left a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    At(RecommendationState),
    /// Every visit is silent on it, and that is sure.
    NotSpokenOf,
    /// What came after is not sure.
    ToCheck,
}

/// By the last visit that spoke of it, where that and all silence since may be said as fact.
fn left_at(recommendation: &FollowedRecommendation) -> Left {
    for at in recommendation.visits.iter().rev() {
        if !at.standing.is_fact() {
            return Left::ToCheck;
        }
        match at.state {
            RecommendationState::NotCovered
            | RecommendationState::NoFinding
            | RecommendationState::NotPublished => {}
            spoken => return Left::At(spoken),
        }
    }
    Left::NotSpokenOf
}

/// Each recommendation by what the last visit that spoke of it found.
fn recommended(case: &Case<'_>) -> Option<String> {
    let followed = &case.comparison.recommendations;
    let count_of = |left| followed.iter().filter(|r| left_at(r) == left).count();
    let parts = [
        (Left::At(RecommendationState::Strength), "a strength"),
        (Left::At(RecommendationState::Mixed), "mixed"),
        (Left::At(RecommendationState::Weakness), "a weakness"),
        (Left::At(RecommendationState::Mentioned), "not judged"),
        (Left::NotSpokenOf, "not spoken of since"),
        (Left::ToCheck, wording::TO_CHECK),
    ];
    let said: Vec<String> = parts
        .iter()
        .map(|(left, what)| (count_of(*left), what))
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    let visited = followed.first().is_some_and(|r| !r.visits.is_empty());
    visited.then(|| {
        format!(
            "Of {}, as the last visit to speak of each left it: {}.",
            count(followed.len(), "recommendation", "recommendations"),
            joined(&said)
        )
    })
}

fn listed(
    case: &Case<'_>,
    title: &str,
    patterns: &[Pattern],
    most: usize,
    anchor: &str,
) -> Vec<Block> {
    let threads = case.chosen.of_patterns(patterns);
    if threads.is_empty() {
        return Vec::new();
    }
    let mut items: Vec<Vec<Inline>> = threads.iter().take(most).map(|t| item(case, t)).collect();
    if threads.len() > most {
        let more = format!("and {} more", threads.len() - most);
        items.push(vec![if case.options.sections.contains(&Section::Matrix)
            && !case.chosen.rows.is_empty()
        {
            Inline::Link {
                description: format!("{title}: {more}, in the table of matters by visits"),
                text: more,
                anchor: "matrix".to_owned(),
                page: true,
            }
        } else {
            Inline::text(more)
        }]);
    }
    vec![
        heading(2, title, anchor),
        Block::List {
            ordered: false,
            items,
        },
    ]
}

fn item(case: &Case<'_>, thread: &Thread) -> Vec<Inline> {
    let last = thread.cells.iter().rev().find(|c| !c.findings.is_empty());
    let mut item = Vec::new();
    if let Some(cell) = last {
        item.push(Inline::Shape {
            level: cell.level_as_fact().unwrap_or(Level::None),
            direction: cell.direction_as_fact().unwrap_or(Direction::None),
        });
    }
    let care: Vec<&str> = last
        .into_iter()
        .flat_map(|cell| {
            let reported = cell.is_reported().then_some("as\u{a0}reported");
            let doubted = cell.in_doubt().then_some("to\u{a0}check");
            reported.into_iter().chain(doubted)
        })
        .collect();
    let title = match care.as_slice() {
        [] => thread.title.clone(),
        care => format!("{} ({})", thread.title, care.join("; ")),
    };
    item.push(match case.anchor(thread) {
        Some(anchor) => Inline::Link {
            text: title,
            anchor,
            description: format!("Go to the matter: {}", thread.title),
            page: true,
        },
        None => Inline::text(title),
    });
    item
}

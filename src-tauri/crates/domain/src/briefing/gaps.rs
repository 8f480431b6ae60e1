//! What was not looked at, what became of the recommendations, and where sources disagree.

use crate::comparison::{
    Claim, Covered, FollowedRecommendation, Reading, RecommendationAt, RecommendationState, Thread,
    Visit, VisitKind, day_of,
};
use crate::document::Place;
use crate::document::facts::{Addressee, Recommendation};
use crate::document::kind::Kind;
use crate::findings::{Direction, Level};

use super::compose::{Case, heading, paragraph};
use super::wording::{self, name_among, visit_name};
use super::{Block, Inline, Table, TableCell, TableRow, grades, matters};

/// The anchor of a matter that was not looked at again.
pub(super) fn anchor(thread: &Thread) -> String {
    format!("unseen-{}", thread.id)
}

pub(super) fn not_looked_at(case: &Case<'_>) -> Vec<Block> {
    let visits = &case.comparison.visits;
    let missing = visits.iter().any(|v| !v.letter);
    // After a single look there is no silence yet.
    if visits.len() < 2 || case.chosen.not_seen.is_empty() && !missing {
        return Vec::new();
    }
    let passed_over = case.chosen.not_seen.iter().any(|u| u.passed_over);
    let mut about = "A visit looks at a few named areas. What it did not look at has neither improved nor become worse as \
                     far as these papers show."
        .to_owned();
    if passed_over {
        about.push_str(
            " “No finding located” is another thing: it looked there, or at the whole service, and this program located no \
             sentence on the matter. Nor does that say that it is better.",
        );
    }
    let mut blocks = vec![
        heading(1, "What nobody has looked at since", "not-looked-at"),
        paragraph(about),
    ];
    for visit in visits.iter().filter(|v| !v.letter) {
        let known = if visit.is_only_reported() {
            "What is said of it here is what others quote, and they choose what they quote"
        } else {
            "The numbers of the others show that it took place"
        };
        blocks.push(Block::Paragraph {
            text: vec![
                Inline::strong(format!("{}. ", visit_name(visit))),
                Inline::text(format!(
                    "Its letter is not among the papers. {known}; ask the council for the letter."
                )),
            ],
        });
    }
    for unseen in case.chosen.unseen() {
        let thread = unseen.thread;
        blocks.push(heading(3, &thread.title, &anchor(thread)));
        let quoted = matters::cell_quoted(case, thread, unseen.then, Some(&then(case)));
        blocks.extend(quoted.into_iter().map(Block::Quotation));
        blocks.push(paragraph(wording::silent(&thread.cells, visits)));
    }
    blocks.extend(unseen_as_well(case));
    if case.options.limits.themes {
        blocks.extend(coverage(case));
    }
    blocks
}

/// The first visit, as a heading.
fn then(case: &Case<'_>) -> String {
    let first = case.comparison.visits.first();
    first.map(wording::visit_heading).unwrap_or_default()
}

/// The others by name.
fn unseen_as_well(case: &Case<'_>) -> Option<Block> {
    let others: Vec<&str> = case.chosen.not_seen[case.chosen.quoted_unseen..]
        .iter()
        .map(|u| u.thread.title.as_str())
        .collect();
    (!others.is_empty()).then(|| Block::Paragraph {
        text: vec![
            Inline::strong("Others of which the same is to say: "),
            Inline::text(format!("{}.", others.join("; "))),
        ],
    })
}

/// How many findings each visit has on each theme.
fn coverage(case: &Case<'_>) -> Option<Block> {
    let visits: Vec<_> = case
        .comparison
        .visits
        .iter()
        .filter(|v| !v.sources.is_empty())
        .collect();
    let count_of = |visit: &str, theme| {
        case.comparison
            .coverage
            .iter()
            .find(|c| c.visit == visit)
            .and_then(|c| c.themes.get(&theme))
            .copied()
    };
    let rows: Vec<TableRow> = crate::findings::Theme::ALL
        .iter()
        .filter(|theme| visits.iter().any(|v| count_of(&v.id, **theme).is_some()))
        .map(|theme| {
            let mut cells = vec![TableCell {
                text: vec![Inline::text(theme.title())],
                ..TableCell::default()
            }];
            cells.extend(visits.iter().map(|v| match count_of(&v.id, *theme) {
                Some(n) => TableCell {
                    text: vec![Inline::text(n.to_string())],
                    ..TableCell::default()
                },
                None => TableCell {
                    text: vec![Inline::text("none")],
                    under: None,
                    hatched: true,
                },
            }));
            TableRow::Cells { cells }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut header = vec![vec![Inline::text("Theme")]];
    header.extend(
        visits
            .iter()
            .map(|v| vec![Inline::text(told_as(v, &case.comparison.visits))]),
    );
    let mut widths = vec![2.8];
    widths.resize(visits.len() + 1, 1.0);
    Some(Block::Table(Table {
        caption: "How many sentences of the inspectors each visit has on each theme".to_owned(),
        widths,
        header,
        rows,
    }))
}

/// At the head of a column of what a visit says.
fn told_as(visit: &Visit, visits: &[Visit]) -> String {
    let name = name_among(visit, visits);
    if visit.is_only_reported() {
        format!("{name}, {}", wording::AS_REPORTED)
    } else {
        name
    }
}

pub(super) fn recommendations(case: &Case<'_>) -> Vec<Block> {
    let mut newest = newest_asks(case);
    newest.splice(0..0, asked_elsewhere(case));
    let followed = followed(case);
    if newest.is_empty() && followed.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "What inspectors asked for", "recommendations")];
    blocks.extend(newest);
    blocks.extend(followed);
    blocks
}

/// The newest report of all that asks for anything, and when inspectors came; none where a letter of the run is newer, whose
/// visit followed what was asked for.
pub(super) fn newest_report<'a>(case: &Case<'a>) -> Option<(&'a Reading, String)> {
    let asks = |r: &&Reading| {
        r.facts.kind == Kind::InspectionReport && !r.facts.recommendations.is_empty()
    };
    let report = case.readings.iter().filter(asks);
    let report = report.max_by_key(|r| day_of(&r.facts))?;
    let day = day_of(&report.facts)?;
    let visits = case.comparison.visits.iter().filter(|v| v.letter);
    let papers = visits
        .flat_map(|v| &v.sources)
        .filter_map(|s| case.papers.reading(s));
    let mut later = papers.filter_map(|r| day_of(&r.facts));
    if later.any(|other| other > day) {
        return None;
    }
    Some((report, grades::month(&report.facts)))
}

/// Where a recommendation stands: "Inspection report, June 2023, page 2".
pub(super) fn place_of(case: &Case<'_>, followed: &FollowedRecommendation) -> Option<String> {
    case.papers.reading(&followed.source)?;
    let place = Place {
        page: followed.page,
        paragraph: followed.paragraph_index,
        quote: followed.text.clone(),
    };
    Some(case.papers.place(&followed.source, &place))
}

/// What the newest report of all asks for, where that is about another run of visits.
fn asked_elsewhere(case: &Case<'_>) -> Vec<Block> {
    let Some((report, when)) = newest_report(case) else {
        return Vec::new();
    };
    let mut used = case.comparison.visits.iter().flat_map(|v| &v.sources);
    if used.any(|s| *s == report.document.source.sha256) {
        return Vec::new();
    }
    let items = report.facts.recommendations.iter();
    vec![
        heading(
            2,
            &format!("Asked for at the newest inspection, of {when}"),
            "recommendations-latest",
        ),
        Block::List {
            ordered: false,
            items: items.map(|r| asked(case, report, r)).collect(),
        },
    ]
}

/// What the newest report asks for, where that is not the report that opened the run, or no visit came after it.
fn newest_asks(case: &Case<'_>) -> Vec<Block> {
    let visits = &case.comparison.visits;
    let mut reports = visits
        .iter()
        .rev()
        .filter(|v| v.what == VisitKind::Inspection);
    let Some((visit, report)) = reports.find_map(|v| {
        let mut papers = v.sources.iter().filter_map(|s| case.papers.reading(s));
        Some((v, papers.find(|r| !r.facts.recommendations.is_empty())?))
    }) else {
        return Vec::new();
    };
    let opened = visits.first().is_some_and(|first| first.id == visit.id);
    let visited = case
        .comparison
        .recommendations
        .iter()
        .any(|r| !r.visits.is_empty());
    if opened && visited {
        return Vec::new();
    }
    let title = format!("Asked for at {}", wording::visit_in_text(visit));
    let items = report.facts.recommendations.iter();
    vec![
        heading(2, &title, "recommendations-newest"),
        Block::List {
            ordered: false,
            items: items.map(|r| asked(case, report, r)).collect(),
        },
    ]
}

fn asked(case: &Case<'_>, report: &Reading, one: &Recommendation) -> Vec<Inline> {
    let number = one.number.as_ref();
    let number = number.map(|n| Inline::strong(format!("{n}. ")));
    let to = match one.addressee {
        Addressee::LocalAuthority => "",
        Addressee::Lscb => " For the safeguarding children board.",
        Addressee::Partnership => " For the agencies together.",
    };
    let words = Inline::Quoted {
        text: one.text.clone(),
    };
    let place = case.papers.place_in_short(report, &one.place);
    number
        .into_iter()
        .chain([words, Inline::text(format!("{to} {place}"))])
        .collect()
}

/// Each recommendation of the report that opened the run, and what later visits said of it.
fn followed(case: &Case<'_>) -> Vec<Block> {
    let followed = &case.comparison.recommendations;
    let first = followed.first().filter(|r| !r.visits.is_empty());
    let Some(first) = first.filter(|_| case.options.limits.followed) else {
        return Vec::new();
    };
    let visits: Vec<&Visit> = first
        .visits
        .iter()
        .filter_map(|at| case.comparison.visits.iter().find(|v| v.id == at.visit))
        .collect();
    // A visit whose letter is not here says the same of each: that is said once.
    let (told, missing): (Vec<&Visit>, Vec<&Visit>) =
        visits.into_iter().partition(|v| !v.sources.is_empty());
    let mut header = vec![vec![Inline::text("What inspectors asked for")]];
    header.extend(
        told.iter()
            .map(|v| vec![Inline::text(told_as(v, &case.comparison.visits))]),
    );
    let mut widths = vec![4.0];
    widths.resize(told.len() + 1, 1.3);
    let mut blocks = vec![heading(
        2,
        "Asked for at the start, visit by visit",
        "recommendations-followed",
    )];
    let missing = wording::visit_names(
        missing.iter().map(|v| v.id.as_str()),
        &case.comparison.visits,
    );
    blocks.extend(missing.map(|names| {
        paragraph(format!(
            "Not in this table, for their letters are not among the papers: {names}."
        ))
    }));
    blocks.push(Block::Table(Table {
        caption: "Each recommendation of the inspection and what later visits said of it"
            .to_owned(),
        widths,
        header,
        rows: followed
            .iter()
            .map(|r| recommendation(case, r, &told))
            .collect(),
    }));
    blocks
}

fn recommendation(case: &Case<'_>, followed: &FollowedRecommendation, told: &[&Visit]) -> TableRow {
    let number = followed
        .number
        .as_ref()
        .map(|n| Inline::text(format!("{n}. ")));
    let words = Inline::Quoted {
        text: followed.text.clone(),
    };
    let reading = case.papers.reading(&followed.source);
    let place = reading.map(|r| {
        let place = Place {
            page: followed.page,
            paragraph: followed.paragraph_index,
            quote: followed.text.clone(),
        };
        case.papers.place_in_short(r, &place)
    });
    let mut cells = vec![TableCell {
        text: number.into_iter().chain([words]).collect(),
        under: place,
        hatched: false,
    }];
    let shown = |at: &&RecommendationAt| told.iter().any(|v| v.id == at.visit);
    cells.extend(followed.visits.iter().filter(shown).map(|at| {
        let state = |level| Inline::State {
            level,
            direction: Direction::None,
        };
        let (text, hatched) = match at.state {
            RecommendationState::Weakness => (state(Level::Weakness), false),
            RecommendationState::Mixed => (state(Level::Mixed), false),
            RecommendationState::Strength => (state(Level::Strength), false),
            RecommendationState::Mentioned => (Inline::text("mentioned"), false),
            RecommendationState::Unclear => (Inline::text(wording::TO_CHECK), false),
            RecommendationState::NotCovered => (
                Inline::text(wording::silence_in_short(Covered::NotCovered)),
                true,
            ),
            RecommendationState::NoFinding => (
                Inline::text(wording::silence_in_short(Covered::NoFinding)),
                true,
            ),
            RecommendationState::NotPublished => (
                Inline::text(wording::silence_in_short(Covered::NotPublished)),
                true,
            ),
        };
        let (text, hatched) = if at.standing.is_fact() {
            (text, hatched)
        } else {
            (Inline::text(wording::TO_CHECK), false)
        };
        TableCell {
            text: vec![text],
            under: None,
            hatched,
        }
    }));
    TableRow::Cells { cells }
}

pub(super) fn clashes(case: &Case<'_>) -> Vec<Block> {
    let totals: Vec<&Claim> = case.comparison.totals_beside_clashes().collect();
    if case.comparison.clashes.is_empty() && totals.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "What sources state differently", "clashes")];
    for (i, clash) in case.comparison.clashes.iter().enumerate() {
        blocks.push(heading(
            3,
            &wording::capital(&clash.fact),
            &format!("clash-{}", i + 1),
        ));
        blocks.push(claims(case, &clash.claims));
    }
    if !totals.is_empty() {
        let title = "How many visits there will be: a claim of its source";
        blocks.push(heading(3, title, "claimed-totals"));
        blocks.push(claims(case, totals));
    }
    blocks
}

fn claims<'c>(case: &Case<'_>, claims: impl IntoIterator<Item = &'c Claim>) -> Block {
    Block::List {
        ordered: false,
        items: claims.into_iter().map(|one| claim(case, one)).collect(),
    }
}

/// "Letter of 24 March 2021, page 1, paragraph 3: 24 March 2021, “Published on 24 March”".
fn claim(case: &Case<'_>, claim: &Claim) -> Vec<Inline> {
    let place = claim.origin.place();
    let at = match place {
        Some(place) => case.papers.place(&claim.source, place),
        None => case.papers.name(&claim.source),
    };
    let value = claim.in_words();
    let said = match place {
        None => format!("{at}: {value}"),
        Some(place) if place.quote == value => format!("{at}: "),
        Some(_) => format!("{at}: {value}, "),
    };
    let words = place.map(|place| Inline::Quoted {
        text: place.quote.clone(),
    });
    let how = claim.how().map(|how| Inline::text(format!(" ({how})")));
    [Inline::text(said)]
        .into_iter()
        .chain(words)
        .chain(how)
        .collect()
}

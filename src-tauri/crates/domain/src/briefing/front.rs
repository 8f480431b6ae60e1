//! The front page, on one side: grades, the inspectors' own headline, what moved, what nobody looked at, what to ask.
//!
//! Nothing stands here as fact but what a person settled or what is sure. Where nothing is, the inspectors' words stand.

use crate::comparison::{Cell, Reading, Thread, Visit, VisitKind};
use crate::findings::{Direction, Finding, Level, Of, SpeakerRole};
use crate::vocabulary::Term;

use super::compose::{Case, heading, paragraph};
use super::course::Step;
use super::grades::{self, Told};
use super::wording::{self, count, visit_in_text};
use super::{Block, Inline, Move, Section, Table, TableCell, TableRow, Words};
use super::{headline, matters, questions, room, since};

/// Most matters in each list; what is over is counted, with where it stands.
const NAMED: usize = 3;
/// Most questions; the others are in their section.
const ASKED: usize = 3;
/// Most papers named that the pack does not use.
const UNUSED: usize = 3;

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(
        1,
        &format!("{} children’s services", case.comparison.authority),
        "front",
    )];
    if let Some(subtitle) = subtitle(case) {
        blocks.push(paragraph(subtitle));
    }
    blocks.extend(lead(case));
    let Moved {
        first,
        second,
        beside,
    } = moves(case);
    blocks.extend(first);
    blocks.extend(second);
    // Grades of two inspections need the width.
    let (graded, wide) = graded(case);
    let (narrow, across) = if wide {
        (Vec::new(), graded)
    } else {
        (graded, Vec::new())
    };
    let columns: Vec<Vec<Block>> = [[beside, not_seen(case)].concat(), narrow]
        .into_iter()
        .filter(|column| !column.is_empty())
        .collect();
    match columns.len() {
        0 => {}
        1 => blocks.extend(columns.into_iter().flatten()),
        _ => blocks.push(Block::Columns { columns }),
    }
    blocks.extend(across);
    blocks.extend(counts(case));
    let text: Vec<Inline> = [standing(case), unused(case)].concat();
    let last = (!text.is_empty()).then_some(Block::Paragraph { text });
    let last: Vec<Block> = last.into_iter().collect();
    let taken = room::height(&blocks) + room::height(&last);
    let banner = case.options.banner.iter();
    let banner: usize = banner
        .map(|text| room::height(&[Block::Notice { text: text.clone() }]))
        .sum();
    let left = room::PAGE.saturating_sub(taken + banner);
    blocks.extend(questions::first(case, ASKED, left));
    blocks.extend(last);
    blocks
}

/// What moved: since the last visit, since the inspection, and what stands beside the grades.
#[derive(Default)]
struct Moved {
    first: Vec<Block>,
    second: Vec<Block>,
    beside: Vec<Block>,
}

/// "Judged inadequate in April 2023 · papers tell of five visits since, the last on 17 and 18 June 2025".
fn subtitle(case: &Case<'_>) -> Option<String> {
    let inspected = grades::inspected(case);
    let judged = grades::judged(case, &inspected);
    let visits = case.comparison.visits.iter();
    let came: Vec<&Visit> = visits.filter(|v| v.what != VisitKind::Inspection).collect();
    let last = came.iter().rev().find_map(|v| Some((v.from?, v.to)));
    // More may have taken place: papers tell of those that they tell of.
    let visited = (!came.is_empty()).then(|| {
        let many = count_in_words(came.len());
        let on = last.map(|(from, to)| match (to, from.day) {
            (Some(to), Some(_)) => format!(", the last on {}", wording::range(from, to)),
            (None, Some(_)) => format!(", the last on {}", wording::date(from)),
            (_, None) => format!(", the last in {}", wording::date(from)),
        });
        format!("papers tell of {many} since{}", on.unwrap_or_default())
    });
    let again = grades::again(case, &inspected);
    let said: Vec<String> = [judged, visited, again].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// "five visits".
fn count_in_words(visits: usize) -> String {
    format!(
        "{} {}",
        wording::number(visits),
        if visits == 1 { "visit" } else { "visits" }
    )
}

/// The inspectors' own headline of the newest letter or report.
fn lead(case: &Case<'_>) -> Option<Block> {
    let (_, reading) = headline::newest(case)?;
    let all = headline::of(reading);
    let place = case.papers.on_page(all.first()?);
    let mut text: Vec<Inline> = Vec::new();
    for citation in &all {
        if !text.is_empty() {
            text.push(Inline::text(" "));
        }
        text.push(Inline::Quoted {
            text: case.papers.words(citation)?,
        });
    }
    text.push(Inline::text(format!(
        "\nInspectors, {}",
        wording::within(&place)
    )));
    Some(Block::Lead { text })
}

/// What moved since the last visit, and since the inspection.
fn moves(case: &Case<'_>) -> Moved {
    let Some(newest) = since::newest(case) else {
        return found(case);
    };
    let steps = since::steps(case, newest);
    let told: Vec<Step<'_>> = steps
        .iter()
        .copied()
        .filter(|s| s.rank().is_some())
        .collect();
    let before = case
        .comparison
        .visits
        .iter()
        .take_while(|v| v.id != newest.id)
        .filter(|v| v.letter)
        .last();
    let title = match before {
        Some(before) => format!("Since {}", visit_in_text(before)),
        None => "Since the last visit".to_owned(),
    };
    let mut recent = vec![heading(2, &title, "front-since-last")];
    if told.is_empty() {
        recent.extend(in_their_words(case, newest));
    } else {
        recent.push(Block::Moves {
            items: told.iter().take(NAMED).map(|s| moved(case, s)).collect(),
        });
        recent.extend(more(case, told.len(), Section::Since, "since"));
    }
    let shown: Vec<&str> = told
        .iter()
        .take(NAMED)
        .map(|s| s.thread.id.as_str())
        .collect();
    let mut others: Vec<Step<'_>> = case
        .chosen
        .followed
        .iter()
        .filter_map(|t| Step::since_first(t))
        .filter(|s| s.rank().is_some() && !shown.contains(&s.thread.id.as_str()))
        .collect();
    others.sort_by_key(|s| s.rank());
    let opened = case.comparison.visits.first();
    let (false, Some(opened)) = (others.is_empty(), opened) else {
        return Moved {
            first: recent,
            ..Moved::default()
        };
    };
    let mut since_first = vec![
        heading(
            2,
            &format!("Since {}", visit_in_text(opened)),
            "front-since-first",
        ),
        Block::Moves {
            items: others
                .iter()
                .take(NAMED)
                .map(|s| Move {
                    words: None,
                    ..moved(case, s)
                })
                .collect(),
        },
    ];
    since_first.extend(more(case, others.len(), Section::Matrix, "matrix"));
    Moved {
        first: recent,
        second: since_first,
        beside: Vec::new(),
    }
}

/// Of a single inspection: what may be said that it found, weaknesses first.
fn found(case: &Case<'_>) -> Moved {
    let Some((visit, _)) = headline::newest(case) else {
        return Moved::default();
    };
    let of = |level: Level| -> Vec<(&Thread, &Cell)> {
        let followed = case.chosen.followed.iter();
        followed
            .filter_map(|t| Some((*t, t.cells.iter().find(|c| c.visit == visit.id)?)))
            .filter(|(_, cell)| cell.level_as_fact() == Some(level))
            .collect()
    };
    let (weak, good) = (of(Level::Weakness), of(Level::Strength));
    let listed = |title: &str, anchor: &str, some: &[(&Thread, &Cell)], words: bool| {
        if some.is_empty() {
            return Vec::new();
        }
        let item = |(thread, cell): &(&Thread, &Cell)| Move {
            level: cell.level_as_fact(),
            title: case.titled(thread, true),
            said: match words {
                true => cell.level().in_words().to_owned(),
                false => String::new(),
            },
            words: words.then(|| quoted(case, thread, cell)).flatten(),
        };
        let mut blocks = vec![
            heading(2, title, anchor),
            Block::Moves {
                items: some.iter().take(NAMED).map(item).collect(),
            },
        ];
        blocks.extend(more(case, some.len(), Section::Matters, "matters"));
        blocks
    };
    Moved {
        first: listed("What inspectors found weak", "front-weak", &weak, true),
        second: Vec::new(),
        beside: listed("What they found good", "front-good", &good, false),
    }
}

/// Where nothing may be said: that, and the sentences of the newest paper in which inspectors state a movement.
fn in_their_words(case: &Case<'_>, newest: &Visit) -> Vec<Block> {
    let own = newest
        .sources
        .iter()
        .filter_map(|s| case.papers.reading(s))
        .find(|r| r.facts.kind.is_of_inspectors());
    let stated: Vec<Vec<Inline>> = own.map(|r| stated(case, r)).unwrap_or_default();
    let mut text = vec![Inline::text(
        "What moved is to check: nobody has settled any of it.",
    )];
    if !stated.is_empty() {
        text.push(Inline::text(" In the inspectors’ words:"));
    }
    let mut blocks = vec![Block::Paragraph { text }];
    if !stated.is_empty() {
        blocks.push(Block::List {
            ordered: false,
            items: stated,
        });
    }
    blocks.extend(leads(
        case,
        Section::Since,
        "since",
        "All that it says of each matter",
    ));
    blocks
}

/// Sentences in which both readers read that something became better or worse, worse first.
fn stated(case: &Case<'_>, reading: &Reading) -> Vec<Vec<Inline>> {
    let headline = headline::of(reading);
    let heads = |f: &Finding| {
        headline
            .iter()
            .any(|c| c.paragraph_index == f.citation.paragraph_index && c.start == f.citation.start)
    };
    let of = |direction: Direction| {
        let all = reading.findings.iter();
        all.filter(move |f| f.direction == direction && f.second.is_some() && !f.to_check())
            .filter(|f| f.speaker.role == SpeakerRole::Inspectors)
            .filter(|f| f.of == Of::ThisVisit && !heads(f))
            .filter(|f| !case.papers.asked_for(&f.citation))
    };
    of(Direction::Worse)
        .chain(of(Direction::Better))
        .filter_map(|f| {
            let words = case.papers.words(&f.citation)?;
            let place = case.papers.page(&f.citation);
            Some(vec![
                Inline::Quoted { text: words },
                Inline::text(format!(" {place}")),
            ])
        })
        .take(NAMED)
        .collect()
}

fn moved(case: &Case<'_>, step: &Step<'_>) -> Move {
    Move {
        level: step.now.level_as_fact(),
        title: case.titled(step.thread, true),
        said: step.in_words().unwrap_or_default(),
        words: quoted(case, step.thread, step.now),
    }
}

fn quoted(case: &Case<'_>, thread: &Thread, cell: &Cell) -> Option<Words> {
    let telling = matters::telling(&case.papers, thread, cell)?;
    Some(Words {
        words: case.papers.words(&telling.citation)?,
        citation: case.papers.page(&telling.citation),
    })
}

/// "And 21 more", with where they are.
fn more(case: &Case<'_>, all: usize, section: Section, anchor: &str) -> Option<Block> {
    let left = all.checked_sub(NAMED).filter(|n| *n > 0)?;
    leads(case, section, anchor, &format!("And {left} more"))
        .or_else(|| Some(paragraph(format!("And {left} more."))))
}

fn leads(case: &Case<'_>, section: Section, anchor: &str, text: &str) -> Option<Block> {
    let there = case.options.sections.contains(&section);
    (there && case.leads_somewhere(section)).then(|| Block::Paragraph {
        text: vec![Inline::Link {
            text: text.to_owned(),
            anchor: anchor.to_owned(),
            description: format!("Go to: {text}"),
            page: true,
        }],
    })
}

/// What nobody looked at since the first visit, weaknesses first.
fn not_seen(case: &Case<'_>) -> Vec<Block> {
    let mut all: Vec<_> = case
        .chosen
        .not_seen
        .iter()
        .filter(|u| !u.passed_over)
        .collect();
    all.sort_by_key(|u| match u.then.level_as_fact() {
        Some(Level::Weakness) => 0,
        Some(Level::Mixed) => 1,
        None => 2,
        Some(_) => 3,
    });
    if all.is_empty() {
        return Vec::new();
    }
    let first = case.comparison.visits.first().map(visit_in_text);
    let mut blocks = vec![
        heading(
            2,
            &format!(
                "Nobody has looked at since {}",
                first.unwrap_or_else(|| "the first visit".to_owned())
            ),
            "front-not-looked-at",
        ),
        Block::List {
            ordered: false,
            items: all
                .iter()
                .take(NAMED)
                .map(|u| {
                    vec![
                        Inline::Shape {
                            level: Level::None,
                            direction: Direction::None,
                        },
                        case.titled(u.thread, true),
                    ]
                })
                .collect(),
        },
    ];
    blocks.extend(more(case, all.len(), Section::NotLookedAt, "not-looked-at"));
    blocks
}

/// The grades, then and now; true where they are of two inspections.
fn graded(case: &Case<'_>) -> (Vec<Block>, bool) {
    let inspected = grades::inspected(case);
    let shown = grades::then_and_now(case, &inspected);
    let Some(mut table) = grades::table(&shown, Told::InShort) else {
        return (Vec::new(), false);
    };
    table.caption = String::new();
    let title = match shown.as_slice() {
        [only] => format!("Grades, {}", only.month()),
        _ => "Grades, then and now".to_owned(),
    };
    let blocks = vec![heading(2, &title, "front-grades"), Block::Table(table)];
    (blocks, shown.len() > 1)
}

/// What is counted, each number of statements that may be made.
fn counts(case: &Case<'_>) -> Option<Block> {
    let followed = &case.chosen.followed;
    // Of a single inspection the lists above tell all that there is to count.
    if followed.is_empty() || since::newest(case).is_none() {
        return None;
    }
    let steps = || followed.iter().filter_map(|t| Step::since_first(t));
    let moved = |direction: Direction, level: Option<Level>| {
        let is = |s: &Step<'_>| {
            s.moved == Some(direction) && level.is_none_or(|l| s.now.level_as_fact() == Some(l))
        };
        steps().filter(is).count()
    };
    let mut counted: Vec<(&str, usize)> = vec![("raised", followed.len())];
    counted.extend([
        ("better", moved(Direction::Better, None)),
        ("still weak", moved(Direction::Same, Some(Level::Weakness))),
        ("worse", moved(Direction::Worse, None)),
        (
            "not looked at",
            case.chosen
                .not_seen
                .iter()
                .filter(|u| !u.passed_over)
                .count(),
        ),
    ]);
    counted.push(("to check", case.chosen.all_open));
    let since = case.comparison.visits.first().map(visit_in_text);
    let caption = match since {
        Some(first) => format!("Matters since {first}, counted where it is settled or sure"),
        None => "Matters, counted where it is settled or sure".to_owned(),
    };
    let width = vec![1.0; counted.len()];
    Some(Block::Table(Table {
        caption,
        widths: width,
        header: counted
            .iter()
            .map(|(what, _)| vec![Inline::text(*what)])
            .collect(),
        rows: vec![TableRow::Cells {
            cells: counted
                .iter()
                .map(|(_, n)| TableCell {
                    text: vec![Inline::strong(n.to_string())],
                    ..TableCell::default()
                })
                .collect(),
        }],
    }))
}

/// How much of it a person has settled, and where the rest is.
fn standing(case: &Case<'_>) -> Vec<Inline> {
    let chosen = &case.chosen;
    let mut text = vec![Inline::text(match chosen.settled() {
        0 => "Nobody has settled any of it yet. ".to_owned(),
        n => format!(
            "A person settled something of {}. ",
            count(n, "matter", "matters")
        ),
    })];
    if !chosen.open.is_empty() && case.options.sections.contains(&Section::Matters) {
        text.push(Inline::Link {
            text: format!("Words of {} to check", chosen.open.len()),
            anchor: "open".to_owned(),
            description: "Go to the words without a verdict".to_owned(),
            page: true,
        });
        text.push(Inline::text(". "));
    }
    text
}

/// The papers of the case that the pack does not use, by name.
fn unused(case: &Case<'_>) -> Vec<Inline> {
    let unused = case.unused();
    if unused.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = unused
        .iter()
        .take(UNUSED)
        .map(|r| case.papers.name(&r.document.source.sha256))
        .collect();
    let left = unused.len().saturating_sub(UNUSED);
    if left > 0 {
        names.push(format!("{left} more"));
    }
    let mut text = vec![
        Inline::strong(match unused.iter().all(|r| grades::shown(r)) {
            true => "Not used here but for their grades: ",
            false => "Not used here: ",
        }),
        Inline::text(format!("{}. ", names.join("; "))),
    ];
    text.push(if case.options.sections.contains(&Section::Sources) {
        Inline::Link {
            text: "Why".to_owned(),
            anchor: "sources".to_owned(),
            description: "Go to the sources".to_owned(),
            page: true,
        }
    } else {
        Inline::text("They are about another run of visits, or could not be placed.")
    });
    text
}

//! Each matter with the inspectors' words of every visit side by side, and what others said of it.

use std::collections::BTreeMap;

use crate::annotations::{Subject, Visibility, What};
use crate::comparison::{Cell, CellFinding, DecidedBy, Pattern, Thread, ThreadFigure};
use crate::explain;
use crate::findings::SpeakerRole;

use super::compose::{Case, heading, paragraph};
use super::wording::{self, Papers, count, joined, name_among, visit_heading, visit_names};
use super::{Block, Chart, Inline, Quotation, said};

/// Quotations in one row.
const ACROSS: usize = 3;
/// What others said on one matter.
const STATEMENTS: usize = 2;

/// The anchor that links to a matter point at.
pub(super) fn anchor(thread: &Thread) -> String {
    format!("matter-{}", thread.id)
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let in_full = &case.chosen.in_full;
    if in_full.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(1, "What moved, matter by matter", "matters")];
    let mut about = String::new();
    let unseen = case
        .chosen
        .of_patterns(&[Pattern::NeverLookedAtAgain])
        .len();
    let left_out = case.chosen.followed.len() - unseen - in_full.len();
    if left_out > 0 {
        about.push_str(&format!(
            "The {} of most weight; {left_out} with less to say {} left out to keep the pack short. ",
            count(in_full.len(), "matter", "matters"),
            if left_out == 1 { "is" } else { "are" }
        ));
    }
    about.push_str(
        "Of each visit the sentence that tells most is quoted, and a second where good and bad, or which way it moved, \
         stand in another. That the sentences under one heading are about one matter \
         is the program’s proposal, unless it says that a person confirmed it. “To check”: what the program \
         makes of these words is not sure, and nobody has settled it; a person should read them.",
    );
    blocks.push(paragraph(about));
    for thread in in_full {
        blocks.extend(matter(case, thread));
    }
    blocks
}

fn matter(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let mut blocks = vec![heading(2, &thread.title, &anchor(thread))];
    blocks.push(Block::Paragraph {
        text: vec![Inline::text(summary(case, thread))],
    });
    blocks.extend(figures(case, thread));
    blocks.extend(quotations(case, thread));
    blocks.extend(how_many(case, thread));
    let others: Vec<&CellFinding> = thread
        .cells
        .iter()
        .flat_map(|cell| &cell.findings)
        .filter(|f| f.speaker.role != SpeakerRole::Inspectors && case.may_be_said(f))
        .filter(|f| said::says_how_it_stands(f))
        .collect();
    for finding in others.iter().take(STATEMENTS) {
        blocks.extend(statement(case, finding));
    }
    for annotation in &case.annotations {
        let here = matches!(&annotation.on, Subject::Thread { thread: id, .. } if *id == thread.id);
        if here && annotation.what == What::Note {
            blocks.push(Block::Note {
                heading: "Note".to_owned(),
                text: annotation.text.clone(),
            });
        }
    }
    blocks
}

fn summary(case: &Case<'_>, thread: &Thread) -> String {
    let visits = &case.comparison.visits;
    let mut text = wording::happened(thread).to_owned();
    text.push_str(&recommended(case, thread));
    text.push('.');
    let silent = wording::silent(&thread.cells, visits);
    if !silent.is_empty() {
        text.push_str(&format!(" {silent}"));
    }
    let (proposed, confirmed): (Vec<&Cell>, Vec<&Cell>) = thread
        .cells
        .iter()
        .filter(|c| !c.findings.is_empty())
        .partition(|c| c.proposed);
    let names = |cells: &[&Cell]| visit_names(cells.iter().map(|c| c.visit.as_str()), visits);
    match (names(&proposed), names(&confirmed)) {
        (None, Some(_)) => text.push_str(" Confirmed by a person."),
        (Some(proposed), Some(confirmed)) => text.push_str(&format!(
            " Confirmed by a person: {confirmed}; proposed by the program: {proposed}."
        )),
        (_, None) => {}
    }
    text.push_str(&decided(case, thread));
    let sentences = thread.cells.iter().flat_map(|c| &c.findings);
    let sentences = sentences
        .filter(|f| f.speaker.role == SpeakerRole::Inspectors)
        .count();
    if sentences > thread.cells.len() {
        text.push_str(&format!(
            " Inspectors have {sentences} sentences on it in all."
        ));
    }
    text
}

/// " Decided by Cllr Example: visits 2 and 3." of the visits where what it says rests on people's decisions. A pack for the
/// public does not name them.
fn decided(case: &Case<'_>, thread: &Thread) -> String {
    let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for cell in &thread.cells {
        let Some(spoken) = cell.spoken() else {
            continue;
        };
        let DecidedBy { level, direction } = &spoken.decided;
        let people = [level, direction].into_iter().flatten();
        let mut named: Vec<&str> = match case.options.audience {
            Visibility::Public => people.map(|_| "a person").collect(),
            Visibility::MembersOnly => people.map(explain::person).collect(),
        };
        named.dedup();
        for one in named {
            by.entry(one).or_default().push(&cell.visit);
        }
    }
    let visits = &case.comparison.visits;
    by.into_iter()
        .filter_map(|(one, at)| {
            let names = visit_names(at.into_iter(), visits)?;
            Some(format!(" Decided by {one}: {names}."))
        })
        .collect()
}

/// Which recommendations of the inspection are about it, by the numbers they go by. Those without a number stand in the
/// table of them all, each with its page and paragraph.
fn recommended(case: &Case<'_>, thread: &Thread) -> String {
    let all = case.comparison.recommendations.iter();
    let numbers: Vec<&str> = all
        .filter(|r| r.threads.contains(&thread.id))
        .filter_map(|r| r.number.as_deref())
        .collect();
    match numbers.as_slice() {
        [] => String::new(),
        [only] => format!(" · recommendation {only} of the inspection"),
        many => format!(" · recommendations {} of the inspection", joined(many)),
    }
}

/// The telling sentence of each visit side by side.
fn quotations(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let quoted: Vec<Vec<Quotation>> = thread
        .cells
        .iter()
        .map(|cell| {
            let visit = case.comparison.visits.iter().find(|v| v.id == cell.visit);
            cell_quoted(case, cell, visit.map(visit_heading).as_deref())
        })
        .collect();
    let rows = in_rows(quoted);
    rows.into_iter()
        .map(|columns| Block::Quotations { columns })
        .collect()
}

/// What belongs together side by side, in as few rows as can be and these as even as can be: four alone are two and two.
fn in_rows<T: Clone>(together: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let rows = |across: usize| {
        let mut rows: Vec<Vec<T>> = Vec::new();
        for some in together.iter().filter(|some| !some.is_empty()) {
            match rows.last_mut() {
                Some(row) if row.len() + some.len() <= across => row.extend_from_slice(some),
                _ => rows.push(some.clone()),
            }
        }
        rows
    };
    // The narrowest of the shortest.
    let all = (1..=ACROSS).map(rows);
    all.min_by_key(Vec::len).unwrap_or_default()
}

/// The sentences that bear out what a cell says: the telling one, and what that one leaves out.
pub(super) fn cell_quoted(case: &Case<'_>, cell: &Cell, heading: Option<&str>) -> Vec<Quotation> {
    let telling = telling(&case.papers, cell);
    let beside = telling
        .filter(|_| cell.spoken().is_some())
        .and_then(|t| cell.beside(t, |citation| case.papers.asked_for(citation)));
    let both = telling.into_iter().chain(beside);
    let mut quoted: Vec<Quotation> = both
        .filter_map(|finding| quotation(case, cell, finding, heading.map(str::to_owned)))
        .collect();
    // A sentence that leans is quoted with the one before: that may be the other.
    if let [first, second] = quoted.as_slice()
        && first.words.contains(&second.words)
    {
        quoted.pop();
    }
    quoted
}

fn quotation(
    case: &Case<'_>,
    cell: &Cell,
    finding: &CellFinding,
    heading: Option<String>,
) -> Option<Quotation> {
    // What was asked for says nothing of how it stands, and neither does a visit that did not look there.
    let asked_for = case.papers.only_asks(finding);
    let stands = cell.spoken().is_some() && !asked_for;
    let heading = match heading {
        Some(visit) if asked_for => Some(format!("{visit}: what needs to improve")),
        // The inspectors' own words are in their letter; an article has what it took from them.
        Some(visit) if !case.papers.is_of_inspectors(&finding.citation.source) => {
            Some(format!("{visit}, {}", wording::AS_REPORTED))
        }
        other => other,
    };
    Some(Quotation {
        heading,
        state: stands.then_some((finding.level, finding.direction)),
        check: case.papers.doubt(finding).filter(|_| stands),
        words: case.papers.words(&finding.citation)?,
        citation: case.papers.citation(&finding.citation),
    })
}

/// The sentence that says what the cell says, and how things stand rather than what is asked for.
pub(super) fn telling<'a>(papers: &Papers<'_>, cell: &'a Cell) -> Option<&'a CellFinding> {
    cell.telling(|citation| papers.asked_for(citation))
}

/// The words for how many that the quoted sentences use, where two visits have one: "most" beside "some" is a fact
/// worth a question. Nobody knows what share they stand for, so none is given.
fn how_many(case: &Case<'_>, thread: &Thread) -> Option<Block> {
    let used: Vec<(String, &str)> = thread
        .cells
        .iter()
        .filter(|cell| cell.spoken().is_some())
        .filter_map(|cell| {
            let citation = &telling(&case.papers, cell)?.citation;
            let said = &case.papers.finding(citation)?.quantifier.as_ref()?.words;
            let words = as_written(&citation.quote, said)?;
            let visit = visit_names(
                std::iter::once(cell.visit.as_str()),
                &case.comparison.visits,
            )?;
            Some((visit, words))
        })
        .collect();
    if used.len() < 2 {
        return None;
    }
    let mut text = vec![Inline::text("How many or how much, in inspectors’ words: ")];
    for (at, (visit, words)) in used.into_iter().enumerate() {
        text.push(Inline::text(if at == 0 { "" } else { "; " }));
        text.push(Inline::Quoted {
            text: words.to_owned(),
        });
        text.push(Inline::text(format!(" ({visit})")));
    }
    text.push(Inline::text("."));
    Some(Block::Paragraph { text })
}

/// Words after which "all" is no number of what is spoken of: "they have all improved".
const FLOATED_AFTER: [&str; 9] = [
    "are", "be", "been", "had", "has", "have", "they", "was", "were",
];

/// Where `words` stand in `quote` in whatever case, as they stand there; not where they are denied ("not always").
fn as_written<'a>(quote: &'a str, words: &str) -> Option<&'a str> {
    quote.char_indices().find_map(|(at, _)| {
        let found = quote.get(at..at + words.len())?;
        let before = quote[..at].trim_end().to_lowercase();
        let denied = before.ends_with("not") || before.ends_with("n’t");
        let last = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let floated = words.eq_ignore_ascii_case("all") && FLOATED_AFTER.contains(&last);
        (found.eq_ignore_ascii_case(words) && !denied && !floated).then_some(found)
    })
}

fn statement(case: &Case<'_>, finding: &CellFinding) -> Option<Block> {
    Some(Block::Statement {
        heading: wording::speaker_heading(finding),
        quotation: Quotation {
            heading: None,
            state: None,
            check: None,
            words: case.papers.words(&finding.citation)?,
            citation: case.papers.citation(&finding.citation),
        },
        remark: None,
    })
}

/// A chart, and where its figures stand, only where at least two visits give a figure of one series in the inspectors'
/// own words.
fn figures(case: &Case<'_>, thread: &Thread) -> Vec<Block> {
    let visits = &case.comparison.visits;
    let by_inspectors = |figure: &&ThreadFigure| {
        let finding = case.papers.finding(&figure.citation);
        finding.is_some_and(|f| f.speaker.role == SpeakerRole::Inspectors)
    };
    let mut series: BTreeMap<usize, BTreeMap<usize, &ThreadFigure>> = BTreeMap::new();
    for figure in thread.figures.iter().filter(by_inspectors) {
        let visit = visits.iter().position(|v| v.id == figure.visit);
        if let (Some(one), Some(visit)) = (figure.series, visit) {
            series
                .entry(one)
                .or_default()
                .entry(visit)
                .or_insert(figure);
        }
    }
    let Some(points) = series
        .into_values()
        .filter(|points| points.len() > 1)
        // The first of the longest.
        .rev()
        .max_by_key(BTreeMap::len)
    else {
        return Vec::new();
    };
    let Some(subject) = points.values().next().map(|f| subject(f)) else {
        return Vec::new();
    };
    let labelled: Vec<(String, Option<f64>)> = visits
        .iter()
        .enumerate()
        .map(|(at, v)| {
            (
                name_among(v, visits),
                points.get(&at).map(|f| f.figure.value),
            )
        })
        .collect();
    let said: Vec<String> = labelled
        .iter()
        .filter_map(|(visit, value)| Some(format!("{visit}: {}", (*value)?)))
        .collect();
    let mut sources = vec![Inline::text("Figures: ")];
    for (at, figure) in points.values().enumerate() {
        sources.push(Inline::text(if at == 0 { "" } else { "; " }));
        sources.push(Inline::Quoted {
            text: figure.figure.text.clone(),
        });
        let cited = case.papers.citation(&figure.citation);
        sources.push(Inline::text(format!(", {cited}")));
    }
    sources.push(Inline::text("."));
    let unit = points
        .values()
        .next()
        .and_then(|f| f.figure.unit.as_deref());
    let drawn = |figure: &ThreadFigure| points.values().any(|p| p.visit == figure.visit);
    let others: Vec<&ThreadFigure> = thread
        .figures
        .iter()
        .filter(by_inspectors)
        .filter(|f| !drawn(f) && f.figure.unit.as_deref() == unit)
        .collect();
    for (at, figure) in others.iter().enumerate() {
        sources.push(Inline::text(if at == 0 {
            " Not drawn, for it may count something else: "
        } else {
            "; "
        }));
        sources.push(Inline::Quoted {
            text: figure.figure.text.clone(),
        });
        let cited = case.papers.citation(&figure.citation);
        sources.push(Inline::text(format!(", {cited}")));
    }
    if !others.is_empty() {
        sources.push(Inline::text("."));
    }
    let title = format!("{}: {subject}, as inspectors stated it", thread.title);
    vec![
        Block::Chart(Chart {
            alternative: format!("{title}. {}.", said.join("; ")),
            title,
            points: labelled,
        }),
        Block::Paragraph { text: sources },
    ]
}

/// What is counted: "per cent of social workers, safeguarding teams".
fn subject(of: &ThreadFigure) -> String {
    let figure = &of.figure;
    let counted = match (figure.unit.as_deref(), figure.population.as_deref()) {
        (Some(unit), Some(population)) if !population.contains(unit) => {
            format!("{unit} of {population}")
        }
        (_, Some(one)) | (Some(one), None) => one.to_owned(),
        (None, None) => "figure".to_owned(),
    };
    let parts: Vec<&str> = [Some(counted.as_str()), figure.team.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{as_written, in_rows};

    #[test]
    fn rows_are_even_and_the_words_of_one_visit_stay_in_one() {
        let rows = |sizes: &[usize]| -> Vec<usize> {
            let together = sizes.iter().map(|size| vec![(); *size]).collect();
            in_rows(together).iter().map(Vec::len).collect()
        };
        assert_eq!(rows(&[1, 1, 1, 1]), [2, 2]);
        assert_eq!(rows(&[1, 1, 1, 1, 1]), [3, 2]);
        assert_eq!(rows(&[1, 0, 2, 2, 2]), [3, 2, 2]);
        assert_eq!(rows(&[2, 1]), [3]);
        assert!(rows(&[]).is_empty());
    }

    #[test]
    fn a_word_for_how_many_is_given_as_it_stands_and_not_where_it_is_denied() {
        assert_eq!(
            as_written("Too many plans are late.", "too many"),
            Some("Too many")
        );
        assert_eq!(as_written("Plans are not always clear.", "always"), None);
        assert_eq!(
            as_written("Plans’ goals: most are clear.", "most"),
            Some("most")
        );
        assert_eq!(
            as_written("Visits and plans have all improved.", "all"),
            None
        );
        assert_eq!(as_written("They visit all children.", "all"), Some("all"));
    }
}

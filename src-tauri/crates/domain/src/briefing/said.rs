//! What the council says beside what inspectors wrote, matter by matter.

use crate::comparison::{CellFinding, Reading, Visit};
use crate::document::kind::Kind;
use crate::findings::claims::{GroundBecause, letter_of, rests_on};
use crate::findings::{Direction, Finding, Level, Rules, SpeakerRole};

use super::compose::{Case, heading, paragraph};
use super::wording;
use super::{Block, Inline, Quotation};

/// Most sentences of inspectors beside one of the council's.
const BESIDE: usize = 2;

/// A sentence of the council's, and what it rests on in the letter.
pub(super) struct Claim<'a> {
    pub(super) finding: &'a Finding,
    pub(super) beside: Vec<Beside<'a>>,
}

/// A sentence of the inspectors', and what stands with it that the claim leaves out.
pub(super) struct Beside<'a> {
    pub(super) finding: &'a Finding,
    /// The part of the claim that rests on it, verbatim.
    pub(super) part: String,
    /// The claim has words of it between quotation marks.
    pub(super) repeated: bool,
    pub(super) adds: Vec<String>,
}

pub(super) fn blocks(case: &Case<'_>) -> Vec<Block> {
    let most = case.options.limits.said;
    let claims: Vec<Claim<'_>> = claims(case);
    if claims.is_empty() || most == 0 {
        return Vec::new();
    }
    let (beside, alone): (Vec<&Claim<'_>>, Vec<&Claim<'_>>) =
        claims.iter().partition(|c| !c.beside.is_empty());
    let mut blocks = vec![
        heading(
            1,
            "What the council says, and what inspectors wrote",
            "said",
        ),
        paragraph(match beside.is_empty() {
            false => {
                "First the council’s words, then the inspectors’ sentence that they rest on, with what inspectors wrote beside \
                 it where the council’s words leave that out. That they belong together is the program’s proposal."
            }
            true => {
                "No sentence of inspectors that the council’s words rest on was located: the letter that they speak of may \
                 not be among the papers."
            }
        }),
    ];
    let mut quoted: Vec<String> = Vec::new();
    for claim in beside.iter().take(most) {
        blocks.extend(together(case, claim, &mut quoted));
    }
    let left_out = beside.len().saturating_sub(most);
    if left_out > 0 {
        blocks.push(paragraph(format!(
            "{left_out} more {} left out to keep the pack short.",
            if left_out == 1 { "is" } else { "are" }
        )));
    }
    let title = match beside.is_empty() {
        true => "What the council says",
        false => "What else the council says",
    };
    blocks.extend(besides(case, &alone, title));
    blocks.extend(silent_on(case, &claims));
    blocks
}

/// How many of the council's sentences stand beside the inspectors'.
pub(super) fn pairs(case: &Case<'_>) -> usize {
    let claims = claims(case);
    claims.iter().filter(|c| !c.beside.is_empty()).count()
}

/// What the council says of how things stand, wherever it is quoted, each sentence once.
pub(super) fn claims<'a>(case: &Case<'a>) -> Vec<Claim<'a>> {
    let used = case.comparison.visits.iter().flat_map(|v| &v.sources);
    let papers = used.filter_map(|s| case.papers.reading(s));
    let mut claims: Vec<Claim<'a>> = Vec::new();
    for reading in papers.filter(|r| !r.facts.kind.is_of_inspectors()) {
        let letter = letter_of(reading, case.readings);
        for finding in &reading.findings {
            let told = || claims.iter().any(|c| c.finding.quote() == finding.quote());
            let says = finding.level != Level::None || finding.direction != Direction::None;
            if !of_council(finding.speaker.role)
                || !case.may_be_said(&CellFinding::from(finding))
                || told()
            {
                continue;
            }
            let beside: Vec<Beside<'a>> = letter
                .map(|letter| grounds(finding, letter))
                .unwrap_or_default();
            if says || !beside.is_empty() {
                claims.push(Claim { finding, beside });
            }
        }
    }
    claims
}

fn grounds<'a>(claim: &Finding, letter: &'a Reading) -> Vec<Beside<'a>> {
    let mut all: Vec<Beside<'a>> = Vec::new();
    for ground in rests_on(claim, &letter.findings, Rules::built_in()) {
        let Some(finding) = letter.findings.get(ground.index) else {
            continue;
        };
        if all.iter().all(|b| b.finding.index != finding.index) {
            all.push(Beside {
                finding,
                part: ground.part,
                repeated: matches!(ground.because, GroundBecause::Quoted(_)),
                adds: ground.adds,
            });
        }
    }
    all.truncate(BESIDE);
    all
}

fn quotation(case: &Case<'_>, finding: &Finding, heading: String) -> Option<Quotation> {
    Some(Quotation {
        heading: Some(heading),
        state: None,
        check: None,
        words: case.papers.words(&finding.citation)?,
        citation: case.papers.citation(&finding.citation),
    })
}

/// A claim and what it rests on, side by side, and what it leaves out.
fn together(case: &Case<'_>, claim: &Claim<'_>, quoted: &mut Vec<String>) -> Vec<Block> {
    let by = wording::speaker_heading(&CellFinding::from(claim.finding), case.options.unnamed);
    // A sentence that leans is quoted with the one before, but not where that stands above already.
    let council = quotation(case, claim.finding, by).map(|mut said| {
        let alone = claim.finding.quote();
        let before = said.words.strip_suffix(alone).map(str::trim);
        if before
            .is_some_and(|words| !words.is_empty() && quoted.iter().any(|q| q.ends_with(words)))
        {
            said.words = alone.to_owned();
        }
        quoted.push(said.words.clone());
        said
    });
    let theirs = claim
        .beside
        .iter()
        .map(|b| quotation(case, b.finding, "What inspectors wrote".to_owned()));
    let columns: Vec<Quotation> = std::iter::once(council).chain(theirs).flatten().collect();
    let said: Vec<String> = columns.iter().map(|q| q.words.clone()).collect();
    let mut blocks = vec![Block::Quotations { columns }];
    let adds = claim.beside.iter().flat_map(|b| &b.adds);
    let adds: Vec<&String> = adds
        .filter(|words| !said.iter().any(|all| all.contains(words.as_str())))
        .collect();
    if !adds.is_empty() {
        let mut text = vec![Inline::strong("With it inspectors wrote: ")];
        for words in adds {
            text.push(Inline::Quoted {
                text: words.clone(),
            });
            text.push(Inline::text(" "));
        }
        blocks.push(Block::Paragraph { text });
    }
    blocks
}

/// What else the council says of how things stand, as words.
fn besides(case: &Case<'_>, alone: &[&Claim<'_>], title: &str) -> Vec<Block> {
    let items: Vec<Vec<Inline>> = alone
        .iter()
        .filter_map(|claim| {
            let words = case.papers.words(&claim.finding.citation)?;
            let shown = CellFinding::from(claim.finding);
            let by = wording::speaker(&shown, case.options.unnamed);
            let place = case.papers.citation(&claim.finding.citation);
            Some(vec![
                Inline::Quoted { text: words },
                Inline::text(format!(
                    " {}, {}",
                    wording::capital(&by),
                    wording::within(&place)
                )),
            ])
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        heading(2, title, "said-besides"),
        Block::List {
            ordered: false,
            items,
        },
    ]
}

/// What inspectors called weak at the visit that the council speaks of, and no sentence of the council's was located on.
fn silent_on(case: &Case<'_>, claims: &[Claim<'_>]) -> Vec<Block> {
    let spoken_of = |visit: &Visit| {
        let papers = visit.sources.iter().filter_map(|s| case.papers.reading(s));
        papers
            .into_iter()
            .any(|r| r.facts.kind == Kind::CouncilStatement)
    };
    let visits = case.comparison.visits.iter().rev();
    let Some(visit) = visits.into_iter().find(|v| v.letter && spoken_of(v)) else {
        return Vec::new();
    };
    let rests_on = |f: &CellFinding| {
        let mut beside = claims.iter().flat_map(|c| &c.beside);
        beside.any(|b| b.finding.citation == f.citation)
    };
    let items: Vec<Vec<Inline>> = case
        .chosen
        .followed
        .iter()
        .filter_map(|t| Some((*t, t.cells.iter().find(|c| c.visit == visit.id)?)))
        .filter(|(_, cell)| cell.level_as_fact() == Some(Level::Weakness))
        .filter(|(_, cell)| !cell.findings.iter().any(|f| is_council(f) || rests_on(f)))
        .map(|(thread, _)| vec![case.titled(thread, true)])
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        heading(
            2,
            "Weak in the letter, and no sentence of the council’s located",
            "said-silent",
        ),
        Block::List {
            ordered: false,
            items,
        },
    ]
}

/// What says nothing of how a matter stands may have been joined to it by a word alone.
pub(super) fn says_how_it_stands(finding: &CellFinding) -> bool {
    finding.level != Level::None || finding.direction != Direction::None
}

fn is_council(finding: &CellFinding) -> bool {
    of_council(finding.speaker.role)
}

fn of_council(role: SpeakerRole) -> bool {
    matches!(role, SpeakerRole::Council | SpeakerRole::CabinetMember)
}

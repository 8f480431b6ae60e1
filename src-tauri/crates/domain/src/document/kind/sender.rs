//! Who sent a letter: told by its signature, by whom it is addressed to, and by its letterhead.
//!
//! Anybody may write about a monitoring visit, and in the words of the inspectorate's form. A letter is the
//! inspectorate's only where it shows its sender. The words of offices and letterheads are data (`rules.json`).
//! Deliberately not here: what kind of paper another's letter is ([`super::weighed`]).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::RULES;
use crate::document::facts::dates;
use crate::document::{Paragraph, ParagraphKind};

/// Lines above a salutation that may be letterhead and address.
const HEAD: usize = 40;
/// Lines under a closing that may be the signature.
const FOOT: usize = 10;
/// Lines of an addressee in which their office stands.
const ADDRESSEE: usize = 4;
/// No line of a head or a signature is longer, in characters.
const LINE: usize = 140;

/// Who sent a letter, as far as it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    Inspectorate,
    /// A council, a trust, a councillor, a union, anybody else.
    Others,
    Unknown,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SenderData {
    /// Offices of the inspectorate.
    inspectors: String,
    /// Offices and bodies of others who write letters.
    others: String,
    /// What the inspectorate's letterhead says, or its reply address.
    letterhead: String,
    /// Letterheads of others.
    other_letterhead: String,
    /// The inspectorate writes to a person by name; these are written to by others.
    anybody: String,
    /// A sentence of the inspectorate's form that names its own inspectors.
    own_form: String,
    /// Words to somebody who has written or inspected.
    in_answer: String,
}

pub(super) struct Marks {
    inspectors: Regex,
    others: Regex,
    letterhead: Regex,
    other_letterhead: Regex,
    anybody: Regex,
    own_form: Regex,
    in_answer: Regex,
}

impl Marks {
    pub fn new(data: &SenderData) -> Marks {
        let compile = |pattern: &str| {
            RegexBuilder::new(pattern)
                .case_insensitive(true)
                .build()
                .expect("a pattern of the embedded rules")
        };
        Marks {
            inspectors: compile(&data.inspectors),
            others: compile(&data.others),
            letterhead: compile(&data.letterhead),
            other_letterhead: compile(&data.other_letterhead),
            anybody: compile(&data.anybody),
            own_form: compile(&data.own_form),
            in_answer: compile(&data.in_answer),
        }
    }

    /// Whose office a line names.
    fn office(&self, line: &str) -> Option<Sender> {
        if self.inspectors.is_match(line) {
            Some(Sender::Inspectorate)
        } else {
            self.others.is_match(line).then_some(Sender::Others)
        }
    }
}

static SALUTATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*Dear\b\s*(?P<who>[^\n]*)").expect("a constant pattern"));

static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bthis\s+letter\s+(?:summarises|sets\s+out)|^\s*I\s+am\s+writing\s+to\s+report",
    )
    .expect("a constant pattern")
});

static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)\s+(?:regards|wishes)|signed)\b")
        .expect("a constant pattern")
});

/// Who sent the letter that these paragraphs are, from its letterhead to its signature.
pub(crate) fn sender_of(letter: &[Paragraph]) -> Sender {
    let marks = &RULES.sender;
    let running = letter.iter().filter(|p| p.kind != ParagraphKind::Footnote);
    let lines: Vec<&str> = running
        .flat_map(|p| p.text.split('\n'))
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    if let Some(signed) = signature(&lines, marks) {
        return signed;
    }
    let dear = lines.iter().position(|l| SALUTATION.is_match(l));
    let begins = || lines.iter().position(|l| BEGINS.is_match(l));
    let opened = dear.or_else(begins).unwrap_or(0);
    let head = &lines[opened.saturating_sub(HEAD)..opened];
    let to = dear
        .and_then(|at| SALUTATION.captures(lines[at])?.name("who"))
        .map_or("", |m| m.as_str());
    let block = addressee(head, to);
    let addressed = office_among(&head[block..], ADDRESSEE, marks);
    if marks.inspectors.is_match(to) || addressed == Some(Sender::Inspectorate) {
        return Sender::Others;
    }
    if head.iter().any(|l| marks.letterhead.is_match(l)) {
        return Sender::Inspectorate;
    }
    let another_over = head[..block]
        .iter()
        .any(|l| l.chars().count() <= LINE && marks.other_letterhead.is_match(l));
    let says = |pattern: &Regex| lines[opened..].iter().any(|l| pattern.is_match(l));
    if another_over || marks.anybody.is_match(to) || says(&marks.in_answer) {
        return Sender::Others;
    }
    if says(&marks.own_form) {
        return Sender::Inspectorate;
    }
    Sender::Unknown
}

/// True for a line that says that somebody is an inspector.
pub(crate) fn names_an_inspector(line: &str) -> bool {
    RULES.sender.office(line) == Some(Sender::Inspectorate)
}

/// Where in the head the person stands to whom it is addressed: the last line with their name; else what follows the
/// date.
fn addressee(head: &[&str], to: &str) -> usize {
    let name = to
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '-'))
        .rfind(|w| w.chars().count() > 1);
    let named = name.and_then(|name| {
        let parts = |l: &str, c: char| l.split([c, ',']).any(|w| w == name);
        head.iter().rposition(|l| parts(l, ' '))
    });
    let dated = || {
        let at = head.iter().rposition(|l| !dates::find(l).is_empty())?;
        Some(at + 1)
    };
    named.or_else(dated).unwrap_or(head.len())
}

/// The first office in a few lines.
fn office_among(lines: &[&str], few: usize, marks: &Marks) -> Option<Sender> {
    let short = lines.iter().take(few);
    short
        .take_while(|l| l.chars().count() <= LINE)
        .find_map(|l| marks.office(l))
}

/// Whose the signature is: the first office in it.
fn signature(lines: &[&str], marks: &Marks) -> Option<Sender> {
    let closes = |l: &&str| l.chars().count() <= LINE && CLOSING.is_match(l);
    let at = lines.iter().position(closes)?;
    let copied = |l: &str| {
        let lower = l.to_lowercase();
        lower.starts_with("cc") || lower.starts_with("copy to")
    };
    let sentence = |l: &str| l.ends_with(['.', '?', '!']) && l.split(' ').count() > 5;
    let foot = lines[at..]
        .iter()
        .copied()
        .take_while(|l| !copied(l) && !sentence(l));
    office_among(&foot.collect::<Vec<_>>(), FOOT, marks)
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, recognise};
    use super::*;
    use crate::document::built::Built;

    const TITLE: &str = "Monitoring visit to Northmere children’s services";
    const FORM: &str = "This letter summarises the findings of the monitoring visit to Northmere children’s services on 4 and 5 February 2025.";

    fn of(head: &str, body: &str, foot: &str) -> (Sender, Kind) {
        let text = format!("{head}\n{TITLE}\n{body}\n{foot}");
        let document = Built::default().lines(&text).document();
        (sender_of(&document.paragraphs), recognise(&document).kind)
    }

    #[test]
    fn a_letter_is_the_inspectorates_where_its_sender_shows() {
        let to = "3 March 2025\nAsha Birch\nDirector of Children’s Services\nNorthmere City Council\nDear Ms Birch";
        let (with_name, with_address) = (
            format!("Ofsted\nAgora\n{to}"),
            format!("enquiries@ofsted.gov.uk\n{to}"),
        );
        let named = "This letter summarises the findings. Her Majesty’s Inspectors for this visit were Owen Marsh and Rosa Quill.";
        let letters = [
            (with_name.as_str(), FORM, ""),
            (with_address.as_str(), FORM, "Yours sincerely"),
            (
                to,
                FORM,
                "Yours sincerely\nOwen Marsh\nHis Majesty’s Inspector",
            ),
            (
                to,
                FORM,
                "Yours sincerely\nOwen Marsh HMI\ncc Jo Lane, Leader of the council",
            ),
            (to, named, ""),
        ];
        let by = "This letter summarises the findings. The visit was led by Owen Marsh HMI.";
        let letters = letters.into_iter().chain([(
            to,
            by,
            "Yours sincerely\nOwen Marsh\nThe leader of the council, Jo Lane, is away until July.",
        )]);
        for (head, body, foot) in letters {
            let found = of(head, body, foot);
            let wanted = (Sender::Inspectorate, Kind::MonitoringVisitLetter);
            assert_eq!(found, wanted, "{head} {foot}");
        }
    }

    #[test]
    fn a_letter_of_anybody_else_about_a_visit_is_not() {
        let letters = [
            (
                "Dear Editor",
                "Your report was unfair.",
                "Yours faithfully\nJo Lane\nLeader of the Council",
            ),
            // To families, in the inspectorate's own words.
            (
                "Northmere City Council\n3 March 2025\nDear families",
                FORM,
                "Yours sincerely\nAsha Birch\nDirector of Children’s Services",
            ),
            // To the inspectorate.
            (
                "Northmere City Council\n3 March 2025\nOwen Marsh\nHis Majesty’s Inspector\nOfsted\nDear Mr Marsh",
                "Thank you for the letter. We do not accept it.",
                "Yours sincerely\nAsha Birch",
            ),
            (
                "Dear Ms Quill",
                FORM,
                "Yours sincerely\nPat Rowe\nfor and on behalf of Northmere Children First Trust",
            ),
            (
                "Dear Mr Rowe",
                FORM,
                "Yours sincerely\nKit Shaw\nBranch secretary, UNISON",
            ),
            ("Dear Ms Birch", FORM, "Yours sincerely\nLou Page MP"),
            ("Dear Sir or Madam", FORM, "Yours faithfully\nA parent"),
            ("Northmere City Council\nDear Ms Quill", FORM, ""),
            // With nothing that shows a sender.
            ("Dear Ms Quill", FORM, ""),
        ];
        for (head, body, foot) in letters {
            let (sender, kind) = of(head, body, foot);
            assert_ne!(sender, Sender::Inspectorate, "{head} {foot}");
            assert!(!kind.is_of_inspectors(), "{head} {foot}");
        }
    }
}

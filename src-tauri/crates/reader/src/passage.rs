//! What is read at once: the sentences of a paragraph, or of a list with the line that opens it.
//!
//! What a sentence means hangs on those around it, and read together they take half the time. The weights were
//! fitted on passages made in the same way (`tools/reader/passages.py`).
//! Deliberately not here: how much of a passage fits the network ([`super::pieces`]).

use scrutiny_domain::findings::{Finding, Opinion};

/// Sentences that stand together, in their order, and the heading above them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage<'a> {
    pub heading: Option<&'a str>,
    pub sentences: Vec<&'a str>,
}

/// A passage, and which of its sentences are findings.
#[derive(Debug, Clone, Default)]
pub struct FindingsOfPassage<'a> {
    pub passage: Passage<'a>,
    /// For each of its sentences the finding, or none: it was read for what it says of those beside it.
    pub findings: Vec<Option<&'a Finding>>,
}

impl<'a> FindingsOfPassage<'a> {
    /// The opinions of the findings among those of all its sentences.
    pub fn opinions(&self, of_all: Vec<Opinion>) -> Vec<Opinion> {
        of_all
            .into_iter()
            .zip(&self.findings)
            .filter_map(|(opinion, finding)| finding.map(|_| opinion))
            .collect()
    }

    fn push(&mut self, sentence: &'a str, finding: Option<&'a Finding>) {
        self.passage.sentences.push(sentence);
        self.findings.push(finding);
    }

    /// True where a finding stands in the same paragraph, or in the same list.
    fn goes_on_with(&self, next: &Finding) -> bool {
        let (Some(before), Some(last)) = (&next.before, self.findings.iter().flatten().last())
        else {
            return false;
        };
        let one_paragraph = last.citation.paragraph_index == next.citation.paragraph_index;
        let one_list =
            opens_a_list(before) && self.passage.sentences.first() == Some(&before.as_str());
        last.section == next.section && (one_paragraph || one_list)
    }
}

/// The passages of a document's findings, in their order. What stands between two findings, or opens a list, comes in as
/// what a finding has before it.
pub fn passages(findings: &[Finding]) -> Vec<FindingsOfPassage<'_>> {
    let mut out: Vec<FindingsOfPassage<'_>> = Vec::new();
    for finding in findings {
        let before = finding.before.as_deref();
        if !out.last().is_some_and(|p| p.goes_on_with(finding)) {
            out.push(FindingsOfPassage::default());
        }
        let Some(passage) = out.last_mut() else {
            continue;
        };
        passage.passage.heading = finding.section.as_deref();
        let said = &passage.passage.sentences;
        if let Some(before) = before
            && said.last() != Some(&before)
            && !(opens_a_list(before) && said.contains(&before))
        {
            passage.push(before, None);
        }
        passage.push(finding.quote(), Some(finding));
    }
    out
}

fn opens_a_list(sentence: &str) -> bool {
    sentence.ends_with(':')
}

#[cfg(test)]
mod tests {
    use scrutiny_domain::findings::{Because, Direction, Level};

    use super::*;

    /// Findings with these paragraphs, what stands before them, and their words.
    fn findings(of: &[(usize, Option<&str>, &str)]) -> Vec<Finding> {
        let because = serde_json::to_value(Because::default()).unwrap();
        let finding = |(index, (paragraph, before, quote)): (
            usize,
            &(usize, Option<&str>, &str),
        )| {
            serde_json::from_value(serde_json::json!({
                "index": index,
                "citation": {
                    "source": "", "pages": [0], "page_label": "1", "paragraph_index": paragraph, "paragraph": "1",
                    "printed": false, "quote": quote, "prefix": "", "suffix": "", "start": 0, "end": 1,
                },
                "before": before, "leans": false, "section": "Leadership",
                "speaker": { "role": "inspectors", "name": null },
                "themes": [], "level": "none", "direction": "none", "quantifier": null, "figures": [],
                "because": because,
            }))
            .unwrap()
        };
        of.iter().enumerate().map(finding).collect()
    }

    fn sentences<'a>(passages: &[FindingsOfPassage<'a>]) -> Vec<Vec<&'a str>> {
        let sentences = |p: &FindingsOfPassage<'a>| p.passage.sentences.clone();
        passages.iter().map(sentences).collect()
    }

    /// Told from others by how sure it is.
    fn opinion(p: f32) -> Opinion {
        Opinion {
            themes: Vec::new(),
            leanings: Vec::new(),
            level: (Level::None, p),
            levels: [0.0; 4],
            direction: (Direction::None, p),
            directions: [0.0; 4],
            sure: false,
            likeness: None,
        }
    }

    #[test]
    fn a_paragraph_is_read_at_once_with_what_is_no_finding() {
        let findings = findings(&[
            (4, None, "Audits are frequent."),
            (4, Some("Thank you."), "Few of them look at risk."),
            (5, None, "Plans are clear."),
        ]);
        let passages = passages(&findings);
        assert_eq!(
            sentences(&passages),
            [
                vec![
                    "Audits are frequent.",
                    "Thank you.",
                    "Few of them look at risk."
                ],
                vec!["Plans are clear."],
            ]
        );
        assert!(passages[0].findings[1].is_none());
        let of_findings = passages[0].opinions([0.1, 0.2, 0.3].map(opinion).to_vec());
        assert_eq!(of_findings, [opinion(0.1), opinion(0.3)]);
    }

    #[test]
    fn a_list_is_read_at_once_after_the_line_that_opens_it() {
        let opens = Some("What must improve:");
        let findings = findings(&[
            (7, opens, "Timeliness of visits."),
            (8, opens, "Quality of plans."),
            (8, Some("Quality of plans."), "This includes pathway plans."),
            (9, opens, "Use of audits."),
            (10, Some("Another list:"), "Supervision."),
        ]);
        assert_eq!(
            sentences(&passages(&findings)),
            [
                vec![
                    "What must improve:",
                    "Timeliness of visits.",
                    "Quality of plans.",
                    "This includes pathway plans.",
                    "Use of audits.",
                ],
                vec!["Another list:", "Supervision."],
            ]
        );
    }

    #[test]
    fn a_heading_parts_passages() {
        let mut findings = findings(&[
            (1, None, "Plans are clear."),
            (1, Some("Plans are clear."), "Few are late."),
        ]);
        findings[1].section = None;
        assert_eq!(passages(&findings).len(), 2);
    }
}

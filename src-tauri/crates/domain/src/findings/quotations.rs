//! Quotations of a paper: where marks open and close, over paragraphs, and where a mark was lost.
//!
//! A quotation of several paragraphs has an opening mark on each and a closing one on the last. Pages lose marks: a
//! closing mark that nothing opened belongs to words that began where somebody was said to speak; one that was opened
//! and never closed ends with its paragraph.
//! Deliberately not here: whose words they are.

use std::ops::Range;

/// A quotation of a paragraph, in Unicode scalar values, marks included.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quotation {
    pub range: Range<usize>,
    /// It goes on from the paragraph before.
    pub goes_on: bool,
    /// It goes on in the next paragraph.
    pub closed: bool,
}

/// How far on a closing mark may stand whose opening mark was lost, in paragraphs.
const LOST: usize = 6;

/// What stands in one paragraph by itself.
#[derive(Debug, Default)]
struct Marks {
    quotations: Vec<Range<usize>>,
    /// Opened, and not closed before the end.
    open: Option<usize>,
    /// The place after a closing mark that nothing opened.
    orphan: Option<usize>,
    length: usize,
    opens: bool,
    leads_in: bool,
}

/// The quotations of every paragraph. `speech` is false for what is no running text (headings, cells): nothing runs over it.
pub(crate) fn quotations(paragraphs: &[(&str, bool)]) -> Vec<Vec<Quotation>> {
    let marks: Vec<Option<Marks>> = paragraphs
        .iter()
        .map(|(text, speech)| speech.then(|| marks(text)))
        .collect();
    let mut out: Vec<Vec<Quotation>> = Vec::with_capacity(marks.len());
    // Where words without an opening mark go on to.
    let mut until: Option<usize> = None;
    let mut open = false;
    for (i, m) in marks.iter().enumerate() {
        let Some(m) = m else {
            out.push(Vec::new());
            open = false;
            continue;
        };
        let running = until.is_some_and(|end| i <= end);
        let last = until == Some(i);
        let next_opens = marks[i + 1..]
            .iter()
            .flatten()
            .next()
            .is_some_and(|n| n.opens);
        let mut of: Vec<Quotation> = Vec::new();
        if let Some(end) = m.orphan.filter(|_| !running || last) {
            let start = paragraphs[i].0.chars().take(end).collect::<Vec<char>>();
            // "Cllr Lowe said: We are proud.”": the words begin after the colon.
            let colon = start.iter().rposition(|c| *c == ':').filter(|_| !running);
            let begin = colon.map_or(0, |at| at + 1);
            of.push(Quotation {
                range: begin..end,
                goes_on: begin == 0,
                closed: true,
            });
        } else if running {
            of.push(Quotation {
                range: 0..m.length,
                goes_on: true,
                closed: last,
            });
        }
        if !running || last {
            let whole = m
                .quotations
                .iter()
                .filter(|q| of.iter().all(|o| q.start >= o.range.end));
            let whole: Vec<Quotation> = whole
                .map(|q| Quotation {
                    range: q.clone(),
                    goes_on: open && q.start == m.first_mark(),
                    closed: true,
                })
                .collect();
            of.extend(whole);
            if let Some(start) = m.open {
                of.push(Quotation {
                    range: start..m.length,
                    goes_on: open && start == m.first_mark(),
                    closed: !next_opens,
                });
            }
        }
        open = of.last().is_some_and(|q| !q.closed);
        if last {
            until = None;
        }
        // Words that somebody is said to say, or that were opened here, and a mark that closes them further on.
        let unfinished = m.leads_in || m.open.is_some() && !next_opens;
        if until.is_none() && unfinished {
            until = lost_opening(&marks, i + 1);
            if let (Some(_), Some(q)) = (until, of.last_mut())
                && q.range.end == m.length
                && m.open.is_some()
            {
                q.closed = false;
            }
        }
        out.push(of);
    }
    out
}

/// The paragraph with a closing mark that nothing opened, where no other mark stands before it.
fn lost_opening(marks: &[Option<Marks>], from: usize) -> Option<usize> {
    for (i, m) in marks.iter().enumerate().skip(from).take(LOST) {
        let m = m.as_ref()?;
        if m.orphan.is_some() {
            return Some(i);
        }
        if !m.quotations.is_empty() || m.open.is_some() || m.leads_in {
            return None;
        }
    }
    None
}

impl Marks {
    fn first_mark(&self) -> usize {
        let first = self.quotations.first().map(|q| q.start);
        first.or(self.open).unwrap_or(0)
    }
}

fn marks(text: &str) -> Marks {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Marks {
        length: chars.len(),
        leads_in: text.trim_end().ends_with(':'),
        ..Marks::default()
    };
    let mut open: Option<(usize, char)> = None;
    for (i, &c) in chars.iter().enumerate() {
        let next = chars.get(i + 1).copied();
        let before = i.checked_sub(1).map(|b| chars[b]);
        let starts_word =
            next.is_some_and(|n| !n.is_whitespace()) && before.is_none_or(|b| !b.is_alphanumeric());
        match (c, open) {
            ('“', None) => open = Some((i, '”')),
            ('"', None)
                if starts_word
                    && before.is_none_or(|b| {
                        b.is_whitespace() || matches!(b, '(' | '[' | ':' | ',' | '–' | '—')
                    }) =>
            {
                open = Some((i, '"'));
            }
            // British papers also quote in single marks; a whole quotation follows a colon or a comma, or opens the paragraph.
            ('‘', None) if starts_word && opens_speech(&chars[..i]) => open = Some((i, '’')),
            ('\'', None)
                if starts_word && opens_speech(&chars[..i]) && closes_later(&chars[i + 1..]) =>
            {
                open = Some((i, '\''));
            }
            // A straight mark before a word opens the next paragraph of what is open, where a page ran two together.
            ('"', Some((_, '"'))) if starts_word && before.is_some_and(char::is_whitespace) => {}
            (_, Some((start, close))) if c == close => {
                let single = matches!(close, '’' | '\'');
                if !(single && is_apostrophe(&chars, i)) {
                    found.quotations.push(start..i + 1);
                    open = None;
                }
            }
            // Nothing opened it.
            ('”', None) if found.orphan.is_none() && found.quotations.is_empty() => {
                found.orphan = Some(i + 1);
            }
            ('"', None) if found.orphan.is_none() && found.quotations.is_empty() => {
                let ends = before.is_some_and(|b| matches!(b, '.' | '!' | '?' | ','));
                found.orphan = ends.then_some(i + 1);
            }
            _ => {}
        }
    }
    found.open = open.map(|(start, _)| start);
    let begins = chars.iter().find(|c| !c.is_whitespace());
    found.opens = begins.is_some_and(|c| matches!(c, '“' | '"' | '‘'));
    found
}

fn opens_speech(before: &[char]) -> bool {
    before
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .is_none_or(|c| matches!(c, ':' | ','))
}

/// Whether a straight single mark that opens a quotation is closed after a stop.
fn closes_later(rest: &[char]) -> bool {
    rest.windows(2)
        .any(|w| w[1] == '\'' && matches!(w[0], '.' | ',' | '!' | '?'))
}

/// "Don’t", and "parents’ views" where a mark that closes comes later.
fn is_apostrophe(chars: &[char], at: usize) -> bool {
    let next = chars.get(at + 1);
    if next.is_some_and(|n| n.is_alphanumeric()) {
        return true;
    }
    let plural = at > 0 && chars[at - 1] == 's';
    let goes_on = next.is_some_and(|n| n.is_whitespace())
        && chars.get(at + 2).is_some_and(|n| n.is_lowercase());
    plural && goes_on && {
        let rest = &chars[at + 1..];
        let again = rest.iter().position(|c| matches!(c, '‘'));
        let closes = rest
            .windows(2)
            .position(|w| w[1] == chars[at] && matches!(w[0], '.' | ',' | '!' | '?'));
        closes.is_some_and(|c| again.is_none_or(|a| c < a))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::slice;
    use super::*;

    /// Quoted words of each paragraph; `+` before those that go on from the one before.
    fn quoted(paragraphs: &[&str]) -> Vec<Vec<String>> {
        let given: Vec<(&str, bool)> = paragraphs.iter().map(|p| (*p, true)).collect();
        let found = quotations(&given);
        let show = |text: &str, q: &Quotation| {
            let sign = if q.goes_on { "+" } else { "" };
            format!("{sign}{}", slice(text, q.range.clone()).trim())
        };
        given
            .iter()
            .zip(found)
            .map(|((text, _), of)| of.iter().map(|q| show(text, q)).collect())
            .collect()
    }

    #[test]
    fn marks_of_every_style() {
        for (text, expected) in [
            (
                "“Beds wait,” he said. “So do we.”",
                vec!["“Beds wait,”", "“So do we.”"],
            ),
            (
                "She said: ‘Children’s plans don’t drift.’",
                vec!["‘Children’s plans don’t drift.’"],
            ),
            (
                "‘Three months’ wait is too long,’ he said.",
                vec!["‘Three months’ wait is too long,’"],
            ),
            (
                "\"You'd think they would ask us,\" she said.",
                vec!["\"You'd think they would ask us,\""],
            ),
            (
                "'It isn't good enough,' she said.",
                vec!["'It isn't good enough,'"],
            ),
            ("Parents' views are heard.", vec![]),
        ] {
            assert_eq!(quoted(&[text]), [expected], "{text}");
        }
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        assert_eq!(
            quoted(&["He said: “One.", "“Two.", "“Three.” He left.", "“Four.”"]),
            [
                vec!["“One."],
                vec!["+“Two."],
                vec!["+“Three.”"],
                vec!["“Four.”"]
            ]
        );
    }

    #[test]
    fn a_lost_mark_is_made_good_by_what_led_in() {
        assert_eq!(
            quoted(&[
                "Ms Lowe said:",
                "We are proud.",
                "There is more to do.”",
                "The end."
            ]),
            [
                vec![],
                vec!["+We are proud."],
                vec!["+There is more to do.”"],
                vec![]
            ]
        );
        assert_eq!(
            quoted(&["He called it “grim”.", "We were promised more.”"]),
            [vec!["“grim”"], vec!["+We were promised more.”"]]
        );
        assert_eq!(
            quoted(&["Ms Lowe said: We are proud.” She left."]),
            [vec!["We are proud.”"]]
        );
        assert_eq!(
            quoted(&["\"Plans are late. \"Nobody asks why.\" Then they left."]),
            [vec!["\"Plans are late. \"Nobody asks why.\""]]
        );
        // Opened, never closed, and narration goes on.
        assert_eq!(
            quoted(&["He said: “One.", "The meeting ended."]),
            [vec!["“One."], vec![]]
        );
    }
}

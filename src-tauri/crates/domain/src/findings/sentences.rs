//! Where sentences begin and end.
//!
//! Written for reports, letters and articles: abbreviations, section numbers, initials, decimals, quotations that
//! close after the full stop, bullets glued into a paragraph. Depends on nothing; the list of abbreviations is short
//! and of the language, not of the rules, so it is here.

use std::ops::Range;

/// Followed by a full stop without ending a sentence, whatever comes next. Lower case, without the last full stop.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "eg", "ie", "mr", "mrs", "ms", "dr", "cllr", "cllrs", "prof", "rev", "st", "vs",
    "cf", "viz", "approx", "messrs", "hon", "rt",
];

/// Followed by a full stop without ending a sentence where a number comes next ("para. 12").
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "s", "ss", "p", "pp", "para", "paras", "reg", "regs", "fig", "sec", "ch", "vol",
    "art", "ref", "c", "ca",
];

/// Words after which a single capital letter is a name of a thing, not a person's initial ("plan B.").
const LETTERED: &[&str] = &[
    "plan", "section", "schedule", "group", "part", "appendix", "annex", "category", "type",
    "table", "vitamin", "grade",
];

const BULLETS: &[char] = &['•', '●', '▪', '◦', '‣', '■', '□', '➢'];

/// The sentences of `text`, as ranges in Unicode scalar values without the space around them, in order.
///
/// Every character that is not space or a bullet belongs to exactly one sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if BULLETS.contains(&c) {
            push(&chars, start..i, &mut out);
            start = i + 1;
            i += 1;
            continue;
        }
        if !matches!(c, '.' | '!' | '?' | '…') {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < chars.len()
            && (is_closer(&chars, end) || matches!(chars[end], '.' | '!' | '?' | '…'))
        {
            end += 1;
        }
        // A footnote mark glued to the full stop: "services.3 The".
        if c == '.' && i > 0 && (chars[i - 1].is_alphabetic() || is_closer(&chars, i - 1)) {
            let digits = chars[end..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            if (1..=2).contains(&digits)
                && chars.get(end + digits).is_some_and(|c| c.is_whitespace())
            {
                end += digits;
            }
        }
        if ends_sentence(&chars, start, i, end) {
            push(&chars, start..end, &mut out);
            start = end;
        }
        i = end;
    }
    push(&chars, start..chars.len(), &mut out);
    out
}

/// Whether the stop at `stop`, with what closes after it up to `end`, ends the sentence that began at `start`.
fn ends_sentence(chars: &[char], start: usize, stop: usize, end: usize) -> bool {
    let Some(next_at) = (end..chars.len()).find(|&i| !chars[i].is_whitespace()) else {
        return true;
    };
    if next_at == end {
        // No space: a web address, a decimal, a time of day, "s.47"; but a quotation may open at once.
        return matches!(chars[end], '“');
    }
    let opened = (next_at..chars.len())
        .find(|&i| !is_opener(chars[i]))
        .unwrap_or(next_at);
    let next = chars[opened];
    if next.is_lowercase() {
        return false;
    }
    if chars[stop] != '.'
        || end > stop + 1 && chars[stop + 1..end].iter().any(|c| *c == '”' || *c == '"')
    {
        return true;
    }
    let word_at = (start..stop)
        .rev()
        .take_while(|&i| !chars[i].is_whitespace() && !is_opener(chars[i]))
        .last();
    let Some(word_at) = word_at else { return true };
    let word: String = chars[word_at..stop]
        .iter()
        .flat_map(|c| c.to_lowercase())
        .collect();
    if ABBREVIATIONS.contains(&word.as_str())
        || (next.is_ascii_digit() && BEFORE_NUMBERS.contains(&word.as_str()))
    {
        return false;
    }
    // "3. Ensure that": the number of an item, not a sentence.
    if chars[start..word_at]
        .iter()
        .all(|c| c.is_whitespace() || is_opener(*c))
        && word.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        return false;
    }
    // "J. Smith", "A. B. Jones": initials.
    if stop - word_at == 1 && chars[word_at].is_uppercase() && chars[word_at] != 'I' {
        let before: String = chars[start..word_at].iter().collect();
        let before = before
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase();
        return LETTERED.contains(&before.as_str());
    }
    true
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '(' | '[' | '"' | '\'' | '«')
}

/// Closes a quotation or bracket. A straight mark closes where space or nothing follows.
fn is_closer(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '”' | '’' | ')' | ']' | '»' => true,
        '"' | '\'' => chars
            .get(at + 1)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ')')),
        _ => false,
    }
}

fn push(chars: &[char], range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut range = range;
    while range.start < range.end && chars[range.start].is_whitespace() {
        range.start += 1;
    }
    while range.start < range.end && chars[range.end - 1].is_whitespace() {
        range.end -= 1;
    }
    if !range.is_empty() {
        out.push(range);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::slice;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        sentences(text)
            .into_iter()
            .map(|r| slice(text, r))
            .collect()
    }

    #[test]
    fn ends_at_full_stops_before_capitals() {
        assert_eq!(
            split("Plans are clear. Visits are late! Why?"),
            ["Plans are clear.", "Visits are late!", "Why?"]
        );
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split("  no stop at all "), ["no stop at all"]);
    }

    #[test]
    fn keeps_abbreviations_numbers_and_initials_together() {
        for whole in [
            "Some groups, e.g. Young carers, wait.",
            "Enquiries under s.47 and s. 47 took 4.5 weeks, see para. 12 and www.example.org for more.",
            "Letters went to Dr. Ali, Cllr. J. Marsh and Ms. B. K. Lowe.",
            "3. Ensure that visits are made.",
            "It was published on Thursday (August 2) at 5 p.m. and read.",
            "The plan (i.e. The long one) held.",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(split("They moved to plan B. It failed.").len(), 2);
        assert_eq!(split("It opened at 9 a.m. Nobody came.").len(), 2);
    }

    #[test]
    fn closes_quotations_and_brackets_with_their_sentence() {
        assert_eq!(
            split(
                "“Plans drift. Reviews (IROs) wait.” She left. (See page 4.) ‘So it is.’ He agreed."
            ),
            [
                "“Plans drift.",
                "Reviews (IROs) wait.”",
                "She left.",
                "(See page 4.)",
                "‘So it is.’",
                "He agreed."
            ]
        );
        assert_eq!(
            split("“Will it last?” she asked."),
            ["“Will it last?” she asked."]
        );
        assert_eq!(
            split("He called it \"worrying\". \"It is late.\" Then he left.").len(),
            3
        );
    }

    #[test]
    fn parts_glued_bullets_and_leaves_the_bullet_out() {
        assert_eq!(
            split("The visit covered: • plans • visits."),
            ["The visit covered:", "plans", "visits."]
        );
    }

    #[test]
    fn takes_a_footnote_mark_with_its_sentence() {
        assert_eq!(
            split("Audits improved.3 Data did not."),
            ["Audits improved.3", "Data did not."]
        );
        assert_eq!(
            split("In 2019. 12 children waited."),
            ["In 2019.", "12 children waited."]
        );
    }

    #[test]
    fn every_character_is_in_one_sentence() {
        let text = "A. b? “C.” D 3.5 e.g. F… G • h. I.";
        let covered: usize = sentences(text).iter().map(|r| r.len()).sum();
        let gaps = sentences(text).windows(2).all(|w| w[0].end <= w[1].start);
        assert!(gaps && covered > 0);
        let outside: String = {
            let chars: Vec<char> = text.chars().collect();
            let mut inside = vec![false; chars.len()];
            for r in sentences(text) {
                inside[r].iter_mut().for_each(|i| *i = true);
            }
            chars
                .iter()
                .zip(inside)
                .filter(|(_, i)| !i)
                .map(|(c, _)| *c)
                .collect()
        };
        assert!(
            outside.chars().all(|c| c.is_whitespace() || c == '•'),
            "{outside:?}"
        );
    }
}

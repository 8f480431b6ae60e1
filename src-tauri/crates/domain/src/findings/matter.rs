//! What is written in a document and is no finding: letterhead, dates, addresses, closing words, notes to editors.
//!
//! Depends on the rules and on nothing of the document but the heading. Deliberately not here: what a finding says.

use std::sync::LazyLock;

use regex::Regex;

use super::level::begins_with_any;
use super::rules::Rules;
use super::tokens::tokens;
use crate::document::{month_named, weekday_named};

/// A sentence of fewer words says nothing that could be quoted.
const FEWEST_WORDS: usize = 3;

static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b").expect("a constant pattern")
});

/// Whether what stands under a heading is about the paper itself. Lists of inspectors and notes to editors are known
/// by the whole heading: "Inspectors recognise progress" is the title of a statement.
pub(super) fn skipped(section: &str, inspectors: bool, rules: &Rules) -> bool {
    let whole = |headings: &[String]| headings.contains(&plain(section));
    let rules = &rules.sections;
    (inspectors && begins_with_any(section, &rules.skipped)) || whole(&rules.skipped_whole)
}

/// Whether a sentence belongs to the letter or page rather than to what it says of a service.
pub(super) fn says_nothing(text: &str, rules: &Rules) -> bool {
    let words = tokens(text);
    let boilerplate = &rules.sections.boilerplate;
    let lower = text.to_lowercase();
    let of_date = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || month_named(word).is_some()
            || weekday_named(word).is_some()
            || word == "and"
            || word == "to"
    };
    words.len() < FEWEST_WORDS
        || words.iter().all(|t| of_date(&t.word))
        || begins_with_any(text, &boilerplate.begins)
        || boilerplate.whole.contains(&plain(text))
        || boilerplate
            .contains
            .iter()
            .any(|c| lower.contains(c.as_str()))
        || POSTCODE.is_match(text)
}

fn plain(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letterhead_dates_addresses_and_closing_words_say_nothing() {
        let rules = Rules::built_in();
        for matter in [
            "24 July 2031",
            "Tuesday 3 and Wednesday 4 June 2031",
            "Enquiries: press office, Town Hall, Mill Lane, Fenmouth FN1 4QT.",
            "Lead inspector: Rosa Quill, His Majesty’s Inspector",
            "Inspection dates: 3 to 14 June 2031",
            "His Majesty’s Inspector",
            "I am copying this letter to the Department for Education.",
            "The letter can be read on the Ofsted website.",
            "For more information write to press@fenmouth.example.",
            "Yours sincerely",
            "© Crown copyright 2031",
            "It regulates and inspects childcare and schools.",
        ] {
            assert!(says_nothing(matter, rules), "{matter}");
        }
        for finding in [
            "In June 2031 visits were late.",
            "His Majesty’s Inspectors found that visits were late.",
            "Enquiries are thorough and timely.",
            "Inspectors looked at records and found them poor.",
        ] {
            assert!(!says_nothing(finding, rules), "{finding}");
        }
    }

    #[test]
    fn a_title_that_begins_with_inspectors_is_no_list_of_them() {
        let rules = Rules::built_in();
        assert!(skipped("Inspectors", true, rules));
        assert!(skipped("Notes to editors:", false, rules));
        assert!(skipped("About this inspection", true, rules));
        assert!(!skipped("Inspectors praise the front door", true, rules));
        assert!(!skipped(
            "About this inspection: what we will do",
            false,
            rules
        ));
    }
}

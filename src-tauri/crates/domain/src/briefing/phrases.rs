//! Finding words of a list in a text: whole words, in any case.

/// The first of `phrases` that stands in `text` as whole words; case counts where the phrase is all capitals or
/// `exact` asks for it (a name that is also a plain word).
pub(super) fn first_in<'a>(text: &str, phrases: &'a [String], exact: bool) -> Option<&'a str> {
    let lower = text.to_lowercase();
    phrases
        .iter()
        .find(|phrase| {
            let abbreviation = phrase.chars().all(|c| !c.is_lowercase());
            if exact || abbreviation {
                stands_in(text, phrase)
            } else {
                stands_in(&lower, &phrase.to_lowercase())
            }
        })
        .map(String::as_str)
}

/// True where `phrase` stands in `text` with no letter or digit right before or after it.
pub(super) fn stands_in(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joined(text[..at].chars().next_back()) && !joined(text[at + phrase.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_found() {
        let list = ["MASH".to_owned(), "core group".to_owned()];
        assert_eq!(first_in("Core groups meet.", &list, false), None);
        assert_eq!(
            first_in("A Core Group met.", &list, false),
            Some("core group")
        );
        assert_eq!(first_in("mash and peas", &list, false), None);
        assert_eq!(first_in("The MASH answers.", &list, false), Some("MASH"));
        assert_eq!(
            first_in("labour market", &["Labour".to_owned()], true),
            None
        );
    }
}

//! What a person should look at again before a pack is published: small counts, words of families. And, for neutral
//! mode, whether words name a party. The words are data in `caution.toml`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Briefing, phrases};
use crate::annotations::Visibility;

#[derive(Deserialize)]
struct Words {
    few: u32,
    number_words: Vec<String>,
    counted: Vec<String>,
    family: Vec<String>,
    parties: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("caution.toml"))
        .expect("the built-in file is sound: a test reads it")
});

/// Why a person should look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// So few children or families that they might be known.
    SmallCount,
    /// Words of, or about, a member of a child's family.
    Family,
}

/// Words in a pack for the public to look at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caution {
    pub concern: Concern,
    /// What raised it: "two children", "mother".
    pub because: String,
    /// The words as the pack has them.
    pub words: String,
}

/// What to look at again in a pack for the public; nothing for one that is not published.
pub fn cautions(briefing: &Briefing) -> Vec<Caution> {
    let mut found: Vec<Caution> = Vec::new();
    if briefing.audience != Visibility::Public {
        return found;
    }
    let mut look = |words: &str| {
        let family = phrases::first_in(words, &WORDS.family, false).map(str::to_owned);
        for (concern, because) in [
            (Concern::SmallCount, small_count(words)),
            (Concern::Family, family),
        ] {
            let Some(because) = because else { continue };
            let caution = Caution {
                concern,
                because,
                words: words.to_owned(),
            };
            if !found.contains(&caution) {
                found.push(caution);
            }
        }
    };
    briefing
        .blocks
        .iter()
        .for_each(|block| block.each_source_text(&mut look));
    found
}

/// A number below the limit right before a word for those counted, one word between them at most.
fn small_count(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let few = |word: &str| {
        WORDS.number_words.iter().any(|n| n == word)
            || word.parse::<u32>().is_ok_and(|n| n > 0 && n < WORDS.few)
    };
    words.iter().enumerate().find_map(|(at, word)| {
        if !few(word) {
            return None;
        }
        (at + 1..=at + 2).find_map(|next| {
            let rest = words.get(next..)?.join(" ");
            let counted = WORDS.counted.iter().find(|c| {
                rest.strip_prefix(c.as_str())
                    .is_some_and(|after| after.is_empty() || after.starts_with(' '))
            })?;
            Some(format!(
                "{}{counted}",
                words[at..next]
                    .iter()
                    .map(|w| format!("{w} "))
                    .collect::<String>()
            ))
        })
    })
}

/// True where the words name a political party.
pub(super) fn names_a_party(words: &str) -> bool {
    phrases::first_in(words, &WORDS.parties, true).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_found_and_large_ones_are_not() {
        let because = |text| small_count(text);
        assert_eq!(because("Two children wait."), Some("two children".into()));
        assert_eq!(
            because("There were 3 disabled children there."),
            Some("3 disabled children".into())
        );
        assert_eq!(
            because("In 2 families it was late."),
            Some("2 families".into())
        );
        for none in [
            "22 children wait.",
            "Two years on, children wait.",
            "One of many childminders.",
            "5 children",
        ] {
            assert_eq!(because(none), None, "{none}");
        }
    }
}

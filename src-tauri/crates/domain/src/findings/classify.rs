//! What one sentence says: themes, level, direction and how many, each with the words that caused it.
//!
//! Depends on the rules and on the sentence before; not on the document. Deliberately not here: who says it
//! ([`super::speakers`]), figures ([`super::figures`]).

use super::level;
use super::lexicon::longest;
use super::rules::Rules;
use super::tokens::{Gap, Token, slice, tokens};
use super::{Because, Direction, Finding, Level, Quantifier, Theme, ThemeBecause};

/// What a sentence was taken to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    /// One to four, most central first; empty for no statement about the service.
    pub themes: Vec<Theme>,
    pub level: Level,
    pub direction: Direction,
    pub quantifier: Option<Quantifier>,
    /// True where it leans on the sentence before.
    pub leans: bool,
    pub because: Because,
}

/// Points that make a theme.
const ENOUGH: f32 = 10.0;
/// Points that make a theme of a sentence which has no other.
const ENOUGH_ALONE: f32 = 3.0;
/// The share of a sentence's points that the one after it inherits where it leans on it, and where it does not.
const INHERITED_LEANING: f32 = 0.9;
const INHERITED: f32 = 0.3;
/// A theme needs this share of the points of the strongest.
const BESIDE: f32 = 0.3;
const MOST_THEMES: usize = 4;

/// Reads one sentence with the one before it and the heading it stands under.
pub fn classify(text: &str, before: Option<&str>, section: Option<&str>, rules: &Rules) -> Classes {
    let words = tokens(text);
    let leans = before.is_some() && leans(&words);
    let mut because = Because::default();
    let (themes, theme_because) = themes(text, &words, before, leans, rules);
    because.themes = theme_because;
    let judged = level::level(text, &words, before.filter(|_| leans), section, rules);
    because.level = judged.because;
    because.direction = judged.direction_because;
    because.level_reason = judged.reason;
    Classes {
        themes,
        level: judged.level,
        direction: judged.direction,
        quantifier: quantifier(text, &words, rules),
        leans,
        because,
    }
}

/// Whether a sentence begins by pointing back ("This leaves children …", "As a result, …").
fn leans(words: &[Token]) -> bool {
    let at = |i: usize| words.get(i).map_or("", |t| t.word.as_str());
    match at(0) {
        "this" | "these" | "those" | "they" | "such" | "it" | "its" | "their" | "consequently"
        | "therefore" | "thus" | "both" | "he" | "she" | "where" | "when" | "here" => true,
        "as" => matches!((at(1), at(2)), ("a", "result") | ("a", "consequence")),
        "in" => matches!(at(1), "these" | "this" | "those" | "such"),
        "for" => matches!(
            at(1),
            "these" | "this" | "those" | "some" | "example" | "instance" | "others"
        ),
        "however" | "nevertheless" | "although" => {
            matches!(
                at(1),
                "this" | "these" | "they" | "it" | "their" | "for" | "in"
            )
        }
        "some" | "others" | "many" | "most" | "all" | "a" => {
            at(1) == "of" && matches!(at(2), "these" | "them" | "those")
        }
        "the" => matches!(at(1), "same" | "latter" | "former"),
        _ => false,
    }
}

struct Scored {
    theme: Theme,
    points: f32,
    own: f32,
    first: usize,
    words: Vec<String>,
}

fn themes(
    text: &str,
    words: &[Token],
    before: Option<&str>,
    leans: bool,
    rules: &Rules,
) -> (Vec<Theme>, Vec<ThemeBecause>) {
    let mut scored = score(text, words, rules);
    if let Some(before) = before {
        let share = if leans { INHERITED_LEANING } else { INHERITED };
        for earlier in score(before, &tokens(before), rules) {
            match scored.iter_mut().find(|s| s.theme == earlier.theme) {
                Some(own) => {
                    own.points += earlier.points * share;
                    if own.own < ENOUGH {
                        own.words.extend(earlier.words);
                    }
                }
                None => scored.push(Scored {
                    points: earlier.points * share,
                    own: 0.0,
                    first: usize::MAX,
                    ..earlier
                }),
            }
        }
    }
    scored.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.first.cmp(&b.first)));
    let top = scored.first().map_or(0.0, |s| s.points);
    let least = if top >= ENOUGH {
        ENOUGH.max(top * BESIDE)
    } else {
        top.max(ENOUGH_ALONE)
    };
    let kept: Vec<Scored> = scored
        .into_iter()
        .filter(|s| s.points >= least)
        .take(MOST_THEMES)
        .collect();
    let themes = kept.iter().map(|s| s.theme).collect();
    let because = kept
        .into_iter()
        .map(|s| ThemeBecause {
            theme: s.theme,
            words: s.words,
        })
        .collect();
    (themes, because)
}

/// Points of every theme that a text has words of: each phrase once, the longest first.
fn score(text: &str, words: &[Token], rules: &Rules) -> Vec<Scored> {
    let found = rules.themes.find(words);
    let mut out = Vec::new();
    for &theme in Theme::ALL {
        let of_theme = longest(
            found
                .iter()
                .filter(|m| m.value.0 == theme)
                .cloned()
                .collect(),
        );
        let mut seen = Vec::new();
        let mut scored = Scored {
            theme,
            points: 0.0,
            own: 0.0,
            first: usize::MAX,
            words: Vec::new(),
        };
        for m in of_theme {
            if m.value.1 == 0.0 || seen.contains(&m.entry) {
                continue;
            }
            seen.push(m.entry);
            scored.points += m.value.1;
            scored.first = scored.first.min(m.tokens.start);
            scored.words.push(verbatim(text, words, m.tokens));
        }
        scored.own = scored.points;
        if scored.points > 0.0 {
            out.push(scored);
        }
    }
    out
}

/// Says anew how many each finding speaks of, by the ladder of other rules.
pub fn count_by(findings: &mut [Finding], rules: &Rules) {
    for finding in findings {
        let text = finding.quote();
        finding.quantifier = quantifier(text, &tokens(text), rules);
    }
}

fn quantifier(text: &str, words: &[Token], rules: &Rules) -> Option<Quantifier> {
    // "What matters most" counts nothing.
    let counts = |end: usize| words.get(end).is_some_and(|next| next.gap < Gap::Comma);
    let found = rules
        .quantifiers
        .longest(words)
        .into_iter()
        .find(|m| words[m.tokens.start].word != "most" || counts(m.tokens.end))?;
    Some(Quantifier {
        words: verbatim(text, words, found.tokens).to_lowercase(),
        rank: *found.value,
    })
}

/// The words of `text` that some of its tokens cover.
pub(crate) fn verbatim(text: &str, words: &[Token], range: std::ops::Range<usize>) -> String {
    slice(text, words[range.start].start..words[range.end - 1].end)
}

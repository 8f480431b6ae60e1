//! Why a finding is classed as it is, in one line for its card.
//!
//! Ready text and no structure: the window holds every finding of a case, and few objects each.

use scrutiny_domain::explain;
use scrutiny_domain::findings::{Class, Direction, Finding, Person};
use scrutiny_domain::vocabulary::Term;

/// "weakness because of “late”; caseloads because of “visits”. It asks for something to be done."; empty where nothing
/// is known.
pub(super) fn why(finding: &Finding) -> String {
    let because = &finding.because;
    let decided = |class| finding.settled.decided(class);
    let level = finding.level.in_words();
    let level = cause(level, decided(Class::Level), &because.level);
    let direction = match finding.direction {
        Direction::None => "no movement",
        moved => moved.in_words(),
    };
    let direction = cause(direction, decided(Class::Direction), &because.direction);
    let themes = match decided(Class::Themes) {
        Some(person) => vec![cause("themes", Some(person), &[])],
        None => {
            let themes = because.themes.iter();
            let of = themes.map(|b| cause(&b.theme.title().to_lowercase(), None, &b.words));
            of.collect()
        }
    };
    let speaker: Vec<String> = because.speaker.iter().cloned().collect();
    let speaker = cause("speaker", None, &speaker);
    let causes: Vec<String> = [level, direction]
        .into_iter()
        .chain(themes)
        .chain([speaker])
        .flatten()
        .collect();
    let causes = (!causes.is_empty()).then(|| format!("{}.", causes.join("; ")));
    let reasons = explain::reasons(because).map(|reasons| format!("{}.", capital(&reasons)));
    let both: Vec<String> = [causes, reasons].into_iter().flatten().collect();
    both.join(" ")
}

fn cause(what: &str, decided: Option<&Person>, words: &[String]) -> Option<String> {
    if let Some(person) = decided {
        return Some(format!("{what} decided by {}", explain::person(person)));
    }
    let words: Vec<String> = words.iter().map(|w| format!("“{w}”")).collect();
    (!words.is_empty()).then(|| format!("{what} because of {}", words.join(", ")))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

//! Why a finding is classed as it is, in one line for its card.
//!
//! Ready text and no structure: the window holds every finding of a case, and few objects each.

use scrutiny_domain::explain;
use scrutiny_domain::findings::{Because, Class, Direction, Finding, Level, Person, Theme};
use scrutiny_domain::vocabulary::Term;

/// "weakness because of “late”; caseloads because of “visits”. It asks for something to be done."; empty where nothing
/// is known. Of what the rules did not read so it says "by likeness": the reader that has learned names no words.
pub(super) fn why(finding: &Finding) -> String {
    let because = &finding.because;
    let rules = finding.by_rules();
    let decided = |class| finding.settled.decided(class);
    let level = class(
        finding.level.in_words(),
        decided(Class::Level),
        rules.level == finding.level,
        &because.level,
        finding.level != Level::None,
    );
    let direction = match finding.direction {
        Direction::None => "no movement",
        moved => moved.in_words(),
    };
    let direction = class(
        direction,
        decided(Class::Direction),
        rules.direction == finding.direction,
        &because.direction,
        finding.direction != Direction::None,
    );
    let themes = match decided(Class::Themes) {
        Some(person) => vec![cause("themes", Some(person), &[])],
        None => {
            let themes = finding.themes.iter();
            themes.map(|theme| of_theme(finding, *theme)).collect()
        }
    };
    let speaker: Vec<String> = because.speaker.iter().cloned().collect();
    let speaker = cause("speaker", finding.settled.speaker.as_ref(), &speaker);
    let causes: Vec<String> = [level, direction]
        .into_iter()
        .chain(themes)
        .chain([speaker])
        .flatten()
        .collect();
    let causes = (!causes.is_empty()).then(|| format!("{}.", causes.join("; ")));
    // The rules' reason explains what they read, and not what stands in its place.
    let of_rules = Because {
        level_reason: finding
            .level_reason()
            .filter(|_| rules.level == finding.level),
        ..because.clone()
    };
    let reasons = explain::reasons(&of_rules).map(|reasons| format!("{}.", capital(&reasons)));
    let both: Vec<String> = [causes, reasons].into_iter().flatten().collect();
    both.join(" ")
}

/// Why a level or a direction; nothing where it `says` nothing that wants a reason and no words gave it.
fn class(
    what: &str,
    decided: Option<&Person>,
    by_rules: bool,
    words: &[String],
    says: bool,
) -> Option<String> {
    match (decided, by_rules) {
        (Some(person), _) => cause(what, Some(person), &[]),
        (None, true) => cause(what, None, words),
        (None, false) => says.then(|| by_likeness(what)),
    }
}

fn of_theme(finding: &Finding, theme: Theme) -> Option<String> {
    let what = theme.title().to_lowercase();
    let mut because = finding.because.themes.iter();
    let words = because
        .find(|b| b.theme == theme)
        .map(|b| b.words.as_slice());
    cause(&what, None, words.unwrap_or_default()).or_else(|| Some(by_likeness(&what)))
}

/// It reads like sentences that people read so.
fn by_likeness(what: &str) -> String {
    format!("{what} by likeness")
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

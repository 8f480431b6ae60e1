//! Reasons in words, for people: why a class was given, why a cell says what it says, who decided it.
//!
//! Depends on findings and comparison, which know values alone and nothing of this. Whoever shows a reason calls it
//! here, so that window, pack, tables and terminal say the same. Deliberately not here: what decides anything.

use crate::comparison::{
    Cell, Comparison, DirectionBecause, LevelBecause, LinkBecause, Moved, NoFinding, NoOrder,
    NotCovered, NotPublished, RecommendationAt, RecommendationBecause, RecommendationState, Said,
    Silence, Spoken, Thread, WaitsFor, Way, visit_name,
};
use crate::findings::claims::GroundBecause;
use crate::findings::{
    Because, Class, Direction, Level, LevelReason, Person, SecondReading, SettledClasses,
    SpeakerReason, Theme,
};
use crate::prose::joined;
use crate::vocabulary::Term;

/// A clause that explains a level where its words alone do not.
pub fn level_reason(reason: LevelReason) -> &'static str {
    match reason {
        LevelReason::UnderWhatMustImprove => "it stands under what inspectors said must improve",
        LevelReason::AmongCircumstances => {
            "it stands in a list of what was looked at or of the area’s circumstances"
        }
        LevelReason::Request => "it asks for something to be done",
        LevelReason::AmongStrengths => "it stands in a list of strengths",
        LevelReason::TooEarly => "it is too early to see: no evidence either way",
        LevelReason::OnlyBetter => "it is said to be better than before, not that it is good",
        LevelReason::OnlyWorse => "it is said to be worse than before, not that it is bad",
        LevelReason::GoodAndBad => "it says something good and something bad",
        LevelReason::FaultInPart => "it finds fault with a part only",
        LevelReason::NoEffectStated => {
            "it tells what is planned, known, counted or done, with no effect stated"
        }
    }
}

/// A clause that explains a speaker where words alone do not.
pub fn speaker_reason(reason: SpeakerReason) -> &'static str {
    match reason {
        SpeakerReason::QuotationGoesOn => "the quotation goes on from the paragraph before",
        SpeakerReason::SpeakerBefore => {
            "nobody is named with the quotation; it is taken for the speaker before"
        }
        SpeakerReason::NobodyNamed => "a quotation with nobody named",
        SpeakerReason::QuotedFragment => "a quoted fragment in the writer's own sentence",
        SpeakerReason::WritersAccount => "the writer's account of what inspectors said",
    }
}

/// Both clauses of a finding as one.
pub fn reasons(because: &Because) -> Option<String> {
    let both = [
        because.level_reason.map(level_reason),
        because.speaker_reason.map(speaker_reason),
    ];
    let both: Vec<&str> = both.into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// "a person", or the name that they gave.
pub fn person(person: &Person) -> &str {
    person.name.as_deref().unwrap_or("a person")
}

/// "a person’s decision", "Cllr Example’s decision".
pub fn decision(by: &Person) -> String {
    format!("{}’s decision", person(by))
}

/// "How good and which way, decided by Cllr Example": what people decided of a finding's level and direction.
pub fn decided(settled: &SettledClasses) -> Option<String> {
    let level = settled.decided(Class::Level).map(person);
    let direction = settled.decided(Class::Direction).map(person);
    Some(match (level, direction) {
        (None, None) => return None,
        (Some(one), Some(other)) if one == other => {
            format!("how good and which way it moved decided by {one}")
        }
        (Some(one), Some(other)) => {
            format!("how good decided by {one}; which way it moved by {other}")
        }
        (Some(one), None) => format!("how good decided by {one}"),
        (None, Some(one)) => format!("which way it moved decided by {one}"),
    })
}

/// Why a class is to be checked: both readings in a sentence.
pub fn readers(second: &SecondReading, class: Class) -> String {
    let (rules, learned) = match class {
        Class::Themes => {
            let learned: Vec<Theme> = second.learned.themes.iter().map(|(t, _)| *t).collect();
            (themes(&second.rules.themes), themes(&learned))
        }
        Class::Level => (
            level(second.rules.level).to_owned(),
            level(second.learned.level.0).to_owned(),
        ),
        Class::Direction => (
            direction(second.rules.direction).to_owned(),
            direction(second.learned.direction.0).to_owned(),
        ),
    };
    if rules == learned {
        return format!("both checks say {rules}, but not surely enough");
    }
    format!("one check says {rules}, the other {learned}")
}

fn themes(themes: &[Theme]) -> String {
    if themes.is_empty() {
        return "no theme".to_owned();
    }
    let names: Vec<String> = themes.iter().map(|t| format!("‘{}’", t.title())).collect();
    names.join(", ")
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Strength => "a strength",
        Level::Mixed => "good and bad together",
        Level::Weakness => "a weakness",
        Level::None => "no judgement",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Better => "better than before",
        Direction::Same => "the same as before",
        Direction::Worse => "worse than before",
        Direction::None => "no movement",
    }
}

/// The same where either stands on a page in doubt, and no words of it are told.
pub fn ground_unquoted(because: &GroundBecause) -> &'static str {
    match because {
        GroundBecause::Quoted(_) => "the claim quotes words from it that are in doubt",
        GroundBecause::Shared(_) => "both speak of the same, in words that are in doubt",
    }
}

/// A clause that says why a claim is taken to rest on a sentence of inspectors.
pub fn ground(because: &GroundBecause) -> String {
    match because {
        GroundBecause::Quoted(words) => format!("the claim quotes “{words}” from it"),
        GroundBecause::Shared(words) => {
            let words: Vec<String> = words.iter().map(|w| format!("“{w}”")).collect();
            format!("both speak of {}", words.join(", "))
        }
    }
}

/// Why a cell says what it says, in a few sentences.
pub fn cell(comparison: &Comparison, thread: &Thread, cell: &Cell) -> String {
    match &cell.said {
        Said::Silent { .. } if cell.perhaps().is_some() => MAY_SPEAK.to_owned(),
        Said::Silent { silence: why, .. } => silence(why),
        Said::Spoken(why) => spoken(comparison, thread, why),
    }
}

/// Why the sentences of a cell stand with those of the visits before, in a sentence; none of a silent one.
pub fn together(thread: &Thread, cell: &Cell) -> Option<String> {
    cell.spoken().map(|why| link(thread, &why.link))
}

fn spoken(comparison: &Comparison, thread: &Thread, why: &Spoken) -> String {
    let reported = why.reported.then(|| {
        "The letter is not among the documents: this is what others quote of it, and they choose what they quote."
            .to_owned()
    });
    let said = [
        reported,
        Some(link(thread, &why.link)),
        why.level_because.map(cell_level),
        why.direction_because
            .as_ref()
            .map(|b| cell_direction(comparison, b, why)),
        decided_of_cell(why),
        open(why),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn link(thread: &Thread, because: &LinkBecause) -> String {
    let title = lower_first(&thread.title);
    match because {
        LinkBecause::Named => format!("It speaks of {title}."),
        LinkBecause::Alone => {
            "It evaluates something for which no other finding was located.".to_owned()
        }
        LinkBecause::BothNamed { sides } if sides.is_empty() => format!("Both speak of {title}."),
        LinkBecause::BothNamed { sides } => {
            format!("Both speak of {title}, and of {}.", joined(sides))
        }
        LinkBecause::Alike { of_hundred } => {
            format!("Similar words on the same theme (likeness {of_hundred} of 100).")
        }
    }
}

fn cell_level(because: LevelBecause) -> String {
    match because {
        LevelBecause::NothingEvaluated => "No evaluation was read in what it says.".to_owned(),
        LevelBecause::TooEarly => "Inspectors say that it is too early to see.".to_owned(),
        LevelBecause::Unclear => {
            "Its sentences say something of how good it is, but not clearly enough what.".to_owned()
        }
        LevelBecause::Balance {
            strengths,
            mixed,
            weaknesses,
        } => {
            let parts = [
                (strengths, "that it is good"),
                (mixed, "that it is both"),
                (weaknesses, "that it is not good"),
            ];
            let parts = parts.iter().filter(|(n, _)| *n > 0);
            let said: Vec<String> = parts.map(|(n, what)| format!("{n} {what}")).collect();
            if said.is_empty() {
                "No sentence alone gives its level; all together do.".to_owned()
            } else {
                format!("Of its sentences, as they were read: {}.", joined(&said))
            }
        }
    }
}

/// That a person should look, where what is said is not sure.
fn open(why: &Spoken) -> Option<String> {
    (!why.standing.is_fact())
        .then(|| "To check: statements with evidence like this are wrong too often.".to_owned())
}

fn cell_direction(comparison: &Comparison, because: &DirectionBecause, why: &Spoken) -> String {
    let called = match why.direction {
        Direction::Better => "Better",
        Direction::Same => "The same",
        Direction::Worse => "Worse",
        Direction::None => "No direction",
    };
    match because {
        DirectionBecause::Stated { words } => {
            let words = words.as_ref().map(|w| format!(" (‘{w}’)"));
            format!(
                "{called} as the text states it{}.",
                words.unwrap_or_default()
            )
        }
        DirectionBecause::BetterAndWorse => "The text speaks of better and of worse.".to_owned(),
        DirectionBecause::Unclear => "It is not clear which way it moved.".to_owned(),
        DirectionBecause::Derived { since, then } => format!(
            "The text states no direction; {} follows from its level at {} ({} then, {} now).",
            called.to_lowercase(),
            visit(comparison, since),
            then.in_words(),
            why.level.in_words()
        ),
    }
}

/// Who decided what the cell rests on. It may have sentences besides that nobody decided.
fn decided_of_cell(why: &Spoken) -> Option<String> {
    let (level, direction) = (&why.decided.level, &why.decided.direction);
    Some(match (level.as_ref(), direction.as_ref()) {
        (None, None) => return None,
        (Some(one), Some(other)) if one == other => format!(
            "How good it is, and which way it moved, was decided by {}.",
            person(one)
        ),
        (Some(one), Some(other)) => format!(
            "How good it is was decided by {}, and which way it moved by {}.",
            person(one),
            person(other)
        ),
        (Some(one), None) => format!("How good it is was decided by {}.", person(one)),
        (None, Some(one)) => format!("Which way it moved was decided by {}.", person(one)),
    })
}

/// Of a visit that is not called silent, though no finding was located.
const MAY_SPEAK: &str = "No finding on this matter was located, but a sentence of the visit is much like it and may speak of it.";

/// Which silence it is and why, in a sentence.
pub fn silence(silence: &Silence) -> String {
    match silence {
        Silence::NoFinding(NoFinding::FullInspection) => {
            "A full inspection; no finding on this matter was located.".to_owned()
        }
        Silence::NoFinding(NoFinding::AmongAreas) => {
            "It is among the areas that the visit covered, but no finding on it was located."
                .to_owned()
        }
        Silence::NoFinding(NoFinding::LookedAt(theme)) => format!(
            "The visit looked at {}, but no finding on this matter was located.",
            theme.title().to_lowercase()
        ),
        Silence::NotCovered(NotCovered::SaidSo) => {
            "The letter says that this was not looked at.".to_owned()
        }
        Silence::NotCovered(NotCovered::NothingSaid) => {
            "The letter says nothing of this area.".to_owned()
        }
        Silence::NotCovered(NotCovered::NotAmongAreas) => {
            "Not among the areas that the visit covered, and the letter says nothing of it."
                .to_owned()
        }
        Silence::NotPublished(NotPublished::NoPaper) => {
            "Its letter is not among the documents.".to_owned()
        }
        Silence::NotPublished(NotPublished::OnlyAccounts) => {
            "Its letter is not among the documents, and the accounts of it by others say nothing of this."
                .to_owned()
        }
    }
}

/// Where the state of a recommendation at a visit is from, in a sentence.
pub fn recommendation(comparison: &Comparison, at: &RecommendationAt) -> String {
    match &at.because {
        RecommendationBecause::Matter { thread } => {
            let thread = comparison.threads.iter().find(|t| t.id == *thread);
            let title = thread.map(|t| t.title.as_str()).unwrap_or_default();
            format!("From the matter ‘{title}’.")
        }
        RecommendationBecause::NoPaper => "Its letter is not among the documents.".to_owned(),
        RecommendationBecause::NoMatter => {
            "No matter that follows this point was located.".to_owned()
        }
        RecommendationBecause::Silent { .. } if at.state == RecommendationState::Unclear => {
            MAY_SPEAK.to_owned()
        }
        RecommendationBecause::Silent { silence: why } => silence(why),
    }
}

/// "visit 3", "the inspection of July 2024"; empty where there is no such visit.
fn visit(comparison: &Comparison, id: &str) -> String {
    let found = comparison.visits.iter().find(|v| v.id == id);
    found.map(visit_name).unwrap_or_default()
}

/// The title inside a sentence: without its capital, unless it is a quotation or an abbreviation.
fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), title.chars().nth(1)) {
        (Some(a), Some(b)) if !b.is_uppercase() => a.to_lowercase().chain(chars).collect(),
        _ => title.to_owned(),
    }
}

/// Which way a matter moved: "was a weakness, now a strength", "better, not yet good", "worse".
pub fn moved(moved: &Moved) -> String {
    match (moved.way, moved.then, moved.now) {
        (_, Some(then), Some(now)) if then != now => {
            format!("was {}, now {}", article(then), article(now))
        }
        (Way::Better, _, Some(Level::Weakness | Level::Mixed)) => "better, not yet good".to_owned(),
        (Way::Better, ..) => "better".to_owned(),
        (Way::Worse, ..) => "worse".to_owned(),
    }
}

fn article(level: Level) -> &'static str {
    match level {
        Level::Strength => "a strength",
        Level::Mixed => "mixed",
        Level::Weakness => "a weakness",
        Level::None => "not judged",
    }
}

/// What a paper waits for before it is compared, in a sentence.
pub fn waits(why: &WaitsFor) -> String {
    let WaitsFor::Authority { proposed } = why;
    let names: Vec<&str> = proposed.iter().map(|a| a.name.as_str()).collect();
    match names.as_slice() {
        [] => "It does not say which authority it is about, so it is compared with no other paper."
            .to_owned(),
        names => format!(
            "It is not plain which authority it is about, so it is compared with no other paper. It names {}.",
            names.join("; ")
        ),
    }
}

/// Why a visit stands apart, in a sentence.
pub fn apart(why: NoOrder) -> &'static str {
    match why {
        NoOrder::NoTime => {
            "Its papers tell neither its days nor its number, so nobody can say what came before it."
        }
        NoOrder::NumberAgainstDays => {
            "By its number it would stand elsewhere than by its days, so nobody can say what came before it."
        }
    }
}

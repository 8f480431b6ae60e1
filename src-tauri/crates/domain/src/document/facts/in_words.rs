//! Why a fact is what it is, as sentences: one wording for window, command line and pack.

use super::{Completion, Facts, Origin};
use crate::document::kind::{Framework, FrameworkBecause, KindBecause};

/// How many characters of another source's words a reason quotes.
const QUOTED: usize = 160;

impl Origin {
    /// How the value came about, where its words do not give it whole.
    pub fn in_words(&self) -> Option<String> {
        match self {
            Origin::Read { .. } => None,
            Origin::Completed { by, .. } => Some(by.in_words()),
            Origin::Person { who, completed, .. } => {
                let by = by_person(who.as_deref());
                Some(match completed {
                    Some(completed) => format!("{by}. {}", completed.in_words()),
                    None => by,
                })
            }
        }
    }
}

impl Completion {
    /// In a sentence.
    pub fn in_words(&self) -> String {
        let another = |of: &str, quote: Option<&str>| {
            let says = quote.map(|quote| format!(", which says ‘{}’", shortened(quote)));
            format!(
                "The year is that of another source on the same {of}{}.",
                says.unwrap_or_default()
            )
        };
        match self {
            Completion::ReportingInspector => {
                "Reports before 2013 call the lead inspector the reporting inspector.".to_owned()
            }
            Completion::InspectionNamedBefore { quote } => {
                format!("The inspection meant is the one named before it: ‘{quote}’.")
            }
            Completion::SameVisit { quote } => {
                let says = match quote {
                    Some(quote) => format!("says ‘{}’", shortened(quote)),
                    None => "names the authority".to_owned(),
                };
                format!(
                    "It names the number and the days of a visit, and another source on that visit {says}."
                )
            }
            Completion::YearOfSameJudgement { quote } => another("judgement", quote.as_deref()),
            Completion::YearOfSameVisit { quote } => another("visit", quote.as_deref()),
            Completion::YearOfDate { quote } => match quote {
                Some(quote) => format!("The year is that of ‘{}’.", shortened(quote)),
                None => "The year is that of the publication.".to_owned(),
            },
            Completion::YearOfWriting {
                quote,
                judged,
                written,
                judgement,
            } => {
                let why = judgement.as_ref().map(|by| format!(" {}", by.in_words()));
                format!(
                    "‘{quote}’ is {}, so this was written in {written}.{}",
                    judged.in_words(),
                    why.unwrap_or_default()
                )
            }
            Completion::OnlyYearOfWeekday {
                quote,
                year,
                judged,
                within,
            } => format!(
                "‘{}’: {year} is the only year within {within} of the judgement of {} in which that day of the week falls on that date.",
                shortened(quote),
                judged.in_words()
            ),
            Completion::WorkedOut { from } => {
                format!("It is told from the date of the page, {}.", from.in_words())
            }
            Completion::NamedInCase { quote } => {
                let says = quote.as_deref().map(|q| format!(": ‘{}’", shortened(q)));
                format!(
                    "Of the authorities that the papers of the case are about, it names this one alone{}.",
                    says.unwrap_or_default()
                )
            }
            Completion::LastBeforeWriting { written } => format!(
                "It is the last such month before this was written, {}.",
                written.in_words()
            ),
            Completion::FirstAfterVisit { last_day } => format!(
                "It is the first such day after the visit, whose last day was {}.",
                last_day.in_words()
            ),
        }
    }
}

impl Facts {
    /// Why it was taken for this kind, and under which framework where the kind's wordings do not tell.
    pub fn kind_in_words(&self) -> String {
        let kind = self.kind_because.in_words();
        match (&self.framework_because, self.framework) {
            (Some(FrameworkBecause::InForce), Some(framework))
                if !matches!(self.kind_because, KindBecause::Person { .. }) =>
            {
                format!("{kind} {}", in_force(framework))
            }
            _ => kind,
        }
    }

    /// Who says that this is the framework; none where the reason for the kind tells of it.
    pub fn framework_in_words(&self) -> Option<String> {
        match self.framework_because.as_ref()? {
            FrameworkBecause::InForce => None,
            FrameworkBecause::Person { who } => Some(by_person(who.as_deref())),
        }
    }
}

impl KindBecause {
    /// In a sentence.
    pub fn in_words(&self) -> String {
        match self {
            KindBecause::Wordings { words } => {
                let quoted: Vec<String> = words.iter().map(|w| format!("‘{w}’")).collect();
                format!("It says {}.", quoted.join(" and "))
            }
            KindBecause::NoWordings => {
                "It has none of the wordings of the kinds that are known.".to_owned()
            }
            KindBecause::Person { who } => by_person(who.as_deref()),
        }
    }
}

fn in_force(framework: Framework) -> String {
    let name = match framework {
        Framework::PreSif => "that before the SIF",
        Framework::Sif => "SIF",
        Framework::Ilacs => "ILACS",
        Framework::Jtai => "JTAI",
    };
    format!("The framework is the one in force on the day of the visit, {name}.")
}

fn by_person(who: Option<&str>) -> String {
    format!("put right by {}", who.unwrap_or("a person"))
}

fn shortened(quote: &str) -> String {
    let mut short: String = quote.chars().take(QUOTED).collect();
    if short.len() < quote.len() {
        short.push('…');
    }
    short
}

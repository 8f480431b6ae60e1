//! A source in the list, what it states about itself, and its findings.

use scrutiny_domain::comparison::{Reading, WaitsFor};
use scrutiny_domain::document::facts::{Area, FactName, Grade, Origin, Stated};
use scrutiny_domain::document::kind::{Framework, Kind};
use scrutiny_domain::document::{DateRange, Document, Place, StatedDate};
use scrutiny_domain::explain;
use scrutiny_domain::findings::{
    Class, Direction, Finding, Level, LevelStands, Of, SecondReading, SpeakerRole, Theme,
};
use scrutiny_domain::vocabulary;
use serde::Serialize;

use crate::why::why;
use crate::{BridgeDoubt, BridgePlace, count};

/// A source as the list and its page show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeSource {
    /// What names it everywhere.
    pub sha256: String,
    /// File name without folders.
    pub file: String,
    pub kind: Kind,
    pub kind_because: String,
    /// Whether inspectors wrote it.
    pub of_inspectors: bool,
    pub framework: Option<Framework>,
    /// Who put it right; none where the reason for the kind tells of it.
    pub framework_because: Option<String>,
    pub title: Option<BridgeFact>,
    pub authority: Option<BridgeFact>,
    pub published: Option<BridgeFact>,
    /// First and last day of the inspection or visit.
    pub from: Option<BridgeFact>,
    pub to: Option<BridgeFact>,
    pub visit_number: Option<u8>,
    pub inspectors: Vec<BridgeFact>,
    /// Whom a letter is addressed to.
    pub director: Option<BridgeFact>,
    /// Areas covered, verbatim.
    pub focus: Vec<BridgeFact>,
    pub judgements: Vec<BridgeJudgement>,
    /// What must improve, verbatim.
    pub recommendations: Vec<BridgeFact>,
    pub pages: u32,
    /// False where the format has no pages to cite (text, web).
    pub paged: bool,
    pub findings: u32,
    /// True where pages may not say what the original says: nothing is quoted from those.
    pub damaged: bool,
    /// Sentences for the user about how the file was read.
    pub warnings: Vec<String>,
    /// Kept out of a pack for the public.
    pub members_only: bool,
    /// What the authority had been judged before, and when, as the paper states it.
    pub judged: Option<BridgeJudgedBefore>,
    /// The words that give the number of the visit.
    pub number_stated: Option<BridgeFact>,
    /// When the letter came out that an article or statement reports on, as it says.
    pub letter_published: Option<BridgeFact>,
    /// How many visits it says there will be: its claim.
    pub visits_claimed: Option<BridgeFact>,
    /// What it states besides of a fact above.
    pub otherwise: Vec<BridgeOtherwise>,
    /// Where it lies, where it is a paper within a file.
    pub part: Option<BridgePart>,
    /// Why it is compared with no other paper; none where it is compared.
    pub waits: Option<BridgeWaits>,
}

/// Where a paper that is part of a file lies in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgePart {
    /// SHA-256 of the file.
    pub file: String,
    /// Name of the file without folders.
    pub name: String,
    /// From 1, in the order of the file.
    pub number: u32,
    /// The page of the file, from 1, that is the part's first; none where the format has no pages.
    pub first_page: Option<u32>,
}

/// What a paper waits for before it is compared: that a person says which authority it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeWaits {
    /// Names of authorities, likeliest first; empty where it names none.
    pub proposed: Vec<String>,
    /// In a sentence.
    pub because: String,
}

impl BridgeWaits {
    fn of(why: &WaitsFor) -> BridgeWaits {
        let WaitsFor::Authority { proposed } = why;
        BridgeWaits {
            proposed: proposed.iter().map(|a| a.name.clone()).collect(),
            because: explain::waits(why),
        }
    }
}

fn part(document: &Document, paged: bool) -> Option<BridgePart> {
    let source = &document.source;
    let part = source.part.as_ref()?;
    let ending = format!(" – part {}", part.number);
    let name = source.file.strip_suffix(&ending).unwrap_or(&source.file);
    Some(BridgePart {
        file: part.file.clone(),
        name: name.to_owned(),
        number: count(part.number),
        first_page: paged.then(|| count(part.first_page + 1)),
    })
}

/// A second value that a paper states for one of its facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeOtherwise {
    pub fact: FactName,
    /// With its value in words.
    pub stated: BridgeFact,
    /// True where a person has decided between the two.
    pub settled: bool,
}

/// Something a document states, and the words that state it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeFact {
    pub value: String,
    /// Verbatim; empty where no words state it, and where their page is in doubt.
    pub quote: String,
    /// The page that nothing is quoted from, and why.
    pub doubt: Option<BridgeDoubt>,
    /// Printed label of the page.
    pub page: String,
    /// Index of the paragraph that states it.
    pub index: u32,
    /// How the value was completed where the words do not give it whole, or who put it right.
    pub inferred: Option<String>,
}

/// A grade given by an inspection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeJudgement {
    pub area: Area,
    pub grade: Grade,
    /// The words that give it, with the framework's own words for the area as the value.
    pub stated: BridgeFact,
}

/// An earlier judgement that a letter or article refers to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeJudgedBefore {
    pub grade: Grade,
    /// `2020-06`; `--06` where it names no year.
    pub month: Option<String>,
    /// The words that say so, with the grade in words as the value.
    pub stated: BridgeFact,
}

impl BridgeFact {
    /// `value`, and where it comes from: a place in this document; none where that is not here.
    pub(super) fn of(origin: &Origin, value: String, document: Option<&Document>) -> BridgeFact {
        let place = origin.place();
        let doubt = document.and_then(|document| BridgeDoubt::of(document, origin));
        let quoted = place.filter(|_| doubt.is_none());
        let label = |page| document.map_or_else(String::new, |d| d.page_label(page));
        BridgeFact {
            value,
            quote: quoted.map_or_else(String::new, |place| place.quote.clone()),
            doubt,
            page: place.map_or_else(String::new, |place| label(place.page)),
            index: place.map_or(0, |place| count(place.paragraph)),
            inferred: origin.in_words(),
        }
    }

    /// What a document states, its value told by `tell`.
    fn stated<T>(
        document: &Document,
        stated: &Stated<T>,
        tell: impl FnOnce(&T) -> String,
    ) -> BridgeFact {
        BridgeFact::of(&stated.origin, tell(&stated.value), Some(document))
    }

    /// Without its value, where that is words of a page in doubt.
    fn verbatim(mut self) -> BridgeFact {
        if self.doubt.is_some() {
            self.value.clear();
        }
        self
    }
}

impl BridgeSource {
    /// The row of one reading.
    pub fn of(reading: &Reading) -> BridgeSource {
        let Reading {
            document,
            facts,
            findings,
        } = reading;
        let fact = |stated: &Stated<String>| BridgeFact::stated(document, stated, String::clone);
        let at = |place: &Place, value: String| {
            let place = place.clone();
            BridgeFact::of(&Origin::Read { place }, value, Some(document))
        };
        let number = |stated: &Stated<u8>| BridgeFact::stated(document, stated, u8::to_string);
        let day = |stated: &Stated<StatedDate>| {
            BridgeFact::stated(document, stated, StatedDate::to_string)
        };
        let dates = |of: fn(&DateRange) -> String| {
            let dates = facts.dates.as_ref();
            dates.map(|stated| BridgeFact::stated(document, stated, of))
        };
        let paged = document.pages.iter().any(|page| page.width > 0.0);
        BridgeSource {
            sha256: document.source.sha256.clone(),
            file: document.source.file.clone(),
            kind: facts.kind,
            kind_because: facts.kind_in_words(),
            of_inspectors: facts.kind.is_of_inspectors(),
            framework: facts.framework,
            framework_because: facts.framework_in_words(),
            title: facts.title.as_ref().map(fact),
            authority: facts
                .authority
                .as_ref()
                .map(|stated| BridgeFact::stated(document, stated, |a| a.name.clone())),
            published: facts.published.as_ref().map(day),
            from: dates(|range| range.from.to_string()),
            to: dates(|range| range.to.to_string()),
            visit_number: facts.visit_number.as_ref().map(|number| number.value),
            inspectors: facts
                .inspectors
                .iter()
                .map(|stated| BridgeFact::stated(document, stated, |i| i.name.clone()))
                .collect(),
            director: facts.director.as_ref().map(fact),
            focus: facts.focus.iter().map(|f| fact(f).verbatim()).collect(),
            judgements: facts
                .judgements
                .iter()
                .map(|stated| BridgeJudgement {
                    area: stated.value.area,
                    grade: stated.value.grade,
                    stated: BridgeFact::stated(document, stated, |j| j.wording.clone()).verbatim(),
                })
                .collect(),
            recommendations: facts
                .recommendations
                .iter()
                .map(|asked| at(&asked.place, asked.text.clone()).verbatim())
                .collect(),
            pages: count(document.pages.len()),
            paged,
            findings: count(findings.len()),
            damaged: document.source.damaged,
            warnings: document
                .source
                .warnings
                .iter()
                .map(|warning| warning.message.clone())
                .collect(),
            members_only: false,
            judged: facts.judged.as_ref().map(|stated| BridgeJudgedBefore {
                grade: stated.value.grade,
                month: stated.value.month.map(|month| month.to_string()),
                stated: BridgeFact::stated(document, stated, |judged| {
                    judged.grade.in_words().to_owned()
                }),
            }),
            number_stated: facts.visit_number.as_ref().map(number),
            letter_published: facts.letter_published.as_ref().map(day),
            visits_claimed: facts.visits_claimed.as_ref().map(number),
            otherwise: facts
                .contradictions
                .iter()
                .map(|said| BridgeOtherwise {
                    fact: said.fact,
                    stated: at(&said.place, said.in_words()),
                    settled: facts.settled.contains(&said.fact),
                })
                .collect(),
            part: part(document, paged),
            waits: WaitsFor::of(facts).as_ref().map(BridgeWaits::of),
        }
    }
}

/// A finding as the list shows it.
///
/// The window holds every finding of a case, tens of thousands where there are many papers, and a page stands still
/// while it looks through what it holds: so they are few objects each.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeFinding {
    pub place: BridgePlace,
    /// Position among the source's findings, from 0.
    pub index: u32,
    /// The sentence before it, only where the finding leans on it: then they are shown together.
    pub before: Option<String>,
    pub speaker: SpeakerRole,
    /// As named in the document.
    pub speaker_name: Option<String>,
    /// True where nobody is named for it and its paper does not show whose it is.
    pub nobodys: bool,
    /// "the council’s account of what inspectors found", where the speaker passes on what others found.
    pub account: Option<String>,
    /// What it speaks of.
    pub of: Of,
    pub themes: Vec<Theme>,
    pub level: Level,
    /// How far the level may be relied on.
    pub stands: LevelStands,
    pub direction: Direction,
    pub quantifier: Option<String>,
    /// Verbatim.
    pub figures: Vec<String>,
    /// Why it is classed so, in one line: the words that caused each class, and who decided one.
    pub why: String,
    /// True where a person said that the classes are right, or put them right.
    pub checked: bool,
    /// The classes that a person is asked about: the two readers differ so that it could mislead, and no person has
    /// answered.
    pub check: Vec<BridgeCheck>,
    /// The person's own.
    pub labels: Vec<String>,
}

/// A class on which two readers differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bridge", derive(specta::Type))]
pub struct BridgeCheck {
    pub class: Class,
    /// What each of them reads.
    pub why: String,
}

fn checks(second: &SecondReading) -> Vec<BridgeCheck> {
    let check = |class: Class| BridgeCheck {
        class,
        why: explain::readers(second, class),
    };
    second.asked().map(check).collect()
}

impl BridgeFinding {
    /// The row of one finding of a paper: no words of it where its page is in doubt.
    pub fn of(finding: &Finding, document: &Document) -> BridgeFinding {
        let doubt = BridgeDoubt::on(document, &finding.citation.pages);
        if doubt.is_none() {
            return BridgeFinding::with(finding, None);
        }
        let row = BridgeFinding::with(&finding.unquoted(), doubt);
        BridgeFinding {
            quantifier: None,
            figures: Vec::new(),
            nobodys: finding.is_nobodys(),
            ..row
        }
    }

    fn with(finding: &Finding, doubt: Option<BridgeDoubt>) -> BridgeFinding {
        BridgeFinding {
            place: BridgePlace::doubted(&finding.citation, doubt),
            index: count(finding.index),
            before: finding.before.clone().filter(|_| finding.leans),
            speaker: finding.speaker.role,
            speaker_name: finding.speaker.name.clone(),
            nobodys: finding.is_nobodys(),
            account: finding
                .reports
                .map(|of| vocabulary::account(finding.speaker.role, of)),
            of: finding.of,
            themes: finding.themes.clone(),
            level: finding.level,
            stands: finding.level_stands(),
            direction: finding.direction,
            quantifier: finding
                .quantifier
                .as_ref()
                .map(|quantifier| quantifier.words.clone()),
            figures: finding
                .figures
                .iter()
                .map(|figure| figure.text.clone())
                .collect(),
            why: why(finding),
            checked: false,
            check: finding.second.as_ref().map(checks).unwrap_or_default(),
            labels: Vec::new(),
        }
    }
}

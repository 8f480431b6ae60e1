//! What a matter is called, and whether a sentence speaks of that.
//!
//! A name stands for what most of a matter's findings speak of; a statement under a name is only as good as the sentences
//! that speak of it. Deliberately not here: which findings belong together ([`super::threads`]).

use std::collections::{HashMap, HashSet};

use super::aspects::{Aspects, Scope, SubjectId};
use super::logistic::count;
use super::passage::Passage;
use super::threads::{Matter, Member};
use super::{Reading, Titled};
use crate::findings::Theme;

/// A subject names a matter where at least this share of its findings speak of it.
const NAMES: f32 = 0.3;
/// A theme is wider: most of them have to be on it.
const NAMES_BY_THEME: f32 = 0.5;
/// Least share of the sentences of a visit that speak of what a matter is called, for anything to be sure of it there: a
/// third of three, as many as name a matter.
const SPEAK: f32 = NAMES;

/// What a matter is about: a subject, and the group of children where it is another for another group.
pub(crate) type About = (SubjectId, Option<usize>);

impl Matter {
    /// Whether a sentence speaks of what the matter is called. Of a matter that has no name none does.
    pub(super) fn is_named_by(&self, aspects: &Aspects, readings: &[Reading], p: &Passage) -> bool {
        match (self.subject, self.theme) {
            (Some(about), _) => speaks(aspects, about, p),
            (None, Some(theme)) => p.finding(readings).themes.contains(&theme),
            (None, None) => false,
        }
    }

    /// Whether enough of the sentences speak of what the matter is called to say anything of it by them.
    pub(super) fn is_named_by_enough(
        &self,
        aspects: &Aspects,
        readings: &[Reading],
        of: &[&Passage],
    ) -> bool {
        let by = of.iter().filter(|p| self.is_named_by(aspects, readings, p));
        let named = self.titled == Titled::ByName;
        named && count(by.count()) >= SPEAK * count(of.len().max(1))
    }
}

/// What inspectors say of a subject at a visit, in and beside a matter that is called after it.
pub(super) struct SpokenOf {
    /// Sentences of the matter that speak of it first.
    within: usize,
    /// Sentences of others.
    beside: usize,
}

impl SpokenOf {
    /// `here` are the matter's passages at the visit.
    pub(super) fn new(
        aspects: &Aspects,
        passages: &[Passage],
        about: About,
        visit: usize,
        here: &[usize],
    ) -> SpokenOf {
        let first = |p: &Passage| p.subject(aspects) == Some(about);
        let all = passages.iter().enumerate();
        let all = all.filter(|(_, p)| p.visit == visit && p.decides && !p.not_looked_at);
        let (within, beside): (Vec<usize>, Vec<usize>) = all
            .filter(|(_, p)| first(p))
            .map(|(at, _)| at)
            .partition(|at| here.contains(at));
        SpokenOf {
            within: within.len(),
            beside: beside.len(),
        }
    }

    /// Whether the matter has at least as much of what is said of it as all others together: else it is a corner of it.
    pub(super) fn is_whole(&self) -> bool {
        self.within >= self.beside
    }
}

/// Whether a sentence speaks of a subject; for one group of children, where it is another for another group.
fn speaks(aspects: &Aspects, (subject, group): About, p: &Passage) -> bool {
    let same = match (aspects.subjects[subject].scope, group, p.group) {
        (Scope::None, ..) | (_, None, _) | (_, _, None) => true,
        (_, Some(own), Some(theirs)) => own == theirs,
    };
    same && p.subjects.iter().any(|(s, _)| *s == subject)
}

/// The first of these passages that speaks of the subject before all else, for whichever children.
pub(super) fn speaks_first(
    aspects: &Aspects,
    passages: &[Passage],
    (subject, _): About,
    of: &[usize],
) -> Option<usize> {
    let first = |p: usize| passages[p].subject(aspects).map(|(first, _)| first);
    of.iter().copied().find(|&p| first(p) == Some(subject))
}

/// A matter of these passages, named after what most of them speak of; one finding alone by its words.
pub(super) fn named(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    of: &[usize],
) -> Matter {
    let members = of.iter().map(|&passage| Member {
        passage,
        confirmed: false,
    });
    let members = members.collect();
    let first = passages[of[0]].finding(readings);
    let theme = main_theme(readings, passages, of);
    let head = theme.map_or("A finding", |(theme, _)| theme.title());
    let slug = theme.map_or("finding", |(theme, _)| theme.slug());
    let by_words = |of: &str| format!("{of}-{}", short_hash(first.quote()));
    let subject = subject_of(aspects, passages, of);
    if of.len() == 1 {
        return Matter {
            id: by_words(slug),
            title: title_of_sentence(head, readings, &passages[of[0]]),
            titled: Titled::BySentence,
            subject,
            theme: None,
            members,
        };
    }
    let (id, title, titled) = match (subject, theme) {
        (Some(about), _) => {
            let title = subject_title(aspects, about.0, about.1);
            (id_of(aspects, about), title, Titled::ByName)
        }
        (None, Some((theme, share))) if share >= NAMES_BY_THEME => {
            let title = theme.title().to_owned();
            (theme.slug().to_owned(), title, Titled::ByName)
        }
        _ => {
            let title = title_of_sentence(head, readings, central(readings, passages, of));
            (by_words(slug), title, Titled::BySentence)
        }
    };
    Matter {
        id,
        title,
        titled,
        subject,
        theme: theme.map(|(theme, _)| theme),
        members,
    }
}

/// The finding that is nearest to the heart of the matter.
fn central<'p>(readings: &[Reading], passages: &'p [Passage], of: &[usize]) -> &'p Passage {
    let near = |p: &&usize| passages[**p].centrality(readings);
    let first = of.iter().rev().max_by(|a, b| near(a).total_cmp(&near(b)));
    &passages[*first.unwrap_or(&of[0])]
}

/// What most of the findings speak of first, weighed; none where too few speak of any one thing.
fn subject_of(aspects: &Aspects, passages: &[Passage], of: &[usize]) -> Option<About> {
    let mut weights: HashMap<About, f32> = HashMap::new();
    let mut counts: HashMap<About, usize> = HashMap::new();
    for &p in of {
        if let (Some(about), Some((_, weight))) =
            (passages[p].subject(aspects), passages[p].subjects.first())
        {
            *weights.entry(about).or_default() += weight.min(1.5);
            *counts.entry(about).or_default() += 1;
        }
    }
    let (about, _) = weights
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let share = count(counts[&about]) / count(of.len());
    (share >= NAMES).then_some(about)
}

/// The likeliest theme of the findings together, and the share of them that it is the first of.
fn main_theme(readings: &[Reading], passages: &[Passage], of: &[usize]) -> Option<(Theme, f32)> {
    let mut counts: HashMap<Theme, usize> = HashMap::new();
    for &p in of {
        if let Some(theme) = passages[p].finding(readings).themes.first() {
            *counts.entry(*theme).or_default() += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(theme, n)| (*n, std::cmp::Reverse(*theme)));
    most.map(|(theme, n)| (theme, count(n) / count(of.len())))
}

/// No two matters go by one title or one id: who reads a list of them could not tell which is meant. The second of a name goes
/// by the words of its own sentence.
pub(super) fn name_apart(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    matters: &mut [Matter],
) {
    let mut titles: HashSet<String> = HashSet::new();
    let mut ids: HashSet<String> = HashSet::new();
    for matter in matters {
        let deciding = matter.members.iter().map(|m| m.passage);
        let deciding: Vec<usize> = deciding.filter(|&p| passages[p].decides).collect();
        if let Some(name) = name_by_rules(aspects, matter)
            && name == matter.title
            && titles.contains(&name.to_lowercase())
            && !deciding.is_empty()
        {
            matter.title = title_by_words(aspects, readings, passages, matter, &deciding);
            matter.titled = Titled::BySentence;
        }
        let (title, id) = (matter.title.clone(), matter.id.clone());
        let mut number = 1;
        while !titles.insert(matter.title.to_lowercase()) {
            number += 1;
            matter.title = format!("{title} ({number})");
        }
        number = 1;
        while !ids.insert(matter.id.clone()) {
            number += 1;
            matter.id = format!("{id}-{number}");
        }
    }
}

/// The name that the program has for a matter, with the words of the most central of these of its findings.
pub(super) fn title_by_words(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
    matter: &Matter,
    of: &[usize],
) -> String {
    let head = name_by_rules(aspects, matter);
    let head = head.as_deref().unwrap_or("A finding");
    title_of_sentence(head, readings, central(readings, passages, of))
}

/// The name that the program has for it.
fn name_by_rules(aspects: &Aspects, matter: &Matter) -> Option<String> {
    let by_subject = matter
        .subject
        .map(|(subject, group)| subject_title(aspects, subject, group));
    by_subject.or(matter.theme.map(|theme| theme.title().to_owned()))
}

/// The id of the matter of a subject, for one group of children where it is another for another group.
pub(crate) fn id_of(aspects: &Aspects, (subject, group): About) -> String {
    let subject = &aspects.subjects[subject].id;
    group.map_or_else(
        || subject.clone(),
        |g| format!("{subject}-{}", aspects.groups[g].id),
    )
}

/// The subject's title for the group; where it has none of its own, the group is named after it.
fn subject_title(aspects: &Aspects, subject: SubjectId, group: Option<usize>) -> String {
    let s = &aspects.subjects[subject];
    let Some(group) = group.map(|g| &aspects.groups[g]) else {
        return s.title.clone();
    };
    match (s.title_for(&group.id), &group.title_ends) {
        (Some(own), _) => own.to_owned(),
        (None, Some(end)) => format!("{}: {end}", s.title),
        (None, None) => s.title.clone(),
    }
}

/// The head and the words the sentence begins with; its page in the place of them where that is in doubt.
pub(crate) fn title_of_sentence(head: &str, readings: &[Reading], passage: &Passage) -> String {
    let citation = &passage.finding(readings).citation;
    let document = &readings[passage.reading].document;
    match document.page_in_doubt(&citation.pages) {
        Some((page, _)) => format!("{head}: a sentence on page {}, in doubt", page.label),
        None => title_by_sentence(head, &citation.quote),
    }
}

fn title_by_sentence(head: &str, quote: &str) -> String {
    let own = quote.trim_start_matches(['“', '‘', '"', '\'']);
    let words: Vec<&str> = own.split_whitespace().collect();
    let few = words.iter().take(7).copied().collect::<Vec<_>>().join(" ");
    let end = if words.len() > 7 { "…" } else { "" };
    format!(
        "{head}: ‘{}{end}’",
        few.trim_end_matches(['.', ',', ';', ':'])
    )
}

/// Eight hexadecimal digits that stay the same for the same words (FNV-1a).
pub(crate) fn short_hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

#[cfg(test)]
mod tests {
    use super::super::built::letter;
    use super::super::passage;
    use super::*;

    const ABOUT_SUPERVISION: &str = "Supervision takes place every month.";
    const ABOUT_PLANS: &str = "Child protection plans are vague.";
    const ABOUT_COURT: &str = "Applications to court are late.";

    /// A letter of these sentences, with its passages.
    fn read(sentences: &[&str]) -> (Vec<Reading>, Vec<Passage>) {
        let readings = [letter(sentences), letter(&[ABOUT_COURT])];
        let (passages, _) = passage::two(Aspects::built_in(), &readings);
        (readings.into(), passages)
    }

    fn matter_of(readings: &[Reading], passages: &[Passage]) -> Matter {
        let of: Vec<usize> = (0..passages.len()).collect();
        named(Aspects::built_in(), readings, passages, &of)
    }

    #[test]
    fn what_is_said_under_a_name_counts_only_where_enough_sentences_speak_of_it() {
        let late = "Assessments are late.";
        let (readings, passages) = read(&[ABOUT_SUPERVISION, ABOUT_PLANS, ABOUT_COURT, late]);
        let matter = matter_of(&readings, &passages[..1]);
        let matter = Matter {
            titled: Titled::ByName,
            ..matter
        };
        let by_enough = |of: &[usize]| {
            let of: Vec<&Passage> = of.iter().map(|&p| &passages[p]).collect();
            matter.is_named_by_enough(Aspects::built_in(), &readings, &of)
        };
        assert!(by_enough(&[0]));
        assert!(by_enough(&[0, 1]));
        assert!(by_enough(&[0, 1, 2]));
        assert!(!by_enough(&[0, 1, 2, 3]));
        assert!(!by_enough(&[1]));
    }

    #[test]
    fn a_corner_of_what_a_visit_says_of_a_subject_is_not_the_whole() {
        let plans = [ABOUT_PLANS, "Child protection plans are not shared."];
        let (readings, passages) = read(&[plans[0], plans[1], ABOUT_SUPERVISION]);
        let about = matter_of(&readings, &passages[..1]).subject.unwrap();
        let is_whole = |here: &[usize]| {
            SpokenOf::new(Aspects::built_in(), &passages, about, 0, here).is_whole()
        };
        assert!(is_whole(&[0, 1]));
        assert!(is_whole(&[0]), "as much as what others say");
        assert!(!is_whole(&[]));
    }

    #[test]
    fn a_visit_that_speaks_of_the_subject_for_other_children_speaks_of_it() {
        let (readings, passages) = read(&[
            "Children in care wait too long for emotional health support.",
            "Care leavers wait for mental health services.",
            ABOUT_COURT,
        ]);
        let about = matter_of(&readings, &passages[..1]).subject.unwrap();
        let first = |of: &[usize]| speaks_first(Aspects::built_in(), &passages, about, of);
        assert_eq!(first(&[1]), Some(1));
        assert_eq!(first(&[2]), None, "the court is another subject");
    }

    #[test]
    fn the_second_matter_of_a_name_goes_by_its_own_words() {
        let (readings, passages) = read(&[ABOUT_PLANS, "Child protection plans are not shared."]);
        let one = |at: usize| {
            let matter = matter_of(&readings, &passages[at..=at]);
            Matter {
                title: "Plans for children in need and children in need of protection".to_owned(),
                titled: Titled::ByName,
                members: vec![Member {
                    passage: at,
                    confirmed: false,
                }],
                ..matter
            }
        };
        let mut matters = [one(0), one(1)];
        name_apart(Aspects::built_in(), &readings, &passages, &mut matters);
        assert_eq!(
            matters[1].title,
            "Plans for children in need and children in need of protection: ‘Child protection plans are not shared’"
        );
        assert_eq!(matters[1].titled, Titled::BySentence);
    }

    #[test]
    fn no_two_matters_go_by_one_title() {
        let matter = |id: &str, title: &str| Matter {
            id: id.to_owned(),
            title: title.to_owned(),
            titled: Titled::BySentence,
            subject: None,
            theme: None,
            members: Vec::new(),
        };
        let mut matters = vec![
            matter("a", "Workforce: ‘Staff told inspectors’"),
            matter("b", "Workforce: ‘staff told inspectors’"),
            matter("c", "Adoption"),
        ];
        name_apart(Aspects::built_in(), &[], &[], &mut matters);
        let titles: Vec<_> = matters.iter().map(|m| m.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Workforce: ‘Staff told inspectors’",
                "Workforce: ‘staff told inspectors’ (2)",
                "Adoption"
            ]
        );
    }
}

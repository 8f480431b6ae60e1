//! Which findings belong to one matter: by what they speak of, and where the lexicon has no word for it, by their
//! words and themes. Every link carries its reason.
//!
//! Deliberately not here: what the findings of one visit add up to ([`super::cells`]).

use std::collections::{HashMap, HashSet};

use super::aspects::{Aspects, SubjectId};
use super::passage::{Passage, score};
use super::{LinkBecause, Reading, Titled};
use crate::findings::{Level, Theme};

/// Least score at which a finding without a subject of its own is linked to one of another visit.
const LINK: f32 = 0.30;
/// Least score at which two such findings of one document are one matter.
const JOIN: f32 = 0.42;

/// How many sides of a matter are named that two findings share.
const SIDES: usize = 3;

/// A finding's place in a matter.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Position in the passages.
    pub passage: usize,
    /// True once a person has said that it belongs here.
    pub confirmed: bool,
}

/// A matter while links are being made.
#[derive(Debug, Clone)]
pub(crate) struct Matter {
    pub id: String,
    pub title: String,
    pub titled: Titled,
    pub subject: Option<About>,
    pub members: Vec<Member>,
    pub new: New,
}

/// How a matter stands to another on the same subject that inspectors called new at a later visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum New {
    #[default]
    No,
    /// It is the new one: the visit that called it so.
    Since(usize),
    /// It was there before: the visit that found the new one.
    Apart(usize),
}

/// What a matter is about: a subject, and the group of children where it is another for another group.
type About = (SubjectId, Option<usize>);

/// Matters in the order of their first finding.
pub(crate) fn matters(
    aspects: &Aspects,
    readings: &[Reading],
    passages: &[Passage],
) -> Vec<Matter> {
    let mut matters: Vec<Matter> = Vec::new();
    let mut by_subject: HashMap<About, usize> = HashMap::new();
    let sided = sides(aspects, passages);
    for (p, passage) in passages.iter().enumerate().filter(|(_, p)| p.decides) {
        let Some((subject, group)) = passage.subject(aspects) else {
            continue;
        };
        let group = group.or_else(|| sided.get(&subject).copied().flatten());
        let at = *by_subject.entry((subject, group)).or_insert_with(|| {
            matters.push(Matter {
                id: id_of(aspects, (subject, group)),
                title: subject_title(aspects, subject, group),
                titled: Titled::ByName,
                subject: Some((subject, group)),
                members: Vec::new(),
                new: New::No,
            });
            matters.len() - 1
        });
        matters[at].members.push(Member {
            passage: p,
            confirmed: false,
        });
    }
    spoken_of_beside_another(passages, &mut matters);
    called_new(readings, passages, &mut matters);
    without_subject(readings, passages, &mut matters);
    matters.retain(|m| says_something(m, readings, passages));
    attach_others(readings, passages, &mut matters);
    name_apart(&mut matters);
    matters
}

/// A visit is not silent on a matter where a clause of a sentence on another matter is about it.
fn spoken_of_beside_another(passages: &[Passage], matters: &mut [Matter]) {
    for matter in matters {
        let Some((subject, None)) = matter.subject else {
            continue;
        };
        let heard: HashSet<usize> = matter
            .members
            .iter()
            .map(|m| passages[m.passage].visit)
            .collect();
        let beside = passages
            .iter()
            .enumerate()
            .filter(|(_, p)| p.decides && p.heads.contains(&subject) && !heard.contains(&p.visit));
        matter.members.extend(beside.map(|(passage, _)| Member {
            passage,
            confirmed: false,
        }));
    }
}

/// What inspectors call new is a matter of its own beside what earlier visits said on its subject.
fn called_new(readings: &[Reading], passages: &[Passage], matters: &mut Vec<Matter>) {
    let mut found: Vec<Matter> = Vec::new();
    for matter in matters.iter_mut() {
        let first = matter
            .members
            .iter()
            .map(|m| m.passage)
            .find(|&p| passages[p].new && passages[p].decides);
        let Some(first) = first else { continue };
        let says = &passages[first];
        if !matter
            .members
            .iter()
            .any(|m| passages[m.passage].visit < says.visit)
        {
            continue;
        }
        let paragraph = |p: &Passage| (p.reading, p.finding(readings).citation.paragraph_index);
        let goes_on = |p: &Passage| paragraph(p) == paragraph(says) && p.finding >= says.finding;
        let likeness = |p: &Passage, own: bool| {
            let of = passages
                .iter()
                .filter(|o| o.visit <= says.visit && goes_on(o) == own && o.subject_is_shared(p));
            of.map(|o| score(readings, p, o)).fold(0.0, f32::max)
        };
        let (new, old): (Vec<Member>, Vec<Member>) = matter.members.drain(..).partition(|m| {
            let p = &passages[m.passage];
            goes_on(p) || p.visit > says.visit && likeness(p, true) > likeness(p, false)
        });
        matter.members = old;
        matter.new = New::Apart(says.visit);
        found.push(Matter {
            id: format!("{}-new", matter.id),
            title: format!("{}: a new weakness", matter.title),
            titled: Titled::ByName,
            subject: matter.subject,
            members: new,
            new: New::Since(says.visit),
        });
    }
    matters.extend(found);
}

/// No two matters go by one title: who reads a list of them could not tell which is meant.
fn name_apart(matters: &mut [Matter]) {
    let mut taken: HashSet<String> = HashSet::new();
    for matter in matters {
        let title = matter.title.clone();
        let mut number = 1;
        while !taken.insert(matter.title.to_lowercase()) {
            number += 1;
            matter.title = format!("{title} ({number})");
        }
    }
}

/// For a subject that is another for another group: the group that findings which name none are counted to.
fn sides(aspects: &Aspects, passages: &[Passage]) -> HashMap<SubjectId, Option<usize>> {
    let mut counts: HashMap<(SubjectId, usize), usize> = HashMap::new();
    for p in passages.iter().filter(|p| p.decides) {
        if let Some((s, Some(g))) = p.subject(aspects) {
            *counts.entry((s, g)).or_default() += 1;
        }
    }
    let mut best: HashMap<SubjectId, Option<usize>> = HashMap::new();
    for (s, subject) in aspects.subjects.iter().enumerate() {
        if subject.scope == super::aspects::Scope::Section {
            let of = counts.iter().filter(|((x, _), _)| *x == s);
            best.insert(
                s,
                of.max_by_key(|((_, g), n)| (**n, std::cmp::Reverse(*g)))
                    .map(|((_, g), _)| *g),
            );
        }
    }
    best
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

/// A matter is worth a row where inspectors evaluate it or count something.
fn says_something(matter: &Matter, readings: &[Reading], passages: &[Passage]) -> bool {
    matter.members.iter().any(|m| {
        let f = passages[m.passage].finding(readings);
        f.level != Level::None || !f.figures.is_empty()
    })
}

/// Findings for which the lexicon has no word: linked by words and themes, or a matter of their own.
fn without_subject(readings: &[Reading], passages: &[Passage], matters: &mut Vec<Matter>) {
    let known = matters.len();
    let lone = passages
        .iter()
        .enumerate()
        .filter(|(_, p)| p.decides && p.subjects.is_empty() && !p.elsewhere);
    for (p, passage) in lone {
        let f = passage.finding(readings);
        if f.level == Level::None || f.themes.is_empty() {
            continue;
        }
        let theme = f.themes[0];
        let near = |m: &Matter, from: usize| -> f32 {
            let least = if from >= known { JOIN } else { LINK };
            let best = m
                .members
                .iter()
                .map(|o| &passages[o.passage])
                .filter(|o| o.finding(readings).themes.contains(&theme))
                .map(|o| score(readings, passage, o))
                .fold(0.0, f32::max);
            if best >= least { best } else { 0.0 }
        };
        let best = matters
            .iter()
            .enumerate()
            .map(|(i, m)| (i, near(m, i)))
            .filter(|(_, s)| *s > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let member = Member {
            passage: p,
            confirmed: false,
        };
        match best {
            Some((i, _)) => matters[i].members.push(member),
            None => matters.push(Matter {
                id: format!("{}-{}", theme.slug(), short_hash(f.quote())),
                title: title_without_subject(theme, f.quote()),
                titled: Titled::BySentence,
                subject: None,
                members: vec![member],
                new: New::No,
            }),
        }
    }
}

/// The theme's title and the words the sentence begins with.
fn title_without_subject(theme: Theme, quote: &str) -> String {
    let own = quote.trim_start_matches(['“', '‘', '"', '\'']);
    let words: Vec<&str> = own.split_whitespace().collect();
    let few = words.iter().take(7).copied().collect::<Vec<_>>().join(" ");
    let end = if words.len() > 7 { "…" } else { "" };
    format!(
        "{}: ‘{}{end}’",
        theme.title(),
        few.trim_end_matches(['.', ',', ';', ':'])
    )
}

/// What others than inspectors say goes beside the matter they speak of; it makes no matter and decides nothing.
fn attach_others(readings: &[Reading], passages: &[Passage], matters: &mut [Matter]) {
    let mut about: HashMap<About, Vec<(usize, New)>> = HashMap::new();
    for (at, matter) in matters.iter().enumerate() {
        if let Some(key) = matter.subject {
            about.entry(key).or_default().push((at, matter.new));
        }
    }
    // What others say of a visit that found something new is about the new thing.
    let of_visit = |those: &[(usize, New)], visit: usize| {
        let new = those
            .iter()
            .find(|(_, new)| matches!(new, New::Since(at) if *at <= visit));
        new.or(those.first()).map(|(at, _)| *at)
    };
    for (p, passage) in passages
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.decides && !p.listed)
    {
        if repeats_letter(passage, passages, readings) {
            continue;
        }
        let fits = |group: Option<usize>| {
            group.is_none() || passage.group.is_none() || group == passage.group
        };
        let mut best: Option<(usize, f32)> = None;
        for &(subject, weight) in &passage.subjects {
            let those = about
                .iter()
                .filter(|((s, group), _)| *s == subject && fits(*group));
            for at in those.filter_map(|(_, those)| of_visit(those, passage.visit)) {
                if best.is_none_or(|(b, w)| weight > w || (weight.total_cmp(&w).is_eq() && at < b))
                {
                    best = Some((at, weight));
                }
            }
        }
        if let Some((at, _)) = best {
            matters[at].members.push(Member {
                passage: p,
                confirmed: false,
            });
        }
    }
}

/// True where an article only repeats words of the inspectors' own paper on the same visit.
fn repeats_letter(passage: &Passage, passages: &[Passage], readings: &[Reading]) -> bool {
    let letters = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let own = letters(passage.finding(readings).quote());
    passage.finding(readings).speaker.role == crate::findings::SpeakerRole::Inspectors
        && passages
            .iter()
            .filter(|o| o.visit == passage.visit && o.decides && o.reading != passage.reading)
            .any(|o| letters(o.finding(readings).quote()) == own)
}

/// Why findings of a visit were put with those of the visits before.
pub(crate) fn because(
    aspects: &Aspects,
    readings: &[Reading],
    matter: &Matter,
    earlier: &[&Passage],
    here: &[&Passage],
) -> LinkBecause {
    if earlier.is_empty() {
        return match matter.subject {
            Some(_) => LinkBecause::Named,
            None => LinkBecause::Alone,
        };
    }
    if matter.subject.is_some() {
        let shared = earlier.iter().fold(0, |set, e| set | e.facets)
            & here.iter().fold(0, |set, h| set | h.facets);
        let sides = aspects.facet_names(shared).into_iter().take(SIDES);
        return LinkBecause::BothNamed {
            sides: sides.map(str::to_owned).collect(),
        };
    }
    let likeness = |first: &Passage| {
        let of = earlier.iter().map(|e| score(readings, first, e));
        of.fold(0.0, f32::max)
    };
    let best = here.first().map_or(0.0, |first| likeness(first));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 100"
    )]
    let of_hundred = (best * 100.0).round().clamp(0.0, 100.0) as u8;
    LinkBecause::Alike { of_hundred }
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
    use super::*;

    #[test]
    fn no_two_matters_go_by_one_title() {
        let matter = |id: &str, title: &str| Matter {
            id: id.to_owned(),
            title: title.to_owned(),
            titled: Titled::BySentence,
            subject: None,
            members: Vec::new(),
            new: New::No,
        };
        let mut matters = vec![
            matter("a", "Workforce: ‘Staff told inspectors’"),
            matter("b", "Workforce: ‘staff told inspectors’"),
            matter("c", "Adoption"),
        ];
        name_apart(&mut matters);
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

//! Who speaks: verbs of speaking with their inflections, and the nouns that tell what a speaker is. Data: `speakers.toml`.
//!
//! Deliberately not here: finding an attribution in a sentence ([`crate::findings::attribution`]).

use std::collections::HashSet;

use serde::Deserialize;

use super::files::{lexicon, plain};
use super::{BadRules, Lexicon};
use crate::findings::SpeakerRole;

const FILE: &str = "speakers.toml";

/// The compiled rules.
#[derive(Debug, Clone)]
pub(crate) struct SpeakerRules {
    pub verbs: Lexicon<Verb>,
    /// Somebody reads out what is written: the words are the paper's.
    pub reads_out: Lexicon<()>,
    pub papers: Lexicon<()>,
    pub parties: Lexicon<()>,
    pub pronouns: Pronouns,
    pub lists: Lists,
    /// In the order in which they are tried.
    pub roles: Vec<Role>,
}

/// A form of a verb of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verb {
    pub form: Form,
    /// Speaks only where "that", a quotation or a colon follows.
    pub weak: bool,
    /// An act done by speaking: "thanked".
    pub act: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "Say": with several, or after "to" and "did".
    Base,
    /// "Says", "said".
    Finite,
    /// "Saying".
    Participle,
}

/// What a speaker is, by a noun.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub role: SpeakerRole,
    pub is: Sort,
    pub weak: bool,
    pub words: Lexicon<()>,
}

/// What a subject is, which decides the pronouns that take it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    Person,
    /// A body, or several people.
    Group,
    Paper,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pronouns {
    pub person: Vec<String>,
    pub thing: Vec<String>,
    pub plural: Vec<String>,
    pub own: Vec<String>,
}

/// Words by which a sentence is taken apart.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    /// Before a verb of speaking: somebody else speaks, or nobody.
    pub passive: HashSet<String>,
    /// Between a subject and its verb.
    pub auxiliaries: HashSet<String>,
    /// A verb in what would be a subject shows a whole clause.
    pub clause: HashSet<String>,
    /// Words with which a subject cannot begin: what they begin stands before it.
    pub introduces: HashSet<String>,
    /// What a new clause begins with.
    pub joins: HashSet<String>,
    /// What stands before a person's name.
    pub titles: HashSet<String>,
    /// Papers that are nobody's letter on a visit where their owner is not told.
    pub not_of_inspectors: HashSet<String>,
    /// What ends the head of a noun phrase.
    pub after_head: HashSet<String>,
    /// Capitalised words that are no part of a person's name.
    pub no_name: HashSet<String>,
    /// What somebody thinks or says, as a noun.
    pub views: HashSet<String>,
    /// A part of what is written: what follows its colon is the paper's.
    pub parts: HashSet<String>,
    /// Part of what is written, where the writer of a paper shows it to others.
    pub shown: HashSet<String>,
    /// A word that only joins a clause to what was said before.
    pub joints: HashSet<String>,
    /// What a noun phrase begins with.
    pub determiners: HashSet<String>,
    /// Before an office: of those outside who hold theirs against it.
    pub shadows: HashSet<String>,
    /// Before an office: it is held no more.
    pub past: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeakerFile {
    #[serde(rename = "version")]
    _version: String,
    verbs: VerbFile,
    papers: Vec<String>,
    parties: Vec<String>,
    pronouns: Pronouns,
    lists: Lists,
    role: Vec<RoleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbFile {
    say: Vec<String>,
    acts: Vec<String>,
    reads_out: Vec<String>,
    phrases: Vec<String>,
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    role: SpeakerRole,
    is: Sort,
    #[serde(default)]
    weak: bool,
    words: Vec<String>,
}

impl SpeakerRules {
    pub(super) fn new(file: SpeakerFile) -> Result<SpeakerRules, BadRules> {
        let verbs = file.verbs;
        let say = verbs.say.iter().flat_map(|v| forms(v, false));
        let act = |(word, verb): (String, Verb)| (word, Verb { act: true, ..verb });
        let acts = verbs.acts.iter().flat_map(|v| forms(v, false)).map(act);
        let phrases = verbs.phrases.iter().flat_map(|v| phrase(v));
        let weak = verbs.weak.iter().flat_map(|v| forms(v, true));
        let roles = file.role.into_iter().map(|r| {
            Ok(Role {
                role: r.role,
                is: r.is,
                weak: r.weak,
                words: plain(FILE, r.words)?,
            })
        });
        Ok(SpeakerRules {
            verbs: lexicon(FILE, say.chain(acts).chain(phrases).chain(weak))?,
            reads_out: plain(FILE, verbs.reads_out)?,
            papers: plain(FILE, file.papers)?,
            parties: plain(FILE, file.parties)?,
            pronouns: file.pronouns,
            lists: file.lists,
            roles: roles.collect::<Result<_, BadRules>>()?,
        })
    }
}

/// All forms of "base [past [participle]]".
fn forms(written: &str, weak: bool) -> Vec<(String, Verb)> {
    let parts: Vec<&str> = written.split_whitespace().collect();
    let Some(base) = parts.first() else {
        return Vec::new();
    };
    let past = parts.get(1).map_or_else(|| past(base), |p| (*p).to_owned());
    let mut all = vec![
        ((*base).to_owned(), Form::Base),
        (third(base), Form::Finite),
        (past, Form::Finite),
        (participle(base), Form::Participle),
    ];
    all.extend(parts.get(2).map(|p| ((*p).to_owned(), Form::Finite)));
    let form = |(word, form)| {
        (
            word,
            Verb {
                form,
                weak,
                act: false,
            },
        )
    };
    all.into_iter().map(form).collect()
}

/// "go on | went on": the first word is inflected, what goes with it stays.
fn phrase(written: &str) -> Vec<(String, Verb)> {
    let parts: Vec<&str> = written.split('|').map(str::trim).collect();
    let (base, with) = parts[0].split_once(' ').unwrap_or((parts[0], ""));
    let join = |verb: &str| format!("{verb} {with}").trim().to_owned();
    let mut all = vec![
        (join(base), Form::Base),
        (join(&third(base)), Form::Finite),
        (join(&participle(base)), Form::Participle),
    ];
    if parts.len() > 1 {
        all.extend(parts[1..].iter().map(|p| ((*p).to_owned(), Form::Finite)));
    } else {
        let irregular = |b: &str| match b {
            "hit" => "hit".to_owned(),
            other => past(other),
        };
        all.push((join(&irregular(base)), Form::Finite));
    }
    let form = |(word, form)| {
        (
            word,
            Verb {
                form,
                weak: false,
                act: false,
            },
        )
    };
    all.into_iter().map(form).collect()
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut from_end = base.chars().rev();
    from_end.next() == Some('y') && from_end.next().is_some_and(|c| !"aeiou".contains(c))
}

fn third(base: &str) -> String {
    if ends_in_consonant_y(base) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"];
    let ending = if hissing.iter().any(|e| base.ends_with(e)) {
        "es"
    } else {
        "s"
    };
    format!("{base}{ending}")
}

fn past(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{base}ed")
    }
}

fn participle(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_in_all_its_forms() {
        let words = |written| {
            let all = forms(written, false);
            all.into_iter().map(|(w, _)| w).collect::<Vec<_>>()
        };
        assert_eq!(words("say said"), ["say", "says", "said", "saying"]);
        assert_eq!(words("argue"), ["argue", "argues", "argued", "arguing"]);
        assert_eq!(
            words("stress"),
            ["stress", "stresses", "stressed", "stressing"]
        );
        assert_eq!(words("reply"), ["reply", "replies", "replied", "replying"]);
        assert_eq!(
            words("write wrote written"),
            ["write", "writes", "wrote", "writing", "written"]
        );
        let two: Vec<_> = phrase("go on | went on").into_iter().map(|p| p.0).collect();
        assert_eq!(two, ["go on", "goes on", "going on", "went on"]);
    }
}

//! The English authorities with children's services, past and present, and the names they go by.
//!
//! The list is data (`authorities.json`): 153 authorities of today, those that reorganisation ended, and the
//! trusts and companies that run services for them. Depends on nothing of ours.
//! Deliberately not here: deciding which authority a document is about (that is [`super::facts`]).

mod name;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use name::words;

/// An authority as a document names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Authority {
    /// The usual short name ("Croydon"); as written in the document where it is not on the list.
    pub name: String,
    /// ONS code of the built-in list ("E09000008"); none where the name is not on the list.
    pub code: Option<String>,
}

/// An authority of the built-in list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// ONS code, the latest where the area was only recoded.
    pub code: String,
    /// The usual short name.
    pub name: String,
    #[serde(rename = "kind")]
    pub authority_type: AuthorityType,
    /// One of the nine English regions.
    pub region: String,
    /// The council's own name for itself.
    pub council: String,
    /// Further names that the forms of [`Register::find`] do not give.
    #[serde(default)]
    pub names: Vec<String>,
    /// Codes of the same authority before it was recoded or became a unitary of the same area.
    #[serde(default)]
    pub former_codes: Vec<String>,
    /// First day, where it was created by a reorganisation since 2009.
    pub from: Option<Date>,
    /// Last day; none where it exists today.
    pub to: Option<Date>,
    /// Codes of the authorities that took over.
    #[serde(default)]
    pub succeeded_by: Vec<String>,
}

/// What sort of council it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityType {
    County,
    Unitary,
    Metropolitan,
    London,
}

/// A trust or company that runs children's services for one or more authorities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub name: String,
    #[serde(default)]
    pub names: Vec<String>,
    /// Codes of the authorities it serves or served.
    pub serves: Vec<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Deserialize)]
struct Data {
    as_of: Date,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    authorities: Vec<Entry>,
    bodies: Vec<Body>,
}

/// The built-in list, with its index of names.
pub struct Register {
    /// The day the list describes.
    pub as_of: Date,
    pub authorities: Vec<Entry>,
    pub bodies: Vec<Body>,
    /// Words put before and after a name, longest first: "london borough of", "metropolitan borough council".
    prefixes: Vec<Vec<String>>,
    suffixes: Vec<Vec<String>>,
    /// Normalised name → positions in `authorities`.
    names: HashMap<Vec<String>, Vec<usize>>,
    /// First word of a name → whole names, longest first.
    by_first_word: HashMap<String, Vec<Vec<String>>>,
}

/// A name of a listed authority, or of a body that serves one, in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the name in the text.
    pub range: Range<usize>,
    /// Code of the authority.
    pub code: String,
}

static REGISTER: LazyLock<Register> = LazyLock::new(|| {
    let data: Data = serde_json::from_str(include_str!("authorities.json"))
        .expect("the list of authorities is embedded and a test reads it");
    Register::new(data)
});

impl Register {
    /// The list that the program carries.
    pub fn built_in() -> &'static Register {
        &REGISTER
    }

    fn new(data: Data) -> Register {
        let split = |list: &[String]| {
            let mut forms: Vec<Vec<String>> = list.iter().map(|s| name::normal(s)).collect();
            forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
            forms
        };
        let mut register = Register {
            as_of: data.as_of,
            prefixes: split(&data.prefixes),
            suffixes: split(&data.suffixes),
            authorities: data.authorities,
            bodies: data.bodies,
            names: HashMap::new(),
            by_first_word: HashMap::new(),
        };
        let mut pairs: Vec<(Vec<String>, usize)> = Vec::new();
        for (i, a) in register.authorities.iter().enumerate() {
            for written in [&a.name, &a.council].into_iter().chain(&a.names) {
                pairs.push((name::normal(written), i));
            }
        }
        for body in &register.bodies {
            // A body that serves several says of none of them that it is the one.
            let [only] = body.serves.as_slice() else {
                continue;
            };
            let Some(i) = register.authorities.iter().position(|a| &a.code == only) else {
                continue;
            };
            for written in std::iter::once(&body.name).chain(&body.names) {
                pairs.push((name::normal(written), i));
            }
        }
        for (key, i) in pairs {
            let held = register.names.entry(key.clone()).or_default();
            if !held.contains(&i) {
                held.push(i);
            }
            let held = register.by_first_word.entry(key[0].clone()).or_default();
            if !held.contains(&key) {
                held.push(key);
            }
        }
        for names in register.by_first_word.values_mut() {
            names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        }
        register
    }

    /// The authority of a code, present or former.
    pub fn by_code(&self, code: &str) -> Option<&Entry> {
        let held = |a: &&Entry| a.code == code || a.former_codes.iter().any(|c| c == code);
        self.authorities.iter().find(held)
    }

    /// The authority that a written name means: "London Borough of Croydon", "Croydon Council",
    /// "windsor & maidenhead", "Birmingham Children's Trust". Where two authorities of different times bear
    /// the name, the one that existed `on` the day (today's where no day is given). None where nobody on the
    /// list goes by the name, or where a body serves several.
    pub fn find(&self, written: &str, on: Option<Date>) -> Option<&Entry> {
        let words = name::normal(written);
        if let Some(found) = self.exact(&words, on) {
            return Some(found);
        }
        self.bare(&words).iter().find_map(|w| self.exact(w, on))
    }

    /// The trust or company of a written name.
    pub fn body(&self, written: &str) -> Option<&Body> {
        let words = name::normal(written);
        self.bodies.iter().find(|b| {
            let mut names = std::iter::once(&b.name).chain(&b.names);
            names.any(|n| name::normal(n) == words)
        })
    }

    /// A written name without what councils put around theirs: "Northmere" of "Northmere Borough Council
    /// children's services". As written otherwise; empty where nothing remains.
    pub fn short_name(&self, written: &str) -> String {
        let tokens = words(written);
        let normal: Vec<String> = tokens.iter().map(|w| w.normal.clone()).collect();
        let shortest = self
            .bare(&normal)
            .into_iter()
            .min_by_key(Vec::len)
            .unwrap_or(normal.clone());
        let start = (0..=normal.len())
            .find(|&i| normal[i..].starts_with(&shortest))
            .unwrap_or(0);
        match (
            tokens.get(start),
            tokens.get(start + shortest.len().max(1) - 1),
        ) {
            (Some(first), Some(last)) if !shortest.is_empty() => written
                [first.range.start..last.range.end]
                .trim_end_matches(['’', '\''])
                .to_owned(),
            _ => String::new(),
        }
    }

    /// Names of listed authorities in running text, the longest at each place, capitalised.
    pub fn mentions(&self, text: &str, on: Option<Date>) -> Vec<Mention> {
        let tokens = words(text);
        let mut found = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let capital = text[tokens[i].range.clone()].starts_with(char::is_uppercase);
            let hit = capital
                .then(|| self.by_first_word.get(&tokens[i].normal))
                .flatten()
                .and_then(|names| {
                    names.iter().find(|n| {
                        n.len() <= tokens.len() - i
                            && n.iter().zip(&tokens[i..]).all(|(a, b)| *a == b.normal)
                    })
                })
                .and_then(|n| self.exact(n, on).map(|entry| (n.len(), entry)));
            match hit {
                Some((length, entry)) => {
                    let range = tokens[i].range.start..tokens[i + length - 1].range.end;
                    found.push(Mention {
                        range,
                        code: entry.code.clone(),
                    });
                    i += length;
                }
                None => i += 1,
            }
        }
        found
    }

    fn exact(&self, words: &[String], on: Option<Date>) -> Option<&Entry> {
        let held = self.names.get(words)?;
        let existed = |a: &&Entry| match on {
            Some(day) => a.from.is_none_or(|f| f <= day) && a.to.is_none_or(|t| day <= t),
            None => a.to.is_none(),
        };
        let entries = || held.iter().map(|&i| &self.authorities[i]);
        // A name borne once is meant, whatever the day: reports are published after a reorganisation too.
        if held.len() == 1 {
            entries().next()
        } else {
            entries().find(existed)
        }
    }

    /// What remains without prefixes and suffixes, one step after another, least taken off first.
    fn bare(&self, words: &[String]) -> Vec<Vec<String>> {
        let mut results: Vec<Vec<String>> = Vec::new();
        let mut open = vec![words.to_vec()];
        while let Some(current) = open.pop() {
            let shorter = self
                .suffixes
                .iter()
                .filter(|s| current.len() > s.len() && current.ends_with(s))
                .map(|s| current[..current.len() - s.len()].to_vec())
                .chain(
                    self.prefixes
                        .iter()
                        .filter(|p| current.len() > p.len() && current.starts_with(p))
                        .map(|p| current[p.len()..].to_vec()),
                );
            for s in shorter {
                if !results.contains(&s) {
                    results.push(s.clone());
                    open.push(s);
                }
            }
        }
        results.sort_by_key(|r| std::cmp::Reverse(r.len()));
        results
    }
}

impl From<&Entry> for Authority {
    fn from(entry: &Entry) -> Self {
        Authority {
            name: entry.name.clone(),
            code: Some(entry.code.clone()),
        }
    }
}

#[cfg(test)]
mod tests;

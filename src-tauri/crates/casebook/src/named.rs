//! What a person means by a name: a paper, a finding, a matter, a visit, as somebody types it who has no screen to
//! point at.
//!
//! A name must mean one thing: where it means none or several, it is said which there are.

use scrutiny_domain::comparison::{Comparison, CycleName, FindingRef, Thread, Visit};
use scrutiny_domain::document::YearMonth;
use scrutiny_store::StoredSource;

use crate::{Casebook, Error, Scope};

/// The fewest characters of a SHA-256 that name a paper.
const FEWEST: usize = 6;

/// The most that are named where a name means several.
const MOST: usize = 5;

/// What kind of thing a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Paper,
    Finding,
    Matter,
    Visit,
}

impl Named {
    /// As a sentence says it.
    pub fn in_words(self) -> &'static str {
        match self {
            Named::Paper => "paper",
            Named::Finding => "finding",
            Named::Matter => "matter",
            Named::Visit => "visit",
        }
    }
}

/// Which judgement cycles a name may be of: all where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cycles<'a> {
    /// Name or code.
    pub authority: Option<&'a str>,
    /// Month of the judgement that opened it.
    pub judged: Option<YearMonth>,
}

impl Casebook {
    /// The SHA-256 of the paper that goes by this: its file name, or the first characters of its SHA-256. Papers set
    /// aside can be named too; of several issues the newest is meant.
    ///
    /// # Errors
    /// Where it names none or several.
    pub async fn paper(&self, asked: &str) -> Result<String, Error> {
        let sources = self.workspace.sources().await?;
        let sha256 = asked.to_ascii_lowercase();
        let is_named = |s: &&StoredSource| {
            s.source.file.eq_ignore_ascii_case(asked)
                || (sha256.len() >= FEWEST && s.source.sha256.starts_with(&sha256))
        };
        let mut named: Vec<&StoredSource> = sources.iter().filter(is_named).collect();
        if named.len() > 1 {
            named.retain(|s| s.superseded_by.is_none());
        }
        let name = |s: &&StoredSource| format!("{} ({})", s.source.file, &s.source.sha256[..12]);
        match &named[..] {
            [one] => Ok(one.source.sha256.clone()),
            [] => {
                let files = sources.iter().map(|s| s.source.file.clone());
                Err(none(Named::Paper, asked, files))
            }
            several => Err(many(Named::Paper, asked, several.iter().map(name))),
        }
    }

    /// The finding with these words: all of them, or some that no other has. Of one paper where its SHA-256 is given.
    ///
    /// # Errors
    /// Where it names none or several.
    pub async fn finding(&self, words: &str, paper: Option<&str>) -> Result<FindingRef, Error> {
        let readings = self.readings(Scope::default()).await?;
        let citations: Vec<_> = readings
            .iter()
            .filter(|r| paper.is_none_or(|sha256| r.document.source.sha256 == sha256))
            .flat_map(|r| r.findings.iter().map(|f| &f.citation))
            .collect();
        let words = words.trim();
        let mut named: Vec<_> = citations.iter().filter(|c| c.quote == words).collect();
        if named.is_empty() && !words.is_empty() {
            named.extend(citations.iter().filter(|c| c.quote.contains(words)));
        }
        match &named[..] {
            [one] => Ok(FindingRef::from(**one)),
            [] => Err(none(Named::Finding, words, [])),
            several => {
                let quotes = several.iter().map(|c| c.quote.clone());
                Err(many(Named::Finding, words, quotes))
            }
        }
    }

    /// The comparison that has this matter, by its title or its id, and the id.
    ///
    /// # Errors
    /// Where there is no such matter, or several cycles have it.
    pub async fn matter(
        &self,
        asked: &str,
        cycles: Cycles<'_>,
    ) -> Result<(Comparison, String), Error> {
        let comparisons = self.of_cycles(cycles).await?;
        let titles: Vec<String> = comparisons
            .iter()
            .flat_map(|c| c.threads.iter().map(|t| t.title.clone()))
            .collect();
        let found = comparisons
            .into_iter()
            .filter_map(|c| thread_in(&c, asked).ok().map(|thread| (c, thread)));
        only(Named::Matter, asked, found.collect(), titles)
    }

    /// The comparison that has this visit, by its number or its id, and the id.
    ///
    /// # Errors
    /// Where there is no such visit, or several cycles have it.
    pub async fn visit(
        &self,
        asked: &str,
        cycles: Cycles<'_>,
    ) -> Result<(Comparison, String), Error> {
        let comparisons = self.of_cycles(cycles).await?;
        let ids: Vec<String> = comparisons
            .iter()
            .flat_map(|c| c.visits.iter().map(|v| v.id.clone()))
            .collect();
        let found = comparisons
            .into_iter()
            .filter_map(|c| visit_in(&c, asked).ok().map(|visit| (c, visit)));
        only(Named::Visit, asked, found.collect(), ids)
    }

    async fn of_cycles(&self, cycles: Cycles<'_>) -> Result<Vec<Comparison>, Error> {
        let scope = Scope {
            authority: cycles.authority,
            public_only: false,
        };
        let mut comparisons = self.compare(scope).await?;
        comparisons.retain(|c| {
            let judged = c.judged.map(|judged| judged.month);
            cycles.judged.is_none() || judged == cycles.judged
        });
        Ok(comparisons)
    }
}

/// The one that was found.
fn only(
    what: Named,
    asked: &str,
    mut found: Vec<(Comparison, String)>,
    known: Vec<String>,
) -> Result<(Comparison, String), Error> {
    match (found.pop(), &found[..]) {
        (None, _) => Err(none(what, asked, known)),
        (Some(one), []) => Ok(one),
        (Some(last), others) => {
            let all = others.iter().chain([&last]);
            Err(many(what, asked, all.map(|(c, _)| cycle(c))))
        }
    }
}

/// The id of the matter of a comparison that has this title or id.
///
/// # Errors
/// Where it has none or several.
pub fn thread_in(comparison: &Comparison, asked: &str) -> Result<String, Error> {
    let called = |t: &&Thread| t.title.to_lowercase() == asked.trim().to_lowercase();
    let threads = &comparison.threads;
    if let Some(thread) = threads.iter().find(|t| t.id == asked) {
        return Ok(thread.id.clone());
    }
    let named: Vec<&Thread> = threads.iter().filter(called).collect();
    match &named[..] {
        [one] => Ok(one.id.clone()),
        [] => {
            let titles = threads.iter().map(|t| t.title.clone());
            Err(none(Named::Matter, asked, titles))
        }
        several => Err(many(
            Named::Matter,
            asked,
            several.iter().map(|t| t.id.clone()),
        )),
    }
}

/// The id of the visit of a comparison that has this id or number.
///
/// # Errors
/// Where it has none.
pub fn visit_in(comparison: &Comparison, asked: &str) -> Result<String, Error> {
    let is_named =
        |v: &&Visit| v.id == asked || v.number.is_some_and(|number| number.to_string() == asked);
    let visit = comparison.visits.iter().find(is_named);
    let visits = || comparison.visits.iter().map(|v| v.id.clone());
    visit
        .map(|v| v.id.clone())
        .ok_or_else(|| none(Named::Visit, asked, visits()))
}

/// "Northmere, judged 2023-06".
fn cycle(comparison: &Comparison) -> String {
    let CycleName { authority, judged } = CycleName::of(comparison);
    judged.map_or(authority.clone(), |month| {
        format!("{authority}, judged {month}")
    })
}

fn none(what: Named, asked: &str, known: impl IntoIterator<Item = String>) -> Error {
    Error::NoneNamed {
        what,
        asked: asked.to_owned(),
        known: known.into_iter().collect(),
    }
}

fn many(what: Named, asked: &str, among: impl IntoIterator<Item = String>) -> Error {
    let mut among: Vec<String> = among.into_iter().collect();
    let more = among.len().saturating_sub(MOST);
    if more > 0 {
        among.truncate(MOST);
        among.push(format!("and {more} more"));
    }
    Error::SeveralNamed {
        what,
        asked: asked.to_owned(),
        among,
    }
}

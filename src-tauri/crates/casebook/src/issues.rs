//! Issues of one document: the same letter or report, published again with other bytes.

use scrutiny_domain::document::facts::Facts;
use scrutiny_domain::document::kind::Kind;
use scrutiny_domain::document::{Document, Format, WarningCode};
use scrutiny_domain::findings::SpeakerRole;
use scrutiny_store::StoredSource;

use crate::casebook::in_place_of_each_other;
use crate::{Casebook, Error};

/// What two issues of one document have in common; none where the document does not say enough about itself.
///
/// Only the inspectorate's papers: two newspapers may well report one visit, and neither replaces the other.
fn key(facts: &Facts) -> Option<(String, Kind, String)> {
    if !facts.kind.is_of_inspectors() {
        return None;
    }
    let authority = facts
        .authority
        .as_ref()
        .map(|a| a.value.code.clone().unwrap_or_else(|| a.value.name.clone()))?;
    let days = facts
        .dates
        .as_ref()
        .map(|d| d.value)
        .and_then(|d| d.from.date().zip(d.to.date()));
    let visit = facts.visit_number.as_ref().map(|n| n.value);
    let cycle = facts
        .judged
        .as_ref()
        .and_then(|j| j.value.month)
        .map(|m| m.to_string());
    let what = match (days, visit.zip(cycle)) {
        (Some((from, to)), _) => format!("{from}/{to}"),
        (None, Some((number, cycle))) => format!("{cycle}#{number}"),
        (None, None) => return None,
    };
    Some((authority, facts.kind, what))
}

/// A copy of a document, for deciding which of several is used.
pub(crate) struct Copy {
    pub id: i64,
    pub document: Document,
    /// What the inspectors say in it, a sentence each.
    pub said: Vec<String>,
}

/// Of ten sentences of a copy, so many must stand in another that takes its place: "nearly all".
const NEARLY_ALL: usize = 9;

impl Copy {
    /// What keeps a copy behind every other, whatever it says, the weightiest first: that it is a part cut from something
    /// else; that a machine read it in a picture. Who may see it is not among them: where members are not asked, a copy
    /// for members alone is not there to take any place.
    fn first(&self) -> (bool, bool) {
        let machine = self.warned(WarningCode::MachineRead);
        (self.document.source.part.is_none(), !machine)
    }

    /// What keeps a copy behind one that says as much: words that are not sure or covered; and another form than that
    /// in which the inspectorate publishes, which is somebody's copy.
    fn then(&self) -> (bool, bool, bool) {
        (
            !self.document.source.damaged,
            !self.warned(WarningCode::Hidden),
            self.document.source.format == Format::Pdf,
        )
    }

    fn warned(&self, code: WarningCode) -> bool {
        self.document.source.warnings.iter().any(|w| w.code == code)
    }

    /// Its words, as letters and digits alone, so that line breaks and marks do not part what says the same.
    fn words(&self) -> String {
        let body = self.document.paragraphs.iter().filter(|p| p.is_body());
        body.map(|p| plain(&p.text)).collect()
    }

    /// How many of the inspectors' sentences in it are not among the words of `other`.
    pub fn alone(&self, other: &Copy) -> usize {
        let words = other.words();
        let missing = |said: &&String| !words.contains(&plain(said));
        self.said.iter().filter(missing).count()
    }

    /// Whether it takes the place of `earlier`, which came before it: no copy does that says less or something else.
    fn takes_place_of(&self, earlier: &Copy) -> bool {
        if self.first() != earlier.first() {
            return self.first() > earlier.first();
        }
        if self.then() < earlier.then() {
            return false;
        }
        let (all, alone) = (earlier.said.len(), earlier.alone(self));
        // Damage changes sentences; then how many there are is all that can be compared.
        let damaged = earlier.document.source.damaged && !self.document.source.damaged;
        if damaged {
            self.said.len() * 10 >= all * NEARLY_ALL
        } else {
            (all - alone) * 10 >= all * NEARLY_ALL
        }
    }
}

/// Copies in the order of which takes the place of which, the one in use last. They come in the order of their issue; one
/// that does not take the place of those before it goes behind them.
pub(crate) fn by_standing(copies: Vec<Copy>) -> Vec<Copy> {
    let mut ranked: Vec<Copy> = Vec::new();
    for copy in copies {
        let behind = ranked.iter().rposition(|r| copy.takes_place_of(r));
        ranked.insert(behind.map_or(0, |at| at + 1), copy);
    }
    ranked
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The groups of papers that are issues of one document, oldest first, where there are several.
/// Order is that of publication; where it is not stated, of import.
pub(crate) fn groups(all: &[(i64, Facts)]) -> Vec<Vec<i64>> {
    let mut groups: Vec<(_, Vec<&(i64, Facts)>)> = Vec::new();
    for paper in all {
        let Some(key) = key(&paper.1) else { continue };
        match groups.iter_mut().find(|(of, _)| *of == key) {
            Some((_, group)) => group.push(paper),
            None => groups.push((key, vec![paper])),
        }
    }
    let published = |f: &Facts| f.published.as_ref().and_then(|p| p.value.date());
    let groups = groups.into_iter().map(|(_, group)| group);
    groups
        .filter(|group| group.len() > 1)
        .map(|mut issues| {
            if issues.iter().all(|(_, f)| published(f).is_some()) {
                issues.sort_by_key(|(id, f)| (published(f), *id));
            }
            issues.into_iter().map(|(id, _)| *id).collect()
        })
        .collect()
}

impl Casebook {
    /// Puts the issues of every document in their order: by what papers say, and by what people said of them.
    pub(crate) async fn order_issues(&self) -> Result<(), Error> {
        let groups = self.groups_of_issues().await?;
        let sources = self.workspace.sources().await?;
        let in_one = |id: i64| groups.iter().any(|group| group.contains(&id));
        for source in &sources {
            if source.supersedes.is_some() && !in_one(source.id) {
                self.workspace.order_issues(&[source.id]).await?;
            }
        }
        for group in &groups {
            self.put_in_order(group, &sources).await?;
        }
        Ok(())
    }

    /// The same for a paper that has just come in, which changes the order of its own issues alone.
    pub(crate) async fn order_issues_of(&self, new: i64) -> Result<(), Error> {
        let mut groups = self.groups_of_issues().await?;
        let Some(own) = groups.iter().position(|group| group.contains(&new)) else {
            return Ok(());
        };
        self.put_in_order(&groups.swap_remove(own), &self.workspace.sources().await?)
            .await
    }

    async fn put_in_order(&self, group: &[i64], sources: &[StoredSource]) -> Result<(), Error> {
        let mut copies = Vec::new();
        for id in group {
            copies.push(self.copy(*id).await?);
        }
        let ids: Vec<i64> = by_standing(copies).iter().map(|copy| copy.id).collect();
        let stands = |id: &i64, on: Option<i64>| {
            let source = sources.iter().find(|s| s.id == *id);
            source.is_some_and(|s| s.supersedes == on)
        };
        let before = std::iter::once(None).chain(ids.iter().copied().map(Some));
        if !ids
            .iter()
            .zip(before)
            .all(|(id, before)| stands(id, before))
        {
            self.workspace.order_issues(&ids).await?;
        }
        Ok(())
    }

    async fn groups_of_issues(&self) -> Result<Vec<Vec<i64>>, Error> {
        let mut facts = self.workspace.facts().await?;
        for c in self.workspace.corrections().await? {
            for (_, facts) in facts.iter_mut().filter(|(id, _)| *id == c.source) {
                c.correction.apply(facts, c.by.as_deref());
            }
        }
        Ok(groups(&facts))
    }

    async fn copy(&self, id: i64) -> Result<Copy, Error> {
        let findings = self.workspace.findings_of(id).await?;
        let inspectors = findings
            .iter()
            .filter(|f| f.speaker.role == SpeakerRole::Inspectors);
        Ok(Copy {
            id,
            document: self.workspace.document_without_words(id).await?,
            said: inspectors.map(|f| f.quote().to_owned()).collect(),
        })
    }

    /// How many of the inspectors' sentences in one copy are not in the other.
    pub(crate) async fn alone_in(&self, one: i64, other: i64) -> Result<usize, Error> {
        let (one, other) = (self.copy(one).await?, self.copy(other).await?);
        Ok(one.alone(&other))
    }

    /// A paper cannot be in use while another copy of it is.
    ///
    /// # Errors
    /// Where one is: it is named, with what to do.
    pub(crate) async fn may_be_used(&self, sha256: &str) -> Result<(), Error> {
        let all = self.workspace.sources().await?;
        let mut kept = all.clone();
        kept.retain(|s| !s.marks.set_aside || s.source.sha256 == sha256);
        in_place_of_each_other(&all, &mut kept);
        let this = kept.iter().find(|s| s.source.sha256 == sha256);
        let Some((this, by)) = this.and_then(|s| Some((s, s.superseded_by?))) else {
            return Ok(());
        };
        // The last of those that take each other's place is the one in use.
        let mut used = kept.iter().find(|s| s.id == by);
        while let Some(next) = used.and_then(|s| s.superseded_by) {
            used = kept.iter().find(|s| s.id == next);
        }
        let Some(used) = used else { return Ok(()) };
        Err(Error::AnotherCopy {
            asked: this.source.file.clone(),
            used: used.source.file.clone(),
            alone: self.alone_in(this.id, used.id).await?,
        })
    }
}

//! What can be found of a source, kept where it is looked for.

use scrutiny_domain::document::Document;
use scrutiny_domain::document::facts::{Facts, Stated};
use scrutiny_domain::findings::Finding;
use sqlx::SqliteConnection;

use super::PassageKind;
use crate::{StoreError, Workspace};

impl Workspace {
    /// Makes what a search looks in anew, without what is not there any more.
    ///
    /// A passage that is taken out of an index leaves its words behind with a mark on them, and each search reads over
    /// them. Of a few that does not matter; after all papers were read again a search takes ten times as long. One write
    /// of half a second where there are a hundred papers.
    pub async fn tidy_search(&self) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sqlx::query!("INSERT INTO passage_index (passage_index) VALUES ('optimize')")
            .execute(&mut *tx)
            .await?;
        sqlx::query!("INSERT INTO word_index (word_index) VALUES ('optimize')")
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Puts what can be found of a source in the place of what could be found before. Notes about it stay.
pub(crate) async fn put_source(
    tx: &mut SqliteConnection,
    source: i64,
    document: &Document,
    facts: &Facts,
    findings: &[Finding],
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM passages WHERE source = ? AND kind <> 'note'",
        source
    )
    .execute(&mut *tx)
    .await?;
    for p in document.paragraphs.iter().filter(|p| !p.text.is_empty()) {
        let passage = Passage {
            item: p.index,
            page: p.page(),
            paragraph: Some(p.label()),
            text: &p.text,
        };
        put(&mut *tx, PassageKind::Paragraph, source, passage).await?;
    }
    for f in findings {
        let passage = Passage {
            item: f.index,
            page: f.citation.pages.first().copied().unwrap_or_default(),
            paragraph: Some(f.citation.paragraph.clone()),
            text: f.quote(),
        };
        put(&mut *tx, PassageKind::Finding, source, passage).await?;
    }
    for (item, (text, page)) in stated(facts).into_iter().enumerate() {
        let passage = Passage {
            item,
            page,
            paragraph: None,
            text: &text,
        };
        put(&mut *tx, PassageKind::Fact, source, passage).await?;
    }
    Ok(())
}

struct Passage<'a> {
    item: usize,
    page: usize,
    paragraph: Option<String>,
    text: &'a str,
}

async fn put(
    tx: &mut SqliteConnection,
    kind: PassageKind,
    source: i64,
    passage: Passage<'_>,
) -> Result<(), StoreError> {
    let kind = kind.slug();
    let item = i64::try_from(passage.item).unwrap_or(i64::MAX);
    let page = i64::try_from(passage.page).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO passages (kind, source, item, page, paragraph, text) VALUES (?, ?, ?, ?, ?, ?)",
        kind,
        source,
        item,
        page,
        passage.paragraph,
        passage.text
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The facts that are words, with their pages.
fn stated(facts: &Facts) -> Vec<(String, usize)> {
    fn words<'a, T: 'a>(
        stated: impl IntoIterator<Item = &'a Stated<T>>,
        of: impl Fn(&'a T) -> &'a str,
    ) -> impl Iterator<Item = (&'a str, usize)> {
        let row = move |one: &'a Stated<T>| Some((of(&one.value), one.place()?.page));
        stated.into_iter().filter_map(row)
    }
    let judgements = facts.judgements.iter().filter_map(Stated::place);
    let asked = facts.recommendations.iter();
    words(&facts.title, String::as_str)
        .chain(words(&facts.authority, |a| &a.name))
        .chain(words(&facts.inspectors, |i| &i.name))
        .chain(words(&facts.director, String::as_str))
        .chain(words(&facts.focus, String::as_str))
        .chain(judgements.map(|place| (place.quote.as_str(), place.page)))
        .chain(asked.map(|asked| (asked.text.as_str(), asked.place.page)))
        .map(|(text, page)| (text.to_owned(), page))
        .collect()
}

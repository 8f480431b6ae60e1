//! What a screen shows, as a table in a file: the findings of a filter, one cycle's matrix, annotations.
//!
//! For who sits at the program, who sees members-only things: each row says who may see it. Deliberately not here:
//! what a table says (`scrutiny_domain::briefing`) and what a file of tables looks like (`scrutiny-print`).

use std::collections::HashMap;

use jiff::civil::Date;
use scrutiny_domain::annotations::{Annotation, Visibility};
use scrutiny_domain::briefing::{
    PlainTable, annotations_table, comparison_table, findings_table, matrix_table,
};
use scrutiny_domain::comparison::{self, Comparison, CycleName, Decision, Reading};

use crate::export::tables_file;
use crate::{Casebook, Error, Out, Scope};

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Each by the SHA-256 of its paper and its position there.
    Findings(Vec<(String, usize)>),
    Comparison(CycleName),
    /// By their ids.
    Annotations(Vec<i64>),
}

impl Casebook {
    /// Writes what a screen shows to `out`, an `.xlsx` or `.csv` file; returns how many rows it has.
    ///
    /// # Errors
    /// Where the file has another ending or cannot be written, or the cycle is no longer there.
    pub async fn save_shown<'a>(
        &self,
        shown: Shown,
        made: Date,
        out: impl Into<Out<'a>>,
    ) -> Result<usize, Error> {
        let out = out.into();
        let (comparisons, readings) = self.compared(Scope::default()).await?;
        let tables = match shown {
            Shown::Findings(findings) => vec![self.findings_shown(readings, &findings).await?],
            Shown::Comparison(cycle) => comparison_shown(&cycle, &comparisons, &readings)?,
            Shown::Annotations(ids) => {
                let decided = self.decided().await?;
                let all = self.attached(&comparisons, &readings, &decided).await?;
                let wanted: Vec<(&Annotation, bool)> = ids
                    .iter()
                    .filter_map(|id| all.iter().find(|a| a.annotation.id == *id))
                    .map(|a| (&a.annotation, a.attached))
                    .collect();
                vec![annotations_table(&wanted, &comparisons, &readings)]
            }
        };
        // A file of one table has the fullest one, the last.
        let is_csv = out
            .path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        let tables = &tables[if is_csv { tables.len() - 1 } else { 0 }..];
        let rows = tables.first().map_or(0, |table| table.rows.len());
        let title = self.path().file_stem().unwrap_or_default();
        let bytes = tables_file(&title.to_string_lossy(), tables, made, out.path)?;
        let members = Visibility::MembersOnly;
        self.write_beside(out, members, &bytes).await?.put()?;
        Ok(rows)
    }

    /// In the order of the papers; with the labels, and with what a person may not pass on.
    async fn findings_shown(
        &self,
        mut readings: Vec<Reading>,
        wanted: &[(String, usize)],
    ) -> Result<PlainTable, Error> {
        let decisions: Vec<Decision> = self
            .decided()
            .await?
            .into_iter()
            .map(|d| d.decision)
            .collect();
        let labels = comparison::labels(&readings, &decisions);
        let marks = self.members_only().await?;
        let mut by_paper: HashMap<&str, Vec<usize>> = HashMap::new();
        for (source, index) in wanted {
            by_paper.entry(source).or_default().push(*index);
        }
        let mut more = Vec::new();
        for (at, reading) in readings.iter_mut().enumerate() {
            let source = reading.document.source.sha256.as_str();
            let indices = by_paper.get(source).map_or(&[][..], Vec::as_slice);
            let visibility = if marks.contains(source) {
                Visibility::MembersOnly
            } else {
                Visibility::Public
            };
            let mut place = 0;
            reading.findings.retain(|finding| {
                let here = indices.contains(&finding.index);
                if here {
                    let labels = labels.of(at, place).join("; ");
                    more.push(vec![labels, visibility.in_words().to_owned()]);
                }
                place += 1;
                here
            });
        }
        let mut table = findings_table(&readings);
        table
            .header
            .extend(["Labels", "Who may see it"].map(str::to_owned));
        for (row, more) in table.rows.iter_mut().zip(more) {
            row.extend(more);
        }
        Ok(table)
    }
}

fn comparison_shown(
    cycle: &CycleName,
    comparisons: &[Comparison],
    readings: &[Reading],
) -> Result<Vec<PlainTable>, Error> {
    let comparison = comparisons
        .iter()
        .find(|c| CycleName::of(c) == *cycle)
        .ok_or_else(|| Error::NothingToCompare {
            authority: cycle.authority.clone(),
        })?;
    Ok(vec![
        matrix_table(comparison, readings),
        comparison_table(comparison, readings),
    ])
}

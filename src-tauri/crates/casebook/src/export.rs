//! Findings, comparison and questions as tables in a file.

use std::path::Path;

use jiff::civil::Date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{
    Options, PlainTable, comparison_table, findings_table, questions_table, suggested_questions,
};
use scrutiny_domain::comparison::WhichCycle;
use scrutiny_print::{csv, xlsx};

use crate::brief::meant;
use crate::{Casebook, Error, Out, Scope};

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    Findings,
    Comparison,
    Questions,
}

impl Casebook {
    /// Writes the tables of one authority to `out`: a sheet each in an `.xlsx`, one table in a `.csv`. What the audience
    /// may not see is in neither. Returns how many rows were written.
    pub async fn export<'a>(
        &self,
        authority: &str,
        tables: &[Tables],
        cycle: WhichCycle,
        audience: Visibility,
        made: Date,
        out: impl Into<Out<'a>>,
    ) -> Result<usize, Error> {
        let out = out.into();
        let scope = Scope {
            authority: Some(authority),
            public_only: audience == Visibility::Public,
        };
        let (comparisons, readings) = self.compared(scope).await?;
        let annotations = self.annotations().await?;
        let templates = self.templates().await?;
        // Findings and questions are there before there is anything to compare.
        let comparison = match meant(comparisons, cycle, authority) {
            Err(Error::NothingToCompare { .. }) => None,
            other => Some(other?),
        };
        let made_of = |which: &Tables| -> Result<PlainTable, Error> {
            Ok(match which {
                Tables::Findings => findings_table(&readings),
                Tables::Questions => {
                    let suggested = match &comparison {
                        Some(comparison) => {
                            let options = Options {
                                audience,
                                templates: templates.clone(),
                                ..Options::usual(made)
                            };
                            suggested_questions(comparison, &readings, &annotations, &options)
                        }
                        None => Vec::new(),
                    };
                    questions_table(&annotations, &suggested, audience)
                }
                Tables::Comparison => {
                    let comparison = comparison.as_ref().ok_or(Error::NothingToCompare {
                        authority: authority.to_owned(),
                    })?;
                    comparison_table(comparison, &readings)
                }
            })
        };
        let made_tables = tables.iter().map(made_of).collect::<Result<Vec<_>, _>>()?;
        let title = format!("{authority} children’s services");
        let bytes = tables_file(&title, &made_tables, made, out.path)?;
        self.write_beside(out, audience, &bytes).await?.put()?;
        Ok(made_tables.iter().map(|t| t.rows.len()).sum())
    }
}

/// Tables as an `.xlsx` file, a sheet each, or one as a `.csv` file.
pub(crate) fn tables_file(
    title: &str,
    tables: &[PlainTable],
    made: Date,
    out: &Path,
) -> Result<Vec<u8>, Error> {
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    Ok(match (ending.as_deref(), tables) {
        (Some("xlsx"), all) => xlsx(title, all, made)?,
        (Some("csv"), [one]) => csv(one),
        _ => return Err(Error::TableForm(out.to_owned())),
    })
}

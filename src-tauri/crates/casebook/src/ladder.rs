//! Which words say more than which: the ladder of quantifiers, which a person may change for a workspace.
//!
//! It is put over the findings as they are read out, so that a change shows at once and can be taken back; what was
//! read stays as it was. Deliberately not here: what the words are looked up by (`scrutiny-domain`).

use scrutiny_domain::findings::{Rules, Rung};
use scrutiny_store::Who;
use serde_json::Value;

use crate::{Casebook, Error};

/// The name of the setting.
const LADDER: &str = "ladder";

impl Casebook {
    /// The workspace's own ladder, else the one that comes with the program.
    pub async fn ladder(&self) -> Result<Vec<Rung>, Error> {
        let rules = self.rules_of_own().await?;
        Ok(rules
            .as_ref()
            .unwrap_or(Rules::built_in())
            .ladder()
            .to_vec())
    }

    /// Whether the workspace has a ladder of its own.
    pub async fn has_own_ladder(&self) -> Result<bool, Error> {
        Ok(self.rules_of_own().await?.is_some())
    }

    /// Puts a ladder of one's own in its place; none goes back to the one that comes with the program.
    pub async fn set_ladder(&self, who: &Who, ladder: Option<Vec<Rung>>) -> Result<(), Error> {
        let value = match ladder {
            Some(ladder) => {
                let rules = Rules::built_in().with_ladder(ladder)?;
                serde_json::to_value(rules.ladder()).map_err(|e| Error::Inside(e.to_string()))?
            }
            None => Value::Null,
        };
        Ok(self.workspace.set(who, LADDER, value).await?)
    }

    /// The rules with the workspace's own ladder, where it has one.
    pub(crate) async fn rules_of_own(&self) -> Result<Option<Rules>, Error> {
        let value = self.workspace.setting(LADDER).await?;
        let Some(value) = value.filter(|v| !v.is_null()) else {
            return Ok(None);
        };
        let ladder = serde_json::from_value(value).map_err(|e| Error::Inside(e.to_string()))?;
        Ok(Some(Rules::built_in().with_ladder(ladder)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;
    use crate::sample::{case_of, nobody};

    #[tokio::test]
    async fn a_ladder_of_ones_own_counts_at_once_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let casebook = case_of(folder.path(), "Scores of visits to children are late.\n").await;
        let who = nobody();
        let said = || async {
            let readings = casebook.readings(Scope::default()).await.unwrap();
            let quantifier = readings[0].findings[0].quantifier.clone();
            quantifier.map(|q| (q.words, q.rank))
        };
        let usual = casebook.ladder().await.unwrap();
        assert_eq!(said().await, None);
        let mut own = usual.clone();
        own[3].words.push("scores of".to_owned());
        casebook.set_ladder(&who, Some(own.clone())).await.unwrap();
        assert_eq!(casebook.ladder().await.unwrap(), own);
        assert_eq!(said().await, Some(("scores of".to_owned(), own[3].rank)));
        let nothing = casebook.set_ladder(&who, Some(Vec::new())).await;
        assert!(matches!(nothing.unwrap_err(), Error::Ladder(_)));
        assert_eq!(casebook.ladder().await.unwrap(), own);
        casebook.undo(&who).await.unwrap();
        assert_eq!(said().await, None);
        casebook.set_ladder(&who, Some(own)).await.unwrap();
        casebook.set_ladder(&who, None).await.unwrap();
        assert_eq!(casebook.ladder().await.unwrap(), usual);
    }
}

//! What a person chose for the pack of an authority, kept in the case for the next one.
//!
//! Deliberately not here: making the pack (`brief`).

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::Section;
use scrutiny_domain::comparison::WhichCycle;
use scrutiny_print::Sheet;
use scrutiny_store::Who;
use serde::{Deserialize, Serialize};

use crate::{Casebook, Choices, Error, Form, Pack};

/// What was chosen for the pack of one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackChoices {
    pub audience: Visibility,
    /// "Children’s scrutiny committee".
    pub committee: Option<String>,
    pub meeting: Option<Date>,
    /// What a PDF is printed on.
    pub sheet: Sheet,
    /// After the front page, in this order.
    pub sections: Vec<Section>,
    /// Which of the authority's runs of visits.
    pub cycle: WhichCycle,
    /// No party is named and no colour could be taken for one's.
    pub neutral: bool,
    /// Who said it is told by what they are, and not by name.
    pub unnamed: bool,
    /// Shown above everything, as before an election.
    pub banner: Option<String>,
    /// Most pages: the least gives way until it fits. As long as it is where there is none.
    pub most_pages: Option<usize>,
}

impl Default for PackChoices {
    /// Every section, for members, on A4.
    fn default() -> Self {
        PackChoices {
            audience: Visibility::MembersOnly,
            committee: None,
            meeting: None,
            sheet: Sheet::A4,
            sections: Section::ALL.to_vec(),
            cycle: WhichCycle::Usual,
            neutral: false,
            unnamed: false,
            banner: None,
            most_pages: None,
        }
    }
}

impl PackChoices {
    /// The pack that is meant, made on a day.
    pub fn pack<'a>(&self, authority: &'a str, made: Date) -> Pack<'a> {
        Pack {
            authority,
            audience: self.audience,
            committee: self.committee.clone(),
            meeting: self.meeting,
            made,
        }
    }

    /// What else is chosen of it, in a form.
    pub fn choices(&self, form: Form) -> Choices {
        Choices {
            form,
            sections: self.sections.clone(),
            cycle: self.cycle,
            neutral: self.neutral,
            unnamed: self.unnamed,
            banner: self.banner.clone(),
            pages: self.most_pages,
            by: None,
        }
    }
}

/// As the case keeps it: what was not said is empty.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    audience: Visibility,
    committee: String,
    meeting: String,
    paper: KeptPaper,
    sections: Vec<Section>,
    /// "2017-09"; empty for the usual one.
    #[serde(default)]
    cycle: String,
    neutral: bool,
    #[serde(default)]
    unnamed: bool,
    banner: String,
    most_pages: Option<usize>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptPaper {
    A4,
    A5,
    Large,
}

impl From<&PackChoices> for Kept {
    fn from(choices: &PackChoices) -> Self {
        Kept {
            audience: choices.audience,
            committee: choices.committee.clone().unwrap_or_default(),
            meeting: choices
                .meeting
                .map(|day| day.to_string())
                .unwrap_or_default(),
            paper: match choices.sheet {
                Sheet::A4 => KeptPaper::A4,
                Sheet::A5 => KeptPaper::A5,
                Sheet::A4LargePrint => KeptPaper::Large,
            },
            sections: choices.sections.clone(),
            cycle: choices.cycle.to_string(),
            neutral: choices.neutral,
            unnamed: choices.unnamed,
            banner: choices.banner.clone().unwrap_or_default(),
            most_pages: choices.most_pages,
        }
    }
}

impl From<Kept> for PackChoices {
    fn from(kept: Kept) -> Self {
        let said = |words: String| Some(words).filter(|words| !words.is_empty());
        PackChoices {
            audience: kept.audience,
            committee: said(kept.committee),
            meeting: kept.meeting.parse().ok(),
            sheet: match kept.paper {
                KeptPaper::A4 => Sheet::A4,
                KeptPaper::A5 => Sheet::A5,
                KeptPaper::Large => Sheet::A4LargePrint,
            },
            sections: kept.sections,
            // One that no paper opens any more is the usual one again.
            cycle: kept.cycle.parse().unwrap_or_default(),
            neutral: kept.neutral,
            unnamed: kept.unnamed,
            banner: said(kept.banner),
            most_pages: kept.most_pages,
        }
    }
}

impl Casebook {
    /// What was chosen last for the pack of this authority; the usual where nothing was.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub async fn pack_choices(&self, authority: &str) -> Result<PackChoices, Error> {
        let kept = self.workspace.setting(&setting(authority)).await?;
        // Choices of a later program that this one does not know are no reason to refuse the case.
        let kept = kept.and_then(|value| serde_json::from_value::<Kept>(value).ok());
        Ok(kept.map(PackChoices::from).unwrap_or_default())
    }

    /// Keeps what was chosen; it can be taken back like any other change.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn choose_pack(
        &self,
        who: &Who,
        authority: &str,
        choices: &PackChoices,
    ) -> Result<(), Error> {
        let value =
            serde_json::to_value(Kept::from(choices)).map_err(|e| Error::Inside(e.to_string()))?;
        let name = setting(authority);
        // What did not change is no step to take back.
        if self.workspace.setting(&name).await?.as_ref() == Some(&value) {
            return Ok(());
        }
        Ok(self.workspace.set(who, &name, value).await?)
    }

    /// A file for a pack that is not there yet, beside the case: "Northmere briefing 2026-01-31.pdf"; with a number
    /// where that is taken.
    pub fn free_pack_name(&self, authority: &str, made: Date) -> PathBuf {
        free_name(self.path(), authority, made)
    }
}

/// The name under which a case keeps what was chosen.
fn setting(authority: &str) -> String {
    format!("pack of {authority}")
}

fn free_name(case: &Path, authority: &str, made: Date) -> PathBuf {
    // An authority that is on no list goes by what a document calls it: nothing in it may leave the folder.
    let plain: String = authority
        .chars()
        .map(|c| if r#"/\:*?"<>|"#.contains(c) { ' ' } else { c })
        .collect();
    let named = |number: &str| case.with_file_name(format!("{plain} briefing {made}{number}.pdf"));
    let mut name = named("");
    let mut number = 2;
    while name.exists() {
        name = named(&format!(" ({number})"));
        number += 1;
    }
    name
}

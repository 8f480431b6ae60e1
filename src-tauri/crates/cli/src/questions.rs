//! What to ask: `scrutiny questions`.
//!
//! Deliberately not here: what gives rise to a question, and its words (`scrutiny_domain::briefing`).

use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;
use scrutiny_casebook::domain::briefing::{Suggestion, Templates};
use scrutiny_casebook::domain::comparison::WhichCycle;
use scrutiny_casebook::{Error, Questions as Suggested};

use crate::args::Json;
use crate::open::open;
use crate::page::Page;
use crate::{Fault, contract, done, say, who};

/// The questions to ask about one authority.
#[derive(Debug, Args)]
pub struct Questions {
    workspace: PathBuf,
    /// Whose: a name or a code, as `scrutiny list` shows them
    #[arg(long, value_name = "NAME", required_unless_present_any = ["templates", "from", "usual"])]
    authority: Option<String>,
    /// Which run of visits, by the year or month that its inspection was in or its judgement was given; the newest that an
    /// inadequate judgement opened if not said
    #[arg(
        long,
        value_name = "2017|2017-09",
        default_value = "",
        hide_default_value = true
    )]
    cycle: WhichCycle,
    /// The day for which promises are due or not; today if not said
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Take these, by their numbers: they are yours from now on, to be changed and put in order
    #[arg(long, value_name = "N,...", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..))]
    take: Vec<u16>,
    /// Print the words in which questions are suggested, as a file to change
    #[arg(long, conflicts_with_all = ["take", "from", "usual", "json"])]
    templates: bool,
    /// Suggest in the words of this file, which is written as `--templates` prints it
    #[arg(long, value_name = "FILE.toml", conflicts_with_all = ["take", "usual"])]
    from: Option<PathBuf>,
    /// Go back to the words that come with the program
    #[arg(long, conflicts_with = "take")]
    usual: bool,
    #[command(flatten)]
    json: Json,
}

impl Questions {
    /// Shows them, takes those that are named, or changes the words in which they are suggested.
    pub async fn run(self) -> Result<bool, Fault> {
        let casebook = open(&self.workspace).await?;
        if let Some(file) = &self.from {
            let text = std::fs::read_to_string(file).map_err(|e| Error::File {
                path: file.clone(),
                detail: e.to_string(),
            })?;
            let own = Templates::read(&text).map_err(Error::from)?;
            casebook.set_templates(&who(), Some(own)).await?;
        } else if self.usual {
            casebook.set_templates(&who(), None).await?;
        }
        let mut page = Page::new();
        if self.templates {
            let templates = casebook.templates().await?;
            casebook.close().await;
            for line in templates.as_file().lines() {
                page.line(line)?;
            }
            return Ok(true);
        }
        let Some(authority) = &self.authority else {
            casebook.close().await;
            return Ok(true);
        };
        let made = self.date.unwrap_or_else(|| Zoned::now().date());
        let questions = casebook.questions(authority, self.cycle, made).await?;
        let numbered = |n: &u16| questions.suggested.get(usize::from(*n) - 1).ok_or(*n);
        let taken: Result<Vec<&Suggestion>, u16> = self.take.iter().map(numbered).collect();
        let taken = match taken {
            Ok(taken) => taken,
            Err(n) => {
                casebook.close().await;
                say(&format!(
                    "There is no question {n}: {} are suggested. Nothing was taken.",
                    questions.suggested.len()
                ));
                return Ok(false);
            }
        };
        for question in &taken {
            let own = casebook.take(&who(), question, &questions.cycle).await?;
            done(&format!(
                "Taken as {}: `scrutiny rewrite` changes it.",
                own.id
            ));
        }
        casebook.close().await;
        if !taken.is_empty() {
            return Ok(true);
        }
        if self.json.json {
            page.json(&contract::Questions::of(&questions))?;
            return Ok(true);
        }
        shown(&mut page, &questions)?;
        Ok(true)
    }
}

fn shown(page: &mut Page, questions: &Suggested) -> std::io::Result<()> {
    page.heading(&format!("{}: questions suggested", questions.authority))?;
    if questions.suggested.is_empty() {
        page.text(
            0,
            "None: nothing that they could rest on is settled or sure.",
        )?;
    }
    for (n, one) in questions.suggested.iter().enumerate() {
        let asked = &one.asked;
        page.line("")?;
        page.text(0, &format!("{}. {}", n + 1, asked.text))?;
        let whom = asked.whom.iter().map(|whom| format!("For {whom}."));
        let evidence = asked.evidence.iter().map(|e| format!("Ask for: {e}."));
        let next = asked.follow_ups.iter().map(|f| format!("Then: {f}"));
        let why = asked.why.iter().map(|why| format!("Rests on: {why}."));
        for line in whom.chain(evidence).chain(next).chain(why) {
            page.text(4, &line)?;
        }
    }
    page.line("")?;
    page.text(0, "Always at hand:")?;
    for one in &questions.always {
        page.text(4, one)?;
    }
    Ok(())
}

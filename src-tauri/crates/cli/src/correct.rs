//! Facts of a paper and classes of a finding as a person says they are: `scrutiny correct`.
//!
//! Deliberately not here: what a correction changes.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Subcommand, ValueEnum};
use scrutiny_casebook::domain::comparison::{Decided, Decision};
use scrutiny_casebook::domain::document::StatedDate;
use scrutiny_casebook::domain::document::facts::Judged;
use scrutiny_casebook::{Casebook, Error, FactCorrection, Position, Words};
use serde::de::DeserializeOwned;

use crate::args::Asked;
use crate::open::open;
use crate::{Fault, done, who};

/// What is corrected.
#[derive(Debug, Args)]
pub struct Correct {
    workspace: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A fact that was read in a paper
    Fact(Fact),
    /// The classes of a finding
    Finding(Finding),
}

#[derive(Debug, Args)]
struct Fact {
    /// Its file name, or the beginning of its SHA-256
    paper: String,
    #[arg(value_enum)]
    fact: FactName,
    /// As many as the fact has
    #[arg(value_name = "VALUE", required_unless_present = "not_stated")]
    values: Vec<String>,
    /// The paper does not state it
    #[arg(long, conflicts_with = "values")]
    not_stated: bool,
}

/// A fact that can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FactName {
    /// As `scrutiny list --json` names it: monitoring-visit-letter
    Kind,
    /// ilacs, sif, pre-sif, jtai
    Framework,
    Title,
    /// Any name it goes by
    Authority,
    /// A day, as 2021-08-16
    Published,
    /// The day of the letter that the paper reports on
    LetterPublished,
    /// The first day and, where there is another, the last
    Dates,
    /// A number
    VisitNumber,
    /// How many visits it says there will be
    VisitsClaimed,
    /// What the authority had been judged before, and the month: inadequate 2020-06
    Judged,
    /// An area and its grade: overall good; the area alone where it has none
    Judgement,
    /// Every inspector's name
    Inspectors,
    Director,
    /// All areas covered, each in the paper's words
    Focus,
    /// All that the paper asks for, each in its words
    Recommendations,
}

#[derive(Debug, Args)]
#[group(id = "classes", required = true, multiple = true)]
struct Classes {
    /// strength, mixed, weakness or none
    #[arg(long, value_parser = named::<scrutiny_casebook::domain::findings::Level>)]
    level: Option<scrutiny_casebook::domain::findings::Level>,
    /// better, worse, same, mixed or none
    #[arg(long, value_parser = named::<scrutiny_casebook::domain::findings::Direction>)]
    direction: Option<scrutiny_casebook::domain::findings::Direction>,
    /// All themes, as `scrutiny findings --json` names them
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', value_parser = named::<scrutiny_casebook::domain::findings::Theme>)]
    themes: Option<Vec<scrutiny_casebook::domain::findings::Theme>>,
    /// Who says it: inspectors, council, cabinet-member, opposition-councillor, press or other
    #[arg(long, value_parser = named::<scrutiny_casebook::domain::findings::SpeakerRole>)]
    speaker: Option<scrutiny_casebook::domain::findings::SpeakerRole>,
    /// Their name, as the paper has it
    #[arg(long, value_name = "NAME", requires = "speaker")]
    speaker_name: Option<String>,
    /// The classes are right as they were read
    #[arg(long, conflicts_with_all = ["level", "direction", "themes"])]
    right: bool,
}

#[derive(Debug, Args)]
struct Finding {
    /// Words of the finding that no other has
    #[arg(value_name = "WORDS")]
    finding: String,
    #[command(flatten)]
    classes: Classes,
    /// Only findings of this paper: its file name or the beginning of its SHA-256
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
}

impl Correct {
    /// Keeps it and says so.
    pub async fn run(self) -> Result<bool, Fault> {
        if let What::Fact(fact) = &self.what {
            // Before the workspace is opened: the command was not understood.
            fact.read()
                .unwrap_or_else(|why| Asked::command().error(ErrorKind::InvalidValue, why).exit());
        }
        let casebook = open(&self.workspace).await?;
        let kept = match &self.what {
            What::Fact(fact) => fact.keep(&casebook).await,
            What::Finding(finding) => finding.keep(&casebook).await,
        };
        casebook.close().await;
        kept?;
        Ok(done("Corrected. `scrutiny undo` takes it back."))
    }
}

impl Fact {
    async fn keep(&self, casebook: &Casebook) -> Result<(), Error> {
        let sha256 = casebook.paper(&self.paper).await?;
        match self.read() {
            Ok(correction) => casebook.correct(&who(), &sha256, correction).await,
            Err(why) => Err(Error::Inside(why)),
        }
    }

    /// What the values say; why not where they cannot be understood.
    fn read(&self) -> Result<FactCorrection, String> {
        let one = || match &self.values[..] {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            _ => Err("this fact has one value".to_owned()),
        };
        let day = |text: &String| -> Result<StatedDate, String> {
            let why =
                |_| format!("‘{text}’ is not a date: write 16 August 2021, 2021-08-16, or 2021-08");
            StatedDate::typed(text).map_err(why)
        };
        let one_day = || one()?.as_ref().map(day).transpose();
        let number = || {
            let why = |text: &String| format!("‘{text}’ is not a number of visits");
            let parse = |text: String| text.parse::<u8>().map_err(|_| why(&text));
            one()?.map(parse).transpose()
        };
        let words = || {
            let words = self.values.iter().map(|quote| Words {
                quote: quote.clone(),
                at: Position::Anywhere,
            });
            words.collect()
        };
        Ok(match self.fact {
            FactName::Kind => {
                let kind = one()?.ok_or("every paper is of some kind: ‘other’ is one")?;
                FactCorrection::Kind(named(&kind)?)
            }
            FactName::Framework => {
                FactCorrection::Framework(one()?.map(|name| named(&name)).transpose()?)
            }
            FactName::Title => FactCorrection::Title(one()?),
            FactName::Authority => FactCorrection::Authority(one()?),
            FactName::Published => FactCorrection::Published(one_day()?),
            FactName::LetterPublished => FactCorrection::LetterPublished(one_day()?),
            FactName::Dates => match &self.values[..] {
                [] => FactCorrection::Dates {
                    from: None,
                    to: None,
                },
                [from] => FactCorrection::Dates {
                    from: Some(day(from)?),
                    to: None,
                },
                [from, to] => FactCorrection::Dates {
                    from: Some(day(from)?),
                    to: Some(day(to)?),
                },
                _ => return Err("a visit has a first and a last day".to_owned()),
            },
            FactName::VisitNumber => FactCorrection::VisitNumber(number()?),
            FactName::VisitsClaimed => FactCorrection::VisitsClaimed(number()?),
            FactName::Judged => match &self.values[..] {
                [] => FactCorrection::Judged(None),
                [grade] => FactCorrection::Judged(Some(Judged {
                    grade: named(grade)?,
                    month: None,
                })),
                [grade, month] => FactCorrection::Judged(Some(Judged {
                    grade: named(grade)?,
                    month: Some(day(month)?),
                })),
                _ => return Err("say the grade and the month".to_owned()),
            },
            FactName::Judgement => match &self.values[..] {
                [area] => FactCorrection::Judgement {
                    area: named(area)?,
                    grade: None,
                },
                [area, grade] => FactCorrection::Judgement {
                    area: named(area)?,
                    grade: Some(named(grade)?),
                },
                _ => return Err("say the area and its grade".to_owned()),
            },
            FactName::Inspectors => FactCorrection::Inspectors(self.values.clone()),
            FactName::Director => FactCorrection::Director(one()?),
            FactName::Focus => FactCorrection::Focus(words()),
            FactName::Recommendations => FactCorrection::Recommendations(words()),
        })
    }
}

impl Finding {
    async fn keep(&self, casebook: &Casebook) -> Result<(), Error> {
        let paper = match &self.paper {
            Some(named) => Some(casebook.paper(named).await?),
            None => None,
        };
        let finding = casebook.finding(&self.finding, paper.as_deref()).await?;
        let Classes {
            level,
            direction,
            themes,
            speaker,
            speaker_name,
            right,
        } = &self.classes;
        let mut decisions = Vec::new();
        if *right {
            let finding = finding.clone();
            decisions.push(Decision::Right { finding });
        }
        if let Some(level) = *level {
            let finding = finding.clone();
            decisions.push(Decision::Level { finding, level });
        }
        if let Some(direction) = *direction {
            let finding = finding.clone();
            decisions.push(Decision::Direction { finding, direction });
        }
        if let Some(themes) = themes.clone() {
            let finding = finding.clone();
            decisions.push(Decision::Themes { finding, themes });
        }
        if let Some(speaker) = *speaker {
            let (finding, name) = (finding.clone(), speaker_name.clone());
            decisions.push(Decision::Speaker {
                finding,
                speaker,
                name,
            });
        }
        for decision in decisions {
            let decided = Decided::new(decision, None);
            casebook.decide(&who(), decided).await?;
        }
        Ok(())
    }
}

/// A value of an enum by its name in data, with hyphens as the command line writes names.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    serde_json::from_value(serde_json::Value::String(name)).map_err(|e| e.to_string())
}

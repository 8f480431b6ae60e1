//! What leaves the desk: `scrutiny brief`, `packs` and `export`.
//!
//! Deliberately not here: what a pack or a table says.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Zoned;
use jiff::civil::Date;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::{Concern, Section};
use scrutiny_casebook::domain::comparison::WhichCycle;
use scrutiny_casebook::{Choices, Form, Out, Pack, Sheet, Tables};

use crate::notes::told_exempt;
use crate::open::open;
use crate::page::Page;
use crate::{Fault, say, show, who, words};

/// The pack to make.
#[derive(Debug, Args)]
pub struct Brief {
    workspace: PathBuf,
    /// Whose pack: a name or a code, as `scrutiny list` shows them
    #[arg(long, value_name = "NAME")]
    authority: String,
    /// Where to write it
    #[arg(long, value_name = "FILE.pdf|.html|.docx")]
    out: PathBuf,
    /// Replace a file that is there, whatever it is; a pack made from this case is replaced without it
    #[arg(long)]
    replace: bool,
    /// Who will read it
    #[arg(long, value_enum, default_value_t = Audience::Members)]
    audience: Audience,
    /// The committee it is for
    #[arg(long, value_name = "NAME")]
    committee: Option<String>,
    /// The day of the meeting, as 2026-03-12
    #[arg(long, value_name = "DATE")]
    meeting: Option<Date>,
    /// The day it is made; today if not said
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// The paper of a PDF
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    paper: Paper,
    /// Only these sections, in this order
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', value_parser = section)]
    sections: Option<Vec<Section>>,
    /// Which run of visits, by the year or month that its inspection was in or its judgement was given; the newest that an
    /// inadequate judgement opened if not said
    #[arg(
        long,
        value_name = "2017|2017-09",
        default_value = "",
        hide_default_value = true
    )]
    cycle: WhichCycle,
    /// Tell who said it by what they are, and not by name
    #[arg(long)]
    no_names: bool,
    /// Name no party, and use no colour that could be taken for one's
    #[arg(long)]
    neutral: bool,
    /// A line above everything, as before an election
    #[arg(long, value_name = "TEXT")]
    banner: Option<String>,
    /// Most pages: the least is left out until it fits, and what was is said
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pages: Option<u16>,
}

/// Of the packs made before.
#[derive(Debug, Args)]
pub struct Packs {
    workspace: PathBuf,
    /// The number of the pack to write again
    #[arg(long, value_name = "NUMBER", requires = "out")]
    again: Option<i64>,
    /// Where to write it
    #[arg(long, value_name = "FILE.pdf|.html|.docx", requires = "again")]
    out: Option<PathBuf>,
    /// Replace a file that is there, whatever it is; a pack made from this case is replaced without it
    #[arg(long, requires = "out")]
    replace: bool,
    /// The paper of a PDF
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    paper: Paper,
}

/// The tables to write.
#[derive(Debug, Args)]
pub struct Export {
    workspace: PathBuf,
    /// Whose: a name or a code, as `scrutiny list` shows them
    #[arg(long, value_name = "NAME")]
    authority: String,
    /// Where to write it
    #[arg(long, value_name = "FILE.xlsx|.csv")]
    out: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    replace: bool,
    /// Which run of visits, by the year or month that its inspection was in or its judgement was given; the newest that an
    /// inadequate judgement opened if not said
    #[arg(
        long,
        value_name = "2017|2017-09",
        default_value = "",
        hide_default_value = true
    )]
    cycle: WhichCycle,
    /// Only these tables
    #[arg(long, value_enum, value_name = "TABLE,...", value_delimiter = ',')]
    what: Vec<What>,
    /// Who will read it
    #[arg(long, value_enum, default_value_t = Audience::Members)]
    audience: Audience,
    /// The day it is made; today if not said
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

/// A table to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    Findings,
    Comparison,
    Questions,
}

/// What a PDF is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    A4,
    /// Pages of a booklet
    A5,
    /// A4 in type of 16 points and more
    Large,
}

fn section(name: &str) -> Result<Section, String> {
    Section::named(name).ok_or_else(|| {
        let all: Vec<&str> = Section::ALL.into_iter().map(Section::name).collect();
        format!(
            "there is no section of that name; there are {}",
            all.join(", ")
        )
    })
}

/// Who may read a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// For publication: without what is marked for members only
    Public,
    /// For members, not for publication
    Members,
}

impl Brief {
    /// Makes the pack and prints its path.
    pub async fn run(self) -> Result<bool, Fault> {
        let Brief {
            workspace,
            authority,
            out,
            replace,
            audience,
            committee,
            meeting,
            date,
            paper,
            sections,
            cycle,
            no_names,
            neutral,
            banner,
            pages,
        } = self;
        let casebook = open(&workspace).await?;
        let audience = visibility(audience);
        let made = date.unwrap_or_else(|| Zoned::now().date());
        let pack = Pack {
            authority: &authority,
            audience,
            committee,
            meeting,
            made,
        };
        let usual = Choices::default();
        let choices = Choices {
            form: Form::of(&out, sheet(paper))?,
            sections: sections.unwrap_or(usual.sections),
            cycle,
            neutral,
            unnamed: no_names,
            banner,
            pages: pages.map(usize::from),
            by: None,
        };
        let to = Out {
            path: &out,
            replace,
        };
        let brief = casebook.brief_as(pack, choices, to, &who()).await?;
        if audience == Visibility::Public {
            told_exempt(&casebook, None).await?;
        }
        casebook.close().await;
        if let Some(pages) = brief.pages {
            say(&format!("The pack has {}.", words::count(pages, "page")));
        }
        for one in &brief.left_out {
            say(&format!("Left out: {one}"));
        }
        for caution in &brief.cautions {
            let what = match caution.concern {
                Concern::SmallCount => "a small count",
                Concern::Family => "words of a family",
            };
            say(&format!(
                "Look again before it is published: {what} (‘{}’) in: {}",
                caution.because, caution.words
            ));
        }
        Page::new().line(&out.display().to_string())?;
        Ok(true)
    }
}

impl Packs {
    /// Lists them, or writes one again.
    pub async fn run(self) -> Result<bool, Fault> {
        let Packs {
            workspace,
            again,
            out,
            replace,
            paper,
        } = self;
        let casebook = open(&workspace).await?;
        let mut page = Page::new();
        if let (Some(number), Some(out)) = (again, out) {
            let form = Form::of(&out, sheet(paper))?;
            let to = Out {
                path: &out,
                replace,
            };
            let written = casebook.write_pack_again(number, form, to).await;
            casebook.close().await;
            written?;
            page.line(&out.display().to_string())?;
        } else {
            let packs = casebook.packs().await?;
            casebook.close().await;
            if packs.is_empty() {
                say("No pack has been made here yet: `scrutiny brief` makes one.");
            }
            show::packs(&mut page, &packs)?;
        }
        Ok(true)
    }
}

impl Export {
    /// Writes the tables and prints the path.
    pub async fn run(self) -> Result<bool, Fault> {
        let Export {
            workspace,
            authority,
            out,
            replace,
            cycle,
            what,
            audience,
            date,
        } = self;
        let casebook = open(&workspace).await?;
        let mut tables: Vec<Tables> = what
            .into_iter()
            .map(|what| match what {
                What::Findings => Tables::Findings,
                What::Comparison => Tables::Comparison,
                What::Questions => Tables::Questions,
            })
            .collect();
        if tables.is_empty() {
            tables = vec![Tables::Findings, Tables::Comparison, Tables::Questions];
        }
        let audience = visibility(audience);
        let made = date.unwrap_or_else(|| Zoned::now().date());
        let to = Out {
            path: &out,
            replace,
        };
        let rows = casebook
            .export(&authority, &tables, cycle, audience, made, to)
            .await?;
        casebook.close().await;
        say(&format!("{} written.", words::count(rows, "row")));
        Page::new().line(&out.display().to_string())?;
        Ok(true)
    }
}

fn sheet(paper: Paper) -> Sheet {
    match paper {
        Paper::A4 => Sheet::A4,
        Paper::A5 => Sheet::A5,
        Paper::Large => Sheet::A4LargePrint,
    }
}

fn visibility(audience: Audience) -> Visibility {
    match audience {
        Audience::Public => Visibility::Public,
        Audience::Members => Visibility::MembersOnly,
    }
}

//! What can be asked of `scrutiny`, and its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::backups::{Backups, Restore};
use crate::correct::Correct;
use crate::decide::Decide;
use crate::erase::Erase;
use crate::history::History;
use crate::mark::{Label, Mark};
use crate::notes::{Rewrite, Write};
use crate::packs::{Brief, Export, Packs};
use crate::questions::Questions;
use crate::queue::Queue;

/// Reads inspection reports, monitoring letters and what is said about them; compares visits; makes briefing packs.
#[derive(Debug, Parser)]
#[command(name = "scrutiny", version, about, max_term_width = 100, after_help = AFTER, disable_help_subcommand = true)]
pub struct Asked {
    #[command(subcommand)]
    pub verb: Verb,
}

const AFTER: &str = "\
A workspace is one file that ends in .scrutiny; the papers you import are inside it. Nothing is sent anywhere.
Results go to standard output, messages to standard error.

Exit codes:
  0  done
  1  not done, or not for every file: the messages say which, why, and what to do next
  2  the command was not understood

Example, from papers to a pack:
  scrutiny import northmere.scrutiny papers/
  scrutiny list northmere.scrutiny
  scrutiny brief northmere.scrutiny --authority Northmere --out northmere.pdf";

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read files and show what they state and find; no workspace needed
    #[command(after_help = "\
Examples:
  scrutiny read letter.pdf
  scrutiny read news/*.txt --json

PDF, Word (.docx), web pages and plain text can be read. Files about the same visit complete each other's
dates. A file that cannot be read is told on standard error; the others are shown; the exit code is then 1.")]
    Read {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        json: Json,
    },

    /// Bring files and folders into a workspace; it is made if it is not there
    #[command(after_help = "\
Examples:
  scrutiny import northmere.scrutiny letter.pdf
  scrutiny import northmere.scrutiny papers/

Prints a line a file. Folders are searched through for PDF, Word, web and text files. A file that is in the
workspace already is left as it is; a newer issue of a letter takes the place of the older one, and both are
kept. A file that cannot be read is refused with the reason, the workspace stays as it was, the import goes on,
and the exit code is 1. The papers of a case are then read a second time, by a model that lies in the program; with
more than a case can hold, `scrutiny second` does that when you have the time.")]
    Import {
        workspace: PathBuf,
        #[arg(required = true, value_name = "FILE|FOLDER")]
        paths: Vec<PathBuf>,
    },

    /// Read findings a second time, where that has not been done, and mark what to check
    #[command(after_help = "\
Example:
  scrutiny second northmere.scrutiny

Goes paper by paper and keeps each: it can be stopped, and goes on where it was. The workspace can be used all the
while.")]
    Second { workspace: PathBuf },

    /// List the papers of a workspace: authority, kind, publication date, visit
    #[command(after_help = "\
Examples:
  scrutiny list northmere.scrutiny
  scrutiny list northmere.scrutiny --authority Northmere --json")]
    List {
        #[command(flatten)]
        about: About,
    },

    /// Show the findings: each sentence with its page, its classes and who said it
    #[command(after_help = "\
Examples:
  scrutiny findings northmere.scrutiny
  scrutiny findings northmere.scrutiny --authority Northmere --why

--why says in a sentence which words caused each class.")]
    Findings {
        #[command(flatten)]
        about: About,
        /// Say which words caused each class
        #[arg(long, conflicts_with = "json")]
        why: bool,
    },

    /// Compare the visits of an authority: what moved, what did not, what was not looked at
    #[command(after_help = "\
Examples:
  scrutiny compare northmere.scrutiny
  scrutiny compare northmere.scrutiny --all
  scrutiny compare northmere.scrutiny --adds
  scrutiny compare northmere.scrutiny --authority Northmere --json

Links between visits are proposals until a person confirms them. What a visit did not look at is shown as not
covered: that says nothing about whether it got better.")]
    Compare {
        #[command(flatten)]
        about: About,
        /// Every sentence of every matter, and the recommendations at each visit
        #[arg(long)]
        all: bool,
        /// Only what the papers about the newest visit add, in about a screen
        #[arg(long, conflicts_with_all = ["all", "json"])]
        adds: bool,
    },

    /// Show what to check first: what is open, in the order of what hangs on it, with the words side by side
    #[command(after_help = "\
Examples:
  scrutiny queue northmere.scrutiny
  scrutiny queue northmere.scrutiny --all --json

Until it is checked, nothing that is open is said as fact, here or in a pack. That the sentences of a matter belong
together is asked first: most of what is said of it rests on that. `scrutiny decide` answers.")]
    Queue(Queue),

    /// Suggest what to ask, each question with what it rests on; take those that you want
    #[command(after_help = "\
Examples:
  scrutiny questions northmere.scrutiny --authority Northmere
  scrutiny questions northmere.scrutiny --authority Northmere --take 2,5
  scrutiny questions northmere.scrutiny --templates > questions.toml
  scrutiny questions northmere.scrutiny --from questions.toml

At most ten, of several kinds and spread over matters. Each rests on what is settled or sure, or on words that stand in
the papers. What you take is a question of your own: `scrutiny written` lists it, `scrutiny rewrite` changes it. Until
then it is in no pack for the public.")]
    Questions(Questions),

    /// Show which words say more than which ("few", "many", "most"), or put an order of your own in its place
    #[command(after_help = "\
Examples:
  scrutiny ladder northmere.scrutiny > ladder.toml
  scrutiny ladder northmere.scrutiny --from ladder.toml
  scrutiny ladder northmere.scrutiny --usual

No percentages are known for these words, only an order. What you set holds for this workspace, from now on and for
what was imported before.")]
    Ladder {
        workspace: PathBuf,
        /// Take the order from this file, which is written as this verb prints it
        #[arg(long, value_name = "FILE.toml", conflicts_with = "usual")]
        from: Option<PathBuf>,
        /// Go back to the order that comes with the program
        #[arg(long)]
        usual: bool,
    },

    /// Find words in everything: findings, paragraphs, facts, notes
    #[command(after_help = "\
Examples:
  scrutiny search northmere.scrutiny caseload
  scrutiny search northmere.scrutiny '\"care leavers\" health*'

Every word must occur. Words in quotation marks must stand together; word* finds what begins so. Word forms
do not matter: caseloads finds caseload.")]
    Search {
        workspace: PathBuf,
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        /// Show at most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
        #[command(flatten)]
        json: Json,
    },

    /// Make a briefing pack: accessible PDF, one HTML file, or Word
    #[command(after_help = "\
Examples:
  scrutiny brief northmere.scrutiny --authority Northmere --out northmere.pdf
  scrutiny brief northmere.scrutiny --authority Northmere --out pack.pdf \\
      --audience public --committee 'Children and Families Scrutiny Committee' --meeting 2026-03-12

  scrutiny brief northmere.scrutiny --authority Northmere --out large.pdf --paper large \\
      --sections questions,matrix,sources

The ending of the file says what is made: .pdf, .html or .docx. Sections, in the usual order: questions, last-meeting, visits,
matrix, matters, not-looked-at, recommendations, said, clashes, notes, glossary, sources. The front page always comes first.
Of a pack for the public it says which words to look at again: small counts, words of family members.

Prints the path of the pack. Nothing that is marked for members only enters a pack for the public.")]
    Brief(Brief),

    /// Write down a note, a question, a request for evidence, a promise or an answer
    #[command(after_help = "\
Examples:
  scrutiny write northmere.scrutiny question 'How many posts are filled by agency staff?' --whom 'the director'
  scrutiny write northmere.scrutiny commitment 'A fifth team will open by June.' --whom 'the director' \\
      --meeting 2026-01-15 --due 2026-06-30
  scrutiny write northmere.scrutiny answer 'Twenty-seven per cent.' --answers 4 --meeting 2026-01-15
  scrutiny write northmere.scrutiny note 'Ask for the audit.' --on-words 'Early help is still a strength.' \\
      --paper letter.pdf
  scrutiny write northmere.scrutiny note 'See the minutes.' --on-matter 'Decisions at the front door'

Prints its number. It is for members only unless --public is said.")]
    Write(Write),

    /// Write another version of a note, by its number; what is not said stays as it was
    #[command(after_help = "\
Examples:
  scrutiny rewrite northmere.scrutiny 5 --outcome not-done
  scrutiny rewrite northmere.scrutiny 4 --text 'How many posts are filled by agency staff now?' --public

The version before stays in the history.")]
    Rewrite(Rewrite),

    /// Remove a note, by its number; it stays in the history
    #[command(after_help = "\
Example:
  scrutiny remove northmere.scrutiny 5")]
    Remove {
        workspace: PathBuf,
        #[arg(value_name = "NUMBER")]
        number: i64,
    },

    /// Decide about matters: confirm, reject, move, join, split, rename, or say what a visit says of one
    #[command(after_help = "\
Examples:
  scrutiny decide northmere.scrutiny confirm 'Decisions at the front door' visit-3
  scrutiny decide northmere.scrutiny reject 'Decisions at the front door' 'Thresholds are better understood'
  scrutiny decide northmere.scrutiny move 'Thresholds are better understood' --to 'Thresholds'
  scrutiny decide northmere.scrutiny join 'Thresholds' 'Decisions at the front door'
  scrutiny decide northmere.scrutiny split 'Caseloads' 'Most workers have' --title 'Workers in their first year'
  scrutiny decide northmere.scrutiny rename 'Caseloads' 'How much each worker has to do'
  scrutiny decide northmere.scrutiny state 'Caseloads' visit-3 --level weakness --direction worse

A matter goes by its title or its id, a visit by its number or its id, a finding by words that no other has:
`scrutiny compare --all` shows them. Where several cycles have the matter, --authority and --judged say which.")]
    Decide(Decide),

    /// Correct a fact that was read in a paper, or the classes of a finding
    #[command(after_help = "\
Examples:
  scrutiny correct northmere.scrutiny fact letter.pdf published 2024-03-25
  scrutiny correct northmere.scrutiny fact letter.pdf visit-number --not-stated
  scrutiny correct northmere.scrutiny fact report.pdf judgement overall inadequate
  scrutiny correct northmere.scrutiny finding 'Early help is still a strength.' --level mixed
  scrutiny correct northmere.scrutiny finding 'Early help is still a strength.' --right

What was read stays beside what you say. A paper goes by its file name or the beginning of its SHA-256, a finding by
words that no other has.")]
    Correct(Correct),

    /// Mark a paper: public, for members only, set aside, or in use again
    #[command(after_help = "\
Examples:
  scrutiny mark northmere.scrutiny statement.pdf members-only
  scrutiny mark northmere.scrutiny draft.docx set-aside

What is for members only is in no pack for the public. A paper set aside stays in the file and is not used.")]
    Mark(Mark),

    /// Label a finding with words of your own
    #[command(after_help = "\
Examples:
  scrutiny label northmere.scrutiny 'Early help is still a strength.' 'For May' 'Ward 7'
  scrutiny label northmere.scrutiny 'Early help is still a strength.' --none

Those given are all the labels that it has from then on.")]
    Label(Label),

    /// Take back what was done last: a note, a correction, a decision, a mark, a setting
    #[command(after_help = "\
Example:
  scrutiny undo northmere.scrutiny")]
    Undo { workspace: PathBuf },

    /// Bring back what was taken back last
    #[command(after_help = "\
Example:
  scrutiny redo northmere.scrutiny")]
    Redo { workspace: PathBuf },

    /// Show what people wrote, corrected and decided, the newest first
    #[command(after_help = "\
Examples:
  scrutiny history northmere.scrutiny
  scrutiny history northmere.scrutiny --limit 10 --json")]
    History(History),

    /// List what people wrote, with its numbers
    #[command(after_help = "\
Example:
  scrutiny written northmere.scrutiny")]
    Written { workspace: PathBuf },

    /// List the packs that were made, or write one again as it was
    #[command(after_help = "\
Examples:
  scrutiny packs northmere.scrutiny
  scrutiny packs northmere.scrutiny --again 3 --out as-handed-out.pdf

A line a pack: number, day, authority, for whom, file, SHA-256 of the file, and of all that it was made from.")]
    Packs(Packs),

    /// Write findings, comparison and questions as tables
    #[command(after_help = "\
Examples:
  scrutiny export northmere.scrutiny --authority Northmere --out northmere.xlsx
  scrutiny export northmere.scrutiny --authority Northmere --what findings --out findings.csv

An .xlsx file has a sheet for each table; a .csv file holds one, which --what names. Cells that a spreadsheet would
run as a formula are marked as text.")]
    Export(Export),

    /// Write a whole, checked copy of a workspace
    #[command(
        name = "back-up",
        after_help = "\
Example:
  scrutiny back-up northmere.scrutiny /media/stick/northmere-2026-03-12.scrutiny

Never writes over a file."
    )]
    BackUp {
        workspace: PathBuf,
        #[arg(value_name = "TO")]
        to: PathBuf,
    },

    /// List the backups that were made beside a case
    #[command(after_help = "\
Examples:
  scrutiny backups northmere.scrutiny
  scrutiny backups northmere.scrutiny --json

A line a backup, the newest first: number, time, why it was made, what it holds, file. They lie in the folder
northmere.backups beside the case. One is made when a case is opened, an hour and a change after the last; a week of
days and five weeks are kept. Each was looked at in full when it was made.")]
    Backups(Backups),

    /// Show what a backup would bring back and what would go, and bring it back
    #[command(after_help = "\
Examples:
  scrutiny restore northmere.scrutiny 1
  scrutiny restore northmere.scrutiny 1 --yes
  scrutiny restore northmere.scrutiny /media/stick/northmere-2026-03-12.scrutiny --yes

Without --yes nothing is changed. The case that is replaced is kept among the backups, damaged or not.")]
    Restore(Restore),

    /// Erase a paper or a note for good, with every trace of it; it cannot be undone
    #[command(after_help = "\
Examples:
  scrutiny erase northmere.scrutiny paper exempt-annex.pdf
  scrutiny erase northmere.scrutiny paper exempt-annex.pdf --yes
  scrutiny erase northmere.scrutiny note 5 --yes --for-ever

Without --yes nothing is changed: it shows what would go. With it you are asked once more. A paper goes with its file,
its text, its findings, what can be searched of it, what was written on its words, the kept words of packs that quote
it, and from the backups beside the case, which are made anew; a note goes with all its versions. Then each file is
searched for it, byte for byte. Everything else in a case is never lost; this is the one exception.")]
    Erase(Erase),

    /// Look at everything in a case: its parts, each original, what people wrote against its history
    #[command(after_help = "\
Example:
  scrutiny check northmere.scrutiny

The exit code is 1 where something is damaged. Nothing new is kept in a damaged case.")]
    Check { workspace: PathBuf },
}

#[derive(Debug, Args)]
pub struct About {
    pub workspace: PathBuf,
    /// Only this authority: a name or a code
    #[arg(long, value_name = "NAME")]
    pub authority: Option<String>,
    #[command(flatten)]
    pub json: Json,
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Json {
    /// Print JSON, as docs/schema/scrutiny.schema.json describes it
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed_and_every_verb_shows_an_example() {
        let mut command = Asked::command();
        command.clone().debug_assert();
        for verb in command.get_subcommands_mut() {
            let help = verb.render_long_help().to_string();
            assert!(help.contains("Example"), "{help}");
        }
    }
}

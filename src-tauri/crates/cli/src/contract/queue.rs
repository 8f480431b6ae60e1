//! `queue`: what to check first.

use scrutiny_casebook::domain::comparison::{
    self as domain, Ask, Cell, Check, Comparison, Reading,
};
use scrutiny_casebook::domain::findings::SpeakerRole;
use serde::Serialize;

use super::comparison::{page, quote};
use super::slug;

/// What `queue --json` prints.
#[derive(Debug, Serialize)]
pub struct Queues {
    queues: Vec<Queue>,
}

#[derive(Debug, Serialize)]
struct Queue {
    authority: String,
    /// Month of the judgement, where one is known.
    judged: Option<String>,
    /// How many answers what the newest letter says waits for: they come first.
    front: usize,
    /// How many there are in all.
    total: usize,
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    /// Whether the sentences belong together, or what a visit says.
    ask: &'static str,
    thread: String,
    title: String,
    /// Id of the visit that is asked about.
    visit: Option<String>,
    /// What the program would say; none for a silence and where it is asked whether sentences belong together.
    level: Option<String>,
    direction: Option<String>,
    /// How many open statements rest on the answer.
    rest: usize,
    front: bool,
    /// What inspectors say, in the order of the visits.
    words: Vec<Words>,
}

#[derive(Debug, Serialize)]
struct Words {
    visit: String,
    source: String,
    page: usize,
    paragraph: String,
    /// Empty where the page is in doubt.
    quote: String,
    in_doubt: Option<String>,
}

impl Queues {
    /// The first `most` questions of each cycle.
    pub fn of(comparisons: &[Comparison], readings: &[Reading], most: usize) -> Queues {
        let of = |c: &Comparison| {
            let all = domain::queue(c);
            Queue {
                authority: c.authority.clone(),
                judged: c.judged.map(|judged| judged.month.to_string()),
                front: all.iter().filter(|check| check.front).count(),
                total: all.len(),
                items: all
                    .iter()
                    .take(most)
                    .filter_map(|check| item(c, check, readings))
                    .collect(),
            }
        };
        Queues {
            queues: comparisons.iter().map(of).collect(),
        }
    }
}

fn item(of: &Comparison, check: &Check, readings: &[Reading]) -> Option<Item> {
    let thread = of.threads.iter().find(|t| t.id == check.thread)?;
    let (ask, visit) = match &check.ask {
        Ask::Together => ("together", None),
        Ask::State { visit } => ("state", Some(visit)),
    };
    let asked = |cell: &&Cell| visit.is_none_or(|v| *v == cell.visit);
    let cells: Vec<&Cell> = thread.cells.iter().filter(asked).collect();
    let spoken = visit.and_then(|_| cells.first()?.spoken());
    Some(Item {
        ask,
        thread: thread.id.clone(),
        title: thread.title.clone(),
        visit: visit.cloned(),
        level: spoken.map(|s| slug(&s.level)),
        direction: spoken.map(|s| slug(&s.direction)),
        rest: check.rest,
        front: check.front,
        words: cells.into_iter().flat_map(|c| words(c, readings)).collect(),
    })
}

fn words(cell: &Cell, readings: &[Reading]) -> Vec<Words> {
    let theirs = cell.findings.iter();
    let theirs = theirs.filter(|f| f.speaker.role == SpeakerRole::Inspectors);
    let words = theirs.map(|f| {
        let doubt = domain::in_doubt(readings, &f.citation);
        Words {
            visit: cell.visit.clone(),
            source: f.citation.source.clone(),
            page: page(&f.citation),
            paragraph: f.citation.paragraph.clone(),
            quote: quote(&f.citation, readings),
            in_doubt: doubt.map(|d| slug(&d)),
        }
    });
    words.collect()
}

//! What a person does in this program: small verbs that the journeys are told with.

use std::path::{Path, PathBuf};

use crate::picture::picture;
use crate::stage::{Looks, Stage};
use crate::window::Window;

/// A paper in the list of documents.
pub const PAPER: &str = "//section//button[contains(@class, 'source')]";
/// A paragraph of the paper that is open.
pub const PARAGRAPH: &str =
    "//*[@aria-label='Text of the paper'][@aria-busy='false']//*[@data-paragraph]";
/// A link between visits that nobody has confirmed.
pub const TO_CHECK: &str = "//table//td/button[not(contains(., 'confirmed'))]";

/// The program on its stage, with a case open.
pub struct Desk {
    pub stage: Stage,
    pub window: Window,
    pub case: PathBuf,
}

/// The sample's typeset papers and its articles.
pub fn papers() -> Vec<PathBuf> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/northmere");
    let files = |folder: &Path, kind: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the sample’s papers");
        let paths = entries.map(|entry| entry.expect("an entry of the sample").path());
        let mut files: Vec<PathBuf> = paths
            .filter(|path| path.extension().is_some_and(|e| e == kind))
            .collect();
        files.sort();
        files
    };
    let typeset = files(&sample, "pdf");
    assert!(
        typeset.len() >= 5,
        "the sample has a report and four letters: run ‘cargo xtask sample’"
    );
    [typeset, files(&sample.join("source"), "txt")].concat()
}

impl Desk {
    /// Opens a case on a new stage, made where it is not there, with papers to come in.
    pub async fn open(looks: Looks, case: &Path, papers: &[PathBuf]) -> Desk {
        let stage = Stage::set(looks);
        let arguments = [std::slice::from_ref(&case.to_owned()), papers].concat();
        let window = Window(stage.open(&arguments).await);
        Desk {
            stage,
            window,
            case: case.to_owned(),
        }
    }

    /// A new case in the stage's own folder, with all the sample's papers in it.
    pub async fn on_the_sample(looks: Looks) -> Desk {
        let stage = Stage::set(looks);
        let case = stage.folder().join("Sample.scrutiny");
        let papers = papers();
        let arguments = [std::slice::from_ref(&case), &papers[..]].concat();
        let window = Window(stage.open(&arguments).await);
        let desk = Desk {
            stage,
            window,
            case,
        };
        desk.papers_are_in(papers.len()).await;
        desk
    }

    /// Goes to the papers and waits until so many are in the list, and the first is open.
    pub async fn papers_are_in(&self, papers: usize) {
        self.go("Documents").await;
        self.window.see_count(PAPER, papers).await;
        self.window.see(PARAGRAPH).await;
        self.window
            .see_count("//section[@aria-label='Papers that did not come in']", 0)
            .await;
    }

    /// Waits until all papers have been read a second time: findings are put together anew then, and lists are filled again.
    pub async fn are_read_twice(&self) {
        self.window
            .see("//p[@role='status'][contains(., 'Double-checked')]")
            .await;
    }

    /// Goes to a screen by its word in the side bar.
    pub async fn go(&self, word: &str) {
        self.window
            .click(&format!("//nav//a[contains(., '{word}')]"))
            .await;
        self.window
            .see(&format!(
                "//nav//a[@aria-current='page'][contains(., '{word}')]"
            ))
            .await;
    }

    /// Keeps a picture of the screen under this name.
    pub async fn picture(&self, name: &str) {
        picture(&self.stage, &self.window, name).await;
    }

    /// Keeps a picture of the screen under this name, and looks that axe finds nothing wrong with it.
    pub async fn look(&self, name: &str) {
        self.picture(name).await;
        self.window.is_accessible(name).await;
    }

    /// Waits until the pages of the pack are those that were chosen, and gives their number.
    pub async fn preview(&self) -> usize {
        self.window
            .see("//section[@aria-label='Preview'][@aria-busy='false']//li")
            .await;
        self.window
            .count("//section[@aria-label='Preview']//li")
            .await
    }

    /// Makes the pack beside the case, and gives its path.
    pub async fn make_pack(&self) -> PathBuf {
        self.go("Briefing").await;
        self.window.button("Make pack").await;
        self.pack_made().await
    }

    /// The path of the pack just made.
    pub async fn pack_made(&self) -> PathBuf {
        PathBuf::from(self.window.words("//p[@data-testid='pack-path']").await)
    }

    /// Ends everything; fails where something is left.
    pub fn end(self) {
        self.stage.strike();
    }
}

/// What a pack says, read back from the file.
pub async fn words_of(pack: &Path) -> String {
    let read =
        scrutiny_casebook::read(&[pack.to_owned()], &scrutiny_casebook::Reader::in_process())
            .await
            .expect("a pack")
            .remove(0)
            .expect("it can be read");
    let lines = read.document.paragraphs.iter().map(|p| p.text.as_str());
    lines.collect::<Vec<&str>>().join("\n")
}

//! Every verb of a casebook, and who offers it: the window and the command line, or, for a reason, one of them alone.
//!
//! A test here holds the list to the public functions of [`Casebook`](crate::Casebook); a test over the crates
//! (`tests/tests/parity.rs`) holds the bridge and the command line to the list.

/// A public function of [`Casebook`](crate::Casebook), by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    pub name: &'static str,
    pub offered: Offered,
}

/// Who offers a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    Both,
    /// Not on the command line: why not.
    WindowAlone(&'static str),
    /// Not in the window: why not.
    CommandLineAlone(&'static str),
    /// A step of other verbs that is of use to tests and to programs built on this one: what offers it.
    Neither(&'static str),
}

use Offered::{Both, CommandLineAlone, Neither, WindowAlone};

const fn verb(name: &'static str, offered: Offered) -> Verb {
    Verb { name, offered }
}

const POINTED_AT: &str = "in the window a person points at what the command line needs a name for";
const SHOWN_WHOLE: &str = "the window shows it as a part of everything that was compared";
const HISTORY: &str = "the window shows no list of what was done";
const NO_WORD_YET: &str = "the window has no place for it yet: the command line tells when a note is written and a pack is made";
const NO_ROOM_YET: &str =
    "the window has no place for it yet: the pack shows the questions that are suggested";
const SCREEN: &str = "it is about what is on a screen";

/// The verbs, in the order of their names.
pub const VERBS: &[Verb] = &[
    verb("ahead", WindowAlone(SCREEN)),
    verb("annotation", CommandLineAlone(POINTED_AT)),
    verb("annotations", CommandLineAlone(SHOWN_WHOLE)),
    verb(
        "attached",
        WindowAlone("the command line lists notes as they were written"),
    ),
    verb("back_up", Both),
    verb("back_up_if_due", Both),
    verb("backups", Both),
    verb("brief", Neither("`brief_as`, with what is usual chosen")),
    verb("brief_as", Both),
    verb(
        "changes",
        CommandLineAlone("the window takes back step by step"),
    ),
    verb("check", Both),
    verb(
        "choose_pack",
        WindowAlone("the command line says its choices each time"),
    ),
    verb("close", Both),
    verb("compare", CommandLineAlone(SHOWN_WHOLE)),
    verb("compared", Both),
    verb("correct", Both),
    verb(
        "create",
        WindowAlone("on the command line the first import or note makes the case"),
    ),
    verb("decide", Both),
    verb(
        "decided",
        WindowAlone("the command line has them in its history"),
    ),
    verb("decided_readings", CommandLineAlone(SHOWN_WHOLE)),
    verb("document", WindowAlone(SCREEN)),
    verb("draft", WindowAlone("the command line makes the pack")),
    verb("erase", Both),
    verb("erasures", CommandLineAlone(HISTORY)),
    verb("exempt", CommandLineAlone(NO_WORD_YET)),
    verb("export", CommandLineAlone("the window saves what is shown")),
    verb(
        "extract_again",
        WindowAlone("the command line opens with `open_up_to_date`, which does it"),
    ),
    verb("finding", CommandLineAlone(POINTED_AT)),
    verb("has_own_ladder", WindowAlone(SCREEN)),
    verb("import", Both),
    verb("ladder", Both),
    verb("list", Both),
    verb("mark", Both),
    verb(
        "marks",
        CommandLineAlone("the window sets every mark at once"),
    ),
    verb("matter", CommandLineAlone(POINTED_AT)),
    verb(
        "members_only",
        WindowAlone("the command line has it in its list"),
    ),
    verb(
        "open",
        WindowAlone("the command line waits for `open_up_to_date`"),
    ),
    verb("open_or_create", Both),
    verb(
        "open_up_to_date",
        CommandLineAlone("the window opens at once, and extracts again behind"),
    ),
    verb("original", Neither("`picture`")),
    verb("pack", Neither("`pack_again`")),
    verb(
        "pack_again",
        WindowAlone("the command line writes the pack again"),
    ),
    verb(
        "pack_choices",
        WindowAlone("the command line says its choices each time"),
    ),
    verb("packs", Both),
    verb("paper", CommandLineAlone(POINTED_AT)),
    verb(
        "picture",
        WindowAlone("a picture of a page is for a screen"),
    ),
    verb("preview_erase", Both),
    verb("preview_restore", Both),
    verb("questions", CommandLineAlone(NO_ROOM_YET)),
    verb("read_second", Both),
    verb("readings", Neither("`compared` and `decided_readings`")),
    verb("redo", Both),
    verb("remove", Both),
    verb("restore", Both),
    verb("rewrite", Both),
    verb("save_shown", WindowAlone(SCREEN)),
    verb("search", Both),
    verb("set_ladder", Both),
    verb("set_templates", CommandLineAlone(NO_ROOM_YET)),
    verb("take", CommandLineAlone(NO_ROOM_YET)),
    verb("templates", CommandLineAlone(NO_ROOM_YET)),
    verb("text", Both),
    verb("undo", Both),
    verb(
        "use_again",
        CommandLineAlone(
            "the window brings a paper back by its mark, and shows which copy is in use",
        ),
    ),
    verb("visit", CommandLineAlone(POINTED_AT)),
    verb(
        "waiting_for_second",
        CommandLineAlone("the window reads behind without being asked"),
    ),
    verb("write", Both),
    verb("write_pack_again", Both),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The names of the public asynchronous functions in the `impl Casebook` blocks of a file.
    fn public_verbs(text: &str) -> Vec<String> {
        let (mut inside, mut names) = (false, Vec::new());
        for line in text.lines() {
            match line {
                "impl Casebook {" => inside = true,
                "}" => inside = false,
                _ => {}
            }
            if let Some(rest) = line.strip_prefix("    pub async fn ").filter(|_| inside) {
                names.extend(rest.split(['(', '<']).next().map(str::to_owned));
            }
        }
        names
    }

    #[test]
    fn the_list_has_every_public_verb_once_and_no_other() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = fs::read_dir(folder).unwrap();
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let public: BTreeSet<String> = texts.flat_map(|text| public_verbs(&text)).collect();
        let listed: Vec<String> = VERBS.iter().map(|verb| verb.name.to_owned()).collect();
        assert_eq!(listed, public.into_iter().collect::<Vec<_>>());
    }
}

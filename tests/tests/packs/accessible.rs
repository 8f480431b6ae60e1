//! The check of accessibility that lies beside the repository passes every pack, with no warning.

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use jiff::civil::date;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::Section;
use scrutiny_casebook::{Choices, Pack, Sheet};
use scrutiny_tests::case::who;
use scrutiny_tests::skip::{self, Need};

use crate::{choices, pack, sample, write_secrets};

/// The check of accessibility that lies beside the repository; none where it does not.
fn pdfcheck() -> Option<PathBuf> {
    let tool =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/tools/pdfcheck/pdfcheck");
    let tool = std::env::var_os("SCRUTINY_PDFCHECK").map_or(tool, PathBuf::from);
    tool.exists().then_some(tool)
}

/// The checker installs itself on first use, and two at once get in each other's way.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Makes each pack and puts all of them to the check: no error and no warning.
async fn all_accessible(packs: Vec<(String, Visibility, Choices)>) {
    let Some(tool) = skip::unless(Need::Pdfcheck, pdfcheck()) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    write_secrets(&casebook).await;
    let mut files = Vec::new();
    for (name, audience, choices) in packs {
        let out = folder.path().join(format!("{name}.pdf"));
        let pack = Pack {
            committee: Some("Children and Families Scrutiny Committee".to_owned()),
            meeting: Some(date(2025, 9, 9)),
            ..pack(audience)
        };
        casebook
            .brief_as(pack, choices, &out, &who())
            .await
            .unwrap();
        files.push(out);
    }
    let checked = {
        // Another test's failure is told there.
        let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        Command::new(tool).args(&files).output().unwrap()
    };
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let clean = said.matches("0 error(s), 0 warning(s)").count();
    assert!(
        checked.status.success() && clean == files.len(),
        "{said}{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}

#[tokio::test]
async fn the_pack_is_accessible() {
    let all = choices(Sheet::A4, &Section::ALL);
    all_accessible(vec![("all".to_owned(), Visibility::MembersOnly, all)]).await;
}

/// The foot of a lone page is no line that repeats.
#[tokio::test]
async fn the_front_page_alone_is_accessible() {
    let alone = choices(Sheet::A4, &[]);
    all_accessible(vec![("front".to_owned(), Visibility::Public, alone)]).await;
}

/// Some minutes: `cargo test -p scrutiny-tests --test packs -- --ignored`.
#[tokio::test]
#[ignore = "takes minutes"]
async fn every_section_and_every_option_is_accessible() {
    let mut packs = Vec::new();
    for sheet in [Sheet::A4, Sheet::A5, Sheet::A4LargePrint] {
        let mut add = |name: &str, audience, choices| {
            packs.push((format!("{name}-{sheet:?}"), audience, choices));
        };
        for section in Section::ALL {
            add(
                section.name(),
                Visibility::MembersOnly,
                choices(sheet, &[section]),
            );
        }
        let all = || choices(sheet, &Section::ALL);
        add("front", Visibility::Public, choices(sheet, &[]));
        add("members", Visibility::MembersOnly, all());
        add("public", Visibility::Public, all());
        let neutral = Choices {
            neutral: true,
            banner: Some("Published in the time before an election.".to_owned()),
            ..all()
        };
        add("neutral", Visibility::Public, neutral);
        let short = Choices {
            pages: Some(12),
            ..all()
        };
        add("short", Visibility::MembersOnly, short);
    }
    all_accessible(packs).await;
}

//! One side in front, no more pages than asked for, and what gave way is said.

use scrutiny_casebook::Choices;
use scrutiny_casebook::domain::annotations::Visibility;
use scrutiny_casebook::domain::briefing::Briefing;
use scrutiny_tests::case::who;

use crate::{pack, sample, write_secrets};

#[tokio::test]
async fn the_front_page_is_one_side_and_the_pack_is_short() {
    let folder = tempfile::tempdir().unwrap();
    let casebook = sample(folder.path()).await;
    let out = folder.path().join("n.pdf");
    for (banner, sections) in [
        (None, Vec::new()),
        (Some("Before an election.".to_owned()), Vec::new()),
    ] {
        let choices = Choices {
            banner,
            sections,
            ..Choices::default()
        };
        let brief = casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        assert_eq!(brief.pages, Some(1));
    }
    let whole = casebook
        .brief(pack(Visibility::MembersOnly), &out, &who())
        .await
        .unwrap();
    let pages = whole.pages.unwrap();
    // Whole, it is as long as it is: every matter with its words.
    assert!((20..=45).contains(&pages), "{pages}");
    assert!(whole.left_out.is_empty(), "{:?}", whole.left_out);

    // What twenty minutes are enough for.
    let choices = Choices {
        pages: Some(8),
        ..Choices::default()
    };
    let short = casebook
        .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
        .await
        .unwrap();
    assert!(short.pages.unwrap() <= 8, "{short:?}");

    // With a limit the least gives way, what people wrote does not, and the pack says what did.
    write_secrets(&casebook).await;
    let short = async |pages, name: &str| {
        let out = folder.path().join(name);
        let choices = Choices {
            pages: Some(pages),
            ..Choices::default()
        };
        let made = casebook
            .brief_as(pack(Visibility::MembersOnly), choices, &out, &who())
            .await
            .unwrap();
        let kept = casebook.packs().await.unwrap().remove(0);
        (made, casebook.pack(kept.id).await.unwrap())
    };
    let (made, kept) = short(16, "short.pdf").await;
    assert!(made.pages.unwrap() <= 16, "{made:?}");
    assert!(!made.left_out.is_empty() && made.left_out == kept.left_out);
    let texts = texts(&kept);
    for told in &kept.left_out {
        assert!(texts.contains(told), "{told}");
    }
    let written = casebook.annotations().await.unwrap();
    for annotation in &written {
        let there = texts.iter().any(|text| text.contains(&annotation.text));
        assert!(there, "{annotation:?}");
    }
    let (made, _) = short(1, "least.pdf").await;
    assert!(made.left_out.last().unwrap().contains("never left out"));
}

/// All that a pack says, a text each.
fn texts(pack: &Briefing) -> Vec<String> {
    let mut all = Vec::new();
    let mut each = |text: &str| all.push(text.to_owned());
    pack.blocks
        .iter()
        .for_each(|block| block.each_text(&mut each));
    all
}

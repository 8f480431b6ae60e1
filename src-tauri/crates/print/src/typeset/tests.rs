//! Text that is set, as another program takes it out again.

use super::*;
use crate::theme::BRIEFING;

fn set(text: &str, width: f32) -> Vec<Line> {
    let span = Span {
        text: text.into(),
        set: BRIEFING.quoted,
        owner: Owner::Artifact,
        link: None,
    };
    Typesetter::default().lines(&[span], width)
}

fn text(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            line.runs
                .iter()
                .flat_map(|run| &run.glyphs)
                .map(|glyph| glyph.text.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn text_comes_out_whole_whatever_the_fonts_lack() {
    let words = "Staff fi\u{fb01}nd \u{f0b7} co-operation → “ﬁne”, naïve, Łódź.";
    assert_eq!(text(&set(words, 90.0)).concat(), words);
}

#[test]
fn a_quotation_in_a_quotation_is_drawn_single_and_copied_as_it_is() {
    let words = crate::blocks::words::marked("“So you manage,” he said. \"It is thin.\"");
    let lines = set(&words, 400.0);
    assert_eq!(
        text(&lines).concat(),
        "““So you manage,” he said. \"It is thin.\"”"
    );
    let drawn: Vec<u16> = lines[0].runs[0].glyphs.iter().map(|g| g.id).collect();
    let single = set("“‘So you manage,’ he said. ‘It is thin.’”", 400.0);
    let expected: Vec<u16> = single[0].runs[0].glyphs.iter().map(|g| g.id).collect();
    assert_eq!(drawn, expected);
}

#[test]
fn no_line_ends_at_a_hyphen() {
    let lines = text(&set(
        "multi-agency long-term step-down short-notice well-being re-referral",
        80.0,
    ));
    assert!(lines.len() > 3);
    assert!(
        lines.iter().all(|line| !line.trim_end().ends_with('-')),
        "{lines:?}"
    );
}

#[test]
fn a_word_of_two_halves_wider_than_the_column_is_parted_at_its_hyphen() {
    let lines = text(&set("They are template-orientated.", 70.0));
    assert!(
        lines
            .iter()
            .any(|line| line.trim_end().ends_with("template-")),
        "{lines:?}"
    );
}

#[test]
fn a_word_that_is_parted_leaves_the_hyphens_of_the_others_alone() {
    let lines = text(&set(
        "step-down\nby-\nlong-term work is template-orientated, long-term and re-referred",
        80.0,
    ));
    let parted = |line: &&String| line.trim_end().ends_with('-');
    let parted: Vec<&String> = lines.iter().filter(parted).collect();
    assert_eq!(parted, ["by-", "template-"], "{lines:?}");
}

#[test]
fn a_word_wider_than_the_column_is_broken_rather_than_cut_off() {
    let lines = set(
        "https://www.example.org/a/very/long/address/that/does/not/fit",
        80.0,
    );
    assert!(lines.iter().all(|line| line.width <= 80.5));
}

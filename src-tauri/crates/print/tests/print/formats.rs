//! The web page and the Word document: the same words, real structure, nothing beside them.

use scrutiny_domain::briefing::{Block, Inline};
use scrutiny_print::{DocxWriter, HtmlWriter, Writer};

use crate::specimen;

#[test]
fn the_web_page_says_what_the_pdf_says_and_needs_nothing_beside_it() {
    let mut briefing = specimen::briefing();
    briefing.blocks.push(Block::Paragraph {
        text: vec![Inline::text("<script>alert(1)</script> & more")],
    });
    let printed = HtmlWriter.write(&briefing).unwrap();
    assert_eq!(printed, HtmlWriter.write(&briefing).unwrap());
    let page = String::from_utf8(printed.bytes).unwrap();
    let (_, body) = page.split_once("<body").unwrap();
    insta::assert_snapshot!("web_page", body);
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    // Every link arrives.
    for target in body.split("href=\"#").skip(1) {
        let id = target.split('"').next().unwrap();
        assert!(body.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

/// The parts of a Word document by name.
fn parts(bytes: &[u8]) -> std::collections::BTreeMap<String, String> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn the_word_document_has_real_styles_headings_and_header_rows() {
    let mut briefing = specimen::briefing();
    briefing.blocks.push(Block::Paragraph {
        text: vec![Inline::text("<w:p/> & \u{1} more")],
    });
    let printed = DocxWriter.write(&briefing).unwrap();
    assert_eq!(printed, DocxWriter.write(&briefing).unwrap());
    let parts = parts(&printed.bytes);
    for (name, text) in &parts {
        assert!(roxmltree::Document::parse(text).is_ok(), "{name}");
    }
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let named = |name: &'static str| (space, name);
    let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
    let known: Vec<&str> = styles
        .descendants()
        .filter(|n| n.has_tag_name(named("style")))
        .filter_map(|n| n.attribute((space, "styleId")))
        .collect();
    // Faces that every office program has: another is replaced by one of another width, and words break.
    for fonts in styles
        .descendants()
        .filter(|n| n.has_tag_name(named("rFonts")))
    {
        let face = fonts.attribute((space, "ascii")).unwrap();
        assert!(["Arial", "Georgia"].contains(&face), "{face}");
    }
    let document = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let mut lines = String::new();
    for node in document.descendants() {
        let value = || node.attribute((space, "val")).unwrap();
        if ["pStyle", "rStyle", "tblStyle"]
            .iter()
            .any(|n| node.has_tag_name((space, *n)))
        {
            assert!(known.contains(&value()), "no style {}", value());
        }
        if node.has_tag_name(named("tbl")) {
            let rows = node.children().filter(|n| n.has_tag_name(named("tr")));
            let heads = rows.map(|r| r.descendants().any(|n| n.has_tag_name(named("tblHeader"))));
            let heads: Vec<bool> = heads.collect();
            assert!(heads[0] && heads[1..].iter().all(|head| !head));
        }
        if node.has_tag_name(named("p")) {
            let style = node.descendants().find(|n| n.has_tag_name(named("pStyle")));
            let said: String = node
                .descendants()
                .filter(|n| n.has_tag_name(named("t")))
                .filter_map(|n| n.text())
                .collect();
            let style = style.unwrap().attribute((space, "val")).unwrap();
            lines.push_str(&format!("{style}: {said}\n"));
        }
    }
    insta::assert_snapshot!("word_document", lines);
    // Every link arrives.
    let marks: Vec<&str> = document
        .descendants()
        .filter(|n| n.has_tag_name(named("bookmarkStart")))
        .filter_map(|n| n.attribute((space, "name")))
        .collect();
    let links = document
        .descendants()
        .filter(|n| n.has_tag_name(named("hyperlink")));
    let mut count = 0;
    for link in links {
        assert!(marks.contains(&link.attribute((space, "anchor")).unwrap()));
        count += 1;
    }
    assert!(count > 3);
}

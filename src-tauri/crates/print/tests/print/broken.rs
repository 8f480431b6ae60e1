//! The checks of accessibility, each seen to fail on a file that is broken in that one way.

use std::collections::BTreeSet;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use scrutiny_print::{PdfWriter, Writer, typeset_paper};

use crate::tagged::Tagged;
use crate::tagged::conformance::{checks, may_be_embedded};
use crate::{letter, specimen};

/// A way to break a file.
type Break = fn(&mut Document);

/// By the name of the check that must see it.
const BREAKS: &[(&str, &[Break])] = &[
    (
        "version 1.7 or below, with a mark that the file is binary",
        &[
            |doc| doc.version = "2.0".into(),
            |doc| doc.binary_mark = b"text".to_vec(),
        ],
    ),
    (
        "a title, shown in place of the file's name",
        &[
            |doc| set(information(doc), "Title", text(" ")),
            |doc| set(catalog(doc), "ViewerPreferences", Dictionary::new()),
            |doc| xmp(doc, "dc:title", "dc:other"),
        ],
    ),
    (
        "a language",
        &[
            |doc| set(catalog(doc), "Lang", text("")),
            |doc| set(catalog(doc), "Lang", text("British English")),
        ],
    ),
    (
        "marked as tagged, and not suspect",
        &[
            |doc| set(catalog(doc), "MarkInfo", dictionary! { "Marked" => false }),
            |doc| {
                set(
                    catalog(doc),
                    "MarkInfo",
                    dictionary! { "Marked" => true, "Suspects" => true },
                )
            },
            |doc| remove(catalog(doc), "StructTreeRoot"),
        ],
    ),
    (
        "dates, the same in both places",
        &[
            |doc| remove(information(doc), "CreationDate"),
            |doc| set(information(doc), "ModDate", text("D:19990101000000Z")),
        ],
    ),
    (
        "metadata that claim PDF/UA-1 and PDF/A-2a, readable as they are",
        &[
            |doc| xmp(doc, "<pdfuaid:part>1", "<pdfuaid:part>2"),
            |doc| xmp(doc, "<pdfaid:conformance>A", "<pdfaid:conformance>B"),
            |doc| set(catalog(doc), "Metadata", Dictionary::new()),
        ],
    ),
    (
        "a colour profile for the colours used",
        &[|doc| remove(catalog(doc), "OutputIntents")],
    ),
    (
        "an outline where there are headings",
        &[
            |doc| remove(catalog(doc), "Outlines"),
            |doc| {
                set(
                    find(doc, |of| of.has(b"Title") && of.has(b"Dest")),
                    "Title",
                    text(""),
                )
            },
            |doc| remove(find(doc, |of| of.has(b"Title") && of.has(b"Dest")), "Dest"),
        ],
    ),
    ("page labels", &[|doc| remove(catalog(doc), "PageLabels")]),
    (
        "tabbing in the order of the structure",
        &[|doc| set(page(doc), "Tabs", "R")],
    ),
    (
        "annotations: links alone, described, printed, never hidden",
        &[
            |doc| set(annotation(doc), "Subtype", "Widget"),
            |doc| remove(annotation(doc), "Contents"),
            |doc| set(annotation(doc), "F", 0),
            |doc| set(annotation(doc), "F", 6),
            |doc| remove(annotation(doc), "StructParent"),
            |doc| set(annotation(doc), "A", dictionary! { "S" => "URI" }),
        ],
    ),
    (
        "an identifier, and no encryption",
        &[
            |doc| remove(&mut doc.trailer, "ID"),
            |doc| set(&mut doc.trailer, "Encrypt", Dictionary::new()),
        ],
    ),
    (
        "no files inside, scripts, actions, forms or optional content",
        &[
            |doc| set(catalog(doc), "OpenAction", Dictionary::new()),
            |doc| {
                set(
                    catalog(doc),
                    "Names",
                    dictionary! { "EmbeddedFiles" => Dictionary::new() },
                )
            },
            |doc| set(page(doc), "AA", Dictionary::new()),
            |doc| {
                doc.add_object(dictionary! { "Type" => "Filespec" });
            },
        ],
    ),
    (
        "standard structure types, each where it may stand",
        &[
            |doc| set(element(doc, "BlockQuote"), "S", "Aside"),
            |doc| set(element(doc, "LBody"), "S", "P"),
            |doc| set(element(doc, "P"), "S", "TD"),
        ],
    ),
    (
        "figures with a text alternative and a place",
        &[
            |doc| remove(element(doc, "Figure"), "Alt"),
            |doc| remove(element(doc, "Figure"), "A"),
        ],
    ),
    (
        "headings that begin at the first level and skip none",
        &[
            |doc| set(element(doc, "H1"), "S", "H2"),
            |doc| set(element(doc, "H2"), "S", "H4"),
        ],
    ),
    (
        "header cells that say which cells they head",
        &[
            |doc| remove(element(doc, "TH"), "A"),
            |doc| {
                let wrong = dictionary! { "O" => "Table", "Scope" => "All" };
                set(element(doc, "TH"), "A", wrong);
            },
        ],
    ),
    (
        "tables with a header and rows of one length",
        &[
            |doc| {
                let wide = dictionary! { "O" => "Table", "ColSpan" => 2 };
                set(element(doc, "TD"), "A", wide);
            },
            |doc| {
                let ids: Vec<ObjectId> = doc.objects.keys().copied().collect();
                for id in ids {
                    if let Ok(of) = doc.get_dictionary_mut(id)
                        && is(of, "TH")
                    {
                        set(of, "S", "TD");
                    }
                }
            },
        ],
    ),
    (
        "lists that say how they are numbered",
        &[|doc| remove(element(doc, "L"), "A")],
    ),
    (
        "notes with a name of their own",
        &[|doc| remove(element(doc, "Note"), "ID")],
    ),
    (
        "every link's annotation in a Link element",
        &[|doc| set(element(doc, "Link"), "S", "Span")],
    ),
    (
        "languages and alternatives that say something",
        &[
            |doc| set(element(doc, "P"), "ActualText", text("")),
            |doc| set(element(doc, "P"), "Lang", text("")),
        ],
    ),
    (
        "graphics states closed, and nested 28 deep at most",
        &[
            |doc| draw(doc, |all| all.push(operation("q"))),
            |doc| draw(doc, |all| all.insert(0, operation("Q"))),
            |doc| {
                draw(doc, |all| {
                    all.extend((0..29).map(|_| operation("q")));
                    all.extend((0..29).map(|_| operation("Q")));
                });
            },
        ],
    ),
    (
        "colours in red, green and blue alone",
        &[|doc| {
            draw(doc, |all| {
                all.push(Operation::new(
                    "k",
                    vec![0.into(), 0.into(), 0.into(), 1.into()],
                ))
            });
        }],
    ),
    (
        "content and artifacts never inside one another",
        &[|doc| {
            draw(doc, |all| {
                let at = all.iter().position(|one| one.operator == "BDC").unwrap();
                let inner = [
                    Operation::new("BMC", vec!["Artifact".into()]),
                    operation("EMC"),
                ];
                all.splice(at + 1..at + 1, inner);
            });
        }],
    ),
    (
        "running lines marked as header and footer",
        &[|doc| {
            draw(doc, |all| {
                for one in all.iter_mut().filter(|one| one.operator == "BDC") {
                    if let Ok(properties) = one.operands[1].as_dict_mut() {
                        properties.remove(b"Subtype");
                    }
                }
            });
        }],
    ),
    (
        "no images that are smoothed, shadings or PostScript",
        &[
            |doc| {
                draw(doc, |all| {
                    all.push(Operation::new("sh", vec!["One".into()]))
                })
            },
            |doc| {
                doc.add_object(dictionary! { "FunctionType" => 4 });
            },
            |doc| {
                let image = dictionary! { "Subtype" => "Image", "Interpolate" => true };
                doc.add_object(Stream::new(image, Vec::new()));
            },
        ],
    ),
    (
        "composite fonts, embedded, named as the subsets they are",
        &[
            |doc| {
                remove(
                    find(doc, |of| of.has(b"FontFile2") || of.has(b"FontFile3")),
                    "FontFile2",
                )
            },
            |doc| {
                set(
                    find(doc, |of| of.has(b"FontFile2")),
                    "CIDSet",
                    Dictionary::new(),
                )
            },
            |doc| set(font(doc), "BaseFont", "Sans"),
            |doc| set(font(doc), "Encoding", "WinAnsiEncoding"),
        ],
    ),
    (
        "every glyph drawn stands for text",
        &[
            |doc| remove(font(doc), "ToUnicode"),
            |doc| show(doc, b"\x7f\xff"),
        ],
    ),
    (
        "no glyph stands for a code point that means nothing",
        &[
            |doc| retext(doc, "E000"),
            |doc| retext(doc, "FEFF"),
            |doc| retext(doc, "0000"),
        ],
    ),
    (
        "no glyph for what is missing (.notdef)",
        &[|doc| show(doc, b"\0\0")],
    ),
    (
        "widths that are those of the font",
        &[|doc| {
            let font = font(doc);
            let inner = font
                .get_mut(b"DescendantFonts")
                .unwrap()
                .as_array_mut()
                .unwrap();
            let inner = inner[0].as_dict_mut().unwrap();
            inner.set("W", vec![Object::from(0), 60_000.into(), 1.into()]);
        }],
    ),
    (
        "strings, names, whole numbers and objects within their limits",
        &[
            |doc| set(information(doc), "Title", text(&"a".repeat(32_768))),
            |doc| set(catalog(doc), "PageMode", Object::Name(vec![b'a'; 128])),
            |doc| set(catalog(doc), &"a".repeat(128), 1),
            |doc| set(catalog(doc), "Count", i64::from(i32::MAX) + 1),
        ],
    ),
    (
        "streams inside the file, in no forbidden packing",
        &[
            |doc| {
                doc.add_object(Stream::new(
                    dictionary! { "Filter" => "LZWDecode" },
                    Vec::new(),
                ));
            },
            |doc| {
                doc.add_object(Stream::new(
                    dictionary! { "F" => text("beside.bin") },
                    Vec::new(),
                ));
            },
        ],
    ),
];

fn text(value: &str) -> Object {
    Object::String(value.as_bytes().to_vec(), StringFormat::Literal)
}

fn set(of: &mut Dictionary, key: &str, value: impl Into<Object>) {
    of.set(key, value);
}

fn remove(of: &mut Dictionary, key: &str) {
    of.remove(key.as_bytes()).unwrap();
}

fn catalog(doc: &mut Document) -> &mut Dictionary {
    doc.catalog_mut().unwrap()
}

fn information(doc: &mut Document) -> &mut Dictionary {
    let id = doc.trailer.get(b"Info").unwrap().as_reference().unwrap();
    doc.get_dictionary_mut(id).unwrap()
}

fn page(doc: &mut Document) -> &mut Dictionary {
    let id = doc.page_iter().next().unwrap();
    doc.get_dictionary_mut(id).unwrap()
}

/// The first dictionary of which this holds.
fn find(doc: &mut Document, holds: fn(&Dictionary) -> bool) -> &mut Dictionary {
    doc.objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .find(|of| holds(of))
        .unwrap()
}

fn is(of: &Dictionary, role: &str) -> bool {
    of.has_type(b"StructElem") && of.get(b"S").unwrap().as_name().unwrap() == role.as_bytes()
}

/// The first element of this role.
fn element<'a>(doc: &'a mut Document, role: &str) -> &'a mut Dictionary {
    doc.objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .find(|of| is(of, role))
        .unwrap()
}

fn annotation(doc: &mut Document) -> &mut Dictionary {
    find(doc, |of| of.has_type(b"Annot"))
}

/// The font that the first page is set in first.
fn font(doc: &mut Document) -> &mut Dictionary {
    let page = doc.page_iter().next().unwrap();
    let key = content(doc, page)
        .into_iter()
        .find(|one| one.operator == "Tf")
        .unwrap();
    let key = key.operands[0].as_name().unwrap().to_vec();
    let name = doc.get_page_fonts(page).unwrap()[&key]
        .get(b"BaseFont")
        .unwrap()
        .clone();
    doc.objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .find(|of| of.has(b"DescendantFonts") && *of.get(b"BaseFont").unwrap() == name)
        .unwrap()
}

fn content(doc: &Document, page: ObjectId) -> Vec<Operation> {
    Content::decode(&doc.get_page_content(page))
        .unwrap()
        .operations
}

fn operation(operator: &str) -> Operation {
    Operation::new(operator, Vec::new())
}

/// Draws the first page otherwise.
fn draw(doc: &mut Document, change: impl FnOnce(&mut Vec<Operation>)) {
    let page = doc.page_iter().next().unwrap();
    let mut operations = content(doc, page);
    change(&mut operations);
    let bytes = Content { operations }.encode().unwrap();
    doc.change_page_content(page, bytes).unwrap();
}

/// Shows a code in the first text of the first page.
fn show(doc: &mut Document, code: &[u8]) {
    draw(doc, |all| {
        let at = all.iter().position(|one| one.operator == "Tf").unwrap();
        let shown = Object::String(code.to_vec(), StringFormat::Hexadecimal);
        all.insert(at + 1, Operation::new("Tj", vec![shown]));
    });
}

/// Has every code of a font stand for one code point.
fn retext(doc: &mut Document, hex: &str) {
    let id = font(doc).get(b"ToUnicode").unwrap().as_reference().unwrap();
    let stream = doc.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let map = stream
        .decompressed_content()
        .unwrap_or_else(|_| stream.content.clone());
    let lines: Vec<String> = String::from_utf8(map)
        .unwrap()
        .lines()
        .map(|line| match line.split_once("> <") {
            Some((code, _)) if code.len() == 5 && code != "<0000" => format!("{code}> <{hex}>"),
            _ => line.to_owned(),
        })
        .collect();
    stream.set_plain_content(lines.join("\n").into_bytes());
}

/// Replaces words in the metadata.
fn xmp(doc: &mut Document, from: &str, to: &str) {
    let id = catalog(doc)
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    let stream = doc.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let text = String::from_utf8(stream.content.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    stream.set_plain_content(text.replace(from, to).into_bytes());
}

#[test]
fn every_check_of_accessibility_can_fail() {
    // Notes are in letters alone; everything else is in the briefing.
    let briefing = PdfWriter::default().write(&specimen::briefing()).unwrap();
    let paper = typeset_paper(&letter()).unwrap();
    let broken: BTreeSet<&str> = BREAKS.iter().map(|(name, _)| *name).collect();
    let known: BTreeSet<&str> = checks().map(|check| check.name).collect();
    assert_eq!(broken, known);
    for (name, breaks) in BREAKS {
        let check = checks().find(|check| check.name == *name).unwrap();
        let bytes = if *name == "notes with a name of their own" {
            &paper.bytes
        } else {
            &briefing.bytes
        };
        let sound = Document::load_mem(bytes).unwrap();
        assert_eq!((check.find)(&sound), [""; 0], "{name}");
        for (number, how) in breaks.iter().enumerate() {
            let mut doc = sound.clone();
            how(&mut doc);
            assert!(
                !(check.find)(&doc).is_empty(),
                "{name}: break {number} is not seen"
            );
        }
    }
}

/// What content, parent tree and tree say of one another.
#[test]
fn the_check_of_the_tree_can_fail() {
    let printed = PdfWriter::default().write(&specimen::briefing()).unwrap();
    let mut doc = Document::load_mem(&printed.bytes).unwrap();
    // Page 2's parents for page 1.
    set(page(&mut doc), "StructParents", 1);
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    assert!(!Tagged::read(&bytes).faults().is_empty());
}

#[test]
fn the_fonts_may_be_embedded() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ttf") {
            assert!(
                may_be_embedded(&std::fs::read(&path).unwrap()),
                "{}",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 3);
    assert!(!may_be_embedded(b"no font"));
}

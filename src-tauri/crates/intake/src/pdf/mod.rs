//! PDF to a [`Document`]: opening, guards, and the order of the steps.
//!
//! glyphs → furniture off → blocks (by the structure tree, else by position) → paragraphs. A file that cannot be read
//! is refused; one that is damaged is read as far as it goes and says so.

mod annotations;
mod attached;
mod blocks;
mod compose;
mod content;
mod damage;
mod footnotes;
mod furniture;
mod glyphs;
mod headings;
mod labels;
mod lines;
mod numbers;
mod order;
mod paint;
mod paragraphs;
pub(crate) mod picture;
mod seen;
mod structure;
mod symbols;
mod tables;

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use scrutiny_domain::document::{
    Document, Doubt, Format, Page, Paragraph, Source, Warning, WarningCode,
};

use self::blocks::Block;
use self::glyphs::{Glyph, PageGlyphs};
use self::paint::Hidden;
use crate::{Limits, Refusal, sha256};

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Document, Refusal> {
    // The libraries beneath are careful, but a panic in them must end as a refusal.
    catch_unwind(AssertUnwindSafe(|| open_and_read(bytes, file_name, limits))).unwrap_or_else(
        |_| {
            Err(Refusal::Broken {
                detail: "its contents do not hold together".to_owned(),
            })
        },
    )
}

/// The files that lie in a PDF.
///
/// # Errors
/// Where it cannot be opened.
pub(crate) fn attached(bytes: &[u8]) -> Result<Vec<crate::Member>, Refusal> {
    let taken = catch_unwind(AssertUnwindSafe(|| Ok(attached::files(&open(bytes)?))));
    taken.unwrap_or_else(|_| {
        Err(Refusal::Broken {
            detail: "its contents do not hold together".to_owned(),
        })
    })
}

fn open_and_read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Document, Refusal> {
    damage::check_end(bytes)?;
    let pdf = open(bytes)?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Refusal::Broken {
            detail: "it has no pages".to_owned(),
        });
    }
    if count > limits.pages {
        return Err(Refusal::TooLarge {
            what: format!("{count} pages"),
            limit: format!("{} pages", limits.pages),
        });
    }
    let holds_files = attached::count(&pdf) > 0;
    if holds_files && attached::is_portfolio(&pdf) {
        return Err(Refusal::Archive);
    }
    let cache = InterpreterCache::new();
    let mut pages: Vec<PageGlyphs> = pdf
        .pages()
        .iter()
        .enumerate()
        .map(|(i, p)| glyphs::read(p, i, &cache))
        .collect();
    if is_scan(&pages) {
        return Err(Refusal::NoText);
    }
    if annotations::is_shown_by_one_program(&pdf) {
        return Err(Refusal::DynamicForm);
    }
    let mut damage = damage::look(bytes, &pdf);
    let printed = furniture::clear(&mut pages);
    let labels = printed.or_else(|| labels::of_catalogue(&pdf, count));

    let tree = structure::read(&pdf);
    let Ordered { blocks, doubts } = in_order(&pages, tree.as_ref());
    let line_ends = compose::line_ends(blocks.iter().map(|b| b.glyphs.as_slice()));
    let (paragraphs, words) = paragraphs::build(blocks, line_ends);

    warn(
        &pages,
        tree.as_ref(),
        labels.is_some(),
        &mut damage.warnings,
    );
    for page in unreadable(&paragraphs) {
        damage.pages.push(page);
        damage.warnings.push(Warning {
            code: WarningCode::UnreadableCharacters,
            page: Some(page),
            message: "This page has characters that the file does not explain; do not quote it word for word.".to_owned(),
        });
    }
    damage.unclaimed(&doubts.unclaimed);
    let drawn_otherwise = drawn_otherwise(&pages, doubts.otherwise, &mut damage.warnings);
    told(&pdf, &pages, &mut damage);
    if holds_files {
        damage.warnings.push(Warning {
            code: WarningCode::Attachments,
            page: None,
            message:
                "Files lie in this one; those that are papers are read as papers of their own."
                    .to_owned(),
        });
    }
    let whole_file = damage
        .warnings
        .iter()
        .any(|w| w.code == WarningCode::DamagedFile);
    let doubt = |index: usize, p: &PageGlyphs| {
        if damage.everywhere || damage.pages.contains(&index) {
            Some(Doubt::Damaged)
        } else if p.machine_read {
            Some(Doubt::MachineRead)
        } else {
            drawn_otherwise
                .contains(&index)
                .then_some(Doubt::DrawnOtherwise)
        }
    };
    let pages: Vec<Page> = pages
        .iter()
        .enumerate()
        .map(|(index, p)| Page {
            index,
            label: labels
                .as_ref()
                .and_then(|l| l.get(index).cloned())
                .unwrap_or_else(|| (index + 1).to_string()),
            width: p.width,
            height: p.height,
            damaged: doubt(index, p).is_some(),
            doubt: doubt(index, p),
        })
        .collect();
    Ok(Document {
        source: Source {
            file: file_name.to_owned(),
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
            format: Format::Pdf,
            damaged: whole_file || pages.iter().any(|p| p.damaged),
            warnings: damage.warnings,
            part: None,
        },
        pages,
        paragraphs,
        words,
    })
}

/// Pictures of pages with at most a stamp or a page number as text.
fn is_scan(pages: &[PageGlyphs]) -> bool {
    let letters = |p: &PageGlyphs| p.glyphs.iter().filter(|g| !g.c.is_whitespace()).count();
    let all: usize = pages.iter().map(letters).sum();
    let pictures = pages.iter().filter(|p| p.picture > 0.3).count();
    all == 0 || (pictures * 2 > pages.len() && all < pages.len() * 12)
}

/// Blocks in reading order, and where the file's own structure is not to be trusted.
struct Ordered {
    blocks: Vec<Block>,
    doubts: Doubts,
}

/// Pages, from 0.
#[derive(Debug, Default)]
struct Doubts {
    /// With words that the structure should claim and does not.
    unclaimed: BTreeSet<usize>,
    /// With words that the structure states otherwise than they are drawn, or in another order.
    otherwise: BTreeSet<usize>,
}

/// Blocks in reading order: by the tree where there is one; by position what it does not claim, page by page.
fn in_order(pages: &[PageGlyphs], tree: Option<&structure::Tree>) -> Ordered {
    let (mut content, mut rest) = blocks::content(pages);
    let (mut made, otherwise) = tree
        .map(|t| blocks::of_tree(&t.root, &mut content))
        .unwrap_or_default();
    let mut doubts = Doubts {
        unclaimed: BTreeSet::new(),
        otherwise,
    };
    if tree.is_some() {
        let worded = |glyphs: &[Glyph]| glyphs.iter().filter(|g| g.c.is_alphabetic()).count() >= 3;
        let lost = content.iter().filter(|(_, glyphs)| worded(glyphs));
        doubts.unclaimed.extend(lost.map(|((page, _), _)| *page));
        doubts.otherwise.extend(order::against_the_page(&made));
    }
    let unclaimed: HashSet<(usize, u32)> = content.keys().copied().collect();
    let mut tables = made
        .iter()
        .filter_map(Block::table)
        .max()
        .map_or(0, |t| t + 1);
    for (index, rest) in rest.iter_mut().enumerate() {
        if let Some(page) = pages.get(index)
            && !unclaimed.is_empty()
        {
            // Taken from the page again, so that they stand in the order they are drawn.
            let claims = |g: &Glyph| g.mark.is_none_or(|m| unclaimed.contains(&(index, m)));
            *rest = page
                .glyphs
                .iter()
                .filter(|g| !g.artifact && claims(g))
                .copied()
                .collect();
        }
        let letters = rest.iter().filter(|g| g.c.is_alphabetic()).count();
        if letters < 3 {
            continue;
        }
        let found = lines::blocks(rest, &mut tables);
        let at = made
            .iter()
            .position(|b| b.page() as usize > index)
            .unwrap_or(made.len());
        made.splice(at..at, found);
    }
    Ordered {
        blocks: made,
        doubts,
    }
}

/// Pages whose file states other words than it draws, or another order of them, with a warning for each.
fn drawn_otherwise(
    pages: &[PageGlyphs],
    mut found: BTreeSet<usize>,
    warnings: &mut Vec<Warning>,
) -> BTreeSet<usize> {
    let stated = pages.iter().enumerate();
    found.extend(
        stated
            .filter(|(_, p)| p.faults.stated_otherwise)
            .map(|(i, _)| i),
    );
    for &page in &found {
        warnings.push(Warning {
            code: WarningCode::DrawnOtherwise,
            page: Some(page),
            message: "The words that the file states for this page are not those that it draws; nothing is quoted from \
                      it until somebody has compared the two."
                .to_owned(),
        });
    }
    found
}

/// What a person should know about what was read and what was left out, page by page.
fn told(pdf: &Pdf, pages: &[PageGlyphs], damage: &mut damage::Damage) {
    for (index, page) in pages.iter().enumerate() {
        let mut tell = |code, message: String| {
            damage.warnings.push(Warning {
                code,
                page: Some(index),
                message,
            });
        };
        if page.machine_read {
            tell(
                WarningCode::MachineRead,
                "This page is a picture, and its words are what a machine read in it; nothing is quoted from it until \
                 somebody has compared them with the picture."
                    .to_owned(),
            );
        }
        for (how, letters) in &page.hidden {
            if let Some((code, message)) = left_out(*how, *letters) {
                tell(code, message);
            }
        }
        if page.answers > 0 {
            tell(
                WarningCode::FormAnswers,
                "Answers were filled in on this page; they are read with it.".to_owned(),
            );
        }
        let (remarks, lost) = pdf.pages().get(index).map_or((0, 0), |p| {
            (annotations::remarks(p), annotations::undrawn_answers(p))
        });
        if remarks > 0 || page.remarks > 0 {
            tell(
                WarningCode::Remarks,
                "Remarks were put on this page after it was made; they are not read as its words."
                    .to_owned(),
            );
        }
        if lost > 0 {
            tell(
                WarningCode::LeftOut,
                "Answers were filled in on this page that the file does not draw; they were left out.".to_owned(),
            );
        }
        if page.faults.font {
            damage.pages.push(index);
            damage.warnings.push(Warning {
                code: WarningCode::DamagedFile,
                page: Some(index),
                message: "A font of this page could not be opened; its words may not be those that are printed.".to_owned(),
            });
        }
    }
}

/// What is said of letters that a reader does not see; nothing of the few that any page may have.
fn left_out(how: Hidden, letters: usize) -> Option<(WarningCode, String)> {
    let code = match how {
        Hidden::Struck => WarningCode::StruckOut,
        _ => WarningCode::Hidden,
    };
    let what = match how {
        Hidden::Covered => "Words on this page are covered, and were left out.",
        Hidden::Whited => "Words on this page are painted over, and were left out.",
        Hidden::Struck => "Words on this page are struck out, and were left out.",
        Hidden::Faint => "Words on this page have the colour of their ground, and were left out.",
        Hidden::Outside => "Words outside what this page shows were left out.",
        Hidden::Inkless => "Words that this page holds and does not show were left out.",
    };
    (letters > 0).then(|| (code, what.to_owned()))
}

fn warn(
    pages: &[PageGlyphs],
    tree: Option<&structure::Tree>,
    labelled: bool,
    warnings: &mut Vec<Warning>,
) {
    let mut add = |code, page, message: &str| {
        warnings.push(Warning {
            code,
            page,
            message: message.to_owned(),
        })
    };
    match tree {
        None => add(
            WarningCode::OrderFromPositions,
            None,
            "This file has no structure; the reading order was found from where the words stand.",
        ),
        Some(tree) if tree.left_out => {
            add(
                WarningCode::LeftOut,
                None,
                "The structure of this file is too deep or too large; parts were left out.",
            );
        }
        Some(_) => {}
    }
    if !labelled && pages.len() > 1 {
        add(
            WarningCode::PageLabels,
            None,
            "No page numbers that run on are printed; pages are counted from the first.",
        );
    }
    for (index, page) in pages.iter().enumerate() {
        if page.overfull {
            add(
                WarningCode::LeftOut,
                Some(index),
                "This page has more characters than can be read; some were left out.",
            );
        }
        if page.picture > 0.3 && page.glyphs.iter().all(|g| g.c.is_whitespace()) {
            add(
                WarningCode::PageWithoutText,
                Some(index),
                "This page is a picture without text; text recognition (OCR) would be needed to read it.",
            );
        }
    }
}

/// Pages with text that has a character the file does not explain.
fn unreadable(paragraphs: &[Paragraph]) -> BTreeSet<usize> {
    let lost = |p: &Paragraph| {
        let at: Vec<usize> = p
            .text
            .chars()
            .enumerate()
            .filter(|(_, c)| *c == char::REPLACEMENT_CHARACTER)
            .map(|(i, _)| i)
            .collect();
        at.into_iter().map(|i| p.page_at(i)).collect::<Vec<_>>()
    };
    paragraphs.iter().flat_map(lost).collect()
}

fn open(bytes: &[u8]) -> Result<Pdf, Refusal> {
    Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::PasswordProtected,
        LoadPdfError::Decryption(_) => Refusal::Unsupported {
            found: "a PDF with an unknown encryption".to_owned(),
        },
        LoadPdfError::Invalid => Refusal::Broken {
            detail: "no pages could be found in it".to_owned(),
        },
    })
}

/// A text string of the file: UTF-16 with its mark, UTF-8 with its mark, else taken byte by byte as Latin-1, which
/// agrees with the standard's own encoding for letters.
fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest
            .chunks_exact(2)
            .filter_map(|c| c.try_into().ok().map(unit));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

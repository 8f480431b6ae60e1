//! Page labels that the file's catalogue gives (ISO 32000, 12.4.2).

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::text_string;
use crate::numerals::{letters, roman};

/// Deepest number tree and most ranges read.
const DEPTH: usize = 8;
const RANGES: usize = 4096;

/// The label of each page, where the catalogue has labels.
pub(crate) fn of_catalogue(pdf: &Pdf, count: usize) -> Option<Vec<String>> {
    let xref = pdf.xref();
    let catalogue: Dict<'_> = xref.get(xref.root_id())?;
    let mut ranges = Vec::new();
    collect(&catalogue.get::<Dict<'_>>("PageLabels")?, 0, &mut ranges);
    ranges.sort_by_key(|r: &Range| r.from);
    if ranges.is_empty() {
        return None;
    }
    let label = |page: usize| {
        let range = ranges.iter().rev().find(|r| r.from <= page);
        range.map_or_else(|| (page + 1).to_string(), |r| r.label(page))
    };
    let labels: Vec<String> = (0..count).map(label).collect();
    labels
        .iter()
        .all(|l| !l.trim().is_empty())
        .then_some(labels)
}

struct Range {
    from: usize,
    style: Option<String>,
    prefix: String,
    start: usize,
}

impl Range {
    fn label(&self, page: usize) -> String {
        let n = self.start.saturating_add(page.saturating_sub(self.from));
        let number = match self.style.as_deref() {
            Some("D") => n.to_string(),
            Some("r") => roman(n),
            Some("R") => roman(n).to_uppercase(),
            Some("a") => letters(n),
            Some("A") => letters(n).to_uppercase(),
            _ => String::new(),
        };
        format!("{}{number}", self.prefix)
    }
}

fn collect(tree: &Dict<'_>, depth: usize, into: &mut Vec<Range>) {
    if let Some(pairs) = tree.get::<Array<'_>>("Nums") {
        let mut items = pairs.flex_iter();
        while let (Some(from), Some(range)) = (items.next::<u32>(), items.next::<Dict<'_>>()) {
            if into.len() >= RANGES {
                return;
            }
            into.push(Range {
                from: from as usize,
                style: range.get::<Name<'_>>("S").map(|s| s.as_str().to_owned()),
                prefix: range
                    .get::<PdfString<'_>>("P")
                    .map(|p| text_string(p.as_bytes()))
                    .unwrap_or_default(),
                start: range.get::<u32>("St").map_or(1, |n| n as usize),
            });
        }
    }
    if depth < DEPTH
        && let Some(kids) = tree.get::<Array<'_>>("Kids")
    {
        for kid in kids
            .iter::<Object<'_>>()
            .filter_map(Object::into_dict)
            .take(RANGES)
        {
            if into.len() >= RANGES {
                return;
            }
            collect(&kid, depth + 1, into);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_the_prefix_and_the_number_in_its_style() {
        let range = Range {
            from: 2,
            style: Some("D".into()),
            prefix: "A-".into(),
            start: 5,
        };
        assert_eq!(range.label(4), "A-7");
    }
}

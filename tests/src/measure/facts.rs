//! What a document says of itself, beside a table made by reading the documents.
//!
//! The repository's own table (`tests/truth/facts.csv`) is of its makers' corpus; another corpus brings its own as
//! `facts.csv` with the same columns. It holds dates, names, grades and counts, and no sentence. `published` is what a
//! document itself states; the date of its file name is not a fact of it.

use std::collections::BTreeMap;

use scrutiny_domain::document::facts::{Addressee, Facts, Stated};

use super::corpus::Corpus;
use super::{Group, share};

/// The table of the makers' corpus: rules were made on its documents, so that figures on it are development figures.
pub const TRUTH: &str = include_str!("../../truth/facts.csv");

/// What is stated, by the name of its column.
pub type Columns = BTreeMap<String, String>;

/// Rows of a table by the path of the document; its fields hold no commas. A row of another length is left out.
pub fn table(csv: &str) -> BTreeMap<String, Columns> {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .filter(|line| line.split(',').count() == names.len())
        .map(|line| {
            let row: Columns = names
                .iter()
                .zip(line.split(','))
                .map(|(n, v)| ((*n).to_owned(), v.to_owned()))
                .collect();
            (row.get("path").cloned().unwrap_or_default(), row)
        })
        .collect()
}

fn name(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}

fn value<T: Clone>(fact: &Option<Stated<T>>) -> Option<T> {
    fact.as_ref().map(|f| f.value.clone())
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}

/// What was read, in the columns of the table; "" where the document does not say.
pub fn row(f: &Facts) -> BTreeMap<&'static str, String> {
    let report = name(f.kind) == "inspection_report";
    let text = |v: Option<String>| v.unwrap_or_default();
    let count = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    let of = |lscb: bool| {
        f.recommendations
            .iter()
            .filter(|r| (r.addressee == Addressee::Lscb) == lscb)
            .count()
            .to_string()
    };
    let authority = value(&f.authority);
    let mut judgements: Vec<String> = f
        .judgements
        .iter()
        .map(|j| format!("{}={}", name(j.value.area), name(j.value.grade)))
        .collect();
    judgements.sort();
    let inspectors = |wanted: &dyn Fn(bool) -> bool| {
        joined(
            f.inspectors
                .iter()
                .filter(|i| wanted(i.value.lead))
                .map(|i| i.value.name.as_str()),
        )
    };
    let judged = value(&f.judged).map(|j| {
        let month = j.month.map(|m| m.to_string()).unwrap_or_default();
        format!("{} {month}", j.grade.name())
    });
    BTreeMap::from([
        ("kind", name(f.kind)),
        ("framework", f.framework.map(name).unwrap_or_default()),
        (
            "authority",
            text(authority.as_ref().map(|a| a.name.clone())),
        ),
        ("code", text(authority.and_then(|a| a.code))),
        (
            "published",
            text(value(&f.published).map(|d| d.to_string())),
        ),
        (
            "letter_published",
            text(value(&f.letter_published).map(|d| d.to_string())),
        ),
        ("from", text(value(&f.dates).map(|d| d.from.to_string()))),
        ("to", text(value(&f.dates).map(|d| d.to.to_string()))),
        ("visit", text(value(&f.visit_number).map(|n| n.to_string()))),
        (
            "claimed",
            text(value(&f.visits_claimed).map(|n| n.to_string())),
        ),
        ("judged", text(judged)),
        ("lead", inspectors(&|lead| lead)),
        ("inspectors", inspectors(&|_| !report)),
        ("director", text(value(&f.director))),
        ("focus", count(f.focus.len())),
        ("judgements", judgements.join(" ")),
        ("recommendations", of(false)),
        ("lscb_recommendations", of(true)),
    ])
}

/// Right, wrong and missing values, column by column, under what the figures are called.
pub fn measure(title: &str, corpus: &Corpus, truth: &BTreeMap<String, Columns>) -> Group {
    let mut group = Group::new(
        &format!("{title} (a value is wrong where another stands in the table)"),
        &["stated", "right", "wrong", "missing", "commonest"],
    );
    let mut read: Vec<(&str, BTreeMap<&'static str, String>, &Columns)> = Vec::new();
    for paper in &corpus.papers {
        if let Some(expected) = truth.get(&paper.name) {
            read.push((&paper.name, row(&paper.facts), expected));
        }
    }
    let absent = truth
        .keys()
        .filter(|path| !corpus.papers.iter().any(|p| p.name == **path));
    group
        .errors
        .extend(absent.map(|path| format!("{path}: not in the corpus")));
    let columns: Vec<&'static str> = read
        .first()
        .map(|(_, row, _)| row.keys().copied().collect())
        .unwrap_or_default();
    let mut totals = [0; 4];
    for column in columns {
        let [mut stated, mut right, mut wrong, mut missing] = [0; 4];
        let mut values: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, row, expected) in &read {
            let is = row[column].as_str();
            let should = expected.get(column).map_or("", String::as_str);
            stated += usize::from(!should.is_empty());
            *values.entry(should).or_default() += usize::from(!should.is_empty());
            if is == should {
                right += usize::from(!should.is_empty());
                continue;
            }
            if is.is_empty() {
                missing += 1;
            } else {
                wrong += 1;
            }
            group
                .errors
                .push(format!("{path}: {column} is ‘{should}’, read ‘{is}’"));
        }
        let commonest = values.values().copied().max().unwrap_or(0);
        for (total, n) in totals.iter_mut().zip([stated, right, wrong, missing]) {
            *total += n;
        }
        let cells = [stated, right, wrong, missing].map(|n| n.to_string());
        group.row(
            column,
            cells
                .into_iter()
                .chain([share(commonest, stated)])
                .collect(),
        );
    }
    group.row("all", totals.map(|n| n.to_string()).to_vec());
    group
}

//! The month of a date in words, for names of visits.

use crate::document::StatedDate;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "July 2018"; "July" where no year is known.
pub(crate) fn month(date: &StatedDate) -> String {
    let name = usize::try_from(date.month - 1)
        .ok()
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or("month not known");
    match date.year {
        Some(year) => format!("{name} {year}"),
        None => name.to_owned(),
    }
}

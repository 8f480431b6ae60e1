//! Dates in words, as a British reader writes them.

use crate::document::{StatedDate, YearMonth};

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

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or("month not known")
}

/// "July 2018"; "July" where no year is known.
pub(crate) fn month(date: &StatedDate) -> String {
    match date.year {
        Some(y) => format!("{} {y}", month_name(date.month)),
        None => month_name(date.month).to_owned(),
    }
}

/// "September 2017".
pub(crate) fn year_month(date: &YearMonth) -> String {
    format!("{} {}", month_name(date.month), date.year)
}

/// "2 August 2018", with as much as is stated.
pub(crate) fn day(date: &StatedDate) -> String {
    match date.day {
        Some(d) => format!("{d} {}", month(date)),
        None => month(date),
    }
}

/// "10 and 11 July 2018", "17 to 28 April 2023".
pub(crate) fn days(from: &StatedDate, to: &StatedDate) -> String {
    let (Some(a), Some(b)) = (from.day, to.day) else {
        return if month(from) == month(to) {
            month(from)
        } else {
            format!("{} to {}", month(from), month(to))
        };
    };
    if from == to {
        day(from)
    } else if (from.year, from.month) == (to.year, to.month) {
        let join = if b - a == 1 { "and" } else { "to" };
        format!("{a} {join} {}", day(to))
    } else if from.year == to.year {
        format!("{a} {} to {}", month_name(from.month), day(to))
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let d = |s: &str| s.parse::<StatedDate>().unwrap();
        assert_eq!(
            days(&d("2018-07-10"), &d("2018-07-11")),
            "10 and 11 July 2018"
        );
        assert_eq!(
            days(&d("2023-04-17"), &d("2023-04-28")),
            "17 to 28 April 2023"
        );
        assert_eq!(
            days(&d("2017-06-20"), &d("2017-07-13")),
            "20 June to 13 July 2017"
        );
        assert_eq!(days(&d("--07-10"), &d("--07-10")), "10 July");
        assert_eq!(day(&d("2018-08")), "August 2018");
    }
}

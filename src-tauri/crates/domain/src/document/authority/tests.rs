use std::collections::HashSet;

use jiff::civil::date;

use super::*;

fn code(written: &str) -> Option<&'static str> {
    Register::built_in()
        .find(written, None)
        .map(|a| a.code.as_str())
}

#[test]
fn england_has_153_authorities_today() {
    let r = Register::built_in();
    let today: Vec<&Entry> = r.authorities.iter().filter(|a| a.to.is_none()).collect();
    assert_eq!(today.len(), 153);
    let of = |t| today.iter().filter(|a| a.authority_type == t).count();
    assert_eq!(of(AuthorityType::County), 21);
    assert_eq!(of(AuthorityType::Unitary), 63);
    assert_eq!(of(AuthorityType::Metropolitan), 36);
    assert_eq!(of(AuthorityType::London), 33);
    let regions: HashSet<&str> = r.authorities.iter().map(|a| a.region.as_str()).collect();
    assert_eq!(regions.len(), 9);
}

#[test]
fn every_code_and_name_is_unique_and_of_its_type() {
    let r = Register::built_in();
    let mut codes = HashSet::new();
    for a in &r.authorities {
        for c in std::iter::once(&a.code).chain(&a.former_codes) {
            assert!(codes.insert(c.clone()), "{c} twice");
            assert!(
                c.len() == 9 && c[1..].chars().all(|d| d.is_ascii_digit()),
                "{c}"
            );
        }
        let prefix = match a.authority_type {
            AuthorityType::County => "E10",
            AuthorityType::Unitary => "E06",
            AuthorityType::Metropolitan => "E08",
            AuthorityType::London => "E09",
        };
        assert!(a.code.starts_with(prefix), "{} {}", a.code, a.name);
        assert_eq!(a.to.is_none(), a.succeeded_by.is_empty(), "{}", a.name);
    }
    for a in &r.authorities {
        for c in &a.succeeded_by {
            let heir = r.by_code(c).expect("successors are on the list");
            assert_eq!(
                heir.from,
                a.to.and_then(|d| d.tomorrow().ok()),
                "{} → {}",
                a.name,
                heir.name
            );
        }
    }
    // One name, one authority at a time.
    for (name, held) in &r.names {
        for day in [
            date(2008, 1, 1),
            date(2018, 1, 1),
            date(2020, 1, 1),
            date(2022, 1, 1),
            date(2026, 1, 1),
        ] {
            let existing = held
                .iter()
                .map(|&i| &r.authorities[i])
                .filter(|a| a.from.is_none_or(|f| f <= day) && a.to.is_none_or(|t| day <= t));
            assert!(existing.count() <= 1, "{name:?} is borne twice on {day}");
        }
    }
    for body in &r.bodies {
        assert!(!body.serves.is_empty(), "{}", body.name);
        assert!(
            body.serves.iter().all(|c| r.by_code(c).is_some()),
            "{}",
            body.name
        );
    }
}

#[test]
fn every_authority_is_found_by_its_own_names() {
    let r = Register::built_in();
    for a in &r.authorities {
        let on = a.to.or(a.from);
        for written in [&a.name, &a.council].into_iter().chain(&a.names) {
            let found = r.find(written, on).map(|f| f.code.as_str());
            assert_eq!(found, Some(a.code.as_str()), "{written}");
            let found = r.find(
                &format!("{} children’s services", written.to_uppercase()),
                on,
            );
            assert_eq!(
                found.map(|f| f.code.as_str()),
                Some(a.code.as_str()),
                "{written} children’s services"
            );
        }
    }
}

#[test]
fn names_are_read_in_the_forms_that_documents_use() {
    for (written, expected) in [
        ("London Borough of Croydon", "E09000008"),
        ("Croydon Council", "E09000008"),
        ("Croydon’s", "E09000008"),
        ("windsor & maidenhead", "E06000040"),
        ("Royal Borough of Windsor and Maidenhead", "E06000040"),
        ("southend-on-sea", "E06000033"),
        ("Southend on Sea Borough Council", "E06000033"),
        (
            "City of Bradford Metropolitan District Council",
            "E08000032",
        ),
        (
            "City of Bradford Metropolitan Borough Council local authority children’s services",
            "E08000032",
        ),
        ("Bradford Children and Families Trust", "E08000032"),
        ("Birmingham Children's Trust", "E08000025"),
        ("Slough Children First", "E06000039"),
        ("Medway Children’s Services", "E06000035"),
        ("Council of the Isles of Scilly", "E06000053"),
        ("isles of scilly", "E06000053"),
        (
            "Nottingham City local authority children’s services",
            "E06000018",
        ),
        ("Nottinghamshire County Council", "E10000024"),
        ("North East Lincolnshire Council", "E06000012"),
        ("West Northamptonshire County Council", "E06000062"),
        ("St. Helens", "E08000013"),
        ("Barking & Dagenham", "E09000002"),
        ("City of London", "E09000001"),
        ("City of York Council", "E06000014"),
        ("the Wirral", "E08000015"),
    ] {
        assert_eq!(code(written), Some(expected), "{written}");
    }
}

#[test]
fn a_name_not_on_the_list_is_nobody() {
    for written in [
        "Northmere",
        "Northmere Borough Council",
        "Council",
        "children’s services",
        "",
        "Yorkshire",
    ] {
        assert_eq!(code(written), None, "{written}");
    }
    // A trust of two counties says of neither that it is the one.
    assert_eq!(code("Northamptonshire Children’s Trust"), None);
    assert_eq!(code("Achieving for Children"), None);
}

#[test]
fn a_name_borne_by_two_means_the_one_of_its_time() {
    let r = Register::built_in();
    let on = |d| r.find("Dorset", Some(d)).map(|a| a.code.as_str());
    assert_eq!(on(date(2016, 5, 1)), Some("E10000009"));
    assert_eq!(on(date(2021, 5, 1)), Some("E06000059"));
    assert_eq!(code("Dorset"), Some("E06000059"));
    assert_eq!(code("Northamptonshire"), Some("E10000021"));
    assert_eq!(
        r.by_code("E10000027").map(|a| a.name.as_str()),
        Some("Somerset")
    );
}

#[test]
fn short_names_keep_the_written_form() {
    let short = |w| Register::built_in().short_name(w);
    assert_eq!(
        short("Northmere Borough Council children’s services"),
        "Northmere"
    );
    assert_eq!(short("London Borough of East Vale"), "East Vale");
    assert_eq!(short("the Northmere local authority"), "Northmere");
    assert_eq!(short("Northmere’s"), "Northmere");
    assert_eq!(short(""), "");
}

#[test]
fn mentions_take_the_longest_name_and_only_capitals() {
    let text = "Inspectors visited North East Lincolnshire’s services; reading the file, Reading Council agreed.";
    let found: Vec<(&str, String)> = Register::built_in()
        .mentions(text, None)
        .into_iter()
        .map(|m| (&text[m.range], m.code))
        .collect();
    assert_eq!(
        found,
        [
            ("North East Lincolnshire", "E06000012".to_owned()),
            ("Reading", "E06000038".to_owned())
        ]
    );
}

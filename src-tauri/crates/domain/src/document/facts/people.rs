//! Names of people as documents write them, with titles and honours set aside.

use std::sync::LazyLock;

use regex::Regex;

/// Two to four capitalised words, with particles and hyphens: "Anne Waterman", "Paula Thomson- Jones", "Paul D’Inverno".
pub(super) const NAME: &str = r"\p{Lu}[\p{L}’'.]*(?:[-‐–]\s?\p{Lu}[\p{L}’']*)?(?:[ \u{a0}](?:de|van|von|der|la|le|al|\p{Lu}[\p{L}’'.]*(?:[-‐–]\s?\p{Lu}[\p{L}’']*)?)){1,3}";

static LISTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("^{NAME}$")).expect("a constant pattern"));

/// Role and honours after a name, and titles before it.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \b(?:Senior\s+)?(?:His|Her)\s+Majesty[’']s\s+Inspectors?\b
      | \b(?:Senior\s+|S)?HMIs?\b
      | \b(?:Regulatory|Ofsted|Social\s+Care|Additional|Contracted|Seconded|Schools?|Education)\s+(?:Regulatory\s+)?Inspectors?\b
      | \bSenior\s+HMI\b | \b(?:CBE|OBE|MBE|QPM|JP)\b
      | \b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Prof)\b\.?
      | \([^)]*\)",
    )
    .expect("a constant pattern")
});

/// The bare name in what is written of one person; none where it is not one.
pub(super) fn name(written: &str) -> Option<String> {
    let bare = AROUND.replace_all(written, " ");
    let bare = bare
        .trim_matches(|c: char| !c.is_alphabetic())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    // A name broken over two lines after its hyphen.
    let bare = bare.replace("- ", "-");
    LISTED.is_match(&bare).then_some(bare)
}

/// The names in a list: "Rachel Griffiths and Rebecca Dubbins", "A, HMI, B, HMI and C".
pub(super) fn names(written: &str) -> Vec<String> {
    let flat = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found: Vec<String> = Vec::new();
    for part in flat
        .split([',', ';', '\n'])
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" & "))
    {
        let part = part.trim().trim_start_matches("and ");
        if let Some(name) = name(part)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_roles_and_honours() {
        assert_eq!(names("Ada North, Her Majesty’s Inspector"), ["Ada North"]);
        assert_eq!(
            names("Ada North HMI and Ben O’Hara-Smith, HMI"),
            ["Ada North", "Ben O’Hara-Smith"]
        );
        assert_eq!(
            names("Ada North Senior HMI, Dr Cy van Dale (shadow)"),
            ["Ada North", "Cy van Dale"]
        );
        assert_eq!(names("Eve Thorn- Lea"), ["Eve Thorn-Lea"]);
        assert_eq!(names("three inspectors, one of them new"), [""; 0]);
    }
}

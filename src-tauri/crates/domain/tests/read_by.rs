//! What was read is read again where anything that decides how it is read has changed.

#![allow(clippy::unwrap_used, reason = "a test may stop where it is wrong")]

use std::path::Path;

#[path = "../build/digest.rs"]
mod digest;

#[test]
fn every_change_of_a_rule_changes_what_documents_are_read_by() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = digest::files(&src, &["document/", "findings/", "prose.rs"]).unwrap();
    assert_eq!(digest::digest(&files), scrutiny_domain::READ_BY);
    for rules in [
        "findings/rules/evaluation.toml",
        "document/facts/wordings.json",
        "document/kind/rules.json",
        "document/authority/authorities.json",
        "comparison/aspects.toml",
        "document/facts/dates.rs",
    ] {
        let mut changed = files.clone();
        changed.get_mut(rules).expect(rules).push(' ');
        assert_ne!(
            digest::digest(&changed),
            scrutiny_domain::READ_BY,
            "{rules}"
        );
    }
    let mut fewer = files.clone();
    fewer.remove("document/kind/rules.json");
    assert_ne!(digest::digest(&fewer), scrutiny_domain::READ_BY);
}

//! What is written over: packs of our own, and nothing else unasked.

use super::*;

#[test]
fn a_file_that_is_no_pack_of_ours_is_replaced_only_where_the_person_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (letter, part, pack) = (at("letter.html"), at("pack.html.part"), at("pack.html"));
    fs::write(&letter, "A letter of mine.").unwrap();
    fs::write(&part, "A part of mine.").unwrap();
    let brief = |out: &str, more: &[&str]| {
        let arguments = ["brief", &case, "--authority", "Northmere", "--out", out];
        scrutiny(&[&arguments[..], more].concat())
    };
    let refused = brief(&letter, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("--replace"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(&letter).unwrap(), "A letter of mine.");
    assert_eq!(well(&["packs", &case]), "", "nothing was handed out");

    assert!(brief(&pack, &[]).status.success());
    assert!(
        brief(&pack, &[]).status.success(),
        "a pack of ours, unchanged"
    );
    assert_eq!(well(&["packs", &case]).lines().count(), 2);
    assert_eq!(fs::read_to_string(&part).unwrap(), "A part of mine.");
    let edited = fs::read_to_string(&pack).unwrap() + "<!-- mine -->";
    fs::write(&pack, edited).unwrap();
    assert!(!brief(&pack, &[]).status.success(), "somebody worked on it");
    assert!(brief(&pack, &["--replace"]).status.success());

    let tables = at("tables.xlsx");
    let export = [
        "export",
        &case,
        "--authority",
        "Northmere",
        "--out",
        &tables,
    ];
    assert!(scrutiny(&export).status.success());
    assert!(!scrutiny(&export).status.success());
    assert!(
        scrutiny(&[&export[..], &["--replace"]].concat())
            .status
            .success()
    );
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_a_pack_for_members_is_for_its_owner() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let at = |name: &str| folder.path().join(name);
    let brief = |out: &Path, more: &[&str]| {
        let out = out.to_str().unwrap();
        let arguments = ["brief", &case, "--authority", "Northmere", "--out", out];
        scrutiny(&[&arguments[..], more].concat())
    };
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let pack = at("pack.html");
    assert!(brief(&pack, &[]).status.success());
    assert_eq!(mode(&pack), 0o600);
    fs::set_permissions(&pack, fs::Permissions::from_mode(0o640)).unwrap();
    let link = at("link.html");
    symlink(&pack, &link).unwrap();
    assert!(brief(&link, &[]).status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(mode(&pack), 0o640);
    let nowhere = at("nowhere.html");
    symlink(at("gone.html"), &nowhere).unwrap();
    assert!(!brief(&nowhere, &["--replace"]).status.success());
    assert!(!brief(folder.path(), &["--replace"]).status.success());
}

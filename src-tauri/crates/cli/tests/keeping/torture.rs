//! What happens to files: programs ended at any moment, full disks, damage, copies, journals of other files, many at once.
//!
//! Bounded, and by a seed the same each time as far as the machine lets it. The short form is a test; the whole one is
//! `cargo xtask torture`, which prints a table. `SCRUTINY_TORTURE` is how many tenths of it are done (10), and
//! `SCRUTINY_TORTURE_SEED` the seed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::*;

/// How often each thing is done.
#[derive(Debug, Clone, Copy)]
struct Counts {
    kills: u32,
    births: u32,
    crowds: u32,
    damaged: u32,
    journals: u32,
    full_disks: u32,
}

/// What came of one kind of torture.
#[derive(Debug, Default)]
struct Line {
    name: &'static str,
    done: u32,
    /// Acknowledged and not there any more.
    lost: u32,
    /// Taken into a file that is not whole.
    mixed: u32,
    /// Files that do not open, names that are blocked, messages with inner words.
    unusable: u32,
    notes: Vec<String>,
}

impl Line {
    fn of(name: &'static str) -> Line {
        Line {
            name,
            ..Line::default()
        }
    }

    fn fault(&mut self, what: String) {
        self.unusable += 1;
        self.notes.push(what);
    }
}

/// Numbers that look drawn by lot, the same for each seed (SplitMix64).
struct Lot(u64);

impl Lot {
    fn draw(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }
}

fn quiet(arguments: &[&str]) -> Command {
    let mut command = command(arguments);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Ends it after a while; true where it was done before.
fn ended(arguments: &[&str], after: Duration) -> bool {
    let mut child = quiet(arguments).spawn().unwrap();
    let since = Instant::now();
    while since.elapsed() < after {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        sleep(Duration::from_millis(1));
    }
    // It may have ended by itself in between.
    let _ = child.kill();
    child.wait().unwrap().success()
}

/// The notes of a case, and what is wrong with it.
fn look(case: &str, line: &mut Line) -> BTreeSet<String> {
    let checked = scrutiny(&["check", case]);
    if !checked.status.success() {
        line.mixed += 1;
        line.notes.push(said(&checked));
    }
    let written = scrutiny(&["written", case]);
    if !written.status.success() {
        line.fault(said(&written));
    }
    let text = String::from_utf8_lossy(&written.stdout).into_owned();
    let last = |l: &str| l.rsplit("  ").next().unwrap_or_default().to_owned();
    text.lines().map(last).collect()
}

fn kills(lot: &mut Lot, count: u32) -> Line {
    let mut line = Line::of("ended at any moment, over the verbs");
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let at = |name: &str| folder.path().join(name).display().to_string();
    let since = Instant::now();
    well(&["write", &case, "note", "measure"]);
    let usual = u64::try_from(since.elapsed().as_millis()).unwrap();
    let mut acknowledged = BTreeSet::from(["measure".to_owned()]);
    for n in 0..count {
        let text = format!("note-{n}");
        let (copy, pack, paper) = (
            at(&format!("copy-{n}.scrutiny")),
            at("pack.html"),
            at("new.txt"),
        );
        let after = Duration::from_millis(lot.draw(usual + usual / 4));
        match lot.draw(6) {
            0 => {
                fs::write(
                    &paper,
                    format!("Visits number {n} to children were late.\n"),
                )
                .unwrap();
                ended(&["import", &case, &paper], after);
            }
            1 => {
                ended(
                    &["brief", &case, "--authority", "Northmere", "--out", &pack],
                    after,
                );
                if let Ok(bytes) = fs::read(&pack)
                    && !bytes.ends_with(b"</html>\n")
                    && !bytes.ends_with(b"</html>")
                {
                    line.mixed += 1;
                }
            }
            2 => {
                ended(&["back-up", &case, &copy], after);
                if Path::new(&copy).exists() {
                    look(&copy, &mut line);
                    fs::remove_file(&copy).unwrap();
                }
            }
            _ => {
                if ended(&["write", &case, "note", &text], after) {
                    acknowledged.insert(text);
                }
            }
        }
        let there = look(&case, &mut line);
        line.lost += u32::try_from(acknowledged.difference(&there).count()).unwrap();
        line.done += 1;
        // Once is enough.
        acknowledged = acknowledged.intersection(&there).cloned().collect();
    }
    line
}

fn births(lot: &mut Lot, count: u32) -> Line {
    let mut line = Line::of("ended while the file is made");
    let folder = tempfile::tempdir().unwrap();
    let since = Instant::now();
    let first = folder.path().join("first.scrutiny").display().to_string();
    well(&["write", &first, "note", "measure"]);
    let usual = u64::try_from(since.elapsed().as_millis()).unwrap();
    for n in 0..count {
        let case = folder
            .path()
            .join(format!("{n}.scrutiny"))
            .display()
            .to_string();
        let after = Duration::from_millis(lot.draw(usual));
        let kept = ended(&["write", &case, "note", "one"], after);
        if fs::metadata(&case).is_ok_and(|there| there.len() == 0) {
            line.fault("an empty file".to_owned());
        }
        let again = scrutiny(&["write", &case, "note", "two"]);
        if !again.status.success() {
            line.fault(said(&again));
        }
        let there = look(&case, &mut line);
        line.lost += u32::from(kept && !there.contains("one")) + u32::from(!there.contains("two"));
        line.done += 1;
    }
    let left = fs::read_dir(folder.path()).unwrap().flatten();
    let left = left.filter(|f| f.file_name().to_string_lossy().starts_with('.'));
    if left.count() > 2 {
        line.fault("files of ended programs are left".to_owned());
    }
    line
}

fn crowds(count: u32) -> Line {
    let mut line = Line::of("ten programs at once on a new file");
    for _ in 0..count {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("new.scrutiny").display().to_string();
        let all: Vec<_> = (0..10)
            .map(|n| {
                let text = format!("note-{n}");
                let mut command = command(&["write", &case, "note", &text]);
                command.stdout(Stdio::null()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        for one in all {
            let output = one.wait_with_output().unwrap();
            if !output.status.success() {
                line.fault(said(&output));
            }
        }
        let there = look(&case, &mut line);
        line.lost += 10 - u32::try_from(there.len()).unwrap().min(10);
        line.done += 1;
    }
    line
}

fn damaged(lot: &mut Lot, count: u32) -> Line {
    let mut line = Line::of("parts overwritten");
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    well(&["write", &case, "note", "measure"]);
    let whole = fs::read(&case).unwrap();
    let content = |case: &str| {
        let read = |verb: &str| scrutiny(&[verb, case, "--json"]);
        [read("findings"), read("list"), read("history")].map(|output| output.stdout)
    };
    let before = content(&case);
    let mut harmless = 0;
    for n in 0..count {
        let path = folder
            .path()
            .join(format!("{n}.scrutiny"))
            .display()
            .to_string();
        let mut bytes = whole.clone();
        let length = usize::try_from(1 + lot.draw(4096)).unwrap();
        let at = 100 + usize::try_from(lot.draw((bytes.len() - length - 100) as u64)).unwrap();
        for byte in &mut bytes[at..at + length] {
            *byte = u8::try_from(lot.draw(256)).unwrap();
        }
        fs::write(&path, &bytes).unwrap();
        if scrutiny(&["write", &path, "note", "new"]).status.success() {
            // Between what is in use there is room that means nothing.
            well(&["undo", &path]);
            let after = content(&path);
            if after[..2] == before[..2] && scrutiny(&["check", &path]).status.success() {
                harmless += 1;
            } else {
                line.mixed += 1;
                line.notes.push(format!("{length} bytes at {at}"));
            }
        }
        line.done += 1;
    }
    line.notes.push(format!("{harmless} met nothing in use"));
    line
}

fn journals(lot: &mut Lot, count: u32) -> Line {
    let mut line = Line::of("a backup copied beside a foreign journal");
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let (journal, backup) = (format!("{case}-journal"), format!("{case}.bak"));
    let mut tries = 0;
    while line.done < count && tries < count * 40 {
        tries += 1;
        fs::copy(&case, &backup).unwrap();
        let notes = look(&case, &mut line);
        well(&["write", &case, "note", &format!("goes-{tries}")]);
        let paper = folder.path().join("more.txt");
        fs::write(
            &paper,
            format!("Visit {tries} to children was late.\n").repeat(400),
        )
        .unwrap();
        let mut child = quiet(&["import", &case, paper.to_str().unwrap()])
            .spawn()
            .unwrap();
        let since = Instant::now();
        let until = Duration::from_millis(lot.draw(25));
        let mut seen = None;
        while since.elapsed() < Duration::from_secs(20) && child.try_wait().unwrap().is_none() {
            if Path::new(&journal).exists() {
                let first: Instant = *seen.get_or_insert_with(Instant::now);
                if first.elapsed() >= until {
                    break;
                }
            }
        }
        // It may be done by now.
        let _ = child.kill();
        child.wait().unwrap();
        if !fs::metadata(&journal).is_ok_and(|there| there.len() > 512) {
            continue;
        }
        fs::copy(&backup, &case).unwrap();
        if look(&case, &mut line) != notes {
            line.mixed += 1;
        }
        let kept = scrutiny(&["write", &case, "note", &format!("after-{tries}")]);
        if !kept.status.success() {
            line.fault(said(&kept));
        }
        look(&case, &mut line);
        line.done += 1;
    }
    line
}

/// A small disk of its own; none where this machine lets us make none.
struct Disk(PathBuf);

impl Disk {
    fn new(at: PathBuf, kibibytes: u64) -> Option<Disk> {
        fs::create_dir(&at).unwrap();
        let size = format!("size={kibibytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at);
        let mounted = mount.stdout(Stdio::null()).stderr(Stdio::null()).status();
        mounted
            .is_ok_and(|status| status.success())
            .then_some(Disk(at))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // It goes with the machine where it does not go now.
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

fn full_disks(lot: &mut Lot, count: u32) -> Line {
    let mut line = Line::of("full disks");
    let folder = tempfile::tempdir().unwrap();
    let model = case(folder.path());
    let size = fs::metadata(&model).unwrap().len() / 1024;
    for n in 0..count {
        let disk = folder.path().join(format!("disk-{n}"));
        let Some(disk) = Disk::new(disk, size + 4 + lot.draw(size)) else {
            line.notes
                .push("this machine makes no small disks".to_owned());
            break;
        };
        let case = disk.0.join("case.scrutiny").display().to_string();
        fs::copy(&model, &case).unwrap();
        let mut acknowledged = BTreeSet::new();
        for note in 0..8 {
            let text = format!("note-{note}-{}", "x".repeat(3_000));
            let output = scrutiny(&["write", &case, "note", &text]);
            if output.status.success() {
                acknowledged.insert(text);
            } else if !said(&output).contains("disk is full") {
                line.fault(said(&output));
            }
        }
        let there = look(&case, &mut line);
        line.lost += u32::try_from(acknowledged.difference(&there).count()).unwrap();
        line.done += 1;
    }
    line
}

fn run(counts: Counts, seed: u64) -> Vec<Line> {
    let mut lot = Lot(seed);
    let mut lines = vec![
        kills(&mut lot, counts.kills),
        births(&mut lot, counts.births),
        crowds(counts.crowds),
        damaged(&mut lot, counts.damaged),
        journals(&mut lot, counts.journals),
    ];
    if counts.full_disks > 0 {
        lines.push(full_disks(&mut lot, counts.full_disks));
    }
    lines
}

fn table(lines: &[Line]) -> String {
    let mut text = format!(
        "{:44}{:>6}{:>6}{:>7}{:>10}\n",
        "what was done", "times", "lost", "mixed", "unusable"
    );
    for line in lines {
        text += &format!(
            "{:44}{:>6}{:>6}{:>7}{:>10}\n",
            line.name, line.done, line.lost, line.mixed, line.unusable
        );
        for note in &line.notes {
            text += &format!("    {}\n", note.trim());
        }
    }
    text
}

fn all_is_well(lines: &[Line]) -> bool {
    lines
        .iter()
        .all(|line| line.done > 0 && line.lost + line.mixed + line.unusable == 0)
}

#[test]
fn a_little_of_everything_loses_nothing() {
    let counts = Counts {
        kills: 6,
        births: 3,
        crowds: 1,
        damaged: 4,
        journals: 1,
        full_disks: 0,
    };
    let lines = run(counts, 1);
    assert!(all_is_well(&lines), "{}", table(&lines));
}

#[test]
#[ignore = "takes long: `cargo xtask torture`"]
fn the_whole_of_it() {
    let number = |name: &str, usual| {
        let set = std::env::var(name).ok();
        set.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let tenths = u32::try_from(number("SCRUTINY_TORTURE", 10)).unwrap();
    let of = |whole: u32| (whole * tenths / 10).max(1);
    let counts = Counts {
        kills: of(300),
        births: of(60),
        crowds: of(10),
        damaged: of(30),
        journals: of(20),
        full_disks: of(50),
    };
    let seed = number("SCRUTINY_TORTURE_SEED", 20_261_130);
    let lines = run(counts, seed);
    let text = table(&lines);
    #[allow(clippy::print_stdout, reason = "the table is what it is for")]
    {
        println!("seed {seed}\n{text}");
    }
    assert!(all_is_well(&lines), "{text}");
}

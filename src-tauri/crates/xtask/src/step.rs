//! One program started, its output shown as it comes, its failure a sentence.

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Why a task did not finish, in a sentence for the person who started it.
#[derive(Debug)]
pub struct Failed(pub String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs a program in `folder` with its output visible.
pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), Failed> {
    run_with(folder, program, arguments, &[])
}

/// Like [`run`], with variables added to the environment.
pub fn run_with(
    folder: &Path,
    program: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<(), Failed> {
    let line = format!("{program} {}", arguments.join(" "));
    println!("\n── {line}");
    // A pipe is not flushed by line: without this, the child's output overtakes the title.
    let _ = std::io::stdout().flush();
    let started = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| Failed(format!("‘{program}’ could not be started: {error}.")))?;
    println!("── {} s", started.elapsed().as_secs());
    if status.success() {
        Ok(())
    } else {
        Err(Failed(format!("‘{line}’ failed ({status}).")))
    }
}

/// True where the program starts and ends well; its output is not shown.
pub fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What the program prints on standard output; none where it fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

//! Typesets the sample case's papers: `cargo run -p scrutiny-print --example typeset -- SOURCE_DIR OUT_DIR`
//!
//! Reads every `.md` file of the source folder and writes the PDF that its front matter names. Exit code 1 with a
//! sentence on standard error if a source cannot be read.

mod source;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let outcome = match (arguments.next(), arguments.next()) {
        (Some(source), Some(out)) => typeset(&source, &out),
        _ => Err("Name the folder of sources and the folder for the PDFs.".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "{reason}");
            ExitCode::FAILURE
        }
    }
}

fn typeset(source: &Path, out: &Path) -> Result<(), String> {
    let entries =
        std::fs::read_dir(source).map_err(|cause| format!("{}: {cause}", source.display()))?;
    let mut papers: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    papers.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    papers.sort();
    for path in papers {
        let named = |cause: String| format!("{}: {cause}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|cause| named(cause.to_string()))?;
        let source::Source { file, paper } = source::read(&text).map_err(named)?;
        let printed =
            scrutiny_print::typeset_paper(&paper).map_err(|cause| named(cause.to_string()))?;
        let target = out.join(file);
        std::fs::write(&target, &printed.bytes)
            .map_err(|cause| format!("{}: {cause}", target.display()))?;
        let _ = writeln!(
            std::io::stdout(),
            "{} ({} pages)",
            target.display(),
            printed.pages.unwrap_or_default()
        );
    }
    Ok(())
}

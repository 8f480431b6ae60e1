//! Making a briefing pack.

use std::io::Write;
use std::path::Path;

use jiff::civil::Date;
use scrutiny_domain::annotations::Visibility;
use scrutiny_domain::briefing::{self, Options};
use scrutiny_domain::comparison::Comparison;
use scrutiny_domain::findings::Rules;
use scrutiny_print::{PdfWriter, Writer};
use scrutiny_store::{NewPack, Who};
use sha2::{Digest, Sha256};

use crate::read::file_name;
use crate::{Casebook, Error, Scope};

/// Which pack to make.
#[derive(Debug, Clone)]
pub struct Pack<'a> {
    /// Name or code of the authority.
    pub authority: &'a str,
    /// What is for members only stays out of a pack for the public: papers and notes alike.
    pub audience: Visibility,
    pub committee: Option<String>,
    pub meeting: Option<Date>,
    /// The day it is made.
    pub made: Date,
}

/// A pack that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    pub pages: usize,
}

impl Casebook {
    /// Makes the pack of an authority's latest judgement cycle, writes it to `out`, and keeps what it says.
    ///
    /// A file at `out` is replaced only by a finished pack.
    pub async fn brief(&self, pack: Pack<'_>, out: &Path, who: &Who) -> Result<Brief, Error> {
        let scope = Scope {
            authority: Some(pack.authority),
            public_only: pack.audience == Visibility::Public,
        };
        let (comparisons, readings) = self.compared(scope).await?;
        let Some(comparison) = latest(comparisons) else {
            return Err(Error::NothingToCompare {
                authority: pack.authority.to_owned(),
            });
        };
        let annotations = self.annotations().await?;
        let options = Options {
            audience: pack.audience,
            committee: pack.committee,
            meeting: pack.meeting,
            rules: format!(
                "rules of findings {}, words of matters {}, program {}",
                Rules::built_in().version(),
                scrutiny_domain::comparison::lexicon_version(),
                env!("CARGO_PKG_VERSION")
            ),
            ..Options::usual(pack.made)
        };
        let write = move || {
            let briefing = briefing::compose(&comparison, &readings, &annotations, &options);
            PdfWriter
                .write(&briefing)
                .map(|printed| (briefing, printed))
        };
        let (briefing, printed) = tokio::task::spawn_blocking(write).await??;
        write_whole(out, &printed.bytes)?;
        let sha256 = Sha256::digest(&printed.bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>();
        let new = NewPack {
            briefing: &briefing,
            file: &file_name(out),
            sha256: &sha256,
        };
        self.workspace.keep_pack(who, new).await?;
        Ok(Brief {
            pages: printed.pages,
        })
    }
}

/// The cycle with the latest visit; where no visit is dated, the last.
fn latest(comparisons: Vec<Comparison>) -> Option<Comparison> {
    comparisons.into_iter().max_by_key(|c| {
        let dated = |v: &scrutiny_domain::comparison::Visit| {
            v.to.or(v.published).filter(|d| d.year.is_some())
        };
        c.visits.iter().filter_map(dated).max()
    })
}

/// Under another name until it is whole, then in place.
fn write_whole(out: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fault = |e: std::io::Error| Error::File {
        path: out.to_owned(),
        detail: e.to_string(),
    };
    let part = out.with_file_name(format!("{}.part", file_name(out)));
    let written = std::fs::File::create(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, out)
    });
    written.map_err(|e| {
        // The first fault is the one to tell.
        let _ = std::fs::remove_file(&part);
        fault(e)
    })
}

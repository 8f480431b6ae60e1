//! Files that leave the case: packs and tables, written whole under another name and then put where they are wanted.
//!
//! What is there already is a person's, unless its SHA-256 is that of a pack made from this case. It is replaced only
//! where the person has said so. A link stays a link, and a file keeps its permissions.

use std::fs::{self, Permissions};
use std::io::Write;
use std::path::{Path, PathBuf};

use scrutiny_domain::annotations::Visibility;
use tempfile::TempPath;

use crate::brief::hexadecimal;
use crate::{Casebook, Error};

/// Where a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Out<'a> {
    pub path: &'a Path,
    /// The person has said that whatever file is there may be replaced.
    pub replace: bool,
}

impl<'a> From<&'a Path> for Out<'a> {
    fn from(path: &'a Path) -> Self {
        Out {
            path,
            replace: false,
        }
    }
}

impl<'a> From<&'a PathBuf> for Out<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Out::from(path.as_path())
    }
}

/// A file that is whole and on the disk, and not yet where it is wanted.
#[derive(Debug)]
pub(crate) struct Written {
    part: TempPath,
    /// Where it goes, without links.
    target: PathBuf,
    there: bool,
}

impl Casebook {
    /// Writes a file beside the place where it is wanted.
    ///
    /// # Errors
    /// Where it cannot be written, or what is there may not be replaced. What is there is as it was.
    pub(crate) async fn write_beside(
        &self,
        out: Out<'_>,
        audience: Visibility,
        bytes: &[u8],
    ) -> Result<Written, Error> {
        let fault = |e: std::io::Error| Error::File {
            path: out.path.to_owned(),
            detail: e.to_string(),
        };
        let target = out.path.canonicalize().unwrap_or(out.path.to_owned());
        let before = fs::metadata(&target).ok();
        if let Some(before) = &before {
            // A folder, a device or a pipe is never taken for a file.
            let replaceable =
                before.is_file() && (out.replace || self.is_own_pack(&target).await?);
            if !replaceable {
                return Err(Error::SomethingThere(out.path.to_owned()));
            }
        } else if target.symlink_metadata().is_ok() {
            // A link that leads nowhere.
            return Err(Error::SomethingThere(out.path.to_owned()));
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".scrutiny-pack-").suffix(".part");
        if let Some(open) = open_to_others(audience) {
            builder.permissions(open);
        }
        let mut part = builder
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(fault)?;
        part.write_all(bytes).map_err(fault)?;
        if let Some(before) = &before {
            part.as_file()
                .set_permissions(before.permissions())
                .map_err(fault)?;
        }
        part.as_file().sync_all().map_err(fault)?;
        Ok(Written {
            part: part.into_temp_path(),
            there: before.is_some(),
            target,
        })
    }

    /// Whether the file is a pack made from this case, unchanged since.
    async fn is_own_pack(&self, path: &Path) -> Result<bool, Error> {
        let packs = self.workspace.packs().await?;
        if packs.is_empty() {
            return Ok(false);
        }
        // What cannot be read is none of ours.
        let sha256 = fs::read(path).map(|bytes| hexadecimal(&bytes)).ok();
        Ok(packs
            .iter()
            .any(|pack| Some(&pack.sha256) == sha256.as_ref()))
    }
}

impl Written {
    /// Puts it where it is wanted.
    ///
    /// # Errors
    /// Where it cannot, or another file came there meanwhile.
    pub(crate) fn put(self) -> Result<(), Error> {
        let fault = |e: std::io::Error| Error::File {
            path: self.target.clone(),
            detail: e.to_string(),
        };
        if self.there {
            return self.part.persist(&self.target).map_err(|e| fault(e.error));
        }
        match self.part.persist_noclobber(&self.target) {
            Ok(()) => Ok(()),
            Err(_) if self.target.exists() => Err(Error::SomethingThere(self.target.clone())),
            // Some sticks know no way to do that; nothing was there a moment ago.
            Err(failed) => failed
                .path
                .persist(&self.target)
                .map_err(|e| fault(e.error)),
        }
    }
}

/// A file for the public is made as any program makes one; one for members is for its owner alone, as a temporary file is.
#[cfg(unix)]
fn open_to_others(audience: Visibility) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    // What the person's own mask takes away is taken away.
    (audience == Visibility::Public).then(|| Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn open_to_others(_audience: Visibility) -> Option<Permissions> {
    None
}

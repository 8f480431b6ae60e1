//! The packs that were made, a line each.

use std::io;

use scrutiny_casebook::MadePack;
use scrutiny_casebook::domain::annotations::Visibility;

use crate::page::Page;

/// Number, when, whose, for whom, which file, its hash, the hash of what it was made from.
pub fn packs(page: &mut Page, packs: &[MadePack]) -> io::Result<()> {
    for MadePack { kept, inputs } in packs {
        let audience = match kept.audience {
            Visibility::Public => "public",
            Visibility::MembersOnly => "members",
        };
        page.line(&format!(
            "{}  {}  {}  {audience}  {}  {}  {}",
            kept.id,
            kept.made,
            kept.authority,
            kept.file,
            kept.sha256,
            if inputs.is_empty() { "–" } else { inputs }
        ))?;
    }
    Ok(())
}

//! The ladder of quantifiers, written as it is read.

use std::io;

use scrutiny_casebook::domain::findings::Rung;

use crate::page::Page;

/// Every rung, the least first, as a file that `scrutiny ladder --from` takes.
pub fn ladder(page: &mut Page, ladder: &[Rung]) -> io::Result<()> {
    page.line("# How many, in the words of inspection: a higher rank says more. Rungs of one rank say as much.")?;
    for rung in ladder {
        let words: Vec<String> = rung.words.iter().map(|w| format!("{w:?}")).collect();
        page.line("")?;
        page.line("[[rung]]")?;
        page.line(&format!("rank = {}", rung.rank))?;
        page.line(&format!("words = [{}]", words.join(", ")))?;
    }
    Ok(())
}

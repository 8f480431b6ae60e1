//! What a fault inside the program says: where it was, never what it was about. A panic's own message may hold words of
//! a paper (a text that was cut in a letter, a list that is too short), and goes to a terminal or a system's log.

use std::io::{self, Write as _};
use std::panic::{PanicHookInfo, set_hook};

/// Has every panic of this process tell its place alone. To be called first of all.
pub fn keep_words_out_of_panics() {
    set_hook(Box::new(|panic| {
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(io::stderr(), "{}", told(panic));
    }));
}

fn told(panic: &PanicHookInfo<'_>) -> String {
    let place = panic
        .location()
        .map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    format!(
        "Something went wrong inside the program{place}. What was kept before is safe; please report this."
    )
}

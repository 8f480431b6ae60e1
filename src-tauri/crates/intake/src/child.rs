//! Reading in a process of its own, with limits on time and memory: a file that would exhaust the reader harms
//! nothing but that process.
//!
//! The parent calls [`read`] with the program to start; that program, when started with [`ARGUMENT`] as its first
//! argument, calls [`serve`] before anything else. Deliberately not here: any knowledge of formats ([`crate::read`]).

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use scrutiny_domain::document::Document;
use serde::{Deserialize, Serialize};

use crate::unpack::Listing;
use crate::{Limits, Member, Refusal, Unpacked};

/// First argument of a program that is started to read one file.
pub const ARGUMENT: &str = "--read-one-file";

/// How deep the reader may call; the main thread's own stack is too small for some honest files.
const STACK: usize = 64 << 20;

/// What the child is told before the bytes, on one line.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    file_name: String,
    limits: Limits,
    /// A page to draw instead of the document to read.
    #[serde(default)]
    picture: Option<Picture>,
    /// True where the papers in the file are wanted instead.
    #[serde(default)]
    unpack: bool,
}

/// Which page to draw, and how large.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Picture {
    page: usize,
    /// Pixels a point.
    scale: f32,
}

/// What the child answers to a file to read.
type Answer = Result<Document, Refusal>;
/// What it answers to a page to draw: this on a line, and then that many bytes; none where there is no such page.
type Drawn = Result<Option<usize>, Refusal>;
/// What it answers to a file to take apart: this on a line, and then the bytes of all papers.
type Listed = Result<Listing, Refusal>;

/// Reads one file in a child process of `program`, which must call [`serve`] when started with [`ARGUMENT`].
///
/// The size is checked before anything is started. Memory is limited where the system allows it (Unix: address
/// space); time everywhere. The child is gone when this returns.
///
/// # Errors
/// A [`Refusal`]: the reader's own, or [`Refusal::TooSlow`], [`Refusal::OutOfMemory`], [`Refusal::Interrupted`] where
/// the child did not come back with an answer.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits, program: &Path) -> Answer {
    let order = Order {
        file_name: file_name.to_owned(),
        limits: *limits,
        picture: None,
        unpack: false,
    };
    ask(&order, bytes, program, |said| {
        serde_json::from_slice::<Answer>(said).ok()
    })
}

/// Draws one page as PNG in a child process, as [`crate::picture`] does in this one.
///
/// # Errors
/// As [`read`].
pub fn picture(
    bytes: &[u8],
    file_name: &str,
    page: usize,
    scale: f32,
    limits: &Limits,
    program: &Path,
) -> Result<Option<Vec<u8>>, Refusal> {
    let order = Order {
        file_name: file_name.to_owned(),
        limits: *limits,
        picture: Some(Picture { page, scale }),
        unpack: false,
    };
    ask(&order, bytes, program, |said| {
        let end = said.iter().position(|byte| *byte == b'\n')?;
        let (line, png) = (&said[..end], &said[end + 1..]);
        match serde_json::from_slice::<Drawn>(line).ok()? {
            Ok(Some(length)) if length == png.len() => Some(Ok(Some(png.to_vec()))),
            Ok(Some(_)) => None,
            Ok(None) => Some(Ok(None)),
            Err(refusal) => Some(Err(refusal)),
        }
    })
}

/// Takes the papers out of a file in a child process, as [`crate::unpack()`] does in this one.
///
/// # Errors
/// As [`read`].
pub fn unpack(bytes: &[u8], limits: &Limits, program: &Path) -> Result<Unpacked, Refusal> {
    let order = Order {
        file_name: String::new(),
        limits: *limits,
        picture: None,
        unpack: true,
    };
    ask(&order, bytes, program, |said| {
        let end = said.iter().position(|byte| *byte == b'\n')?;
        let (line, mut rest) = (&said[..end], &said[end + 1..]);
        let listing = match serde_json::from_slice::<Listed>(line).ok()? {
            Ok(listing) => listing,
            Err(refusal) => return Some(Err(refusal)),
        };
        let mut papers = Vec::new();
        for (name, length) in listing.papers {
            let (bytes, after) = rest.split_at_checked(length)?;
            papers.push(Member {
                name,
                bytes: bytes.to_vec(),
            });
            rest = after;
        }
        Some(Ok(Unpacked {
            papers,
            left_out: listing.left_out,
        }))
    })
}

/// Starts the child, gives it the order, and takes its answer as `parse` understands it.
fn ask<T>(
    order: &Order,
    bytes: &[u8],
    program: &Path,
    parse: impl FnOnce(&[u8]) -> Option<Result<T, Refusal>>,
) -> Result<T, Refusal> {
    crate::check_size(bytes, &order.limits)?;
    let lost = |e: io::Error| Refusal::Interrupted {
        detail: format!("the reader could not be started: {e}"),
    };
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(lost)?;
    let answer = converse(&mut child, bytes, order, parse);
    // Ended already in the usual case; a child that has ended refuses the signal, which is no fault.
    let _ = child.kill();
    let _ = child.wait();
    answer
}

fn converse<T>(
    child: &mut Child,
    bytes: &[u8],
    order: &Order,
    parse: impl FnOnce(&[u8]) -> Option<Result<T, Refusal>>,
) -> Result<T, Refusal> {
    let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Refusal::Interrupted {
            detail: "the reader has no pipes".to_owned(),
        });
    };
    let limits = &order.limits;
    thread::scope(|scope| {
        scope.spawn(move || {
            // A child that stops reading early has its answer ready, or is dead: either shows on its output.
            let _ = serde_json::to_writer(&mut input, order)
                .map_err(io::Error::from)
                .and_then(|()| input.write_all(b"\n"))
                .and_then(|()| input.write_all(bytes));
        });
        let (send, receive) = mpsc::channel();
        scope.spawn(move || {
            let mut text = Vec::new();
            let read = output.read_to_end(&mut text);
            let _ = send.send(read.map(|_| text));
        });
        let Ok(said) = receive.recv_timeout(Duration::from_secs(limits.seconds)) else {
            let _ = child.kill();
            return Err(Refusal::TooSlow {
                seconds: limits.seconds,
            });
        };
        if let Some(answer) = said.ok().and_then(|said| parse(&said)) {
            return answer;
        }
        // Its output ends when it does, so this does not wait.
        Err(refusal(child.wait().ok(), limits))
    })
}

/// Why a child gave no answer, by how it ended: by the system's limits, or by a fault of the reader.
fn refusal(ended: Option<ExitStatus>, limits: &Limits) -> Refusal {
    if ended.is_some_and(|status| out_of_memory(&status)) {
        Refusal::OutOfMemory {
            megabytes: limits.memory >> 20,
        }
    } else {
        Refusal::Interrupted {
            detail: "the reader stopped without an answer".to_owned(),
        }
    }
}

/// Whether a process was ended because it had used up its memory, its stack included. Rust's runtime aborts for these
/// two alone (a panic ends as an answer); where it cannot, the system ends the process itself.
#[cfg(unix)]
fn out_of_memory(status: &ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    /// The numbers of these signals, which POSIX fixes for `kill`.
    const ABORT: i32 = 6;
    const KILL: i32 = 9;
    const SEGMENTATION: i32 = 11;
    matches!(status.signal(), Some(ABORT | KILL | SEGMENTATION))
}

/// As above, by the exception that Windows gives as the exit code.
#[cfg(not(unix))]
fn out_of_memory(status: &ExitStatus) -> bool {
    /// STATUS_STACK_OVERFLOW, STATUS_NO_MEMORY, and what an abort ends with (STATUS_STACK_BUFFER_OVERRUN).
    const CODES: [u32; 3] = [0xC000_00FD, 0xC000_0017, 0xC000_0409];
    status
        .code()
        .is_some_and(|code| CODES.contains(&code.cast_unsigned()))
}

/// Reads one order and its bytes from `input`, answers on `output`. For a process started with [`ARGUMENT`]: it
/// limits its own memory, so it must not be called in a process that has anything else to do.
///
/// # Errors
/// Where the pipes fail; the parent sees that as no answer.
pub fn serve(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut line = String::new();
    input.read_line(&mut line)?;
    let order: Order = serde_json::from_str(&line)?;
    limit_memory(order.limits.memory)?;
    let mut bytes = Vec::new();
    input
        .take(order.limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let Order {
        file_name, limits, ..
    } = order;
    let lost = || Refusal::Broken {
        detail: "the reader met something it does not know".to_owned(),
    };
    match order.picture {
        None if order.unpack => {
            let unpacked = on_own_stack(move || crate::unpack(&bytes, &limits))?
                .unwrap_or_else(|| Err(lost()));
            let listed: Listed = match &unpacked {
                Ok(unpacked) => Ok(Listing {
                    papers: unpacked
                        .papers
                        .iter()
                        .map(|p| (p.name.clone(), p.bytes.len()))
                        .collect(),
                    left_out: unpacked.left_out.clone(),
                }),
                Err(refusal) => Err(refusal.clone()),
            };
            serde_json::to_writer(&mut output, &listed)?;
            output.write_all(b"\n")?;
            for paper in unpacked.into_iter().flat_map(|u| u.papers) {
                output.write_all(&paper.bytes)?;
            }
        }
        None => {
            let answer: Answer = on_own_stack(move || crate::read(&bytes, &file_name, &limits))?
                .unwrap_or_else(|| Err(lost()));
            serde_json::to_writer(&mut output, &answer)?;
        }
        Some(Picture { page, scale }) => {
            let draw = move || crate::picture(&bytes, &file_name, page, scale, &limits);
            let drawn = on_own_stack(draw)?.unwrap_or_else(|| Err(lost()));
            let answer: Drawn = match &drawn {
                Ok(png) => Ok(png.as_ref().map(Vec::len)),
                Err(refusal) => Err(refusal.clone()),
            };
            serde_json::to_writer(&mut output, &answer)?;
            output.write_all(b"\n")?;
            if let Ok(Some(png)) = drawn {
                output.write_all(&png)?;
            }
        }
    }
    output.flush()
}

/// What `work` gives; none where it panicked.
fn on_own_stack<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    Ok(thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)?
        .join()
        .ok())
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    // Address space counts the stack and the program's own files too.
    let room = bytes.saturating_add(STACK as u64 * 2);
    rlimit::setrlimit(rlimit::Resource::AS, room, room)
}

/// Other systems limit a process from outside only; there the limit on time holds alone.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

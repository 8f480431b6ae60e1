//! One window for one person: a program started while it runs already hands over what it was started with, and ends.
//!
//! On Linux by a socket in the folder that the system keeps for the session. macOS sees to it by itself; elsewhere each
//! start opens a window, which is safe (a case can be open twice) but not as handy.

#[cfg(target_os = "linux")]
use std::path::PathBuf;

use crate::start::Start;

#[cfg(target_os = "linux")]
mod session {
    use std::io::{Read, Write};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use crate::start::Start;

    /// How long the other program may take to answer.
    const PATIENCE: Duration = Duration::from_secs(3);
    /// More paths than anybody opens at once.
    const LONGEST: u64 = 1 << 20;

    /// Hands over to the program that listens; false where none does.
    pub fn hand_over(socket: &Path, start: &Start) -> bool {
        let handed = || -> std::io::Result<bool> {
            let mut stream = UnixStream::connect(socket)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.write_all(&serde_json::to_vec(start)?)?;
            stream.shutdown(std::net::Shutdown::Write)?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer == "taken")
        };
        handed().unwrap_or(false)
    }

    /// Listens for later starts, each told to `taken`, as long as the program runs.
    pub fn listen(socket: PathBuf, taken: impl Fn(Start) + Send + 'static) -> std::io::Result<()> {
        // Nobody answered on it: it was left by a program that was cut short.
        match std::fs::remove_file(&socket) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&socket)?;
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut said = Vec::new();
                let heard = stream.set_read_timeout(Some(PATIENCE)).is_ok()
                    && (&stream).take(LONGEST).read_to_end(&mut said).is_ok();
                if let Some(start) = heard
                    .then(|| serde_json::from_slice::<Start>(&said).ok())
                    .flatten()
                {
                    taken(start);
                    // The other program ends all the same where it no longer listens.
                    let _ = (&stream).write_all(b"taken");
                }
            }
        });
        Ok(())
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc;

        use super::*;

        #[test]
        fn a_second_start_is_handed_over_and_a_dead_socket_is_taken_over() {
            let folder = tempfile::tempdir().unwrap();
            let socket = folder.path().join("desk.sock");
            let start = Start {
                case: Some("/cases/a.scrutiny".into()),
                papers: vec!["/papers/b.pdf".into()],
            };
            assert!(!hand_over(&socket, &start), "nobody listens");
            // Bound and let go: the file is there and nobody answers.
            drop(UnixListener::bind(&socket).unwrap());
            assert!(!hand_over(&socket, &start), "left over");
            let (tell, told) = mpsc::channel();
            listen(socket.clone(), move |start| tell.send(start).unwrap()).unwrap();
            assert!(hand_over(&socket, &start));
            assert_eq!(told.recv().unwrap(), start);
        }
    }
}

/// Where later starts of this session are heard.
#[cfg(target_os = "linux")]
fn socket() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty())?;
    Some(PathBuf::from(folder).join("scrutiny-desk.sock"))
}

/// True where a window that is open already took this start over.
pub fn handed_over(start: &Start) -> bool {
    #[cfg(target_os = "linux")]
    return socket().is_some_and(|socket| session::hand_over(&socket, start));
    #[cfg(not(target_os = "linux"))]
    false
}

/// Tells `taken` of every later start, where this system lets them be heard.
pub fn listen(taken: impl Fn(Start) + Send + 'static) {
    #[cfg(target_os = "linux")]
    if let Some(socket) = socket() {
        // Without it a second start opens a second window.
        let _ = session::listen(socket, taken);
    }
    #[cfg(not(target_os = "linux"))]
    drop(taken);
}

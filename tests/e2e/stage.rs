//! A stage for the real program: a screen of its own, WebKit's driver, and an end that leaves nothing running.
//!
//! Every process started here carries a mark in its environment. The end of the stage ends the process group, looks
//! for the mark in all that still runs, and fails where something outlives it. A test that is killed comes to no end: its
//! watch, a process of the group too, then ends the group.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::json;

/// How long anything may take before the test gives up. Generous: a busy machine is no fault of the program.
pub const PATIENCE: Duration = Duration::from_secs(180);

const MARK: &str = "SCRUTINY_E2E_STAGE";

/// Holds what the driver and the program write for people, in the stage's folder.
const DRIVER_SAID: &str = "driver.log";

/// Light or dark, as the desktop tells the program.
#[derive(Clone, Copy)]
pub enum Looks {
    Light,
    Dark,
}

/// The screen, the driver, and a home folder that goes with them.
pub struct Stage {
    home: tempfile::TempDir,
    group: Pid,
    watch: Child,
    screen: Child,
    driver: Child,
    display: String,
    driver_at: SocketAddr,
}

impl Stage {
    /// Sets up an X server on a display that is free, and WebKit's driver on a port that is free.
    pub fn set(looks: Looks) -> Stage {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mark = home.path().display().to_string();
        let theme = match looks {
            Looks::Light => "Adwaita",
            Looks::Dark => "Adwaita:dark",
        };
        let watch = watch(&mark);
        let group = Pid::from_child(&watch);
        // With -displayfd the server looks for a free display itself and says which on that descriptor.
        let mut screen = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
            ])
            .env(MARK, &mark)
            .process_group(group.as_raw_nonzero().get())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts (Debian: xvfb)");
        let mut number = String::new();
        let said = screen.stdout.take().expect("Xvfb’s output");
        BufReader::new(said)
            .read_line(&mut number)
            .expect("Xvfb names its display");
        let display = format!(":{}", number.trim());

        let start = |port: u16, said: File| {
            Command::new("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env(MARK, &mark)
                .env("HOME", home.path())
                .env("XDG_CACHE_HOME", home.path().join("cache"))
                .env("XDG_CONFIG_HOME", home.path().join("config"))
                .env("XDG_DATA_HOME", home.path().join("data"))
                .env("XDG_RUNTIME_DIR", home.path())
                .env("DISPLAY", &display)
                .env_remove("WAYLAND_DISPLAY")
                .env("GTK_THEME", theme)
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                // No bus: it would start services that outlive the test.
                .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                .env("NO_AT_BRIDGE", "1")
                .env("GIO_USE_VFS", "local")
                .env("GSETTINGS_BACKEND", "memory")
                // No graphics card either.
                .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .process_group(group.as_raw_nonzero().get())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(said)
                .spawn()
                .expect("WebKitWebDriver starts (Debian: webkit2gtk-driver)")
        };
        let said = home.path().join(DRIVER_SAID);
        let (driver, driver_at) = listening(start, &said);
        Stage {
            home,
            group,
            watch,
            screen,
            driver,
            display,
            driver_at,
        }
    }

    /// A folder that is gone with the stage.
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    /// Opens the program's window.
    pub async fn open(&self, arguments: &[PathBuf]) -> Client {
        let program = env!("CARGO_BIN_EXE_scrutiny-desk");
        let options = json!({ "binary": program, "args": arguments });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)]
            .into_iter()
            .collect();
        let address = format!("http://{}", self.driver_at);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&address)
            .await
            .unwrap_or_else(|why| panic!("the window opens: {why}; {}", self.of_the_driver()));
        // Checking a long screen takes its time too.
        let patient = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        client
            .update_timeouts(patient)
            .await
            .expect("the driver waits as long");
        client
    }

    /// How the driver is, and what it and the program wrote: why a window did not open.
    fn of_the_driver(&self) -> String {
        let pid = self.driver.id();
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let wrote = std::fs::read_to_string(self.home.path().join(DRIVER_SAID)).unwrap_or_default();
        let cast = self.cast();
        format!("the driver: {state}; running: {cast:?}; written: {wrote}")
    }

    /// The X server's display.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Ends everything and fails where something is left.
    pub fn strike(mut self) {
        let left = self.end();
        assert!(left.is_empty(), "still running after the end: {left:?}");
    }

    /// Ends the group, and names what outlives that for too long; then ends that too.
    fn end(&mut self) -> Vec<String> {
        let _ = kill_process_group(self.group, Signal::KILL);
        let _ = self.watch.wait();
        let _ = self.screen.wait();
        let _ = self.driver.wait();
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            let left = self.marked();
            if left.is_empty() || Instant::now() > deadline {
                for (pid, _) in &left {
                    let _ = kill_process(*pid, Signal::KILL);
                }
                return left.into_iter().map(|(_, name)| name).collect();
            }
            std::thread::sleep(INTERVAL);
        }
    }

    /// Processes that carry this stage's mark. A process that has ended has no environment any more.
    fn marked(&self) -> Vec<(Pid, String)> {
        told(&format!("{MARK}={}", self.home.path().display()))
    }

    /// True where a process of this name runs here that was told this in its environment.
    pub fn is_told(&self, name: &str, variable: &str) -> bool {
        let told = told(variable);
        let mut ours = self.marked().into_iter();
        ours.any(|one| one.1.starts_with(name) && told.contains(&one))
    }

    /// Ends a program at once, as a power cut would, and waits until it is gone.
    pub fn cut(&self, name: &str) {
        let running = || -> Vec<Pid> {
            let marked = self.marked().into_iter();
            let named = marked.filter(|(_, found)| found.starts_with(name));
            named.map(|(pid, _)| pid).collect()
        };
        let found = running();
        assert!(!found.is_empty(), "{name} runs");
        for pid in found {
            let _ = kill_process(pid, Signal::KILL);
        }
        self.wait_for("the program to be gone", || running().is_empty());
    }

    /// Lets go of the watch, as the kernel does where the test is killed, and waits until it has ended everything.
    pub fn abandon(mut self) {
        drop(self.watch.stdin.take());
        self.wait_for("the watch to end the stage", || self.marked().is_empty());
    }

    /// The names of this stage's processes.
    pub fn cast(&self) -> Vec<String> {
        self.marked().into_iter().map(|(_, name)| name).collect()
    }

    fn wait_for(&self, what: &str, holds: impl Fn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < deadline, "waited too long for {what}");
            std::thread::sleep(INTERVAL);
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.end();
    }
}

/// How often a condition is looked at again.
const INTERVAL: Duration = Duration::from_millis(50);

/// The first of a process group, which ends all of it when nobody holds the other end of its input any more.
fn watch(mark: &str) -> Child {
    Command::new("sh")
        .args(["-c", "read -r _; kill -KILL 0"])
        .env(MARK, mark)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell starts")
}

/// The driver, once it answers. A port that was free a moment ago may be another program's when the driver comes to it:
/// it ends then, and is started on another.
fn listening(start: impl Fn(u16, File) -> Child, said: &Path) -> (Child, SocketAddr) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let at = free_port();
        let said = File::create(said).expect("a file in the stage’s folder");
        let mut running = start(at.port(), said);
        while running.try_wait().expect("the driver’s state").is_none() {
            // Who answers is the driver only where that still runs after the answer.
            if answers(at).unwrap_or(false) && running.try_wait().is_ok_and(|end| end.is_none()) {
                return (running, at);
            }
            assert!(Instant::now() < deadline, "waited too long for the driver");
            std::thread::sleep(INTERVAL);
        }
        assert!(
            Instant::now() < deadline,
            "the driver ends whenever it is started"
        );
    }
}

/// True where a WebDriver says there that it is ready (W3C WebDriver, 8.3 "Status").
fn answers(at: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(at)?;
    // Another program that has the port may never say a word.
    stream.set_read_timeout(Some(INTERVAL * 20))?;
    write!(
        stream,
        "GET /status HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200") && answer.contains("\"ready\""))
}

fn free_port() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number")
}

/// Processes with this in their environment, by whoever started them.
fn told(variable: &str) -> Vec<(Pid, String)> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| {
            let pid = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
            let environment = std::fs::read(entry.path().join("environ")).ok()?;
            let is_told = environment
                .split(|byte| *byte == 0)
                .any(|one| one == variable.as_bytes());
            let name = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
            is_told.then(|| (pid, name.trim().to_owned()))
        })
        .collect()
}

#[test]
fn a_port_that_was_taken_is_given_up() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let taken = RefCell::new(None);
    let start = |port: u16, said: File| {
        let mut taken = taken.borrow_mut();
        taken.get_or_insert_with(|| {
            TcpListener::bind(("127.0.0.1", port)).expect("nobody has it yet")
        });
        Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stderr(said)
            .spawn()
            .expect("WebKitWebDriver starts (Debian: webkit2gtk-driver)")
    };
    let (mut driver, at) = listening(start, &home.path().join(DRIVER_SAID));
    driver.kill().expect("it still runs");
    driver.wait().expect("it ends");
    let taken = taken.into_inner().expect("the first port was taken");
    assert_ne!(taken.local_addr().expect("its address"), at);
}

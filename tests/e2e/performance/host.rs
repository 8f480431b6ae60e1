//! When the processors were with somebody else.
//!
//! A machine may be a guest of another, which at times does not let it run. What took long then says nothing of the
//! program. Linux counts that time ("steal" in `/proc/stat`, in hundredths of a second); on a machine of its own it is
//! nought, and nothing is left out. Deliberately not here: what is measured.

use std::fs;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often it is looked.
const LOOK: Duration = Duration::from_millis(10);
/// How much earlier or later time taken may be in the count than it was taken, in milliseconds.
const LATE: f64 = 20.0;

/// From and to, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub from: f64,
    pub to: f64,
}

impl Span {
    /// Its length in milliseconds.
    pub fn length(self) -> f64 {
        self.to - self.from
    }
}

/// What was seen at a time: milliseconds since 1970, and hundredths of a second that the host had taken by then.
type Seen = (f64, u64);

/// Watches the host for as long as it lives.
pub struct Host {
    seen: Arc<Mutex<Vec<Seen>>>,
    /// Ends the thread when it is dropped.
    _stop: Sender<()>,
}

impl Host {
    pub fn watch() -> Host {
        let seen = Arc::new(Mutex::new(vec![look()]));
        let (stop, stopped) = channel();
        let into = Arc::clone(&seen);
        thread::spawn(move || watch(&into, &stopped));
        Host { seen, _stop: stop }
    }

    /// True where the host took a processor in this time, or so near that it may have.
    pub fn took(&self, during: Span) -> bool {
        loop {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(took) = took(&seen, during) {
                return took;
            }
            drop(seen);
            // Not counted yet.
            thread::sleep(LOOK);
        }
    }
}

/// None where it has not been looked since.
fn took(seen: &[Seen], during: Span) -> Option<bool> {
    let before = seen.partition_point(|(at, _)| *at <= during.from - LATE);
    let after = seen.partition_point(|(at, _)| *at < during.to + LATE);
    let (_, after) = seen.get(after)?;
    let (_, before) = seen[before.saturating_sub(1)];
    Some(*after > before)
}

fn watch(seen: &Mutex<Vec<Seen>>, stopped: &Receiver<()>) {
    while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        let now = look();
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(now);
    }
}

fn look() -> Seen {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.expect("a clock").as_secs_f64() * 1000.0;
    let stat = fs::read_to_string("/proc/stat").expect("Linux counts");
    (now, taken(&stat).expect("the time that was taken"))
}

/// Of all processors: the eighth number of the first line.
fn taken(stat: &str) -> Option<u64> {
    let all = stat.lines().next()?.strip_prefix("cpu ")?;
    all.split_whitespace().nth(7)?.parse().ok()
}

#[test]
fn time_taken_is_read_from_the_count_of_all_processors() {
    let stat =
        "cpu  9549550 1868819 1023878 2230363 28276 0 20420 165841 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n";
    assert_eq!(taken(stat), Some(165_841));
}

#[test]
fn a_time_is_the_hosts_where_the_count_rose_in_it_or_near_it() {
    let seen = [(0.0, 5), (100.0, 5), (200.0, 7), (300.0, 7)];
    let took = |from, to| took(&seen, Span { from, to });
    assert_eq!(took(30.0, 70.0), Some(false));
    assert_eq!(took(130.0, 170.0), Some(true));
    assert_eq!(
        took(50.0, 90.0),
        Some(true),
        "it may have been counted late"
    );
    assert_eq!(took(230.0, 270.0), Some(false));
    assert_eq!(took(250.0, 290.0), None, "nobody has looked since");
}

//! What WebKitGTK is told before it starts the process in which the page runs.
//!
//! Every thirty seconds WebKit measures how much that process holds, on the page's own thread, by reading a list of all
//! pieces of its memory. With many papers open there are sixteen thousand, and the page stands still for a seventh of a
//! second. Neither Tauri nor wry hands WebKit's settings for it on; this name in the environment turns it off
//! (`docs/decisions/0008-no-memory-monitor.md`).

/// The name that WebKitGTK looks for (`memoryPressureMonitorDisabled` in its `WebProcessPool`).
const NO_MONITOR: &str = "WEBKIT_DISABLE_MEMORY_PRESSURE_MONITOR";

/// Must be called before anything else of the system is: what stands in the environment already is left as it is.
pub fn prepare() {
    // Where it fails the page stands still now and then, and all else is as it should be.
    let _ = glib::setenv(NO_MONITOR, "1", false);
}

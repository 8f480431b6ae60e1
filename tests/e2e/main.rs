//! The real window, driven as a person would: papers in, findings seen, the pack made, nothing left running.
//!
//! [`stage`] is the screen and the driver, [`window`] what can be done in any window, [`desk`] what can be done in ours;
//! the rest are journeys. Needs Xvfb and WebKitWebDriver, which `cargo xtask test` installs. The interface must be built
//! (`npm run build`).
#![cfg(target_os = "linux")]

mod desk;
mod picture;
mod stage;
mod window;

mod around;
mod fences;
mod keeping;
mod kept;
mod keys;
mod letter;
mod performance;
mod told;
mod whole;

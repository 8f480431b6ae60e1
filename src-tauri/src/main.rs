//! The program that a person starts; everything is in the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    scrutiny_desk::main()
}

//! The desktop shell: start-up, window, menu, and commands of one line each.
//!
//! Depends on `scrutiny-casebook` and Tauri, on nothing else of ours. Deliberately not here: anything that the
//! command line could not do too.

mod briefing;
mod single_instance;
#[macro_use]
mod command_list;
mod commands;
mod keeping;
mod menu;
#[cfg(target_os = "linux")]
mod page_process;
mod pictures;
mod sample;
mod settings;
mod start;

use std::process::ExitCode;

use scrutiny_bridge::{CaseFile, Desk, SecondReadingProgress, Shell};
use scrutiny_casebook::domain::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, RunEvent, Wry};
use tauri_specta::{Builder, Event, collect_commands, collect_events};

use start::{Start, Starts};

/// Everything that crosses the bridge. `ui/src/api/bindings.ts` is written from it.
fn bridge() -> Builder<Wry> {
    Builder::<Wry>::new()
        // One type for both ways: only arguments come in, and those are plain.
        .disable_serde_phases()
        // The words that people read for the terms of the domain.
        .constant("VOCABULARY", Vocabulary::new())
        .commands(with_commands!(collect_commands))
        .events(collect_events![
            menu::MenuChosen,
            StartedAgain,
            SecondReading
        ])
}

/// Opens the window and runs until it is closed.
pub fn main() -> ExitCode {
    // A file that is read comes to a process of its own: this program, started for that alone.
    if let Some(served) = scrutiny_casebook::serve_reader() {
        return if served.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    scrutiny_casebook::keep_words_out_of_panics();
    let bridge = bridge();
    let start = Start::from_arguments(std::env::args_os().skip(1)).absolute();
    if single_instance::handed_over(&start) {
        return ExitCode::SUCCESS;
    }
    #[cfg(target_os = "linux")]
    page_process::prepare();
    let run = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(Starts::new(start))
        .manage(pictures::Pictures::default())
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(bridge.invoke_handler())
        .on_menu_event(menu::chosen)
        .setup(move |app| {
            bridge.mount_events(app);
            let file = app.path().app_config_dir().ok();
            let file = file.map(|folder| folder.join("settings.json"));
            app.manage(settings::Remembered::read(file));
            let window = Window(app.handle().clone());
            app.manage(Desk::new(window, commands::reader()));
            app.set_menu(menu::menu(app.handle())?)?;
            menu::show_recent(app.handle())?;
            settings::apply(app.handle());
            let handle = app.handle().clone();
            single_instance::listen(move |start| start_again(&handle, start));
            Ok(())
        })
        .build(tauri::generate_context!());
    match run {
        Ok(app) => {
            app.run(heard);
            ExitCode::SUCCESS
        }
        Err(error) => {
            // There is no window to say it in.
            #[allow(clippy::print_stderr, reason = "the last thing the program can do")]
            {
                eprintln!("Scrutiny Desk could not open its window: {error}.");
            }
            ExitCode::FAILURE
        }
    }
}

/// A case was asked for while the window is open: the user interface takes it up with `at_start`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, specta::Type, Event)]
pub struct StartedAgain;

/// How far the second reading of a case is: the window tells, and shows at the end what it found.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub struct SecondReading(SecondReadingProgress);

/// The window that shows what is on the desk.
struct Window(AppHandle<Wry>);

impl Shell for Window {
    fn opened(&self, case: &CaseFile) {
        settings::case_opened(&self.0, &case.path);
        if let Some(window) = self.0.get_webview_window("main") {
            let name = case.file.strip_suffix(".scrutiny").unwrap_or(&case.file);
            // It fails only where the window is gone.
            let _ = window.set_title(&format!("{name} – Scrutiny Desk"));
        }
    }

    fn read_second(&self, so_far: SecondReadingProgress) {
        // A window that has gone away no longer listens; the papers are read all the same.
        let _ = SecondReading(so_far).emit(&self.0);
    }
}

/// Opens in this window what a later start, the menu or the desktop asks for, and brings it to the front.
fn start_again(app: &AppHandle<Wry>, start: Start) {
    if start.case.is_some() {
        app.state::<Starts>().put(start);
        // It fails only where the window is gone, and then there is nobody to tell.
        let _ = StartedAgain.emit(app);
    }
    if let Some(window) = app.get_webview_window("main") {
        // Some desktops do not let a window come forward by itself: it is marked in their bar instead.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// macOS tells of a case that was double-clicked by an event, other systems by an argument.
#[cfg_attr(not(target_os = "macos"), allow(unused_variables))]
fn heard(app: &AppHandle<Wry>, event: RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Opened { urls } = event {
        let paths = urls.iter().filter_map(|url| url.to_file_path().ok());
        start_again(app, Start::from_arguments(paths.map(Into::into)));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specta_typescript::Typescript;

    #[test]
    fn bindings_are_what_the_commands_say() {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/bindings.ts");
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("bindings.ts");
        super::bridge()
            .export(
                Typescript::default().header("// Made by `cargo xtask bindings`. Do not edit.\n"),
                &made,
            )
            .unwrap();
        let made = std::fs::read_to_string(made).unwrap();
        if std::env::var_os("SCRUTINY_WRITE_BINDINGS").is_some() {
            std::fs::write(&kept, &made).unwrap();
        }
        let kept = std::fs::read_to_string(kept).unwrap_or_default();
        assert!(
            kept == made,
            "ui/src/api/bindings.ts is out of date: run ‘cargo xtask bindings’"
        );
    }

    #[test]
    fn the_window_may_call_every_command_and_nothing_else_of_ours() {
        macro_rules! permissions {
            ($($module:ident::$command:ident),* $(,)?) => {
                [$(stringify!($command)),*].map(|name| format!("allow-{}", name.replace('_', "-")))
            };
        }
        let capabilities: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let allowed = capabilities["permissions"].as_array().unwrap().iter();
        let allowed = allowed.filter_map(|one| one.as_str());
        // Those of Tauri and its plugins have their name before a colon.
        let mut ours: Vec<&str> = allowed.filter(|one| !one.contains(':')).collect();
        ours.sort_unstable();
        let mut commands = with_commands!(permissions);
        commands.sort_unstable();
        assert_eq!(ours, commands);
    }
}

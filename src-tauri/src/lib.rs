//! The desktop shell: start-up, window, menu, and commands of one line each.
//!
//! Depends on `scrutiny-casebook` and Tauri, on nothing else of ours. Deliberately not here: anything that the
//! command line could not do too.

mod alone;
mod briefing;
mod commands;
mod menu;
mod open_case;
#[cfg(target_os = "linux")]
mod page_process;
mod pictures;
mod sample;
mod settings;
mod start;

use std::process::ExitCode;

use scrutiny_casebook::bridge::BridgeBecause;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, RunEvent, Wry};
use tauri_specta::{Builder, Event, collect_commands, collect_events};

use open_case::OpenCase;
use start::Start;

/// Everything that crosses the bridge. `ui/src/api/bindings.ts` is written from it.
fn bridge() -> Builder<Wry> {
    Builder::<Wry>::new()
        // One type for both ways: only arguments come in, and those are plain.
        .disable_serde_phases()
        // A finding has it as text.
        .typ::<BridgeBecause>()
        .commands(collect_commands![
            commands::at_start,
            commands::create_case,
            commands::open_case,
            commands::import_papers,
            commands::stop_import,
            commands::outline,
            commands::findings_parts,
            commands::comparison_parts,
            commands::save_shown,
            commands::write_down,
            commands::take_away,
            commands::undo,
            commands::redo,
            commands::put_right,
            commands::decide,
            commands::ladder,
            commands::set_ladder,
            commands::mark_paper,
            commands::text,
            commands::words_on,
            commands::find,
            briefing::pack_choices,
            briefing::choose_pack,
            briefing::preview_pack,
            briefing::preview_made,
            briefing::preview_text,
            briefing::make_pack,
            briefing::packs,
            briefing::write_pack_again,
            briefing::show_pack,
            sample::open_sample,
            settings::settings,
            settings::set_text_size,
            settings::tour_taken,
        ])
        .events(collect_events![
            menu::MenuChosen,
            StartedAgain,
            commands::SecondReading
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
    let bridge = bridge();
    let start = Start::from_arguments(std::env::args_os().skip(1)).absolute();
    if alone::handed_over(&start) {
        return ExitCode::SUCCESS;
    }
    #[cfg(target_os = "linux")]
    page_process::prepare();
    let run = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .manage(OpenCase::new(start))
        .manage(pictures::Pictures::default())
        .manage(briefing::Drafts::default())
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(bridge.invoke_handler())
        .on_menu_event(menu::chosen)
        .setup(move |app| {
            bridge.mount_events(app);
            let file = app.path().app_config_dir().ok();
            let file = file.map(|folder| folder.join("settings.json"));
            app.manage(settings::Remembered::read(file));
            app.set_menu(menu::menu(app.handle())?)?;
            menu::show_recent(app.handle())?;
            settings::apply(app.handle());
            let handle = app.handle().clone();
            alone::listen(move |start| start_again(&handle, start));
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

/// Opens in this window what a later start, the menu or the desktop asks for, and brings it to the front.
fn start_again(app: &AppHandle<Wry>, start: Start) {
    if start.case.is_some() {
        app.state::<OpenCase>().start_again(start);
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
    fn the_window_may_call_every_command() {
        let bindings = include_str!("../../ui/src/api/bindings.ts");
        let capabilities = include_str!("../capabilities/main.json");
        let called = bindings.split("__TAURI_INVOKE(\"").skip(1);
        let commands: Vec<&str> = called.filter_map(|rest| rest.split('"').next()).collect();
        assert!(commands.len() > 20, "{commands:?}");
        for command in commands {
            let allowed = format!("\"allow-{}\"", command.replace('_', "-"));
            assert!(capabilities.contains(&allowed), "{command}");
        }
    }
}

//! The desktop shell: start-up, window, menu, and commands of one line each.
//!
//! Depends on `scrutiny-casebook` and Tauri, on nothing else of ours. Deliberately not here: anything that the
//! command line could not do too.

mod commands;
mod menu;
mod open_case;
mod pictures;
mod start;

use std::process::ExitCode;

use tauri::Wry;
use tauri_specta::{Builder, collect_commands, collect_events};

use open_case::OpenCase;
use start::Start;

/// Everything that crosses the bridge. `ui/src/api/bindings.ts` is written from it.
fn bridge() -> Builder<Wry> {
    Builder::<Wry>::new()
        // One type for both ways: only arguments come in, and those are plain.
        .disable_serde_phases()
        .commands(collect_commands![
            commands::at_start,
            commands::create_case,
            commands::open_case,
            commands::import_papers,
            commands::stop_import,
            commands::contents,
            commands::make_pack,
            commands::save_shown,
            commands::write_down,
            commands::take_away,
            commands::undo,
            commands::redo,
            commands::put_right,
            commands::decide,
            commands::mark_paper,
            commands::text,
            commands::words_on,
            commands::find,
        ])
        .events(collect_events![menu::MenuChosen])
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
    let start = Start::from_arguments(std::env::args_os().skip(1));
    let run = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(OpenCase::new(start))
        .manage(pictures::Pictures::default())
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(bridge.invoke_handler())
        .menu(menu::menu)
        .on_menu_event(menu::chosen)
        .setup(move |app| {
            bridge.mount_events(app);
            Ok(())
        })
        .run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
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
}

// Every command of the window, declared here and nowhere else. From this list are made the handlers and
// `ui/src/api/bindings.ts` (`lib.rs`), whose functions are the interface that the screens speak to (`ui/src/api/host.ts`),
// and a permission for each (`build.rs`). A test holds `capabilities/main.json` to it.

/// Hands the paths of all commands to a macro.
macro_rules! with_commands {
    ($then:ident) => {
        $then![
            commands::at_start,
            commands::create_case,
            commands::open_case,
            commands::import_papers,
            commands::stop_import,
            commands::outline,
            commands::findings_parts,
            commands::comparison_parts,
            commands::save_shown,
            commands::write,
            commands::rewrite,
            commands::remove,
            commands::undo,
            commands::redo,
            commands::ahead,
            commands::back_up,
            keeping::backups,
            keeping::preview_restore,
            keeping::restore,
            keeping::preview_erase,
            keeping::erase,
            commands::correct,
            commands::decide,
            commands::ladder,
            commands::set_ladder,
            commands::mark,
            commands::text,
            commands::words_on,
            commands::search,
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
        ]
    };
}

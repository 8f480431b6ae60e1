//! Declares the commands, so that each needs a permission of its own (`capabilities/main.json`).

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let commands = tauri_build::AppManifest::new().commands(&[
        "at_start",
        "create_case",
        "open_case",
        "import_papers",
        "stop_import",
        "outline",
        "findings_parts",
        "comparison_parts",
        "make_pack",
        "save_shown",
        "write_down",
        "take_away",
        "undo",
        "redo",
        "put_right",
        "decide",
        "ladder",
        "set_ladder",
        "mark_paper",
        "text",
        "words_on",
        "find",
        "pack_choices",
        "choose_pack",
        "preview_pack",
        "preview_made",
        "preview_text",
        "packs",
        "write_pack_again",
        "show_pack",
        "open_sample",
        "settings",
        "set_text_size",
        "tour_taken",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}

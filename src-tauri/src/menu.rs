//! The window's menu: what can be done with a case, and which ones were open last. The user interface hears of a choice
//! and acts on it. Keys that a text field needs for itself (Ctrl+Z) are left to the page, which knows who is typing.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::menu::{
    AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItemBuilder, Submenu, SubmenuBuilder,
};
use tauri::{AppHandle, Manager, Wry};
use tauri_specta::Event;

use crate::settings::Remembered;
use crate::start::Start;
use crate::start_again;

/// A choice that the user interface acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum MenuChoice {
    NewCase,
    OpenCase,
    OpenSample,
    AddPapers,
    MakePack,
    CopyCase,
    Backups,
    Undo,
    Redo,
    Search,
    Settings,
    Commands,
    Home,
    Check,
    Documents,
    Findings,
    Comparison,
    Annotations,
    Briefing,
    LargerText,
    SmallerText,
    UsualText,
    Tour,
    Keys,
}

/// Somebody chose it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, specta::Type, Event)]
pub struct MenuChosen(pub MenuChoice);

const QUIT: &str = "quit";
/// Before the path of a case opened lately.
const RECENT: &str = "recent:";

impl MenuChoice {
    /// Its id, its text, and its keys where it has any.
    fn item(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            MenuChoice::NewCase => ("new_case", "&New case…", Some("CmdOrCtrl+N")),
            MenuChoice::OpenCase => ("open_case", "&Open a case…", Some("CmdOrCtrl+O")),
            MenuChoice::OpenSample => ("open_sample", "Open the &sample case", None),
            MenuChoice::AddPapers => ("add_papers", "&Add papers…", Some("CmdOrCtrl+I")),
            MenuChoice::MakePack => ("make_pack", "&Make pack…", Some("CmdOrCtrl+B")),
            MenuChoice::CopyCase => ("copy_case", "Save a &copy of the case…", None),
            MenuChoice::Backups => ("backups", "&Backups…", None),
            MenuChoice::Undo => ("undo", "&Undo the last change", None),
            MenuChoice::Redo => ("redo", "&Do it again", None),
            MenuChoice::Search => ("search", "&Search everything…", Some("CmdOrCtrl+K")),
            MenuChoice::Settings => ("settings", "Se&ttings…", Some("CmdOrCtrl+,")),
            MenuChoice::Commands => ("commands", "Find a &command…", Some("CmdOrCtrl+Shift+P")),
            MenuChoice::Home => ("home", "&Home", Some("CmdOrCtrl+1")),
            MenuChoice::Check => ("check", "C&heck first", Some("CmdOrCtrl+2")),
            MenuChoice::Documents => ("documents", "&Documents", Some("CmdOrCtrl+3")),
            MenuChoice::Findings => ("findings", "&Findings", Some("CmdOrCtrl+4")),
            MenuChoice::Comparison => ("comparison", "&Comparison", Some("CmdOrCtrl+5")),
            MenuChoice::Annotations => ("annotations", "&Notes and questions", Some("CmdOrCtrl+6")),
            MenuChoice::Briefing => ("briefing", "&Briefing", Some("CmdOrCtrl+7")),
            MenuChoice::LargerText => ("larger_text", "&Larger text", Some("CmdOrCtrl+=")),
            MenuChoice::SmallerText => ("smaller_text", "&Smaller text", Some("CmdOrCtrl+-")),
            MenuChoice::UsualText => ("usual_text", "&Usual size", Some("CmdOrCtrl+0")),
            MenuChoice::Tour => ("tour", "Take the &tour", None),
            MenuChoice::Keys => ("keys", "&Keys…", None),
        }
    }

    /// The choice with this id.
    fn of(id: &str) -> Option<MenuChoice> {
        ALL.iter()
            .flat_map(|(_, choices)| choices.iter().copied())
            .find(|choice| choice.item().0 == id)
    }
}

use MenuChoice as C;

/// What stands together, in the order of the menu; the first two are of one submenu.
const ALL: [(&str, &[MenuChoice]); 7] = [
    ("&Case", &[C::NewCase, C::OpenCase, C::OpenSample]),
    (
        "&Case",
        &[C::AddPapers, C::MakePack, C::CopyCase, C::Backups],
    ),
    ("&Edit", &[C::Undo, C::Redo]),
    ("&Edit", &[C::Search, C::Commands, C::Settings]),
    (
        "&View",
        &[
            C::Home,
            C::Check,
            C::Documents,
            C::Findings,
            C::Comparison,
            C::Annotations,
            C::Briefing,
        ],
    ),
    ("&View", &[C::LargerText, C::SmallerText, C::UsualText]),
    ("&Help", &[C::Tour, C::Keys]),
];

/// The part of the menu with the cases opened last.
struct Recent(Submenu<Wry>);

/// Shows the cases opened last as they are now. The rest of the menu stays: putting another in its place makes the
/// system's toolkit complain of keys that are taken, and the window blink.
pub fn show_recent(app: &AppHandle) -> tauri::Result<()> {
    let Some(recent) = app.try_state::<Recent>() else {
        return Ok(());
    };
    let Recent(recent) = &*recent;
    while recent.remove_at(0)?.is_some() {}
    let known = app.state::<Remembered>().now().recent;
    for path in &known {
        let item = MenuItemBuilder::with_id(format!("{RECENT}{path}"), name(path)).build(app)?;
        recent.append(&item)?;
    }
    recent.set_enabled(!known.is_empty())
}

/// The menu, with no case opened lately yet: [`show_recent`] puts them in.
pub fn menu(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let recent = SubmenuBuilder::new(app, "Open &recent").build()?;
    app.manage(Recent(recent.clone()));
    let quit = MenuItemBuilder::with_id(QUIT, "&Quit")
        .accelerator("CmdOrCtrl+Q")
        .build(app)?;
    let case = add(app, submenu(app, 0)?.item(&recent).separator(), 1)?
        .separator()
        .item(&quit)
        .build()?;
    let edit = add(app, submenu(app, 2)?.separator(), 3)?;
    // Elsewhere the browser engine knows these keys by itself.
    #[cfg(target_os = "macos")]
    let edit = edit.separator().cut().copy().paste().select_all();
    let about = AboutMetadata {
        name: Some("Scrutiny Desk".to_owned()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        license: Some("MIT or Apache-2.0".to_owned()),
        ..AboutMetadata::default()
    };
    let help = submenu(app, 6)?
        .separator()
        .about_with_text("&About Scrutiny Desk", Some(about));
    MenuBuilder::new(app)
        .items(&[
            &case,
            &edit.build()?,
            &add(app, submenu(app, 4)?.separator(), 5)?.build()?,
            &help.build()?,
        ])
        .build()
}

type Building<'a> = SubmenuBuilder<'a, Wry, AppHandle>;

/// A submenu that begins with what stands together at this place of [`ALL`].
fn submenu(app: &AppHandle, at: usize) -> tauri::Result<Building<'_>> {
    add(app, SubmenuBuilder::new(app, ALL[at].0), at)
}

fn add<'a>(app: &'a AppHandle, menu: Building<'a>, at: usize) -> tauri::Result<Building<'a>> {
    ALL[at].1.iter().try_fold(menu, |menu, choice| {
        let (id, text, keys) = choice.item();
        let item = MenuItemBuilder::with_id(id, text);
        let item = match keys {
            Some(keys) => item.accelerator(keys).build(app),
            None => item.build(app),
        }?;
        Ok(menu.item(&item))
    })
}

/// A case by its file's name and its folder's.
fn name(path: &str) -> String {
    let path = Path::new(path);
    let part = |path: Option<&Path>| {
        path.and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    // An ampersand would underline the letter after it.
    format!("{} ({})", part(Some(path)), part(path.parent())).replace('&', "&&")
}

/// Passes a choice on.
pub fn chosen(app: &AppHandle, event: MenuEvent) {
    let id = event.id().as_ref();
    if id == QUIT {
        app.exit(0);
    } else if let Some(path) = id.strip_prefix(RECENT) {
        start_again(app, Start::on(Path::new(path)));
    } else if let Some(choice) = MenuChoice::of(id) {
        // It fails only where the window is gone, and then there is nobody to tell.
        let _ = MenuChosen(choice).emit(app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recent_case_is_told_by_its_name_and_folder() {
        assert_eq!(
            name("/home/x/Scrutiny & co/a.scrutiny"),
            "a.scrutiny (Scrutiny && co)"
        );
    }

    #[test]
    fn every_item_is_found_by_its_id_and_no_keys_stand_twice() {
        let mut keys = Vec::new();
        for choice in ALL.iter().flat_map(|(_, choices)| choices.iter().copied()) {
            let (id, _, its) = choice.item();
            assert_eq!(MenuChoice::of(id), Some(choice));
            if let Some(its) = its {
                assert!(!keys.contains(&its), "{its}");
                keys.push(its);
            }
        }
    }
}

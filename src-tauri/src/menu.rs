//! The window's menu: what can be done with a case. The user interface hears of a choice and acts on it.

use serde::{Deserialize, Serialize};
use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Wry};
use tauri_specta::Event;

/// A choice that the user interface acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum MenuChoice {
    NewCase,
    OpenCase,
    AddPapers,
    MakePack,
}

/// Somebody chose it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, specta::Type, Event)]
pub struct MenuChosen(pub MenuChoice);

const QUIT: &str = "quit";

impl MenuChoice {
    const ALL: [MenuChoice; 4] = [
        MenuChoice::NewCase,
        MenuChoice::OpenCase,
        MenuChoice::AddPapers,
        MenuChoice::MakePack,
    ];

    fn id(self) -> &'static str {
        match self {
            MenuChoice::NewCase => "new_case",
            MenuChoice::OpenCase => "open_case",
            MenuChoice::AddPapers => "add_papers",
            MenuChoice::MakePack => "make_pack",
        }
    }
}

/// The menu as the window starts with it.
pub fn menu(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let item = |choice: MenuChoice, text: &str, keys: &str| {
        MenuItemBuilder::with_id(choice.id(), text)
            .accelerator(keys)
            .build(app)
    };
    let case = SubmenuBuilder::new(app, "&Case")
        .items(&[
            &item(MenuChoice::NewCase, "&New case…", "CmdOrCtrl+N")?,
            &item(MenuChoice::OpenCase, "&Open a case…", "CmdOrCtrl+O")?,
        ])
        .separator()
        .items(&[
            &item(MenuChoice::AddPapers, "&Add papers…", "CmdOrCtrl+I")?,
            &item(MenuChoice::MakePack, "&Make pack…", "CmdOrCtrl+B")?,
        ])
        .separator()
        .item(
            &MenuItemBuilder::with_id(QUIT, "&Quit")
                .accelerator("CmdOrCtrl+Q")
                .build(app)?,
        )
        .build()?;
    let about = AboutMetadata {
        name: Some("Scrutiny Desk".to_owned()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        license: Some("MIT or Apache-2.0".to_owned()),
        ..AboutMetadata::default()
    };
    let help = SubmenuBuilder::new(app, "&Help")
        .about_with_text("&About Scrutiny Desk", Some(about))
        .build()?;
    let menu = MenuBuilder::new(app).item(&case);
    // Elsewhere the browser engine knows these keys by itself.
    #[cfg(target_os = "macos")]
    let menu = menu.item(
        &SubmenuBuilder::new(app, "Edit")
            .cut()
            .copy()
            .paste()
            .select_all()
            .build()?,
    );
    menu.item(&help).build()
}

/// Passes a choice on.
pub fn chosen(app: &AppHandle, event: MenuEvent) {
    if event.id() == QUIT {
        app.exit(0);
    }
    if let Some(choice) = MenuChoice::ALL
        .into_iter()
        .find(|choice| event.id() == choice.id())
    {
        // It fails only where the window is gone, and then there is nobody to tell.
        let _ = MenuChosen(choice).emit(app);
    }
}

//! Pictures of the whole screen, for a person to look at: taken only when what the page holds has reached the screen.
//!
//! A page is drawn by one process and shown by another, so that it may say one thing while the screen still shows what
//! was there before. A spot of a colour that is nowhere else is put on the page and looked for on the screen, then taken
//! away and waited for until it is gone: what the screen shows then is newer than what was asked for.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::stage::{PATIENCE, Stage};
use crate::window::Window;

const SPOT: &str = "#FE01FD";

/// Keeps a picture where SCRUTINY_E2E_PICTURES names a folder.
pub async fn picture(stage: &Stage, window: &Window, name: &str) {
    let Some(folder) = std::env::var_os("SCRUTINY_E2E_PICTURES") else {
        return;
    };
    let file = Path::new(&folder).join(format!("{name}.png"));
    window.is_drawn().await;
    window
        .run(&format!(
            "const done = arguments[arguments.length - 1]; const spot = document.createElement('div');
             spot.id = 'spot'; Object.assign(spot.style, {{ position: 'fixed', left: 0, top: 0, width: '8px', height: '8px', zIndex: 9999, background: '{SPOT}' }});
             (document.querySelector('dialog[open]') ?? document.body).append(spot); requestAnimationFrame(() => done(null));"
        ))
        .await;
    wait_for(true, stage, &file);
    window
        .run("const done = arguments[arguments.length - 1]; document.getElementById('spot').remove(); requestAnimationFrame(() => done(null));")
        .await;
    wait_for(false, stage, &file);
}

/// Takes pictures until the spot is on one, or is on none any more.
fn wait_for(wanted: bool, stage: &Stage, file: &Path) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let taken = Command::new("import")
            .args(["-window", "root", "-display", stage.display()])
            .arg(file)
            .status();
        assert!(
            taken.is_ok_and(|status| status.success()),
            "no picture taken (Debian: imagemagick)"
        );
        let colours = Command::new("convert")
            .arg(file)
            .args(["-depth", "8", "-format", "%c", "histogram:info:-"])
            .output()
            .expect("its colours (Debian: imagemagick)");
        let colours = String::from_utf8_lossy(&colours.stdout);
        if colours.to_uppercase().contains(SPOT) == wanted {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "the screen never showed what the page holds: {}",
            file.display()
        );
    }
}

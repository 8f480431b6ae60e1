//! What a machine must have, and how it gets it: Debian's packages and Node's.

use std::path::Path;

use crate::paths;
use crate::step::{self, Failed};

/// Something installed outside Cargo and npm.
pub struct Need {
    /// What it is, for a machine without apt-get.
    what: &'static str,
    /// Debian's package.
    package: &'static str,
    /// How a machine without apt-get shows that it has it.
    probe: Probe,
}

enum Probe {
    /// A library known to pkg-config.
    Library(&'static str),
    /// A program and an argument that makes it end at once and well.
    Program(&'static str, &'static str),
    /// No sign to look for: taken to be there.
    Nothing,
}

const COMPILER: Need = Need {
    what: "a C compiler",
    package: "gcc",
    probe: Probe::Program("cc", "--version"),
};
const PKG_CONFIG: Need = Need {
    what: "pkg-config",
    package: "pkg-config",
    probe: Probe::Program("pkg-config", "--version"),
};
const WEBKIT: Need = Need {
    what: "WebKitGTK 4.1 with its headers (Fedora: webkit2gtk4.1-devel, Arch: webkit2gtk-4.1, openSUSE: webkit2gtk3-devel)",
    package: "libwebkit2gtk-4.1-dev",
    probe: Probe::Library("webkit2gtk-4.1"),
};
const FONTS: Need = Need {
    what: "a sans serif font, such as Liberation",
    package: "fonts-liberation",
    probe: Probe::Nothing,
};
const DRIVER: Need = Need {
    what: "WebKitWebDriver of the same WebKitGTK",
    package: "webkit2gtk-driver",
    probe: Probe::Program("WebKitWebDriver", "--version"),
};
const XVFB: Need = Need {
    what: "Xvfb, the X server without a screen",
    package: "xvfb",
    probe: Probe::Program("Xvfb", "-help"),
};

const CAMERA: Need = Need {
    what: "ImageMagick, which takes the pictures",
    package: "imagemagick",
    probe: Probe::Program("import", "-version"),
};

/// What the core and the command line are built with.
pub const CORE: &[Need] = &[COMPILER];
/// What the window is built with and needs to show itself.
pub const WINDOW: &[Need] = &[COMPILER, PKG_CONFIG, WEBKIT, FONTS];
/// What the tests need.
pub const TESTS: &[Need] = &[COMPILER, PKG_CONFIG, WEBKIT, FONTS, DRIVER, XVFB];

/// What a clean system is made with, and an `.rpm` looked through.
pub const CLEAN_SYSTEM: &[Need] = &[
    Need {
        what: "debootstrap, which makes a Debian in a folder",
        package: "debootstrap",
        probe: Probe::Program("debootstrap", "--version"),
    },
    Need {
        what: "rpm",
        package: "rpm",
        probe: Probe::Program("rpm", "--version"),
    },
];

/// What pictures of the window need besides what the tests need.
pub const PICTURES: &[Need] = &[CAMERA];

/// Installs what is missing with apt-get; where there is none, names it.
pub fn install(needs: &[Need]) -> Result<(), Failed> {
    // On other systems the window comes with the system's own browser engine.
    if !cfg!(target_os = "linux") {
        println!(
            "On this system the window needs Microsoft's WebView2 with the C++ build tools (Windows) or Xcode's \
             command line tools (macOS); see https://tauri.app/start/prerequisites. The test that drives the \
             real window runs on Linux alone."
        );
        return Ok(());
    }
    if !step::succeeds("apt-get", &["--version"]) {
        let missing: Vec<&str> = needs
            .iter()
            .filter(|need| !need.probe.holds())
            .map(|need| need.what)
            .collect();
        return if missing.is_empty() {
            Ok(())
        } else {
            Err(Failed(format!(
                "this is neither Debian nor Ubuntu, so nothing was installed. Please install:\n  - {}\nand start again.",
                missing.join("\n  - ")
            )))
        };
    }
    let missing: Vec<&str> = needs
        .iter()
        .map(|need| need.package)
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing Debian packages: {}", missing.join(", "));
    let wait = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
    // A list that lacks the packages, or names versions the archive no longer has, is a fresh or an old machine's.
    let install = [
        &wait[..],
        &["install", "--yes", "--no-install-recommends"],
        &missing,
    ]
    .concat();
    let known = missing.iter().all(|package| {
        step::output("apt-cache", &["policy", package])
            .is_some_and(|text| text.contains("Candidate: ") && !text.contains("Candidate: (none)"))
    });
    if known && apt_get(&install).is_ok() {
        return Ok(());
    }
    apt_get(&[&wait[..], &["update"]].concat())?;
    apt_get(&install)
}

fn apt_get(arguments: &[&str]) -> Result<(), Failed> {
    let root = step::output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let quiet = ("DEBIAN_FRONTEND", "noninteractive");
    if root {
        step::run_with(Path::new("/"), "apt-get", arguments, &[quiet])
    } else {
        let with_sudo = [&["DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        step::run(Path::new("/"), "sudo", &with_sudo)
    }
}

fn is_installed(package: &str) -> bool {
    step::output(
        "dpkg-query",
        &["--show", "--showformat", "${db:Status-Status}", package],
    )
    .is_some_and(|status| status == "installed")
}

impl Probe {
    fn holds(&self) -> bool {
        match self {
            Probe::Library(name) => step::succeeds("pkg-config", &["--exists", name]),
            Probe::Program(name, argument) => step::succeeds(name, &[argument]),
            Probe::Nothing => true,
        }
    }
}

/// Installs the user interface's packages as the lock file names them; nothing where they are there already.
pub fn npm_packages() -> Result<(), Failed> {
    let node = step::output("node", &["--version"]).unwrap_or_default();
    let major: u32 = node
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    if major < 20 {
        let found = if node.is_empty() {
            "none".to_owned()
        } else {
            node.trim().to_owned()
        };
        return Err(Failed(format!(
            "Node.js 20 or newer is needed (found: {found}). Please install it and start again."
        )));
    }
    let lock = std::fs::read(paths::ui().join("package-lock.json")).ok();
    let stamp = paths::ui().join("node_modules/.lock-installed");
    if lock.is_some() && lock == std::fs::read(&stamp).ok() {
        return Ok(());
    }
    step::run(&paths::ui(), NPM, &["ci", "--no-fund", "--no-audit"])?;
    let lock = lock.unwrap_or_default();
    std::fs::write(&stamp, lock).map_err(|error| {
        Failed(format!(
            "{} could not be written: {error}.",
            stamp.display()
        ))
    })
}

/// npm's program: a script with an ending on Windows.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

//! The platform's file dialogs, on a thread of their own.
//!
//! Where the platform has none they close at once, as if canceled; the path field in the
//! window is always there.

use std::{
    path::{Path, PathBuf},
    thread,
};

use crate::state::prompt::{ENDING, Picking};

/// Asks for a path, starting at a suggestion; `deliver` gets it, or none.
///
/// # Errors
/// If the system gives no thread.
pub(crate) fn pick(
    picking: Picking,
    suggestion: &str,
    deliver: impl FnOnce(Option<PathBuf>) + Send + 'static,
) -> std::io::Result<()> {
    let suggestion = PathBuf::from(suggestion);
    thread::Builder::new().name("file dialog".to_owned()).spawn(move || deliver(ask(picking, &suggestion)))?;
    Ok(())
}

/// Asks for files, or for a folder; `deliver` gets what was chosen, or nothing.
///
/// # Errors
/// If the system gives no thread.
pub(crate) fn pick_several(folder: bool, deliver: impl FnOnce(Vec<PathBuf>) + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
        let dialog = rfd::FileDialog::new();
        let chosen = if folder {
            dialog.set_title("Compare all scenarios of a folder").pick_folder().map(|folder| vec![folder])
        } else {
            dialog.add_filter("Shoreline scenario", &[ENDING]).set_title("Compare scenarios").pick_files()
        };
        deliver(chosen.unwrap_or_default());
    })?;
    Ok(())
}

fn ask(picking: Picking, suggestion: &Path) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new();
    let folder = if picking == Picking::Folder { Some(suggestion) } else { suggestion.parent() };
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if picking == Picking::Folder {
        return dialog.set_title("Folder of the library").pick_folder();
    }
    dialog = dialog.add_filter("Shoreline scenario", &[ENDING]);
    match picking {
        Picking::Folder => None,
        Picking::Compare => dialog.set_title("Open scenario").pick_file(),
        Picking::Open => dialog.set_title("Open scenario or deck").pick_file(),
        Picking::Save | Picking::SaveDeck | Picking::Take(_) => {
            if let Some(name) = suggestion.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            let title = match picking {
                Picking::Take(take) => format!("Save {}", take.name()),
                Picking::Save => "Save scenario".to_owned(),
                _ => "Save deck".to_owned(),
            };
            dialog.set_title(title).save_file()
        }
    }
}

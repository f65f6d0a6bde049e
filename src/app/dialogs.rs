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
        Picking::Open => dialog.set_title("Open scenario").pick_file(),
        Picking::Save => {
            if let Some(name) = suggestion.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            dialog.set_title("Save scenario").save_file()
        }
    }
}

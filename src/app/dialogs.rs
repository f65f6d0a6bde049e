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
    dialog = match picking {
        Picking::Open | Picking::Save => dialog.add_filter("Shoreline scenario", &[ENDING]),
        Picking::Take(take) => take.forms().iter().fold(dialog, |dialog, form| {
            let ending = form.ending();
            dialog.add_filter(ending.to_uppercase(), &[ending])
        }),
    };
    if let Some(folder) = suggestion.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    match picking {
        Picking::Open => dialog.set_title("Open scenario").pick_file(),
        Picking::Save | Picking::Take(_) => {
            if let Some(name) = suggestion.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            let title = match picking {
                Picking::Take(take) => format!("Save {}", take.name()),
                _ => "Save scenario".to_owned(),
            };
            dialog.set_title(title).save_file()
        }
    }
}

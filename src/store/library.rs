//! A folder as a library: which scenario files are in it, and what each holds.
//!
//! Decks, locks, hidden files and whatever does not end in `.ron` are no scenarios and are left out; what
//! ends so and can't be read is listed all the same, for its fault to be shown.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    files::{self, StoreError},
    listing::is_scenario,
};

/// The most files of one folder that are listed.
pub const MOST_LISTED: usize = 20_000;

/// A file of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The file.
    pub path: PathBuf,
    /// When it was changed last, where the system tells.
    pub changed: Option<SystemTime>,
}

/// The scenario files of a folder by name, at most [`MOST_LISTED`]; folders in it are not looked into.
///
/// # Errors
/// If it is no folder or can't be read.
pub fn list(folder: &Path) -> Result<Vec<Listed>, StoreError> {
    let failed = |source| StoreError::Folder { folder: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !is_scenario(&entry.path()) {
            continue;
        }
        // A link counts as what it leads to.
        let metadata = fs::metadata(entry.path()).ok();
        if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
            continue;
        }
        let changed = metadata.and_then(|metadata| metadata.modified().ok());
        found.push(Listed { path: entry.path(), changed });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.truncate(MOST_LISTED);
    Ok(found)
}

/// The bytes of a file of a library, to be decoded.
///
/// # Errors
/// If it can't be read, is no file, or is larger than any scenario.
pub fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    files::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_listed_by_name_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.ron", "A.RON", "board.deck.ron", "b.lock.ron", ".shoreline-x.tmp", ".hidden.ron", "notes.txt"]
            .into_iter()
            .chain(["broken.ron"])
        {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("older.ron")).unwrap();
        let listed = list(folder.path()).unwrap();
        let names: Vec<String> =
            listed.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["A.RON", "b.ron", "broken.ron"]);
        assert!(listed.iter().all(|file| file.changed.is_some()));
    }

    #[test]
    fn what_is_no_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        fs::write(&file, "x").unwrap();
        let told = |path: &Path| list(path).unwrap_err().to_string();
        assert!(told(&file).ends_with("a.ron: can't be listed: it is not a folder"), "{}", told(&file));
        let gone = folder.path().join("gone");
        assert!(told(&gone).ends_with("gone: can't be listed: there is no such folder"), "{}", told(&gone));
    }
}

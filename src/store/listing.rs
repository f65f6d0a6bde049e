//! Scenario files of a list: those in a folder, a copy beside one, and the trash, a folder beside the
//! settings from which a file can be put back. A lock goes with its scenario, and beside each file
//! lies a note of where it was.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    deck::is_deck,
    files::{self, StoreError},
    known::text_of,
    lock::{is_lock, lock_path},
};
use crate::model::scenario::Scenario;

/// How the names of scenario files end; those of decks and locks do too.
const ENDING: &str = ".ron";
/// The folder of the trash among the settings.
const TRASH: &str = "trash";
/// Most names that are tried for a copy.
const MOST_NAMES: usize = 1000;

/// The files that paths stand for: a file itself, a folder the scenario files in it by name, without
/// locks and decks.
#[must_use]
pub fn scenario_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        match fs::read_dir(path) {
            Ok(entries) => {
                let mut found: Vec<PathBuf> =
                    entries.flatten().map(|entry| entry.path()).filter(|at| is_scenario(at) && at.is_file()).collect();
                found.sort();
                files.extend(found);
            }
            Err(_) => files.push(path.clone()),
        }
    }
    files
}

/// Whether a file of a folder is taken for a scenario, by its name: no deck, no lock, not hidden.
#[must_use]
pub fn is_scenario(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.ends_with(ENDING) && !name.starts_with('.') && !is_deck(path) && !is_lock(path)
}

/// Writes a scenario to a new file beside another, named after it: `desk-2.ron`. What people wrote in
/// that goes with it.
///
/// # Errors
/// If no file can be written there.
pub fn save_copy(beside: &Path, scenario: &Scenario) -> Result<PathBuf, StoreError> {
    let path = free(beside).ok_or_else(|| no_name(beside))?;
    // A file that is gone leaves nothing to go with it.
    let text = text_of(files::read(beside).ok().as_deref(), scenario);
    files::write(&path, text.as_bytes())?;
    Ok(path)
}

/// Moves a file to the trash of a folder of settings with its lock, and says where it lies.
///
/// # Errors
/// If it can't be moved; it is then where it was.
pub fn trash(path: &Path, data_dir: &Path) -> Result<PathBuf, StoreError> {
    let folder = data_dir.join(TRASH);
    fs::create_dir_all(&folder).map_err(|source| StoreError::Write { path: folder.clone(), source })?;
    let at = folder.join(path.file_name().unwrap_or_default());
    let at = if at.exists() || lock_path(&at).exists() { free(&at).ok_or_else(|| no_name(&at))? } else { at };
    files::write(&note_of(&at), format!("{}\n", path.display()).as_bytes())?;
    move_both(path, &at).inspect_err(|_| {
        let _ = fs::remove_file(note_of(&at));
    })?;
    Ok(at)
}

/// Where it is said where a file of the trash was: a text beside it.
fn note_of(lies: &Path) -> PathBuf {
    let mut name = lies.file_name().unwrap_or_default().to_owned();
    name.push(".from.txt");
    lies.with_file_name(name)
}

/// Moves a file back from the trash; never over another.
///
/// # Errors
/// If another file is there, or it can't be moved; it then lies where it did.
pub fn put_back(lies: &Path, path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        let source = io::Error::new(io::ErrorKind::AlreadyExists, "another file is there by now");
        return Err(StoreError::Write { path: path.to_owned(), source });
    }
    move_both(lies, path)?;
    let _ = fs::remove_file(note_of(lies));
    Ok(())
}

/// Moves a scenario's file and the lock beside it, never over another; both or none.
fn move_both(from: &Path, to: &Path) -> Result<(), StoreError> {
    let [lock, place] = [from, to].map(lock_path);
    move_file(from, to)?;
    if !lock.exists() || place.exists() {
        return Ok(());
    }
    move_file(&lock, &place).inspect_err(|_| {
        let _ = move_file(to, from);
    })
}

/// Renames a file, or, between disks, writes it whole before the old one goes.
fn move_file(from: &Path, to: &Path) -> Result<(), StoreError> {
    let read = |source| StoreError::Read { path: from.to_owned(), source };
    match fs::rename(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let bytes = fs::read(from).map_err(read)?;
            files::write(to, &bytes)?;
            fs::remove_file(from).map_err(read)
        }
        Err(source) => Err(read(source)),
    }
}

/// A name beside a file that no file has: `desk-2.ron`, `desk-3.ron`.
fn free(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    (2..MOST_NAMES)
        .map(|number| path.with_file_name(format!("{stem}-{number}.{ending}")))
        .find(|path| !path.exists() && !lock_path(path).exists())
}

fn no_name(path: &Path) -> StoreError {
    let source = io::Error::new(io::ErrorKind::AlreadyExists, "too many files of this name are there");
    StoreError::Write { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn a_folder_stands_for_its_scenarios_without_locks_and_decks() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.ron", "a.ron", "a.lock.ron", "B.Lock.RON", "talk.deck.ron", "notes.txt", ".hidden.ron", "C.RON"]
        {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("folder.ron")).unwrap();
        let other = PathBuf::from("nowhere.ron");
        let found = scenario_files(&[folder.path().to_owned(), other.clone()]);
        let [upper, a, b] = ["C.RON", "a.ron", "b.ron"].map(|name| folder.path().join(name));
        assert_eq!(found, [upper, a, b, other]);
    }

    #[test]
    fn a_lock_goes_to_the_trash_with_its_scenario_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let (path, settings) = (folder.path().join("desk.ron"), folder.path().join("settings"));
        files::save(&path, &two_sites()).unwrap();
        fs::write(lock_path(&path), "of desk").unwrap();
        let lies = trash(&path, &settings).unwrap();
        assert!(!lock_path(&path).exists(), "a new file of that name is not locked");
        let note = fs::read_to_string(note_of(&lies)).unwrap();
        assert_eq!(note.trim_end(), path.display().to_string());
        // Another of that name, without a lock, gets none.
        files::save(&path, &two_sites()).unwrap();
        let second = trash(&path, &settings).unwrap();
        assert!(lock_path(&lies).exists() && !lock_path(&second).exists());
        put_back(&lies, &path).unwrap();
        assert_eq!(fs::read_to_string(lock_path(&path)).unwrap(), "of desk");
        assert!(!lock_path(&lies).exists());
    }

    #[test]
    fn a_copy_takes_no_file_s_name_and_trash_gives_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.ron");
        files::save(&path, &two_sites()).unwrap();
        let copy = save_copy(&path, &two_sites()).unwrap();
        assert_eq!(copy, folder.path().join("desk-2.ron"));
        let remark = format!("// A remark\n{}", fs::read_to_string(&path).unwrap());
        fs::write(&path, &remark).unwrap();
        let copy = save_copy(&path, &two_sites()).unwrap();
        assert_eq!(fs::read_to_string(&copy).unwrap(), remark);
        let settings = folder.path().join("settings");
        let lies = trash(&path, &settings).unwrap();
        assert!(!path.exists() && lies.is_file());
        // Another of the same name lies beside it.
        files::save(&path, &two_sites()).unwrap();
        let second = trash(&path, &settings).unwrap();
        assert_ne!(lies, second);
        put_back(&lies, &path).unwrap();
        assert_eq!(files::load(&path).unwrap(), two_sites());
        assert!(!note_of(&lies).exists() && note_of(&second).exists());
        let refused = put_back(&second, &path).unwrap_err().to_string();
        assert!(refused.contains("another file is there by now") && second.is_file(), "{refused}");
    }
}

//! What files held when they were read or written last: a file that something else has changed
//! since is not written over unasked, and comments that people wrote stay.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    codec::{Filed, encode, preserve, read},
    deck::Deck,
    files::{self, StoreError},
};
use crate::model::scenario::Scenario;

/// The contents of files as they were last seen; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    seen: Arc<Mutex<HashMap<PathBuf, Vec<u8>>>>,
}

impl Known {
    fn seen(&self) -> MutexGuard<'_, HashMap<PathBuf, Vec<u8>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a scenario, and remembers what its file holds.
    ///
    /// # Errors
    /// If the file can't be read or is no valid scenario.
    pub fn load(&self, path: &Path) -> Result<Scenario, StoreError> {
        self.read(path)
    }

    /// Reads a deck, likewise.
    ///
    /// # Errors
    /// If the file can't be read or is no valid deck.
    pub fn load_deck(&self, path: &Path) -> Result<Deck, StoreError> {
        self.read(path)
    }

    fn read<R: Filed>(&self, path: &Path) -> Result<R, StoreError> {
        let bytes = files::read(path)?;
        let whole = read(&bytes, &path.display().to_string())?;
        self.seen().insert(path.to_owned(), bytes);
        Ok(whole)
    }

    /// Writes a scenario or a deck, whole or not at all; comments, order and spelling stay where the file
    /// was read or written here. With `unchanged` only if the file is as it was then, or gone.
    ///
    /// # Errors
    /// If the file can't be written or was changed; what was there before is then untouched.
    pub fn save(&self, path: &Path, whole: &impl Filed, unchanged: bool) -> Result<(), StoreError> {
        // One save at a time: what is compared is what is replaced.
        let mut seen = self.seen();
        let known = seen.get(path);
        if unchanged
            && let Some(known) = known
            && fs::metadata(path).is_ok()
            && files::read(path)? != *known
        {
            return Err(StoreError::Changed { path: path.to_owned() });
        }
        let old = known.and_then(|bytes| str::from_utf8(bytes).ok());
        let text = old.map_or_else(|| encode(whole), |old| preserve(old, whole));
        files::write(path, text.as_bytes())?;
        seen.insert(path.to_owned(), text.into_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../scenarios/support-desk-manila.ron");

    #[test]
    fn a_file_that_was_changed_is_not_written_over_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.ron");
        fs::write(&path, SAMPLE).unwrap();
        let known = Known::default();
        let mut scenario = known.load(&path).unwrap();
        scenario.name = "Mine".into();
        let theirs = SAMPLE.replace("Support desk to Manila", "Theirs");
        fs::write(&path, &theirs).unwrap();
        let refused = known.save(&path, &scenario, true).unwrap_err();
        assert!(matches!(refused, StoreError::Changed { .. }), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        known.save(&path, &scenario, false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), SAMPLE.replace("Support desk to Manila", "Mine"));
        // Now it is known again; gone, it is written anew.
        fs::remove_file(&path).unwrap();
        known.save(&path, &scenario, true).unwrap();
        assert!(path.exists());
    }
}

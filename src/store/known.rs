//! What files held when they were read or written last: a file that something else has changed
//! since is not written over unasked, and comments that people wrote stay.

use std::{
    collections::HashMap,
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sha2::{Digest as _, Sha256};

use super::{
    codec::{Filed, encode, preserve, read, stamped, stated},
    deck::Deck,
    disk::{Disk, RealDisk},
    files::StoreError,
};
use crate::{
    format,
    model::{scenario::Scenario, stamp::Stamp},
};

/// The contents of files as they were last seen; clones share them.
#[derive(Debug, Clone)]
pub struct Known {
    seen: Arc<Mutex<HashMap<PathBuf, Vec<u8>>>>,
    disk: Arc<dyn Disk>,
}

impl Default for Known {
    fn default() -> Self {
        Self::on(Arc::new(RealDisk))
    }
}

impl Known {
    /// Nothing is known yet of the files of a disk.
    #[must_use]
    pub fn on(disk: Arc<dyn Disk>) -> Self {
        Self { seen: Arc::default(), disk }
    }

    /// Held for a moment only, never while the disk is asked.
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
        let bytes = self.disk.read(path)?;
        let whole = read(&bytes, &format::path(path))?;
        self.seen().insert(path.to_owned(), bytes);
        Ok(whole)
    }

    /// Reads a scenario or a deck and its bytes to look at them: what its file holds does not count as seen.
    ///
    /// # Errors
    /// If the file can't be read or is no valid one.
    pub fn peek<R: Filed>(&self, path: &Path) -> Result<(R, Vec<u8>), StoreError> {
        let bytes = self.disk.read(path)?;
        Ok((read(&bytes, &format::path(path))?, bytes))
    }

    /// From now on a file counts as seen with these bytes; with none, as not seen.
    pub fn recall(&self, path: &Path, bytes: Option<Vec<u8>>) {
        match bytes {
            Some(bytes) => self.seen().insert(path.to_owned(), bytes),
            None => self.seen().remove(path),
        };
    }

    /// By which a file can be known again: the digest of what it held when it was seen; none where it
    /// was not.
    #[must_use]
    pub fn digest(&self, path: &Path) -> Option<String> {
        self.seen().get(path).map(|bytes| digest(bytes))
    }

    /// What a file says that its scenario came to when it was saved, where it was read here and
    /// says so.
    #[must_use]
    pub fn stated(&self, path: &Path) -> Option<Stamp> {
        stated(str::from_utf8(self.seen().get(path)?).ok()?)
    }

    /// Writes a scenario or a deck, whole or not at all; comments, order and spelling stay where the file
    /// was read or written here. With `unchanged` only if the file is as it was then, or gone: one that was
    /// never seen is not written over.
    ///
    /// A new file bears a stamp of what the scenario comes to; one that bears one gets this. A
    /// hand-written file gets it once a figure changes: another name changes only the line of the name.
    ///
    /// Saves of one file must not overlap: what is compared is what is replaced.
    ///
    /// # Errors
    /// If the file can't be written or was changed; what was there before is then untouched.
    pub fn save(&self, path: &Path, whole: &impl Filed, unchanged: bool) -> Result<(), StoreError> {
        let known = self.seen().get(path).cloned();
        if unchanged
            && let Some(now) = self.now(path)?
            && known.as_ref() != Some(&now)
        {
            return Err(StoreError::Changed { path: path.to_owned() });
        }
        self.write(path, whole, known.as_deref())
    }

    /// Writes a scenario to a file whatever that holds, in the words of the one that it comes from: its
    /// comments, order and spelling go with it.
    ///
    /// # Errors
    /// If the file can't be written; what was there before is then untouched.
    pub fn save_as(&self, path: &Path, scenario: &Scenario, from: Option<&Path>) -> Result<(), StoreError> {
        let known = from.and_then(|from| self.seen().get(from).cloned());
        let old = match known {
            None if from == Some(path) => self.now(path).unwrap_or_default(),
            known => known,
        };
        self.write(path, scenario, old.as_deref())
    }

    fn write(&self, path: &Path, whole: &impl Filed, old: Option<&[u8]>) -> Result<(), StoreError> {
        let text = text_of(old, whole);
        self.disk.write(path, text.as_bytes())?;
        self.seen().insert(path.to_owned(), text.into_bytes());
        Ok(())
    }

    /// What a file holds now; none where there is no file.
    fn now(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        match self.disk.read(path) {
            Err(StoreError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }
}

/// SHA-256 of a file's bytes in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to memory can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The text of a file that held an old one, with a stamp where there is one to give and a figure moved.
pub(super) fn text_of<R: Filed>(old: Option<&[u8]>, whole: &R) -> String {
    let stamp = whole.stamp();
    let Some(old) = old.and_then(|bytes| str::from_utf8(bytes).ok()) else {
        let text = encode(whole);
        return stamp.map_or(text.clone(), |stamp| stamped(&text, &stamp));
    };
    let text = preserve(old, whole);
    let moved = |stamp: &Stamp| {
        let before = read::<R>(old.as_bytes(), "").ok().and_then(|old| old.fingerprint());
        before != Some(stamp.fingerprint)
    };
    match stamp {
        Some(stamp) if stated(old).is_some() || moved(&stamp) => stamped(&text, &stamp),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

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

    #[test]
    fn a_file_that_was_never_seen_is_not_written_over_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.ron");
        fs::write(&path, SAMPLE).unwrap();
        let known = Known::default();
        let (mut scenario, bytes) = known.peek::<Scenario>(&path).unwrap();
        scenario.name = "Mine".into();
        let refused = known.save(&path, &scenario, true).unwrap_err();
        assert!(matches!(refused, StoreError::Changed { .. }), "a look is not enough: {refused}");
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), known.digest(&path)), (SAMPLE, None));
        known.recall(&path, Some(bytes));
        assert_eq!(known.digest(&path), Some(digest(SAMPLE.as_bytes())));
        known.save(&path, &scenario, true).unwrap();
        known.recall(&path, None);
        assert!(known.save(&path, &scenario, true).is_err());
        fs::remove_file(&path).unwrap();
        known.save(&path, &scenario, true).unwrap();
    }

    #[test]
    fn what_people_wrote_goes_with_a_scenario_to_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["desk.ron", "other.ron"].map(|name| folder.path().join(name));
        fs::write(&path, SAMPLE).unwrap();
        let known = Known::default();
        let mut scenario = known.load(&path).unwrap();
        scenario.name = "Mine".into();
        let expected = SAMPLE.replace("Support desk to Manila", "Mine");
        // What the other file held before is of no account, known or not.
        for before in ["", "// Of something else\n"] {
            fs::write(&other, format!("{before}{SAMPLE}")).unwrap();
            known.load(&other).unwrap();
            known.save_as(&other, &scenario, Some(&path)).unwrap();
            assert_eq!(fs::read_to_string(&other).unwrap(), expected);
        }
        assert_eq!(known.digest(&other), Some(digest(expected.as_bytes())));
        // Its own file, never seen, is written over as it is now.
        known.recall(&path, None);
        known.save_as(&path, &scenario, Some(&path)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);
        // Without a file to come from it is the usual text.
        known.save_as(&other, &scenario, None).unwrap();
        assert!(fs::read_to_string(&other).unwrap().starts_with("// Shoreline model "));
    }

    #[test]
    fn a_digest_is_sha_256() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(b"abc"), abc);
    }

    #[test]
    fn a_stamp_comes_with_the_first_figure_that_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.ron");
        fs::write(&path, SAMPLE).unwrap();
        let known = Known::default();
        let mut scenario = known.load(&path).unwrap();
        let save = |scenario: &Scenario| {
            known.save(&path, scenario, true).unwrap();
            fs::read_to_string(&path).unwrap()
        };
        scenario.note = "Another note".into();
        assert_eq!(save(&scenario).lines().count(), SAMPLE.lines().count());
        assert_eq!(known.stated(&path), None);
        scenario.friction.rework += rust_decimal::dec!(0.01);
        let text = save(&scenario);
        assert_eq!(text.lines().count(), SAMPLE.lines().count() + 1);
        assert_eq!(known.stated(&path), Some(Stamp::of(&scenario)));
        // From then on it follows, and only where it must.
        scenario.name = "Renamed".into();
        let renamed = save(&scenario);
        let changed = renamed.lines().zip(text.lines()).filter(|(one, other)| one != other).count();
        assert_eq!(changed, 1);
        // A new file bears it at once.
        let other = folder.path().join("new.ron");
        known.save(&other, &scenario, true).unwrap();
        assert_eq!(Known::default().load(&other).unwrap(), scenario);
        assert_eq!(known.stated(&other), Some(Stamp::of(&scenario)));
    }
}

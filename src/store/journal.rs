//! Unsaved work, kept beside the settings until it is saved or let go: one journal a window.
//!
//! A journal is a scenario file whose first lines name the file that it belongs to and tell by what
//! that can be known again, so it can be opened like any other. A lock beside it tells whether its window still lives; the system
//! releases it however the window ends. What is discarded is kept for thirty days.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{
    codec::{decode, encode},
    files::{self, StoreError},
};
use crate::{format, model::scenario::Scenario};

/// Where journals are, in the folder of the settings, and where discarded ones go.
const FOLDER: &str = "journals";
const DISCARDED: &str = "discarded";
/// How long what was discarded is kept.
const KEPT: Duration = Duration::from_hours(30 * 24);
/// What the first line says before the path of the file that a journal belongs to.
const OF: &str = "// Unsaved changes to: ";
/// What the second line says before the digest of what that file held.
const HELD: &str = "// Its file by SHA-256: ";
/// The first line where there is no file yet.
const OF_NONE: &str = "// Unsaved work that has no file yet";

/// The journal of a window that lives.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    lock: PathBuf,
    /// Holds the lock until the window is gone.
    _held: File,
}

/// Unsaved work that a window left behind.
#[derive(Debug)]
pub struct LeftBehind {
    /// The scenario.
    pub scenario: Scenario,
    /// The file it belongs to, where it has one.
    pub file: Option<PathBuf>,
    /// The digest of what that file held when it was seen last, where the journal tells.
    pub digest: Option<String>,
    /// When it was written.
    pub written: SystemTime,
    path: PathBuf,
    lock: PathBuf,
    /// Keeps other windows from offering it too.
    _held: File,
}

fn failed(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |source| StoreError::Write { path: path.to_owned(), source }
}

/// Takes a journal's lock; none where a window holds it.
fn held(path: &Path) -> io::Result<Option<File>> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

impl Journal {
    /// A journal for a window, in the folder of the settings. Nothing is written yet.
    ///
    /// # Errors
    /// If the folder or the lock can't be made.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let folder = dir.join(FOLDER);
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let name = format!("{}-{now}", process::id());
        let lock = folder.join(format!("{name}.lock"));
        match held(&lock).map_err(failed(&lock))? {
            Some(file) => Ok(Self { path: folder.join(format!("{name}.ron")), lock, _held: file }),
            None => Err(failed(&lock)(io::Error::other("another window has it"))),
        }
    }

    /// Keeps a scenario that belongs to a file, or to none yet, with the digest of what that file held;
    /// whole or not at all.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&self, scenario: &Scenario, file: Option<&Path>, digest: Option<&str>) -> Result<(), StoreError> {
        let of = file.and_then(Path::to_str).filter(|path| !path.contains(char::is_control));
        let known_by = digest.map_or_else(String::new, |digest| format!("\n{HELD}{digest}"));
        let head = of.map_or_else(|| OF_NONE.to_owned(), |path| format!("{OF}{path}{known_by}"));
        files::write(&self.path, format!("{head}\n{}", encode(scenario)).as_bytes())
    }

    /// Lets go of what was kept: it is saved, or was given up on purpose.
    pub fn clear(&self) {
        let _ = fs::remove_file(&self.path);
    }

    /// Makes what another window left behind this window's own.
    ///
    /// # Errors
    /// If it can't be moved; it is then still where it was.
    pub fn adopt(&self, left: &LeftBehind) -> Result<(), StoreError> {
        fs::rename(&left.path, &self.path).map_err(failed(&self.path))?;
        let _ = fs::remove_file(&left.lock);
        Ok(())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.lock);
    }
}

impl LeftBehind {
    /// Takes it out of sight; it is kept for thirty days.
    ///
    /// # Errors
    /// If it can't be moved; it is then still where it was.
    pub fn discard(self) -> Result<(), StoreError> {
        let folder = self.path.parent().unwrap_or(Path::new("")).join(DISCARDED);
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let to = folder.join(self.path.file_name().unwrap_or_default());
        fs::rename(&self.path, &to).map_err(failed(&to))?;
        // From today on it is kept.
        if let Ok(file) = File::options().append(true).open(&to) {
            let _ = file.set_modified(SystemTime::now());
        }
        let _ = fs::remove_file(&self.lock);
        Ok(())
    }
}

/// What windows that are gone left behind, the latest first; and forgets what was discarded long
/// ago. What can't be read is left where it is.
#[must_use]
pub fn left_behind(dir: &Path) -> Vec<LeftBehind> {
    let folder = dir.join(FOLDER);
    forget_discarded(&folder.join(DISCARDED));
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<LeftBehind> = paths.filter_map(|path| read(&path)).collect();
    found.sort_by_key(|left| std::cmp::Reverse(left.written));
    found
}

fn read(path: &Path) -> Option<LeftBehind> {
    let lock = path.with_extension("lock");
    if path.extension()? == "lock" && !path.with_extension("ron").exists() {
        // Of a window that had nothing to keep.
        if let Ok(Some(_)) = held(path) {
            let _ = fs::remove_file(path);
        }
        return None;
    }
    if path.extension()? != "ron" {
        return None;
    }
    let held = held(&lock).ok()??;
    let bytes = files::read(path).ok()?;
    let scenario = decode(&bytes, &format::path(path)).ok()?;
    let mut lines = str::from_utf8(&bytes).ok()?.lines();
    let file = lines.next()?.strip_prefix(OF).map(PathBuf::from);
    let digest = lines.next().and_then(|line| line.strip_prefix(HELD)).map(str::to_owned);
    let written = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    Some(LeftBehind { scenario, file, digest, written, path: path.to_owned(), lock, _held: held })
}

fn forget_discarded(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    fn kept(dir: &Path) -> Vec<(String, Option<PathBuf>, Option<String>)> {
        left_behind(dir).into_iter().map(|left| (left.scenario.name, left.file, left.digest)).collect()
    }

    #[test]
    fn only_what_a_window_that_is_gone_left_behind_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let (mine, gone) = (Journal::open(dir.path()).unwrap(), Journal::open(dir.path()).unwrap());
        let mut scenario = two_sites();
        scenario.name = "Lost".into();
        mine.keep(&two_sites(), None, None).unwrap();
        gone.keep(&scenario, Some(Path::new("/plans/desk.ron")), Some("12ab")).unwrap();
        assert_eq!(kept(dir.path()), []);
        drop(gone);
        assert_eq!(kept(dir.path()), [("Lost".to_owned(), Some("/plans/desk.ron".into()), Some("12ab".to_owned()))]);
        // Another window offers it while this one does: not both.
        let offered = left_behind(dir.path());
        assert_eq!(kept(dir.path()), []);
        mine.clear();
        mine.adopt(&offered[0]).unwrap();
        drop(offered);
        assert_eq!(kept(dir.path()), [], "it is this window's own now");
        drop(mine);
        assert_eq!(kept(dir.path()).len(), 1);
    }

    #[test]
    fn a_journal_of_an_earlier_version_tells_no_digest() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(dir.path()).unwrap();
        journal.keep(&two_sites(), Some(Path::new("/plans/desk.ron")), None).unwrap();
        drop(journal);
        assert_eq!(kept(dir.path()), [(two_sites().name, Some("/plans/desk.ron".into()), None)]);
    }

    #[test]
    fn what_is_discarded_is_kept_for_thirty_days() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(dir.path()).unwrap();
        journal.keep(&two_sites(), None, None).unwrap();
        drop(journal);
        for left in left_behind(dir.path()) {
            left.discard().unwrap();
        }
        assert_eq!(kept(dir.path()), []);
        let folder = dir.path().join(FOLDER).join(DISCARDED);
        let discarded = || fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        let [file] = &discarded()[..] else { panic!("{:?}", discarded()) };
        let age = |days: u64| {
            let then = SystemTime::now() - Duration::from_hours(days * 24);
            File::options().append(true).open(file).unwrap().set_modified(then).unwrap();
            let _ = left_behind(dir.path());
        };
        age(29);
        assert_eq!(discarded().len(), 1);
        age(31);
        assert_eq!(discarded().len(), 0);
        assert!(fs::read_dir(dir.path().join(FOLDER)).unwrap().all(|entry| entry.unwrap().path().is_dir()));
    }
}

//! Unsaved work, kept beside the settings until it is saved or let go: a window has a journal for its
//! scenario and one for its deck.
//!
//! A journal is a file whose first lines name the file that it belongs to and tell by what that can be known
//! again, so it can be opened like any other. A lock beside it tells whether its window still lives; the system
//! releases it however the window ends. What is discarded is kept for thirty days.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{
    codec::{decode, decode_deck, encode},
    deck::{self, Deck, is_deck},
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
/// What it says there of a deck before the folder of its scenarios.
const OVER: &str = "// Unsaved deck that has no file yet, over the scenarios in: ";

/// The journal of a window that lives.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    lock: PathBuf,
    /// Holds the lock until the window is gone.
    _held: File,
}

/// What unsaved work is.
#[derive(Debug, Clone)]
pub enum Work {
    /// A scenario.
    Scenario(Arc<Scenario>),
    /// A deck, and the folder that its paths begin in.
    Deck(Arc<Deck>, PathBuf),
}

/// Unsaved work that a window left behind.
#[derive(Debug)]
pub struct LeftBehind {
    /// What it is.
    pub work: Work,
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

/// A path as the first line can hold it.
fn in_line(path: &Path) -> Option<&str> {
    path.to_str().filter(|path| !path.contains(char::is_control))
}

/// A file, and the digest of what it held when it was seen last.
pub type Of<'a> = (&'a Path, Option<&'a str>);

/// The first lines of a journal of a file.
fn head((file, digest): Of<'_>) -> Option<String> {
    let held = digest.map_or_else(String::new, |digest| format!("\n{HELD}{digest}"));
    Some(format!("{OF}{}{held}", in_line(file)?))
}

impl Journal {
    /// A journal for the scenario of a window, in the folder of the settings. Nothing is written yet.
    ///
    /// # Errors
    /// If the folder or the lock can't be made.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::ending(dir, "ron")
    }

    /// A journal for the deck of a window likewise.
    ///
    /// # Errors
    /// If the folder or the lock can't be made.
    pub fn open_for_deck(dir: &Path) -> Result<Self, StoreError> {
        Self::ending(dir, deck::ENDING)
    }

    fn ending(dir: &Path, ending: &str) -> Result<Self, StoreError> {
        let folder = dir.join(FOLDER);
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let path = folder.join(format!("{}-{now}.{ending}", process::id()));
        let lock = path.with_extension("lock");
        match held(&lock).map_err(failed(&lock))? {
            Some(file) => Ok(Self { path, lock, _held: file }),
            None => Err(failed(&lock)(io::Error::other("another window has it"))),
        }
    }

    /// Keeps a scenario that belongs to a file, with the digest of what that held where it was seen, or to
    /// none yet; whole or not at all.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&self, scenario: &Scenario, of: Option<Of<'_>>) -> Result<(), StoreError> {
        let head = of.and_then(head).unwrap_or_else(|| OF_NONE.to_owned());
        files::write(&self.path, format!("{head}\n{}", encode(scenario)).as_bytes())
    }

    /// Keeps a deck likewise, over the scenarios of a folder.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep_deck(&self, deck: &Deck, of: Option<Of<'_>>, folder: &Path) -> Result<(), StoreError> {
        let over = || in_line(folder).map(|folder| format!("{OVER}{folder}"));
        let head = of.and_then(head).or_else(over).unwrap_or_else(|| OF_NONE.to_owned());
        files::write(&self.path, format!("{head}\n{}", encode(deck)).as_bytes())
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
    let mut lines = str::from_utf8(&bytes).ok()?.lines();
    let first = lines.next()?;
    let digest = lines.next().and_then(|line| line.strip_prefix(HELD)).map(str::to_owned);
    let file = first.strip_prefix(OF).map(PathBuf::from);
    let name = format::path(path);
    let work = if is_deck(path) {
        let beside = file.as_deref().and_then(Path::parent).map(Path::to_owned);
        let folder = beside.or_else(|| first.strip_prefix(OVER).map(PathBuf::from)).unwrap_or_default();
        Work::Deck(Arc::new(decode_deck(&bytes, &name).ok()?), folder)
    } else {
        Work::Scenario(Arc::new(decode(&bytes, &name).ok()?))
    };
    let written = fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    Some(LeftBehind { work, file, digest, written, path: path.to_owned(), lock, _held: held })
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
    use crate::{model::testing::two_sites, store::deck::Step};

    fn kept(dir: &Path) -> Vec<(String, Option<PathBuf>)> {
        let name = |work| match work {
            Work::Scenario(scenario) => scenario.name.clone(),
            Work::Deck(deck, folder) => format!("{} over {}", deck.title, folder.display()),
        };
        left_behind(dir).into_iter().map(|left| (name(left.work), left.file)).collect()
    }

    #[test]
    fn only_what_a_window_that_is_gone_left_behind_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let (mine, gone) = (Journal::open(dir.path()).unwrap(), Journal::open(dir.path()).unwrap());
        let mut scenario = two_sites();
        scenario.name = "Lost".into();
        mine.keep(&two_sites(), None).unwrap();
        gone.keep(&scenario, Some((Path::new("/plans/desk.ron"), Some("12ab")))).unwrap();
        assert_eq!(kept(dir.path()), []);
        drop(gone);
        let digests: Vec<_> = left_behind(dir.path()).into_iter().map(|left| left.digest).collect();
        assert_eq!(digests, [Some("12ab".to_owned())]);
        assert_eq!(kept(dir.path()), [("Lost".to_owned(), Some("/plans/desk.ron".into()))]);
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
    fn a_deck_is_left_behind_beside_the_scenario_and_knows_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let step = Step { scenario: "desk.ron".into(), chart: "cost".into(), line: "Look".into(), ..Step::default() };
        let deck = Deck { format: deck::FORMAT, title: "Talk".into(), steps: vec![step] };
        let open = || (Journal::open(dir.path()).unwrap(), Journal::open_for_deck(dir.path()).unwrap());
        let (scenario, journal) = open();
        scenario.keep(&two_sites(), None).unwrap();
        journal.keep_deck(&deck, None, Path::new("/plans")).unwrap();
        assert_eq!(kept(dir.path()), []);
        drop(journal);
        assert_eq!(kept(dir.path()), [("Talk over /plans".to_owned(), None)]);
        drop(scenario);
        assert_eq!(kept(dir.path()).len(), 2);
        // Once it has a file, that says where it lies; a window that is told takes it over.
        let (_, journal) = open();
        for left in left_behind(dir.path()) {
            match &left.work {
                Work::Scenario(_) => left.discard().unwrap(),
                Work::Deck(..) => journal.adopt(&left).unwrap(),
            }
        }
        let file = PathBuf::from("/talks/talk.deck.ron");
        journal.keep_deck(&deck, Some((&file, None)), Path::new("/plans")).unwrap();
        drop(journal);
        assert_eq!(kept(dir.path()), [("Talk over /talks".to_owned(), Some(file))]);
    }

    #[test]
    fn what_is_discarded_is_kept_for_thirty_days() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(dir.path()).unwrap();
        journal.keep(&two_sites(), None).unwrap();
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

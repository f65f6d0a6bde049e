//! What the window remembers from one start to the next: recent files, theme, zoom, charts, how tables are saved.
//!
//! Losing it loses no work, so a broken file falls back to the defaults, says so and is kept
//! aside. Knows nothing of the window itself: charts and their choices are plain words.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::files::{self, StoreError};
use crate::format;

/// The most recent files that are remembered.
pub const MOST_RECENT: usize = 10;
/// The folder of the session's file where this environment variable is set.
pub const DATA_DIR_VARIABLE: &str = "SHORELINE_DATA_DIR";

const FILE: &str = "session.ron";
const BROKEN_FILE: &str = "session.broken.ron";
/// Held while the file is read and written.
const LOCK: &str = "session.lock";
/// Smallest and largest zoom.
const ZOOM: (f32, f32) = (0.5, 3.0);

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How tables are saved for spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cells {
    /// Between two cells.
    pub separator: char,
    /// `1,5` rather than `1.5`.
    pub decimal_comma: bool,
}

impl Default for Cells {
    fn default() -> Self {
        Self { separator: ',', decimal_comma: false }
    }
}

/// What the window remembers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Files opened or saved, the latest first; absolute, each once, at most [`MOST_RECENT`].
    pub recent: Vec<PathBuf>,
    /// The folder of the library.
    pub library: Option<PathBuf>,
    /// Colors.
    pub theme: ThemeChoice,
    /// Zoom of the whole window, 1 as designed; 0.5–3.
    pub zoom: f32,
    /// Width and height of the window as it was last, points at zoom 1; 800 × 600 at least.
    pub window: Option<[f32; 2]>,
    /// Whether the window filled the screen's room.
    pub maximized: bool,
    /// Whether motion is reduced: changes leap instead of gliding.
    pub still: bool,
    /// Hints of the first minutes that were seen.
    pub hints: usize,
    /// Ids of levers that are kept in the short list besides the usual ones.
    pub pins: Vec<String>,
    /// Chart → what it was last set to show.
    pub charts: BTreeMap<String, String>,
    /// How tables are saved.
    pub cells: Cells,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            library: None,
            theme: ThemeChoice::System,
            zoom: 1.0,
            window: None,
            maximized: false,
            still: false,
            hints: 0,
            pins: Vec::new(),
            charts: BTreeMap::new(),
            cells: Cells::default(),
        }
    }
}

impl Session {
    /// Reads the session of a folder. What can't be read falls back to the defaults, with a
    /// message for the person; a broken file is kept aside as `session.broken.ron`.
    #[must_use]
    pub fn load(dir: &Path) -> (Self, Option<String>) {
        let path = dir.join(FILE);
        let bytes = match files::read(&path) {
            Ok(bytes) => bytes,
            Err(StoreError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error @ StoreError::TooLarge { .. }) => return (Self::default(), Some(set_aside(dir, &error))),
            Err(error) => return (Self::default(), Some(format!("{error}; the usual settings are in use"))),
        };
        match ron::de::from_bytes::<Self>(&bytes) {
            Ok(session) => (session.tidied(), None),
            Err(error) => {
                let at = error.span.end;
                let problem =
                    format!("{}:{}:{}: must be settings that can be read", format::path(&path), at.line, at.col);
                (Self::default(), Some(set_aside(dir, &problem)))
            }
        }
    }

    /// Writes the session to a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder or file can't be written.
    pub fn save(&self, dir: &Path) -> Result<(), StoreError> {
        let path = dir.join(FILE);
        fs::create_dir_all(dir).map_err(|source| StoreError::Write { path: path.clone(), source })?;
        let text = ron::ser::to_string_pretty(&self.clone().tidied(), ron::ser::PrettyConfig::default())
            .map_err(|error| StoreError::Write { path: path.clone(), source: io::Error::other(error) })?;
        files::write(&path, text.as_bytes())
    }

    /// What a window changed since it last kept its session, done to what another window kept
    /// meanwhile: neither takes back what the other did.
    fn merged(before: &Self, mine: Self, theirs: Self) -> Self {
        fn newer<T: PartialEq>(before: &T, mine: T, theirs: T) -> T {
            if mine == *before { theirs } else { mine }
        }
        let gone = |path: &PathBuf| before.recent.contains(path) && !mine.recent.contains(path);
        let let_go = |pin: &String| before.pins.contains(pin) && !mine.pins.contains(pin);
        let mut recent = mine.recent.clone();
        recent.extend(theirs.recent.iter().filter(|path| !gone(path)).cloned());
        let recent = if mine.recent == before.recent { theirs.recent } else { recent };
        let mut pins: Vec<String> = theirs.pins.into_iter().filter(|pin| !let_go(pin)).collect();
        for pin in mine.pins.iter().filter(|pin| !before.pins.contains(pin)) {
            if !pins.contains(pin) {
                pins.push(pin.clone());
            }
        }
        let mut charts = theirs.charts;
        charts.extend(mine.charts.into_iter().filter(|(chart, shown)| before.charts.get(chart) != Some(shown)));
        let merged = Self {
            recent,
            library: newer(&before.library, mine.library, theirs.library),
            theme: newer(&before.theme, mine.theme, theirs.theme),
            zoom: newer(&before.zoom, mine.zoom, theirs.zoom),
            window: newer(&before.window, mine.window, theirs.window),
            maximized: newer(&before.maximized, mine.maximized, theirs.maximized),
            still: newer(&before.still, mine.still, theirs.still),
            hints: mine.hints.max(theirs.hints),
            pins,
            charts,
            cells: newer(&before.cells, mine.cells, theirs.cells),
        };
        merged.tidied()
    }

    /// Puts a file first among the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.insert(0, path);
        *self = std::mem::take(self).tidied();
    }

    /// Takes a file off the recent ones.
    pub fn forget(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|recent| *recent != path);
    }

    /// Keeps what the fields promise, whatever the file says. Paths that are no text can't
    /// stand in the file, so they are not kept.
    fn tidied(mut self) -> Self {
        let mut recent: Vec<PathBuf> = Vec::new();
        for path in self.recent {
            if path.is_absolute() && path.to_str().is_some() && !recent.contains(&path) && recent.len() < MOST_RECENT {
                recent.push(path);
            }
        }
        self.recent = recent;
        self.library = self.library.filter(|folder| folder.is_absolute() && folder.to_str().is_some());
        let fits = |size: &[f32; 2]| (800.0..=16_000.0).contains(&size[0]) && (600.0..=16_000.0).contains(&size[1]);
        self.window = self.window.filter(fits);
        self.zoom = if self.zoom.is_finite() { self.zoom.clamp(ZOOM.0, ZOOM.1) } else { 1.0 };
        self
    }
}

/// The file of the sessions of all windows of a person.
#[derive(Debug)]
pub struct SessionFile {
    dir: PathBuf,
    /// As this window kept it last, or found it at its start.
    before: Session,
}

impl SessionFile {
    /// The file of a folder, with what was found in it.
    #[must_use]
    pub fn new(dir: &Path, found: Session) -> Self {
        Self { dir: dir.to_owned(), before: found }
    }

    /// Keeps a window's session; what another window has kept meanwhile stays.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&mut self, session: Session) -> Result<(), StoreError> {
        fs::create_dir_all(&self.dir).map_err(|source| StoreError::Write { path: self.dir.clone(), source })?;
        // One window at a time, until this is dropped. Without locks the last one wins.
        let lock = fs::File::options().create(true).truncate(false).write(true).open(self.dir.join(LOCK));
        let _held = lock.and_then(|file| file.lock().map(|()| file));
        let theirs = files::read(&self.dir.join(FILE)).ok();
        let theirs = theirs.and_then(|bytes| ron::de::from_bytes::<Session>(&bytes).ok());
        let merged = match theirs {
            Some(theirs) => Session::merged(&self.before, session.clone(), theirs.tidied()),
            None => session.clone(),
        };
        merged.save(&self.dir)?;
        self.before = session;
        Ok(())
    }
}

/// The folder that the session is kept in, if the system has one for settings.
#[must_use]
pub fn data_dir() -> Option<PathBuf> {
    data_dir_from(env::var_os(DATA_DIR_VARIABLE))
}

fn data_dir_from(given: Option<OsString>) -> Option<PathBuf> {
    match given {
        Some(given) if !given.is_empty() => Some(PathBuf::from(given)),
        _ => directories::ProjectDirs::from("", "", "shoreline").map(|dirs| dirs.data_dir().to_owned()),
    }
}

/// Keeps the broken file aside, and says what happened.
fn set_aside(dir: &Path, problem: &impl std::fmt::Display) -> String {
    match fs::rename(dir.join(FILE), dir.join(BROKEN_FILE)) {
        Ok(()) => format!("{problem}; the usual settings are in use, the file is kept as {BROKEN_FILE}"),
        Err(_) => format!("{problem}; the usual settings are in use"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_files_are_absolute_each_once_the_latest_first() {
        let mut session = Session::default();
        for number in 0..12 {
            session.remember(Path::new(&format!("/desk/{number}.ron")));
        }
        session.remember(Path::new("/desk/5.ron"));
        session.remember(Path::new("here.ron"));
        assert_eq!(session.recent.len(), MOST_RECENT);
        assert_eq!(session.recent[0], env::current_dir().unwrap().join("here.ron"));
        assert_eq!(session.recent[1], Path::new("/desk/5.ron"));
        assert_eq!(session.recent[2], Path::new("/desk/11.ron"));
        session.forget(Path::new("/desk/5.ron"));
        assert_eq!(session.recent[1], Path::new("/desk/11.ron"));
    }

    #[test]
    fn a_session_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("new");
        let mut session = Session { theme: ThemeChoice::Dark, zoom: 1.25, ..Session::default() };
        session.charts.insert("ledger".into(), "by line".into());
        session.cells = Cells { separator: '\t', decimal_comma: true };
        session.remember(Path::new("/desk/\"a\".ron"));
        session.save(&folder).unwrap();
        assert_eq!(Session::load(&folder), (session, None));
    }

    #[test]
    fn two_windows_do_not_take_back_what_the_other_did() {
        let dir = tempfile::tempdir().unwrap();
        let mut found = Session { pins: vec!["a".into(), "b".into()], ..Session::default() };
        found.remember(Path::new("/desk/old.ron"));
        found.save(dir.path()).unwrap();
        let (mut first, mut second) = (found.clone(), found.clone());
        let [mut one, mut other] = [SessionFile::new(dir.path(), found.clone()), SessionFile::new(dir.path(), found)];
        first.pins = vec!["b".into(), "c".into()];
        first.theme = ThemeChoice::Dark;
        first.remember(Path::new("/desk/first.ron"));
        one.keep(first.clone()).unwrap();
        second.pins.push("d".into());
        second.charts.insert("left".into(), "risk".into());
        second.remember(Path::new("/desk/second.ron"));
        second.forget(Path::new("/desk/old.ron"));
        other.keep(second.clone()).unwrap();
        let (kept, _) = Session::load(dir.path());
        assert_eq!(kept.pins, ["b", "c", "d"]);
        assert_eq!(kept.theme, ThemeChoice::Dark);
        assert_eq!(kept.recent, ["/desk/second.ron", "/desk/first.ron"].map(PathBuf::from));
        assert_eq!(kept.charts.get("left").map(String::as_str), Some("risk"));
        // The first window's next word takes nothing back either.
        first.zoom = 1.5;
        one.keep(first).unwrap();
        let (again, _) = Session::load(dir.path());
        assert_eq!(again, Session { zoom: 1.5, ..kept });
    }

    #[test]
    fn without_a_file_the_defaults_are_used_silently() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Session::load(dir.path()), (Session::default(), None));
    }

    #[test]
    fn a_broken_file_is_kept_aside_and_said() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(FILE), "(zoom: 1.5, theme: Purple)").unwrap();
        let (session, message) = Session::load(dir.path());
        assert_eq!(session, Session::default());
        let message = message.unwrap();
        assert!(message.contains("session.ron:1:"), "{message}");
        assert!(
            message.ends_with("the usual settings are in use, the file is kept as session.broken.ron"),
            "{message}"
        );
        assert_eq!(fs::read_to_string(dir.path().join(BROKEN_FILE)).unwrap(), "(zoom: 1.5, theme: Purple)");
        assert_eq!(Session::load(dir.path()), (Session::default(), None));
    }

    #[test]
    fn odd_values_are_put_right() {
        let dir = tempfile::tempdir().unwrap();
        let text = "(zoom: inf, recent: [\"a.ron\", \"/b.ron\", \"/b.ron\"], later: 1)";
        fs::write(dir.path().join(FILE), text).unwrap();
        let (session, message) = Session::load(dir.path());
        assert_eq!(message, None);
        assert_eq!((session.zoom, session.recent), (1.0, vec![PathBuf::from("/b.ron")]));
    }

    #[test]
    fn the_folder_can_be_given() {
        assert_eq!(data_dir_from(Some("/data".into())), Some(PathBuf::from("/data")));
        assert_eq!(data_dir_from(Some("".into())), data_dir_from(None));
    }
}

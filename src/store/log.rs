//! The log: one file of bounded size beside the settings, and the one before it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// The log's name, and that of the one before it.
const NAMES: (&str, &str) = ("shoreline.log", "shoreline.old.log");
/// What a crash leaves, to be told at the next start.
const CRASH: &str = "crash.txt";
/// The most that one log holds, bytes.
const MOST: u64 = 500_000;

/// A log file that starts anew when it is full; clones write to the same.
#[derive(Debug, Clone)]
pub struct LogFile {
    open: Arc<Mutex<Open>>,
}

#[derive(Debug)]
struct Open {
    dir: PathBuf,
    file: File,
    written: u64,
}

impl LogFile {
    /// Goes on with the log of a folder, which is made if it is not there.
    ///
    /// # Errors
    /// If the folder or file can't be written.
    pub fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        let file = File::options().create(true).append(true).open(path(dir))?;
        let written = file.metadata()?.len();
        Ok(Self { open: Arc::new(Mutex::new(Open { dir: dir.to_owned(), file, written })) })
    }
}

/// Where the log of a folder is.
#[must_use]
pub fn path(dir: &Path) -> PathBuf {
    dir.join(NAMES.0)
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if open.written.saturating_add(length) > MOST {
            fs::rename(path(&open.dir), open.dir.join(NAMES.1))?;
            open.file = File::options().create(true).append(true).open(path(&open.dir))?;
            open.written = 0;
        }
        // One entry larger than a whole log is cut.
        let shown = &bytes[..bytes.len().min(usize::try_from(MOST).unwrap_or(usize::MAX))];
        open.file.write_all(shown)?;
        open.written += u64::try_from(shown.len()).unwrap_or(MOST);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).file.flush()
    }
}

/// Leaves word of a crash for the next start.
pub fn leave_crash(dir: &Path, problem: &str) {
    let _ = fs::write(dir.join(CRASH), problem);
}

/// What a crash left, once.
#[must_use]
pub fn take_crash(dir: &Path) -> Option<String> {
    let path = dir.join(CRASH);
    let problem = fs::read(&path).ok()?;
    let _ = fs::remove_file(&path);
    let shown: String = String::from_utf8_lossy(&problem).chars().filter(|c| !c.is_control()).take(400).collect();
    Some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_logs_at_most_each_of_bounded_size() {
        let dir = tempfile::tempdir().unwrap();
        let line = "x".repeat(999) + "\n";
        for _ in 0..3 {
            let mut log = LogFile::open(dir.path()).unwrap();
            for _ in 0..700 {
                log.write_all(line.as_bytes()).unwrap();
            }
            log.write_all(&vec![b'y'; 2_000_000]).unwrap();
        }
        let sizes: Vec<u64> =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).collect();
        assert_eq!(sizes.len(), 2);
        assert!(sizes.iter().all(|size| *size <= MOST), "{sizes:?}");
    }

    #[test]
    fn a_crash_is_told_once() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(take_crash(dir.path()), None);
        leave_crash(dir.path(), "index out of bounds\nat a place");
        assert_eq!(take_crash(dir.path()).as_deref(), Some("index out of boundsat a place"));
        assert_eq!(take_crash(dir.path()), None);
    }
}

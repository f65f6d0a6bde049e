//! Scenario and deck files on disk: read with a bound, written whole or not at all.
//!
//! A save writes a new file beside the old one and renames it over, so that a crash leaves one
//! or the other. Knows nothing of what a scenario's text looks like.

use std::{
    fs, io,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::{
    codec::{BadFile, Filed, MOST_BYTES, decode, decode_deck, encode},
    deck::Deck,
};
use crate::{format, model::scenario::Scenario};

/// How many symbolic links are followed from one to the next.
const MOST_LINKS: usize = 40;

/// Why a file could not be read or written. Messages start with the path.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file can't be read.
    #[error("{}: can't be read: {}", format::path(path), reason(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file can't be written; what was there before is untouched.
    #[error("{}: can't be saved: {}", format::path(path), reason(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder can't be listed.
    #[error("{}: can't be listed: {}", format::path(folder), folder_reason(source))]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is a folder or a device.
    #[error("{}: must be a file, found {found}", format::path(path))]
    NoFile {
        /// What was given.
        path: PathBuf,
        /// "a folder", or what else it is.
        found: &'static str,
    },
    /// The folder that the file is to go to is not there.
    #[error("{}: can't be saved: there is no folder {}", format::path(path), format::path(folder))]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// The file is marked as one that must not be changed.
    #[error("{}: can't be saved: the file is read-only; save it under another name", format::path(path))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is another than it was when it was read or written last.
    #[error("{}: not saved: it was changed by something else since it was opened", format::path(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than any scenario.
    #[error("{}: {problem}", format::path(path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read, and what was found.
        problem: String,
    },
    /// The file is no valid scenario, or no valid deck.
    #[error(transparent)]
    Bad(#[from] BadFile),
}

/// What the system says, in plain words where it is something a person can act on.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you do not have permission".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => error.to_string(),
    }
}

/// The same of a folder.
fn folder_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::NotADirectory => "it is not a folder".to_owned(),
        _ => reason(error),
    }
}

/// Reads a scenario.
///
/// # Errors
/// If the file can't be read, is larger than 4 MB, or is no valid scenario.
pub fn load(path: &Path) -> Result<Scenario, StoreError> {
    let bytes = read(path)?;
    Ok(decode(&bytes, &format::path(path))?)
}

/// Reads a deck.
///
/// # Errors
/// If the file can't be read, is larger than 4 MB, or is no valid deck.
pub fn load_deck(path: &Path) -> Result<Deck, StoreError> {
    let bytes = read(path)?;
    Ok(decode_deck(&bytes, &format::path(path))?)
}

/// Writes a scenario or a deck, whole or not at all.
///
/// # Errors
/// If the file can't be written; what was there before is then untouched.
pub fn save(path: &Path, whole: &impl Filed) -> Result<(), StoreError> {
    write(path, encode(whole).as_bytes())
}

/// Reads a file whole, unless it is no file or larger than 4 MB.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let failed = |source| StoreError::Read { path: path.to_owned(), source };
    let too_large = |bytes| StoreError::TooLarge { path: path.to_owned(), problem: super::codec::too_large(bytes) };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let metadata = fs::metadata(path).map_err(failed)?;
    some_file(path, &metadata)?;
    if metadata.len() > MOST_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= MOST_BYTES => Ok(bytes),
        _ => Err(too_large(MOST_BYTES + 1)),
    }
}

/// Writes a file whole or not at all; a link's target is replaced rather than the link.
///
/// # Errors
/// If the file can't be written; what was there before is then untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = |source| StoreError::Write { path: path.to_owned(), source };
    let target = follow_links(path).map_err(failed)?;
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(StoreError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
    }
    let existing = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if let Some(metadata) = &existing {
        some_file(path, metadata)?;
        if metadata.permissions().readonly() {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
    }
    // Dropping the temporary file, as any early return does, removes it.
    let mut file = temporary(folder).map_err(failed)?;
    if let Some(metadata) = existing {
        file.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
    }
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    remove_stale(folder);
    sync_folder(folder).map_err(failed)
}

fn some_file(path: &Path, metadata: &fs::Metadata) -> Result<(), StoreError> {
    if metadata.is_file() {
        return Ok(());
    }
    let found = if metadata.is_dir() { "a folder" } else { "a device or a pipe" };
    Err(StoreError::NoFile { path: path.to_owned(), found })
}

/// The path that a chain of symbolic links ends at, whether or not there is a file.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !target.is_symlink() {
            return Ok(target);
        }
        let link = fs::read_link(&target)?;
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// How the names of files that are being written begin and end.
const TEMPORARY: (&str, &str) = (".shoreline-", ".tmp");

/// A new file in a folder, with the permissions that new files have there. It is locked while its
/// process lives, so that what a killed save left can be told from a save under way.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // Where the system has no locks, as on some network folders, nothing is removed either.
        let locked = file.as_file().lock().is_ok();
        if !locked || file.path().exists() {
            return Ok(file);
        }
        // Another save took it for stale in between.
    }
}

/// Takes away what killed saves left in a folder. What can't be removed stays.
fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !(name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)) {
            continue;
        }
        // Nobody holds it: its process is gone.
        if let Ok(file) = fs::File::options().write(true).open(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Makes a rename last. Folders that can't be opened or synced, as on some systems, are left.
fn sync_folder(folder: &Path) -> io::Result<()> {
    let Ok(folder) = fs::File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Err(error),
        _ => Ok(()),
    }
}

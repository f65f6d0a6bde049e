//! Locks of approved results: a small file beside the scenario, `desk.lock.ron` beside `desk.ron`.
//!
//! It travels with the folder, reads in a mail, and stays when the scenario changes: then both no
//! longer agree, which is what it is for. It holds the whole fingerprint, so that a scenario that was
//! mailed without it can still be checked by hand.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::files::{self, StoreError};
use crate::{
    format,
    model::{MODEL_VERSION, fingerprint::Fingerprint, lock::Lock},
};

/// The ending of locks.
const ENDING: &str = "lock.ron";
/// The format that this version reads and writes.
const FORMAT: u32 = 1;
/// What the file opens with, for those who find it.
const HEAD: &str = "// Shoreline: results that were approved. Any change of the scenario beside this file makes another\n// fingerprint, and is told.\n";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Lock", deny_unknown_fields)]
struct LockFile {
    format: u32,
    name: String,
    locked: String,
    model: u32,
    fingerprint: String,
    effective_cost: String,
}

/// Where the lock of a scenario's file lies.
#[must_use]
pub fn lock_path(scenario: &Path) -> PathBuf {
    scenario.with_extension(ENDING)
}

/// Whether a file is a lock, by its name.
#[must_use]
pub fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(&format!(".{ENDING}")))
}

/// The lock beside a scenario's file, where there is one.
///
/// # Errors
/// If there is one that can't be read; says where it is wrong and what would be right.
pub fn read_lock(scenario: &Path) -> Result<Option<Lock>, String> {
    let path = lock_path(scenario);
    let bytes = match files::read(&path) {
        Ok(bytes) => bytes,
        Err(StoreError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let at = |problem: String| format!("{}: {problem}", format::path(&path));
    let file: LockFile = ron::de::from_bytes(&bytes).map_err(|error| {
        let span = error.span.start;
        format!("{}:{}:{}: must be a lock of format {FORMAT}: {}", format::path(&path), span.line, span.col, error.code)
    })?;
    if file.format != FORMAT {
        return Err(at(format!("format: must be {FORMAT}, found {}", file.format)));
    }
    let fingerprint = Fingerprint::from_hex(&file.fingerprint)
        .ok_or_else(|| at("fingerprint: must be 64 hexadecimal digits".to_owned()))?;
    if file.locked.parse::<jiff::civil::Date>().is_err() || file.locked.len() != 10 {
        return Err(at("locked: must be a day such as \"2027-01-31\"".to_owned()));
    }
    Ok(Some(Lock { fingerprint, date: file.locked, name: file.name, effective_cost: file.effective_cost }))
}

/// Writes the lock beside a scenario's file; with none removes it.
///
/// # Errors
/// If it can't be written; what was there before is then untouched.
pub fn write_lock(scenario: &Path, lock: Option<&Lock>) -> Result<(), StoreError> {
    let path = lock_path(scenario);
    let failed = |source| StoreError::Write { path: path.clone(), source };
    let Some(lock) = lock else {
        return match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(failed(source)),
            _ => Ok(()),
        };
    };
    let file = LockFile {
        format: FORMAT,
        name: lock.name.clone(),
        locked: lock.date.clone(),
        model: MODEL_VERSION,
        fingerprint: lock.fingerprint.to_string(),
        effective_cost: lock.effective_cost.clone(),
    };
    let pretty = ron::ser::PrettyConfig::default().struct_names(true);
    let text = ron::ser::to_string_pretty(&file, pretty).map_err(|error| failed(io::Error::other(error)))?;
    files::write(&path, format!("{HEAD}{text}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock() -> Lock {
        let fingerprint = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        Lock {
            fingerprint: Fingerprint::from_hex(fingerprint).unwrap(),
            date: "2026-11-25".into(),
            name: "Desk, \"approved\"".into(),
            effective_cost: "USD 5095711.60".into(),
        }
    }

    #[test]
    fn a_lock_lies_beside_its_scenario_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let scenario = folder.path().join("desk.ron");
        assert_eq!(read_lock(&scenario), Ok(None));
        write_lock(&scenario, Some(&lock())).unwrap();
        assert!(folder.path().join("desk.lock.ron").is_file() && is_lock(&lock_path(&scenario)) && !is_lock(&scenario));
        assert_eq!(read_lock(&scenario), Ok(Some(lock())));
        write_lock(&scenario, None).unwrap();
        write_lock(&scenario, None).unwrap();
        assert_eq!(read_lock(&scenario), Ok(None));
    }

    #[test]
    fn a_lock_that_is_no_lock_says_where_and_what_would_be_right() {
        let folder = tempfile::tempdir().unwrap();
        let scenario = folder.path().join("desk.ron");
        write_lock(&scenario, Some(&lock())).unwrap();
        let text = fs::read_to_string(lock_path(&scenario)).unwrap();
        for (from, to, said) in [
            ("format: 1", "format: 2", "format: must be 1, found 2"),
            ("ba7816", "zz7816", "fingerprint: must be 64 hexadecimal digits"),
            ("2026-11-25", "2026-13-25", "locked: must be a day such as \"2027-01-31\""),
            ("model: 1", "modal: 1", "must be a lock of format 1"),
        ] {
            fs::write(lock_path(&scenario), text.replace(from, to)).unwrap();
            let problem = read_lock(&scenario).unwrap_err();
            assert!(problem.contains(said) && problem.contains("desk.lock.ron"), "{problem}");
        }
    }
}

//! Where scenarios are read from and written to: the disk, or in a test one that stalls or fails.

use std::{fmt, path::Path};

use super::files::{self, StoreError};

/// Reads and writes whole files.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Reads a file whole.
    ///
    /// # Errors
    /// If it can't be read, is no file, or is larger than any scenario.
    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError>;

    /// Writes a file whole or not at all.
    ///
    /// # Errors
    /// If it can't be written; what was there before is then untouched.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError>;
}

/// The disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        files::read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        files::write(path, bytes)
    }
}

//! A file that is being read or written longer than it should take.

use std::path::PathBuf;

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It is read, to be opened or compared with.
    Reading,
    /// The scenario is saved to it.
    Saving,
}

/// Something that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Its number among all.
    pub number: u64,
    /// What is done.
    pub doing: Doing,
    /// The file.
    pub path: PathBuf,
}

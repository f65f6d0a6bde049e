//! The package that a workbook is written to: it tells how many of the sheets are in it, and stops when nobody
//! wants it any more.

use std::io::{Error, Result, Write};

use crate::engine::job::Job;

/// How the name of a sheet's file in a package begins.
const SHEET: &[u8] = b"xl/worksheets/sheet";

/// A package under way.
pub(super) struct Package<'a> {
    bytes: Vec<u8>,
    job: &'a Job,
}

impl<'a> Package<'a> {
    /// An empty one.
    pub(super) fn new(job: &'a Job) -> Self {
        Self { bytes: Vec::new(), job }
    }

    /// What has been written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for Package<'_> {
    fn write(&mut self, part: &[u8]) -> Result<usize> {
        self.job.check().map_err(Error::other)?;
        // The name of a file stands before what it holds, and once more in the list at the end.
        if part.starts_with(SHEET) {
            self.job.advance(1);
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

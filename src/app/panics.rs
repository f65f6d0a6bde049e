//! What happens where the program itself is wrong: it is logged, said, and no work is lost.

use std::{
    backtrace::Backtrace,
    io::Write as _,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    sync::Mutex,
};

use crate::store::log::{self, LogFile};

/// Logs to a folder from now on: what happens, and every panic of any thread with where it was.
/// A panic is also said on standard error.
pub(super) fn watch(dir: Option<&Path>) {
    let file = dir.and_then(|dir| LogFile::open(dir).ok());
    let dir: Option<PathBuf> = dir.filter(|_| file.is_some()).map(Path::to_owned);
    if let Some(file) = file {
        let log = tracing_subscriber::fmt().with_ansi(false).with_writer(Mutex::new(file));
        // A second window of the same program logs to the first one's file.
        let _ = log.try_init();
    }
    panic::set_hook(Box::new(move |info| {
        let problem = said(info);
        tracing::error!("{problem}\n{}", Backtrace::force_capture());
        let place = dir.as_deref().map_or_else(String::new, |dir| format!(" See {}.", log::path(dir).display()));
        let _ = writeln!(std::io::stderr(), "Shoreline: something went wrong: {problem}.{place}");
    }));
}

/// A panic in a line: what and where.
fn said(info: &PanicHookInfo<'_>) -> String {
    let what = info.payload_as_str().unwrap_or("no message");
    info.location().map_or_else(|| what.to_owned(), |at| format!("{what} ({}:{})", at.file(), at.line()))
}

/// What to tell at the start after a crash.
pub(super) fn after_crash(dir: &Path) -> Option<String> {
    let problem = log::take_crash(dir)?;
    let path = log::path(dir);
    Some(format!("Shoreline ended unexpectedly: {problem}. Unsaved work was kept. The log is {}.", path.display()))
}

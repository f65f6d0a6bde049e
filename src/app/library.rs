//! Lists a folder of scenarios and reads them: names first, then what the files hold, part by part.

use std::{path::Path, time::Instant};

use crate::{
    engine::{job::Job, overview::in_parts},
    format,
    state::{
        library::{Brief, Content, Entry},
        message::Outside,
    },
    store::{
        codec::decode,
        library::{self, Listed},
    },
};

/// Lists a folder and tells what its files hold, until the job is cancelled.
pub(crate) fn list(generation: u64, folder: &Path, job: &Job, tell: &impl Fn(Outside)) {
    let begun = Instant::now();
    let listed = library::list(folder);
    if job.is_cancelled() {
        return;
    }
    let entries = listed.as_ref().map(|files| files.iter().map(entry).collect());
    tell(Outside::Listed(generation, folder.to_owned(), entries.map_err(ToString::to_string)));
    let files = listed.unwrap_or_default();
    let fetch = |index: usize| {
        let path = &files[index].path;
        (file_name(path), library::read(path).map_err(|error| error.to_string()))
    };
    let work = |(name, bytes): (String, Result<Vec<u8>, String>)| {
        let scenario = bytes.and_then(|bytes| decode(&bytes, &name).map_err(|bad| bad.to_string()));
        match scenario {
            Ok(scenario) => Content::Scenario(Box::new(Brief::of(&scenario))),
            Err(problem) => Content::Broken(problem),
        }
    };
    let heard = |first, contents| tell(Outside::Overviewed(generation, first, contents));
    // One that is cancelled has a newer one after it.
    if in_parts(files.len(), job, fetch, work, heard).is_ok() {
        tracing::info!("{} files of a folder were read in {} ms", files.len(), begun.elapsed().as_millis());
    }
}

fn entry(file: &Listed) -> Entry {
    let changed = file.changed.and_then(|time| jiff::Timestamp::try_from(time).ok());
    let changed = changed.map(|time| {
        let local = time.to_zoned(jiff::tz::TimeZone::system());
        (time.as_second(), local.strftime("%Y-%m-%d %H:%M").to_string())
    });
    Entry { path: file.path.clone(), file: file_name(&file.path), changed, content: Content::Waiting }
}

/// A file's name, harmless to show.
fn file_name(path: &Path) -> String {
    format::plain(&path.file_name().unwrap_or_default().to_string_lossy())
}

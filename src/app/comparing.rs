//! What the comparison asks of the outside: files of its list, locks, the trash, and its workers.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    dialogs,
    fulfill::{Shell, send, whole},
};
use crate::{
    format,
    model::{lock::Lock, scenario::Scenario},
    state::{
        compare::act::{Heard, ReadFile, Wish},
        message::Outside,
    },
    store::{Known, files, listing, lock},
};

impl Shell {
    /// Carries out what the comparison asks for; what comes of it arrives in the inbox.
    pub(super) fn compare(&self, wish: Wish) {
        match wish {
            Wish::Weigh(requests, scale) => self.workers.weighings.ask((requests, scale)),
            Wish::Pair(sides, scale) => self.workers.pairs.ask((sides, scale)),
            Wish::Stop => {
                self.workers.weighings.stop();
                self.workers.pairs.stop();
            }
            Wish::Pick(folder) => self.pick_several(folder),
            Wish::Read(paths) => self.off_thread("open", move || told(Heard::Read(read(&paths)))),
            Wish::Write(path, before, after) => self.off_thread("save", move || {
                let written = rewrite(&path, &before, &after).map(|()| after);
                told(Heard::Written(path, written))
            }),
            Wish::Copy(path, scenario) => self.off_thread("save", move || {
                let copied = listing::save_copy(&path, &scenario);
                told(Heard::Copied(copied.map_err(|error| error.to_string())))
            }),
            Wish::Trash(path) => {
                let data_dir = self.data_dir.clone();
                self.off_thread("move", move || {
                    let lies = data_dir.map_or_else(
                        || {
                            Err(format!(
                                "{}: not moved: there is no folder for settings, and so no trash",
                                format::path(&path)
                            ))
                        },
                        |dir| listing::trash(&path, &dir).map_err(|error| error.to_string()),
                    );
                    told(Heard::Trashed(path, lies))
                });
            }
            Wish::PutBack(lies, path) => self.off_thread("move", move || {
                let returned = listing::put_back(&lies, &path).map_err(|error| error.to_string());
                told(Heard::Returned(path, returned))
            }),
            Wish::Lock(path, wanted) => self.off_thread("save", move || {
                let today = jiff::Zoned::now().date().to_string();
                let wanted = wanted.map(|lock| Lock { date: today, ..*lock });
                let written = lock::write_lock(&path, wanted.as_ref()).map(|()| wanted);
                told(Heard::Locked(path, written.map_err(|error| error.to_string())))
            }),
        }
    }

    fn pick_several(&self, folder: bool) {
        let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
        let deliver = move |paths: Vec<PathBuf>| {
            let picked = if paths.is_empty() { Outside::NotPicked } else { told(Heard::Picked(paths)) };
            send(&outbox, &ctx, picked);
        };
        if dialogs::pick_several(folder, deliver).is_err() {
            send(&self.outbox, &self.ctx, Outside::NotPicked);
        }
    }
}

fn told(heard: Heard) -> Outside {
    Outside::Comparison(heard)
}

/// Every scenario of some files and folders with the lock beside it.
fn read(paths: &[PathBuf]) -> Vec<ReadFile> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| whole(path)).collect();
    let file = |path: PathBuf| ReadFile {
        scenario: files::load(&path).map(Arc::new).map_err(|error| error.to_string()),
        lock: lock::read_lock(&path),
        path,
    };
    listing::scenario_files(&paths).into_iter().map(file).collect()
}

/// Writes a scenario over what its file held, comments kept; not where that is another by now.
fn rewrite(path: &Path, before: &Scenario, after: &Scenario) -> Result<(), String> {
    let known = Known::default();
    let found = known.load(path).map_err(|error| error.to_string())?;
    if found != *before {
        let path = format::path(path);
        return Err(format!(
            "{path}: not changed: something else has changed the file since it was read; add it again"
        ));
    }
    known.save(path, after, true).map_err(|error| error.to_string())
}

//! A disk that does not answer, and what is no file: the window goes on, says so, and loses nothing.

use std::{
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Condvar, Mutex, atomic::AtomicU32, atomic::Ordering::SeqCst},
};

use egui::{Key, accesskit::Role};
use shoreline::{
    state::{errand::Doing, library::Progress, prompt::Prompt},
    store::{
        StoreError,
        disk::{Disk, RealDisk},
        files,
    },
};

use super::window::{CTRL, Window, sample};

/// A disk whose folder `net` does not answer until it is let go on.
#[derive(Debug, Default)]
struct NetDisk {
    answers: Mutex<bool>,
    bell: Condvar,
    asked: AtomicU32,
}

impl NetDisk {
    fn wait(&self, path: &Path) {
        if path.components().any(|part| part.as_os_str() == "net") {
            self.asked.fetch_add(1, SeqCst);
            let answers = self.answers.lock().unwrap();
            drop(self.bell.wait_while(answers, |answers| !*answers).unwrap());
        }
    }

    fn answer(&self, answers: bool) {
        *self.answers.lock().unwrap() = answers;
        self.bell.notify_all();
    }
}

impl Disk for NetDisk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        self.wait(path);
        RealDisk.read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.wait(path);
        RealDisk.write(path, bytes)
    }
}

/// A folder with a network folder in it that holds the sample.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("net")).unwrap();
    files::save(&folder.path().join("net/desk.ron"), &sample()).unwrap();
    folder
}

#[test]
fn a_save_that_stalls_leaves_the_window_alive_and_the_work_unsaved() {
    let disk = Arc::new(NetDisk::default());
    let mut window = Window::on(disk.clone(), folder(), None);
    window.change();
    let (stuck, other) = (window.file("net/mine.ron"), window.file("other.ron"));
    window.save_as(&stuck);
    window.until("the stall", |state| !state.stalled.is_empty());
    assert!(window.says("mine.ron: its folder does not answer. Your work is open and unsaved"));
    assert!(window.state().document.unsaved());
    window.key(Key::Escape);
    // Levers move, answers come, and what is unsaved is kept.
    window.change();
    window.strip_holds();
    let journals = window.file("settings/journals");
    window.until_seen("the journal", |_| {
        fs::read_dir(&journals).unwrap().any(|entry| entry.unwrap().path().extension().is_some_and(|end| end == "ron"))
    });
    // Elsewhere it is saved at once.
    window.click(Role::Button, "Save elsewhere…");
    window.retype(&other.display().to_string());
    window.key(Key::Enter);
    window.until("the other save", |state| !state.document.unsaved());
    assert_eq!(files::load(&other).unwrap(), *window.scenario());
    // What answers at last takes nothing over.
    disk.answer(true);
    window.until("the end of the stall", |state| state.stalled.is_empty());
    window.run();
    assert_eq!(window.state().document.path.as_deref(), Some(other.as_path()));
    assert!(!window.state().document.unsaved());
    assert_ne!(files::load(&stuck).unwrap(), *window.scenario());
}

#[test]
fn what_stalls_can_be_let_go_and_is_not_heard_of_again() {
    let disk = Arc::new(NetDisk::default());
    let mut window = Window::on(disk.clone(), folder(), None);
    let path = window.file("net/desk.ron");
    window.open_path(&path);
    window.until("the stall", |state| !state.stalled.is_empty());
    assert!(window.says("Still reading"));
    window.key(Key::Escape);
    window.click(Role::Button, "Stop waiting");
    assert_eq!(window.state().stalled, []);
    disk.answer(true);
    window.change();
    for _ in 0..50 {
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.run();
    }
    assert_eq!((window.state().document.path.as_ref(), disk.asked.load(SeqCst)), (None, 1));
    // Asked for again, it is opened.
    window.undo();
    window.open_path(&path);
    window.until("the file", |state| state.document.path.is_some());
    // A save that is given up leaves the work unsaved, and quitting waits for nothing.
    disk.answer(false);
    window.change();
    window.keys(CTRL, Key::S);
    window.until("the stall", |state| state.stalled.first().is_some_and(|errand| errand.doing == Doing::Saving));
    window.click(Role::Button, "Stop waiting");
    assert!(window.state().stalled.is_empty() && window.state().document.unsaved());
    disk.answer(true);
}

#[test]
fn a_file_that_stalls_at_the_start_does_not_keep_the_window_away() {
    let disk = Arc::new(NetDisk::default());
    let folder = folder();
    let path = folder.path().join("net/desk.ron");
    let mut window = Window::on(disk.clone(), folder, Some(path.clone()));
    assert_eq!(window.title(), "Reading “desk.ron”… – Shoreline");
    assert!(window.says("It is opened as soon as it is there") && !window.says(&sample().name));
    window.until("the stall", |state| state.stalled.first().is_some_and(|errand| errand.doing == Doing::Reading));
    assert!(!window.says("What is open stays open"), "nothing is");
    disk.answer(true);
    window.until("the file", |state| state.document.path.is_some());
    assert_eq!(window.state().document.path, Some(path));
    assert!(window.says("Effective, after lost output"));
    window.until("the end of the stall", |state| state.stalled.is_empty());
}

#[test]
fn a_file_that_stalls_at_the_start_is_given_up_and_tried_again() {
    let disk = Arc::new(NetDisk::default());
    let folder = folder();
    let path = folder.path().join("net/desk.ron");
    let mut window = Window::on(disk.clone(), folder, Some(path));
    window.until("the stall", |state| !state.stalled.is_empty());
    window.click(Role::Button, "Stop waiting");
    assert!(window.says("not read: its folder did not answer") && window.has(Role::Button, "Try again"));
    disk.answer(true);
    window.click(Role::Button, "Try again");
    window.until("the file", |state| state.document.path.is_some());
    assert_eq!(*window.scenario(), sample());
}

#[test]
fn what_is_begun_while_a_file_stalls_at_the_start_is_not_replaced_unasked() {
    let disk = Arc::new(NetDisk::default());
    let folder = folder();
    let path = folder.path().join("net/desk.ron");
    let mut window = Window::on(disk.clone(), folder, Some(path.clone()));
    window.click(Role::Button, "Explore the sample");
    window.change();
    let edited = window.scenario().clone();
    disk.answer(true);
    window.until("the question", |state| matches!(state.prompt, Some(Prompt::Unsaved(_))));
    assert_eq!(*window.scenario(), edited);
    window.click(Role::Button, "Discard");
    window.until("the file", |state| state.document.path.as_ref() == Some(&path));
}

#[test]
#[cfg(unix)]
fn pipes_sockets_devices_and_folders_are_refused_at_once() {
    let mut window = Window::sample();
    let (pipe, socket, inside) = (window.file("pipe.ron"), window.file("socket.ron"), window.file("folder.ron"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    fs::create_dir(&inside).unwrap();
    for (path, found) in [
        (pipe.as_path(), "must be a file, found a device or a pipe"),
        (socket.as_path(), "must be a file, found a device or a pipe"),
        (inside.as_path(), "must be a file, found a folder"),
        (Path::new("/dev/zero"), "must be a file, found a device or a pipe"),
    ] {
        window.open_path(path);
        window.until_seen("the fault", |window| window.says(found));
        window.key(Key::Escape);
        if path.extension().is_none() {
            // Saved under its name it would get the ending of scenarios.
            continue;
        }
        window.save_as(path);
        window.until_seen("the question", |window| window.says("Replace the file?"));
        window.click(Role::Button, "Replace");
        window.until_seen("the fault", |window| window.says(found));
        window.key(Key::Escape);
    }
    // In a library they stand with their fault.
    window.key(Key::F);
    window.click(Role::Button, "Folder…");
    let shelf = window.folder.path().display().to_string();
    window.retype(&shelf);
    window.key(Key::Enter);
    window.until("the list", |state| state.library.progress == Progress::Whole);
    assert_eq!(window.state().library.broken(), 2, "the pipe and the socket; a folder is none of its files");
}

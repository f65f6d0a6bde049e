//! A save that is killed at any moment leaves the old file or the new one, whole, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test may panic, its helpers too")]
#![cfg(unix)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use shoreline::{
    model::scenario::Scenario,
    store::{Known, load, save},
};

const SAMPLE: &str = include_str!("../scenarios/support-desk-manila.ron");
/// The variable that makes a run of this file the one that is killed.
const FILE: &str = "SHORELINE_KILLED_SAVES";
/// How many saves are killed.
const KILLS: u32 = 200;

/// The two contents that are saved in turns.
fn contents() -> [Scenario; 2] {
    let sample = shoreline::store::decode(SAMPLE.as_bytes(), "sample").unwrap();
    let other = Scenario { name: "The other".into(), note: "longer ".repeat(4000), ..sample.clone() };
    [sample, other]
}

/// Saves both contents in turns, with and without what people wrote around them, until it is killed.
#[test]
#[ignore = "runs until it is killed; the test below starts it"]
fn saves_until_it_is_killed() {
    let Some(path) = env::var_os(FILE).map(PathBuf::from) else { return };
    let known = Known::default();
    let _ = known.load(&path);
    for scenario in contents().iter().cycle() {
        save(&path, scenario).unwrap();
        known.save(&path, scenario, false).unwrap();
    }
}

fn start(path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "saves_until_it_is_killed", "--ignored"])
        .env(FILE, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn temporaries(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().filter(|entry| entry.as_ref().unwrap().path() != folder.join("desk.ron")).count()
}

#[test]
fn a_killed_save_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.ron");
    let [first, second] = contents();
    let (mut firsts, mut most) = (0, 0);
    for kill in 0..KILLS {
        save(&path, &first).unwrap();
        let begun = fs::metadata(&path).unwrap().modified().unwrap();
        let mut child = start(&path);
        // The moment differs from kill to kill, from its first save on over several of both contents.
        let patience = Instant::now();
        while fs::metadata(&path).unwrap().modified().unwrap() == begun {
            assert!(patience.elapsed() < Duration::from_mins(1), "it does not save");
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(Duration::from_micros(u64::from(kill) * 379 % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = load(&path).unwrap();
        assert!(found == first || found == second, "kill {kill}: neither the old nor the new");
        firsts += u32::from(found == first);
        most = most.max(temporaries(folder.path()));
        // What a killed save leaves is taken away by the next one.
        save(&path, &first).unwrap();
        assert_eq!(temporaries(folder.path()), 0, "kill {kill}: temporary files pile up");
    }
    println!("kills: {KILLS} survived, {firsts} with the first content, at most {most} temporary file at once");
}

//! On a disk that is full a save says so, and the old file stays whole.

#![cfg(target_os = "linux")]

use std::{env, fs, path::PathBuf, process::Command};

use shoreline::{
    model::scenario::Scenario,
    store::{Known, journal::Journal, load, save},
};

const SAMPLE: &str = include_str!("../scenarios/support-desk-manila.ron");
/// The variable that names the small disk.
const DISK: &str = "SHORELINE_SMALL_DISK";

#[test]
#[ignore = "needs a small disk; the test below makes one"]
fn saves_on_a_full_disk() {
    let Some(disk) = env::var_os(DISK).map(PathBuf::from) else { return };
    let path = disk.join("desk.ron");
    fs::write(&path, SAMPLE).unwrap();
    let known = Known::default();
    let scenario = known.load(&path).unwrap();
    let larger = Scenario { note: "long ".repeat(40_000), ..scenario.clone() };
    for problem in [known.save(&path, &larger, true), save(&path, &larger), save(&disk.join("new.ron"), &larger)] {
        let problem = problem.unwrap_err().to_string();
        assert!(problem.ends_with("the disk is full"), "{problem}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), SAMPLE);
    assert_eq!(load(&path).unwrap(), scenario);
    assert_eq!(fs::read_dir(&disk).unwrap().count(), 1, "nothing is left beside it");
    let journal = Journal::open(&disk).unwrap();
    let problem = journal.keep(&larger, Some((&path, None))).unwrap_err().to_string();
    assert!(problem.ends_with("the disk is full"), "{problem}");
    // There is still room for a smaller one.
    known.save(&path, &Scenario { name: "Fits".into(), ..scenario }, true).unwrap();
    assert_eq!(load(&path).unwrap().name, "Fits");
}

#[test]
fn a_full_disk_is_told_and_the_old_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    // In a namespace of its own, so that no mount is left behind.
    let script = r#"mount -t tmpfs -o size=128k tmpfs "$1" || exit 77
        exec "$2" --exact saves_on_a_full_disk --ignored"#;
    let run = Command::new("unshare")
        .args(["-Urm", "sh", "-c", script, "sh"])
        .arg(folder.path())
        .arg(env::current_exe().unwrap())
        .env(DISK, folder.path())
        .output();
    let made = run.as_ref().is_ok_and(|run| run.status.success() || run.status.code() == Some(101));
    if !made {
        eprintln!("SKIPPED: no small disk can be made here: {run:?}");
        assert!(!env::var("CI").is_ok_and(|ci| ci == "true"), "CI must try a full disk");
        return;
    }
    let run = run.unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

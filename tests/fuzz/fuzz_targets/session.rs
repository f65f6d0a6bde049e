//! Whatever is in the settings file: settings, and where it is broken it is kept aside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shoreline::store::Session;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("session.ron");
    std::fs::write(&file, bytes).unwrap();
    let (session, problem) = Session::load(folder.path());
    assert!((0.5..=3.0).contains(&session.zoom) && session.recent.len() <= 10);
    if problem.is_some() {
        assert_eq!(std::fs::read(folder.path().join("session.broken.ron")).unwrap(), bytes);
    }
});

//! The store against files: exact round trips, the message for each malformed file, atomic
//! saves, and mutated files that must never panic.
//!
//! Over 500 lines: what may be put into a mutated file and all that a disk can refuse stand here
//! together, since they share the same few helpers. `UPDATE_GOLDEN=1` rewrites the expected messages; read them before committing.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use proptest::{prelude::*, test_runner::RngAlgorithm};
use rust_decimal::dec;
use shoreline::{
    model::{
        check::check,
        scenario::{FORMAT, Scenario},
    },
    store::{
        BadFile, StoreError,
        codec::{MOST_BYTES, MOST_FAULTS, preserve},
        decode, encode, load, save, to_json,
    },
};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The scenario files of a folder, by name.
fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn desk() -> String {
    fs::read_to_string(folder("golden").join("support-desk-manila.ron")).unwrap()
}

fn read(text: &str) -> Result<Scenario, BadFile> {
    decode(text.as_bytes(), "desk.ron")
}

fn message(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn golden_files_come_back_byte_for_byte() {
    let goldens = files("golden");
    assert!(goldens.len() >= 11, "{}", goldens.len());
    for (name, bytes) in goldens {
        let text = String::from_utf8(bytes).unwrap();
        let scenario = read(&text).unwrap_or_else(|bad| panic!("{bad}"));
        // A zero that may be left out is left out.
        let spelt_out = |line: &&str| {
            let line = line.trim();
            !["night_premium: 0.0,", "markup: 0.0,", "fee: 0.0,"].contains(&line)
        };
        let expected: String = text.split_inclusive('\n').filter(spelt_out).collect();
        assert_eq!(encode(&scenario), expected, "{name}");
    }
}

#[test]
fn what_is_written_is_read_back_exactly() {
    for (name, bytes) in files("golden") {
        let scenario = decode(&bytes, &name).unwrap();
        let text = encode(&scenario);
        let again = read(&text).unwrap();
        assert_eq!(again, scenario, "{name}");
        assert_eq!(encode(&again), text, "{name}");
    }
}

#[test]
fn every_field_and_odd_text_come_back() {
    let mut scenario = read(&desk()).unwrap();
    scenario.name = "Quotes \" \\ and\ttabs\n ✓ \u{1} \u{202e}".into();
    scenario.note = "// no comment, /* nor this */ 'x' r#\"y\"#".into();
    scenario.sites[0].culture = None;
    scenario.sites[0].markup = dec!(0.150);
    scenario.sites[0].terms = "Staff leasing".into();
    scenario.home.exchange_drift = dec!(-0.0100);
    scenario.uncertainty.insert("friction.rework".into(), (dec!(0.20), dec!(2.0)));
    scenario.uncertainty.insert("team.*.oversight".into(), (dec!(0.5), dec!(2)));
    let text = encode(&scenario);
    let again = read(&text).unwrap_or_else(|bad| panic!("{bad}\n{text}"));
    assert_eq!(again, scenario);
    assert_eq!(encode(&again), text);
    assert!(text.contains("    uncertainty: {\"friction.rework\": (0.20, 2.0), \"team.*.oversight\": (0.5, 2)},\n"));
    assert!(text.contains("exchange_drift: -0.0100,"));
}

#[test]
fn people_may_write_a_file_their_own_way() {
    let exact = read(&desk()).unwrap();
    let ways = [
        desk().replace('\n', "\r\n"),
        format!("\u{feff}{}", desk()),
        format!("// first\n/* a /* b */ */ {} // the end", desk()),
        desk().replace("on_cost: 0.30,", "on_cost: /* share */ \"0.30\", // of wages"),
        desk().replace("95000", "+95_000"),
        desk().replace("culture: (40, 91, 62, 46)", "culture: Some((40, 91, 62, 46,))"),
        desk().replace("Scenario(", "("),
        desk().replace("money: (", "money: Money ("),
        desk().replace("on_cost: 0.30,", "on_cost: 000.30,").replace("pilot_heads: 2", "pilot_heads: 2."),
        desk().replace("\"New York\"", "r#\"New York\"#"),
        desk().lines().collect(),
    ];
    for way in ways {
        let read = read(&way).unwrap_or_else(|bad| panic!("{bad}\n{way}"));
        assert_eq!(read, exact, "{way}");
        assert_eq!(encode(&read), encode(&exact));
    }
    let unknown = read(&desk().replace("culture: (40, 91, 62, 46)", "culture: None")).unwrap();
    assert_eq!(unknown.home.culture, None);
}

#[test]
fn every_format_there_ever_was_comes_to_the_same_scenario() {
    for format in 1..=FORMAT {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/migrations/format-{format}.ron"));
        let bytes = fs::read(&path).unwrap_or_else(|_| panic!("format {format} needs a golden at {}", path.display()));
        let text = str::from_utf8(&bytes).unwrap();
        assert!(text.contains(&format!("format: {format},")));
        let scenario = decode(&bytes, "").unwrap();
        let found = serde_json::to_string_pretty(&to_json(&scenario)).unwrap() + "\n";
        let golden = path.with_file_name("scenario.json");
        if env::var_os("UPDATE_GOLDEN").is_some() && format == FORMAT {
            fs::write(&golden, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&golden).unwrap(), "format {format}");
        // Saved by this program it is of this format, with the comments that people wrote.
        let saved = preserve(text, &scenario);
        assert!(saved.contains(&format!("format: {FORMAT},")));
        assert_eq!(saved.matches("//").count(), text.matches("//").count());
        assert_eq!(decode(saved.as_bytes(), "").unwrap(), scenario);
    }
}

#[test]
fn each_malformed_file_has_its_message() {
    let malformed = files("malformed");
    assert!(malformed.len() >= 25, "{}", malformed.len());
    let update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for (name, bytes) in malformed {
        let bad = decode(&bytes, &name).expect_err(&name);
        assert_inside(&bad, &bytes);
        let found = format!("{bad}\n");
        let path = folder("malformed").join(&name).with_extension("txt");
        if update {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{name}, expected:\n{expected}found:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn many_faults_are_reported_together_in_the_order_of_the_file() {
    let bytes = fs::read(folder("malformed").join("many-faults.ron")).unwrap();
    let bad = decode(&bytes, "many.ron").unwrap_err();
    let places: Vec<_> = bad.faults.iter().map(|fault| (fault.line, fault.column)).collect();
    assert!(places.is_sorted());
    let paths: Vec<_> = bad.faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "money.discount_rate",
            "home.on_cots",
            "sites[0].name",
            "sites[0].time_to_fill",
            "sites[0].english",
            "teams[0].structure",
            "management.trip_cost",
            "rollout.wave_heads",
        ]
    );
    assert!(!bad.more);
}

#[test]
fn only_so_many_faults_are_listed() {
    let bad = read(&format!("({})", "a: 1, ".repeat(400))).unwrap_err();
    assert_eq!(bad.faults.len(), MOST_FAULTS);
    assert!(bad.more);
    assert!(bad.to_string().ends_with("desk.ron: only the first 100 faults are listed"), "{bad}");
}

#[test]
fn faults_that_only_follow_from_another_are_not_listed() {
    // Without its id the site is not found by mix and salary; that is not said again.
    let text = desk().replace("id: \"ph-mnl\"", "id: 7");
    assert_eq!(message(&text), "desk.ron:36:17: sites[0].id: must be a text in quotes, found 7");
    let text = desk().replace("exchange_rate: 0.0172", "exchange_rates: 0.0172");
    assert_eq!(
        message(&text),
        "desk.ron:41:13: sites[0].exchange_rates: is not a field here; did you mean exchange_rate?"
    );
}

#[test]
fn numbers_that_would_overflow_the_checks_are_faults() {
    let huge = "9999999999999";
    let mix: Vec<String> = (0..2000).map(|number| format!("\"s{number}\": {huge}")).collect();
    let text = desk()
        .replace("mix: {\"ph-mnl\": 0.70}", &format!("mix: {{{}}}", mix.join(", ")))
        .replace("headcount: 20", &format!("headcount: {huge}"))
        .replace(
            "wave_every_months: 1,\n    ),\n",
            "wave_every_months: 1,\n    ),\n    uncertainty: {\"offshore\": (1, 1)},\n",
        );
    assert!(message(&text).contains("teams[0].headcount: must be above 0 and at most 100000, found 9999999999999"));
}

#[test]
fn large_and_deep_files_are_refused_quickly() {
    let large = vec![b' '; usize::try_from(MOST_BYTES).unwrap() + 1];
    let text = decode(&large, "large.ron").unwrap_err().to_string();
    assert_eq!(text, "large.ron:1:1: must be at most 4 MB, found 4000001 bytes");
    for open in ["(", "[", "{", "{(", "a: (", "Some(", "(a: [{\"b\": ", "/*", "\"", "r#", "'", "-", "("] {
        let text = open.repeat(1_000_000 / open.len());
        assert_inside(&read(&text).unwrap_err(), text.as_bytes());
        let text = format!("(home: {text}");
        assert_inside(&read(&text).unwrap_err(), text.as_bytes());
    }
    let records = format!("(format: 1, sites: [{}])", "(),".repeat(1_000_000));
    assert_eq!(read(&records).unwrap_err().faults.len(), MOST_FAULTS);
}

#[test]
fn json_keeps_the_order_of_the_file() {
    let mut scenario = read(&desk()).unwrap();
    scenario.uncertainty.insert("friction.rework".into(), (dec!(0.20), dec!(2)));
    let text = serde_json::to_string_pretty(&to_json(&scenario)).unwrap();
    let start = "{\n  \"format\": 1,\n  \"name\": \"Support desk to Manila\",\n  \"objective\": \"ReduceCost\",\n  \
                 \"money\": {\n    \"currency\": \"USD\",\n    \"start\": \"2027-01\",\n    \"horizon_months\": 60,\n    \
                 \"discount_rate\": \"0.08\",\n";
    assert!(text.starts_with(start), "{text}");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["home"]["culture"], serde_json::json!(["40", "91", "62", "46"]));
    assert_eq!(value["teams"][0]["mix"], serde_json::json!({"ph-mnl": "0.70"}));
    assert_eq!(value["uncertainty"], serde_json::json!({"friction.rework": ["0.20", "2"]}));
    assert_eq!(value["home"].get("fee"), None);
}

/// Every fault's place is in the file, or right at its end.
fn assert_inside(bad: &BadFile, bytes: &[u8]) {
    assert!(!bad.faults.is_empty());
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<&str> = text.split('\n').collect();
    for fault in &bad.faults {
        let width = fault.line.checked_sub(1).and_then(|line| lines.get(line)).map(|line| line.chars().count());
        let inside = width.is_some_and(|width| (1..=width + 1).contains(&fault.column));
        assert!(inside, "{}:{} of {} lines: {}", fault.line, fault.column, lines.len(), fault.problem);
        assert!(!fault.problem.is_empty() && !fault.problem.contains('\n') && !fault.path.contains('\n'));
    }
    let listed = bad.to_string();
    assert_eq!(listed.lines().count(), bad.faults.len() + usize::from(bad.more));
}

/// What may be put into a file in place of something else.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    "None",
    "Some(1)",
    "()",
    "true",
    "inf",
    "NaN",
    "1e400",
    "-1",
    "0",
    "2.5",
    "0.30",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "1..5",
    "..",
    "0x1F",
    "b\"a\"",
    "r#\"a\"#",
    "'a'",
    "\"ph-mnl\"",
    "\"us-nyc\"",
    "name",
    "id",
    "on_cost",
    "format: 2",
    "sites",
    "mix",
    "(40, 91, 62, 46)",
    "ReduceCost",
    "#![enable(implicit_some)]",
    "\u{feff}",
    "é",
    "\u{2028}",
    "\\",
    "_",
    "uncertainty: {\"offshore\": (1, 1), \"site.*.exchange_rate\": (0, 10)}",
    "9999999999999",
];

fn mutated(bytes: &[u8], changes: &[(u8, prop::sample::Index, prop::sample::Index, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (kind, at, other, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let start = at.index(bytes.len());
        match kind % 6 {
            0 => bytes[start] = *byte,
            1 => drop(bytes.remove(start)),
            2 => bytes.insert(start, *byte),
            3 => {
                // One word or sign becomes another.
                let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
                let end = start + bytes[start..].iter().take_while(|byte| word(byte)).count().max(1);
                let begin = start - bytes[..start].iter().rev().take_while(|byte| word(byte)).count();
                let token = other.get(TOKENS).bytes();
                drop(bytes.splice(begin..end, token));
            }
            4 => {
                let token = other.get(TOKENS).bytes();
                drop(bytes.splice(start..start, token));
            }
            _ => {
                // A piece is moved, repeated or cut.
                let end = (start + usize::from(*byte)).min(bytes.len());
                let piece = bytes[start..end].to_vec();
                if byte % 2 == 0 {
                    bytes.drain(start..end);
                }
                let to = other.index(bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4000,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: prop::test_runner::RngSeed::Fixed(2027),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_mutated_file_is_read_or_has_faults_in_it(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(any::<(u8, prop::sample::Index, prop::sample::Index, u8)>(), 1..6),
    ) {
        let goldens = GOLDENS.get_or_init(|| files("golden"));
        let bytes = mutated(&file.get(goldens).1, &changes);
        match decode(&bytes, "mutated.ron") {
            Ok(scenario) => {
                prop_assert_eq!(check(&scenario), []);
                let text = encode(&scenario);
                let again = decode(text.as_bytes(), "again.ron");
                prop_assert_eq!(again, Ok(scenario));
            }
            Err(bad) => assert_inside(&bad, &bytes),
        }
    }
}

static GOLDENS: std::sync::OnceLock<Vec<(String, Vec<u8>)>> = std::sync::OnceLock::new();

/// What is in a folder, by name.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_saved_file_is_loaded_again_and_nothing_is_left_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.ron");
    let mut scenario = read(&desk()).unwrap();
    save(&path, &scenario).unwrap();
    assert_eq!(load(&path).unwrap(), scenario);
    scenario.name = "Another".into();
    save(&path, &scenario).unwrap();
    assert_eq!(load(&path).unwrap(), scenario);
    assert_eq!(names(dir.path()), ["desk.ron"]);
}

#[test]
fn a_file_that_can_not_be_loaded_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let said = |path: &Path| load(path).unwrap_err().to_string().replace(&format!("{}/", dir.path().display()), "");
    assert_eq!(said(&dir.path().join("none.ron")), "none.ron: can't be read: there is no such file");
    fs::create_dir(dir.path().join("folder")).unwrap();
    assert_eq!(said(&dir.path().join("folder")), "folder: must be a file, found a folder");
    let large = dir.path().join("large.ron");
    fs::File::create(&large).unwrap().set_len(100_000_000).unwrap();
    assert_eq!(said(&large), "large.ron: must be at most 4 MB, found 100 MB");
    let bad = dir.path().join("bad.ron");
    fs::write(&bad, desk().replace("on_cost: 0.20", "on_cost: 2.5")).unwrap();
    assert_eq!(said(&bad), "bad.ron:43:22: sites[0].on_cost: must be 0–2, found 2.5");
    assert!(matches!(load(&bad), Err(StoreError::Bad(_))));
}

#[test]
fn a_file_that_can_not_be_saved_says_why_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let scenario = read(&desk()).unwrap();
    let said =
        |path: &Path| save(path, &scenario).unwrap_err().to_string().replace(&format!("{}/", dir.path().display()), "");
    assert_eq!(
        said(&dir.path().join("none").join("desk.ron")),
        "none/desk.ron: can't be saved: there is no folder none"
    );
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    assert_eq!(said(&folder), "folder: must be a file, found a folder");
    let kept = dir.path().join("kept.ron");
    fs::write(&kept, "kept").unwrap();
    let mut permissions = fs::metadata(&kept).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&kept, permissions).unwrap();
    assert_eq!(said(&kept), "kept.ron: can't be saved: the file is read-only; save it under another name");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "kept");
    assert_eq!(names(dir.path()), ["folder", "kept.ron"]);
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.ron");
        let scenario = read(&desk()).unwrap();
        fs::write(&path, "").unwrap();
        for bits in [0o600, 0o644, 0o660, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(bits)).unwrap();
            save(&path, &scenario).unwrap();
            assert_eq!(mode(&path), bits);
        }
        // A new file has those of any new file.
        let (new, plain) = (dir.path().join("new.ron"), dir.path().join("plain"));
        save(&new, &scenario).unwrap();
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&new), mode(&plain));
    }

    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let scenario = read(&desk()).unwrap();
        fs::create_dir(dir.path().join("there")).unwrap();
        let (target, link) = (dir.path().join("there").join("desk.ron"), dir.path().join("link.ron"));
        symlink("there/desk.ron", &link).unwrap();
        // Both where the target is not there yet and where it is.
        for _ in 0..2 {
            save(&link, &scenario).unwrap();
            assert!(link.is_symlink());
            assert_eq!(load(&target).unwrap(), scenario);
        }
        let circle = dir.path().join("circle.ron");
        symlink("circle.ron", &circle).unwrap();
        let said = save(&circle, &scenario).unwrap_err().to_string();
        assert!(said.ends_with("circle.ron: can't be saved: its links lead in a circle"), "{said}");
    }

    #[test]
    fn pipes_and_files_without_permission_are_not_read() {
        let dir = tempfile::tempdir().unwrap();
        // Reading a device or a pipe could go on for ever.
        let said = load(Path::new("/dev/zero")).unwrap_err().to_string();
        assert_eq!(said, "/dev/zero: must be a file, found a device or a pipe");
        let path = dir.path().join("secret.ron");
        fs::write(&path, desk()).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // Root may read anything: there is nothing to see then.
        if fs::read(&path).is_err() {
            let said = load(&path).unwrap_err().to_string();
            assert!(said.ends_with("secret.ron: can't be read: you do not have permission"), "{said}");
        }
    }

    #[test]
    fn a_folder_without_permission_is_said_and_left_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, inside) = (dir.path().join("locked"), dir.path().join("locked").join("desk.ron"));
        fs::create_dir(&folder).unwrap();
        fs::write(&inside, "kept").unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
        // Root may write anywhere: there is nothing to see then.
        let ignored = fs::write(folder.join("probe"), "").is_ok();
        if !ignored {
            let said = save(&inside, &read(&desk()).unwrap()).unwrap_err().to_string();
            assert!(said.ends_with("desk.ron: can't be saved: you do not have permission"), "{said}");
            assert_eq!(fs::read_to_string(&inside).unwrap(), "kept");
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

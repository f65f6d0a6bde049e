//! Every golden scenario gives its published results: money to the cent, rates to one unit in
//! the last printed place.

use std::{fs, path::Path};

use rust_decimal::Decimal;
use serde_json::Value;
use shoreline::{export::report::Report, model::results::evaluate, store::files};

/// Compares two reports value by value; collects what differs.
fn compare(path: &str, found: &Value, right: &Value, differences: &mut Vec<String>) {
    match (found, right) {
        (Value::Object(found), Value::Object(right)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            if keys(found) != keys(right) {
                differences.push(format!("{path}: keys {:?}, right {:?}", keys(found), keys(right)));
            }
            for (key, right) in right {
                compare(&format!("{path}.{key}"), found.get(key).unwrap_or(&Value::Null), right, differences);
            }
        }
        (Value::Array(found), Value::Array(right)) => {
            if found.len() != right.len() {
                differences.push(format!("{path}: {} entries, right {}", found.len(), right.len()));
            }
            for (index, (found, right)) in found.iter().zip(right).enumerate() {
                compare(&format!("{path}[{index}]"), found, right, differences);
            }
        }
        (Value::String(found), Value::String(right)) if found != right => {
            let (Ok(a), Ok(b)) = (found.parse::<Decimal>(), right.parse::<Decimal>()) else {
                differences.push(format!("{path}: {found}, right {right}"));
                return;
            };
            // Rates may differ by one in the last place; money (two places) may not.
            let tolerance = if b.scale() == 6 { Decimal::new(1, 6) } else { Decimal::ZERO };
            if a.scale() != b.scale() || (a - b).abs() > tolerance {
                differences.push(format!("{path}: {found}, right {right}"));
            }
        }
        (found, right) if found != right => differences.push(format!("{path}: {found}, right {right}")),
        _ => {}
    }
}

#[test]
fn every_golden_scenario_gives_its_results() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut scenarios = 0;
    let mut differences = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        scenarios += 1;
        let scenario = files::load(&path).unwrap();
        let found = serde_json::to_value(Report::new(&evaluate(&scenario))).unwrap();
        let right: Value = serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        compare(&name, &found, &right, &mut differences);
    }
    assert!(scenarios >= 11, "only {scenarios} golden scenarios");
    differences.truncate(40);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

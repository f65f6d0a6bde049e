//! Misspelt commands, options and levers: what is said to have been meant, to the letter, and how it ends.

use std::fs;

use super::{SAMPLE, shoreline};

/// The first line of what a refused run complained of.
fn said(args: &[&str]) -> String {
    shoreline(args).refused().lines().next().unwrap().to_owned()
}

#[test]
fn a_misspelt_command_is_told_and_no_window_is_tried() {
    for (found, meant) in [
        ("evl", "eval"),
        ("evaluate", "eval"),
        ("comapre", "compare"),
        ("sim", "simulate"),
        ("Seek", "seek"),
        ("chek", "check"),
        ("hlep", "help"),
    ] {
        let right =
            format!("error: there is neither a command nor a file called '{found}'; did you mean 'shoreline {meant}'?");
        for rest in [&[][..], &[SAMPLE], &[SAMPLE, "--format", "json"]] {
            assert_eq!(said(&[&[found], rest].concat()), right);
        }
    }
    let late = said(&[SAMPLE, "eval"]);
    assert_eq!(late, format!("error: the command comes first; did you mean 'shoreline eval {SAMPLE}'?"));
    let helped = said(&["help", "evl"]);
    assert_eq!(helped, "error: there is no command called 'evl'; did you mean 'shoreline help eval'?");
    // What may be a file is taken for one: without a display there is no window for it.
    for file in ["evl.ron", "./evl", "something"] {
        assert!(said(&[file]).starts_with("could not open a window"), "{file}");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evl"), "").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_shoreline"))
        .arg("evl")
        .current_dir(folder.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&run.stderr).starts_with("could not open a window"), "{run:?}");
}

#[test]
fn a_misspelt_option_is_told() {
    for (args, tip) in [
        (&["eval", SAMPLE, "--fromat", "json"][..], "a similar argument exists: '--format'"),
        (&["simulate", SAMPLE, "--trails", "100"], "a similar argument exists: '--trials'"),
        (&["--verison"], "a similar argument exists: '--version'"),
        (&["eval", SAMPLE, "--format", "jsno"], "a similar value exists: 'json'"),
        (&[SAMPLE, "--set", "a=1"], "the window has no option '--set'; did you mean 'shoreline eval … --set'?"),
        (&["--fromat", "json"], "the window has no option '--fromat'; did you mean 'shoreline eval … --format'?"),
    ] {
        let said = shoreline(args).refused();
        assert!(said.contains(tip), "{args:?}: {said}");
    }
}

#[test]
fn a_misspelt_lever_is_told_with_the_nearest() {
    let team = "team.support-desk.headcount";
    for (found, right) in [
        ("friction.rewrok", "no lever is called \"friction.rewrok\"; did you mean friction.rework?"),
        ("rework", "no lever is called \"rework\"; did you mean friction.rework?"),
        ("offshor", "no lever is called \"offshor\"; did you mean offshore?"),
        ("site.ph-mnl.on_cots", "no lever is called \"site.ph-mnl.on_cots\"; did you mean site.ph-mnl.on_cost?"),
        (
            "site.nowhere.on_cost",
            "lever site.nowhere.on_cost: the scenario has no site \"nowhere\"; did you mean site.ph-mnl.on_cost, \
             site.*.on_cost or home.on_cost?",
        ),
        (
            "friction.something",
            "no lever is called \"friction.something\"; for example friction.rework, team.*.headcount, \
             site.<id>.on_cost",
        ),
    ] {
        assert_eq!(said(&["eval", SAMPLE, "--set", &format!("{found}=1")]), format!("--set: {right}"));
        assert_eq!(said(&["sweep", SAMPLE, "--lever", found]), format!("--lever: {right}"));
    }
    let said = said(&["eval", SAMPLE, "--set", "team.desk.headcount=3"]);
    assert!(said.ends_with(&format!("did you mean {team} or team.*.headcount?")), "{said}");
}

#[test]
fn the_help_says_what_files_do() {
    let help = shoreline(&["--help"]).good();
    for words in ["[FILE]...", "several, or a folder of scenarios, are compared", "shoreline budget.ron forecast.ron"] {
        assert!(help.contains(words), "{words} is missing in\n{help}");
    }
}

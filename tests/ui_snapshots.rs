//! Four pictures of the whole window, compared with those under `tests/snapshots`.
//!
//! They are drawn in software. Where there is nothing to draw with they are skipped and say so,
//! unless `CI` is `true`: then that is a failure. `UPDATE_SNAPSHOTS=true` takes them anew.

#![expect(clippy::unwrap_used, reason = "a test may panic, its helpers too")]

use std::{thread, time::Duration};

use egui::{Key, Theme, Vec2, vec2};
use egui_kittest::{Harness, SnapshotOptions, wgpu::WgpuTestRenderer};
use shoreline::{
    app::{App, Start},
    state::{AppState, study::TRIALS, view::Offered},
};

/// What draws, where the machine has it.
fn renderer() -> Option<WgpuTestRenderer> {
    // The library has no way to ask, only to fail.
    std::panic::catch_unwind(WgpuTestRenderer::default).ok()
}

fn picture(name: &str, theme: Theme, size: Vec2, keys: &[Key]) {
    let Some(renderer) = renderer() else {
        #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
        {
            eprintln!("SKIPPED {name}: nothing to draw with; install mesa's EGL or Vulkan drivers");
        }
        assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "CI must draw its pictures");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let start = Start::with_settings(None, Some(folder.path().to_owned()));
    // A few pixels of a glyph's edge may differ from one software renderer to the next.
    let options = SnapshotOptions::new().max_failed_pixels(20_usize);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(200)
        .with_options(options)
        .renderer(renderer)
        .build_eframe(|cc| App::new(&cc.egui_ctx, start).unwrap());
    harness.run();
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
    let settled = |state: &AppState| {
        let trials = state.study.simulation.as_ref().map(|known| known.trials);
        let study = &state.study;
        let drawn = study.heat.is_some() && study.sweep.is_some() && study.tornado.is_some();
        let small = state.view.offered == Offered::Names || drawn && study.frontier.is_some();
        state.current() && trials == Some(TRIALS[1]) && small
    };
    while !settled(harness.state().state()) {
        thread::sleep(Duration::from_millis(2));
        harness.run();
    }
    harness.run();
    harness.snapshot(name);
}

const SMALL: Vec2 = vec2(1280.0, 720.0);

#[test]
fn first_screen_light() {
    picture("first-screen-light", Theme::Light, SMALL, &[]);
}

#[test]
fn first_screen_dark() {
    picture("first-screen-dark", Theme::Dark, SMALL, &[]);
}

#[test]
fn bridge_and_matrix_on_a_large_screen() {
    picture("large-light", Theme::Light, vec2(1600.0, 820.0), &[Key::Num4]);
}

#[test]
fn ledger_alone_in_a_narrow_window_dark() {
    picture("narrow-dark", Theme::Dark, vec2(960.0, 640.0), &[Key::Num8]);
}

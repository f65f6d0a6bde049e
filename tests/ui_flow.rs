//! The whole application, driven by role and label as people and screen readers drive it:
//! its window, its worker and its files, without a graphics card. Each test has its own folder.

#![expect(clippy::unwrap_used, reason = "a test may panic, its helpers too")]

#[path = "ui_flow/catalogue.rs"]
mod catalogue;
#[path = "ui_flow/charts.rs"]
mod charts;
#[path = "ui_flow/compare.rs"]
mod compare;
#[path = "ui_flow/compare_takes.rs"]
mod compare_takes;
#[path = "ui_flow/decks.rs"]
mod decks;
#[path = "ui_flow/explain.rs"]
mod explain;
#[path = "ui_flow/files.rs"]
mod files;
#[path = "ui_flow/hostile.rs"]
mod hostile;
#[path = "ui_flow/keys.rs"]
mod keys;
#[path = "ui_flow/layout.rs"]
mod layout;
#[path = "ui_flow/levers.rs"]
mod levers;
#[path = "ui_flow/library.rs"]
mod library;
#[path = "ui_flow/lit.rs"]
mod lit;
#[path = "ui_flow/mask.rs"]
mod mask;
#[path = "ui_flow/mask_deck.rs"]
mod mask_deck;
#[path = "ui_flow/mask_pages.rs"]
mod mask_pages;
#[path = "ui_flow/mask_takes.rs"]
mod mask_takes;
#[path = "ui_flow/mix.rs"]
mod mix;
#[path = "ui_flow/names.rs"]
mod names;
#[path = "ui_flow/offers.rs"]
mod offers;
#[path = "ui_flow/palette.rs"]
mod palette;
#[path = "common/poppler.rs"]
mod poppler;
#[path = "ui_flow/present.rs"]
mod present;
#[path = "ui_flow/ranges.rs"]
mod ranges;
#[path = "ui_flow/recovery.rs"]
mod recovery;
#[path = "ui_flow/reference.rs"]
mod reference;
#[path = "ui_flow/room.rs"]
mod room;
#[path = "ui_flow/seek.rs"]
mod seek;
#[path = "ui_flow/small.rs"]
mod small;
#[path = "ui_flow/stalls.rs"]
mod stalls;
#[path = "ui_flow/stamps.rs"]
mod stamps;
#[path = "ui_flow/studies.rs"]
mod studies;
#[path = "ui_flow/taking.rs"]
mod taking;
#[path = "ui_flow/unopened.rs"]
mod unopened;
#[path = "ui_flow/window.rs"]
mod window;

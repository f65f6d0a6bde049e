//! Shoreline: what it really costs to move part of a team offshore.
//!
//! This page is the map of the code. A scenario file holds every figure that a result depends
//! on; the model turns it into books, exact to the cent; the window and the command line show
//! them.
//!
//! # Where things are
//!
//! | module | holds | must not know |
//! |---|---|---|
//! | [`model`] | what a team costs and delivers: levers and their ranges, estimates, pools, ledger, bridge, results, fingerprint, lock, stamp | files, threads, clocks, windows |
//! | [`catalog`] | public figures of places and roles with their sources; presets; a scenario from six answers | files, windows |
//! | [`engine`] | the model run many times: curves by headcount, mixes and their frontier, simulation, sweeps, tornado, goals, advice, overviews; two scenarios compared | files, windows |
//! | [`store`] | scenario files, decks, journals and settings: exact decimals, faults with their place, atomic saves, and a table of what is promised | results, windows |
//! | [`mod@format`] | numbers to text for people, and back | windows |
//! | [`export`] | reports as JSON, CSV and text; scenarios brought to one scale and compared; drawings as SVG, PNG and PDF; tables; a scenario as a workbook of live formulas | files, windows |
//! | [`state`] | all the application knows; `update` alone changes it | egui, files, threads, clocks |
//! | [`ui`] | what is on screen: reads the state, appends messages | files, threads |
//! | [`cli`] | the window's figures without a window: eval, check, compare, simulate, frontier, sweep, tornado, seek, export | egui |
//! | [`app`] | the shell: inbox, worker thread, dialogs, side effects | the model's formulas |
//!
//! A module uses only those to its left: `model ← catalog, engine, store, format ← export, state ← ui,
//! cli ← app ← main`; of `ui` the command line knows [`ui::pictures`] alone. `tests/tidy.rs` holds that.
//!
//! # How a drag becomes a figure
//!
//! 1. A lever's rail appends `Message::Edit` (`ui`).
//! 2. `update` sets the lever on a copy of the scenario, checks it, keeps the undo step open and
//!    returns `Effect::Compute` with the next generation (`state`).
//! 3. `fulfill` hands that to the worker, in place of a request that has not begun (`app`).
//! 4. The worker computes one `Answer`: exact books, bridge and results in decimals, curves and
//!    clouds in `f64` (`model`, `engine`, `state::derived`).
//! 5. Beside it another worker studies the scenario, part by part: trials, where each figure
//!    comes from and what a step of it is worth, and the sweep, tornado, frontier or heat map that
//!    a chart on screen asks for (`state::study`, `state::sweeps`); a newer scenario cancels it.
//! 6. The answer arrives in the inbox; if it is newer than the one shown, strip and charts show
//!    it in the next frame, all of one generation.
//! 7. Letting go appends `Message::GestureEnd`: one undo step, named by the lever.
//!
//! A chart that points at a lever appends `Message::ShowLever`: the panel opens where the lever
//! stands ([`state::panel`]), lights it and gives it the keyboard.
//!
//! # How a proposal becomes a scenario
//!
//! Six answers, another site, a pasted list or other terms are a `state::proposal::Topic`: each
//! change of it makes a scenario beside the open one, which a worker answers too. It is taken as
//! one undo step, or let go; nothing of the open scenario changes until then. What must be true for
//! a result ([`state::seek`]) is sought on that worker and proposed likewise.
//!
//! # What an answer is held against
//!
//! [`state::reference`] keeps the scenario as it was opened, or as it was set, with its answer: charts
//! draw it as a ghost, levers as a tick, and a held key shows it in place of the open one.
//! [`state::explain`] takes a figure apart into [`model::postings`]; `ui::charts::table` writes any
//! chart's figures for the clipboard and for screen readers.
//!
//! # What stands side by side
//!
//! [`state::compare`] is the list; what is missing on the scale of its base is asked of a worker, a few
//! scenarios at a time, and the pair that is looked at of another as soon as both are known; what a frame
//! draws of the list is found out when something of it changes. [`engine::compare`] walks the records
//! that a fingerprint rests on, so no input is forgotten, and its way from one scenario to the other is
//! made of valid ones. A lock ([`model::lock`]) lies beside the scenario's file.
//! [`state::compare::all`] is every result of all of them.
//!
//! # How a workbook follows the model
//!
//! [`export::workbook::workbook`] writes the model once more, as formulas that a spreadsheet computes.
//! A piece of a formula is its text and its exact value at once, so that a cell and what is stored in
//! it can't drift apart; postings also know what the books posted. `tests/workbook.rs` has a
//! spreadsheet recalculate every scenario, as exported and with inputs changed, and compares each month.
//!
//! # What is not open
//!
//! A file that is named at the start and can't be opened is a [`state::unopened`]: `ui` draws that in place of the
//! explorer, and what is about the open scenario waits. Of several that are named all stand side by side, and
//! `app::Start` opens the first that can be. What is opened from a running window and fails leaves
//! what is open.
//!
//! # How work survives
//!
//! `app::keeper` looks at the state once a frame: what no file holds, of the scenario and of the deck, is
//! written to a [`store::journal`] each within ten seconds, on a thread of its own, and let go once it is
//! saved. At the start, journals whose window is gone become [`state::recovery`]. [`store::known`] remembers what files
//! held, so that a save replaces only what was seen, and [`store::codec::preserve`] writes over a text
//! without touching what did not change. [`model::stamp`] is what a saved file says that it came to, and
//! [`state::drift`] what has become of that. `app::errands` tells of a disk that does not answer.
//! `app::panics` logs; a worker that panics goes on.
//!
//! # How a folder becomes a list
//!
//! `app::library` tells [`state::library`] the names in a folder first, then what the files hold, part by
//! part: read on one thread, worked out by all cores ([`engine::overview`]), until a newer listing cancels it.
//!
//! # How a room sees it
//!
//! [`state::present`] holds a state of its own for the room: a step's scenario is its document, so
//! that levers, studies and undo work there as they do everywhere, and the open scenario stays.
//! `update` hands it what is done and what the worker answers; `ui::present` draws it in a
//! magnified window. Decks are plain records ([`store::deck`]), edited in [`state::deck`].
//! [`state::mask`] is a state to look at too: every amount of it is on one index, so that all that
//! is computed and drawn of it is; what is done there is taken back to the scenario's own scale. The
//! worker answers for both at once, so that no frame waits for the second answer.
//! The comparison is worked out of the same index (`state::compare::veil`), and what leaves the
//! window is ordered from what is shown; a deck's steps are hidden once their files are read, in the
//! room and on paper alike ([`state::present::Slide::hidden`]).
//!
//! # How a chart gets small
//!
//! `ui::charts::stage` draws a chart in a context without a window and takes the shapes: thumbnails
//! paint them small, anew only where the figures are others.
//!
//! # How a chart leaves the window
//!
//! [`state::exhibit`] finds out at once all that a chart shows of an answer. `ui::pictures` draws it on
//! such a stage, turns the shapes into a [`export::drawing`] of plain outlines and texts, and puts
//! under it whose figures they are; [`ui::pictures::brief`] sets a page of them, [`ui::pictures::handout`] a page a step of a deck. [`export::svg`] writes that
//! with real texts, [`export::raster`] paints the SVG, [`export::pdf`] writes tagged pages. So one description of
//! a chart drives the window and all that leaves it. In the window a [`state::taking::Order`] goes to a thread
//! of its own, which tells how far it is and which `Esc` stops; `shoreline export` makes the same order of files.
//! A thing more to take is a row of [`state::taking`] and an arm of [`ui::pictures::orders`]. Several are brought to
//! one scale first ([`export::compare::Sides`]), or refused until it is said how.
//!
//! # What always holds
//!
//! * One formula, one place: the model is generic over [`model::scalar::Scalar`]; decimals keep
//!   the books, `f64` draws curves, and both run the same code.
//! * Money is decimal. A posting is rounded to cents once; every total is a sum of postings.
//! * Effective saving = cash saving − friction, exactly.
//! * One table of levers ([`model::lever::LEVERS`]) and one of commands
//!   ([`state::command::COMMANDS`]); one place for the look of a number ([`mod@format`]).
//! * A bad file, a failed save or an invalid edit leaves the open scenario and the file on disk
//!   as they were, and says where the fault is and what would be right.

pub mod model;

pub mod catalog;
pub mod engine;
pub mod format;
pub mod store;

pub mod export;
pub mod state;

pub mod cli;
pub mod ui;

pub mod app;

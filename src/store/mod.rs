//! Files: scenarios, decks and what the window remembers, read and written whole.
//!
//! The only layer that names RON and writes files. It knows what a file looks like, not what
//! a scenario means: that is said by the model, whose records and checks it walks. A deck is a
//! plain record of its own ([`deck`]).
//!
//! # What is promised, and what proves it
//!
//! | promise | proof |
//! |---|---|
//! | a save that is killed leaves the old file or the new one, and no temporary files pile up | `tests/kills.rs`: 200 kills |
//! | a full disk, a read-only file, a missing folder is told; file and open scenario stay | `tests/full_disk.rs`, `tests/store.rs` |
//! | a disk that does not answer ([`disk`]) leaves the window alive: it says so after three seconds, the work stays open and unsaved, can be saved elsewhere, and what answers later takes nothing over | `tests/ui_flow/stalls.rs` |
//! | a pipe, socket, device or folder is refused at once | `tests/ui_flow/stalls.rs`, `tests/store.rs` |
//! | unsaved work on a scenario and on a deck is kept at most ten seconds after a change, offered at the next start, and kept for thirty days where it is discarded ([`journal`]) | `tests/ui_flow/recovery.rs`, unit tests |
//! | a file that something else changed is not written over unasked, be it between a crash and the next start ([`known`]) | `tests/ui_flow/files.rs`, `tests/ui_flow/recovery.rs`, unit tests |
//! | comments, order and spelling of a hand-written file stay where values do ([`codec::preserve`]), and go with it to another file or a copy | `tests/ui_flow/files.rs`, `tests/ui_flow/compare.rs`, unit tests, `tests/mutants.rs` |
//! | approved results that were changed are told ([`lock`]); what is moved to the trash can be put back ([`listing`]) | `tests/ui_flow/compare.rs`, unit tests |
//! | no file makes it panic, stall or run out of memory; faults have a place inside the file | `tests/mutants.rs`: 100,000 mutants in CI; `tests/malformed`, `tests/malformed_decks`; `tests/fuzz` |
//! | a file of any older format is read, its faults at their place in the file; one of a newer format is refused with the version it needs | `tests/store.rs` on `tests/migrations`, unit tests of `codec::migrate` |
//! | a saved file says what it came to and by which version of the model ([`codec::stated`]); opened under another, or changed by hand, the window tells old and new figures | `tests/ui_flow/stamps.rs`, unit tests |
//! | a folder of 2,000 scenarios is listed with exact figures in a second; those that can't be read stand with their fault ([`library`]) | `tests/ui_flow/library.rs`, `tests/bench/speed.rs` |
//! | broken settings are kept aside, and said; two windows do not take back what the other kept ([`session`]) | unit tests |
//! | a name is never a path, a formula or a direction to the screen | `tests/ui_flow/hostile.rs` |
//! | a panic is logged to a file of bounded size ([`log`]), a worker goes on, a window that dies keeps its work and the next start says so | unit tests of `log`, of the worker and of `app` |
//! | no socket but to the display and D-Bus; nothing is written but where the user said and in the folder of the settings | `.ci/run`, by `strace` |
//! | what the command line prints for programs and spreadsheets stays as it is, to the byte | `tests/cli_formats.rs` |

pub mod catalog;
pub mod codec;
pub mod deck;
pub mod disk;
pub mod files;
pub mod journal;
pub mod known;
pub mod library;
pub mod listing;
pub mod lock;
pub mod log;
pub mod session;
pub mod staged;

pub use self::{
    catalog::{BadCatalog, catalog, decode_catalog},
    codec::{BadFile, FileFault, decode, decode_deck, encode, to_json},
    deck::is_deck,
    files::{StoreError, load, load_deck, save},
    known::Known,
    session::{Session, ThemeChoice, data_dir},
};

//! Files: scenarios and what the window remembers, read and written whole.
//!
//! The only layer that names RON and writes files. It knows what a file looks like, not what
//! a scenario means: that is said by the model, whose records and checks it walks.
//!
//! # What is promised, and what proves it
//!
//! | promise | proof |
//! |---|---|
//! | a save that is killed leaves the old file or the new one, and no temporary files pile up | `tests/kills.rs`: 200 kills |
//! | a full disk, a read-only file, a missing folder is told; file and open scenario stay | `tests/full_disk.rs`, `tests/store.rs` |
//! | unsaved work is kept at most ten seconds after a change, offered at the next start, and kept for thirty days where it is discarded ([`journal`]) | `tests/ui_flow/recovery.rs`, unit tests |
//! | a file that something else changed is not written over unasked ([`known`]) | `tests/ui_flow/files.rs`, unit tests |
//! | comments, order and spelling of a hand-written file stay where values do ([`codec::preserve`]) | unit tests, `tests/mutants.rs` |
//! | no file makes it panic, stall or run out of memory; faults have a place inside the file | `tests/mutants.rs`: 100,000 mutants in CI; `tests/malformed`; `tests/fuzz` |
//! | broken settings are kept aside, and said ([`session`]) | unit tests |
//! | a name is never a path, a formula or a direction to the screen | `tests/ui_flow/hostile.rs` |
//! | a panic is logged to a file of bounded size ([`log`]), a worker goes on, a window that dies keeps its work | unit tests of `log` and of the worker |
//! | no socket but to the display and D-Bus | `.ci/run`, by `strace` |

pub mod catalog;
pub mod codec;
pub mod files;
pub mod journal;
pub mod known;
pub mod library;
pub mod log;
pub mod session;

pub use self::{
    catalog::{BadCatalog, catalog, decode_catalog},
    codec::{BadFile, FileFault, decode, encode, to_json},
    files::{StoreError, load, save},
    known::Known,
    session::{Session, ThemeChoice, data_dir},
};

//! Files: scenarios and what the window remembers, read and written whole.
//!
//! The only layer that names RON and writes files. It knows what a file looks like, not what
//! a scenario means: that is said by the model, whose records and checks it walks.

pub mod catalog;
pub mod codec;
pub mod files;
pub mod journal;
pub mod known;
pub mod log;
pub mod session;

pub use self::{
    catalog::{BadCatalog, catalog, decode_catalog},
    codec::{BadFile, FileFault, decode, encode, to_json},
    files::{StoreError, load, save},
    known::Known,
    session::{Session, ThemeChoice, data_dir},
};

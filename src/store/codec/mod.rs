//! Scenario and deck files as text: reading with every fault at its place, and writing exactly.
//!
//! One walk over the model's records serves all structs; no field is named here but `format`.
//! Nothing here touches the disk.

mod checked;
mod edits;
mod fault;
mod filed;
mod json;
mod migrate;
mod number;
mod parts;
mod preserve;
mod read;
mod scalars;
mod stamp;
mod syntax;
mod write;

pub(super) use self::read::{read, read_with, too_large};
pub use self::{
    fault::{BadFile, FileFault, MOST_BYTES, MOST_FAULTS},
    filed::Filed,
    json::to_json,
    preserve::preserve,
    read::{decode, decode_deck, holds_deck},
    stamp::{stamped, stated},
    write::encode,
};

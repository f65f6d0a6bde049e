//! Scenario files as text: reading with every fault at its place, and writing exactly.
//!
//! One walk over the model's records serves all structs; no field is named here but `format`.
//! Nothing here touches the disk.

mod checked;
mod edits;
mod fault;
mod json;
mod migrate;
mod number;
mod parts;
mod preserve;
mod read;
mod scalars;
mod spelling;
mod stamp;
mod syntax;
mod write;

pub(super) use self::read::too_large;
pub use self::{
    fault::{BadFile, FileFault, MOST_BYTES, MOST_FAULTS},
    json::to_json,
    preserve::preserve,
    read::decode,
    stamp::{stamped, stated},
    write::encode,
};

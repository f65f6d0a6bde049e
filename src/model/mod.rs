//! What a team costs: the model, version 1.
//!
//! Pure: no I/O, no threads, no clock, no window. One set of formulas, generic over
//! [`scalar::Scalar`], serves exact decimals and estimates.

pub mod bridge;
pub mod capacity;
pub mod check;
pub mod estimates;
pub mod fingerprint;
pub mod inputs;
pub mod ledger;
pub mod lever;
pub mod lock;
pub mod mix;
pub mod plan;
pub mod pool;
pub mod postings;
pub mod ranges;
mod rates;
pub mod results;
pub mod scalar;
pub mod scenario;
pub mod seats;
mod stage;
pub mod stamp;
#[cfg(test)]
pub(crate) mod testing;

/// The version of the formulas; part of what a result rests on.
pub const MODEL_VERSION: u32 = 1;

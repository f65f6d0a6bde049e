//! Shoreline: what it really costs to move part of a team offshore.

pub mod model;
pub mod store;

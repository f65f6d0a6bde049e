//! Shoreline: what it really costs to move part of a team offshore.

pub mod app;
pub mod cli;
pub mod engine;
pub mod export;
pub mod format;
pub mod model;
pub mod state;
pub mod store;
pub mod ui;

//! Figures that leave Shoreline, in forms other tools read.

pub mod report;

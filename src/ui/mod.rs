//! What is on screen: reads the state, appends messages, owns no domain state.

pub mod charts;
pub mod theme;
pub mod widgets;

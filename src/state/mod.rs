//! All the application knows, without a window.

pub mod command;
pub mod derived;
pub mod message;
pub mod view;

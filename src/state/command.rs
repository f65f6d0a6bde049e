//! The table of commands: name, shortcut and what each is for. Menus, keys, tooltips and the
//! list of keys read it; nothing else binds a key.

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// A copy of the sample.
    New,
    /// Open a file.
    Open,
    /// Save to the file.
    Save,
    /// Save under a new name.
    SaveAs,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Light, dark, as the system.
    SwitchTheme,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it was.
    ZoomReset,
    /// Full screen.
    FullScreen,
    /// The list of keys.
    Keys,
    /// Search the levers.
    Search,
    /// Close or cancel the innermost thing.
    Escape,
    /// Show a chart on the left; by its place among the tabs.
    LeftChart(u8),
    /// Show a chart on the right; by its place among the tabs.
    RightChart(u8),
    /// Close the window.
    Quit,
}

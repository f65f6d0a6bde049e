//! The table of commands: name, keys and what each is for. Buttons, keys, tooltips and the
//! list of keys read it; nothing else binds a key.

pub mod subject;

use super::{
    AppState,
    taking::Take,
    view::{Chart, Page},
};

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Levers and charts.
    Explore,
    /// Scenarios side by side.
    Compare,
    /// Every figure with where it comes from.
    Assumptions,
    /// The steps of the deck.
    Deck,
    /// Present the deck, or what is open.
    Present,
    /// Add what is open as a step of the deck.
    Capture,
    /// Save the deck.
    SaveDeck,
    /// The next step of the presentation.
    NextStep,
    /// The step before.
    PreviousStep,
    /// A blank screen, or the step again.
    Blank,
    /// Levers for a question, or none.
    Levers,
    /// Amounts as an index.
    Mask,
    /// A folder of scenarios.
    Library,
    /// Six answers to a scenario of one's own.
    New,
    /// A copy of the sample.
    Sample,
    /// Another site.
    AddSite,
    /// Another team.
    AddTeam,
    /// Teams from a spreadsheet.
    PasteTeams,
    /// Own figures from CSV.
    OwnFigures,
    /// What today's catalogue would change.
    Refresh,
    /// Another reporting currency.
    Currency,
    /// What must be true for a result to be what one wants.
    Seek,
    /// Compare with what is open now.
    SetReference,
    /// Compare with what was opened again.
    UnsetReference,
    /// Show the reference in place of the open scenario.
    Peek,
    /// What is behind the answer.
    Details,
    /// Every figure as in the reference.
    Reset,
    /// What a figure is made of.
    Explain,
    /// Replay the last change.
    Replay,
    /// More or less motion.
    SwitchMotion,
    /// Open a file.
    Open,
    /// Save to the file.
    Save,
    /// Save under a new name.
    SaveAs,
    /// The left chart on the clipboard, as a picture.
    CopyPicture,
    /// The left chart on the clipboard, as SVG.
    CopySvg,
    /// The left chart's table on the clipboard.
    CopyTable,
    /// The left chart to a file.
    SavePicture,
    /// The left chart's table to a file.
    SaveTable,
    /// The brief to a file.
    SaveBrief,
    /// Save the workbook.
    SaveWorkbook,
    /// The deck to a file, a page a step.
    SavePages,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Light, dark.
    SwitchTheme,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As designed.
    ZoomReset,
    /// Full screen.
    FullScreen,
    /// Every command and lever by name.
    Palette,
    /// The list of keys.
    Keys,
    /// Search the levers.
    Search,
    /// Close or cancel the innermost thing.
    Escape,
    /// Show a chart on the left.
    Left(Chart),
    /// Show a chart on the right.
    Right(Chart),
    /// Close the window.
    Quit,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Keys {
    /// Ctrl, or ⌘ on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// The key's name.
    pub key: &'static str,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its name, sentence case; `…` where more input follows.
    pub name: &'static str,
    /// What it does, for its tooltip.
    pub hint: &'static str,
    /// Its keys, the one that is shown first.
    pub keys: &'static [Keys],
}

const fn plain(key: &'static str) -> Keys {
    Keys { ctrl: false, shift: false, key }
}

const fn ctrl(key: &'static str) -> Keys {
    Keys { ctrl: true, shift: false, key }
}

const fn ctrl_shift(key: &'static str) -> Keys {
    Keys { ctrl: true, shift: true, key }
}

const fn row(command: Command, name: &'static str, hint: &'static str, keys: &'static [Keys]) -> Row {
    Row { command, name, hint, keys }
}

const fn left(chart: Chart, name: &'static str, keys: &'static [Keys]) -> Row {
    row(Command::Left(chart), name, "Shows this chart on the left", keys)
}

const fn right(chart: Chart, name: &'static str, keys: &'static [Keys]) -> Row {
    row(Command::Right(chart), name, "Shows this chart on the right", keys)
}

/// Every command.
pub static COMMANDS: &[Row] = &[
    row(Command::Explore, "Explore", "Shows levers and charts", &[plain("E")]),
    row(Command::Compare, "Compare", "Holds scenarios against a base", &[plain("C")]),
    row(Command::Assumptions, "Assumptions", "Lists every figure with where it comes from", &[plain("A")]),
    row(Command::Deck, "Deck", "Lists the steps of the deck that is presented", &[plain("P")]),
    row(Command::Present, "Present", "Shows the deck, or what is open, on the whole screen", &[plain("F5")]),
    row(Command::Capture, "Capture as a step", "Adds what is open, as it is shown now, to the deck", &[ctrl("D")]),
    row(
        Command::NextStep,
        "Next step",
        "Presenting: shows the next step",
        &[plain("PageDown"), plain("Right"), plain("Down"), plain("Space")],
    ),
    row(
        Command::PreviousStep,
        "Previous step",
        "Presenting: shows the step before",
        &[plain("PageUp"), plain("Left"), plain("Up"), plain("Backspace")],
    ),
    row(
        Command::Blank,
        "Blank the screen",
        "Presenting: blanks the screen, or shows the step again",
        &[plain("Period")],
    ),
    row(Command::Levers, "Bring the levers in", "Presenting: levers for a question, or none again", &[plain("L")]),
    row(
        Command::Mask,
        "Salary mask",
        "Shows an index in place of every amount, home cost as opened being 100; or the amounts again",
        &[plain("M")],
    ),
    row(Command::Library, "Library", "Lists the scenarios of a folder with their figures", &[plain("F")]),
    row(Command::New, "New scenario…", "Asks six questions and makes a scenario of your own", &[ctrl("N")]),
    row(Command::Sample, "New from sample", "Starts from a copy of the sample scenario", &[ctrl_shift("N")]),
    row(Command::AddSite, "Add a site…", "Adds a place that seats can move to", &[ctrl("L")]),
    row(Command::AddTeam, "Add a team…", "Adds a team with its own levers", &[ctrl("T")]),
    row(Command::PasteTeams, "Paste a team list…", "Reads teams from a spreadsheet", &[ctrl_shift("V")]),
    row(Command::OwnFigures, "Own figures…", "Reads your own figures for a place or team from CSV", &[ctrl("I")]),
    row(
        Command::Refresh,
        "Refresh from catalogue…",
        "Shows what today’s catalogue would change, before it does",
        &[ctrl("R")],
    ),
    row(Command::Currency, "Report in another currency…", "Converts every rate and amount", &[ctrl_shift("R")]),
    row(
        Command::Seek,
        "What must be true…",
        "Seeks the value of a lever, or the mix, at which a result is what you want",
        &[plain("W")],
    ),
    row(
        Command::SetReference,
        "Set reference to now",
        "Ticks and ghost lines compare with the scenario as it is now",
        &[ctrl("B")],
    ),
    row(
        Command::UnsetReference,
        "Compare with the opened file",
        "Ticks and ghost lines compare with the scenario as it was opened",
        &[ctrl_shift("B")],
    ),
    row(
        Command::Peek,
        "Show the reference",
        "Shows what is compared with, as long as the key is held; given by name until Esc",
        &[plain("B")],
    ),
    row(
        Command::Details,
        "Details of the answer",
        "Shows or hides value, funding, exposure, chances and seats",
        &[plain("I")],
    ),
    row(
        Command::Reset,
        "Reset everything",
        "Gives every figure what it has in the reference, in one undo step",
        &[ctrl_shift("Backspace")],
    ),
    row(
        Command::Explain,
        "Explain…",
        "Shows what a figure is made of: formula, lines, postings and months",
        &[plain("X")],
    ),
    row(Command::Replay, "Replay the last change", "Shows the last change three times", &[plain("R")]),
    row(
        Command::SwitchMotion,
        "Switch reduced motion",
        "Changes leap instead of gliding, or glide again",
        &[ctrl_shift("M")],
    ),
    row(Command::Open, "Open…", "Opens a scenario file", &[ctrl("O")]),
    row(Command::Save, "Save", "Saves the scenario to its file", &[ctrl("S")]),
    row(Command::SaveAs, "Save as…", "Saves the scenario under a new name", &[ctrl_shift("S")]),
    row(Command::SaveDeck, "Save deck", "Saves the deck to its file", &[ctrl_shift("D")]),
    row(
        Command::CopyPicture,
        "Copy chart as picture",
        "Puts the page’s chart on the clipboard as a picture, the left one of two",
        &[ctrl_shift("P")],
    ),
    row(
        Command::CopySvg,
        "Copy chart as SVG",
        "Puts the page’s chart on the clipboard as SVG text, for a drawing program",
        &[ctrl_shift("G")],
    ),
    row(
        Command::CopyTable,
        "Copy table",
        "Puts the chart’s figures, or the page’s table where it has no chart, on the clipboard",
        &[ctrl_shift("T")],
    ),
    row(
        Command::SavePicture,
        "Save chart as…",
        "Saves the page’s chart, the left one of two, as PNG or SVG",
        &[ctrl("E")],
    ),
    row(
        Command::SaveTable,
        "Save table as…",
        "Saves the chart’s figures, or the page’s table where it has no chart, as CSV, TSV or JSON",
        &[ctrl_shift("E")],
    ),
    row(Command::SaveBrief, "Save brief as PDF…", "Saves a page with answer, charts and sources", &[ctrl("P")]),
    row(
        Command::SaveWorkbook,
        "Save live workbook…",
        "Saves a workbook of the whole model in formulas: change an input there, and every cent follows",
        &[ctrl_shift("X")],
    ),
    row(Command::SavePages, "Save deck as PDF…", "Saves the deck to be handed out, a page a step", &[ctrl_shift("H")]),
    row(Command::Undo, "Undo", "Takes the last change back", &[ctrl("Z")]),
    row(Command::Redo, "Redo", "Does the last change again", &[ctrl_shift("Z"), ctrl("Y")]),
    row(Command::Search, "Search levers", "Finds any number of the scenario by name", &[plain("Slash"), ctrl("F")]),
    row(Command::SwitchTheme, "Switch light and dark", "Changes between light and dark", &[plain("D")]),
    row(Command::ZoomIn, "Zoom in", "Makes everything larger", &[ctrl("Plus"), ctrl("Equals")]),
    row(Command::ZoomOut, "Zoom out", "Makes everything smaller", &[ctrl("Minus")]),
    row(Command::ZoomReset, "Zoom to 100 %", "Shows everything at its designed size", &[ctrl("0")]),
    row(Command::FullScreen, "Full screen", "Fills the screen, or stops doing so", &[plain("F11")]),
    row(Command::Palette, "Command palette…", "Finds any command or lever by name", &[ctrl("K")]),
    row(Command::Keys, "List of keys", "Shows every key and what it does", &[plain("Questionmark"), plain("F1")]),
    row(Command::Escape, "Close or cancel", "Closes or cancels the innermost thing", &[plain("Escape")]),
    left(Chart::Cost, "Left: Cost over time", &[plain("1")]),
    left(Chart::Headcount, "Left: By headcount", &[plain("2")]),
    left(Chart::Matrix, "Left: Matrix", &[plain("3")]),
    left(Chart::Bridge, "Left: Bridge", &[plain("4")]),
    left(Chart::Sweep, "Left: Sweep", &[plain("5")]),
    left(Chart::Risk, "Left: Risk", &[plain("6")]),
    left(Chart::Seats, "Left: Seats", &[plain("7")]),
    left(Chart::Ledger, "Left: Ledger", &[plain("8")]),
    left(Chart::Heat, "Left: Two levers", &[plain("9")]),
    right(Chart::Cost, "Right: Cost over time", &[ctrl("1")]),
    right(Chart::Headcount, "Right: By headcount", &[ctrl("2")]),
    right(Chart::Matrix, "Right: Matrix", &[ctrl("3")]),
    right(Chart::Bridge, "Right: Bridge", &[ctrl("4")]),
    right(Chart::Sweep, "Right: Sweep", &[ctrl("5")]),
    right(Chart::Risk, "Right: Risk", &[ctrl("6")]),
    right(Chart::Seats, "Right: Seats", &[ctrl("7")]),
    right(Chart::Ledger, "Right: Ledger", &[ctrl("8")]),
    right(Chart::Heat, "Right: Two levers", &[ctrl("9")]),
    row(Command::Quit, "Quit", "Closes the window", &[ctrl("Q")]),
];

impl Command {
    /// The command that shows a page.
    #[must_use]
    pub fn of_page(page: Page) -> Self {
        match page {
            Page::Explore => Self::Explore,
            Page::Compare => Self::Compare,
            Page::Assumptions => Self::Assumptions,
            Page::Library => Self::Library,
            Page::New => Self::New,
            Page::Deck => Self::Deck,
        }
    }

    /// Whether the command is heard only while presenting.
    #[must_use]
    pub fn walks(self) -> bool {
        matches!(self, Self::NextStep | Self::PreviousStep | Self::Blank | Self::Levers)
    }

    /// Whether the command is about amounts, so that it waits until they are shown.
    #[must_use]
    pub fn tells_amounts(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::AddSite
                | Self::AddTeam
                | Self::PasteTeams
                | Self::OwnFigures
                | Self::Refresh
                | Self::Currency
                | Self::Seek
                | Self::SaveWorkbook
        )
    }

    /// Why the command does nothing now; none where it does.
    #[must_use]
    pub fn off(self, state: &AppState) -> Option<&'static str> {
        match self {
            command if state.unopened.is_some() && command.needs_scenario(state) => Some("No scenario is open"),
            Self::Undo if state.history.undo_label().is_none() => Some("Nothing to undo"),
            Self::SetReference if state.reference.scenario() == &state.document.scenario => {
                Some("The scenario is the reference already")
            }
            Self::UnsetReference if !state.reference.is_set() => Some("The opened file is the reference already"),
            Self::Peek if !state.view.peek && state.compared().is_none() => Some("Nothing differs from the reference"),
            Self::Reset if state.reference.scenario() == &state.document.scenario => {
                Some("Nothing differs from the reference")
            }
            Self::Replay if state.history.undo_label().is_none() => Some("Nothing was changed yet"),
            Self::NextStep | Self::PreviousStep | Self::Blank | Self::Levers if state.talk.presented.is_none() => {
                Some("Only while presenting (F5)")
            }
            Self::SaveWorkbook if state.masked() => {
                Some("A workbook is made of amounts, which are hidden; M shows them")
            }
            command if command.tells_amounts() && state.masked() => Some("Amounts are hidden; M shows them"),
            Self::SaveDeck if state.talk.deck.is_none() => Some("No deck is open"),
            Self::CopyPicture | Self::CopySvg | Self::SavePicture
                if !matches!(state.view.page, Page::Explore | Page::Compare) =>
            {
                Some("This page has no chart")
            }
            Self::CopyTable | Self::SaveTable if matches!(state.view.page, Page::New | Page::Deck) => {
                Some("This page has no table")
            }
            Self::Redo if state.history.redo_label().is_none() => Some("Nothing to redo"),
            command => Take::of(command, state.shown()).and_then(|take| take.missing(state.shown())),
        }
    }

    /// The command's row of the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        COMMANDS.iter().find(|row| row.command == self).unwrap_or(&COMMANDS[0])
    }
}

impl Keys {
    /// The keys as people read them: `Ctrl+Shift+S`.
    #[must_use]
    pub fn label(&self) -> String {
        let key = match self.key {
            "Slash" => "/",
            "Questionmark" => "?",
            "Escape" => "Esc",
            "Plus" => "+",
            "Equals" => "=",
            "Minus" => "−",
            "Period" => ".",
            "PageDown" => "Page Down",
            "PageUp" => "Page Up",
            "Right" => "→",
            "Left" => "←",
            "Down" => "↓",
            "Up" => "↑",
            key => key,
        };
        let ctrl = if self.ctrl { "Ctrl+" } else { "" };
        let shift = if self.shift { "Shift+" } else { "" };
        format!("{ctrl}{shift}{key}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_commands_share_a_key_or_a_name() {
        let mut keys = HashSet::new();
        let mut names = HashSet::new();
        for row in COMMANDS {
            assert!(names.insert(row.name), "{} stands twice", row.name);
            assert!(!row.keys.is_empty(), "{} has no key", row.name);
            for key in row.keys {
                assert!(keys.insert(*key), "{} is bound twice", key.label());
            }
        }
    }

    #[test]
    fn a_chart_is_shown_by_its_own_digit() {
        for chart in Chart::ALL {
            let digit = chart.number().to_string();
            assert_eq!(Command::Left(chart).row().keys[0].label(), digit);
            assert_eq!(Command::Right(chart).row().keys[0].label(), format!("Ctrl+{digit}"));
        }
    }
}

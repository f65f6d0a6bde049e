//! What a command is about: the help card stands in this order.

use super::Command;

/// What commands are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Scenarios and their files.
    Files,
    /// The answer and what is behind it.
    Explore,
    /// Levers, and the steps that move them.
    Levers,
    /// Which charts are shown.
    Charts,
    /// What leaves the window.
    TakeAway,
    /// Places, teams and their figures.
    Places,
    /// What the answer is held against.
    Compare,
    /// The deck and its presentation.
    Present,
    /// The window and how it looks.
    Window,
}

impl Subject {
    /// All subjects in the order in which they stand.
    pub const ALL: [Self; 9] = [
        Self::Files,
        Self::Explore,
        Self::Levers,
        Self::Charts,
        Self::TakeAway,
        Self::Places,
        Self::Compare,
        Self::Present,
        Self::Window,
    ];

    /// Its name as a heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::Explore => "Explore",
            Self::Levers => "Levers",
            Self::Charts => "Charts: left, right",
            Self::TakeAway => "Take away",
            Self::Places => "Places and teams",
            Self::Compare => "Compare",
            Self::Present => "Present",
            Self::Window => "Window",
        }
    }
}

impl Command {
    /// What the command is about.
    #[must_use]
    pub fn subject(self) -> Subject {
        match self {
            Self::New | Self::Sample | Self::Open | Self::Save | Self::SaveAs | Self::Library => Subject::Files,
            Self::Explore | Self::Assumptions | Self::Details | Self::Explain | Self::Seek | Self::Mask => {
                Subject::Explore
            }
            Self::Search | Self::Undo | Self::Redo | Self::Reset => Subject::Levers,
            Self::Left(_) | Self::Right(_) => Subject::Charts,
            Self::CopyPicture
            | Self::CopySvg
            | Self::CopyTable
            | Self::SavePicture
            | Self::SaveTable
            | Self::SaveBrief
            | Self::SaveWorkbook
            | Self::SavePages => Subject::TakeAway,
            Self::AddSite | Self::AddTeam | Self::PasteTeams | Self::OwnFigures | Self::Refresh | Self::Currency => {
                Subject::Places
            }
            Self::Compare | Self::SetReference | Self::UnsetReference | Self::Peek | Self::Replay => Subject::Compare,
            Self::Deck
            | Self::Present
            | Self::Capture
            | Self::SaveDeck
            | Self::NextStep
            | Self::PreviousStep
            | Self::Blank
            | Self::Levers => Subject::Present,
            Self::SwitchTheme
            | Self::SwitchMotion
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::FullScreen
            | Self::Palette
            | Self::Keys
            | Self::Escape
            | Self::Quit => Subject::Window,
        }
    }
}

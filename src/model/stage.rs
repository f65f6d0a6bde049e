//! The stages of the bridge from home to effective cost: their order, keys and names.

/// The stages of the bridge, hard to soft. Each includes all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Everyone at home: the baseline.
    Home,
    /// The mix, with offshore salaries; all else home-like.
    Wages,
    /// On-cost, seat cost, night premium, markup and fee.
    Terms,
    /// Wage growth and exchange drift.
    Growth,
    /// Roll-out, handover, severance, set-up and selection.
    Transition,
    /// Time to fill, attrition, ramp-up stretch and hiring cost.
    Turnover,
    /// Work lost to time zones.
    TimeZone,
    /// Work lost to language.
    Language,
    /// Work lost to culture.
    Culture,
    /// Work done again.
    Rework,
    /// Days and hours worked, and what pay does to output.
    WorkingTime,
    /// Oversight, governance, liaisons and travel. The last total is the effective cost.
    Management,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 12] = [
        Self::Home,
        Self::Wages,
        Self::Terms,
        Self::Growth,
        Self::Transition,
        Self::Turnover,
        Self::TimeZone,
        Self::Language,
        Self::Culture,
        Self::Rework,
        Self::WorkingTime,
        Self::Management,
    ];

    /// The stage's key in machine-readable output.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Wages => "wages",
            Self::Terms => "terms",
            Self::Growth => "growth",
            Self::Transition => "transition",
            Self::Turnover => "turnover",
            Self::TimeZone => "time_zone",
            Self::Language => "language",
            Self::Culture => "culture",
            Self::Rework => "rework",
            Self::WorkingTime => "working_time",
            Self::Management => "management",
        }
    }

    /// The stage's name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Wages => "Wages",
            Self::Terms => "Terms",
            Self::Growth => "Growth",
            Self::Transition => "Transition",
            Self::Turnover => "Turnover",
            Self::TimeZone => "Time zone",
            Self::Language => "Language",
            Self::Culture => "Culture",
            Self::Rework => "Rework",
            Self::WorkingTime => "Working time",
            Self::Management => "Management",
        }
    }
}

//! How things are shown: choices of the person looking, never of the scenario.

use std::collections::BTreeSet;

use super::taking::Manner;
use crate::{engine::measure::Measure, model::lever::LeverId};

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Levers and charts.
    #[default]
    Explore,
    /// Scenarios side by side.
    Compare,
    /// Every figure with where it comes from.
    Assumptions,
    /// A folder of scenarios.
    Library,
    /// Six answers to a scenario of one's own.
    New,
    /// The steps of the deck.
    Deck,
}

/// Which figures the assumptions page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// All.
    #[default]
    All,
    /// The user's own.
    Yours,
    /// Those no source measures.
    Assumed,
    /// Those older than three years.
    Stale,
}

/// A chart of the explorer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chart {
    /// Cost over time.
    Cost,
    /// Cost by headcount.
    Headcount,
    /// Cost saving against friction.
    Matrix,
    /// From home to effective cost.
    Bridge,
    /// A result over the values of a lever.
    Sweep,
    /// Where the saving may end, and what decides it.
    Risk,
    /// Seats at each place, and what they deliver.
    Seats,
    /// The books by month or year.
    Ledger,
    /// A result over the values of two levers.
    Heat,
}

impl Chart {
    /// All charts in the order of their tabs.
    pub const ALL: [Self; 9] = [
        Self::Cost,
        Self::Headcount,
        Self::Matrix,
        Self::Bridge,
        Self::Sweep,
        Self::Risk,
        Self::Seats,
        Self::Ledger,
        Self::Heat,
    ];

    /// The digit that shows it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Cost => 1,
            Self::Headcount => 2,
            Self::Matrix => 3,
            Self::Bridge => 4,
            Self::Sweep => 5,
            Self::Risk => 6,
            Self::Seats => 7,
            Self::Ledger => 8,
            Self::Heat => 9,
        }
    }

    /// The chart of a key in saved settings.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.key() == key)
    }

    /// The name on its tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Cost => "Cost over time",
            Self::Headcount => "By headcount",
            Self::Matrix => "Matrix",
            Self::Bridge => "Bridge",
            Self::Sweep => "Sweep",
            Self::Risk => "Risk",
            Self::Seats => "Seats",
            Self::Ledger => "Ledger",
            Self::Heat => "Two levers",
        }
    }

    /// What it shows, for its tooltip.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Cost => "Home, cash and effective cost over the horizon, and when the move pays back",
            Self::Headcount => "Cost a seat and year by team size, and the size from which offshore pays",
            Self::Matrix => "Cash saving against friction for every mix of sites",
            Self::Bridge => "What turns home cost into effective cost, hard facts first",
            Self::Sweep => "What any one lever does to a result, over all its values",
            Self::Risk => "How likely a saving is, and which levers decide it",
            Self::Seats => "How many seats are filled where, and what they deliver, month by month",
            Self::Ledger => "Every cost line, month by month or year by year",
            Self::Heat => "What two levers do together, as a heat map",
        }
    }

    /// The key in saved settings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Headcount => "headcount",
            Self::Matrix => "matrix",
            Self::Bridge => "bridge",
            Self::Sweep => "sweep",
            Self::Risk => "risk",
            Self::Seats => "seats",
            Self::Ledger => "ledger",
            Self::Heat => "heat",
        }
    }
}

/// How cost over time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CostMode {
    /// From the start to each month.
    #[default]
    Cumulative,
    /// In each month.
    Monthly,
}

/// What a column of the ledger spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LedgerPeriod {
    /// A year.
    #[default]
    Years,
    /// A month.
    Months,
}

/// What the charts are chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offered {
    /// Their names.
    #[default]
    Names,
    /// Each in small, so all of them are on screen.
    Pictures,
}

/// A fold of the lever panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// Friction factors beyond the short list.
    Friction,
    /// Roll-out and transition.
    Rollout,
    /// Sites, terms and salaries.
    Sites,
    /// Horizon, rates and thresholds.
    Money,
}

impl Fold {
    /// All folds in the order in which they stand.
    pub const ALL: [Self; 4] = [Self::Friction, Self::Rollout, Self::Sites, Self::Money];
}

/// The lever that something else points at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lit {
    /// The lever, until something else is done.
    pub lever: Option<LeverId>,
    /// How many were lit so far: the same lever may be shown twice in a row.
    pub turn: u64,
}

impl Lit {
    /// Lights a lever up.
    pub(super) fn light(&mut self, lever: LeverId) {
        *self = Self { lever: Some(lever), turn: self.turn + 1 };
    }
}

/// What sweep and heat map look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Sweeps {
    /// The lever that is swept; a usual one where none is chosen or the scenario has none such.
    pub lever: Option<LeverId>,
    /// The levers of the heat map, the rows' and the columns', likewise.
    pub pair: [Option<LeverId>; 2],
    /// The result that both show.
    pub measure: Measure,
}

/// How strongly what is not looked at is drawn.
const FAINT: f32 = 0.5;

/// What a chart is to be looked at for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Highlight {
    /// A series of costs or a bar of the bridge, by its key.
    Part(String),
    /// A lever.
    Lever(LeverId),
}

impl Highlight {
    /// The highlight of a name in a deck; none where it is empty.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name.is_empty() {
            return None;
        }
        Some(name.parse().map_or_else(|_| Self::Part(name.to_owned()), Self::Lever))
    }
}

/// How things are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The page.
    pub page: Page,
    /// The chart on the left.
    pub left: Chart,
    /// The chart on the right.
    pub right: Chart,
    /// How cost over time is counted.
    pub cost_mode: CostMode,
    /// What a column of the ledger spans.
    pub ledger_period: LedgerPeriod,
    /// The folds that are open.
    pub folds: BTreeSet<Fold>,
    /// What is searched for among the levers.
    pub search: String,
    /// Index of the team whose levers are shown.
    pub team: usize,
    /// The lever that something else points at.
    pub lit: Lit,
    /// What a step of a presentation points at.
    pub highlight: Option<Highlight>,
    /// Places whose share stays when another is moved; home's id included.
    pub pinned: BTreeSet<String>,
    /// Which figures the assumptions page lists.
    pub assumptions: Shown,
    /// What sweep and heat map look at.
    pub sweeps: Sweeps,
    /// What the charts are chosen by.
    pub offered: Offered,
    /// Charts with a window of their own.
    pub windows: BTreeSet<Chart>,
    /// Whether the reference is shown in place of the open scenario.
    pub peek: bool,
    /// Whether the strip shows what is behind the answer.
    pub details: bool,
    /// Whether light on dark is shown now.
    pub dark: bool,
    /// How what is taken away is drawn and printed.
    pub manner: Manner,
}

impl Default for View {
    fn default() -> Self {
        Self {
            page: Page::default(),
            left: Chart::Cost,
            right: Chart::Matrix,
            cost_mode: CostMode::default(),
            ledger_period: LedgerPeriod::default(),
            folds: BTreeSet::new(),
            search: String::new(),
            team: 0,
            lit: Lit::default(),
            highlight: None,
            pinned: BTreeSet::new(),
            assumptions: Shown::default(),
            sweeps: Sweeps::default(),
            offered: Offered::default(),
            windows: BTreeSet::new(),
            peek: false,
            details: false,
            dark: false,
            manner: Manner::default(),
        }
    }
}

/// What was chosen about a chart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Chosen<'a> {
    /// There is nothing to choose.
    Nothing,
    /// How costs are counted.
    Mode(CostMode),
    /// What a column spans.
    Period(LedgerPeriod),
    /// What is looked at.
    Sweeps(&'a Sweeps),
}

impl View {
    /// How strongly a part of a chart is drawn, by its key: faint where another is looked at.
    #[must_use]
    pub fn strength(&self, keys: &[&str], key: &str) -> f32 {
        match &self.highlight {
            Some(Highlight::Part(part)) if keys.contains(&&**part) && part != key => FAINT,
            _ => 1.0,
        }
    }

    /// Whether a part of a chart is what is looked at.
    #[must_use]
    pub fn points_at(&self, key: &str) -> bool {
        matches!(&self.highlight, Some(Highlight::Part(part)) if part == key)
    }

    /// Whether a chart is on screen, in a slot, in small or in a window of its own.
    #[must_use]
    pub fn shows(&self, chart: Chart) -> bool {
        self.offered == Offered::Pictures || self.left == chart || self.right == chart || self.windows.contains(&chart)
    }

    /// What was chosen about a chart.
    #[must_use]
    pub fn chosen(&self, chart: Chart) -> Chosen<'_> {
        match chart {
            Chart::Cost => Chosen::Mode(self.cost_mode),
            Chart::Ledger => Chosen::Period(self.ledger_period),
            Chart::Sweep | Chart::Heat => Chosen::Sweeps(&self.sweeps),
            Chart::Headcount | Chart::Matrix | Chart::Bridge | Chart::Risk | Chart::Seats => Chosen::Nothing,
        }
    }

    /// Forgets what was chosen about a chart.
    pub(super) fn reset(&mut self, chart: Chart) {
        match chart {
            Chart::Cost => self.cost_mode = CostMode::default(),
            Chart::Ledger => self.ledger_period = LedgerPeriod::default(),
            Chart::Sweep | Chart::Heat => self.sweeps = Sweeps::default(),
            Chart::Headcount | Chart::Matrix | Chart::Bridge | Chart::Risk | Chart::Seats => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_pointed_at_is_faint_where_it_is_a_part_of_the_chart() {
        let pointing = |name: &str| View { highlight: Highlight::named(name), ..View::default() };
        let costs = ["home", "cash", "effective"];
        let strengths = |view: &View| costs.map(|key| view.strength(&costs, key).to_bits());
        let (full, faint) = (1.0_f32.to_bits(), FAINT.to_bits());
        assert_eq!(strengths(&pointing("cash")), [faint, full, faint]);
        // Another chart's part, a lever and nothing leave all as it is.
        for name in ["turnover", "friction.rework", ""] {
            assert_eq!(strengths(&pointing(name)), [full; 3], "{name}");
        }
    }
}

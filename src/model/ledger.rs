//! Cost lines and capacity by month: what a plan costs and what it delivers.
//!
//! Every posting (a team's line at a place in a month) is computed from unrounded amounts and
//! rounded to cents once; every total is a sum of postings, so figures add up in every
//! direction. What is posted goes to a [`Book`], so that totals, explanations and checks are
//! readers of one run.

use super::{
    capacity,
    check::MOST_SITES,
    plan::{OffshorePlan, Plan, TeamPlan},
    pool::PoolMonth,
    rates::{HomeRates, YearRates},
    scalar::Scalar,
    seats::{Pools, Rows, TeamSeats, by_team},
};

/// The fourteen lines of cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Wages, on-costs and seats at home.
    HomePayroll,
    /// Replacing leavers at home.
    HomeHiring,
    /// Pay for seats released at home.
    Severance,
    /// Wages offshore, night premium included.
    OffshoreWages,
    /// On-costs offshore.
    OffshoreOnCosts,
    /// Desks, equipment and licences offshore.
    OffshoreSeats,
    /// The provider's markup and fees.
    ProviderFees,
    /// Hiring offshore.
    OffshoreHiring,
    /// Set-up of seats offshore.
    SetUp,
    /// Selection of sites.
    Selection,
    /// Home managers' time for heads offshore.
    Oversight,
    /// Contract and compliance work.
    Governance,
    /// Home managers dedicated to the offshore part.
    Liaison,
    /// Trips to the sites.
    Travel,
}

impl Line {
    /// All lines in the order they are printed.
    pub const ALL: [Self; 14] = [
        Self::HomePayroll,
        Self::HomeHiring,
        Self::Severance,
        Self::OffshoreWages,
        Self::OffshoreOnCosts,
        Self::OffshoreSeats,
        Self::ProviderFees,
        Self::OffshoreHiring,
        Self::SetUp,
        Self::Selection,
        Self::Oversight,
        Self::Governance,
        Self::Liaison,
        Self::Travel,
    ];

    /// The line's key in machine-readable output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::HomePayroll => "home_payroll",
            Self::HomeHiring => "home_hiring",
            Self::Severance => "severance",
            Self::OffshoreWages => "offshore_wages",
            Self::OffshoreOnCosts => "offshore_on_costs",
            Self::OffshoreSeats => "offshore_seats",
            Self::ProviderFees => "provider_fees",
            Self::OffshoreHiring => "offshore_hiring",
            Self::SetUp => "set_up",
            Self::Selection => "selection",
            Self::Oversight => "oversight",
            Self::Governance => "governance",
            Self::Liaison => "liaison",
            Self::Travel => "travel",
        }
    }

    /// The line's name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::HomePayroll => "Home payroll",
            Self::HomeHiring => "Home hiring",
            Self::Severance => "Severance",
            Self::OffshoreWages => "Offshore wages",
            Self::OffshoreOnCosts => "Offshore on-costs",
            Self::OffshoreSeats => "Offshore seats",
            Self::ProviderFees => "Provider fees",
            Self::OffshoreHiring => "Offshore hiring",
            Self::SetUp => "Set-up",
            Self::Selection => "Site selection",
            Self::Oversight => "Oversight",
            Self::Governance => "Governance",
            Self::Liaison => "Liaisons",
            Self::Travel => "Travel",
        }
    }
}

/// What an amount is posted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// Payroll of the team all at home.
    BaselinePayroll,
    /// Hiring of the team all at home.
    BaselineHiring,
    /// A line of cash.
    Cash(Line),
    /// Output that is missing against the team at home, at its price.
    LostCapacity,
}

/// Where and when an amount is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// What it is for.
    pub account: Account,
    /// Index of the team; none for what belongs to a site as a whole.
    pub team: Option<usize>,
    /// Index of the site; none at home.
    pub site: Option<usize>,
    /// Month, 0-based.
    pub month: usize,
}

/// Receives what is posted, and what months deliver.
pub trait Book<S> {
    /// Takes an amount, rounded to cents.
    fn post(&mut self, posting: Posting, amount: S);

    /// Takes a team's capacity in a month: all at home, and delivered; fully productive FTE.
    fn deliver(&mut self, _month: usize, _at_home: S, _delivered: S) {}

    /// Takes a month's seats.
    fn seat(&mut self, _plan: &Plan<S>, _row: &[PoolMonth<S>]) {}
}

/// One month of the ledger, all teams together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthTotals<S> {
    /// Baseline cost: the team all at home.
    pub home_cost: S,
    /// Cash by line, in the order of [`Line::ALL`].
    pub lines: [S; 14],
    /// Price of the output that is missing.
    pub lost_capacity: S,
    /// B, capacity of the team all at home, fully productive FTE.
    pub home_capacity: S,
    /// Capacity delivered, fully productive FTE.
    pub capacity: S,
}

impl<S: Scalar> MonthTotals<S> {
    const EMPTY: Self = Self {
        home_cost: S::ZERO,
        lines: [S::ZERO; 14],
        lost_capacity: S::ZERO,
        home_capacity: S::ZERO,
        capacity: S::ZERO,
    };

    /// All money spent.
    #[must_use]
    pub fn cash(&self) -> S {
        self.lines.iter().fold(S::ZERO, |sum, line| sum + *line)
    }

    /// All money spent and the price of the output that is missing.
    #[must_use]
    pub fn effective(&self) -> S {
        self.cash() + self.lost_capacity
    }
}

/// The books of a scenario, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<S> {
    /// One a month of the horizon.
    pub months: Vec<MonthTotals<S>>,
    /// Filled seats by month and place: home, then the sites; row by row.
    pub heads: Vec<S>,
    /// Number of places: home and the sites.
    pub places: usize,
    /// Whether any seat is wanted offshore in any month; 1 or 0.
    pub moves: S,
}

impl<S: Scalar> Ledger<S> {
    /// Filled seats of a month: home, then the sites.
    #[must_use]
    pub fn heads(&self, month: usize) -> &[S] {
        &self.heads[month * self.places..(month + 1) * self.places]
    }

    /// The sum of a figure over all months.
    pub fn total(&self, figure: impl Fn(&MonthTotals<S>) -> S) -> S {
        self.months.iter().fold(S::ZERO, |sum, month| sum + figure(month))
    }
}

impl<S: Scalar> Book<S> for Ledger<S> {
    fn post(&mut self, posting: Posting, amount: S) {
        let month = &mut self.months[posting.month];
        let total = match posting.account {
            Account::BaselinePayroll | Account::BaselineHiring => &mut month.home_cost,
            Account::Cash(line) => &mut month.lines[line as usize],
            Account::LostCapacity => &mut month.lost_capacity,
        };
        *total = *total + amount;
    }

    fn deliver(&mut self, month: usize, at_home: S, delivered: S) {
        let row = &mut self.months[month];
        row.home_capacity = row.home_capacity + at_home;
        row.capacity = row.capacity + delivered;
    }

    fn seat(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>]) {
        let start = self.heads.len();
        self.heads.resize(start + self.places, S::ZERO);
        let heads = &mut self.heads[start..];
        for (_, team, seats) in by_team(plan, row) {
            heads[0] = heads[0] + seats.home.heads;
            for (part, pool) in team.offshore.iter().zip(seats.offshore) {
                heads[part.site + 1] = heads[part.site + 1] + pool.heads;
                self.moves = self.moves.max(pool.target.if_positive(S::ONE, S::ZERO));
            }
        }
    }
}

/// Runs a plan: the whole books.
#[must_use]
pub fn run<S: Scalar>(plan: &Plan<S>) -> Ledger<S> {
    books(plan, Pools::default())
}

/// The whole books of a plan on its seats.
#[must_use]
pub fn books<S: Scalar>(plan: &Plan<S>, seats: impl Rows<S>) -> Ledger<S> {
    let mut ledger = Ledger {
        months: vec![MonthTotals::EMPTY; plan.months],
        heads: Vec::with_capacity(plan.months * (plan.sites.len() + 1)),
        places: plan.sites.len() + 1,
        moves: S::ZERO,
    };
    keep(plan, seats, &mut Clerk::default(), &mut ledger);
    ledger
}

/// Keeps a book of a plan on its seats, month by month.
#[inline(always)]
pub fn keep<S: Scalar, B: Book<S>>(plan: &Plan<S>, mut seats: impl Rows<S>, clerk: &mut Clerk<S>, book: &mut B) {
    for month in 0..plan.months {
        let row = seats.row(plan, month);
        clerk.turn_to(plan, month);
        clerk.baseline(plan, row, book);
        clerk.cash(plan, row, book);
        clerk.output(plan, row, book);
        book.seat(plan, row);
    }
    clerk.lost_capacity(plan, book);
}

/// Posts a plan's months, which come in order, from 0. Keeps its memory from plan to plan.
#[derive(Debug, Clone)]
pub struct Clerk<S> {
    month: usize,
    rates: YearRates<S>,
    /// By team, this year.
    homes: Vec<HomeRates<S>>,
    /// 1 for sites that have been selected.
    selected: [S; MOST_SITES],
    /// By team: baseline cost as posted, and the sum of B.
    baseline: Vec<(S, S)>,
    /// B month by month, team by team, fully productive FTE.
    at_home: Vec<S>,
    /// B less what is delivered, likewise.
    missing: Vec<S>,
}

impl<S: Scalar> Default for Clerk<S> {
    fn default() -> Self {
        Self {
            month: 0,
            rates: YearRates::EMPTY,
            homes: Vec::new(),
            selected: [S::ZERO; MOST_SITES],
            baseline: Vec::new(),
            at_home: Vec::new(),
            missing: Vec::new(),
        }
    }
}

impl<S: Scalar> Clerk<S> {
    /// Turns to the page of a month.
    #[inline(always)]
    pub fn turn_to(&mut self, plan: &Plan<S>, month: usize) {
        self.month = month;
        if month == 0 {
            self.selected = [S::ZERO; MOST_SITES];
        }
        if self.rates.advance(plan, month) {
            self.homes.clear();
            for team in &plan.teams {
                self.homes.push(HomeRates::of(plan, team, &self.rates));
            }
        }
    }

    /// Posts what the teams would cost all at home, and sees what they would deliver.
    #[inline(always)]
    pub fn baseline<B: Book<S>>(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>], book: &mut B) {
        let month = self.month;
        if month == 0 {
            self.at_home.clear();
            self.baseline.clear();
            self.baseline.resize(plan.teams.len(), (S::ZERO, S::ZERO));
        }
        for (index, team, seats) in by_team(plan, row) {
            let (pool, home) = (seats.baseline, &self.homes[index]);
            let posting = |account| Posting { account, team: Some(index), site: None, month };
            let (payroll, hiring) = ((pool.heads * home.unit).cents(), (pool.joiners * home.hiring).cents());
            book.post(posting(Account::BaselinePayroll), payroll);
            book.post(posting(Account::BaselineHiring), hiring);
            let capacity = capacity::after_coaching(&plan.learning, team.by_headcount, pool);
            self.at_home.push(capacity);
            let (cost, output) = &mut self.baseline[index];
            *cost = *cost + payroll + hiring;
            *output = *output + capacity;
        }
    }

    /// Posts all money spent in the month.
    #[inline(always)]
    pub fn cash<B: Book<S>>(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>], book: &mut B) {
        for (index, team, seats) in by_team(plan, row) {
            let mut page = Page { index, month: self.month, book };
            page.home(plan, (team, seats), &self.homes[index], self.rates.manager);
            for (part, pool) in team.offshore.iter().zip(seats.offshore) {
                page.offshore(plan, team, (part, pool), &self.rates);
            }
        }
        self.sites(plan, row, book);
    }

    /// Selection and travel belong to a site, whichever teams are there.
    #[inline(always)]
    fn sites<B: Book<S>>(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>], book: &mut B) {
        let mut wanted = [S::ZERO; MOST_SITES];
        for (_, team, seats) in by_team(plan, row) {
            for (part, pool) in team.offshore.iter().zip(seats.offshore) {
                wanted[part.site] = wanted[part.site].max(pool.target);
            }
        }
        let travel = plan.overhead.travel_month * self.rates.prices;
        for site in 0..plan.sites.len() {
            let wanted = wanted[site].if_positive(S::ONE, S::ZERO);
            let first = (wanted - self.selected[site]).at_least_zero();
            self.selected[site] = self.selected[site].max(wanted);
            let posting =
                |line| Posting { account: Account::Cash(line), team: None, site: Some(site), month: self.month };
            book.post(posting(Line::Selection), (first * plan.overhead.selection_per_site).cents());
            book.post(posting(Line::Travel), (wanted * travel).cents());
        }
    }

    /// Sees what the teams deliver; what they would deliver all at home is known by now.
    #[inline(always)]
    pub fn output<B: Book<S>>(&mut self, plan: &Plan<S>, row: &[PoolMonth<S>], book: &mut B) {
        if self.month == 0 {
            self.missing.clear();
        }
        for (index, team, seats) in by_team(plan, row) {
            let at_home = self.at_home[self.month * plan.teams.len() + index];
            let delivered = capacity::delivered(plan, team, seats, at_home);
            book.deliver(self.month, at_home, delivered);
            self.missing.push(at_home - delivered);
        }
    }

    /// Posts the price of the output that is missing. A team's price of a productive month is its
    /// baseline cost as posted ÷ its baseline capacity over the horizon.
    #[inline(always)]
    pub fn lost_capacity<B: Book<S>>(&mut self, plan: &Plan<S>, book: &mut B) {
        let teams = plan.teams.len();
        for (index, (cost, output)) in self.baseline.iter().enumerate() {
            let price = cost.ratio(*output);
            for month in 0..plan.months {
                let posting = Posting { account: Account::LostCapacity, team: Some(index), site: None, month };
                book.post(posting, (self.missing[month * teams + index] * price).cents());
            }
        }
    }
}

/// A book that keeps one sum.
pub(crate) struct Sum<S>(pub(crate) S);

impl<S: Scalar> Book<S> for Sum<S> {
    fn post(&mut self, _: Posting, amount: S) {
        self.0 = self.0 + amount;
    }
}

/// A team's page of the books in one month.
struct Page<'a, B> {
    index: usize,
    month: usize,
    book: &'a mut B,
}

impl<B> Page<'_, B> {
    #[inline(always)]
    fn post<S: Scalar>(&mut self, line: Line, site: Option<usize>, amount: S)
    where
        B: Book<S>,
    {
        let posting = Posting { account: Account::Cash(line), team: Some(self.index), site, month: self.month };
        self.book.post(posting, amount.cents());
    }

    #[inline(always)]
    fn home<S: Scalar>(
        &mut self,
        plan: &Plan<S>,
        (team, seats): (&TeamPlan<S>, TeamSeats<'_, S>),
        home: &HomeRates<S>,
        manager: S,
    ) where
        B: Book<S>,
    {
        let pool = seats.home;
        self.post(Line::HomePayroll, None, pool.heads * home.unit);
        self.post(Line::HomeHiring, None, pool.joiners * home.hiring);
        let severance = (pool.released * plan.overhead.severance_months * home.salary).twelfth();
        self.post(Line::Severance, None, severance);
        let mut wanted = S::ZERO;
        for pool in seats.offshore {
            wanted = wanted.max(pool.target);
        }
        let managers = wanted.if_positive(team.liaisons, S::ZERO);
        self.post(Line::Liaison, None, managers * manager);
    }

    #[inline(always)]
    fn offshore<S: Scalar>(
        &mut self,
        plan: &Plan<S>,
        team: &TeamPlan<S>,
        (part, pool): (&OffshorePlan<S>, &PoolMonth<S>),
        rates: &YearRates<S>,
    ) where
        B: Book<S>,
    {
        let place = &plan.sites[part.site];
        let site = Some(part.site);
        let (wage_growth, seat_growth) = rates.sites[part.site];
        let salary = part.salary * wage_growth;
        let wages = (pool.heads * salary).twelfth() * place.night_pay;
        let on_costs = wages * place.on_cost;
        let desks = pool.heads * place.seat_cost * rates.prices * seat_growth;
        let fees = (wages + on_costs) * place.markup + pool.heads * place.fee * rates.prices;
        self.post(Line::OffshoreWages, site, wages);
        self.post(Line::OffshoreOnCosts, site, on_costs);
        self.post(Line::OffshoreSeats, site, desks);
        self.post(Line::ProviderFees, site, fees);
        self.post(Line::OffshoreHiring, site, pool.joiners * place.hiring_cost * salary);
        self.post(Line::SetUp, site, pool.opened * plan.overhead.set_up_per_seat);
        self.post(Line::Oversight, site, team.oversight * pool.heads * rates.manager);
        self.post(Line::Governance, site, plan.overhead.governance * (wages + on_costs + desks + fees));
    }
}

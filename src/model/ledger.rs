//! Cost lines and capacity by month: what a plan costs and what it delivers.
//!
//! Every posting (a team's line at a place in a month) is computed from unrounded amounts and
//! rounded to cents once; every total is a sum of postings, so figures add up in every
//! direction. What is posted goes to a [`Book`], so that totals, explanations and checks are
//! readers of one run.

use super::{
    capacity,
    plan::{OffshorePlan, Plan, TeamPlan},
    pool::PoolMonth,
    rates::{HomeRates, YearRates},
    scalar::Scalar,
    seats::{Seats, TeamSeats, seats},
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Receives what is posted.
pub trait Book<S> {
    /// Takes an amount, rounded to cents.
    fn post(&mut self, posting: Posting, amount: S);
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
}

/// Runs a plan: the whole books.
#[must_use]
pub fn run<S: Scalar>(plan: &Plan<S>) -> Ledger<S> {
    books(plan, &seats(plan))
}

/// Keeps the books of a plan whose seats are known.
#[must_use]
pub fn books<S: Scalar>(plan: &Plan<S>, seats: &Seats<S>) -> Ledger<S> {
    let mut ledger = Ledger {
        months: vec![MonthTotals::EMPTY; plan.months],
        heads: Vec::with_capacity(plan.months * (plan.sites.len() + 1)),
        places: plan.sites.len() + 1,
        moves: S::ZERO,
    };
    let mut homes = Vec::with_capacity(plan.teams.len());
    for (index, (team, seats)) in plan.teams.iter().zip(&seats.teams).enumerate() {
        homes.push(HomeOutput::post(plan, index, (team, seats), &mut ledger));
    }
    post_cash(plan, seats, &mut ledger);
    for (index, ((team, seats), at_home)) in plan.teams.iter().zip(&seats.teams).zip(&homes).enumerate() {
        let price = at_home.price;
        for (month, home) in at_home.capacity.iter().copied().enumerate() {
            let delivered = capacity::delivered(plan, team, seats, (month, home));
            let row = &mut ledger.months[month];
            row.home_capacity = row.home_capacity + home;
            row.capacity = row.capacity + delivered;
            let posting = Posting { account: Account::LostCapacity, team: Some(index), site: None, month };
            ledger.post(posting, ((home - delivered) * price).cents());
        }
    }
    count_heads(plan, seats, &mut ledger);
    ledger
}

fn count_heads<S: Scalar>(plan: &Plan<S>, seats: &Seats<S>, ledger: &mut Ledger<S>) {
    for month in 0..plan.months {
        let row = ledger.heads.len();
        ledger.heads.resize(row + ledger.places, S::ZERO);
        for (team, seats) in plan.teams.iter().zip(&seats.teams) {
            ledger.heads[row] = ledger.heads[row] + seats.home[month].heads;
            for (part, months) in team.offshore.iter().zip(&seats.offshore) {
                let place = row + part.site + 1;
                ledger.heads[place] = ledger.heads[place] + months[month].heads;
                ledger.moves = ledger.moves.max(months[month].target.if_positive(S::ONE, S::ZERO));
            }
        }
    }
}

/// What a team delivers all at home, and what that is worth.
#[derive(Debug, Clone)]
pub struct HomeOutput<S> {
    /// B by month, fully productive FTE.
    pub capacity: Vec<S>,
    /// The team's own price of a productive month: its baseline cost as posted ÷ its baseline
    /// capacity over the horizon.
    pub price: S,
}

impl<S: Scalar> HomeOutput<S> {
    /// Posts what a team would cost all at home, and sees what it delivers for that.
    pub fn post(
        plan: &Plan<S>,
        index: usize,
        (team, seats): (&TeamPlan<S>, &TeamSeats<S>),
        book: &mut impl Book<S>,
    ) -> Self {
        let mut summed = Summed { book, sum: S::ZERO };
        post_team_baseline(plan, index, team, seats, &mut summed);
        let cost = summed.sum;
        let after = |month: &PoolMonth<S>| capacity::after_coaching(&plan.learning, team.headcount, *month);
        let capacity: Vec<S> = seats.baseline.iter().map(after).collect();
        let price = cost.ratio(capacity.iter().fold(S::ZERO, |sum, month| sum + *month));
        Self { capacity, price }
    }
}

/// A book whose postings are summed on their way.
struct Summed<'a, S, B> {
    book: &'a mut B,
    sum: S,
}

impl<S: Scalar, B: Book<S>> Book<S> for Summed<'_, S, B> {
    fn post(&mut self, posting: Posting, amount: S) {
        self.sum = self.sum + amount;
        self.book.post(posting, amount);
    }
}

/// A book that keeps one sum.
pub(crate) struct Sum<S>(pub(crate) S);

impl<S: Scalar> Book<S> for Sum<S> {
    fn post(&mut self, _: Posting, amount: S) {
        self.0 = self.0 + amount;
    }
}

fn post_team_baseline<S: Scalar>(
    plan: &Plan<S>,
    index: usize,
    team: &TeamPlan<S>,
    seats: &TeamSeats<S>,
    book: &mut impl Book<S>,
) {
    let mut rates = YearRates::start(plan);
    let mut home = HomeRates::of(plan, team, &rates);
    for (month, pool) in seats.baseline.iter().enumerate() {
        if rates.advance(plan, month) {
            home = HomeRates::of(plan, team, &rates);
        }
        let posting = |account| Posting { account, team: Some(index), site: None, month };
        book.post(posting(Account::BaselinePayroll), (pool.heads * home.unit).cents());
        book.post(posting(Account::BaselineHiring), (pool.joiners * home.hiring).cents());
    }
}

/// Posts all money spent.
pub fn post_cash<S: Scalar>(plan: &Plan<S>, seats: &Seats<S>, book: &mut impl Book<S>) {
    for (index, (team, seats)) in plan.teams.iter().zip(&seats.teams).enumerate() {
        let mut rates = YearRates::start(plan);
        let mut home = HomeRates::of(plan, team, &rates);
        for month in 0..plan.months {
            if rates.advance(plan, month) {
                home = HomeRates::of(plan, team, &rates);
            }
            let mut page = Page { index, month, book };
            page.home(plan, (team, seats), &home, rates.manager);
            for (part, pool) in team.offshore.iter().zip(&seats.offshore) {
                page.offshore(plan, team, (part, pool), &rates);
            }
        }
    }
    post_sites(plan, seats, book);
}

/// Selection and travel belong to a site, whichever teams are there.
fn post_sites<S: Scalar>(plan: &Plan<S>, seats: &Seats<S>, book: &mut impl Book<S>) {
    for site in 0..plan.sites.len() {
        let mut rates = YearRates::start(plan);
        let mut selected = S::ZERO;
        for month in 0..plan.months {
            rates.advance(plan, month);
            let wanted = plan.teams.iter().zip(&seats.teams).fold(S::ZERO, |wanted, (team, seats)| {
                let here = team.offshore.iter().zip(&seats.offshore).filter(|(part, _)| part.site == site);
                here.fold(wanted, |wanted, (_, pool)| wanted.max(pool[month].target))
            });
            let wanted = wanted.if_positive(S::ONE, S::ZERO);
            let first = (wanted - selected).at_least_zero();
            selected = selected.max(wanted);
            let posting = |line| Posting { account: Account::Cash(line), team: None, site: Some(site), month };
            book.post(posting(Line::Selection), (first * plan.overhead.selection_per_site).cents());
            book.post(posting(Line::Travel), (wanted * plan.overhead.travel_month * rates.prices).cents());
        }
    }
}

/// A team's page of the books in one month.
struct Page<'a, B> {
    index: usize,
    month: usize,
    book: &'a mut B,
}

impl<B> Page<'_, B> {
    fn post<S: Scalar>(&mut self, line: Line, site: Option<usize>, amount: S)
    where
        B: Book<S>,
    {
        let posting = Posting { account: Account::Cash(line), team: Some(self.index), site, month: self.month };
        self.book.post(posting, amount.cents());
    }

    fn home<S: Scalar>(
        &mut self,
        plan: &Plan<S>,
        (team, seats): (&TeamPlan<S>, &TeamSeats<S>),
        home: &HomeRates<S>,
        manager: S,
    ) where
        B: Book<S>,
    {
        let pool = seats.home[self.month];
        self.post(Line::HomePayroll, None, pool.heads * home.unit);
        self.post(Line::HomeHiring, None, pool.joiners * home.hiring);
        let severance = (pool.released * plan.overhead.severance_months * home.salary).ratio(S::from_count(12));
        self.post(Line::Severance, None, severance);
        let wanted = seats.offshore.iter().fold(S::ZERO, |wanted, pool| wanted.max(pool[self.month].target));
        let managers = wanted.if_positive(team.liaisons, S::ZERO);
        self.post(Line::Liaison, None, managers * manager);
    }

    fn offshore<S: Scalar>(
        &mut self,
        plan: &Plan<S>,
        team: &TeamPlan<S>,
        (part, months): (&OffshorePlan<S>, &[PoolMonth<S>]),
        rates: &YearRates<S>,
    ) where
        B: Book<S>,
    {
        let place = &plan.sites[part.site];
        let site = Some(part.site);
        let pool = months[self.month];
        let (wage_growth, seat_growth) = rates.sites[part.site];
        let salary = part.salary * wage_growth;
        let wages = (pool.heads * salary).ratio(S::from_count(12)) * place.night_pay;
        let on_costs = wages * place.on_cost;
        let desks = pool.heads * place.seat_cost * rates.prices * seat_growth;
        let fees = (wages + on_costs) * place.markup + pool.heads * place.fee * rates.prices;
        let opened = opened_before(months, self.month, place.time_to_fill);
        self.post(Line::OffshoreWages, site, wages);
        self.post(Line::OffshoreOnCosts, site, on_costs);
        self.post(Line::OffshoreSeats, site, desks);
        self.post(Line::ProviderFees, site, fees);
        self.post(Line::OffshoreHiring, site, pool.joiners * place.hiring_cost * salary);
        self.post(Line::SetUp, site, opened * plan.overhead.set_up_per_seat);
        self.post(Line::Oversight, site, team.oversight * pool.heads * rates.manager);
        self.post(Line::Governance, site, plan.overhead.governance * (wages + on_costs + desks + fees));
    }
}

/// Seats by which the target grew `lag` months ago.
fn opened_before<S: Scalar>(months: &[PoolMonth<S>], month: usize, lag: usize) -> S {
    let Some(then) = month.checked_sub(lag) else { return S::ZERO };
    let before = then.checked_sub(1).map_or(S::ZERO, |before| months[before].target);
    (months[then].target - before).at_least_zero()
}

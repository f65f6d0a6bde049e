//! A checked scenario with every look-up resolved, ready to run on any [`Scalar`].
//!
//! A plan belongs to one [`Stage`] of the bridge from home to effective cost: each stage
//! switches one group of inputs from home-like to real, and the last is the scenario itself.
//! Amounts are in reporting currency at the start, so that growth never meets a tiny rate.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    estimates::{self, Estimates, Gap},
    scalar::Scalar,
    scenario::{Scenario, Site, Team},
};

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
    pub fn key(self) -> &'static str {
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

/// A scenario at one stage, ready to run.
#[derive(Debug, Clone)]
pub struct Plan<S> {
    /// Months looked at, T.
    pub months: usize,
    /// Whether the seats exist at home today.
    pub seats_exist: bool,
    /// Growth factor of prices, a year.
    pub price_growth: S,
    /// Home.
    pub home: HomePlan<S>,
    /// Sites in file order.
    pub sites: Vec<SitePlan<S>>,
    /// Teams in file order.
    pub teams: Vec<TeamPlan<S>>,
    /// How people learn and teach.
    pub learning: Learning<S>,
    /// Pilot and waves.
    pub rollout: RolloutPlan<S>,
    /// Costs that belong to the move and its management.
    pub overhead: Overhead<S>,
    /// `loss_ij`, share of synchronous work lost between place i and place j; home is place 0.
    pub losses: Vec<Vec<S>>,
}

/// Home, resolved.
#[derive(Debug, Clone, Copy)]
pub struct HomePlan<S> {
    /// Growth factor of wages in reporting currency, a year.
    pub wage_growth: S,
    /// Growth factor of the exchange rate, a year.
    pub exchange_growth: S,
    /// 1 + on-cost.
    pub loaded: S,
    /// A head and month, reporting currency at the start.
    pub seat_cost: S,
    /// A joiner, share of annual salary.
    pub hiring_cost: S,
    /// Leavers a month, share of heads.
    pub monthly_attrition: S,
    /// Months from opening a seat to its first day.
    pub time_to_fill: usize,
}

/// A site, resolved.
#[derive(Debug, Clone, Copy)]
pub struct SitePlan<S> {
    /// Growth factor of wages in reporting currency, a year.
    pub wage_growth: S,
    /// Growth factor of the exchange rate that seat costs follow, a year.
    pub seat_growth: S,
    /// On-cost, share of wages.
    pub on_cost: S,
    /// A head and month, reporting currency at the start.
    pub seat_cost: S,
    /// 1 + night premium × night share.
    pub night_pay: S,
    /// Provider's share of wages and on-costs.
    pub markup: S,
    /// Provider's fee a head and month at the start.
    pub fee: S,
    /// A joiner, share of annual salary.
    pub hiring_cost: S,
    /// Months from opening a seat to its first day.
    pub time_to_fill: usize,
    /// Days and hours worked a year, relative to home.
    pub working_time: S,
}

/// A team, resolved.
#[derive(Debug, Clone)]
pub struct TeamPlan<S> {
    /// Seats N.
    pub headcount: S,
    /// Annual salary at home, reporting currency at the start.
    pub salary: S,
    /// Ramp-up at home.
    pub ramp: Ramp<S>,
    /// Sites where the team has seats.
    pub offshore: Vec<OffshorePlan<S>>,
    /// `N_off`, seats at all sites.
    pub offshore_seats: S,
    /// Share of working time that needs colleagues at the same moment.
    pub sync_share: S,
    /// Share of that spent with home.
    pub hq_weight: S,
    /// Share of offshore output done again.
    pub rework: S,
    /// Managers a head offshore whose cost is counted.
    pub oversight: S,
    /// Liaisons whose cost is counted.
    pub liaisons: S,
}

/// A team's seats at a site, resolved.
#[derive(Debug, Clone, Copy)]
pub struct OffshorePlan<S> {
    /// Index of the site.
    pub site: usize,
    /// `N_j`, seats.
    pub seats: S,
    /// Annual salary there × pay position, reporting currency at the start.
    pub salary: S,
    /// Leavers a month, share of heads.
    pub monthly_attrition: S,
    /// Ramp-up there.
    pub ramp: Ramp<S>,
    /// Output for the pay and the time worked, relative to home.
    pub output: S,
}

/// Months to full productivity.
#[derive(Debug, Clone, Copy)]
pub struct Ramp<S> {
    /// m, in months.
    pub months: S,
    /// ⌈m⌉, at least 1: the age from which all are fully productive.
    pub ages: usize,
}

/// How people learn and teach.
#[derive(Debug, Clone, Copy)]
pub struct Learning<S> {
    /// Output on day one, share.
    pub start_productivity: S,
    /// Experienced time a newcomer takes.
    pub coaching: S,
    /// How much faster that grows when many are new.
    pub congestion: S,
}

/// Pilot and waves of a team.
#[derive(Debug, Clone, Copy)]
pub struct RolloutPlan<S> {
    /// Whether offshore seats open in waves and start empty; otherwise they are there at once.
    pub in_waves: bool,
    /// Seats opened first.
    pub pilot_heads: S,
    /// Months until the waves begin.
    pub pilot_months: usize,
    /// Seats opened with each wave.
    pub wave_heads: S,
    /// Months between waves.
    pub wave_every_months: usize,
    /// Months both seats are staffed.
    pub handover_months: usize,
}

/// Costs of the move and its management, at the start and in reporting currency.
#[derive(Debug, Clone, Copy)]
pub struct Overhead<S> {
    /// Months of salary a released seat.
    pub severance_months: S,
    /// A seat, once.
    pub set_up_per_seat: S,
    /// A site, once.
    pub selection_per_site: S,
    /// Share of what is spent offshore.
    pub governance: S,
    /// A manager's month, fully loaded.
    pub manager_month: S,
    /// Trips to a site, a month.
    pub travel_month: S,
}

impl<S: Scalar> Plan<S> {
    /// Resolves a valid scenario at a stage.
    #[must_use]
    pub fn new(scenario: &Scenario, estimates: &Estimates, stage: Stage) -> Self {
        Resolve { scenario, estimates, stage }.plan()
    }
}

struct Resolve<'a> {
    scenario: &'a Scenario,
    estimates: &'a Estimates,
    stage: Stage,
}

/// Twelve months.
fn twelve<S: Scalar>() -> S {
    S::from_count(12)
}

impl Resolve<'_> {
    fn has<S: Scalar>(&self, stage: Stage, value: Decimal) -> S {
        if self.stage >= stage { S::from_decimal(value) } else { S::ZERO }
    }

    fn plan<S: Scalar>(&self) -> Plan<S> {
        let Scenario { money, friction, rollout, transition, .. } = self.scenario;
        Plan {
            months: months(money.horizon_months),
            seats_exist: self.scenario.seats_exist(),
            price_growth: growth(money.price_growth),
            home: self.home(),
            sites: (0..self.scenario.sites.len()).map(|index| self.site(index)).collect(),
            teams: self.scenario.teams.iter().map(|team| self.team(team)).collect(),
            learning: Learning {
                start_productivity: S::from_decimal(friction.start_productivity),
                coaching: S::from_decimal(friction.coaching),
                congestion: S::from_decimal(friction.congestion),
            },
            rollout: RolloutPlan {
                in_waves: self.stage >= Stage::Transition,
                pilot_heads: S::from_decimal(rollout.pilot_heads),
                pilot_months: months(rollout.pilot_months),
                wave_heads: S::from_decimal(rollout.wave_heads),
                wave_every_months: months(rollout.wave_every_months).max(1),
                handover_months: months(transition.handover_months),
            },
            overhead: self.overhead(),
            losses: self.losses(),
        }
    }

    fn home<S: Scalar>(&self) -> HomePlan<S> {
        let home = &self.scenario.home;
        HomePlan {
            wage_growth: growth::<S>(home.wage_growth) * growth(home.exchange_drift),
            exchange_growth: growth(home.exchange_drift),
            loaded: growth(home.on_cost),
            seat_cost: money(home.seat_cost, home),
            hiring_cost: S::from_decimal(home.hiring_cost),
            monthly_attrition: S::from_decimal(home.attrition).ratio(twelve()),
            time_to_fill: months(home.time_to_fill),
        }
    }

    fn site<S: Scalar>(&self, index: usize) -> SitePlan<S> {
        let home = &self.scenario.home;
        let site = &self.scenario.sites[index];
        let like = |stage: Stage| if self.stage >= stage { site } else { home };
        let drift: S = growth(like(Stage::Growth).exchange_drift);
        let terms = like(Stage::Terms);
        let turnover = like(Stage::Turnover);
        let time = |place: &Site| S::from_decimal(place.productive_days) * S::from_decimal(place.workday_hours);
        let night = S::from_rate(self.estimates.nights[index + 1]);
        SitePlan {
            wage_growth: growth::<S>(like(Stage::Growth).wage_growth) * drift,
            seat_growth: if self.stage >= Stage::Terms { drift } else { growth(home.exchange_drift) },
            on_cost: S::from_decimal(terms.on_cost),
            seat_cost: money(terms.seat_cost, terms),
            night_pay: S::ONE + self.has::<S>(Stage::Terms, site.night_premium) * night,
            markup: self.has(Stage::Terms, site.markup),
            fee: self.has(Stage::Terms, site.fee),
            hiring_cost: S::from_decimal(turnover.hiring_cost),
            time_to_fill: months(turnover.time_to_fill),
            working_time: time(like(Stage::WorkingTime)).ratio(time(home)),
        }
    }

    fn team<S: Scalar>(&self, team: &Team) -> TeamPlan<S> {
        let headcount: S = S::from_decimal(team.headcount);
        let offshore: Vec<OffshorePlan<S>> = (0..self.scenario.sites.len())
            .filter(|index| !team.share(&self.scenario.sites[*index].id).is_zero())
            .map(|index| self.offshore(team, index))
            .collect();
        let offshore_seats = offshore.iter().fold(S::ZERO, |sum, part| sum + part.seats);
        TeamPlan {
            headcount,
            salary: salary(team, &self.scenario.home),
            ramp: ramp(team.ramp_months),
            offshore,
            offshore_seats,
            sync_share: S::from_decimal(team.sync_share),
            hq_weight: S::from_decimal(team.hq_weight),
            rework: self.rework(team, offshore_seats),
            oversight: self.has(Stage::Management, team.oversight),
            liaisons: self.has(Stage::Management, team.liaisons),
        }
    }

    fn offshore<S: Scalar>(&self, team: &Team, index: usize) -> OffshorePlan<S> {
        let site = &self.scenario.sites[index];
        let real = self.stage >= Stage::Turnover;
        let attrition: S = if real {
            let night = self.estimates.nights[index + 1];
            S::from_rate(estimates::attrition(self.scenario, site, team.pay_position, night))
        } else {
            S::from_decimal(self.scenario.home.attrition)
        };
        let stretch = if real { self.scenario.friction.ramp_stretch } else { Decimal::ONE };
        let boost = if self.stage >= Stage::WorkingTime {
            S::from_rate(estimates::pay_boost(self.scenario, team.pay_position))
        } else {
            S::ONE
        };
        OffshorePlan {
            site: index,
            seats: S::from_decimal(team.headcount * team.share(&site.id)),
            salary: salary::<S>(team, site) * S::from_decimal(team.pay_position),
            monthly_attrition: attrition.ratio(twelve()),
            ramp: ramp(team.ramp_months * stretch),
            output: boost,
        }
    }

    /// `rework × (1 + e) ÷ (1 + e·(oversight + liaisons/N_off)/0.05)`, at most 0.9; 0 where nobody
    /// is offshore: saving on managers comes back as rework.
    fn rework<S: Scalar>(&self, team: &Team, offshore_seats: S) -> S {
        if self.stage < Stage::Rework {
            return S::ZERO;
        }
        let friction = &self.scenario.friction;
        let effect = S::from_decimal(friction.oversight_effect);
        // Both sides × N_off: a division by a sliver of a seat would overflow.
        let managers = S::from_decimal(team.oversight) * offshore_seats + S::from_decimal(team.liaisons);
        let most = S::from_decimal(Decimal::new(9, 1));
        // ÷ 0.05 is × 20.
        let kept = offshore_seats + effect * managers * S::from_count(20);
        let rework = (S::from_decimal(friction.rework) * (S::ONE + effect) * offshore_seats).ratio(kept);
        offshore_seats.if_positive(rework.min(most), S::ZERO)
    }

    fn overhead<S: Scalar>(&self) -> Overhead<S> {
        let Scenario { transition, management, home, .. } = self.scenario;
        let loaded: S = growth(home.on_cost);
        let severance = if self.scenario.seats_exist() { transition.severance_months } else { Decimal::ZERO };
        Overhead {
            severance_months: self.has(Stage::Transition, severance),
            set_up_per_seat: self.has(Stage::Transition, transition.set_up_per_seat),
            selection_per_site: self.has(Stage::Transition, transition.selection_per_site),
            governance: self.has(Stage::Management, management.governance),
            manager_month: money::<S>(management.manager_salary, home).ratio(twelve()) * loaded,
            travel_month: (self.has::<S>(Stage::Management, management.trips_per_year)
                * S::from_decimal(management.trip_cost))
            .ratio(twelve()),
        }
    }

    /// `loss_ij = 1 − (1 − time_zone·z)(1 − language·l)(1 − culture·c)`, and 0 from a place to itself.
    fn losses<S: Scalar>(&self) -> Vec<Vec<S>> {
        let friction = &self.scenario.friction;
        let time_zone: S = self.has(Stage::TimeZone, friction.time_zone);
        let language: S = self.has(Stage::Language, friction.language);
        let culture: S = self.has(Stage::Culture, friction.culture);
        let kept = |coefficient: S, gap: f64| S::ONE - coefficient * S::from_rate(gap);
        let loss = |gap: &Gap| {
            S::ONE - kept(time_zone, gap.time_zone) * kept(language, gap.language) * kept(culture, gap.culture)
        };
        let row = |(i, row): (usize, &Vec<Gap>)| {
            row.iter().enumerate().map(|(j, gap)| if i == j { S::ZERO } else { loss(gap) }).collect()
        };
        self.estimates.gaps.iter().enumerate().map(row).collect()
    }
}

/// 1 + a rate.
fn growth<S: Scalar>(rate: Decimal) -> S {
    S::ONE + S::from_decimal(rate)
}

/// A local amount in reporting currency at the start.
fn money<S: Scalar>(local: Decimal, place: &Site) -> S {
    S::from_decimal(local) * S::from_decimal(place.exchange_rate)
}

fn salary<S: Scalar>(team: &Team, place: &Site) -> S {
    money(team.salary.get(&place.id).copied().unwrap_or_default(), place)
}

fn ramp<S: Scalar>(months: Decimal) -> Ramp<S> {
    let ages = months.ceil().to_usize().unwrap_or(0).max(1);
    Ramp { months: S::from_decimal(months), ages }
}

/// A whole number of months from the file.
fn months(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

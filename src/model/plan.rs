//! A checked scenario with every look-up resolved, ready to run on any [`Scalar`].
//!
//! A plan belongs to one [`Stage`] of the bridge from home to effective cost: each stage
//! switches one group of inputs from home-like to real, and the last is the scenario itself.
//! Over 500 lines: one plan with each of its parts and what it is made of.
//!
//! Amounts are in reporting currency at the start, so that growth never meets a tiny rate.

use rust_decimal::dec;

pub use super::stage::Stage;

use super::{
    estimates::{self, Estimates},
    inputs::{FrictionNumbers, Inputs, PlaceNumbers, TeamInputs, TeamNumbers},
    scalar::Scalar,
    scenario::Scenario,
};

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
    /// N, to divide by with [`Scalar::over`].
    pub by_headcount: S,
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
        Self::of(&Inputs::of(scenario), estimates, stage)
    }

    /// Resolves the numbers of a scenario at a stage.
    #[must_use]
    pub fn of(inputs: &Inputs<S>, estimates: &Estimates, stage: Stage) -> Self {
        let resolve = Resolve { inputs, estimates, stage };
        let mut plan = Self {
            months: inputs.horizon_months,
            seats_exist: inputs.seats_exist,
            price_growth: S::ONE,
            home: resolve.home(),
            sites: Vec::new(),
            teams: Vec::new(),
            learning: resolve.learning(),
            rollout: resolve.rollout(),
            overhead: resolve.overhead(),
            losses: Vec::new(),
        };
        plan.resolve(inputs, estimates, stage);
        plan
    }

    /// Makes this the plan of other numbers, keeping its memory.
    #[inline(always)]
    pub fn resolve(&mut self, inputs: &Inputs<S>, estimates: &Estimates, stage: Stage) {
        let resolve = Resolve { inputs, estimates, stage };
        self.months = inputs.horizon_months;
        self.seats_exist = inputs.seats_exist;
        self.price_growth = growth(inputs.money.price_growth);
        self.home = resolve.home();
        self.sites.clear();
        for index in 0..inputs.sites.len() {
            self.sites.push(resolve.site(index));
        }
        self.teams.resize_with(inputs.teams.len(), TeamPlan::empty);
        for (plan, team) in self.teams.iter_mut().zip(&inputs.teams) {
            resolve.team(team, plan);
        }
        self.learning = resolve.learning();
        self.rollout = resolve.rollout();
        self.overhead = resolve.overhead();
        let places = inputs.sites.len() + 1;
        self.losses.resize_with(places, Vec::new);
        for (place, row) in self.losses.iter_mut().enumerate() {
            resolve.losses(place, row);
        }
    }
}

impl<S: Scalar> TeamPlan<S> {
    fn empty() -> Self {
        Self {
            headcount: S::ZERO,
            by_headcount: S::ZERO,
            salary: S::ZERO,
            ramp: Ramp { months: S::ZERO, ages: 1 },
            offshore: Vec::new(),
            offshore_seats: S::ZERO,
            sync_share: S::ZERO,
            hq_weight: S::ZERO,
            rework: S::ZERO,
            oversight: S::ZERO,
            liaisons: S::ZERO,
        }
    }
}

struct Resolve<'a, S> {
    inputs: &'a Inputs<S>,
    estimates: &'a Estimates,
    stage: Stage,
}

impl<S: Scalar> Resolve<'_, S> {
    #[inline(always)]
    fn has(&self, stage: Stage, value: S) -> S {
        if self.stage >= stage { value } else { S::ZERO }
    }

    #[inline(always)]
    fn learning(&self) -> Learning<S> {
        let FrictionNumbers { start_productivity, coaching, congestion, .. } = self.inputs.friction;
        Learning { start_productivity, coaching, congestion }
    }

    #[inline(always)]
    fn rollout(&self) -> RolloutPlan<S> {
        RolloutPlan {
            in_waves: self.stage >= Stage::Transition,
            pilot_heads: self.inputs.rollout.pilot_heads,
            pilot_months: self.inputs.pilot_months,
            wave_heads: self.inputs.rollout.wave_heads,
            wave_every_months: self.inputs.wave_every_months,
            handover_months: self.inputs.handover_months,
        }
    }

    #[inline(always)]
    fn home(&self) -> HomePlan<S> {
        let home = &self.inputs.home.numbers;
        HomePlan {
            wage_growth: growth(home.wage_growth) * growth(home.exchange_drift),
            exchange_growth: growth(home.exchange_drift),
            loaded: growth(home.on_cost),
            seat_cost: home.seat_cost * home.exchange_rate,
            hiring_cost: home.hiring_cost,
            monthly_attrition: home.attrition.twelfth(),
            time_to_fill: self.inputs.home.time_to_fill,
        }
    }

    #[inline(always)]
    fn site(&self, index: usize) -> SitePlan<S> {
        let (home, site) = (&self.inputs.home, &self.inputs.sites[index]);
        let like = |stage: Stage| if self.stage >= stage { site } else { home };
        let growing = &like(Stage::Growth).numbers;
        let terms = &like(Stage::Terms).numbers;
        let turnover = like(Stage::Turnover);
        let drift = growth(growing.exchange_drift);
        let time = |place: &PlaceNumbers<S>| place.productive_days * place.workday_hours;
        let night = S::from_rate(self.estimates.nights[index + 1]);
        SitePlan {
            wage_growth: growth(growing.wage_growth) * drift,
            seat_growth: if self.stage >= Stage::Terms { drift } else { growth(home.numbers.exchange_drift) },
            on_cost: terms.on_cost,
            seat_cost: terms.seat_cost * terms.exchange_rate,
            night_pay: S::ONE + self.has(Stage::Terms, site.numbers.night_premium) * night,
            markup: self.has(Stage::Terms, site.numbers.markup),
            fee: self.has(Stage::Terms, site.numbers.fee),
            hiring_cost: turnover.numbers.hiring_cost,
            time_to_fill: turnover.time_to_fill,
            working_time: time(&like(Stage::WorkingTime).numbers).ratio(time(&home.numbers)),
        }
    }

    #[inline(always)]
    fn team(&self, team: &TeamInputs<S>, plan: &mut TeamPlan<S>) {
        plan.offshore.clear();
        plan.offshore_seats = S::ZERO;
        for (index, share) in team.mix.iter().enumerate() {
            if !share.is_zero() {
                let part = self.offshore(team, index);
                plan.offshore_seats = plan.offshore_seats + part.seats;
                plan.offshore.push(part);
            }
        }
        let numbers = &team.numbers;
        plan.headcount = numbers.headcount;
        plan.by_headcount = numbers.headcount.divisor();
        plan.salary = team.salary[0] * self.inputs.home.numbers.exchange_rate;
        plan.ramp = ramp(numbers.ramp_months);
        plan.sync_share = numbers.sync_share;
        plan.hq_weight = numbers.hq_weight;
        plan.rework = self.rework(numbers, plan.offshore_seats);
        plan.oversight = self.has(Stage::Management, numbers.oversight);
        plan.liaisons = self.has(Stage::Management, numbers.liaisons);
    }

    #[inline(always)]
    fn offshore(&self, team: &TeamInputs<S>, index: usize) -> OffshorePlan<S> {
        let Inputs { friction, home, sites, .. } = self.inputs;
        let (site, numbers) = (&sites[index].numbers, &team.numbers);
        let real = self.stage >= Stage::Turnover;
        let attrition = if real {
            let night = self.estimates.nights[index + 1];
            let pay = [numbers.pay_position, friction.pay_attrition, friction.night_attrition];
            S::estimate([site.attrition, friction.attrition, pay[0], pay[1], pay[2]], |from| {
                estimates::attrition(from, night)
            })
        } else {
            home.numbers.attrition
        };
        let output = if self.stage >= Stage::WorkingTime {
            S::estimate([numbers.pay_position, friction.pay_productivity], estimates::pay_boost)
        } else {
            S::ONE
        };
        let stretch = if real { friction.ramp_stretch } else { S::ONE };
        OffshorePlan {
            site: index,
            seats: numbers.headcount * team.mix[index],
            salary: team.salary[index + 1] * site.exchange_rate * numbers.pay_position,
            monthly_attrition: attrition.twelfth(),
            ramp: ramp(numbers.ramp_months * stretch),
            output,
        }
    }

    /// `rework × (1 + e) ÷ (1 + e·(oversight + liaisons/N_off)/0.05)`, at most 0.9; 0 where nobody
    /// is offshore: saving on managers comes back as rework.
    #[inline(always)]
    fn rework(&self, team: &TeamNumbers<S>, offshore_seats: S) -> S {
        if self.stage < Stage::Rework {
            return S::ZERO;
        }
        let friction = &self.inputs.friction;
        let effect = friction.oversight_effect;
        // Both sides × N_off: a division by a sliver of a seat would overflow.
        let managers = team.oversight * offshore_seats + team.liaisons;
        let most = S::from_decimal(dec!(0.9));
        // ÷ 0.05 is × 20.
        let kept = offshore_seats + effect * managers * S::from_count(20);
        let rework = (friction.rework * (S::ONE + effect) * offshore_seats).ratio(kept);
        offshore_seats.if_positive(rework.min(most), S::ZERO)
    }

    #[inline(always)]
    fn overhead(&self) -> Overhead<S> {
        let Inputs { transition, management, home, .. } = self.inputs;
        let severance = if self.inputs.seats_exist { transition.severance_months } else { S::ZERO };
        let manager_salary = management.manager_salary * home.numbers.exchange_rate;
        Overhead {
            severance_months: self.has(Stage::Transition, severance),
            set_up_per_seat: self.has(Stage::Transition, transition.set_up_per_seat),
            selection_per_site: self.has(Stage::Transition, transition.selection_per_site),
            governance: self.has(Stage::Management, management.governance),
            manager_month: manager_salary.twelfth() * growth(home.numbers.on_cost),
            travel_month: (self.has(Stage::Management, management.trips_per_year) * management.trip_cost).twelfth(),
        }
    }

    /// `loss_ij = 1 − (1 − time_zone·z)(1 − language·l)(1 − culture·c)`, and 0 from a place to itself.
    #[inline(always)]
    fn losses(&self, place: usize, row: &mut Vec<S>) {
        let friction = &self.inputs.friction;
        let time_zone = self.has(Stage::TimeZone, friction.time_zone);
        let language = self.has(Stage::Language, friction.language);
        let culture = self.has(Stage::Culture, friction.culture);
        let kept = |coefficient: S, gap: f64| S::ONE - coefficient * S::from_rate(gap);
        row.clear();
        for (other, gap) in self.estimates.gaps[place].iter().enumerate() {
            let kept = kept(time_zone, gap.time_zone) * kept(language, gap.language) * kept(culture, gap.culture);
            row.push(if place == other { S::ZERO } else { S::ONE - kept });
        }
    }
}

/// 1 + a rate.
#[inline(always)]
fn growth<S: Scalar>(rate: S) -> S {
    S::ONE + rate
}

#[inline(always)]
fn ramp<S: Scalar>(months: S) -> Ramp<S> {
    Ramp { months, ages: months.ceiling().max(1) }
}

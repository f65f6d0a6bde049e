//! Results: the figures of the answer, from the books and the bridge.
//!
//! Sums over teams and months; shares of home cost. A share whose denominator is 0 is none.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    bridge::{Bridge, bridge},
    estimates::Estimates,
    ledger::{Ledger, run},
    plan::{Plan, Stage},
    scalar::Scalar,
    scenario::{Scenario, Site},
};

/// A [`Scalar`] with an order, on which months can be searched.
pub trait Ordered: Scalar + PartialOrd {}

impl<S: Scalar + PartialOrd> Ordered for S {}

/// Totals over the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Totals<S> {
    /// The team all at home.
    pub home: S,
    /// All money spent.
    pub cash: S,
    /// All money spent and the price of lost output.
    pub effective: S,
    /// Price of lost output.
    pub lost_capacity: S,
    /// Capacity at home, fully productive FTE months.
    pub home_capacity: S,
    /// Capacity delivered, fully productive FTE months.
    pub capacity: S,
}

impl<S: Ordered> Totals<S> {
    /// The totals of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger<S>) -> Self {
        let cash = ledger.total(super::ledger::MonthTotals::cash);
        let lost_capacity = ledger.total(|month| month.lost_capacity);
        Self {
            home: ledger.total(|month| month.home_cost),
            cash,
            effective: cash + lost_capacity,
            lost_capacity,
            home_capacity: ledger.total(|month| month.home_capacity),
            capacity: ledger.total(|month| month.capacity),
        }
    }

    /// 1 − cash ÷ home.
    #[must_use]
    pub fn cash_saving(&self) -> Option<S> {
        saving(self.cash, self.home)
    }

    /// 1 − effective ÷ home; always cash saving − friction.
    #[must_use]
    pub fn effective_saving(&self) -> Option<S> {
        saving(self.effective, self.home)
    }

    /// Φ, lost capacity ÷ home cost.
    #[must_use]
    pub fn friction(&self) -> Option<S> {
        share(self.lost_capacity, self.home)
    }

    /// 1 − what the team would cost if only wages changed ÷ home.
    #[must_use]
    pub fn wage_saving(&self, after_wages: S) -> Option<S> {
        saving(after_wages, self.home)
    }

    /// 1 − capacity ÷ capacity at home.
    #[must_use]
    pub fn capacity_loss(&self) -> Option<S> {
        saving(self.capacity, self.home_capacity)
    }

    /// Home ÷ effective cost.
    #[must_use]
    pub fn capacity_multiple(&self) -> Option<S> {
        share(self.home, self.effective)
    }
}

/// `part ÷ whole`, none where the whole is 0.
fn share<S: Ordered>(part: S, whole: S) -> Option<S> {
    (!whole.is_zero()).then(|| part.ratio(whole))
}

/// 1 − cost ÷ home, none where home is 0.
fn saving<S: Ordered>(cost: S, home: S) -> Option<S> {
    share(home - cost, home)
}

/// The cost-versus-friction matrix in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Smooth, and worth it.
    Go,
    /// Smooth, but it saves too little.
    SmoothButDear,
    /// It saves, but friction is over the tolerance.
    CheapButRough,
    /// Rough, and it saves too little.
    Stop,
}

impl Verdict {
    /// The verdict's key in machine-readable output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Go => "Go",
            Self::SmoothButDear => "SmoothButDear",
            Self::CheapButRough => "CheapButRough",
            Self::Stop => "Stop",
        }
    }

    /// The verdict's name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Go => "Go",
            Self::SmoothButDear => "Smooth but dear",
            Self::CheapButRough => "Cheap but rough",
            Self::Stop => "Stop",
        }
    }
}

/// The figures of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Totals over the horizon.
    pub totals: Totals<Decimal>,
    /// The brochure's figure: wage gap of a moved seat at the start; 0 with nobody offshore.
    pub headline: Decimal,
    /// Saving if only wages changed, on the whole team's home cost.
    pub wage_saving: Option<Decimal>,
    /// 1 − cash ÷ home.
    pub cash_saving: Option<Decimal>,
    /// 1 − effective ÷ home.
    pub effective_saving: Option<Decimal>,
    /// Φ, lost capacity ÷ home cost.
    pub friction: Option<Decimal>,
    /// 1 − capacity ÷ capacity at home.
    pub capacity_loss: Option<Decimal>,
    /// Where the scenario lies in the matrix; none where nobody moves.
    pub verdict: Option<Verdict>,
    /// Of home − effective, discounted monthly.
    pub net_present_value: Decimal,
    /// First month, 1-based, from which the cumulative effective saving stays at 0 or above.
    pub payback_month: Option<usize>,
    /// The same of cash.
    pub cash_payback_month: Option<usize>,
    /// Deepest cumulative cash shortfall against home.
    pub funding_need: Decimal,
    /// Cash at stake if one stops after the pilot.
    pub pilot_exposure: Decimal,
    /// Effective saving of the last 12 months.
    pub run_rate_saving: Decimal,
    /// Home ÷ effective cost.
    pub capacity_multiple: Option<Decimal>,
    /// Years until a site's loaded wages reach home's, by site in file order.
    pub wage_parity_years: Vec<(String, Option<f64>)>,
}

/// A scenario's books, bridge and results.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Gaps and nights the books rest on.
    pub estimates: Estimates,
    /// The books by month.
    pub ledger: Ledger<Decimal>,
    /// From home to effective cost.
    pub bridge: Bridge<Decimal>,
    /// The figures of the answer.
    pub results: Results,
}

/// Evaluates a valid scenario exactly.
#[must_use]
pub fn evaluate(scenario: &Scenario) -> Evaluation {
    let estimates = Estimates::of(scenario);
    let ledger = run(&Plan::<Decimal>::new(scenario, &estimates, Stage::Management));
    let bridge = bridge(scenario, &estimates);
    let results = results(scenario, &ledger, &bridge);
    Evaluation { estimates, ledger, bridge, results }
}

/// What a month at home costs more than what happens instead, by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows<S> {
    /// Home − effective cost.
    pub effective: Vec<S>,
    /// Home − cash.
    pub cash: Vec<S>,
    /// Whether any seat is wanted offshore in any month.
    moves: bool,
}

impl<S: Ordered> Flows<S> {
    /// The flows of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger<S>) -> Self {
        Self {
            effective: ledger.months.iter().map(|month| month.home_cost - month.effective()).collect(),
            cash: ledger.months.iter().map(|month| month.home_cost - month.cash()).collect(),
            moves: !ledger.moves.is_zero(),
        }
    }

    /// Of home − effective cost: month t discounted by (1 + rate/12)^(t+1), reporting currency.
    #[must_use]
    pub fn net_present_value(&self, rate: Decimal) -> S {
        let monthly = S::ONE + S::from_decimal(rate).ratio(S::from_count(12));
        let mut factor = S::ONE;
        let mut sum = S::ZERO;
        for flow in &self.effective {
            factor = factor.ratio(monthly);
            sum = sum + *flow * factor;
        }
        sum.cents()
    }

    /// First month, 1-based, from which the cumulative effective saving stays at 0 or above; none
    /// where nobody moves.
    #[must_use]
    pub fn payback_month(&self) -> Option<usize> {
        self.moves.then(|| payback(&self.effective)).flatten()
    }

    /// The same of cash.
    #[must_use]
    pub fn cash_payback_month(&self) -> Option<usize> {
        self.moves.then(|| payback(&self.cash)).flatten()
    }

    /// Deepest cumulative cash shortfall against home, reporting currency; 0 or more.
    #[must_use]
    pub fn funding_need(&self) -> S {
        let mut sum = S::ZERO;
        let deepest = self.cash.iter().fold(S::ZERO, |lowest, flow| {
            sum = sum + *flow;
            lowest.min(sum)
        });
        S::ZERO - deepest
    }

    /// Cash at stake if one stops after a pilot of some months, reporting currency; 0 or more.
    #[must_use]
    pub fn pilot_exposure(&self, pilot_months: u32) -> S {
        let months = self.cash.len();
        let pilot = usize::try_from(pilot_months).unwrap_or(months).clamp(1, months);
        let after_pilot = self.cash[..pilot].iter().fold(S::ZERO, |sum, flow| sum + *flow);
        (S::ZERO - after_pilot).at_least_zero()
    }

    /// Effective saving of the last 12 months, reporting currency.
    #[must_use]
    pub fn run_rate_saving(&self) -> S {
        let year = self.effective.len().saturating_sub(12);
        self.effective[year..].iter().fold(S::ZERO, |sum, flow| sum + *flow)
    }
}

fn results(scenario: &Scenario, ledger: &Ledger<Decimal>, bridge: &Bridge<Decimal>) -> Results {
    let totals = Totals::of(ledger);
    let flows = Flows::of(ledger);
    Results {
        totals,
        headline: headline(scenario),
        wage_saving: totals.wage_saving(bridge.after(Stage::Wages)),
        cash_saving: totals.cash_saving(),
        effective_saving: totals.effective_saving(),
        friction: totals.friction(),
        capacity_loss: totals.capacity_loss(),
        verdict: flows.moves.then(|| verdict(scenario, &totals)).flatten(),
        net_present_value: flows.net_present_value(scenario.money.discount_rate),
        payback_month: flows.payback_month(),
        cash_payback_month: flows.cash_payback_month(),
        funding_need: flows.funding_need(),
        pilot_exposure: flows.pilot_exposure(scenario.rollout.pilot_months),
        run_rate_saving: flows.run_rate_saving(),
        capacity_multiple: totals.capacity_multiple(),
        wage_parity_years: scenario.sites.iter().map(|site| (site.id.clone(), wage_parity(scenario, site))).collect(),
    }
}

fn verdict(scenario: &Scenario, totals: &Totals<Decimal>) -> Option<Verdict> {
    let (friction, target) = (totals.friction()?, scenario.money.target_saving);
    let verdict = if friction <= scenario.money.friction_tolerance {
        if totals.effective_saving()? >= target { Verdict::Go } else { Verdict::SmoothButDear }
    } else if totals.cash_saving()? >= target {
        Verdict::CheapButRough
    } else {
        Verdict::Stop
    };
    Some(verdict)
}

/// `1 − Σ N_j·salary_j·p·rate_j ÷ Σ N_j·salary_h·rate_h` over offshore seats, at the start; 0
/// with nobody offshore.
fn headline(scenario: &Scenario) -> Decimal {
    let (mut there, mut here) = (Decimal::ZERO, Decimal::ZERO);
    for team in &scenario.teams {
        let pay = |place: &Site| team.salary.get(&place.id).copied().unwrap_or_default() * place.exchange_rate;
        for site in &scenario.sites {
            let seats = team.headcount * team.share(&site.id);
            there += seats * (pay(site) * team.pay_position);
            here += seats * pay(&scenario.home);
        }
    }
    saving(there, here).unwrap_or_default()
}

/// First month, 1-based, from which the cumulative flow stays at 0 or above to the end.
pub fn payback<S: Ordered>(flows: &[S]) -> Option<usize> {
    let mut sum = S::ZERO;
    let mut since = None;
    for (month, flow) in flows.iter().enumerate() {
        sum = sum + *flow;
        since = if sum < S::ZERO { None } else { since.or(Some(month + 1)) };
    }
    since
}

/// `ln(A/B) ÷ ln(growth_j/growth_h)`, years to one decimal; none unless pay there is lower and
/// grows faster. An estimate.
fn wage_parity(scenario: &Scenario, site: &Site) -> Option<f64> {
    let loaded = |place: &Site, salary: Decimal| {
        salary.to_f64().unwrap_or_default()
            * place.exchange_rate.to_f64().unwrap_or_default()
            * (1.0 + place.on_cost.to_f64().unwrap_or_default())
    };
    let growth = |place: &Site| {
        (1.0 + place.wage_growth.to_f64().unwrap_or_default())
            * (1.0 + place.exchange_drift.to_f64().unwrap_or_default())
    };
    let (mut here, mut there) = (0.0, 0.0);
    for team in &scenario.teams {
        let seats = (team.headcount * team.share(&site.id)).to_f64().unwrap_or_default();
        let pay = |place: &Site| loaded(place, team.salary.get(&place.id).copied().unwrap_or_default());
        here += seats * pay(&scenario.home);
        there += seats * pay(site) * team.pay_position.to_f64().unwrap_or_default();
    }
    let faster = growth(site) > growth(&scenario.home);
    let years = (here / there).ln() / (growth(site) / growth(&scenario.home)).ln();
    (here > there && there > 0.0 && faster).then(|| (years * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn flows(months: &[Decimal]) -> Flows<Decimal> {
        Flows { effective: months.to_vec(), cash: months.to_vec(), moves: true }
    }

    #[test]
    fn payback_is_the_month_from_which_it_stays_paid() {
        assert_eq!(payback(&[dec!(-2), dec!(3), dec!(-2), dec!(1), dec!(1)]), Some(4));
        assert_eq!(payback(&[dec!(1), dec!(1)]), Some(1));
        assert_eq!(payback(&[dec!(1), dec!(-2)]), None);
    }

    #[test]
    fn one_month_at_twelve_per_cent_is_discounted_by_one_per_cent() {
        assert_eq!(flows(&[dec!(101)]).net_present_value(dec!(0.12)), dec!(100));
    }

    #[test]
    fn what_is_at_stake_is_never_below_nothing() {
        let lost = flows(&[dec!(-5), dec!(-3), dec!(20)]);
        assert_eq!((lost.funding_need(), lost.pilot_exposure(1), lost.pilot_exposure(9)), (dec!(8), dec!(5), dec!(0)));
        assert_eq!(flows(&[dec!(1), dec!(2)]).funding_need(), dec!(0));
        assert_eq!(lost.run_rate_saving(), dec!(12));
    }
}

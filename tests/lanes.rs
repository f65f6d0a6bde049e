//! One model on three kinds of numbers: estimates and lanes agree with the exact books, to 1e-9 with
//! rounding switched off and to half a cent a posting with it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    fs,
    ops::{Add, Mul, Sub},
    path::Path,
};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use shoreline::{
    engine::{
        job::Job,
        lanes::{Lanes, Pack, wide},
        monte_carlo::simulate,
        trial::{Monthly, Trial},
    },
    model::{
        estimates::Estimates,
        inputs::Inputs,
        ledger::{Book, Clerk, Posting, keep},
        plan::{Plan, Stage},
        scalar::Scalar,
        scenario::Scenario,
        seats::Pools,
    },
    store::files,
};

/// Exact numbers whose postings are not rounded.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Unrounded(Decimal);

impl Add for Unrounded {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Unrounded {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Unrounded {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Scalar for Unrounded {
    const ZERO: Self = Self(Decimal::ZERO);
    const ONE: Self = Self(Decimal::ONE);
    fn from_decimal(value: Decimal) -> Self {
        Self(value)
    }
    fn from_rate(value: f64) -> Self {
        Self(Decimal::from_rate(value))
    }
    fn from_count(value: usize) -> Self {
        Self(Decimal::from_count(value))
    }
    fn estimate<const N: usize>(from: [Self; N], formula: impl Fn([f64; N]) -> f64) -> Self {
        Self(Decimal::estimate(from.map(|number| number.0), formula))
    }
    fn ceiling(self) -> usize {
        self.0.ceiling()
    }
    fn min(self, other: Self) -> Self {
        Self(Ord::min(self.0, other.0))
    }
    fn max(self, other: Self) -> Self {
        Self(Ord::max(self.0, other.0))
    }
    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        if self.0 > Decimal::ZERO { then } else { otherwise }
    }
    fn ratio(self, divisor: Self) -> Self {
        Self(Scalar::ratio(self.0, divisor.0))
    }
    fn twelfth(self) -> Self {
        Self(self.0.twelfth())
    }
    fn cents(self) -> Self {
        self
    }
    fn whole_parts(self) -> Self {
        Self(self.0.whole_parts())
    }
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

/// Every golden scenario by name.
fn goldens() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let scenarios = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    scenarios.map(|path| (path.display().to_string(), files::load(&path).unwrap())).collect()
}

/// Home cost, cash and lost capacity by month, and how much is posted.
struct Sums<S> {
    months: Vec<[S; 3]>,
    postings: u32,
}

impl<S: Scalar> Book<S> for Sums<S> {
    fn post(&mut self, posting: Posting, amount: S) {
        use shoreline::model::ledger::Account;
        let index = match posting.account {
            Account::BaselinePayroll | Account::BaselineHiring => 0,
            Account::Cash(_) => 1,
            Account::LostCapacity => 2,
        };
        let sum = &mut self.months[posting.month][index];
        *sum = *sum + amount;
        self.postings += 1;
    }
}

fn sums<S: Scalar>(scenario: &Scenario) -> Sums<S> {
    let plan = Plan::<S>::of(&Inputs::of(scenario), &Estimates::of(scenario), Stage::Management);
    let mut sums = Sums { months: vec![[S::ZERO; 3]; plan.months], postings: 0 };
    keep(&plan, Pools::default(), &mut Clerk::default(), &mut sums);
    sums
}

/// Totals of home, cash and lost capacity in lane order.
fn totals<S: Copy>(sums: &Sums<S>, float: impl Fn(S) -> f64) -> [f64; 3] {
    [0, 1, 2].map(|index| sums.months.iter().map(|month| float(month[index])).sum())
}

fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap()
}

#[test]
fn estimates_and_lanes_agree_with_unrounded_books() {
    let goldens = goldens();
    assert!(goldens.len() >= 11);
    for (name, scenario) in goldens {
        let exact = totals(&sums::<Unrounded>(&scenario), |number| float(number.0));
        let scale = exact[0].max(exact[1]);
        let near = |found: [f64; 3], what: &str| {
            for (found, exact) in found.into_iter().zip(exact) {
                // Lost capacity is a difference of two capacities: its scale is that of costs.
                assert!((found - exact).abs() <= 1e-9 * scale, "{name} {what}: {found}, exactly {exact}");
            }
        };
        near(totals(&sums::<f64>(&scenario), |number| number), "f64");
        for lane in 0..Lanes::WIDTH {
            near(totals(&sums::<Lanes>(&scenario), |pack| pack.trials()[lane]), "lanes");
        }
    }
}

#[test]
fn estimates_and_lanes_agree_with_the_books_to_half_a_cent_a_posting() {
    for (name, scenario) in goldens() {
        let exact = sums::<Decimal>(&scenario);
        let allowed = 0.005 * f64::from(exact.postings);
        let exact = totals(&exact, float);
        for (index, exact) in exact.into_iter().enumerate() {
            let lanes = totals(&sums::<Lanes>(&scenario), |pack| pack.trials()[7])[index];
            let plain = totals(&sums::<f64>(&scenario), |number| number)[index];
            let allowed = allowed + 1e-9 * exact.abs();
            assert!((lanes - exact).abs() <= allowed && (plain - exact).abs() <= allowed, "{name}: {lanes} {exact}");
        }
    }
}

#[test]
fn wide_vectors_give_the_digits_of_narrow_ones() {
    for (name, scenario) in goldens() {
        let estimates = Estimates::of(&scenario);
        let mut trial = Trial::<Lanes>::new(&scenario, &estimates);
        let mut book = Monthly::new(trial.months());
        wide(
            #[inline(always)]
            || trial.run(&mut book),
        );
        let plain = sums::<Lanes>(&scenario);
        for (month, sums) in plain.months.iter().enumerate() {
            assert_eq!([book.home[month], book.cash[month], book.lost[month]], *sums, "{name} month {month}");
        }
    }
}

#[test]
fn every_golden_scenario_is_simulated_around_its_own_result() {
    for (name, mut scenario) in goldens() {
        // A range of no width: every trial is today.
        scenario.uncertainty.clear();
        scenario.uncertainty.insert("friction.rework".into(), (Decimal::ONE, Decimal::ONE));
        let simulation = simulate(&scenario, 20, 1, &Job::default()).unwrap();
        let [_, cash, lost] = totals(&sums::<f64>(&scenario), |number| number);
        let cost = simulation.effective_cost.unwrap();
        assert!((cost.mean - (cash + lost)).abs() <= 1e-9 * (cash + lost).abs(), "{name}");
        assert!((cost.quantiles.p5 - cost.quantiles.p95).abs() <= 1e-9 * cost.mean.abs(), "{name}");
    }
}

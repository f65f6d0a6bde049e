//! Random valid scenarios, drawn by walking the model's records against the table of levers:
//! a field that is added is drawn without a word here.
//!
//! A scenario is built from a list of whole numbers that is used up in order; proptest draws
//! and shrinks the list, and 0 always stands for the plainest choice.

use proptest::{prelude::*, test_runner::RngAlgorithm};
use rust_decimal::{Decimal, dec};
use shoreline::model::{
    lever::{Group, Lever, LeverId, Rail},
    scenario::{Objective, Record, Scenario, Site, Structure, Team, ValueMut, Word},
};

/// Proptest's settings: the same cases on every machine. `SHORELINE_SOAK=n` draws n times as
/// many others instead.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let soak = std::env::var("SHORELINE_SOAK").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    ProptestConfig {
        cases: cases * soak,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: prop::test_runner::RngSeed::Fixed(2026 + u64::from(soak)),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    }
}

/// From where in a field's valid range its value is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// Anywhere, more often where the field's rail is.
    Anywhere,
    /// At and near the ends, and at values with all 28 digits.
    Ends,
}

/// How large a scenario is.
#[derive(Debug, Clone, Copy)]
struct Size {
    sites: usize,
    teams: usize,
    months: u32,
}

/// Valid scenarios of up to three sites, two teams and 26 months, fields anywhere in their range.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    numbers(300).prop_map(|numbers| {
        let mut draw = Draw { numbers, next: 0, spread: Spread::Anywhere };
        let size = Size {
            sites: 1 + draw.below(3),
            teams: 1 + draw.below(2),
            months: [12, 13, 18, 24, 25, 26][draw.below(6)],
        };
        draw.scenario(size)
    })
}

/// Valid scenarios with every field at or near an end of its range, of up to three sites, two
/// teams and 30 months.
pub(crate) fn scenario_at_the_ends() -> impl Strategy<Value = Scenario> {
    numbers(300).prop_map(|numbers| {
        let mut draw = Draw { numbers, next: 0, spread: Spread::Ends };
        let size = Size { sites: draw.below(4), teams: 1 + draw.below(2), months: [12, 13, 26, 30][draw.below(4)] };
        draw.scenario(size)
    })
}

/// The largest scenarios there can be, 24 teams at 12 sites over 120 months, fields at the ends.
pub(crate) fn largest_scenario() -> impl Strategy<Value = Scenario> {
    numbers(1400).prop_map(|numbers| {
        let mut draw = Draw { numbers, next: 0, spread: Spread::Ends };
        draw.scenario(Size { sites: 12, teams: 24, months: 120 })
    })
}

fn numbers(count: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), count)
}

const ZONES: [&str; 8] = [
    "UTC",
    "America/New_York",
    "Asia/Manila",
    "Europe/Warsaw",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
];
/// Reporting currency for one local unit, as currencies have it.
const RATES: [Decimal; 5] = [dec!(1), dec!(0.0157036), dec!(0.2512), dec!(1.27), dec!(0.0000391)];
/// And as a file might.
const ODD_RATES: [Decimal; 7] = [
    dec!(1),
    dec!(0.0000000000000000000000000001),
    dec!(0.00000000000000000001),
    dec!(0.0001),
    dec!(83.333333333333333333333333),
    dec!(1000000000),
    dec!(10000000000000),
];
/// The most a head and year, local and reporting.
const MOST: (Decimal, Decimal) = (dec!(10000000000000), dec!(1000000000));
const THIRD: Decimal = dec!(0.3333333333333333333333333333);
const LEAST: Decimal = dec!(0.0000000000000000000000000001);
const NAMES: [&str; 5] = ["Desk", "Quote \" and \\ \t tab", "Ünïcødé ✓ 日本", "// no comment /* */", "line\nbreak"];

struct Draw {
    numbers: Vec<u32>,
    next: usize,
    spread: Spread,
}

impl Draw {
    fn take(&mut self) -> u32 {
        let number = self.numbers[self.next % self.numbers.len()];
        self.next += 1;
        number
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.take()).unwrap_or(0) % count
    }

    /// 0–1 in thousandths.
    fn share(&mut self) -> Decimal {
        Decimal::new(i64::from(self.take() % 1001), 3)
    }

    fn text(&mut self) -> String {
        NAMES[self.below(NAMES.len())].to_owned()
    }

    fn word<W: Word>(&mut self) -> W {
        W::ALL[self.below(W::ALL.len())]
    }

    /// A value of a field.
    fn value(&mut self, lever: &Lever) -> Decimal {
        let (low, high) = (lever.valid.low, lever.valid.high);
        let rail = match lever.rail {
            Rail::Fixed(low, high) => (low, high),
            Rail::Scaled => (low, Ord::min(high, dec!(20000))),
        };
        let typical = lever.default.unwrap_or(rail.0 + (rail.1 - rail.0) * dec!(0.2));
        let choice = self.take();
        if choice == 0 {
            return fitting(lever, typical);
        }
        let near = if lever.whole { dec!(1) } else { dec!(0.000000001) };
        let value = match (self.spread, choice % 8) {
            (_, 0) => low,
            (_, 1) => high,
            (Spread::Anywhere, 2) => low + (high - low) * self.share(),
            (Spread::Anywhere, _) => rail.0 + (rail.1 - rail.0) * self.share(),
            (Spread::Ends, 2) => low + near,
            (Spread::Ends, 3) => high - near,
            (Spread::Ends, 4) => low + LEAST,
            (Spread::Ends, 5) => low + (high - low) * THIRD,
            (Spread::Ends, _) => typical,
        };
        fitting(lever, value)
    }

    /// Draws every number of a record.
    fn fill(&mut self, group: Group, record: &mut dyn Record) {
        for field in record.fields_mut() {
            let Some(lever) = Lever::find(group, field.name) else { continue };
            match field.value {
                ValueMut::Number(number) => *number = self.value(lever),
                ValueMut::Whole(number) => *number = u32::try_from(self.value(lever)).unwrap_or(1),
                _ => {}
            }
        }
    }

    /// An amount in local currency, `periods` of which make a year; small enough in both
    /// currencies. `usual` is its largest usual size a year in reporting currency.
    fn amount(&mut self, rate: Decimal, usual: Decimal, periods: Decimal) -> Decimal {
        if self.spread == Spread::Anywhere {
            let local = usual * (self.share() + dec!(0.001)) / rate;
            return Ord::max(local / periods, dec!(0.01)).round_dp(2);
        }
        let most = MOST.1.checked_div(rate).map_or(MOST.0, |most| Ord::min(most, MOST.0));
        // A hair less, for the rate that does not divide.
        let most = (most * dec!(0.9999999999) / periods).max(LEAST);
        let amount = match self.take() % 6 {
            0 => Ord::min(most, dec!(50000)),
            1 => LEAST,
            2 => most * THIRD,
            3 => Ord::min(most, dec!(0.01)),
            _ => most,
        };
        as_in_a_file(amount).max(LEAST)
    }

    fn place(&mut self, id: String) -> Site {
        let zone = ZONES[self.below(ZONES.len())].to_owned();
        let rates = if self.spread == Spread::Anywhere { &RATES[..] } else { &ODD_RATES[..] };
        let rate = rates[self.below(rates.len())];
        let name = self.text();
        let country = "US".to_owned();
        let mut site =
            Site { id, name, country, time_zone: zone, currency: "USD".into(), terms: self.text(), ..Site::default() };
        self.fill(Group::Place, &mut site);
        site.exchange_rate = rate;
        site.seat_cost = self.amount(rate, dec!(20000), dec!(12));
        site.fee = self.amount(dec!(1), dec!(10000), dec!(12));
        if !self.take().is_multiple_of(3) {
            site.culture = Some(std::array::from_fn(|_| self.share() * dec!(120)));
        }
        site
    }

    fn team(&mut self, id: String, places: &[Site]) -> Team {
        let mut team = Team { id, name: self.text(), role: self.text(), ..Team::default() };
        team.structure = self.word::<Structure>();
        self.fill(Group::Team, &mut team);
        if self.spread == Spread::Anywhere {
            team.headcount = Decimal::new(i64::from(1 + self.take() % 6000), 2);
        }
        for place in places {
            let salary = self.amount(place.exchange_rate, dec!(200000), dec!(1));
            team.salary.insert(place.id.clone(), salary);
        }
        let mut left = Decimal::ONE;
        for place in &places[1..] {
            let share = match (self.spread, self.take() % 6) {
                (_, 0) => left,
                (_, 1) => dec!(0),
                (Spread::Ends, 2) => Ord::min(left, LEAST),
                (Spread::Ends, 3) => left * THIRD,
                _ => (left * self.share()).round_dp(4).min(left),
            };
            left -= share;
            team.mix.insert(place.id.clone(), share);
            if share.is_zero() && self.take().is_multiple_of(2) {
                // A site without a share needs neither.
                team.mix.shift_remove(&place.id);
                team.salary.shift_remove(&place.id);
            }
        }
        team
    }

    fn scenario(&mut self, size: Size) -> Scenario {
        let mut scenario = Scenario { format: 1, name: self.text(), note: self.text(), ..Scenario::default() };
        scenario.objective = self.word::<Objective>();
        self.fill(Group::Money, &mut scenario.money);
        scenario.money.horizon_months = size.months;
        scenario.money.currency = "EUR".into();
        let starts = ["2027-01", "2026-11", "0000-01", "9999-12"];
        scenario.money.start = starts[self.below(starts.len())].into();
        scenario.home = self.place(super::HOME.to_owned());
        scenario.sites = (0..size.sites).map(|index| self.place(format!("site-{index}"))).collect();
        let places: Vec<Site> = scenario.places().cloned().collect();
        scenario.teams = (0..size.teams).map(|index| self.team(format!("team-{index}"), &places)).collect();
        self.fill(Group::Friction, &mut scenario.friction);
        self.fill(Group::Management, &mut scenario.management);
        scenario.management.manager_salary = self.amount(places[0].exchange_rate, dec!(200000), dec!(1));
        self.fill(Group::Transition, &mut scenario.transition);
        self.fill(Group::Rollout, &mut scenario.rollout);
        if self.spread == Spread::Anywhere {
            // Sizes at which a roll-out takes a while.
            scenario.rollout.pilot_heads = Decimal::from(self.take() % 12);
            scenario.rollout.wave_heads = Decimal::new(i64::from(self.take() % 400), 1);
            scenario.rollout.pilot_months = self.take() % 8;
            scenario.rollout.wave_every_months = 1 + self.take() % 5;
            scenario.transition.handover_months = self.take() % 8;
        }
        let levers = LeverId::all(&scenario);
        for _ in 0..self.below(3) {
            let lever = levers[self.below(levers.len())].to_string();
            let range = (self.share(), dec!(1) + self.share() * dec!(9));
            scenario.uncertainty.insert(lever, range);
        }
        scenario
    }
}

/// To the digits that a file holds exactly.
fn as_in_a_file(value: Decimal) -> Decimal {
    // A decimal holds 28 digits and some of 29; `round_sf` is no help, as it adds places too.
    let too_long = value.scale() > 0 && value.mantissa().unsigned_abs() >= 10_u128.pow(28);
    if too_long { value.round_dp(value.scale() - 1) } else { value }
}

/// The nearest value that the field may hold.
fn fitting(lever: &Lever, value: Decimal) -> Decimal {
    let value = if lever.whole { value.round() } else { as_in_a_file(value) };
    let value = value.clamp(lever.valid.low, lever.valid.high);
    if lever.valid.holds(value) {
        value
    } else if lever.valid.above {
        lever.valid.low + LEAST
    } else {
        lever.valid.high - dec!(0.000000001)
    }
}

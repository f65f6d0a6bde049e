//! The way from one scenario to another: groups of inputs switched in a fixed order on the exact
//! books, so that the steps of any result add up to the difference, money to the cent.
//!
//! What can't stand by itself, such as a share at a site that is not there yet, is switched with
//! the next group: every scenario on the way is a valid one.

use super::{
    Per, counted,
    inputs::{Held, Input, Line, Part, differences},
};
use crate::{
    engine::measure::Measure,
    model::{
        check::check,
        results::{Results, evaluate},
        scenario::Scenario,
    },
};
use rust_decimal::Decimal;

/// A group of inputs that are switched together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Switch {
    /// The objective, and sites and teams that only one has.
    Structure,
    /// Headcount and where the seats are.
    Seats,
    /// What people are paid.
    Pay,
    /// Terms, costs, hours and skills of places.
    Places,
    /// How teams work.
    Teams,
    /// The friction factors.
    Friction,
    /// Managers, governance and travel.
    Management,
    /// What the move costs, pilot and waves.
    Transition,
    /// Start, horizon, rates and thresholds.
    Money,
}

impl Switch {
    /// All in the order in which they are switched.
    pub const ALL: [Self; 9] = [
        Self::Structure,
        Self::Seats,
        Self::Pay,
        Self::Places,
        Self::Teams,
        Self::Friction,
        Self::Management,
        Self::Transition,
        Self::Money,
    ];

    /// Name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Structure => "Sites and teams",
            Self::Seats => "Seats and mix",
            Self::Pay => "Pay",
            Self::Places => "Places and terms",
            Self::Teams => "Ways of working",
            Self::Friction => "Friction",
            Self::Management => "Management",
            Self::Transition => "Transition and roll-out",
            Self::Money => "Horizon and rates",
        }
    }

    /// The key in machine-readable output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Seats => "seats",
            Self::Pay => "pay",
            Self::Places => "places",
            Self::Teams => "teams",
            Self::Friction => "friction",
            Self::Management => "management",
            Self::Transition => "transition",
            Self::Money => "money",
        }
    }

    /// The group of an input that differs.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        let gone = matches!(line.base, Held::Nothing) || matches!(line.other, Held::Nothing);
        match &line.input {
            Input::Site(_) | Input::Team(_) | Input::Range(_) => Self::Structure,
            Input::Salary(..) if gone => Self::Structure,
            Input::Salary(..) => Self::Pay,
            Input::Share(..) => Self::Seats,
            Input::Field(part, field) => Self::of_field(part, field),
        }
    }

    fn of_field(part: &Part, field: &str) -> Self {
        match (part, field) {
            (Part::Scenario, _) | (Part::Home, "id") => Self::Structure,
            (Part::Team(_), "headcount") => Self::Seats,
            (Part::Team(_), "pay_position") | (Part::Management, "manager_salary") => Self::Pay,
            (Part::Team(_), "liaisons" | "oversight") | (Part::Management, _) => Self::Management,
            (Part::Team(_), _) => Self::Teams,
            (Part::Home | Part::Site(_), _) => Self::Places,
            (Part::Friction, _) => Self::Friction,
            (Part::Transition | Part::Rollout, _) => Self::Transition,
            (Part::Money, _) => Self::Money,
        }
    }
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The groups that are switched in it, at least one.
    pub switched: Vec<Switch>,
    /// The inputs that are, those of ranges aside: they move no exact figure.
    pub inputs: Vec<Input>,
    /// The results after it.
    pub results: Results,
    /// The months these are of.
    pub months: u32,
}

impl Step {
    /// Name for people: "Pay", "Seats and mix, pay".
    #[must_use]
    pub fn label(&self) -> String {
        let mut names = self.switched.iter().map(|switch| switch.label());
        let first = names.next().unwrap_or_default().to_owned();
        names.fold(first, |all, name| format!("{all}, {}", crate::format::lower_first(name)))
    }
}

/// The way from a scenario to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The results it starts from, and their months.
    pub start: (Results, u32),
    /// The steps; the last ends at the other scenario.
    pub steps: Vec<Step>,
}

/// A bar of the way: where a result stood before a step and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Before.
    pub from: Decimal,
    /// After.
    pub to: Decimal,
}

impl Bar {
    /// What the step adds.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.to - self.from
    }
}

impl Way {
    /// The bars of a result, one a step; none where it has no figure somewhere on the way.
    #[must_use]
    pub fn bars(&self, measure: Measure, per: Per) -> Option<Vec<Bar>> {
        let months = |months: u32| matches!(per, Per::Month(..)).then_some(months);
        let mut level = counted(measure, &self.start.0, months(self.start.1))?;
        let bar = |step: &Step| {
            let from = level;
            level = counted(measure, &step.results, months(step.months))?;
            Some(Bar { from, to: level })
        };
        self.steps.iter().map(bar).collect()
    }
}

/// The way from a valid scenario to another, both in one currency.
#[must_use]
pub fn way(base: &Scenario, other: &Scenario) -> Way {
    let results = |scenario: &Scenario| (evaluate(scenario).results, scenario.money.horizon_months);
    let mut way = Way { start: results(base), steps: Vec::new() };
    let lines = differences(base, other);
    let mut now = base.clone();
    let mut waiting: (Vec<Switch>, Vec<Input>) = Default::default();
    for switch in Switch::ALL {
        let group = lines.iter().filter(|line| Switch::of(line) == switch);
        let inputs: Vec<Input> = group.map(|line| line.input.clone()).collect();
        for input in &inputs {
            input.take(&mut now, other);
        }
        let counts = inputs.iter().any(|input| !matches!(input, Input::Range(_)));
        if counts {
            waiting.0.push(switch);
            waiting.1.extend(inputs.into_iter().filter(|input| !matches!(input, Input::Range(_))));
        }
        if waiting.0.is_empty() || !check(&now).is_empty() {
            continue;
        }
        let (switched, inputs) = std::mem::take(&mut waiting);
        let (results, months) = results(&now);
        way.steps.push(Step { switched, inputs, results, months });
    }
    // What is left could not stand before all of it was switched: that is the other scenario.
    if !waiting.0.is_empty() {
        let (results, months) = results(other);
        way.steps.push(Step { switched: waiting.0, inputs: waiting.1, results, months });
    }
    way
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn labels(way: &Way) -> Vec<String> {
        way.steps.iter().map(Step::label).collect()
    }

    #[test]
    fn two_levers_are_two_steps_worked_out_one_after_the_other() {
        let base = two_sites();
        let mut other = base.clone();
        other.teams[0].salary.insert("ph-mnl".into(), dec!(450000));
        let paid = evaluate(&other).results.totals.effective;
        other.friction.rework = dec!(0.12);
        let found = way(&base, &other);
        assert_eq!(labels(&found), ["Pay", "Friction"]);
        let bars = found.bars(Measure::EffectiveCost, Per::Horizon).unwrap();
        let start = evaluate(&base).results.totals.effective;
        let end = evaluate(&other).results.totals.effective;
        assert_eq!(bars, [Bar { from: start, to: paid }, Bar { from: paid, to: end }]);
        assert_eq!(bars[0].amount() + bars[1].amount(), end - start);
        assert!(bars.iter().all(|bar| bar.amount() > dec!(0)));
    }

    #[test]
    fn what_can_not_stand_by_itself_is_switched_with_the_next_group() {
        let base = two_sites();
        let mut other = base.clone();
        // More than the whole would be offshore for a moment: Krakow takes Manila's seats.
        let mut manila = other.sites[0].clone();
        manila.id = "ph-ceb".into();
        other.sites[0] = manila;
        for team in &mut other.teams {
            for map in [&mut team.salary, &mut team.mix] {
                let held = map.shift_remove("ph-mnl").unwrap();
                map.insert("ph-ceb".into(), held);
            }
        }
        let found = way(&base, &other);
        assert_eq!(labels(&found), ["Sites and teams", "Seats and mix"]);
        let start = evaluate(&base).results.totals;
        let end = evaluate(&other).results.totals;
        let bars = found.bars(Measure::CashCost, Per::Horizon).unwrap();
        assert_eq!(bars.iter().map(Bar::amount).sum::<Decimal>(), end.cash - start.cash);
        // A rate at which only the new, lower amount is small enough.
        let mut base = two_sites();
        base.teams[0].salary.insert("pl-krk".into(), dec!(4000000000));
        let mut other = base.clone();
        other.sites[1].exchange_rate = dec!(2500000);
        other.teams[0].salary.insert("pl-krk".into(), dec!(400));
        other.teams[1].salary.insert("pl-krk".into(), dec!(400));
        assert_eq!(labels(&way(&base, &other)), ["Pay", "Places and terms"]);
        assert_eq!(labels(&way(&other, &base)), ["Pay, places and terms"]);
    }

    #[test]
    fn ranges_alone_are_no_step() {
        let base = two_sites();
        let mut other = base.clone();
        other.uncertainty.insert("friction.rework".into(), (dec!(0.5), dec!(2)));
        assert!(way(&base, &other).steps.is_empty());
    }

    #[test]
    fn a_month_s_bars_end_at_the_other_s_own_months() {
        let base = two_sites();
        let mut other = base.clone();
        other.money.horizon_months = 24;
        let found = way(&base, &other);
        let bars = found.bars(Measure::HomeCost, Per::Month(36, 24)).unwrap();
        let month =
            |scenario: &Scenario, months| (evaluate(scenario).results.totals.home / Decimal::from(months)).round_dp(2);
        assert_eq!((bars[0].from, bars[0].to), (month(&base, 36), month(&other, 24)));
    }
}

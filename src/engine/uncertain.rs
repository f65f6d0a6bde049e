//! The levers that are uncertain, each with its range, and the values a draw gives them.

use rust_decimal::{
    Decimal,
    prelude::{FromPrimitive, ToPrimitive},
};

use super::triangular::Triangular;
use crate::{
    format::figures,
    model::{
        lever::LeverId,
        ranges::{CERTAIN, Range, ranges},
        scenario::Scenario,
    },
};

/// One uncertain number of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The number; never with a `*`.
    pub lever: LeverId,
    /// Its multiplier.
    pub range: Triangular,
    /// Its value today.
    pub today: Decimal,
}

impl Uncertain {
    /// Today's value × a multiplier, held in what the field may hold; whole where the field is.
    #[must_use]
    pub fn value(&self, multiplier: f64) -> Decimal {
        let multiplier = Decimal::from_f64(multiplier).unwrap_or(Decimal::ONE);
        let value = self.today * multiplier;
        // Today's value stays as it is; others need no more digits than an estimate has.
        let value = if multiplier == Decimal::ONE { value } else { figures(value, 15) };
        self.lever.lever().fit(value)
    }
}

/// The levers that are varied, in the order of [`ranges`].
#[must_use]
pub fn uncertain_levers(scenario: &Scenario) -> Vec<Uncertain> {
    let float = |multiplier: Decimal| multiplier.to_f64().unwrap_or(1.0);
    let uncertain = |(lever, (low, high)): (LeverId, Range)| {
        let today = lever.value(scenario).ok()?;
        Some(Uncertain { lever, range: Triangular::new(float(low), float(high)), today })
    };
    ranges(scenario).into_iter().filter(|(_, range)| *range != CERTAIN).filter_map(uncertain).collect()
}

/// Scales a team's shares back to 1 in sum where a draw pushed them over it.
pub fn scale_back(scenario: &mut Scenario) {
    for team in &mut scenario.teams {
        let sum = team.offshore_share();
        if sum <= Decimal::ONE {
            continue;
        }
        let mut left = Decimal::ONE;
        for share in team.mix.values_mut() {
            *share = Ord::min(*share / sum, left);
            left -= *share;
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    fn names(scenario: &Scenario) -> Vec<String> {
        uncertain_levers(scenario).iter().map(|uncertain| uncertain.lever.to_string()).collect()
    }

    #[test]
    fn without_ranges_of_its_own_a_scenario_takes_the_tables() {
        let scenario = two_sites();
        let names = names(&scenario);
        // 18 rows of the table: 14 single ones, and oversight, ramp-up, wage growth and exchange
        // rate for each of two teams or sites.
        assert_eq!(names.len(), 14 + 4 * 2, "{names:?}");
        for name in ["friction.rework", "team.books.oversight", "site.pl-krk.exchange_rate"] {
            assert!(names.contains(&name.to_owned()), "{name} is missing in {names:?}");
        }
        assert!(!names.iter().any(|name| name.starts_with("home.")), "{names:?}");
    }

    #[test]
    fn ranges_of_its_own_replace_the_tables_and_the_last_one_counts() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("team.*.oversight".into(), (dec!(0.5), dec!(2)));
        scenario.uncertainty.insert("team.books.oversight".into(), (dec!(0.9), dec!(1.1)));
        scenario.uncertainty.insert("friction.rework".into(), (dec!(1), dec!(1)));
        assert_eq!(names(&scenario), ["team.desk.oversight", "team.books.oversight"]);
        let levers = uncertain_levers(&scenario);
        assert_eq!(levers[0].range, Triangular::new(0.5, 2.0));
        assert_eq!(levers[1].range, Triangular::new(0.9, 1.1));
    }

    #[test]
    fn a_draw_stays_within_what_the_field_may_hold() {
        let mut scenario = two_sites();
        for (id, high) in [("friction.time_zone", 2), ("transition.handover_months", 10), ("site.ph-mnl.attrition", 1)]
        {
            scenario.uncertainty.insert(id.into(), (dec!(0), Decimal::from(high)));
        }
        let levers = uncertain_levers(&scenario);
        assert_eq!(levers[0].value(2.0), dec!(1));
        assert_eq!(levers[0].value(1.0), dec!(0.88));
        assert_eq!(levers[1].value(1.2), dec!(4));
        assert_eq!(levers[1].value(10.0), dec!(24));
        assert_eq!(levers[2].value(0.0), dec!(0));
        let sliver = Uncertain { today: Decimal::new(1, 28), ..levers[2].clone() };
        assert_eq!(sliver.value(0.9), Decimal::new(1, 28));
    }

    #[test]
    fn a_mix_over_the_whole_is_scaled_back_to_it() {
        let mut scenario = two_sites();
        scenario.teams[0].mix = [("ph-mnl".into(), dec!(0.9)), ("pl-krk".into(), dec!(0.6))].into_iter().collect();
        let other = scenario.teams[1].clone();
        scale_back(&mut scenario);
        assert_eq!((scenario.teams[0].share("ph-mnl"), scenario.teams[0].share("pl-krk")), (dec!(0.6), dec!(0.4)));
        assert_eq!(scenario.teams[1], other);
    }
}

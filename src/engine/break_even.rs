//! Break-even of friction: how many times as much friction the saving would bear.
//!
//! All friction is what only loses output: time zone, language, culture, rework and coaching,
//! each × the factor, and ramp-up as far as it takes longer than at home. Left out: what also
//! costs cash (attrition), what is better when there is more of it (day-one output), what says
//! how others act (congestion, oversight effect) and elasticities.

use rust_decimal::{
    Decimal, dec,
    prelude::{FromPrimitive, ToPrimitive},
};

use super::{
    estimate,
    search::{Goal, Met, search},
};
use crate::model::{
    estimates::Estimates,
    lever::{Group, Lever},
    scenario::{Friction, Scenario},
};

/// How near nothing the saving is where it is gone.
const TOLERANCE: f64 = 5e-7;

/// The fields of friction that grow together, with the part of each that is no friction.
const FIELDS: [(&str, Decimal, Part); 6] = [
    ("time_zone", dec!(0), |friction| &mut friction.time_zone),
    ("language", dec!(0), |friction| &mut friction.language),
    ("culture", dec!(0), |friction| &mut friction.culture),
    ("rework", dec!(0), |friction| &mut friction.rework),
    ("coaching", dec!(0), |friction| &mut friction.coaching),
    ("ramp_stretch", dec!(1), |friction| &mut friction.ramp_stretch),
];

type Part = fn(&mut Friction) -> &mut Decimal;

/// By what factor all friction grows until the effective saving is gone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakEven {
    /// The factor, nearest to 1; below 1 where the saving is gone today. None where no factor
    /// from 0 to the largest takes the saving to nothing.
    pub factor: Option<f64>,
    /// The factor from which every lever is at the end of what it may hold; 1 where all are at
    /// nothing.
    pub largest: f64,
    /// Effective saving at the largest factor; none where home cost is 0.
    pub saving_at_largest: Option<f64>,
    /// Friction Φ today and at the factor, shares of home cost; none where home cost is 0, or where
    /// there is no factor.
    pub friction: Option<[f64; 2]>,
}

/// The levers that grow together, as they are called in the file's `friction`.
pub fn levers() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(field, ..)| *field)
}

/// Sets all friction to a multiple of a scenario's, held in what each field may hold.
#[must_use]
pub fn with_friction(today: &Friction, factor: f64) -> Friction {
    let mut friction = today.clone();
    for (name, free, field) in FIELDS {
        let value = field(&mut friction);
        let Some(lever) = Lever::find(Group::Friction, name) else { continue };
        if *value > free {
            let grown = (*value - free).to_f64().unwrap_or_default() * factor;
            let most = (lever.valid.high - free).to_f64().unwrap_or_default();
            *value = if grown >= most { lever.valid.high } else { free + Decimal::from_f64(grown).unwrap_or_default() };
        }
    }
    friction
}

/// Computes the break-even of a valid scenario.
#[must_use]
pub fn break_even(scenario: &Scenario, estimates: &Estimates) -> BreakEven {
    let largest = largest(&scenario.friction);
    let mut moved = scenario.clone();
    let mut totals = |factor: f64| {
        moved.friction = with_friction(&scenario.friction, factor);
        estimate(&moved, estimates)
    };
    let saving_at_largest = totals(largest).effective_saving();
    // By the factor's logarithm above 1, so that a tiny factor's long way is scanned evenly too.
    let stretched = |at: f64| if at <= 1.0 { at } else { largest.powf(at - 1.0) };
    let goal = Goal {
        target: 0.0,
        more_is_better: true,
        tolerance: TOLERANCE,
        today: Decimal::ONE,
        range: (Decimal::ZERO, Decimal::TWO),
        whole: false,
    };
    let met = search(goal, &mut |at| totals(stretched(at.to_f64()?)).effective_saving());
    let offshore = scenario.teams.iter().any(|team| !team.offshore_share().is_zero());
    let factor = match met {
        Met::Exactly(place) | Met::AtAStep(place) if offshore => place.value.to_f64().map(stretched),
        _ => None,
    };
    let friction = factor.and_then(|factor| Some([totals(1.0).friction()?, totals(factor).friction()?]));
    BreakEven { factor, largest, saving_at_largest, friction }
}

/// The factor from which all are at the end of what they may hold.
fn largest(friction: &Friction) -> f64 {
    let mut friction = friction.clone();
    let factors = FIELDS.iter().filter_map(|(name, free, field)| {
        let today = (*field(&mut friction) - free).to_f64().filter(|today| *today > 0.0)?;
        let most = (Lever::find(Group::Friction, name)?.valid.high - free).to_f64()?;
        Some(most / today)
    });
    factors.fold(1.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    fn saving(scenario: &Scenario, factor: f64) -> f64 {
        let friction = with_friction(&scenario.friction, factor);
        let moved = Scenario { friction, ..scenario.clone() };
        estimate(&moved, &Estimates::of(&moved)).effective_saving().unwrap()
    }

    #[test]
    fn friction_grows_from_nothing_and_stays_valid() {
        let today = two_sites().friction;
        let twice = with_friction(&today, 2.0);
        assert_eq!((twice.time_zone, twice.language, twice.rework), (dec!(1), dec!(0.5), dec!(0.1)));
        // A quarter longer than at home becomes half as long again.
        assert_eq!(twice.ramp_stretch, dec!(1.5));
        assert_eq!((twice.attrition, twice.congestion), (today.attrition, today.congestion));
        assert_eq!(with_friction(&today, 0.0).ramp_stretch, dec!(1));
        assert_eq!(with_friction(&today, 1.0), today);
    }

    #[test]
    fn at_the_break_even_the_saving_is_nothing() {
        let scenario = two_sites();
        let found = break_even(&scenario, &Estimates::of(&scenario));
        let factor = found.factor.unwrap();
        assert!(saving(&scenario, factor).abs() < 1e-6, "{factor}");
        assert!((saving(&scenario, 1.0) > 0.0) == (factor > 1.0), "{factor}");
        let [today, then] = found.friction.unwrap();
        let totals = estimate(&scenario, &Estimates::of(&scenario));
        assert!((today - totals.friction().unwrap()).abs() < 1e-12);
        // Cash stays, so that all that is saved in it is lost again.
        assert!((then - totals.cash_saving().unwrap()).abs() < 1e-6, "{then}");
        // 18 times today's rework is all it may be, and rework has the longest way.
        assert!((found.largest - 18.0).abs() < 1e-9, "{}", found.largest);
    }

    #[test]
    fn a_saving_that_no_friction_takes_has_none() {
        let mut scenario = two_sites();
        for team in &mut scenario.teams {
            team.sync_share = dec!(0);
            team.ramp_months = dec!(0);
        }
        scenario.friction.rework = dec!(0);
        let found = break_even(&scenario, &Estimates::of(&scenario));
        assert_eq!(found.factor, None);
        assert!((found.saving_at_largest.unwrap() - saving(&scenario, 1.0)).abs() < 1e-12);
        scenario.teams.iter_mut().for_each(|team| team.mix.clear());
        assert_eq!(break_even(&scenario, &Estimates::of(&scenario)).factor, None);
    }
}

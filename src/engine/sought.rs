//! What was sought, in words: the value that meets a target, what can be reached where none
//! does, and the best mix.

use rust_decimal::Decimal;

use super::{
    break_even::BreakEven,
    goal_seek::Question,
    measure::Measure,
    search::{Met, Place, Reach},
};
use crate::{
    format,
    model::{lever::LeverId, scenario::Scenario},
};

fn shown(measure: Measure, figure: Decimal, scenario: &Scenario) -> String {
    measure.shown(figure, &scenario.money.currency)
}

/// The value that meets the target, and today's: "Effective saving is 30 % with Rework at 4 %,
/// today 5 %".
#[must_use]
pub fn found(
    scenario: &Scenario,
    question: &Question,
    target: Decimal,
    (today, value): (Decimal, Decimal),
    met: &Met,
) -> String {
    let Question { lever, measure, .. } = question;
    let written = |value| format::lever_value(lever, scenario, format::figures(value, 4));
    let verb = match met {
        Met::AtAStep(_) if measure.more_is_better() => "is at least",
        Met::AtAStep(_) => "is at most",
        _ => "is",
    };
    let (name, result, target) = (lever.label(scenario), measure.label(), shown(*measure, target, scenario));
    format!("{result} {verb} {target} with {name} at {}, today {}", written(value), written(today))
}

/// That nothing meets the target, and what can be reached, and where.
#[must_use]
pub fn out_of_reach(scenario: &Scenario, question: &Question, target: Decimal, reach: Option<Reach>) -> String {
    let Question { lever, measure, range, .. } = question;
    let written = |lever: &LeverId, value| format::lever_value(lever, scenario, value);
    let (name, result, target) = (lever.label(scenario), measure.label(), shown(*measure, target, scenario));
    let (from, to) = (written(lever, range.0), written(lever, range.1));
    let asked = format!("{result} of {target} is out of reach by {name} from {from} to {to}");
    let Some(Reach { least, most }) = reach else { return format!("{asked}: there it has no figure at all") };
    let at = |place: Place| {
        let figure = shown(*measure, format::decimal(place.figure), scenario);
        let value = written(lever, place.value);
        // An end that is not reached itself, where a jump is.
        let near = match place.value {
            value if value != range.0 && written(lever, value) == from => "just above ",
            value if value != range.1 && written(lever, value) == to => "just below ",
            _ => "",
        };
        format!("{figure} at {near}{value}")
    };
    format!("{asked}: it goes from {} to {}", at(least), at(most))
}

/// The mix that saves most within a limit of friction, shares by site in file order; or that there
/// is none to choose.
#[must_use]
pub fn best_mix(scenario: &Scenario, limit: Decimal, shares: Option<&[Decimal]>) -> String {
    let Some(shares) = shares else { return "There is no mix to choose: home cost is 0".to_owned() };
    let home = Decimal::ONE - shares.iter().sum::<Decimal>();
    let sites = scenario.sites.iter().zip(shares.iter().copied());
    let places = std::iter::once((&scenario.home, home)).chain(sites);
    let mix: Vec<String> = places.map(|(place, share)| format!("{} {}", place.name, format::percent(share))).collect();
    let within = format::percent_precise(limit);
    format!("The most effective saving at a friction of at most {within}: {}", mix.join(", "))
}

/// How far friction may grow until the saving is gone.
#[must_use]
pub fn break_even(scenario: &Scenario, found: &BreakEven) -> String {
    let times = |factor: f64| format!("{} times", format::fixed(format::decimal(factor), 2));
    match (found.factor.zip(found.friction), found.saving_at_largest) {
        (Some((factor, friction)), _) => {
            let [today, then] = friction.map(|share| shown(Measure::Friction, format::decimal(share), scenario));
            let levers = times(factor);
            format!(
                "The effective saving is gone where friction is {then}, today {today}: its levers at {levers} today's"
            )
        }
        (None, Some(saving)) => {
            let saving = shown(Measure::EffectiveSaving, format::decimal(saving), scenario);
            let most = times(found.largest);
            format!("No friction takes the effective saving to nothing: at {most} today's it is {saving}")
        }
        (None, None) => "There is no saving to lose: home cost is 0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn what_was_found_is_said_with_todays_value() {
        let scenario = two_sites();
        let lever: LeverId = "friction.rework".parse().unwrap();
        let question = Question::over_rail(&scenario, lever, Measure::EffectiveSaving, 0.3).unwrap();
        let place = Place { value: dec!(0.123456789), figure: 0.3 };
        let said = found(&scenario, &question, dec!(0.3), (dec!(0.05), place.value), &Met::Exactly(place));
        assert_eq!(said, "Effective saving is 30\u{a0}% with Rework at 12.35\u{a0}%, today 5\u{a0}%");
        let reach =
            Reach { least: Place { value: dec!(0.3), figure: 0.1 }, most: Place { value: dec!(0), figure: 0.2 } };
        let said = out_of_reach(&scenario, &question, dec!(0.3), Some(reach));
        assert!(said.ends_with("it goes from 10\u{a0}% at 30\u{a0}% to 20\u{a0}% at 0\u{a0}%"), "{said}");
        let beside = Reach { least: Place { value: dec!(0.000001), figure: 0.1 }, ..reach };
        let said = out_of_reach(&scenario, &question, dec!(0.3), Some(beside));
        assert!(said.contains("from 10\u{a0}% at just above 0\u{a0}% to"), "{said}");
    }

    #[test]
    fn the_best_mix_names_home_first() {
        let scenario = two_sites();
        let said = best_mix(&scenario, dec!(0.05), Some(&[dec!(0.2), dec!(0.1)]));
        assert!(said.ends_with(": New York 70\u{a0}%, Manila 20\u{a0}%, Krakow 10\u{a0}%"), "{said}");
    }
}

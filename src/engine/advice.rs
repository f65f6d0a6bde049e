//! Advice: what in a scenario is likely to hurt, and a repair that was tried before it is offered.
//!
//! A repair is a whole scenario; it is offered only where running it shows the better answer
//! that its text promises. Rules of thumb, from the model's own figures; estimates in `f64`.

use rust_decimal::{Decimal, dec, prelude::ToPrimitive};

use super::estimate;
use crate::{
    format,
    model::{
        check::check,
        estimates::Estimates,
        ledger::{MonthTotals, run},
        lever::LeverId,
        plan::{Plan, Stage},
        results::{Evaluation, Totals},
        scenario::{Objective, Rollout, Scenario, Structure, Team},
    },
};

/// A finding, and what would help.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What hurts, one short sentence.
    pub finding: String,
    /// What the repair does, with its figures; what to consider where there is none.
    pub effect: String,
    /// What helps, where something does.
    pub repair: Option<Repair>,
    /// How much it matters: effective cost saved, reporting currency; 0 for what only warns.
    pub weight: f64,
}

/// A change that was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// The words on its button.
    pub label: String,
    /// Its name among the undo steps.
    pub step: String,
    /// The scenario it makes.
    pub scenario: Scenario,
}

/// Hours of the day shared with home below which a team that needs home is short of them.
const FEW_HOURS: f64 = 3.0;
/// Share of time with colleagues from which a team needs home at the same moment.
const SYNC_HEAVY: Decimal = dec!(0.10);
/// Pay position below which pay is too cheap.
const CHEAP: Decimal = dec!(0.9);
/// Seats that move from which a pilot is worth its while.
const WORTH_A_PILOT: Decimal = dec!(5);
/// Months of a pilot.
const PILOT_MONTHS: u32 = 3;
/// The most months looked at.
const LONGEST: u32 = 120;

/// What to look at, the weightiest first; what only warns comes last.
#[must_use]
pub fn advice(scenario: &Scenario, evaluation: &Evaluation) -> Vec<Advice> {
    if evaluation.ledger.moves.is_zero() {
        return Vec::new();
    }
    let case = Case { scenario, evaluation, today: estimate(scenario, &evaluation.estimates) };
    let rules = [
        Case::few_shared_hours,
        Case::too_cheap,
        Case::nobody_looks_after_it,
        Case::too_much_friction,
        Case::no_pilot,
        Case::many_at_once,
        Case::cut_off_by_the_horizon,
        Case::leaders_before_growth,
    ];
    let mut advice: Vec<Advice> = rules.iter().filter_map(|rule| rule(&case)).collect();
    advice.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    advice
}

/// The words of a change that lifts the effective saving.
struct Offer<'a> {
    finding: &'a str,
    /// What is done, as the beginning of a sentence.
    means: &'a str,
    label: &'a str,
    step: String,
}

struct Case<'a> {
    scenario: &'a Scenario,
    evaluation: &'a Evaluation,
    today: Totals<f64>,
}

impl Case<'_> {
    fn changed(&self, change: impl FnOnce(&mut Scenario)) -> Scenario {
        let mut scenario = self.scenario.clone();
        change(&mut scenario);
        scenario
    }

    /// The totals of a changed scenario; none where it would not be valid.
    fn tried(scenario: &Scenario) -> Option<Totals<f64>> {
        check(scenario).is_empty().then(|| estimate(scenario, &Estimates::of(scenario)))
    }

    /// Advice on a change that lifts the effective saving, if it does by at least a tenth of a
    /// percentage point.
    fn lifting(&self, offer: Offer<'_>, scenario: Scenario) -> Option<Advice> {
        let Offer { finding, means, label, step } = offer;
        let totals = Self::tried(&scenario)?;
        let (before, after) = (self.today.effective_saving()?, totals.effective_saving()?);
        if after < before + 0.001 {
            return None;
        }
        let lifted = format::percent(format::decimal(after));
        Some(Advice {
            finding: finding.to_owned(),
            effect: format!("{means} would lift the effective saving to {lifted}."),
            repair: Some(Repair { label: label.to_owned(), step, scenario }),
            weight: self.today.effective - totals.effective,
        })
    }

    /// A team that needs home at the same moment shares few hours with it: move the shift.
    fn few_shared_hours(&self) -> Option<Advice> {
        let heavy = self.scenario.teams.iter().filter(|team| team.sync_share * team.hq_weight >= SYNC_HEAVY);
        let seats = |id: &str| -> Decimal { heavy.clone().map(|team| team.headcount * team.share(id)).sum() };
        let overlap = &self.evaluation.estimates.overlap_hours;
        let short = (0..self.scenario.sites.len())
            .filter(|index| overlap[index + 1] < FEW_HOURS && !seats(&self.scenario.sites[*index].id).is_zero());
        let index = short.max_by_key(|index| seats(&self.scenario.sites[*index].id))?;
        let site = &self.scenario.sites[index];
        let moved = |start: Decimal| self.changed(|scenario| scenario.sites[index].shift_start = start);
        let starts = (0..24).map(Decimal::from);
        let (start, _) = starts
            .filter_map(|start| Some((start, Self::tried(&moved(start))?.effective)))
            .min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let hours = overlap[index + 1];
        let finding = if hours < 0.25 {
            format!("{} and home share no hour of the day.", site.name)
        } else {
            format!("{} and home share {hours:.1} hours of the day.", site.name)
        };
        let id = LeverId::site(&site.id, "shift_start")?;
        let clock = |start| format::lever_value(&id, self.scenario, start);
        let means = format!("A {} shift in {}", clock(start), site.name);
        let step = format!("shift in {} {} → {}", site.name, clock(site.shift_start), clock(start));
        self.lifting(Offer { finding: &finding, means: &means, label: "Move the shift", step }, moved(start))
    }

    /// Pay below the market costs more in leavers and output than it saves.
    fn too_cheap(&self) -> Option<Advice> {
        let cheap = |position: Decimal| position < CHEAP;
        if !self.scenario.teams.iter().any(|team| cheap(team.pay_position) && !team.offshore_share().is_zero()) {
            return None;
        }
        let raised = |to: Decimal| {
            self.changed(|scenario| {
                let teams = scenario.teams.iter_mut().filter(|team| cheap(team.pay_position));
                teams.for_each(|team| team.pay_position = to);
            })
        };
        let offer = |to: Decimal| {
            let step = format!("pay against local market to {}", format::fixed(to, 2));
            let means = format!("Paying {} of the market", format::percent(to));
            let finding = "Offshore pay is far below its market.";
            self.lifting(Offer { finding, means: &means, label: "Raise the pay", step }, raised(to))
        };
        [dec!(1), CHEAP].into_iter().filter_map(offer).max_by(|a, b| a.weight.total_cmp(&b.weight))
    }

    /// A department that nobody at home looks after does more of its work twice.
    fn nobody_looks_after_it(&self) -> Option<Advice> {
        let alone =
            |team: &Team| team.oversight.is_zero() && team.liaisons.is_zero() && !team.offshore_share().is_zero();
        let name = &self.scenario.teams.iter().find(|team| alone(team))?.name;
        let helped = |oversight: Decimal, liaisons: Decimal| {
            self.changed(|scenario| {
                for team in scenario.teams.iter_mut().filter(|team| alone(team)) {
                    (team.oversight, team.liaisons) = (oversight, liaisons);
                }
            })
        };
        let finding = format!("Nobody at home looks after {name}.");
        let liaison = Offer {
            finding: &finding,
            means: "One liaison at home",
            label: "Add a liaison",
            step: "liaisons 0 → 1".to_owned(),
        };
        let oversight = Offer {
            finding: &finding,
            means: "One manager to 20 heads",
            label: "Add oversight",
            step: "oversight to 1 to 20".to_owned(),
        };
        let liaison = self.lifting(liaison, helped(Decimal::ZERO, Decimal::ONE));
        let oversight = self.lifting(oversight, helped(dec!(0.05), Decimal::ZERO));
        liaison.into_iter().chain(oversight).max_by(|a, b| a.weight.total_cmp(&b.weight))
    }

    /// Friction is over what is tolerated: the largest share offshore that is not.
    fn too_much_friction(&self) -> Option<Advice> {
        let tolerance = format::float(self.scenario.money.friction_tolerance);
        if self.today.friction()? <= tolerance {
            return None;
        }
        let lever = LeverId::offshore();
        let today = lever.value(self.scenario).ok()?;
        let at = |share: Decimal| {
            let mut scenario = self.scenario.clone();
            lever.set(&mut scenario, share).ok()?;
            let totals = estimate(&scenario, &self.evaluation.estimates);
            Some((scenario, totals))
        };
        // Whole per cents, from today's share down.
        let steps = (1..100).map(|step| (today - Decimal::new(step, 2)).round_dp(2)).take_while(|s| *s > Decimal::ZERO);
        let fits = |(_, totals): &(Scenario, Totals<f64>)| {
            totals.friction().is_some_and(|friction| friction <= tolerance)
                && totals.effective_saving().is_some_and(|saving| saving > 0.0)
        };
        let (share, (scenario, totals)) =
            steps.filter_map(|share| Some((share, at(share)?))).find(|(_, tried)| fits(tried))?;
        let shown = format::percent(share);
        let saving = format::percent(format::decimal(totals.effective_saving()?));
        Some(Advice {
            finding: format!("Friction is over the {} you tolerate.", format::percent(format::decimal(tolerance))),
            effect: format!("With {shown} offshore it would not be, at an effective saving of {saving}."),
            repair: Some(Repair {
                label: format!("Move only {shown}"),
                step: format!("offshore share {} → {shown}", format::percent(today)),
                scenario,
            }),
            weight: self.today.lost_capacity - totals.lost_capacity,
        })
    }

    /// Many seats move at once and nothing is tried first.
    fn no_pilot(&self) -> Option<Advice> {
        let rollout = &self.scenario.rollout;
        let moving: Decimal = self.scenario.teams.iter().map(|team| team.headcount * team.offshore_share()).sum();
        let piloted = !rollout.pilot_heads.is_zero() && rollout.pilot_months > 0;
        if piloted || moving < WORTH_A_PILOT {
            return None;
        }
        let heads = Ord::max((moving / dec!(10)).round(), Decimal::ONE);
        let scenario = self.changed(|scenario| {
            scenario.rollout.pilot_heads = heads;
            scenario.rollout.pilot_months = rollout.pilot_months + PILOT_MONTHS;
        });
        // What is spent until the waves of both have begun.
        let months = usize::try_from(rollout.pilot_months + 2 * PILOT_MONTHS).ok()?;
        let stake = |scenario: &Scenario| -> f64 {
            let estimates = Estimates::of(scenario);
            let ledger = run(&Plan::<f64>::new(scenario, &estimates, Stage::Management));
            ledger.months.iter().take(months).map(MonthTotals::cash).sum()
        };
        let saved: f64 = stake(self.scenario) - stake(&scenario);
        if saved <= 0.0 || !check(&scenario).is_empty() {
            return None;
        }
        let shown = format::money(format::decimal(saved), &self.scenario.money.currency);
        Some(Advice {
            finding: "Nothing is tried before all move.".to_owned(),
            effect: format!("A pilot of {heads} puts {shown} less at stake in the first {months} months."),
            repair: Some(Repair { label: "Add a pilot".to_owned(), step: format!("pilot of {heads}"), scenario }),
            weight: 0.0,
        })
    }

    /// So many are new at the same time that teaching them eats the output.
    fn many_at_once(&self) -> Option<Advice> {
        let rollout = &self.scenario.rollout;
        let smaller = (rollout.wave_heads / Decimal::TWO).round();
        if smaller < Decimal::ONE {
            return None;
        }
        let step = format!("wave {} → {smaller} seats", format::trimmed(rollout.wave_heads, 1));
        let scenario = self.changed(|scenario| scenario.rollout.wave_heads = smaller);
        let means = format!("Waves of {smaller}");
        let finding = "Too many are new at the same time.";
        self.lifting(Offer { finding, means: &means, label: "Smaller waves", step }, scenario)
    }

    /// The horizon ends before the move does, so that its later costs are not seen.
    fn cut_off_by_the_horizon(&self) -> Option<Advice> {
        let last = self.evaluation.ledger.months.len();
        let wanted = months_to_move(self.scenario);
        if wanted <= last {
            return None;
        }
        let longer = u32::try_from(wanted).ok()?.div_ceil(12) * 12 + 12;
        let finding = "The horizon ends before the move does.".to_owned();
        let effect = format!("It takes {wanted} months; what comes later is not in these figures.");
        let repair = (longer <= LONGEST).then(|| Repair {
            label: format!("Look at {longer} months"),
            step: format!("horizon {last} → {longer} months"),
            scenario: self.changed(|scenario| scenario.money.horizon_months = longer),
        });
        Some(Advice { finding, effect, repair, weight: 0.0 })
    }

    /// Leaders offshore do not by themselves make a team grow faster.
    fn leaders_before_growth(&self) -> Option<Advice> {
        let leads = |team: &Team| team.structure == Structure::LeadershipStrategic && !team.offshore_share().is_zero();
        let growing = self.scenario.objective == Objective::AccelerateGrowth;
        let team = self.scenario.teams.iter().find(|team| growing && leads(team))?;
        Some(Advice {
            finding: format!("{} leads from offshore while the aim is growth.", team.name),
            effect: "Leaders need most time with home; growth comes sooner from a team that works on its own."
                .to_owned(),
            repair: None,
            weight: 0.0,
        })
    }
}

/// Months until the last seat of the slowest team has moved, handover included.
fn months_to_move(scenario: &Scenario) -> usize {
    let moving = scenario.teams.iter().filter(|team| !team.offshore_share().is_zero());
    let months = moving.map(|team| {
        let queue = if scenario.seats_exist() { team.headcount * team.offshore_share() } else { team.headcount };
        let sites = scenario.sites.iter().filter(|site| !team.share(&site.id).is_zero());
        let fill = sites.map(|site| u64::from(site.time_to_fill)).max().unwrap_or(0);
        let handover = if scenario.seats_exist() { u64::from(scenario.transition.handover_months) } else { 0 };
        months_to_open(&scenario.rollout, queue).saturating_add(fill + handover + 1)
    });
    months.max().and_then(|months| usize::try_from(months).ok()).unwrap_or(0)
}

/// Months until the roll-out has opened a queue of seats.
fn months_to_open(rollout: &Rollout, queue: Decimal) -> u64 {
    let rest = Ord::max(queue - rollout.pilot_heads, Decimal::ZERO);
    if rest.is_zero() {
        return 0;
    }
    let waves = rest.checked_div(rollout.wave_heads).and_then(|waves| waves.ceil().to_u64());
    let Some(waves) = waves else { return u64::from(u32::MAX) };
    let between = u64::from(rollout.wave_every_months);
    u64::from(rollout.pilot_months).saturating_add((waves.max(1) - 1).saturating_mul(between))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    fn given(change: impl FnOnce(&mut Scenario)) -> (Scenario, Vec<Advice>) {
        let mut scenario = two_sites();
        change(&mut scenario);
        let advice = advice(&scenario, &evaluate(&scenario));
        (scenario, advice)
    }

    fn finding<'a>(advice: &'a [Advice], words: &str) -> &'a Advice {
        let found = advice.iter().find(|advice| advice.finding.contains(words));
        found.unwrap_or_else(|| panic!("no advice says {words}: {advice:#?}"))
    }

    #[test]
    fn a_shift_without_a_shared_hour_is_moved() {
        let (_, advice) = given(|_| {});
        let shift = finding(&advice, "share no hour");
        assert!(shift.effect.contains("shift in Manila would lift"), "{}", shift.effect);
        assert!(shift.repair.is_some());
    }

    #[test]
    fn pay_below_the_market_is_raised_and_a_lonely_department_gets_help() {
        let (_, advice) = given(|scenario| {
            for team in &mut scenario.teams {
                (team.pay_position, team.oversight) = (dec!(0.7), dec!(0));
            }
            scenario.friction.rework = dec!(0.2);
            scenario.friction.pay_productivity = dec!(1);
            scenario.friction.pay_attrition = dec!(5);
            scenario.sites.iter_mut().for_each(|site| site.hiring_cost = dec!(2));
        });
        finding(&advice, "far below its market");
        finding(&advice, "Nobody at home looks after");
    }

    #[test]
    fn friction_is_brought_under_what_is_tolerated() {
        let (_, advice) = given(|scenario| scenario.money.friction_tolerance = dec!(0.05));
        let repaired = finding(&advice, "over the").repair.as_ref().unwrap();
        let totals = estimate(&repaired.scenario, &Estimates::of(&repaired.scenario));
        assert!(totals.friction().unwrap() <= 0.05);
    }

    #[test]
    fn a_move_without_a_pilot_or_beyond_the_horizon_is_named() {
        let (_, advice) = given(|scenario| {
            scenario.rollout.pilot_heads = dec!(0);
            scenario.rollout.wave_heads = dec!(100);
        });
        finding(&advice, "Nothing is tried");
        let (_, advice) = given(|scenario| scenario.rollout.pilot_months = 40);
        finding(&advice, "horizon ends before");
    }

    #[test]
    fn no_repair_breaks_its_promise() {
        for cheap in [dec!(0.6), dec!(1)] {
            for tolerance in [dec!(0.01), dec!(0.1)] {
                for wave in [dec!(1), dec!(40)] {
                    let (scenario, advice) = given(|scenario| {
                        scenario.teams.iter_mut().for_each(|team| team.pay_position = cheap);
                        scenario.money.friction_tolerance = tolerance;
                        scenario.rollout.wave_heads = wave;
                    });
                    let before = estimate(&scenario, &Estimates::of(&scenario)).effective;
                    for Advice { effect, repair, .. } in advice {
                        let Some(repair) = repair else { continue };
                        assert_eq!(check(&repair.scenario), []);
                        let after = estimate(&repair.scenario, &Estimates::of(&repair.scenario)).effective;
                        assert!(!effect.contains("would lift") || after < before, "{effect}");
                    }
                }
            }
        }
    }
}

//! The tornado: what each uncertain lever, by itself, can do to the answer.

use rust_decimal::Decimal;

use super::{
    uncertain::{Uncertain, uncertain_levers},
    varied::{Gap, Varied},
};
use crate::model::{estimates::Estimates, lever::LeverId, results::Totals, scenario::Scenario};

/// The probabilities of the two ends of a bar.
pub const ENDS: [f64; 2] = [0.1, 0.9];

/// One end of a bar: a lever at one of its quantiles, the rest as today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TornadoEnd {
    /// The lever's value.
    pub value: Decimal,
    /// Effective cost, reporting currency.
    pub effective_cost: f64,
    /// 1 − effective ÷ home; none where home cost is 0.
    pub effective_saving: Option<f64>,
}

/// A lever's bar.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBar {
    /// The lever.
    pub lever: LeverId,
    /// Its value today.
    pub today: Decimal,
    /// At its own 10th percentile.
    pub low: TornadoEnd,
    /// At its own 90th percentile.
    pub high: TornadoEnd,
}

impl TornadoBar {
    /// How far the effective cost at one end is from that at the other, reporting currency.
    #[must_use]
    pub fn swing(&self) -> f64 {
        (self.high.effective_cost - self.low.effective_cost).abs()
    }
}

/// Every uncertain lever's bar around today's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// Effective cost today, reporting currency; an estimate.
    pub effective_cost: f64,
    /// Effective saving today; none where home cost is 0.
    pub effective_saving: Option<f64>,
    /// The widest swing of effective cost first; among equals, the table's order.
    pub bars: Vec<TornadoBar>,
}

/// Computes the tornado of a valid scenario.
#[must_use]
pub fn tornado(scenario: &Scenario, estimates: &Estimates) -> Tornado {
    let mut varied = Varied::new(scenario, estimates);
    let today = super::estimate(scenario, estimates);
    let bar = |uncertain: Uncertain| bar(&mut varied, uncertain).ok();
    let mut bars: Vec<TornadoBar> = uncertain_levers(scenario).into_iter().filter_map(bar).collect();
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    Tornado { effective_cost: today.effective, effective_saving: today.effective_saving(), bars }
}

fn bar(varied: &mut Varied<'_>, uncertain: Uncertain) -> Result<TornadoBar, Gap> {
    let mut end = |probability: f64| {
        let value = uncertain.value(uncertain.range.quantile(probability));
        let totals = Totals::of(&varied.run_drawn(&uncertain.lever, value)?);
        Ok::<_, Gap>(TornadoEnd {
            value,
            effective_cost: totals.effective,
            effective_saving: totals.effective_saving(),
        })
    };
    let [low, high] = [end(ENDS[0])?, end(ENDS[1])?];
    Ok(TornadoBar { lever: uncertain.lever, today: uncertain.today, low, high })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{engine::estimate, model::testing::two_sites};

    fn tornado_of(scenario: &Scenario) -> Tornado {
        tornado(scenario, &Estimates::of(scenario))
    }

    #[test]
    fn bars_hold_every_uncertain_lever_widest_first() {
        let scenario = two_sites();
        let tornado = tornado_of(&scenario);
        assert_eq!(tornado.bars.len(), uncertain_levers(&scenario).len());
        assert!(tornado.bars.windows(2).all(|pair| pair[0].swing() >= pair[1].swing()));
        assert!(tornado.bars[0].swing() > 0.0);
        for bar in &tornado.bars {
            assert!(bar.low.value <= bar.today && bar.today <= bar.high.value, "{}", bar.lever);
        }
    }

    #[test]
    fn the_ends_are_runs_at_the_quantiles() {
        let mut scenario = two_sites();
        // 0.5–1.5 has its 10th percentile at 0.5 + √0.05 and its 90th as far above 1.
        scenario.uncertainty.insert("friction.rework".into(), (dec!(0.5), dec!(1.5)));
        let tornado = tornado_of(&scenario);
        let low = &tornado.bars[0].low;
        assert_eq!(low.value.round_dp(12), dec!(0.036180339887));
        let mut copy = scenario.clone();
        copy.friction.rework = low.value;
        let right = estimate(&copy, &Estimates::of(&copy));
        assert_eq!((low.effective_cost, low.effective_saving), (right.effective, right.effective_saving()));
    }

    #[test]
    fn a_lever_that_acts_in_proportion_swings_as_far_up_as_down() {
        let mut scenario = two_sites();
        scenario.uncertainty.insert("transition.severance_months".into(), (dec!(0.5), dec!(1.5)));
        let tornado = tornado_of(&scenario);
        let bar = &tornado.bars[0];
        let (down, up) =
            (tornado.effective_cost - bar.low.effective_cost, bar.high.effective_cost - tornado.effective_cost);
        assert!(up > 0.0 && (up - down).abs() < 1e-9 * up, "{down} {up}");
    }

    #[test]
    fn a_lever_at_nothing_has_a_bar_without_width() {
        let mut scenario = two_sites();
        scenario.friction.rework = dec!(0);
        let tornado = tornado_of(&scenario);
        let bar = tornado.bars.iter().find(|bar| bar.lever.field() == "rework").unwrap();
        assert!(bar.swing() < 1e-9);
    }
}

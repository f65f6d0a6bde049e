//! The last change, replayed: from before it to after it in small steps, three times.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::derived::Answer;
use crate::model::{check::check, lever::LeverId, scenario::Scenario};

/// Steps from before to after.
const STEPS: u32 = 12;
/// How often the change is replayed.
pub const TIMES: u32 = 3;
/// Seconds before the change, of the change, and after it.
const BEFORE: f64 = 0.3;
const CHANGE: f64 = 0.6;
const AFTER: f64 = 0.6;

/// A change that is replayed.
#[derive(Debug, Clone)]
pub struct Replay {
    /// What changed, as undo names it.
    pub label: String,
    /// The request it answers, by which one replay is told from another.
    pub generation: u64,
    /// Answers from before the change to after it; none until the worker has them.
    pub answers: Vec<Arc<Answer>>,
    /// Whether it is shown once, without a pause before or after: a glide to what comes next.
    pub glide: bool,
}

impl Replay {
    /// A glide, by the generation of its request.
    #[must_use]
    pub fn glide(generation: u64) -> Self {
        Self { label: String::new(), generation, answers: Vec::new(), glide: true }
    }

    /// What is shown after some seconds, in one leap where motion is to be little; none once it is
    /// over, or before there is anything to show.
    #[must_use]
    pub fn at(&self, seconds: f64, leap: bool) -> Option<&Arc<Answer>> {
        let (before, cycle, times) =
            if self.glide { (0.0, CHANGE, 1) } else { (BEFORE, BEFORE + CHANGE + AFTER, TIMES) };
        if seconds >= cycle * f64::from(times) {
            return None;
        }
        let part = ((seconds % cycle - before) / CHANGE).clamp(0.0, 1.0);
        let part = if leap { part.round() } else { part * part * (3.0 - 2.0 * part) };
        let last = self.answers.len().checked_sub(1)?;
        // The position of a part in a list.
        let index = (0..=last).min_by(|a, b| {
            let away = |index: usize| (share(index, last) - part).abs();
            away(*a).total_cmp(&away(*b))
        })?;
        self.answers.get(index)
    }
}

fn share(index: usize, last: usize) -> f64 {
    let count = |index: usize| u32::try_from(index).map_or(f64::INFINITY, f64::from);
    if last == 0 { 1.0 } else { count(index) / count(last) }
}

/// The way from one scenario to another: every number that differs glides, what is no number
/// changes at the end. In one step where what lies between would not be valid.
#[must_use]
pub fn frames(before: &Arc<Scenario>, after: &Arc<Scenario>) -> Vec<Arc<Scenario>> {
    let moves: Vec<(LeverId, Decimal, Decimal)> = LeverId::all(before)
        .into_iter()
        .filter_map(|id| {
            let (from, to) = (id.value(before).ok()?, id.value(after).ok()?);
            (from != to).then_some((id, from, to))
        })
        .collect();
    let between = |step: u32| -> Option<Arc<Scenario>> {
        let mut scenario = Scenario::clone(before);
        for (id, from, to) in &moves {
            let value = from + (to - from) * Decimal::from(step) / Decimal::from(STEPS);
            let value = if id.lever().whole { value.round() } else { value.round_dp(6) };
            id.set(&mut scenario, value).ok()?;
        }
        check(&scenario).is_empty().then(|| Arc::new(scenario))
    };
    let way = (1..STEPS).map(between).collect::<Option<Vec<_>>>().filter(|_| !moves.is_empty());
    let mut frames = vec![Arc::clone(before)];
    frames.extend(way.unwrap_or_default());
    frames.push(Arc::clone(after));
    frames
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn a_lever_glides_from_before_to_after() {
        let before = Arc::new(two_sites());
        let mut moved = two_sites();
        moved.friction.rework = dec!(0.29);
        moved.transition.handover_months += 3;
        let after = Arc::new(moved);
        let frames = frames(&before, &after);
        assert_eq!(frames.len(), 13);
        assert!(Arc::ptr_eq(&frames[0], &before) && Arc::ptr_eq(&frames[12], &after));
        assert!(frames.windows(2).all(|pair| pair[0].friction.rework < pair[1].friction.rework));
        assert_eq!(frames[6].friction.rework, dec!(0.17));
    }

    #[test]
    fn what_is_no_number_changes_in_one_step() {
        let before = Arc::new(two_sites());
        let mut moved = two_sites();
        "Another name".clone_into(&mut moved.name);
        assert_eq!(frames(&before, &Arc::new(moved)).len(), 2);
    }

    #[test]
    fn it_is_shown_three_times_and_then_no_more() {
        let answers = (0..5).map(|generation| Arc::new(Answer::compute(generation, Arc::new(two_sites())))).collect();
        let mut replay = Replay { answers, glide: false, ..Replay::glide(1) };
        let at = |seconds: f64, leap| replay.at(seconds, leap).map(|answer| answer.generation);
        assert_eq!([at(0.0, false), at(0.6, false), at(1.2, false)], [Some(0), Some(2), Some(4)]);
        assert_eq!([at(1.5, false), at(3.0, false), at(4.4, false), at(4.6, false)], [Some(0), Some(0), Some(4), None]);
        let leaps: Vec<_> = (0..45).filter_map(|tenth| at(f64::from(tenth) / 10.0, true)).collect();
        assert!(leaps.iter().all(|generation| [0, 4].contains(generation)), "{leaps:?}");
        replay.glide = true;
        let at = |seconds| replay.at(seconds, false).map(|answer| answer.generation);
        assert_eq!([at(0.0), at(0.3), at(0.59), at(0.6)], [Some(0), Some(2), Some(4), None]);
    }
}

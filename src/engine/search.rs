//! Where a figure that follows a lever meets a target: scan, bracket, bisect.
//!
//! Knows neither levers nor results: a figure of a number, with gaps where it has none.

use rust_decimal::Decimal;

use crate::format::figures;

/// Even steps in which a range is scanned; what rises and falls again within one is not seen.
const SCAN: u32 = 200;
/// A bracket is halved until it is this part of the range, or has no number between its ends.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 12);
/// The most halvings.
const HALVINGS: usize = 60;
/// The first step away from what was found on nearly right figures, part of the range.
const NEAR: Decimal = Decimal::from_parts(1, 0, 0, false, 8);
/// Steps of golden section towards the least or the most; each leaves 0.618 of the bracket.
const SECTIONS: usize = 45;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// The figure that is to be met.
    pub target: f64,
    /// Whether more than the target meets it too, otherwise less does.
    pub more_is_better: bool,
    /// How near the target is met exactly.
    pub tolerance: f64,
    /// The number that the answer is to be near.
    pub today: Decimal,
    /// Where to look; both ends included.
    pub range: (Decimal, Decimal),
    /// Whether only whole numbers count.
    pub whole: bool,
}

/// A number and its figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The number.
    pub value: Decimal,
    /// Its figure; infinite where it would lie beyond any.
    pub figure: f64,
}

/// Where a figure lies within a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The least figure and where.
    pub least: Place,
    /// The most and where.
    pub most: Place,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Met {
    /// The target itself, to the tolerance.
    Exactly(Place),
    /// The figure jumps over the target: the side that is at least as good.
    AtAStep(Place),
    /// Nowhere: what is there instead; none where there is no finite figure at all.
    Nowhere(Option<Reach>),
}

/// Looks for the number nearest to today's at which the figure meets the target.
pub fn search(goal: Goal, figure: &mut dyn FnMut(Decimal) -> Option<f64>) -> Met {
    let mut search = Search { goal, figure, places: Vec::new() };
    search.scan();
    if !goal.whole {
        search.find_edges();
    }
    if let Some(met) = search.nearest() {
        return met;
    }
    if !goal.whole {
        // A peak between two places may still reach the target.
        search.refine();
        if let Some(met) = search.nearest() {
            return met;
        }
    }
    Met::Nowhere(search.reach())
}

/// Mends what was found on figures that are nearly right, on the right ones: `figure` gives these
/// and `goal.tolerance` is theirs.
///
/// Where they differ at the place that was found, goes away from it in steps that double until
/// the target lies between two places, then halves. What is nowhere by the nearly right ones is
/// looked at again where it was nearest to the target, and at today's number.
pub fn mend(goal: Goal, met: Met, figure: &mut dyn FnMut(Decimal) -> Option<f64>) -> Met {
    let mut search = Search { goal, figure, places: Vec::new() };
    match met {
        Met::Exactly(place) | Met::AtAStep(place) => search.around(place.value, matches!(met, Met::AtAStep(_))),
        Met::Nowhere(None) => met,
        Met::Nowhere(Some(Reach { least, most })) => {
            let places = [goal.today, least.value, most.value].map(|value| search.look(value));
            let hit = places.into_iter().filter_map(place).find(|place| goal.exactly(place.figure));
            hit.map_or(met, Met::Exactly)
        }
    }
}

impl Goal {
    fn meets(&self, figure: f64) -> bool {
        if self.more_is_better { figure >= self.target } else { figure <= self.target }
    }

    fn exactly(&self, figure: f64) -> bool {
        (figure - self.target).abs() <= self.tolerance
    }
}

/// A number of the scan and its figure; none in a gap.
type Looked = (Decimal, Option<f64>);

struct Search<'a> {
    goal: Goal,
    figure: &'a mut dyn FnMut(Decimal) -> Option<f64>,
    /// In the order of the numbers.
    places: Vec<Looked>,
}

impl Search<'_> {
    fn look(&mut self, value: Decimal) -> Looked {
        (value, (self.figure)(value).filter(|figure| !figure.is_nan()))
    }

    fn scan(&mut self) {
        let (low, high) = self.goal.range;
        let mut values: Vec<Decimal> = if self.goal.whole {
            let steps = (high.floor() - low.ceil()).min(Decimal::ONE_THOUSAND);
            std::iter::successors(Some(low.ceil()), |value| Some(value + Decimal::ONE))
                .take_while(|value| *value <= low.ceil() + steps)
                .collect()
        } else {
            let part = |step: u32| short(low + (high - low) / Decimal::from(SCAN) * Decimal::from(step));
            (1..SCAN).map(part).chain([low, high]).collect()
        };
        values.extend((low..=high).contains(&self.goal.today).then_some(self.goal.today));
        values.sort();
        values.dedup();
        self.places = values.into_iter().map(|value| self.look(value)).collect();
    }

    /// Halves the way between two numbers until they are close: `keep` says which half stays, by
    /// whether its figure is like the first's.
    fn halve(&mut self, ends: (Looked, Looked), like_first: impl Fn(Option<f64>) -> bool) -> (Looked, Looked) {
        let (mut first, mut second) = ends;
        let close = (self.goal.range.1 - self.goal.range.0) * CLOSE;
        for _ in 0..HALVINGS {
            let middle = short((first.0 + second.0) / Decimal::TWO);
            if (first.0 - second.0).abs() <= close || middle == first.0 || middle == second.0 {
                break;
            }
            let looked = self.look(middle);
            if like_first(looked.1) {
                first = looked;
            } else {
                second = looked;
            }
        }
        (first, second)
    }

    /// Adds the last numbers before a gap.
    fn find_edges(&mut self) {
        let edges: Vec<(Looked, Looked)> =
            pairs(&self.places).filter(|(a, b)| a.1.is_some() != b.1.is_some()).collect();
        for (a, b) in edges {
            let (inside, gap) = if a.1.is_some() { (a, b) } else { (b, a) };
            let (edge, _) = self.halve((inside, gap), |figure| figure.is_some());
            self.add(edge);
        }
    }

    fn add(&mut self, looked: Looked) {
        if let Err(at) = self.places.binary_search_by(|(value, _)| value.cmp(&looked.0)) {
            self.places.insert(at, looked);
        }
    }

    fn nearest(&mut self) -> Option<Met> {
        let goal = self.goal;
        let mut found: Vec<Met> = Vec::new();
        for (value, figure) in &self.places {
            let hit = figure.filter(|figure| goal.exactly(*figure));
            found.extend(hit.map(|figure| Met::Exactly(Place { value: *value, figure })));
        }
        let crossings: Vec<(Place, Place)> = pairs(&self.places)
            .filter_map(|(a, b)| Some((place(a)?, place(b)?)))
            .filter(|(a, b)| goal.meets(a.figure) != goal.meets(b.figure))
            .collect();
        found.extend(crossings.into_iter().map(|ends| self.between(ends)));
        let away = |met: &Met| match met {
            Met::Exactly(place) | Met::AtAStep(place) => (place.value - goal.today).abs(),
            Met::Nowhere(_) => Decimal::MAX,
        };
        found.into_iter().min_by_key(away)
    }

    /// Where the target is met between two places, of which one meets it.
    fn between(&mut self, (a, b): (Place, Place)) -> Met {
        let goal = self.goal;
        let (mut good, mut bad) = if goal.meets(a.figure) { (a, b) } else { (b, a) };
        if !goal.whole {
            let looked = |place: Place| (place.value, Some(place.figure));
            let meets = |figure: Option<f64>| figure.is_some_and(|figure| goal.meets(figure));
            let (first, second) = self.halve((looked(good), looked(bad)), meets);
            // A gap between them stays with the side that does not meet it.
            (good, bad) = (place(first).unwrap_or(good), place(second).unwrap_or(bad));
        }
        let away = |place: &Place| (place.figure - goal.target).abs();
        let nearer = if away(&good) <= away(&bad) { good } else { bad };
        if goal.exactly(nearer.figure) { Met::Exactly(nearer) } else { Met::AtAStep(good) }
    }

    /// Where the target is met next to a number, after which a step is expected there or not.
    fn around(&mut self, start: Decimal, at_a_step: bool) -> Met {
        let goal = self.goal;
        let Some(here) = place(self.look(start)) else { return Met::Nowhere(None) };
        if goal.exactly(here.figure) {
            return Met::Exactly(here);
        }
        if at_a_step && goal.meets(here.figure) {
            return Met::AtAStep(here);
        }
        self.add((here.value, Some(here.figure)));
        let (low, high) = goal.range;
        let mut step = if goal.whole { Decimal::ONE } else { (high - low) * NEAR };
        let mut ends = [here, here];
        while step < high - low {
            for (end, value) in ends.iter_mut().zip([start - step, start + step]) {
                let looked = self.look(value.clamp(low, high));
                self.add(looked);
                let Some(next) = place(looked) else { continue };
                if goal.meets(next.figure) != goal.meets(end.figure) {
                    return self.between((*end, next));
                }
                *end = next;
            }
            step *= Decimal::TWO;
        }
        Met::Nowhere(self.reach())
    }

    fn reach(&self) -> Option<Reach> {
        let finite = || self.places.iter().filter_map(|looked| place(*looked)).filter(|place| place.figure.is_finite());
        let least = finite().min_by(|a, b| a.figure.total_cmp(&b.figure))?;
        let most = finite().max_by(|a, b| a.figure.total_cmp(&b.figure))?;
        Some(Reach { least, most })
    }

    /// Looks closer around the least and the most figure.
    fn refine(&mut self) {
        let Some(Reach { least, most }) = self.reach() else { return };
        for (extreme, sign) in [(least, 1.0), (most, -1.0)] {
            let Some(at) = self.places.iter().position(|(value, _)| *value == extreme.value) else { continue };
            let low = self.places[at.saturating_sub(1)].0;
            let high = self.places[(at + 1).min(self.places.len() - 1)].0;
            self.section((low, high), sign);
        }
    }

    /// Golden section towards the least of sign × figure between two numbers.
    fn section(&mut self, (mut low, mut high): (Decimal, Decimal), sign: f64) {
        let golden = Decimal::new(618_033_988_749_895, 15);
        let inner = |low: Decimal, high: Decimal| {
            let part = (high - low) * golden;
            (short(high - part), short(low + part))
        };
        let rank = |figure: Option<f64>| figure.map_or(f64::INFINITY, |figure| sign * figure);
        let mut best: Option<Looked> = None;
        for _ in 0..SECTIONS {
            let (left, right) = inner(low, high);
            if left >= right {
                break;
            }
            let (a, b) = (self.look(left), self.look(right));
            for looked in [a, b] {
                if best.is_none_or(|best| rank(looked.1) < rank(best.1)) {
                    best = Some(looked);
                }
            }
            if rank(a.1) <= rank(b.1) {
                high = right;
            } else {
                low = left;
            }
        }
        if let Some(best) = best {
            self.add(best);
        }
    }
}

fn pairs(places: &[Looked]) -> impl Iterator<Item = (Looked, Looked)> + '_ {
    places.windows(2).map(|pair| (pair[0], pair[1]))
}

fn place((value, figure): Looked) -> Option<Place> {
    figure.map(|figure| Place { value, figure })
}

/// To the digits that an estimate has.
fn short(value: Decimal) -> Decimal {
    figures(value, 15).normalize()
}

#[cfg(test)]
mod tests {
    use rust_decimal::{dec, prelude::ToPrimitive};

    use super::*;

    fn goal(target: f64, today: Decimal, range: (Decimal, Decimal)) -> Goal {
        Goal { target, more_is_better: true, tolerance: 1e-9, today, range, whole: false }
    }

    fn float(value: Decimal) -> f64 {
        value.to_f64().unwrap()
    }

    fn exactly(met: Met) -> f64 {
        let Met::Exactly(place) = met else { panic!("{met:?}") };
        float(place.value)
    }

    #[test]
    fn the_root_nearest_today_is_found() {
        // x² = 2 on −3 to 3.
        let square = &mut |x: Decimal| Some(float(x) * float(x));
        let range = (dec!(-3), dec!(3));
        assert!((exactly(search(goal(2.0, dec!(1), range), square)) - 2_f64.sqrt()).abs() < 1e-9);
        assert!((exactly(search(goal(2.0, dec!(-0.1), range), square)) + 2_f64.sqrt()).abs() < 1e-9);
        assert!(exactly(search(goal(0.0, dec!(1), range), square)).abs() < 1e-9);
        let today = search(goal(1.0, dec!(1), range), square);
        assert_eq!(today, Met::Exactly(Place { value: dec!(1), figure: 1.0 }));
    }

    #[test]
    fn a_narrow_peak_between_places_of_the_scan_is_found() {
        // It reaches 1 at 0.5012 only, between places 0.005 apart.
        let peak = &mut |x: Decimal| Some(1.0 - (float(x) - 0.5012).abs());
        let range = (dec!(0), dec!(1));
        let found = exactly(search(goal(0.9999, dec!(0), range), peak));
        assert!((found - 0.5011).abs() < 1e-8, "{found}");
    }

    #[test]
    fn out_of_reach_the_range_and_its_places_are_told() {
        let bow = &mut |x: Decimal| Some(1.0 - (float(x) - 0.3337).powi(2));
        let Met::Nowhere(Some(reach)) = search(goal(2.0, dec!(0), (dec!(0), dec!(1))), bow) else { panic!() };
        assert!((reach.most.figure - 1.0).abs() < 1e-12 && (float(reach.most.value) - 0.3337).abs() < 1e-5);
        assert!((reach.least.figure - (1.0 - 0.6663_f64.powi(2))).abs() < 1e-12 && reach.least.value == dec!(1));
    }

    #[test]
    fn a_gap_is_looked_at_up_to_its_edge() {
        let half = &mut |x: Decimal| (x <= dec!(0.12345)).then(|| float(x));
        let range = (dec!(0), dec!(1));
        let found = exactly(search(goal(0.1234, dec!(0), range), half));
        assert!((found - 0.1234).abs() < 1e-9, "{found}");
        let Met::Nowhere(Some(reach)) = search(goal(0.2, dec!(0), range), half) else { panic!() };
        assert!((reach.most.figure - 0.12345).abs() < 1e-9);
        assert_eq!(search(goal(0.2, dec!(0), range), &mut |_| None), Met::Nowhere(None));
    }

    #[test]
    fn over_a_jump_the_better_side_is_taken() {
        let jump = &mut |x: Decimal| Some(if x < dec!(0.7) { 1.0 } else { 3.0 });
        let goal = goal(2.0, dec!(0), (dec!(0), dec!(1)));
        let Met::AtAStep(place) = search(goal, jump) else { panic!() };
        assert!((float(place.value) - 0.7).abs() < 1e-9 && place.figure > 2.0);
        let less = Goal { more_is_better: false, ..goal };
        let Met::AtAStep(place) = search(less, jump) else { panic!() };
        assert!((float(place.value) - 0.7).abs() < 1e-9 && place.figure < 2.0);
    }

    #[test]
    fn whole_numbers_give_the_first_step_that_meets_it() {
        let double = &mut |x: Decimal| Some(float(x) * 2.0);
        let whole = Goal { whole: true, ..goal(7.0, dec!(1), (dec!(0), dec!(9))) };
        assert_eq!(search(whole, double), Met::AtAStep(Place { value: dec!(4), figure: 8.0 }));
        assert_eq!(search(Goal { target: 6.0, ..whole }, double), Met::Exactly(Place { value: dec!(3), figure: 6.0 }));
        let Met::Nowhere(Some(reach)) = search(Goal { target: 19.0, ..whole }, double) else { panic!() };
        assert_eq!((reach.least.value, reach.most.value), (dec!(0), dec!(9)));
    }

    #[test]
    fn what_is_nearly_right_is_mended_on_the_right_figures() {
        let range = (dec!(0), dec!(1));
        let goal = goal(0.5, dec!(0), range);
        let right = &mut |x: Decimal| Some(float(x) + 0.001);
        let found = search(goal, &mut |x: Decimal| Some(float(x)));
        assert!((exactly(found) - 0.5).abs() < 1e-8);
        assert!((exactly(mend(goal, found, right)) - 0.499).abs() < 1e-8);
        // Right figures that move in steps of 0.3: the first of them that is at least as much.
        let steps = &mut |x: Decimal| Some((float(x) / 0.3).floor() * 0.3);
        let Met::AtAStep(place) = mend(goal, found, steps) else { panic!() };
        assert!((float(place.value) - 0.6).abs() < 1e-8 && (place.figure - 0.6).abs() < 1e-8, "{place:?}");
        // Out of reach by a hair only.
        let nowhere = search(Goal { target: 1.0005, ..goal }, &mut |x: Decimal| Some(float(x)));
        assert!(matches!(nowhere, Met::Nowhere(_)));
        assert!((exactly(mend(Goal { target: 1.001, ..goal }, nowhere, right)) - 1.0).abs() < 1e-12);
        let far = mend(Goal { target: 3.0, ..goal }, found, right);
        let Met::Nowhere(Some(reach)) = far else { panic!("{far:?}") };
        assert!((reach.most.figure - 1.001).abs() < 1e-9 && (reach.least.figure - 0.001).abs() < 1e-9);
        let whole = Goal { whole: true, range: (dec!(0), dec!(9)), target: 4.5, ..goal };
        let met = mend(whole, Met::AtAStep(Place { value: dec!(4), figure: 4.6 }), &mut |x: Decimal| Some(float(x)));
        assert_eq!(met, Met::AtAStep(Place { value: dec!(5), figure: 5.0 }));
    }

    #[test]
    fn what_never_comes_lies_beyond_any_target() {
        let months = &mut |x: Decimal| Some(if x < dec!(0.5) { f64::INFINITY } else { 20.0 - float(x).floor() });
        let goal = Goal { more_is_better: false, ..goal(30.0, dec!(0), (dec!(0), dec!(1))) };
        let Met::AtAStep(place) = search(goal, months) else { panic!() };
        assert!((float(place.value) - 0.5).abs() < 1e-9 && place.figure > 19.0);
        let Met::Nowhere(Some(reach)) = search(Goal { target: 5.0, ..goal }, months) else { panic!() };
        assert_eq!((reach.least.figure, reach.most.figure), (19.0, 20.0));
    }
}

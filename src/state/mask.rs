//! The salary mask: what is shown has an index in place of every amount.
//!
//! The index is one scale for the document: the team's cost at home, as the scenario was opened, is
//! 100. What is shown is a scenario of its own, every amount on that scale, so that whatever is
//! computed from it and drawn of it is an index too. The open scenario stays as it is: what is done
//! to what is shown is done to it on its own scale.

mod hide;

use std::sync::Arc;

use rust_decimal::{Decimal, dec};

use self::hide::{hide_deck, hide_library, hide_prompt};
use super::{
    AppState, Document, Shelf,
    compare::Comparison,
    derived::Answer,
    effect::Effect,
    library::Library,
    message::Edit,
    prompt::Notice,
    recovery::{Left, Recovery},
    reference::Reference,
    replay::Replay,
    study::Finding,
};
use crate::{
    catalog::{
        Catalog,
        origin::{Origin, Row},
    },
    format::{self, INDEX, INDEX_POINT, message_without_amounts, without_amounts},
    model::{
        lever::{Group, LeverId, Unit},
        results::evaluate,
        scenario::Scenario,
    },
    store::deck::Deck,
};

/// What a figure's origin is while amounts are hidden.
const HIDDEN: &str = "not shown while amounts are an index";
/// Decimals of an amount on the index's scale.
const PLACES: u32 = 8;

/// The index of a document: from amounts to it and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Millionths of a point for one unit of the reporting currency.
    per_unit: Decimal,
}

impl Scale {
    /// The index in which a scenario's cost at home is 100.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let home = evaluate(scenario).results.totals.home;
        let per_unit = (dec!(100) * INDEX_POINT).checked_div(home).filter(|_| home > Decimal::ZERO);
        Self { per_unit: per_unit.unwrap_or(Decimal::ONE) }
    }

    /// An amount of the reporting currency as it is shown; none where it is out of all bounds.
    #[must_use]
    pub fn shown(self, amount: Decimal) -> Option<Decimal> {
        amount.checked_mul(self.per_unit)
    }

    /// What a lever's value is multiplied by to be shown; none where it is shown as it is.
    fn factor(self, id: &LeverId, scenario: &Scenario) -> Option<Decimal> {
        let rate = format::place_of(id, scenario).exchange_rate;
        match id.lever().unit {
            Unit::Money => Some(self.per_unit),
            Unit::LocalMoney => self.per_unit.checked_mul(rate),
            // Every amount is in one index.
            Unit::ExchangeRate => Decimal::ONE.checked_div(rate),
            _ => None,
        }
    }

    /// A scenario as it is shown.
    #[must_use]
    pub fn hidden(self, scenario: &Scenario) -> Scenario {
        let mut hidden = scenario.clone();
        for id in LeverId::all(scenario) {
            let (Some(factor), Ok(value)) = (self.factor(&id, scenario), id.value(scenario)) else { continue };
            let scaled = value.checked_mul(factor).map_or(Decimal::ZERO, |scaled| scaled.round_dp(PLACES));
            let lever = id.lever();
            // What does not fit is cut rather than shown.
            let set = id.set(&mut hidden, scaled).or_else(|_| id.set(&mut hidden, lever.valid.nearest(scaled)));
            debug_assert!(set.is_ok(), "{id} is not hidden");
        }
        INDEX.clone_into(&mut hidden.money.currency);
        let texts = hidden.sites.iter_mut().chain([&mut hidden.home]);
        for place in texts {
            INDEX.clone_into(&mut place.currency);
            place.exchange_rate = Decimal::ONE;
            for text in [&mut place.name, &mut place.terms] {
                *text = without_amounts(text);
            }
        }
        for team in &mut hidden.teams {
            for text in [&mut team.name, &mut team.role] {
                *text = without_amounts(text);
            }
        }
        for text in [&mut hidden.name, &mut hidden.note] {
            *text = without_amounts(text);
        }
        hidden
    }

    /// A change of what is shown as a change of the scenario itself.
    #[must_use]
    pub fn restored(self, edit: Edit, scenario: &Scenario) -> Edit {
        match edit {
            Edit::Lever(id, value) => {
                let shown = self.factor(&id, scenario).and_then(|factor| value.checked_div(factor));
                // To the cent and finer: what was typed or dragged is a round number of the index only.
                let value = shown.map_or(value, |amount| calm(amount, &id));
                Edit::Lever(id, value)
            }
            Edit::Whole(label, whole) => Edit::Whole(label, Box::new(self.whole(&whole, scenario))),
            edit => edit,
        }
    }

    /// A scenario that was made from what is shown of another: what did not change is as it is there.
    fn whole(self, made: &Scenario, scenario: &Scenario) -> Scenario {
        let shown = self.hidden(scenario);
        let mut whole = made.clone();
        (whole.name, whole.note) = (scenario.name.clone(), scenario.note.clone());
        whole.money.currency.clone_from(&scenario.money.currency);
        for place in whole.sites.iter_mut().chain([&mut whole.home]) {
            if let Some(own) = scenario.place(&place.id) {
                place.name.clone_from(&own.name);
                place.currency.clone_from(&own.currency);
                place.exchange_rate = own.exchange_rate;
                if shown.place(&place.id).is_some_and(|shown| shown.terms == place.terms) {
                    place.terms.clone_from(&own.terms);
                }
            }
        }
        for team in &mut whole.teams {
            if let Some(own) = scenario.team(&team.id) {
                team.name.clone_from(&own.name);
                team.role.clone_from(&own.role);
            }
        }
        for id in LeverId::all(made).into_iter().filter(|id| id.group() != Group::Offshore) {
            let Some(factor) = self.factor(&id, scenario) else { continue };
            let value = match (id.value(made), id.value(&shown), id.value(scenario)) {
                (Ok(now), Ok(before), Ok(own)) if now == before => own,
                (Ok(now), ..) => calm(now.checked_div(factor).unwrap_or_default(), &id),
                _ => continue,
            };
            // A value that does not fit is refused with the whole change.
            let _ = id.set(&mut whole, value);
        }
        whole
    }
}

/// An amount without the digits that only a division gave it.
fn calm(value: Decimal, id: &LeverId) -> Decimal {
    let places = if id.lever().unit == Unit::ExchangeRate { 8 } else { 2 };
    value.round_dp(places).normalize()
}

/// The mask, while it is on: its scale, and the state as it is shown.
#[derive(Debug, Clone)]
pub struct Mask {
    /// The index.
    pub scale: Scale,
    /// What is shown.
    pub shown: Box<AppState>,
    /// Scenarios and what is shown of each, so that each is worked out once; the last used last.
    known: Vec<(Arc<Scenario>, Arc<Scenario>)>,
    /// Answers likewise.
    answers: Vec<(Arc<Answer>, Arc<Answer>)>,
    /// The library likewise.
    library: (Arc<Library>, Arc<Library>),
}

/// How many scenarios and answers are kept at most.
const MOST_KNOWN: usize = 24;

/// What is shown in place of something, where that is known; it is then the last used.
fn known<T>(known: &mut Vec<(Arc<T>, Arc<T>)>, own: &Arc<T>) -> Option<Arc<T>> {
    let at = known.iter().position(|(of, _)| Arc::ptr_eq(of, own))?;
    let used = known.remove(at);
    let shown = Arc::clone(&used.1);
    known.push(used);
    Some(shown)
}

/// Keeps what is shown in place of something, and lets go of what was not used for longest.
fn keep<T>(known: &mut Vec<(Arc<T>, Arc<T>)>, own: &Arc<T>, shown: &Arc<T>) {
    known.push((Arc::clone(own), Arc::clone(shown)));
    if known.len() > MOST_KNOWN {
        known.remove(0);
    }
}

impl Mask {
    /// Puts the mask on a state.
    #[must_use]
    pub fn on(state: &AppState) -> Self {
        let scale = Scale::of(&state.document.opened);
        let (shown, library) = (Box::new(state.clone()), Default::default());
        let mut mask = Self { scale, shown, known: Vec::new(), answers: Vec::new(), library };
        mask.show(state);
        mask
    }

    /// What is shown of a scenario.
    pub fn hidden(&mut self, scenario: &Arc<Scenario>) -> Arc<Scenario> {
        if let Some(shown) = known(&mut self.known, scenario) {
            return shown;
        }
        let shown = Arc::new(self.scale.hidden(scenario));
        keep(&mut self.known, scenario, &shown);
        shown
    }

    fn answer(&mut self, answer: &Arc<Answer>) -> Arc<Answer> {
        if answer.scenario.money.currency == INDEX {
            // It was asked for as it is shown, as those of a replay are.
            return Arc::clone(answer);
        }
        if let Some(shown) = known(&mut self.answers, answer) {
            return shown;
        }
        let hidden = self.hidden(&answer.scenario);
        let shown = match &answer.masked {
            Some(masked) if Arc::ptr_eq(&masked.scenario, &hidden) => Arc::clone(masked),
            // What is drawn must not wait for what the worker has worked out already.
            Some(masked) if masked.scenario == hidden => Arc::new(Answer { scenario: hidden, ..Answer::clone(masked) }),
            _ => Arc::new(Answer::compute(answer.generation, hidden)),
        };
        keep(&mut self.answers, answer, &shown);
        shown
    }

    /// What is asked for, with what is shown of it: that is worked out there too.
    pub(super) fn asked(&mut self, effect: Effect) -> Effect {
        match effect {
            Effect::Compute(generation, scenario) => {
                let hidden = self.hidden(&scenario);
                Effect::ComputeMasked(generation, scenario, hidden)
            }
            Effect::Replay(generation, frames) => {
                Effect::Replay(generation, frames.iter().map(|frame| self.hidden(frame)).collect())
            }
            effect => effect,
        }
    }

    fn recovery(&mut self, found: &Recovery) -> Recovery {
        let titled = |deck: &Arc<Deck>| Arc::new(Deck { title: without_amounts(&deck.title), ..Deck::clone(deck) });
        let left = match &found.left {
            Left::Scenario(scenario, saved) => {
                Left::Scenario(self.hidden(scenario), saved.as_ref().map(|saved| self.hidden(saved)))
            }
            Left::Deck(deck, saved, folder) => Left::Deck(titled(deck), saved.as_ref().map(titled), folder.clone()),
        };
        Recovery { left, ..found.clone() }
    }

    fn library(&mut self, library: &Arc<Library>) -> Arc<Library> {
        if !Arc::ptr_eq(&self.library.0, library) {
            self.library = (Arc::clone(library), Arc::new(hide_library(library)));
        }
        Arc::clone(&self.library.1)
    }

    /// Brings what is shown of the comparison up to it.
    pub(super) fn show_comparison(&mut self, comparison: &Comparison) {
        self.shown.comparison = comparison.masked(&self.shown.comparison);
    }

    /// Brings what is shown up to a state.
    pub(super) fn show(&mut self, state: &AppState) {
        let document = &state.document;
        let document = Document {
            scenario: self.hidden(&document.scenario),
            opened: self.hidden(&document.opened),
            saved: self.hidden(&document.saved),
            ..document.clone()
        };
        let answer = self.answer(&state.answer);
        let mut reference = Reference::opened(self.hidden(state.reference.opened_scenario()));
        if state.reference.is_set() {
            let scenario = self.hidden(state.reference.scenario());
            reference.set(scenario, &answer, &state.study);
        }
        let known = state.reference.answer().map(|(answer, study)| (Arc::clone(answer), study.clone()));
        if let Some((known, study)) = known {
            reference.learn(&self.answer(&known), &study);
        }
        let mut history = state.history.clone();
        history.relabel(without_amounts);
        let prompt = state.prompt.as_ref().map(|prompt| hide_prompt(prompt, &answer));
        let replay = state.replay.as_ref().map(|replay| Replay {
            label: without_amounts(&replay.label),
            answers: replay.answers.iter().map(|answer| self.answer(answer)).collect(),
            ..replay.clone()
        });
        let notice = state
            .notice
            .as_ref()
            .map(|notice| Notice { text: message_without_amounts(&notice.text), ..notice.clone() });
        let drift = state.drift.as_deref().map(without_amounts);
        let library = self.library(&state.library);
        let hidden_shelf = Shelf { catalog: Arc::new(Catalog::default()), ..state.shelf.clone() };
        let recovery = state.recovery.iter().map(|found| self.recovery(found)).collect();
        let mut talk = state.talk.clone();
        if let Some(open) = &mut talk.deck {
            hide_deck(open);
        }
        *self.shown = AppState {
            document,
            history,
            answer,
            reference,
            prompt,
            notice,
            replay,
            recovery,
            talk,
            shelf: hidden_shelf,
            mask: None,
            proposal: None,
            drift,
            library,
            // It is shown once all of it is hidden.
            comparison: Comparison::default(),
            ..state.clone()
        };
    }
}

/// Whether where a lever's value comes from can't be told of what is shown: it is an amount, or was
/// worked out from one.
pub(super) fn hides_source(lever: &LeverId) -> bool {
    tells(lever) || (lever.group() == Group::Place && ["on_cost", "markup"].contains(&lever.field()))
}

/// Whether a lever's value tells an amount.
pub(super) fn tells(lever: &LeverId) -> bool {
    matches!(lever.lever().unit, Unit::Money | Unit::LocalMoney | Unit::ExchangeRate)
}

/// What was found out about what is shown: where an amount comes from is not told, as its source
/// would tell the amount.
pub(super) fn without_sources(finding: Finding) -> Finding {
    let Finding::Figures(mut figures) = finding else { return finding };
    for figure in &mut figures.rows {
        if hides_source(&figure.row.lever) {
            figure.row = Row {
                origin: Origin::Derived { how: HIDDEN.to_owned(), citations: Vec::new() },
                catalogue_value: None,
                known: None,
                year: None,
                grade: None,
                sources: Vec::new(),
                range: None,
                stale: false,
                ..figure.row.clone()
            };
        }
    }
    Finding::Figures(figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::two_sites;

    #[test]
    fn home_is_a_hundred_and_every_share_stays() {
        let scenario = two_sites();
        let hidden = Scale::of(&scenario).hidden(&scenario);
        let (own, shown) = (evaluate(&scenario).results, evaluate(&hidden).results);
        assert_eq!(format::money_exact(shown.totals.home, INDEX), "100.00");
        let close = |a: Option<Decimal>, b: Option<Decimal>| (a.unwrap() - b.unwrap()).abs() < dec!(0.0000001);
        assert!(close(own.effective_saving, shown.effective_saving));
        assert!(close(own.cash_saving, shown.cash_saving) && close(own.wage_saving, shown.wage_saving));
        assert_eq!(own.payback_month, shown.payback_month);
        for place in hidden.places() {
            assert_eq!((place.currency.as_str(), place.exchange_rate), (INDEX, Decimal::ONE));
        }
    }

    #[test]
    fn what_is_done_to_what_is_shown_is_done_to_the_scenario() {
        let scenario = two_sites();
        let scale = Scale::of(&scenario);
        let hidden = scale.hidden(&scenario);
        for id in LeverId::all(&scenario) {
            let (own, shown) = (id.value(&scenario).unwrap(), id.value(&hidden).unwrap());
            let Edit::Lever(_, back) = scale.restored(Edit::Lever(id.clone(), shown), &scenario) else { panic!() };
            assert!((back - own).abs() <= dec!(0.005) * own.abs().max(Decimal::ONE), "{id}: {own}, back {back}");
        }
        // A repair changes what it repairs and nothing else.
        let mut repaired = hidden;
        repaired.friction.rework = dec!(0.01);
        repaired.management.trip_cost *= Decimal::TWO;
        let edit = Edit::Whole("repair".into(), Box::new(repaired));
        let Edit::Whole(_, whole) = scale.restored(edit, &scenario) else { panic!() };
        let mut expected = scenario.clone();
        expected.friction.rework = dec!(0.01);
        expected.management.trip_cost *= Decimal::TWO;
        assert_eq!(*whole, expected);
    }
}

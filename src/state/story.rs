//! The answer in words: one sentence, and the largest friction by name.

use rust_decimal::Decimal;

use super::derived::Answer;
use crate::{
    engine::monte_carlo::Simulation,
    format,
    model::{plan::Stage, results::Evaluation, scenario::Scenario},
};

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they carry the answer.
    pub strong: bool,
}

fn plain(text: impl Into<String>) -> Span {
    Span { text: text.into(), strong: false }
}

fn strong(text: impl Into<String>) -> Span {
    Span { text: text.into(), strong: true }
}

/// The friction that costs most, and the lost output that it stands for; none if none is lost.
#[must_use]
pub fn largest_friction(answer: &Answer) -> Option<(Stage, Decimal)> {
    let frictions = answer.evaluation.bridge.frictions();
    frictions.filter(|(_, amount)| *amount > Decimal::ZERO).max_by_key(|(_, amount)| *amount)
}

/// A friction as the subject of a sentence, with its verb.
fn subject(stage: Stage) -> String {
    match stage {
        Stage::TimeZone => "time zones are".to_owned(),
        Stage::WorkingTime => "working time is".to_owned(),
        Stage::Transition => "the transition is".to_owned(),
        stage => format!("{} is", stage.label().to_lowercase()),
    }
}

/// How many parts of a step are named.
const NAMED: usize = 4;

/// What one step of the ladder takes from the saving before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The difference, reporting currency; empty where there is none.
    pub amount: String,
    /// What it is, and the largest things that it is made of.
    pub words: String,
}

/// What the ladder's two steps take: from wages to cash, and from cash to effective.
#[must_use]
pub fn taken(evaluation: &Evaluation, currency: &str) -> [Taken; 2] {
    let bridge = &evaluation.bridge;
    let step = |what: &str, parts: Vec<(Stage, Decimal)>| {
        let whole: Decimal = parts.iter().map(|(_, amount)| *amount).sum();
        let amount = if whole.is_zero() { String::new() } else { format::money_signed(-whole, currency) };
        let parts = made_of(parts, currency);
        let words = if parts.is_empty() { format!("{what}: nothing.") } else { format!("{what}: {amount}. {parts}.") };
        Taken { amount, words }
    };
    let behind = |(stage, _): &(Stage, Decimal)| !matches!(stage, Stage::Home | Stage::Wages);
    [
        step("From the wage gap to all money spent", bridge.cash().filter(behind).collect()),
        step("Output that is lost, at home’s price", bridge.frictions().collect()),
    ]
}

/// The weightiest parts of a step, and what the others come to.
fn made_of(mut parts: Vec<(Stage, Decimal)>, currency: &str) -> String {
    parts.retain(|(_, amount)| !amount.is_zero());
    parts.sort_by_key(|(_, amount)| std::cmp::Reverse(amount.abs()));
    let named =
        |(stage, amount): &(Stage, Decimal)| format!("{} {}", stage.label(), format::money_signed(-*amount, currency));
    let (first, others) = parts.split_at(parts.len().min(NAMED));
    let mut words: Vec<String> = first.iter().map(named).collect();
    if !others.is_empty() {
        let rest: Decimal = others.iter().map(|(_, amount)| *amount).sum();
        words.push(format!("all else {}", format::money_signed(-rest, currency)));
    }
    words.join(", ")
}

/// The answer in one sentence or two.
#[must_use]
pub fn sentence(answer: &Answer) -> Vec<Span> {
    let scenario = &answer.scenario;
    let seats = scenario.headcount();
    if !answer.moves() {
        let who = if scenario.seats_exist() { "seats stay" } else { "new seats open" };
        let all = format!("All {} {who} at home. ", format::trimmed(seats, 1));
        return vec![strong(all), plain("Move a share of them to see what is left of the saving after friction.")];
    }
    let moved = format::trimmed(moved_seats(scenario), 1);
    let (verb, place) = (if scenario.seats_exist() { "Moving" } else { "Opening" }, destination(scenario));
    let kind = if scenario.seats_exist() { "seats to" } else { "new seats in" };
    let mut spans = vec![plain(format!("{verb} {moved} of {} {kind} {place} ", format::trimmed(seats, 1)))];
    spans.extend(outcome(answer));
    spans.extend(payback(answer));
    spans
}

fn outcome(answer: &Answer) -> Vec<Span> {
    let currency = &answer.scenario.money.currency;
    let totals = &answer.evaluation.results.totals;
    let money = |amount| format::money(amount, currency);
    let saved = totals.home - totals.effective;
    let months = answer.evaluation.ledger.months.len();
    let (verb, amount) = if saved >= Decimal::ZERO { ("saves ", money(saved)) } else { ("costs ", money(-saved)) };
    let more = if saved >= Decimal::ZERO { "" } else { " more" };
    let mut spans = vec![plain(verb), strong(amount), plain(format!("{more} over {}", format::duration(months)))];
    if totals.lost_capacity > Decimal::ZERO {
        spans.extend([plain(", after "), strong(money(totals.lost_capacity)), plain(" of lost output")]);
    }
    spans.push(plain(". "));
    spans
}

fn payback(answer: &Answer) -> Vec<Span> {
    let paid = match answer.evaluation.results.payback_month {
        Some(1) => "It pays from the first month".to_owned(),
        Some(month) => format!("It pays back in month {month}"),
        None => "It does not pay back within the horizon".to_owned(),
    };
    let Some((stage, amount)) = largest_friction(answer) else { return vec![plain(format!("{paid}."))] };
    let amount = format::money(amount, &answer.scenario.money.currency);
    vec![plain(format!("{paid}; {} the largest friction, ", subject(stage))), strong(amount), plain(".")]
}

/// When futures pay back: how soon one in ten, half and nine in ten of them do, and how many never.
#[must_use]
pub fn payback_spread(known: &Simulation) -> String {
    let by = |part| format::payback(known.payback.by(part, known.trials));
    let trials = format::fixed(Decimal::from(known.trials), 0);
    let never = format::chance(known.payback.never);
    format!(
        "Of {trials} futures one in ten pays back by {}, half by {}, nine in ten by {}; {never} never do",
        by(0.1),
        by(0.5),
        by(0.9)
    )
}

/// Seats that go offshore, all teams together.
#[must_use]
pub fn moved_seats(scenario: &Scenario) -> Decimal {
    scenario.teams.iter().map(|team| team.headcount * team.offshore_share()).sum()
}

/// "Manila", "Manila and Krakow", "3 sites".
#[must_use]
pub fn destination(scenario: &Scenario) -> String {
    let used: Vec<&str> = scenario
        .sites
        .iter()
        .filter(|site| !scenario.seats_at(&site.id).is_zero())
        .map(|site| site.name.as_str())
        .collect();
    match used[..] {
        [] => "no site".to_owned(),
        [one] => one.to_owned(),
        [one, two] => format!("{one} and {two}"),
        _ => format!("{} sites", used.len()),
    }
}

/// The sentence as one text.
#[must_use]
pub fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rust_decimal::dec;

    use super::*;
    use crate::model::{scenario::Objective, testing::two_sites};

    fn said(change: impl FnOnce(&mut Scenario)) -> String {
        let mut scenario = two_sites();
        change(&mut scenario);
        text(&sentence(&Answer::compute(1, Arc::new(scenario))))
    }

    #[test]
    fn the_sentence_names_what_moves_what_it_saves_and_what_eats_it() {
        let told = said(|scenario| scenario.teams.truncate(1));
        assert!(told.starts_with("Moving 14 of 20 seats to Manila saves $"), "{told}");
        assert!(
            told.contains(" over three years, after $") && told.contains(" of lost output. It pays back"),
            "{told}"
        );
        let (_, friction) = told.split_once("; ").unwrap();
        assert!(friction.contains("the largest friction, $") && friction.ends_with('.'), "{told}");
    }

    #[test]
    fn nobody_moves_a_loss_and_new_seats_are_told_as_such() {
        let stay = said(|scenario| scenario.teams.iter_mut().for_each(|team| team.mix.clear()));
        assert!(stay.starts_with("All 25.5 seats stay at home."), "{stay}");
        let loss = said(|scenario| scenario.management.trip_cost = dec!(1000000));
        assert!(
            loss.contains("costs $") && loss.contains(" more over") && loss.contains("does not pay back"),
            "{loss}"
        );
        let new = said(|scenario| scenario.objective = Objective::AccelerateGrowth);
        assert!(new.starts_with("Opening 17.3 of 25.5 new seats in Manila and Krakow"), "{new}");
    }
}

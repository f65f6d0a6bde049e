//! What a figure is made of: its formula with today's values, the lines it comes from, their
//! postings by team and place, and its months. All of it exact.

use rust_decimal::Decimal;

use super::derived::Answer;
use crate::{
    engine::measure::{Measure, MeasureUnit},
    format,
    model::{
        ledger::{Account, Line},
        plan::Stage,
        postings::{Posted, postings},
        results::Flows,
    },
};

/// A line that a figure is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// Reporting currency, to the cent.
    pub amount: Decimal,
    /// What it is posted to; none for a sum of lines above it.
    pub account: Option<Account>,
}

/// Amounts by month, with their sum so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Months {
    /// What they are.
    pub label: String,
    /// One a month, from the first.
    pub amounts: Vec<Decimal>,
}

/// A figure of the answer, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The result.
    pub measure: Measure,
    /// Its exact figure.
    pub figure: String,
    /// How it is worked out.
    pub formula: &'static str,
    /// The same with the figures of today.
    pub with: String,
    /// The lines it is made of; those of nothing are left out.
    pub parts: Vec<Part>,
    /// The line that is looked into.
    pub chosen: Option<Account>,
    /// Its postings' sums by team and place.
    pub posted: Vec<(String, Decimal)>,
    /// Its months, or the result's where no line is looked into.
    pub months: Months,
}

/// Which books a result is made of: home's, cash, lost output.
fn books(measure: Measure) -> [bool; 3] {
    match measure {
        Measure::EffectiveSaving
        | Measure::NetPresentValue
        | Measure::PaybackMonth
        | Measure::RunRateSaving
        | Measure::CapacityMultiple => [true; 3],
        Measure::CashSaving | Measure::CashPaybackMonth | Measure::FundingNeed | Measure::PilotExposure => {
            [true, true, false]
        }
        Measure::EffectiveCost => [false, true, true],
        Measure::CashCost => [false, true, false],
        Measure::HomeCost | Measure::WageSaving => [true, false, false],
        Measure::Friction => [true, false, true],
        Measure::LostCapacity | Measure::CapacityLoss => [false, false, true],
    }
}

/// Explains a result of an answer, and looks into one of its lines.
#[must_use]
pub fn explain(measure: Measure, chosen: Option<Account>, answer: &Answer) -> Explained {
    let currency = &answer.scenario.money.currency;
    let exact = |figure: Decimal| match measure.unit() {
        MeasureUnit::Money => format::money_exact(figure, currency),
        _ => measure.shown(figure.round_dp(6), currency),
    };
    let figure = measure.exact(&answer.evaluation.results).map_or_else(|| "none".to_owned(), exact);
    let (formula, with) = formula(measure, answer, &figure);
    let mut posted = postings(&answer.scenario, &answer.evaluation.estimates);
    let parts = parts(measure, answer, &posted);
    posted.retain(|(posting, _)| Some(posting.account) == chosen);
    let months = chosen.map_or_else(|| months(measure, answer), |account| posted_months(account, &posted, answer));
    Explained { measure, figure, formula, with, parts, chosen, posted: by_team_and_place(&posted, answer), months }
}

/// A result's formula, and the same with today's figures.
fn formula(measure: Measure, answer: &Answer, figure: &str) -> (&'static str, String) {
    let results = &answer.evaluation.results;
    let scenario = &answer.scenario;
    let money = |amount: Decimal| format::money_exact(amount, &scenario.money.currency);
    let totals = &results.totals;
    let (home, cash, effective) = (money(totals.home), money(totals.cash), money(totals.effective));
    let lost = money(totals.lost_capacity);
    let months = answer.evaluation.ledger.months.len();
    match measure {
        Measure::EffectiveSaving => ("1 − effective cost ÷ home cost", format!("1 − {effective} ÷ {home} = {figure}")),
        Measure::CashSaving => ("1 − cash cost ÷ home cost", format!("1 − {cash} ÷ {home} = {figure}")),
        Measure::WageSaving => {
            let wages = money(answer.evaluation.bridge.after(Stage::Wages));
            ("1 − cost if only wages changed ÷ home cost", format!("1 − {wages} ÷ {home} = {figure}"))
        }
        Measure::Friction => ("lost output ÷ home cost", format!("{lost} ÷ {home} = {figure}")),
        Measure::HomeCost => {
            ("payroll and hiring of the team all at home", format!("{months} months come to {figure}"))
        }
        Measure::CashCost => ("all lines of cash", format!("{months} months come to {figure}")),
        Measure::EffectiveCost => ("cash cost + lost output", format!("{cash} + {lost} = {figure}")),
        Measure::LostCapacity => (
            "FTE months that are missing against home, at home’s cost of one",
            format!("{months} months come to {figure}"),
        ),
        Measure::CapacityLoss => {
            let fte = |amount| format::fixed(amount, 4);
            let (now, home) = (fte(totals.capacity), fte(totals.home_capacity));
            ("1 − FTE months delivered ÷ FTE months at home", format!("1 − {now} ÷ {home} = {figure}"))
        }
        Measure::NetPresentValue => {
            let rate = format::percent_precise(scenario.money.discount_rate);
            (
                "sum of each month’s effective saving ÷ (1 + rate ÷ 12) to the month’s number",
                format!("{months} months at {rate} a year come to {figure}"),
            )
        }
        Measure::PaybackMonth => (
            "first month from which the effective saving so far stays at 0 or above",
            format!("of {months} months: {figure}"),
        ),
        Measure::CashPaybackMonth => (
            "first month from which the cash saving so far stays at 0 or above",
            format!("of {months} months: {figure}"),
        ),
        Measure::FundingNeed => {
            ("deepest point of the cash saving so far, below 0", format!("over {months} months: {figure}"))
        }
        Measure::PilotExposure => {
            let pilot = scenario.rollout.pilot_months.max(1);
            ("cash cost − home cost until the pilot ends, if above 0", format!("in {pilot} months: {figure}"))
        }
        Measure::RunRateSaving => ("effective saving of the last 12 months", format!("of {months} months: {figure}")),
        Measure::CapacityMultiple => ("home cost ÷ effective cost", format!("{home} ÷ {effective} = {figure}")),
    }
}

/// What is posted to an account, for people.
fn label(account: Account) -> &'static str {
    match account {
        Account::BaselinePayroll => "Payroll, all at home",
        Account::BaselineHiring => "Hiring, all at home",
        Account::Cash(line) => line.label(),
        Account::LostCapacity => "Lost output",
    }
}

fn parts(measure: Measure, answer: &Answer, posted: &[Posted]) -> Vec<Part> {
    let totals = &answer.evaluation.results.totals;
    let part = |amount, account| Part { label: label(account).to_owned(), amount, account: Some(account) };
    let sum = |label: &str, amount| Part { label: label.to_owned(), amount, account: None };
    let [home, cash, lost] = books(measure);
    let mut parts = Vec::new();
    if home {
        let hires = posted.iter().filter(|(posting, _)| posting.account == Account::BaselineHiring);
        let hiring: Decimal = hires.map(|(_, amount)| *amount).sum();
        parts.push(part(totals.home - hiring, Account::BaselinePayroll));
        parts.push(part(hiring, Account::BaselineHiring));
        parts.push(sum("Home cost", totals.home));
    }
    if cash {
        let line = |line: &Line| {
            let amount = answer.evaluation.ledger.total(|month| month.lines[*line as usize]);
            part(amount, Account::Cash(*line))
        };
        parts.extend(Line::ALL.iter().map(line));
        parts.push(sum("Cash cost", totals.cash));
    }
    if lost {
        parts.push(part(totals.lost_capacity, Account::LostCapacity));
    }
    if cash && lost {
        parts.push(sum("Effective cost", totals.effective));
    }
    parts.retain(|part| part.account.is_none() || !part.amount.is_zero());
    parts
}

/// Index of a team, if it is one's alone, and of a site, unless it is home.
type Owner = (Option<usize>, Option<usize>);

fn by_team_and_place(posted: &[Posted], answer: &Answer) -> Vec<(String, Decimal)> {
    let scenario = &answer.scenario;
    let mut sums: Vec<(Owner, Decimal)> = Vec::new();
    for (posting, amount) in posted {
        let key = (posting.team, posting.site);
        match sums.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += amount,
            None => sums.push((key, *amount)),
        }
    }
    let name = |(team, site): Owner| {
        let place = site.and_then(|site| scenario.sites.get(site)).unwrap_or(&scenario.home);
        let team = team.and_then(|team| scenario.teams.get(team));
        team.map_or_else(|| place.name.clone(), |team| format!("{}, {}", team.name, place.name))
    };
    sums.into_iter().map(|(key, sum)| (name(key), sum)).collect()
}

fn posted_months(account: Account, posted: &[Posted], answer: &Answer) -> Months {
    let mut amounts = vec![Decimal::ZERO; answer.evaluation.ledger.months.len()];
    for (posting, amount) in posted {
        amounts[posting.month] += amount;
    }
    Months { label: label(account).to_owned(), amounts }
}

/// What a result's months are.
fn months(measure: Measure, answer: &Answer) -> Months {
    let ledger = &answer.evaluation.ledger;
    let flows = || Flows::of(ledger);
    let (label, amounts) = match measure {
        Measure::CashSaving
        | Measure::CashCost
        | Measure::CashPaybackMonth
        | Measure::FundingNeed
        | Measure::PilotExposure => ("Cash saving", flows().cash),
        Measure::HomeCost | Measure::WageSaving => {
            ("Home cost", ledger.months.iter().map(|month| month.home_cost).collect())
        }
        Measure::Friction | Measure::LostCapacity | Measure::CapacityLoss => {
            ("Lost output", ledger.months.iter().map(|month| month.lost_capacity).collect())
        }
        Measure::EffectiveSaving
        | Measure::EffectiveCost
        | Measure::NetPresentValue
        | Measure::PaybackMonth
        | Measure::RunRateSaving
        | Measure::CapacityMultiple => ("Effective saving", flows().effective),
    };
    Months { label: label.to_owned(), amounts }
}

impl Explained {
    /// Formula, lines, postings and months as rows of cells, the head first.
    #[must_use]
    pub fn rows(&self, currency: &str) -> Vec<Vec<String>> {
        let row = |label: &str, amount: Decimal| vec![label.to_owned(), format::in_units(amount, currency).to_string()];
        let mut rows = vec![["Part", "Figure"].map(str::to_owned).to_vec()];
        rows.push(vec![self.measure.label().to_owned(), self.figure.clone()]);
        rows.push(vec![self.formula.to_owned(), self.with.clone()]);
        rows.extend(self.parts.iter().map(|part| row(&part.label, part.amount)));
        rows.extend(self.posted.iter().map(|(label, amount)| row(label, *amount)));
        let months = self.months.amounts.iter().enumerate();
        let label = &self.months.label;
        rows.extend(months.map(|(month, amount)| row(&format!("{label}, month {}", month + 1), *amount)));
        rows
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::testing::two_sites;

    fn answer() -> Answer {
        Answer::compute(1, Arc::new(two_sites()))
    }

    #[test]
    fn every_result_is_explained_by_lines_that_add_up() {
        let answer = answer();
        for measure in Measure::ALL {
            let explained = explain(measure, None, &answer);
            assert!(!explained.formula.is_empty() && explained.with.contains(&explained.figure), "{measure:?}");
            // Each sum is of the lines since the sum before, and of that sum where it is effective cost.
            let mut since = Decimal::ZERO;
            for part in &explained.parts {
                if part.account.is_some() {
                    since += part.amount;
                } else if part.label == "Effective cost" {
                    assert_eq!(part.amount, answer.evaluation.results.totals.cash + since, "{measure:?}");
                } else {
                    assert_eq!(part.amount, since, "{measure:?} {}", part.label);
                    since = Decimal::ZERO;
                }
            }
            assert_eq!(explained.months.amounts.len(), answer.evaluation.ledger.months.len());
        }
    }

    #[test]
    fn a_line_is_the_sum_of_its_postings_by_place_and_by_month() {
        let answer = answer();
        for part in explain(Measure::EffectiveSaving, None, &answer).parts {
            let Some(account) = part.account else { continue };
            let into = explain(Measure::EffectiveSaving, Some(account), &answer);
            let by_place: Decimal = into.posted.iter().map(|(_, amount)| *amount).sum();
            let by_month: Decimal = into.months.amounts.iter().sum();
            assert_eq!((by_place, by_month), (part.amount, part.amount), "{}", part.label);
            assert!(into.rows("USD").contains(&vec![part.label.clone(), part.amount.to_string()]));
        }
    }
}

//! The report of an evaluation: the same figures as JSON, CSV and text.
//!
//! Money is printed to the cent, rates and capacities to six places, as text, so that no
//! reader turns them into binary fractions. The keys are stable.

use std::fmt::Write;

use indexmap::IndexMap;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::table::{Spelling, separated};
use crate::{
    format,
    model::{
        ledger::{Line, MonthTotals},
        lever::{LeverId, Unit},
        results::{Evaluation, Results},
        scenario::Scenario,
    },
};

/// Keys and values in a fixed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<V>(IndexMap<String, V>);

impl<V: Serialize> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<V> FromIterator<(String, V)> for Ordered<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// Totals over the horizon, money to the cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the results they print")]
pub struct TotalsReport {
    pub home: String,
    pub cash: String,
    pub effective: String,
    pub lost_capacity: String,
}

/// The ladder of savings, shares to six places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the results they print")]
pub struct SavingsReport {
    pub headline: String,
    pub wages: Option<String>,
    pub cash: Option<String>,
    pub effective: Option<String>,
}

/// One stage of the bridge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the results they print")]
pub struct BridgeReport {
    pub stage: &'static str,
    pub amount: String,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the results they print")]
pub struct MonthReport {
    pub home_cost: String,
    pub cash_cost: String,
    pub effective_cost: String,
    pub home_capacity: String,
    pub capacity: String,
    pub heads: Vec<String>,
}

/// Everything `eval` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the keys are those of the results they print")]
pub struct Report {
    pub totals: TotalsReport,
    pub savings: SavingsReport,
    pub friction: Option<String>,
    pub capacity_loss: Option<String>,
    pub verdict: Option<&'static str>,
    pub net_present_value: String,
    pub payback_month: Option<usize>,
    pub cash_payback_month: Option<usize>,
    pub funding_need: String,
    pub pilot_exposure: String,
    pub run_rate_saving: String,
    pub capacity_multiple: Option<String>,
    pub wage_parity_years: Ordered<Option<String>>,
    pub lines: Ordered<String>,
    pub bridge: Vec<BridgeReport>,
    pub months: Vec<MonthReport>,
}

fn places(value: Decimal, places: u32) -> String {
    let mut value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(places);
    // A rounded nothing has no sign.
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    value.to_string()
}

/// A lever's value as a cell holds it: whole, without its unit; of an index in points.
#[must_use]
pub fn lever_cell(lever: &LeverId, scenario: &Scenario, value: Decimal) -> String {
    let money = matches!(lever.lever().unit, Unit::Money | Unit::LocalMoney);
    let value = if money { format::in_units(value, format::currency_of(lever, scenario)) } else { value };
    value.normalize().to_string()
}

/// An amount to the cent, as every report prints it.
#[must_use]
pub fn cents(amount: Decimal) -> String {
    places(amount, 2)
}

/// A share, rate or capacity to six places, as every report prints it.
#[must_use]
pub fn rate(share: Decimal) -> String {
    places(share, 6)
}

impl Report {
    /// The report of an evaluation.
    #[must_use]
    pub fn new(evaluation: &Evaluation) -> Self {
        let Evaluation { ledger, bridge, results, .. } = evaluation;
        let Results { totals, .. } = results;
        let line = |line: Line| (line.key().to_owned(), cents(ledger.total(|month| month.lines[line as usize])));
        let month = |(index, month): (usize, &MonthTotals<Decimal>)| MonthReport {
            home_cost: cents(month.home_cost),
            cash_cost: cents(month.cash()),
            effective_cost: cents(month.effective()),
            home_capacity: rate(month.home_capacity),
            capacity: rate(month.capacity),
            heads: ledger.heads(index).iter().copied().map(rate).collect(),
        };
        let parity = results.wage_parity_years.iter();
        Self {
            totals: TotalsReport {
                home: cents(totals.home),
                cash: cents(totals.cash),
                effective: cents(totals.effective),
                lost_capacity: cents(totals.lost_capacity),
            },
            savings: SavingsReport {
                headline: rate(results.headline),
                wages: results.wage_saving.map(rate),
                cash: results.cash_saving.map(rate),
                effective: results.effective_saving.map(rate),
            },
            friction: results.friction.map(rate),
            capacity_loss: results.capacity_loss.map(rate),
            verdict: results.verdict.map(crate::model::results::Verdict::key),
            net_present_value: cents(results.net_present_value),
            payback_month: results.payback_month,
            cash_payback_month: results.cash_payback_month,
            funding_need: cents(results.funding_need),
            pilot_exposure: cents(results.pilot_exposure),
            run_rate_saving: cents(results.run_rate_saving),
            capacity_multiple: results.capacity_multiple.map(rate),
            wage_parity_years: Ordered(
                parity.map(|(site, years)| (site.clone(), years.map(|years| format!("{years:.1}")))).collect(),
            ),
            lines: Ordered(Line::ALL.into_iter().map(line).collect()),
            bridge: bridge
                .amounts()
                .map(|(stage, amount)| BridgeReport { stage: stage.key(), amount: cents(amount) })
                .collect(),
            months: ledger.months.iter().enumerate().map(month).collect(),
        }
    }

    /// The monthly ledger: a head, then one row a month, one column a line.
    #[must_use]
    pub fn months(scenario: &Scenario, evaluation: &Evaluation) -> Vec<Vec<String>> {
        let ledger = &evaluation.ledger;
        let mut head = vec!["month".to_owned(), "home_cost".to_owned()];
        head.extend(Line::ALL.map(|line| line.key().to_owned()));
        let figures = ["cash_cost", "lost_capacity", "effective_cost", "home_capacity", "capacity"];
        head.extend(figures.map(str::to_owned));
        head.extend(scenario.places().map(|place| format!("heads_{}", place.id)));
        let row = |(index, month): (usize, &MonthTotals<Decimal>)| {
            let mut row = vec![month_name(scenario, index), cents(month.home_cost)];
            row.extend(month.lines.map(cents));
            row.extend([month.cash(), month.lost_capacity, month.effective()].map(cents));
            row.extend([month.home_capacity, month.capacity].map(rate));
            row.extend(ledger.heads(index).iter().copied().map(rate));
            row
        };
        std::iter::once(head).chain(ledger.months.iter().enumerate().map(row)).collect()
    }

    /// The same as CSV.
    #[must_use]
    pub fn csv(scenario: &Scenario, evaluation: &Evaluation) -> String {
        // A comma can always be told from what cells hold.
        separated(&Self::months(scenario, evaluation), Spelling::CSV).unwrap_or_default()
    }

    /// The answer in plain text, to read in a terminal.
    #[must_use]
    pub fn text(scenario: &Scenario, evaluation: &Evaluation) -> String {
        let Evaluation { ledger, bridge, results, .. } = evaluation;
        let currency = &scenario.money.currency;
        let money = |amount| format::money_exact(amount, currency);
        let percent = |share: Option<Decimal>| {
            share
                .map_or_else(|| "–".to_owned(), |share| format!("{} %", format::fixed(share * Decimal::ONE_HUNDRED, 2)))
        };
        let month = |month: Option<usize>| month.map_or_else(|| "not within the horizon".to_owned(), |m| m.to_string());
        let verdict = results.verdict.map_or("nobody moves", crate::model::results::Verdict::label);
        let totals = &results.totals;
        let mut text = format!("{}\n\n", format::plain(&printable(&scenario.name)));
        let mut row = |name: &str, value: &str| {
            // Writing to a string can't fail.
            let _ = writeln!(text, "{name:<26}{value:>22}");
        };
        row("If only wages changed", &percent(results.wage_saving));
        row("Cash saving", &percent(results.cash_saving));
        row("Effective saving", &percent(results.effective_saving));
        row("Friction", &percent(results.friction));
        row("Verdict", verdict);
        row("Pays back in month", &month(results.payback_month));
        row("Cash pays back in month", &month(results.cash_payback_month));
        row("Home cost", &money(totals.home));
        row("Cash cost", &money(totals.cash));
        row("Lost output", &money(totals.lost_capacity));
        row("Effective cost", &money(totals.effective));
        row("Net present value", &money(results.net_present_value));
        row("Funding need", &money(results.funding_need));
        row("Pilot exposure", &money(results.pilot_exposure));
        row("Run-rate saving a year", &money(results.run_rate_saving));
        row("\nLines", "");
        for line in Line::ALL {
            row(line.label(), &money(ledger.total(|month| month.lines[line as usize])));
        }
        row("\nFrom home to effective", "");
        for (stage, amount) in bridge.amounts() {
            row(stage.label(), &money(amount));
        }
        text
    }
}

/// `2027-01` and on, counted from the scenario's start.
#[must_use]
pub fn month_name(scenario: &Scenario, month: usize) -> String {
    let start = crate::model::estimates::start_month(&scenario.money.start);
    let span = jiff::Span::new().try_months(i64::try_from(month).unwrap_or(0));
    let date = start.and_then(|start| span.ok().and_then(|span| start.checked_add(span).ok()));
    date.map_or_else(|| format!("month {}", month + 1), |date| date.strftime("%Y-%m").to_string())
}

/// A text from a file with control characters written out.
fn printable(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

//! The figures of each chart as a table: for the clipboard, and for those who hear a chart.
//!
//! Amounts are exact to the cent, shares and capacities have six places; estimates are rounded to
//! the same. No thousands separators and no units in the cells, so that a spreadsheet reads them.

use rust_decimal::Decimal;

use super::{Scene, ledger};
use crate::{
    engine::{
        measure::{Measure, MeasureUnit},
        sweep::SweepPoint,
    },
    export::report::{cents, lever_cell, rate},
    format,
    model::ledger::MonthTotals,
    state::{
        sweeps::{heat_levers, swept_lever},
        view::{Chart, CostMode},
    },
};

/// A row of cells.
pub type Row = Vec<String>;

/// A chart's figures.
pub struct Table<'a> {
    /// The columns' names, with their units.
    pub head: Row,
    /// The rows, those that matter most first where there are thousands.
    pub rows: Box<dyn Iterator<Item = Row> + 'a>,
}

impl<'a> Table<'a> {
    pub(super) fn new(head: impl IntoIterator<Item = impl Into<String>>, rows: impl Iterator<Item = Row> + 'a) -> Self {
        Self { head: head.into_iter().map(Into::into).collect(), rows: Box::new(rows) }
    }

    /// Its rows, the head first.
    #[must_use]
    pub fn whole(self) -> Vec<Row> {
        std::iter::once(self.head).chain(self.rows).collect()
    }
}

/// The figures that a chart shows; none while they are not known.
#[must_use]
pub fn table(chart: Chart, scene: Scene<'_>) -> Option<Table<'_>> {
    match chart {
        Chart::Cost => Some(cost(scene)),
        Chart::Headcount => Some(headcount(scene)),
        Chart::Matrix => Some(matrix(scene)),
        Chart::Bridge => Some(bridge(scene)),
        Chart::Sweep => sweep(scene),
        Chart::Risk => risk(scene),
        Chart::Seats => Some(seats(scene)),
        Chart::Ledger => Some(ledger::table(scene)),
        Chart::Heat => heat(scene),
    }
}

fn estimated(figure: f64) -> String {
    rate(format::decimal(figure))
}

/// An amount as a cell holds it; of an index in points.
fn exact(amount: Decimal, scene: Scene<'_>) -> String {
    cents(format::in_units(amount, &scene.answer.scenario.money.currency))
}

fn amount(figure: f64, scene: Scene<'_>) -> String {
    exact(format::decimal(figure), scene)
}

/// A figure of a result; nothing where there is none.
fn result(measure: Measure, figure: Option<f64>, scene: Scene<'_>) -> String {
    let written = |figure: f64| match measure.unit() {
        MeasureUnit::Money => amount(figure, scene),
        MeasureUnit::Month => format!("{figure:.0}"),
        MeasureUnit::Share | MeasureUnit::Multiple => estimated(figure),
    };
    figure.filter(|figure| figure.is_finite()).map_or_else(String::new, written)
}

fn in_currency(names: &[&str], scene: Scene<'_>) -> Row {
    let currency = format::currency_code(&scene.answer.scenario.money.currency);
    names.iter().map(|name| format!("{name}, {currency}")).collect()
}

fn cost(scene: Scene<'_>) -> Table<'_> {
    let months = &scene.answer.evaluation.ledger.months;
    let cumulative = scene.view.cost_mode == CostMode::Cumulative;
    let futures = scene.study.futures(months.len()).filter(|_| cumulative && scene.answer.moves());
    let mut head = vec!["Month".to_owned()];
    head.extend(in_currency(&["Home", "Cash", "Effective"], scene));
    if futures.is_some() {
        head.extend(in_currency(&["Effective P10", "Effective P90"], scene));
    }
    let figures: [fn(&MonthTotals<Decimal>) -> Decimal; 3] =
        [|month| month.home_cost, MonthTotals::cash, MonthTotals::effective];
    let mut sums = [Decimal::ZERO; 3];
    let rows = months.iter().enumerate().map(move |(index, month)| {
        let mut row = vec![(index + 1).to_string()];
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum = if cumulative { *sum + figure(month) } else { figure(month) };
            row.push(exact(*sum, scene));
        }
        if let Some(band) = futures.and_then(|futures| futures.get(index)) {
            row.extend([amount(band.p10, scene), amount(band.p90, scene)]);
        }
        row
    });
    Table::new(head, rows)
}

fn headcount(scene: Scene<'_>) -> Table<'_> {
    let mut head = vec!["Seats".to_owned()];
    head.extend(in_currency(&["Home", "Cash", "Effective"], scene));
    let rows = scene.answer.headcount.points.iter().map(move |point| {
        let costs = [point.home, point.cash, point.effective].map(|cost| amount(cost, scene));
        std::iter::once(format!("{}", point.seats)).chain(costs).collect()
    });
    Table::new(head, rows)
}

/// Mixes on the frontier first.
fn matrix(scene: Scene<'_>) -> Table<'_> {
    let mixes = scene.mixes();
    let sites = scene.answer.scenario.sites.iter().map(|site| site.name.clone());
    let head = sites.chain(["Friction", "Cash saving", "Effective saving", "On the frontier"].map(str::to_owned));
    let best = mixes.best().iter().copied();
    let others = (0..mixes.points.len()).filter(|index| !mixes.points[*index].best);
    let rows = best.chain(others).map(|index| {
        let point = &mixes.points[index];
        let shares = mixes.mix(index).into_iter().map(|share| share.normalize().to_string());
        let figures = [point.friction, point.cash_saving, point.effective_saving()].map(estimated);
        let on = if point.best { "yes" } else { "no" };
        shares.chain(figures).chain([on.to_owned()]).collect()
    });
    Table::new(head, rows)
}

fn bridge(scene: Scene<'_>) -> Table<'_> {
    let mut head = vec!["Step".to_owned()];
    head.extend(in_currency(&["Change", "Cost after it"], scene));
    let mut level = Decimal::ZERO;
    let rows = scene.answer.evaluation.bridge.amounts().map(move |(stage, change)| {
        level += change;
        vec![stage.label().to_owned(), exact(change, scene), exact(level, scene)]
    });
    Table::new(head, rows)
}

fn sweep(scene: Scene<'_>) -> Option<Table<'_>> {
    let lever = swept_lever(scene.view, &scene.answer.scenario);
    let measure = scene.view.sweeps.measure;
    let swept = scene.study.swept(&lever, measure)?;
    let mut head = vec![lever.label(&scene.answer.scenario), measure.label().to_owned()];
    head.extend(in_currency(&["Home", "Cash", "Effective"], scene));
    let row = move |point: &SweepPoint| {
        let mut row = vec![lever_cell(&lever, &scene.answer.scenario, point.value)];
        match &point.figures {
            Ok(figures) => {
                row.push(result(measure, figures.result, scene));
                row.extend([figures.home, figures.cash, figures.effective].map(|cost| amount(cost, scene)));
            }
            Err(gap) => row.push(gap.to_string()),
        }
        row
    };
    Some(Table::new(head, swept.sweep.points.iter().map(row)))
}

/// The distribution of the effective saving, then what each lever does to it alone.
fn risk(scene: Scene<'_>) -> Option<Table<'_>> {
    let known = scene.study.simulation.as_deref()?;
    let ends = ["Saving at the low end", "Saving at the high end", "Low end", "High end"];
    let head = ["Quantile or lever", "Effective saving"].into_iter().chain(ends);
    let spread = known.effective_saving.map(|spread| spread.quantiles.named());
    let quantiles = spread.into_iter().flatten().map(move |(name, saving)| {
        let cells = [name.to_uppercase(), estimated(saving)].into_iter();
        cells.chain(ends.map(|_| String::new())).collect()
    });
    let bars = scene.study.tornado.as_deref().into_iter().flat_map(|tornado| &tornado.bars).map(move |bar| {
        let saving = |saving: Option<f64>| result(Measure::EffectiveSaving, saving, scene);
        let value = |value: Decimal| lever_cell(&bar.lever, &scene.answer.scenario, value);
        let ends = [saving(bar.low.effective_saving), saving(bar.high.effective_saving)];
        let values = [value(bar.low.value), value(bar.high.value)];
        let first = [bar.lever.label(&scene.answer.scenario), String::new()];
        first.into_iter().chain(ends).chain(values).collect()
    });
    Some(Table::new(head, quantiles.chain(bars)))
}

fn seats(scene: Scene<'_>) -> Table<'_> {
    let scenario = &scene.answer.scenario;
    let ledger = &scene.answer.evaluation.ledger;
    let places = std::iter::once(&scenario.home).chain(&scenario.sites).map(|place| format!("Seats in {}", place.name));
    let last = ["FTE delivered", "FTE delivered at home"].map(str::to_owned);
    let head = std::iter::once("Month".to_owned()).chain(places).chain(last);
    let rows = ledger.months.iter().enumerate().map(|(index, month)| {
        let heads = ledger.heads(index).iter().copied().chain([month.capacity, month.home_capacity]).map(rate);
        std::iter::once((index + 1).to_string()).chain(heads).collect()
    });
    Table::new(head, rows)
}

fn heat(scene: Scene<'_>) -> Option<Table<'_>> {
    let scenario = &scene.answer.scenario;
    let levers = heat_levers(scene.view, scenario);
    let measure = scene.view.sweeps.measure;
    let grid = &scene.study.mapped(&levers, measure)?.grid;
    let [first, second] = levers.clone();
    let value = move |value: &Decimal| lever_cell(&first, &scene.answer.scenario, *value);
    let corner =
        format!("{} down, {} across", levers[0].label(scenario), format::lower_first(&levers[1].label(scenario)));
    let head = std::iter::once(corner)
        .chain(grid.second.iter().map(|value| lever_cell(&second, &scene.answer.scenario, *value)));
    let rows = grid.first.iter().zip(grid.cells.chunks(grid.second.len().max(1))).map(move |(first, cells)| {
        let cells = cells
            .iter()
            .map(|cell| cell.as_ref().map_or_else(|_| String::new(), |at| result(measure, at.result, scene)));
        std::iter::once(value(first)).chain(cells).collect()
    });
    Some(Table::new(head, rows))
}

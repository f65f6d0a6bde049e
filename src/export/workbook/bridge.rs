//! The bridge: from home to effective cost, hard to soft; twelve totals and what each stage adds.

use rust_xlsxwriter::{Chart, ChartType};

use super::{
    ledger::{self, Ledger},
    look::{self, Ink, Look},
    page::{Area, Page, count},
    stages::Stages,
    term::{Term, max, min, num, sum},
};
use crate::model::{ledger::Line, plan::Stage};

/// The row of the first stage.
const FIRST: u32 = 4;
/// Columns: cash, lost capacity, their sum, what the stage adds; then the chart's parts: what carries a bar,
/// home, more, less, the last total.
const CASH: u16 = 1;
const TOTAL: u16 = 3;
const AMOUNT: u16 = 4;
const CHART: u16 = 5;
const LABELS: [&str; 9] = [
    "Cash",
    "Lost capacity",
    "Effective cost after it",
    "What it adds",
    "Chart: carries",
    "Home",
    "Adds",
    "Takes away",
    "Effective",
];
/// Lines of cash that come with management.
const MANAGEMENT: [Line; 4] = [Line::Oversight, Line::Governance, Line::Liaison, Line::Travel];

/// The bridge's sheet.
pub(super) struct Bridge {
    pub(super) page: Page,
}

impl Bridge {
    /// Writes the sheet.
    pub(super) fn write(name: &str, currency: &str, (ledger, stages): (&Ledger, &[Stages]), look: &Look) -> Self {
        let mut bridge = Self { page: Page::new(name, look) };
        bridge.page.text(Area::cell(0, 0), "Bridge: from home to effective cost", Ink::TITLE);
        let note = "Each stage switches one group of inputs from home-like to real; what it adds is the difference to the \
                    stage before.";
        bridge.page.text(Area::cell(1, 0), note, Ink::NOTE);
        bridge.page.text(Area::cell(FIRST - 1, 0), "Stage", Ink::HEADING);
        bridge.page.texts(Area::cell(FIRST - 1, 1), LABELS, Ink::OVER);
        for stage in Stage::ALL {
            bridge.stage(stage, ledger, stages);
        }
        bridge.page.tall(FIRST - 1, 2);
        bridge.page.widths(0, &[18.0; 10]);
        bridge.page.freeze(Area::cell(FIRST, 1));
        bridge.page.paper(1, 0);
        bridge.chart(currency);
        bridge
    }

    /// What a stage adds, seen from another sheet.
    pub(super) fn amount(&self, stage: Stage) -> Term {
        self.page.there(Area::cell(row(stage), AMOUNT).fixed())
    }

    /// The total after a stage, seen from another sheet.
    pub(super) fn after(&self, stage: Stage) -> Term {
        self.page.there(Area::cell(row(stage), TOTAL).fixed())
    }

    fn stage(&mut self, stage: Stage, ledger: &Ledger, stages: &[Stages]) {
        let at = |col: u16| Area::cell(row(stage), col);
        self.page.text(at(0), stage.label(), Ink::TEXT);
        self.page.compute(at(CASH), &cash(stage, ledger, stages).whole_cents(), Ink::MONEY);
        self.page.compute(at(CASH + 1), &lost(stage, ledger, stages).whole_cents(), Ink::MONEY);
        let total = self.page.here(at(CASH)) + self.page.here(at(CASH + 1));
        self.page.compute(at(TOTAL), &total.whole_cents(), Ink::TOTAL);
        let total = self.page.here(at(TOTAL));
        let before = if stage == Stage::Home { num(0) } else { self.page.here(at(TOTAL).above()) };
        self.page.compute(at(AMOUNT), &(total.clone() - before.clone()).whole_cents(), Ink::MONEY);
        let amount = self.page.here(at(AMOUNT));
        let first = stage == Stage::Home;
        let parts = [
            if first { num(0) } else { min([before, total.clone()]) },
            if first { total } else { num(0) },
            if first { num(0) } else { max([num(0), amount.clone()]) },
            if first { num(0) } else { max([num(0), num(0) - amount]) },
            num(0),
        ];
        for (index, part) in parts.iter().enumerate() {
            self.page.compute(at(CHART).right(index), part, Ink::MONEY);
        }
    }

    /// A waterfall: stacked columns, the lowest without color. The row after the stages is the last total.
    fn chart(&mut self, currency: &str) {
        let last = row(Stage::Management) + 1;
        self.page.text(Area::cell(last, 0), "Effective", Ink::HEADING);
        let total = self.page.here(Area::cell(row(Stage::Management), TOTAL));
        self.page.compute(Area::cell(last, TOTAL), &total, Ink::TOTAL);
        for index in 0..5 {
            let part = if index == 4 { self.page.here(Area::cell(last, TOTAL)) } else { num(0) };
            self.page.compute(Area::cell(last, CHART).right(index), &part, Ink::MONEY);
        }
        let colors = [None, Some(look::HOME), Some(look::OFFSHORE), Some(look::OTHER), Some(look::OFFSHORE)];
        let mut chart = Chart::new(ChartType::ColumnStacked);
        let name = self.page.name().to_owned();
        for (index, color) in (0_u16..).zip(colors) {
            let col = CHART + index;
            let series = chart.add_series();
            series.set_categories((name.as_str(), FIRST, 0, last, 0)).set_values((
                name.as_str(),
                FIRST,
                col,
                last,
                col,
            ));
            series.set_name((name.as_str(), FIRST - 1, col)).set_gap(40);
            match color {
                Some(color) => series.set_format(
                    rust_xlsxwriter::ChartFormat::new()
                        .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(color)),
                ),
                None => series.set_format(rust_xlsxwriter::ChartFormat::new().set_no_fill()),
            };
        }
        chart.title().set_name("From home cost to effective cost, hard facts first");
        chart.x_axis().set_name("Stage");
        chart.y_axis().set_name(currency).set_num_format("#,##0");
        chart.legend().set_hidden();
        chart.set_width(1000).set_height(420);
        self.page.with(|sheet| sheet.insert_chart(last + 2, 0, &chart).map(|_| ()));
    }
}

fn row(stage: Stage) -> u32 {
    FIRST + count(stage as usize)
}

fn cash(stage: Stage, ledger: &Ledger, stages: &[Stages]) -> Term {
    if stage == Stage::Home {
        return ledger.total(ledger::HOME);
    }
    if stage == Stage::Management {
        return ledger.total(ledger::CASH);
    }
    let mut totals: Vec<Term> = stages.iter().flat_map(|sheet| sheet.cash(stage)).collect();
    if stage == Stage::Transition {
        totals.push(ledger.line(Line::Selection));
    }
    if totals.is_empty() {
        totals.extend(Line::ALL.into_iter().filter(|line| !MANAGEMENT.contains(line)).map(|line| ledger.line(line)));
    }
    sum(&totals)
}

fn lost(stage: Stage, ledger: &Ledger, stages: &[Stages]) -> Term {
    if stage >= Stage::WorkingTime {
        return ledger.total(ledger::LOST);
    }
    let totals: Vec<Term> = stages.iter().filter_map(|sheet| sheet.lost(stage)).collect();
    if totals.is_empty() { num(0) } else { sum(&totals) }
}

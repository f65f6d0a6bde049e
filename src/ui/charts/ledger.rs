//! The ledger: every line of the books down, years or months across, totals last.
//!
//! Every figure is a sum of the months as posted. Only cells in view are computed.

use std::ops::Range;

use egui::{Align2, Color32, Label, Response, RichText, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, TableDelegate};
use rust_decimal::Decimal;

use super::{
    Scene,
    canvas::label_width,
    frame::{self, Switch, head_ui},
    scale::Calendar,
    table::Table,
    words::words,
};
use crate::{
    engine::measure::Measure,
    export::report::{cents, month_name, rate},
    format,
    model::ledger::{Account, Line, MonthTotals},
    state::{
        derived::Answer,
        message::{Message, ViewChange},
        view::{Chart, LedgerPeriod},
    },
    ui::theme::{self, mark, palette, size, space},
};

pub(super) fn ledger_ui(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    let Scene { answer, view, .. } = scene;
    let words = words(Chart::Ledger, scene);
    let chosen = usize::from(view.ledger_period == LedgerPeriod::Months);
    let head = head_ui(ui, &words, Some(Switch { names: ["Years", "Months"], chosen }));
    if let Some(side) = head.chose {
        let period = if side == 0 { LedgerPeriod::Years } else { LedgerPeriod::Months };
        messages.push(Message::View(ViewChange::LedgerPeriod(period)));
    }
    let start = Calendar::start(&answer.scenario.money.start);
    let columns = periods(answer.evaluation.ledger.months.len(), start, view.ledger_period);
    let fits = (head.body.height() - mark::ROW) / super::scale::count(ROWS);
    let row_height = fits.clamp(mark::ROW - space::HALF / 2.0, mark::ROW + space::HALF).floor();
    let mut pages = Pages { answer, columns, row_height, asked: None };
    let id = ui.scope_id().with(("table", view.ledger_period == LedgerPeriod::Years));
    let mut area = ui.new_child(UiBuilder::new().id_salt(id).max_rect(head.body));
    let response = pages.show(&mut area);
    messages.extend(pages.asked.map(Row::explain));
    let named = area.interact(response.rect, id.with("name"), Sense::hover());
    frame::describe(&named, &words);
}

/// Heading of the whole horizon.
const TOTAL: &str = "Total";

/// A column: its heading and its months.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Period {
    heading: String,
    months: Range<usize>,
}

/// The columns: years of the calendar or months, and the whole horizon last.
fn periods(months: usize, start: Calendar, period: LedgerPeriod) -> Vec<Period> {
    let mut columns = Vec::new();
    let mut first = 0;
    for month in 0..months {
        let now = start.after(month);
        let heading = match period {
            LedgerPeriod::Months => now.name(),
            LedgerPeriod::Years if !now.closes_year() && month + 1 < months => continue,
            LedgerPeriod::Years => year_heading(start.after(first), now),
        };
        columns.push(Period { heading, months: first..month + 1 });
        first = month + 1;
    }
    columns.push(Period { heading: TOTAL.to_owned(), months: 0..months });
    columns
}

/// `2027`, or the months of a year that is not whole: `Jul–Dec 2027`.
fn year_heading(first: Calendar, last: Calendar) -> String {
    if first.opens_year() && last.closes_year() {
        first.year().to_string()
    } else if first == last {
        last.name()
    } else {
        format!("{}–{} {}", first.short(), last.short(), last.year())
    }
}

/// A row of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Home,
    Cash(Line),
    CashTotal,
    CashSaving,
    Lost,
    Effective,
    Saving,
    HomeCapacity,
    Capacity,
}

/// Rows under the lines of cash.
const LAST_ROWS: [Row; 7] =
    [Row::CashTotal, Row::CashSaving, Row::Lost, Row::Effective, Row::Saving, Row::HomeCapacity, Row::Capacity];
/// Rows in all.
const ROWS: usize = 1 + Line::ALL.len() + LAST_ROWS.len();

impl Row {
    /// Home cost, the lines of cash, then what they come to.
    fn at(index: usize) -> Option<Self> {
        let Some(line) = index.checked_sub(1) else { return Some(Self::Home) };
        match line.checked_sub(Line::ALL.len()) {
            None => Line::ALL.get(line).copied().map(Self::Cash),
            Some(last) => LAST_ROWS.get(last).copied(),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Home => "Home cost",
            Self::Cash(line) => line.label(),
            Self::CashTotal => "Cash cost",
            Self::Lost => "Lost output",
            Self::Effective => "Effective cost",
            Self::CashSaving => "Cash saving",
            Self::Saving => "Effective saving",
            Self::HomeCapacity => "Home FTE months",
            Self::Capacity => "FTE months",
        }
    }

    /// What it means, where its name does not say it.
    fn meaning(self) -> Option<&'static str> {
        match self {
            Self::CashSaving => Some("Home cost less cash cost: what is saved before lost output."),
            Self::Lost => Some("What the output costs that the team delivers less than at home."),
            Self::Saving => Some("Home cost less effective cost: what is saved once lost output is paid for."),
            Self::HomeCapacity => {
                Some("Months of one full-time person’s output that the team would deliver all at home.")
            }
            Self::Capacity => Some(
                "Months of one full-time person’s output that the team delivers: newcomers count in part, friction takes off.",
            ),
            _ => None,
        }
    }

    /// What explains it.
    fn explain(self) -> Message {
        let (measure, line) = match self {
            Self::Home => (Measure::HomeCost, None),
            Self::Cash(line) => (Measure::CashCost, Some(Account::Cash(line))),
            Self::CashTotal => (Measure::CashCost, None),
            Self::CashSaving => (Measure::CashSaving, None),
            Self::Lost => (Measure::LostCapacity, Some(Account::LostCapacity)),
            Self::Effective => (Measure::EffectiveCost, None),
            Self::Saving => (Measure::EffectiveSaving, None),
            Self::HomeCapacity | Self::Capacity => (Measure::CapacityLoss, None),
        };
        Message::Explain(measure, line)
    }

    /// Whether it is a total of rows above it.
    fn is_total(self) -> bool {
        matches!(self, Self::Home | Self::CashTotal | Self::CashSaving | Self::Effective | Self::Saving)
    }

    fn is_money(self) -> bool {
        !matches!(self, Self::HomeCapacity | Self::Capacity)
    }

    /// Whether a hairline stands above it.
    fn opens_part(self) -> bool {
        matches!(self, Self::Cash(Line::HomePayroll) | Self::CashTotal | Self::Effective | Self::HomeCapacity)
    }

    fn month(self, month: &MonthTotals<Decimal>) -> Decimal {
        match self {
            Self::Home => month.home_cost,
            Self::Cash(line) => month.lines[line as usize],
            Self::CashTotal => month.cash(),
            Self::CashSaving => month.home_cost - month.cash(),
            Self::Lost => month.lost_capacity,
            Self::Effective => month.effective(),
            Self::Saving => month.home_cost - month.effective(),
            Self::HomeCapacity => month.home_capacity,
            Self::Capacity => month.capacity,
        }
    }

    fn sum(self, months: &[MonthTotals<Decimal>]) -> Decimal {
        months.iter().map(|month| self.month(month)).sum()
    }

    fn text(self, amount: Decimal, currency: &str) -> String {
        if self.is_money() && currency == format::INDEX {
            return format::fixed(format::in_units(amount, currency), 2);
        }
        format::fixed(amount, usize::from(!self.is_money()))
    }
}

/// Every row of the ledger over its columns.
pub(super) fn table(scene: Scene<'_>) -> Table<'_> {
    let Scene { answer, view, .. } = scene;
    let months = &answer.evaluation.ledger.months;
    let start = Calendar::start(&answer.scenario.money.start);
    let columns = periods(months.len(), start, view.ledger_period);
    let currency = &answer.scenario.money.currency;
    let head = std::iter::once(format!("Line, {}", format::currency_code(currency)));
    // A month as machines read it.
    let by_month = view.ledger_period == LedgerPeriod::Months;
    let named = |column: &Period| match column.months.len() {
        1 if by_month && column.heading != TOTAL => month_name(&answer.scenario, column.months.start),
        _ => column.heading.clone(),
    };
    let head = head.chain(columns.iter().map(named)).collect();
    let rows = (0..ROWS).filter_map(Row::at).map(move |row| {
        let write = move |amount| if row.is_money() { cents(format::in_units(amount, currency)) } else { rate(amount) };
        let cells = columns.iter().map(|column| write(row.sum(&months[column.months.clone()])));
        std::iter::once(row.label().to_owned()).chain(cells).collect()
    });
    Table { head, rows: Box::new(rows) }
}

/// How large the ledger is with all its rows and columns.
pub(super) fn whole(ui: &Ui, scene: Scene<'_>) -> Vec2 {
    let Scene { answer, view, .. } = scene;
    let start = Calendar::start(&answer.scenario.money.start);
    let columns = periods(answer.evaluation.ledger.months.len(), start, view.ledger_period);
    let count = super::scale::count(columns.len());
    let pages = Pages { answer, columns, row_height: mark::ROW, asked: None };
    let (names, figures) = pages.widths(ui);
    // A row more for the columns' heads, and the title above.
    vec2(names + figures * count, mark::ROW * super::scale::count(ROWS + 3))
}

struct Pages<'a> {
    answer: &'a Answer,
    columns: Vec<Period>,
    /// All rows at once where that stays legible.
    row_height: f32,
    /// A row of which a figure was clicked.
    asked: Option<Row>,
}

impl Pages<'_> {
    /// How wide the names are, and each column of figures at least.
    fn widths(&self, ui: &Ui) -> (f32, f32) {
        let names = label_width(ui, (0..ROWS).filter_map(Row::at).map(|row| row.label().to_owned()));
        let strong =
            |text: String| frame::row(ui.painter(), text, theme::strong(size::LABEL), palette(ui).text).size().x;
        let months = &self.answer.evaluation.ledger.months;
        let currency = &self.answer.scenario.money.currency;
        let largest = [Row::Home, Row::Effective, Row::Saving].map(|row| strong(row.text(row.sum(months), currency)));
        let largest = largest.into_iter().fold(0.0, f32::max);
        let headings = self.columns.iter().map(|column| strong(column.heading.clone())).fold(0.0, f32::max);
        (names + space::GAP, (largest.max(headings) + space::GAP + space::HALF).ceil())
    }

    fn show(&mut self, ui: &mut Ui) -> Response {
        let (names, least) = self.widths(ui);
        // A narrow chart gives at least half its width to figures.
        let first = names.min(ui.available_width() / 2.0);
        let spare = (ui.available_width() - first) / super::scale::count(self.columns.len());
        let wide = least.max(spare.floor().min(least * 1.5));
        let mut columns = vec![Column::new(first).range(first..=first).resizable(false)];
        columns.extend(self.columns.iter().map(|_| Column::new(wide).range(wide..=wide).resizable(false)));
        egui_table::Table::new()
            .id_salt("ledger")
            .num_rows(u64::try_from(ROWS).unwrap_or(0))
            .num_sticky_cols(1)
            .columns(columns)
            .headers([HeaderRow::new(mark::ROW)])
            .auto_size_mode(egui_table::AutoSizeMode::Never)
            .show(ui, self)
    }
}

impl TableDelegate for Pages<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let ink = palette(ui);
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom(), (mark::HAIR, ink.control));
        if let Some(period) = cell.col_range.start.checked_sub(1).and_then(|column| self.columns.get(column)) {
            let total = cell.col_range.start == self.columns.len();
            cell_text(ui, &period.heading, total, if total { ink.text } else { ink.quiet });
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let opens = usize::try_from(row_nr).ok().and_then(Row::at).is_some_and(Row::opens_part);
        if opens {
            let rect = ui.max_rect();
            ui.painter().hline(rect.x_range(), rect.top(), (mark::HAIR, palette(ui).line));
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(row) = usize::try_from(cell.row_nr).ok().and_then(Row::at) else { return };
        let ink = palette(ui);
        let color = match row {
            Row::Home => ink.home,
            Row::Effective => ink.offshore_text,
            _ => ink.text,
        };
        let Some(column) = cell.col_nr.checked_sub(1) else {
            let font = if row.is_total() { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
            let text = RichText::new(row.label()).font(font).color(color);
            let name = ui.add(Label::new(text).truncate());
            if let Some(meaning) = row.meaning() {
                name.on_hover_text(meaning);
            }
            return;
        };
        let Some(period) = self.columns.get(column) else { return };
        let amount = row.sum(&self.answer.evaluation.ledger.months[period.months.clone()]);
        let strong = row.is_total() || column + 1 == self.columns.len();
        let color = if amount.is_zero() { ink.quiet } else { color };
        let currency = &self.answer.scenario.money.currency;
        let cell = cell_text(ui, &row.text(amount, currency), strong, color).interact(Sense::CLICK);
        if cell.clicked() {
            self.asked = Some(row);
        }
        cell.on_hover_ui(|ui| {
            let exact = if row.is_money() { format::money_exact(amount, currency) } else { format::fixed(amount, 4) };
            ui.label(format!("{}, {}: {exact}. Click for its postings.", row.label(), period.heading));
        });
    }

    fn default_row_height(&self) -> f32 {
        self.row_height
    }
}

/// A text at the right of its cell; painted rather than laid out, as there are many.
fn cell_text(ui: &Ui, text: &str, strong: bool, color: Color32) -> Response {
    let font = if strong { theme::strong(size::LABEL) } else { theme::regular(size::LABEL) };
    let response = ui.interact(ui.max_rect(), ui.scope_id().with("figure"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let galley = frame::row(ui.painter(), text, font, color);
    frame::paint(ui.painter(), ui.max_rect().right_center(), Align2::RIGHT_CENTER, galley);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_years_of_the_calendar_and_all_months_once() {
        let headings = |months, start: &str, period| {
            let columns = periods(months, Calendar::start(start), period);
            columns.into_iter().map(|column| (column.heading, column.months.len())).collect::<Vec<_>>()
        };
        let named = |list: &[(&str, usize)]| list.iter().map(|(text, n)| ((*text).to_owned(), *n)).collect::<Vec<_>>();
        let years = LedgerPeriod::Years;
        assert_eq!(headings(24, "2027-01", years), named(&[("2027", 12), ("2028", 12), ("Total", 24)]));
        let broken = named(&[("Nov–Dec 2027", 2), ("2028", 12), ("Jan 2029", 1), ("Total", 15)]);
        assert_eq!(headings(15, "2027-11", years), broken);
        assert_eq!(headings(12, "2027-11", LedgerPeriod::Months)[2], ("Jan 2028".to_owned(), 1));
    }

    #[test]
    fn every_row_is_listed_once() {
        let rows: Vec<Row> = (0..ROWS).filter_map(Row::at).collect();
        assert_eq!(rows.len(), 22);
        assert_eq!((rows[0], rows[14], rows[15]), (Row::Home, Row::Cash(Line::Travel), Row::CashTotal));
        assert_eq!(Row::at(ROWS), None);
    }
}

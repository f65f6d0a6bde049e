//! Every result of every scenario of the list: a row each, sorted by a column, ready to be drawn.
//!
//! Built when something of it changes, not when it is drawn.

use std::{cmp::Ordering, sync::Arc};

use rust_decimal::Decimal;

use super::{
    Comparison, Entry, Id, Shown,
    evaluate::{Weighed, better},
};
use crate::{
    engine::{
        compare::Variance,
        measure::{Measure, MeasureUnit},
    },
    export::{
        compare::{Scale, delta, figure, results, verdict},
        report::{cents, rate},
    },
    format,
    model::scenario::Scenario,
};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The scenario's name.
    Name,
    /// A result.
    Result(Measure),
    /// The verdict.
    Verdict,
}

impl Column {
    /// How many there are.
    pub const COUNT: usize = Measure::ALL.len() + 2;

    /// The column at a place: the name, every result, the verdict.
    #[must_use]
    pub fn at(index: usize) -> Option<Self> {
        let Some(result) = index.checked_sub(1) else { return Some(Self::Name) };
        match Measure::ALL.get(result) {
            Some(measure) => Some(Self::Result(*measure)),
            None => (result == Measure::ALL.len()).then_some(Self::Verdict),
        }
    }

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Scenario",
            Self::Result(measure) => measure.label(),
            Self::Verdict => "Verdict",
        }
    }
}

/// What stands with each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Beside {
    /// Nothing.
    #[default]
    Nothing,
    /// By how much it differs from the base's.
    Absolute,
    /// The same as a share of the base's.
    Relative,
}

/// How the table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// Whether it is, in place of the pair.
    pub open: bool,
    /// What stands with each value.
    pub beside: Beside,
    /// The column that sorts it, and whether it is turned round; none in the order of the list.
    pub sort: Option<(Column, bool)>,
}

impl View {
    /// The sorting after a click on a heading: by it, the other way round, then as the list again.
    #[must_use]
    pub fn sorted_by(self, column: Column) -> Self {
        let sort = match self.sort {
            Some((by, false)) if by == column => Some((column, true)),
            Some((by, true)) if by == column => None,
            _ => Some((column, false)),
        };
        Self { sort, ..self }
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: String,
    /// The difference from the base's, where one is shown.
    pub by: String,
    /// Whether it is better than the base's.
    pub better: Option<bool>,
}

/// A scenario that is worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Every result beside the base's, in the order of [`Measure::ALL`].
    pub results: Vec<Variance>,
    /// The verdict.
    pub verdict: &'static str,
    /// Every result in words, then the verdict.
    pub cells: Vec<Cell>,
}

/// A scenario of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the list.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its figures, or why there are none.
    pub figures: Result<Figures, String>,
}

/// What is known of an entry.
type Known = Result<Arc<Weighed>, String>;

/// What the table was built of: how it is shown, the base, and of each entry its scenario and what is known.
type Of = (Shown, Option<Id>, Vec<(Id, Option<Arc<Scenario>>, Known)>);

/// The table.
#[derive(Debug, Clone)]
pub struct All {
    /// The rows as they are shown.
    pub rows: Vec<Row>,
    /// The currency of its amounts.
    pub currency: String,
    /// What it was built of.
    of: Of,
}

impl All {
    /// Every result of every scenario of a list.
    pub(super) fn of(list: &Comparison) -> Self {
        let scale = list.scale();
        let base = list.side(list.base);
        let currency = base.map_or_else(String::new, |base| base.side.counted.money.currency.clone());
        let mut listed = list.listed();
        listed.sort_by_key(|entry| Some(entry.id) != list.base);
        let beside = list.shown.all.beside;
        let row = |entry: &&Entry| {
            let figures = known(list, entry, scale.as_ref()).map_err(str::to_owned);
            let figures = figures.and_then(|side| match (&scale, base) {
                (Some(scale), Some(base)) => Ok(figures_of(scale, [base, side], beside)),
                _ => Err(WAITING.to_owned()),
            });
            Row { id: entry.id, name: entry.name(), figures }
        };
        let mut rows: Vec<Row> = listed.iter().map(row).collect();
        if let Some(sort) = list.shown.all.sort {
            rows.sort_by(|one, other| order(one, other, sort, beside));
        }
        let known = |entry: &Entry| known(list, entry, scale.as_ref()).map(Arc::clone).map_err(str::to_owned);
        let of = list.entries.iter().map(|entry| (entry.id, entry.good().cloned(), known(entry))).collect();
        Self { rows, currency, of: (list.shown, list.base, of) }
    }

    /// The table as rows of cells, the head first.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<String>> {
        let (head, rows) = self.sheet();
        std::iter::once(head).chain(rows).collect()
    }

    /// Whether it is of a list as that is now.
    pub(super) fn holds(&self, list: &Comparison) -> bool {
        let (shown, base, of) = &self.of;
        let scale = list.scale();
        let same = |(entry, (id, scenario, before)): (&Entry, &(Id, Option<Arc<Scenario>>, Known))| {
            let good = match (entry.good(), scenario) {
                (Some(now), Some(before)) => Arc::ptr_eq(now, before),
                (now, before) => now.is_none() && before.is_none(),
            };
            entry.id == *id
                && good
                && match (known(list, entry, scale.as_ref()), before) {
                    (Ok(now), Ok(before)) => Arc::ptr_eq(now, before),
                    (Err(now), Err(before)) => now == before,
                    _ => false,
                }
        };
        (shown, base) == (&list.shown, &list.base)
            && of.len() == list.entries.len()
            && list.entries.iter().zip(of).all(same)
    }

    /// The heads and the rows for a spreadsheet: amounts to the cent, shares to six places.
    pub fn sheet(&self) -> (Vec<String>, impl Iterator<Item = Vec<String>> + '_) {
        let beside = self.of.0.all.beside;
        let mut head = vec![Column::Name.label().to_owned()];
        for measure in Measure::ALL {
            let unit = match measure.unit() {
                MeasureUnit::Money => format!(", {}", format::currency_code(&self.currency)),
                _ => String::new(),
            };
            head.push(format!("{}{unit}", measure.label()));
            match beside {
                Beside::Nothing => {}
                Beside::Absolute => head.push(format!("{} to base{unit}", measure.label())),
                Beside::Relative => head.push(format!("{} to base, share", measure.label())),
            }
        }
        head.push(Column::Verdict.label().to_owned());
        let width = head.len();
        let rows = self.rows.iter().map(move |row| match &row.figures {
            Ok(figures) => {
                let results = figures.results.iter().flat_map(|variance| self.written(variance, beside));
                let name = std::iter::once(row.name.clone());
                name.chain(results).chain([figures.verdict.to_owned()]).collect()
            }
            Err(problem) => {
                let mut cells = vec![String::new(); width];
                row.name.clone_into(&mut cells[0]);
                problem.lines().next().unwrap_or_default().clone_into(&mut cells[width - 1]);
                cells
            }
        });
        (head, rows)
    }

    /// A result as a spreadsheet's cells hold it.
    fn written(&self, variance: &Variance, beside: Beside) -> Vec<String> {
        let written = |figure: Option<Decimal>| match (figure, variance.measure.unit()) {
            (None, _) => String::new(),
            (Some(amount), MeasureUnit::Money) => cents(format::in_units(amount, &self.currency)),
            (Some(month), MeasureUnit::Month) => month.normalize().to_string(),
            (Some(share), _) => rate(share),
        };
        let by = match beside {
            Beside::Nothing => None,
            Beside::Absolute => Some(written(variance.delta())),
            Beside::Relative => Some(variance.relative().map_or_else(String::new, rate)),
        };
        std::iter::once(written(variance.other)).chain(by).collect()
    }
}

/// What is said of a scenario that is being worked out.
const WAITING: &str = "being worked out…";

/// What is known of an entry, or why nothing is.
fn known<'a>(list: &'a Comparison, entry: &'a Entry, scale: Option<&Scale>) -> Result<&'a Arc<Weighed>, &'a str> {
    if entry.trashed.is_some() {
        return Err("in the trash");
    }
    entry.scenario.as_ref().map_err(String::as_str)?;
    let none = if list.stopped { "not worked out" } else { WAITING };
    scale.and_then(|scale| list.known_on(entry, scale)).unwrap_or(Err(none))
}

fn figures_of(scale: &Scale, [base, side]: [&Arc<Weighed>; 2], beside: Beside) -> Figures {
    let results = results(scale, &base.side, &side.side);
    let currency = &base.side.counted.money.currency;
    let is_base = Arc::ptr_eq(base, side);
    let cell = |variance: &Variance| {
        let [absolute, relative] = delta(variance, currency, false);
        let by = match beside {
            Beside::Nothing => String::new(),
            _ if is_base => "base".to_owned(),
            Beside::Absolute => absolute,
            Beside::Relative => relative,
        };
        Cell {
            value: figure(variance.measure, variance.other, currency, false),
            by,
            better: better(&results, variance),
        }
    };
    let mut cells: Vec<Cell> = results.iter().map(cell).collect();
    let (verdict, of_base) = (verdict(&side.side), verdict(&base.side));
    let by = match beside {
        Beside::Nothing => String::new(),
        _ if is_base => "base".to_owned(),
        _ if verdict == of_base => String::new(),
        _ => format!("base: {}", format::lower_first(of_base)),
    };
    cells.push(Cell { value: verdict.to_owned(), by, better: None });
    Figures { results, verdict, cells }
}

/// How two rows follow each other: the largest figure or difference first, names from A; what has
/// none is last, turned round or not.
fn order(one: &Row, other: &Row, (column, turned): (Column, bool), beside: Beside) -> Ordering {
    let turn = |order: Ordering| if turned { order.reverse() } else { order };
    let size = |row: &Row, measure: Measure| {
        let results = &row.figures.as_ref().ok()?.results;
        let variance = results.iter().find(|variance| variance.measure == measure)?;
        match beside {
            Beside::Nothing => variance.other,
            Beside::Absolute => variance.delta().map(|delta| delta.abs()),
            Beside::Relative => variance.relative().map(|share| share.abs()),
        }
    };
    match column {
        Column::Name => turn(one.name.to_lowercase().cmp(&other.name.to_lowercase())),
        Column::Result(measure) => match (size(one, measure), size(other, measure)) {
            (Some(one), Some(other)) => turn(other.cmp(&one)),
            (one, other) => other.is_some().cmp(&one.is_some()),
        },
        Column::Verdict => match (&one.figures, &other.figures) {
            (Ok(one), Ok(other)) => turn(one.verdict.cmp(other.verdict)),
            (one, other) => other.is_ok().cmp(&one.is_ok()),
        },
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn row(id: Id, name: &str, base: Option<Decimal>, other: Option<Decimal>) -> Row {
        let results = vec![Variance { measure: Measure::NetPresentValue, base, other }];
        Row { id, name: name.to_owned(), figures: Ok(Figures { results, verdict: "Go", cells: Vec::new() }) }
    }

    fn sorted(sort: (Column, bool), beside: Beside) -> Vec<Id> {
        let base = Some(dec!(100));
        let mut rows = [
            row(1, "b", base, base),
            row(2, "C", base, Some(dec!(-400))),
            row(3, "a", base, Some(dec!(300))),
            row(4, "d", base, None),
        ];
        rows.sort_by(|one, other| order(one, other, sort, beside));
        rows.iter().map(|row| row.id).collect()
    }

    #[test]
    fn values_sort_by_value_and_differences_by_size() {
        let column = Column::Result(Measure::NetPresentValue);
        assert_eq!(sorted((column, false), Beside::Nothing), [3, 1, 2, 4]);
        assert_eq!(sorted((column, true), Beside::Nothing), [2, 1, 3, 4]);
        assert_eq!(sorted((column, false), Beside::Absolute), [2, 3, 1, 4]);
        assert_eq!(sorted((column, true), Beside::Relative), [1, 3, 2, 4]);
        assert_eq!(sorted((Column::Name, false), Beside::Nothing), [3, 1, 2, 4]);
    }

    #[test]
    fn a_heading_sorts_turns_round_and_lets_go() {
        let view = View::default().sorted_by(Column::Verdict);
        assert_eq!(view.sort, Some((Column::Verdict, false)));
        assert_eq!(view.sorted_by(Column::Verdict).sort, Some((Column::Verdict, true)));
        assert_eq!(view.sorted_by(Column::Verdict).sorted_by(Column::Verdict).sort, None);
        assert_eq!(view.sorted_by(Column::Name).sort, Some((Column::Name, false)));
    }

    #[test]
    fn columns_are_the_name_every_result_and_the_verdict() {
        assert_eq!(Column::at(0), Some(Column::Name));
        assert_eq!(Column::at(1), Some(Column::Result(Measure::EffectiveSaving)));
        assert_eq!(Column::at(Column::COUNT - 1), Some(Column::Verdict));
        assert_eq!(Column::at(Column::COUNT), None);
    }
}

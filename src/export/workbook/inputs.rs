//! The sheet of inputs: every figure of the scenario, named by its lever, with its unit, what it may
//! be and where it comes from. Everything else in the workbook follows from here.

use std::collections::HashMap;

use rust_decimal::{Decimal, dec};
use rust_xlsxwriter::{DataValidation, Formula};

use super::{
    layout::Layout,
    look::{Ink, Kind, Look, Role},
    page::{Area, Page, count},
    term::{Said, Term, Test, num, stored},
};
use crate::{
    catalog::{
        Catalog,
        origin::{citation_text, origins},
    },
    format,
    model::{
        lever::{Bounds, Group, LeverId, Unit},
        scenario::{Culture, Objective, Record, Scenario, Structure, Value, Word},
    },
};

/// The row of the columns' headings.
const HEADINGS: u32 = 3;
/// Columns: what it is, its value, its unit, what it may be, its source, its name, what is wrong.
const COLUMNS: [(&str, f64); 7] = [
    ("Input", 38.0),
    ("Value", 18.0),
    ("Unit", 20.0),
    ("May be", 26.0),
    ("Where it comes from", 72.0),
    ("Name", 38.0),
    ("Check", 26.0),
];
const VALUE: u16 = 1;
const NAME: u16 = 5;
const CHECK: u16 = 6;
/// The dimensions of culture, as they are named.
pub(super) const DIMENSIONS: [(&str, &str); 4] =
    [("pdi", "Power distance"), ("idv", "Individualism"), ("mas", "Masculinity"), ("uai", "Uncertainty avoidance")];

/// The sheet of inputs, written, and where each input stands.
pub(super) struct Inputs {
    pub(super) page: Page,
    cells: HashMap<String, Area>,
    /// Defined names and their cells, in the sheet's order.
    pub(super) names: Vec<Named>,
    /// Whether the seats exist.
    pub(super) exist: Test,
    row: u32,
}

/// A cell of the inputs with a name.
pub(super) struct Named {
    /// The name it is defined by.
    pub(super) name: String,
    pub(super) at: Area,
    pub(super) label: String,
    pub(super) ink: Ink,
    /// What its number counts.
    pub(super) unit: String,
    /// What stands there.
    pub(super) shown: String,
}

/// A lever's or a result's name as a spreadsheet takes it: other characters than letters, digits, `.` and
/// `_` become `_`.
pub(super) fn defined(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect()
}

impl Inputs {
    /// Writes the sheet.
    pub(super) fn write(name: &str, scenario: &Scenario, catalog: &Catalog, layout: &Layout, look: &Look) -> Self {
        let page = Page::new(name, look);
        let exist = Test::of("", scenario.seats_exist());
        let mut inputs = Self { page, cells: HashMap::new(), names: Vec::new(), exist, row: HEADINGS + 1 };
        let sources = origins(scenario, catalog);
        let sources = sources.iter().map(|row| (row.lever.to_string(), citation_text(row, catalog))).collect();
        let writer = Writer { scenario, layout, sources };
        inputs.head(scenario);
        inputs.scenario(&writer);
        inputs.places(&writer);
        inputs.teams(&writer);
        inputs.rest(&writer);
        inputs.limits(&writer);
        inputs.uncertainty(scenario);
        inputs.foot();
        inputs
    }

    /// An input, seen from another sheet.
    pub(super) fn see(&self, name: &str) -> Term {
        self.cells.get(name).map_or_else(|| num(0), |area| self.page.there(*area))
    }

    /// The four scores of a place, seen from another sheet.
    pub(super) fn culture(&self, place: &str) -> Term {
        let first = self.cells.get(&format!("{place}.culture.pdi"));
        first.map_or_else(|| num(0), |area| self.page.there(area.down(4)))
    }

    fn head(&mut self, scenario: &Scenario) {
        self.page.text(Area::cell(0, 0), "Inputs", Ink::TITLE);
        let how = "Cells on a yellow ground may be changed, within what column D says; all other sheets follow. \
                   Percentages are shares: type 5 % as 5 % or 0.05. Shown rounded, kept whole.";
        self.page.text(Area::cell(1, 0), how, Ink::NOTE);
        self.page.texts(Area::cell(HEADINGS, 0), COLUMNS.map(|(label, _)| label), Ink::HEADING);
        self.page.text(Area::cell(HEADINGS, VALUE), COLUMNS[1].0, Ink::OVER);
        self.page.text(Area::cell(HEADINGS, VALUE + 1), COLUMNS[2].0, Ink::HEAD);
        self.page.widths(0, &COLUMNS.map(|(_, width)| width));
        self.section("Scenario");
        self.fact("Name", &scenario.name);
        self.fact("Note", &scenario.note);
    }

    fn foot(&mut self) {
        let checks = Area::cell(HEADINGS + 1, CHECK).down((self.row - HEADINGS - 1) as usize).fixed();
        let wrong = Term::of(format!("SUMPRODUCT((LEN({})>0)*1)", checks.name()), Decimal::ZERO);
        self.page.text(Area::cell(2, 0), "Inputs with a fault: see column G", Ink::TEXT);
        self.page.compute(Area::cell(2, VALUE), &wrong, Ink::WHOLE.as_a(Role::Strong));
        self.cells.insert("checks".into(), Area::cell(2, VALUE).fixed());
        self.page.freeze(Area::cell(HEADINGS + 1, 1));
        self.page.paper(1, 0);
    }

    fn section(&mut self, title: &str) {
        self.row += 1;
        self.page.text(Area::cell(self.row, 0), title, Ink::SECTION);
        self.page.texts(Area::cell(self.row, VALUE), [""; COLUMNS.len() - 1], Ink::SECTION);
        self.row += 1;
    }

    /// A text of the scenario, which no figure follows.
    fn fact(&mut self, label: &str, text: &str) {
        self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
        self.page.text(Area::cell(self.row, VALUE), text, Ink::TEXT.as_a(Role::Given));
        self.row += 1;
    }

    /// Names the row's value: what it is and counts, and which text it shows as.
    fn name(&mut self, key: &str, (label, unit): (&str, &str), (kind, shown): (Kind, String)) {
        let area = Area::cell(self.row, VALUE).fixed();
        let name = defined(key);
        self.page.text(Area::cell(self.row, NAME), &name, Ink::NOTE);
        self.cells.insert(key.to_owned(), area);
        let ink = Ink { kind, role: Role::Usual };
        self.names.push(Named { name, at: area, label: label.to_owned(), ink, unit: unit.to_owned(), shown });
    }

    fn check(&mut self, right: &Test, problem: &str) {
        let said = right.clone().say(&Said::text(""), &Said::text(problem));
        self.page.say(Area::cell(self.row, CHECK), &said, Ink::TEXT);
    }

    fn scenario(&mut self, writer: &Writer<'_>) {
        let words: Vec<&str> = Objective::ALL.iter().map(|word| word.word()).collect();
        self.page.text(Area::cell(self.row, 0), "Objective", Ink::TEXT);
        let word = writer.scenario.objective.word();
        self.page.text(Area::cell(self.row, VALUE), word, Ink::TEXT.as_a(Role::Input));
        self.page.text(Area::cell(self.row, 3), &words.join(", "), Ink::NOTE);
        let row = self.row;
        self.page.with(|sheet| {
            let rule = DataValidation::new().allow_list_strings(&words)?;
            sheet.add_data_validation(row, VALUE, row, VALUE, &rule).map(|_| ())
        });
        self.name("objective", ("Objective", ""), (Kind::Word, word.to_owned()));
        let cell = Area::cell(self.row, VALUE).fixed();
        let right = words.iter().map(|word| format!("{}=\"{word}\"", cell.name())).collect::<Vec<_>>().join(",");
        self.check(&Test::of(format!("OR({right})"), true), "must be one of column D");
        let reduce = format!("{}=\"{}\"", self.page.there(cell).text(), Objective::ReduceCost.word());
        self.exist = Test::of(reduce, writer.scenario.seats_exist());
        self.row += 1;
        self.section("Money");
        self.record(writer, &writer.scenario.money, &|field| LeverId::global(Group::Money, field));
        self.start(&writer.scenario.money.start);
    }

    /// The first month, as year and month: what the offsets from UTC belong to.
    fn start(&mut self, start: &str) {
        let (year, month) = start.split_once('-').unwrap_or_default();
        for (key, label, text) in [("start.year", "Start, year", year), ("start.month", "Start, month", month)] {
            let value = text.parse().unwrap_or(Decimal::ONE);
            self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
            self.page.number(Area::cell(self.row, VALUE), value, Ink::WHOLE.as_a(Role::Given));
            self.page.text(Area::cell(self.row, 3), "as exported: clock changes belong to it", Ink::NOTE);
            self.cells.insert(key.into(), Area::cell(self.row, VALUE).fixed());
            self.row += 1;
        }
    }

    fn places(&mut self, writer: &Writer<'_>) {
        let home = &writer.scenario.home;
        self.section(&format!("Home: {}", home.name));
        self.record(writer, home, &LeverId::home);
        self.scores("home", home.culture.as_ref());
        for site in &writer.scenario.sites {
            self.section(&format!("Site: {}", site.name));
            self.record(writer, site, &|field| LeverId::site(&site.id, field));
            self.scores(&format!("site.{}", site.id), site.culture.as_ref());
        }
    }

    /// Scores of a place's culture; empty where the scenario has none, so that it counts as no gap.
    fn scores(&mut self, place: &str, scores: Option<&Culture>) {
        for (index, (key, label)) in DIMENSIONS.into_iter().enumerate() {
            self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
            let (at, ink) = (Area::cell(self.row, VALUE), Ink { kind: Kind::Plain, role: Role::Input });
            if let Some(scores) = scores {
                self.page.number(at, scores[index], ink);
            } else {
                self.page.text(at, "", ink);
            }
            self.page.text(Area::cell(self.row, 2), "points", Ink::BESIDE);
            self.page.text(Area::cell(self.row, 3), "0–120, all four or none", Ink::NOTE);
            let shown = scores.map_or_else(String::new, |scores| stored(scores[index]));
            self.name(&format!("{place}.culture.{key}"), (label, "points"), (Kind::Plain, shown));
            let cell = at.name();
            let right = format!("OR(NOT(ISNUMBER({cell})),AND({cell}>=0,{cell}<=120))");
            self.check(&Test::of(right, true), "must be 0–120");
            self.row += 1;
        }
    }

    fn teams(&mut self, writer: &Writer<'_>) {
        for team in &writer.scenario.teams {
            self.section(&format!("Team: {}", team.name));
            self.record(writer, team, &|field| LeverId::team(&team.id, field));
            for place in writer.scenario.places() {
                self.number(writer, &LeverId::salary(&team.id, &place.id));
            }
            for site in &writer.scenario.sites {
                self.number(writer, &LeverId::mix(&team.id, &site.id));
            }
        }
    }

    fn rest(&mut self, writer: &Writer<'_>) {
        let Scenario { friction, management, transition, rollout, .. } = writer.scenario;
        let records: [(&str, Group, &dyn Record); 4] = [
            ("Friction", Group::Friction, friction),
            ("Management", Group::Management, management),
            ("Transition", Group::Transition, transition),
            ("Roll-out", Group::Rollout, rollout),
        ];
        for (title, group, record) in records {
            self.section(title);
            self.record(writer, record, &|field| LeverId::global(group, field));
        }
    }

    /// Every field of a record in the file's order: numbers to change, texts to read.
    fn record(&mut self, writer: &Writer<'_>, record: &dyn Record, lever: &dyn Fn(&str) -> Option<LeverId>) {
        for field in record.fields() {
            let label = || titled(field.name);
            match field.value {
                Value::Number(_) | Value::Whole(_) => {
                    if let Some(lever) = lever(field.name) {
                        self.number(writer, &lever);
                    }
                }
                Value::Text(text) => self.fact(&label(), text),
                Value::Structure(structure) => self.fact(&label(), Structure::word(*structure)),
                _ => {}
            }
        }
    }

    fn number(&mut self, writer: &Writer<'_>, lever: &LeverId) {
        let Writer { scenario, layout, sources } = writer;
        let row = lever.lever();
        let value = lever.value(scenario).unwrap_or_default();
        let key = lever.to_string();
        let mut bounds = row.valid;
        if key == "money.horizon_months" {
            bounds.high = layout.months.into();
        }
        let salary = lever.group() == Group::Salary;
        if salary {
            // A team may have none where it has no seats.
            bounds.above = false;
        }
        let at = Area::cell(self.row, VALUE);
        let (label, unit) = (lever.label(scenario), format::lever_unit(lever, scenario));
        self.page.text(Area::cell(self.row, 0), &label, Ink::TEXT);
        self.page.number(at, value, Ink { kind: kind(row.unit), role: Role::Input });
        self.page.text(Area::cell(self.row, 2), &unit, Ink::BESIDE);
        let whole = if row.whole { ", whole" } else { "" };
        self.page.text(Area::cell(self.row, 3), &format!("{}{whole}", told(&bounds)), Ink::NOTE);
        self.source(sources.get(&key).map_or("", String::as_str));
        self.name(&key, (&label, &unit), (kind(row.unit), stored(value)));
        let rule = within(at, &bounds, row.whole);
        let problem = format!("must be {bounds}{whole}");
        self.page.with(|sheet| {
            let validation = DataValidation::new()
                .allow_custom(Formula::new(&rule))
                .set_input_title(short(&key, 32))?
                .set_input_message(short(row.meaning, 255))?
                .set_error_message(short(&problem, 255))?;
            sheet.add_data_validation(at.row, at.col, at.row, at.col, &validation).map(|_| ())
        });
        self.check(&Test::of(rule, true), &problem);
        self.row += 1;
    }

    /// Where the row's value comes from, on as many lines as that takes.
    fn source(&mut self, text: &str) {
        // Characters of a line, with some to spare.
        const WIDTH: usize = 76;
        self.page.text(Area::cell(self.row, 4), text, Ink::SOURCE);
        let lines = text.chars().count().div_ceil(WIDTH);
        if lines > 1 {
            self.page.tall(self.row, count(lines));
        }
    }

    /// What the workbook has room for, and rules between inputs.
    fn limits(&mut self, writer: &Writer<'_>) {
        self.section("Room in this workbook (computed)");
        let Writer { scenario, layout, .. } = writer;
        for (team, ages) in scenario.teams.iter().zip(&layout.teams) {
            let own = |field: &str| self.own(&format!("team.{}.{field}", team.id));
            let ramp = own("ramp_months");
            let learning = super::term::max([num(1), ramp.clone()]);
            let home = self.own("home.time_to_fill") + learning;
            let mut rows = vec![(format!("{}: months to fill and learn, home", team.name), home, ages.home)];
            for (site, most) in scenario.sites.iter().zip(&ages.sites) {
                let stretched = ramp.clone() * self.own("friction.ramp_stretch");
                let fill = self.own(&format!("site.{}.time_to_fill", site.id));
                let months = fill + super::term::max([num(1), stretched]);
                rows.push((format!("{}: months to fill and learn, {}", team.name, site.name), months, *most));
            }
            let shares: Vec<Term> =
                scenario.sites.iter().map(|site| self.own(&format!("team.{}.mix.{}", team.id, site.id))).collect();
            for (label, months, most) in rows {
                let most = Decimal::from(most);
                self.limit(&label, (&months, most), &format!("has room for {most} months"), Ink::SEATS);
            }
            if !shares.is_empty() {
                let label = format!("{}: share offshore", team.name);
                self.limit(&label, (&super::term::sum(&shares), Decimal::ONE), "must be at most 1 in sum", Ink::SHARE);
            }
            for site in &scenario.sites {
                let share = self.own(&format!("team.{}.mix.{}", team.id, site.id));
                let salary = self.own(&format!("team.{}.salary.{}", team.id, site.id));
                let missing = share.above(&num(0)).choose(salary.equals(&num(0)).choose(num(1), num(0)), num(0));
                let label = format!("{}: a salary is missing, {}", team.name, site.name);
                self.limit(&label, (&missing, Decimal::ZERO), "needs a salary", Ink::WHOLE);
            }
        }
    }

    fn limit(&mut self, label: &str, (found, most): (&Term, Decimal), problem: &str, ink: Ink) {
        let at = Area::cell(self.row, VALUE);
        self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
        self.page.compute(at, found, ink);
        self.page.text(Area::cell(self.row, 3), &format!("at most {most}"), Ink::NOTE);
        // A sum of shares that is 1 may be a hair more in binary fractions.
        let right = Test::of(format!("{}<={}", at.name(), most + dec!(0.000000000001)), true);
        self.check(&right, problem);
        self.row += 1;
    }

    /// An input, seen from this sheet.
    fn own(&self, name: &str) -> Term {
        self.cells.get(name).map_or_else(|| num(0), |area| self.page.here(*area))
    }

    fn uncertainty(&mut self, scenario: &Scenario) {
        self.section("Uncertainty: multipliers of today's value, which no figure here follows");
        if scenario.uncertainty.is_empty() {
            self.fact("As in the table of levers", "");
        }
        for (lever, (low, high)) in &scenario.uncertainty {
            self.fact(lever, &format!("{low}–{high}"));
        }
    }
}

struct Writer<'a> {
    scenario: &'a Scenario,
    layout: &'a Layout,
    /// Where each lever's value comes from.
    sources: HashMap<String, String>,
}

/// The condition that a cell's value is valid.
fn within(at: Area, bounds: &Bounds, whole: bool) -> String {
    let cell = at.name();
    let (low, high) = (if bounds.above { ">" } else { ">=" }, if bounds.below { "<" } else { "<=" });
    let whole = if whole { format!(",{cell}=INT({cell})") } else { String::new() };
    format!("AND(ISNUMBER({cell}),{cell}{low}{},{cell}{high}{}{whole})", bounds.low, bounds.high)
}

/// What a value may be; a limit that nobody meets is not told.
fn told(bounds: &Bounds) -> String {
    if bounds.high < dec!(100000000) {
        bounds.to_string()
    } else if bounds.above {
        format!("above {}", bounds.low.normalize())
    } else {
        format!("{} or more", bounds.low.normalize())
    }
}

/// A field's name as a label.
fn titled(field: &str) -> String {
    let name = field.replace('_', " ");
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_uppercase() + rest
}

fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn kind(unit: Unit) -> Kind {
    match unit {
        Unit::Share => Kind::Share,
        Unit::LocalMoney | Unit::Money => Kind::Money,
        _ => Kind::Plain,
    }
}

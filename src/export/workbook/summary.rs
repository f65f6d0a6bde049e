//! The summary: the figures of the answer as formulas, each with its defined name, beside what the exact
//! books said when the workbook was made.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Chart, ChartFormat, ChartLine, ChartType};

use super::{
    Case, Sheets,
    bridge::Bridge,
    inputs::defined,
    ledger::{self, Ledger},
    look::{self, Ink, Kind, Look, Role},
    page::{Area, Page, count},
    term::{Said, Term, largest, max, min, num, smallest, stored},
};
use crate::model::{
    ledger::Line,
    plan::Stage,
    results::{Results, Verdict},
};

/// The row of the first figure.
const FIRST: u32 = 6;
/// Columns: what it is, now, as exported, change, name.
const NOW: u16 = 1;
const EXPORTED: u16 = 2;
const COLUMNS: [(&str, f64); 5] =
    [("Result", 34.0), ("Now", 20.0), ("As exported", 20.0), ("Change", 18.0), ("Name", 30.0)];
/// The column of the chart, beyond one that is empty.
const CHART: u16 = 6;

/// One figure of the answer.
pub(super) struct Figure {
    /// The name it is defined by.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) ink: Ink,
    /// Where it stands; of a heading, which has no name, its row.
    pub(super) at: Area,
    /// What it comes to.
    pub(super) shown: String,
}

/// The summary's sheet.
pub(super) struct Summary {
    pub(super) page: Page,
    pub(super) figures: Vec<Figure>,
}

/// What a figure is computed from.
struct From<'a> {
    case: &'a Case<'a>,
    sheets: &'a Sheets<'a>,
    ledger: &'a Ledger,
    bridge: &'a Bridge,
}

impl Summary {
    /// Writes the sheet.
    pub(super) fn write(
        name: &str,
        case: &Case<'_>,
        sheets: &Sheets<'_>,
        (ledger, bridge): (&Ledger, &Bridge),
        look: &Look,
    ) -> Self {
        let mut summary = Self { page: Page::new(name, look), figures: Vec::new() };
        let from = From { case, sheets, ledger, bridge };
        summary.head(&from);
        summary.totals(&from);
        summary.savings(&from);
        summary.money(&from);
        summary.months(&from);
        summary.verdict(&from);
        summary.section("Lines");
        for line in Line::ALL {
            let exact = case.evaluation.ledger.total(|month| month.lines[line as usize]);
            summary.figure(
                (&format!("line.{}", line.key()), line.label()),
                &ledger.line(line),
                Some(exact),
                Ink::MONEY,
            );
        }
        summary.section("What each stage of the bridge adds");
        for (stage, exact) in case.evaluation.bridge.amounts() {
            let label = if stage == Stage::Home { "Home cost" } else { stage.label() };
            summary.figure((&format!("bridge.{}", stage.key()), label), &bridge.amount(stage), Some(exact), Ink::MONEY);
        }
        summary.parity(&from);
        summary.chart(ledger, &case.scenario.money.currency);
        summary
    }

    fn head(&mut self, from: &From<'_>) {
        let scenario = from.case.scenario;
        self.page.text(Area::cell(0, 0), &scenario.name, Ink::TITLE);
        let money = &scenario.money;
        let what = format!("Amounts in {}; {} months from {}", money.currency, money.horizon_months, money.start);
        self.page.text(Area::cell(1, 0), &what, Ink::NOTE);
        self.page.text(Area::cell(2, 0), "Inputs that this workbook can't follow", Ink::NOTE);
        let wrong = from.sheets.inputs.see("checks");
        let said = wrong.equals(&num(0)).say(&Said::text("none"), &Said::text("see column G of the inputs"));
        self.page.say(Area::cell(2, NOW), &said, Ink::TEXT);
        let [what, numbers @ .., name] = COLUMNS.map(|(label, _)| label);
        self.page.text(Area::cell(FIRST - 2, 0), what, Ink::HEADING);
        self.page.texts(Area::cell(FIRST - 2, NOW), numbers, Ink::OVER);
        self.page.text(Area::cell(FIRST - 2, EXPORTED + 2), name, Ink::HEAD);
        self.page.widths(0, &COLUMNS.map(|(_, width)| width));
        self.page.freeze(Area::cell(FIRST - 1, 0));
        self.page.paper(1, 0);
    }

    fn next(&self) -> u32 {
        self.figures.last().map_or(FIRST, |figure| figure.at.row + 1)
    }

    fn section(&mut self, title: &str) {
        let row = self.next();
        self.page.text(Area::cell(row, 0), title, Ink::SECTION);
        self.page.texts(Area::cell(row, NOW), [""; COLUMNS.len() - 1], Ink::SECTION);
        let at = Area::cell(row, NOW).fixed();
        self.figures.push(Figure {
            name: String::new(),
            label: title.to_owned(),
            ink: Ink::SECTION,
            at,
            shown: String::new(),
        });
    }

    /// A figure that is a number.
    fn figure(&mut self, (key, label): (&str, &str), term: &Term, exact: Option<Decimal>, ink: Ink) {
        self.page.compute(Area::cell(self.next(), NOW), term, ink);
        self.listed((key, label), stored(term.value()), exact.map(stored), ink);
    }

    /// A figure that may be none, or a word.
    fn said(&mut self, (key, label): (&str, &str), said: &Said, exact: Option<String>, ink: Ink) {
        self.page.say(Area::cell(self.next(), NOW), said, ink);
        self.listed((key, label), said.shown.clone(), exact, ink);
    }

    fn listed(&mut self, (key, label): (&str, &str), shown: String, exact: Option<String>, ink: Ink) {
        let row = self.next();
        let at = |col: u16| Area::cell(row, col);
        self.page.text(at(0), label, Ink::TEXT);
        let exact = exact.unwrap_or_else(|| "none".to_owned());
        let given = ink.as_a(Role::Given);
        match exact.parse::<f64>() {
            Ok(_) => self.page.number(at(EXPORTED), exact.parse().unwrap_or_default(), given),
            Err(_) => self.page.text(at(EXPORTED), &exact, given),
        }
        let (now, then) = (at(NOW).name(), at(EXPORTED).name());
        // What it was made with is what it comes to, but for a hair of binary fractions.
        let change =
            format!("IF(AND(ISNUMBER({now}),ISNUMBER({then})),ROUND({now}-{then},6),IF({now}={then},0,\"changed\"))");
        self.page.say(at(EXPORTED + 1), &Said { formula: change, shown: "0".to_owned() }, ink);
        let name = defined(&format!("result.{key}"));
        self.page.text(at(EXPORTED + 2), &name, Ink::BESIDE);
        self.figures.push(Figure { name, label: label.to_owned(), ink, at: at(NOW).fixed(), shown });
    }

    /// Where a figure stands, seen from this sheet.
    fn own(&self, key: &str) -> Term {
        let name = defined(&format!("result.{key}"));
        let at = self.figures.iter().find(|figure| figure.name == name).map(|figure| figure.at);
        at.map_or_else(|| num(0), |at| self.page.here(at))
    }

    fn totals(&mut self, from: &From<'_>) {
        let totals = &from.case.evaluation.results.totals;
        self.section("Totals over the horizon");
        for (key, label, col, exact) in [
            ("home", "Home cost", ledger::HOME, totals.home),
            ("cash", "Cash cost", ledger::CASH, totals.cash),
            ("lost_capacity", "Lost output", ledger::LOST, totals.lost_capacity),
            ("effective", "Effective cost", ledger::EFFECTIVE, totals.effective),
        ] {
            self.figure((key, label), &from.ledger.total(col), Some(exact), Ink::MONEY);
        }
        for (key, label, index, exact) in [
            ("home_capacity", "Capacity at home, FTE months", 0, totals.home_capacity),
            ("capacity", "Capacity delivered, FTE months", 1, totals.capacity),
        ] {
            self.figure((key, label), &from.ledger.total(ledger::CAPACITY + index), Some(exact), Ink::SEATS);
        }
    }

    fn savings(&mut self, from: &From<'_>) {
        let results = &from.case.evaluation.results;
        let home = self.own("home");
        let saved = |cost: Term| share(&(home.clone() - cost), &home);
        self.section("The ladder, on home cost");
        let wages = saved(from.bridge.after(Stage::Wages));
        self.said(("wage_saving", "If only wages changed"), &wages, results.wage_saving.map(stored), Ink::SHARE);
        let cash = saved(self.own("cash"));
        self.said(("cash_saving", "Cash saving"), &cash, results.cash_saving.map(stored), Ink::SHARE);
        let effective = saved(self.own("effective"));
        self.said(
            ("effective_saving", "Effective saving"),
            &effective,
            results.effective_saving.map(stored),
            Ink::SHARE,
        );
        let friction = share(&self.own("lost_capacity"), &home);
        self.said(("friction", "Friction"), &friction, results.friction.map(stored), Ink::SHARE);
        let capacity = self.own("home_capacity");
        let loss = share(&(capacity.clone() - self.own("capacity")), &capacity);
        self.said(("capacity_loss", "Capacity lost"), &loss, results.capacity_loss.map(stored), Ink::SHARE);
        let multiple = share(&home, &self.own("effective"));
        let exact = results.capacity_multiple.map(stored);
        self.said(("capacity_multiple", "Home ÷ effective cost"), &multiple, exact, Ink::FACTOR);
        let headline = headline(from);
        self.figure(("headline", "The brochure's figure, a moved seat"), &headline, Some(results.headline), Ink::SHARE);
    }

    fn money(&mut self, from: &From<'_>) {
        let (results, ledger, inputs) = (&from.case.evaluation.results, from.ledger, from.sheets.inputs);
        self.section("What it takes");
        let present = ledger.column(ledger::DISCOUNT + 1).sum().posted();
        let exact = results.net_present_value;
        self.figure(("net_present_value", "Net present value"), &present, Some(exact), Ink::MONEY);
        let so_far = ledger.column(ledger::FLOWS + 4);
        let need = max([num(0), num(0) - smallest(std::slice::from_ref(&so_far))]);
        self.figure(("funding_need", "Funding need"), &need, Some(results.funding_need), Ink::MONEY);
        let pilot = max([num(1), inputs.see("rollout.pilot_months")]);
        let pilot = min([inputs.see("money.horizon_months"), pilot]);
        let exposed = max([num(0), num(0) - so_far.at(&pilot)]);
        self.figure(("pilot_exposure", "Pilot exposure"), &exposed, Some(results.pilot_exposure), Ink::MONEY);
        let rate = run_rate(from);
        self.figure(
            ("run_rate_saving", "Saving of the last 12 months"),
            &rate,
            Some(results.run_rate_saving),
            Ink::MONEY,
        );
    }

    fn months(&mut self, from: &From<'_>) {
        let Results { payback_month, cash_payback_month, .. } = from.case.evaluation.results;
        self.section("Pays back in month");
        let month = |month: Option<usize>| month.map(|month| month.to_string());
        for (key, label, col, exact) in [
            ("payback_month", "Effective", ledger::FLOWS + 2, payback_month),
            ("cash_payback_month", "Cash", ledger::FLOWS + 5, cash_payback_month),
        ] {
            let last_below = largest(&[from.ledger.column(col)]);
            let horizon = from.sheets.inputs.see("money.horizon_months");
            let paid = horizon.above(&last_below).and(&from.ledger.moves().above(&num(0)));
            let said = paid.say(&Said::number(&(last_below + num(1))), &Said::text("none"));
            self.said((key, label), &said, month(exact), Ink::WHOLE);
        }
    }

    fn verdict(&mut self, from: &From<'_>) {
        let inputs = from.sheets.inputs;
        let target = inputs.see("money.target_saving");
        let word = |verdict: Verdict| Said::text(verdict.label());
        let home = self.own("home");
        // Compared as amounts: a share that is on the line is not moved off it by a division.
        let at_least = |saved: Term| saved.whole_cents().at_least(&(target.clone() * home.clone()).whole_cents());
        let good = at_least(home.clone() - self.own("effective"));
        let smooth = good.say(&word(Verdict::Go), &word(Verdict::SmoothButDear));
        let cheap = at_least(home.clone() - self.own("cash"));
        let rough = cheap.say(&word(Verdict::CheapButRough), &word(Verdict::Stop));
        let most = inputs.see("money.friction_tolerance") * home.clone();
        let verdict = most.whole_cents().at_least(&self.own("lost_capacity")).say(&smooth, &rough);
        let known = from.ledger.moves().above(&num(0)).and(&home.above(&num(0)));
        let said = known.say(&verdict, &Said::text("none"));
        self.section("Where it lies");
        let exact = from.case.evaluation.results.verdict.map(|verdict| verdict.label().to_owned());
        self.said(("verdict", "Verdict"), &said, exact, Ink::WORD);
    }

    /// Years until a site's loaded wages reach home's.
    fn parity(&mut self, from: &From<'_>) {
        let estimates = from.sheets.estimates;
        self.section("Years until wages there reach home's");
        let years = from.case.evaluation.results.wage_parity_years.clone();
        for (index, ((site, years), place)) in years.into_iter().zip(&from.case.scenario.sites).enumerate() {
            let rows = estimates.rows;
            let there = estimates.at(estimates.pay, index + 1) * estimates.at(rows.loaded, index + 1);
            let here = estimates.at(estimates.pay + 1, index + 1) * estimates.at(rows.loaded, 0);
            let (growth, home) = (estimates.at(rows.wage_growth, index + 1), estimates.at(rows.wage_growth, 0));
            let (there, here, growth, home) = (there.text(), here.text(), growth.text(), home.text());
            let formula = format!(
                "IF(AND({here}>{there},{there}>0,{growth}>{home}),ROUND(LN({here}/({there}))/LN({growth}/{home}),1),\"none\")"
            );
            let exact = years.and_then(Decimal::from_f64_retain).map(|years| stored(years.round_dp(1)));
            let shown = exact.clone().unwrap_or_else(|| "none".to_owned());
            let key = format!("wage_parity_years.{site}");
            self.said(
                (&key, &place.name),
                &Said { formula, shown },
                exact,
                Ink { kind: Kind::Plain, role: Role::Usual },
            );
        }
    }

    fn chart(&mut self, ledger: &Ledger, currency: &str) {
        let mut chart = Chart::new(ChartType::Line);
        let name = ledger.page.name();
        let (first, last) = (super::page::FIRST_MONTH, super::page::FIRST_MONTH + count(ledger.months) - 1);
        let lines = [("Home", look::HOME), ("Cash", look::OTHER), ("Effective", look::OFFSHORE)];
        for (col, (label, color)) in (ledger::SO_FAR..).zip(lines) {
            let series = chart.add_series();
            series.set_categories((name, first, 1, last, 1)).set_values((name, first, col, last, col)).set_name(label);
            series.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(color).set_width(2.25)));
        }
        chart.title().set_name("Cost so far: home, cash and effective");
        chart.x_axis().set_name("Month").set_label_interval(6);
        chart.y_axis().set_name(currency).set_num_format("#,##0");
        chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(720).set_height(400);
        self.page.with(|sheet| sheet.insert_chart(FIRST - 2, CHART, &chart).map(|_| ()));
    }
}

/// A part of a whole; none where the whole is 0.
fn share(part: &Term, whole: &Term) -> Said {
    let ratio = part.clone() / whole.clone();
    whole.equals(&num(0)).say(&Said::text("none"), &Said::number(&ratio))
}

/// 1 − pay of the seats offshore there ÷ at home, at the start; 0 with nobody offshore.
fn headline(from: &From<'_>) -> Term {
    if from.case.scenario.sites.is_empty() {
        return num(0);
    }
    let estimates = from.sheets.estimates;
    let there = estimates.sites(estimates.pay).sum();
    let here = estimates.sites(estimates.pay + 1).sum();
    here.equals(&num(0)).choose(num(0), num(1) - there / here.clone())
}

/// The effective saving of the last 12 months of the horizon.
fn run_rate(from: &From<'_>) -> Term {
    let horizon = from.sheets.inputs.see("money.horizon_months");
    let (numbers, flows) = (from.ledger.column(0), from.ledger.column(ledger::FLOWS));
    let rows = numbers.values().iter().zip(flows.values());
    let last = rows.filter(|(number, _)| **number > horizon.value() - Decimal::from(12));
    let value = last.map(|(_, flow)| *flow).sum();
    let text = format!("SUMPRODUCT(({}>{}-12)*{})", numbers.text(), horizon.text(), flows.text());
    Term::of(text, value).whole_cents()
}

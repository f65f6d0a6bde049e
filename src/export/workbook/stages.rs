//! A team's part of the bridge: what it would cost and deliver at the stages that its own sheet does not
//! show. Stages that only change prices share the seats of the team all at home, place by place in
//! proportion; the transition has pools of its own; those after it differ in capacity alone.

use rust_decimal::Decimal;

use super::{
    Sheets,
    capacity::coaching_load,
    layout::Ages,
    look::{Ink, Kind, Look, Role},
    page::{Area, FIRST_MONTH, GROUP, LABEL, Page, TOTAL, column},
    pool::{Pool, Results, Spec},
    seats::{Model, part},
    term::{Term, max, num, sum, through},
};
use crate::model::{
    ledger::{Account, Line},
    plan::Stage,
};

/// Stages that change prices alone.
const PRICED: [Stage; 3] = [Stage::Wages, Stage::Terms, Stage::Growth];
/// Stages after the transition that this sheet shows: those that change capacity alone.
const CAPACITY: [Stage; 5] = [Stage::Turnover, Stage::TimeZone, Stage::Language, Stage::Culture, Stage::Rework];
/// The lines offshore that such a stage shows.
const LINES: [Line; 5] =
    [Line::OffshoreWages, Line::OffshoreOnCosts, Line::OffshoreSeats, Line::ProviderFees, Line::OffshoreHiring];
const HOME_PART: [&str; 2] = ["Payroll", "Hiring"];
const POOL: [&str; 4] = ["Seats wanted", "Heads", "Joiners", "Output after learning"];

/// A team's part of the bridge.
pub(super) struct Stages {
    page: Page,
    months: usize,
    columns: Columns,
    next: u16,
}

#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    /// What stays at home, the same at all stages that change prices alone.
    home: u16,
    priced: u16,
    /// All seats offshore: the pool, then what has been replaced and opened.
    offshore: u16,
    /// What stays at home during the transition, then seats released.
    staying: u16,
    /// Lines of the transition: at home, severance, offshore, set-up.
    transition: u16,
    /// Coaching load, delivered, lost.
    moved: u16,
    /// Delivered and lost, by stage.
    later: u16,
}

impl Stages {
    /// Writes the sheet.
    pub(super) fn write(name: &str, from: &Sheets<'_>, model: &Model, ages: &Ages, look: &Look) -> Self {
        let mut sheet =
            Self { page: Page::new(name, look), months: model.months, columns: Columns::default(), next: 2 };
        let team = &from.scenario.teams[model.team].name;
        sheet.page.text(Area::cell(0, 0), &format!("Stages of the bridge: {team}"), Ink::TITLE);
        sheet.page.texts(Area::cell(LABEL, 0), ["Month", ""], Ink::OVER);
        sheet.page.text(Area::cell(TOTAL, 0), "Total", Ink::HEADING);
        sheet.page.tall(GROUP, 3);
        sheet.page.tall(LABEL, 3);
        sheet.page.widths(0, &[7.0, 10.0]);
        sheet.page.freeze(Area::cell(FIRST_MONTH, 2));
        sheet.page.months_on_paper(sheet.months);
        sheet.lay();
        let pools = sheet.pools(from, model, ages);
        for month in 0..sheet.months {
            sheet.month(month, from, model, &pools);
        }
        sheet.totals();
        sheet
    }

    fn lay(&mut self) {
        let home = self.block("What stays at home, up to growth", &HOME_PART);
        let priced = self.next;
        for stage in PRICED {
            self.block(&format!("Offshore after {}", stage.label()), &LINES.map(Line::label));
        }
        let offshore = self.block("Transition, all offshore", &POOL);
        self.block("", &["Replaced at home", "Opened a time to fill ago"]);
        let staying = self.block("Transition, what stays at home", &POOL);
        self.block("", &["Released"]);
        let transition = self.block("Transition, at home", &["Payroll", "Hiring", "Severance"]);
        self.block("Transition, offshore", &LINES.map(Line::label));
        self.block("", &["Set-up"]);
        let moved = self.block("Transition, capacity", &["Coaching load", "Delivered", "Lost capacity"]);
        let later = self.next;
        for stage in CAPACITY {
            self.block(&format!("After {}", stage.label()), &["Delivered", "Lost capacity"]);
        }
        self.columns = Columns { home, priced, offshore, staying, transition, moved, later };
    }

    fn block(&mut self, group: &str, names: &[&str]) -> u16 {
        let first = self.next;
        if !group.is_empty() {
            self.page.group(Area::cell(GROUP, first), group, names.len());
        }
        self.page.texts(Area::cell(LABEL, first), names, Ink::OVER);
        self.page.widths(first, &vec![14.0; names.len()]);
        self.next += column(names.len());
        first
    }

    fn here(&self, month: usize, col: u16, index: usize) -> Term {
        self.page.here(Area::month(month, col).right(index))
    }

    fn put(&mut self, month: usize, (col, index): (u16, usize), term: &Term, ink: Ink) {
        self.page.compute(Area::month(month, col).right(index), term, ink);
    }

    /// The transition's pools: all that is offshore, and what stays at home. All as quick to fill and to
    /// learn, and as likely to leave, as at home.
    fn pools(&mut self, from: &Sheets<'_>, model: &Model, ages: &Ages) -> [Pool; 2] {
        let estimates = from.estimates;
        let rows = estimates.teams[model.team];
        let start = estimates.exist() * estimates.at(rows.facts, 0);
        let Columns { offshore, staying, .. } = self.columns;
        let pools =
            [("all offshore", num(0), offshore, None), ("what stays at home", start, staying, Some(staying + 4))];
        pools.map(|(name, start, col, released)| {
            let spec = Spec {
                name: name.to_owned(),
                fill: estimates.at(rows.fill, 0),
                ramp: estimates.at(rows.ramp, 0),
                stay: estimates.at(rows.stay, 0),
                start_productivity: from.inputs.see("friction.start_productivity"),
                start,
                oldest: ages.home,
            };
            let results = Results { target: col, heads: col + 1, joiners: col + 2, active: col + 3, released };
            let first = self.next;
            self.next += column(Pool::width(spec.oldest));
            Pool::lay(&mut self.page, first, spec, results)
        })
    }

    fn month(&mut self, month: usize, from: &Sheets<'_>, model: &Model, pools: &[Pool; 2]) {
        let (number, label) = (from.rates.page.there(Area::month(month, 0)), from.rates.label(month, from.scenario));
        self.page.compute(Area::month(month, 0), &number, Ink::WHOLE);
        self.page.say(Area::month(month, 1), &label, Ink::DATE);
        self.home_part(month, from, model);
        for (index, stage) in PRICED.into_iter().enumerate() {
            let lines = Priced { from, model, month, stage }.baseline();
            for (at, (amount, line)) in lines.into_iter().zip(LINES).enumerate() {
                let exact = from.exact.at(stage, Account::Cash(line), model.team, month);
                self.put(month, (self.columns.priced, index * LINES.len() + at), &amount.posted_as(exact), Ink::MONEY);
            }
        }
        self.moving_seats(month, from, model, pools);
        self.moving_money(month, from, model);
        self.moving_capacity(month, from, model);
        for (index, stage) in CAPACITY.into_iter().enumerate() {
            let output = Later { from, model, month, stage }.output();
            let load = model.page.there(Area::month(month, model.columns.capacity.output).right(1));
            let exact = from.exact.at(stage, Account::LostCapacity, model.team, month);
            self.delivered(month, (self.columns.later, index * 2), (output - load, exact), model);
        }
    }

    /// What stays at home while only prices change: its share of the team all at home.
    fn home_part(&mut self, month: usize, from: &Sheets<'_>, model: &Model) {
        let rows = from.estimates.teams[model.team];
        let [staying, all] = [from.estimates.at(rows.seats, 0), from.estimates.at(rows.facts, 0)];
        let see = |col: u16| model.page.there(Area::month(month, col)) * staying.clone() / all.clone();
        let amounts = at_home(from, model, month, [see(model.columns.heads), see(model.columns.joiners)]);
        let lines = [Line::HomePayroll, Line::HomeHiring];
        for (index, (amount, line)) in amounts.into_iter().zip(lines).enumerate() {
            let exact = from.exact.at(Stage::Wages, Account::Cash(line), model.team, month);
            self.put(month, (self.columns.home, index), &amount.posted_as(exact), Ink::MONEY);
        }
    }

    fn moving_seats(&mut self, month: usize, from: &Sheets<'_>, model: &Model, pools: &[Pool; 2]) {
        let (estimates, live) = (from.estimates, from.rates.live(month));
        let rows = estimates.teams[model.team];
        let [all, moving, queue] = [0, 1, 2].map(|fact| estimates.at(rows.facts, fact));
        let Columns { offshore, staying, .. } = self.columns;
        let opened = from.rates.opened(month);
        let wanted = live.clone() * part(&moving, &opened, &queue);
        self.put(month, (offshore, 0), &wanted, Ink::SEATS);
        let fill = estimates.at(rows.fill, 0);
        let replaced = self.wanted_before(month, &(fill.clone() + from.inputs.see("transition.handover_months")));
        self.put(month, (offshore, 4), &replaced, Ink::SEATS);
        let (now, before) = (self.wanted_before(month, &fill), self.wanted_before(month, &(fill + num(1))));
        self.put(month, (offshore, 5), &(live.clone() * max([num(0), now - before])), Ink::SEATS);
        let left = max([num(0), all.clone() - self.here(month, offshore, 4)]);
        let new = part(&estimates.at(rows.seats, 0), &opened, &all);
        let stays = estimates.exist().equals(&num(1)).choose(left, new);
        self.put(month, (staying, 0), &(live.clone() * stays), Ink::SEATS);
        for pool in pools {
            pool.step(&mut self.page, month, &live);
        }
    }

    /// What was wanted offshore some months before a month; 0 before the first.
    fn wanted_before(&self, month: usize, lag: &Term) -> Term {
        let number = self.page.here(Area::month(month, 0));
        let wanted = self.page.here(Area::months(self.months, self.columns.offshore));
        number.above(lag).choose(wanted.at(&(number.clone() - lag.clone())), num(0))
    }

    fn moving_money(&mut self, month: usize, from: &Sheets<'_>, model: &Model) {
        let Columns { offshore, staying, transition, .. } = self.columns;
        let own = [1, 2].map(|index| self.here(month, staying, index));
        let [payroll, hiring] = at_home(from, model, month, own);
        let months = from.estimates.exist() * from.inputs.see("transition.severance_months");
        let salary = model.page.there(Area::month(month, model.columns.money.rates));
        let severance = self.here(month, staying, 4) * months * salary / num(12);
        let pool = [1, 2].map(|index| self.here(month, offshore, index));
        let whole = from.estimates.at(from.estimates.teams[model.team].facts, 4);
        let offshore_lines = Priced { from, model, month, stage: Stage::Transition }.lines(pool, &whole);
        let set_up = if model.sites == 0 {
            num(0)
        } else {
            let seats = from.estimates.sites(from.estimates.teams[model.team].seats);
            let opened = seats * self.here(month, offshore, 5) / whole;
            opened * from.inputs.see("transition.set_up_per_seat")
        };
        let amounts = [payroll, hiring, severance].into_iter().chain(offshore_lines).chain([set_up]);
        let at_home = [Line::HomePayroll, Line::HomeHiring, Line::Severance];
        let lines = at_home.into_iter().chain(LINES).chain([Line::SetUp]);
        for (index, (amount, line)) in amounts.zip(lines).enumerate() {
            let exact = from.exact.at(Stage::Transition, Account::Cash(line), model.team, month);
            self.put(month, (transition, index), &amount.posted_as(exact), Ink::MONEY);
        }
    }

    fn moving_capacity(&mut self, month: usize, from: &Sheets<'_>, model: &Model) {
        let Columns { offshore, staying, moved, .. } = self.columns;
        let both = |index: usize| self.here(month, staying, index) + self.here(month, offshore, index);
        let (heads, active) = (both(1), both(3));
        let missing = coaching_load(from, model.team, &heads, &active);
        self.put(month, (moved, 0), &missing, Ink::SEATS);
        let output = active - self.here(month, moved, 0);
        let exact = from.exact.at(Stage::Transition, Account::LostCapacity, model.team, month);
        self.delivered(month, (moved, 1), (output, exact), model);
    }

    /// Writes what counts of some output, and the price of what is missing, which the books know.
    fn delivered(&mut self, month: usize, (col, index): (u16, usize), (output, exact): (Term, Decimal), model: &Model) {
        let at_home = model.page.there(Area::month(month, model.columns.capacity.delivered));
        let delivered = super::term::min([at_home.clone(), max([num(0), output])]);
        self.put(month, (col, index), &delivered, Ink::SEATS);
        let lost = (at_home - self.here(month, col, index)) * model.price();
        self.put(month, (col, index + 1), &lost.posted_as(exact), Ink::MONEY);
    }

    fn totals(&mut self) {
        let Columns { home, priced, transition, moved, later, .. } = self.columns;
        let money = [
            (home, HOME_PART.len()),
            (priced, PRICED.len() * LINES.len()),
            (transition, 3 + LINES.len() + 1),
            (moved + 2, 1),
        ];
        let lost = (0..CAPACITY.len()).map(|stage| (later + 1 + column(stage * 2), 1));
        for (col, width) in money.into_iter().chain(lost) {
            for index in 0..width {
                let total = self.page.here(Area::months(self.months, col).right(index)).sum().whole_cents();
                let at = Area::cell(TOTAL, col).right(index);
                self.page.compute(at, &total, Ink { kind: Kind::Money, role: Role::Strong });
            }
        }
    }

    /// Totals of cash at a stage, cells to be added up; none where the books have them.
    pub(super) fn cash(&self, stage: Stage) -> Vec<Term> {
        let totals = |col: u16, width: usize| self.page.there(Area::cell(TOTAL, col).across(width).fixed());
        if let Some(index) = PRICED.iter().position(|priced| *priced == stage) {
            let offshore = self.columns.priced + column(index * LINES.len());
            return vec![totals(self.columns.home, HOME_PART.len()), totals(offshore, LINES.len())];
        }
        let moving = stage == Stage::Transition;
        moving.then(|| totals(self.columns.transition, 3 + LINES.len() + 1)).into_iter().collect()
    }

    /// The total of lost capacity at a stage; none where there is none or the books have it.
    pub(super) fn lost(&self, stage: Stage) -> Option<Term> {
        let total = |col: u16| self.page.there(Area::cell(TOTAL, col).fixed());
        if stage == Stage::Transition {
            return Some(total(self.columns.moved + 2));
        }
        let index = CAPACITY.iter().position(|later| *later == stage)?;
        Some(total(self.columns.later + 1 + column(index * 2)))
    }

    /// The sheet itself.
    pub(super) fn into_page(self) -> Page {
        self.page
    }
}

/// Payroll and hiring at home of some heads and joiners, before rounding.
fn at_home(from: &Sheets<'_>, model: &Model, month: usize, [heads, joiners]: [Term; 2]) -> [Term; 2] {
    let rate = |index: usize| model.page.there(Area::month(month, model.columns.money.rates).right(index));
    let hiring = joiners * rate(0) * from.estimates.at(from.estimates.rows.hiring_cost, 0);
    [heads * rate(1), hiring]
}

/// What is spent offshore in a month at a stage that hires as at home.
struct Priced<'a> {
    from: &'a Sheets<'a>,
    model: &'a Model,
    month: usize,
    stage: Stage,
}

impl Priced<'_> {
    /// For the seats of the team all at home, place by place in proportion.
    fn baseline(&self) -> [Term; 5] {
        let headcount = self.from.estimates.at(self.from.estimates.teams[self.model.team].facts, 0);
        let columns = &self.model.columns;
        let see = |col: u16| self.model.page.there(Area::month(self.month, col));
        self.lines([see(columns.heads), see(columns.joiners)], &headcount)
    }

    /// Wages, on-costs, seats, fees and hiring of all sites, side by side, before rounding; from heads and joiners of
    /// some seats together, of which each site has its part.
    fn lines(&self, [heads, joiners]: [Term; 2], whole: &Term) -> [Term; 5] {
        let Sheets { estimates, rates, .. } = self.from;
        if self.model.sites == 0 {
            return std::array::from_fn(|_| num(0));
        }
        let (team, rows, month) = (estimates.teams[self.model.team], estimates.rows, self.month);
        let (real_terms, real_growth) = (self.stage >= Stage::Terms, self.stage >= Stage::Growth);
        let like = |row: u32| if real_terms { estimates.sites(row) } else { estimates.at(row, 0) };
        let (wage_growth, seat_growth) = if real_growth {
            (rates.all_wages(month), rates.all_exchange(month))
        } else {
            (rates.home_wages(month), rates.home_exchange(month))
        };
        let seats = estimates.sites(team.seats);
        let (heads, joiners) = (seats.clone() * heads / whole.clone(), seats * joiners / whole.clone());
        let salary = estimates.sites(team.salary) * wage_growth;
        let wages = heads.clone() * salary.clone() / num(12);
        let wages = if real_terms { wages * estimates.sites(rows.night_pay) } else { wages };
        let on_costs = wages.clone() * like(rows.on_cost);
        let desks = heads.clone() * like(rows.seat_cost) * rates.prices(month) * seat_growth;
        let fees = if real_terms {
            let paid = (wages.clone() + on_costs.clone()) * estimates.sites(rows.markup);
            paid + heads * estimates.sites(rows.fee) * rates.prices(month)
        } else {
            num(0)
        };
        let hiring = joiners * estimates.at(rows.hiring_cost, 0) * salary;
        [wages, on_costs, desks, fees, hiring]
    }
}

/// Output at a stage that the team's sheet shows the seats of.
struct Later<'a> {
    from: &'a Sheets<'a>,
    model: &'a Model,
    month: usize,
    stage: Stage,
}

impl Later<'_> {
    /// Output of all places before coaching.
    fn output(&self) -> Term {
        let places = self.model.sites + 1;
        let row = |col: u16| self.model.page.there(Area::month(self.month, col).right(1).across(places));
        let (heads, active) = (row(self.model.columns.heads), row(self.model.columns.active));
        let kept = self.from.estimates.all(self.from.estimates.teams[self.model.team].kept);
        let active = if self.stage == Stage::Rework { active * kept } else { active };
        let kind = match self.stage {
            _ if places == 1 => None,
            Stage::TimeZone => Some(0),
            Stage::Language => Some(1),
            Stage::Culture | Stage::Rework => Some(2),
            _ => None,
        };
        let Some(kind) = kind else { return active.sum_product() };
        let team = &self.from.scenario.teams[self.model.team].id;
        let own = |field: &str| self.from.inputs.see(&format!("team.{team}.{field}"));
        let square = self.from.estimates.loss_square(kind);
        let home = (active.clone() * self.from.estimates.loss_row(kind, 0)).sum_product();
        let within = through(&active, &square, &heads).ratio(&sum(&[heads]));
        let lost = own("hq_weight") * home + (num(1) - own("hq_weight")) * within;
        active.sum_product() - own("sync_share") * lost
    }
}

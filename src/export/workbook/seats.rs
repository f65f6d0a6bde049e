//! A team's sheet: months down; who sits where, what it costs, what it delivers. Here its columns and
//! its seats; postings and capacity stand beside it.

use super::{
    Sheets,
    layout::Ages,
    look::{Ink, Kind, Look, Role},
    page::{Area, FIRST_MONTH, GROUP, LABEL, Page, TOTAL, column},
    pool::{Pool, Results, Spec},
    term::{Term, max, min, num, sum},
};
use crate::model::{ledger::Line, scenario::Scenario};

/// A team's lines that belong to a site, in the order of their columns.
pub(super) const SITE_LINES: [Line; 8] = [
    Line::OffshoreWages,
    Line::OffshoreOnCosts,
    Line::OffshoreSeats,
    Line::ProviderFees,
    Line::OffshoreHiring,
    Line::SetUp,
    Line::Oversight,
    Line::Governance,
];
/// A team's lines at home, in the order of their columns.
pub(super) const HOME_LINES: [Line; 4] = [Line::HomePayroll, Line::HomeHiring, Line::Severance, Line::Liaison];

/// A team's sheet.
pub(super) struct Model {
    pub(super) page: Page,
    pub(super) team: usize,
    pub(super) sites: usize,
    pub(super) months: usize,
    pub(super) columns: Columns,
    next: u16,
}

/// Where the figures of a team stand: the first column of each, those of sites side by side. Heads, joiners and
/// active: all at home, what stays at home, then the sites.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns {
    pub(super) target: u16,
    pub(super) replaced: u16,
    pub(super) opened: u16,
    pub(super) heads: u16,
    pub(super) joiners: u16,
    pub(super) released: u16,
    pub(super) active: u16,
    pub(super) money: Money,
    pub(super) capacity: Capacity,
}

/// Columns of money.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Money {
    /// A home salary, then a head's month.
    pub(super) rates: u16,
    /// Payroll, hiring and their sum, all at home.
    pub(super) baseline: u16,
    /// Lines at home.
    pub(super) home: u16,
    /// Wages, seats and fees before rounding, by site.
    pub(super) exact: u16,
    /// Lines at sites, by line, then by site.
    pub(super) sites: u16,
    /// The sums over sites, by line.
    pub(super) sums: u16,
    /// All money of the team, and with lost capacity.
    pub(super) totals: u16,
}

/// Columns of capacity.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Capacity {
    /// By place.
    pub(super) coordination: u16,
    /// Output, coaching load, coaching load all at home.
    pub(super) output: u16,
    /// Capacity at home, delivered.
    pub(super) delivered: u16,
    pub(super) lost: u16,
}

impl Model {
    /// A team's sheet with its headings, without months.
    pub(super) fn begin(name: &str, scenario: &Scenario, team: usize, months: usize, look: &Look) -> Self {
        let mut model = Self {
            page: Page::new(name, look),
            team,
            sites: scenario.sites.len(),
            months,
            columns: Columns::default(),
            next: 2,
        };
        model.page.text(Area::cell(0, 0), &format!("Team: {}", scenario.teams[team].name), Ink::TITLE);
        model.page.texts(Area::cell(LABEL, 0), ["Month", ""], Ink::OVER);
        model.page.text(Area::cell(TOTAL, 0), "Total", Ink::HEADING);
        model.page.tall(GROUP, 3);
        model.page.tall(LABEL, 3);
        model.page.widths(0, &[7.0, 10.0]);
        model.page.freeze(Area::cell(FIRST_MONTH, 2));
        model.page.months_on_paper(months);
        let mut places = vec!["all at home".to_owned()];
        places.extend(scenario.places().map(|place| place.name.clone()));
        model.columns = model.lay(&places);
        model
    }

    fn lay(&mut self, places: &[String]) -> Columns {
        let sites = &places[2..];
        Columns {
            target: self.block("Seats wanted", places),
            replaced: self.block("Seats at home replaced by", sites),
            opened: self.block("Seats opened a time to fill ago", sites),
            heads: self.block("Heads", places),
            joiners: self.block("Joiners", places),
            released: self.block("Seats released", &places[1..2]),
            active: self.block("Output after learning, productive FTE", places),
            money: Money {
                rates: self.block("At home", &["Annual salary", "A head's month"]),
                baseline: self.block("Cost all at home", &["Payroll", "Hiring", "Home cost"]),
                home: self.block("Cost at home", &HOME_LINES.map(Line::label)),
                exact: self.exact(sites),
                sites: self.site_lines(sites),
                sums: self.block("Sites together", &SITE_LINES.map(Line::label)),
                totals: self.block("The team", &["Cash", "Effective cost"]),
            },
            capacity: Capacity {
                coordination: self.block("Share lost between places", &places[1..]),
                output: self.block("Output", &["All places", "Coaching load", "Coaching load all at home"]),
                delivered: self.block("Capacity, productive FTE", &["All at home", "Delivered"]),
                lost: self.block("Lost capacity", &["Posted"]),
            },
        }
    }

    fn exact(&mut self, sites: &[String]) -> u16 {
        let first = self.block("Wages before rounding", sites);
        self.block("Seats before rounding", sites);
        self.block("Fees before rounding", sites);
        first
    }

    fn site_lines(&mut self, sites: &[String]) -> u16 {
        let first = self.next;
        for line in SITE_LINES {
            self.block(line.label(), sites);
        }
        first
    }

    /// Columns of one group with their headings. Returns the first.
    fn block<T: AsRef<str>>(&mut self, group: &str, names: &[T]) -> u16 {
        let first = self.next;
        for (index, name) in names.iter().enumerate() {
            let at = |row| Area::cell(row, first).right(index);
            if index == 0 {
                self.page.group(at(GROUP), group, names.len());
            }
            self.page.text(at(LABEL), name.as_ref(), Ink::OVER);
        }
        self.next += column(names.len());
        self.page.widths(first, &vec![14.0; names.len()]);
        first
    }

    /// A figure of a month, seen from this sheet.
    pub(super) fn here(&self, month: usize, col: u16, index: usize) -> Term {
        self.page.here(Area::month(month, col).right(index))
    }

    /// Figures of a month side by side, seen from this sheet.
    pub(super) fn row(&self, month: usize, col: u16, from: usize, width: usize) -> Term {
        self.page.here(Area::month(month, col).right(from).across(width))
    }

    /// Writes a figure of a month.
    pub(super) fn put(&mut self, month: usize, (col, index): (u16, usize), term: &Term, ink: Ink) {
        self.page.compute(Area::month(month, col).right(index), term, ink);
    }

    /// Writes totals over the months of some columns.
    pub(super) fn total(&mut self, col: u16, width: usize, kind: Kind) {
        for index in 0..width {
            let months = self.page.here(Area::months(self.months, col).right(index));
            let total = if kind == Kind::Money { months.sum().whole_cents() } else { months.sum() };
            self.page.compute(Area::cell(TOTAL, col).right(index), &total, Ink { kind, role: Role::Strong });
        }
    }

    /// Lays the pools beside the figures: all at home, what stays at home, each site.
    pub(super) fn pools(&mut self, from: &Sheets<'_>, ages: &Ages) -> Vec<Pool> {
        let estimates = from.estimates;
        let rows = estimates.teams[self.team];
        let headcount = estimates.at(rows.facts, 0);
        let start = estimates.exist() * headcount;
        let mut pools = Vec::new();
        for index in 0..self.sites + 2 {
            let place = index.saturating_sub(1);
            let name = match index {
                0 => "all at home".to_owned(),
                _ => from.scenario.places().nth(place).map_or_else(String::new, |place| place.name.clone()),
            };
            let spec = Spec {
                name,
                fill: estimates.at(rows.fill, place),
                ramp: estimates.at(rows.ramp, place),
                stay: estimates.at(rows.stay, place),
                start_productivity: from.inputs.see("friction.start_productivity"),
                start: if place == 0 { start.clone() } else { num(0) },
                oldest: if place == 0 { ages.home } else { ages.sites[place - 1] },
            };
            let columns = &self.columns;
            let at = |first: u16| first + column(index);
            let results = Results {
                target: at(columns.target),
                heads: at(columns.heads),
                joiners: at(columns.joiners),
                active: at(columns.active),
                released: (index == 1).then_some(columns.released),
            };
            let (first, width) = (self.next, Pool::width(spec.oldest));
            self.next += column(width);
            pools.push(Pool::lay(&mut self.page, first, spec, results));
        }
        pools
    }

    /// Writes a month's seats.
    pub(super) fn seats(&mut self, month: usize, from: &Sheets<'_>, pools: &[Pool]) {
        let (number, label) = (from.rates.page.there(Area::month(month, 0)), from.rates.label(month, from.scenario));
        self.page.compute(Area::month(month, 0), &number, Ink::WHOLE);
        self.page.say(Area::month(month, 1), &label, Ink::DATE);
        let rows = from.estimates.teams[self.team];
        let columns = self.columns;
        let (live, opened) = (from.rates.live(month), from.rates.opened(month));
        let [all, queue] = [0, 2].map(|fact| from.estimates.at(rows.facts, fact));
        let seats = |place| from.estimates.at(rows.seats, place);
        for site in 0..self.sites {
            let target = part(&seats(site + 1), &opened, &queue);
            self.put(month, (columns.target, site + 2), &(live.clone() * target), Ink::SEATS);
            let fill = from.estimates.at(rows.fill, site + 1);
            let handed_over = fill.clone() + from.inputs.see("transition.handover_months");
            let replaced = self.target_before(month, site, &handed_over);
            self.put(month, (columns.replaced, site), &replaced, Ink::SEATS);
            let (now, before) =
                (self.target_before(month, site, &fill), self.target_before(month, site, &(fill + num(1))));
            let grown = live.clone() * max([num(0), now - before]);
            self.put(month, (columns.opened, site), &grown, Ink::SEATS);
        }
        let exist = from.estimates.exist().equals(&num(1));
        let baseline = exist.clone().choose(all.clone(), part(&all, &opened, &all));
        self.put(month, (columns.target, 0), &(live.clone() * baseline), Ink::SEATS);
        let replaced = if self.sites == 0 { num(0) } else { sum(&[self.row(month, columns.replaced, 0, self.sites)]) };
        let left = max([num(0), all.clone() - replaced]);
        let home = exist.choose(left, part(&seats(0), &opened, &all));
        self.put(month, (columns.target, 1), &(live.clone() * home), Ink::SEATS);
        for pool in pools {
            pool.step(&mut self.page, month, &live);
        }
    }

    /// A site's seats wanted some months before a month; 0 before the first.
    fn target_before(&self, month: usize, site: usize, lag: &Term) -> Term {
        let number = self.page.here(Area::month(month, 0));
        let targets = self.page.here(Area::months(self.months, self.columns.target).right(site + 2));
        let then = targets.at(&(number.clone() - lag.clone()));
        number.above(lag).choose(then, num(0))
    }
}

/// How many of some seats the roll-out has opened by now in a queue.
pub(super) fn part(seats: &Term, opened: &Term, queue: &Term) -> Term {
    let open = seats.clone() * min([opened.clone(), queue.clone()]) / queue.clone();
    queue.equals(&num(0)).choose(seats.clone(), open)
}

//! The ledger: months down, every line of all teams together; what belongs to a site as a whole; and how
//! the difference to home adds up.

use super::{
    Sheets,
    look::{Ink, Kind, Look, Role},
    page::{Area, FIRST_MONTH, GROUP, LABEL, Page, TOTAL, column},
    seats::{HOME_LINES, Model, SITE_LINES},
    term::{Term, largest, num, sum},
};
use crate::model::ledger::{Account, Line};

/// Where the ledger's figures stand: the first column of each.
const LIVE: u16 = 2;
pub(super) const HOME: u16 = 3;
const LINES: u16 = 4;
pub(super) const CASH: u16 = 18;
pub(super) const LOST: u16 = 19;
pub(super) const EFFECTIVE: u16 = 20;
pub(super) const CAPACITY: u16 = 21;
/// Home, cash and effective cost so far.
pub(super) const SO_FAR: u16 = 23;
/// Home less effective cost: a month's, so far, and the month where it is below 0; then the same of cash.
pub(super) const FLOWS: u16 = 26;
/// The factor of discounting, and the month's flow discounted.
pub(super) const DISCOUNT: u16 = 32;
const HEADS: u16 = 34;
const LABELS: [&str; 13] = [
    "Home cost so far",
    "Cash cost so far",
    "Effective cost so far",
    "Home less effective cost",
    "So far",
    "Month, where below 0",
    "Home less cash",
    "So far",
    "Month, where below 0",
    "Discount factor",
    "Home less effective, discounted",
    "",
    "",
];

/// The ledger.
pub(super) struct Ledger {
    pub(super) page: Page,
    pub(super) months: usize,
    sites: usize,
    /// Whether a site is wanted, was ever, selection, travel; by figure, then by site.
    by_site: u16,
}

impl Ledger {
    /// Writes the sheet.
    pub(super) fn write(name: &str, from: &Sheets<'_>, models: &[Model], months: usize, look: &Look) -> Self {
        let sites = from.scenario.sites.len();
        let by_site = HEADS + column(sites + 1);
        let mut ledger = Self { page: Page::new(name, look), months, sites, by_site };
        ledger.head(from);
        for month in 0..months {
            ledger.by_site(month, from, models);
            ledger.lines(month, from, models);
            ledger.sums(month, from, models);
            ledger.flows(month, from);
        }
        ledger.totals();
        ledger
    }

    fn head(&mut self, from: &Sheets<'_>) {
        self.page.text(Area::cell(0, 0), "Ledger", Ink::TITLE);
        let currency = &from.scenario.money.currency;
        self.page.text(
            Area::cell(0, HOME),
            &format!("Amounts in {currency}, each posting rounded to cents"),
            Ink::NOTE,
        );
        self.page.texts(Area::cell(LABEL, 0), ["Month", "", "Within the horizon", "Home cost"], Ink::OVER);
        self.page.texts(Area::cell(LABEL, LINES), Line::ALL.map(Line::label), Ink::OVER);
        let sums = ["Cash cost", "Lost capacity", "Effective cost", "Capacity at home", "Capacity delivered"];
        self.page.texts(Area::cell(LABEL, CASH), sums, Ink::OVER);
        self.page.texts(Area::cell(LABEL, SO_FAR), &LABELS[..11], Ink::OVER);
        let names = || from.scenario.places().map(|place| place.name.as_str());
        self.page.text(Area::cell(GROUP, HEADS), "Heads", Ink::SECTION);
        self.page.texts(Area::cell(LABEL, HEADS), names(), Ink::OVER);
        let groups = ["Some team is to be there", "Was ever", "Site selection", "Travel"];
        for (index, group) in groups.into_iter().enumerate().take(groups.len() * self.sites.min(1)) {
            let at = |row| Area::cell(row, self.by_site).right(index * self.sites);
            self.page.group(at(GROUP), group, self.sites);
            self.page.texts(at(LABEL), names().skip(1), Ink::OVER);
        }
        self.page.text(Area::cell(TOTAL, 0), "Total", Ink::HEADING);
        self.page.tall(GROUP, 2);
        self.page.tall(LABEL, 3);
        self.page.widths(0, &[7.0, 10.0, 9.0]);
        self.page.widths(HOME, &vec![15.0; usize::from(self.by_site - HOME) + 4 * self.sites]);
        self.page.freeze(Area::cell(FIRST_MONTH, 2));
        self.page.months_on_paper(self.months);
    }

    fn here(&self, month: usize, col: u16) -> Term {
        self.page.here(Area::month(month, col))
    }

    fn put(&mut self, month: usize, col: u16, term: &Term, ink: Ink) {
        self.page.compute(Area::month(month, col), term, ink);
    }

    fn site_col(&self, figure: usize, site: usize) -> u16 {
        self.by_site + column(figure * self.sites + site)
    }

    /// Selection and travel belong to a site, whichever teams are there.
    fn by_site(&mut self, month: usize, from: &Sheets<'_>, models: &[Model]) {
        for site in 0..self.sites {
            let [wanted, ever, selection, travel] = [0, 1, 2, 3].map(|figure| self.site_col(figure, site));
            let targets: Vec<Term> = models
                .iter()
                .map(|model| model.page.there(Area::month(month, model.columns.target).right(site + 2)))
                .collect();
            let now = largest(&targets).above(&num(0)).choose(num(1), num(0));
            self.put(month, wanted, &now, Ink::WHOLE);
            let before = month.checked_sub(1).map_or_else(|| num(0), |before| self.here(before, ever));
            let so_far = super::term::max([before.clone(), self.here(month, wanted)]);
            self.put(month, ever, &so_far, Ink::WHOLE);
            let first = self.here(month, ever) - before;
            let paid = first * from.inputs.see("transition.selection_per_site");
            let exact = |line| from.exact.posted(Account::Cash(line), None, Some(site), month);
            self.put(month, selection, &paid.posted_as(exact(Line::Selection)), Ink::MONEY);
            let trips = self.here(month, wanted) * from.rates.travel(month);
            self.put(month, travel, &trips.posted_as(exact(Line::Travel)), Ink::MONEY);
        }
    }

    fn lines(&mut self, month: usize, from: &Sheets<'_>, models: &[Model]) {
        let (number, label) = (from.rates.page.there(Area::month(month, 0)), from.rates.label(month, from.scenario));
        self.put(month, 0, &number, Ink::WHOLE);
        self.page.say(Area::month(month, 1), &label, Ink::DATE);
        self.put(month, LIVE, &from.rates.live(month), Ink::WHOLE);
        for (index, line) in Line::ALL.into_iter().enumerate() {
            let home = HOME_LINES.iter().position(|own| *own == line);
            let site = SITE_LINES.iter().position(|own| *own == line);
            let amount = if home.is_some() || site.is_some() {
                of_teams(models, |model| {
                    let money = model.columns.money;
                    let (first, index) = home.map_or((money.sums, site.unwrap_or(0)), |index| (money.home, index));
                    Area::month(month, first).right(index)
                })
            } else if self.sites == 0 {
                num(0)
            } else {
                let figure = if line == Line::Selection { 2 } else { 3 };
                sum(&[self.page.here(Area::month(month, self.site_col(figure, 0)).across(self.sites))])
            };
            self.put(month, LINES + column(index), &amount.whole_cents(), Ink::MONEY);
        }
    }

    fn sums(&mut self, month: usize, from: &Sheets<'_>, models: &[Model]) {
        let home = of_teams(models, |model| Area::month(month, model.columns.money.baseline).right(2));
        self.put(month, HOME, &home.whole_cents(), Ink::MONEY);
        let lines = self.page.here(Area::month(month, LINES).across(Line::ALL.len()));
        self.put(month, CASH, &sum(&[lines]).whole_cents(), Ink::MONEY);
        let lost = of_teams(models, |model| Area::month(month, model.columns.capacity.lost));
        self.put(month, LOST, &lost.whole_cents(), Ink::MONEY);
        let effective = self.here(month, CASH) + self.here(month, LOST);
        self.put(month, EFFECTIVE, &effective.whole_cents(), Ink::MONEY);
        for index in 0..2 {
            let capacity = of_teams(models, |model| Area::month(month, model.columns.capacity.delivered).right(index));
            self.put(month, CAPACITY + column(index), &capacity, Ink::SEATS);
        }
        for place in 0..=from.scenario.sites.len() {
            let heads = of_teams(models, |model| Area::month(month, model.columns.heads).right(place + 1));
            self.put(month, HEADS + column(place), &heads, Ink::SEATS);
        }
    }

    fn flows(&mut self, month: usize, from: &Sheets<'_>) {
        let before = |sheet: &Self, col: u16| month.checked_sub(1).map_or_else(|| num(0), |then| sheet.here(then, col));
        for (index, col) in [HOME, CASH, EFFECTIVE].into_iter().enumerate() {
            let so_far = before(self, SO_FAR + column(index)) + self.here(month, col);
            self.put(month, SO_FAR + column(index), &so_far.whole_cents(), Ink::MONEY);
        }
        for (col, cost) in [(FLOWS, EFFECTIVE), (FLOWS + 3, CASH)] {
            let flow = (self.here(month, HOME) - self.here(month, cost)).whole_cents();
            self.put(month, col, &flow, Ink::MONEY);
            let so_far = (before(self, col + 1) + self.here(month, col)).whole_cents();
            self.put(month, col + 1, &so_far, Ink::MONEY);
            let number = self.here(month, 0) * self.here(month, LIVE);
            let below = num(0).above(&self.here(month, col + 1)).choose(number, num(0));
            self.put(month, col + 2, &below, Ink::WHOLE);
        }
        let monthly = num(1) + from.inputs.see("money.discount_rate") / num(12);
        let factor = month.checked_sub(1).map_or_else(|| num(1), |then| self.here(then, DISCOUNT)) / monthly;
        self.put(month, DISCOUNT, &factor, Ink::FACTOR);
        let discounted = self.here(month, FLOWS) * self.here(month, DISCOUNT);
        self.put(month, DISCOUNT + 1, &discounted, Ink::MONEY);
    }

    fn totals(&mut self) {
        let money = (HOME..=EFFECTIVE).chain([FLOWS, FLOWS + 3]);
        let by_site = (2 * self.sites..4 * self.sites).map(|index| self.by_site + column(index));
        for col in money.chain(by_site).collect::<Vec<_>>() {
            let total = self.page.here(Area::months(self.months, col)).sum().whole_cents();
            self.page.compute(Area::cell(TOTAL, col), &total, Ink::TOTAL);
        }
        for col in [CAPACITY, CAPACITY + 1] {
            let total = self.page.here(Area::months(self.months, col)).sum();
            self.page.compute(Area::cell(TOTAL, col), &total, Ink { kind: Kind::Seats, role: Role::Strong });
        }
    }

    /// The total of a column, seen from another sheet.
    pub(super) fn total(&self, col: u16) -> Term {
        self.page.there(Area::cell(TOTAL, col).fixed())
    }

    /// The total of a line, seen from another sheet.
    pub(super) fn line(&self, line: Line) -> Term {
        self.total(LINES + column(line as usize))
    }

    /// All months of a column, seen from another sheet.
    pub(super) fn column(&self, col: u16) -> Term {
        self.page.there(Area::months(self.months, col))
    }

    /// Whether any seat is wanted offshore in any month, 1 or 0, seen from another sheet.
    pub(super) fn moves(&self) -> Term {
        if self.sites == 0 {
            return num(0);
        }
        let last = Area::month(self.months - 1, self.site_col(1, 0)).across(self.sites);
        largest(&[self.page.there(last.fixed())])
    }
}

/// The sum over teams of a figure of their sheets.
fn of_teams(models: &[Model], area: impl Fn(&Model) -> Area) -> Term {
    let terms: Vec<Term> = models.iter().map(|model| model.page.there(area(model))).collect();
    sum(&terms)
}

//! The sheet of rates: months down; growth of prices, wages and exchange rates, and how many seats the
//! roll-out has opened.

use super::{
    estimates::Estimates,
    inputs::Inputs,
    layout::Layout,
    look::{Ink, Look},
    page::{Area, FIRST_MONTH, GROUP, LABEL, PLACE, Page},
    term::{Said, Term, num},
};
use crate::{export::report::month_name, model::scenario::Scenario};

/// Columns before those of the sites.
const LIVE: u16 = 2;
const YEAR: u16 = 3;
const OPENED: u16 = 4;
const PRICES: u16 = 5;
const HOME_WAGES: u16 = 6;
const HOME_EXCHANGE: u16 = 7;
const MANAGER: u16 = 8;
const TRAVEL: u16 = 9;
const SITES: u16 = 10;
/// The heading of each.
const LABELS: [&str; 10] = [
    "Month",
    "",
    "Within the horizon",
    "Year, from 0",
    "Seats opened by the roll-out, at most",
    "Prices",
    "Home wages",
    "Home exchange rate",
    "A manager's month",
    "Travel to a site",
];

/// The sheet of rates, written.
pub(super) struct Rates {
    pub(super) page: Page,
    sites: usize,
}

impl Rates {
    /// Writes the sheet.
    pub(super) fn write(
        name: &str,
        scenario: &Scenario,
        layout: &Layout,
        from: (&Inputs, &Estimates),
        look: &Look,
    ) -> Self {
        let mut rates = Self { page: Page::new(name, look), sites: scenario.sites.len() };
        rates.head(scenario, layout.months);
        for month in 0..layout.months {
            rates.calendar(scenario, month, from.0);
            rates.home(month, from);
            rates.per_site(month, from.1);
        }
        rates
    }

    /// 1 within the horizon, 0 after it, seen from another sheet.
    pub(super) fn live(&self, month: usize) -> Term {
        self.there(month, LIVE)
    }

    /// Seats that the roll-out has opened, if there are as many.
    pub(super) fn opened(&self, month: usize) -> Term {
        self.there(month, OPENED)
    }

    /// Growth of prices.
    pub(super) fn prices(&self, month: usize) -> Term {
        self.there(month, PRICES)
    }

    /// Growth of wages at home in reporting currency.
    pub(super) fn home_wages(&self, month: usize) -> Term {
        self.there(month, HOME_WAGES)
    }

    /// Growth of home's exchange rate.
    pub(super) fn home_exchange(&self, month: usize) -> Term {
        self.there(month, HOME_EXCHANGE)
    }

    /// A manager's month, fully loaded.
    pub(super) fn manager(&self, month: usize) -> Term {
        self.there(month, MANAGER)
    }

    /// Travel to a site where a team is.
    pub(super) fn travel(&self, month: usize) -> Term {
        self.there(month, TRAVEL)
    }

    /// Growth of wages of a site, in reporting currency.
    pub(super) fn wages(&self, month: usize, site: usize) -> Term {
        self.page.there(Area::month(month, SITES).right(site))
    }

    /// The same of all sites, side by side.
    pub(super) fn all_wages(&self, month: usize) -> Term {
        self.page.there(Area::month(month, SITES).across(self.sites))
    }

    /// Growth of a site's exchange rate.
    pub(super) fn exchange(&self, month: usize, site: usize) -> Term {
        self.page.there(Area::month(month, SITES).right(self.sites + site))
    }

    /// The same of all sites, side by side.
    pub(super) fn all_exchange(&self, month: usize) -> Term {
        self.page.there(Area::month(month, SITES).right(self.sites).across(self.sites))
    }

    /// A month's name, seen from another sheet.
    pub(super) fn label(&self, month: usize, scenario: &Scenario) -> Said {
        Said { formula: self.page.there(Area::month(month, 1)).text().to_owned(), shown: month_name(scenario, month) }
    }

    fn there(&self, month: usize, col: u16) -> Term {
        self.page.there(Area::month(month, col))
    }

    fn head(&mut self, scenario: &Scenario, months: usize) {
        self.page.text(Area::cell(0, 0), "Rates", Ink::TITLE);
        self.page.texts(Area::cell(LABEL, 0), LABELS, Ink::OVER);
        let names: Vec<&String> = scenario.sites.iter().map(|site| &site.name).collect();
        for (group, col) in
            [("Wages in reporting currency", SITES), ("Exchange rate", SITES + super::page::column(self.sites))]
        {
            if self.sites > 0 {
                self.page.text(Area::cell(GROUP, col), group, Ink::SECTION);
                self.page.texts(Area::cell(PLACE, col), &names, Ink::OVER);
            }
        }
        self.page.tall(LABEL, 3);
        self.page.widths(0, &[7.0, 10.0]);
        self.page.widths(2, &[13.0; 34]);
        self.page.freeze(Area::cell(FIRST_MONTH, 2));
        self.page.months_on_paper(months);
    }

    fn calendar(&mut self, scenario: &Scenario, month: usize, inputs: &Inputs) {
        let at = |col| Area::month(month, col);
        let first = if month == 0 { num(1) } else { self.page.here(at(0).above()) + num(1) };
        self.page.compute(at(0), &first, Ink::WHOLE);
        let number = self.page.here(at(0));
        self.page.say(at(1), &calendar_month(&number, inputs, month_name(scenario, month)), Ink::DATE);
        let horizon = inputs.see("money.horizon_months");
        self.page.compute(at(LIVE), &horizon.at_least(&number).choose(num(1), num(0)), Ink::WHOLE);
        self.page.compute(at(YEAR), &((number.clone() - num(1)) / num(12)).floor(), Ink::WHOLE);
        let pilot = inputs.see("rollout.pilot_months");
        let since = (number.clone() - num(1) - pilot.clone()) / inputs.see("rollout.wave_every_months");
        let waves = number.above(&pilot).choose(num(1) + since.floor(), num(0));
        let opened = inputs.see("rollout.pilot_heads") + inputs.see("rollout.wave_heads") * waves;
        self.page.compute(at(OPENED), &opened, Ink::SEATS);
    }

    fn home(&mut self, month: usize, (inputs, estimates): (&Inputs, &Estimates)) {
        let rows = estimates.rows;
        let prices = num(1) + inputs.see("money.price_growth");
        self.grow(month, PRICES, &prices, Ink::FACTOR);
        self.grow(month, HOME_WAGES, &estimates.at(rows.wage_growth, 0), Ink::FACTOR);
        self.grow(month, HOME_EXCHANGE, &estimates.at(rows.exchange_growth, 0), Ink::FACTOR);
        let salary = inputs.see("management.manager_salary") * inputs.see("home.exchange_rate");
        let at = |col| Area::month(month, col);
        let manager = salary / num(12) * estimates.at(rows.loaded, 0) * self.page.here(at(HOME_WAGES));
        self.page.compute(at(MANAGER), &manager, Ink::MONEY);
        let trips = inputs.see("management.trips_per_year") * inputs.see("management.trip_cost") / num(12);
        self.page.compute(at(TRAVEL), &(trips * self.page.here(at(PRICES))), Ink::MONEY);
    }

    fn per_site(&mut self, month: usize, estimates: &Estimates) {
        let rows = estimates.rows;
        for (row, from) in [(rows.wage_growth, 0), (rows.exchange_growth, self.sites)] {
            for site in 0..self.sites {
                let col = Area::cell(0, SITES).right(from + site).col;
                self.grow(month, col, &estimates.at(row, site + 1), Ink::FACTOR);
            }
        }
    }

    /// A factor that grows with each year: as before, times the growth where a year begins.
    fn grow(&mut self, month: usize, col: u16, growth: &Term, ink: Ink) {
        let at = Area::month(month, col);
        let term = if month == 0 {
            num(1)
        } else {
            let (before, year) = (self.page.here(at.above()), self.page.here(Area::month(month, YEAR)));
            let new = year.above(&self.page.here(Area::month(month, YEAR).above()));
            new.choose(before.clone() * growth.clone(), before)
        };
        self.page.compute(at, &term, ink);
    }
}

/// A month's name, `2027-01`, from the start's year and month.
fn calendar_month(number: &Term, inputs: &Inputs, shown: String) -> Said {
    let (year, month) = (inputs.see("start.year"), inputs.see("start.month"));
    let since = month - num(2) + number.clone();
    let year = year + (since.clone() / num(12)).floor();
    let month = since.modulo(12) + num(1);
    Said { formula: format!("RIGHT(\"000\"&{},4)&\"-\"&RIGHT(\"0\"&{},2)", bracketed(&year), bracketed(&month)), shown }
}

fn bracketed(term: &Term) -> String {
    format!("({})", term.text())
}

//! A team's postings: each line at each place in each month, computed from unrounded amounts and
//! rounded to cents once.

use super::{
    Sheets,
    look::{Ink, Kind},
    seats::{HOME_LINES, Model, SITE_LINES},
    term::{Term, largest, num, sum},
};
use crate::model::ledger::Account;

impl Model {
    /// Writes a month's postings.
    pub(super) fn postings(&mut self, month: usize, from: &Sheets<'_>) {
        self.home_rates(month, from);
        self.baseline(month, from);
        self.home_lines(month, from);
        for site in 0..self.sites {
            self.exact_amounts(month, site, from);
            self.site_postings(month, site, from);
        }
        self.sums(month);
    }

    /// What a head of the team costs at home in a month.
    fn home_rates(&mut self, month: usize, from: &Sheets<'_>) {
        let Sheets { estimates, rates, .. } = from;
        let rows = estimates.teams[self.team];
        let col = self.columns.money.rates;
        let salary = estimates.at(rows.salary, 0) * rates.home_wages(month);
        self.put(month, (col, 0), &salary, Ink::MONEY);
        let desk = estimates.at(estimates.rows.seat_cost, 0) * rates.prices(month) * rates.home_exchange(month);
        let unit = self.here(month, col, 0) / num(12) * estimates.at(estimates.rows.loaded, 0) + desk;
        self.put(month, (col, 1), &unit, Ink::MONEY);
    }

    /// Payroll and hiring of some heads and joiners at home, before rounding.
    fn at_home(&self, month: usize, pool: usize, from: &Sheets<'_>) -> [Term; 2] {
        let (columns, estimates) = (&self.columns, from.estimates);
        let (heads, joiners) = (self.here(month, columns.heads, pool), self.here(month, columns.joiners, pool));
        let hiring = self.here(month, columns.money.rates, 0) * estimates.at(estimates.rows.hiring_cost, 0);
        [heads * self.here(month, columns.money.rates, 1), joiners * hiring]
    }

    fn baseline(&mut self, month: usize, from: &Sheets<'_>) {
        let col = self.columns.money.baseline;
        let accounts = [Account::BaselinePayroll, Account::BaselineHiring];
        for (index, (amount, account)) in self.at_home(month, 0, from).into_iter().zip(accounts).enumerate() {
            let exact = from.exact.posted(account, Some(self.team), None, month);
            self.put(month, (col, index), &amount.posted_as(exact), Ink::MONEY);
        }
        let cost = sum(&[self.row(month, col, 0, 2)]).whole_cents();
        self.put(month, (col, 2), &cost, Ink::MONEY);
    }

    fn home_lines(&mut self, month: usize, from: &Sheets<'_>) {
        let columns = self.columns;
        let [payroll, hiring] = self.at_home(month, 1, from);
        let salary = self.here(month, columns.money.rates, 0);
        let severance_months = from.estimates.exist() * from.inputs.see("transition.severance_months");
        let severance = self.here(month, columns.released, 0) * severance_months * salary / num(12);
        let liaisons = from.inputs.see(&format!("team.{}.liaisons", from.scenario.teams[self.team].id));
        let liaison = if self.sites == 0 {
            num(0)
        } else {
            let wanted = largest(&[self.row(month, columns.target, 2, self.sites)]);
            wanted.above(&num(0)).choose(liaisons * from.rates.manager(month), num(0))
        };
        let amounts = [payroll, hiring, severance, liaison].into_iter().zip(HOME_LINES);
        for (index, (amount, line)) in amounts.enumerate() {
            let exact = from.exact.posted(Account::Cash(line), Some(self.team), None, month);
            self.put(month, (columns.money.home, index), &amount.posted_as(exact), Ink::MONEY);
        }
    }

    /// Wages, seats and fees at a site before they are rounded.
    fn exact_amounts(&mut self, month: usize, site: usize, from: &Sheets<'_>) {
        let Sheets { estimates, rates, .. } = from;
        let rows = estimates.teams[self.team];
        let place = |row| estimates.at(row, site + 1);
        let heads = self.here(month, self.columns.heads, site + 2);
        let salary = place(rows.salary) * rates.wages(month, site);
        let wages = heads.clone() * salary / num(12) * place(estimates.rows.night_pay);
        self.put_exact(month, site, 0, &wages);
        let desks = heads.clone() * place(estimates.rows.seat_cost) * rates.prices(month) * rates.exchange(month, site);
        self.put_exact(month, site, 1, &desks);
        let wages = self.exact_amount(month, site, 0);
        let paid = wages.clone() + wages * place(estimates.rows.on_cost);
        let fees = paid * place(estimates.rows.markup) + heads * place(estimates.rows.fee) * rates.prices(month);
        self.put_exact(month, site, 2, &fees);
    }

    fn put_exact(&mut self, month: usize, site: usize, amount: usize, term: &Term) {
        self.put(month, (self.columns.money.exact, amount * self.sites + site), term, Ink::SEATS);
    }

    fn exact_amount(&self, month: usize, site: usize, amount: usize) -> Term {
        self.here(month, self.columns.money.exact, amount * self.sites + site)
    }

    fn site_postings(&mut self, month: usize, site: usize, from: &Sheets<'_>) {
        let Sheets { estimates, rates, inputs, .. } = from;
        let (rows, columns) = (estimates.teams[self.team], self.columns);
        let place = |row| estimates.at(row, site + 1);
        let [wages, desks, fees] = [0, 1, 2].map(|amount| self.exact_amount(month, site, amount));
        let on_costs = wages.clone() * place(estimates.rows.on_cost);
        let spent = wages.clone() + on_costs.clone() + desks.clone() + fees.clone();
        let salary = place(rows.salary) * rates.wages(month, site);
        let hiring = self.here(month, columns.joiners, site + 2) * place(estimates.rows.hiring_cost) * salary;
        let set_up = self.here(month, columns.opened, site) * inputs.see("transition.set_up_per_seat");
        let oversight = inputs.see(&format!("team.{}.oversight", from.scenario.teams[self.team].id));
        let oversight = oversight * self.here(month, columns.heads, site + 2) * rates.manager(month);
        let governance = inputs.see("management.governance") * spent;
        let amounts = [wages, on_costs, desks, fees, hiring, set_up, oversight, governance];
        for (index, (amount, line)) in amounts.into_iter().zip(SITE_LINES).enumerate() {
            let exact = from.exact.posted(Account::Cash(line), Some(self.team), Some(site), month);
            self.put(month, (columns.money.sites, index * self.sites + site), &amount.posted_as(exact), Ink::MONEY);
        }
    }

    fn sums(&mut self, month: usize) {
        let money = self.columns.money;
        for line in 0..SITE_LINES.len() {
            let total = if self.sites == 0 {
                num(0)
            } else {
                sum(&[self.row(month, money.sites, line * self.sites, self.sites)]).whole_cents()
            };
            self.put(month, (money.sums, line), &total, Ink::MONEY);
        }
        let lines =
            [self.row(month, money.home, 0, HOME_LINES.len()), self.row(month, money.sums, 0, SITE_LINES.len())];
        self.put(month, (money.totals, 0), &sum(&lines).whole_cents(), Ink::MONEY);
    }

    /// Writes the totals of all columns of money but the baseline's and lost capacity's.
    pub(super) fn money_totals(&mut self) {
        let (money, sites) = (self.columns.money, self.sites);
        for (col, width) in [
            (money.home, HOME_LINES.len()),
            (money.sites, SITE_LINES.len() * sites),
            (money.sums, SITE_LINES.len()),
            (money.totals, 2),
        ] {
            self.total(col, width, Kind::Money);
        }
    }
}

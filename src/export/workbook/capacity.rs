//! What a team delivers: output less what is lost between places, done again, and taken by coaching;
//! and the price of what is missing.

use super::{
    Sheets,
    look::{Ink, Kind},
    page::{Area, PLACE, TOTAL},
    seats::Model,
    term::{Term, max, min, num, sum},
};
use crate::model::ledger::Account;

/// The row of the price of a productive month, above the lost capacity.
const PRICE: u32 = PLACE + 1;

impl Model {
    /// Writes a month's capacity; the price of what is missing follows with [`Model::lost_capacity`].
    pub(super) fn capacity(&mut self, month: usize, from: &Sheets<'_>) {
        let columns = self.columns;
        let places = self.sites + 1;
        let heads = self.row(month, columns.heads, 1, places);
        for place in 0..places {
            let lost = self.coordination(place, &heads, from);
            self.put(month, (columns.capacity.coordination, place), &lost, Ink::FACTOR);
        }
        let worth = from.estimates.all(from.estimates.teams[self.team].worth);
        let lost = self.row(month, columns.capacity.coordination, 0, places);
        let active = self.row(month, columns.active, 1, places);
        let output = (active.clone() * (num(1) - lost) * worth).sum_product();
        self.put(month, (columns.capacity.output, 0), &output, Ink::SEATS);
        let load = coaching_load(from, self.team, &heads.sum(), &active.sum());
        self.put(month, (columns.capacity.output, 1), &load, Ink::SEATS);
        let (heads, active) = (self.here(month, columns.heads, 0), self.here(month, columns.active, 0));
        let load = coaching_load(from, self.team, &heads, &active);
        self.put(month, (columns.capacity.output, 2), &load, Ink::SEATS);
        let at_home = active - self.here(month, columns.capacity.output, 2);
        self.put(month, (columns.capacity.delivered, 0), &at_home, Ink::SEATS);
        let [output, load] = [0, 1].map(|index| self.here(month, columns.capacity.output, index));
        let delivered = self.delivered(month, output - load);
        self.put(month, (columns.capacity.delivered, 1), &delivered, Ink::SEATS);
    }

    /// What counts of some output: no less than nothing, no more than all at home.
    pub(super) fn delivered(&self, month: usize, output: Term) -> Term {
        min([self.here(month, self.columns.capacity.delivered, 0), max([num(0), output])])
    }

    fn coordination(&self, place: usize, heads: &Term, from: &Sheets<'_>) -> Term {
        let own = |field: &str| from.inputs.see(&format!("team.{}.{field}", from.scenario.teams[self.team].id));
        let losses = from.estimates.loss_row(2, place);
        let within = (heads.clone() * losses).sum_product().ratio(&heads.clone().sum());
        let home = from.estimates.at(from.estimates.loss_of_home(place), 0);
        own("sync_share") * (own("hq_weight") * home + (num(1) - own("hq_weight")) * within)
    }

    /// Writes the price of output that is missing, and totals.
    pub(super) fn lost_capacity(&mut self, from: &Sheets<'_>) {
        let columns = self.columns;
        self.total(columns.capacity.delivered, 2, Kind::Seats);
        self.total(columns.money.baseline, 3, Kind::Money);
        let total = |col: u16, index: usize| Area::cell(TOTAL, col).right(index);
        let cost = self.page.here(total(columns.money.baseline, 2));
        let price = cost.ratio(&self.page.here(total(columns.capacity.delivered, 0)));
        let at = Area::cell(PRICE, columns.capacity.lost);
        self.page.text(at.above(), "at the price of a month at home:", Ink::NOTE);
        self.page.compute(at, &price, Ink::MONEY);
        for month in 0..self.months {
            let [at_home, delivered] = [0, 1].map(|index| self.here(month, columns.capacity.delivered, index));
            let exact = from.exact.posted(Account::LostCapacity, Some(self.team), None, month);
            let lost = ((at_home - delivered) * self.page.here(at.fixed())).posted_as(exact);
            self.put(month, (columns.capacity.lost, 0), &lost, Ink::MONEY);
            let cash = self.here(month, columns.money.totals, 0);
            let effective = sum(&[cash, self.here(month, columns.capacity.lost, 0)]).whole_cents();
            self.put(month, (columns.money.totals, 1), &effective, Ink::MONEY);
        }
        self.total(columns.capacity.lost, 1, Kind::Money);
        self.money_totals();
    }

    /// The price of a productive month, seen from another sheet.
    pub(super) fn price(&self) -> Term {
        self.page.there(Area::cell(PRICE, self.columns.capacity.lost).fixed())
    }
}

/// min(½·active, coaching·u·(1 + congestion·u/N)), u the output that newcomers still miss.
pub(super) fn coaching_load(from: &Sheets<'_>, team: usize, heads: &Term, active: &Term) -> Term {
    let all = from.estimates.at(from.estimates.teams[team].facts, 0);
    let missing = heads.clone() - active.clone();
    let crowd = num(1) + from.inputs.see("friction.congestion") * missing.clone() / all;
    min([active.clone() / num(2), from.inputs.see("friction.coaching") * missing * crowd])
}

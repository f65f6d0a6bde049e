//! A pool of seats as columns: what is vacant and filled, what is kept, and the seats of each age.
//!
//! The same steps as the model's pool, a row a month. The months to fill a seat and to learn stand in
//! the headings of the ages, so that they can be changed within the room there is.

use super::{
    look::{Ink, Kind, Role},
    page::{Area, GROUP, LABEL, PLACE, Page, TOTAL},
    term::{Term, max, min, num},
};

/// Headings of an age: the share that stays when a seat comes to it, and its output.
const STAYS: u32 = 4;
const OUTPUT: u32 = 5;
/// Whether a seat of an age is filled; in the row of totals.
const FILLED: u32 = TOTAL;

/// What a pool is made with, seen from its sheet.
pub(super) struct Spec {
    /// Whose seats they are.
    pub(super) name: String,
    /// Months to fill a seat.
    pub(super) fill: Term,
    /// Months to learn.
    pub(super) ramp: Term,
    /// Share that stays from month to month.
    pub(super) stay: Term,
    /// Output on day one.
    pub(super) start_productivity: Term,
    /// Seats before the first month.
    pub(super) start: Term,
    /// The oldest age there is room for.
    pub(super) oldest: usize,
}

/// Where a pool stands, and where its results go.
pub(super) struct Pool {
    spec: Spec,
    /// Vacant, filled, vacant kept, filled kept; then the ages.
    first: u16,
    pub(super) results: Results,
}

/// The columns of a pool's results.
#[derive(Debug, Clone, Copy)]
pub(super) struct Results {
    pub(super) target: u16,
    pub(super) heads: u16,
    pub(super) joiners: u16,
    pub(super) active: u16,
    /// None where nobody looks at it.
    pub(super) released: Option<u16>,
}

const VACANT: usize = 0;
const KEPT: usize = 2;
const AGES: usize = 4;

impl Pool {
    /// Puts a pool's columns on a sheet from one on, with their headings.
    pub(super) fn lay(page: &mut Page, first: u16, spec: Spec, results: Results) -> Self {
        let at = |row, col| Area::cell(row, first).right(col);
        page.text(at(GROUP, 0), &format!("Seats by age: {}", spec.name), Ink::SECTION);
        page.texts(at(LABEL, 0), ["Vacant before", "Filled before", "Vacant kept", "Filled kept"], Ink::OVER);
        page.texts(at(STAYS, 3), ["stays"], Ink::SIDE);
        page.texts(at(OUTPUT, 3), ["output"], Ink::SIDE);
        page.texts(at(FILLED, 3), ["in service"], Ink::SIDE);
        for age in 0..=spec.oldest {
            let label = if age == spec.oldest { "months or more" } else { "months" };
            page.text(at(LABEL, AGES + age), label, Ink::OVER);
            let cell = at(PLACE, AGES + age);
            page.number(cell, age.into(), Ink { kind: Kind::Whole, role: Role::Strong });
            let age_cell = page.here(cell);
            let stays = age_cell.above(&spec.fill).choose(spec.stay.clone(), num(1));
            page.compute(at(STAYS, AGES + age), &stays, Ink::FACTOR);
            let in_service = age_cell.at_least(&spec.fill);
            let output = in_service.clone().choose(productivity(&(age_cell - spec.fill.clone()), &spec), num(0));
            page.compute(at(OUTPUT, AGES + age), &output, Ink::FACTOR);
            page.compute(at(FILLED, AGES + age), &in_service.choose(num(1), num(0)), Ink::WHOLE);
        }
        Self { spec, first, results }
    }

    /// How many columns it takes.
    pub(super) fn width(oldest: usize) -> usize {
        AGES + oldest + 1
    }

    /// One month: people leave, seats age, missing seats open, surplus seats close; `live` is 1 within
    /// the horizon.
    pub(super) fn step(&self, page: &mut Page, month: usize, live: &Term) {
        let at = |index: usize| Area::month(month, self.first).right(index);
        let target = page.here(Area::month(month, self.results.target));
        let (vacant, filled) = self.before(page, month);
        page.compute(at(VACANT), &vacant, Ink::SEATS);
        page.compute(at(VACANT + 1), &filled, Ink::SEATS);
        let (vacant, filled) = (page.here(at(VACANT)), page.here(at(VACANT + 1)));
        let cut = (vacant.clone() + filled.clone()).above(&target);
        let vacant_kept = cut.choose((target.clone() - filled.clone()) / vacant.clone(), num(1));
        let vacant_kept = filled.at_least(&target).choose(num(0), vacant_kept);
        page.compute(at(KEPT), &vacant_kept, Ink::FACTOR);
        let filled_kept = filled.above(&target).choose(target.clone() / filled.clone(), num(1));
        page.compute(at(KEPT + 1), &filled_kept, Ink::FACTOR);
        if let Some(released) = self.results.released {
            let released_seats = live.clone() * max([num(0), filled.clone() - target.clone()]);
            page.compute(Area::month(month, released), &released_seats, Ink::SEATS);
        }
        page.compute(at(AGES), &max([num(0), target - vacant - filled]), Ink::SEATS);
        for age in 1..=self.spec.oldest {
            let seats = self.aged(page, month, age);
            page.compute(at(AGES + age), &seats, Ink::SEATS);
        }
        self.count(page, month);
    }

    /// The headings of all ages from one on.
    fn heading(&self, page: &Page, row: u32, from: usize) -> Term {
        let area = Area::cell(row, self.first).right(AGES + from).across(self.spec.oldest + 1 - from);
        page.here(area.fixed_row())
    }

    /// Seats that are vacant and filled before any open or close.
    fn before(&self, page: &Page, month: usize) -> (Term, Term) {
        let Some(before) = month.checked_sub(1) else { return (num(0), self.spec.start.clone()) };
        let younger = page.here(Area::month(before, self.first).right(AGES).across(self.spec.oldest));
        let oldest = page.here(Area::month(before, self.first).right(AGES + self.spec.oldest));
        let (filled, stays) = (self.heading(page, FILLED, 1), self.heading(page, STAYS, 1));
        let last = page.here(Area::cell(STAYS, self.first).right(AGES + self.spec.oldest).fixed_row());
        let vacant = ((num(1) - filled.clone()) * younger.clone()).sum_product();
        let staffed = (filled * stays * younger).sum_product() + oldest * last;
        (vacant, staffed)
    }

    /// Seats of an age after those of a month ago have aged and some were given up.
    fn aged(&self, page: &Page, month: usize, age: usize) -> Term {
        let kept = |index: usize| page.here(Area::month(month, self.first).right(KEPT + index));
        let oldest = age == self.spec.oldest;
        let Some(before) = month.checked_sub(1) else {
            return if oldest { self.spec.start.clone() * kept(1) } else { num(0) };
        };
        let seats = |age: usize| page.here(Area::month(before, self.first).right(AGES + age));
        let heading = |row: u32| page.here(Area::cell(row, self.first).right(AGES + age).fixed_row());
        if oldest {
            return (seats(age - 1) + seats(age)) * heading(STAYS) * kept(1);
        }
        let kept = heading(FILLED).equals(&num(1)).choose(kept(1), kept(0));
        seats(age - 1) * heading(STAYS) * kept
    }

    /// Heads, those whose first month it is, and output.
    fn count(&self, page: &mut Page, month: usize) {
        let ages = page.here(Area::month(month, self.first).right(AGES).across(self.spec.oldest + 1));
        let heads = (self.heading(page, FILLED, 0) * ages.clone()).sum_product();
        let active = (self.heading(page, OUTPUT, 0) * ages.clone()).sum_product();
        let joiners = ages.at(&(self.spec.fill.clone() + num(1)));
        page.compute(Area::month(month, self.results.heads), &heads, Ink::SEATS);
        page.compute(Area::month(month, self.results.joiners), &joiners, Ink::SEATS);
        page.compute(Area::month(month, self.results.active), &active, Ink::SEATS);
    }
}

/// Mean output in a month of service: it rises linearly over the ramp.
fn productivity(month: &Term, spec: &Spec) -> Term {
    let ramp = &spec.ramp;
    let integral = |x: Term| x.clone() - x.clone() * x / (num(2) * ramp.clone());
    let from = integral(min([month.clone(), ramp.clone()]));
    let to = integral(min([month.clone() + num(1), ramp.clone()]));
    let rising = num(1) - (num(1) - spec.start_productivity.clone()) * (to - from);
    ramp.equals(&num(0)).choose(num(1), rising)
}

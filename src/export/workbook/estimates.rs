//! The sheet of estimates: gaps between places, nights, what people cost at the start, what they
//! stay and what their work is worth. Only the offsets from UTC are given; all else is computed.

use rust_decimal::Decimal;

use super::{
    inputs::Inputs,
    look::{Ink, Look, Role},
    page::{Area, Page, count},
    term::{Term, decimal, max, min, num},
};
use crate::{
    format,
    model::{
        estimates::{self, utc_offsets},
        scalar::Scalar as _,
        scenario::{Scenario, Site},
    },
};

/// The column of home; sites follow in the scenario's order.
pub(super) const HOME: u16 = 2;
const PLACE_NAMES: u32 = 2;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Kogut and Singh: a quarter of each squared distance ÷ its variance.
const VARIANCES: [&str; 4] = ["421.7", "447.8", "313.7", "456.7"];

/// The sheet of estimates, written, and where things stand on it.
pub(super) struct Estimates {
    pub(super) page: Page,
    places: usize,
    exist: Area,
    pub(super) rows: PlaceRows,
    /// The first rows of what is lost between places: by time zones; and language; and culture.
    losses: [u32; 3],
    /// The first row of pairs of places.
    pairs: u32,
    pub(super) teams: Vec<TeamRows>,
    /// The row of a year's pay of the seats at each site, then of the same seats at home.
    pub(super) pay: u32,
    row: u32,
}

/// Rows with one figure a place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PlaceRows {
    pub(super) night: u32,
    pub(super) seat_cost: u32,
    pub(super) night_pay: u32,
    pub(super) working_time: u32,
    pub(super) wage_growth: u32,
    pub(super) exchange_growth: u32,
    pub(super) loaded: u32,
    pub(super) on_cost: u32,
    pub(super) markup: u32,
    pub(super) fee: u32,
    pub(super) hiring_cost: u32,
}

/// Rows of a team, one figure a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct TeamRows {
    /// Headcount, seats offshore, seats that are opened among, rework, and seats offshore to divide by.
    pub(super) facts: u32,
    pub(super) seats: u32,
    pub(super) salary: u32,
    pub(super) fill: u32,
    pub(super) ramp: u32,
    pub(super) stay: u32,
    pub(super) kept: u32,
    pub(super) worth: u32,
}

impl Estimates {
    /// Writes the sheet.
    pub(super) fn write(name: &str, scenario: &Scenario, inputs: &Inputs, look: &Look) -> Self {
        let mut sheet = Self {
            page: Page::new(name, look),
            places: scenario.sites.len() + 1,
            exist: Area::cell(4, HOME).fixed(),
            rows: PlaceRows::default(),
            losses: [0; 3],
            pairs: 0,
            teams: Vec::new(),
            pay: 0,
            row: 4,
        };
        sheet.head(scenario, inputs);
        let offsets = sheet.offsets(scenario);
        sheet.place_rows(scenario, inputs);
        sheet.pair_rows(scenario, inputs, offsets);
        sheet.loss_rows(scenario, inputs);
        for team in 0..scenario.teams.len() {
            let rows = sheet.team(scenario, team, inputs);
            sheet.teams.push(rows);
        }
        sheet.pay_rows();
        sheet
    }

    /// Whether the seats exist, 1 or 0, seen from another sheet.
    pub(super) fn exist(&self) -> Term {
        self.page.there(self.exist)
    }

    /// A figure of home (place 0) or a site, seen from another sheet.
    pub(super) fn at(&self, row: u32, place: usize) -> Term {
        self.page.there(Area::cell(row, HOME).right(place).fixed())
    }

    /// The figures of all sites side by side, seen from another sheet.
    pub(super) fn sites(&self, row: u32) -> Term {
        self.page.there(Area::cell(row, HOME).right(1).across(self.places - 1).fixed())
    }

    /// The figures of home and all sites side by side, seen from another sheet.
    pub(super) fn all(&self, row: u32) -> Term {
        self.page.there(Area::cell(row, HOME).across(self.places).fixed())
    }

    /// What is lost from a place to all, with time zones (0), language (1), culture (2).
    pub(super) fn loss_row(&self, kind: usize, place: usize) -> Term {
        self.all(self.losses[kind] + count(place))
    }

    /// The row of what is lost from a place, all gaps together.
    pub(super) fn loss_of_home(&self, place: usize) -> u32 {
        self.losses[2] + count(place)
    }

    /// What is lost between all places, with time zones (0), language (1), culture (2).
    pub(super) fn loss_square(&self, kind: usize) -> Term {
        let area = Area::cell(self.losses[kind], HOME).across(self.places).down(self.places);
        self.page.there(area.fixed())
    }

    fn here(&self, row: u32, place: usize) -> Term {
        self.page.here(Area::cell(row, HOME).right(place).fixed())
    }

    fn head(&mut self, scenario: &Scenario, inputs: &Inputs) {
        self.page.text(Area::cell(0, 0), "Estimates", Ink::TITLE);
        let note = "Gaps are rounded to nine places before money sees them. Amounts are in the reporting currency at \
                    the start.";
        self.page.text(Area::cell(1, 0), note, Ink::NOTE);
        self.page.text(Area::cell(PLACE_NAMES, 0), "Place", Ink::HEADING);
        self.page.texts(Area::cell(PLACE_NAMES, HOME), scenario.places().map(|place| &place.name), Ink::OVER);
        self.page.widths(0, &[44.0, 12.0]);
        self.page.widths(HOME, &[13.0; 17]);
        self.page.freeze(Area::cell(PLACE_NAMES + 1, HOME));
        self.page.paper(1, 0);
        self.page.text(Area::cell(self.row, 0), "Seats exist at home today (1) or are new (0)", Ink::TEXT);
        let exist = inputs.exist.clone().choose(num(1), num(0));
        self.page.compute(Area::cell(self.row, HOME), &exist, Ink::WHOLE);
        self.row += 1;
    }

    fn section(&mut self, title: &str) {
        self.row += 1;
        self.page.text(Area::cell(self.row, 0), title, Ink::SECTION);
        self.row += 1;
    }

    /// A row with a figure for each place from one on. Returns its row.
    fn line(&mut self, label: &str, from: usize, ink: Ink, figure: impl Fn(&Self, usize) -> Term) -> u32 {
        let row = self.row;
        self.page.text(Area::cell(row, 0), label, Ink::TEXT);
        for place in from..self.places {
            let term = figure(self, place);
            self.page.compute(Area::cell(row, HOME).right(place), &term, ink);
        }
        self.row += 1;
        row
    }

    /// Hours that each place is ahead of UTC, by month. Returns the first row.
    fn offsets(&mut self, scenario: &Scenario) -> u32 {
        let year = scenario.money.start.get(..4).unwrap_or_default();
        let title =
            format!("Hours ahead of UTC at noon UTC on the 15th, {year}, from the IANA time zone database (given)");
        self.section(&title);
        let first = self.row;
        for (month, label) in MONTHS.into_iter().enumerate() {
            self.page.text(Area::cell(self.row, 0), label, Ink::TEXT);
            for (place, site) in scenario.places().enumerate() {
                let hours = utc_offsets(site, &scenario.money.start)[month];
                let at = Area::cell(self.row, HOME).right(place);
                self.page.number(at, format::decimal(hours), Ink::SEATS.as_a(Role::Given));
            }
            self.row += 1;
        }
        first
    }

    fn place_rows(&mut self, scenario: &Scenario, inputs: &Inputs) {
        let keys = keys(scenario);
        let see = |place: usize, field: &str| inputs.see(&format!("{}.{field}", keys[place]));
        let copy = |field: &'static str| move |_: &Self, place: usize| see(place, field);
        self.section("Places");
        let night = self.line("Share of the shift between 22:00 and 06:00", 0, Ink::FACTOR, |_, place| {
            let (start, hours) = (see(place, "shift_start"), see(place, "workday_hours"));
            let lag = (num(22) - start).modulo(24);
            (both_run(&lag, &hours, &num(8)) / hours).estimate()
        });
        let growth = |field: &'static str| move |_: &Self, place: usize| num(1) + see(place, field);
        let exchange_growth = self.line("Exchange rate, growth a year", 0, Ink::FACTOR, growth("exchange_drift"));
        let rows = PlaceRows {
            night,
            exchange_growth,
            wage_growth: self.line("Wages in reporting currency, growth a year", 0, Ink::FACTOR, |_, place| {
                (num(1) + see(place, "wage_growth")) * (num(1) + see(place, "exchange_drift"))
            }),
            on_cost: self.line("On-cost", 0, Ink::FACTOR, copy("on_cost")),
            loaded: self.line("1 + on-cost", 0, Ink::FACTOR, growth("on_cost")),
            seat_cost: self.line("Seat cost a head and month, at the start", 0, Ink::MONEY, |_, place| {
                see(place, "seat_cost") * see(place, "exchange_rate")
            }),
            hiring_cost: self.line("Hiring cost, share of annual salary", 0, Ink::FACTOR, copy("hiring_cost")),
            night_pay: self.line("1 + night premium × night share", 1, Ink::FACTOR, |sheet, place| {
                num(1) + see(place, "night_premium") * sheet.here(night, place)
            }),
            markup: self.line("Markup", 1, Ink::FACTOR, copy("markup")),
            fee: self.line("Fee a head and month", 1, Ink::MONEY, copy("fee")),
            working_time: self.line("Days × hours worked a year, against home", 1, Ink::FACTOR, |_, place| {
                let time = |place| see(place, "productive_days") * see(place, "workday_hours");
                time(place) / time(0)
            }),
        };
        self.rows = rows;
    }

    /// Gaps, a row a pair of places: hours shared by month and their mean, then the three gaps.
    fn pair_rows(&mut self, scenario: &Scenario, inputs: &Inputs, offsets: u32) {
        self.section("Pairs of places: hours in which both work, by month, and gaps");
        let heads = MONTHS.into_iter().chain(["Mean, hours", "Time-zone gap", "Language gap", "Cultural gap"]);
        self.page.texts(Area::cell(self.row, HOME), heads, Ink::OVER);
        self.page.tall(self.row, 2);
        self.row += 1;
        self.pairs = self.row;
        let (places, keys): (Vec<&Site>, Vec<String>) = (scenario.places().collect(), keys(scenario));
        let see = |place: usize, field: &str| inputs.see(&format!("{}.{field}", keys[place]));
        for (a, b) in pairs(self.places) {
            self.page.text(Area::cell(self.row, 0), &format!("{} – {}", places[a].name, places[b].name), Ink::TEXT);
            let hours = [a, b].map(|place| see(place, "workday_hours"));
            for month in 0..12 {
                let start = |place| see(place, "shift_start") - self.here(offsets + count(month), place);
                let lag = (start(b) - start(a)).modulo(24);
                let shared = both_run(&lag, &hours[0], &hours[1]);
                self.page.compute(Area::cell(self.row, HOME).right(month), &shared, Ink::SEATS);
            }
            let mean = self.page.here(Area::cell(self.row, HOME).across(12)).sum() / num(12);
            self.page.compute(Area::cell(self.row, HOME).right(12), &mean, Ink::SEATS);
            let mean = self.page.here(Area::cell(self.row, HOME).right(12));
            let [ours, theirs] = hours;
            let gaps = [
                held(num(1) - mean / min([ours, theirs])).estimate(),
                held((num(650) - min([see(a, "english"), see(b, "english")])) / num(250)).estimate(),
                culture_gap(inputs, [(&keys[a], places[a]), (&keys[b], places[b])]),
            ];
            for (index, gap) in gaps.iter().enumerate() {
                self.page.compute(Area::cell(self.row, HOME).right(13 + index), gap, Ink::FACTOR);
            }
            self.row += 1;
        }
    }

    /// Shares of work at the same moment that are lost between places.
    fn loss_rows(&mut self, scenario: &Scenario, inputs: &Inputs) {
        let kinds = [("time_zone", "time zones"), ("language", "and language"), ("culture", "and culture")];
        let names: Vec<&str> = scenario.places().map(|place| place.name.as_str()).collect();
        let pairs: Vec<(usize, usize)> = pairs(self.places).collect();
        for last in 0..kinds.len() {
            let together: Vec<&str> = kinds[..=last].iter().map(|(_, name)| *name).collect();
            self.section(&format!("Share of work at the same moment lost: {}", together.join(" ")));
            self.losses[last] = self.row;
            for (place, name) in names.iter().enumerate() {
                self.line(name, 0, Ink::FACTOR, |sheet, other| {
                    let pair = pairs.iter().position(|pair| *pair == (place.min(other), place.max(other)));
                    let Some(pair) = pair else { return num(0) };
                    let kept = |kind: usize| {
                        let gap = sheet.page.here(Area::cell(sheet.pairs + count(pair), HOME).right(13 + kind).fixed());
                        num(1) - inputs.see(&format!("friction.{}", kinds[kind].0)) * gap
                    };
                    num(1) - (1..=last).fold(kept(0), |product, kind| product * kept(kind))
                });
            }
        }
    }

    /// What a team is, place by place. Returns its rows.
    fn team(&mut self, scenario: &Scenario, index: usize, inputs: &Inputs) -> TeamRows {
        let (team, keys) = (&scenario.teams[index], keys(scenario));
        let ids: Vec<&str> = scenario.places().map(|place| place.id.as_str()).collect();
        let own = |field: &str| inputs.see(&format!("team.{}.{field}", team.id));
        let factor = |field: &str| inputs.see(&format!("friction.{field}"));
        let see = |place: usize, field: &str| inputs.see(&format!("{}.{field}", keys[place]));
        self.section(&format!("Team: {}", team.name));
        let share = self.line("Share of the seats", 1, Ink::SHARE, |_, place| own(&format!("mix.{}", ids[place])));
        let seats_row = self.row;
        let seats = self.line("Seats", 1, Ink::SEATS, |sheet, place| own("headcount") * sheet.here(share, place));
        let facts = self.facts(&own, &factor, seats);
        let stays = num(1) - self.here(facts, 1) / own("headcount");
        self.page.compute(Area::cell(share, HOME), &stays, Ink::SHARE);
        let home_seats = own("headcount") - self.here(facts, 1);
        self.page.compute(Area::cell(seats_row, HOME), &home_seats, Ink::SEATS);
        let salary = self.line("Annual salary at the start, pay position in it", 0, Ink::MONEY, |_, place| {
            let local = own(&format!("salary.{}", ids[place])) * see(place, "exchange_rate");
            if place == 0 { local } else { local * own("pay_position") }
        });
        let fill = self.line("Months to fill a seat", 0, Ink::WHOLE, |_, place| see(place, "time_to_fill"));
        let ramp = self.line("Months to learn", 0, Ink::SEATS, |_, place| {
            if place == 0 { own("ramp_months") } else { own("ramp_months") * factor("ramp_stretch") }
        });
        let night = self.rows.night;
        let attrition = self.line("Leavers a year, share of heads", 0, Ink::FACTOR, |sheet, place| {
            let site = see(place, "attrition");
            if place == 0 {
                return site;
            }
            let night = sheet.here(night, place);
            attrition(
                [site, factor("attrition"), own("pay_position"), factor("pay_attrition")],
                &factor("night_attrition"),
                &night,
            )
        });
        let stay = self.line("Share that stays from month to month", 0, Ink::FACTOR, |sheet, place| {
            num(1) - sheet.here(attrition, place) / num(12)
        });
        let boost = self.line("Output for the pay", 1, Ink::FACTOR, |_, _| {
            boost(&own("pay_position"), &factor("pay_productivity"))
        });
        let kept = self.line("Share of output not done again", 0, Ink::FACTOR, |sheet, place| {
            if place == 0 { num(1) } else { num(1) - sheet.here(facts, 3) }
        });
        let working_time = self.rows.working_time;
        let worth = self.line("Worth of a productive month, in home's", 0, Ink::FACTOR, |sheet, place| {
            if place == 0 {
                return num(1);
            }
            sheet.here(kept, place) * sheet.here(boost, place) * sheet.here(working_time, place)
        });
        TeamRows { facts, seats, salary, fill, ramp, stay, kept, worth }
    }

    /// A year's pay of all seats that are to be at a site, there and at home.
    fn pay_rows(&mut self) {
        self.section("Pay of the seats offshore, a year at the start");
        let teams = self.teams.clone();
        let pay = |at_home: bool| {
            let teams = &teams;
            move |sheet: &Self, place: usize| {
                let salary = |rows: &TeamRows| sheet.here(rows.salary, if at_home { 0 } else { place });
                let pay = teams.iter().map(|rows| sheet.here(rows.seats, place) * salary(rows));
                pay.reduce(|sum, term| sum + term).unwrap_or_else(|| num(0))
            }
        };
        self.pay = self.line("There", 1, Ink::MONEY, pay(false));
        self.line("The same seats at home", 1, Ink::MONEY, pay(true));
    }

    /// A team's own figures, side by side.
    fn facts(&mut self, own: &impl Fn(&str) -> Term, factor: &impl Fn(&str) -> Term, seats: u32) -> u32 {
        let row = self.row + 1;
        let heads = ["Headcount", "Seats offshore", "Opened among", "Rework", "Offshore, or 1"];
        self.page.texts(Area::cell(self.row, HOME), heads, Ink::OVER);
        self.page.tall(self.row, 2);
        self.page.text(Area::cell(row, 0), "The team as a whole", Ink::TEXT);
        let sites = self.places - 1;
        let offshore = if sites == 0 {
            num(0)
        } else {
            self.page.here(Area::cell(seats, HOME).right(1).across(sites).fixed()).sum()
        };
        let at = |index: usize| Area::cell(row, HOME).right(index);
        self.page.compute(at(0), &own("headcount"), Ink::SEATS);
        self.page.compute(at(1), &offshore, Ink::SEATS);
        let (all, moving) = (self.page.here(at(0)), self.page.here(at(1)));
        let exist = self.page.here(self.exist).equals(&num(1));
        self.page.compute(at(2), &exist.choose(moving.clone(), all), Ink::SEATS);
        let effect = factor("oversight_effect");
        let managers = own("oversight") * moving.clone() + own("liaisons");
        let kept = moving.clone() + effect.clone() * managers * num(20);
        let rework = factor("rework") * (num(1) + effect) * moving.clone();
        let most = decimal(Decimal::new(9, 1));
        let rework = moving.above(&num(0)).choose(min([rework.ratio(&kept), most]), num(0));
        self.page.compute(at(3), &rework, Ink::FACTOR);
        let moving = self.page.here(at(1));
        let divisor = moving.equals(&num(0)).choose(num(1), moving);
        self.page.compute(at(4), &divisor, Ink::SEATS);
        self.row = row + 1;
        row
    }
}

/// What places are called in names of inputs: `home`, `site.<id>`.
pub(super) fn keys(scenario: &Scenario) -> Vec<String> {
    let sites = scenario.sites.iter().map(|site| format!("site.{}", site.id));
    std::iter::once("home".to_owned()).chain(sites).collect()
}

/// Each pair of different places, the first before the second.
fn pairs(places: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..places).flat_map(move |a| (a + 1..places).map(move |b| (a, b)))
}

fn held(share: Term) -> Term {
    max([num(0), min([num(1), share])])
}

/// Hours in which two daily shifts both run, the second starting so much later than the first.
fn both_run(lag: &Term, first: &Term, second: &Term) -> Term {
    let end = lag.clone() + second.clone();
    let same_day = max([num(0), min([first.clone(), end.clone()]) - lag.clone()]);
    same_day + max([num(0), min([first.clone(), end - num(24)])])
}

/// A fifth of the Kogut–Singh index, at most 1; 0 where a place has no scores.
fn culture_gap(inputs: &Inputs, [(a, first), (b, second)]: [(&str, &Site); 2]) -> Term {
    let index = super::inputs::DIMENSIONS.iter().zip(VARIANCES).map(|((key, _), variance)| {
        let score = |place: &str| inputs.see(&format!("{place}.culture.{key}"));
        let difference = score(a) - score(b);
        let variance = Term::of(variance, variance.parse().unwrap_or(Decimal::ONE));
        difference.clone() * difference / variance
    });
    let index = index.reduce(|sum, term| sum + term).unwrap_or_else(|| num(0));
    let gap = min([num(1), index / num(4) / num(5)]).estimate();
    let (ours, theirs) = (inputs.culture(a), inputs.culture(b));
    let known = format!("AND(COUNT({})=4,COUNT({})=4)", ours.text(), theirs.text());
    let known = super::term::Test::of(known, first.culture.is_some() && second.culture.is_some());
    // A cell that is empty is not looked at by the other branch's arithmetic.
    known.choose(gap, num(0))
}

fn attrition([site, multiplier, pay, elasticity]: [Term; 4], at_night: &Term, night: &Term) -> Term {
    let from = [&site, &multiplier, &pay, &elasticity, at_night].map(Term::value);
    let value = Decimal::estimate(from, |from| estimates::attrition(from, format::float(night.value())));
    let [site, multiplier, pay, elasticity, at_night, night] =
        [&site, &multiplier, &pay, &elasticity, at_night, night].map(Term::text);
    let text = format!("ROUND(MIN(6,{site}*{multiplier}*POWER({pay},-{elasticity})*(1+{at_night}*{night})),9)");
    Term::of(text, value)
}

fn boost(pay: &Term, elasticity: &Term) -> Term {
    let value = Decimal::estimate([pay.value(), elasticity.value()], estimates::pay_boost);
    Term::of(format!("ROUND(POWER({},{}),9)", pay.text(), elasticity.text()), value)
}

//! What is known for each number of a scenario: the one place that says what the catalogue,
//! presets, defaults and standing assumptions would fill in.
//!
//! New scenarios, origins, giving back and refreshing all ask here, so a number filled in is
//! recognized again.

use rust_decimal::{Decimal, RoundingStrategy, dec};

use super::{
    Catalog, Citation, Figure, Place,
    origin::Origin,
    presets::{RAMP_BASIS, STRUCTURE_BASIS, family_label, ramp_months, structure_preset},
    rates::{DOLLAR, significant},
    standard::standard,
    terms::{Ground, TermsPreset, effect},
};
use crate::{
    format::INDEX,
    model::{
        lever::{Group, LeverId, Which},
        scenario::{Scenario, Site, Team},
    },
};

/// Relative difference up to which two rates or figures are the same: crossed over another
/// currency they differ in their last digit.
const SAME: Decimal = dec!(0.00000001);
/// The same of amounts that were rounded to three significant digits in one currency, half a per
/// cent at most, and again in another.
const SAME_AMOUNT: Decimal = dec!(0.01);

/// The role whose pay at home a manager's is taken to be.
const MANAGER_ROLE: &str = "team_lead";

/// A value that something is known for.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The value.
    pub(super) value: Decimal,
    /// Where it comes from.
    pub(super) origin: Origin,
}

/// What the catalogue knows of a scenario's places.
pub(super) struct Knowledge<'a> {
    scenario: &'a Scenario,
    catalog: &'a Catalog,
    /// Home first.
    places: Vec<Option<&'a Place>>,
}

/// The catalogue's place that a site stands for: by its id, else by country and currency. Where
/// amounts are hidden behind an index the currency is too, and the id is enough.
pub(super) fn place_of<'a>(site: &Site, catalog: &'a Catalog) -> Option<&'a Place> {
    let fits = |place: &&Place| {
        place.country == site.country && [place.currency.as_str(), INDEX].contains(&site.currency.as_str())
    };
    catalog.place(&site.id).filter(fits).or_else(|| catalog.place_of(&site.country, &site.currency))
}

impl<'a> Knowledge<'a> {
    /// What is known of a scenario.
    pub(super) fn of(scenario: &'a Scenario, catalog: &'a Catalog) -> Self {
        let places = scenario.places().map(|site| place_of(site, catalog)).collect();
        Self { scenario, catalog, places }
    }

    /// What would be filled in for a single number; none where nothing is known.
    pub(super) fn known(&self, lever: &LeverId) -> Option<Known> {
        let said = match (lever.group(), lever.of(), lever.at()) {
            (Group::Mix | Group::Offshore, ..) | (_, Which::All, _) | (_, _, Which::All) => return None,
            (Group::Salary, Which::One(team), Which::One(place)) => return self.salary(team, place),
            (Group::Team, Which::One(team), _) => self.of_team(team, lever.field()),
            (Group::Place, of, _) => self.of_place(of, lever.field(), None),
            (Group::Management, ..) if lever.field() == "manager_salary" => return self.manager_salary(),
            _ => None,
        };
        said.or_else(|| {
            let row = lever.lever();
            let default = row.default.filter(|_| row.basis != crate::model::lever::Basis::Own)?;
            Some(Known { value: default, origin: Origin::LeverDefault(row.basis) })
        })
        .or_else(|| {
            let (value, reason) = standard(self.scenario, lever, self.catalog)?;
            Some(Known { value, origin: Origin::Assumption(reason.to_owned()) })
        })
    }

    /// Whether a value is what is known, or was at another pay or in another currency.
    pub(super) fn recognizes(&self, lever: &LeverId, value: Decimal, known: &Known) -> bool {
        if near(value, known.value, SAME) || as_written(value, known.value) {
            return true;
        }
        match (lever.group(), lever.field()) {
            // They go with the pay at the place, which a move of seats shifts.
            (Group::Place, "on_cost" | "markup") => {
                let Some(index) = self.index(lever.of()) else { return false };
                let pays = self.pays(index).into_iter();
                let values: Vec<Decimal> =
                    pays.filter_map(|pay| Some(self.of_place(lever.of(), lever.field(), Some(pay))?.value)).collect();
                let ends = values.iter().min().zip(values.iter().max());
                ends.is_some_and(|(low, high)| (*low..=*high).contains(&value))
            }
            (Group::Place, "fee")
            | (Group::Management, "trip_cost")
            | (Group::Transition, "set_up_per_seat" | "selection_per_site") => near(value, known.value, SAME_AMOUNT),
            _ => false,
        }
    }

    fn index(&self, of: &Which) -> Option<usize> {
        match of {
            Which::Only => Some(0),
            Which::One(id) => self.scenario.sites.iter().position(|site| site.id == *id).map(|index| index + 1),
            Which::All => None,
        }
    }

    fn site(&self, index: usize) -> &'a Site {
        if index == 0 { &self.scenario.home } else { &self.scenario.sites[index - 1] }
    }

    fn salary(&self, team: &str, place: &str) -> Option<Known> {
        let team = self.scenario.team(team)?;
        let index = self.scenario.places().position(|site| site.id == place)?;
        self.salary_figure(team, index).map(|(place, role, figure)| {
            let role = Some(role.to_owned());
            Known { value: figure.value, origin: catalogue(place, role, figure) }
        })
    }

    fn salary_figure(&self, team: &Team, index: usize) -> Option<(&'a Place, &'a str, &'a Figure)> {
        let (place, role) = (self.places[index]?, self.catalog.role(&team.role)?);
        Some((place, &role.label, &self.catalog.pay(&place.id, &role.id)?.salary))
    }

    /// A team lead's pay at home; where the catalogue has none, the mean there and a quarter.
    fn manager_salary(&self) -> Option<Known> {
        if let Some((place, role)) = self.places[0].zip(self.catalog.role(MANAGER_ROLE))
            && let Some(pay) = self.catalog.pay(&place.id, &role.id)
        {
            let (value, role) = (pay.salary.value, Some(role.label.clone()));
            return Some(Known { value, origin: catalogue(place, role, &pay.salary) });
        }
        let mean = mean_pay(self.scenario, &self.scenario.home.id)?;
        let value = significant(mean.checked_mul(dec!(1.25))?, 3);
        let reason = "a quarter more than the mean pay at home, as the catalogue has no team lead's";
        Some(Known { value, origin: Origin::Assumption(reason.to_owned()) })
    }

    fn of_team(&self, team: &str, field: &str) -> Option<Known> {
        let team = self.scenario.team(team)?;
        let preset = structure_preset(team.structure);
        if let Some((_, value)) = preset.values().into_iter().find(|(name, _)| *name == field) {
            let origin = Origin::Preset { name: preset.label.to_owned(), basis: STRUCTURE_BASIS };
            return Some(Known { value, origin });
        }
        if field == "ramp_months" {
            let family = self.catalog.role(&team.role)?.family;
            let origin = Origin::Preset { name: family_label(family).to_owned(), basis: RAMP_BASIS };
            return Some(Known { value: ramp_months(family), origin });
        }
        None
    }

    /// A number of a place, its pay being the mean there unless another is given.
    fn of_place(&self, of: &Which, field: &str, pay: Option<Decimal>) -> Option<Known> {
        let index = self.index(of)?;
        let (site, place) = (self.site(index), self.places[index]);
        if field == "exchange_rate" {
            return self.exchange_rate(site);
        }
        let mut terms = TermsPreset::default();
        if index > 0 && !site.terms.is_empty() {
            match TermsPreset::from_name(&site.terms) {
                Some(named) => terms = named,
                // Terms of the user's own have a price of the user's own.
                None if matches!(field, "markup" | "fee") => return None,
                None => {}
            }
        }
        let pay = pay.or_else(|| mean_pay(self.scenario, &site.id));
        let dollars = self.catalog.cross_rate(&site.currency, DOLLAR);
        let ground = Ground {
            place,
            on_cost: match place {
                Some(place) => pay.map(|pay| place.on_cost_at(pay)),
                None => Some(site.on_cost),
            },
            pay_in_dollars: pay.zip(dollars).and_then(|(pay, rate)| pay.checked_mul(rate)),
            scenario: self.scenario,
            catalog: self.catalog,
        };
        match effect(terms, field, &ground) {
            Some((value, Some(basis))) => Some(Known { value, origin: Origin::Preset { name: terms.name(), basis } }),
            Some((value, None)) if field == "on_cost" => Some(Known { value, origin: on_cost(place?, pay?) }),
            _ => {
                let place = place?;
                let figure = figure(place, field)?;
                Some(Known { value: figure.value, origin: catalogue(place, None, figure) })
            }
        }
    }

    fn exchange_rate(&self, site: &Site) -> Option<Known> {
        let reporting = &self.scenario.money.currency;
        let value = self.catalog.cross_rate(&site.currency, reporting)?;
        let citations = if site.currency == *reporting {
            Vec::new()
        } else {
            let sides = [&site.currency, reporting].into_iter().filter(|code| *code != DOLLAR);
            sides.filter_map(|code| Some(self.catalog.per_usd(code)?.citation.clone())).collect()
        };
        let how = if site.currency == *reporting {
            "the reporting currency itself".to_owned()
        } else {
            format!("{} a {} by their rates to the US dollar", reporting, site.currency)
        };
        Some(Known { value, origin: Origin::Derived { how, citations } })
    }

    /// Pays at a place that its on-cost may have been worked out at: the mean, and each team's
    /// today and by the catalogue.
    fn pays(&self, index: usize) -> Vec<Decimal> {
        let site = self.site(index);
        let today = self.scenario.teams.iter().filter_map(|team| team.salary.get(&site.id).copied());
        let known = self.scenario.teams.iter().filter_map(|team| Some(self.salary_figure(team, index)?.2.value));
        mean_pay(self.scenario, &site.id).into_iter().chain(today).chain(known).collect()
    }
}

/// Mean pay at a place, local currency, weighted by the seats there; by whole teams where
/// nobody is. The market's median: `pay_position` is not counted. None without a salary there.
pub(super) fn mean_pay(scenario: &Scenario, place: &str) -> Option<Decimal> {
    let home = scenario.home.id == place;
    let seats = |team: &Team| {
        let share = if home { Decimal::ONE - team.offshore_share() } else { team.share(place) };
        team.headcount * share
    };
    let paid: Vec<(&Team, Decimal)> =
        scenario.teams.iter().filter_map(|team| Some((team, *team.salary.get(place)?))).collect();
    let by_seats: Vec<(Decimal, Decimal)> = paid.iter().map(|(team, pay)| (seats(team), *pay)).collect();
    let by_team: Vec<(Decimal, Decimal)> = paid.iter().map(|(team, pay)| (team.headcount, *pay)).collect();
    weighted(&by_seats).or_else(|| weighted(&by_team))
}

fn weighted(parts: &[(Decimal, Decimal)]) -> Option<Decimal> {
    let whole: Decimal = parts.iter().map(|(weight, _)| weight).sum();
    if whole <= Decimal::ZERO {
        return None;
    }
    // One pay stays itself: the mean of equal numbers must not differ in its last digit.
    let first = parts.iter().find(|(weight, _)| !weight.is_zero())?.1;
    if parts.iter().all(|(weight, value)| weight.is_zero() || *value == first) {
        return Some(first);
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (weight, value)| sum.checked_add(weight.checked_mul(*value)?));
    sum.map(|sum| sum / whole)
}

/// Significant digits of a number that must be written for it to be another's, rounded.
const WRITTEN: u32 = 4;

/// Whether a number is another to the digits that it is written with.
fn as_written(written: Decimal, whole: Decimal) -> bool {
    let half = RoundingStrategy::MidpointAwayFromZero;
    let digits = written.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(0, |digits| digits + 1);
    digits >= WRITTEN && whole.round_dp_with_strategy(written.scale(), half) == written
}

fn near(a: Decimal, b: Decimal, tolerance: Decimal) -> bool {
    a == b || (a - b).abs() <= b.abs().saturating_mul(tolerance)
}

fn catalogue(place: &Place, role: Option<String>, figure: &Figure) -> Origin {
    Origin::Catalogue { place: place.city.clone(), role, citation: figure.citation.clone(), range: figure.range }
}

fn on_cost(place: &Place, pay: Decimal) -> Origin {
    let mut citations: Vec<Citation> = Vec::new();
    for part in &place.on_cost {
        if !citations.contains(&part.rate.citation) {
            citations.push(part.rate.citation.clone());
        }
    }
    let pay = crate::format::fixed(pay, 0);
    let names: Vec<&str> = place.on_cost.iter().map(|part| part.name.as_str()).collect();
    let how = format!("{} at {pay} {} a year, caps applied", names.join(", "), place.currency);
    Origin::Derived { how, citations }
}

/// The catalogue's figure for a field of a site.
fn figure<'a>(place: &'a Place, field: &str) -> Option<&'a Figure> {
    Some(match field {
        "productive_days" => &place.productive_days,
        "wage_growth" => &place.wage_growth,
        "attrition" => &place.attrition,
        "english" => &place.english,
        "workday_hours" => &place.workday_hours,
        "seat_cost" => &place.seat_cost,
        "hiring_cost" => &place.hiring_cost,
        "time_to_fill" => &place.time_to_fill,
        "night_premium" => &place.night_premium,
        _ => return None,
    })
}

/// A site as a place makes it, its numbers still to be filled in.
pub(super) fn bare_site(place: &Place, id: String) -> Site {
    Site {
        id,
        name: place.city.clone(),
        country: place.country.clone(),
        time_zone: place.time_zone.clone(),
        currency: place.currency.clone(),
        culture: place.culture.as_ref().map(|culture| culture.scores),
        ..Site::default()
    }
}

/// Fills in what is known for the numbers that `chosen` names, in the table of levers' order.
pub(super) fn fill(scenario: &mut Scenario, catalog: &Catalog, chosen: impl Fn(&LeverId) -> bool) {
    let levers = LeverId::all(scenario).into_iter().filter(chosen);
    let knowledge = Knowledge::of(scenario, catalog);
    let known: Vec<(LeverId, Decimal)> = levers
        .filter_map(|lever| Some((knowledge.known(&lever)?.value, lever)))
        .map(|(value, lever)| (lever, value))
        .collect();
    for (lever, value) in known {
        // A figure that does not fit its field leaves the field as it is; `check` then says so.
        let _ = lever.set(scenario, value);
    }
}

//! A first scenario from six answers.

use rust_decimal::{Decimal, dec};
use thiserror::Error;

use super::{
    Catalog, Place, Role,
    known::{bare_site, fill},
    presets::objective_label,
    terms::{Engagement, TermsPreset},
};
use crate::model::{
    check::{Fault, check},
    lever::Group,
    scenario::{FORMAT, Objective, Scenario, Structure, Team},
};

/// Seats of the first draft.
const SEATS: Decimal = dec!(10);
/// Share that goes in the first draft.
const SHARE: Decimal = dec!(0.7);

/// The answers. The first six are asked; the others have a default that suits most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// [`super::Place::id`] of home.
    pub home: String,
    /// [`super::Role::id`].
    pub role: String,
    /// Seats of the team, FTE; above 0, at most 100 000.
    pub seats: Decimal,
    /// [`super::Place::id`] of the site.
    pub destination: String,
    /// Share of the seats that goes there; 0–1.
    pub share: Decimal,
    /// Annual gross at home, local currency, where known; else the catalogue's.
    pub own_pay: Option<Decimal>,
    /// Annual gross at the destination, local currency; needed only where the catalogue has none.
    pub destination_pay: Option<Decimal>,
    /// Whether the seats exist at home today.
    pub objective: Objective,
    /// How the offshore part is engaged.
    pub structure: Structure,
    /// Who employs the people there, and how.
    pub terms: TermsPreset,
}

/// Why answers don't make a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftError {
    /// The catalogue has no such place.
    #[error("must be a place of the catalogue, found \"{id}\"")]
    NoPlace {
        /// What was asked for.
        id: String,
    },
    /// The catalogue has no such role.
    #[error("must be a role of the catalogue, found \"{id}\"")]
    NoRole {
        /// What was asked for.
        id: String,
    },
    /// Home and destination are one.
    #[error("home and destination must differ, found {city} twice")]
    SamePlace {
        /// The city.
        city: String,
    },
    /// The catalogue does not know what the role earns there.
    #[error("an own figure is needed for the annual pay of a {role} in {city} ({currency}), the catalogue has none")]
    NoPay {
        /// Name of the role.
        role: String,
        /// City.
        city: String,
        /// Whether it is missing at home rather than at the destination.
        at_home: bool,
        /// The currency the figure is needed in.
        currency: String,
    },
    /// No exchange rate is known.
    #[error("an exchange rate must be known for {currency}, the catalogue has none")]
    NoRate {
        /// The currency.
        currency: String,
    },
    /// An answer is out of range.
    #[error("{0}")]
    Invalid(Fault),
}

impl Draft {
    /// Ten seats of the first role with pay at the first home and at another place, seven of them
    /// there, on a staff lease.
    #[must_use]
    pub fn default_for(catalog: &Catalog) -> Self {
        let home = catalog.places.iter().find(|place| place.home).or(catalog.places.first());
        let home = home.map(|place| place.id.clone()).unwrap_or_default();
        let away = catalog.places.iter().filter(|place| place.id != home);
        let (far, near): (Vec<&Place>, Vec<&Place>) = away.partition(|place| !place.home);
        let pairs = catalog.roles.iter().flat_map(|role| far.iter().chain(&near).map(move |place| (role, place)));
        let paid = |place: &str, role: &Role| catalog.pay(place, &role.id).is_some();
        let first = pairs.clone().find(|(role, place)| paid(&home, role) && paid(&place.id, role));
        let (role, destination) = first
            .or_else(|| pairs.clone().next())
            .map_or_else(Default::default, |(role, place)| (role.id.clone(), place.id.clone()));
        Self {
            home,
            role,
            seats: SEATS,
            destination,
            share: SHARE,
            own_pay: None,
            destination_pay: None,
            objective: Objective::ReduceCost,
            structure: Structure::SupportTeam,
            terms: TermsPreset { engagement: Engagement::StaffLeasing, ..TermsPreset::default() },
        }
    }

    /// The catalogue's pay for the role: at home and at the destination, local currencies.
    #[must_use]
    pub fn catalogue_pay<'a>(&self, catalog: &'a Catalog) -> [Option<&'a super::Figure>; 2] {
        [&self.home, &self.destination].map(|place| catalog.pay(place, &self.role).map(|pay| &pay.salary))
    }

    /// A complete scenario that `check` finds valid. On-costs are those at the pay given, the
    /// first month is the one after the catalogue's.
    ///
    /// # Errors
    /// If a place, a role or a figure is missing, or an answer is out of range.
    pub fn scenario(&self, catalog: &Catalog) -> Result<Scenario, DraftError> {
        let place = |id: &str| catalog.place(id).ok_or_else(|| DraftError::NoPlace { id: id.to_owned() });
        let (home, away) = (place(&self.home)?, place(&self.destination)?);
        if home.id == away.id {
            return Err(DraftError::SamePlace { city: home.city.clone() });
        }
        let role = catalog.role(&self.role).ok_or_else(|| DraftError::NoRole { id: self.role.clone() })?;
        if catalog.cross_rate(&away.currency, &home.currency).is_none() {
            return Err(DraftError::NoRate { currency: away.currency.clone() });
        }
        let pays = [self.pay(home, role, true, catalog)?, self.pay(away, role, false, catalog)?];
        let mut scenario = self.answers(home, away, role, pays);
        // Nothing is worked out from answers that are out of range.
        let answer = |fault: &Fault| ["headcount", "mix", "salary"].iter().any(|part| fault.path.contains(part));
        if let Some(fault) = check(&scenario).into_iter().find(answer) {
            return Err(DraftError::Invalid(fault));
        }
        scenario.money.currency.clone_from(&home.currency);
        scenario.money.start = month_after(&catalog.as_of);
        scenario.note = self.note(home, away, role);
        fill(&mut scenario, catalog, |lever| lever.group() != Group::Salary);
        match check(&scenario).into_iter().next() {
            Some(fault) => Err(DraftError::Invalid(fault)),
            None => Ok(scenario),
        }
    }

    /// The scenario with nothing but the answers in it.
    fn answers(&self, home: &Place, away: &Place, role: &Role, pays: [Decimal; 2]) -> Scenario {
        let team = Team {
            id: "team".into(),
            name: role.label.clone(),
            role: role.label.clone(),
            structure: self.structure,
            headcount: self.seats,
            salary: [home, away].iter().map(|place| place.id.clone()).zip(pays).collect(),
            mix: [(away.id.clone(), self.share)].into_iter().collect(),
            ..Team::default()
        };
        let mut site = bare_site(away, away.id.clone());
        site.terms = self.terms.name();
        Scenario {
            format: FORMAT,
            name: self.name(away, role),
            objective: self.objective,
            home: bare_site(home, home.id.clone()),
            sites: vec![site],
            teams: vec![team],
            ..Scenario::default()
        }
    }

    fn pay(&self, place: &Place, role: &Role, at_home: bool, catalog: &Catalog) -> Result<Decimal, DraftError> {
        let own = if at_home { self.own_pay } else { self.destination_pay };
        let known = catalog.pay(&place.id, &role.id).map(|pay| pay.salary.value);
        own.or(known).ok_or_else(|| DraftError::NoPay {
            role: role.label.clone(),
            city: place.city.clone(),
            at_home,
            currency: place.currency.clone(),
        })
    }

    /// "Bookkeeper: 7 of 10 seats to Manila".
    fn name(&self, away: &Place, role: &Role) -> String {
        let (moved, all) = ((self.seats.saturating_mul(self.share)), self.seats);
        let [moved, all] = [moved, all].map(|seats| crate::format::trimmed(seats, 1));
        format!("{}: {moved} of {all} seats to {}", role.label, away.city)
    }

    fn note(&self, home: &Place, away: &Place, role: &Role) -> String {
        format!(
            "{}. {} in {} and {}, {}. Every figure is the catalogue's, a default or an assumption until you change it: \
             begin with those that matter most.",
            objective_label(self.objective),
            role.label,
            home.city,
            away.city,
            self.terms.name().to_lowercase(),
        )
    }
}

/// `YYYY-MM` of the month after a day `YYYY-MM-DD`; January 2000 for what is no day.
fn month_after(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month) = parts.next().flatten().zip(parts.next().flatten()).unwrap_or((1999, 12));
    let (year, month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    format!("{year:04}-{month:02}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{
        origin::{Origin, give_back, origins},
        presets::STRUCTURES,
        terms::Employment,
        testing::catalog,
    };

    /// Every pair of places and every role, with what the catalogue lacks given.
    fn drafts(catalog: &Catalog) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for home in &catalog.places {
            for away in catalog.places.iter().filter(|place| place.id != home.id) {
                for role in &catalog.roles {
                    let first = Draft::default_for(catalog);
                    let (home, role, destination) = (home.id.clone(), role.id.clone(), away.id.clone());
                    let draft = Draft { home, role, destination, ..first };
                    let [here, there] = draft.catalogue_pay(catalog);
                    let own = |known: Option<&crate::catalog::Figure>| known.is_none().then_some(dec!(50000));
                    let (own_pay, destination_pay) = (own(here), own(there));
                    drafts.push(Draft { own_pay, destination_pay, ..draft });
                }
            }
        }
        drafts
    }

    #[test]
    fn every_pair_of_places_and_every_role_makes_a_valid_scenario() {
        let catalog = catalog();
        for draft in drafts(&catalog) {
            let scenario = draft.scenario(&catalog).unwrap();
            assert_eq!(check(&scenario), [], "{draft:?}");
        }
    }

    #[test]
    fn nothing_of_a_draft_but_the_answers_is_yours_and_giving_back_changes_nothing() {
        let catalog = catalog();
        for draft in drafts(&catalog) {
            let scenario = draft.scenario(&catalog).unwrap();
            for row in origins(&scenario, &catalog) {
                let answer =
                    matches!(row.lever.group(), Group::Mix | Group::Salary) || row.lever.field() == "headcount";
                assert!(answer || row.origin != Origin::Yours, "{} {row:?}", row.lever);
                assert!(answer || row.catalogue_value == Some(row.value), "{} {row:?}", row.lever);
                let mut same = scenario.clone();
                assert!(!give_back(&mut same, &row.lever, &catalog), "{}", row.lever);
                assert_eq!(same, scenario);
            }
        }
    }

    #[test]
    fn the_first_draft_is_the_support_desk() {
        let scenario = Draft::default_for(&catalog()).scenario(&catalog()).unwrap();
        assert_eq!(scenario.name, "Customer support agent: 7 of 10 seats to Manila");
        assert_eq!(scenario.money.start, "2026-12");
        assert_eq!(scenario.money.currency, "USD");
        assert_eq!(scenario.teams[0].salary["ph-mnl"], dec!(244608));
        assert_eq!(scenario.teams[0].ramp_months, dec!(2.75));
        assert_eq!(scenario.management.manager_salary, dec!(69500));
        let manila = &scenario.sites[0];
        assert_eq!((manila.terms.as_str(), manila.fee, manila.seat_cost), ("Staff leasing", dec!(290), dec!(6370)));
        // 10 % up to 40,000 dollars and 5 %: 1.7 ÷ 1.15 − 1.
        assert_eq!((manila.on_cost, manila.markup), (dec!(0.15), dec!(0.4783)));
    }

    #[test]
    fn what_is_missing_is_named() {
        let catalog = catalog();
        let draft = Draft { role: "bookkeeper".into(), ..Draft::default_for(&catalog) };
        assert_eq!(
            draft.scenario(&catalog).unwrap_err().to_string(),
            "an own figure is needed for the annual pay of a Bookkeeper in Manila (PHP), the catalogue has none"
        );
        let draft = Draft { seats: dec!(0), ..Draft::default_for(&catalog) };
        let error = draft.scenario(&catalog).unwrap_err().to_string();
        assert_eq!(error, "teams[0].headcount: must be above 0 and at most 100000, found 0");
        let (seats, share) = (Decimal::MAX, Decimal::MAX);
        assert!(matches!(Draft { seats, share, ..draft }.scenario(&catalog), Err(DraftError::Invalid(_))));
        let draft = Draft { destination: "us-nyc".into(), ..Draft::default_for(&catalog) };
        assert_eq!(draft.scenario(&catalog).unwrap_err(), DraftError::SamePlace { city: "New York".into() });
    }

    #[test]
    fn a_month_follows_december() {
        assert_eq!(month_after("2026-12-31"), "2027-01");
        assert_eq!(month_after("2026-11-23"), "2026-12");
        assert_eq!(month_after("soon"), "2000-01");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_sound_answers_make_a_valid_scenario(
            seats in 1_u32..1_000_000, share in 0_u32..=100, pay in prop::option::of(1_u32..10_000_000),
            structure in 0..5_usize, engagement in 0..4_usize, employment in 0..5_usize, growing: bool,
        ) {
            let catalog = catalog();
            let draft = Draft {
                seats: Decimal::from(seats) / dec!(10),
                share: Decimal::from(share) / dec!(100),
                own_pay: pay.map(Decimal::from),
                structure: STRUCTURES[structure].structure,
                terms: TermsPreset {
                    engagement: Engagement::ALL[engagement],
                    employment: Employment::ALL[employment],
                },
                objective: if growing { Objective::AccelerateGrowth } else { Objective::ReduceCost },
                ..Draft::default_for(&catalog)
            };
            let scenario = draft.scenario(&catalog).unwrap();
            prop_assert_eq!(check(&scenario), []);
            for row in origins(&scenario, &catalog) {
                prop_assert!(!row.overridden() || row.lever.group() == Group::Salary, "{}", row.lever);
            }
        }
    }
}

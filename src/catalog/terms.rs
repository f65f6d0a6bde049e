//! Terms of engagement of a site: who employs the people, and how.

use rust_decimal::{Decimal, RoundingStrategy, dec};

use super::{
    Catalog, Place,
    known::Knowledge,
    presets::{Change, set},
    rates::significant,
    standard::amount_in_reporting,
};
use crate::model::{
    lever::{Basis, LeverId},
    scenario::Scenario,
};
use Basis::{Assumption, Source};

/// The fields of a site that terms fill.
pub const TERMS_FIELDS: [&str; 7] =
    ["on_cost", "seat_cost", "attrition", "hiring_cost", "time_to_fill", "markup", "fee"];

/// What a client pays a leasing provider for a salary, by monthly pay in US dollars from which
/// it holds: 1.7 times, from 40,000 pesos 1.5 times, from 100,000 pesos 1.4 times, at the 0.018
/// dollars a peso that the provider reckons with (ShoreAgents, about 2025).
const LEASING: [(Decimal, Decimal); 3] = [(dec!(1800), dec!(1.4)), (dec!(720), dec!(1.5)), (dec!(0), dec!(1.7))];
const LEASING_BASIS: Basis = Source(
    "ShoreAgents, about 2025: the client pays 1.4 to 1.7 times the salary, the more the lower it is; taken to include \
     on-costs, and to hold elsewhere too",
);
/// What an outsourcing vendor bills for what it pays (CIO Magazine 2003: 20 dollars an hour for
/// a person paid about 10).
const CONTRACT: Decimal = dec!(2);
const CONTRACT_BASIS: Basis = Source("CIO Magazine 2003: a vendor bills about twice what it pays its people");
/// Own licences a head and month, US dollars, where desk and equipment are another's.
const LICENCES: Decimal = dec!(100);
/// Workspace in a leasing provider's office and an employer of record's fee, a head and month,
/// US dollars.
const LEASING_FEE: Decimal = dec!(290);
const RECORD_FEE: Decimal = dec!(599);

/// Who employs the people at a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Engagement {
    /// One's own company there.
    #[default]
    OwnEntity,
    /// A provider employs and houses them, the client leads them.
    StaffLeasing,
    /// A provider employs them on paper only.
    EmployerOfRecord,
    /// A provider delivers the work.
    OutsourcedContract,
}

/// How the people are employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Employment {
    /// Full-time, without an end.
    #[default]
    FullTime,
    /// Part-time: more people than seats.
    PartTime,
    /// For a limited time.
    Temporary,
    /// Self-employed.
    Contractor,
    /// A senior person by the day.
    Adviser,
}

/// A pair of both, as a site's `terms` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct TermsPreset {
    /// Who employs.
    pub engagement: Engagement,
    /// How.
    pub employment: Employment,
}

impl Engagement {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::OwnEntity, Self::StaffLeasing, Self::EmployerOfRecord, Self::OutsourcedContract];

    /// Name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OwnEntity => "Own entity",
            Self::StaffLeasing => "Staff leasing",
            Self::EmployerOfRecord => "Employer of record",
            Self::OutsourcedContract => "Outsourced contract",
        }
    }

    /// What it means, one plain sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::OwnEntity => "Your own company there employs the people and rents the desks.",
            Self::StaffLeasing => "A provider employs and houses the people; you choose and lead them.",
            Self::EmployerOfRecord => "A provider employs the people on paper; you do everything else.",
            Self::OutsourcedContract => "A provider delivers the work with people of its own choice.",
        }
    }
}

impl Employment {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::FullTime, Self::PartTime, Self::Temporary, Self::Contractor, Self::Adviser];

    /// Name for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FullTime => "Full-time",
            Self::PartTime => "Part-time",
            Self::Temporary => "Temporary",
            Self::Contractor => "Contractor",
            Self::Adviser => "Adviser",
        }
    }

    /// What it means, one plain sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::FullTime => "Employed for whole days, without an end.",
            Self::PartTime => "Employed for part of the day or week, so that a seat takes more than one person.",
            Self::Temporary => "Employed for a season or a project, mostly through an agency.",
            Self::Contractor => "Self-employed: an invoice instead of a payroll, on equipment of their own.",
            Self::Adviser => "A senior person by the day, for advice rather than for output.",
        }
    }
}

impl TermsPreset {
    /// The text in a site's `terms`: "Staff leasing", "Own entity, part-time".
    #[must_use]
    pub fn name(self) -> String {
        match self.employment {
            Employment::FullTime => self.engagement.label().to_owned(),
            employment => format!("{}, {}", self.engagement.label(), employment.label().to_lowercase()),
        }
    }

    /// The preset that a site's `terms` names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = Engagement::ALL
            .into_iter()
            .flat_map(|engagement| Employment::ALL.into_iter().map(move |employment| Self { engagement, employment }));
        all.into_iter().find(|terms| terms.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// Engages a site on other terms, starting from the catalogue's figures of the place, and says
/// what changed. The same whatever was applied before. Where the catalogue does not know the
/// place, only the provider's fee and markup change. An index that no site has changes nothing.
pub fn apply_terms(scenario: &mut Scenario, site: usize, terms: TermsPreset, catalog: &Catalog) -> Vec<Change> {
    let Some(engaged) = scenario.sites.get_mut(site) else { return Vec::new() };
    engaged.terms = terms.name();
    let id = engaged.id.clone();
    let levers = TERMS_FIELDS.iter().filter_map(|field| LeverId::site(&id, field));
    let knowledge = Knowledge::of(scenario, catalog);
    let known: Vec<_> = levers.filter_map(|lever| Some((knowledge.known(&lever)?, lever))).collect();
    let fill = |(known, lever): (super::known::Known, LeverId)| {
        set(scenario, lever, known.value, &known.origin.reason(), known.origin.is_assumption())
    };
    known.into_iter().filter_map(fill).collect()
}

/// What terms make of a place: its own figures, and what turns dollars into its currencies.
pub(super) struct Ground<'a> {
    /// The catalogue's place, where it knows it.
    pub(super) place: Option<&'a Place>,
    /// On-cost of an employee, share of wages.
    pub(super) on_cost: Option<Decimal>,
    /// Annual pay, US dollars.
    pub(super) pay_in_dollars: Option<Decimal>,
    /// The scenario, for its reporting currency.
    pub(super) scenario: &'a Scenario,
    /// The catalogue, for its rates.
    pub(super) catalog: &'a Catalog,
}

/// The value that terms give a field of a site, and why; no reason where it stays the
/// catalogue's own figure. None where the ground does not say enough.
pub(super) fn effect(terms: TermsPreset, field: &str, ground: &Ground) -> Option<(Decimal, Option<Basis>)> {
    let own = |figure: fn(&Place) -> Decimal| ground.place.map(figure);
    match field {
        "on_cost" => match terms.employment {
            Employment::Contractor | Employment::Adviser => {
                // Also on ground the catalogue does not know nothing else is touched.
                ground.place?;
                Some((Decimal::ZERO, Some(Assumption("the self-employed bear their own contributions"))))
            }
            _ => ground.place.and(ground.on_cost).map(|on_cost| (on_cost, None)),
        },
        "seat_cost" => seat_cost(terms, ground),
        "attrition" => own(|place| place.attrition.value).map(|value| attrition(terms.employment, value)),
        "hiring_cost" => own(|place| place.hiring_cost.value).map(|value| hiring_cost(terms, value)),
        "time_to_fill" => own(|place| place.time_to_fill.value).map(|months| match terms.employment {
            Employment::Temporary if months > Decimal::ONE => {
                (Decimal::ONE, Some(Assumption("an agency has people at hand")))
            }
            _ => (months, None),
        }),
        "markup" => Some(markup(terms, ground)),
        "fee" => fee(terms.engagement, ground),
        _ => None,
    }
}

fn seat_cost(terms: TermsPreset, ground: &Ground) -> Option<(Decimal, Option<Basis>)> {
    let place = ground.place?;
    let licences = || significant(LICENCES * place.rate_per_usd.value, 3);
    let (cost, why) = match (terms.engagement, terms.employment) {
        (Engagement::OutsourcedContract, _) => {
            (Decimal::ZERO, Some(Assumption("the vendor's price includes the desk")))
        }
        (Engagement::StaffLeasing, _) => (
            licences(),
            Some(Assumption("100 US dollars of your own licences; the provider's fee covers desk and equipment")),
        ),
        (_, Employment::Contractor | Employment::Adviser) => {
            (licences(), Some(Assumption("100 US dollars of your own licences; desk and equipment are theirs")))
        }
        (_, Employment::PartTime) => (
            place.seat_cost.value * dec!(1.5),
            Some(Assumption("half as much again: people who share a seat do not share all of it")),
        ),
        _ => (place.seat_cost.value, None),
    };
    Some((cost.normalize(), why))
}

fn attrition(employment: Employment, usual: Decimal) -> (Decimal, Option<Basis>) {
    const MOST: Decimal = dec!(3);
    let (factor, why) = match employment {
        Employment::FullTime => return (usual, None),
        Employment::PartTime => (dec!(1.25), "a quarter more leavers than among full-time people"),
        Employment::Temporary => (dec!(2), "twice the leavers, as contracts end"),
        Employment::Contractor => (dec!(1.25), "a quarter more leavers than among employees"),
        Employment::Adviser => (dec!(0.5), "half the leavers, as the bond is loose and lasts"),
    };
    ((usual * factor).min(MOST).normalize(), Some(Assumption(why)))
}

fn hiring_cost(terms: TermsPreset, usual: Decimal) -> (Decimal, Option<Basis>) {
    match (terms.engagement, terms.employment) {
        (Engagement::OutsourcedContract, _) => (Decimal::ZERO, Some(Assumption("the vendor hires within its price"))),
        (_, Employment::FullTime | Employment::PartTime) => (usual, None),
        _ => ((usual / dec!(2)).normalize(), Some(Assumption("half the cost: no long search, no long notice"))),
    }
}

/// The provider's multiple of the salary, less the on-costs that it includes; on top of it what
/// those without employment charge for bearing their own risk.
fn markup(terms: TermsPreset, ground: &Ground) -> (Decimal, Option<Basis>) {
    const PLACES: u32 = 4;
    let free = matches!(terms.employment, Employment::Contractor | Employment::Adviser);
    let on_cost = if free { Decimal::ZERO } else { ground.on_cost.unwrap_or_default() };
    let over = |multiple: Decimal| multiple / (Decimal::ONE + on_cost) - Decimal::ONE;
    let (base, why) = match terms.engagement {
        Engagement::StaffLeasing => {
            // Unknown pay counts as low, which costs more.
            let monthly = ground.pay_in_dollars.unwrap_or_default() / dec!(12);
            let tier = LEASING.iter().find(|(from, _)| monthly >= *from).unwrap_or(&LEASING[2]);
            (over(tier.1), LEASING_BASIS)
        }
        Engagement::OutsourcedContract => (over(CONTRACT), CONTRACT_BASIS),
        Engagement::OwnEntity | Engagement::EmployerOfRecord => {
            (Decimal::ZERO, Assumption("none: no provider has a share of the wages"))
        }
    };
    let (extra, why) = match (terms.employment, terms.engagement) {
        (Employment::Temporary, Engagement::OwnEntity) => (dec!(0.2), Assumption("an agency's margin of a fifth")),
        (Employment::Contractor, _) => (dec!(0.15), Assumption("contractors charge for leave and risk of their own")),
        (Employment::Adviser, _) => (dec!(0.5), Assumption("advisers charge half as much again for single days")),
        _ => (Decimal::ZERO, why),
    };
    let markup = base.max(Decimal::ZERO) + extra;
    let markup = markup.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero).normalize();
    (markup, Some(why))
}

fn fee(engagement: Engagement, ground: &Ground) -> Option<(Decimal, Option<Basis>)> {
    let (dollars, why) = match engagement {
        Engagement::StaffLeasing => {
            (LEASING_FEE, Source("ShoreAgents, about 2025: 290 US dollars a month for workspace in its office"))
        }
        Engagement::EmployerOfRecord => {
            (RECORD_FEE, Source("Remote, n.d.: 599 US dollars a month; others 499 to 1,099"))
        }
        Engagement::OwnEntity | Engagement::OutsourcedContract => {
            return Some((Decimal::ZERO, Some(Assumption("none: no fee by the head"))));
        }
    };
    Some((amount_in_reporting(dollars, ground.scenario, ground.catalog)?, Some(why)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{draft::Draft, testing::catalog},
        model::{check::check, testing::two_sites},
    };

    fn all() -> impl Iterator<Item = TermsPreset> {
        let pairs = Engagement::ALL.into_iter().flat_map(|e| Employment::ALL.into_iter().map(move |f| (e, f)));
        pairs.map(|(engagement, employment)| TermsPreset { engagement, employment })
    }

    #[test]
    fn names_read_back() {
        for terms in all() {
            assert_eq!(TermsPreset::from_name(&terms.name()), Some(terms));
        }
        assert_eq!(TermsPreset::from_name("Own entity, part-time").unwrap().employment, Employment::PartTime);
        assert_eq!(TermsPreset::from_name("Handshake"), None);
    }

    #[test]
    fn one_preset_after_another_is_as_if_it_came_first() {
        let catalog = catalog();
        let drafted = Draft::default_for(&catalog).scenario(&catalog).unwrap();
        // A site the catalogue knows and two sites with figures of their own.
        for scenario in [drafted, two_sites()] {
            for after in all() {
                let mut first = scenario.clone();
                apply_terms(&mut first, 0, after, &catalog);
                assert_eq!(check(&first), []);
                for before in all() {
                    let mut second = scenario.clone();
                    apply_terms(&mut second, 0, before, &catalog);
                    apply_terms(&mut second, 0, after, &catalog);
                    assert_eq!(first.sites[0], second.sites[0], "{} after {}", after.name(), before.name());
                }
            }
        }
    }

    #[test]
    fn what_changed_is_said_with_its_reason() {
        let catalog = catalog();
        let mut scenario = Draft::default_for(&catalog).scenario(&catalog).unwrap();
        let contractor = TermsPreset { engagement: Engagement::OwnEntity, employment: Employment::Contractor };
        let changes = apply_terms(&mut scenario, 0, contractor, &catalog);
        let said: Vec<(&str, Decimal, Decimal, bool)> =
            changes.iter().map(|c| (c.lever.field(), c.before, c.after, c.assumption)).collect();
        assert_eq!(
            said,
            [
                ("on_cost", dec!(0.15), dec!(0), true),
                ("attrition", dec!(0.31), dec!(0.3875), true),
                ("hiring_cost", dec!(0.21), dec!(0.105), true),
                ("markup", dec!(0.4783), dec!(0.15), true),
                ("fee", dec!(290), dec!(0), true),
            ]
        );
        assert!(changes.iter().all(|change| !change.reason.is_empty()));
        assert_eq!(scenario.sites[0].terms, "Own entity, contractor");
        assert_eq!(apply_terms(&mut scenario, 0, contractor, &catalog), []);
        assert_eq!(apply_terms(&mut scenario, 7, contractor, &catalog), []);
    }

    #[test]
    fn a_place_the_catalogue_does_not_know_keeps_its_figures() {
        let mut scenario = two_sites();
        (scenario.sites[0].country, scenario.sites[0].currency) = ("VN".into(), "VND".into());
        let leasing = TermsPreset { engagement: Engagement::StaffLeasing, employment: Employment::Contractor };
        let changes = apply_terms(&mut scenario, 0, leasing, &catalog());
        let fields: Vec<&str> = changes.iter().map(|change| change.lever.field()).collect();
        assert_eq!(fields, ["markup", "fee"]);
    }

    #[test]
    fn a_lease_costs_less_on_top_the_higher_the_pay() {
        let catalog = catalog();
        let mut scenario = Draft::default_for(&catalog).scenario(&catalog).unwrap();
        let leasing = TermsPreset { engagement: Engagement::StaffLeasing, ..TermsPreset::default() };
        let mut markup = |pay: Decimal| {
            scenario.teams[0].salary.insert("ph-mnl".into(), pay);
            apply_terms(&mut scenario, 0, leasing, &catalog);
            (scenario.sites[0].markup, scenario.sites[0].on_cost)
        };
        // 1.5 ÷ 1.15 − 1 from 720 dollars a month.
        assert_eq!(markup(dec!(720) * dec!(12) * dec!(63.7)), (dec!(0.3043), dec!(0.15)));
        assert_eq!(markup(dec!(1800) * dec!(12) * dec!(63.7)), (dec!(0.2174), dec!(0.15)));
    }
}

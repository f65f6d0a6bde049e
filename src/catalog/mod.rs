//! The catalogue: public figures of places and roles, each with its source, and presets.
//!
//! It fills a new scenario and says where a figure comes from; it is never needed to evaluate
//! one. A scenario carries every figure it depends on, so a later catalogue changes nothing
//! that is saved. Plain data here: reading `assets/catalog.ron` is the store's.

mod cells;
pub mod currency;
pub mod draft;
pub mod edit;
mod headings;
pub mod import;
mod known;
mod on_cost;
pub mod origin;
pub mod paste;
pub mod presets;
pub mod provenance;
mod rates;
pub mod refresh;
pub mod scale;
mod serde_decimal;
mod standard;
pub mod terms;
#[cfg(test)]
pub(crate) mod testing;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::scenario::Culture;

/// How sure a figure is, best first. Figures graded E are not in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Grade {
    /// An official statistic of exactly this, 2023 or later.
    A,
    /// Official but near to it, or a large survey.
    B,
    /// A group mean, a small survey or a vendor's page.
    C,
    /// Derived from other figures, as its note says.
    D,
}

/// How a figure came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Basis {
    /// Seen in a published text or data set.
    Read,
    /// Worked out from such figures.
    Derived,
    /// This project's own judgment; no source.
    Assumption,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Citation {
    /// How it came about.
    pub basis: Basis,
    /// Ids of [`Catalog::sources`]; empty for an assumption.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Year of the figure; none where the source is undated, and for assumptions.
    #[serde(default)]
    pub year: Option<u16>,
    /// How sure it is; none for an assumption.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// What is counted, how it was worked out, and caveats; may be empty.
    #[serde(default)]
    pub note: String,
}

/// A number with its source and, where there is one, its range.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// The number, in the unit of the field that holds it.
    #[serde(with = "serde_decimal")]
    pub value: Decimal,
    /// Low and high end, where known.
    #[serde(default, with = "serde_decimal::range")]
    pub range: Option<(Decimal, Decimal)>,
    /// Where it comes from.
    pub citation: Citation,
}

/// Culture scores with their source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CultureFigure {
    /// Hofstede (PDI, IDV, MAS, UAI).
    #[serde(with = "serde_decimal::scores")]
    pub scores: Culture,
    /// Where they come from; the note states the terms they may be used under.
    pub citation: Citation,
}

/// One part of an employer's on-cost.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OnCostPart {
    /// Name of the contribution.
    pub name: String,
    /// Rate, share of the pay it is charged on; the source's range where it has one.
    pub rate: Figure,
    /// Annual pay it is charged on, in local currency, below which nothing is charged; 0 where from
    /// the first unit.
    #[serde(with = "serde_decimal")]
    pub from: Decimal,
    /// Annual pay it is charged on, in local currency, above which nothing more is charged.
    #[serde(default, with = "serde_decimal::option")]
    pub cap: Option<Decimal>,
    /// Share of gross pay that it is charged on; 1 but where only basic pay counts.
    #[serde(with = "serde_decimal")]
    pub base_share: Decimal,
    /// Annual gross pay in local currency above which the part does not apply at all.
    #[serde(default, with = "serde_decimal::option")]
    pub only_up_to: Option<Decimal>,
}

/// A place with all a site of a scenario needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// Id that a site made from it gets: `[a-z0-9-]{1,32}`, such as `ph-mnl`.
    pub id: String,
    /// City.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Name of the country.
    pub country_name: String,
    /// Whether it is offered as home first; every place may be either.
    pub home: bool,
    /// IANA time zone.
    pub time_zone: String,
    /// Local currency, ISO 4217.
    pub currency: String,
    /// Local units for one US dollar; its date is the citation's note.
    pub rate_per_usd: Figure,
    /// Standard deviation of the yearly change of the rate against the US dollar, share.
    pub volatility: Option<Figure>,
    /// Parts of the on-cost, extra monthly salaries included.
    pub on_cost: Vec<OnCostPart>,
    /// Days worked a year after holidays and leave.
    pub productive_days: Figure,
    /// Growth of wages, a year.
    pub wage_growth: Figure,
    /// Leavers a year, share of heads.
    pub attrition: Figure,
    /// EF EPI points.
    pub english: Figure,
    /// Culture scores, where known.
    pub culture: Option<CultureFigure>,
    /// Length of the shift, hours.
    pub workday_hours: Figure,
    /// Desk, equipment and licences, a head and month, local currency.
    pub seat_cost: Figure,
    /// A joiner, share of annual salary.
    pub hiring_cost: Figure,
    /// Whole months from opening a seat to its first day.
    pub time_to_fill: Figure,
    /// Extra pay from 22:00 to 06:00 local, share.
    pub night_premium: Figure,
}

/// What a role needs to be learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum RoleFamily {
    /// Clerical work.
    Clerical,
    /// Customer service.
    Service,
    /// Sales.
    Sales,
    /// Professionals and specialists.
    Professional,
    /// Managers.
    Manager,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Role {
    /// Id, such as `customer_support`.
    pub id: String,
    /// Name for people; it stands in a team's `role`.
    pub label: String,
    /// What it takes to learn it.
    pub family: RoleFamily,
}

/// What a role earns at a place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Pay {
    /// [`Place::id`].
    pub place: String,
    /// [`Role::id`].
    pub role: String,
    /// Annual gross, local currency.
    pub salary: Figure,
}

/// A text or data set that figures were taken from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Year or years, as the source states them; `n.d.` where it does not.
    pub year: String,
    /// Licence or terms.
    pub licence: String,
    /// Where it was read.
    pub address: String,
    /// Caveats; may be empty.
    #[serde(default)]
    pub note: String,
}

/// Everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Catalog {
    /// Day the figures were gathered, `YYYY-MM-DD`.
    pub as_of: String,
    /// Source id → source.
    pub sources: IndexMap<String, Source>,
    /// Places.
    pub places: Vec<Place>,
    /// Roles.
    pub roles: Vec<Role>,
    /// What roles earn; a pair without a figure good enough is left out.
    pub pay: Vec<Pay>,
}

impl Catalog {
    /// A place by its id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The place that a site of a scenario stands for: the same country and currency.
    #[must_use]
    pub fn place_of(&self, country: &str, currency: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.country == country && place.currency == currency)
    }

    /// A role by its id or its name.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == name || role.label.eq_ignore_ascii_case(name.trim()))
    }

    /// What a role earns at a place.
    #[must_use]
    pub fn pay(&self, place: &str, role: &str) -> Option<&Pay> {
        self.pay.iter().find(|pay| pay.place == place && pay.role == role)
    }
}

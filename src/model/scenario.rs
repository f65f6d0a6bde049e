//! The scenario file as plain data: everything a result depends on, and nothing else.
//!
//! The structs mirror the file, format 1, field by field. [`Record`] lists each struct's
//! fields once; reading, writing, levers and differences all walk that list. What is valid
//! is said by the table of levers and by `check`, not here.
//!
//! Over 500 lines: one record after another, each field with what it means.

use indexmap::IndexMap;
use rust_decimal::Decimal;

/// The format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// Why a team goes offshore, and so whether its seats exist at home today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Objective {
    /// The seats exist at home today and some of them move.
    #[default]
    ReduceCost,
    /// The seats are new: the team grows.
    AccelerateGrowth,
    /// The seats are new: something is tried that was not done before.
    ExploreOpportunity,
}

/// How the offshore part is engaged. It names a preset; `sync_share`, `hq_weight`, `liaisons`
/// and `oversight` carry its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Structure {
    /// One person working into a team at home.
    IndividualHire,
    /// A team that supports the team at home.
    #[default]
    SupportTeam,
    /// A part of the work, broken out whole.
    BreakOutTeam,
    /// A department that stands on its own, with a liaison at home.
    IndependentDepartment,
    /// Leaders and specialists offshore.
    LeadershipStrategic,
}

/// A value that stands in the file as one bare word.
pub trait Word: Copy + 'static {
    /// Every value, in the order they are offered.
    const ALL: &'static [Self];
    /// The word in the file.
    fn word(self) -> &'static str;
    /// The value that a word stands for.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}

impl Word for Objective {
    const ALL: &'static [Self] = &[Self::ReduceCost, Self::AccelerateGrowth, Self::ExploreOpportunity];

    fn word(self) -> &'static str {
        match self {
            Self::ReduceCost => "ReduceCost",
            Self::AccelerateGrowth => "AccelerateGrowth",
            Self::ExploreOpportunity => "ExploreOpportunity",
        }
    }
}

impl Word for Structure {
    const ALL: &'static [Self] = &[
        Self::IndividualHire,
        Self::SupportTeam,
        Self::BreakOutTeam,
        Self::IndependentDepartment,
        Self::LeadershipStrategic,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::IndividualHire => "IndividualHire",
            Self::SupportTeam => "SupportTeam",
            Self::BreakOutTeam => "BreakOutTeam",
            Self::IndependentDepartment => "IndependentDepartment",
            Self::LeadershipStrategic => "LeadershipStrategic",
        }
    }
}

/// Hofstede scores: power distance, individualism, masculinity, uncertainty avoidance; 0–120 each.
pub type Culture = [Decimal; 4];

/// A whole scenario.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scenario {
    /// File format; 1.
    pub format: u32,
    /// Name, 1–120 characters.
    pub name: String,
    /// What to look at; may be empty.
    pub note: String,
    /// Whether the seats exist at home today.
    pub objective: Objective,
    /// Currency, horizon, rates and thresholds.
    pub money: Money,
    /// The place all seats are at, or would be at, without the move.
    pub home: Site,
    /// Offshore sites; 0–12.
    pub sites: Vec<Site>,
    /// Teams; 1–24.
    pub teams: Vec<Team>,
    /// The friction factors.
    pub friction: Friction,
    /// Managers, governance and travel.
    pub management: Management,
    /// What the move itself costs.
    pub transition: Transition,
    /// Pilot and waves.
    pub rollout: Rollout,
    /// Lever id → (low, high) multipliers of today's value: a triangular range, most likely 1.
    pub uncertainty: IndexMap<String, (Decimal, Decimal)>,
}

/// Currency, horizon, rates and thresholds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Money {
    /// Reporting currency, ISO 4217.
    pub currency: String,
    /// First month, `YYYY-MM`.
    pub start: String,
    /// Months looked at; 12–120.
    pub horizon_months: u32,
    /// Nominal, a year; 0–0.5.
    pub discount_rate: Decimal,
    /// Growth of seat costs, fees and travel, a year; −0.1–0.5.
    pub price_growth: Decimal,
    /// Effective saving from which a smooth move is a good one, share; 0–1.
    pub target_saving: Decimal,
    /// Friction up to which a move is smooth, share of home cost; 0–1.
    pub friction_tolerance: Decimal,
}

/// A place: home or an offshore site.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Site {
    /// Unique over home and sites; `[a-z0-9-]{1,32}`. Stays when the name changes.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Local currency, ISO 4217.
    pub currency: String,
    /// Reporting currency for one local unit at the start; above 0.
    pub exchange_rate: Decimal,
    /// Change of the exchange rate, a year; −0.5–0.5.
    pub exchange_drift: Decimal,
    /// Employer statutory and benefit cost, share of wages; 0–2.
    pub on_cost: Decimal,
    /// Desk, equipment and licences, a head and month, local currency; 0 or more.
    pub seat_cost: Decimal,
    /// Wage growth, a year; −0.2–0.5.
    pub wage_growth: Decimal,
    /// Leavers a year, share of heads; 0–3.
    pub attrition: Decimal,
    /// Days worked a year after holidays and leave; 100–330.
    pub productive_days: Decimal,
    /// Cost of hiring a joiner, share of annual salary; 0–3.
    pub hiring_cost: Decimal,
    /// Whole months from opening a seat to its first day; 0–12.
    pub time_to_fill: u32,
    /// EF EPI points, 0–800; 800 where English is native.
    pub english: Decimal,
    /// Hofstede scores, where known.
    pub culture: Option<Culture>,
    /// Start of the shift on the local clock, hours; 0–24, 24 excluded.
    pub shift_start: Decimal,
    /// Length of the shift, hours; 1–12.
    pub workday_hours: Decimal,
    /// Extra pay for hours between 22:00 and 06:00 local, share; 0–2.
    pub night_premium: Decimal,
    /// Provider's share of wages and on-costs; 0–3.
    pub markup: Decimal,
    /// Provider's fee a head and month, reporting currency; 0 or more.
    pub fee: Decimal,
    /// Name of the engagement preset last applied; may be empty.
    pub terms: String,
}

/// A team, part of which may work offshore.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Team {
    /// Unique over teams; `[a-z0-9-]{1,32}`. Stays when the name changes.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What the team does.
    pub role: String,
    /// The engagement preset.
    pub structure: Structure,
    /// Seats in full-time equivalents; above 0, at most 100 000.
    pub headcount: Decimal,
    /// Months from first day to full productivity at home; 0–36.
    pub ramp_months: Decimal,
    /// Offshore pay relative to the local market median; 0.6–2.
    pub pay_position: Decimal,
    /// Share of working time that needs colleagues at the same moment; 0–1.
    pub sync_share: Decimal,
    /// Share of that spent with home rather than with the team; 0–1.
    pub hq_weight: Decimal,
    /// Home managers dedicated to the offshore part, FTE; 0–10.
    pub liaisons: Decimal,
    /// Home managers a head offshore, FTE; 0–1.
    pub oversight: Decimal,
    /// Site id → annual gross median, local currency; above 0. Home and every site with a share.
    pub salary: IndexMap<String, Decimal>,
    /// Site id → share of the seats; 0–1 each, at most 1 in sum. The rest stays home.
    pub mix: IndexMap<String, Decimal>,
}

/// The friction factors.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Friction {
    /// Share of synchronous work lost where no hour is shared; 0–1.
    pub time_zone: Decimal,
    /// Share of synchronous work lost at a language gap of 1; 0–1.
    pub language: Decimal,
    /// Share of synchronous work lost at a cultural gap of 1; 0–1.
    pub culture: Decimal,
    /// Share of offshore output done again, at one manager to 20 heads; 0–0.9.
    pub rework: Decimal,
    /// Offshore ramp ÷ home ramp; 0.5–4.
    pub ramp_stretch: Decimal,
    /// Output on day one, share; 0–1.
    pub start_productivity: Decimal,
    /// Experienced time that one newcomer (in missing output) takes; 0–2.
    pub coaching: Decimal,
    /// How much faster coaching grows when many are new at once; 0–5.
    pub congestion: Decimal,
    /// Multiplier on site attrition; 0–5.
    pub attrition: Decimal,
    /// With no oversight at all there is 1 + this times the rework; 0–20.
    pub oversight_effect: Decimal,
    /// Elasticity of attrition to pay position, used with a minus; 0–6.
    pub pay_attrition: Decimal,
    /// Elasticity of productivity to pay position; 0–2.
    pub pay_productivity: Decimal,
    /// Extra attrition of a full night shift, share; 0–3.
    pub night_attrition: Decimal,
}

/// Managers, governance and travel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Management {
    /// A manager's annual gross at home, home currency; 0 or more.
    pub manager_salary: Decimal,
    /// Contract and compliance work, share of what is spent offshore; 0–1.
    pub governance: Decimal,
    /// Trips a year to a site; 0–1000.
    pub trips_per_year: Decimal,
    /// Cost of a trip, reporting currency; 0–1e9.
    pub trip_cost: Decimal,
}

/// What the move itself costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Transition {
    /// Whole months both seats are staffed; 0–24.
    pub handover_months: u32,
    /// Months of salary a released seat; 0–36.
    pub severance_months: Decimal,
    /// Set-up a seat, once, reporting currency; 0–1e9.
    pub set_up_per_seat: Decimal,
    /// Selection of a site, once, reporting currency; 0–1e9.
    pub selection_per_site: Decimal,
}

/// Pilot and waves of one team.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rollout {
    /// Seats opened first; 0–100 000.
    pub pilot_heads: Decimal,
    /// Whole months until the waves begin; 0–60.
    pub pilot_months: u32,
    /// Seats opened with each wave; 0–100 000.
    pub wave_heads: Decimal,
    /// Whole months between waves; 1–60.
    pub wave_every_months: u32,
}

impl Scenario {
    /// Home first, then the sites in file order.
    pub fn places(&self) -> impl Iterator<Item = &Site> {
        std::iter::once(&self.home).chain(&self.sites)
    }

    /// Home or a site, by its id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Site> {
        self.places().find(|place| place.id == id)
    }

    /// A team, by its id.
    #[must_use]
    pub fn team(&self, id: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// Whether the seats exist at home today, so that moving one releases it.
    #[must_use]
    pub fn seats_exist(&self) -> bool {
        self.objective == Objective::ReduceCost
    }

    /// Seats of all teams, FTE.
    #[must_use]
    pub fn headcount(&self) -> Decimal {
        self.teams.iter().map(|team| team.headcount).sum()
    }

    /// Seats of all teams that go to a site, FTE.
    #[must_use]
    pub fn seats_at(&self, site_id: &str) -> Decimal {
        self.teams.iter().map(|team| team.headcount * team.share(site_id)).sum()
    }
}

impl Team {
    /// Share of the seats at an offshore site; 0 where the mix does not name it.
    #[must_use]
    pub fn share(&self, site_id: &str) -> Decimal {
        self.mix.get(site_id).copied().unwrap_or_default()
    }

    /// Share of the seats that are offshore.
    #[must_use]
    pub fn offshore_share(&self) -> Decimal {
        self.mix.values().sum()
    }
}

/// One field of a record, to read.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each variant is named for what it holds")]
pub enum Value<'a> {
    Text(&'a String),
    Number(&'a Decimal),
    Whole(&'a u32),
    Objective(&'a Objective),
    Structure(&'a Structure),
    Culture(&'a Option<Culture>),
    Numbers(&'a IndexMap<String, Decimal>),
    Ranges(&'a IndexMap<String, (Decimal, Decimal)>),
    Record(&'a dyn Record),
    Records(&'a dyn RecordList),
}

/// One field of a record, to write.
#[expect(missing_docs, reason = "each variant is named for what it holds")]
pub enum ValueMut<'a> {
    Text(&'a mut String),
    Number(&'a mut Decimal),
    Whole(&'a mut u32),
    Objective(&'a mut Objective),
    Structure(&'a mut Structure),
    Culture(&'a mut Option<Culture>),
    Numbers(&'a mut IndexMap<String, Decimal>),
    Ranges(&'a mut IndexMap<String, (Decimal, Decimal)>),
    Record(&'a mut dyn Record),
    Records(&'a mut dyn RecordList),
}

/// A named field.
#[derive(Debug, Clone, Copy)]
pub struct Field<V> {
    /// Its name in the file.
    pub name: &'static str,
    /// Whether the file may leave it out.
    pub optional: bool,
    /// Its value.
    pub value: V,
}

/// A struct of the file, as the list of its fields in file order.
pub trait Record: std::fmt::Debug {
    /// The struct's name in the file and in messages.
    fn name(&self) -> &'static str;
    /// The fields, to read.
    fn fields(&self) -> Vec<Field<Value<'_>>>;
    /// The fields, to write.
    fn fields_mut(&mut self) -> Vec<Field<ValueMut<'_>>>;
}

/// A list of records of one kind.
pub trait RecordList: std::fmt::Debug {
    /// The records, to read.
    fn records(&self) -> Vec<&dyn Record>;
    /// Appends an empty record and hands it out to be filled.
    fn append(&mut self) -> &mut dyn Record;
}

impl<R: Record + Default> RecordList for Vec<R> {
    fn records(&self) -> Vec<&dyn Record> {
        self.iter().map(|record| record as &dyn Record).collect()
    }

    fn append(&mut self) -> &mut dyn Record {
        self.push(R::default());
        let last = self.len() - 1;
        &mut self[last]
    }
}

/// Lists a struct's fields in file order: `name: Kind`, with `optional` where the file may
/// leave the field out.
macro_rules! record {
    (@optional) => { false };
    (@optional optional) => { true };
    ($record:ident { $($field:ident: $kind:ident $($optional:ident)?),* $(,)? }) => {
        impl Record for $record {
            fn name(&self) -> &'static str {
                stringify!($record)
            }
            fn fields(&self) -> Vec<Field<Value<'_>>> {
                vec![$(Field {
                    name: stringify!($field),
                    optional: record!(@optional $($optional)?),
                    value: Value::$kind(&self.$field),
                },)*]
            }
            fn fields_mut(&mut self) -> Vec<Field<ValueMut<'_>>> {
                vec![$(Field {
                    name: stringify!($field),
                    optional: record!(@optional $($optional)?),
                    value: ValueMut::$kind(&mut self.$field),
                },)*]
            }
        }
    };
}

pub(crate) use record;

record!(Scenario {
    format: Whole,
    name: Text,
    note: Text optional,
    objective: Objective,
    money: Record,
    home: Record,
    sites: Records,
    teams: Records,
    friction: Record,
    management: Record,
    transition: Record,
    rollout: Record,
    uncertainty: Ranges optional,
});

record!(Money {
    currency: Text,
    start: Text,
    horizon_months: Whole,
    discount_rate: Number,
    price_growth: Number,
    target_saving: Number,
    friction_tolerance: Number,
});

record!(Site {
    id: Text,
    name: Text,
    country: Text,
    time_zone: Text,
    currency: Text,
    exchange_rate: Number,
    exchange_drift: Number,
    on_cost: Number,
    seat_cost: Number,
    wage_growth: Number,
    attrition: Number,
    productive_days: Number,
    hiring_cost: Number,
    time_to_fill: Whole,
    english: Number,
    culture: Culture optional,
    shift_start: Number,
    workday_hours: Number,
    night_premium: Number optional,
    markup: Number optional,
    fee: Number optional,
    terms: Text optional,
});

record!(Team {
    id: Text,
    name: Text,
    role: Text,
    structure: Structure,
    headcount: Number,
    ramp_months: Number,
    pay_position: Number,
    sync_share: Number,
    hq_weight: Number,
    liaisons: Number,
    oversight: Number,
    salary: Numbers,
    mix: Numbers,
});

record!(Friction {
    time_zone: Number,
    language: Number,
    culture: Number,
    rework: Number,
    ramp_stretch: Number,
    start_productivity: Number,
    coaching: Number,
    congestion: Number,
    attrition: Number,
    oversight_effect: Number,
    pay_attrition: Number,
    pay_productivity: Number,
    night_attrition: Number,
});

record!(Management { manager_salary: Number, governance: Number, trips_per_year: Number, trip_cost: Number });

record!(Transition {
    handover_months: Whole,
    severance_months: Number,
    set_up_per_seat: Number,
    selection_per_site: Number,
});

record!(Rollout { pilot_heads: Number, pilot_months: Whole, wave_heads: Number, wave_every_months: Whole });

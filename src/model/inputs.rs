//! What the model reads of a scenario, as bare numbers: a scenario's levers on any [`Scalar`].
//!
//! Made from a scenario once; after that its numbers can be moved by lever without names,
//! decimals or memory, which is what running the model many times needs. Whole numbers and
//! what estimates rest on are the same in every lane.

use super::{
    check::MOST_SITES,
    lever::{Group, LeverId, Which},
    scalar::Scalar,
    scenario::{Friction, Management, Money, Rollout, Scenario, Site, Team, Transition},
};

/// Where a number lies in its record.
type At<Numbers, S> = fn(&mut Numbers) -> &mut S;

/// The numbers of a record: `Name of Record { fields }`, each named and valued as in the file.
macro_rules! numbers {
    ($(#[$meaning:meta])* $name:ident of $record:ident { $($field:ident),* $(,)? }) => {
        $(#[$meaning])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<S> {
            $(#[doc = concat!("`", stringify!($field), "` of [`", stringify!($record), "`].")] pub $field: S,)*
        }

        impl<S: Scalar> $name<S> {
            fn of(record: &$record) -> Self {
                Self { $($field: S::from_decimal(record.$field)),* }
            }

            fn at(field: &str) -> Option<At<Self, S>> {
                match field {
                    $(stringify!($field) => Some(|numbers| &mut numbers.$field),)*
                    _ => None,
                }
            }
        }
    };
}

numbers!(
    /// Growth of prices, and rates that only results know.
    MoneyNumbers of Money { price_growth, discount_rate, target_saving, friction_tolerance }
);
numbers!(
    /// Home or a site.
    PlaceNumbers of Site {
        exchange_rate, exchange_drift, on_cost, seat_cost, wage_growth, attrition, productive_days, workday_hours,
        hiring_cost, night_premium, markup, fee,
    }
);
numbers!(
    /// A team, but for salaries and mix.
    TeamNumbers of Team { headcount, ramp_months, pay_position, sync_share, hq_weight, liaisons, oversight }
);
numbers!(
    /// The friction factors.
    FrictionNumbers of Friction {
        time_zone, language, culture, rework, ramp_stretch, start_productivity, coaching, congestion, attrition,
        oversight_effect, pay_attrition, pay_productivity, night_attrition,
    }
);
numbers!(
    /// Managers, governance and travel.
    ManagementNumbers of Management { manager_salary, governance, trips_per_year, trip_cost }
);
numbers!(
    /// What the move itself costs.
    TransitionNumbers of Transition { severance_months, set_up_per_seat, selection_per_site }
);
numbers!(
    /// Sizes of pilot and waves.
    RolloutNumbers of Rollout { pilot_heads, wave_heads }
);

/// A place and its time to fill.
#[derive(Debug, Clone, Copy)]
pub struct PlaceInputs<S> {
    /// What can differ by lane.
    pub numbers: PlaceNumbers<S>,
    /// Whole months from opening a seat to its first day.
    pub time_to_fill: usize,
}

/// A team, its salaries and its mix.
#[derive(Debug, Clone)]
pub struct TeamInputs<S> {
    /// What can differ by lane.
    pub numbers: TeamNumbers<S>,
    /// Annual salary by place in local currency, home first; 0 where there is none.
    pub salary: Vec<S>,
    /// Share of the seats by site in file order.
    pub mix: Vec<S>,
}

/// A scenario as numbers.
#[derive(Debug, Clone)]
pub struct Inputs<S> {
    /// Whether the seats exist at home today.
    pub seats_exist: bool,
    /// Months looked at.
    pub horizon_months: usize,
    /// Months both seats are staffed.
    pub handover_months: usize,
    /// Months until the waves begin.
    pub pilot_months: usize,
    /// Months between waves, at least 1.
    pub wave_every_months: usize,
    /// Growth of prices.
    pub money: MoneyNumbers<S>,
    /// Home.
    pub home: PlaceInputs<S>,
    /// Sites in file order.
    pub sites: Vec<PlaceInputs<S>>,
    /// Teams in file order.
    pub teams: Vec<TeamInputs<S>>,
    /// The friction factors.
    pub friction: FrictionNumbers<S>,
    /// Managers, governance and travel.
    pub management: ManagementNumbers<S>,
    /// What the move itself costs.
    pub transition: TransitionNumbers<S>,
    /// Sizes of pilot and waves.
    pub rollout: RolloutNumbers<S>,
}

/// Where the number of a lever lies in [`Inputs`].
#[derive(Debug, Clone, Copy)]
pub enum Slot<S> {
    /// `money.X`
    Money(At<MoneyNumbers<S>, S>),
    /// `home.X`
    Home(At<PlaceNumbers<S>, S>),
    /// `site.<id>.X`, by index
    Site(usize, At<PlaceNumbers<S>, S>),
    /// `team.<id>.X`, by index
    Team(usize, At<TeamNumbers<S>, S>),
    /// A team's salary at a place, home first
    Salary(usize, usize),
    /// A team's share at a site
    Mix(usize, usize),
    /// `friction.X`
    Friction(At<FrictionNumbers<S>, S>),
    /// `management.X`
    Management(At<ManagementNumbers<S>, S>),
    /// `transition.X`
    Transition(At<TransitionNumbers<S>, S>),
    /// `rollout.X`
    Rollout(At<RolloutNumbers<S>, S>),
    /// The whole offshore share
    Offshore,
}

impl<S: Scalar> Slot<S> {
    /// Where a lever's number lies; none for a `*`, for what the scenario has not, and for levers
    /// that can't differ by lane: whole numbers, and those that gaps and nights are estimated from.
    #[must_use]
    pub fn find(lever: &LeverId, scenario: &Scenario) -> Option<Self> {
        let field = lever.field();
        let named = |which: &Which, id: &str| matches!(which, Which::One(name) if name == id);
        let team = || scenario.teams.iter().position(|team| named(lever.of(), &team.id));
        let place = |which: &Which| scenario.places().position(|place| named(which, &place.id));
        match lever.group() {
            Group::Money => MoneyNumbers::at(field).map(Self::Money),
            // Gaps and nights rest on the length of the shift.
            Group::Place if field == "workday_hours" => None,
            Group::Place if *lever.of() == Which::Only => PlaceNumbers::at(field).map(Self::Home),
            Group::Place => Some(Self::Site(place(lever.of())?.checked_sub(1)?, PlaceNumbers::at(field)?)),
            Group::Team => Some(Self::Team(team()?, TeamNumbers::at(field)?)),
            Group::Salary => Some(Self::Salary(team()?, place(lever.at())?)),
            Group::Mix => Some(Self::Mix(team()?, place(lever.at())?.checked_sub(1)?)),
            Group::Friction => FrictionNumbers::at(field).map(Self::Friction),
            Group::Management => ManagementNumbers::at(field).map(Self::Management),
            Group::Transition => TransitionNumbers::at(field).map(Self::Transition),
            Group::Rollout => RolloutNumbers::at(field).map(Self::Rollout),
            Group::Offshore => Some(Self::Offshore),
        }
    }
}

impl<S: Scalar> Inputs<S> {
    /// The numbers of a valid scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let place =
            |place: &Site| PlaceInputs { numbers: PlaceNumbers::of(place), time_to_fill: months(place.time_to_fill) };
        let team = |team: &Team| TeamInputs {
            numbers: TeamNumbers::of(team),
            salary: scenario
                .places()
                .map(|place| S::from_decimal(team.salary.get(&place.id).copied().unwrap_or_default()))
                .collect(),
            mix: scenario.sites.iter().map(|site| S::from_decimal(team.share(&site.id))).collect(),
        };
        let Scenario { money, friction, management, transition, rollout, .. } = scenario;
        Self {
            seats_exist: scenario.seats_exist(),
            horizon_months: months(money.horizon_months),
            handover_months: months(transition.handover_months),
            pilot_months: months(rollout.pilot_months),
            wave_every_months: months(rollout.wave_every_months).max(1),
            money: MoneyNumbers::of(money),
            home: place(&scenario.home),
            sites: scenario.sites.iter().map(place).collect(),
            teams: scenario.teams.iter().map(team).collect(),
            friction: FrictionNumbers::of(friction),
            management: ManagementNumbers::of(management),
            transition: TransitionNumbers::of(transition),
            rollout: RolloutNumbers::of(rollout),
        }
    }

    /// Moves one number. Values are held within their fields' range by who draws them.
    #[inline(always)]
    pub fn set(&mut self, slot: &Slot<S>, value: S) {
        let number = match slot {
            Slot::Money(at) => at(&mut self.money),
            Slot::Home(at) => at(&mut self.home.numbers),
            Slot::Site(site, at) => at(&mut self.sites[*site].numbers),
            Slot::Team(team, at) => at(&mut self.teams[*team].numbers),
            Slot::Salary(team, place) => &mut self.teams[*team].salary[*place],
            Slot::Mix(team, site) => &mut self.teams[*team].mix[*site],
            Slot::Friction(at) => at(&mut self.friction),
            Slot::Management(at) => at(&mut self.management),
            Slot::Transition(at) => at(&mut self.transition),
            Slot::Rollout(at) => at(&mut self.rollout),
            Slot::Offshore => return self.set_offshore(value),
        };
        *number = value;
    }

    /// Moves the whole offshore share, the split between sites kept: teams move towards it
    /// together, none goes over the whole, and one that is all at home joins at the split of the
    /// teams together.
    fn set_offshore(&mut self, share: S) {
        let sites = self.sites.len();
        let (mut heads, mut offshore) = (S::ZERO, S::ZERO);
        let mut split = [S::ZERO; MOST_SITES];
        for team in &self.teams {
            heads = heads + team.numbers.headcount;
            for (split, share) in split.iter_mut().zip(&team.mix) {
                let seats = team.numbers.headcount * *share;
                *split = *split + seats;
                offshore = offshore + seats;
            }
        }
        let today = offshore.ratio(heads);
        let kept = share.min(today).ratio(today);
        let further = (share - today).at_least_zero().ratio(S::ONE - today);
        for team in &mut self.teams {
            let whole = team.mix.iter().fold(S::ZERO, |sum, share| sum + *share);
            let target = (whole * kept + (S::ONE - whole) * further).min(S::ONE);
            for (mine, split) in team.mix.iter_mut().zip(&split[..sites]) {
                *mine = target * whole.if_positive(mine.ratio(whole), split.ratio(offshore));
            }
        }
    }

    /// Scales a mix that is over 1 in sum back to 1.
    #[inline(always)]
    pub fn hold_mixes(&mut self) {
        for team in &mut self.teams {
            let whole = team.mix.iter().fold(S::ZERO, |sum, share| sum + *share);
            let over = (whole - S::ONE).at_least_zero();
            for share in &mut team.mix {
                *share = over.if_positive(share.ratio(whole), *share);
            }
        }
    }
}

/// A whole number of months from the file.
fn months(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

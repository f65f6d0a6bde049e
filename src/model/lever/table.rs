//! The table of levers. Defaults, ranges and their sources are those of the model, version 1.
//!
//! Over 500 lines: it is one table, a paragraph a lever.

use rust_decimal::{Decimal, dec};

use super::{Basis, Bounds, Group, Lever, Rail, Unit, Zones};

use Basis::{Assumption, Own, Source};
use Bounds as B;

/// The largest amount a head and year in local currency.
const LOCAL: Decimal = dec!(10000000000000);
/// The largest amount a head and year, or once, in reporting currency.
const REPORTING: Decimal = dec!(1000000000);

const fn row(group: Group, field: &'static str, label: &'static str, unit: Unit, meaning: &'static str) -> Lever {
    Lever {
        group,
        field,
        label,
        meaning,
        unit,
        whole: false,
        valid: B::closed(dec!(0), dec!(1)),
        rail: Rail::Fixed(dec!(0), dec!(1)),
        step: dec!(0.01),
        zones: None,
        default: None,
        uncertainty: None,
        basis: Own,
    }
}

const fn fixed(low: Decimal, high: Decimal) -> Rail {
    Rail::Fixed(low, high)
}

#[expect(clippy::unnecessary_wraps, reason = "it fills a field of the table that is none where a lever has no zones")]
const fn zones(names: [&'static str; 3], bounds: [Decimal; 2]) -> Option<Zones> {
    Some(Zones { bounds, names })
}

const FRICTION_ZONES: [&str; 3] = ["none", "typical", "heavy"];

/// Every number of a scenario that can be moved.
pub static LEVERS: &[Lever] = &[
    // What the first screen shows, friction first.
    Lever {
        valid: B::closed(dec!(0), dec!(1)),
        zones: zones(FRICTION_ZONES, [dec!(0.3), dec!(0.9)]),
        default: Some(dec!(0.88)),
        uncertainty: Some((dec!(0.85), dec!(1.14))),
        basis: Source(
            "Chauvin, Choudhury and Fang 2024: one hour less overlap, 11 % less talk at the same moment; only ±1 hour is measured",
        ),
        ..row(
            Group::Friction,
            "time_zone",
            "Time zone",
            Unit::Coefficient,
            "Share of the work that needs colleagues at the same moment that is lost where no hour of the day is shared.",
        )
    },
    Lever {
        zones: zones(FRICTION_ZONES, [dec!(0.1), dec!(0.4)]),
        default: Some(dec!(0.25)),
        uncertainty: Some((dec!(0.4), dec!(2))),
        basis: Assumption("no source turns English scores into output"),
        ..row(
            Group::Friction,
            "language",
            "Language",
            Unit::Coefficient,
            "Share of the work that needs colleagues that is lost at the largest language gap.",
        )
    },
    Lever {
        zones: zones(FRICTION_ZONES, [dec!(0.05), dec!(0.3)]),
        default: Some(dec!(0.10)),
        uncertainty: Some((dec!(0), dec!(3))),
        basis: Assumption("no source turns the index of cultural distance into output"),
        ..row(
            Group::Friction,
            "culture",
            "Culture",
            Unit::Coefficient,
            "Share of the work that needs colleagues that is lost at the largest cultural distance.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(0.9)),
        rail: fixed(dec!(0), dec!(0.3)),
        step: dec!(0.005),
        zones: zones(FRICTION_ZONES, [dec!(0.02), dec!(0.1)]),
        default: Some(dec!(0.05)),
        uncertainty: Some((dec!(0.2), dec!(2))),
        basis: Source("CIO 2003: process cost of 1–10 % of the contract"),
        ..row(
            Group::Friction,
            "rework",
            "Rework",
            Unit::Share,
            "Share of offshore output that is done again, at one manager to 20 heads; fewer managers mean more of it.",
        )
    },
    Lever {
        valid: B::closed(dec!(0.5), dec!(4)),
        rail: fixed(dec!(0.5), dec!(3)),
        step: dec!(0.05),
        zones: zones(["quick", "typical", "slow"], [dec!(1.05), dec!(1.6)]),
        default: Some(dec!(1.25)),
        uncertainty: Some((dec!(0.8), dec!(1.2))),
        basis: Source("Šmite and van Solingen 2016: learning took up to 1.5 times as long"),
        ..row(
            Group::Friction,
            "ramp_stretch",
            "Ramp-up stretch",
            Unit::Multiplier,
            "How much longer a newcomer offshore takes to full productivity than one at home.",
        )
    },
    Lever {
        default: Some(dec!(0.25)),
        uncertainty: Some((dec!(0.5), dec!(1.5))),
        basis: Assumption("no source gives output on day one"),
        ..row(
            Group::Friction,
            "start_productivity",
            "Day-one output",
            Unit::Share,
            "What a newcomer delivers on day one, share of full productivity.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(2)),
        default: Some(dec!(0.25)),
        uncertainty: Some((dec!(0.5), dec!(1.5))),
        basis: Assumption("no source measures the time of those who teach"),
        ..row(
            Group::Friction,
            "coaching",
            "Coaching",
            Unit::Coefficient,
            "Experienced time that one newcomer takes, for each unit of output still missing.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(5)),
        rail: fixed(dec!(0), dec!(5)),
        step: dec!(0.1),
        default: Some(dec!(1)),
        uncertainty: Some((dec!(0.5), dec!(1.5))),
        basis: Assumption("growing faster than a team can teach costs more than in proportion"),
        ..row(
            Group::Friction,
            "congestion",
            "Congestion",
            Unit::Coefficient,
            "How many times more coaching each newcomer takes when the whole team is new: 1 doubles it.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(5)),
        rail: fixed(dec!(0), dec!(4)),
        step: dec!(0.05),
        zones: zones(["calm", "typical", "heavy"], [dec!(0.7), dec!(1.5)]),
        default: Some(dec!(1)),
        uncertainty: Some((dec!(0.7), dec!(1.5))),
        basis: Source("contact centres and IT services, 2021–2025: spread of published site figures"),
        ..row(
            Group::Friction,
            "attrition",
            "Attrition",
            Unit::Multiplier,
            "Multiplier on the share of heads that leaves an offshore site in a year.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(20)),
        rail: fixed(dec!(0), dec!(20)),
        step: dec!(0.5),
        default: Some(dec!(4)),
        uncertainty: Some((dec!(0.5), dec!(2))),
        basis: Assumption("saving on managers comes back as rework"),
        ..row(
            Group::Friction,
            "oversight_effect",
            "Oversight effect",
            Unit::Coefficient,
            "With no oversight at all, rework grows by this many times.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(6)),
        rail: fixed(dec!(0), dec!(6)),
        step: dec!(0.1),
        default: Some(dec!(3)),
        uncertainty: Some((dec!(0.67), dec!(1.5))),
        basis: Source("EPI; Emanuel and Harrington 2020: 1 % less pay, 2–4.5 % more leavers"),
        ..row(
            Group::Friction,
            "pay_attrition",
            "Pay and attrition",
            Unit::Coefficient,
            "Per cent more leavers for each per cent of pay below the local market.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(2)),
        rail: fixed(dec!(0), dec!(2)),
        default: Some(dec!(0.10)),
        uncertainty: Some((dec!(0), dec!(3))),
        basis: Assumption("cautious; 0.7–1.1 was measured elsewhere"),
        ..row(
            Group::Friction,
            "pay_productivity",
            "Pay and productivity",
            Unit::Coefficient,
            "Per cent more output for each per cent of pay above the local market.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(3)),
        rail: fixed(dec!(0), dec!(3)),
        step: dec!(0.05),
        default: Some(dec!(0.3)),
        basis: Assumption("people leave night work sooner"),
        ..row(
            Group::Friction,
            "night_attrition",
            "Night attrition",
            Unit::Share,
            "Extra leavers where the whole shift is at night, share.",
        )
    },
    // Teams.
    Lever {
        valid: B::above(dec!(0), dec!(100000)),
        rail: fixed(dec!(1), dec!(100)),
        step: dec!(1),
        ..row(Group::Team, "headcount", "Headcount", Unit::Seats, "Seats of the team in full-time equivalents.")
    },
    Lever {
        valid: B::closed(dec!(0.6), dec!(2)),
        rail: fixed(dec!(0.6), dec!(2)),
        zones: zones(["too cheap", "market", "generous"], [dec!(0.9), dec!(1.2)]),
        default: Some(dec!(1)),
        basis: Own,
        ..row(
            Group::Team,
            "pay_position",
            "Pay against local market",
            Unit::Multiplier,
            "Offshore pay relative to the local market median; less pay means more leavers and less output.",
        )
    },
    Lever {
        rail: fixed(dec!(0), dec!(0.2)),
        step: dec!(0.005),
        zones: zones(["thin", "typical", "close"], [dec!(0.04), dec!(0.12)]),
        uncertainty: Some((dec!(0.5), dec!(2))),
        basis: Source("ICMI: 5–20 agents a supervisor; the default goes with the structure"),
        ..row(
            Group::Team,
            "oversight",
            "Oversight",
            Unit::Span,
            "Home managers for each head offshore; too few, and rework grows.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(36)),
        rail: fixed(dec!(0), dec!(24)),
        step: dec!(0.25),
        uncertainty: Some((dec!(0.7), dec!(1.4))),
        basis: Source("Mellon 2003: clerical 8, service 12, sales 16, professional 20, manager 25 weeks"),
        ..row(
            Group::Team,
            "ramp_months",
            "Ramp-up",
            Unit::Months,
            "Months from a newcomer's first day to full productivity, at home.",
        )
    },
    Lever {
        basis: Assumption("goes with the structure"),
        ..row(
            Group::Team,
            "sync_share",
            "Work at the same moment",
            Unit::Share,
            "Share of working time that needs colleagues at the same moment.",
        )
    },
    Lever {
        basis: Assumption("goes with the structure"),
        ..row(
            Group::Team,
            "hq_weight",
            "Of that, with home",
            Unit::Share,
            "Share of the time with colleagues that is spent with home rather than within the team.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(10)),
        rail: fixed(dec!(0), dec!(5)),
        step: dec!(0.25),
        basis: Assumption("goes with the structure"),
        ..row(Group::Team, "liaisons", "Liaisons", Unit::Managers, "Home managers dedicated to the offshore part.")
    },
    Lever {
        valid: B::above(dec!(0), LOCAL),
        rail: Rail::Scaled,
        ..row(
            Group::Salary,
            "",
            "Salary",
            Unit::LocalMoney,
            "Annual gross median pay of the role there, local currency.",
        )
    },
    Lever {
        ..row(
            Group::Mix,
            "",
            "Share of seats",
            Unit::Share,
            "Share of the team's seats at the site; the rest stays home.",
        )
    },
    Lever {
        ..row(
            Group::Offshore,
            "",
            "Offshore share",
            Unit::Share,
            "The whole offshore share of all teams; the split between sites is kept.",
        )
    },
    // Roll-out and transition.
    Lever {
        valid: B::closed(dec!(0), dec!(100000)),
        rail: fixed(dec!(0), dec!(50)),
        step: dec!(1),
        ..row(Group::Rollout, "pilot_heads", "Pilot", Unit::Seats, "Seats of a team that move first.")
    },
    Lever {
        whole: true,
        valid: B::closed(dec!(0), dec!(60)),
        rail: fixed(dec!(0), dec!(24)),
        step: dec!(1),
        ..row(Group::Rollout, "pilot_months", "Pilot length", Unit::Months, "Months until the waves begin.")
    },
    Lever {
        valid: B::closed(dec!(0), dec!(100000)),
        rail: fixed(dec!(0), dec!(50)),
        step: dec!(1),
        ..row(Group::Rollout, "wave_heads", "Wave", Unit::Seats, "Seats of a team that move with each wave.")
    },
    Lever {
        whole: true,
        valid: B::closed(dec!(1), dec!(60)),
        rail: fixed(dec!(1), dec!(24)),
        step: dec!(1),
        ..row(Group::Rollout, "wave_every_months", "A wave every", Unit::Months, "Months between two waves.")
    },
    Lever {
        whole: true,
        valid: B::closed(dec!(0), dec!(24)),
        rail: fixed(dec!(0), dec!(24)),
        step: dec!(1),
        default: Some(dec!(3)),
        basis: Source("CIO 2003: three months to a year to hand work over"),
        ..row(
            Group::Transition,
            "handover_months",
            "Handover",
            Unit::Months,
            "Months in which both seats are staffed, the old and the new.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(36)),
        rail: fixed(dec!(0), dec!(24)),
        step: dec!(0.5),
        default: Some(dec!(3)),
        uncertainty: Some((dec!(0.5), dec!(2))),
        basis: Assumption("differs by country, contract and length of service"),
        ..row(
            Group::Transition,
            "severance_months",
            "Severance",
            Unit::Months,
            "Months of salary paid for each seat released at home.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), REPORTING),
        rail: Rail::Scaled,
        ..row(
            Group::Transition,
            "set_up_per_seat",
            "Set-up a seat",
            Unit::Money,
            "Paid once for each seat that opens offshore.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), REPORTING),
        rail: Rail::Scaled,
        ..row(
            Group::Transition,
            "selection_per_site",
            "Selection of a site",
            Unit::Money,
            "Paid once for each site: search, visits, contract.",
        )
    },
    // Management.
    Lever {
        default: Some(dec!(0.06)),
        rail: fixed(dec!(0), dec!(0.3)),
        step: dec!(0.005),
        uncertainty: Some((dec!(0.5), dec!(1.67))),
        basis: Source("O'Reilly; CIO 2003: 3–10 % of the contract"),
        ..row(
            Group::Management,
            "governance",
            "Governance",
            Unit::Share,
            "Contract and compliance work, share of what is spent offshore.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), LOCAL),
        rail: Rail::Scaled,
        ..row(
            Group::Management,
            "manager_salary",
            "Manager's salary",
            Unit::LocalMoney,
            "A manager's annual gross pay at home, home currency.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(1000)),
        rail: fixed(dec!(0), dec!(24)),
        step: dec!(1),
        ..row(Group::Management, "trips_per_year", "Trips", Unit::Trips, "Trips a year to each site.")
    },
    Lever {
        valid: B::closed(dec!(0), REPORTING),
        rail: Rail::Scaled,
        ..row(Group::Management, "trip_cost", "Cost of a trip", Unit::Money, "Flight, hotel and time of one trip.")
    },
    // Places.
    Lever {
        valid: B::closed(dec!(0), dec!(2)),
        ..row(
            Group::Place,
            "on_cost",
            "On-cost",
            Unit::Share,
            "Employer's statutory and benefit cost on top of wages, share of wages.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), LOCAL),
        rail: Rail::Scaled,
        ..row(
            Group::Place,
            "seat_cost",
            "Seat cost",
            Unit::LocalMoney,
            "Desk, equipment and licences, a head and month, local currency.",
        )
    },
    Lever {
        valid: B::closed(dec!(-0.2), dec!(0.5)),
        rail: fixed(dec!(-0.05), dec!(0.2)),
        step: dec!(0.001),
        uncertainty: Some((dec!(0.6), dec!(1.5))),
        basis: Assumption("the range; the value is the place's own"),
        ..row(Group::Place, "wage_growth", "Wage growth", Unit::Share, "Growth of pay a year, in local currency.")
    },
    Lever {
        valid: B::closed(dec!(0), dec!(3)),
        zones: zones(["calm", "typical", "heavy"], [dec!(0.12), dec!(0.4)]),
        ..row(Group::Place, "attrition", "Attrition", Unit::Share, "Leavers a year, share of heads.")
    },
    Lever {
        valid: B::closed(dec!(100), dec!(330)),
        rail: fixed(dec!(180), dec!(280)),
        step: dec!(1),
        ..row(
            Group::Place,
            "productive_days",
            "Productive days",
            Unit::Days,
            "Days worked a year after holidays and leave.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(3)),
        ..row(
            Group::Place,
            "hiring_cost",
            "Hiring cost",
            Unit::Share,
            "What it costs to hire one person, share of annual salary.",
        )
    },
    Lever {
        whole: true,
        valid: B::closed(dec!(0), dec!(12)),
        rail: fixed(dec!(0), dec!(12)),
        step: dec!(1),
        ..row(
            Group::Place,
            "time_to_fill",
            "Time to fill",
            Unit::Months,
            "Months from opening a seat to the first day of the person in it.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(800)),
        rail: fixed(dec!(300), dec!(800)),
        step: dec!(5),
        zones: zones(["basic", "working", "fluent"], [dec!(500), dec!(600)]),
        ..row(Group::Place, "english", "English", Unit::Points, "EF EPI points; 800 where English is native.")
    },
    Lever {
        valid: B::below(dec!(0), dec!(24)),
        rail: fixed(dec!(0), dec!(23.5)),
        step: dec!(0.5),
        ..row(Group::Place, "shift_start", "Shift starts", Unit::Clock, "Start of the shift on the local clock.")
    },
    Lever {
        valid: B::closed(dec!(1), dec!(12)),
        rail: fixed(dec!(4), dec!(12)),
        step: dec!(0.5),
        ..row(Group::Place, "workday_hours", "Workday", Unit::Hours, "Hours of a shift.")
    },
    Lever {
        valid: B::closed(dec!(0), dec!(2)),
        ..row(
            Group::Place,
            "night_premium",
            "Night premium",
            Unit::Share,
            "Extra pay for the hours between 22:00 and 06:00.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), dec!(3)),
        ..row(
            Group::Place,
            "markup",
            "Provider's markup",
            Unit::Share,
            "What the provider adds, share of wages and on-costs.",
        )
    },
    Lever {
        valid: B::closed(dec!(0), REPORTING),
        rail: Rail::Scaled,
        ..row(
            Group::Place,
            "fee",
            "Provider's fee",
            Unit::Money,
            "What the provider charges a head and month, reporting currency.",
        )
    },
    Lever {
        valid: B::above(dec!(0), LOCAL),
        rail: Rail::Scaled,
        uncertainty: Some((dec!(0.9), dec!(1.1))),
        basis: Assumption("the range; the rate is the place's own"),
        ..row(
            Group::Place,
            "exchange_rate",
            "Exchange rate",
            Unit::ExchangeRate,
            "Reporting currency for one local unit at the start.",
        )
    },
    Lever {
        valid: B::closed(dec!(-0.5), dec!(0.5)),
        rail: fixed(dec!(-0.2), dec!(0.2)),
        step: dec!(0.005),
        ..row(Group::Place, "exchange_drift", "Exchange drift", Unit::Share, "Change of the exchange rate a year.")
    },
    // Money.
    Lever {
        whole: true,
        valid: B::closed(dec!(12), dec!(120)),
        rail: fixed(dec!(12), dec!(120)),
        step: dec!(1),
        ..row(Group::Money, "horizon_months", "Horizon", Unit::Months, "Months looked at.")
    },
    Lever {
        valid: B::closed(dec!(0), dec!(0.5)),
        rail: fixed(dec!(0), dec!(0.3)),
        step: dec!(0.005),
        ..row(Group::Money, "discount_rate", "Discount rate", Unit::Share, "Nominal rate a year for net present value.")
    },
    Lever {
        valid: B::closed(dec!(-0.1), dec!(0.5)),
        rail: fixed(dec!(-0.05), dec!(0.2)),
        step: dec!(0.005),
        ..row(
            Group::Money,
            "price_growth",
            "Price growth",
            Unit::Share,
            "Growth of seat costs, fees and travel a year.",
        )
    },
    Lever {
        ..row(
            Group::Money,
            "target_saving",
            "Target saving",
            Unit::Share,
            "Effective saving from which a smooth move is called a go.",
        )
    },
    Lever {
        ..row(
            Group::Money,
            "friction_tolerance",
            "Friction tolerance",
            Unit::Share,
            "Friction up to which a move is called smooth, share of home cost.",
        )
    },
];

//! What a head costs as the years go by: growth of prices, wages and exchange rates.
//!
//! Knows neither seats nor postings.

use super::{
    check::MOST_SITES,
    plan::{Plan, TeamPlan},
    scalar::Scalar,
};

/// Growth up to the year of a month.
#[derive(Debug, Clone)]
pub(super) struct YearRates<S> {
    pub(super) prices: S,
    home_wages: S,
    home_exchange: S,
    /// A manager's month, fully loaded.
    pub(super) manager: S,
    /// For each site: growth of wages and of the exchange rate for seats.
    pub(super) sites: [(S, S); MOST_SITES],
}

impl<S: Scalar> YearRates<S> {
    /// Of no plan yet.
    pub(super) const EMPTY: Self = Self {
        prices: S::ONE,
        home_wages: S::ONE,
        home_exchange: S::ONE,
        manager: S::ZERO,
        sites: [(S::ONE, S::ONE); MOST_SITES],
    };

    /// Moves on to a month; months come in order, from 0. Says whether a new year has begun.
    #[inline(always)]
    pub(super) fn advance(&mut self, plan: &Plan<S>, month: usize) -> bool {
        if month == 0 {
            *self = Self { manager: plan.overhead.manager_month, ..Self::EMPTY };
            return true;
        }
        if !month.is_multiple_of(12) {
            return false;
        }
        self.prices = self.prices * plan.price_growth;
        self.home_wages = self.home_wages * plan.home.wage_growth;
        self.home_exchange = self.home_exchange * plan.home.exchange_growth;
        self.manager = self.manager * plan.home.wage_growth;
        for ((wages, seats), site) in self.sites.iter_mut().zip(&plan.sites) {
            *wages = *wages * site.wage_growth;
            *seats = *seats * site.seat_growth;
        }
        true
    }
}

/// What a head of a team costs at home in a month; the same all year.
#[derive(Debug, Clone, Copy)]
pub(super) struct HomeRates<S> {
    pub(super) salary: S,
    /// Wages, on-costs and the seat.
    pub(super) unit: S,
    /// A joiner.
    pub(super) hiring: S,
}

impl<S: Scalar> HomeRates<S> {
    #[inline(always)]
    pub(super) fn of(plan: &Plan<S>, team: &TeamPlan<S>, rates: &YearRates<S>) -> Self {
        let salary = team.salary * rates.home_wages;
        let seat = plan.home.seat_cost * rates.prices * rates.home_exchange;
        Self { salary, unit: salary.twelfth() * plan.home.loaded + seat, hiring: salary * plan.home.hiring_cost }
    }
}

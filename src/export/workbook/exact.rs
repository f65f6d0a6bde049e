//! What the exact books posted, cell by cell: stored beside each formula, and which way its half cents
//! were rounded.

use rust_decimal::Decimal;

use crate::model::{
    estimates::Estimates,
    ledger::{Account, Book, Clerk, Line, Posting, keep},
    plan::{Plan, Stage},
    scenario::Scenario,
    seats::Pools,
};

/// Accounts: two of the baseline, the lines of cash, lost capacity.
const ACCOUNTS: usize = 3 + Line::ALL.len();

/// Postings of a scenario: the books, by site, and those of the bridge's stages, all sites together.
pub(super) struct Exact {
    books: Shelf,
    stages: Vec<(Stage, Shelf)>,
}

/// Postings by account, team, place and month.
struct Shelf {
    amounts: Vec<Decimal>,
    teams: usize,
    /// 1 where all places stand together.
    places: usize,
    months: usize,
}

impl Exact {
    /// The postings of a valid scenario.
    pub(super) fn of(scenario: &Scenario, estimates: &Estimates) -> Self {
        let shelf = |stage: Stage, places: usize| {
            let plan = Plan::<Decimal>::new(scenario, estimates, stage);
            let (teams, months) = (plan.teams.len(), plan.months);
            let amounts = vec![Decimal::ZERO; ACCOUNTS * (teams + 1) * places * months];
            let mut shelf = Shelf { amounts, teams, places, months };
            keep(&plan, Pools::default(), &mut Clerk::default(), &mut shelf);
            shelf
        };
        let between = Stage::ALL.into_iter().filter(|stage| (Stage::Wages..=Stage::Rework).contains(stage));
        Self {
            books: shelf(Stage::Management, scenario.sites.len() + 1),
            stages: between.map(|stage| (stage, shelf(stage, 1))).collect(),
        }
    }

    /// An amount of the books.
    pub(super) fn posted(&self, account: Account, team: Option<usize>, site: Option<usize>, month: usize) -> Decimal {
        self.books.amount(Posting { account, team, site, month })
    }

    /// An amount at a stage of the bridge, all sites together.
    pub(super) fn at(&self, stage: Stage, account: Account, team: usize, month: usize) -> Decimal {
        let posting = Posting { account, team: Some(team), site: None, month };
        let found = self.stages.iter().find(|(of, _)| *of == stage);
        found.map_or(Decimal::ZERO, |(_, shelf)| shelf.amount(posting))
    }
}

impl Shelf {
    fn index(&self, posting: Posting) -> usize {
        let account = match posting.account {
            Account::BaselinePayroll => 0,
            Account::BaselineHiring => 1,
            Account::LostCapacity => 2,
            Account::Cash(line) => 3 + line as usize,
        };
        let team = posting.team.unwrap_or(self.teams);
        let place = posting.site.map_or(0, |site| site + 1).min(self.places - 1);
        ((account * (self.teams + 1) + team) * self.places + place) * self.months + posting.month
    }

    fn amount(&self, posting: Posting) -> Decimal {
        self.amounts.get(self.index(posting)).copied().unwrap_or_default()
    }
}

impl Book<Decimal> for Shelf {
    fn post(&mut self, posting: Posting, amount: Decimal) {
        let index = self.index(posting);
        if let Some(sum) = self.amounts.get_mut(index) {
            *sum += amount;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    #[test]
    fn amounts_add_up_to_the_books_and_to_the_bridge() {
        let scenario = two_sites();
        let evaluation = evaluate(&scenario);
        let exact = Exact::of(&scenario, &evaluation.estimates);
        let wages: Decimal = (0..scenario.teams.len())
            .flat_map(|team| (0..scenario.sites.len()).map(move |site| (team, site)))
            .flat_map(|(team, site)| (0..evaluation.ledger.months.len()).map(move |month| (team, site, month)))
            .map(|(team, site, month)| exact.posted(Account::Cash(Line::OffshoreWages), Some(team), Some(site), month))
            .sum();
        assert_eq!(wages, evaluation.ledger.total(|month| month.lines[Line::OffshoreWages as usize]));
        for (stage, shelf) in &exact.stages {
            let baseline = ACCOUNTS.min(2) * (shelf.teams + 1) * shelf.months;
            let total: Decimal = shelf.amounts[baseline..].iter().sum();
            assert_eq!(total, evaluation.bridge.after(*stage), "{}", stage.label());
        }
    }
}

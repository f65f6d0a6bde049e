//! Every posting of the exact books, one by one: what the ledger is the sum of.

use rust_decimal::Decimal;

use super::{
    estimates::Estimates,
    ledger::{Book, Clerk, Posting, keep},
    plan::{Plan, Stage},
    scenario::Scenario,
    seats::Pools,
};

/// A posting and its amount in cents, reporting currency.
pub type Posted = (Posting, Decimal);

struct Journal(Vec<Posted>);

impl Book<Decimal> for Journal {
    fn post(&mut self, posting: Posting, amount: Decimal) {
        if !amount.is_zero() {
            self.0.push((posting, amount));
        }
    }
}

/// All postings of a valid scenario that are not 0, in the order in which they are made.
#[must_use]
pub fn postings(scenario: &Scenario, estimates: &Estimates) -> Vec<Posted> {
    let plan = Plan::<Decimal>::new(scenario, estimates, Stage::Management);
    let mut journal = Journal(Vec::new());
    keep(&plan, Pools::default(), &mut Clerk::default(), &mut journal);
    journal.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ledger::{Account, Line},
        results::evaluate,
        testing::two_sites,
    };

    #[test]
    fn the_ledger_is_the_sum_of_its_postings() {
        let scenario = two_sites();
        let exact = evaluate(&scenario);
        let postings = postings(&scenario, &exact.estimates);
        let sum = |of: &dyn Fn(Account) -> bool| -> Decimal {
            postings.iter().filter(|(posting, _)| of(posting.account)).map(|(_, amount)| *amount).sum()
        };
        let totals = exact.results.totals;
        assert_eq!(sum(&|account| matches!(account, Account::Cash(_))), totals.cash);
        assert_eq!(sum(&|account| account == Account::LostCapacity), totals.lost_capacity);
        let home = sum(&|account| matches!(account, Account::BaselinePayroll | Account::BaselineHiring));
        assert_eq!(home, totals.home);
        for line in Line::ALL {
            let posted = sum(&|account| account == Account::Cash(line));
            assert_eq!(posted, exact.ledger.total(|month| month.lines[line as usize]), "{}", line.label());
        }
    }
}

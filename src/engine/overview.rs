//! Many scenarios at once, each in a few figures: what a list of them shows.
//!
//! Unlike the rest of the engine the figures are exact: they are those of the answer.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::job::{Cancelled, Job};
use crate::model::{
    estimates::Estimates,
    fingerprint::Fingerprint,
    ledger::run,
    plan::{Plan, Stage},
    results::Totals,
    scenario::Scenario,
};

/// How many are worked on between two looks at whether to go on.
pub const PART: usize = 64;

/// A scenario in a few figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overview {
    /// 1 − effective ÷ home; none where home costs nothing.
    pub effective_saving: Option<Decimal>,
    /// Lost output ÷ home cost; none where home costs nothing.
    pub friction: Option<Decimal>,
    /// What the figures rest on.
    pub fingerprint: Fingerprint,
}

impl Overview {
    /// The figures of a valid scenario: one run of the exact books.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let books = run(&Plan::<Decimal>::new(scenario, &Estimates::of(scenario), Stage::Management));
        let totals = Totals::of(&books);
        Self {
            effective_saving: totals.effective_saving(),
            friction: totals.friction(),
            fingerprint: Fingerprint::of(scenario),
        }
    }

    /// Whether a text is one of the groups of digits that the fingerprint is shown by.
    #[must_use]
    pub fn has_print(&self, text: &str) -> bool {
        self.fingerprint.short().split(' ').any(|group| group == text)
    }
}

/// Works on one part of a list after the other, each shared by the cores: `fetch` makes an item ready
/// on the calling thread, as a disk that stalls must not hold up the cores; `work` is done by them;
/// `tell` gets the results of a part in the list's order.
///
/// # Errors
/// If the job was cancelled; what was told stands.
pub fn in_parts<T: Send, R: Send>(
    count: usize,
    job: &Job,
    fetch: impl Fn(usize) -> T,
    work: impl Fn(T) -> R + Sync,
    mut tell: impl FnMut(usize, Vec<R>),
) -> Result<(), Cancelled> {
    job.begin(count);
    for first in (0..count).step_by(PART) {
        let mut part = Vec::with_capacity(PART);
        for index in first..count.min(first + PART) {
            job.check()?;
            part.push(fetch(index));
        }
        let done: Vec<R> = part.into_par_iter().map(&work).collect();
        job.check()?;
        job.advance(done.len());
        tell(first, done);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{results::evaluate, testing::two_sites};

    #[test]
    fn the_figures_are_those_of_the_answer() {
        let scenario = two_sites();
        let (found, results) = (Overview::of(&scenario), evaluate(&scenario).results);
        assert_eq!((found.effective_saving, found.friction), (results.effective_saving, results.friction));
        assert_eq!(found.fingerprint, Fingerprint::of(&scenario));
    }

    #[test]
    fn every_item_is_told_once_in_order_until_the_job_is_cancelled() {
        let job = Job::default();
        let mut told = Vec::new();
        in_parts(150, &job, |index| index, |item| item * 2, |first, part| told.push((first, part))).unwrap();
        assert_eq!(
            told.iter().map(|(first, part)| (*first, part.len())).collect::<Vec<_>>(),
            [(0, 64), (64, 64), (128, 22)]
        );
        let all: Vec<usize> = told.into_iter().flat_map(|(_, part)| part).collect();
        assert!(all.iter().enumerate().all(|(index, found)| *found == index * 2));
        assert!((job.progress() - 1.0).abs() < 1e-12);
        let mut parts = 0;
        let stopped = in_parts(
            150,
            &job,
            |index| {
                if index == 70 {
                    job.cancel();
                }
            },
            |()| (),
            |_, _| parts += 1,
        );
        assert_eq!((stopped, parts), (Err(Cancelled), 1));
    }
}

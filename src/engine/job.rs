//! A long computation as seen from outside: how far it is, and a way to stop it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
};

/// The computation was stopped: nobody wants its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A computation that can be watched and stopped from another thread; clones are the same job.
#[derive(Debug, Clone, Default)]
pub struct Job(Arc<State>);

#[derive(Debug, Default)]
struct State {
    cancelled: AtomicBool,
    done: AtomicUsize,
    whole: AtomicUsize,
}

impl Job {
    /// Asks the computation to stop; it does within milliseconds.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Relaxed)
    }

    /// Share that is done, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let count = |part: &AtomicUsize| u32::try_from(part.load(Relaxed)).map_or(f64::from(u32::MAX), f64::from);
        let whole = count(&self.0.whole);
        if whole > 0.0 { (count(&self.0.done) / whole).min(1.0) } else { 0.0 }
    }

    /// Goes on unless asked to stop.
    ///
    /// # Errors
    /// If the job was cancelled.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Says how much there is to do.
    pub(crate) fn begin(&self, whole: usize) {
        self.0.done.store(0, Relaxed);
        self.0.whole.store(whole, Relaxed);
    }

    /// Says that so much more is done.
    pub(crate) fn advance(&self, done: usize) {
        self.0.done.fetch_add(done, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_stops_and_watches_the_same_job() {
        let job = Job::default();
        let watcher = job.clone();
        assert!(job.check().is_ok() && watcher.progress() < 1e-12);
        job.begin(4);
        job.advance(3);
        assert!((watcher.progress() - 0.75).abs() < 1e-12);
        watcher.cancel();
        assert_eq!(job.check(), Err(Cancelled));
    }
}

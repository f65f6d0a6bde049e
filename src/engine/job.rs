//! A long computation as seen from outside: how far it is, and a way to stop it.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
};

/// The computation was stopped: nobody wants its answer any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// A computation that can be watched and stopped from another thread; clones are the same job.
#[derive(Debug, Clone, Default)]
pub struct Job {
    cancelled: Arc<AtomicBool>,
    count: Arc<Count>,
}

/// How much is done, and who is told.
#[derive(Default)]
struct Count {
    done: AtomicUsize,
    whole: AtomicUsize,
    tell: Option<Box<dyn Fn(f64) + Send + Sync>>,
}

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.done.load(Relaxed), self.whole.load(Relaxed))
    }
}

impl Job {
    /// A part of this job: it stops with it, and counts for itself.
    #[must_use]
    pub fn part(&self) -> Self {
        Self { cancelled: Arc::clone(&self.cancelled), count: Arc::default() }
    }

    /// A part whose share is told each time that it is further.
    #[must_use]
    pub fn told(&self, tell: impl Fn(f64) + Send + Sync + 'static) -> Self {
        let count = Count { tell: Some(Box::new(tell)), ..Count::default() };
        Self { count: Arc::new(count), ..self.part() }
    }

    /// Asks the computation to stop; it does within milliseconds.
    pub fn cancel(&self) {
        self.cancelled.store(true, Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Relaxed)
    }

    /// Share that is done, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let count = |part: &AtomicUsize| u32::try_from(part.load(Relaxed)).map_or(f64::from(u32::MAX), f64::from);
        let whole = count(&self.count.whole);
        if whole > 0.0 { (count(&self.count.done) / whole).min(1.0) } else { 0.0 }
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
        self.count.done.store(0, Relaxed);
        self.count.whole.store(whole, Relaxed);
    }

    /// Says that so much more is done.
    pub(crate) fn advance(&self, done: usize) {
        self.count.done.fetch_add(done, Relaxed);
        if let Some(tell) = &self.count.tell {
            tell(self.progress());
        }
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

    #[test]
    fn a_part_stops_with_the_whole_and_counts_for_itself() {
        let job = Job::default();
        let shares = Arc::new(std::sync::Mutex::new(Vec::new()));
        let kept = Arc::clone(&shares);
        let told = job.told(move |share| kept.lock().unwrap().push(share));
        told.begin(4);
        told.advance(1);
        let part = told.part();
        part.begin(10);
        part.advance(10);
        told.advance(2);
        assert_eq!(*shares.lock().unwrap(), [0.25, 0.75]);
        assert!(job.progress() < 1e-12);
        job.cancel();
        assert!(part.is_cancelled() && told.is_cancelled());
    }
}

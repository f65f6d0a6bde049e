//! A worker: a thread that does the newest of what it is asked. A request that a newer one
//! overtakes before it begins is dropped, and one that is under way is cancelled.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::engine::job::Job;

/// What a worker is asked, and whether it is to stop.
#[derive(Debug)]
struct Desk<R> {
    request: Option<(R, Job)>,
    /// The newest job: under way, waiting, or done.
    newest: Job,
    closed: bool,
}

/// A thread that does the newest of what it is asked.
#[derive(Debug)]
pub(crate) struct Worker<R> {
    desk: Arc<(Mutex<Desk<R>>, Condvar)>,
}

impl<R: Send + 'static> Worker<R> {
    /// Starts a named thread; requests go to `work`, on that thread, which delivers what comes
    /// of them. Its job is cancelled when a newer request comes. Work that panics is told by
    /// `failed`, and the thread goes on.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(
        name: &str,
        work: impl Fn(R, &Job) + Send + 'static,
        failed: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let desk =
            Arc::new((Mutex::new(Desk { request: None, newest: Job::default(), closed: false }), Condvar::new()));
        let shared = Arc::clone(&desk);
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            while let Some((request, job)) = next(&shared) {
                // What panics has been logged; what comes next is done all the same.
                if panic::catch_unwind(AssertUnwindSafe(|| work(request, &job))).is_err() {
                    failed();
                }
            }
        })?;
        Ok(Self { desk })
    }

    /// Asks; the request takes the place of the one before.
    pub(crate) fn ask(&self, request: R) {
        let job = Job::default();
        let mut desk = lock(&self.desk.0);
        std::mem::replace(&mut desk.newest, job.clone()).cancel();
        desk.request = Some((request, job));
        self.desk.1.notify_one();
    }

    /// Cancels what was asked last, whether it is under way or waits.
    pub(crate) fn stop(&self) {
        let mut desk = lock(&self.desk.0);
        desk.newest.cancel();
        desk.request = None;
    }
}

impl<R> Drop for Worker<R> {
    fn drop(&mut self) {
        lock(&self.desk.0).closed = true;
        self.desk.1.notify_one();
    }
}

/// Waits for the newest request; none when the worker is to stop.
fn next<R>((desk, bell): &(Mutex<Desk<R>>, Condvar)) -> Option<(R, Job)> {
    let mut desk = lock(desk);
    loop {
        if desk.closed {
            return None;
        }
        if let Some(request) = desk.request.take() {
            return Some(request);
        }
        desk = bell.wait(desk).unwrap_or_else(PoisonError::into_inner);
    }
}

fn lock<R>(desk: &Mutex<Desk<R>>) -> MutexGuard<'_, Desk<R>> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_worker_goes_on_after_work_that_panics() {
        let (done, results) = mpsc::channel();
        let failures = done.clone();
        let work = move |request: u32, _: &Job| {
            assert!(request != 13, "unlucky");
            let _ = done.send(request);
        };
        let worker = Worker::start("test", work, move || _ = failures.send(0)).unwrap();
        for (request, result) in [(1, 1), (13, 0), (2, 2)] {
            worker.ask(request);
            assert_eq!(results.recv().unwrap(), result);
        }
    }
}

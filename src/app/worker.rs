//! A worker: a thread that does the newest of what it is asked. A request that a newer one
//! overtakes before it begins is dropped, and one that is under way is cancelled.

use std::{
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
    /// of them. Its job is cancelled when a newer request comes.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(name: &str, work: impl Fn(R, &Job) + Send + 'static) -> std::io::Result<Self> {
        let desk =
            Arc::new((Mutex::new(Desk { request: None, newest: Job::default(), closed: false }), Condvar::new()));
        let shared = Arc::clone(&desk);
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            while let Some((request, job)) = next(&shared) {
                work(request, &job);
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

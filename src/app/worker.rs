//! A worker: a thread that does the newest of what it is asked. A request that a newer one
//! overtakes before it begins is dropped.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// What a worker is asked, and whether it is to stop.
#[derive(Debug)]
struct Desk<R> {
    request: Option<R>,
    closed: bool,
}

/// A thread that does the newest of what it is asked.
#[derive(Debug)]
pub(crate) struct Worker<R> {
    desk: Arc<(Mutex<Desk<R>>, Condvar)>,
}

impl<R: Send + 'static> Worker<R> {
    /// Starts a named thread; requests go to `work`, on that thread, which delivers what comes
    /// of them.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(name: &str, work: impl Fn(R) + Send + 'static) -> std::io::Result<Self> {
        let desk = Arc::new((Mutex::new(Desk { request: None, closed: false }), Condvar::new()));
        let shared = Arc::clone(&desk);
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            while let Some(request) = next(&shared) {
                work(request);
            }
        })?;
        Ok(Self { desk })
    }

    /// Asks; the request takes the place of one that has not begun.
    pub(crate) fn ask(&self, request: R) {
        lock(&self.desk.0).request = Some(request);
        self.desk.1.notify_one();
    }
}

impl<R> Drop for Worker<R> {
    fn drop(&mut self) {
        lock(&self.desk.0).closed = true;
        self.desk.1.notify_one();
    }
}

/// Waits for the newest request; none when the worker is to stop.
fn next<R>((desk, bell): &(Mutex<Desk<R>>, Condvar)) -> Option<R> {
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

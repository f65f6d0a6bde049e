//! The worker: one thread that computes answers. The newest request wins; a request that a
//! newer one overtakes before it begins is dropped.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::{model::scenario::Scenario, state::derived::Answer};

/// What the worker is asked, and whether it is to stop.
#[derive(Debug, Default)]
struct Desk {
    request: Option<(u64, Arc<Scenario>)>,
    closed: bool,
}

/// A thread that computes answers.
#[derive(Debug)]
pub(crate) struct Worker {
    desk: Arc<(Mutex<Desk>, Condvar)>,
}

impl Worker {
    /// Starts the thread; answers go to `deliver`, on that thread.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(deliver: impl Fn(Answer) + Send + 'static) -> std::io::Result<Self> {
        let desk = Arc::new((Mutex::new(Desk::default()), Condvar::new()));
        let shared = Arc::clone(&desk);
        thread::Builder::new().name("answers".to_owned()).spawn(move || {
            while let Some((generation, scenario)) = next(&shared) {
                deliver(Answer::compute(generation, scenario));
            }
        })?;
        Ok(Self { desk })
    }

    /// Asks for an answer; it takes the place of a request that has not begun.
    pub(crate) fn ask(&self, generation: u64, scenario: Arc<Scenario>) {
        lock(&self.desk.0).request = Some((generation, scenario));
        self.desk.1.notify_one();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        lock(&self.desk.0).closed = true;
        self.desk.1.notify_one();
    }
}

/// Waits for the newest request; none when the worker is to stop.
fn next((desk, bell): &(Mutex<Desk>, Condvar)) -> Option<(u64, Arc<Scenario>)> {
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

fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

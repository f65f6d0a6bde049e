//! A thread that does what it is given, all of it, in order.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::mpsc::{self, Sender},
    thread,
    time::Duration,
};

use egui::Context;

use super::fulfill::send;
use crate::state::message::Outside;

/// Something to do; what comes of it is told, if anything.
type Task = Box<dyn FnOnce() -> Option<Outside> + Send>;

/// A thread that does what it is given in order.
#[derive(Debug)]
pub(crate) struct Queue {
    tasks: Sender<Task>,
}

impl Queue {
    /// Starts a named thread.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(name: &str, outbox: &Sender<Outside>, ctx: &Context) -> std::io::Result<Self> {
        let (tasks, waiting) = mpsc::channel::<Task>();
        let (outbox, ctx) = (outbox.clone(), ctx.clone());
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            for task in waiting {
                // What panics has been logged; what comes next is done all the same.
                let done = panic::catch_unwind(AssertUnwindSafe(task));
                if let Some(told) = done.unwrap_or_else(|_| Some(Outside::Failed(FAILED.to_owned()))) {
                    send(&outbox, &ctx, told);
                }
            }
        })?;
        Ok(Self { tasks })
    }

    /// Does something once all before it is done.
    pub(crate) fn add(&self, task: impl FnOnce() -> Option<Outside> + Send + 'static) {
        // The thread ends only with the queue.
        let _ = self.tasks.send(Box::new(task));
    }

    /// Waits until all is done that was added so far, but no longer than this; tells whether it is.
    pub(crate) fn finish(&self, patience: Duration) -> bool {
        let (done, finished) = mpsc::channel();
        self.add(move || {
            let _ = done.send(());
            None
        });
        finished.recv_timeout(patience).is_ok()
    }
}

/// What is said where a task panics.
const FAILED: &str =
    "Something went wrong while a file was written; save it again, and please report what the log says.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_done_in_order_even_after_a_panic() {
        let (outbox, inbox) = mpsc::channel();
        let queue = Queue::start("test", &outbox, &Context::default()).unwrap();
        for number in 0..20_u64 {
            queue.add(move || {
                thread::sleep(Duration::from_micros(400 - 20 * number));
                assert!(number != 7, "unlucky");
                Some(Outside::Failed(number.to_string()))
            });
        }
        let told: Vec<String> = (0..20)
            .map(|_| match inbox.recv().unwrap() {
                Outside::Failed(text) => text,
                other => panic!("{other:?}"),
            })
            .collect();
        let wanted: Vec<String> =
            (0..20).map(|number| if number == 7 { FAILED.to_owned() } else { number.to_string() }).collect();
        assert_eq!(told, wanted);
        let (open, gate) = mpsc::channel::<()>();
        queue.add(move || gate.recv().map_or(None, |()| None));
        assert!(!queue.finish(Duration::from_millis(5)));
        open.send(()).unwrap();
        assert!(queue.finish(Duration::from_mins(1)));
    }
}

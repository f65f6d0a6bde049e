//! What is being read or written: where a disk stalls, as network folders do, the person is told after a
//! few seconds and can let go of it, while the window goes on.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use egui::Context;

use crate::state::errand::Errand;

/// How long a disk may take until it is said to stall.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long the start waits for a disk before it goes on without.
const AT_THE_START: Duration = Duration::from_secs(2);

/// What can become of an errand.
const UNDER_WAY: u8 = 0;
const DONE: u8 = 1;
const LET_GO: u8 = 2;

/// The part of an errand that goes with its thread; without it, after a panic, the errand is done.
#[derive(Debug)]
pub(crate) struct Ticket(Arc<AtomicU8>);

impl Ticket {
    /// The errand is done; tells whether anybody still wants to hear of it.
    pub(crate) fn done(&self) -> bool {
        self.0.compare_exchange(UNDER_WAY, DONE, SeqCst, SeqCst).is_ok()
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.done();
    }
}

/// What is under way.
#[derive(Debug, Default)]
pub(crate) struct Errands {
    under_way: Vec<(Errand, Instant, Arc<AtomicU8>)>,
    last: u64,
    /// Those that were told to stall.
    told: Vec<u64>,
}

impl Errands {
    /// Begins an errand; its number is given here.
    pub(crate) fn begin(&mut self, mut errand: Errand) -> Ticket {
        self.last += 1;
        errand.number = self.last;
        let fate = Arc::new(AtomicU8::new(UNDER_WAY));
        self.under_way.push((errand, Instant::now(), Arc::clone(&fate)));
        Ticket(fate)
    }

    /// Lets go of an errand: what comes of it is not told.
    pub(crate) fn let_go(&mut self, number: u64) {
        if let Some((.., fate)) = self.under_way.iter().find(|(errand, ..)| errand.number == number) {
            // What is done already stays done.
            let _ = fate.compare_exchange(UNDER_WAY, LET_GO, SeqCst, SeqCst);
        }
    }

    /// Looks once a frame; those that stall, where they are others than before.
    pub(crate) fn look(&mut self, ctx: &Context) -> Option<Vec<Errand>> {
        self.under_way.retain(|(.., fate)| fate.load(SeqCst) == UNDER_WAY);
        let mut stalled = Vec::new();
        for (errand, since, _) in &self.under_way {
            match PATIENCE.checked_sub(since.elapsed()) {
                Some(left) if !left.is_zero() => ctx.request_repaint_after(left),
                _ => stalled.push(errand.clone()),
            }
        }
        let numbers: Vec<u64> = stalled.iter().map(|errand| errand.number).collect();
        if numbers == self.told {
            return None;
        }
        self.told = numbers;
        Some(stalled)
    }
}

/// Does something that the start waits for, but not for long; none where the disk stalls.
pub(crate) fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = mpsc::channel();
    let run = move || {
        // The start may have gone on.
        let _ = done.send(work());
    };
    thread::Builder::new().name("start".to_owned()).spawn(run).ok()?;
    result.recv_timeout(AT_THE_START).ok()
}

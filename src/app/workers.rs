//! The workers and what each does: answers for the open scenario and for one that is proposed,
//! what matters in it, and scenarios side by side. Each has a thread, so that none waits for another.

use std::{
    path::PathBuf,
    sync::{Arc, mpsc::Sender},
};

use egui::Context;

use super::{fulfill::send, library, worker::Worker};
use crate::{
    catalog::Catalog,
    engine::job::Job,
    export::compare::Scale,
    model::scenario::Scenario,
    state::{
        compare::{
            act::Heard,
            evaluate::{self as compare, Weighed},
        },
        derived::Answer,
        message::Outside,
        seek::{Seek, seek},
        study::{Asking, study},
    },
};

/// What is said where a computation panics.
const FAILED: &str = "Something went wrong in a computation: some figures are those of before. Change a lever to try again, and please report what the log says.";

/// A scenario with the generation of its request.
type Request = (u64, Arc<Scenario>);

/// The same with what is shown of it under the salary mask, while that is on.
type Asked = (u64, Arc<Scenario>, Option<Arc<Scenario>>);

/// What is wanted beside the answer for the open scenario.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// An answer for what is proposed.
    Answer(Request),
    /// What must be true.
    Sought(Request, Box<Seek>),
    /// The answers of a replay, by its generation.
    Replay(u64, Vec<Arc<Scenario>>),
}

/// The answer for the open scenario, and for what is shown of it.
fn answer((generation, scenario, hidden): Asked) -> Outside {
    Outside::Answered(Box::new(match hidden {
        Some(hidden) => Answer::with_masked(generation, scenario, hidden),
        None => Answer::compute(generation, scenario),
    }))
}

/// Answers for what is proposed, or what must be true.
fn preview(wanted: Wanted, job: &Job, tell: &dyn Fn(Outside)) {
    match wanted {
        Wanted::Answer((generation, scenario)) => {
            tell(Outside::Previewed(Box::new(Answer::compute(generation, scenario))));
        }
        // One that is cancelled has a newer request after it.
        Wanted::Sought((generation, scenario), question) => {
            if let Ok(sought) = seek(generation, &scenario, &question, job) {
                tell(Outside::Sought(Box::new(sought)));
            }
        }
        Wanted::Replay(generation, frames) => {
            let answer = |frame| {
                job.check().ok()?;
                Some(Arc::new(Answer::compute(generation, frame)))
            };
            if let Some(answers) = frames.into_iter().map(answer).collect() {
                tell(Outside::Replayed(generation, answers));
            }
        }
    }
}

/// Scenarios that are to be weighed, and a scale.
type Weighing = (Vec<compare::Request>, Scale);

/// A base and another, on a scale.
type Pairing = ([Arc<Weighed>; 2], Scale);

/// Works out scenarios on a scale; one that is cancelled has told what it had found.
fn weigh((requests, scale): Weighing, catalog: &Catalog, job: &Job, tell: &dyn Fn(Outside)) {
    let weighed = |found| tell(Outside::Comparison(Heard::Weighed(scale.clone(), found)));
    let _ = compare::evaluate(&requests, &scale, catalog, job, &weighed);
}

/// Holds a scenario against the base, then finds out where both may end, unless it is cancelled.
fn pair((sides, scale): Pairing, job: &Job, tell: &dyn Fn(Outside)) {
    tell(Outside::Comparison(Heard::Paired(Box::new(compare::pair(&scale, sides.clone())))));
    if let Ok(found) = compare::chances(sides, job) {
        tell(Outside::Comparison(Heard::Chances(Box::new(found))));
    }
}

/// The workers.
#[derive(Debug)]
pub(crate) struct Workers {
    /// Answers for the open scenario.
    pub(crate) answers: Worker<Asked>,
    /// Answers for what is proposed, or what must be true.
    pub(crate) previews: Worker<Wanted>,
    /// What matters in the open scenario.
    pub(crate) studies: Worker<(Request, Box<Asking>)>,
    /// Scenarios on the scale of a comparison.
    pub(crate) weighings: Worker<Weighing>,
    /// The base of it and another beside each other, while the rest is weighed.
    pub(crate) pairs: Worker<Pairing>,
    /// What is in a folder; each listing has a thread of its own, as a disk may stall.
    listing: Option<Worker<(u64, PathBuf)>>,
    outbox: Sender<Outside>,
    ctx: Context,
}

impl Workers {
    /// Starts all.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(outbox: &Sender<Outside>, ctx: &Context, catalog: &Arc<Catalog>) -> std::io::Result<Self> {
        let deliver = || {
            let (outbox, ctx) = (outbox.clone(), ctx.clone());
            move |outside| send(&outbox, &ctx, outside)
        };
        let (answered, previewed, studied) = (deliver(), deliver(), deliver());
        let (weighed, paired) = (deliver(), deliver());
        let failed = || {
            let tell = deliver();
            move || tell(Outside::Failed(FAILED.to_owned()))
        };
        let catalog = Arc::clone(catalog);
        let currencies = Arc::clone(&catalog);
        Ok(Self {
            answers: Worker::start("answers", move |asked, _: &Job| answered(answer(asked)), failed())?,
            previews: Worker::start("previews", move |wanted, job: &Job| preview(wanted, job, &previewed), failed())?,
            studies: Worker::start(
                "studies",
                move |((generation, scenario), asking): (Request, Box<Asking>), job: &Job| {
                    let tell = |finding| studied(Outside::Found(generation, finding));
                    // A study that is cancelled has told what it had found.
                    let _ = study(&scenario, &asking, &catalog, job, &tell);
                },
                failed(),
            )?,
            weighings: Worker::start(
                "weighings",
                move |wanted, job: &Job| weigh(wanted, &currencies, job, &weighed),
                failed(),
            )?,
            pairs: Worker::start("pairs", move |wanted, job: &Job| pair(wanted, job, &paired), failed())?,
            listing: None,
            outbox: outbox.clone(),
            ctx: ctx.clone(),
        })
    }

    /// Lists a folder and reads its scenarios, in place of the folder before.
    pub(crate) fn list(&mut self, generation: u64, folder: PathBuf) {
        if let Some(before) = self.listing.take() {
            before.stop();
        }
        let tell = || {
            let (outbox, ctx) = (self.outbox.clone(), self.ctx.clone());
            move |outside| send(&outbox, &ctx, outside)
        };
        let (told, failed, refused) = (tell(), tell(), tell());
        let (at, problem) = (folder.clone(), "something went wrong while it was read; the log says more");
        let worker = Worker::start(
            "library",
            move |(generation, folder): (u64, PathBuf), job: &Job| library::list(generation, &folder, job, &told),
            move || failed(Outside::Listed(generation, at.clone(), Err(format!("{}: {problem}", at.display())))),
        );
        match worker {
            Ok(worker) => {
                worker.ask((generation, folder));
                self.listing = Some(worker);
            }
            Err(error) => refused(Outside::Listed(generation, folder, Err(error.to_string()))),
        }
    }
}

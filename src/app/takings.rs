//! What is taken away: made on a thread of its own, one thing after the other, and stopped at once
//! when it is wanted no more. A file is written whole or not at all.

use std::{
    path::Path,
    sync::{Arc, mpsc::Sender},
};

use egui::{ColorImage, Context};

use super::{
    fulfill::{send, whole},
    queue::Queue,
};
use crate::{
    catalog::Catalog,
    engine::job::Job,
    state::{
        effect::Replace,
        message::{Outside, SaveFailure},
        taking::{Goal, Made, More, Order},
    },
    store::{files, staged},
    ui::pictures::orders::{OrderError, Product, product},
};

/// The thread that makes what is taken away.
#[derive(Debug)]
pub(crate) struct Takings {
    queue: Queue,
    outbox: Sender<Outside>,
    ctx: Context,
    catalog: Arc<Catalog>,
    /// All that was asked for since it was stopped last.
    job: Job,
}

impl Takings {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(crate) fn start(outbox: &Sender<Outside>, ctx: &Context, catalog: &Arc<Catalog>) -> std::io::Result<Self> {
        let queue = Queue::start("takings", outbox, ctx)?;
        let (outbox, ctx) = (outbox.clone(), ctx.clone());
        Ok(Self { queue, outbox, ctx, catalog: Arc::clone(catalog), job: Job::default() })
    }

    /// Makes something once all before it is made, and tells how far it is.
    pub(crate) fn add(&self, order: Box<Order>) {
        let (outbox, ctx, kind) = (self.outbox.clone(), self.ctx.clone(), order.take);
        let job = self.job.told(move |share| send(&outbox, &ctx, Outside::Taking(kind, share)));
        let catalog = Arc::clone(&self.catalog);
        self.queue.add(move || Some(take(order, &catalog, &job)));
    }

    /// Stops all that was asked for.
    pub(crate) fn stop(&mut self) {
        std::mem::take(&mut self.job).cancel();
    }
}

fn take(mut order: Box<Order>, catalog: &Catalog, job: &Job) -> Outside {
    if let Goal::File(path, replace) = &mut order.goal {
        *path = whole(path);
        if *replace != Replace::Always && path.exists() {
            return Outside::Taken(order, Err(SaveFailure::Exists));
        }
    }
    if let More::Pages(pages) = &mut order.more {
        pages.show(staged::scenarios(&pages.deck, &whole(&pages.folder)));
    }
    let made = match product(&order, catalog, job) {
        Err(OrderError::Cancelled(_)) => return Outside::TakingStopped,
        Err(error) => Err(SaveFailure::Failed(error.to_string())),
        Ok(_) if job.is_cancelled() => return Outside::TakingStopped,
        Ok(product) => put(product, &order.goal),
    };
    Outside::Taken(order, made)
}

fn put(product: Product, goal: &Goal) -> Result<Made, SaveFailure> {
    match (product, goal) {
        (Product::Text(text), Goal::Clipboard) => Ok(Made::Text(text)),
        (Product::Picture(pixels), _) => Ok(Made::Picture(pixels)),
        (Product::Text(text), Goal::File(path, _)) => written(path, text.as_bytes()),
        (Product::Bytes(bytes), Goal::File(path, _)) => written(path, &bytes),
        (Product::Bytes(_), Goal::Clipboard) => Err(SaveFailure::Failed("only a file can hold this".to_owned())),
    }
}

fn written(path: &Path, bytes: &[u8]) -> Result<Made, SaveFailure> {
    files::write(path, bytes).map_err(|error| SaveFailure::Failed(error.to_string()))?;
    Ok(Made::Written)
}

/// Puts what was made on the clipboard.
pub(super) fn copy(ctx: &Context, made: Made) {
    match made {
        Made::Text(text) => ctx.copy_text(text),
        Made::Picture(pixels) => ctx.copy_image(ColorImage::from_rgba_unmultiplied(pixels.size, &pixels.rgba)),
        Made::Written => {}
    }
}

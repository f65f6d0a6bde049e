//! How long a frame of the interface takes without a GPU: `cargo bench --bench frame`
//! (`-- --quick` for a look).
//!
//! Only our part and egui's: layout, painting commands and triangles. The window system and the
//! renderer come on top.

mod measure;

use std::{cell::RefCell, error::Error, io::Write, path::PathBuf, sync::Arc, time::Duration};

use egui::{Context, Event, FullOutput, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use measure::{Effort, Row, reference_run, table};
use rust_decimal::{Decimal, dec};
use shoreline::{
    catalog::Catalog,
    engine::{job::Job, measure::Measure},
    model::scenario::{Scenario, Site, Team},
    state::{
        AppState, Document, Shelf,
        command::Command,
        compare::{
            Order, Picture,
            act::{Act, Change, Heard, ReadFile, Wish},
            evaluate::{evaluate, pair},
        },
        derived::Answer,
        effect::Effect,
        explain::explain,
        message::{Message, Outside, ViewChange},
        study::study,
        update::update,
        view::{Chart, Offered},
    },
    store::{Session, decode},
    ui,
};

const SAMPLE: &[u8] = include_bytes!("../../scenarios/support-desk-manila.ron");

/// As many teams, sites and months as a scenario may have, each like the sample's.
fn largest(mut scenario: Scenario) -> Scenario {
    scenario.money.horizon_months = 120;
    let (site, team) = (scenario.sites.remove(0), scenario.teams.remove(0));
    for index in 0..12 {
        scenario.sites.push(Site { id: format!("site-{index}"), name: format!("Site {index}"), ..site.clone() });
    }
    for index in 0..24 {
        let mut team = Team { id: format!("team-{index}"), name: format!("Team {index}"), ..team.clone() };
        let pay = team.salary.get(&site.id).copied().unwrap_or_default();
        team.mix = scenario.sites.iter().map(|site| (site.id.clone(), dec!(0.05))).collect();
        team.salary.extend(scenario.sites.iter().map(|site| (site.id.clone(), pay)));
        scenario.teams.push(team);
    }
    scenario
}

/// A window without anything behind it.
struct Stage {
    size: Vec2,
    ctx: Context,
    state: AppState,
    frames: u32,
}

impl Stage {
    fn new() -> Result<Self, Box<dyn Error>> {
        let sample = Arc::new(decode(SAMPLE, "sample")?);
        let document = Document::new(Arc::clone(&sample), None);
        let ctx = Context::default();
        ui::install(&ctx);
        let mut stage = Self {
            size: vec2(1280.0, 1000.0),
            ctx,
            state: AppState::new(document, Shelf { sample, ..Shelf::default() }, Session::default()),
            frames: 0,
        };
        stage.settle();
        Ok(stage)
    }

    /// The first frames measure what later ones know.
    fn settle(&mut self) {
        for _ in 0..10 {
            self.frame(Vec::new());
        }
    }

    /// A frame of a window wide enough for thumbnails, after a new answer: every chart is drawn anew.
    fn answered(&mut self) -> FullOutput {
        Arc::make_mut(&mut self.state.answer).generation += 1;
        self.frame(Vec::new())
    }

    fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            focused: true,
            ..RawInput::default()
        };
        let state = &self.state;
        self.ctx.run_ui(input, |ui| ui::root_ui(ui, state, &mut Vec::new()))
    }

    /// A frame in which the pointer has moved on, over levers and charts.
    fn moved(&mut self) -> FullOutput {
        let step = f32::from(u8::try_from(self.frames % 200).unwrap_or(0));
        self.frame(vec![Event::PointerMoved(pos2(100.0 + 7.0 * step, 200.0 + 3.0 * step))])
    }

    /// Shows two charts with all that a study finds out for them.
    fn study(&mut self, left: Chart, right: Chart) {
        self.show(left, right);
        for effect in self.state.ask_more() {
            let Effect::Study(generation, scenario, asking) = effect else { continue };
            let found = RefCell::new(Vec::new());
            // A study that nobody cancels tells everything.
            let _ =
                study(&scenario, &asking, &Catalog::default(), &Job::default(), &|part| found.borrow_mut().push(part));
            for finding in found.into_inner() {
                update(&mut self.state, Message::Outside(Outside::Found(generation, finding)));
            }
        }
        self.settle();
    }

    /// Opens the comparison with so many scenarios, no two alike, and works all of them out.
    fn compare(&mut self, count: u32) {
        let file = |number: u32| {
            let mut scenario = Scenario::clone(&self.state.document.scenario);
            scenario.name = format!("Plan {number}");
            scenario.friction.rework = Decimal::new(i64::from(number % 97), 3);
            scenario.teams[0].headcount = Decimal::from(12 + number % 37);
            let path = PathBuf::from(format!("{number:05}.ron"));
            ReadFile { path, scenario: Ok(Arc::new(scenario)), lock: Ok(None) }
        };
        let read = Heard::Read((0..count).map(file).collect());
        self.tell(Message::Command(Command::Compare));
        self.tell(Message::Outside(Outside::Comparison(read)));
        self.settle();
    }

    /// Shows the comparison another way.
    fn change(&mut self, change: Change) {
        self.tell(Message::Comparison(Act::Show(change)));
        self.settle();
    }

    /// Gives a message, and does at once what it asks of the comparison's worker.
    fn tell(&mut self, message: Message) {
        let mut waiting = vec![message];
        while let Some(message) = waiting.pop() {
            let heard = RefCell::new(Vec::new());
            for effect in update(&mut self.state, message) {
                match effect {
                    Effect::Comparison(Wish::Weigh(requests, scale)) => {
                        let tell = |found| heard.borrow_mut().push(Heard::Weighed(scale.clone(), found));
                        // An evaluation that nobody stops tells everything.
                        let _ = evaluate(&requests, &scale, &Catalog::default(), &Job::default(), &tell);
                    }
                    Effect::Comparison(Wish::Pair(sides, scale)) => {
                        heard.borrow_mut().push(Heard::Paired(Box::new(pair(&scale, sides))));
                    }
                    _ => {}
                }
            }
            waiting.extend(heard.into_inner().into_iter().map(|heard| Message::Outside(Outside::Comparison(heard))));
        }
    }

    fn show(&mut self, left: Chart, right: Chart) {
        for message in [Message::View(ViewChange::Left(left)), Message::View(ViewChange::Right(right))] {
            update(&mut self.state, message);
        }
        self.settle();
    }
}

/// Frames of the comparison of many scenarios, the pointer over its list and its charts.
fn compared(stage: &mut Stage, effort: Effort) -> Vec<Row> {
    let target = Some(Duration::from_millis(6));
    stage.compare(500);
    stage.change(Change::Order(Order::Difference));
    let mut rows = Vec::new();
    let charts = [
        ("500 scenarios compared: costs", Picture::Costs),
        ("500 scenarios compared: matrix", Picture::Matrix),
        ("500 scenarios compared: bridge", Picture::Bridge),
    ];
    for (what, picture) in charts {
        stage.change(Change::Picture(picture));
        rows.push(Row { what, times: effort.time(|| stage.moved()), target });
    }
    stage.change(Change::All(true));
    rows.push(Row { what: "500 scenarios compared: table of all", times: effort.time(|| stage.moved()), target });
    rows
}

/// What a new answer costs the thread that draws, of a scenario as large as may be: as it is, and under the
/// salary mask, where the worker has answered for what is shown too. Copying the answer is counted with it.
fn heard(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let document = Document::new(Arc::new(largest(decode(SAMPLE, "sample")?)), None);
    let mut state = AppState::new(document, Shelf::default(), Session::default());
    let hear = |state: &mut AppState, answer: &Answer| {
        state.asked.newest += 1;
        // A drag has another scenario each time.
        let scenario = Arc::new(Scenario::clone(&answer.scenario));
        let answer = Answer { generation: state.asked.newest, scenario, ..answer.clone() };
        update(state, Message::Outside(Outside::Answered(Box::new(answer))))
    };
    let what = "hearing an answer of 24 teams at 13 places over 120 months";
    let answer = Answer::clone(&state.answer);
    let mut rows = vec![Row { what, times: effort.time(|| hear(&mut state, &answer)), target: None }];
    update(&mut state, Message::Command(Command::Mask));
    let answer = Answer { masked: Some(Arc::clone(&state.shown().answer)), ..answer };
    let (what, target) = ("the same under the salary mask", Some(Duration::from_millis(6)));
    rows.push(Row { what, times: effort.time(|| hear(&mut state, &answer)), target });
    Ok(rows)
}

fn main() -> Result<(), Box<dyn Error>> {
    let effort = Effort::from_args();
    let mut stage = Stage::new()?;
    let target = Some(Duration::from_millis(4));
    let row = |what, times, target| Row { what, times, target };
    let mut rows = vec![
        row("a frame at rest", effort.time(|| stage.frame(Vec::new())), target),
        row("a frame with the pointer moving", effort.time(|| stage.moved()), target),
    ];
    let output = stage.frame(Vec::new());
    let drawn: usize = stage
        .ctx
        .tessellate(output.shapes.clone(), 1.0)
        .iter()
        .map(|part| if let egui::epaint::Primitive::Mesh(mesh) = &part.primitive { mesh.indices.len() / 3 } else { 0 })
        .sum();
    let shapes = output.shapes.len();
    let triangles = effort.time(|| stage.ctx.tessellate(output.shapes.clone(), 1.0));
    rows.push(row("triangles of a frame", triangles, None));
    stage.show(Chart::Ledger, Chart::Bridge);
    rows.push(row("a frame with ledger and bridge", effort.time(|| stage.frame(Vec::new())), target));
    stage.study(Chart::Risk, Chart::Heat);
    rows.push(row("a frame with risk and heat map", effort.time(|| stage.frame(Vec::new())), target));
    stage.study(Chart::Sweep, Chart::Matrix);
    rows.push(row("a frame with sweep and matrix", effort.time(|| stage.frame(Vec::new())), target));
    stage.size = vec2(1920.0, 1080.0);
    update(&mut stage.state, Message::View(ViewChange::Offered(Offered::Pictures)));
    stage.study(Chart::Cost, Chart::Matrix);
    rows.push(row("a frame at 1920×1080 with all charts in small", effort.time(|| stage.frame(Vec::new())), target));
    rows.push(row(
        "the same, all drawn anew for a new answer",
        effort.time(|| stage.answered()),
        Some(Duration::from_millis(6)),
    ));
    rows.extend(compared(&mut stage, effort));
    rows.extend(heard(effort)?);
    let largest = Answer::compute(0, Arc::new(largest(decode(SAMPLE, "sample")?)));
    let explained = effort.time(|| explain(Measure::EffectiveSaving, None, &largest));
    rows.push(row("explaining a figure of 24 teams at 13 places over 120 months", explained, None));
    let title = format!("Frame: the sample at 1280×1000, {shapes} shapes, {drawn} triangles");
    let reference = ("reference: plain f64 loop, 60 months × 4 pools", effort.time(reference_run));
    writeln!(std::io::stdout(), "{}", table(&title, reference, &rows))?;
    Ok(())
}

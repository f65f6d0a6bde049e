//! Cost by headcount: what a seat and year costs in teams of every size, and the size from
//! which offshore pays.

use egui::{Pos2, Rect, Ui, pos2};

use super::{
    Scene,
    canvas::{Canvas, EndLabel, Pen, canvas, grid_lines, plot_area, row_height},
    frame::{self, TipRow, head_ui},
    labels::Obstacles,
    scale::{MoneyUnit, round_step, steps},
    words::{each_seat, seats, words},
};
use crate::{
    engine::headcount::{HeadcountPoint, PaysFrom},
    format,
    state::{derived::Answer, view::Chart},
    ui::theme::{Palette, mark, palette, space},
};

/// How far above the usual the axis reaches; tiny teams can cost many times that.
const TALLEST: f64 = 2.0;
/// Room above the highest value, as a part of it.
const HEADROOM: f64 = 1.08;

pub(super) fn headcount_ui(ui: &mut Ui, scene: Scene<'_>) {
    let answer = scene.answer;
    let words = words(Chart::Headcount, scene);
    let head = head_ui(ui, &words, None);
    let Some((first, last)) = answer.headcount.points.first().zip(answer.headcount.points.last()) else {
        frame::note(ui, head.body, "No team size could be computed.");
        return;
    };
    let ghost = scene.ghost().filter(|ghost| ghost.moves()).map_or(&[][..], |ghost| &ghost.headcount.points);
    let plot = SizePlot { answer, ghost, first: *first, last: *last, today: each_seat(answer) };
    let canvas = plot.show(ui, head.body);
    frame::describe(&canvas.response, &words);
}

struct SizePlot<'a> {
    answer: &'a Answer,
    /// The reference's sizes; none where there is nothing to compare with.
    ghost: &'a [HeadcountPoint],
    first: HeadcountPoint,
    last: HeadcountPoint,
    /// Home, cash and effective cost at today's size.
    today: [f64; 3],
}

/// One of a size's costs.
type Figure = fn(&HeadcountPoint) -> f64;

fn home(point: &HeadcountPoint) -> f64 {
    point.home
}

fn cash(point: &HeadcountPoint) -> f64 {
    point.cash
}

fn effective(point: &HeadcountPoint) -> f64 {
    point.effective
}

impl SizePlot<'_> {
    fn show(&self, ui: &mut Ui, body: Rect) -> Canvas {
        let usual = self.today.into_iter().fold(0.0, f64::max);
        let unit = MoneyUnit::of(usual, &self.answer.scenario.money.currency);
        let labels = self.end_labels(palette(ui), &unit);
        let highest = [home, cash, effective].map(|figure| figure(&self.first)).into_iter().fold(usual, f64::max);
        let high = (highest.min(usual * TALLEST) * HEADROOM).max(f64::MIN_POSITIVE);
        let row = row_height(ui);
        let step = round_step(high, grid_lines(body.height() - 2.0 * row));
        let area = plot_area(ui, body, steps(0.0, high, step).map(|value| unit.tick(value)), &labels);
        let canvas = canvas(ui, area, (self.first.seats, self.last.seats), (0.0, high));
        canvas.y_axis(step, true, |value| unit.tick(value));
        canvas.x_axis(&self.size_axis(), body.x_range());
        let mut taken = Obstacles::default();
        self.lines(&canvas, &mut taken);
        canvas.end_labels(labels);
        if self.answer.moves() {
            self.pays_from(&canvas, &mut taken);
        } else {
            let home = canvas.map(self.answer.headcount.points.iter().map(|point| [point.seats, point.home]));
            let x = format::float(self.answer.scenario.headcount());
            let today = canvas.map([[x, self.today[0]], [x, 0.0]]);
            canvas.remark("No seat moves, so a seat costs the same as at home.", &[home, today]);
        }
        self.today(&canvas, &mut taken);
        self.tip(ui, &canvas);
        canvas
    }

    fn end_labels(&self, ink: &Palette, unit: &MoneyUnit) -> Vec<EndLabel> {
        let end =
            |name: &str, value: f64, color| EndLabel { text: format!("{name} {}", unit.figure(value)), color, value };
        let mut labels = vec![end("Home", self.last.home, ink.home)];
        if self.answer.moves() {
            labels.push(end("Effective", self.last.effective, ink.offshore_text));
            labels.push(end("Cash", self.last.cash, ink.offshore_text));
        }
        // Only where it ends with the others.
        let was = self.ghost.last().filter(|was| was.seats >= self.last.seats);
        labels.extend(was.map(|was| end("was", was.effective, ink.quiet)));
        labels
    }

    fn lines(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let ink = canvas.ink;
        let was = self.ghost.iter().filter(|point| point.seats <= self.last.seats);
        canvas.line(&canvas.map(was.map(|point| [point.seats, point.effective])), Pen::dotted(ink.quiet));
        let all: [(Figure, Pen); 3] = [
            (cash, Pen::dashed(mark::LINE, ink.offshore)),
            (home, Pen::solid(mark::LINE, ink.home)),
            (effective, Pen::solid(mark::HEAVY, ink.offshore)),
        ];
        for (index, (figure, pen)) in all.into_iter().enumerate() {
            if self.answer.moves() || index == 1 {
                let line = canvas.map(self.answer.headcount.points.iter().map(|point| [point.seats, figure(point)]));
                canvas.line(&line, pen);
                taken.add_line(&line);
            }
        }
    }

    /// Names along the axis: round sizes, the unit with the last.
    fn size_axis(&self) -> Vec<(f64, String)> {
        let (low, high) = (self.first.seats, self.last.seats);
        let step = round_step(high, 5).max(1.0);
        let mut sizes = vec![low];
        // A round size that would touch the first or the last gives way.
        sizes.extend(steps(low, high, step).filter(|size| size - low > step * 0.4 && high - size > step * 0.4));
        sizes.push(high);
        let last = sizes.len() - 1;
        let name = |(index, size): (usize, f64)| {
            let count = format::decimal(size).round();
            (size, if index == last { seats(count) } else { format::trimmed(count, 0) })
        };
        sizes.into_iter().enumerate().map(name).collect()
    }

    /// The size from which offshore pays: a guide and its name.
    fn pays_from(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let PaysFrom::Seats(from) = self.answer.headcount.pays_from else { return };
        let x = f64::from(from);
        let Some(y) = self.between(x, effective) else { return };
        let top = canvas.rect().top();
        let at = canvas.at(x, y);
        let guide = [at, canvas.at(x, 0.0)];
        canvas.line(&guide, Pen::dotted(canvas.ink.quiet));
        canvas.ring(at, canvas.ink.text);
        taken.add_line(&[pos2(at.x, at.y - mark::MARKER), guide[1]]);
        let galley = frame::label(&canvas.around, format!("pays from {from} seats"), canvas.ink.text);
        let places = Self::beside(canvas, at, galley.size(), top);
        if let Some((rect, _)) = taken.place(galley.size(), places) {
            taken.add_rect(rect);
            canvas.around.galley(rect.min, galley, canvas.ink.text);
        }
    }

    /// Today's size: a point on each line and its name.
    fn today(&self, canvas: &Canvas, taken: &mut Obstacles) {
        let ink = canvas.ink;
        let x = format::float(self.answer.scenario.headcount());
        let [home, cash, effective] = self.today;
        canvas.line(&[canvas.at(x, home.max(effective)), canvas.at(x, 0.0)], Pen::dotted(ink.quiet));
        let moves = self.answer.moves();
        for (value, color, shown) in
            [(cash, ink.offshore, moves), (home, ink.home, true), (effective, ink.offshore, moves)]
        {
            if shown {
                canvas.inside.circle_filled(canvas.at(x, value), mark::MARKER, color);
            }
        }
        let foot = canvas.at(x, 0.0);
        taken.add_line(&[canvas.at(x, home.max(effective)), foot]);
        let text = format!("as set, {}", seats(self.answer.scenario.headcount()));
        let galley = frame::label(&canvas.around, text, ink.text);
        let size = galley.size();
        let low = foot.y - size.y - space::HALF;
        let places = [0.0, 1.5, 3.0, 5.0].into_iter().flat_map(|rows| {
            let y = low - rows * size.y;
            [pos2(foot.x + space::GAP, y), pos2(foot.x - space::GAP - size.x, y)]
        });
        let within = |place: &Pos2| canvas.rect().contains_rect(Rect::from_min_size(*place, size));
        if let Some((rect, _)) = taken.place(size, places.filter(within)) {
            frame::over(&canvas.around, rect, galley, Some(ink.ground));
        }
    }

    /// Places for a name beside a point, from near to far, all within the plot area.
    fn beside(canvas: &Canvas, at: Pos2, size: egui::Vec2, top: f32) -> Vec<Pos2> {
        let right = at.x + space::GAP;
        let rows = [-2.0, -3.5, -5.0, 1.0, 2.5, 4.0, 5.5, 7.0];
        let mut places: Vec<Pos2> = rows.map(|row| pos2(right, at.y + row * size.y)).to_vec();
        places.push(pos2(right, top));
        places.retain(|place| canvas.rect().contains_rect(Rect::from_min_size(*place, size)));
        places
    }

    /// A figure at any size, between those that were computed.
    fn between(&self, x: f64, figure: Figure) -> Option<f64> {
        let points = &self.answer.headcount.points;
        let after = points.iter().position(|point| point.seats >= x)?;
        let (right, left) = (&points[after], &points[after.saturating_sub(1)]);
        let width = right.seats - left.seats;
        let part = if width > 0.0 { (x - left.seats) / width } else { 1.0 };
        Some(figure(left) + (figure(right) - figure(left)) * part)
    }

    /// All three figures of the computed size nearest to the pointer.
    fn tip(&self, ui: &Ui, canvas: &Canvas) {
        let Some(pointer) = canvas.response.hover_pos() else { return };
        let x = canvas.value(pointer)[0];
        let off = |point: &HeadcountPoint| (point.seats - x).abs();
        let nearest = self.answer.headcount.points.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
        let Some(point) = nearest else { return };
        let ink = canvas.ink;
        let (top, bottom) = (canvas.rect().top(), canvas.rect().bottom());
        canvas.inside.vline(canvas.at(point.seats, 0.0).x, top..=bottom, (mark::HAIR, ink.control));
        for (value, color) in [(point.home, ink.home), (point.cash, ink.offshore), (point.effective, ink.offshore)] {
            canvas.inside.circle_filled(canvas.at(point.seats, value), mark::DOT, color);
        }
        let currency = &self.answer.scenario.money.currency;
        let whole = |value: f64| format::money_plain(format::decimal(value).round(), currency);
        let rows = [
            TipRow::of(ink.home, "Home", whole(point.home)),
            TipRow::of(ink.offshore_text, "Effective", whole(point.effective)),
            TipRow::of(ink.offshore_text, "Cash", whole(point.cash)),
        ];
        let heading = format!("{}, a seat and year", seats(format::decimal(point.seats).round()));
        frame::tip_ui(ui, canvas.response.layer_id, canvas.response.id, &heading, &rows);
    }
}

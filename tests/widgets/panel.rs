//! A lever panel in miniature: a scenario, the widgets, and what their messages do to it.

use std::collections::BTreeSet;

use egui_kittest::{Harness, kittest::Queryable};
use rust_decimal::{Decimal, dec};
use shoreline::model::{
    lever::{Group, LeverId},
    ranges::set_range,
    scenario::{Friction, Money, Scenario, Site, Team, Transition},
};
use shoreline::state::message::{Edit, Message, ViewChange};
use shoreline::ui::{
    theme,
    widgets::{Disclosure, LeverRow, MixBar, disclosure_ui, lever_row_ui, mix_bar_ui},
};

/// The sites that a scenario may have, with their shares.
const SITES: [(&str, &str, [Decimal; 3]); 4] = [
    ("ph-mnl", "Manila", [dec!(0.7), dec!(0.4), dec!(0.3)]),
    ("pl-krk", "Krakow", [dec!(0), dec!(0.2), dec!(0.2)]),
    ("in-blr", "Bengaluru", [dec!(0), dec!(0), dec!(0.15)]),
    ("mx-gdl", "Guadalajara", [dec!(0), dec!(0), dec!(0.05)]),
];

/// New York with one, two or four sites and a support desk of 20.
pub(crate) fn scenario(sites: usize) -> Scenario {
    let place = |id: &str, name: &str, currency: &str| Site {
        id: id.into(),
        name: name.into(),
        currency: currency.into(),
        exchange_rate: dec!(1),
        ..Site::default()
    };
    let column = [0, 0, 1, 2, 2][sites];
    let used = &SITES[..sites];
    let salary = [("us-nyc", dec!(46000)), ("ph-mnl", dec!(420000))];
    let team = Team {
        id: "desk".into(),
        name: "Support desk".into(),
        headcount: dec!(20),
        pay_position: dec!(1),
        oversight: dec!(0.05),
        salary: salary.into_iter().map(|(id, pay)| (id.to_owned(), pay)).collect(),
        mix: used.iter().map(|(id, _, shares)| ((*id).to_owned(), shares[column])).collect(),
        ..Team::default()
    };
    Scenario {
        name: "Support desk to Manila".into(),
        money: Money { currency: "USD".into(), horizon_months: 60, ..Money::default() },
        home: place("us-nyc", "New York", "USD"),
        sites: used.iter().map(|(id, name, _)| place(id, name, "PHP")).collect(),
        teams: vec![team],
        friction: Friction {
            time_zone: dec!(0.88),
            language: dec!(0.25),
            rework: dec!(0.05),
            attrition: dec!(1),
            ..Friction::default()
        },
        transition: Transition { handover_months: 3, ..Transition::default() },
        ..Scenario::default()
    }
}

/// The seven levers of the short list.
pub(crate) fn short_list() -> Vec<LeverId> {
    let team = |field| LeverId::team("desk", field).unwrap();
    let friction = |field| LeverId::global(Group::Friction, field).unwrap();
    vec![
        team("headcount"),
        team("pay_position"),
        friction("time_zone"),
        friction("language"),
        friction("rework"),
        friction("attrition"),
        team("oversight"),
    ]
}

/// What the panel shows and what happened in it.
pub(crate) struct Panel {
    pub(crate) opened: Scenario,
    pub(crate) scenario: Scenario,
    pub(crate) rows: Vec<LeverId>,
    pub(crate) pinned: BTreeSet<String>,
    pub(crate) highlighted: Option<usize>,
    pub(crate) open_fold: bool,
    pub(crate) edits: Vec<Edit>,
    pub(crate) gestures: usize,
}

impl Panel {
    pub(crate) fn new(sites: usize) -> Self {
        let scenario = scenario(sites);
        Self {
            opened: scenario.clone(),
            scenario,
            rows: short_list(),
            pinned: BTreeSet::new(),
            highlighted: None,
            open_fold: false,
            edits: Vec::new(),
            gestures: 0,
        }
    }

    pub(crate) fn ui(&mut self, ui: &mut egui::Ui) {
        let mut messages = Vec::new();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mix = MixBar { scenario: &self.scenario, team: 0, pinned: &self.pinned, max_height: 168.0 };
        mix_bar_ui(ui, &mix, &mut messages);
        for (index, id) in self.rows.iter().enumerate() {
            let row = LeverRow {
                pinned: None,
                id,
                scenario: &self.scenario,
                value: id.value(&self.scenario).unwrap(),
                reference: id.value(&self.opened).unwrap(),
                highlighted: self.highlighted == Some(index),
                worth: Some("about −$12k of effective saving"),
                headed: false,
                origin: None,
            };
            lever_row_ui(ui, &row, &mut messages);
        }
        self.folds_ui(ui);
        for message in messages {
            self.take(message);
        }
    }

    fn folds_ui(&mut self, ui: &mut egui::Ui) {
        let folds = [
            ("friction", "More friction", "8"),
            ("rollout", "Roll-out", "pilot 2, then 6 a month"),
            ("sites", "Sites and terms", "2"),
            ("money", "Money", "60 months, 8 %"),
        ];
        ui.add_space(8.0);
        for (index, (key, title, summary)) in folds.into_iter().enumerate() {
            let open = index == 3 && self.open_fold;
            let hint = "Levers beyond the short list";
            let fold = Disclosure { id: egui::Id::unique(("fold", key)), title, summary, open, hint };
            if disclosure_ui(ui, &fold).clicked() && index == 3 {
                self.open_fold = !self.open_fold;
            }
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Edit(edit) => {
                match &edit {
                    Edit::Lever(id, value) => id.set(&mut self.scenario, *value).unwrap(),
                    Edit::Share { place, share, .. } => self.share(place, *share),
                    Edit::Range(id, range) => set_range(&mut self.scenario, id, *range).unwrap(),
                    _ => panic!("not from these widgets: {edit:?}"),
                }
                self.edits.push(edit);
            }
            Message::GestureEnd => self.gestures += 1,
            Message::View(ViewChange::TogglePin(id)) => {
                if !self.pinned.remove(&id) {
                    self.pinned.insert(id);
                }
            }
            other => panic!("not from these widgets: {other:?}"),
        }
    }

    /// Home gives and takes.
    fn share(&mut self, place: &str, share: Decimal) {
        let team = &mut self.scenario.teams[0];
        let (first, share) = if place == "us-nyc" {
            let others: Decimal = team.mix.values().skip(1).sum();
            ("ph-mnl", Decimal::ONE - others - share)
        } else {
            let others: Decimal = team.mix.iter().filter(|(id, _)| *id != place).map(|(_, share)| *share).sum();
            (place, share.min(Decimal::ONE - others))
        };
        team.mix.insert(first.to_owned(), share);
    }

    pub(crate) fn value(&self, index: usize) -> Decimal {
        self.rows[index].value(&self.scenario).unwrap()
    }
}

/// The panel in a window of its size.
pub(crate) fn harness(panel: Panel, dark: bool, pictures: bool, width: f32) -> Harness<'static, Panel> {
    let mut builder = Harness::builder()
        .with_size(egui::vec2(width, 568.0))
        .with_pixels_per_point(2.0)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(120);
    if pictures {
        builder = builder.wgpu();
    }
    let mut installed = false;
    builder.build_ui_state(
        move |ui, panel: &mut Panel| {
            if !installed {
                theme::install(ui.ctx());
                ui.ctx().set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
                ui.ctx().request_repaint();
                installed = true;
                return;
            }
            let colors = theme::palette(ui);
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, colors.ground);
            let side = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(300.0, 568.0));
            ui.painter().rect_filled(side, 0.0, colors.panel);
            let inner = egui::Rect::from_min_max(egui::pos2(16.0, 8.0), egui::pos2(284.0, 568.0));
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                // Rows that scroll fade into the fill of the frame they are in.
                egui::Frame::NONE.fill(colors.panel).show(ui, |ui| panel.ui(ui));
            });
        },
        panel,
    )
}

/// The panel without a picture.
pub(crate) fn open(sites: usize) -> Harness<'static, Panel> {
    let mut harness = harness(Panel::new(sites), false, false, 300.0);
    harness.run();
    harness
}

/// A slider by its name.
pub(crate) fn slider<'a>(harness: &'a Harness<'_, Panel>, label: &'a str) -> egui_kittest::Node<'a> {
    harness.get_by_role_and_label(egui::accesskit::Role::Slider, label)
}

/// Presses at one place, moves and lets go at another.
pub(crate) fn drag(harness: &mut Harness<'_, Panel>, from: egui::Pos2, to: egui::Pos2) {
    harness.drag_at(from);
    harness.run();
    for step in 1..=4_u8 {
        harness.hover_at(from.lerp(to, f32::from(step) / 4.0));
        harness.run();
    }
    harness.drop_at(to);
    harness.run();
}

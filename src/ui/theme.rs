//! Design tokens: colors, type sizes, spacing, fonts. Nothing else names a color or a size.

use std::sync::Arc;

use egui::{Color32, FontData, FontDefinitions, FontFamily, FontId, Stroke, Theme, Visuals};

use crate::export::typefaces;

/// Type sizes in points, five a screen at most.
pub mod size {
    /// Labels, axis ticks, hints.
    pub const LABEL: f32 = 12.0;
    /// Body, lever rows, buttons.
    pub const BODY: f32 = 14.0;
    /// The sentence of the answer.
    pub const SENTENCE: f32 = 16.0;
    /// Figures of the answer.
    pub const FIGURE: f32 = 28.0;
    /// The one figure that counts.
    pub const HERO: f32 = 40.0;
}

/// Spacing on a grid of four points.
pub mod space {
    /// Between parts of a control.
    pub const HALF: f32 = 4.0;
    /// Between controls.
    pub const GAP: f32 = 8.0;
    /// Around regions.
    pub const MARGIN: f32 = 16.0;
}

/// A screen on which nothing is shown.
pub const BLANK: Color32 = Color32::BLACK;

/// Weights and sizes of the marks that charts draw.
pub mod mark {
    /// Grid, leaders, thresholds.
    pub const HAIR: f32 = 1.0;
    /// A line of a chart.
    pub const LINE: f32 = 2.0;
    /// The line that counts.
    pub const HEAVY: f32 = 2.5;
    /// A dash, and the gap after it.
    pub const DASH: (f32, f32) = (5.0, 4.0);
    /// A dot of a dotted guide, and the gap after it.
    pub const DOTS: (f32, f32) = (2.0, 3.0);
    /// Radius of a point among many.
    pub const DOT: f32 = 3.0;
    /// Radius of a marker on a line.
    pub const MARKER: f32 = 4.0;
    /// Radius of the point that counts.
    pub const POINT: f32 = 7.0;
    /// How near the pointer must be to take a point.
    pub const REACH: f32 = 12.0;
    /// Thickest bar.
    pub const BAR: f32 = 16.0;
    /// A row of a table.
    pub const ROW: f32 = 20.0;
}

/// The colors of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Ground of the charts and the strip.
    pub ground: Color32,
    /// Ground of the lever panel and of hover cards.
    pub panel: Color32,
    /// Text that is read.
    pub text: Color32,
    /// Text that is there when looked for.
    pub quiet: Color32,
    /// Hairlines and grid.
    pub line: Color32,
    /// The unfilled part of a rail.
    pub rail: Color32,
    /// The filled part of a rail, handles' rims.
    pub control: Color32,
    /// Home.
    pub home: Color32,
    /// Offshore: lines and areas.
    pub offshore: Color32,
    /// Offshore: text, dark or light enough to read.
    pub offshore_text: Color32,
    /// A faint wash of home, for regions.
    pub wash: Color32,
    /// Text and ground of a good verdict.
    pub good: (Color32, Color32),
    /// Text and ground of a middling verdict and of warnings.
    pub warning: (Color32, Color32),
    /// Text and ground of a bad verdict and of errors.
    pub bad: (Color32, Color32),
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Colors on light ground.
pub const LIGHT: Palette = Palette {
    ground: rgb(0xff_ff_ff),
    panel: rgb(0xf6_f6_f5),
    text: rgb(0x1c_1d_20),
    quiet: rgb(0x63_65_6b),
    line: rgb(0xdf_df_dc),
    rail: rgb(0xd8_d8_d5),
    control: rgb(0x5a_5c_66),
    home: rgb(0x00_72_b2),
    offshore: rgb(0xd5_5e_00),
    offshore_text: rgb(0xb3_4b_00),
    wash: rgb(0xec_f3_f9),
    good: (rgb(0x1c_6b_36), rgb(0xdf_f1_e4)),
    warning: (rgb(0x7a_4f_00), rgb(0xfb_ee_cf)),
    bad: (rgb(0xa1_23_1d), rgb(0xfb_e3_e0)),
};

/// Colors on dark ground.
pub const DARK: Palette = Palette {
    ground: rgb(0x15_16_19),
    panel: rgb(0x1d_1f_23),
    text: rgb(0xf1_f2_f4),
    quiet: rgb(0x9c_9f_a8),
    line: rgb(0x34_36_3c),
    rail: rgb(0x3a_3c_43),
    control: rgb(0x9a_9c_a6),
    home: rgb(0x56_a9_e8),
    offshore: rgb(0xf5_85_3f),
    offshore_text: rgb(0xf5_85_3f),
    wash: rgb(0x18_24_2e),
    good: (rgb(0x86_d9_9f), rgb(0x1d_3a_27)),
    warning: (rgb(0xf0_c0_66), rgb(0x3d_30_14)),
    bad: (rgb(0xff_9b_92), rgb(0x45_20_1d)),
};

/// The palette of the theme that is shown.
#[must_use]
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The typeface at a size.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The typeface's semi-bold cut at a size.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("strong".into()))
}

/// Sets the entries of a list close, so that no click falls between two.
pub fn list(ui: &mut egui::Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
}

/// Gives boxes, dots and fields an edge that says that they can be filled.
pub fn form(ui: &mut egui::Ui) {
    let edge = palette(ui).control;
    ui.visuals_mut().widgets.inactive.bg_stroke.color = edge;
}

/// Installs fonts and both themes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.set_visuals_of(theme, visuals(theme, palette));
        ctx.style_mut_of(theme, style);
    }
}

fn fonts() -> FontDefinitions {
    let regular = FontData::from_static(typefaces::REGULAR);
    let strong = FontData::from_static(typefaces::STRONG);
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert("regular".into(), Arc::new(regular));
    fonts.font_data.insert("strong".into(), Arc::new(strong));
    let mut fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    // Open Sans has no arrows; undo's names of steps do.
    fallback.push("Hack".to_owned());
    let family = |first: &str| std::iter::once(first.to_owned()).chain(fallback.clone()).collect();
    fonts.families.insert(FontFamily::Proportional, family("regular"));
    fonts.families.insert(FontFamily::Name("strong".into()), family("strong"));
    fonts
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.panel_fill = palette.ground;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.extreme_bg_color = palette.ground;
    visuals.faint_bg_color = palette.panel;
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.quiet);
    visuals.hyperlink_color = palette.home;
    visuals.selection.bg_fill = palette.home.gamma_multiply(0.35);
    visuals.selection.stroke = Stroke::new(1.0, palette.home);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    for widget in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = egui::CornerRadius::same(4);
        widget.expansion = 0.0;
    }
    visuals.widgets.inactive.bg_fill = palette.ground;
    visuals.widgets.inactive.weak_bg_fill = palette.panel;
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, palette.line);
    visuals.widgets.hovered.weak_bg_fill = palette.line;
    visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, palette.control);
    visuals.widgets.active.bg_stroke = Stroke::new(1.0, palette.home);
    visuals
}

fn style(style: &mut egui::Style) {
    use egui::TextStyle;
    style.text_styles = [
        (TextStyle::Small, regular(size::LABEL)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Heading, strong(size::SENTENCE)),
        (TextStyle::Monospace, regular(size::BODY)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(space::GAP, space::GAP);
    style.spacing.button_padding = egui::vec2(space::GAP, space::HALF);
    style.spacing.interact_size.y = 24.0;
    style.interaction.tooltip_delay = 0.35;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_color_reads_on_its_ground() {
        for (name, palette) in [("light", LIGHT), ("dark", DARK)] {
            for (what, text) in [
                ("text", palette.text),
                ("quiet", palette.quiet),
                ("home", palette.home),
                ("offshore", palette.offshore_text),
            ] {
                for ground in [palette.ground, palette.panel] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{name} {what}: contrast {ratio:.2}");
                }
            }
            for (text, ground) in [palette.good, palette.warning, palette.bad] {
                assert!(contrast(text, ground) >= 4.5, "{name} chip");
            }
        }
    }
}

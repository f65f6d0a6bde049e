//! A drawing as SVG, with real texts: they can be selected, searched and edited.
//!
//! Texts name Open Sans and common faces that stand in for it; each row's length is written out, so
//! that it takes the same room in whichever face it is shown. No script, no link, nothing from outside.

use std::fmt::Write as _;

use super::drawing::{Area, Drawing, Form, Ink, Mark, Outline, Point, Run, Weight};

/// The typeface, and what stands in for it.
const FAMILY: &str = "Open Sans, Segoe UI, Helvetica Neue, Arial, sans-serif";

/// A drawing as an SVG file. The same drawing is always the same text.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let [width, height] = drawing.size.map(number);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FAMILY}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escaped(&drawing.title),
        escaped(&drawing.summary),
    );
    let marks: Vec<&Mark> = drawing.marks().collect();
    let clips = clips(&marks);
    for (index, clip) in clips.iter().enumerate() {
        let _ = writeln!(out, "<clipPath id=\"c{index}\">{}</clipPath>", rect(clip, 0.0, ""));
    }
    out.push_str(&rect(&drawing.area(), 0.0, &painted("fill", drawing.ground)));
    out.push('\n');
    let mut open = None;
    for mark in marks {
        let clip = needed(mark).and_then(|clip| clips.iter().position(|known| *known == clip));
        if clip != open {
            out.push_str(if open.is_some() { "</g>\n" } else { "" });
            if let Some(index) = clip {
                let _ = writeln!(out, "<g clip-path=\"url(#c{index})\">");
            }
            open = clip;
        }
        form(&mut out, &mark.form);
    }
    out.push_str(if open.is_some() { "</g>\n</svg>\n" } else { "</svg>\n" });
    out
}

/// The clip of a mark that it would else stand out of.
fn needed(mark: &Mark) -> Option<Area> {
    // What is cut away of a text's box is empty.
    let cut = !mark.clip.holds(&mark.form.bounds()) && !matches!(mark.form, Form::Text(_));
    cut.then_some(mark.clip)
}

/// Every clip that is needed, once.
fn clips(marks: &[&Mark]) -> Vec<Area> {
    let mut clips: Vec<Area> = Vec::new();
    for clip in marks.iter().filter_map(|mark| needed(mark)) {
        if !clips.contains(&clip) {
            clips.push(clip);
        }
    }
    clips
}

fn form(out: &mut String, form: &Form) {
    // Writing to a string can't fail.
    let _ = match form {
        Form::Text(runs) => return text(out, runs),
        Form::Shape { outline, fill, stroke } => {
            let mut look = fill.map_or_else(|| " fill=\"none\"".to_owned(), |ink| painted("fill", ink));
            if let Some((ink, width)) = stroke {
                let _ = write!(look, "{} stroke-width=\"{}\"", painted("stroke", *ink), number(*width));
            }
            if upright(outline) {
                look.push_str(" shape-rendering=\"crispEdges\"");
            }
            match outline {
                Outline::Circle { center: [x, y], radius } => {
                    let [x, y, radius] = [x, y, radius].map(|length| number(*length));
                    writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{look}/>")
                }
                Outline::Rect { area, radius } => writeln!(out, "{}", rect(area, *radius, &look)),
                Outline::Lines { lines, closed } => {
                    let way: String = lines.iter().map(|line| way(line, *closed)).collect();
                    let join = if stroke.is_some() { " stroke-linejoin=\"round\"" } else { "" };
                    writeln!(out, "<path d=\"{way}\"{look}{join}/>")
                }
            }
        }
    };
}

/// Whether it runs along the axes only, so that it stays sharp on whole pixels.
fn upright(outline: &Outline) -> bool {
    match outline {
        Outline::Circle { .. } => false,
        Outline::Rect { radius, .. } => *radius <= 0.0,
        Outline::Lines { lines, .. } => lines
            .iter()
            .all(|line| line.windows(2).all(|pair| (0..2).any(|axis| (pair[0][axis] - pair[1][axis]).abs() < 0.001))),
    }
}

fn rect(area: &Area, radius: f32, look: &str) -> String {
    let [x, y] = area.min.map(number);
    let [width, height] = area.size().map(|length| number(length.max(0.0)));
    let round = if radius > 0.0 { format!(" rx=\"{}\"", number(radius)) } else { String::new() };
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{round}{look}/>")
}

fn way(line: &[Point], closed: bool) -> String {
    let mut way = String::new();
    for (index, [x, y]) in line.iter().enumerate() {
        let _ = write!(way, "{}{} {}", if index == 0 { "M" } else { "L" }, number(*x), number(*y));
    }
    if closed {
        way.push('Z');
    }
    way
}

fn text(out: &mut String, runs: &[Run]) {
    let Some(first) = runs.first() else { return };
    let weight = if first.weight == Weight::Strong { " font-weight=\"600\"" } else { "" };
    let look = format!("{weight} font-size=\"{}\"{}", number(first.size), painted("fill", first.ink));
    let place = |run: &Run| {
        let [x, y] = run.at.map(number);
        format!("x=\"{x}\" y=\"{y}\" textLength=\"{}\"", number(run.width()))
    };
    let _ = if let [run] = runs {
        writeln!(out, "<text {}{look} xml:space=\"preserve\">{}</text>", place(run), escaped(&run.text))
    } else {
        let row = |run: &Run| format!("<tspan {}>{}</tspan>", place(run), escaped(&run.text));
        let rows = runs.iter().map(row).collect::<Vec<_>>().concat();
        writeln!(out, "<text{look} xml:space=\"preserve\">{rows}</text>")
    };
}

fn painted(what: &str, [red, green, blue, opacity]: Ink) -> String {
    let mut look = format!(" {what}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if opacity < u8::MAX {
        let _ = write!(look, " {what}-opacity=\"{}\"", number(f32::from(opacity) / 255.0));
    }
    look
}

/// A number to a hundredth, as short as it is.
fn number(value: f32) -> String {
    let text = format!("{:.2}", if value.is_finite() { value } else { 0.0 });
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text that XML reads as itself: no mark-up, and what XML does not know is shown as unknown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::drawing::tests::drawing;

    #[test]
    fn shapes_and_texts_are_written_as_they_are() {
        assert_eq!(
            svg(&drawing("a<b")),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\" role=\"img\" \
             font-family=\"Open Sans, Segoe UI, Helvetica Neue, Arial, sans-serif\">\n\
             <title>a&lt;b</title>\n<desc>A bar, a line and a ring.</desc>\n\
             <clipPath id=\"c0\"><rect x=\"0\" y=\"0\" width=\"100\" height=\"50\"/></clipPath>\n\
             <rect x=\"0\" y=\"0\" width=\"100\" height=\"50\" fill=\"#ffffff\"/>\n\
             <rect x=\"10\" y=\"10\" width=\"30\" height=\"10\" fill=\"#0072b2\" shape-rendering=\"crispEdges\"/>\n\
             <g clip-path=\"url(#c0)\">\n\
             <path d=\"M0 40L120 40\" fill=\"none\" stroke=\"#d55e00\" stroke-opacity=\"0.5\" stroke-width=\"2\" \
             shape-rendering=\"crispEdges\" stroke-linejoin=\"round\"/>\n</g>\n\
             <circle cx=\"50\" cy=\"25\" r=\"4\" fill=\"#ffffff\" stroke=\"#000000\" stroke-width=\"2\"/>\n\
             <text x=\"5\" y=\"48\" textLength=\"21\" font-weight=\"600\" font-size=\"12\" fill=\"#1c1d20\" \
             xml:space=\"preserve\">a&lt;b</text>\n</svg>\n"
        );
    }

    #[test]
    fn no_text_breaks_out() {
        let hostile = "</text><script>alert(\"1\")</script>&\u{1}\u{ffff}";
        let written = svg(&drawing(hostile));
        assert!(!written.contains("<script") && !written.contains('\u{1}'), "{written}");
        assert_eq!(written.matches("</text>").count(), 1);
        assert!(written.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\u{fffd}\u{fffd}"));
    }
}

//! No text is cut off or stands on another in the strip, the levers and the charts' titles, in any
//! usual window at any usual zoom.

use egui::{Rect, Shape, epaint::ClippedShape, vec2};

use super::window::{Window, sample};

/// A text on screen: what it says, where, whether it was shortened, and what is seen of it.
struct Seen {
    text: String,
    rect: Rect,
    shortened: bool,
    clip: Rect,
}

fn texts(shapes: &[ClippedShape]) -> Vec<Seen> {
    fn gather(shape: &Shape, clip: Rect, seen: &mut Vec<Seen>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, seen)),
            Shape::Text(text) if !text.galley.text().trim().is_empty() => seen.push(Seen {
                text: text.galley.text().to_owned(),
                // A line's height has room above and below its letters.
                rect: text.visual_bounding_rect().shrink2(vec2(1.0, 3.0)),
                shortened: text.galley.elided,
                clip,
            }),
            _ => {}
        }
    }
    let mut seen = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        gather(shape, *clip_rect, &mut seen);
    }
    seen
}

#[test]
fn no_text_of_strip_levers_and_titles_is_cut_or_covered() {
    let windows = [(1280.0, 720.0), (1920.0, 1080.0), (3840.0, 2160.0)];
    let mut looked_at = 0;
    for (width, height) in windows {
        for zoom in [0.8, 1.0, 1.5, 2.0] {
            let size = vec2(width / zoom, height / zoom);
            if size.x < 800.0 || size.y < 480.0 {
                continue;
            }
            let mut window = Window::open(Some(&sample()), size);
            window.run();
            let strip = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(size.x, 152.0));
            let levers = Rect::from_min_max(egui::pos2(0.0, 152.0), egui::pos2(300.0, size.y));
            let titles = Rect::from_min_max(egui::pos2(300.0, 152.0), egui::pos2(size.x, 200.0));
            let all = texts(&window.harness().output().shapes);
            for region in [strip, levers, titles] {
                let inside = |seen: &&Seen| region.contains(seen.rect.min) && seen.clip.intersects(seen.rect);
                let here: Vec<&Seen> = all.iter().filter(inside).collect();
                looked_at += here.len();
                for (index, seen) in here.iter().enumerate() {
                    let at = format!("“{}” at {:?} in {width}×{height}, zoom {zoom}", seen.text, seen.rect);
                    assert!(!seen.shortened, "{at} is shortened");
                    assert!(seen.rect.right() <= region.right(), "{at} leaves its place");
                    // What scrolls is cut at the list's edge only.
                    let scrolls = region == levers;
                    assert!(scrolls || seen.clip.contains_rect(seen.rect), "{at} is cut");
                    let visible = seen.rect.intersect(seen.clip);
                    for other in &here[index + 1..] {
                        let over = visible.intersect(other.rect.intersect(other.clip));
                        assert!(!over.is_positive(), "{at} stands on “{}”", other.text);
                    }
                }
            }
        }
    }
    assert!(looked_at > 300, "{looked_at} texts");
}

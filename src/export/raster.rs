//! A drawing as pixels: our own SVG, painted without a display or a graphics driver.

use std::sync::{Arc, OnceLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use super::{
    ExportError,
    drawing::{Area, Drawing, Form, Outline, Point},
    svg::svg,
    typefaces,
};

/// Most pixels along an edge.
const MOST: f32 = 16_384.0;
/// Most pixels in all, millions: so many take half a gigabyte while they are painted.
const MILLIONS: f32 = 64.0;

/// A picture of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: [usize; 2],
    /// Red, green, blue and how opaque, row by row.
    pub rgba: Vec<u8>,
}

/// A drawing as a PNG file, so many pixels a point.
///
/// # Errors
/// If it would have more than 16,384 pixels along an edge, or more than 64 million.
pub fn png(drawing: &Drawing, scale: u8) -> Result<Vec<u8>, ExportError> {
    painted(drawing, scale)?.encode_png().map_err(|error| ExportError::new(error.to_string()))
}

/// A drawing as pixels, so many a point.
///
/// # Errors
/// If it would have more than 16,384 pixels along an edge, or more than 64 million.
pub fn pixels(drawing: &Drawing, scale: u8) -> Result<Pixels, ExportError> {
    let map = painted(drawing, scale)?;
    let length = |length: u32| usize::try_from(length).unwrap_or_default();
    Ok(Pixels { size: [length(map.width()), length(map.height())], rgba: map.take_demultiplied() })
}

fn painted(drawing: &Drawing, scale: u8) -> Result<Pixmap, ExportError> {
    let large = sharp(drawing.clone().scaled(f32::from(scale)));
    if let Some(edge) = large.size.into_iter().find(|edge| !(1.0..=MOST).contains(edge)) {
        return Err(ExportError::new(format!("an edge must have 1 to {MOST} pixels, found {edge}")));
    }
    let [width, height] = large.size;
    if width * height > MILLIONS * 1e6 {
        let rule = format!("a picture has at most {MILLIONS} million pixels, found {width} × {height}");
        return Err(ExportError::new(format!("{rule}: take a smaller size or scale")));
    }
    let options = Options { fontdb: Arc::clone(faces()), font_family: "Open Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&svg(&large), &options).map_err(|error| ExportError::new(error.to_string()))?;
    let size = tree.size().to_int_size();
    let mut map = Pixmap::new(size.width(), size.height()).ok_or_else(|| ExportError::new("it has no size"))?;
    resvg::render(&tree, Transform::identity(), &mut map.as_mut());
    Ok(map)
}

/// Our own typefaces only: the same picture on every machine.
fn faces() -> &'static Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    FACES.get_or_init(|| {
        let mut faces = Database::new();
        typefaces::all().for_each(|face| faces.load_font_data(face.to_vec()));
        Arc::new(faces)
    })
}

/// The same with bars and upright lines on whole pixels, so that none is blurred.
fn sharp(mut drawing: Drawing) -> Drawing {
    for mark in drawing.parts.iter_mut().flat_map(|part| &mut part.marks) {
        match &mut mark.form {
            Form::Shape { outline: Outline::Rect { area, .. }, stroke: None, .. } => {
                *area = Area { min: area.min.map(f32::round), max: area.max.map(f32::round) };
            }
            Form::Shape { outline: Outline::Lines { lines, .. }, stroke: Some((_, width)), .. } => {
                let width = *width;
                for line in lines {
                    align(line, width);
                }
            }
            _ => {}
        }
    }
    drawing
}

/// Moves a straight upright line so that it covers whole pixels.
fn align(line: &mut [Point], width: f32) {
    for axis in 0..2 {
        let Some(first) = line.first().map(|point| point[axis]) else { return };
        if line.iter().all(|point| (point[axis] - first).abs() < 0.001) {
            let whole = width.round().max(1.0);
            let place = (first - whole / 2.0).round() + whole / 2.0;
            for point in &mut *line {
                point[axis] = place;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::drawing::tests::drawing;

    #[test]
    fn a_point_has_as_many_pixels_as_wanted_and_bars_are_sharp() {
        for scale in [1, 2, 4] {
            let pixels = pixels(&drawing("Cost ▲ 😀"), scale).unwrap();
            let factor = usize::from(scale);
            assert_eq!(pixels.size, [100 * factor, 50 * factor]);
            assert_eq!(pixels.rgba.len(), 4 * 5000 * factor * factor);
            let at = |x: usize, y: usize| &pixels.rgba[4 * (y * factor * 100 * factor + x * factor)..][..4];
            assert_eq!(at(12, 12), [0, 114, 178, 255]);
            assert_eq!(at(8, 12), [255; 4]);
        }
        assert!(png(&drawing("a"), 1).unwrap().starts_with(b"\x89PNG"));
    }

    #[test]
    fn too_large_a_picture_is_refused() {
        let mut large = drawing("a");
        large.size = [9000.0, 10.0];
        assert_eq!(
            png(&large, 2).unwrap_err().to_string(),
            "can't be exported: an edge must have 1 to 16384 pixels, found 18000"
        );
    }
}

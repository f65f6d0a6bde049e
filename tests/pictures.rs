//! Pictures of every chart, and the brief: what they say is what the window says, they are the same
//! each time, and no name makes one harmful. `UPDATE_PICTURES=1` writes the two that are kept anew.
//!
//! What a reader gets of the brief is asked of Debian's poppler-utils; without them that is skipped
//! and said, or fails where `CI` is `true`.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

#[path = "common/poppler.rs"]
mod poppler;

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use poppler::poppler;
use resvg::usvg::{self, roxmltree::Document};
use shoreline::{
    engine::job::Job,
    export::{
        compare::Horizon,
        drawing::{Drawing, Run},
        pdf::{pdf, pdf_of},
        raster,
        svg::svg,
    },
    format,
    model::{MODEL_VERSION, fingerprint::Fingerprint, scenario::Scenario},
    state::{
        compare::{Comparison, Picture},
        derived::Answer,
        exhibit::Exhibit,
        present::{Slide, slides},
        view::{Chart, CostMode, LedgerPeriod, View},
    },
    store::{self, deck::Deck, staged},
    ui::{
        charts::{Scene, compared, words::words},
        pictures::{
            Look, SIZE,
            brief::{CHARTS, brief},
            compared_picture,
            handout::handout,
            paper::Paper,
            picture,
        },
    },
};

const LIGHT: Look = Look { dark: false, size: SIZE };
const DARK: Look = Look { dark: true, size: SIZE };

fn scenario(name: &str) -> Scenario {
    store::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)).unwrap()
}

fn exhibit(scenario: Scenario, charts: &[Chart]) -> Exhibit {
    let answer = Arc::new(Answer::compute(0, Arc::new(scenario)));
    let opened = Arc::clone(&answer.scenario);
    Exhibit::of(answer, (View::default(), charts), &opened, &store::catalog().unwrap(), &Job::default()).unwrap()
}

/// All the texts of an SVG, each element's rows as one.
fn texts(written: &str) -> Vec<String> {
    let document = Document::parse(written).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|text| {
            let rows: Vec<&str> = text.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect();
            rows.join(" ")
        })
        .collect()
}

/// What every picture bears.
fn assert_whole(chart: Chart, exhibit: &Exhibit, drawn: &Drawing) {
    let written = svg(drawn);
    let texts = texts(&written);
    let said = words(chart, Scene::from(exhibit));
    let title = |text: &String| said.titles.iter().any(|title| title == text);
    assert!(texts.iter().any(title), "{chart:?}: no title of {:?} in {texts:?}", said.titles);
    let scenario = &exhibit.answer.scenario;
    let stamp = format!("{} · model 1", Fingerprint::of(scenario).short());
    for wanted in [format::plain(&scenario.name), stamp] {
        assert!(texts.contains(&wanted), "{chart:?}: no {wanted:?} in {texts:?}");
    }
    let day = format!("the catalogue of {}", exhibit.provenance.as_of);
    assert!(texts.iter().any(|text| text.contains(&day)), "{chart:?}: no {day:?} in {texts:?}");
    let document = Document::parse(&written).unwrap();
    let element = |name: &str| document.root_element().children().find(|node| node.has_tag_name(name)).unwrap();
    assert_eq!(element("title").text(), Some(said.titles[0].as_str()));
    assert_eq!(element("desc").text(), Some(said.summary.as_str()));
}

#[test]
fn every_chart_is_drawn_in_both_themes_with_what_the_window_says() {
    let exhibit = exhibit(scenario("two-sites-round-the-clock.ron"), &Chart::ALL);
    for chart in Chart::ALL {
        let [light, dark] = [LIGHT, DARK].map(|look| picture(chart, &exhibit, look));
        assert_whole(chart, &exhibit, &light);
        assert_whole(chart, &exhibit, &dark);
        let said = |drawn: &Drawing| drawn.runs().map(|run| run.text.clone()).collect::<Vec<_>>();
        assert_eq!(said(&light), said(&dark), "{chart:?}: the theme changes colors only");
        assert_ne!(light.ground, dark.ground);
        assert!(!said(&light).iter().any(|text| text.contains("worked out…")), "{chart:?} is not waited for");
        assert_eq!(svg(&light), svg(&picture(chart, &exhibit, LIGHT)), "{chart:?} is the same each time");
    }
}

#[test]
fn the_charts_of_a_comparison_say_what_the_window_says_and_of_whom() {
    let names = ["support-desk-manila.ron", "support-desk-manila-nights.ron", "triple-manila.ron"];
    let scenarios = names.map(|name| Arc::new(scenario(name)));
    let catalog = store::catalog().unwrap();
    let files = names.map(PathBuf::from).into_iter();
    let list = Comparison::of(files.zip(scenarios.clone()), Horizon::Common);
    let list = list.completed(true, &catalog, &Job::default()).unwrap();
    for chart in Picture::ALL {
        let [light, dark] = [LIGHT, DARK].map(|look| compared_picture(chart, &list, &catalog, look).unwrap());
        let words = compared::words(chart, &list);
        assert_eq!((&light.title, &light.summary), (&words.titles[0], &words.summary));
        let written = texts(&svg(&light));
        assert_eq!(written, texts(&svg(&dark)), "{chart:?}: the theme changes colors only");
        assert!(!written.iter().any(|text| text.contains("worked out…")), "{chart:?} is not waited for");
        let [base, other, _] = scenarios.each_ref().map(|scenario| Fingerprint::of(scenario).short());
        let stamp = format!("{other} against {base} · model {MODEL_VERSION}");
        assert!(written.contains(&stamp), "{chart:?}: no {stamp} in {written:?}");
        let caption = format!("{} against {}, and 1 more", scenarios[1].name, scenarios[0].name);
        assert!(written.contains(&caption), "{chart:?}: no {caption} in {written:?}");
        assert!(raster::png(&light, 1).unwrap().starts_with(b"\x89PNG"));
    }
}

#[test]
fn what_is_chosen_in_the_window_is_what_is_drawn() {
    let mut exhibit = exhibit(scenario("support-desk-manila.ron"), &[]);
    exhibit.view.cost_mode = CostMode::Monthly;
    exhibit.view.ledger_period = LedgerPeriod::Months;
    let monthly = picture(Chart::Cost, &exhibit, LIGHT);
    assert!(monthly.title.starts_with("Monthly cost, $k"), "{}", monthly.title);
    assert_whole(Chart::Cost, &exhibit, &monthly);
    // What a window scrolls to is all there.
    let ledger = picture(Chart::Ledger, &exhibit, LIGHT);
    let texts = texts(&svg(&ledger));
    for wanted in ["Jan 2027", "Dec 2031", "Total", "Home cost", "FTE months", "5,095,712"] {
        assert!(texts.iter().any(|text| text == wanted), "no {wanted} in the ledger");
    }
    let inside = |run: &shoreline::export::drawing::Run| run.at[0] + run.width() <= ledger.size[0] + 0.5;
    assert!(ledger.runs().all(inside));
}

#[test]
fn pixels_are_as_many_as_asked_for_and_hold_the_colors_of_the_theme() {
    let exhibit = exhibit(scenario("support-desk-manila.ron"), &[Chart::Bridge]);
    for (look, home) in [(LIGHT, [0, 0x72, 0xb2, 255]), (DARK, [0x56, 0xa9, 0xe8, 255])] {
        let drawn = picture(Chart::Bridge, &exhibit, look);
        for scale in [1, 2, 4] {
            let painted = raster::pixels(&drawn, scale).unwrap();
            let pixels = |length: usize| u16::try_from(length).map(f32::from).unwrap() / f32::from(scale);
            assert_eq!(format!("{:?}", painted.size.map(pixels)), format!("{:?}", drawn.size));
            let pixel = |at: usize| <[u8; 4]>::try_from(&painted.rgba[4 * at..4 * at + 4]).unwrap();
            assert_eq!(pixel(0), drawn.ground);
            let blue = (0..painted.rgba.len() / 4).filter(|at| pixel(*at) == home).count();
            // The bar of home cost is most of what is blue.
            let wanted = 4000 * usize::from(scale) * usize::from(scale);
            assert!(blue > wanted, "{scale}×: {blue} pixels of home");
        }
    }
}

#[test]
fn the_structure_of_two_charts_is_kept() {
    let exhibit = exhibit(scenario("support-desk-manila.ron"), &[]);
    for chart in [Chart::Bridge, Chart::Headcount] {
        let written = svg(&picture(chart, &exhibit, LIGHT));
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{}.svg", chart.key()));
        if env::var_os("UPDATE_PICTURES").is_some() {
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            fs::write(&kept, &written).unwrap();
        }
        let known = fs::read_to_string(&kept).unwrap();
        let differs = known.lines().zip(written.lines()).find(|(known, written)| known != written);
        assert!(known == written, "{}: first other line {differs:?}", kept.display());
    }
}

#[test]
fn hostile_names_do_no_harm() {
    let mut hostile = scenario("support-desk-manila.ron");
    hostile.name = "</text><script>alert(1)</script>\u{202e}gnp.exe\u{0}&\"' ▲ 😀".into();
    hostile.sites[0].name = "<image href=\"file:///etc/passwd\"/>\u{2066}\u{7}".into();
    let exhibit = exhibit(hostile, &[]);
    for chart in [Chart::Cost, Chart::Matrix, Chart::Seats, Chart::Ledger] {
        let drawn = picture(chart, &exhibit, LIGHT);
        let written = svg(&drawn);
        let document = Document::parse(&written).unwrap();
        let known = ["svg", "title", "desc", "clipPath", "rect", "g", "path", "circle", "text", "tspan"];
        for node in document.descendants().filter(roxmltree_element) {
            assert!(known.contains(&node.tag_name().name()), "{chart:?}: {}", node.tag_name().name());
            assert!(node.attributes().all(|attribute| !attribute.value().contains("file:")), "{chart:?}");
        }
        assert!(!written.chars().any(|c| c.is_control() && c != '\n'), "{chart:?}");
        assert!(!written.contains(['\u{202e}', '\u{2066}']), "{chart:?}");
        assert!(texts(&written).iter().any(|text| text.contains("<script>alert(1)</script>gnp.exe&\"' ▲ 😀")));
        assert!(raster::png(&drawn, 1).is_ok());
    }
}

/// A text on one line, blanks as one.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_brief_says_what_it_stands_against_and_how() {
    let base = exhibit(scenario("support-desk-manila.ron"), &CHARTS).answer;
    let catalog = store::catalog::catalog().unwrap();
    let page = |file: &str| {
        let other = exhibit(scenario(file), &CHARTS).held_against(&base, Horizon::Common, &catalog).unwrap();
        let page = brief(&other, Paper::A4);
        let low = page.runs().map(|run| run.at[1]).fold(0.0, f32::max);
        assert!(low < page.size[1] - 24.0, "{file}: the page ends at {low} of {}", page.size[1]);
        (other.compared.is_some(), flat(&svg_texts(&page)))
    };
    let name = format!("{} ({})", base.scenario.name, Fingerprint::of(&base.scenario).short());
    let (ghost, alike) = page("support-desk-manila-nights.ron");
    assert!(ghost && alike.contains(&format!("Against {name}, the charts’ “was”: effective saving +")), "{alike}");
    // What is in another currency is drawn of no chart, and its rate is said.
    let (ghost, euros) = page("finance-warsaw.ron");
    assert!(!ghost && euros.contains(&format!("Against {name}")), "{euros}");
    assert!(euros.contains("Amounts are in USD, converted at 1 EUR = 1.117 USD."), "{euros}");
}

/// All texts of a page, in their order.
fn svg_texts(page: &Drawing) -> String {
    page.runs().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_brief_is_a_page_whose_text_can_be_read() {
    let exhibit = exhibit(scenario("support-desk-manila.ron"), &CHARTS);
    for paper in [Paper::A4, Paper::Letter] {
        let page = brief(&exhibit, paper);
        let low = page.runs().map(|run| run.at[1]).fold(0.0, f32::max);
        assert!(low < page.size[1] - 24.0, "{paper:?}: the page ends at {low} of {}", page.size[1]);
        let written = pdf(&[page]).unwrap();
        assert_eq!(written, pdf(&[brief(&exhibit, paper)]).unwrap(), "the same each time");
        let Some(text) = poppler("pdftotext", &["-", "-"], &written) else { return };
        let text = flat(&text);
        let said = words(Chart::Matrix, Scene::from(&exhibit)).titles[0].clone();
        let stamp = format!("{} · model 1", Fingerprint::of(&exhibit.answer.scenario).short());
        for wanted in [
            "Support desk to Manila",
            "Moving 14 of 20 seats to Manila saves $2.03m over five years",
            "If only wages changed",
            "Effective, after lost output",
            "Where this differs from the catalogue",
            "Sources",
            "US Bureau of Labor Statistics",
            &flat(&said),
            &stamp,
            &exhibit.provenance.as_of,
        ] {
            assert!(text.contains(wanted), "{paper:?}: no {wanted:?} in {text}");
        }
        let fonts = poppler("pdffonts", &["-"], &written).unwrap();
        assert!(fonts.lines().skip(2).all(|font| font.contains(" yes yes yes ")), "embedded, cut, readable: {fonts}");
        let info = poppler("pdfinfo", &["-"], &written).unwrap();
        for wanted in ["Tagged:          yes", "Pages:           1", "Title:           Support desk to Manila"] {
            assert!(info.contains(wanted), "{info}");
        }
    }
}

#[test]
fn a_brief_of_two_has_two_pages_and_holds_hostile_names() {
    let mut hostile = scenario("support-desk-manila.ron");
    hostile.name =
        "一 ▲ 😀 \u{202e}<b>\u{0} a name so long that it can't be shown whole on a page of any size at all".into();
    let first = exhibit(scenario("support-desk-manila.ron"), &CHARTS);
    let mut second = exhibit(hostile, &CHARTS);
    second.compared = Some(first.answer.clone());
    let written = pdf(&[brief(&first, Paper::A4), brief(&second, Paper::A4)]).unwrap();
    let Some(info) = poppler("pdfinfo", &["-"], &written) else { return };
    assert!(info.contains("Pages:           2"), "{info}");
    let text = flat(&poppler("pdftotext", &["-", "-"], &written).unwrap());
    for wanted in ["一", "▲", "😀", "<b> a name so long"] {
        assert!(text.contains(wanted), "no {wanted} in {text}");
    }
}

/// A deck of the folder with the sample scenarios, and its slides with what was read for each.
fn slides_of(deck: &Deck, folder: &Path) -> Vec<Slide> {
    let read = staged::scenarios(deck, folder);
    slides(deck, read)
}

#[test]
fn a_deck_has_a_page_a_step_and_one_that_is_missing_says_so() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut deck = store::load_deck(&folder.join("what-it-really-costs.deck.ron")).unwrap();
    let catalog = store::catalog().unwrap();
    let pages = |deck: &Deck, paper| {
        handout((&deck.title, &slides_of(deck, &folder)), paper, &catalog, &Job::default()).unwrap()
    };
    let whole = pages(&deck, Paper::A4);
    assert_eq!(whole.len(), 8);
    // Another paper, one step that is gone, and one with a hostile line.
    deck.steps.truncate(2);
    deck.steps[0].scenario = "gone.ron".into();
    deck.steps[1].line = "\u{202e}<b> a line as long as a deck may hold, which is ".to_owned() + &"m".repeat(80);
    let faulty = pages(&deck, Paper::Letter);
    for page in whole.iter().chain(&faulty) {
        assert!(page.size[0] > page.size[1], "it lies: {:?}", page.size);
        let inside = |run: &Run| run.at[1] < page.size[1] - 24.0 && run.at[0] + run.width() < page.size[0] - 24.0;
        let outside: Vec<_> = page.runs().filter(|run| !inside(run)).map(|run| &run.text).collect();
        assert!(outside.is_empty(), "{}: {outside:?}", page.title);
    }
    let missing = pdf_of(&deck.title, &faulty).unwrap();
    let deck = store::load_deck(&folder.join("what-it-really-costs.deck.ron")).unwrap();
    let written = pdf_of(&deck.title, &whole).unwrap();
    let Some(info) = poppler("pdfinfo", &["-"], &written) else { return };
    for wanted in ["Tagged:          yes", "Pages:           8", "Title:           What it really costs"] {
        assert!(info.contains(wanted), "{info}");
    }
    let text = |page: usize, of: &[u8]| {
        let page = page.to_string();
        flat(&poppler("pdftotext", &["-f", &page, "-l", &page, "-", "-"], of).unwrap())
    };
    for ((page, step), slide) in (1..).zip(&deck.steps).zip(slides_of(&deck, &folder)) {
        let said = text(page, &written);
        let scenario = slide.scenario.unwrap();
        let stamp = format!("{} · model 1 · page {page} of 8", Fingerprint::of(&scenario).short());
        for wanted in ["What it really costs", &step.line, "Effective, after lost output", &scenario.name, &stamp] {
            assert!(said.contains(wanted), "page {page}: no {wanted:?} in {said}");
        }
        assert!(said.contains(&format!("the catalogue of {}", catalog.as_of)), "page {page}: {said}");
    }
    assert!(text(5, &written).contains("Shift start"), "what a step points at: {}", text(5, &written));
    let gone = text(1, &missing);
    for wanted in ["The brochure counts wages", "This step can’t be shown", "gone.ron: can't be read", "page 1 of 2"]
    {
        assert!(gone.contains(wanted), "no {wanted:?} in {gone}");
    }
    assert!(!gone.contains("Effective"), "{gone}");
    assert!(text(2, &missing).contains("<b> a line as long as"), "{}", text(2, &missing));
}

#[test]
fn a_deck_that_is_wanted_no_more_is_not_made() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let deck = store::load_deck(&folder.join("what-it-really-costs.deck.ron")).unwrap();
    let (job, catalog) = (Job::default(), store::catalog().unwrap());
    job.cancel();
    assert!(handout((&deck.title, &slides_of(&deck, &folder)), Paper::A4, &catalog, &job).is_err());
}

fn roxmltree_element(node: &usvg::roxmltree::Node<'_, '_>) -> bool {
    node.is_element()
}

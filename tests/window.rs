//! The real window under a virtual display: a lever is dragged with the mouse, the file saved with
//! the keyboard, and what the screen shows agrees with what a fresh start on that file shows.
//!
//! Needs Xvfb, xdotool, xclip, `ImageMagick` and a software OpenGL; without them it says so and is skipped,
//! or fails where `CI` is `true`. `SHORELINE_BIN` names another program than the one just built.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use shoreline::{model::scenario::Scenario, store::load};

/// The window fills the screen.
const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
/// The answer: from its top to its bottom, all across.
const STRIP: Area = Area { x: (0, WIDTH), y: (38, 150) };
/// The charts, right of the levers.
const CHARTS: Area = Area { x: (304, WIDTH), y: (154, 680) };
/// Height of the headcount rail, and its ends.
const RAIL_Y: usize = 298;
const RAIL: (usize, usize) = (16, 284);
/// Where the pointer touches nothing.
const NOWHERE: (usize, usize) = (700, 146);
/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest that the screen may lag behind the hand, even where other programs are busy.
const RESPONSIVE: Duration = Duration::from_secs(2);
/// Most of a processor that a window at rest may take.
const IDLE_SHARE: f64 = 0.01;

/// A part of the screen, pixels.
#[derive(Debug, Clone, Copy)]
struct Area {
    x: (usize, usize),
    y: (usize, usize),
}

/// Says something past the test harness, which keeps what passing tests print to itself.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "window: {text}");
}

/// Looks again and again until there is something, or fails.
fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A virtual display of its own.
struct Display {
    name: String,
    _server: Running,
    _output: ChildStdout,
}

impl Display {
    fn start() -> Self {
        let screen = format!("{WIDTH}x{HEIGHT}x24");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = server.stdout.take().unwrap();
        let server = Running(server);
        let (to, from) = mpsc::channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(output);
            let mut line = String::new();
            let read = reader.read_line(&mut line);
            let _ = to.send((read.map(|_| line), reader.into_inner()));
        });
        let (line, output) = from.recv_timeout(PATIENCE).unwrap();
        let number: u32 = line.unwrap().trim().parse().unwrap();
        Self { name: format!(":{number}"), _server: server, _output: output }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        command.env("LIBGL_ALWAYS_SOFTWARE", "1").stdin(Stdio::null());
        command
    }

    /// What xdotool prints; nothing where it fails, such as on a window that is not there yet.
    fn xdotool(&self, args: &[&str]) -> Option<String> {
        let output = self.command("xdotool").args(args).output().unwrap();
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn act(&self, args: &str) {
        let args: Vec<&str> = args.split_whitespace().collect();
        assert!(self.xdotool(&args).is_some(), "xdotool {args:?}");
    }

    fn picture(&self) -> Picture {
        let output = self.command("import").args(["-window", "root", "-depth", "8", "rgb:-"]).output().unwrap();
        assert_eq!(output.stdout.len(), WIDTH * HEIGHT * 3, "{}", String::from_utf8_lossy(&output.stderr));
        Picture(output.stdout)
    }

    /// The screen once it stays as it is for a while.
    fn settled(&self) -> Picture {
        self.settled_since().0
    }

    /// The screen once it stays as it is for a while, and when that was first seen.
    fn settled_since(&self) -> (Picture, Instant) {
        let (mut last, mut since, mut same) = (self.picture(), Instant::now(), 0);
        wait("a picture that stays", || {
            let next = self.picture();
            if next == last {
                same += 1;
            } else {
                (last, since, same) = (next, Instant::now(), 0);
            }
            // Ten thousand trials may take a second where nothing is optimized; the band is drawn anew then.
            (same >= 3 && since.elapsed() > Duration::from_secs(2)).then_some(())
        });
        (last, since)
    }
}

/// The screen's pixels.
#[derive(PartialEq, Eq)]
struct Picture(Vec<u8>);

impl Picture {
    fn rows(&self, area: Area) -> impl Iterator<Item = &[u8]> {
        let row = move |y| &self.0[(y * WIDTH + area.x.0) * 3..(y * WIDTH + area.x.1) * 3];
        (area.y.0..area.y.1).map(row)
    }

    /// How many pixels of a part differ.
    fn differ(&self, other: &Self, area: Area) -> usize {
        let rows = self.rows(area).zip(other.rows(area));
        rows.map(|(a, b)| a.chunks(3).zip(b.chunks(3)).filter(|(a, b)| a != b).count()).sum()
    }

    /// Whether something is drawn: figures on a ground.
    fn drawn(&self) -> bool {
        let first = &self.0[(STRIP.y.0 * WIDTH) * 3..][..3];
        let ground: Vec<u8> = first.to_vec();
        self.rows(STRIP).flat_map(|row| row.chunks(3)).filter(|pixel| **pixel != ground[..]).count() > 1_000
    }

    /// Keeps the picture for a person to look at, where a folder is named.
    fn keep(&self, name: &str) {
        let Some(folder) = env::var_os("SHORELINE_WINDOW_PICTURES").map(PathBuf::from) else { return };
        fs::create_dir_all(&folder).unwrap();
        let mut child = Command::new("convert")
            .args(["-size", &format!("{WIDTH}x{HEIGHT}"), "-depth", "8", "rgb:-"])
            .arg(folder.join(format!("{name}.png")))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&self.0).unwrap();
        child.wait().unwrap();
    }
}

fn program() -> PathBuf {
    env::var_os("SHORELINE_BIN").map_or_else(|| env!("CARGO_BIN_EXE_shoreline").into(), PathBuf::from)
}

/// The window of a running program.
struct Window<'a> {
    display: &'a Display,
    process: Running,
    id: String,
}

impl<'a> Window<'a> {
    /// Opens a file and waits for the first frame. None where this machine can't open windows.
    fn open(display: &'a Display, folder: &Path, file: &Path) -> Option<Self> {
        let start = Instant::now();
        let child = display
            .command(program())
            .arg(file)
            .env("SHORELINE_DATA_DIR", folder.join("settings"))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut process = Running(child);
        let id = wait("the window", || {
            if process.0.try_wait().unwrap().is_some() {
                return Some(None);
            }
            let found = display.xdotool(&["search", "--onlyvisible", "--name", "Shoreline"])?;
            found.lines().next().map(|id| Some(id.to_owned()))
        });
        let Some(id) = id else {
            let mut said = String::new();
            process.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert!(said.contains("could not open a window"), "the program ended: {said}");
            return skip(&format!("no OpenGL: {said}"));
        };
        wait("the first frame", || display.picture().drawn().then_some(()));
        say(&format!("first frame seen {} ms after the start", start.elapsed().as_millis()));
        display.act(&format!("windowfocus {id}"));
        rest(display);
        Some(Self { display, process, id })
    }

    fn title(&self) -> String {
        self.display.xdotool(&["getwindowname", &self.id]).unwrap_or_default()
    }

    fn unsaved(&self) -> bool {
        self.title().starts_with("● ")
    }

    /// Saves with the keyboard and waits until the title says that it is done.
    fn save(&self) {
        self.display.act("key ctrl+s");
        wait("the mark to leave the title", || (!self.unsaved()).then_some(()));
    }

    /// Ticks of processor time so far.
    fn ticks(&self) -> u32 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.0.id())).unwrap();
        // The name may hold anything; what follows its bracket does not.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap()
    }

    /// Closes the window with the keyboard; the program ends well.
    fn close(mut self) {
        self.display.act("key ctrl+q");
        let status = wait("the program to end", || self.process.0.try_wait().unwrap());
        assert!(status.success(), "{status}");
    }
}

/// Brings the pointer where it touches nothing.
fn rest(display: &Display) {
    display.act(&format!("mousemove {} {}", NOWHERE.0, NOWHERE.1));
}

fn skip<T>(why: &str) -> Option<T> {
    assert!(env::var("CI").as_deref() != Ok("true"), "the window must be tested here: {why}");
    say(&format!("SKIPPED, THE WINDOW IS NOT TESTED: {why}"));
    None
}

fn tools() -> Option<()> {
    let there = |tool: &&str| {
        let paths = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&paths).any(|folder| folder.join(tool).is_file())
    };
    let missing: Vec<&str> = ["Xvfb", "xdotool", "import", "xclip"].into_iter().filter(|tool| !there(tool)).collect();
    if missing.is_empty() { Some(()) } else { skip(&format!("{} not installed", missing.join(", "))) }
}

fn eval(file: &Path, set: &[String]) -> String {
    let set = set.iter().flat_map(|pair| ["--set", pair]);
    let output = Command::new(program()).arg("eval").arg(file).args(set).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The file holds the sample with another headcount, which is returned, and nothing else is changed.
fn only_headcount_differs(sample: &Scenario, file: &Path) -> String {
    let saved = load(file).unwrap();
    let headcount = saved.teams[0].headcount;
    let mut right = sample.clone();
    right.teams[0].headcount = headcount;
    assert_eq!(saved, right);
    assert_ne!(headcount, sample.teams[0].headcount);
    headcount.to_string()
}

/// Where the rail's handle stands: the middle of its ring, which reaches higher than all else on the rail.
fn handle(picture: &Picture) -> usize {
    let above = Area { x: RAIL, y: (RAIL_Y - 8, RAIL_Y - 6) };
    let ground = picture.rows(above).next().unwrap()[..3].to_vec();
    let columns: Vec<usize> = picture
        .rows(above)
        .flat_map(|row| row.chunks(3).enumerate().filter(|(_, pixel)| **pixel != ground[..]).map(|(x, _)| x))
        .collect();
    let (first, last) = (columns.iter().min().unwrap(), columns.iter().max().unwrap());
    assert!(last - first < 24, "no handle on the rail at {RAIL_Y}: {columns:?}");
    RAIL.0 + usize::midpoint(*first, *last)
}

#[test]
fn a_lever_is_dragged_and_saved_and_a_fresh_start_shows_the_same() {
    if tools().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.ron");
    let sample_file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/support-desk-manila.ron");
    fs::copy(&sample_file, &file).unwrap();
    let sample = load(&file).unwrap();
    let display = Display::start();
    let Some(window) = Window::open(&display, folder.path(), &file) else { return };
    assert_eq!(window.title(), format!("{} – Shoreline", sample.name));

    let opened = display.settled();
    opened.keep("opened");
    drag_slowly(&window, &opened);
    let dragged = display.settled();
    dragged.keep("dragged");
    assert!(dragged.differ(&opened, STRIP) > 200, "the answer did not change");
    assert!(dragged.differ(&opened, CHARTS) > 200, "the charts did not change");
    window.save();
    let headcount = only_headcount_differs(&sample, &file);
    let lever = format!("team.{}.headcount={headcount}", sample.teams[0].id);
    assert_eq!(eval(&file, &[]), eval(&sample_file, &[lever]));
    say(&format!("dragged from {} to {headcount} seats and saved", sample.teams[0].headcount));

    let again = drag_fast(&window, &dragged);
    again.keep("dragged fast");
    // A fresh start compares with what it opens.
    display.act("key ctrl+b sleep 0.3");
    rest(&display);
    let again = display.settled();
    again.keep("reference set");
    window.save();
    assert_ne!(only_headcount_differs(&sample, &file), headcount);
    window.close();

    let Some(fresh) = Window::open(&display, folder.path(), &file) else { return };
    let reopened = display.settled();
    reopened.keep("reopened");
    assert_eq!(reopened.differ(&again, STRIP), 0, "pixels of the answer differ after a fresh start");
    assert_eq!(reopened.differ(&again, CHARTS), 0, "pixels of the charts differ after a fresh start");
    rests(&fresh);
    fresh.close();
}

/// What another program reads from the clipboard as a kind of content, once it is there.
fn pasted(display: &Display, kind: &str, holds: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    wait(kind, || {
        let output = display.command("xclip").args(["-selection", "clipboard", "-o", "-t", kind]).output().unwrap();
        (output.status.success() && holds(&output.stdout)).then_some(output.stdout)
    })
}

#[test]
fn a_chart_reaches_other_programs_by_the_clipboard() {
    if tools().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.ron");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/support-desk-manila.ron"), &file).unwrap();
    let display = Display::start();
    let Some(window) = Window::open(&display, folder.path(), &file) else { return };
    display.settled();
    display.act("key ctrl+shift+p");
    let png = pasted(&display, "image/png", |bytes| bytes.starts_with(b"\x89PNG"));
    assert_eq!(&png[16..24], [0, 0, 7, 128, 0, 0, 4, 56], "1920 × 1080 pixels");
    display.act("key ctrl+shift+g");
    let svg = pasted(&display, "UTF8_STRING", |bytes| bytes.starts_with(b"<svg "));
    let svg = String::from_utf8(svg).unwrap();
    assert!(svg.contains("Cumulative cost, $m") && svg.trim_end().ends_with("</svg>"), "{svg}");
    display.act("key ctrl+shift+t");
    let table = pasted(&display, "UTF8_STRING", |bytes| bytes.starts_with(b"Month\t"));
    assert!(table.len() > 1000);
    say(&format!("pasted a picture of {} bytes, SVG of {} and a table of {}", png.len(), svg.len(), table.len()));
    window.close();
}

/// Drags the headcount as a hand does, and sees that the title says so.
fn drag_slowly(window: &Window<'_>, opened: &Picture) {
    let display = window.display;
    let from = handle(opened);
    display.act(&format!("mousemove {from} {RAIL_Y} sleep 0.1 mousedown 1 sleep 0.1"));
    for step in 1..=8 {
        display.act(&format!("mousemove {} {RAIL_Y} sleep 0.03", from + 8 * step));
    }
    wait("the mark in the title", || window.unsaved().then_some(()));
    display.act("mouseup 1 sleep 0.3");
    rest(display);
}

/// Drags with thirty motions in half a second; returns the screen once it has settled.
fn drag_fast(window: &Window<'_>, before: &Picture) -> Picture {
    let display = window.display;
    let from = handle(before);
    let motion = |step: usize| {
        // To and fro, ending elsewhere.
        let x = if step < 20 { from + 5 * step } else { from + 100 - 4 * (step - 20) };
        format!("mousemove {x} {RAIL_Y} sleep 0.0166 ")
    };
    let motions: String = (1..=30).map(motion).collect();
    let start = Instant::now();
    display.act(&format!("mousemove {from} {RAIL_Y} sleep 0.1 mousedown 1 {motions} mouseup 1"));
    let (moved, released) = (start.elapsed(), Instant::now());
    let (_, since) = display.settled_since();
    let lag = since - released;
    say(&format!("30 motions took {} ms; settled {} ms after the release", moved.as_millis(), lag.as_millis()));
    assert!(lag < RESPONSIVE, "the window was {lag:?} behind the hand");
    rest(display);
    let picture = display.settled();
    assert!(window.unsaved(), "the drag was lost: {}", window.title());
    picture
}

/// A window that nobody touches takes next to no processor time.
fn rests(window: &Window<'_>) {
    const WATCHED: Duration = Duration::from_secs(3);
    // Linux counts a hundred ticks a second for all programs.
    const TICKS: f64 = 100.0;
    // What matters in the scenario is still being found out when the strip has settled.
    const PATIENCE: Duration = Duration::from_mins(1);
    let began = Instant::now();
    let mut before = window.ticks();
    loop {
        thread::sleep(Duration::from_secs(1));
        let now = window.ticks();
        if now - before <= 1 || began.elapsed() > PATIENCE {
            break;
        }
        before = now;
    }
    let (before, start) = (window.ticks(), Instant::now());
    thread::sleep(WATCHED);
    let share = f64::from(window.ticks() - before) / TICKS / start.elapsed().as_secs_f64();
    say(&format!("at rest {:.2} % of a processor", share * 100.0));
    assert!(share <= IDLE_SHARE, "at rest the window takes {:.1} % of a processor", share * 100.0);
}

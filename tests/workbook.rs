//! Workbooks are recalculated by LibreOffice and compared with the exact books, as exported and after
//! inputs were changed in their cells. Every cached value is overwritten first, so that whatever is read
//! back was computed there.
//!
//! Over 500 lines: one proof, from a cell's bytes in a file to the figures of the books.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may panic, its helpers too, and counts are shown"
)]

use std::{
    collections::HashMap,
    env, fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::Value;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What every cached value is overwritten with.
const POISON: &str = "7777777";
/// The first row of months, and the columns of home cost and of heads, from 0.
const FIRST_MONTH: usize = 7;
const HOME_COST: usize = 3;
const HEADS: usize = 34;
/// Columns of money in the ledger from home cost on; two of capacity follow.
const MONEY: usize = 18;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a run of the program printed.
fn shoreline(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shoreline")).args(args).current_dir(root()).output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The parts of a workbook, by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The text between two marks, from a position on.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let rest = text.split_once(from)?.1;
    rest.split_once(to).map(|(inner, _)| inner)
}

/// A formula's cell: where it is, from 0, and what was cached.
struct Computed {
    row: usize,
    col: usize,
    cached: String,
}

/// The formulas of a sheet, and the sheet with each cached value overwritten.
fn poisoned(sheet: &str) -> (Vec<Computed>, String) {
    let mut text = String::with_capacity(sheet.len());
    let mut computed = Vec::new();
    for (index, cell) in sheet.split("<c r=\"").enumerate() {
        if index > 0 {
            text.push_str("<c r=\"");
        }
        let Some((formula, rest)) = cell.split_once("</f><v>").filter(|_| index > 0) else {
            text.push_str(cell);
            continue;
        };
        let (cached, after) = rest.split_once("</v>").unwrap();
        let (row, col) = position(cell.split('"').next().unwrap());
        computed.push(Computed { row, col, cached: unescaped(cached) });
        text.push_str(formula);
        text.push_str("</f><v>");
        text.push_str(POISON);
        text.push_str("</v>");
        text.push_str(after);
    }
    (computed, text)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Row and column, from 0, of a cell's name.
fn position(name: &str) -> (usize, usize) {
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = name.split_at(digits);
    let col = letters.bytes().fold(0, |col, letter| col * 26 + usize::from(letter - b'A') + 1);
    (row.parse::<usize>().unwrap() - 1, col - 1)
}

/// A workbook as the command line writes it.
struct Book {
    /// How it is called here.
    name: String,
    parts: Vec<(String, Vec<u8>)>,
    /// Sheets in order, each with its formulas.
    sheets: Vec<(String, Vec<Computed>)>,
    /// What `eval` is to be asked, the file first.
    asked: Vec<String>,
}

impl Book {
    /// Exports a scenario through the command line.
    fn export(folder: &Path, file: &Path) -> Self {
        let kind = file.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
        let name = format!("{kind}-{}", file.file_stem().unwrap().to_str().unwrap());
        let output = folder.join("exported.xlsx");
        let path = file.to_str().unwrap();
        Self::of(name, &["export", path, "-o", output.to_str().unwrap()], vec![path.to_owned()])
    }

    /// The workbook that a command writes; its last word is the file.
    fn of(name: String, command: &[&str], asked: Vec<String>) -> Self {
        let told = shoreline(command);
        assert!(told.ends_with(" bytes\n"), "{told}");
        let output = command[command.len() - 1];
        let mut parts = parts(&fs::read(output).unwrap());
        let names = sheet_names(&parts);
        let mut sheets = Vec::new();
        for (index, name) in names.into_iter().enumerate() {
            let part = parts.iter_mut().find(|(part, _)| *part == sheet_part(index)).unwrap();
            let (computed, text) = poisoned(str::from_utf8(&part.1).unwrap());
            part.1 = text.into_bytes();
            sheets.push((name, computed));
        }
        Self { name, parts, sheets, asked }
    }

    /// The same workbook with inputs typed over in their cells.
    fn edited(&self, name: &str, edits: &[(&str, &str)]) -> Self {
        let mut parts = self.parts.clone();
        let mut asked = self.asked.clone();
        let index = self.sheets.iter().position(|(name, _)| name == "Inputs").unwrap();
        for (lever, value) in edits {
            asked.extend(["--set".to_owned(), format!("{lever}={value}")]);
            let cell = defined(&parts, &lever.replace('-', "_"));
            let sheet = parts.iter_mut().find(|(part, _)| *part == sheet_part(index)).unwrap();
            let text = str::from_utf8(&sheet.1).unwrap();
            let (before, rest) = text.split_once(&format!("<c r=\"{cell}\"")).unwrap();
            let (style, rest) = rest.split_once("<v>").unwrap();
            let (_, after) = rest.split_once("</v>").unwrap();
            assert!(!style.contains('/'), "{lever} is a plain number");
            sheet.1 = format!("{before}<c r=\"{cell}\"{style}<v>{value}</v>{after}").into_bytes();
        }
        Self { name: format!("{}-{name}", self.name), parts, sheets: Vec::new(), asked }
    }

    fn eval(&self, format: &str) -> String {
        let mut args = vec!["eval"];
        args.extend(self.asked.iter().map(String::as_str));
        args.extend(["--format", format]);
        shoreline(&args)
    }
}

fn sheet_part(index: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", index + 1)
}

fn workbook_part(parts: &[(String, Vec<u8>)]) -> &str {
    let (_, bytes) = parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    str::from_utf8(bytes).unwrap()
}

fn sheet_names(parts: &[(String, Vec<u8>)]) -> Vec<String> {
    let sheets = workbook_part(parts).split("<sheet name=\"").skip(1);
    sheets.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The cell that a defined name stands for, such as `B12`.
fn defined(parts: &[(String, Vec<u8>)], name: &str) -> String {
    let area = between(workbook_part(parts), &format!("<definedName name=\"{name}\">"), "</definedName>");
    area.unwrap_or_else(|| panic!("{name} is not defined")).split('!').nth(1).unwrap().replace('$', "")
}

/// Whether LibreOffice is there; says loudly where not.
fn has_office() -> bool {
    let found = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        return true;
    }
    assert_ne!(env::var("CI").as_deref(), Ok("true"), "LibreOffice is needed: install libreoffice-calc");
    eprintln!("SKIPPED: no LibreOffice here, so no workbook was recalculated; install libreoffice-calc");
    false
}

/// Recalculates workbooks, all in one process, and returns the folder of their sheets as CSV.
fn recalculated(folder: &Path, books: &[Book]) -> PathBuf {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    // 0: recalculate always.
    let settings = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\
        <item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\">\
        <prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item></oor:items>";
    fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    let (given, found) = (folder.join("given"), folder.join("found"));
    fs::create_dir_all(&given).unwrap();
    let mut files = Vec::new();
    for book in books {
        let file = given.join(&book.name).with_extension("xlsx");
        fs::write(&file, packed(&book.parts)).unwrap();
        files.push(file);
    }
    let begun = Instant::now();
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        // Comma, quotes, UTF-8, from the first row; numbers as they are rather than as shown; every sheet.
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
        ])
        .arg("--outdir")
        .arg(&found)
        .args(&files)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    eprintln!("LibreOffice recalculated {} workbooks in {:.0} s", books.len(), begun.elapsed().as_secs_f64());
    found
}

/// A sheet of a recalculated workbook.
fn sheet(found: &Path, book: &str, sheet: &str) -> Vec<Vec<String>> {
    let path = found.join(format!("{book}-{sheet}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The number that a cell shows; shares are shown in per cent.
fn number(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(share) => share.parse::<f64>().ok().map(|share| share / 100.0),
        None => text.parse().ok(),
    }
}

fn text(rows: &[Vec<String>], row: usize, col: usize) -> &str {
    rows.get(row).and_then(|cells| cells.get(col)).map_or("", String::as_str)
}

/// What was compared.
#[derive(Debug, Default)]
struct Counts {
    workbooks: usize,
    formulas: usize,
    figures: usize,
    /// The largest difference of an amount, and where.
    largest: (f64, String),
    wrong: Vec<String>,
}

impl Counts {
    fn amount(&mut self, found: &str, right: &str, place: impl Fn() -> String) {
        self.near(found, right, 0.005, place);
    }

    fn near(&mut self, found: &str, right: &str, most: f64, place: impl Fn() -> String) {
        self.figures += 1;
        let (found, right): (Option<f64>, Option<f64>) = (number(found), number(right));
        let difference = found.zip(right).map_or(f64::INFINITY, |(found, right)| (found - right).abs());
        if most > 0.001 && difference > self.largest.0 {
            self.largest = (difference, place());
        }
        if difference >= most {
            self.wrong.push(format!("{}: found {found:?}, right would be {right:?}", place()));
        }
    }

    /// Every formula of a workbook comes to what was cached.
    fn formulas(&mut self, found: &Path, book: &Book) {
        for (name, computed) in &book.sheets {
            let rows = sheet(found, &book.name, name);
            for cell in computed {
                self.formulas += 1;
                let now = text(&rows, cell.row, cell.col);
                let same = match (number(now), number(&cell.cached)) {
                    (Some(now), Some(cached)) => (now - cached).abs() <= 1e-6 + cached.abs() * 1e-10,
                    // A number that is not shown because it is 0 or a text that is empty.
                    _ => now == cell.cached,
                };
                if !same {
                    let place = format!("{} {name} row {} column {}", book.name, cell.row + 1, cell.col + 1);
                    self.wrong.push(format!("{place}: comes to {now}, cached was {}", cell.cached));
                }
            }
        }
    }

    /// Every figure of the answer and every month of the ledger is that of the exact books.
    fn books(&mut self, found: &Path, book: &Book) {
        self.workbooks += 1;
        let summary = sheet(found, &book.name, "Summary");
        let named: HashMap<&str, &str> =
            summary.iter().filter_map(|row| Some((row.get(4)?.as_str(), row.get(1)?.as_str()))).collect();
        let report: Value = serde_json::from_str(&book.eval("json")).unwrap();
        let now = |key: &str| *named.get(format!("result.{key}").as_str()).unwrap_or(&"");
        let place = |key: &str| format!("{} {key}", book.name);
        for key in ["home", "cash", "effective", "lost_capacity"] {
            self.amount(now(key), report["totals"][key].as_str().unwrap(), || place(key));
        }
        for key in ["net_present_value", "funding_need", "pilot_exposure", "run_rate_saving"] {
            self.amount(now(key), report[key].as_str().unwrap(), || place(key));
        }
        for (key, amount) in report["lines"].as_object().unwrap() {
            self.amount(now(&format!("line.{key}")), amount.as_str().unwrap(), || place(key));
        }
        for stage in report["bridge"].as_array().unwrap() {
            let key = format!("bridge.{}", stage["stage"].as_str().unwrap());
            self.amount(now(&key), stage["amount"].as_str().unwrap(), || place(&key));
        }
        let shares = [
            ("wage_saving", &report["savings"]["wages"]),
            ("cash_saving", &report["savings"]["cash"]),
            ("effective_saving", &report["savings"]["effective"]),
            ("headline", &report["savings"]["headline"]),
            ("friction", &report["friction"]),
            ("capacity_loss", &report["capacity_loss"]),
            ("capacity_multiple", &report["capacity_multiple"]),
        ];
        for (key, share) in shares {
            match share.as_str() {
                Some(share) => self.near(now(key), share, 1.1e-6, || place(key)),
                None => self.word(now(key), "none", || place(key)),
            }
        }
        for key in ["payback_month", "cash_payback_month"] {
            self.word(now(key), &report[key].as_u64().map_or("none".to_owned(), |month| month.to_string()), || {
                place(key)
            });
        }
        for (site, years) in report["wage_parity_years"].as_object().unwrap() {
            let key = format!("wage_parity_years.{}", site.replace('-', "_"));
            match years.as_str() {
                Some(years) => self.near(now(&key), years, 1e-9, || place(&key)),
                None => self.word(now(&key), "none", || place(&key)),
            }
        }
        let verdict = report["verdict"].as_str().unwrap_or("none");
        self.word(&now("verdict").to_lowercase().replace(' ', ""), &verdict.to_lowercase(), || place("verdict"));
        self.months(found, book);
    }

    fn word(&mut self, found: &str, right: &str, place: impl Fn() -> String) {
        self.figures += 1;
        if found != right {
            self.wrong.push(format!("{}: found {found}, right would be {right}", place()));
        }
    }

    fn months(&mut self, found: &Path, book: &Book) {
        let ledger = sheet(found, &book.name, "Ledger");
        let right = book.eval("csv");
        let mut reader = csv::Reader::from_reader(right.as_bytes());
        let mut months = 0;
        for (month, row) in reader.records().enumerate() {
            let (row, at) = (row.unwrap(), FIRST_MONTH + month);
            self.word(text(&ledger, at, 1), &row[0], || format!("{} month {month}", book.name));
            for (index, right) in row.iter().skip(1).enumerate() {
                let heads = index >= MONEY + 2;
                let col = if heads { HEADS + index - MONEY - 2 } else { HOME_COST + index };
                let most = if index < MONEY { 0.005 } else { 1.1e-6 };
                let place = || format!("{} ledger month {} column {}", book.name, month + 1, col + 1);
                self.near(text(&ledger, at, col), right, most, place);
            }
            months += 1;
        }
        // Months beyond the horizon count as nothing.
        for (month, row) in ledger.iter().enumerate().skip(FIRST_MONTH + months) {
            for amount in row.iter().skip(HOME_COST).take(MONEY) {
                self.amount(amount, "0", || format!("{} ledger, month {} beyond the horizon", book.name, month));
            }
        }
    }
}

fn scenarios() -> Vec<PathBuf> {
    let files = |folder: &str| fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files("scenarios").chain(files("tests/golden")).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ron") && !shoreline::store::is_deck(file));
    files.sort();
    assert!(files.len() >= 21, "{}", files.len());
    files
}

/// Inputs that are changed, each alone and then together.
const EDITS: [(&str, &str, &str); 6] = [
    ("headcount", "team.support.headcount", "17.5"),
    ("mix", "team.support.mix.co-bog", "0.4"),
    ("pay", "team.books.pay_position", "0.85"),
    ("time-zone", "friction.time_zone", "0.7"),
    ("horizon", "money.horizon_months", "41"),
    ("waves", "rollout.wave_heads", "1.5"),
];

#[test]
fn a_spreadsheet_comes_to_the_exact_books_as_exported_and_as_changed() {
    if !has_office() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut books: Vec<Book> = scenarios().iter().map(|file| Book::export(folder.path(), file)).collect();
    let exported = books.len();
    let of = |name: &str| books.iter().find(|book| book.name == name).unwrap();
    let (two, new) = (of("scenarios-two-sites-round-the-clock"), of("golden-growth-two-sites"));
    let mut changed: Vec<Book> = EDITS.iter().map(|(name, lever, value)| two.edited(name, &[(lever, value)])).collect();
    let all: Vec<(&str, &str)> = EDITS.iter().map(|(_, lever, value)| (*lever, *value)).collect();
    changed.push(two.edited("all", &all));
    let slower = [("home.time_to_fill", "3"), ("friction.ramp_stretch", "1.6"), ("transition.handover_months", "7")];
    changed.push(two.edited("slower", &slower));
    changed.push(new.edited("new-seats", &[("money.horizon_months", "30"), ("rollout.pilot_heads", "1")]));
    books.extend(changed);
    let found = recalculated(folder.path(), &books);
    let mut counts = Counts::default();
    for (index, book) in books.iter().enumerate() {
        if index < exported {
            counts.formulas(&found, book);
        }
        counts.books(&found, book);
    }
    eprintln!(
        "{} workbooks, {} of them changed; {} formulas came to what was cached; {} figures compared with the books; \
         largest difference of an amount {:.1e} at {}",
        counts.workbooks,
        counts.workbooks - exported,
        counts.formulas,
        counts.figures,
        counts.largest.0,
        counts.largest.1,
    );
    let shown: Vec<&String> = counts.wrong.iter().take(40).collect();
    assert!(counts.wrong.is_empty(), "{} differences, such as {shown:#?}", counts.wrong.len());
}

#[test]
fn a_text_never_becomes_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let sample = fs::read_to_string(root().join("scenarios/support-desk-manila.ron")).unwrap();
    let name = "=HYPERLINK(\\\"http://example.com\\\")";
    let hostile = sample.replacen("name: \"Support desk", &format!("name: \"{name} Support desk"), 1);
    assert_ne!(hostile, sample);
    let hostile = hostile.replacen("name: \"Manila\"", "name: \"@SUM(1)\"", 1);
    let (file, output) = (folder.path().join("hostile.ron"), folder.path().join("hostile.xlsx"));
    fs::write(&file, hostile).unwrap();
    shoreline(&["export", file.to_str().unwrap(), "-o", output.to_str().unwrap()]);
    let parts = parts(&fs::read(&output).unwrap());
    let part =
        |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, bytes)| str::from_utf8(bytes).unwrap());
    assert!(part("xl/sharedStrings.xml").unwrap().contains("=HYPERLINK("));
    let mut formulas = 0;
    for index in 0..sheet_names(&parts).len() {
        for formula in part(&sheet_part(index)).unwrap().split("<f>").skip(1) {
            let formula = formula.split("</f>").next().unwrap();
            assert!(!formula.contains("HYPERLINK") && !formula.contains("@SUM"), "{formula}");
            formulas += 1;
        }
    }
    assert!(formulas > 1000, "{formulas}");
}

/// Results of the comparison, by their key and by their label on its sheet.
const RESULTS: [(&str, &str); 13] = [
    ("home_cost", "Home cost"),
    ("cash_cost", "Cash cost"),
    ("effective_cost", "Effective cost"),
    ("lost_capacity", "Lost output"),
    ("net_present_value", "Net present value"),
    ("funding_need", "Funding need"),
    ("pilot_exposure", "Pilot exposure"),
    ("run_rate_saving", "Saving of the last 12 months"),
    ("wage_saving", "If only wages changed"),
    ("cash_saving", "Cash saving"),
    ("effective_saving", "Effective saving"),
    ("friction", "Friction"),
    ("capacity_loss", "Capacity lost"),
];

/// Scenarios that are compared, and how they are brought to one scale.
const COMPARED: [(&str, [&str; 2], &[&str]); 4] = [
    ("alike", ["developers-manila-cheap", "developers-manila-fair"], &[]),
    ("euros", ["support-desk-manila", "finance-warsaw"], &["--currency", "base"]),
    ("common", ["finance-warsaw", "one-hire-johannesburg"], &["--currency", "base", "--horizon", "common"]),
    ("month", ["one-hire-johannesburg", "finance-warsaw"], &["--currency", "base", "--horizon", "month"]),
];

#[test]
fn several_scenarios_stand_beside_each_other_on_one_scale() {
    if !has_office() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("both.xlsx");
    let mut books = Vec::new();
    let mut right = Vec::new();
    for (name, files, scale) in COMPARED {
        let files = files.map(|file| format!("scenarios/{file}.ron"));
        let files = files.each_ref().map(String::as_str);
        let command = [&["export"], &files[..], scale, &["-o", output.to_str().unwrap()]].concat();
        let book = Book::of(name.to_owned(), &command, Vec::new());
        for sheet in ["Compare", "1 Summary", "2 Summary", "2 Ledger", "About"] {
            assert!(book.sheets.iter().any(|(found, _)| found == sheet), "{sheet} is not there");
        }
        assert_eq!(defined(&book.parts, "result.home"), "B8");
        let report = shoreline(&[&["compare"], &files[..], scale, &["--format", "json"]].concat());
        right.push(serde_json::from_str::<Value>(&report).unwrap());
        books.push(book);
    }
    let found = recalculated(folder.path(), &books);
    let mut counts = Counts::default();
    for (book, report) in books.iter().zip(&right) {
        counts.formulas(&found, book);
        let rows = sheet(&found, &book.name, "Compare");
        let notes: Vec<&str> = report["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
        assert_eq!(text(&rows, 1, 0), notes.join(" "));
        assert_eq!(notes.is_empty(), book.name == "alike");
        for (key, label) in RESULTS {
            let row = rows.iter().find(|row| row[0] == label).unwrap();
            let result = &report["others"][0]["results"][key];
            for (cell, figure) in row[1..].iter().zip(["base", "other", "delta"]) {
                let figure = result[figure].as_str().unwrap();
                let most =
                    if figure.contains('.') && figure.len() - figure.find('.').unwrap() > 3 { 1.1e-6 } else { 0.005 };
                counts.near(cell, figure, most, || format!("{} {key}", book.name));
            }
        }
    }
    eprintln!("{} figures compared with `shoreline compare`, {} formulas", counts.figures, counts.formulas);
    assert!(counts.wrong.is_empty(), "{:#?}", counts.wrong);
}

#[test]
fn other_scales_are_compared_only_after_saying_how() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("both.xlsx");
    let output = output.to_str().unwrap();
    let files = ["scenarios/finance-warsaw.ron", "scenarios/one-hire-johannesburg.ron"];
    let refused = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_shoreline")).args(args).current_dir(root()).output().unwrap();
        assert_eq!((run.status.code(), run.stdout.len()), (Some(2), 0), "{args:?}");
        String::from_utf8(run.stderr).unwrap()
    };
    // By the same words as the comparison itself.
    let said = refused(&["export", files[0], files[1], "-o", output]);
    assert_eq!(said, refused(&["compare", files[0], files[1]]));
    assert!(said.contains("--currency base converts it") && said.contains("--horizon common"), "{said}");
    assert!(!Path::new(output).exists());
}

#[test]
fn a_workbook_is_written_whole_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (output, nowhere) = (folder.path().join("desk.xlsx"), folder.path().join("none/desk.xlsx"));
    let (path, nowhere) = (output.to_str().unwrap(), nowhere.to_str().unwrap());
    let sample = "scenarios/support-desk-manila.ron";
    let told = shoreline(&["export", sample, "--set", "friction.rework=8%", "-o", path]);
    assert!(told.starts_with(path) && told.ends_with(" bytes\n"), "{told}");
    let written = fs::read(&output).unwrap();
    assert!(written.starts_with(b"PK") && written.len() > 100_000, "{}", written.len());
    let refusals: [(&[&str], &str); 3] = [
        (&["export", sample, "-o", "desk.docx"], ".xlsx for the workbook, found \"docx\""),
        (&["export", sample, "--set", "friction.rework=2", "-o", path], "must be 0–0.9"),
        (&["export", sample, "-o", nowhere], "there is no folder"),
    ];
    for (args, rule) in refusals {
        let output = Command::new(env!("CARGO_BIN_EXE_shoreline")).args(args).current_dir(root()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(rule), "{said}");
    }
    assert_eq!(fs::read(&output).unwrap(), written, "a refused export leaves the file as it was");
}

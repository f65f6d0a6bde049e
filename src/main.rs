//! Arguments to window or command line.

use std::{io::Write, process::ExitCode};

use shoreline::{app, cli};

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let mut args = cli::parse(&words).unwrap_or_else(|error| error.exit());
    if let Some(action) = args.command {
        return cli::run(action);
    }
    cli::sift_for_window(&mut args.files);
    match app::run(args.files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::from(cli::BAD_INPUT)
        }
    }
}

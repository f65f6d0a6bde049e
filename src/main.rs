//! Arguments to window or command line.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use shoreline::{app, cli};

fn main() -> ExitCode {
    let args = cli::Args::parse();
    match args.command {
        Some(action) => cli::run(action),
        None => match app::run(args.file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "{error}");
                ExitCode::from(cli::BAD_INPUT)
            }
        },
    }
}

//! What poppler's tools read of a PDF; where they are absent that is said loudly, and fails under CI=true.

use std::{
    env,
    io::Write as _,
    process::{Command, Stdio},
};

/// What a tool of poppler's prints of a PDF; none, and said, where it is not installed.
pub(crate) fn poppler(tool: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let child = Command::new(tool).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        assert_ne!(env::var("CI").as_deref(), Ok("true"), "{tool} is needed: install poppler-utils");
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: {tool} is not installed, so no page is read; install poppler-utils");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{tool} fails");
    Some(String::from_utf8(output.stdout).unwrap())
}

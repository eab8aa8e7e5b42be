//! The `desk` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    desk::cli::run(std::env::args_os())
}

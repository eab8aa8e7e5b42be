//! The `desk` program: everything is in the library.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGXFSZ;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<ExitCode, std::io::Error> {
    // A file that may not grow is an error like a full disk, not a reason to be killed. Other signals may kill: what was
    // not stored is undone by whoever opens the file next.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    Ok(desk::cli::run(std::env::args_os()))
}

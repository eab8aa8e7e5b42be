//! Standard output as the program was given it.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Looks before `main` does: Rust's runtime opens `/dev/null` in place of a standard stream that is closed, and data would go
/// there and be called written. A `/dev/null` that somebody asked for cannot be told from it afterwards.
#[ctor::ctor]
fn look() {
    let is_closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
    WAS_CLOSED.store(is_closed, Ordering::Relaxed);
}

/// Returns standard output; where it was closed from the start, what takes nothing and says so.
pub fn stdout() -> Box<dyn Write> {
    if WAS_CLOSED.load(Ordering::Relaxed) { Box::new(Closed) } else { Box::new(io::stdout()) }
}

struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("standard output is closed"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

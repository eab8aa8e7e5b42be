//! How far a long piece of work has come.

use std::fmt::Write;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// What takes less than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

const TEMPLATE: &str = "{msg} {bar:30} {percent:>3}%  {rate}  {left}";

/// A bar on standard error for work of known size. It shows itself only on a terminal, and only once the work has taken
/// a second; when it is dropped it leaves nothing behind.
#[derive(Debug)]
pub struct Progress {
    doing: &'static str,
    begun: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
}

impl Progress {
    /// Prepares a bar that says what is being done, `Importing`; nothing is shown yet, and nothing ever if `quiet`.
    pub(super) fn new(doing: &'static str, quiet: bool) -> Self {
        Self { doing, begun: Instant::now(), bar: None, wanted: !quiet && io::stderr().is_terminal() }
    }

    /// Tells how much is done, and of how much.
    pub fn tell(&mut self, done: u64, total: u64) {
        if !self.wanted || (self.bar.is_none() && self.begun.elapsed() < PATIENCE) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(self.doing, self.begun));
        bar.set_length(total.max(done));
        bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(doing: &'static str, begun: Instant) -> ProgressBar {
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        // A terminal that takes no more is nothing to stop the work for.
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    let left = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{} s left", state.eta().as_secs());
    };
    let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key("rate", rate).with_key("left", left).progress_chars("=> ");
    ProgressBar::new(0).with_style(style).with_message(doing).with_elapsed(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Work that began so long ago.
    fn work(seconds: u64, wanted: bool) -> Progress {
        let begun = Instant::now().checked_sub(Duration::from_secs(seconds)).unwrap();
        Progress { doing: "Importing", begun, bar: None, wanted }
    }

    #[test]
    fn short_work_shows_no_bar() {
        let mut short = work(0, true);
        short.tell(1, 10);
        assert!(short.bar.is_none());
    }

    #[test]
    fn long_work_does_where_somebody_looks_on() {
        let (mut seen, mut unseen) = (work(2, true), work(2, false));
        seen.tell(3, 10);
        unseen.tell(3, 10);
        let bar = seen.bar.as_ref().unwrap();
        assert_eq!((bar.position(), bar.length(), unseen.bar.is_none()), (3, Some(10), true));
    }

    #[test]
    fn quiet_work_is_looked_on_by_nobody() {
        assert!(!Progress::new("Importing", true).wanted);
    }
}

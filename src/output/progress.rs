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
        let bar = self.bar.get_or_insert_with(|| bar(self.doing, self.begun, done, total));
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

fn bar(doing: &'static str, begun: Instant, done: u64, total: u64) -> ProgressBar {
    // A terminal that takes no more is nothing to stop the work for.
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{}", rate(state.pos(), state.elapsed()));
    };
    let left = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{}", left(state.pos(), state.len().unwrap_or_default(), state.elapsed()));
    };
    let style = ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key("rate", rate).with_key("left", left).progress_chars("=> ");
    let bar = ProgressBar::new(total).with_style(style).with_message(doing);
    bar.with_position(done).with_elapsed(begun.elapsed())
}

/// Tells how much a second is done, over all the time it took so far.
fn rate(done: u64, elapsed: Duration) -> String {
    let rate = u128::from(done) * 1000 / elapsed.as_millis().max(1);
    format!("{rate}/s")
}

/// Tells how long the rest takes at that rate.
fn left(done: u64, total: u64, elapsed: Duration) -> String {
    let rest = u128::from(total.saturating_sub(done));
    let seconds = (rest * elapsed.as_millis() / u128::from(done.max(1))).div_ceil(1000);
    if seconds < 120 { format!("{seconds} s left") } else { format!("{} min left", seconds / 60) }
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

    #[test]
    fn rate_and_rest_are_those_of_all_the_work() {
        let elapsed = Duration::from_secs(4);
        assert_eq!((rate(1000, elapsed), left(1000, 3000, elapsed)), ("250/s".into(), "8 s left".into()));
        assert_eq!((rate(0, Duration::ZERO), left(0, 0, Duration::ZERO)), ("0/s".into(), "0 s left".into()));
        assert_eq!(left(10, 1000, elapsed), "6 min left");
    }
}

//! Running a program that may do anything but what it should.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::domain::Seconds;

/// Why a program did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The reason, as a clause.
    pub why: String,
    /// Whether it took all the time it had.
    pub timed_out: bool,
}

impl Failure {
    fn new(why: String) -> Self {
        Self { why, timed_out: false }
    }
}

/// What a program gets to know of our surroundings. Cron's are as bare.
const KEPT: [&str; 9] = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR"];

/// Where programs are, if nobody says.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// How much of a first line is worth reading.
const FIRST_LINE: u64 = 4096;

/// Once a program has ended, how long to wait for what it said last: a child of its own may hold the line open.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Runs a program with `input` on its standard input, and waits until it has ended with 0, or for `timeout`.
pub fn run(argv: &[String], input: Vec<u8>, timeout: Seconds) -> Result<(), Failure> {
    finished(argv, input, timeout, None).map(drop)
}

/// Does the same, and returns what the program said on its standard output: of more than `most` bytes, nothing.
pub fn ask(argv: &[String], input: Vec<u8>, timeout: Seconds, most: u64) -> Result<Vec<u8>, Failure> {
    let name = argv.first().map_or("", String::as_str);
    let told = finished(argv, input, timeout, Some(most))?.and_then(|told| told.recv_timeout(LAST_WORDS).ok());
    let told = told.ok_or_else(|| Failure::new(format!("`{name}` left what it said unfinished")))?;
    told.ok_or_else(|| Failure::new(format!("`{name}` said more than {most} bytes")))
}

/// What a program says on its standard output, once it has said all of it; nothing where that was too much.
type Told = Receiver<Option<Vec<u8>>>;

fn finished(argv: &[String], input: Vec<u8>, timeout: Seconds, most: Option<u64>) -> Result<Option<Told>, Failure> {
    let Some((name, words)) = argv.split_first() else { return Err(Failure::new("no program is named".to_owned())) };
    let could_not = |why: io::Error| Failure::new(format!("`{name}` could not be started: {why}"));
    let stdout = if most.is_some() { Stdio::piped() } else { Stdio::null() };
    let mut child = prepared(name, words).stdout(stdout).spawn().map_err(could_not)?;
    feed(child.stdin.take(), input);
    let told = most.map(|most| all(child.stdout.take(), most));
    let said = first_line(child.stderr.take());
    match wait(&mut child, Duration::from_secs(timeout.get().unsigned_abs())) {
        Ok(Some(status)) if status.success() => Ok(told),
        Ok(Some(status)) => {
            let said = said.recv_timeout(LAST_WORDS).ok().filter(|line| !line.is_empty());
            let said = said.map(|line| format!(": {line}")).unwrap_or_default();
            Err(Failure::new(format!("`{name}` {}{said}", end(status))))
        }
        Ok(None) => Err(Failure { why: format!("`{name}` did not end within {timeout}"), timed_out: true }),
        Err(why) => Err(Failure::new(format!("`{name}` could not be waited for: {why}"))),
    }
}

fn prepared(name: &str, words: &[String]) -> Command {
    let mut command = Command::new(name);
    command.args(words).env_clear().env("PATH", PATH);
    command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    // A group of its own, so that its children end with it.
    command.process_group(0).stdin(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Writes the input beside us: a program that reads none of it, or ends in the middle, is not wrong in that.
fn feed(stdin: Option<ChildStdin>, input: Vec<u8>) {
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
}

/// Reads what the program complains of to its end, so that it never waits for us, and passes the first line on.
fn first_line(stderr: Option<ChildStderr>) -> Receiver<String> {
    let (said, hear) = channel();
    thread::spawn(move || -> io::Result<()> {
        let Some(stderr) = stderr else { return Ok(()) };
        let mut reader = BufReader::new(stderr);
        let mut line = Vec::new();
        (&mut reader).take(FIRST_LINE).read_until(b'\n', &mut line)?;
        // Nobody may be listening any more; the rest is read all the same.
        let _ = said.send(cut(&String::from_utf8_lossy(&line)));
        io::copy(&mut reader, &mut io::sink()).map(drop)
    });
    hear
}

/// Reads what the program says to its end, so that it never waits for us, and passes it on if it is not too much.
fn all(stdout: Option<ChildStdout>, most: u64) -> Told {
    let (said, hear) = channel();
    thread::spawn(move || -> io::Result<()> {
        let Some(mut stdout) = stdout else { return Ok(()) };
        let mut told = Vec::new();
        (&mut stdout).take(most).read_to_end(&mut told)?;
        let more = io::copy(&mut stdout, &mut io::sink())?;
        // Nobody may be listening any more.
        let _ = said.send((more == 0).then_some(told));
        Ok(())
    });
    hear
}

/// Cuts what somebody else said to a line that fits into a sentence of ours.
pub fn cut(said: &str) -> String {
    const LONGEST: usize = 200;
    said.trim().chars().take(LONGEST).collect()
}

/// Waits for the program; if it takes too long, ends it with all its group, and returns nothing.
fn wait(child: &mut Child, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    const LONGEST_NAP: Duration = Duration::from_millis(20);
    let deadline = Instant::now() + timeout;
    let mut nap = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        thread::sleep(nap.min(left));
        nap = (nap * 2).min(LONGEST_NAP);
    }
    // The group is gone if its last member ended just now.
    let _ = i32::try_from(child.id()).map(|id| killpg(Pid::from_raw(id), Signal::SIGKILL));
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn end(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("ended with {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => "did not succeed".to_owned(),
    }
}

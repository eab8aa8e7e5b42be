//! What every verb works with: the desk, the way out, and the person at the terminal.

use std::fmt::{Debug, Display};
use std::io::{self, IsTerminal as _};
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::Stop;
use super::args::Once;
use crate::app::{
    Answer, AskStock, Caller, Clock, Delivered, Desk, Question, StockQuestion, StockView, Tell, Told, Upgrade,
};
use crate::config::Config;
use crate::document::Stationery;
use crate::domain::diagnosis::Diagnosis;
use crate::domain::stock::StockQuery;
use crate::domain::{Instant, Line, RunId, Zone};
use crate::error::{Error, ExitCode};
use crate::output::{Format, Out, Said, Settings, stdout};
use crate::prompt::Prompt;

/// Flags that every verb takes.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// The desk file
    #[arg(long, global = true, env = "DESK_DB", value_name = "FILE", hide_env_values = true)]
    db: Option<PathBuf>,
    /// The configuration file
    #[arg(long, global = true, env = "DESK_CONFIG", value_name = "FILE", hide_env_values = true)]
    config: Option<PathBuf>,
    /// table, plain, csv, json, jsonl; of reports html, md, xlsx
    #[arg(short = 'O', long, global = true, value_name = "FORMAT")]
    format: Option<Format>,
    /// Print JSON, with only these fields if named
    #[arg(long, global = true, value_name = "FIELDS", num_args = 0..=1, require_equals = true, default_missing_value = "",
          conflicts_with = "format")]
    json: Option<String>,
    /// Show only these columns, in this order
    #[arg(short = 'c', long, global = true, value_name = "FIELDS", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Show every column and cut nothing
    #[arg(long, global = true)]
    wide: bool,
    /// Write to a file; its extension picks the format
    #[arg(short = 'o', long, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave spreadsheet formulas in CSV cells as they are
    #[arg(long, global = true)]
    raw: bool,
    /// auto, always or never
    #[arg(long, global = true, value_name = "WHEN", value_parser = ["auto", "always", "never"])]
    color: Option<String>,
    /// Act as another rep, or see what a contact sees
    #[arg(long = "as", global = true, value_name = "WHO")]
    acting_as: Option<String>,
    /// Why, for the audit log
    #[arg(long, global = true, value_name = "TEXT")]
    reason: Option<Line>,
    /// Never ask, fail instead
    #[arg(long, global = true)]
    no_input: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true)]
    quiet: bool,
}

impl Globals {
    /// Returns the columns that were asked for.
    pub fn into_columns(self) -> Option<Vec<String>> {
        self.columns
    }

    /// Tells whether the output is to be JSON.
    pub fn wants_json(&self) -> bool {
        self.json.is_some() || matches!(self.format, Some(Format::Json | Format::Jsonl))
    }

    /// Tells whether to colour what goes to `stream`.
    pub fn color_on(&self, stream: &impl io::IsTerminal) -> bool {
        match self.color.as_deref() {
            Some("always") => true,
            Some("never") => false,
            _ => std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()) && stream.is_terminal(),
        }
    }

    fn settings(&self, now: Instant) -> Settings {
        let terminal = io::stdout().is_terminal();
        let named = self.json.as_deref().filter(|fields| !fields.is_empty());
        let fields = named.map(|fields| fields.split(',').map(|field| field.trim().to_owned()).collect());
        Settings {
            format: if self.json.is_some() { Some(Format::Json) } else { self.format },
            fields: fields.or_else(|| self.columns.clone()),
            wide: self.wide,
            raw: self.raw,
            color: self.color_on(&io::stdout()),
            color_err: self.color_on(&io::stderr()),
            terminal,
            blocks: is_utf8(),
            width: width(),
            now,
            zone: Zone::system(),
            file: self.output.clone(),
            quiet: self.quiet,
        }
    }
}

/// The terminal's width; `COLUMNS` beats it, as it does for other programs.
fn width() -> u16 {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    set.or_else(|| terminal_size::terminal_size().map(|(width, _)| width.0)).unwrap_or(80)
}

/// Tells whether the terminal's letters are UTF-8, as the locale says; under cron there is none.
fn is_utf8() -> bool {
    let set = |name| std::env::var(name).ok().filter(|locale| !locale.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_ascii_uppercase();
    locale.contains("UTF-8") || locale.contains("UTF8")
}

/// What every verb works with.
#[derive(Debug)]
pub struct Context {
    globals: Globals,
    config: Config,
    clock: Clock,
    desk: Option<Desk>,
    /// The way out.
    pub out: Out,
    /// The person at the terminal.
    pub prompt: Prompt,
    /// What the command ends with if nothing goes wrong: an [`ExitCode`], or what a monitoring program expects.
    pub exit: u8,
    /// What the command made or changed, as later commands may name it.
    changed: Option<String>,
}

/// What became of a command whose output was held back.
#[derive(Debug)]
pub struct Aside {
    /// What it ends with, or why it was not carried out.
    pub done: anyhow::Result<u8>,
    /// What it made or changed.
    pub changed: Option<String>,
    /// What it said.
    pub said: Said,
}

impl Context {
    /// Sets everything up; opens nothing yet.
    pub fn new(mut globals: Globals) -> anyhow::Result<Self> {
        let config = Config::load(globals.config.as_deref())?;
        globals.color = globals.color.or_else(|| config.color.clone());
        let clock = clock()?;
        let out = Out::new(globals.settings(clock.now()), stdout(), Box::new(io::stderr()));
        let prompt = Prompt::new(globals.no_input);
        Ok(Self { globals, config, clock, desk: None, out, prompt, exit: ExitCode::Done as u8, changed: None })
    }

    /// Returns the instant the command began.
    pub const fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Returns what the user has set once.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// Returns where the desk is.
    pub fn path(&self) -> PathBuf {
        self.named_path().or_else(|| self.config.db.clone()).unwrap_or_else(Config::default_db)
    }

    /// Returns where a flag or the environment says that the desk is.
    pub fn named_path(&self) -> Option<PathBuf> {
        self.globals.db.clone()
    }

    fn caller(&self) -> Caller {
        let Globals { acting_as, reason, .. } = &self.globals;
        let (acting_as, reason) = (acting_as.clone(), reason.clone());
        Caller { acting_as, reason, ..Caller::new(user(), nix::unistd::getuid().as_raw()) }
    }

    /// Returns the desk, opened at the first call.
    pub fn desk(&mut self) -> anyhow::Result<&mut Desk> {
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => Desk::open(&self.path(), self.clock, self.caller(), self.config.rules()?)?,
        };
        Ok(self.desk.insert(desk))
    }

    /// Returns the desk and the way out, for work that reads the one while it writes to the other.
    pub fn desk_and_out(&mut self) -> anyhow::Result<(&mut Desk, &mut Out)> {
        self.desk()?;
        let Self { desk, out, .. } = self;
        desk.as_mut().map(|desk| (desk, out)).context("the desk was closed")
    }

    /// Makes a new desk at `path` and returns it.
    pub fn create(&mut self, path: &Path, handle: Option<String>) -> anyhow::Result<&mut Desk> {
        let caller = self.caller();
        if caller.acting_as.is_some() {
            return Err(
                Stop::usage("a desk that is yet to be made has nobody to act as; --handle names its admin").into()
            );
        }
        let handle = handle.unwrap_or_else(|| caller.user.clone()).parse()?;
        let desk = Desk::create(path, self.clock, caller, &handle, self.config.rules()?)?;
        Ok(self.desk.insert(desk))
    }

    /// Looks over what the desk rests on, whether or not it can be opened.
    pub fn doctor(&self) -> anyhow::Result<Vec<Diagnosis>> {
        let mut told = Desk::doctor(&self.path(), self.clock, self.caller(), self.config.rules()?);
        let config = self.config.path.as_ref().map_or("none".to_owned(), |path| path.display().to_string());
        told.push(Diagnosis::fine("configuration", config));
        Ok(told)
    }

    /// Brings the desk up to this program's version, and copies it as it was to `to`, if named.
    pub fn migrate(&self, to: Option<&Path>, dry_run: bool, tell: &mut Tell<'_>) -> anyhow::Result<Upgrade> {
        let (path, rules) = (self.path(), self.config.rules()?);
        Ok(Desk::migrate((&path, to), self.clock, self.caller(), rules, dry_run, tell)?)
    }

    /// Opens the desk at `path` to be looked at: not a byte of it will change.
    pub fn look_at(&self, path: &Path) -> anyhow::Result<Desk> {
        Ok(Desk::open_to_look(path, self.clock, self.caller(), self.config.rules()?)?)
    }

    /// Sends what is due of the notifications, over the ways the configuration sets up.
    pub fn deliver(&mut self, run: Option<RunId>) -> anyhow::Result<Delivered> {
        let channels = self.config.channels.clone();
        Ok(self.desk()?.deliver(run, |parcel| channels.send(parcel))?)
    }

    /// Tells whether something is in stock; the system that the configuration names is asked first, unless only what the
    /// desk was told before is to count.
    pub fn check_stock(&mut self, question: &StockQuestion, mirror: bool) -> anyhow::Result<StockView> {
        let (lookup, now) = (self.config.lookups.stock.clone().filter(|_| !mirror), self.now());
        let ask = lookup.map(|lookup| move |query: &StockQuery| lookup.ask(query, now));
        let ask = ask.as_ref().map(|ask| ask as AskStock<'_>);
        Ok(self.desk()?.check_stock(question, ask)?)
    }

    /// Answers price, stock and credit in one; the system that the configuration names is asked as in
    /// [`Context::check_stock`].
    pub fn ask(&mut self, question: &Question, mirror: bool) -> anyhow::Result<Told> {
        let (lookup, now) = (self.config.lookups.stock.clone().filter(|_| !mirror), self.now());
        let ask = lookup.map(|lookup| move |query: &StockQuery| lookup.ask(query, now));
        let ask = ask.as_ref().map(|ask| ask as AskStock<'_>);
        Ok(self.desk()?.ask(question, ask)?)
    }

    /// Returns what documents are printed with.
    pub const fn stationery(&self) -> &Stationery {
        &self.config.stationery
    }

    /// Returns the reason that was given for the audit log.
    pub fn reason(&self) -> Option<Line> {
        self.globals.reason.clone()
    }

    /// Returns the reason that was given; `why` says what needs one.
    pub fn need_reason(&self, why: &str) -> Result<Line, Stop> {
        self.reason().ok_or_else(|| Stop::usage(format!("{why}: give it with --reason TEXT")))
    }

    /// Tells what looks wrong but stopped nothing.
    pub fn warn(&mut self, text: std::fmt::Arguments<'_>) -> anyhow::Result<()> {
        Ok(self.out.warn(text)?)
    }

    /// Tells what changed.
    pub fn note(&mut self, text: std::fmt::Arguments<'_>) -> anyhow::Result<()> {
        Ok(self.out.note(text)?)
    }

    /// Tells what changed, and on what: a later command of a batch may name it.
    pub fn note_on(&mut self, id: impl Display, text: std::fmt::Arguments<'_>) -> anyhow::Result<()> {
        self.changed = Some(id.to_string());
        self.note(text)
    }

    /// Does `work`, and tells what came of it; under a key it is done once, and told as often as it is asked for.
    /// `request` is all that is asked for.
    pub(super) fn once(
        &mut self,
        once: Once,
        request: &impl Debug,
        work: impl FnOnce(&mut Desk) -> Result<Answer, Error>,
    ) -> anyhow::Result<()> {
        let Answer { id, notes } = self.desk()?.once(once.key, &format!("{request:?}"), work)?;
        self.changed = Some(id);
        notes.iter().try_for_each(|text| self.note(format_args!("{text}")))
    }

    /// Runs `work` as a command of its own at the same desk: at an instant of its own, with nobody to ask, and its
    /// output held back; of lists only `columns`, if named.
    pub fn aside(
        &mut self,
        columns: Option<Vec<String>>,
        work: impl FnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<Aside> {
        self.clock = clock()?;
        if let Some(desk) = &mut self.desk {
            desk.set_clock(self.clock);
        }
        let out = self.out.holding_back(columns, self.clock.now());
        let out = mem::replace(&mut self.out, out);
        let prompt = mem::replace(&mut self.prompt, Prompt::new(true));
        let exit = mem::replace(&mut self.exit, ExitCode::Done as u8);
        let done = work(self);
        let ended = mem::replace(&mut self.exit, exit);
        self.prompt = prompt;
        let said = mem::replace(&mut self.out, out).into_said();
        Ok(Aside { done: done.map(|()| ended), changed: self.changed.take(), said })
    }

    /// Flushes all output and returns the exit code.
    pub fn finish(mut self) -> anyhow::Result<u8> {
        self.out.finish()?;
        Ok(self.exit)
    }
}

/// The system's clock. A debug build may be frozen, for tests; a release build never.
pub(super) fn clock() -> Result<Clock, Stop> {
    if cfg!(debug_assertions)
        && let Ok(frozen) = std::env::var("DESK_NOW")
    {
        return frozen.parse().map(Clock::frozen).map_err(|why| Stop::usage(format!("DESK_NOW: {why}")));
    }
    Ok(Clock::system())
}

/// The operating system's name for whoever runs the command, by real user id. Tests of a debug build may set it.
fn user() -> String {
    if cfg!(debug_assertions)
        && let Ok(user) = std::env::var("DESK_USER")
    {
        return user;
    }
    let uid = nix::unistd::getuid();
    let known = nix::unistd::User::from_uid(uid).ok().flatten();
    known.map_or_else(|| format!("uid-{uid}"), |user| user.name)
}

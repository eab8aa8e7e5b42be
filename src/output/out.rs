//! The writer every command is handed.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::file::Sink;
use super::flat::{self, Flat};
use super::table::{Canvas, Grid};
use super::{
    Detail, Format, Human, OutputError, Progress, Row, Said, Sheet, SheetFormat, Tone, csv, detail, escape, failure,
    json, list, plain, select,
};
use crate::domain::{Instant, Zone};

/// How to write, decided once from flags, environment and terminal.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag of the command line, independent of the others")]
pub struct Settings {
    /// The format asked for; else [`Format::choose`] finds one.
    pub format: Option<Format>,
    /// The fields asked for, by `-c a,b` or `--json=a,b`, in that order.
    pub fields: Option<Vec<String>>,
    /// Show every column of a table and cut nothing.
    pub wide: bool,
    /// Leave text in CSV as it is, even if a spreadsheet would run it.
    pub raw: bool,
    /// Use colour on standard output.
    pub color: bool,
    /// Use colour on standard error.
    pub color_err: bool,
    /// Standard output is a terminal.
    pub terminal: bool,
    /// The terminal shows block characters: its letters are UTF-8.
    pub blocks: bool,
    /// Columns on the screen; 0 for no limit.
    pub width: u16,
    /// The instant of the command, from which relative times are told.
    pub now: Instant,
    /// The zone in which a person reads times.
    pub zone: Zone,
    /// The file that gets the data in place of standard output; `-` is standard output.
    pub file: Option<PathBuf>,
    /// Write no notes.
    pub quiet: bool,
}

/// Data goes to standard output or the `-o` file, everything said about it to standard error; both escaped.
pub struct Out {
    pub(super) settings: Settings,
    human: Human,
    pub(super) sink: Sink,
    /// Pictures stand beside the tables of reports.
    pub(super) chart: bool,
    stderr: Box<dyn Write>,
    /// Keeps what is said, where it is not to be written.
    pub(super) held: Option<Said>,
}

impl fmt::Debug for Out {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Out").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Out {
    /// Prepares to write; nothing is opened before there is data.
    pub fn new(mut settings: Settings, stdout: Box<dyn Write>, stderr: Box<dyn Write>) -> Self {
        settings.file = settings.file.filter(|file| file != Path::new("-"));
        settings.fields = settings.fields.filter(|fields| !fields.is_empty());
        let relative = settings.terminal && settings.file.is_none();
        let human = Human { now: settings.now, zone: settings.zone.clone(), relative };
        let sink = match &settings.file {
            Some(path) => Sink::File(path.clone(), None),
            None => Sink::Stream(BufWriter::new(stdout)),
        };
        Self { settings, human, sink, chart: false, stderr, held: None }
    }

    /// Prepares another way out, at which what a command says as JSON is held back; of lists only `fields`, if named.
    #[must_use]
    pub fn holding_back(&self, fields: Option<Vec<String>>, now: Instant) -> Self {
        let settings = Settings {
            format: Some(Format::Json),
            fields,
            terminal: false,
            now,
            file: None,
            quiet: false,
            ..self.settings.clone()
        };
        Self { held: Some(Said::default()), ..Self::new(settings, Box::new(io::sink()), Box::new(io::sink())) }
    }

    /// Returns what was held back.
    pub fn into_said(self) -> Said {
        self.held.unwrap_or_default()
    }

    /// Returns the format in which data will be written.
    pub fn format(&self) -> Result<Format, OutputError> {
        // A picture is looked at, wherever it goes.
        Format::choose(self.settings.format, self.settings.file.as_deref(), self.settings.terminal || self.chart)
    }

    /// Refuses, before anything is done, a format that only reports are written in.
    pub fn expect_records(&self) -> Result<(), OutputError> {
        self.settings.format.filter(|format| format.is_document()).map_or(Ok(()), |format| Err(format.refused()))
    }

    /// Returns the format that was asked for, if one was.
    pub const fn asked(&self) -> Option<Format> {
        self.settings.format
    }

    /// Returns how times and money are told to a person.
    pub fn human(&self) -> &Human {
        &self.human
    }

    /// Writes a list. `total` is how many there are if not all are shown; none at all is a note, not an error.
    pub fn list<R: Row>(&mut self, rows: &[R], total: Option<usize>) -> Result<(), OutputError> {
        let valid = select::fields_of(rows.first())?;
        self.rows(rows, &valid, |asked, settings, human| list::grid(rows, asked, settings.wide, human))?;
        match (rows.len(), total) {
            (0, None | Some(0)) => self.note(format_args!("no {} match", R::MANY)),
            (shown, Some(total)) if total > shown => self.note(format_args!("{shown} of {total} {}", R::MANY)),
            _ => Ok(()),
        }
    }

    /// Writes rows whose fields are `valid`, or the asked ones of them; `grid` lays them out for a person.
    pub(super) fn rows<T: Serialize>(
        &mut self,
        rows: &[T],
        valid: &[String],
        grid: impl FnOnce(Option<&[String]>, &Settings, &Human) -> Result<Grid, OutputError>,
    ) -> Result<(), OutputError> {
        let asked = self.settings.fields.as_deref();
        select::check(asked.unwrap_or_default(), valid)?;
        let fields = asked.unwrap_or(valid);
        let records = rows.iter().map(|row| flat::record(row, fields));
        match self.format()? {
            Format::Json if let Some(said) = &mut self.held => {
                said.data = Some(json::values(rows, asked)?);
                Ok(())
            }
            Format::Table if rows.is_empty() => self.sink.write(|_| Ok(())),
            Format::Table => {
                let text = grid(asked, &self.settings, &self.human)?.render(self.settings.canvas());
                self.sink.write(|out| out.write_all(text.as_bytes()))
            }
            Format::Plain => self.sink.write(|out| plain::write(out, fields, records)),
            Format::Csv => self.sink.write(|out| csv::write(out, fields, records, self.settings.raw)),
            Format::Json => self.sink.write(|out| json::list(out, rows, asked)),
            Format::Jsonl => self.sink.write(|out| json::lines(out, rows, asked)),
            document @ (Format::Html | Format::Md | Format::Xlsx) => Err(document.refused()),
        }
    }

    /// Writes one thing: its sections in a table, nested in JSON, and as `field, value` lines in plain and CSV.
    pub fn detail<D: Detail>(&mut self, thing: &D) -> Result<(), OutputError> {
        let all = select::object(thing)?;
        let asked = self.settings.fields.as_deref();
        select::check(asked.unwrap_or_default(), &all.keys().cloned().collect::<Vec<_>>())?;
        let fields = asked.map_or(Ok(all), |asked| select::pick(thing, asked))?;
        let leaves = || flat::leaves(&fields).into_iter();
        let header = ["field", "value"].map(str::to_owned);
        match self.format()? {
            Format::Json if let Some(said) = &mut self.held => {
                said.data = Some(fields.into());
                Ok(())
            }
            Format::Table => {
                let canvas = self.settings.canvas();
                let text = match asked {
                    Some(_) => detail::chosen(leaves(), canvas),
                    None => detail::render(&thing.sections(&self.human), canvas),
                };
                self.sink.write(|out| out.write_all(text.as_bytes()))
            }
            Format::Plain => self.sink.write(|out| plain::write(out, &header, leaves().map(pair).map(Ok))),
            Format::Csv => {
                self.sink.write(|out| csv::write(out, &header, leaves().map(pair).map(Ok), self.settings.raw))
            }
            Format::Json => self.sink.write(|out| json::pretty(out, &fields)),
            Format::Jsonl => self.sink.write(|out| json::line(out, &fields)),
            document @ (Format::Html | Format::Md | Format::Xlsx) => Err(document.refused()),
        }
    }

    /// Returns the format in which an export will be written.
    pub fn sheet_format(&self) -> Result<SheetFormat, OutputError> {
        SheetFormat::choose(self.settings.format, self.settings.file.as_deref())
    }

    /// Prepares rows of these columns; they are written by [`Out::put`], or to a file of their own.
    pub fn sheet(&self, format: SheetFormat, columns: Vec<&'static str>) -> Sheet {
        let shown = self.settings.terminal && self.settings.file.is_none();
        Sheet::new(format, columns, (self.settings.raw, shown), self.settings.now)
    }

    /// Returns the fields that were asked for, if only some were.
    pub fn fields(&self) -> Option<&[String]> {
        self.settings.fields.as_deref()
    }

    /// Returns the file that gets the data in place of standard output.
    pub fn file(&self) -> Option<&Path> {
        self.settings.file.as_deref()
    }

    /// Lets `with` write data as it is: what nobody reads before another program does.
    pub fn put(&mut self, with: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), OutputError> {
        self.sink.write(with)
    }

    /// Writes text of any number of lines as it is, but escaped, with a line feed at the end.
    pub fn text(&mut self, text: &str) -> Result<(), OutputError> {
        if let Some(said) = &mut self.held {
            said.data = Some(text.into());
            return Ok(());
        }
        let text = escape::prose(text);
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        self.sink.write(|out| write!(out, "{text}{end}"))
    }

    /// Says to a program that reads JSON that there is nothing.
    pub fn nothing(&mut self) -> Result<(), OutputError> {
        if self.held.is_none() && self.format()? == Format::Json { self.text("null") } else { Ok(()) }
    }

    /// Says on standard error what changed or what may help; nothing if quiet.
    pub fn note(&mut self, text: fmt::Arguments) -> Result<(), OutputError> {
        if let Some(said) = &mut self.held {
            said.notes.push(text.to_string());
            return Ok(());
        }
        if self.settings.quiet {
            return Ok(());
        }
        // What was written before is to be seen before.
        self.sink.flush()?;
        writeln!(self.stderr, "{}", escape::message(&text.to_string()))?;
        Ok(self.stderr.flush()?)
    }

    /// Says on standard error, quiet or not, what looks wrong but stopped nothing.
    pub fn warn(&mut self, text: fmt::Arguments) -> Result<(), OutputError> {
        if let Some(said) = &mut self.held {
            said.notes.push(format!("warning: {text}"));
            return Ok(());
        }
        self.sink.flush()?;
        failure::label(&mut self.stderr, "warning", Tone::Warn, self.settings.color_err, &text.to_string())?;
        Ok(self.stderr.flush()?)
    }

    /// Prepares a bar for a long piece of work, named by what is being done: `Importing`.
    pub fn progress(&self, doing: &'static str) -> Progress {
        Progress::new(doing, self.settings.quiet)
    }

    /// Passes on what was written so far, for a reader who answers.
    pub fn flush(&mut self) -> Result<(), OutputError> {
        Ok(self.sink.flush()?)
    }

    /// Passes on what is held back, and gives the `-o` file its name. Without this call no file is touched. What is
    /// written later goes nowhere.
    pub fn finish(&mut self) -> Result<(), OutputError> {
        self.stderr.flush().or_else(ignore_closed)?;
        std::mem::replace(&mut self.sink, Sink::Stream(BufWriter::new(Box::new(io::sink())))).finish()
    }
}

impl Settings {
    /// Returns the room for a table: a file has no edge, and no colour.
    pub(super) fn canvas(&self) -> Canvas {
        let limited = !self.wide && self.file.is_none() && self.width > 0;
        Canvas { width: limited.then_some(self.width.into()), color: self.color && self.file.is_none() }
    }
}

fn pair((path, value): (String, Flat)) -> Vec<Flat> {
    vec![Flat::typed(path), value]
}

fn ignore_closed(why: io::Error) -> io::Result<()> {
    if why.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(why) }
}

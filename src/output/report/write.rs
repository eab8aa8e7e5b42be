//! Reports on their way out.

use serde_json::{Map, Value};

use super::markdown::markdown;
use super::pack::Cover;
use super::text::Ink;
use super::{Link, Pack, Report, book, page, sentence};
use crate::output::out::Settings;
use crate::output::table::Canvas;
use crate::output::{Format, Human, Out, OutputError, Tone, escape, json, select};

impl Out {
    /// Asks for pictures beside the tables of reports.
    pub fn draw(&mut self) {
        self.chart = true;
    }

    /// Tells whether pictures were asked for.
    pub const fn draws(&self) -> bool {
        self.chart
    }

    /// Writes a report, and says what it leaves out.
    pub fn report(&mut self, report: &Report) -> Result<(), OutputError> {
        let format = self.format()?;
        self.check_drawn(format)?;
        if format.is_document() {
            self.document(format, &Cover::from(report))?;
        } else {
            let grid = |asked: Option<&[String]>, settings: &Settings, _: &Human| Ok(report.grid(asked, settings.wide));
            self.rows(&report.records(), &report.fields(), grid)?;
            let pictures = self.pictures(report, self.settings.canvas());
            if !pictures.is_empty() {
                self.sink.write(|out| write!(out, "\n{pictures}"))?;
            }
        }
        if report.lines.is_empty() {
            self.note(format_args!("there is nothing to report"))?;
        }
        let notes = if format.is_document() { &[][..] } else { &report.notes };
        notes.iter().try_for_each(|note| self.note(format_args!("{note}")))
    }

    /// Writes several reports as one: a section each, with what it leaves out.
    pub fn pack(&mut self, pack: &Pack) -> Result<(), OutputError> {
        let (format, cover) = (self.pack_format()?, Cover::from(pack));
        self.check_drawn(format)?;
        let asked = self.settings.fields.as_deref();
        select::check(asked.unwrap_or_default(), &cover.fields())?;
        match format {
            Format::Html | Format::Md | Format::Xlsx => self.document(format, &cover),
            Format::Json => {
                let records = |report: &Report| json::values(&report.records(), report.asked(asked).as_deref());
                let parts = cover.parts.iter().map(|part| Ok((part.name.clone(), records(part.report)?)));
                let object = parts.collect::<Result<Map<String, Value>, std::io::Error>>()?;
                match &mut self.held {
                    Some(said) => said.data = Some(object.into()),
                    None => self.sink.write(|out| json::pretty(out, &object))?,
                }
                Ok(())
            }
            Format::Table => {
                let text = self.sections(&cover);
                self.sink.write(|out| out.write_all(text.as_bytes()))
            }
            Format::Plain | Format::Csv | Format::Jsonl => Err(OutputError::unfit(several(format, &cover))),
        }
    }

    /// Makes a page of reports that stands in a folder with others: `this` is its file.
    pub fn page(&self, pack: &Pack, around: &[Link], this: &str) -> Result<String, OutputError> {
        let cover = Cover { around: (around, this), ..Cover::from(pack) };
        Ok(page::page(&cover, None, self.settings.wide, &self.human().at(self.settings.now))?)
    }

    /// Chooses the format of several reports: where nothing is asked for, somebody reads them, in a pipe too.
    fn pack_format(&self) -> Result<Format, OutputError> {
        Format::choose(self.settings.format, self.settings.file.as_deref(), true)
    }

    fn check_drawn(&self, format: Format) -> Result<(), OutputError> {
        if self.chart && !matches!(format, Format::Table | Format::Md | Format::Html) {
            return Err(OutputError::unfit(format!(
                "`--chart` draws in a table, in md and in html, not in {format}: write `-O table`"
            )));
        }
        Ok(())
    }

    /// Lays reports out one below another, each under its title.
    fn sections(&self, cover: &Cover<'_>) -> String {
        let (canvas, settings) = (self.settings.canvas(), &self.settings);
        let line = |text: &str, tone| format!("{}\n", canvas.toned(&escape::line(text.trim()), tone));
        let mut parts = vec![line(cover.title, Tone::Strong) + &line(cover.about, Tone::Dim)];
        for part in &cover.parts {
            let report = part.report;
            let head = line(&part.title, Tone::Strong) + &line(&report.about, Tone::Dim);
            let table = if report.lines.is_empty() {
                "There is nothing to report.\n".to_owned()
            } else {
                report.grid(settings.fields.as_deref(), settings.wide).render(canvas)
            };
            let notes = report.notes.iter().map(|note| line(&sentence(note), Tone::Dim)).collect();
            parts.extend([format!("{head}\n{table}"), self.pictures(report, canvas), notes]);
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// Returns the pictures of a report as text, one below another, if they were asked for.
    fn pictures(&self, report: &Report, canvas: Canvas) -> String {
        let drawings = if self.chart { report.drawings() } else { Vec::new() };
        let ink = Ink::of(self.settings.blocks);
        drawings.iter().map(|drawing| drawing.text(canvas, ink)).collect::<Vec<_>>().join("\n")
    }

    /// Writes what is read outside of a terminal; what a report leaves out stands in it.
    fn document(&mut self, format: Format, cover: &Cover<'_>) -> Result<(), OutputError> {
        if format == Format::Xlsx && self.settings.terminal && self.settings.file.is_none() {
            return Err(OutputError::unfit("a spreadsheet is nothing to read here: name a file, `-o report.xlsx`"));
        }
        let bytes = self.print(format, cover)?;
        self.sink.write(|out| out.write_all(&bytes))
    }

    /// Returns several reports as one file that can be sent, with its media type.
    pub fn enclosed(&self, pack: &Pack, format: Format) -> Result<(Vec<u8>, &'static str), OutputError> {
        let media_type = match format {
            Format::Html => "text/html; charset=utf-8",
            Format::Md => "text/markdown; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Table | Format::Plain | Format::Csv | Format::Json | Format::Jsonl => {
                return Err(OutputError::unfit(format!("{format} is not sent: send html, md or xlsx")));
            }
        };
        Ok((self.print(format, &Cover::from(pack))?, media_type))
    }

    fn print(&self, format: Format, cover: &Cover<'_>) -> Result<Vec<u8>, OutputError> {
        let asked = self.settings.fields.as_deref();
        select::check(asked.unwrap_or_default(), &cover.fields())?;
        let wide = self.settings.wide;
        Ok(match format {
            Format::Html => page::page(cover, asked, wide, &self.human().at(self.settings.now))?.into_bytes(),
            Format::Xlsx => book::book(cover, asked, self.settings.now)?,
            _ => {
                let canvas = Canvas { width: None, color: false };
                markdown(cover, asked, wide, |report| self.pictures(report, canvas)).into_bytes()
            }
        })
    }
}

/// Says that one table cannot hold several, and which reports there are.
fn several(format: Format, cover: &Cover<'_>) -> String {
    let names: Vec<String> = cover.parts.iter().map(|part| format!("`desk report {}`", part.report.name)).collect();
    format!(
        "{format} holds one table, and these are several reports: write json, html, md or xlsx, or ask for one of them, {}",
        names.join(", ")
    )
}

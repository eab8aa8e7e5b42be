//! All commands of a batch: as they come, or together.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, Write as _};
use std::path::Path;

use tempfile::SpooledTempFile;

use super::line::Batch;
use crate::commands::{Context, Stop};
use crate::import::{Format, Instructions, Source};
use crate::output::compact;
use crate::view::AnswerLine;

/// As many bytes of answers are held before they go to a temporary file.
const HELD: usize = 1 << 20;

/// Carries out each command by itself as soon as it is read, and answers it before the next one is.
pub(super) fn as_they_come(batch: &mut Batch<'_>, file: &Path) -> anyhow::Result<()> {
    let unreadable = |why| Stop::Unreadable { path: named(file), why };
    let mut instructions = coming(file).map_err(unreadable)?;
    while let Some((line, read)) = instructions.next_one().map_err(unreadable)? {
        let answer = batch.carry_out(line, read)?;
        let text = compact(&answer)?;
        let told = batch.cx.out.text(&text).and_then(|()| batch.cx.out.flush());
        if told.is_err() {
            let what = if answer.ok { "carried out" } else { "refused" };
            // A reader who went away is no success here: they do not know how far the batch came.
            anyhow::bail!("line {line} was {what}, but the answer could not be written; the lines after it were left");
        }
    }
    Ok(())
}

fn coming(file: &Path) -> io::Result<Instructions> {
    let input: Box<dyn Read> = if file == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    Instructions::coming(input)
}

fn named(file: &Path) -> String {
    if file == Path::new("-") { "stdin".to_owned() } else { file.display().to_string() }
}

/// Carries out all commands in one transaction. It begins only when all have been read and looked at: nobody else has to
/// wait for whoever writes them.
pub(super) fn together(batch: &mut Batch<'_>, file: &Path) -> anyhow::Result<()> {
    let source = Source::open(file, Some(Format::Jsonl)).map_err(Stop::from)?;
    if !batch.keep_going {
        let told = check(batch, &source)?.tell(batch.cx);
        if batch.is_refused() {
            // That commands were refused is worse than that nobody reads which.
            return Ok(());
        }
        told?;
    }
    batch.cx.desk()?.begin_series()?;
    let answers = carry_out(batch, &source);
    let stays = answers.is_ok() && !batch.dry_run && !batch.is_refused();
    let desk = batch.cx.desk()?;
    if stays { desk.store_series() } else { desk.undo_series() }?;
    let told = answers?.tell(batch.cx);
    if batch.is_refused() { Ok(()) } else { told }
}

/// Answers every command that can be refused without the desk.
fn check(batch: &mut Batch<'_>, source: &Source) -> anyhow::Result<Answers> {
    let unreadable = |why| Stop::Unreadable { path: source.name().to_owned(), why };
    let mut instructions = Instructions::of(source).map_err(unreadable)?;
    let mut answers = Answers::new();
    while let Some((line, read)) = instructions.next_one().map_err(unreadable)? {
        if let Some(refused) = batch.check(line, read) {
            answers.keep(&refused)?;
        }
    }
    Ok(answers)
}

/// Carries out the commands. Where the first that is refused ends the batch, the answer to that one alone is returned.
fn carry_out(batch: &mut Batch<'_>, source: &Source) -> anyhow::Result<Answers> {
    let unreadable = |why| Stop::Unreadable { path: source.name().to_owned(), why };
    let mut instructions = Instructions::of(source).map_err(unreadable)?;
    let mut answers = Answers::new();
    while let Some((line, read)) = instructions.next_one().map_err(unreadable)? {
        let answer = batch.carry_out(line, read)?;
        if !answer.ok && !batch.keep_going {
            answers = Answers::new();
            answers.keep(&answer)?;
            break;
        }
        answers.keep(&answer)?;
    }
    Ok(answers)
}

/// Answers that nobody is to read before it is known whether they are true.
struct Answers(SpooledTempFile);

impl Answers {
    fn new() -> Self {
        Self(SpooledTempFile::new(HELD))
    }

    fn keep(&mut self, answer: &AnswerLine) -> anyhow::Result<()> {
        Ok(writeln!(self.0, "{}", compact(answer)?)?)
    }

    fn tell(mut self, cx: &mut Context) -> anyhow::Result<()> {
        self.0.rewind()?;
        let mut lines = BufReader::new(self.0);
        let mut line = String::new();
        while lines.read_line(&mut line)? > 0 {
            cx.out.text(&line)?;
            line.clear();
        }
        Ok(())
    }
}

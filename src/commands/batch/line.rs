//! One command of a batch, from its line to its answer.

use crate::commands::{Aside, Command, Context, Globals, Stop, failure, misuse};
use crate::error::{Error, ExitCode};
use crate::import::Instruction;
use crate::output::Failure;
use crate::view::AnswerLine;

use super::grammar::{Grammar, Resolve};
use super::made::Made;

/// A batch under way.
pub(super) struct Batch<'a> {
    pub(super) cx: &'a mut Context,
    pub(super) keep_going: bool,
    pub(super) dry_run: bool,
    grammar: Grammar,
    made: Made,
    carried_out: u64,
    refused: u64,
    /// The first line that was refused, and why.
    first_refused: Option<(u64, String)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(cx: &'a mut Context, keep_going: bool, dry_run: bool) -> Self {
        let (grammar, made) = (Grammar::new(), Made::default());
        Self { cx, keep_going, dry_run, grammar, made, carried_out: 0, refused: 0, first_refused: None }
    }

    /// Tells whether any command was refused.
    pub(super) fn is_refused(&self) -> bool {
        self.refused > 0
    }

    /// Looks at a command without the desk, and returns the answer if it is refused.
    pub(super) fn check(&mut self, line: u64, read: Result<Instruction, String>) -> Option<AnswerLine> {
        self.made.begin(line);
        let (verb, checked) = match read {
            Err(why) => (None, Err(failure(&Stop::usage(why).into()))),
            Ok(instruction) => {
                let made = &self.made;
                let any = |earlier| made.refuse_later(earlier).map(|()| String::new());
                let checked = match understand(&mut self.grammar, &instruction, &any) {
                    // What an earlier line will have made is not known yet, nor whether it can stand here.
                    Err(_) if instruction.lines().next().is_some() => {
                        words(&self.grammar, &instruction, &any).map(drop)
                    }
                    checked => checked.map(drop),
                };
                (Some(instruction.verb), checked)
            }
        };
        checked.err().map(|why| self.refuse(line, verb, why))
    }

    /// Carries out a command, and returns the answer; an error ends the batch.
    pub(super) fn carry_out(&mut self, line: u64, read: Result<Instruction, String>) -> anyhow::Result<AnswerLine> {
        self.made.begin(line);
        let instruction = match read {
            Ok(instruction) => instruction,
            Err(why) => return Ok(self.refuse(line, None, failure(&Stop::usage(why).into()))),
        };
        let made = &self.made;
        let understood = understand(&mut self.grammar, &instruction, &|earlier| made.by(earlier));
        let verb = Some(instruction.verb);
        let (globals, command) = match understood {
            Ok(understood) => understood,
            Err(why) => return Ok(self.refuse(line, verb, why)),
        };
        let Aside { done, changed, said } = self.cx.aside(globals.into_columns(), |cx| command.run(cx))?;
        match done {
            Err(why) if is_of_the_desk(&why) => Err(why.context(format!("the batch ends at line {line}"))),
            Err(why) => Ok(self.refuse(line, verb, failure(&why))),
            Ok(exit) => {
                let ok = exit == ExitCode::Done as u8;
                if ok {
                    self.carried_out += 1;
                    if let Some(id) = &changed {
                        self.made.keep(id);
                    }
                } else {
                    self.count_refused(line, "what it looked at does not hold");
                }
                let (result, notes, dry_run) = (said.data, said.notes, self.dry_run);
                Ok(AnswerLine { line, verb, ok, exit, id: changed, result, notes, error: None, dry_run })
            }
        }
    }

    fn refuse(&mut self, line: u64, verb: Option<String>, why: Failure) -> AnswerLine {
        self.count_refused(line, &why.error);
        let (exit, notes, dry_run) = (why.exit_code, Vec::new(), self.dry_run);
        AnswerLine { line, verb, ok: false, exit, id: None, result: None, notes, error: Some(why), dry_run }
    }

    fn count_refused(&mut self, line: u64, why: &str) {
        self.refused += 1;
        self.first_refused.get_or_insert_with(|| (line, why.to_owned()));
    }

    /// Says what became of the batch.
    pub(super) fn sum_up(&mut self) -> anyhow::Result<()> {
        let carried_out = self.carried_out;
        let commands = if carried_out == 1 { "1 command".to_owned() } else { format!("{carried_out} commands") };
        let Some((line, why)) = &self.first_refused else {
            return match (carried_out, self.dry_run) {
                (0, _) => self.cx.note(format_args!("There was no command to carry out")),
                (_, true) => self.cx.note(format_args!("Would carry out {commands}; nothing was changed")),
                (_, false) => self.cx.note(format_args!("Carried out {commands}")),
            };
        };
        let refused = match self.refused {
            1 => format!("line {line} was refused: {why}"),
            many => format!("{many} lines were refused, first line {line}: {why}"),
        };
        let rest = match (self.keep_going, self.dry_run) {
            (false, _) => "nothing was changed".to_owned(),
            (true, true) => format!("{commands} would be carried out, nothing was changed"),
            (true, false) => format!("{commands} carried out"),
        };
        Err(Stop::RowsRefused(format!("{refused}\n{rest}")).into())
    }
}

fn words(grammar: &Grammar, instruction: &Instruction, resolve: Resolve<'_>) -> Result<Vec<String>, Failure> {
    grammar.words(instruction, resolve).map_err(|stop| failure(&stop.into()))
}

fn understand(
    grammar: &mut Grammar,
    instruction: &Instruction,
    resolve: Resolve<'_>,
) -> Result<(Globals, Command), Failure> {
    let words = words(grammar, instruction, resolve)?;
    grammar.parse(&words).map_err(|refused| misuse(&refused))
}

/// Tells whether what went wrong is the desk and not the command: what comes after would go wrong just so.
fn is_of_the_desk(why: &anyhow::Error) -> bool {
    matches!(why.downcast_ref(), Some(Error::Store { .. } | Error::Busy { .. } | Error::OutcomeUnknown(_)))
}

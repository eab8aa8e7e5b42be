//! The command line: arguments in, an exit code out.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser};

use crate::commands::{Command, Context, Globals, failure, misuse};
use crate::error::ExitCode as Code;
use crate::output::{OutputError, escape, stdout};
use crate::view::Alarm;

/// The root of all arguments.
#[derive(Debug, Parser)]
#[command(
    name = "desk",
    version,
    about = "A support desk for companies that sell to companies",
    long_about = "A support desk for companies that sell to companies, in one file.\n\n\
        It answers who is asking, what was promised and by when, and what is about to be broken.",
    after_help = "Start with `desk demo`, or `desk init`. Exit codes: `desk help exit-codes`.",
    after_long_help = "Examples:\n  desk demo\n  desk ticket list --assignee @me\n  desk ticket reply T42 -m 'On our way'\n  \
        desk sla check\n  desk report sla --by tier",
    arg_required_else_help = true,
    infer_subcommands = false,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// Runs one command and says how it went.
pub fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    if asks_for_exit_codes(&args) {
        return say(&format!("{EXIT_CODES}\n"));
    }
    let matches = match Cli::command().try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(refused) => return refuse(&refused, &args),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(refused) => return refuse(&refused, &args),
    };
    let (as_json, color) = (cli.globals.wants_json(), cli.globals.color_on(&io::stderr()));
    let code = Context::new(cli.globals).and_then(|mut context| {
        cli.command.run(&mut context)?;
        context.finish()
    });
    match code {
        Ok(code) => ExitCode::from(code),
        Err(why) if asks_for_plugin(&args) => not_found_out(&why.to_string()),
        Err(why) => report(&why, as_json, color),
    }
}

/// Says why a command failed, and returns its exit code. A reader that went away is no failure.
fn report(why: &anyhow::Error, as_json: bool, color: bool) -> ExitCode {
    let failure = failure(why);
    if failure.exit_code == Code::Done as u8 {
        return ExitCode::SUCCESS;
    }
    // Nobody is left to hear of a failure to report a failure; the exit code still tells.
    let _ = failure.write(&mut io::stderr().lock(), as_json, color);
    ExitCode::from(failure.exit_code)
}

/// Says what is wrong with the arguments, in clap's words, or prints the help that was asked for.
fn refuse(refused: &clap::Error, args: &[OsString]) -> ExitCode {
    if !refused.use_stderr() {
        return say(&styled(refused, colored(args, io::stdout().is_terminal())));
    }
    let asked_for_nothing = args.len() <= 1 || refused.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if asked_for_nothing {
        // A desk named by the environment counts as an argument to clap: without this, `desk` alone is an error.
        let _ = write!(io::stderr().lock(), "{}", Cli::command().render_help());
    } else {
        if asks_for_plugin(args) {
            return not_found_out(&misuse(refused).error);
        }
        let as_json = asks_for_json(args);
        let _ = misuse(refused).write(
            &mut io::stderr().lock(),
            as_json,
            !as_json && colored(args, io::stderr().is_terminal()),
        );
    }
    ExitCode::from(Code::Usage as u8)
}

fn asks_for_json(args: &[OsString]) -> bool {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let json = |format: &str| matches!(format, "json" | "jsonl");
    words.iter().any(|word| {
        word == "--json"
            || word.starts_with("--json=")
            || word.strip_prefix("-O").is_some_and(json)
            || word.strip_prefix("--format=").is_some_and(json)
    }) || words.windows(2).any(|pair| matches!(&*pair[0], "-O" | "--format") && json(&pair[1]))
}

fn asks_for_plugin(args: &[OsString]) -> bool {
    args.iter().any(|arg| arg == "--plugin")
}

/// Says on standard output, where a monitoring program looks for it, why nothing could be found out.
fn not_found_out(why: &str) -> ExitCode {
    // What follows a `|` would be read as figures.
    let why = escape::line(why).replace('|', "/");
    let told = say(&format!("DESK {} - {why}\n", Alarm::Unknown));
    if told == ExitCode::SUCCESS { ExitCode::from(Alarm::Unknown as u8) } else { told }
}

/// Tells whether to colour what is said before the flags are read: help, and what is wrong with the flags.
fn colored(args: &[OsString], terminal: bool) -> bool {
    let mut words = args.iter().map(|arg| arg.to_string_lossy());
    let asked = words.find(|word| word.starts_with("--color"));
    let asked = asked.and_then(|flag| {
        flag.split_once('=').map(|(_, when)| when.to_owned()).or_else(|| words.next().map(Into::into))
    });
    match asked.as_deref() {
        Some("always") => true,
        Some("never") => false,
        _ => std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()) && terminal,
    }
}

fn styled(help: &clap::Error, color: bool) -> String {
    if color { help.render().ansi().to_string() } else { help.render().to_string() }
}

fn say(text: &str) -> ExitCode {
    let mut out = stdout();
    let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    said.map_or_else(|why| report(&OutputError::Io(why).into(), false, false), |()| ExitCode::SUCCESS)
}

fn asks_for_exit_codes(args: &[OsString]) -> bool {
    args.len() == 3 && args[1] == "help" && args[2] == "exit-codes"
}

const EXIT_CODES: &str = "\
0    done; also: it was so already, or nothing was found
1    failed: the file could not be read or written, or is damaged
2    the arguments are wrong
3    there is nothing of that name
4    refused: a rule stands in the way
5    some rows of an import were refused
6    busy: another command was writing; try again
7    cancelled by you
8    a promise is at risk (only with --exit-code)
9    a promise is broken (only with --exit-code)
130  interrupted: a change is stored whole, or not at all
143  terminated: likewise

Any other code is a failure.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_coloured_as_the_flag_says() {
        let is = |line: &str, terminal| colored(&line.split(' ').map(OsString::from).collect::<Vec<_>>(), terminal);
        assert!(is("desk --color always --help", false) && is("desk help --color=always", false));
        assert!(!is("desk --color never --help", true) && !is("desk help --color=never", true));
    }

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verb_has_examples_and_a_short_first_line() {
        fn walk(command: &clap::Command, path: &str) {
            let verbs: Vec<&clap::Command> =
                command.get_subcommands().filter(|verb| verb.get_name() != "help").collect();
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && about.chars().count() < 60 && !about.ends_with('.'), "{path}: `{about}`");
            if verbs.is_empty() {
                let examples = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
                assert!(examples.contains("desk "), "{path} has no example");
            }
            for verb in verbs {
                walk(verb, &format!("{path} {}", verb.get_name()));
            }
        }
        walk(&Cli::command(), "desk");
    }
}

//! What may stand on a line, read off the command line's own definition.

use std::collections::BTreeMap;

use clap::builder::ValueHint;
use clap::{Arg, ArgAction, Args as _, FromArgMatches as _, Subcommand as _};

use crate::commands::{Command, Globals, Stop};
use crate::domain::nearest;
use crate::import::{Given, Instruction};

/// What has no place in a batch, with all below it, and why.
pub(super) const OUTSIDE: &[(&str, &str)] = &[
    ("account.contact.erase", "it empties the file of what was there, which could not be undone"),
    ("backup", "it copies the file whole: back up before the batch or after it"),
    ("batch", "it would be a batch within a batch"),
    ("check", "it looks at the file whole: check before the batch or after it"),
    ("demo", "it makes a desk of its own"),
    ("doctor", "it looks at the file whole: look before the batch or after it"),
    ("export", "it writes files whole: export before the batch or after it"),
    ("import", "it takes its rows together, or none: import before the batch or after it"),
    ("init", "it makes a desk of its own"),
    ("migrate", "it changes the file whole: migrate before the batch"),
    ("product.import", "it takes its rows together, or none: import before the batch or after it"),
    ("quote.render", "it writes a document of its own: render before the batch or after it"),
    ("report.build", "it writes files whole: build before the batch or after it"),
    ("report.ics", "it writes a calendar of its own: write it before the batch or after it"),
    ("report.send", "it notifies people, which could not be undone"),
    ("restore", "it replaces the file whole: restore before the batch or after it"),
    ("sla-check", "it notifies people, which could not be undone"),
    ("sla.check", "it notifies people, which could not be undone"),
    ("sla.simulate", "it reads the desk as it was before the batch"),
];

/// The one flag of the whole program that a command of a batch may have: which columns of a list it wants.
pub(super) const COLUMNS: &str = "columns";

/// Tells what an earlier line made or changed.
pub(super) type Resolve<'a> = &'a dyn Fn(u64) -> Result<String, String>;

/// The command line, as far as a batch speaks it.
#[derive(Debug)]
pub(super) struct Grammar {
    root: clap::Command,
}

impl Grammar {
    pub(super) fn new() -> Self {
        let mut root = Command::augment_subcommands(Globals::augment_args(clap::Command::new("desk")));
        root.build();
        Self { root }
    }

    #[cfg(test)]
    pub(super) fn root(&self) -> &clap::Command {
        &self.root
    }

    /// Reads the words as if they had been typed.
    pub(super) fn parse(&mut self, words: &[String]) -> Result<(Globals, Command), clap::Error> {
        let matches = self.root.try_get_matches_from_mut(words)?;
        Ok((Globals::from_arg_matches(&matches)?, Command::from_arg_matches(&matches)?))
    }

    /// Returns the words one would type, safe from being taken for anything but the values they are.
    pub(super) fn words(&self, instruction: &Instruction, resolve: Resolve<'_>) -> Result<Vec<String>, Stop> {
        let (path, verb) = self.verb(&instruction.verb)?;
        let typed = path.replace('.', " ");
        let (mut words, mut places) = (vec!["desk".to_owned()], BTreeMap::new());
        words.extend(path.split('.').map(str::to_owned));
        for (key, given) in &instruction.fields {
            let arg = arguments(verb).find(|arg| name(arg) == *key).ok_or_else(|| unknown_key(key, &path, verb))?;
            let wrong = |why: String| Stop::Usage { what: why, hint: Some(format!("desk {typed} --help")) };
            match (given, arg.get_long(), arg.get_index()) {
                (Given::Truth(set), Some(long), _) if !arg.get_action().takes_values() => {
                    words.extend(set.then(|| format!("--{long}")));
                }
                (_, Some(long), _) => {
                    let values = values(key, given, arg, resolve).map_err(wrong)?;
                    words.extend(values.iter().map(|value| format!("--{long}={value}")));
                }
                (_, None, place) => {
                    places.insert(place, values(key, given, arg, resolve).map_err(wrong)?);
                }
            }
        }
        refuse_missing(verb, instruction, &places)?;
        if !places.is_empty() {
            words.push("--".to_owned());
            words.extend(places.into_values().flatten());
        }
        Ok(words)
    }

    /// Finds a command by its dotted name, and returns it with its full name.
    fn verb(&self, dotted: &str) -> Result<(String, &clap::Command), Stop> {
        let (mut path, mut command) = (String::new(), &self.root);
        for word in dotted.replace('_', "-").split('.') {
            let found = verbs(command)
                .find(|verb| verb.get_name() == word || verb.get_all_aliases().any(|alias| alias == word))
                .ok_or_else(|| unknown_verb(&path, word, command))?;
            path = below(&path, found.get_name());
            command = found;
            if let Some((_, why)) = OUTSIDE.iter().find(|(name, _)| *name == path) {
                let what = format!("`{path}` has no place in a batch: {why}");
                return Err(Stop::Usage { what, hint: Some(format!("desk {} --help", path.replace('.', " "))) });
            }
        }
        if command.is_subcommand_required_set() {
            let what = format!("`{path}` is no command yet, expected one of {}", names(&path, command).join(", "));
            return Err(Stop::usage(what));
        }
        Ok((path, command))
    }
}

/// Returns what may follow a noun.
pub(super) fn verbs(command: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    command.get_subcommands().filter(|verb| verb.get_name() != "help")
}

pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// Returns the full names of what may follow a noun within a batch.
fn names(path: &str, command: &clap::Command) -> Vec<String> {
    let names = verbs(command).map(|verb| below(path, verb.get_name()));
    names.filter(|name| OUTSIDE.iter().all(|(outside, _)| outside != name)).collect()
}

fn unknown_verb(path: &str, word: &str, command: &clap::Command) -> Stop {
    let (given, known) = (below(path, word), names(path, command));
    if known.is_empty() {
        return Stop::usage(format!("`{given}` is not a command, `{path}` is one"));
    }
    let near = nearest(&given, known.iter().map(String::as_str));
    Stop::usage(format!("`{given}` is not a command, expected one of {}{}", known.join(", "), suggestion(near)))
}

fn unknown_key(key: &str, path: &str, verb: &clap::Command) -> Stop {
    let known: Vec<String> = arguments(verb).map(name).collect();
    let near = nearest(key, known.iter().map(String::as_str));
    let what = format!("`{key}` is not a key of `{path}`, expected one of {}{}", known.join(", "), suggestion(near));
    Stop::Usage { what, hint: Some(format!("desk {} --help", path.replace('.', " "))) }
}

fn suggestion(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// Returns what a verb takes, in the order of its help.
pub(super) fn arguments(verb: &clap::Command) -> impl Iterator<Item = &Arg> {
    verb.get_arguments().filter(|arg| {
        let asks_for_help = matches!(
            arg.get_action(),
            ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
        );
        !asks_for_help && (!arg.is_global_set() || arg.get_id() == COLUMNS)
    })
}

/// Returns the key that stands for an argument: a flag's long name, or a place's name as the usage shows it.
pub(super) fn name(arg: &Arg) -> String {
    let shown = || arg.get_value_names().and_then(|names| names.first()).map(|name| name.to_lowercase());
    let place = || shown().unwrap_or_else(|| arg.get_id().as_str().to_owned());
    arg.get_long().map_or_else(place, str::to_owned)
}

/// Returns the values that an argument is given, each of them one the argument can take.
fn values(key: &str, given: &Given, arg: &Arg, resolve: Resolve<'_>) -> Result<Vec<String>, String> {
    if !arg.get_action().takes_values() {
        return Err(format!("`{key}` takes true or false"));
    }
    let several =
        matches!(arg.get_action(), ArgAction::Append) || arg.get_num_args().is_some_and(|many| many.max_values() > 1);
    let values = match given {
        Given::List(_) if !several => return Err(format!("`{key}` takes one value, not a list")),
        Given::List(values) => {
            values.iter().map(|given| value(key, given, arg, resolve)).collect::<Result<Vec<_>, _>>()?
        }
        one => vec![value(key, one, arg, resolve)?],
    };
    let delimiter = arg.get_value_delimiter().filter(|_| matches!(given, Given::List(_)));
    match values.iter().find(|value| delimiter.is_some_and(|delimiter| value.contains(delimiter))) {
        Some(value) => Err(format!("`{value}` in `{key}` would be taken for several values")),
        None => Ok(values),
    }
}

fn value(key: &str, given: &Given, arg: &Arg, resolve: Resolve<'_>) -> Result<String, String> {
    match given {
        Given::Text(text) if text == "-" && is_file(arg) => {
            Err(format!("`{key}` is `-`: standard input is the batch's own, name a file"))
        }
        Given::Text(text) => Ok(text.clone()),
        Given::Truth(truth) => {
            let truth = truth.to_string();
            let taken = arg.get_possible_values().iter().any(|possible| possible.get_name() == truth);
            if taken { Ok(truth) } else { Err(format!("`{key}` takes a value, not {truth}")) }
        }
        Given::OfLine(line) => resolve(*line),
        Given::List(_) => Err(format!("`{key}` holds a list within a list")),
    }
}

fn is_file(arg: &Arg) -> bool {
    matches!(arg.get_value_hint(), ValueHint::FilePath | ValueHint::AnyPath)
}

/// Refuses a command that lacks what it needs, or a place before one that was filled: the value would be taken for it.
fn refuse_missing(
    verb: &clap::Command,
    instruction: &Instruction,
    places: &BTreeMap<Option<usize>, Vec<String>>,
) -> Result<(), Stop> {
    let last = places.keys().next_back().copied().flatten();
    let is_needed = |arg: &&Arg| arg.is_required_set() || (arg.is_positional() && arg.get_index() < last);
    let is_given = |arg: &Arg| instruction.fields.iter().any(|(key, _)| *key == name(arg));
    match arguments(verb).find(|arg| is_needed(arg) && !is_given(arg)) {
        Some(missing) => Err(Stop::usage(format!("`{}` is missing", name(missing)))),
        None => Ok(()),
    }
}

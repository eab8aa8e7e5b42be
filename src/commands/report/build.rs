//! `desk report build`.

use std::path::PathBuf;

use clap::{Args, Subcommand as _};

use super::saved::typed;
use super::{Kind, Told};
use crate::app::{TicketFilter, TicketQuery};
use crate::commands::{Context, Stop};
use crate::output::{Figure, Folder, Link, OutputError, Pack, is_built};
use crate::view::due_next;

const EXAMPLES: &str = "Examples:
  desk report build /srv/desk
  desk --quiet report build /srv/desk

For cron, into a folder that a web server shows, or that is opened as it is. index.html tells what is in the queue, what
is due next, how promises were kept month by month, which accounts are at risk, and who carries how much; each report has
a page of its own. The pages of the run before are replaced once all new ones are written; what else is in the folder
stays as it is.";

/// Write the manager's dashboard as pages into a folder
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct BuildArgs {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The page that leads to the others.
const INDEX: &str = "index.html";
/// What reports are grouped by, beside what they are grouped by unasked.
const FURTHER: &[(&str, &[&str])] =
    &[("sla", &["account", "month"]), ("backlog", &["priority", "account", "rep"]), ("quotes", &["month"])];
/// How many tickets that are due next are told.
const NEXT: u32 = 15;

/// How many groups a table of a page has: a browser is slow with many thousands, and nobody reads them.
const GROUPS: usize = 200;

/// What the first page tells of what others tell too: of which report, by what, under which title, and what of it.
type Part = (&'static str, &'static str, &'static str, fn(Told) -> Told);
const PARTS: [Part; 4] = [
    ("backlog", "priority", "In the queue now", |told| told),
    ("sla", "month", "Promises kept by month", |told| told),
    ("backlog", "account", "Accounts at risk", at_risk),
    ("backlog", "rep", "What each rep has to do", |told| told),
];

pub(super) fn run(args: &BuildArgs, cx: &mut Context) -> anyhow::Result<()> {
    if cx.out.file().is_some() || cx.out.fields().is_some() || cx.out.asked().is_some() {
        let why = "pages of whole reports go into their own folder: leave out `-o`, `-O`, `-c` and `--json`";
        return Err(Stop::usage(why).into());
    }
    let folder = Folder::renew(&args.folder)?;
    let mut pages = packs(cx)?;
    index(&mut pages[0].1, cx)?;
    let link = |(file, pack): &(String, Pack)| Link { title: short(file, pack), file: file.clone() };
    let links: Vec<Link> = pages.iter().map(link).collect();
    for (file, pack) in &pages {
        let page = cx.out.page(pack, &links, file)?;
        folder.file(file, |to| to.write_all(page.as_bytes()).map_err(OutputError::from))?;
    }
    folder.replace(INDEX, is_built)?;
    cx.note(format_args!("Wrote {} pages to {}", pages.len(), args.folder.display()))
}

/// Returns what a page is called in the line of all of them.
fn short(file: &str, pack: &Pack) -> String {
    let stem = file.trim_end_matches(".html");
    match stem.split_at_checked(1) {
        _ if file == INDEX => pack.title.clone(),
        // So short a name is made of initials.
        Some(_) if stem.len() <= 3 => stem.to_uppercase(),
        Some((first, rest)) => first.to_uppercase() + rest,
        None => stem.to_owned(),
    }
}

/// Finds what each report tells, with the file that it goes to; before them stands the first page.
fn packs(cx: &mut Context) -> anyhow::Result<Vec<(String, Pack)>> {
    let kinds = Kind::augment_subcommands(clap::Command::new("report"));
    let needs_nothing = |kind: &&clap::Command| !kind.get_arguments().any(clap::Arg::is_required_set);
    let names: Vec<&str> = kinds.get_subcommands().filter(needs_nothing).map(clap::Command::get_name).collect();
    let further = |name: &str| FURTHER.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, by)| by);
    let total: usize = names.iter().map(|name| 1 + further(name).len()).sum();
    let (mut progress, mut done) = (cx.out.progress("Building"), 0);
    let (mut first, mut packs) = ([const { None }; PARTS.len()], Vec::new());
    for name in names {
        let mut reports = Vec::new();
        for by in std::iter::once(None).chain(further(name).iter().map(Some)) {
            let line = by.map_or_else(|| name.to_owned(), |by| format!("{name} --by {by}"));
            let told = typed(&line, &[])?.told(cx)?;
            for (part, (_, _, title, only)) in first.iter_mut().zip(PARTS).filter(|(_, part)| is_of(&told, part)) {
                *part = Some(cut(only(Told { title, ..told.clone() }), &line));
            }
            reports.push(cut(told, &line));
            done += 1;
            progress.tell(done, u64::try_from(total).unwrap_or(u64::MAX));
        }
        let Some(first) = reports.first() else { continue };
        let (title, about) = (first.title.to_owned(), first.about.clone());
        packs.push((format!("{name}.html"), Pack { title, about, reports }));
    }
    let about = "What is in the queue, what is due, and how promises are kept.".to_owned();
    let index = Pack { title: "Today".to_owned(), about, reports: first.into_iter().flatten().collect() };
    packs.insert(0, (INDEX.to_owned(), index));
    Ok(packs)
}

/// Tells whether a report is the one that a part of the first page is of.
fn is_of(told: &Told, (name, by, ..): &Part) -> bool {
    told.name == *name && told.headings.first().is_some_and(|heading| heading.title.as_deref() == Some(by))
}

fn cut(mut told: Told, line: &str) -> Told {
    told.cut(GROUPS, &format!("desk report {line} -O csv"));
    told
}

/// Tells on the first page what is due next, behind what is in the queue.
fn index(first: &mut Pack, cx: &mut Context) -> anyhow::Result<()> {
    let filter = TicketFilter { limit: Some(NEXT), ..TicketFilter::default() };
    let query = TicketQuery { filter, ..TicketQuery::default() };
    let (lines, _) = cx.desk()?.tickets(&query)?;
    first.reports.insert(1, due_next(&lines, cx.out.human()));
    Ok(())
}

/// Leaves of a backlog what is late or about to be, the worst first.
fn at_risk(mut report: Told) -> Told {
    let place = |field| report.measures.iter().position(|head| head.field == field);
    let places = [place("breached"), place("at_risk")];
    let count = |figures: &[Figure]| places.map(|place| place.and_then(|place| figures[place].size()).unwrap_or(0));
    report.lines.retain(|line| count(&line.figures).iter().any(|count| *count > 0));
    report.lines.sort_by_key(|line| count(&line.figures).map(|count| -count));
    report
}

//! `desk order template`.

use clap::{Args, Subcommand};

use super::reorder::{Wanted, answer};
use crate::app::{Answer, NewTemplate};
use crate::commands::Context;
use crate::commands::args::{Once, date};
use crate::domain::order::Every;
use crate::domain::{Date, Line, TemplateId};
use crate::view::{TemplateDetail, TemplateRow};

/// Orders that come again and again
#[derive(Debug, Args)]
pub(super) struct Template {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(NewArgs),
    #[command(visible_alias = "ls")]
    List(ListArgs),
    Show(ShowArgs),
    Pause(PauseArgs),
    Resume(ResumeArgs),
    Run(RunArgs),
}

const NEW_EXAMPLES: &str = "Examples:
  desk order template new ACME 'Monthly seals' --every 1m --add SEAL-2=40
  desk order template new ACME 'Hoses' --every 2w --from 2026-03-02 --add HOSE-9=100 --contact P7

`desk order template run` makes a draft on each day that is due, at the prices of that day.";

/// Have an order drafted again and again
#[derive(Debug, Args)]
#[command(after_long_help = NEW_EXAMPLES)]
struct NewArgs {
    /// The account's code
    account: String,
    /// What it is called
    name: Line,
    /// How often: days, weeks or months, e.g. 7d, 2w, 1m
    #[arg(long)]
    every: Every,
    /// The first day; by default that long from today
    #[arg(long, value_parser = date, value_name = "DAY")]
    from: Option<Date>,
    /// Who orders: an address, or an id such as P7
    #[arg(long)]
    contact: Option<String>,
    /// What is ordered: SKU=QTY
    #[arg(long, value_name = "SKU=QTY", required = true)]
    add: Vec<Wanted>,
    #[command(flatten)]
    once: Once,
}

const LIST_EXAMPLES: &str = "Examples:
  desk order template list
  desk order template list ACME";

/// List templates, the next that is due first
#[derive(Debug, Args, Default)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// The account's code
    account: Option<String>,
}

const SHOW_EXAMPLES: &str = "Examples:
  desk order template show L3";

/// Show a template and what it orders
#[derive(Debug, Args)]
#[command(after_long_help = SHOW_EXAMPLES)]
struct ShowArgs {
    /// The template
    id: TemplateId,
}

const PAUSE_EXAMPLES: &str = "Examples:
  desk order template pause L3 --reason 'They are closed in August'";

/// Make no drafts of a template
#[derive(Debug, Args)]
#[command(after_long_help = PAUSE_EXAMPLES)]
struct PauseArgs {
    /// The template
    id: TemplateId,
}

const RESUME_EXAMPLES: &str = "Examples:
  desk order template resume L3

What would have been due meanwhile is passed over.";

/// Make drafts of a template again
#[derive(Debug, Args)]
#[command(after_long_help = RESUME_EXAMPLES)]
struct ResumeArgs {
    /// The template
    id: TemplateId,
}

const RUN_EXAMPLES: &str = "Examples:
  desk order template run
  30 5 * * * desk order template run

It is made for cron: it says nothing where nothing is due, and drafts each order once, however many run at once.";

/// Draft what is due
#[derive(Debug, Args)]
#[command(after_long_help = RUN_EXAMPLES)]
struct RunArgs {}

impl Template {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(ListArgs::default())) {
            Verb::New(args) => new(args, cx),
            Verb::List(args) => list(&args, cx),
            Verb::Show(args) => show(&args, cx),
            Verb::Pause(args) => set(args.id, false, cx),
            Verb::Resume(args) => set(args.id, true, cx),
            Verb::Run(_) => run(cx),
        }
    }
}

fn new(args: NewArgs, cx: &mut Context) -> anyhow::Result<()> {
    let NewArgs { account, name, every, from, contact, add, once } = args;
    let lines = add.into_iter().map(|wanted| (wanted.sku, wanted.quantity)).collect();
    let new = NewTemplate { account, name, every, from, contact, lines };
    cx.once(once, &("order.template.new", &new), |desk| {
        let made = desk.new_template(&new)?.template;
        Ok(Answer::of(made.id, format!("Made {}, {}, first on {}", made.id, made.name, made.next_on)))
    })
}

fn list(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let rows: Vec<TemplateRow> =
        cx.desk()?.templates(args.account.as_deref())?.into_iter().map(TemplateRow::of).collect();
    Ok(cx.out.list(&rows, None)?)
}

fn show(args: &ShowArgs, cx: &mut Context) -> anyhow::Result<()> {
    let view = cx.desk()?.template(args.id)?;
    Ok(cx.out.detail(&TemplateDetail::of(view))?)
}

fn set(id: TemplateId, active: bool, cx: &mut Context) -> anyhow::Result<()> {
    let (template, changed) = cx.desk()?.pause_template(id, active)?;
    let next = template.next_on;
    let done = match (active, changed) {
        (true, true) => format!("{id} goes on, next on {next}"),
        (true, false) => format!("{id} is not paused, it is due on {next}"),
        (false, true) => format!("Paused {id}"),
        (false, false) => format!("{id} is paused already"),
    };
    cx.note_on(id, format_args!("{done}"))
}

fn run(cx: &mut Context) -> anyhow::Result<()> {
    let (made, failed) = cx.desk()?.run_templates()?;
    for (template, order) in made {
        for note in answer(&order, &format!("{template}: drafted")).notes {
            cx.note_on(&order.number, format_args!("{note}"))?;
        }
    }
    failed.iter().try_for_each(|why| cx.warn(format_args!("{why}")))
}

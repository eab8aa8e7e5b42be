//! `desk order`.

mod bulk_change;
mod cancel;
mod hold;
mod list;
mod promise;
mod reorder;
mod revise;
mod show;
mod template;

use clap::{Args, Subcommand};

use super::Context;
use crate::app::{Origin, Revised};
use crate::domain::order::Altered;

/// Orders: what was ordered, shipped, promised and changed
#[derive(Debug, Args)]
pub struct Order {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(show::ShowArgs),
    Revise(Box<revise::ReviseArgs>),
    Promise(promise::PromiseArgs),
    Hold(hold::HoldArgs),
    Release(hold::ReleaseArgs),
    Cancel(cancel::CancelArgs),
    BulkChange(bulk_change::BulkChangeArgs),
    Reorder(reorder::ReorderArgs),
    Place(reorder::PlaceArgs),
    Template(template::Template),
}

impl Order {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::List(args) => list::run(args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Revise(args) => revise::run(*args, cx),
            Verb::Promise(args) => promise::run(&args, cx),
            Verb::Hold(args) => hold::hold(&args, cx),
            Verb::Release(args) => hold::release(&args, cx),
            Verb::Cancel(args) => cancel::run(&args, cx),
            Verb::BulkChange(args) => bulk_change::run(&args, cx),
            Verb::Reorder(args) => reorder::reorder(args, cx),
            Verb::Place(args) => reorder::place(args, cx),
            Verb::Template(noun) => noun.run(cx),
        }
    }
}

/// Says what a change made of an order, a line for each thing that is another now.
fn told(revised: &Revised) -> Vec<String> {
    let Revised { number, revision, changes, status, twins, origins } = revised;
    let Some(revision) = revision else { return vec![format!("{number} is so already, nothing was changed")] };
    let mut notes = vec![format!("Revised {number}, revision {revision}, now {status}")];
    notes.extend(changes.iter().map(|change| format!("  {}", altered(change))));
    notes.extend(Origin::told(origins).iter().map(|told| format!("  {told}")));
    if let Some(po) = changes.iter().find(|change| change.field == "po_number")
        && !twins.is_empty()
    {
        let others: Vec<String> = twins.iter().map(ToString::to_string).collect();
        notes.push(format!("Beware: {} is also on {}", po.after.as_deref().unwrap_or_default(), others.join(", ")));
    }
    notes
}

fn altered(change: &Altered) -> String {
    let place = change.line.map_or_else(String::new, |line| format!("line {line}: "));
    let [before, after] = [&change.before, &change.after].map(|value| value.as_deref().unwrap_or("-"));
    format!("{place}{} {before} -> {after}", change.field)
}

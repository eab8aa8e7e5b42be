//! `desk ticket`.

mod assign;
mod close;
mod edit;
mod history;
mod link;
mod list;
mod merge;
mod new;
mod next;
mod note;
mod reopen;
mod reply;
mod resolve;
mod search;
mod show;
mod status;
mod take;

use clap::{Args, Subcommand};

use super::Context;
use super::args::Once;
use crate::app::Answer;
use crate::domain::TicketId;
use crate::domain::ticket::Action;

/// Tickets: what customers ask, and what became of it
#[derive(Debug, Args)]
pub struct Ticket {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::NewArgs),
    Next(next::NextArgs),
    #[command(visible_alias = "ls")]
    List(Box<list::ListArgs>),
    Show(show::ShowArgs),
    Reply(reply::ReplyArgs),
    Note(note::NoteArgs),
    Assign(assign::AssignArgs),
    Take(take::TakeArgs),
    Status(status::StatusArgs),
    Edit(edit::EditArgs),
    Resolve(resolve::ResolveArgs),
    Reopen(reopen::ReopenArgs),
    Close(close::CloseArgs),
    History(history::HistoryArgs),
    Link(link::LinkArgs),
    Merge(merge::MergeArgs),
    Search(search::SearchArgs),
}

impl Ticket {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(Box::default())) {
            Verb::New(args) => new::run(args, cx),
            Verb::Next(args) => next::run(&args, cx),
            Verb::List(args) => list::run(*args, cx),
            Verb::Show(args) => show::run(&args, cx),
            Verb::Reply(args) => reply::run(args, cx),
            Verb::Note(args) => note::run(args, cx),
            Verb::Assign(args) => assign::run(args, cx),
            Verb::Take(args) => take::run(&args, cx),
            Verb::Status(args) => status::run(&args, cx),
            Verb::Edit(args) => edit::run(args, cx),
            Verb::Resolve(args) => resolve::run(args, cx),
            Verb::Reopen(args) => reopen::run(args, cx),
            Verb::Close(args) => close::run(&args, cx),
            Verb::History(args) => history::run(&args, cx),
            Verb::Link(args) => link::run(args, cx),
            Verb::Merge(args) => merge::run(&args, cx),
            Verb::Search(args) => search::run(&args, cx),
        }
    }
}

/// Writes on a ticket, under a key once.
fn write(cx: &mut Context, once: Once, id: TicketId, action: &Action, done: &str) -> anyhow::Result<()> {
    cx.once(once, &(done, id, action), |desk| {
        let (ticket, _) = desk.act(id, vec![action.clone()])?;
        Ok(Answer::of(id, format!("{done} {id}, now {}", ticket.status)))
    })
}

/// Carries out deeds on a ticket and says what it became; what was so already is a remark.
fn act(cx: &mut Context, id: TicketId, actions: Vec<Action>, done: &str, already: &str) -> anyhow::Result<()> {
    let (ticket, changed) = cx.desk()?.act(id, actions)?;
    if changed {
        cx.note_on(id, format_args!("{done} {id}, now {}", ticket.status))
    } else {
        cx.note_on(id, format_args!("{id} {already} already"))
    }
}

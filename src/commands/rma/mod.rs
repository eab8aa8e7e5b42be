//! `desk return`.

mod decide;
mod handle;
mod list;
mod request;
mod resolve;

use std::str::FromStr;

use clap::{Args, Subcommand};

use super::{Context, Stop};
use crate::domain::rma::Rma;
use crate::domain::{Invalid, Quantity};

/// Returns: what may come back, what came, what is done
#[derive(Debug, Args)]
pub struct Return {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(request::CheckArgs),
    Request(request::RequestArgs),
    Authorise(decide::AuthoriseArgs),
    Refuse(decide::RefuseArgs),
    Ship(handle::ShipArgs),
    Receive(handle::ReceiveArgs),
    Inspect(handle::InspectArgs),
    Resolve(resolve::ResolveArgs),
    Close(resolve::CloseArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    Show(list::ShowArgs),
}

impl Return {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(list::ListArgs::default())) {
            Verb::Check(args) => request::check(&args, cx),
            Verb::Request(args) => request::request(args, cx),
            Verb::Authorise(args) => decide::authorise(&args, cx),
            Verb::Refuse(args) => decide::refuse(&args, cx),
            Verb::Ship(args) => handle::ship(args, cx),
            Verb::Receive(args) => handle::receive(&args, cx),
            Verb::Inspect(args) => handle::inspect(&args, cx),
            Verb::Resolve(args) => resolve::resolve(&args, cx),
            Verb::Close(args) => resolve::close(&args, cx),
            Verb::List(args) => list::list(args, cx),
            Verb::Show(args) => list::show(&args, cx),
        }
    }
}

/// What is said of a line: `2=defective`; or of all of them: `defective`.
#[derive(Debug, Clone, Copy)]
struct Said<T> {
    line: Option<u32>,
    what: T,
}

impl<T: FromStr<Err = Invalid>> FromStr for Said<T> {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let Some((line, what)) = text.split_once('=') else { return Ok(Self { line: None, what: text.parse()? }) };
        let odd = || Invalid::new(line, "a line", "its number in the order, e.g. `2`");
        Ok(Self { line: Some(line.parse().map_err(|_| odd())?), what: what.parse()? })
    }
}

fn all_said<T: Copy>(said: &[Said<T>]) -> Vec<(Option<u32>, T)> {
    said.iter().map(|said| (said.line, said.what)).collect()
}

/// Pairs lines with quantities: as many as lines, or none at all.
fn lines(lines: &[u32], quantities: &[Quantity]) -> Result<Vec<(u32, Option<Quantity>)>, Stop> {
    if !quantities.is_empty() && quantities.len() != lines.len() {
        return Err(Stop::usage("each --qty goes with a --line, as in `--line 2 --qty 3`"));
    }
    Ok(lines.iter().enumerate().map(|(place, line)| (*line, quantities.get(place).copied())).collect())
}

fn tell(cx: &mut Context, rma: &Rma) -> anyhow::Result<()> {
    cx.note_on(rma.id, format_args!("{} is {} now", rma.id, rma.status))
}

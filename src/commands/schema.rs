//! `desk schema`.

use clap::{Args, Subcommand};

use super::Context;
use super::import::{Importable, KINDS};
use crate::import::{Field, Kind};
use crate::view::{FieldRow, KindRow};

const EXAMPLES: &str = "Examples:
  desk schema import
  desk schema import tickets
  desk schema import tickets -O json

Without a kind, the kinds are listed, each behind those that its rows name.";

/// What files of rows may hold
#[derive(Debug, Args)]
pub struct Schema {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Import(ImportArgs),
}

/// List what can be imported, or the columns of one kind
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
struct ImportArgs {
    /// accounts, tickets …
    #[arg(value_parser = Importable::named)]
    kind: Option<Importable>,
}

impl Schema {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        let Verb::Import(args) = self.verb;
        let Some(what) = args.kind else {
            let rows: Vec<KindRow> = KINDS.iter().map(|what| kind_row(what.kind)).collect();
            return Ok(cx.out.list(&rows, None)?);
        };
        let rows: Vec<FieldRow> = what.kind.fields.iter().map(|field| field_row(what.kind, field)).collect();
        Ok(cx.out.list(&rows, None)?)
    }
}

fn kind_row(kind: &Kind) -> KindRow {
    KindRow { kind: kind.name, required: kind.required().collect(), columns: kind.fields.len() }
}

fn field_row(kind: &Kind, field: &Field) -> FieldRow {
    let Field { name, what, required, example, help } = *field;
    FieldRow { column: name, holds: what, required, key: kind.key.contains(&name), example, meaning: help }
}

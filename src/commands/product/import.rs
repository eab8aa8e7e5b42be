//! `desk product import`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::commands::Context;
use crate::commands::import::{HowArgs, one};
use crate::domain::intake::ProductIntake;
use crate::import::Imported as _;

const EXAMPLES: &str = "Examples:
  desk product import products.csv
  desk product import articles.xlsx --map Artikel=sku --map Bezeichnung=name --ignore '*' --dry-run

It is `desk import products FILE`; `desk schema import products` lists the columns.";

/// Take in what another system knows of products
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ImportArgs {
    /// The file, `-` for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
    #[command(flatten)]
    how: HowArgs,
}

pub(super) fn run(args: &ImportArgs, cx: &mut Context) -> anyhow::Result<()> {
    one(ProductIntake::KIND, &args.file, &args.how, cx)
}

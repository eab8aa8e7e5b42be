//! `desk demo`: a desk with a sample in it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::import::{Importable, Job, Manner, take_in};
use super::{Context, Stop};
use crate::app::TicketQuery;
use crate::domain::rep::RepEdit;
use crate::domain::sla::AppliesTo;
use crate::domain::sla::file::PolicyFile;
use crate::domain::{Change, Instant};
use crate::import::{Format, Import, Mapping, Source};
use crate::view::TicketRow;

const EXAMPLES: &str = "Examples:
  desk demo
  desk --db try.db demo

Makes demo.db here, or the file that --db names: a supplier of hydraulic parts, its customers in Italy, Russia, Spain,
Britain and the Americas, and a morning's tickets. You are its account manager giulia. Then it shows the queue.";

/// Make a desk with a sample in it, and show its morning
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct DemoArgs {}

/// Who the user is in the sample.
const YOU: &str = "giulia";

/// When the sample was written: its times are moved so that this is now.
const WRITTEN: &str = "2026-01-15T09:00:00Z";

const FILES: [(&str, &str); 5] = [
    ("reps.csv", include_str!("../../examples/sample/reps.csv")),
    ("accounts.csv", include_str!("../../examples/sample/accounts.csv")),
    ("contacts.csv", include_str!("../../examples/sample/contacts.csv")),
    ("tickets.csv", include_str!("../../examples/sample/tickets.csv")),
    ("events.csv", include_str!("../../examples/sample/events.csv")),
];
const POLICIES: &str = include_str!("../../examples/sample/policies.toml");

pub(super) fn run(_args: &DemoArgs, cx: &mut Context) -> anyhow::Result<()> {
    let path = cx.named_path().unwrap_or_else(|| PathBuf::from("demo.db"));
    let you = RepEdit { name: Some("Giulia Conti".parse()?), ..Default::default() };
    cx.create(&path, Some(YOU.to_owned()))?.edit_rep(YOU, you, Change::Keep)?;
    fill(cx)?;
    let now = cx.now();
    let (lines, total) = cx.desk()?.tickets(&TicketQuery::default())?;
    let rows: Vec<TicketRow> = lines.into_iter().map(|line| TicketRow::of(line, now)).collect();
    cx.out.list(&rows, Some(total))?;
    let db = path.display();
    cx.note(format_args!("Made {db}; you are {YOU}. Next: desk --db {db} ticket show T1"))
}

/// Takes in the sample as any import would, its times moved to now.
fn fill(cx: &mut Context) -> anyhow::Result<()> {
    let written: Instant = WRITTEN.parse()?;
    let shift = cx.now().since(written);
    let no_files = |name: &str| Err(format!("`{name}` is not part of the sample"));
    let policies = PolicyFile::read("policies.toml", POLICIES, &no_files);
    let policies = policies.map_err(|refused| Stop::usage(format!("{refused:?}")))?;
    cx.desk()?.apply_policy(POLICIES, BTreeMap::new(), policies, AppliesTo::Open, false)?;
    let mut jobs = Vec::new();
    for (name, text) in FILES {
        let mut mapping = Mapping::default();
        mapping.set_shift(shift);
        mapping.set_source("sample");
        let source = Source::from_bytes(name, Format::Csv, text.as_bytes());
        let what = Importable::named(name.trim_end_matches(".csv"))?;
        let import = Import::open(source, what.kind, &mapping)
            .map_err(|refused| Stop::refused(&refused.into_iter().collect()))?;
        jobs.push(Job { what, import, origin: "sample".to_owned() });
    }
    take_in(cx, &jobs, &Manner::default())?;
    Ok(())
}

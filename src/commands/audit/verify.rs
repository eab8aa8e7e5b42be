//! `desk audit verify`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::{Context, Stop, args};
use crate::domain::audit::Head;
use crate::error::ExitCode;
use crate::view::AuditFinding;
use crate::whole::TOLD;

const EXAMPLES: &str = "Examples:
  desk audit verify
  desk audit verify --anchor heads

Every entry is hashed anew, and so is every text that entries know by its hash. One line for each thing that is not as it
was written, and exit 1. Whoever can write the file can write a whole new log into it: only heads that were kept elsewhere
show that (desk audit head).";

/// Check that the log is as it was written
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct VerifyArgs {
    /// Heads kept elsewhere, as `desk audit head` printed them, `-` for standard input
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
}

pub(super) fn run(args: &VerifyArgs, cx: &mut Context) -> anyhow::Result<()> {
    let anchors = args.anchor.as_deref().map(|path| anchors(&path.to_string_lossy())).transpose()?.unwrap_or_default();
    let verified = cx.desk()?.verify_audit(&anchors)?;
    let rows: Vec<AuditFinding> = verified.findings.into_iter().map(AuditFinding::of).collect();
    if !rows.is_empty() {
        cx.exit = ExitCode::Failed as u8;
        return Ok(cx.out.list(&rows, None)?);
    }
    let head = verified.head;
    let borne_out = match verified.anchors {
        0 => String::new(),
        1 => ", as the head says that was kept".to_owned(),
        some => format!(", as the {some} heads say that were kept"),
    };
    cx.note(format_args!("{} entries are as they were written{borne_out}; the last is {}", head.seq, head.hash))
}

/// Reads heads: lines that begin with a number and a hash.
fn anchors(path: &str) -> Result<Vec<Head>, Stop> {
    let text = args::read(path, TOLD)?;
    let mut anchors = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(seq) = words.next().and_then(|word| word.parse().ok()) else { continue };
        let is_hash = |hash: &&str| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let Some(hash) = words.next().filter(is_hash) else {
            return Err(Stop::usage(format!(
                "{path}: entry {seq} has no hash; a head is what `desk audit head` prints"
            )));
        };
        anchors.push(Head { seq, hash: hash.to_ascii_lowercase() });
    }
    if anchors.is_empty() {
        return Err(Stop::usage(format!("{path} holds no head; a head is what `desk audit head` prints")));
    }
    Ok(anchors)
}

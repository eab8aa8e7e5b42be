//! What accounts lack.

use super::{Measure, Outline};
use crate::app::GapLine;
use crate::domain::Code;
use crate::domain::report::{CoverageFigures, Gap};
use crate::output::{Figure, Heading, Picture, Report, Tone};

/// How well a group of accounts is looked after.
pub const COVERAGE: Outline<CoverageFigures> = Outline {
    name: "coverage",
    title: "How accounts are looked after",
    measures: &[
        Measure::new("accounts", "of", |group| Figure::count(group.accounts)),
        Measure::wide("covered", "covered", |group| Figure::count(group.covered)),
        Measure::new("covered_percent", "covered", |group| Figure::share(group.share())),
        Measure::toned(Tone::Warn, Measure::new("no_contract", "contract", |group| lack(group, Gap::NoContract))),
        Measure::toned(Tone::Warn, Measure::new("contract_ends", "ending", |group| lack(group, Gap::ContractEnds))),
        Measure::toned(Tone::Bad, Measure::new("without_rep", "rep", |group| Figure::count(group.without_rep()))),
        Measure::toned(Tone::Bad, Measure::wide("no_rep", "no rep", |group| lack(group, Gap::NoRep))),
        Measure::toned(Tone::Bad, Measure::wide("rep_left", "left", |group| lack(group, Gap::RepLeft))),
        Measure::toned(Tone::Warn, Measure::wide("rep_away", "away", |group| lack(group, Gap::RepAway))),
        Measure::toned(Tone::Warn, Measure::new("no_backup", "backup", |group| lack(group, Gap::NoBackup))),
        Measure::toned(Tone::Bad, Measure::new("no_contact", "contact", |group| lack(group, Gap::NoContact))),
        Measure::toned(Tone::Warn, Measure::wide("no_promise", "promise", |group| lack(group, Gap::NoPromise))),
        Measure::toned(Tone::Warn, Measure::new("no_limit", "limit", |group| lack(group, Gap::NoLimit))),
        Measure::toned(Tone::Warn, Measure::wide("no_prices", "prices", |group| lack(group, Gap::NoPrices))),
    ],
    pictures: &[Picture::Bars("covered_percent")],
};

fn lack(group: &CoverageFigures, gap: Gap) -> Figure {
    Figure::count(group.with(gap))
}

/// What an account lacks.
pub const GAPS: Outline<GapLine> = Outline {
    name: "gaps",
    title: "What accounts lack",
    measures: &[
        Measure::wide("since", "since", |line| line.found.since.map_or(Figure::Nothing, Figure::Day)),
        Measure::wide("until", "until", |line| line.found.until.map_or(Figure::Nothing, Figure::Day)),
        Measure::new("day", "day", |line| line.found.until.or(line.found.since).map_or(Figure::Nothing, Figure::Day)),
        Measure::words("command", "desk …", |line| Figure::Text(command(&line.account, line.found.gap))),
    ],
    pictures: &[],
};

impl Outline<GapLine> {
    /// Tells what each account lacks.
    pub fn of_gaps(&self, lines: Vec<GapLine>, about: String, notes: Vec<String>) -> Report {
        let headings = ["account", "gap"];
        let headings = headings.map(|field| Heading { field, title: Some(field.to_owned()) }).to_vec();
        let names = |line: &GapLine| vec![Some(line.account.to_string()), Some(line.found.gap.to_string())];
        self.lines(headings, lines.into_iter().map(|line| (names(&line), line)), about, notes)
    }
}

/// Returns what closes a gap; words in capitals are for whoever types to fill in.
fn command(code: &Code, gap: Gap) -> String {
    match gap {
        Gap::NoContract | Gap::ContractEnds => format!("account contract add {code}"),
        Gap::NoRep | Gap::RepLeft => format!("account assign {code} REP"),
        Gap::RepAway | Gap::NoBackup => format!("account assign {code} REP --role backup"),
        Gap::NoContact => format!("account contact add {code}"),
        Gap::NoPromise => "sla policy apply FILE".to_owned(),
        Gap::NoLimit => format!("account edit {code} --credit-limit AMOUNT"),
        Gap::NoPrices => "import price-list-for FILE".to_owned(),
    }
}

//! Service credits.

use super::{Measure, Outline};
use crate::app::CreditLine;
use crate::domain::Code;
use crate::output::{Figure, Heading, Picture, Report, Tone};

/// What an account is credited for a month, by contract and policy.
pub const CREDITS: Outline<CreditLine> = Outline {
    name: "credits",
    title: "What broken promises cost",
    measures: &[
        Measure::toned(Tone::Bad, Measure::new("breaches", "breaches", |line| Figure::count(line.bill.breaches))),
        Measure::toned(Tone::Warn, Measure::new("pending", "pending", |line| Figure::count(line.pending))),
        Measure::new("credit_percent", "credit", |line| Figure::share(Some(line.bill.basis_points()))),
        Measure::new("credit", "amount", |line| Figure::amount(line.bill.amount())),
        Measure::wide("fee", "fee a month", |line| Figure::amount(line.bill.fee)),
        Measure::toned(Tone::Warn, Measure::new("capped", "cap", |line| Figure::Flag(line.bill.is_capped()))),
    ],
    pictures: &[Picture::Bars("credit")],
};

impl Outline<CreditLine> {
    /// Tells what each account is credited.
    pub fn of_lines(&self, lines: Vec<CreditLine>, about: String) -> Report {
        let headings = ["account", "contract", "policy"];
        let headings = headings.map(|field| Heading { field, title: Some(field.to_owned()) }).to_vec();
        let names = |line: &CreditLine| {
            vec![Some(line.account.to_string()), line.contract.as_ref().map(Code::to_string), Some(line.policy.clone())]
        };
        self.lines(headings, lines.into_iter().map(|line| (names(&line), line)), about, Vec::new())
    }
}

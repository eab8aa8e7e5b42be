//! `[health]` in `config.toml`: how much each part of an account's health counts, in percent.

use serde::Deserialize;

use crate::domain::Invalid;
use crate::domain::health::{Part, Weights};

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HealthWeights {
    promises: Option<u32>,
    overdue: Option<u32>,
    orders: Option<u32>,
    tickets: Option<u32>,
    disputes: Option<u32>,
}

impl HealthWeights {
    /// Returns what it says, where a part that it does not name counts as it does without it; all have to add up to 100.
    pub(super) fn weights(&self) -> Result<Weights, Invalid> {
        let usual = Weights::default();
        let of = |part| {
            let named = match part {
                Part::Promises => self.promises,
                Part::Overdue => self.overdue,
                Part::Orders => self.orders,
                Part::Tickets => self.tickets,
                Part::Disputes => self.disputes,
            };
            named.unwrap_or_else(|| usual.of(part))
        };
        let all = [Part::Promises, Part::Overdue, Part::Orders, Part::Tickets, Part::Disputes].map(of);
        let written = || all.map(|weight| weight.to_string()).join(" + ");
        Weights::new(all).ok_or_else(|| {
            Invalid::new(&written(), "the weights of all parts", "percentages that add up to 100, e.g. `promises = 30`")
        })
    }
}

//! The policy file: TOML in, calendars and policies out, or everything that is wrong with it, line by line.
//!
//! ```toml
//! valid_from = "2026-01-01T00:00:00Z"        # optional; without it, from when the file is applied
//!
//! [calendar.office]
//! timezone = "Europe/Rome"
//! hours = { mon-fri = ["09:00-13:00", "14:00-18:00"] }
//! holidays = ["12-25 Christmas Day", "2026-08-10..2026-08-21"]
//! holidays_ics = "it.ics"                    # as well as, or instead of, the list
//! overrides = { "2026-12-24" = ["09:00-12:00"] }
//!
//! [[policy]]
//! name = "tier-1"
//! match = { tier = 1 }                       # or contract, account, queue, category with tier; without it, all others
//! calendar = "office"                        # without it, 24x7
//! first_response = { urgent = "30m", default = "2h" }
//! resolution = { default = "2d", end_of_day = true }
//! pause = { pending = ["resolution"] }       # `{}` pauses nothing; without it, the shipped pauses
//! reopen = "continue"
//! on_change = "keep"
//!
//! [[policy.escalate]]
//! at = "75%"
//! notify = ["assignee"]
//!
//! [policy.credit]
//! per_breach = "1%"
//! cap = "10%"                                # without it, all of the fee
//! ```
//!
//! `end_of_day` belongs to one metric's targets, since one metric may be due at closing and another not.

mod calendar;
mod diff;
mod fields;
mod policy;
mod position;
mod promise;
mod reaction;
mod refusal;
mod rival;
mod scope;
mod show;
mod stored;
#[cfg(test)]
mod tests;
mod write;

use std::rc::Rc;

use toml::de::{DeTable, DeValue};

pub use diff::{Difference, Edit, Subject, diff};
pub use refusal::Refused;
pub use stored::StoredVersion;
pub use write::written;

use super::{AppliesTo, Policy, Version};
use crate::domain::Instant;
use crate::domain::calendar::{Calendar, Holiday};
use calendar::Calendars;
use fields::{Fields, Kind, refuse_kind};
use refusal::Mistakes;

/// The policy file every desk begins with, which says what [`Version::shipped`] does.
pub const SHIPPED: &str = include_str!("../../../../examples/policies/shipped.toml");

const TOP: Kind = Kind { what: "a key of a policy file", keys: &["valid_from", "calendar", "policy"], form: "" };

/// Answers for an imported list of holidays by its name in the file.
type Import<'a> = &'a dyn Fn(&str) -> Result<Vec<Holiday>, String>;

/// What a policy file says, before it becomes a version.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyFile {
    /// From when it is to be valid, if it says so.
    pub valid_from: Option<Instant>,
    /// The built-in calendar `24x7`, then the file's own in their order.
    pub calendars: Vec<Rc<Calendar>>,
    /// The policies in their order.
    pub policies: Vec<Policy>,
}

impl PolicyFile {
    /// Reads the text of a file. `name` is what messages call it, and `ics` answers for `holidays_ics = "it.ics"` with
    /// dated, named holidays.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of lines; of a file that is no TOML, only what makes it none.
    pub fn read(name: &str, text: &str, ics: Import<'_>) -> Result<Self, Vec<Refused>> {
        let mistakes = Mistakes::new(name, text);
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            mistakes.refuse_once_a_line(error.span().map_or(0, |span| span.start), syntax(error, text));
        }
        if !errors.is_empty() {
            return Err(mistakes.into_refused());
        }
        let file = Self::contents(&mistakes, root.get_ref(), ics);
        let refused = mistakes.into_refused();
        if refused.is_empty() { Ok(file) } else { Err(refused) }
    }

    fn contents(mistakes: &Mistakes, root: &DeTable<'_>, ics: Import<'_>) -> Self {
        let fields = Fields::of(mistakes, root, 0, &TOP);
        let valid_from = fields.parsed("valid_from", "an instant, e.g. `\"2026-01-01T00:00:00Z\"`");
        let calendars = Calendars::read(&fields, ics);
        let policies = match fields.entry("policy").map(|entry| (entry, entry.value.get_ref())) {
            None => Vec::new(),
            Some((_, DeValue::Array(blocks))) => {
                let placed: Vec<_> =
                    blocks.iter().filter_map(|block| policy::read(mistakes, block, &calendars)).collect();
                rival::check(mistakes, &placed);
                placed.into_iter().map(|placed| placed.policy).collect()
            }
            Some((entry, _)) => {
                refuse_kind(mistakes, &entry.quoted(), entry.value, "blocks that each begin with `[[policy]]`");
                Vec::new()
            }
        };
        Self { valid_from, calendars: calendars.read, policies }
    }

    /// Makes a version of it, valid from when the file says, or else from when it is applied.
    pub fn into_version(self, number: i64, applied_at: Instant, applies_to: AppliesTo) -> Version {
        let Self { valid_from, calendars, policies } = self;
        Version { number, valid_from: valid_from.unwrap_or(applied_at), applied_at, applies_to, calendars, policies }
    }
}

/// Writes in one line what the parser has to say, and of which piece of the text.
fn syntax(error: &toml::de::Error, text: &str) -> String {
    let piece = error.span().and_then(|span| text.get(span)).unwrap_or_default().trim();
    let at = if piece.is_empty() || piece.contains('\n') { String::new() } else { format!(" at `{piece}`") };
    // A word without quotes is taken for whatever begins like it.
    let quotes = error.message().starts_with("invalid ") && !at.is_empty();
    let advice = if quotes { "; text is written in quotes" } else { "" };
    format!("not TOML{at}: {}{advice}", error.message().lines().collect::<Vec<_>>().join(", "))
}

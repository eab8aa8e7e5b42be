//! Logs as files tell of them: what `desk sla try` reads, and evidence consists of.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::evidence::digest;
use super::{Happening, Moment};
use crate::domain::ticket::{Category, Event, Party, Priority, Status, StatusWord, WaitingOn, What};
use crate::domain::{Instant, Invalid, Prose, TeamId, Tier};

/// Something that happened to a ticket. Without a `recorded_at` the desk learned of it at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the format; `desk sla try --help` shows them")]
pub enum TimelineEntry {
    /// The ticket began.
    Created {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        #[serde(default = "customer")]
        by: Party,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<Priority>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tier: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<String>,
    },
    /// Somebody wrote; what the other side cannot read is a note.
    Message {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        by: Party,
        #[serde(default = "yes")]
        public: bool,
        /// Of the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sha256: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// The status changed.
    Status {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        to: String,
    },
    /// The priority changed.
    Priority {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        to: Priority,
    },
    /// The account's tier changed.
    Tier {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        to: i64,
    },
    /// The category changed.
    Category {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        to: String,
    },
    /// A team took over, or none.
    Assigned {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        team: Option<String>,
    },
    /// The ticket ended in another one.
    Merged {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
    },
    /// Another ticket ended in this one, whose customer waited since then, if they did.
    Absorbed {
        at: Instant,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded_at: Option<Instant>,
        #[serde(default)]
        waiting_since: Option<Instant>,
    },
}

const fn customer() -> Party {
    Party::Customer
}

const fn yes() -> bool {
    true
}

/// The teams a timeline names, numbered as they come.
pub type Teams = HashMap<String, TeamId>;

impl TimelineEntry {
    /// Tells of an event what promises see of it, and of what was written at least the digest; `team` is the name of
    /// the team it was assigned to. What a ticket was given as it began has to be an event of its own.
    pub fn of(event: &Event, team: Option<String>, with_text: bool) -> Vec<Self> {
        let (at, recorded_at) = (event.at, Some(event.recorded_at));
        let by = event.by.party();
        let wrote = |body, by, public| Self::wrote(event, body, by, public, with_text);
        let said = match &event.what {
            What::Created { category, priority, tier, .. } => {
                let (priority, status) = (Some(*priority), event.to.map(|status| status.to_string()));
                let (tier, category) = (Some(tier.number().into()), Some(category.to_string()));
                return vec![Self::Created { at, recorded_at, by, priority, status, tier, category }];
            }
            What::MessageIn { body } => Some(wrote(body, Party::Customer, true)),
            What::MessageOut { body } => Some(wrote(body, by, true)),
            What::Note { body } => Some(wrote(body, by, false)),
            What::Priority(to) => Some(Self::Priority { at, recorded_at, to: *to }),
            What::Category(to) => Some(Self::Category { at, recorded_at, to: to.to_string() }),
            What::Tier(to) => Some(Self::Tier { at, recorded_at, to: to.number().into() }),
            What::Assigned { .. } => Some(Self::Assigned { at, recorded_at, team }),
            What::Merged { .. } => Some(Self::Merged { at, recorded_at }),
            What::Absorbed { waiting_since, .. } => {
                Some(Self::Absorbed { at, recorded_at, waiting_since: *waiting_since })
            }
            What::Status { .. } | What::Subject(_) | What::Linked(_) => None,
        };
        let moved = event.to.map(|status| Self::Status { at, recorded_at, to: status.to_string() });
        said.into_iter().chain(moved).collect()
    }

    fn wrote(event: &Event, body: &Prose, by: Party, public: bool, with_text: bool) -> Self {
        let (at, recorded_at) = (event.at, Some(event.recorded_at));
        let (sha256, body) = (Some(digest(body.as_str())), with_text.then(|| body.to_string()));
        Self::Message { at, recorded_at, by, public, sha256, body }
    }

    /// Returns what promises see of it.
    ///
    /// # Errors
    /// What it names is no status, category or tier.
    pub fn moments(&self, teams: &mut Teams) -> Result<Vec<Moment>, Invalid> {
        let (at, recorded_at) = self.when();
        let moment = |happening| Moment { at, recorded_at: recorded_at.unwrap_or(at), happening };
        Ok(self.happenings(teams)?.into_iter().map(moment).collect())
    }

    const fn when(&self) -> (Instant, Option<Instant>) {
        match self {
            Self::Created { at, recorded_at, .. }
            | Self::Message { at, recorded_at, .. }
            | Self::Status { at, recorded_at, .. }
            | Self::Priority { at, recorded_at, .. }
            | Self::Tier { at, recorded_at, .. }
            | Self::Category { at, recorded_at, .. }
            | Self::Assigned { at, recorded_at, .. }
            | Self::Merged { at, recorded_at }
            | Self::Absorbed { at, recorded_at, .. } => (*at, *recorded_at),
        }
    }

    fn happenings(&self, teams: &mut Teams) -> Result<Vec<Happening>, Invalid> {
        Ok(match self {
            Self::Created { by, priority, status, tier, category, .. } => {
                let created = Happening::Created {
                    by: *by,
                    category: category.as_deref().map_or(Ok(Category::OTHER), str::parse)?,
                    priority: priority.unwrap_or(Priority::Normal),
                    tier: tier.map_or(Ok(Tier::DEFAULT), Tier::new)?,
                };
                let status = status.as_deref().map(self::status).transpose()?;
                [Some(created), status.map(Happening::Status)].into_iter().flatten().collect()
            }
            // What the other side cannot read is no message to it.
            Self::Message { by, public, .. } => public.then_some(Happening::Message { by: *by }).into_iter().collect(),
            Self::Status { to, .. } => vec![Happening::Status(status(to)?)],
            Self::Priority { to, .. } => vec![Happening::Priority(*to)],
            Self::Tier { to, .. } => vec![Happening::Tier(Tier::new(*to)?)],
            Self::Category { to, .. } => vec![Happening::Category(to.parse()?)],
            Self::Assigned { team, .. } => {
                let next = TeamId::new(i64::try_from(teams.len()).unwrap_or(i64::MAX) + 1);
                let team = team.as_ref().map(|team| *teams.entry(team.clone()).or_insert(next));
                vec![Happening::Assigned(team)]
            }
            Self::Merged { .. } => vec![Happening::Merged],
            Self::Absorbed { waiting_since, .. } => vec![Happening::Absorbed { waiting_since: *waiting_since }],
        })
    }

    /// Tells whether what was written is there and is not what its digest says.
    pub fn belies_its_digest(&self) -> bool {
        match self {
            Self::Message { sha256: Some(sha256), body: Some(body), .. } => digest(body) != *sha256,
            _ => false,
        }
    }
}

/// Reads a status; whom an `on-hold` waits on changes no promise, and may be left out.
fn status(text: &str) -> Result<Status, Invalid> {
    if text == StatusWord::OnHold.as_str() { Ok(Status::OnHold(WaitingOn::Vendor)) } else { text.parse() }
}

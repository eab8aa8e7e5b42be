//! Timelines: what happened to a ticket that stands in no desk, one JSON object a line.

use std::collections::HashMap;

use serde::Deserialize;

use super::Refusal;
use crate::domain::sla::{Happening, Moment};
use crate::domain::ticket::{Category, Party, Priority, Status, StatusWord, WaitingOn};
use crate::domain::{Instant, Invalid, TeamId, Tier};

/// A line of a timeline.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
enum Line {
    Created {
        at: Instant,
        #[serde(default = "customer")]
        by: Party,
        #[serde(default)]
        priority: Option<Priority>,
        #[serde(default)]
        status: Option<String>,
        #[serde(default)]
        tier: Option<i64>,
        #[serde(default)]
        category: Option<String>,
    },
    Message {
        at: Instant,
        by: Party,
        #[serde(default = "yes")]
        public: bool,
    },
    Status {
        at: Instant,
        to: String,
    },
    Priority {
        at: Instant,
        to: Priority,
    },
    Tier {
        at: Instant,
        to: i64,
    },
    Category {
        at: Instant,
        to: String,
    },
    Assigned {
        at: Instant,
        team: Option<String>,
    },
    Merged {
        at: Instant,
    },
}

const fn customer() -> Party {
    Party::Customer
}

const fn yes() -> bool {
    true
}

/// Reads a timeline; every line that is refused is named.
pub fn timeline(file: &str, text: &str) -> Result<Vec<Moment>, Vec<Refusal>> {
    let (mut moments, mut refused, mut teams) = (Vec::new(), Vec::new(), HashMap::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str(line).map_err(|why| plain(&why));
        match read.and_then(|line| happenings(line, &mut teams)) {
            Ok((at, happenings)) => {
                moments.extend(happenings.into_iter().map(|happening| Moment { at, recorded_at: at, happening }));
            }
            Err(why) => refused.push(Refusal::new(file, number, why)),
        }
    }
    if moments.is_empty() && refused.is_empty() {
        refused.push(Refusal::new(file, 1, "there is nothing in it, expected a line with `\"type\":\"created\"`"));
    }
    if refused.is_empty() { Ok(moments) } else { Err(refused) }
}

/// Says what is wrong with a line without the parser's own place, which is the column only.
fn plain(why: &serde_json::Error) -> String {
    if !why.is_data() {
        return "the line is not a JSON object".to_owned();
    }
    let text = why.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

fn happenings(line: Line, teams: &mut HashMap<String, TeamId>) -> Result<(Instant, Vec<Happening>), String> {
    Ok(match line {
        Line::Created { at, by, priority, status, tier, category } => {
            let created = Happening::Created {
                by,
                category: category
                    .map_or(Ok(Category::OTHER), |name| name.parse())
                    .map_err(|why: Invalid| why.to_string())?,
                priority: priority.unwrap_or(Priority::Normal),
                tier: tier.map_or(Ok(Tier::DEFAULT), Tier::new).map_err(|why| why.to_string())?,
            };
            let status = status.map(|status| self::status(&status)).transpose()?;
            (at, [Some(created), status.map(Happening::Status)].into_iter().flatten().collect())
        }
        // What the other side cannot read is no message to it.
        Line::Message { at, by, public } => (at, public.then_some(Happening::Message { by }).into_iter().collect()),
        Line::Status { at, to } => (at, vec![Happening::Status(status(&to)?)]),
        Line::Priority { at, to } => (at, vec![Happening::Priority(to)]),
        Line::Tier { at, to } => (at, vec![Happening::Tier(Tier::new(to).map_err(|why| why.to_string())?)]),
        Line::Category { at, to } => {
            (at, vec![Happening::Category(to.parse().map_err(|why: Invalid| why.to_string())?)])
        }
        Line::Assigned { at, team } => {
            let next = TeamId::new(i64::try_from(teams.len()).unwrap_or(i64::MAX) + 1);
            (at, vec![Happening::Assigned(team.map(|team| *teams.entry(team).or_insert(next)))])
        }
        Line::Merged { at } => (at, vec![Happening::Merged]),
    })
}

/// Reads a status; whom an `on-hold` waits on changes no promise, and may be left out.
fn status(text: &str) -> Result<Status, String> {
    if text == StatusWord::OnHold.as_str() {
        Ok(Status::OnHold(WaitingOn::Vendor))
    } else {
        text.parse().map_err(|why: Invalid| why.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeline_is_read_line_by_line() {
        let text = "{\"at\":\"2026-11-20T09:00:00Z\",\"type\":\"created\",\"by\":\"customer\",\"priority\":\"high\",\"status\":\"open\",\"tier\":1}\n\n\
            {\"at\":\"2026-11-20T10:00:00Z\",\"type\":\"message\",\"by\":\"agent\",\"public\":false}\n\
            {\"at\":\"2026-11-20T11:00:00Z\",\"type\":\"status\",\"to\":\"on-hold\"}\n\
            {\"at\":\"2026-11-20T12:00:00Z\",\"type\":\"assigned\",\"team\":\"a\"}\n\
            {\"at\":\"2026-11-20T13:00:00Z\",\"type\":\"assigned\",\"team\":null}\n";
        let moments = timeline("t.jsonl", text).unwrap();
        assert_eq!(moments.len(), 5);
        assert_eq!(moments[1].happening, Happening::Status(Status::Open));
        assert_eq!(moments[4].happening, Happening::Assigned(None));
    }

    #[test]
    fn every_bad_line_is_refused_with_its_number() {
        let text = "{\"at\":\"2026-11-20\",\"type\":\"created\"}\n{\"at\":\"2026-11-20T10:00:00Z\",\"type\":\"closed\"}\n\
            {\"at\":\"2026-11-20T10:00:00Z\",\"type\":\"status\",\"to\":\"pnding\"}\nnot json\n";
        let refused = timeline("t.jsonl", text).unwrap_err();
        let sentences: Vec<String> = refused.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(sentences.join("\n"), @"
        t.jsonl:1: `2026-11-20` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
        t.jsonl:2: unknown variant `closed`, expected one of `created`, `message`, `status`, `priority`, `tier`, `category`, `assigned`, `merged`
        t.jsonl:3: `pnding` is not a status, expected one of new, open, pending, on-hold, resolved, closed; did you mean `pending`?
        t.jsonl:4: the line is not a JSON object
        ");
    }
}

//! Timelines: what happened to a ticket that stands in no desk, one JSON object a line.

use super::Refusal;
use crate::domain::sla::{Moment, Teams, TimelineEntry};

/// Reads a timeline; every line that is refused is named.
pub fn timeline(file: &str, text: &str) -> Result<Vec<Moment>, Vec<Refusal>> {
    let (mut moments, mut refused, mut teams) = (Vec::new(), Vec::new(), Teams::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let read = serde_json::from_str::<TimelineEntry>(line).map_err(|why| plain(&why));
        match read.and_then(|entry| entry.moments(&mut teams).map_err(|why| why.to_string())) {
            Ok(read) => moments.extend(read),
            Err(why) => refused.push(Refusal::new(file, number, why)),
        }
    }
    if moments.is_empty() && refused.is_empty() {
        refused.push(Refusal::new(file, 1, "there is nothing in it, expected a line with `\"type\":\"created\"`"));
    }
    if refused.is_empty() { Ok(moments) } else { Err(refused) }
}

/// Says what is wrong with a line without the parser's own place, which is the column only.
pub(super) fn plain(why: &serde_json::Error) -> String {
    if !why.is_data() {
        return "the line is not a JSON object".to_owned();
    }
    let text = why.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(what, _)| what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sla::Happening;
    use crate::domain::ticket::Status;

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
    fn what_the_desk_learned_late_and_what_was_merged_in_is_read_too() {
        let text = "{\"at\":\"2026-11-20T09:00:00Z\",\"type\":\"created\"}\n\
            {\"at\":\"2026-11-20T10:00:00Z\",\"recorded_at\":\"2026-11-21T10:00:00Z\",\"type\":\"message\",\"by\":\"agent\",\"sha256\":\"\"}\n\
            {\"at\":\"2026-11-20T11:00:00Z\",\"type\":\"absorbed\",\"waiting_since\":\"2026-11-20T08:00:00Z\"}\n\
            {\"at\":\"2026-11-20T11:00:00Z\",\"type\":\"absorbed\"}\n";
        let moments = timeline("t.jsonl", text).unwrap();
        assert_eq!(moments[1].recorded_at.to_string(), "2026-11-21T10:00:00Z");
        assert_eq!(moments[2].recorded_at, moments[2].at);
        let since = "2026-11-20T08:00:00Z".parse().ok();
        assert_eq!(moments[2].happening, Happening::Absorbed { waiting_since: since });
        assert_eq!(moments[3].happening, Happening::Absorbed { waiting_since: None });
    }

    #[test]
    fn every_bad_line_is_refused_with_its_number() {
        let text = "{\"at\":\"2026-11-20\",\"type\":\"created\"}\n{\"at\":\"2026-11-20T10:00:00Z\",\"type\":\"closed\"}\n\
            {\"at\":\"2026-11-20T10:00:00Z\",\"type\":\"status\",\"to\":\"pnding\"}\nnot json\n";
        let refused = timeline("t.jsonl", text).unwrap_err();
        let sentences: Vec<String> = refused.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(sentences.join("\n"), @"
        t.jsonl:1: `2026-11-20` is not an instant, expected RFC 3339 with a zone, e.g. `2026-11-21T09:00:00Z`
        t.jsonl:2: unknown variant `closed`, expected one of `created`, `message`, `status`, `priority`, `tier`, `category`, `assigned`, `merged`, `absorbed`
        t.jsonl:3: `pnding` is not a status, expected one of new, open, pending, on-hold, resolved, closed; did you mean `pending`?
        t.jsonl:4: the line is not a JSON object
        ");
    }
}

//! Notifications on their way.

use serde::Serialize;

use super::{due, key, nothing, promise, word};
use crate::app::Queued;
use crate::domain::delivery::{Addressee, DeliveryChannel, DeliveryState, News};
use crate::domain::sla::{Level, Metric};
use crate::domain::{Code, Instant, TicketId};
use crate::output::{Cell, Column, Human, Row, Tone};

/// A notification and how far it has come.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract; the columns name them")]
pub struct DeliveryRow {
    pub key: String,
    /// Nothing of a report, as the four that follow.
    pub ticket: Option<TicketId>,
    pub account: Option<Code>,
    pub metric: Option<Metric>,
    pub cycle: Option<u32>,
    pub level: Option<Level>,
    pub channel: DeliveryChannel,
    pub recipients: Vec<String>,
    pub state: DeliveryState,
    pub attempts: i64,
    pub next_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub last_error: Option<String>,
    pub corrected_at: Option<Instant>,
    /// The name a report is saved under.
    pub report: Option<Code>,
}

impl DeliveryRow {
    /// Shows a notification.
    pub fn of(queued: Queued) -> Self {
        let Queued { line, news } = queued;
        let (promise, report) = match &news {
            News::Promise(message) => (Some(message), None),
            News::Report(report) => (None, Some(report)),
        };
        Self {
            key: line.parcel.key,
            ticket: promise.map(|message| message.ticket),
            account: promise.map(|message| message.account.code.clone()),
            metric: promise.map(|message| message.metric),
            cycle: promise.map(|message| message.cycle),
            level: promise.map(|message| message.level),
            report: report.map(|report| report.report.clone()),
            channel: line.parcel.channel,
            recipients: news.recipients().iter().map(Addressee::label).map(str::to_owned).collect(),
            state: line.state,
            attempts: line.attempts,
            next_at: line.next_at,
            sent_at: line.sent_at,
            last_error: line.last_error,
            corrected_at: line.corrected_at,
        }
    }

    /// Names what it tells of: a ticket, or a report.
    fn about(&self) -> Cell {
        self.ticket.map(key).or_else(|| self.report.as_ref().map(key)).unwrap_or_default()
    }

    fn promise(&self) -> Cell {
        self.metric.zip(self.cycle).map_or_else(nothing, |(metric, cycle)| promise(metric, cycle))
    }

    fn told(&self) -> Cell {
        let tone = match self.state {
            DeliveryState::Waiting if self.attempts == 0 => Tone::Plain,
            DeliveryState::Waiting => Tone::Warn,
            DeliveryState::Sent => Tone::Good,
            DeliveryState::Failed => Tone::Bad,
            DeliveryState::Withdrawn => Tone::Dim,
        };
        Cell::toned(self.state.as_str(), tone)
    }

    /// Tells when it is tried again; what is due is tried by the next check.
    fn next(&self, human: &Human) -> Cell {
        match self.next_at {
            Some(at) if at <= human.now => "next check".into(),
            Some(at) => human.when(at).into(),
            None => due(None, human),
        }
    }
}

impl Row for DeliveryRow {
    const ONE: &'static str = "notification";
    const MANY: &'static str = "notifications";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::wide(Column::text("key", "key", |row, _| row.key.as_str().into())),
        Column::text("ticket", "id", |row, _| row.about()),
        Column::wide(Column::text("metric", "promise", |row, _| row.promise())),
        Column::text("level", "level", |row, _| word(row.level.as_ref())),
        Column::text("channel", "by", |row, _| Cell::show(row.channel)),
        Column::text("recipients", "to", |row, _| row.recipients.join(", ").into()),
        Column::text("state", "state", |row, _| row.told()),
        Column::number("attempts", "tries", |row, _| Cell::show(row.attempts)),
        Column::text("next_at", "next", DeliveryRow::next),
        Column::text("last_error", "error", |row, _| row.last_error.as_deref().map_or_else(nothing, Cell::plain)),
        Column::wide(Column::text("account", "account", |row, _| word(row.account.as_ref()))),
        Column::data("cycle"),
        Column::data("sent_at"),
        Column::data("corrected_at"),
        Column::data("report"),
    ];
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::app::DeliveryLine;
    use crate::domain::delivery::{Parcel, sample};
    use crate::output::undeclared;
    use crate::view::tests::{ago, listed};

    fn row(state: DeliveryState, attempts: i64, next_at: Option<Instant>, error: Option<&str>) -> DeliveryRow {
        let message = sample().addressed(DeliveryChannel::Webhook);
        let (key, channel) = (message.key.clone(), DeliveryChannel::Webhook);
        let parcel = Parcel { key, channel, message: String::new() };
        let (sent_at, last_error, corrected_at) = (None, error.map(str::to_owned), None);
        let line = DeliveryLine { parcel, state, attempts, next_at, sent_at, last_error, corrected_at };
        DeliveryRow::of(Queued { line, news: News::Promise(Box::new(message)) })
    }

    #[test]
    fn notifications_say_how_far_they_have_come() {
        let later = ago("1h").plus(crate::domain::Seconds::hours(2));
        let rows = [
            row(DeliveryState::Waiting, 0, Some(ago("1m")), None),
            row(DeliveryState::Waiting, 3, Some(later), Some("`hooks.example` answered 500 Internal Server Error")),
            row(DeliveryState::Failed, 12, None, Some("`hooks.example` answered 404 Not Found")),
            row(DeliveryState::Sent, 1, None, None),
        ];
        assert_eq!(undeclared(&rows[0]), Vec::<String>::new());
        assert_snapshot!(listed(&rows), @"
        ID   LEVEL   BY       TO      STATE    TRIES  NEXT        ERROR
        T42  breach  webhook  giulia  waiting      0  next check  -
        T42  breach  webhook  giulia  waiting      3  in 1 h      `hooks.example` answe…
        T42  breach  webhook  giulia  failed      12  -           `hooks.example` answe…
        T42  breach  webhook  giulia  sent         1  -           -
        ");
    }
}

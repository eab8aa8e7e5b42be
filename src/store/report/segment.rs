//! How tickets are packed: what reports ask of them, many in a row, in three columns that are read by need.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ticket::{Mark, Reported};
use crate::domain::report::{Course, Dimension, Side, TicketFacts};
use crate::domain::sla::{Metric, State, Verdict};
use crate::domain::ticket::{Channel, Priority, Status, StatusWord, WaitingOn};
use crate::domain::{Instant, Seconds, TicketId};
use crate::error::Error;

/// The dimensions whose marks are packed; what others group by is found by these, or by the ticket itself.
pub(super) const MARKED: [Dimension; 8] = [
    Dimension::Account,
    Dimension::Tier,
    Dimension::Rep,
    Dimension::Team,
    Dimension::Queue,
    Dimension::Channel,
    Dimension::Priority,
    Dimension::Category,
];

/// A ticket's own facts.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head<'b> {
    pub(super) known: Known,
    pub(super) category: &'b str,
}

/// Those of them that are numbers. Words are their places among those there are, instants seconds after the ticket's
/// beginning.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Known {
    /// Its number, counted from the first of the span.
    place: u16,
    created_at: i64,
    resolved: Option<i64>,
    status: u8,
    waiting_on: Option<u8>,
    pub(super) account: i64,
    tier: i64,
    rep: Option<i64>,
    team: Option<i64>,
    queue: Option<i64>,
    channel: u8,
    priority: u8,
}

/// A promise; its instants are seconds after it started, which is seconds after the ticket's beginning.
#[derive(Debug, Serialize, Deserialize)]
struct Promise {
    metric: u8,
    number: u32,
    version: i64,
    state: u8,
    started: i64,
    risk: Option<i64>,
    due: Option<i64>,
    stopped: Option<i64>,
    breached: Option<i64>,
    target: i64,
    elapsed: Option<i64>,
}

/// What a ticket went through; instants as in [`Head`].
#[derive(Debug, Serialize, Deserialize)]
struct Way {
    asked: Option<i64>,
    answered: Option<i64>,
    is_merged: bool,
    /// Messages in and out, notes, touches, people, reopenings, handovers.
    counts: [usize; 7],
    waits: [i64; Side::ALL.len()],
    waits_for: Option<(u8, i64)>,
}

/// A segment's three columns, as they are written or still to be read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Segment<B> {
    /// [`Head`] after head.
    pub(super) heads: B,
    /// For each of them, how many promises it has, and these.
    pub(super) promises: B,
    /// For each of them, its [`Way`].
    pub(super) courses: B,
}

impl Segment<Vec<u8>> {
    /// Adds a ticket that was read with all marks there are, in the order of [`MARKED`]; `first` is the first number of its
    /// span.
    pub(super) fn push(&mut self, first: i64, ticket: &Reported<'_>) -> Result<(), Error> {
        let Reported { facts, marks: [account, tier, rep, team, queue, channel, priority, category] } = ticket;
        let known = Known {
            place: u16::try_from(facts.id.number() - first).map_err(unwritable)?,
            created_at: facts.created_at.epoch(),
            resolved: after(facts.created_at, facts.resolved_at),
            status: place(StatusWord::ALL, facts.status.word()),
            waiting_on: facts.status.waiting_on().map(|on| place(WaitingOn::ALL, on)),
            account: account.number().unwrap_or_default(),
            tier: tier.number().unwrap_or_default(),
            rep: rep.number(),
            team: team.number(),
            queue: queue.number(),
            channel: place(Channel::WORDS, channel.word()),
            priority: place(Priority::WORDS, priority.word()),
        };
        put(&mut self.heads, &Head { known, category: category.word() })?;
        put(&mut self.promises, &facts.verdicts.len())?;
        for verdict in facts.verdicts {
            put(&mut self.promises, &Promise::of(verdict, facts.created_at))?;
        }
        put(&mut self.courses, &Way::of(facts.course, facts.created_at))
    }

    /// Adds the tickets of another.
    pub(super) fn append(&mut self, other: &Self) {
        self.heads.extend_from_slice(&other.heads);
        self.promises.extend_from_slice(&other.promises);
        self.courses.extend_from_slice(&other.courses);
    }
}

impl Segment<Range<usize>> {
    /// Returns it, still to be read, by where its columns stand.
    pub(super) fn of<'b>(&self, bytes: &'b [u8]) -> Segment<&'b [u8]> {
        let column = |at: &Range<usize>| &bytes[at.clone()];
        Segment { heads: column(&self.heads), promises: column(&self.promises), courses: column(&self.courses) }
    }
}

impl<'b> Segment<&'b [u8]> {
    /// Takes the next ticket's own facts; nothing where all were taken.
    pub(super) fn next(&mut self) -> Result<Option<Head<'b>>, Error> {
        if self.heads.is_empty() {
            return Ok(None);
        }
        let (head, rest) = postcard::take_from_bytes(self.heads).map_err(unreadable)?;
        self.heads = rest;
        Ok(Some(head))
    }

    /// Takes the promises of the ticket whose head was taken last, behind those of others.
    pub(super) fn take_verdicts(&mut self, known: &Known, verdicts: &mut Vec<Verdict>) -> Result<(), Error> {
        for _ in 0..take::<usize>(&mut self.promises)? {
            verdicts.push(take::<Promise>(&mut self.promises)?.verdict(known.created_at())?);
        }
        Ok(())
    }

    /// Takes what the ticket went through whose head was taken last.
    pub(super) fn take_course(&mut self, known: &Known) -> Result<Course, Error> {
        take::<Way>(&mut self.courses)?.course(known.created_at())
    }
}

impl Known {
    /// Returns its number, where its span begins with `first`.
    pub(super) fn id(&self, first: i64) -> TicketId {
        TicketId::new(first + i64::from(self.place))
    }

    const fn created_at(&self) -> Instant {
        Instant::from_epoch(self.created_at)
    }

    /// Returns the ticket of this number as of `now`, with what was taken beside its head.
    pub(super) fn facts<'a>(
        &self,
        id: TicketId,
        verdicts: &'a [Verdict],
        course: &'a Course,
        now: Instant,
    ) -> Result<TicketFacts<'a>, Error> {
        let waiting_on = self.waiting_on.map(|on| of_place(WaitingOn::ALL, on)).transpose()?;
        Ok(TicketFacts {
            id,
            status: Status::from_parts(of_place(StatusWord::ALL, self.status)?, waiting_on).ok_or_else(no_such)?,
            is_unassigned: self.rep.is_none(),
            created_at: self.created_at(),
            resolved_at: at(self.created_at(), self.resolved),
            verdicts,
            course,
            as_of: now,
        })
    }

    /// Returns what tells its group in a dimension, if this is its category.
    pub(super) fn mark<'a>(&self, by: Dimension, category: &'a str) -> Result<Mark<'a>, Error> {
        let number = |number: Option<i64>| number.map_or(Mark::Nothing, Mark::Number);
        Ok(match by {
            Dimension::Account | Dimension::AccountAge | Dimension::Region | Dimension::Sector | Dimension::Segment => {
                Mark::Number(self.account)
            }
            Dimension::Tier => Mark::Number(self.tier),
            Dimension::Rep => number(self.rep),
            Dimension::Team => number(self.team),
            Dimension::Queue => number(self.queue),
            Dimension::Channel => Mark::Word(of_place(Channel::WORDS, self.channel)?),
            Dimension::Priority => Mark::Word(of_place(Priority::WORDS, self.priority)?),
            Dimension::Category => Mark::Word(category),
            Dimension::OrderKind | Dimension::Month => Mark::Nothing,
        })
    }
}

impl Promise {
    fn of(verdict: &Verdict, created_at: Instant) -> Self {
        let Verdict { metric, number, version, state, started_at, target, elapsed, .. } = *verdict;
        Self {
            metric: place(Metric::ALL, metric),
            number,
            version,
            state: place(State::ALL, state),
            started: started_at.since(created_at).get(),
            risk: after(started_at, verdict.risk_at),
            due: after(started_at, verdict.due_at),
            stopped: after(started_at, verdict.stopped_at),
            breached: after(started_at, verdict.breached_at),
            target: target.get(),
            elapsed: elapsed.map(Seconds::get),
        }
    }

    fn verdict(&self, created_at: Instant) -> Result<Verdict, Error> {
        let started_at = created_at.plus(Seconds::new(self.started));
        Ok(Verdict {
            metric: of_place(Metric::ALL, self.metric)?,
            number: self.number,
            version: self.version,
            state: of_place(State::ALL, self.state)?,
            started_at,
            risk_at: at(started_at, self.risk),
            due_at: at(started_at, self.due),
            stopped_at: at(started_at, self.stopped),
            breached_at: at(started_at, self.breached),
            target: Seconds::new(self.target),
            elapsed: self.elapsed.map(Seconds::new),
        })
    }
}

impl Way {
    fn of(course: &Course, created_at: Instant) -> Self {
        let Course { messages_in, messages_out, notes, touches, people, reopenings, handovers, .. } = *course;
        Self {
            asked: after(created_at, course.asked_at),
            answered: after(created_at, course.answered_at),
            is_merged: course.is_merged,
            counts: [messages_in, messages_out, notes, touches, people, reopenings, handovers],
            waits: course.waits.map(Seconds::get),
            waits_for: course.waits_for.map(|(side, since)| (place(Side::ALL, side), since.since(created_at).get())),
        }
    }

    fn course(&self, created_at: Instant) -> Result<Course, Error> {
        let [messages_in, messages_out, notes, touches, people, reopenings, handovers] = self.counts;
        let waits_for = |(side, since)| {
            let since = created_at.plus(Seconds::new(since));
            of_place(Side::ALL, side).map(|side| (side, since))
        };
        Ok(Course {
            asked_at: at(created_at, self.asked),
            answered_at: at(created_at, self.answered),
            is_merged: self.is_merged,
            messages_in,
            messages_out,
            notes,
            touches,
            people,
            reopenings,
            handovers,
            waits: self.waits.map(Seconds::new),
            waits_for: self.waits_for.map(waits_for).transpose()?,
        })
    }
}

fn after(start: Instant, at: Option<Instant>) -> Option<i64> {
    at.map(|at| at.since(start).get())
}

fn at(start: Instant, after: Option<i64>) -> Option<Instant> {
    after.map(|after| start.plus(Seconds::new(after)))
}

/// Returns the place of a value among all; one that is none of them has the place behind the last.
fn place<T: PartialEq + Copy>(all: &[T], value: T) -> u8 {
    let place = all.iter().position(|known| *known == value).unwrap_or(all.len());
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn of_place<T: Copy>(all: &[T], place: u8) -> Result<T, Error> {
    all.get(usize::from(place)).copied().ok_or_else(no_such)
}

fn put(to: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    *to = postcard::to_extend(value, std::mem::take(to)).map_err(unwritable)?;
    Ok(())
}

fn take<T: DeserializeOwned>(from: &mut &[u8]) -> Result<T, Error> {
    let (value, rest) = postcard::take_from_bytes(from).map_err(unreadable)?;
    *from = rest;
    Ok(value)
}

fn unreadable(why: postcard::Error) -> Error {
    Error::Packed(Box::new(why))
}

fn unwritable(why: impl std::error::Error + Send + Sync + 'static) -> Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(why)).into()
}

pub(super) fn no_such() -> Error {
    unreadable(postcard::Error::DeserializeBadEnum)
}

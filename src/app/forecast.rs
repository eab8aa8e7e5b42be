//! What will break if nobody does anything.

use crate::domain::access::Deed;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::rc::Rc;

use super::{Desk, policy};
use crate::domain::calendar::Calendar;
use crate::domain::rep::Rep;
use crate::domain::shift::Shift;
use crate::domain::{Code, Instant, RepId, Seconds};
use crate::error::Error;
use crate::store::{Stake, Tx};

/// A promise about to break, and who is there to keep it.
#[derive(Debug, Clone)]
pub struct StakeLine {
    /// The promise.
    pub stake: Stake,
    /// The rep in charge.
    pub rep: Option<Code>,
    /// Whether they are there before it breaks.
    pub shift: Shift,
}

/// The promises that break before an instant, the soonest first.
#[derive(Debug)]
pub struct Forecast {
    /// The instant.
    pub until: Instant,
    /// The promises.
    pub lines: Vec<StakeLine>,
    /// Reps whose working hours are a calendar that the policies in force do not have; all time counts as theirs.
    pub without_hours: BTreeMap<Code, Code>,
}

impl Desk {
    /// Returns which promises break within `span` if nobody does anything. Only what is still owed, running and not yet
    /// broken counts.
    pub fn forecast(&mut self, span: Seconds) -> Result<Forecast, Error> {
        let now = self.clock.now();
        let until = now.plus(span);
        self.look(Deed::SlaRead, |tx, _| {
            let mut roster = Roster::read(tx, now)?;
            let mut lines = Vec::new();
            for stake in tx.stakes(now, until)? {
                let (rep, hours) = roster.of(tx, stake.assignee)?;
                let shift = Shift::of(rep, &hours, now, stake.due_at);
                lines.push(StakeLine { rep: rep.map(|rep| rep.handle.clone()), shift, stake });
            }
            Ok(Forecast { until, lines, without_hours: roster.without_hours })
        })
    }
}

/// The reps met so far, and the calendars of their hours.
struct Roster {
    calendars: Vec<Rc<Calendar>>,
    always: Rc<Calendar>,
    reps: BTreeMap<RepId, Rep>,
    without_hours: BTreeMap<Code, Code>,
}

impl Roster {
    fn read(tx: &Tx<'_>, now: Instant) -> Result<Self, Error> {
        let calendars = policy::book(tx)?.at(now, now).map(|version| version.calendars.clone()).unwrap_or_default();
        let always = Rc::new(Calendar::always());
        Ok(Self { calendars, always, reps: BTreeMap::new(), without_hours: BTreeMap::new() })
    }

    /// Returns a rep, and the calendar of their hours: all time, where none is known.
    fn of(&mut self, tx: &Tx<'_>, id: Option<RepId>) -> Result<(Option<&Rep>, Rc<Calendar>), Error> {
        let Some(id) = id else { return Ok((None, Rc::clone(&self.always))) };
        let rep = match self.reps.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(tx.rep_by_id(id)?),
        };
        let Some(name) = &rep.calendar else { return Ok((Some(rep), Rc::clone(&self.always))) };
        let known = self.calendars.iter().find(|calendar| calendar.name() == name.as_str());
        if known.is_none() {
            self.without_hours.insert(rep.handle.clone(), name.clone());
        }
        Ok((Some(rep), Rc::clone(known.unwrap_or(&self.always))))
    }
}

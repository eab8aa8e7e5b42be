//! What a ticket went through, folded from its log.

use super::{Charge, Touch, TouchKind};
use crate::domain::ticket::{Party, Status, WaitingOn};
use crate::domain::{Instant, Seconds};

words! {
    /// Whom a ticket waits for until it is settled.
    Side, "somebody tickets wait for";
    /// Us: nobody has taken it up yet, or somebody works on it.
    Us = "us",
    /// The customer.
    Customer = "customer",
    /// A supplier.
    Vendor = "vendor",
    /// The warehouse.
    Warehouse = "warehouse",
    /// Finance.
    Finance = "finance",
    /// The carrier.
    Carrier = "carrier",
}

impl Side {
    /// Returns for whom a ticket waits in a status; for nobody once it is settled.
    pub const fn of(status: Status) -> Option<Self> {
        match status {
            Status::New | Status::Open => Some(Self::Us),
            Status::Pending => Some(Self::Customer),
            Status::OnHold(WaitingOn::Vendor) => Some(Self::Vendor),
            Status::OnHold(WaitingOn::Warehouse) => Some(Self::Warehouse),
            Status::OnHold(WaitingOn::Finance) => Some(Self::Finance),
            Status::OnHold(WaitingOn::Carrier) => Some(Self::Carrier),
            Status::Resolved | Status::Closed => None,
        }
    }
}

/// What a ticket went through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// Since when somebody waited for a first answer: its beginning or, where we began it, their first message.
    pub asked_at: Option<Instant>,
    /// When a rep first wrote to them since.
    pub answered_at: Option<Instant>,
    /// Whether it ended in another ticket.
    pub is_merged: bool,
    /// Messages of the customer.
    pub messages_in: usize,
    /// Messages of reps to the customer; what a program sends is nobody's work.
    pub messages_out: usize,
    /// Messages among us.
    pub notes: usize,
    /// What reps did, writing included.
    pub touches: usize,
    /// Those who did something, of either side; on each, all whom nobody knows are one.
    pub people: usize,
    /// How often it was taken up again after it had been settled.
    pub reopenings: usize,
    /// How often somebody else was put in charge: another rep, or another team.
    pub handovers: usize,
    /// For how long it waited for each side, by the clock, until whom it waits for was last another.
    pub waits: [Seconds; Side::ALL.len()],
    /// For whom it waits, and since when; for nobody once it is settled.
    pub waits_for: Option<(Side, Instant)>,
}

impl Course {
    /// Follows a ticket through its log, in the order of which it is.
    pub fn of<'t>(created_at: Instant, log: impl IntoIterator<Item = &'t Touch>) -> Self {
        let mut reader = Reader {
            course: Self { waits_for: Side::of(Status::New).map(|side| (side, created_at)), ..Self::default() },
            status: Status::New,
            people: Vec::new(),
            charge: Charge::default(),
        };
        for touch in log {
            // Imported clocks may disagree; what is said to have come before the beginning came with it.
            reader.read(touch, touch.at.max(created_at));
        }
        Self { people: reader.people.len(), ..reader.course }
    }

    /// Returns for how long it waited for them, by the clock, until `now`.
    pub fn waited_for(&self, side: Side, now: Instant) -> Seconds {
        let on = self.waits_for.filter(|(whom, _)| *whom == side);
        self.waits[side as usize].plus(on.map_or(Seconds::ZERO, |(_, since)| now.since(since).max(Seconds::ZERO)))
    }

    /// Returns how many messages were written, either way.
    pub const fn messages(&self) -> usize {
        self.messages_in + self.messages_out
    }
}

/// What must be remembered from one entry of the log to the next.
struct Reader {
    course: Course,
    status: Status,
    people: Vec<(Party, Option<i64>)>,
    /// Who was in charge last.
    charge: Charge,
}

impl Reader {
    fn read(&mut self, touch: &Touch, at: Instant) {
        let course = &mut self.course;
        match touch.kind {
            TouchKind::Created if touch.party != Party::Agent => course.asked_at = Some(at),
            TouchKind::MessageIn => {
                course.messages_in += 1;
                course.asked_at.get_or_insert(at);
            }
            TouchKind::MessageOut if touch.party == Party::Agent => {
                course.messages_out += 1;
                if course.asked_at.is_some() && !course.is_merged {
                    course.answered_at.get_or_insert(at);
                }
            }
            TouchKind::Note => course.notes += 1,
            TouchKind::Merged => course.is_merged = true,
            TouchKind::Created | TouchKind::MessageOut | TouchKind::Assigned | TouchKind::Other => {}
        }
        course.touches += usize::from(touch.party == Party::Agent);
        self.meet(touch);
        self.hand_over(touch.charge);
        if let Some(status) = touch.to {
            self.course.reopenings += usize::from(self.status.is_settled() && !status.is_settled());
            self.status = status;
            self.wait_for(Side::of(status), at);
        }
    }

    fn meet(&mut self, touch: &Touch) {
        let person = (touch.party, touch.who);
        if touch.party != Party::System && !self.people.contains(&person) {
            self.people.push(person);
        }
    }

    /// A rep of the team in charge who takes it up is nobody else, nor is who is put in charge after nobody.
    fn hand_over(&mut self, Charge { rep, team }: Charge) {
        let is_other = |was: Option<i64>, is: Option<i64>| was.is_some() && is.is_some() && was != is;
        let is_handed_over = is_other(self.charge.rep, rep) || is_other(self.charge.team, team);
        self.course.handovers += usize::from(is_handed_over);
        self.charge = Charge { rep: rep.or(self.charge.rep), team: team.or(self.charge.team) };
    }

    /// From `at` on, it waits for another side, or the same.
    fn wait_for(&mut self, side: Option<Side>, at: Instant) {
        if let Some((whom, _)) = self.course.waits_for {
            self.course.waits[whom as usize] = self.course.waited_for(whom, at);
        }
        self.course.waits_for = side.map(|side| (side, at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An entry: seconds after the beginning, kind, party, who, and the status it led to.
    type Entry = (i64, TouchKind, Party, Option<i64>, Option<Status>);

    fn course(entries: &[Entry], charges: &[(usize, Charge)]) -> Course {
        let touch = |(index, &(at, kind, party, who, to)): (usize, &Entry)| {
            let charge =
                charges.iter().find(|(of, _)| *of == index).map_or_else(Charge::default, |(_, charge)| *charge);
            Touch { at: Instant::from_epoch(at), kind, party, who, to, charge }
        };
        let log: Vec<Touch> = entries.iter().enumerate().map(touch).collect();
        Course::of(Instant::from_epoch(0), &log)
    }

    #[test]
    fn time_is_told_by_whom_it_was_spent_on_and_what_is_settled_waits_for_nobody() {
        use Party::{Agent, Customer};
        use TouchKind::{Created, MessageIn, MessageOut, Other};
        let course = course(
            &[
                (0, Created, Customer, Some(1), Some(Status::New)),
                (0, MessageIn, Customer, Some(1), None),
                (100, MessageOut, Agent, Some(1), Some(Status::Pending)),
                (150, MessageIn, Customer, Some(2), Some(Status::Open)),
                (200, Other, Agent, Some(1), Some(Status::OnHold(WaitingOn::Finance))),
                (500, Other, Agent, Some(3), Some(Status::Resolved)),
                (900, MessageIn, Customer, None, Some(Status::Open)),
            ],
            &[],
        );
        let waits =
            Side::ALL.iter().map(|side| course.waited_for(*side, Instant::from_epoch(1000)).get()).collect::<Vec<_>>();
        assert_eq!(waits, [250, 50, 0, 0, 300, 0]);
        assert_eq!((course.reopenings, course.people, course.touches, course.messages()), (1, 5, 3, 4));
        let at = |seconds| Some(Instant::from_epoch(seconds));
        assert_eq!((course.asked_at, course.answered_at), (at(0), at(100)));
    }

    #[test]
    fn what_we_begin_asks_nothing_until_they_write_and_programs_answer_nothing() {
        use Party::{Agent, Customer, System};
        use TouchKind::{Created, MessageIn, MessageOut};
        let ours = [
            (0, Created, Agent, None, None),
            (0, MessageOut, Agent, None, None),
            (60, MessageIn, Customer, None, None),
            (61, MessageOut, System, None, None),
            (90, MessageOut, Agent, None, None),
        ];
        let at = |seconds| Some(Instant::from_epoch(seconds));
        let asked = |entries| {
            let course = course(entries, &[]);
            (course.asked_at, course.answered_at, course.messages_out)
        };
        assert_eq!(asked(&ours[..2]), (None, None, 1));
        assert_eq!(asked(&ours[..4]), (at(60), None, 1));
        assert_eq!(asked(&ours), (at(60), at(90), 2));
    }

    #[test]
    fn a_handover_puts_somebody_else_in_charge() {
        let entries = [(0, TouchKind::Assigned, Party::Agent, Some(1), None); 6];
        let charge = |rep, team| Charge { rep, team };
        let taken_up = [(0, charge(None, Some(7))), (1, charge(Some(1), Some(7))), (2, charge(None, None))];
        assert_eq!(course(&entries, &taken_up).handovers, 0);
        let handed_over = [
            (0, charge(Some(1), Some(7))),
            (2, charge(None, None)),
            (3, charge(Some(2), Some(8))),
            (4, charge(Some(1), None)),
        ];
        assert_eq!(course(&entries, &handed_over).handovers, 2);
    }
}

//! The machine, spelled out, and what quotes come to.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const TODAY: &str = "2026-03-15";

#[test]
fn every_action_leads_somewhere_or_is_refused() {
    let cell = |status: RevisionStatus, action| status.after(action).map_or("-", RevisionStatus::as_str);
    let mut table = format!("{:10}", "");
    for action in QuoteAction::ALL {
        write!(table, " {action:10}").unwrap();
    }
    for status in RevisionStatus::ALL {
        write!(table, "\n{status:10}").unwrap();
        for action in QuoteAction::ALL {
            write!(table, " {:10}", cell(*status, *action)).unwrap();
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(table.join("\n"), @"
               draft      edit       submit     approve    reject     send       accept     decline    cancel     part-order order      supersede
    draft      -          draft      in-review  -          -          sent       -          -          cancelled  -          -          -
    in-review  -          -          -          approved   draft      -          -          -          cancelled  -          -          -
    approved   -          draft      -          -          draft      sent       -          -          cancelled  -          -          -
    sent       -          -          -          -          -          -          accepted   declined   cancelled  -          -          superseded
    accepted   -          -          -          -          -          -          -          -          cancelled  accepted   ordered    -
    declined   -          -          -          -          -          -          -          -          -          -          -          -
    ordered    -          -          -          -          -          -          -          -          -          -          -          -
    cancelled  -          -          -          -          -          -          -          -          -          -          -          -
    superseded -          -          -          -          -          -          -          -          -          -          -          -
    ");
}

#[test]
fn every_refusal_says_what_stands_in_the_way() {
    let mut told = String::new();
    for status in RevisionStatus::ALL {
        let refused = QuoteAction::ALL.iter().filter_map(|action| Some((action, status.after(*action).err()?)));
        let mut whys: Vec<&str> = refused.map(|(_, why)| why).collect();
        whys.dedup();
        writeln!(told, "{status}: {}", whys.join("; ")).unwrap();
    }
    insta::assert_snapshot!(told, @"
    draft: it is a draft
    in-review: it is in review
    approved: it is approved, and not sent yet
    sent: the customer has it
    accepted: it was accepted
    declined: it was declined
    ordered: all of it was ordered
    cancelled: it was cancelled
    superseded: a later revision was sent
    ");
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn revision(number: u32, status: RevisionStatus) -> Revision {
    let nothing = Money { minor: 0, currency: Currency::EUR };
    Revision {
        id: RevisionId::new(number.into()),
        quote: QuoteId::new(7),
        number,
        status,
        reason: None,
        author: RepId::new(1),
        currency: Currency::EUR,
        valid_until: day(TODAY),
        terms: None,
        delivery: None,
        freight: nothing,
        freight_tax: Rate::ZERO,
        po_number: None,
        note: None,
        remark: None,
        net: nothing,
        tax: nothing,
        created_at: Instant::from_epoch(1_773_000_000),
        sent_at: None,
        closed_at: None,
        lost: None,
    }
}

/// A quote's revisions as any sequence of actions leaves them, and its log.
#[derive(Default)]
struct Life {
    revisions: Vec<Revision>,
    events: Vec<QuoteEvent>,
}

impl Life {
    fn log(&mut self, number: u32, action: QuoteAction) {
        let at = Instant::from_epoch(1_773_000_000);
        self.events.push(QuoteEvent {
            quote: QuoteId::new(7),
            revision: Some(number),
            at,
            action,
            rep: None,
            contact: None,
            note: None,
        });
    }

    fn act(&mut self, place: usize, action: QuoteAction) {
        if action == QuoteAction::Draft {
            if self.revisions.is_empty() || revisable(QuoteId::new(7), &self.revisions).is_ok() {
                let number = u32::try_from(self.revisions.len() + 1).unwrap();
                self.revisions.push(revision(number, RevisionStatus::Draft));
                self.log(number, action);
            }
            return;
        }
        let Some(one) = self.revisions.get(place) else { return };
        // Nothing but a later revision supersedes one.
        if action == QuoteAction::Supersede || one.status.after(action).is_err() {
            return;
        }
        for (number, action) in effects(&self.revisions, one.number, action) {
            let its = self.revisions.iter_mut().find(|its| its.number == number).unwrap();
            its.status = its.status.after(action).unwrap();
            its.sent_at = its.sent_at.or((action == QuoteAction::Send).then_some(its.created_at));
            self.log(number, action);
        }
    }
}

proptest! {
    /// Whatever is done in whatever order: one revision at most is worked on, one at most is current, each is the fold
    /// of its log, and the quote stands as one of them does.
    #[test]
    fn any_sequence_of_actions_keeps_the_machine(
        steps in prop::collection::vec((0..5_usize, prop::sample::select(QuoteAction::ALL)), 0..80),
    ) {
        let mut life = Life::default();
        for (place, action) in steps {
            life.act(place, action);
            let count = |is: fn(RevisionStatus) -> bool| life.revisions.iter().filter(|one| is(one.status)).count();
            prop_assert!(count(RevisionStatus::is_open) <= 1 && count(RevisionStatus::is_current) <= 1);
            for one in &life.revisions {
                prop_assert_eq!(fold(&life.events, one.number), Some(one.status));
            }
            let (standing, leading) = standing(&life.revisions, false, day(TODAY));
            prop_assert_eq!(standing == Standing::Requested, life.revisions.is_empty());
            if let Some(leading) = leading {
                prop_assert_eq!(standing.as_str(), leading.status.as_str());
            }
        }
    }

    /// Lines add up to the total in minor units, whatever they are.
    #[test]
    fn lines_and_taxes_add_up(
        lines in prop::collection::vec(
            (0..2_000_000_000_i64, 1..5_000_000_i64, 0..300_000_u32, 0..3_usize, 0..4_usize), 0..20),
        freight in 0..100_000_i64,
    ) {
        let line = |(place, (micros, thousandths, rate, more, picked)): (usize, (i64, i64, u32, usize, usize))| QuoteLine {
            id: QuoteLineId::new(1),
                    revision: RevisionId::new(1),
            line: u32::try_from(place + 1).unwrap(),
            product: None,
            description: Some("Tooling".parse().unwrap()),
            asked: None,
            unit: "piece".parse().unwrap(),
            cost: None,
            tax: Rate::new(rate / 50_000 * 50_000).unwrap(),
            note: None,
            remark: None,
            offers: (0..=more).map(|step| Offer {
                id: OfferId::new(1),
                        line: QuoteLineId::new(1),
                quantity: Quantity::new(thousandths * i64::try_from(step + 1).unwrap()),
                unit_price: UnitPrice { micros, currency: Currency::EUR },
                usual: None,
                origin: "by hand".parse().unwrap(),
                picked: picked == step,
            }).collect(),
        };
        let lines: Vec<QuoteLine> = lines.into_iter().enumerate().map(line).collect();
        let money = |minor| Money { minor, currency: Currency::EUR };
        let totals = Totals::of(&lines, money(freight), Rate::new(220_000).unwrap(), Currency::EUR).unwrap();
        let each = |line: &QuoteLine| {
            let counted = line.counted().unwrap();
            // Half to even, in wide numbers.
            let exact = i128::from(counted.unit_price.micros) * i128::from(counted.quantity.thousandths());
            let (whole, rest) = (exact / 10_000_000, exact % 10_000_000);
            whole + i128::from(rest > 5_000_000 || (rest == 5_000_000 && whole % 2 == 1))
        };
        prop_assert_eq!(i128::from(totals.net.minor), lines.iter().map(each).sum::<i128>());
        let bases: i64 = totals.taxes.iter().map(|part| part.base.minor).sum();
        prop_assert_eq!(bases, totals.net.minor + freight);
        prop_assert_eq!(totals.tax.minor, totals.taxes.iter().map(|part| part.tax.minor).sum::<i64>());
        prop_assert_eq!(totals.total.minor, totals.net.minor + freight + totals.tax.minor);
    }
}

#[test]
fn an_offer_expires_after_its_last_day_and_nothing_else_does() {
    let sent = [revision(1, RevisionStatus::Sent)];
    assert_eq!(standing(&sent, false, day(TODAY)).0, Standing::Sent);
    assert_eq!(standing(&sent, false, day("2026-03-16")).0, Standing::Expired);
    let accepted = [revision(1, RevisionStatus::Accepted)];
    assert_eq!(standing(&accepted, false, day("2026-03-16")).0, Standing::Accepted);
}

#[test]
fn what_was_sent_is_revised_again_after_the_next_was_dropped() {
    let sent = Revision { sent_at: Some(Instant::from_epoch(1_773_000_000)), ..revision(1, RevisionStatus::Sent) };
    let both = [sent.clone(), revision(2, RevisionStatus::Cancelled)];
    assert_eq!(revisable(QuoteId::new(7), &both), Ok(&sent));
    let off = [Revision { status: RevisionStatus::Cancelled, ..sent }, revision(2, RevisionStatus::Cancelled)];
    assert!(revisable(QuoteId::new(7), &off).unwrap_err().contains("was cancelled"));
}

#[test]
fn while_the_next_revision_is_written_the_one_that_was_sent_counts() {
    let both = [revision(1, RevisionStatus::Sent), revision(2, RevisionStatus::InReview)];
    let (standing, leading) = standing(&both, false, day(TODAY));
    assert_eq!((standing, leading.map(|leading| leading.number)), (Standing::Sent, Some(1)));
}

#[test]
fn there_is_a_way_from_where_a_revision_stands_or_there_is_none() {
    let mut table = String::new();
    for from in RevisionStatus::ALL {
        for to in RevisionStatus::ALL {
            if let Some(way) = from.way_to(*to).filter(|way| !way.is_empty()) {
                let way: Vec<&str> = way.iter().map(|action| action.as_str()).collect();
                writeln!(table, "{from} to {to}: {}", way.join(", ")).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table, @"
    draft to in-review: submit
    draft to approved: submit, approve
    draft to sent: send
    draft to accepted: send, accept
    draft to declined: send, decline
    draft to ordered: send, accept, order
    draft to cancelled: cancel
    draft to superseded: send, supersede
    in-review to draft: reject
    in-review to approved: approve
    in-review to sent: approve, send
    in-review to accepted: approve, send, accept
    in-review to declined: approve, send, decline
    in-review to ordered: approve, send, accept, order
    in-review to cancelled: cancel
    in-review to superseded: approve, send, supersede
    approved to draft: edit
    approved to in-review: edit, submit
    approved to sent: send
    approved to accepted: send, accept
    approved to declined: send, decline
    approved to ordered: send, accept, order
    approved to cancelled: cancel
    approved to superseded: send, supersede
    sent to accepted: accept
    sent to declined: decline
    sent to ordered: accept, order
    sent to cancelled: cancel
    sent to superseded: supersede
    accepted to ordered: order
    accepted to cancelled: cancel
    ");
}

proptest! {
    /// Whatever is told of where a revision stands and when, if the two go together there is a log that leads there.
    #[test]
    fn a_log_can_be_made_of_where_a_revision_stands(
        status in prop::sample::select(RevisionStatus::ALL), sent in any::<bool>(), closed in any::<bool>(),
    ) {
        let at = |is: bool, epoch| is.then(|| Instant::from_epoch(epoch));
        let one = Revision { sent_at: at(sent, 1_773_000_100), closed_at: at(closed, 1_773_000_200), ..revision(1, status) };
        if one.contradiction().is_none() {
            let made = one.missing_of(&[]).unwrap();
            prop_assert!(made.is_sorted_by_key(|(_, at)| *at));
            let mut life = Life::default();
            for (action, _) in made {
                life.log(1, action);
            }
            prop_assert_eq!(fold(&life.events, 1), Some(status));
            prop_assert_eq!(life.events.iter().any(|event| event.action == QuoteAction::Send), sent);
            prop_assert_eq!(one.missing_of(&life.events), Some(Vec::new()));
            let mut followed = revision(1, RevisionStatus::Draft);
            followed.follow(&life.events);
            prop_assert_eq!((followed.status, followed.contradiction()), (status, None));
        }
    }
}

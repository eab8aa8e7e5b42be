//! What was done, by whom and why.

use super::Desk;
use crate::domain::access::Deed;
use crate::domain::audit::{Head, Link, Told, Value, salted};
use crate::error::Error;
use crate::store::{AuditFilter, Tx};

/// What the audit log comes to.
#[derive(Debug, Clone)]
pub struct Verified {
    /// Where it ends.
    pub head: Head,
    /// How many of the heads that were kept elsewhere it bears out.
    pub anchors: usize,
    /// What is wrong with it, in the order it was found.
    pub findings: Vec<String>,
}

impl Desk {
    /// Returns the newest entries of the audit log, and how many there are in all.
    pub fn audit_log(&mut self, filter: &AuditFilter, limit: u32) -> Result<(Vec<Link>, usize), Error> {
        self.look(Deed::AuditRead, |tx, by| {
            let mut filter = filter.clone();
            for name in [&mut filter.actor, &mut filter.object].into_iter().flatten() {
                if name == "@me" {
                    *name = by.rep.handle.to_string();
                }
            }
            tx.audit_log(&filter, limit)
        })
    }

    /// Returns an entry with the rows it tells of, and the texts it knows by their hashes, where they are not erased.
    pub fn audit_entry(&mut self, seq: i64) -> Result<(Link, Vec<Told>), Error> {
        self.look(Deed::AuditRead, |tx, _| {
            let link = tx.need_audit(seq)?;
            let mut told = link.entry.told();
            for row in &mut told {
                for column in &mut row.columns {
                    for value in [&mut column.before, &mut column.after] {
                        read_out(tx, row.id, &column.name, value)?;
                    }
                }
            }
            Ok((link, told))
        })
    }

    /// Returns where the audit log ends.
    pub fn audit_head(&mut self) -> Result<Head, Error> {
        self.look(Deed::AuditRead, |tx, _| tx.audit_head())
    }

    /// Goes through the whole audit log, and says whether it is as it was written; `anchors` are heads that were kept
    /// elsewhere.
    pub fn verify_audit(&mut self, anchors: &[Head]) -> Result<Verified, Error> {
        self.look(Deed::AuditRead, |tx, _| verify(tx, anchors))
    }
}

/// Puts a text in the place of its hash.
fn read_out(tx: &Tx<'_>, row: i64, column: &str, value: &mut Option<Value>) -> Result<(), Error> {
    let Some(Value::Hashed(hash)) = value else { return Ok(()) };
    let text = match tx.kept_text(hash)? {
        Some(kept) if kept.text.is_some() => kept.text,
        Some(_) => tx.logged_text(row, column)?,
        None => None,
    };
    *value = Some(Value::Plain(text.unwrap_or_else(|| "(erased)".to_owned())));
    Ok(())
}

pub(super) fn verify(tx: &Tx<'_>, anchors: &[Head]) -> Result<Verified, Error> {
    let (mut head, mut findings, mut borne_out) = (Head::default(), Vec::new(), 0);
    tx.each_audit(|link| {
        if let Err(why) = head.follow(&link) {
            findings.push(why.to_string());
            head = Head { seq: link.seq, hash: link.hash.clone() };
        }
        for anchor in anchors.iter().filter(|anchor| anchor.seq == link.seq) {
            if anchor.hash == link.hash {
                borne_out += 1;
            } else {
                findings.push(format!("entry {} is not the one whose hash was kept", link.seq));
            }
        }
        findings.extend(changed_texts(tx, &link)?);
        Ok(())
    })?;
    let missing = anchors.iter().filter(|anchor| anchor.seq > head.seq);
    findings.extend(missing.map(|anchor| format!("entry {} was kept, and the log ends with {}", anchor.seq, head.seq)));
    tx.each_kept_text(|kept| {
        if kept.text.is_some_and(|text| salted(&kept.salt, &text) != kept.hash) {
            findings.push(format!("the text known as sha256:{} is not as it was written", kept.hash));
        }
    })?;
    Ok(Verified { head, anchors: borne_out, findings })
}

/// Says which messages of tickets are not as an entry tells of them.
fn changed_texts(tx: &Tx<'_>, link: &Link) -> Result<Vec<String>, Error> {
    let mut changed = Vec::new();
    for row in link.entry.told().into_iter().filter(|row| row.table == "ticket_event" && row.is) {
        for column in row.columns {
            let Some(Value::Hashed(hash)) = column.after else { continue };
            let Some(kept) = tx.kept_text(&hash)? else { continue };
            let text = tx.logged_text(row.id, &column.name)?.unwrap_or_default();
            if kept.text.is_none() && salted(&kept.salt, &text) != hash {
                let ticket = link.entry.object.as_ref().map_or("a ticket", |object| object.name.as_str());
                changed.push(format!("the {} of event {} of {ticket} is not as it was written", column.name, row.id));
            }
        }
    }
    Ok(changed)
}

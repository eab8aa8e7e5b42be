//! In what two revisions of a quote differ.

use std::collections::BTreeMap;

use super::{Offer, QuoteLine, Revision, margin};
use crate::domain::order::Altered;

/// A revision with its lines, and what each line is called.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Contents<'a> {
    pub revision: &'a Revision,
    pub lines: &'a [(&'a QuoteLine, String)],
}

type Facts = BTreeMap<&'static str, Option<String>>;

/// Returns in what `after` differs from `before`: line by line, then as a whole.
pub fn differences(before: Contents<'_>, after: Contents<'_>) -> Vec<Altered> {
    let mut places: Vec<u32> = before.lines.iter().chain(after.lines).map(|(line, _)| line.line).collect();
    places.sort_unstable();
    places.dedup();
    let of = |contents: Contents<'_>, place: u32| {
        contents.lines.iter().find(|(line, _)| line.line == place).map(|(line, name)| line_facts(line, name))
    };
    let mut told = Vec::new();
    for place in places {
        compare(Some(place), of(before, place).unwrap_or_default(), of(after, place).unwrap_or_default(), &mut told);
    }
    compare(None, whole_facts(before), whole_facts(after), &mut told);
    told
}

fn compare(line: Option<u32>, before: Facts, mut after: Facts, told: &mut Vec<Altered>) {
    let mut tell = |field: &'static str, before: Option<String>, after: Option<String>| {
        if before != after {
            told.push(Altered { line, field: field.to_owned(), before, after });
        }
    };
    for (field, was) in before {
        tell(field, was, after.remove(field).flatten());
    }
    for (field, is) in after {
        tell(field, None, is);
    }
}

fn line_facts(line: &QuoteLine, name: &str) -> Facts {
    let offer = |offer: &Offer| {
        let picked = if offer.picked { " picked" } else { "" };
        format!("{} at {}{picked}", offer.quantity, offer.unit_price.amount())
    };
    let offers: Vec<String> = line.offers.iter().map(offer).collect();
    let text = |line: &Option<crate::domain::Line>| line.as_ref().map(ToString::to_string);
    Facts::from([
        ("what", Some(name.to_owned())),
        ("offers", Some(offers.join(", "))),
        ("tax", Some(line.tax.to_string())),
        ("note", text(&line.note)),
        ("remark", text(&line.remark)),
        ("asked for", line.asked.as_ref().map(ToString::to_string)),
    ])
}

fn whole_facts(contents: Contents<'_>) -> Facts {
    let revision = contents.revision;
    let prose = |text: &Option<crate::domain::Prose>| text.as_ref().map(ToString::to_string);
    Facts::from([
        ("currency", Some(revision.currency.to_string())),
        ("valid until", Some(revision.valid_until.to_string())),
        ("terms", revision.terms.map(|terms| terms.to_string())),
        ("delivery", revision.delivery.as_ref().map(ToString::to_string)),
        ("po", revision.po_number.as_ref().map(ToString::to_string)),
        ("note", prose(&revision.note)),
        ("remark", prose(&revision.remark)),
        ("freight", Some(revision.freight.to_string())),
        ("net", Some(revision.net.to_string())),
        ("tax", Some(revision.tax.to_string())),
        ("total", Some(revision.total().to_string())),
        ("margin", margin(contents.lines.iter().map(|(line, _)| *line)).map(|margin| margin.to_string())),
    ])
}

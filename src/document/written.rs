//! A document in words: every text as it is printed, whatever it is printed on. It is what templates are given.

use serde::Serialize;

use super::figures::filled;
use super::paper::{Company, Paper, PaperLine, Person, Stage};
use super::texts::{Speech, Texts};
use crate::domain::account::Terms;
use crate::domain::quote::Offer;
use crate::domain::{Rate, is_hidden};

/// A document, ready to be laid out.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Written {
    pub language: Speech,
    pub title: String,
    pub number: String,
    pub subject: String,
    pub notice: Option<String>,
    pub company: WrittenCompany,
    pub customer: Vec<String>,
    pub facts: Vec<Fact>,
    pub heads: Heads,
    pub lines: Vec<WrittenLine>,
    pub sums: Vec<Sum>,
    pub conditions: Vec<Fact>,
    pub note: Option<String>,
    pub page: [String; 3],
    #[serde(rename = "t")]
    pub texts: &'static Texts,
}

/// Who offers. Nothing in it is empty.
#[derive(Debug, Serialize)]
pub struct WrittenCompany {
    pub name: Option<String>,
    pub address: Vec<String>,
    pub reach: Vec<String>,
    pub footer: Option<String>,
}

/// Something, and what it is called.
#[derive(Debug, Serialize)]
pub struct Fact {
    pub label: String,
    pub values: Vec<String>,
}

/// What stands over the columns.
#[derive(Debug, Serialize)]
pub struct Heads {
    pub position: &'static str,
    pub description: &'static str,
    pub quantity: &'static str,
    pub unit_price: String,
    pub tax: &'static str,
    pub amount: String,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct WrittenLine {
    pub position: String,
    pub name: String,
    pub sku: Option<String>,
    pub replaces: Option<String>,
    pub note: Option<String>,
    pub tax: String,
    pub steps: Vec<Step>,
}

/// What so much of a line costs.
#[derive(Debug, Serialize)]
pub struct Step {
    pub quantity: String,
    pub unit: String,
    pub unit_price: String,
    pub amount: String,
    pub counts: bool,
    pub label: Option<&'static str>,
}

/// A line under the lines.
#[derive(Debug, Serialize)]
pub struct Sum {
    pub label: String,
    pub amount: String,
    pub is_total: bool,
}

impl Written {
    /// Writes a document in a language.
    pub fn of(paper: &Paper, speech: Speech) -> Self {
        let texts = speech.texts();
        let number = paper.quote.to_string();
        let title = format!("{} {number}, {} {}", texts.quotation, texts.revision.to_lowercase(), paper.revision);
        Self {
            language: speech,
            title,
            number,
            subject: clean(paper.subject.as_str()),
            notice: notice(paper, speech),
            company: company(&paper.company, texts),
            customer: customer(paper, texts),
            facts: facts(paper, speech),
            heads: heads(paper, speech),
            lines: paper.lines.iter().map(|line| written(line, speech)).collect(),
            sums: sums(paper, speech),
            conditions: conditions(paper, speech),
            note: paper.note.as_ref().map(|note| prose(note.as_str())),
            page: page(texts.page),
            texts,
        }
    }

    /// Says which of so many pages one is.
    pub fn page(&self, page: usize, pages: usize) -> String {
        let [before, between, after] = &self.page;
        format!("{before}{page}{between}{pages}{after}")
    }
}

fn page(text: &str) -> [String; 3] {
    let (before, rest) = text.split_once("{page}").unwrap_or((text, ""));
    let (between, after) = rest.split_once("{pages}").unwrap_or((rest, ""));
    [before, between, after].map(str::to_owned)
}

/// Leaves out what acts on an eye without being seen: it could turn a price around.
pub(super) fn clean(text: &str) -> String {
    let seen = text.chars().filter_map(|c| match c {
        '\t' | '\n' => Some(' '),
        c if is_hidden(c) => None,
        c => Some(c),
    });
    seen.collect()
}

/// Does the same, and keeps the line breaks.
pub(super) fn prose(text: &str) -> String {
    text.replace("\r\n", "\n").split('\n').map(clean).collect::<Vec<_>>().join("\n")
}

fn notice(paper: &Paper, speech: Speech) -> Option<String> {
    let texts = speech.texts();
    Some(match paper.stage {
        Stage::Valid => return None,
        Stage::Draft => texts.draft.to_owned(),
        Stage::Expired => filled(texts.expired, &[("date", &speech.date(paper.valid_until))]),
        Stage::Superseded(None) => texts.superseded.to_owned(),
        Stage::Superseded(Some(later)) => filled(texts.superseded_by, &[("revision", &later.to_string())]),
        Stage::Declined => texts.declined.to_owned(),
        Stage::Cancelled => texts.cancelled.to_owned(),
    })
}

fn company(company: &Company, texts: &Texts) -> WrittenCompany {
    let Company { name, address, tax_id, phone, email, web, bank: _, iban: _, footer } = company;
    let phone = phone.as_ref().map(|number| filled(texts.phone, &[("number", &clean(number.as_str()))]));
    let tax_id = tax_id.as_ref().map(|id| filled(texts.tax_id, &[("id", &clean(id.as_str()))]));
    let (email, web) = (email.as_ref().map(|email| clean(email.as_str())), web.as_ref().map(|web| clean(web.as_str())));
    WrittenCompany {
        name: name.as_ref().map(|name| clean(name.as_str())),
        address: address.iter().map(|line| clean(line.as_str())).collect(),
        reach: [phone, email, web, tax_id].into_iter().flatten().collect(),
        footer: footer.as_ref().map(|text| clean(text.as_str())),
    }
}

fn person(person: &Person, texts: &Texts) -> Vec<String> {
    let phone = person.phone.as_ref().map(|number| filled(texts.phone, &[("number", &clean(number.as_str()))]));
    let email = person.email.as_ref().map(|email| clean(email.as_str())).filter(|email| *email != person.name);
    [email, phone].into_iter().flatten().collect()
}

/// Who it is for: the first line is the company's name.
fn customer(paper: &Paper, texts: &Texts) -> Vec<String> {
    let mut lines = vec![clean(paper.customer.as_str())];
    if let Some(contact) = &paper.contact {
        lines.push(filled(texts.attention, &[("name", &clean(&contact.name))]));
        lines.extend(person(contact, texts));
    }
    lines.extend(paper.tax_id.as_ref().map(|id| filled(texts.tax_id, &[("id", &clean(id.as_str()))])));
    lines
}

fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), values: vec![value.into()] }
}

fn facts(paper: &Paper, speech: Speech) -> Vec<Fact> {
    let texts = speech.texts();
    let rep = paper.rep.as_ref().map(|rep| {
        let name = std::iter::once(clean(&rep.name));
        Fact { label: texts.prepared_by.to_owned(), values: name.chain(person(rep, texts)).collect() }
    });
    let facts = [
        paper.sent.map(|day| fact(texts.date, speech.date(day))),
        Some(fact(texts.valid_until, speech.date(paper.valid_until))),
        paper.po_number.as_ref().map(|number| fact(texts.po_number, clean(number.as_str()))),
        rep,
    ];
    facts.into_iter().flatten().collect()
}

fn heads(paper: &Paper, speech: Speech) -> Heads {
    let (texts, sign) = (speech.texts(), speech.sign(paper.currency));
    Heads {
        position: texts.position,
        description: texts.description,
        quantity: texts.quantity,
        unit_price: format!("{}, {sign}", texts.unit_price),
        tax: texts.tax,
        amount: format!("{}, {sign}", texts.amount),
    }
}

fn written(line: &PaperLine, speech: Speech) -> WrittenLine {
    let texts = speech.texts();
    let is_ladder = line.offers.len() > 1;
    let label = |counts| is_ladder.then_some(if counts { texts.counts } else { texts.alternative });
    let step = |(place, offer): (usize, &Offer)| Step {
        quantity: speech.quantity(offer.quantity),
        unit: speech.unit(&clean(line.unit.as_str()), offer.quantity),
        unit_price: speech.price(offer.unit_price),
        // What is more than can be counted was refused when the revision was written.
        amount: offer.amount().map(|amount| speech.bare(amount)).unwrap_or_default(),
        counts: place == line.counted,
        label: label(place == line.counted),
    };
    WrittenLine {
        position: line.line.to_string(),
        name: clean(line.name.as_str()),
        sku: line.sku.as_ref().map(|sku| clean(sku.as_str())),
        replaces: line.asked.as_ref().map(|sku| filled(texts.replaces, &[("sku", &clean(sku.as_str()))])),
        note: line.note.as_ref().map(|note| clean(note.as_str())),
        tax: speech.rate(line.tax),
        steps: line.offers.iter().enumerate().map(step).collect(),
    }
}

fn sums(paper: &Paper, speech: Speech) -> Vec<Sum> {
    let (texts, totals) = (speech.texts(), &paper.totals);
    let sum = |label: String, amount| Sum { label, amount: speech.money(amount), is_total: false };
    let freight = (totals.freight.minor != 0).then(|| sum(texts.freight.to_owned(), totals.freight));
    let taxes = totals.taxes.iter().map(|part| {
        let (rate, base) = (speech.rate(part.rate), speech.money(part.base));
        sum(filled(texts.tax_on, &[("rate", &rate), ("base", &base)]), part.tax)
    });
    let net = sum(texts.subtotal.to_owned(), totals.net);
    let total = Sum { is_total: true, ..sum(texts.total.to_owned(), totals.total) };
    std::iter::once(net).chain(freight).chain(taxes).chain([total]).collect()
}

fn conditions(paper: &Paper, speech: Speech) -> Vec<Fact> {
    let texts = speech.texts();
    let Company { bank, iban, .. } = &paper.company;
    let iban = iban.as_ref().map(|iban| format!("IBAN {}", clean(iban.as_str())));
    let account: Vec<String> = bank.as_ref().map(|bank| clean(bank.as_str())).into_iter().chain(iban).collect();
    let conditions = [
        paper.terms.map(|terms| fact(texts.payment, speech.terms(terms))),
        paper.delivery.as_ref().map(|delivery| fact(texts.delivery, clean(delivery.as_str()))),
        (!account.is_empty()).then(|| Fact { label: texts.bank.to_owned(), values: account }),
    ];
    conditions.into_iter().flatten().collect()
}

impl Speech {
    fn days(self, number: u16) -> String {
        let texts = self.texts();
        let text = if self.is_one(number) { texts.day } else { texts.days };
        filled(text, &[("number", &number.to_string())])
    }

    /// Says when is paid.
    pub(super) fn terms(self, terms: Terms) -> String {
        let texts = self.texts();
        match terms {
            Terms::Net(days) => filled(texts.net, &[("days", &self.days(days))]),
            Terms::Discount { percent, within, net } => {
                let rate = Rate::new(u32::from(percent) * 10_000).unwrap_or_default();
                let (within, days) = (self.days(within), self.days(net));
                filled(texts.discount, &[("rate", &self.rate(rate)), ("within", &within), ("days", &days)])
            }
            Terms::EndOfMonth => texts.end_of_month.to_owned(),
            Terms::Prepay => texts.prepay.to_owned(),
        }
    }
}

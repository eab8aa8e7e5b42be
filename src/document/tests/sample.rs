//! Documents to be printed.

use crate::document::{Company, Paper, PaperLine, Person, Stage};
use crate::domain::account::Terms;
use crate::domain::quote::{Offer, QuoteLine, Totals};
use crate::domain::{Currency, Line, Money, OfferId, QuoteId, QuoteLineId, RevisionId, UnitPrice};

pub(super) fn line(text: &str) -> Line {
    text.parse().unwrap()
}

pub(super) fn company() -> Company {
    Company {
        name: Some(line("Officine Meridiana S.p.A.")),
        address: vec![line("Via dei Tornitori 14"), line("40128 Bologna, Italia")],
        tax_id: Some(line("IT 02145670378")),
        phone: Some(line("+39 051 555 0142")),
        email: Some("offerte@meridiana.example".parse().unwrap()),
        web: Some(line("meridiana.example")),
        bank: Some(line("Banca dell’Emilia, Bologna")),
        iban: Some(line("IT60 X054 2811 1010 0000 0123 456")),
        footer: Some(line(
            "Capitale sociale € 1.200.000 i.v. · Registro imprese di Bologna n. 02145670378 · Le condizioni generali di vendita sono parte di ogni offerta.",
        )),
    }
}

/// A line of so many offers: quantity and price of a unit each.
pub(super) fn offered(place: u32, name: &str, tax: &str, offers: &[(&str, &str)], currency: Currency) -> QuoteLine {
    let offer = |(quantity, price): &(&str, &str)| Offer {
        id: OfferId::new(1),
        line: QuoteLineId::new(1),
        quantity: quantity.parse().unwrap(),
        unit_price: UnitPrice::parse(price, currency).unwrap(),
        usual: Some(UnitPrice::parse("987654.321", currency).unwrap()),
        origin: line("SECRET ORIGIN"),
        picked: false,
    };
    QuoteLine {
        id: QuoteLineId::new(1),
        revision: RevisionId::new(1),
        line: place,
        product: None,
        description: Some(line(name)),
        asked: None,
        unit: line("piece"),
        cost: Some(UnitPrice::parse("876543.21", currency).unwrap()),
        tax: tax.parse().unwrap(),
        note: None,
        remark: Some(line("SECRET REMARK")),
        offers: offers.iter().map(offer).collect(),
    }
}

/// A document of such lines.
pub(super) fn paper(lines: &[QuoteLine], freight: i64, currency: Currency) -> Paper {
    let freight = Money { minor: freight, currency };
    let totals = Totals::of(lines, freight, "22".parse().unwrap(), currency).unwrap();
    let of = |line: &QuoteLine| PaperLine::of(line, None, line.description.clone().unwrap());
    Paper {
        company: company(),
        customer: line("Северсталь-Метиз ООО"),
        tax_id: Some(line("7712345678")),
        contact: Some(Person {
            name: "Ирина Соколова".to_owned(),
            email: Some("sokolova@severmetiz.example".parse().unwrap()),
            phone: Some(line("+7 8202 55 01 42")),
        }),
        rep: Some(Person {
            name: "Giulia Ferri".to_owned(),
            email: Some("giulia@meridiana.example".parse().unwrap()),
            phone: None,
        }),
        quote: QuoteId::new(7),
        subject: line("Bearings and fasteners for the spring overhaul"),
        revision: 2,
        stage: Stage::Valid,
        sent: Some("2026-11-01".parse().unwrap()),
        valid_until: "2026-12-22".parse().unwrap(),
        po_number: Some(line("PO-2026/1187")),
        currency,
        terms: Some(Terms::Discount { percent: 2, within: 10, net: 31 }),
        delivery: Some(line("DAP Cherepovets, 3 weeks after the order")),
        note: Some("We hold the bearings for you until the offer ends.\n\nPart deliveries are possible: tell us which lines you need first.".parse().unwrap()),
        lines: lines.iter().map(of).collect(),
        totals,
    }
}

/// One of everything.
pub(super) fn everything() -> Paper {
    let eur = Currency::EUR;
    let mut bearing = offered(1, "Deep groove ball bearing 6204-2RS, 20 × 47 × 14 mm", "22", &[("120", "4.85")], eur);
    bearing.note = Some(line("Sealed on both sides; from stock"));
    bearing.asked = Some("6204-ZZ".parse().unwrap());
    let mut screw = offered(
        2,
        "Hexagon socket screw ISO 4762 M8×40, A2-70",
        "22",
        &[("1000", "0.118"), ("5000", "0.0945"), ("10000", "0.08125")],
        eur,
    );
    screw.offers[1].picked = true;
    let mut oil = offered(3, "Chain oil, food grade", "10", &[("37.5", "18.4")], eur);
    oil.unit = line("l");
    let setup = offered(4, "Setting up the tool for a special length, once", "22", &[("1", "1250")], eur);
    let mut paper = paper(&[bearing, screw, oil, setup], 18_500, eur);
    for (line, sku) in paper.lines.iter_mut().zip(["6204-2RS", "ISO4762-M8X40-A2", "OIL-CH-FG"]) {
        line.sku = Some(sku.parse().unwrap());
    }
    paper
}

/// Sixty lines, some of several offers.
pub(super) fn long() -> Paper {
    let lines: Vec<QuoteLine> = (1..=60)
        .map(|place| {
            let name = format!("Spacer ring {place} × {} mm, ground", place + 3);
            let offers: &[(&str, &str)] =
                if place % 7 == 0 { &[("100", "3.2"), ("500", "2.95"), ("1000", "2.6125")] } else { &[("25", "3.2")] };
            offered(place, &name, "22", offers, Currency::EUR)
        })
        .collect();
    paper(&lines, 0, Currency::EUR)
}

/// A picture of one point.
pub(super) const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x60, 0x60, 0x60, 0x00, 0x00, 0x00, 0x05, 0x00, 0x01, 0xa5, 0xf6, 0x45,
    0x40, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Compares a document with the one that was looked at, which lies beside these tests.
pub(super) fn looked_at(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

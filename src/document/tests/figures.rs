//! What is printed is what was reckoned, to the minor unit, and nothing that the customer may not know.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;

use super::sample;
use crate::document::{Speech, Written, html, pdf, sheet};
use crate::domain::quote::Totals;
use crate::domain::{Currency, Instant, Money, Rate};

/// Reads an amount as a person does: its digits are its minor units.
fn minor(text: &str) -> i64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_printed_is_what_it_comes_to(
        lines in prop::collection::vec((0..2_000_000_000_i64, 1..5_000_000_i64, 0..4_u32, 1..4_usize, 0..4_usize), 0..12),
        freight in 0..1_000_000_i64,
        (code, speech) in (prop::sample::select(vec!["JPY", "EUR", "KWD", "USD", "RUB"]), prop::sample::select(Speech::ALL)),
    ) {
        let currency: Currency = code.parse().unwrap();
        let line = |(place, (micros, thousandths, rate, offers, picked)): (usize, (i64, i64, u32, usize, usize))| {
            let mut line = sample::offered(u32::try_from(place + 1).unwrap(), "Ring", "0", &[("1", "1")], currency);
            line.tax = Rate::new(rate * 50_000).unwrap();
            line.offers[0].unit_price.micros = micros;
            line.offers = (1..).take(offers).map(|step| {
                let mut offer = line.offers[0].clone();
                offer.quantity = crate::domain::Quantity::new(thousandths * step);
                offer.picked = usize::try_from(step).unwrap() == picked;
                offer
            }).collect();
            line
        };
        let lines: Vec<_> = lines.into_iter().enumerate().map(line).collect();
        let paper = sample::paper(&lines, freight, currency);
        let written = Written::of(&paper, speech);
        let Totals { net, freight, taxes, total, .. } = &paper.totals;
        let counted = written.lines.iter().flat_map(|line| &line.steps).filter(|step| step.counts);
        prop_assert_eq!(counted.map(|step| minor(&step.amount)).sum::<i64>(), net.minor);
        let mut amounts = vec![net.minor];
        amounts.extend(Some(freight.minor).filter(|freight| *freight != 0));
        amounts.extend(taxes.iter().map(|part| part.tax.minor));
        amounts.push(total.minor);
        prop_assert_eq!(written.sums.iter().map(|sum| minor(&sum.amount)).collect::<Vec<_>>(), amounts);
        let page = html(&written, None, None).unwrap();
        prop_assert!(page.contains(&written.sums.last().unwrap().amount));
    }
}

#[test]
fn what_is_ours_alone_is_on_no_document() {
    let paper = sample::everything();
    for speech in Speech::ALL {
        let written = Written::of(&paper, *speech);
        let page = html(&written, None, None).unwrap();
        let print = lopdf::Document::load_mem(&pdf(&written, None).unwrap()).unwrap().extract_text(&[1]).unwrap();
        let cells = format!("{:?}", cells(&sheet(&paper, *speech, Instant::from_epoch(0)).unwrap()));
        for text in [page, print, cells] {
            let digits: String = text.chars().filter(|c| !",. \u{a0}".contains(*c)).collect();
            for secret in ["SECRET", "987654321", "87654321"] {
                assert!(!digits.contains(secret), "{secret}");
            }
        }
    }
}

fn cells(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_spreadsheet_has_numbers_and_texts_that_never_run() {
    let mut paper = sample::everything();
    paper.lines[0].name = sample::line("=1+1");
    paper.lines[0].sku = Some("00123".parse().unwrap());
    paper.subject = sample::line("@SUM(A1)");
    let bytes = sheet(&paper, Speech::Italian, Instant::from_epoch(0)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert!(book.worksheet_formula("Q7 2").unwrap().is_empty());
    let rows = cells(&bytes);
    let shown: Vec<String> = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    "Officine Meridiana S.p.A." |  |  |  |  |  |  | 
    "Via dei Tornitori 14" |  |  |  |  |  |  | 
    "40128 Bologna, Italia" |  |  |  |  |  |  | 
    "Tel. +39 051 555 0142" |  |  |  |  |  |  | 
    "offerte@meridiana.example" |  |  |  |  |  |  | 
    "meridiana.example" |  |  |  |  |  |  | 
    "P. IVA IT 02145670378" |  |  |  |  |  |  | 
     |  |  |  |  |  |  | 
    "Offerta Q7, revisione 2" |  |  |  |  |  |  | 
    "@SUM(A1)" |  |  |  |  |  |  | 
     |  |  |  |  |  |  | 
    "Spett.le" |  | "Северсталь-Метиз ООО" |  |  |  |  | 
     |  | "C.a. Ирина Соколова" |  |  |  |  | 
     |  | "sokolova@severmetiz.example" |  |  |  |  | 
     |  | "Tel. +7 8202 55 01 42" |  |  |  |  | 
     |  | "P. IVA 7712345678" |  |  |  |  | 
    "Data" |  | "1 novembre 2026" |  |  |  |  | 
    "Valida fino al" |  | "22 dicembre 2026" |  |  |  |  | 
    "Vostro ordine n." |  | "PO-2026/1187" |  |  |  |  | 
    "Il vostro referente" |  | "Giulia Ferri" |  |  |  |  | 
     |  | "giulia@meridiana.example" |  |  |  |  | 
     |  |  |  |  |  |  | 
    "N." | "Articolo" | "Descrizione" | "Quantità" | "Unità" | "Prezzo unitario, €" | "IVA" | "Importo, €"
    1 | "00123" | "=1+1\nin sostituzione di 6204-ZZ\nSealed on both sides; from stock" | 120 | "pz" | 4.85 | 0.22 | 582
    2 | "ISO4762-M8X40-A2" | "Hexagon socket screw ISO 4762 M8×40, A2-70" |  |  |  |  | 
     |  | "oppure" | 1000 | "pz" | 0.118 |  | 118
     |  | "nel totale" | 5000 | "pz" | 0.0945 | 0.22 | 472.5
     |  | "oppure" | 10000 | "pz" | 0.08125 |  | 812.5
    3 | "OIL-CH-FG" | "Chain oil, food grade" | 37.5 | "l" | 18.4 | 0.1 | 690
    4 |  | "Setting up the tool for a special length, once" | 1 | "pz" | 1250 | 0.22 | 1250
     |  | "Totale merce" |  |  |  | "EUR" | 2994.5
     |  | "Trasporto" |  |  |  | "EUR" | 185
     |  | "IVA 10% su 690,00\u{a0}€" |  |  |  | "EUR" | 69
     |  | "IVA 22% su 2.489,50\u{a0}€" |  |  |  | "EUR" | 547.69
     |  | "Totale" |  |  |  | "EUR" | 3796.19
     |  |  |  |  |  |  | 
    "Pagamento" |  | "sconto 2% entro 10 giorni, altrimenti a 31 giorni data fattura" |  |  |  |  | 
    "Consegna" |  | "DAP Cherepovets, 3 weeks after the order" |  |  |  |  | 
    "Banca" |  | "Banca dell’Emilia, Bologna" |  |  |  |  | 
     |  | "IBAN IT60 X054 2811 1010 0000 0123 456" |  |  |  |  | 
     |  |  |  |  |  |  | 
    "We hold the bearings for you until the offer ends.\n\nPart deliveries are possible: tell us which lines you need first." |  |  |  |  |  |  | 
    "Capitale sociale € 1.200.000 i.v. · Registro imprese di Bologna n. 02145670378 · Le condizioni generali di vendita sono parte di ogni offerta." |  |  |  |  |  |  |
    "#);
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

#[test]
fn an_amount_too_long_for_a_number_is_a_text() {
    let currency = Currency::EUR;
    let lines = [sample::offered(1, "Gold", "0", &[("1", "9007199254740.99")], currency)];
    let mut paper = sample::paper(&lines, 0, currency);
    paper.totals.total = Money { minor: i64::MAX, currency };
    let rows = cells(&sheet(&paper, Speech::English, Instant::from_epoch(0)).unwrap());
    assert!(rows.iter().flatten().any(|cell| *cell == Data::String("92233720368547758.07".to_owned())));
}

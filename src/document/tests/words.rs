//! What documents say, and how they write numbers.

use crate::document::Speech;
use crate::domain::account::Terms;
use crate::domain::{Currency, Language, Money, Quantity, UnitPrice};

/// Returns every text of a language by its name.
fn texts(speech: Speech) -> Vec<(String, String)> {
    let serde_json::Value::Object(texts) = serde_json::to_value(speech.texts()).unwrap() else { panic!() };
    let text = |(name, value): (String, serde_json::Value)| match value {
        serde_json::Value::Array(months) => months.into_iter().map(|month| (name.clone(), month)).collect(),
        one => vec![(name, one)],
    };
    let texts = texts.into_iter().flat_map(text);
    texts.map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
}

fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    places.sort_unstable();
    places
}

#[test]
fn every_language_has_every_text_and_puts_in_what_belongs_there() {
    let english = texts(Speech::English);
    for speech in Speech::ALL {
        let texts = texts(*speech);
        assert_eq!(texts.len(), english.len());
        for ((name, text), (_, model)) in texts.iter().zip(&english) {
            assert!(!text.trim().is_empty(), "{speech}: {name}");
            assert_eq!(places(text), places(model), "{speech}: {name}");
        }
    }
}

#[test]
fn the_first_language_that_is_known_is_taken() {
    let language = |code: &str| Some(code.parse::<Language>().unwrap());
    assert_eq!(Speech::of([language("ru"), language("it")]), Speech::Russian);
    assert_eq!(Speech::of([language("de"), language("es")]), Speech::Spanish);
    assert_eq!(Speech::of([None, language("ja")]), Speech::English);
}

fn in_each(write: impl Fn(Speech) -> String) -> String {
    let written = Speech::ALL.iter().map(|speech| write(*speech).replace('\u{a0}', "~"));
    written.collect::<Vec<_>>().join(" | ")
}

#[test]
fn amounts_are_written_as_the_language_writes_them() {
    let money = |text: &str, code: &str| {
        let currency: Currency = code.parse().unwrap();
        in_each(|speech| speech.money(Money::parse(text, currency).unwrap()))
    };
    let all = [
        money("1234.50", "EUR"),
        money("1234567.89", "GBP"),
        money("999", "JPY"),
        money("1234.567", "KWD"),
        money("12.30", "USD"),
        money("1000000", "RUB"),
        money("15", "PLN"),
        money("-0.05", "EUR"),
        money("92233720368547758.07", "EUR"),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    €1,234.50 | 1.234,50~€ | 1~234,50~€ | 1.234,50~€
    £1,234,567.89 | 1.234.567,89~£ | 1~234~567,89~£ | 1.234.567,89~£
    JPY~999 | 999~JPY | 999~JPY | 999~JPY
    KWD~1,234.567 | 1.234,567~KWD | 1~234,567~KWD | 1.234,567~KWD
    USD~12.30 | 12,30~USD | 12,30~USD | 12,30~USD
    ₽1,000,000.00 | 1.000.000,00~₽ | 1~000~000,00~₽ | 1.000.000,00~₽
    PLN~15.00 | 15,00~zł | 15,00~zł | 15,00~zł
    −€0.05 | −0,05~€ | −0,05~€ | −0,05~€
    €92,233,720,368,547,758.07 | 92.233.720.368.547.758,07~€ | 92~233~720~368~547~758,07~€ | 92.233.720.368.547.758,07~€
    ");
}

#[test]
fn prices_quantities_and_shares_keep_what_they_are() {
    let price = |text, code: &str| {
        let price = UnitPrice::parse(text, code.parse().unwrap()).unwrap();
        in_each(|speech| speech.price(price))
    };
    let quantity = |text: &str| in_each(|speech| speech.quantity(text.parse::<Quantity>().unwrap()));
    let rate = |text: &str| in_each(|speech| speech.rate(text.parse().unwrap()));
    let unit = |word: &str, count| in_each(|speech| speech.unit(word, Quantity::units(count)));
    let all = [
        unit("piece", 1),
        unit("piece", 2),
        unit("drum", 2),
        price("0.000450", "EUR"),
        price("1234.5", "EUR"),
        price("12.5", "JPY"),
        quantity("1500.5"),
        quantity("0.001"),
        quantity("10000"),
        rate("22"),
        rate("2.5"),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    pc | pz | шт. | ud.
    pcs | pz | шт. | uds.
    drum | drum | drum | drum
    0.00045 | 0,00045 | 0,00045 | 0,00045
    1,234.50 | 1.234,50 | 1~234,50 | 1.234,50
    12.5 | 12,5 | 12,5 | 12,5
    1,500.5 | 1.500,5 | 1~500,5 | 1.500,5
    0.001 | 0,001 | 0,001 | 0,001
    10,000 | 10.000 | 10~000 | 10.000
    22% | 22% | 22~% | 22~%
    2.5% | 2,5% | 2,5~% | 2,5~%
    ");
}

#[test]
fn days_and_terms_are_written_in_words() {
    let day = |text: &str| in_each(|speech| speech.date(text.parse().unwrap()));
    let terms = |terms| in_each(|speech| speech.terms(terms));
    let all = [
        day("2026-03-01"),
        day("2026-12-31"),
        terms(Terms::Net(30)),
        terms(Terms::Net(1)),
        terms(Terms::Net(21)),
        terms(Terms::Net(11)),
        terms(Terms::Discount { percent: 2, within: 10, net: 31 }),
        terms(Terms::EndOfMonth),
        terms(Terms::Prepay),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    1 March 2026 | 1 marzo 2026 | 1 марта 2026 г. | 1 de marzo de 2026
    31 December 2026 | 31 dicembre 2026 | 31 декабря 2026 г. | 31 de diciembre de 2026
    30 days net | a 30 giorni data fattura | в течение 30 дней с даты счёта | a 30 días de la fecha de factura
    1 day net | a 1 giorno data fattura | в течение 1 дня с даты счёта | a 1 día de la fecha de factura
    21 days net | a 21 giorni data fattura | в течение 21 дня с даты счёта | a 21 días de la fecha de factura
    11 days net | a 11 giorni data fattura | в течение 11 дней с даты счёта | a 11 días de la fecha de factura
    2% discount within 10 days, otherwise 31 days net | sconto 2% entro 10 giorni, altrimenti a 31 giorni data fattura | скидка 2~% при оплате в течение 10 дней, иначе в течение 31 дня с даты счёта | descuento del 2~% a 10 días; si no, a 31 días de la fecha de factura
    at the end of the month of the invoice | a fine mese data fattura | до конца месяца выставления счёта | a fin del mes de la factura
    in advance | anticipato | предоплата | por adelantado
    ");
}

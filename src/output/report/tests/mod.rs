//! Reports in each of their shapes.

mod drawn;
mod files;

use super::{Figure, Head, Heading, Line, Picture, Report};
use crate::domain::{Currency, Money, Seconds};
use crate::output::{Align, Shown, Tone};

const fn head(field: &'static str, title: &'static str) -> Head {
    Head { field, title, shown: Shown::Always, align: Align::Right, tone: None }
}

/// A report by these things, of one figure and its picture.
fn of_one(by: &[&str], field: &'static str, pictures: &'static [Picture], lines: &[(&[&str], Figure)]) -> Report {
    let line = |(names, figure): &(&[&str], Figure)| Line {
        names: names.iter().map(|name| Some((*name).to_owned())).collect(),
        figures: vec![figure.clone()],
    };
    Report {
        name: "sample",
        title: "How it is",
        about: "Tickets".to_owned(),
        headings: by.iter().map(|by| Heading { field: "group", title: Some((*by).to_owned()) }).collect(),
        measures: vec![head(field, "figure")],
        lines: lines.iter().map(line).collect(),
        notes: Vec::new(),
        pictures,
    }
}

fn eur(minor: i64) -> Money {
    Money { minor, currency: Currency::EUR }
}

/// A report with every figure, of groups with the names that are given.
fn full(names: [&str; 2]) -> Report {
    let [first, second] = names.map(|name| vec![Some(name.to_owned())]);
    let usd = "USD".parse().unwrap();
    let figures = [
        vec![
            Figure::Count(12),
            Figure::Share(9_750),
            Figure::Span(Seconds::new(93_600)),
            Figure::Money(vec![eur(123_450), Money { minor: 99, currency: usd }]),
            Figure::Flag(true),
            Figure::Day("2026-01-15".parse().unwrap()),
            Figure::Text("on time".to_owned()),
            Figure::Hundredths(-125),
            Figure::Count(7),
            Figure::Count(5),
        ],
        vec![
            Figure::Count(3),
            Figure::Nothing,
            Figure::Span(Seconds::new(5400)),
            Figure::Money(vec![eur(-5)]),
            Figure::Flag(false),
            Figure::Nothing,
            Figure::Text(String::new()),
            Figure::Hundredths(50),
            Figure::Count(0),
            Figure::Count(3),
        ],
    ];
    let [one, two] = figures;
    let wide = Head { shown: Shown::Wide, ..head("parts_done", "done") };
    Report {
        name: "sample",
        title: "How it is",
        about: "Tickets, from 2026-01-01 on".to_owned(),
        headings: vec![Heading { field: "group", title: Some("account".to_owned()) }],
        measures: vec![
            Head { tone: Some(Tone::Bad), ..head("late", "late") },
            head("kept_percent", "kept"),
            head("median_seconds", "median"),
            head("worth", "worth"),
            head("capped", "cap"),
            head("since", "since"),
            head("said", "said"),
            head("score", "score"),
            wide,
            Head { shown: Shown::Wide, ..head("parts_open", "open") },
        ],
        lines: vec![Line { names: first, figures: one }, Line { names: second, figures: two }],
        notes: vec!["Left out are 2 tickets without a promise.".to_owned()],
        pictures: &[
            Picture::Bars("kept_percent"),
            Picture::Bars("worth"),
            Picture::Parts(&["parts_done", "parts_open"]),
            Picture::Histogram(&["parts_done", "parts_open"]),
        ],
    }
}

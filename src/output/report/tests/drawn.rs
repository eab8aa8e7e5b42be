//! Pictures as text.

use insta::assert_snapshot;

use super::{eur, full, of_one};
use crate::domain::Seconds;
use crate::output::report::text::Ink;
use crate::output::report::{Figure, Picture, Report};
use crate::output::table::Canvas;

const BARS: &[Picture] = &[Picture::Bars("figure")];

fn drawn(report: &Report, width: usize, blocks: bool) -> String {
    let canvas = Canvas { width: Some(width), color: false };
    report.drawings().iter().map(|drawing| drawing.text(canvas, Ink::of(blocks))).collect::<Vec<_>>().join("\n")
}

fn counts(by: &[&str], lines: &[(&[&str], u64)]) -> Report {
    let lines: Vec<_> = lines.iter().map(|(names, count)| (*names, Figure::Count(*count))).collect();
    of_one(by, "figure", BARS, &lines)
}

#[test]
fn bars_end_in_eighths_and_say_their_figure() {
    let report = counts(&["tier"], &[(&["1"], 100), (&["2"], 33), (&["3"], 1), (&["-"], 0)]);
    assert_snapshot!(drawn(&report, 40, true), @"
    Figure by tier
    1  █████████████████████████████████ 100
    2  ██████████▉ 33
    3  ▍ 1
    -  0
    ");
    assert_snapshot!(drawn(&report, 40, false), @"
    Figure by tier
    1  ################################# 100
    2  ########### 33
    3  # 1
    -  0
    ");
}

#[test]
fn shares_are_drawn_of_the_whole_and_what_is_missing_is_not() {
    let lines: [(&[&str], Figure); 3] =
        [(&["1"], Figure::Share(5_000)), (&["2"], Figure::Nothing), (&["3"], Figure::Share(5))];
    assert_snapshot!(drawn(&of_one(&["tier"], "figure", BARS, &lines), 40, true), @"
    Figure by tier
    1  ███████████████ 50.00%
    2  -
    3  ▏ 0.05%
    ");
}

#[test]
fn negative_figures_go_the_other_way() {
    let lines: [(&[&str], Figure); 3] = [
        (&["1"], Figure::Amount(eur(-5_000))),
        (&["2"], Figure::Amount(eur(10_000))),
        (&["3"], Figure::Amount(eur(0))),
    ];
    let report = of_one(&["tier"], "figure", BARS, &lines);
    assert_snapshot!(drawn(&report, 50, true), @"
    Figure by tier
    1  ████████████ -50.00 EUR
    2              ████████████████████████ 100.00 EUR
    3              0.00 EUR
    ");
    assert_snapshot!(drawn(&report, 50, false), @"
    Figure by tier
    1  ############ -50.00 EUR
    2              ######################## 100.00 EUR
    3              0.00 EUR
    ");
}

#[test]
fn long_names_are_cut_and_a_group_is_named_once() {
    let report = counts(
        &["account", "tier"],
        &[
            (&["Bundesverband der Energiewirtschaft", "1"], 4),
            (&["Bundesverband der Energiewirtschaft", "2"], 8),
            (&["日本語テキスト日本語テキスト", "2"], 6),
        ],
    );
    assert_snapshot!(drawn(&report, 60, true), @"
    Figure by account and tier
    Bundesver…  1  █████████████████████▌ 4
                2  ███████████████████████████████████████████ 8
    日本語テ…   2  ████████████████████████████████▎ 6
    ");
    for width in [20, 40, 80, 120, 400] {
        let widest = drawn(&report, width, true).lines().map(crate::output::width::of).max().unwrap();
        assert!(widest <= width.max(30), "{widest} of {width}");
    }
}

#[test]
fn sums_in_several_currencies_are_not_compared() {
    let usd = "USD".parse().unwrap();
    let lines: [(&[&str], Figure); 2] = [
        (&["1"], Figure::Money(vec![eur(500)])),
        (&["2"], Figure::Money(vec![crate::domain::Money { minor: 500, currency: usd }])),
    ];
    assert_snapshot!(drawn(&of_one(&["tier"], "won", &[Picture::Bars("won")], &lines), 60, true), @"
    Figure by tier
    Not drawn: sums in EUR, USD are not compared.
    ");
}

#[test]
fn months_are_drawn_in_order_and_those_without_anything_are_told() {
    let alone = counts(&["month"], &[(&["2025-11"], 4), (&["2025-12"], 8), (&["2026-02"], 2)]);
    assert_snapshot!(drawn(&alone, 40, true), @"
    Figure by month
    2025-11  ██████████████▌ 4
    2025-12  █████████████████████████████ 8
    2026-01  -
    2026-02  ███████▎ 2
    ");
    let lines: [(&[&str], u64); 5] = [
        (&["ACME", "2025-11"], 1),
        (&["ACME", "2025-12"], 8),
        (&["ACME", "2026-01"], 4),
        (&["Bolt", "2025-12"], 3),
        (&["Bolt", "2026-02"], 0),
    ];
    let several = counts(&["account", "month"], &lines);
    assert_snapshot!(drawn(&several, 60, true), @"
    Figure by account and month
          2025-11 - 2026-02  LAST  LEAST  MOST
    ACME  ▂█▅·                  -      1     8
    Bolt  ·█·▁                  0      0     3
    ");
    assert_snapshot!(drawn(&several, 60, false), @"
    Figure by account and month
          2025-11 - 2026-02  LAST  LEAST  MOST
    ACME  :#+_                  -      1     8
    Bolt  _#_.                  0      0     3
    ");
}

#[test]
fn many_groups_are_drawn_by_their_weight() {
    let names: Vec<String> = (0..40).map(|number| format!("A{number:02}")).collect();
    let names: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
    let lines: Vec<(&[&str], u64)> = (0..).zip(&names).map(|(place, name)| (name.as_slice(), place)).collect();
    let text = drawn(&counts(&["account"], &lines), 40, true);
    assert!(!text.contains("A09") && text.contains("A10") && text.contains("A39"), "{text}");
    let words = text.lines().skip(31).collect::<Vec<_>>().join(" ");
    assert_eq!(words, "Drawn are the 30 of 40 groups with the most figure; the table has all.");
}

#[test]
fn many_groups_are_cut_to_those_that_weigh_most_and_the_others_are_said_to_be_elsewhere() {
    let names: Vec<String> = (0..40).map(|number| format!("A{number:02}")).collect();
    let names: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
    let cut = |weight: fn(u64) -> u64| {
        let lines: Vec<(&[&str], u64)> =
            (0..).zip(&names).map(|(place, name)| (name.as_slice(), weight(place))).collect();
        let mut report = counts(&["account"], &lines);
        report.cut(2, "desk report figure -O csv");
        let left: Vec<String> = report.lines.iter().filter_map(|line| line.names[0].clone()).collect();
        (left.join(" "), report.notes.join(" "))
    };
    let said = |which: &str| format!("here are {which}; all of them: desk report figure -O csv");
    assert_eq!(cut(|place| place % 39), ("A37 A38".to_owned(), said("the 2 of 40 groups with the most figure")));
    // Where all weigh as much, none of them is more to the point than the first.
    assert_eq!(cut(|_| 1), ("A00 A01".to_owned(), said("the first 2 of 40 groups")));
}

#[test]
fn parts_and_ranges_are_told_apart_without_colour() {
    assert_snapshot!(drawn(&full(["ACME", "Bolt"]), 60, true), @"
    Kept by account
    ACME  █████████████████████████████████████████████▉ 97.50%
    Bolt  -

    Worth by account
    Not drawn: sums in EUR, USD are not compared.

    How it is
    █ done   ░ open
    ACME  ██████████████████████████████░░░░░░░░░░░░░░░░░░░░░ 12
    Bolt  ░░░░░░░░░░░░░ 3

    How it is
    done  █████████████████████████████████████████████▌ 7
    open  ████████████████████████████████████████████████████ 8
    ");
    assert_snapshot!(drawn(&full(["ACME", "Bolt"]), 60, false), @"
    Kept by account
    ACME  ############################################## 97.50%
    Bolt  -

    Worth by account
    Not drawn: sums in EUR, USD are not compared.

    How it is
    # done   . open
    ACME  ##############################..................... 12
    Bolt  ............. 3

    How it is
    done  ############################################## 7
    open  #################################################### 8
    ");
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert_eq!(drawn(&counts(&["tier"], &[]), 40, true), "");
    let unknown: [(&[&str], Figure); 1] = [(&["1"], Figure::Nothing)];
    assert_eq!(drawn(&of_one(&["tier"], "figure", BARS, &unknown), 40, true), "");
    let none: [(&[&str], Figure); 1] = [(&["1"], Figure::Span(Seconds::ZERO))];
    assert_snapshot!(drawn(&of_one(&["tier"], "figure", BARS, &none), 40, true), @"
    Figure by tier
    1  0s
    ");
}

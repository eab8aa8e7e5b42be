//! Reports as files.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use insta::assert_snapshot;

use super::full;
use crate::domain::Instant;
use crate::output::escape::is_hidden;
use crate::output::report::markdown::markdown;
use crate::output::report::pack::Cover;
use crate::output::report::{Pack, Report, book, page};
use crate::output::tests::sample::{Written, settings, try_written, written};
use crate::output::{Format, OutputError, Settings};

const HOSTILE: &str = "</td><script>alert(1)</script>\u{1b}[31m\u{202e}|\"'&{{ made }}=1+1";

fn html(report: &Report) -> String {
    page::page(&Cover::from(report), None, false, "2026-01-15 09:00 +00:00").unwrap()
}

fn sheet(report: &Report) -> Vec<Vec<Data>> {
    let bytes = book::book(&Cover::from(report), None, Instant::from_epoch(1_768_467_600)).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["sample"]);
    let range = book.worksheet_range("sample").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_page_holds_pictures_and_the_numbers_under_them() {
    let page = html(&full(["ACME", "Bolt & Söhne"]));
    let body = page.split_once("</defs></svg>\n").unwrap().1.split_once("<script>").unwrap().0;
    assert_snapshot!(body, @r#"
    <main>
    <h1>How it is</h1>
    <p class="about">Tickets, from 2026-01-01 on</p>
    <section id="sample">
    <div class="pictures">
    <figure class="card" role="group" aria-label="Kept by account">
    <figcaption>Kept by account</figcaption>
    <ol class="bars">
    <li><span class="name">ACME</span><svg role="img" aria-label="97.50%"><rect class="plus" x="0.00%" width="97.50%" height="100%"/></svg><b>97.50%</b></li>
    <li><span class="name">Bolt &amp; Söhne</span><svg role="img" aria-label="-"></svg><b>-</b></li>
    </ol>
    </figure>
    <figure class="card" role="group" aria-label="Worth by account">
    <figcaption>Worth by account</figcaption>
    <p class="remark">Not drawn: sums in EUR, USD are not compared.</p>
    </figure>
    <figure class="card" role="group" aria-label="How it is">
    <figcaption>How it is</figcaption>
    <ul class="legend">
    <li><svg aria-hidden="true"><rect class="part-0" width="100%" height="100%"/></svg>done</li>
    <li><svg aria-hidden="true"><rect class="part-1" width="100%" height="100%"/></svg>open</li>
    </ul>
    <ol class="bars">
    <li><span class="name">ACME</span><svg role="img" aria-label="12"><rect class="part-0" x="0.00%" width="58.33%" height="100%"/><rect class="part-1" x="58.33%" width="41.67%" height="100%"/></svg><b>12</b><span class="parts">done 7 · open 5</span></li>
    <li><span class="name">Bolt &amp; Söhne</span><svg role="img" aria-label="3"><rect class="part-1" x="0.00%" width="25.00%" height="100%"/></svg><b>3</b><span class="parts">open 3</span></li>
    </ol>
    </figure>
    <figure class="card" role="group" aria-label="How it is">
    <figcaption>How it is</figcaption>
    <div>
    <div>
    <svg class="columns" role="img" aria-label="How it is: done 7, open 8" height="158" style="max-width: 176px">
    <line x1="0" x2="100%" y1="138" y2="138"/>
    <rect class="plus" x="7.00%" width="36.00%" y="33" height="105"><title>done: 7</title></rect>
    <text x="25.00%" y="28">7</text><text class="label" x="25.00%" y="153">done</text>
    <rect class="plus" x="57.00%" width="36.00%" y="18" height="120"><title>open: 8</title></rect>
    <text x="75.00%" y="13">8</text><text class="label" x="75.00%" y="153">open</text>
    </svg>
    </div>
    </div>
    </figure>
    </div>
    <div class="table card" role="region" aria-label="How it is, the figures" tabindex="0">
    <table>
    <thead><tr><th scope="col">account</th><th scope="col" class="number">late</th><th scope="col" class="number">kept</th><th scope="col" class="number">median</th><th scope="col" class="number">worth</th><th scope="col" class="number">cap</th><th scope="col" class="number">since</th><th scope="col" class="number">said</th><th scope="col" class="number">score</th></tr></thead>
    <tbody>
    <tr><td class="name">ACME</td><td class="number bad" data-sort="12">12</td><td class="number" data-sort="9750">97.50%</td><td class="number" data-sort="93600">1d2h</td><td class="number" data-sort="">1234.50 EUR, 0.99 USD</td><td class="number">yes</td><td class="number">2026-01-15</td><td class="number">on time</td><td class="number" data-sort="-125">-1.25</td></tr>
    <tr><td class="name">Bolt &amp; Söhne</td><td class="number bad" data-sort="3">3</td><td class="number dim" data-sort="">-</td><td class="number" data-sort="5400">1h30m</td><td class="number" data-sort="-5">-0.05 EUR</td><td class="number"></td><td class="number dim" data-sort="">-</td><td class="number"></td><td class="number" data-sort="50">0.50</td></tr>
    </tbody>
    </table>
    </div>
    <ul class="notes">
    <li>Left out are 2 tickets without a promise.</li>
    </ul>
    </section>
    <footer>As of 2026-01-15 09:00 +00:00.</footer>
    </main>
    "#);
}

#[test]
fn a_page_asks_for_nothing_and_takes_no_orders_from_names() {
    let page = html(&full([HOSTILE, "a\nb"]));
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("url(\""));
    assert!(!page.chars().any(|c| c != '\n' && is_hidden(c)));
    let cell = "&lt;&#x2f;td&gt;&lt;script&gt;alert(1)&lt;&#x2f;script&gt;\\u{1b}[31m\\u{202e}|&quot;&#x27;&amp;{{ made }}=1+1";
    assert!(page.contains(cell), "{page}");
}

#[test]
fn markdown_holds_the_table_and_the_notes() {
    let report = full(["ACME", HOSTILE]);
    let text = markdown(&Cover::from(&report), None, false, |_| "a picture\n".to_owned());
    assert_snapshot!(text, @r#"
    # How it is

    Tickets, from 2026-01-01 on

    | account | late | kept | median | worth | cap | since | said | score |
    | :-- | --: | --: | --: | --: | --: | --: | --: | --: |
    | ACME | 12 | 97.50% | 1d2h | 1234.50 EUR, 0.99 USD | yes | 2026-01-15 | on time | -1.25 |
    | &#60;/td&#62;&#60;script&#62;alert(1)&#60;/script&#62;\\u{1b}\[31m\\u{202e}\|"'&#38;{{ made }}=1+1 | 3 | - | 1h30m | -0.05 EUR |  | - |  | 0.50 |

    ```text
    a picture
    ```

    - Left out are 2 tickets without a promise.
    "#);
    let empty = Report { lines: Vec::new(), ..report };
    assert_snapshot!(markdown(&Cover::from(&empty), None, false, |_| String::new()), @"
    # How it is

    Tickets, from 2026-01-01 on

    There is nothing to report.

    - Left out are 2 tickets without a promise.
    ");
}

#[test]
fn a_sheet_has_numbers_that_are_numbers_and_a_column_for_each_currency() {
    let rows = sheet(&full(["ACME", HOSTILE]));
    let told: Vec<String> =
        rows.iter().map(|row| row.iter().map(|cell| format!("{cell:?}")).collect::<Vec<_>>().join(" | ")).collect();
    assert_snapshot!(told.join("\n"), @r#"
    String("How it is") | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty
    String("Tickets, from 2026-01-01 on") | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty
    Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty
    String("account") | String("late") | String("kept") | String("median") | String("worth EUR") | String("worth USD") | String("cap") | String("since") | String("said") | String("score") | String("done") | String("open")
    String("ACME") | Float(12.0) | Float(0.975) | DateTime(ExcelDateTime { value: 1.0833333333333333, datetime_type: TimeDelta, is_1904: false }) | Float(1234.5) | Float(0.99) | Bool(true) | DateTime(ExcelDateTime { value: 46037.0, datetime_type: DateTime, is_1904: false }) | String("on time") | Float(-1.25) | Float(7.0) | Float(5.0)
    String("</td><script>alert(1)</script>\u{1b}[31m\u{202e}|\"'&{{ made }}=1+1") | Float(3.0) | Empty | DateTime(ExcelDateTime { value: 0.0625, datetime_type: TimeDelta, is_1904: false }) | Float(-0.05) | Empty | Bool(false) | Empty | Empty | Float(0.5) | Float(0.0) | Float(3.0)
    Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty
    String("Left out are 2 tickets without a promise.") | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty | Empty
    "#);
}

fn pack() -> Pack {
    let again = Report { lines: Vec::new(), ..full(["ACME", "Bolt"]) };
    Pack {
        title: "How ACME is served".to_owned(),
        about: "The last quarter".to_owned(),
        reports: vec![full(["ACME", "Bolt"]), again],
    }
}

fn packed(format: Option<Format>, chart: bool) -> Result<Written, OutputError> {
    let settings = Settings { format, terminal: false, ..settings(Format::Table, 80) };
    try_written(settings, |out| {
        if chart {
            out.draw();
        }
        out.pack(&pack())
    })
}

#[test]
fn several_reports_are_read_one_below_another_in_a_pipe_too() {
    assert_snapshot!(packed(None, true).unwrap().stdout, @"
    How ACME is served
    The last quarter

    How it is by account
    Tickets, from 2026-01-01 on

    ACCOUNT  LATE    KEPT  MEDIAN      WORTH  CAP       SINCE     SAID  SCORE
    ACME       12  97.50%    1d2h   EUR, USD  yes  2026-01-15  on time  -1.25
    Bolt        3       -   1h30m  -0.05 EUR                -            0.50

    Kept by account
    ACME  █████████████████████████████████████████████████████████████████▍ 97.50%
    Bolt  -

    Worth by account
    Not drawn: sums in EUR, USD are not compared.

    How it is
    █ done   ░ open
    ACME  █████████████████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 12
    Bolt  ░░░░░░░░░░░░░░░░░░ 3

    How it is
    done  ███████████████████████████████████████████████████████████████ 7
    open  ████████████████████████████████████████████████████████████████████████ 8

    Left out are 2 tickets without a promise.

    How it is by account
    Tickets, from 2026-01-01 on

    There is nothing to report.

    Left out are 2 tickets without a promise.
    ");
}

#[test]
fn several_reports_are_an_object_of_lists() {
    let only = Settings { fields: Some(vec!["group".to_owned(), "late".to_owned()]), ..settings(Format::Json, 80) };
    assert_snapshot!(written(only, |out| out.pack(&pack())).stdout, @r#"
    {
      "sample": [
        {
          "group": "ACME",
          "late": 12
        },
        {
          "group": "Bolt",
          "late": 3
        }
      ],
      "sample-2": []
    }
    "#);
}

#[test]
fn several_reports_are_sections_of_a_page_and_of_markdown() {
    let page = packed(Some(Format::Html), false).unwrap().stdout;
    for part in ["<a href=\"#sample\">How it is by account</a>", "<a href=\"#sample-2\">", "<section id=\"sample-2\">"]
    {
        assert!(page.contains(part), "{part}");
    }
    let text = packed(Some(Format::Md), false).unwrap().stdout;
    assert_eq!(
        text.lines().filter(|line| line.starts_with('#')).collect::<Vec<_>>(),
        ["# How ACME is served", "## How it is by account", "## How it is by account"]
    );
}

#[test]
fn several_reports_are_sheets_of_a_book() {
    let bytes = book::book(&Cover::from(&pack()), None, Instant::from_epoch(0)).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["sample", "sample-2"]);
    let rows = book.worksheet_range("sample-2").unwrap();
    assert!(rows.rows().any(|row| row[0] == Data::String("There is nothing to report.".to_owned())));
}

#[test]
fn what_holds_one_table_holds_no_several_reports() {
    let refused = |format, chart| packed(Some(format), chart).unwrap_err().to_string();
    assert_snapshot!(refused(Format::Csv, false), @"csv holds one table, and these are several reports: write json, html, md or xlsx, or ask for one of them, `desk report sample`, `desk report sample`");
    assert_snapshot!(refused(Format::Json, true), @"`--chart` draws in a table, in md and in html, not in json: write `-O table`");
    assert_eq!(refused(Format::Plain, false).replace("plain", "csv"), refused(Format::Csv, false));
}

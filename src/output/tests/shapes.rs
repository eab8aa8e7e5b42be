//! What each format looks like.

use std::io::{self, Write};

use insta::assert_snapshot;

use super::sample::{Ticket, detail, settings, ticket, tickets, try_written, written};
use crate::output::{Format, Out, OutputError, Settings, undeclared};

fn list(settings: Settings) -> String {
    written(settings, |out| out.list(&tickets(), Some(214))).stdout
}

fn fields(format: Format, names: &[&str]) -> Settings {
    Settings { fields: Some(names.iter().map(|name| (*name).to_owned()).collect()), ..settings(format, 80) }
}

#[test]
fn a_table_fits_80_columns() {
    assert_snapshot!(list(settings(Format::Table, 80)), @"
    ID     ACCOUNT             SUBJECT             STATUS  DUE                WORTH
    T42    ACME                Printer on fire     open    3 h overdue  1234.50 EUR
    T1043  Bundesverband der…  Invoice 2026-1183…  open    in 2 h       1234.50 EUR
    T7     ACME                請求書が届きません  solved
    ");
}

#[test]
fn a_table_fits_200_columns() {
    assert_snapshot!(list(settings(Format::Table, 200)), @"
    ID     ACCOUNT                              SUBJECT                                                                            STATUS  DUE                WORTH
    T42    ACME                                 Printer on fire                                                                    open    3 h overdue  1234.50 EUR
    T1043  Bundesverband der Energiewirtschaft  Invoice 2026-1183 lists the cancelled order twice, and the credit note is missing  open    in 2 h       1234.50 EUR
    T7     ACME                                 請求書が届きません                                                                 solved
    ");
}

#[test]
fn a_wide_table_shows_every_column_and_cuts_nothing() {
    assert_snapshot!(list(Settings { wide: true, ..settings(Format::Table, 80) }), @"
    ID     ACCOUNT                              SUBJECT                                                                            STATUS  DUE                WORTH  CREATED
    T42    ACME                                 Printer on fire                                                                    open    3 h overdue  1234.50 EUR  3 d ago
    T1043  Bundesverband der Energiewirtschaft  Invoice 2026-1183 lists the cancelled order twice, and the credit note is missing  open    in 2 h       1234.50 EUR  3 d ago
    T7     ACME                                 請求書が届きません                                                                 solved                            3 d ago
    ");
}

#[test]
fn a_wide_table_takes_any_text_on_one_line() {
    for (words, whole) in [(13_000, true), (20_000, false)] {
        let long = "word ".repeat(words);
        let wide = Settings { wide: true, ..settings(Format::Table, 80) };
        let table = written(wide, |out| out.list(&[ticket(&long)], None)).stdout;
        assert_eq!(table.lines().count(), 2);
        assert_eq!(table.contains(long.trim()), whole);
    }
}

#[test]
fn a_table_in_a_pipe_tells_absolute_times() {
    assert_snapshot!(list(Settings { terminal: false, ..fields(Format::Table, &["id", "due_at"]) }), @"
    ID     DUE
    T42    2026-11-21 06:00 +00:00 overdue
    T1043  2026-11-21 11:00 +00:00
    T7
    ");
}

#[test]
fn chosen_columns_come_in_the_order_asked_for_and_data_fields_too() {
    assert_snapshot!(list(fields(Format::Table, &["subject", "tags", "id"])), @"
    SUBJECT                                                          TAGS      ID
    Printer on fire                                                  vip,late  T42
    Invoice 2026-1183 lists the cancelled order twice, and the cre…            T1043
    請求書が届きません                                               vip,late  T7
    ");
}

#[test]
fn colours_mark_what_the_words_say() {
    let coloured = list(Settings { color: true, ..fields(Format::Table, &["id", "due_at"]) });
    assert_snapshot!(coloured.escape_debug().to_string().replace("\\n", "\n"), @r"
    \u{1b}[1mID\u{1b}[0m     \u{1b}[1mDUE\u{1b}[0m
    \u{1b}[1mT42\u{1b}[0m    \u{1b}[1m\u{1b}[31m3 h overdue\u{1b}[0m
    \u{1b}[1mT1043\u{1b}[0m  in 2 h
    \u{1b}[1mT7\u{1b}[0m
    ");
}

#[test]
fn plain_is_tab_separated_with_nothing_cut() {
    assert_snapshot!(list(settings(Format::Plain, 80)).replace('\t', "→"), @"
    id→account→subject→status→due_at→worth→created_at→tags
    T42→ACME→Printer on fire→open→2026-11-21T06:00:00Z→1234.50 EUR→2026-11-18T09:00:00Z→vip,late
    T1043→Bundesverband der Energiewirtschaft→Invoice 2026-1183 lists the cancelled order twice, and the credit note is missing→open→2026-11-21T11:00:00Z→1234.50 EUR→2026-11-18T09:00:00Z→
    T7→ACME→請求書が届きません→solved→→→2026-11-18T09:00:00Z→vip,late
    ");
}

#[test]
fn csv_quotes_what_needs_it_and_ends_lines_with_crlf() {
    assert_snapshot!(list(settings(Format::Csv, 80)).replace("\r\n", "␍\n"), @r#"
    id,account,subject,status,due_at,worth,created_at,tags␍
    T42,ACME,Printer on fire,open,2026-11-21T06:00:00Z,1234.50 EUR,2026-11-18T09:00:00Z,"vip,late"␍
    T1043,Bundesverband der Energiewirtschaft,"Invoice 2026-1183 lists the cancelled order twice, and the credit note is missing",open,2026-11-21T11:00:00Z,1234.50 EUR,2026-11-18T09:00:00Z,␍
    T7,ACME,請求書が届きません,solved,,,2026-11-18T09:00:00Z,"vip,late"␍
    "#);
}

#[test]
fn json_is_an_array_with_nulls_kept() {
    let rows = [Ticket { worth: None, ..ticket("Printer on fire") }];
    assert_snapshot!(written(settings(Format::Json, 80), |out| out.list(&rows, None)).stdout, @r#"
    [
      {
        "id": "T42",
        "account": "ACME",
        "subject": "Printer on fire",
        "status": "open",
        "due_at": "2026-11-21T06:00:00Z",
        "worth": null,
        "created_at": "2026-11-18T09:00:00Z",
        "tags": [
          "vip",
          "late"
        ]
      }
    ]
    "#);
    assert_snapshot!(list(fields(Format::Jsonl, &["worth", "id"])), @r#"
    {"worth":{"amount":"1234.50","minor":123450,"currency":"EUR"},"id":"T42"}
    {"worth":{"amount":"1234.50","minor":123450,"currency":"EUR"},"id":"T1043"}
    {"worth":null,"id":"T7"}
    "#);
}

#[test]
fn a_detail_has_fields_tables_and_texts() {
    let body = "Dear all,\n\n\tit burns. See https://acme.example/a/very/long/path/that/is/not/to/be/broken/anywhere.pdf for more.";
    assert_snapshot!(written(settings(Format::Table, 60), |out| out.detail(&detail(body))).stdout, @"
    Ticket  T42 Printer on fire
    Worth   1234.50 EUR

    Promises
      PROMISE      TOOK  STATE
      first reply   5 h  BREACHED

    Anna Schmidt
      Dear all,

          it burns. See
      https://acme.example/a/very/long/path/that/is/not/to/be/broken/anywhere.pdf
      for more.
    ");
}

#[test]
fn a_detail_is_nested_in_json_and_flat_in_plain_and_csv() {
    let shown = |format| written(settings(format, 80), |out| out.detail(&detail("Dear all,\nit burns."))).stdout;
    assert_snapshot!(shown(Format::Json), @r#"
    {
      "id": "T42",
      "subject": "Printer on fire",
      "worth": {
        "amount": "1234.50",
        "minor": 123450,
        "currency": "EUR"
      },
      "closed_at": null,
      "messages": [
        {
          "author": "Anna Schmidt",
          "body": "Dear all,\nit burns."
        }
      ]
    }
    "#);
    assert_snapshot!(shown(Format::Plain).replace('\t', "→"), @r"
    field→value
    id→T42
    subject→Printer on fire
    worth→1234.50 EUR
    closed_at→
    messages.0.author→Anna Schmidt
    messages.0.body→Dear all,\nit burns.
    ");
    assert_snapshot!(shown(Format::Csv).replace("\r\n", "␍\n"), @r#"
    field,value␍
    id,T42␍
    subject,Printer on fire␍
    worth,1234.50 EUR␍
    closed_at,␍
    messages.0.author,Anna Schmidt␍
    messages.0.body,"Dear all,
    it burns."␍
    "#);
}

#[test]
fn fields_of_a_detail_can_be_chosen_in_every_format() {
    let shown = |format| written(fields(format, &["worth", "messages"]), |out| out.detail(&detail("Hi"))).stdout;
    assert_snapshot!(shown(Format::Table), @"
    worth              1234.50 EUR
    messages.0.author  Anna Schmidt
    messages.0.body    Hi
    ");
    assert_snapshot!(shown(Format::Jsonl), @r#"{"worth":{"amount":"1234.50","minor":123450,"currency":"EUR"},"messages":[{"author":"Anna Schmidt","body":"Hi"}]}"#);
}

#[test]
fn an_empty_list_is_a_note_and_keeps_the_shape_of_its_format() {
    let header = "id\taccount\tsubject\tstatus\tdue_at\tworth\tcreated_at\ttags\n";
    let expected = [
        (Format::Table, String::new()),
        (Format::Plain, header.to_owned()),
        (Format::Csv, header.replace('\t', ",").replace('\n', "\r\n")),
        (Format::Json, "[]\n".to_owned()),
        (Format::Jsonl, String::new()),
    ];
    for (format, stdout) in expected {
        let empty = written(settings(format, 80), |out| out.list::<Ticket>(&[], Some(0)));
        assert_eq!((empty.stdout, empty.stderr.as_str()), (stdout, "no tickets match\n"));
        let full = list(settings(format, 80));
        let header = full.lines().next().unwrap_or_default();
        assert!(!matches!(format, Format::Plain | Format::Csv) || header.starts_with("id"), "{header}");
    }
    assert_eq!(undeclared(&ticket("x")), Vec::<String>::new());
}

#[test]
fn notes_tell_how_many_there_are_unless_quiet() {
    let told = |settings| written(settings, |out| out.list(&tickets(), Some(214))).stderr;
    assert_eq!(told(settings(Format::Csv, 80)), "3 of 214 tickets\n");
    assert_eq!(told(Settings { quiet: true, ..settings(Format::Csv, 80) }), "");
    assert_eq!(written(settings(Format::Csv, 80), |out| out.list(&tickets(), Some(3))).stderr, "");
}

#[test]
fn an_unknown_field_is_refused_with_the_valid_ones_and_the_nearest() {
    for format in Format::ALL {
        let refused = try_written(fields(*format, &["id", "subjet"]), |out| out.list(&tickets(), None)).unwrap_err();
        assert!(matches!(refused, OutputError::UnknownField(_)));
        assert_eq!(
            refused.to_string(),
            "`subjet` is not a field, expected one of id, account, subject, status, due_at, worth, created_at, tags; \
             did you mean `subject`?"
        );
        assert!(try_written(fields(*format, &["subjet"]), |out| out.list::<Ticket>(&[], None)).is_err());
        assert!(try_written(fields(*format, &["message"]), |out| out.detail(&detail("x"))).is_err());
    }
}

#[test]
fn a_file_gets_the_data_uncut_and_the_terminal_the_notes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tickets.csv");
    let to_file = Settings { format: None, file: Some(path.clone()), ..settings(Format::Table, 40) };
    let said = written(to_file.clone(), |out| out.list(&tickets(), Some(214)));
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", "3 of 214 tickets\n"));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("id,account,subject"));

    let table = Settings { format: Some(Format::Table), color: true, ..to_file };
    written(table, |out| out.list(&tickets(), None));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("the credit note is missing") && !text.contains('\u{1b}'), "{text}");
}

/// A reader that went away, as `head` does.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_broken_pipe_is_told_apart_from_a_full_disk_in_every_format() {
    for format in Format::ALL.iter().filter(|format| !format.is_document()) {
        let mut out = Out::new(settings(*format, 80), Box::new(Gone), Box::new(io::sink()));
        let gone = out.list(&tickets(), None).and_then(|()| out.finish()).unwrap_err();
        assert!(gone.is_broken_pipe(), "{format}: {gone:?}");

        let many: Vec<Ticket> = (0..500).map(|_| ticket("a row that overflows every buffer")).collect();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut out = Out::new(settings(*format, 80), Box::new(full), Box::new(io::sink()));
        let full = out.list(&many, None).and_then(|()| out.finish()).unwrap_err();
        assert!(!full.is_broken_pipe() && matches!(full, OutputError::Io(_)), "{format}: {full:?}");
    }
}

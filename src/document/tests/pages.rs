//! The page of the browser, made by our template or by a user's.

use super::sample;
use crate::document::{DocumentError, Picture, PictureKind, Speech, Stage, Written, html};
use crate::domain::Currency;

/// Compares with the page that was looked at in a browser.
#[test]
fn the_page_is_as_it_was_looked_at() {
    for speech in Speech::ALL {
        let page = html(&Written::of(&sample::everything(), *speech), None, None).unwrap();
        let body = page.split_once("<body>").unwrap().1;
        sample::looked_at(&format!("page-{speech}"), body);
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere_and_runs_nothing() {
    let logo = Picture { kind: PictureKind::Svg, bytes: b"<svg/>".to_vec() };
    let page = html(&Written::of(&sample::everything(), Speech::Italian), Some(&logo), None).unwrap();
    assert!(page.contains("src=\"data:image&#x2f;svg+xml;base64,PHN2Zy8+\""), "{page}");
    for stranger in ["<script", "http:", "https:", "url(", "@import", "<link"] {
        assert!(!page.contains(stranger), "{stranger}");
    }
}

#[test]
fn a_company_that_says_nothing_of_itself_leaves_no_empty_boxes() {
    let mut paper = sample::everything();
    paper.company = crate::document::Company::default();
    (paper.contact, paper.rep, paper.note, paper.terms, paper.delivery) = (None, None, None, None, None);
    (paper.po_number, paper.tax_id) = (None, None);
    let page = html(&Written::of(&paper, Speech::English), None, None).unwrap();
    for empty in ["<header", "<footer", "class=\"facts conditions\"", "class=\"note\"", "<p></p>", "<dd></dd>"] {
        assert!(!page.contains(empty), "{empty}");
    }
}

#[test]
fn what_stands_of_a_revision_is_said_first() {
    let mut paper = sample::everything();
    let mut said = Vec::new();
    for stage in [
        Stage::Valid,
        Stage::Draft,
        Stage::Expired,
        Stage::Superseded(Some(3)),
        Stage::Superseded(None),
        Stage::Declined,
        Stage::Cancelled,
    ] {
        paper.stage = stage;
        said.push(Written::of(&paper, Speech::English).notice.unwrap_or_else(|| "-".to_owned()));
    }
    insta::assert_snapshot!(said.join("\n"), @"
    -
    Draft. This has not been sent and is not an offer yet.
    This offer expired on 22 December 2026.
    This offer has been replaced by revision 3.
    This offer has been replaced by a later one.
    This offer was declined and is no longer valid.
    This offer was withdrawn and is no longer valid.
    ");
}

#[test]
fn hostile_texts_are_texts() {
    let mut paper = sample::everything();
    paper.customer = sample::line("<script>alert(1)</script>\u{202e}EUR 1");
    paper.subject = sample::line("{{ 7 * 7 }} \" onload=\"x");
    paper.lines[0].note = Some(sample::line("a\u{200b}b\u{ad}c"));
    paper.note = Some(format!("{}\n</style><b>", "x".repeat(10_000)).parse().unwrap());
    let page = html(&Written::of(&paper, Speech::English), None, None).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt;EUR 1"), "{page}");
    assert!(page.contains("{{ 7 * 7 }} &quot; onload=&quot;x") && page.contains(">abc<"));
    assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains('\u{202e}'));
}

#[test]
fn a_template_that_is_wrong_is_told_with_its_line() {
    let written = Written::of(&sample::everything(), Speech::English);
    let why = |source: &str| match html(&written, None, Some(("my.html", source))) {
        Err(why @ DocumentError::Template { .. }) => why.to_string(),
        other => panic!("{other:?}"),
    };
    let told = [
        why("<p>\n{{ company.nme }}</p>"),
        why("{{ titel }}"),
        why("\n\n{% for line in lines %}"),
        why("{{ title | shout }}"),
        why("{% include \"other.html\" %}"),
        why("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),
        why("{{ lines[0].cost }}"),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
    the template `my.html` cannot be used: line 2: `company.nme`: documents have nothing of that name
    the template `my.html` cannot be used: line 1: `titel`: documents have nothing of that name
    the template `my.html` cannot be used: line 3: `%}`: unexpected end of input, expected end of block
    the template `my.html` cannot be used: line 1: `shout`: filter shout is unknown
    the template `my.html` cannot be used: line 1: `include "other.html"`: tried to include non-existing template 'other.html'
    the template `my.html` cannot be used: line 1: it does not come to an end
    the template `my.html` cannot be used: line 1: `lines[0].cost`: documents have nothing of that name
    "#);
}

#[test]
fn a_template_of_the_user_s_is_followed() {
    let written = Written::of(&sample::paper(&[], 0, Currency::EUR), Speech::Spanish);
    let page = html(&written, None, Some(("my.html", "{{ t.total }}: {{ sums[-1].amount }} <{{ customer[0] }}>\n")));
    assert_eq!(page.unwrap(), "Total: 0,00\u{a0}€ <Северсталь-Метиз ООО>\n");
}

//! PDFs, read back by another program's eyes.

use lopdf::Document;

use super::sample;
use crate::document::{DocumentError, Paper, Picture, PictureKind, Speech, Written, pdf};
use crate::domain::Currency;

fn printed(paper: &Paper, speech: Speech) -> Vec<String> {
    texts(&pdf(&Written::of(paper, speech), None).unwrap())
}

/// Returns the text of each page.
fn texts(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let pages = document.get_pages();
    let text = |page: &u32| document.extract_text(&[*page]).unwrap().replace('\u{a0}', " ");
    pages.keys().map(|page| text(page).lines().map(str::trim_end).collect::<Vec<_>>().join("\n")).collect()
}

/// Compares with the text of the PDF that was looked at.
#[test]
fn the_pdf_says_what_it_said_when_it_was_looked_at() {
    for speech in Speech::ALL {
        sample::looked_at(&format!("pdf-{speech}"), &printed(&sample::everything(), *speech).join("\n---\n"));
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let written = Written::of(&sample::everything(), Speech::Russian);
    assert_eq!(pdf(&written, None).unwrap(), pdf(&written, None).unwrap());
}

#[test]
fn a_long_table_goes_over_pages_under_its_head() {
    let pages = printed(&sample::long(), Speech::English);
    assert!(pages.len() >= 3, "{}", pages.len());
    let count = pages.len();
    for (place, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {count}", place + 1)), "{page}");
        assert_eq!(page.contains("Unit price"), page.contains("Spacer ring"), "{page}");
        assert!(place == 0 || page.starts_with("Officine Meridiana S.p.A. · Quotation Q7, revision 2"), "{page}");
    }
    let all = pages.join("\n");
    for line in 1..=60 {
        assert_eq!(all.matches(&format!("Spacer ring {line} ×")).count(), 1);
    }
}

#[test]
fn title_and_language_are_in_the_file() {
    let bytes = pdf(&Written::of(&sample::everything(), Speech::Spanish), None).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"es");
    assert!(catalog.has(b"StructTreeRoot"));
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let title = document.get_dictionary(info).unwrap().get(b"Title").unwrap();
    assert_eq!(lopdf::decode_text_string(title).unwrap(), "Oferta Q7, revisión 2");
}

#[test]
fn the_letters_and_signs_of_every_language_and_currency_print() {
    let mut paper = sample::everything();
    let signs = "€ £ ₽ ₴ ₺ ₹ ₪ ₸ zł Kč Ft";
    let letters = "Łódź Őriszentpéter Çeşme Þingvellir Žižkov Ķekava Česká Straße Ñandú L’Hôpital Île Ålesund; \
                   Ґанок Їжак Єва Ёлка Щука Ђорђе Љубав Њива Џак ў ў";
    paper.note = Some(format!("{signs}\n{letters}").parse().unwrap());
    for speech in Speech::ALL {
        let text = printed(&paper, *speech).join("\n").replace('\n', " ");
        assert!(text.contains(signs) && text.contains("Ґанок Їжак Єва Ёлка Щука"), "{text}");
    }
}

#[test]
fn a_letter_that_would_not_print_is_refused_with_where_it_is() {
    let mut paper = sample::everything();
    paper.customer = sample::line("東京ベアリング株式会社");
    let why = pdf(&Written::of(&paper, Speech::English), None).unwrap_err();
    assert_eq!(why.to_string(), "a PDF of ours has no `東` (U+6771), which is in `東京ベアリング株式会社`");
    paper.customer = sample::line("Tokyo Bearing 👍");
    let why = pdf(&Written::of(&paper, Speech::English), None).unwrap_err();
    assert!(matches!(why, DocumentError::Letter { letter: '👍', .. }), "{why}");
}

#[test]
fn whatever_is_written_stays_on_the_page() {
    let mut paper = sample::everything();
    let endless = |letter: &str, times| sample::line(&letter.repeat(times));
    paper.customer = endless("W", 500);
    paper.subject = endless("Щ", 500);
    paper.lines[0].name = endless("W", 500);
    paper.lines[0].note = Some(endless("W ", 249));
    paper.lines[1].unit = endless("m", 500);
    paper.note = Some("x".repeat(10_000).parse().unwrap());
    let text = printed(&paper, Speech::Italian).concat();
    let count = |letter: char| text.chars().filter(|c| *c == letter).count();
    assert!(count('W') >= 500 + 500 + 249 && count('x') >= 10_000 && count('Щ') >= 500);
}

#[test]
fn a_logo_is_printed_and_a_file_that_is_none_is_refused() {
    let written = Written::of(&sample::everything(), Speech::English);
    let plain = pdf(&written, None).unwrap();
    let picture = |bytes: &[u8]| Picture { kind: PictureKind::Png, bytes: bytes.to_vec() };
    let logo = pdf(&written, Some(&picture(sample::PNG))).unwrap();
    assert!(texts(&logo)[0].contains("Officine Meridiana S.p.A.") && logo != plain);
    assert!(matches!(pdf(&written, Some(&picture(b"no picture"))), Err(DocumentError::Picture(_))));
}

#[test]
fn amounts_of_other_currencies_have_their_decimals() {
    for (code, price, total) in
        [("JPY", "1250", "JPY 15,250"), ("KWD", "1.2345", "KWD 15.061"), ("GBP", "9.99", "£121.88")]
    {
        let currency: Currency = code.parse().unwrap();
        let lines = [sample::offered(1, "Bearing", "22", &[("10", price)], currency)];
        let text = printed(&sample::paper(&lines, 0, currency), Speech::English).concat();
        assert!(text.contains(total), "{code}: {text}");
    }
}

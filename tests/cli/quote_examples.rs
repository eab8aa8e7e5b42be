//! `examples/quotes`: what a quote looks like in each language, as it is rendered today.

use std::fs;
use std::path::Path;

use crate::harness::Desk;

const COMPANY: &str = "
[company]
name = 'Adriafluid S.p.A.'
address = ['Via dei Tornitori 14', '40128 Bologna, Italia']
tax_id = 'IT 02145670378'
phone = '+39 051 555 0142'
email = 'offerte@adriafluid.example'
web = 'adriafluid.example'
bank = 'Banca dell’Emilia, Bologna'
iban = 'IT60 X054 2811 1010 0000 0123 456'
footer = 'Registro imprese di Bologna n. 02145670378 · Capitale sociale € 1.200.000 i.v.'
";

/// The sample with what it sells, and an offer that was sent.
fn sent() -> Desk {
    let desk = Desk::sample();
    desk.write("config/desk/config.toml", COMPANY);
    desk.quietly(concat!("import ", env!("CARGO_MANIFEST_DIR"), "/examples/commerce"));
    desk.quietly(
        "
        quote new URALMET -s 'Valves and hoses for the spring overhaul' --contact o.petrova@uralmet.example VH-220=100,500,1000 CP-16=396 HO-12=12.5@4.85
        quote line Q1 --line 1 --note 'From stock in Milan' --asked VH-200 --tax 22
        quote line Q1 --line 2 --tax 22
        quote line Q1 --line 3 --tax 10
        quote edit Q1 --freight 185 --freight-tax 22 --po PO-2026/1187 --delivery 'DAP Yekaterinburg, 3 weeks after the order'
        quote edit Q1 --valid 2026-02-14 --note 'We hold the valves for you until the offer ends.'
        quote send Q1
        ",
    );
    desk
}

/// With `DESK_EXAMPLES=1`, writes the examples anew; look at them before they are committed.
fn compare(name: &str, rendered: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quotes").join(name);
    if std::env::var_os("DESK_EXAMPLES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, rendered).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == rendered, "{name} is another: DESK_EXAMPLES=1 cargo test --test cli quote_examples");
}

#[test]
fn the_examples_are_what_is_rendered() {
    let desk = sent();
    for language in ["en", "it", "ru", "es"] {
        desk.quietly(&format!("quote render Q1 --language {language} -o q1.html"));
        desk.quietly(&format!("quote render Q1 --language {language} -o q1.pdf"));
        compare(&format!("offer-{language}.html"), &desk.read("q1.html"));
        let pdf = lopdf::Document::load_mem(&fs::read(desk.path("q1.pdf")).unwrap()).unwrap();
        let pages = pdf.get_pages().into_keys().collect::<Vec<_>>();
        let text = pdf.extract_text(&pages).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        compare(&format!("offer-{language}.pdf.txt"), &(lines.join("\n") + "\n"));
    }
}

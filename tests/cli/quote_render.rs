//! `desk quote render`.

use std::fs;

use insta::assert_snapshot;

use crate::harness::Desk;
use crate::shop::shop;

const COMPANY: &str = "
[company]
name = 'Officine Meridiana S.p.A.'
address = ['Via dei Tornitori 14', '40128 Bologna']
tax_id = 'IT 02145670378'
email = 'offerte@meridiana.example'
bank = 'Banca dell’Emilia'
iban = 'IT60 X054 2811 1010 0000 0123 456'
";

/// A desk with a quote for a Russian and one for a Spaniard.
fn quoted() -> Desk {
    let desk = shop();
    desk.write("config/desk/config.toml", COMPANY).quietly(
        "
        quote new URALMET -s 'Valves for the mill' --contact o.petrova@uralmet.example BV-20=10,100,1000 HOSE-10=12.5@2.4
        quote line Q1 --line 1 --note 'From stock' --remark 'Do not go below 13' --asked BV-19 --tax 22
        quote edit Q1 --freight 45 --po PO-4711 --delivery 'DAP Челябинск' --note 'Prices hold for 30 days.' --remark ours
        quote new LEVANTE -s 'Valves' BV-20=40
        ",
    );
    desk
}

/// Returns what a page says, a line each.
fn said(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let mut text = String::new();
    for part in body.split('<') {
        let (_, after) = part.split_once('>').unwrap_or(("", part));
        text.push_str(after);
        text.push('\n');
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', "~")
}

#[test]
fn a_quote_is_written_in_the_language_of_whoever_gets_it() {
    let desk = quoted();
    assert_snapshot!(desk.run("quote render Q1 -o q1.html"), @"
    $ desk quote render Q1 -o q1.html
    --- stderr
    Wrote revision 1 of Q1, which was not sent yet, to q1.html
    exit 0
    ");
    let page = desk.read("q1.html");
    assert!(page.contains("<html lang=\"ru\">"));
    assert_snapshot!(said(&page), @"
    Officine Meridiana S.p.A.
    Via dei Tornitori 14
    40128 Bologna
    offerte@meridiana.example
    ИНН IT 02145670378
    Коммерческое предложение Q1, редакция 1
    Valves for the mill
    Черновик. Документ не отправлен и ещё не является предложением.
    Кому
    УралМетПром
    Вниманию: Ольга Петрова
    o.petrova@uralmet.example
    Действительно до
    14 февраля 2026 г.
    Номер вашего заказа
    PO-4711
    Ваш менеджер
    Иван Соколов
    ivan@adriafluid.example
    №
    Наименование
    Количество
    Цена, €
    НДС
    Сумма, €
    1
    Ball valve 3&#x2f;4 in
    BV-20 · вместо BV-19
    From stock
    входит в итог
    10 шт.
    12,513
    22~%
    125,13
    или
    100 шт.
    12,44025
    1~244,02
    или
    1~000 шт.
    12,18375
    12~183,75
    2
    Hydraulic hose 10 mm
    HOSE-10
    12,5 м
    2,40
    0~%
    30,00
    Итого без НДС
    155,13~€
    Доставка
    45,00~€
    НДС 0~% от 75,00~€
    0,00~€
    НДС 22~% от 125,13~€
    27,53~€
    Всего к оплате
    227,66~€
    Оплата
    в течение 30 дней с даты счёта
    Поставка
    DAP Челябинск
    Банк
    Banca dell’Emilia · IBAN IT60 X054 2811 1010 0000 0123 456
    Prices hold for 30 days.
    ");
    for ours in ["Do not go below", "ours", "7.25", "7,25"] {
        assert!(!page.contains(ours), "{ours}");
    }
}

#[test]
fn the_extension_picks_what_is_written_and_nothing_is_left_half_done() {
    let desk = quoted();
    let lines = "
        quote render Q2 -o q2.pdf
        quote render Q2 --language it -o q2.xlsx
        quote render Q2 -o q2.docx
        quote render Q2 -o q2
        quote render Q2 --json
        quote render Q2 --template mine.html -o q2.pdf
        quote render Q2 --template mine.html -o q2.xlsx
        quote render Q2 --template mine.html -o q2.html
        quote render Q2 --language de
        quote render Q2 --revision 4
        quote render Q9
        quote render
    ";
    assert_snapshot!(desk.run(lines), @r#"
    $ desk quote render Q2 -o q2.pdf
    --- stderr
    Wrote revision 1 of Q2, which was not sent yet, to q2.pdf
    exit 0

    $ desk quote render Q2 --language it -o q2.xlsx
    --- stderr
    Wrote revision 1 of Q2, which was not sent yet, to q2.xlsx
    exit 0

    $ desk quote render Q2 -o q2.docx
    --- stderr
    error: `docx` is not the extension of a document, expected one of html, pdf, xlsx
    exit 2

    $ desk quote render Q2 -o q2
    --- stderr
    error: `q2` does not say what to write: call it .html, .pdf or .xlsx
    exit 2

    $ desk quote render Q2 --json
    --- stderr
    {"error":"a document is html, pdf or xlsx, as the extension of `-o` says, not json","causes":[],"hint":null,"exit_code":2}
    exit 2

    $ desk quote render Q2 --template mine.html -o q2.pdf
    --- stderr
    error: a template makes a page: name a program that makes a PDF of it under `[documents]` in the configuration, with `pdf_command`
    exit 2

    $ desk quote render Q2 --template mine.html -o q2.xlsx
    --- stderr
    error: a spreadsheet has no template: leave out `--template`
    exit 2

    $ desk quote render Q2 --template mine.html -o q2.html
    --- stderr
    error: the template `mine.html` cannot be read: No such file or directory (os error 2)
    exit 1

    $ desk quote render Q2 --language de
    --- stderr
    error: `de` is not a language of documents, expected one of en, it, ru, es
    exit 2

    $ desk quote render Q2 --revision 4
    --- stderr
    error: Q2 has no revision 4
    exit 4

    $ desk quote render Q9
    --- stderr
    error: there is no quote `Q9`
    exit 3

    $ desk quote render
    --- stderr
    error: the following required arguments were not provided: <ID>
    hint: desk quote render <ID>
    exit 2
    "#);
    assert!(!desk.files().iter().any(|name| ["q2.docx", "q2", "q2.html"].contains(&name.as_str())));
    let bytes = fs::read(desk.path("q2.pdf")).unwrap();
    let text = lopdf::Document::load_mem(&bytes).unwrap().extract_text(&[1]).unwrap();
    assert!(text.contains("Oferta Q2, revisión 1") && text.contains("Officine Meridiana S.p.A."), "{text}");
    assert!(fs::read(desk.path("q2.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_template_of_the_user_s_takes_the_place_of_ours() {
    let desk = quoted();
    desk.write("mine.html", "{{ t.total }} {{ sums[-1].amount }} {{ company.name }}\n");
    desk.write("wrong.html", "<p>\n{{ company.logo_url }}\n");
    let lines = "
        quote render Q2 --template mine.html
        quote render Q2 --template wrong.html -o kept.html
    ";
    desk.write("kept.html", "as it was");
    assert_snapshot!(desk.run(lines), @"
    $ desk quote render Q2 --template mine.html
    Total 504,00 € Officine Meridiana S.p.A.
    exit 0

    $ desk quote render Q2 --template wrong.html -o kept.html
    --- stderr
    error: the template `wrong.html` cannot be used: line 2: `company.logo_url`: documents have nothing of that name
    exit 2
    ");
    assert_eq!(desk.read("kept.html"), "as it was");
    let shown = desk.run("quote render --show-template");
    assert!(shown.contains("<!doctype html>") && shown.ends_with("</html>\nexit 0\n"), "{shown}");
}

#[test]
fn a_program_makes_the_pdf_if_the_configuration_names_one() {
    let desk = quoted();
    let program = "#!/bin/sh\nprintf '%%PDF-1.7 by a program: '; grep -c '<td' -\n";
    desk.write("config/desk/print", program).write("config/desk/mine.html", "<td>{{ title }}</td>\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(desk.path("config/desk/print"), mode).unwrap();
    let config = "[documents]\nquote = 'mine.html'\npdf_command = ['./print']\n";
    desk.write("config/desk/config.toml", config);
    assert_snapshot!(desk.run("quote render Q2 -o q2.pdf"), @"
    $ desk quote render Q2 -o q2.pdf
    --- stderr
    Wrote revision 1 of Q2, which was not sent yet, to q2.pdf
    exit 0
    ");
    assert_eq!(desk.read("q2.pdf"), "%PDF-1.7 by a program: 1\n");
    desk.write("config/desk/print", "#!/bin/sh\necho 'no such font' >&2; exit 3\n");
    assert_snapshot!(desk.run("quote render Q2 -o q2.pdf"), @"
    $ desk quote render Q2 -o q2.pdf
    --- stderr
    error: the PDF could not be made: `[DIR]/config/desk/./print` ended with 3: no such font
    exit 1
    ");
    desk.write("config/desk/print", "#!/bin/sh\necho '<html>'\n");
    assert_snapshot!(desk.run("quote render Q2 -o q2.pdf"), @"
    $ desk quote render Q2 -o q2.pdf
    --- stderr
    error: the PDF could not be made: what `[DIR]/config/desk/./print` wrote to its standard output is no PDF
    exit 1
    ");
    assert_eq!(desk.read("q2.pdf"), "%PDF-1.7 by a program: 1\n");
}

#[test]
fn a_configuration_that_cannot_be_followed_is_told_with_its_line() {
    let desk = quoted();
    let mut told = String::new();
    for config in [
        "[company]\nname = ''\n",
        "[company]\nemail = 'nobody'\n",
        "[company]\nlogo = 'logo.bmp'\n",
        "[company]\nlogo = 'logo.png'\n",
        "[company]\nfax = '1'\n",
        "[documents]\npdf_command = []\n",
        "[documents]\nquote = 'none.html'\n",
    ] {
        desk.write("config/desk/config.toml", config);
        told.push_str(&desk.run("quote render Q2 -o q2.html"));
    }
    assert_snapshot!(told, @r#"
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: `[DIR]/config/desk/config.toml` cannot be used as configuration: line 2: `` is not a line of text, expected at least one character
    exit 2
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: `[DIR]/config/desk/config.toml` cannot be used as configuration: line 2: `nobody` is not an e-mail address, expected e.g. `anna@acme.example`
    exit 2
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: `[DIR]/config/desk/config.toml` cannot be used as configuration: line 2: `logo`: `logo.bmp` is not named as a picture, expected e.g. `logo.png`
    exit 2
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: the logo `[DIR]/config/desk/logo.png` cannot be read: No such file or directory (os error 2)
    exit 1
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: `[DIR]/config/desk/config.toml` cannot be used as configuration: line 2: unknown field `fax`, expected one of `name`, `address`, `tax_id`, `phone`, `email`, `web`, `bank`, `iban`, `footer`, `logo`
    exit 2
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: `[DIR]/config/desk/config.toml` cannot be used as configuration: line 2: `pdf_command` names no program, expected e.g. `["weasyprint", "-", "-"]`
    exit 2
    $ desk quote render Q2 -o q2.html
    --- stderr
    error: the template `[DIR]/config/desk/none.html` cannot be read: No such file or directory (os error 2)
    exit 1
    "#);
}

#[test]
fn a_pdf_says_what_it_cannot_print() {
    let desk = quoted();
    desk.write("config/desk/config.toml", "[company]\nname = '東京'\nlogo = 'sign.svg'\n");
    desk.write("config/desk/sign.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert_snapshot!(desk.run("quote render Q2 -o q2.pdf"), @"
    $ desk quote render Q2 -o q2.pdf
    --- stderr
    warning: the logo is left out: a PDF of ours takes png and jpg, not svg
    error: a PDF of ours has no `東` (U+6771), which is in `東京`: write .html instead, or name a program that makes PDFs under `[documents]` in the configuration, with `pdf_command`
    exit 4
    ");
    assert!(!desk.path("q2.pdf").exists());
}

#[test]
fn nothing_is_rendered_before_something_is_offered() {
    let desk = shop();
    desk.quietly("quote request LEVANTE -s 'Valves' -m 'Forty, please'");
    assert_snapshot!(desk.run("quote render Q1"), @"
    $ desk quote render Q1
    --- stderr
    error: nothing is offered in Q1 yet: write it with `desk quote new Q1`
    exit 4
    ");
}

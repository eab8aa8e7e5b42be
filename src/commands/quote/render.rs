//! `desk quote render`.

use std::path::PathBuf;

use clap::Args;

use crate::app::{QuoteRevisionView, QuoteView};
use crate::commands::{Context, Stop};
use crate::document::{
    BUILT_IN, DocumentError, DocumentKind, Paper, PaperLine, Person, PictureKind, Speech, Stage, Stationery, Written,
    html, pdf, sheet,
};
use crate::domain::QuoteId;
use crate::error::Error;
use crate::output::Format;

const EXAMPLES: &str = "Examples:
  desk quote render Q7 -o q7.pdf
  desk quote render Q7 -o q7.html --language it
  desk quote render Q7 --revision 1 -o q7.xlsx
  desk quote render --show-template > quote.html
  desk quote render Q7 --template quote.html -o q7.html

The extension of -o picks html, pdf or xlsx; without -o, the page goes to standard output. It holds what the customer may
know: no cost, no margin, no remark. It is written in the contact's language or else the account's, if that is English,
Italian, Russian or Spanish, and otherwise in English.

Who offers is told by [company] in the configuration: name, address, tax_id, phone, email, web, bank, iban, footer, logo.
[documents] names another template with quote = \"quote.html\", and with pdf_command a program that reads the page on its
standard input and writes it as a PDF to its standard output. Without one, a PDF has our own layout, whatever the template.";

/// Write a quote as the customer gets it
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct RenderArgs {
    /// The quote
    #[arg(required_unless_present = "show_template")]
    id: Option<QuoteId>,
    /// This revision
    #[arg(long, value_name = "NUMBER")]
    revision: Option<u32>,
    /// In this language: en, it, ru or es
    #[arg(long, value_name = "CODE")]
    language: Option<Speech>,
    /// By this template
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print the built-in template
    #[arg(long, conflicts_with_all = ["id", "revision", "language", "template"])]
    show_template: bool,
}

pub(super) fn run(args: &RenderArgs, cx: &mut Context) -> anyhow::Result<()> {
    let Some(id) = args.id else {
        return Ok(cx.out.put(|to| to.write_all(BUILT_IN.as_bytes()))?);
    };
    let kind = kind(cx)?;
    let view = cx.desk()?.quote(id, args.revision)?;
    let speech = args.language.unwrap_or_else(|| {
        Speech::of([view.contact.as_ref().and_then(|contact| contact.language), view.account.language])
    });
    let paper = paper(view, cx)?;
    let bytes = match kind {
        DocumentKind::Html => page(args, &paper, speech, cx.stationery())?.into_bytes(),
        DocumentKind::Pdf => printed(args, &paper, speech, cx)?,
        DocumentKind::Xlsx if args.template.is_some() => {
            return Err(Stop::usage("a spreadsheet has no template: leave out `--template`").into());
        }
        DocumentKind::Xlsx => sheet(&paper, speech, cx.now()).map_err(told)?,
    };
    cx.out.put(|to| to.write_all(&bytes))?;
    let Some(file) = cx.out.file().map(|file| file.display().to_string()) else { return Ok(()) };
    cx.out.finish()?;
    let draft = if paper.stage == Stage::Draft { ", which was not sent yet," } else { "" };
    cx.note(format_args!("Wrote revision {} of {id}{draft} to {file}", paper.revision))
}

fn kind(cx: &Context) -> anyhow::Result<DocumentKind> {
    if let Some(format) = cx.out.asked() {
        match format {
            Format::Html => return Ok(DocumentKind::Html),
            Format::Xlsx => return Ok(DocumentKind::Xlsx),
            _ => {}
        }
        let why = format!("a document is html, pdf or xlsx, as the extension of `-o` says, not {}", format.as_str());
        return Err(Stop::usage(why).into());
    }
    let Some(file) = cx.out.file() else { return Ok(DocumentKind::Html) };
    let Some(extension) = file.extension().map(|extension| extension.to_string_lossy().to_lowercase()) else {
        let why = format!("`{}` does not say what to write: call it .html, .pdf or .xlsx", file.display());
        return Err(Stop::usage(why).into());
    };
    let parsed = if extension == "htm" { Ok(DocumentKind::Html) } else { extension.parse() };
    parsed.map_err(|why| Stop::usage(why.to_string()).into())
}

/// Takes from a quote what the customer may know.
fn paper(view: QuoteView, cx: &Context) -> anyhow::Result<Paper> {
    let QuoteView { quote, account, contact, rep, revisions, shown, .. } = view;
    let QuoteRevisionView { revision, lines, totals, .. } = shown.ok_or_else(|| {
        Error::Rule(format!("nothing is offered in {id} yet: write it with `desk quote new {id}`", id = quote.id))
    })?;
    if (totals.net, totals.tax, totals.total) != (revision.net, revision.tax, revision.total()) {
        let context = format!("the lines of {} do not come to what it says", quote.id);
        return Err(Error::Store { context, source: None }.into());
    }
    let zone = &cx.out.human().zone;
    let person = |name: &str, email, phone| Person { name: name.to_owned(), email, phone };
    Ok(Paper {
        company: cx.stationery().company.clone(),
        customer: account.name,
        tax_id: account.tax_id,
        contact: contact.map(|of| person(of.label(), of.email.clone(), of.phone.clone())),
        rep: rep.map(|rep| person(rep.name.as_str(), rep.email, None)),
        quote: quote.id,
        subject: quote.subject,
        revision: revision.number,
        stage: Stage::of(&revision, &revisions, zone.local(cx.now()).date()),
        sent: revision.sent_at.map(|at| zone.local(at).date()),
        valid_until: revision.valid_until,
        po_number: revision.po_number,
        currency: revision.currency,
        terms: revision.terms.or(account.terms),
        delivery: revision.delivery,
        note: revision.note,
        lines: lines.into_iter().map(|line| PaperLine::of(&line.line, line.sku, line.name)).collect(),
        totals,
    })
}

fn page(args: &RenderArgs, paper: &Paper, speech: Speech, stationery: &Stationery) -> anyhow::Result<String> {
    let logo = stationery.picture().map_err(told)?;
    let template = stationery.template(args.template.as_deref()).map_err(told)?;
    let template = template.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    html(&Written::of(paper, speech), logo.as_ref(), template).map_err(told)
}

fn printed(args: &RenderArgs, paper: &Paper, speech: Speech, cx: &mut Context) -> anyhow::Result<Vec<u8>> {
    let stationery = cx.stationery().clone();
    if let Some(printer) = &stationery.printer {
        return printer.print(page(args, paper, speech, &stationery)?).map_err(told);
    }
    if args.template.is_some() {
        let why = "a template makes a page: name a program that makes a PDF of it under `[documents]` in the \
                   configuration, with `pdf_command`";
        return Err(Stop::usage(why).into());
    }
    let mut logo = stationery.picture().map_err(told)?;
    if logo.take_if(|logo| logo.kind == PictureKind::Svg).is_some() {
        cx.warn(format_args!("the logo is left out: a PDF of ours takes png and jpg, not svg"))?;
    }
    pdf(&Written::of(paper, speech), logo.as_ref()).map_err(told)
}

/// Tells whose fault it is: the user's template, our fonts, or something that failed.
fn told(why: DocumentError) -> anyhow::Error {
    match why {
        DocumentError::Template { .. } => Stop::usage(why.to_string()).into(),
        DocumentError::Letter { .. } => Error::Rule(format!(
            "{why}: write .html instead, or name a program that makes PDFs under `[documents]` in the configuration, \
             with `pdf_command`"
        ))
        .into(),
        DocumentError::Unreadable { .. }
        | DocumentError::Program(_)
        | DocumentError::Picture(_)
        | DocumentError::Failed(_) => why.into(),
    }
}

//! The verbs: arguments and a short `run` each.

mod access;
mod account;
mod args;
mod ask;
mod audit;
mod backup;
mod batch;
mod check;
mod context;
mod credit;
mod demo;
mod dispute;
mod doctor;
mod export;
mod failure;
pub mod import;
mod init;
mod invoice;
mod migrate;
mod order;
mod payment;
mod price;
mod product;
mod quote;
mod rep;
mod report;
mod restore;
mod rma;
mod schema;
mod sla;
mod stock;
mod whoami;

mod ticket;

pub use crate::stop::Stop;
pub use context::{Aside, Context, Globals};
pub use failure::{failure, misuse};

use clap::Subcommand;

/// What can be asked of a desk.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "a comment here would replace the help of the noun itself")]
pub enum Command {
    #[command(subcommand_required = false)]
    Account(account::Account),
    Ticket(ticket::Ticket),
    Quote(quote::Quote),
    Ask(ask::AskArgs),
    Invoice(invoice::Invoice),
    Payment(payment::Payment),
    Dispute(dispute::Dispute),
    Credit(credit::Credit),
    Sla(sla::Sla),
    Report(report::Report),
    Order(order::Order),
    Return(rma::Return),
    Rep(rep::Rep),
    Product(product::Product),
    Stock(stock::Stock),
    Price(price::Price),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Schema(schema::Schema),
    Batch(batch::BatchArgs),
    Audit(audit::Audit),
    Access(access::Access),
    Whoami(whoami::WhoamiArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    Check(check::CheckArgs),
    Doctor(doctor::DoctorArgs),
    Migrate(migrate::MigrateArgs),
    Init(init::InitArgs),
    Demo(demo::DemoArgs),
    #[command(hide = true)]
    SlaCheck(sla::CheckArgs),
}

impl Command {
    /// Runs the verb.
    pub fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        // Of a quote there are documents too; an export may be a spreadsheet.
        if !matches!(self, Self::Report(_) | Self::Quote(_) | Self::Export(_)) {
            cx.out.expect_records()?;
        }
        match self {
            Self::Account(noun) => noun.run(cx),
            Self::Ticket(noun) => noun.run(cx),
            Self::Quote(noun) => noun.run(cx),
            Self::Ask(args) => ask::run(args, cx),
            Self::Invoice(noun) => noun.run(cx),
            Self::Payment(noun) => noun.run(cx),
            Self::Dispute(noun) => noun.run(cx),
            Self::Credit(noun) => noun.run(cx),
            Self::Sla(noun) => noun.run(cx),
            Self::Report(noun) => noun.run(cx),
            Self::Order(noun) => noun.run(cx),
            Self::Return(noun) => noun.run(cx),
            Self::Rep(noun) => noun.run(cx),
            Self::Product(noun) => noun.run(cx),
            Self::Stock(noun) => noun.run(cx),
            Self::Price(noun) => noun.run(cx),
            Self::Import(args) => import::run(&args, cx),
            Self::Export(args) => export::run(&args, cx),
            Self::Schema(noun) => noun.run(cx),
            Self::Batch(args) => batch::run(&args, cx),
            Self::Audit(noun) => noun.run(cx),
            Self::Access(noun) => noun.run(cx),
            Self::Whoami(args) => whoami::run(&args, cx),
            Self::Backup(args) => backup::run(&args, cx),
            Self::Restore(args) => restore::run(&args, cx),
            Self::Check(args) => check::run(&args, cx),
            Self::Doctor(args) => doctor::run(&args, cx),
            Self::Migrate(args) => migrate::run(&args, cx),
            Self::Init(args) => init::run(args, cx),
            Self::Demo(args) => demo::run(&args, cx),
            Self::SlaCheck(args) => sla::check(&args, cx),
        }
    }
}

//! `desk account contract`.

use clap::{Args, Subcommand};

use crate::app::{Agreed, Answer, NewContract};
use crate::commands::Context;
use crate::commands::args::{Once, date};
use crate::domain::rma::{FreightPayer, ReturnTerms};
use crate::domain::{Code, Date, Line, Rate, Zone};
use crate::view::ContractRow;

/// What was agreed with an account, and for how long
#[derive(Debug, Args)]
pub(super) struct Contract {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(AddArgs),
    #[command(visible_alias = "ls")]
    List(ListArgs),
    End(EndArgs),
}

const ADD_EXAMPLES: &str = "Examples:
  desk account contract add ACME C-2026-1 --starts 2026-01-01 --ends 2026-12-31 --policy gold --fee 1200
  desk account contract add ACME C-2026-1 --starts 2026-01-01 --notice 90
  desk account contract add ACME C-2026-1 --starts 2026-01-01 --return-days 30 --restocking 10 --return-inspection

While it is in force, tickets of the account are promised what its policy says. Without --policy, that is the policy
whose `match` names the contract, or else the one they had before. Contracts of one account cannot overlap. Verdicts that
are final already stay as they are.";

/// Record a contract of an account
#[derive(Debug, Args)]
#[command(after_long_help = ADD_EXAMPLES)]
struct AddArgs {
    /// The account's code
    account: String,
    /// The contract's number, unique at this desk
    number: Code,
    /// Its first day
    #[arg(long, value_parser = date, value_name = "DAY", allow_hyphen_values = true)]
    starts: Date,
    /// Its last day; without one it goes on until it is ended
    #[arg(long, value_parser = date, value_name = "DAY", allow_hyphen_values = true)]
    ends: Option<Date>,
    /// How many days ahead either side must give notice
    #[arg(long, value_name = "DAYS")]
    notice: Option<u32>,
    /// The policy its promises are, by name
    #[arg(long, value_name = "NAME")]
    policy: Option<Line>,
    /// What is paid for it a month, in the account's currency
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    fee: Option<String>,
    /// Whose midnights its days begin at; by default the account's, or UTC
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<Zone>,
    /// How many days after its delivery something may come back
    #[arg(long, value_name = "DAYS")]
    return_days: Option<u32>,
    /// The fee for taking it back, in percent of its value
    #[arg(long, value_name = "PERCENT")]
    restocking: Option<Rate>,
    /// Who pays for the way back: customer or supplier
    #[arg(long, value_name = "WHO")]
    return_freight: Option<FreightPayer>,
    /// Nothing is credited before it was looked at
    #[arg(long)]
    return_inspection: bool,
    #[command(flatten)]
    once: Once,
}

const LIST_EXAMPLES: &str = "Examples:
  desk account contract list
  desk account contract list ACME --wide";

/// List contracts, of one account or of all
#[derive(Debug, Args, Default)]
#[command(after_long_help = LIST_EXAMPLES)]
struct ListArgs {
    /// The account's code
    account: Option<String>,
}

const END_EXAMPLES: &str = "Examples:
  desk account contract end C-2026-1 --on 2026-06-30
  desk account contract end C-2026-1 --on today

The day is the last one on which the contract is in force. It may also be later than the last day agreed on.";

/// End a contract with a day
#[derive(Debug, Args)]
#[command(after_long_help = END_EXAMPLES)]
struct EndArgs {
    /// The contract's number
    number: String,
    /// Its last day
    #[arg(long, value_parser = date, value_name = "DAY", allow_hyphen_values = true)]
    on: Date,
}

impl Contract {
    pub(super) fn run(self, cx: &mut Context) -> anyhow::Result<()> {
        match self.verb.unwrap_or_else(|| Verb::List(ListArgs::default())) {
            Verb::Add(args) => add(args, cx),
            Verb::List(args) => list(&args, cx),
            Verb::End(args) => end(&args, cx),
        }
    }
}

fn add(args: AddArgs, cx: &mut Context) -> anyhow::Result<()> {
    let AddArgs { account, number, starts, ends, notice, policy, fee, time_zone, once, .. } = args;
    let returns = ReturnTerms {
        days: args.return_days,
        restocking: args.restocking,
        freight: args.return_freight,
        // Unless something was agreed about returns, nothing is known about looking at them either.
        inspection: (args.return_inspection || args.return_days.is_some()).then_some(args.return_inspection),
    };
    let new = NewContract { number, zone: time_zone, starts, ends, notice_days: notice, policy, fee, returns };
    cx.once(once, &("account.contract.add", &account, &new), |desk| {
        let agreed = desk.add_contract(&account, new.clone())?;
        let Agreed { account, contract, .. } = &agreed;
        let until = contract.ends.map_or_else(String::new, |day| format!(" to {day}"));
        let mut answer = Answer::of(
            &contract.number,
            format!("Added contract {} of {account}, from {starts}{until}", contract.number),
        );
        answer.notes.extend(turned(&agreed));
        Ok(answer)
    })
}

fn list(args: &ListArgs, cx: &mut Context) -> anyhow::Result<()> {
    let now = cx.now();
    let contracts = cx.desk()?.contracts(args.account.as_deref())?;
    let rows: Vec<ContractRow> =
        contracts.iter().map(|(account, contract)| ContractRow::of(contract, account, now)).collect();
    Ok(cx.out.list(&rows, None)?)
}

fn end(args: &EndArgs, cx: &mut Context) -> anyhow::Result<()> {
    let (agreed, changed) = cx.desk()?.end_contract(&args.number, args.on)?;
    let Agreed { account, contract, .. } = &agreed;
    if changed {
        cx.note_on(&contract.number, format_args!("Contract {} of {account} ends on {}", contract.number, args.on))?;
    } else {
        cx.note_on(
            &contract.number,
            format_args!("Contract {} of {account} already ends on {}", contract.number, args.on),
        )?;
    }
    turned(&agreed).map_or(Ok(()), |text| cx.note(format_args!("{text}")))
}

fn turned(agreed: &Agreed) -> Option<String> {
    let ids: Vec<String> = agreed.turned.iter().map(ToString::to_string).collect();
    (!ids.is_empty()).then(|| format!("Another policy rules now: {}", ids.join(" ")))
}

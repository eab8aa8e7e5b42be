//! The flags that describe an account, for `new` and `edit`.

use clap::Args;

use crate::commands::args::{change, change_date, change_text};
use crate::domain::account::{AccountEdit, AccountStatus, Terms};
use crate::domain::{Change, Code, Currency, Date, Language, Line, Segment, Tier, Zone};

#[derive(Debug, Args)]
pub(super) struct Fields {
    /// Service tier, 1 is served first
    #[arg(long)]
    tier: Option<Tier>,
    /// b2b or d2c
    #[arg(long)]
    segment: Option<Segment>,
    /// pending, active, blocked or closed
    #[arg(long)]
    status: Option<AccountStatus>,
    /// Sales region
    #[arg(long, value_parser = change::<Line>, value_name = "TEXT")]
    region: Option<Change<Line>>,
    /// Line of business
    #[arg(long, value_parser = change::<Line>, value_name = "TEXT")]
    sector: Option<Change<Line>>,
    /// Currency it is invoiced in, e.g. EUR
    #[arg(long)]
    currency: Option<Currency>,
    /// Agreed credit, a plain number; 0 is prepaid
    #[arg(long, value_parser = change_text, value_name = "AMOUNT", allow_negative_numbers = true)]
    credit_limit: Option<Change<String>>,
    /// Stop its credit, or let it run again
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    credit_hold: Option<bool>,
    /// Payment terms: NET30, 2/10 NET30, EOM or prepay
    #[arg(long, value_parser = change::<Terms>, value_name = "TERMS")]
    terms: Option<Change<Terms>>,
    /// IANA time zone, e.g. Europe/Rome
    #[arg(long, value_parser = change::<Zone>, value_name = "ZONE")]
    time_zone: Option<Change<Zone>>,
    /// Language to write in, e.g. it
    #[arg(long, value_parser = change::<Language>, value_name = "CODE")]
    language: Option<Change<Language>>,
    /// Tax number
    #[arg(long, value_parser = change::<Line>, value_name = "TEXT")]
    tax_id: Option<Change<Line>>,
    /// Switchboard
    #[arg(long, value_parser = change::<Line>, value_name = "NUMBER")]
    phone: Option<Change<Line>>,
    /// Customer since, e.g. 2019-03-01
    #[arg(long, value_parser = change_date, value_name = "DAY", allow_hyphen_values = true)]
    since: Option<Change<Date>>,
    /// Free marks, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "TAGS")]
    tags: Option<Vec<Code>>,
}

impl Fields {
    /// Says what the flags say; `name` comes from elsewhere.
    pub(super) fn into_edit(self, name: Option<Line>) -> AccountEdit {
        AccountEdit {
            name,
            segment: self.segment,
            tier: self.tier,
            status: self.status,
            region: self.region.unwrap_or_default(),
            sector: self.sector.unwrap_or_default(),
            currency: self.currency,
            credit_limit: self.credit_limit.unwrap_or_default(),
            credit_hold: self.credit_hold,
            terms: self.terms.unwrap_or_default(),
            time_zone: self.time_zone.unwrap_or_default(),
            language: self.language.unwrap_or_default(),
            tax_id: self.tax_id.unwrap_or_default(),
            phone: self.phone.unwrap_or_default(),
            customer_since: self.since.unwrap_or_default(),
            tags: self.tags,
        }
    }
}

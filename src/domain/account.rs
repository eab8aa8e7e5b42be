//! Accounts: the buying organizations the desk serves.

use std::fmt;
use std::str::FromStr;

use super::{AccountId, Change, Code, Currency, Date, Invalid, Language, Line, Money, Zone, days_after};

words! {
    /// Whether a company or a consumer buys.
    Segment, "a segment";
    /// Business to business.
    B2b = "b2b",
    /// Direct to consumer.
    D2c = "d2c",
}

words! {
    /// Where an account stands with us.
    AccountStatus, "an account status";
    /// Being set up; may not buy yet.
    Pending = "pending",
    /// In good standing.
    Active = "active",
    /// Served, but may not buy.
    Blocked = "blocked",
    /// No longer a customer.
    Closed = "closed",
}

/// The service tier, 1 (the closest care) to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Tier(u8);

impl Tier {
    /// The tier of an account nobody has placed.
    pub const DEFAULT: Self = Self(3);

    /// Wraps a tier number, refusing what is not 1 to 9.
    pub fn new(number: i64) -> Result<Self, Invalid> {
        match u8::try_from(number) {
            Ok(tier @ 1..=9) => Ok(Self(tier)),
            _ => Err(Invalid::new(&number.to_string(), "a tier", "1 to 9, where 1 is served first")),
        }
    }

    /// Returns the number.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for Tier {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.parse()
            .ok()
            .and_then(|number| Self::new(number).ok())
            .ok_or_else(|| Invalid::new(text, "a tier", "1 to 9, where 1 is served first"))
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

/// When an account pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// So many days after the invoice: `NET30`.
    Net(u16),
    /// A percentage off when paid within some days, in full later: `2/10 NET30`.
    Discount {
        /// Percent off.
        percent: u8,
        /// Days within which the discount holds.
        within: u16,
        /// Days after which all of it is due.
        net: u16,
    },
    /// At the end of the invoice's month: `EOM`.
    EndOfMonth,
    /// Before anything is shipped: `prepay`.
    Prepay,
}

impl Terms {
    /// Returns the last day to pay what was invoiced on a day.
    pub fn due(self, invoiced: Date) -> Option<Date> {
        match self {
            Self::Net(days) | Self::Discount { net: days, .. } => days_after(invoiced, days.into()),
            Self::EndOfMonth => Some(invoiced.last_of_month()),
            Self::Prepay => Some(invoiced),
        }
    }

    /// Tells whether whoever pays is better off than by others: may pay later, take off more, or take it off for longer.
    pub fn is_better_than(self, other: Self) -> bool {
        // A month's end is a month off at most.
        let parts = |terms: Self| match terms {
            Self::Net(days) => (days, 0, 0),
            Self::Discount { percent, within, net } => (net, percent, within),
            Self::EndOfMonth => (31, 0, 0),
            Self::Prepay => (0, 0, 0),
        };
        let ((days, percent, within), (other_days, other_percent, other_within)) = (parts(self), parts(other));
        days > other_days || percent > other_percent || (percent == other_percent && within > other_within)
    }
}

impl FromStr for Terms {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(text, "payment terms", "`NET30`, `2/10 NET30`, `EOM` or `prepay`");
        let net = |part: &str| part.strip_prefix("NET").and_then(|days| days.parse().ok()).ok_or_else(refuse);
        let upper = text.trim().to_ascii_uppercase();
        match upper.as_str() {
            "EOM" => Ok(Self::EndOfMonth),
            "PREPAY" => Ok(Self::Prepay),
            other => match other.split_once(' ') {
                None => Ok(Self::Net(net(other)?)),
                Some((discount, rest)) => {
                    let (percent, within) = discount.split_once('/').ok_or_else(refuse)?;
                    let percent = percent.parse().ok().filter(|percent| *percent <= 100).ok_or_else(refuse)?;
                    Ok(Self::Discount { percent, within: within.parse().map_err(|_| refuse())?, net: net(rest)? })
                }
            },
        }
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Net(days) => write!(f, "NET{days}"),
            Self::Discount { percent, within, net } => write!(f, "{percent}/{within} NET{net}"),
            Self::EndOfMonth => f.write_str("EOM"),
            Self::Prepay => f.write_str("prepay"),
        }
    }
}

impl serde::Serialize for Terms {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A buying organization.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The row; people write the code.
    pub id: AccountId,
    /// The unique short name people type.
    pub code: Code,
    /// The organization's name.
    pub name: Line,
    /// Company or consumer.
    pub segment: Segment,
    /// The account this one belongs to; the tree is acyclic and at most eight deep.
    pub parent: Option<AccountId>,
    /// The service tier.
    pub tier: Tier,
    /// Where it stands with us.
    pub status: AccountStatus,
    /// Sales region.
    pub region: Option<Line>,
    /// Line of business.
    pub sector: Option<Line>,
    /// The currency it is invoiced in.
    pub currency: Currency,
    /// Agreed credit in minor units of `currency`; none agreed if empty, prepaid if zero.
    pub credit_limit: Option<i64>,
    /// Whether finance has stopped its credit.
    pub credit_hold: bool,
    /// When it pays.
    pub terms: Option<Terms>,
    /// Where its working day is.
    pub time_zone: Option<Zone>,
    /// The language to write in.
    pub language: Option<Language>,
    /// Its tax number.
    pub tax_id: Option<Line>,
    /// Its switchboard.
    pub phone: Option<Line>,
    /// The day it became a customer.
    pub customer_since: Option<Date>,
    /// Free marks, sorted.
    pub tags: Vec<Code>,
}

/// How deep a tree of accounts may be, the root included.
pub const MAX_DEPTH: usize = 8;

impl Account {
    /// Starts an account with what is always known about it.
    pub fn new(code: Code, name: Line) -> Self {
        Self {
            id: AccountId::new(0),
            code,
            name,
            segment: Segment::B2b,
            parent: None,
            tier: Tier::DEFAULT,
            status: AccountStatus::Active,
            region: None,
            sector: None,
            currency: Currency::EUR,
            credit_limit: None,
            credit_hold: false,
            terms: None,
            time_zone: None,
            language: None,
            tax_id: None,
            phone: None,
            customer_since: None,
            tags: Vec::new(),
        }
    }

    /// Returns the agreed credit as money.
    pub fn credit(&self) -> Option<Money> {
        self.credit_limit.map(|minor| Money { minor, currency: self.currency })
    }
}

/// What an edit or an import says about an account; what it does not mention stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each field is the account's field of that name")]
pub struct AccountEdit {
    pub name: Option<Line>,
    pub segment: Option<Segment>,
    pub tier: Option<Tier>,
    pub status: Option<AccountStatus>,
    pub region: Change<Line>,
    pub sector: Change<Line>,
    pub currency: Option<Currency>,
    /// A plain decimal, read in the account's currency.
    pub credit_limit: Change<String>,
    pub credit_hold: Option<bool>,
    pub terms: Change<Terms>,
    pub time_zone: Change<Zone>,
    pub language: Change<Language>,
    pub tax_id: Change<Line>,
    pub phone: Change<Line>,
    pub customer_since: Change<Date>,
    pub tags: Option<Vec<Code>>,
}

impl AccountEdit {
    /// Applies the edit. An amount is read in the currency the account then has; a currency alone cannot change
    /// under an agreed limit, since the limit's figure would silently mean something else.
    pub fn apply(self, account: &mut Account) -> Result<(), Invalid> {
        fn set<T>(value: Option<T>, field: &mut T) {
            if let Some(value) = value {
                *field = value;
            }
        }
        if let (Some(currency), Some(limit), Change::Keep) = (self.currency, account.credit(), &self.credit_limit)
            && currency != account.currency
        {
            let expected = format!("a new credit limit with it, since {limit} is agreed");
            return Err(Invalid::new(currency.code(), "a currency to change to alone", expected));
        }
        set(self.name, &mut account.name);
        set(self.segment, &mut account.segment);
        set(self.tier, &mut account.tier);
        set(self.status, &mut account.status);
        set(self.currency, &mut account.currency);
        set(self.credit_hold, &mut account.credit_hold);
        self.region.apply(&mut account.region);
        self.sector.apply(&mut account.sector);
        self.terms.apply(&mut account.terms);
        self.time_zone.apply(&mut account.time_zone);
        self.language.apply(&mut account.language);
        self.tax_id.apply(&mut account.tax_id);
        self.phone.apply(&mut account.phone);
        self.customer_since.apply(&mut account.customer_since);
        match self.credit_limit {
            Change::Keep => {}
            Change::Clear => account.credit_limit = None,
            Change::Set(amount) => account.credit_limit = Some(credit_limit(&amount, account.currency)?),
        }
        if let Some(mut tags) = self.tags {
            tags.sort();
            tags.dedup();
            account.tags = tags;
        }
        Ok(())
    }
}

fn credit_limit(amount: &str, currency: Currency) -> Result<i64, Invalid> {
    let limit = Money::parse(amount, currency)?;
    if limit.minor < 0 {
        return Err(Invalid::new(amount, "a credit limit", "zero (prepaid) or more"));
    }
    Ok(limit.minor)
}

words! {
    /// In what capacity a rep looks after an account.
    AccountRole, "an account role";
    /// The one rep who knows them.
    Primary = "primary",
    /// Who stands in when the primary is away.
    Backup = "backup",
    /// Who answers technical questions.
    Technical = "technical",
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme() -> Account {
        Account::new("ACME".parse().unwrap(), "Acme".parse().unwrap())
    }

    #[test]
    fn terms_read_back_as_written() {
        for text in ["NET30", "2/10 NET30", "EOM", "prepay"] {
            assert_eq!(text.parse::<Terms>().unwrap().to_string(), text);
        }
        for text in ["", "30", "NET", "NET-1", "2/10", "200/10 NET30", "2/10 EOM"] {
            assert!(text.parse::<Terms>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_edit_leaves_alone_what_it_does_not_mention() {
        let mut account = acme();
        account.region = Some("North".parse().unwrap());
        AccountEdit { tier: Some(Tier(1)), ..Default::default() }.apply(&mut account).unwrap();
        assert_eq!((account.tier.number(), account.region.is_some()), (1, true));
        AccountEdit { region: Change::Clear, ..Default::default() }.apply(&mut account).unwrap();
        assert_eq!(account.region, None);
    }

    #[test]
    fn a_limit_never_changes_its_currency_in_silence() {
        let mut account = acme();
        let limit = |amount: &str| Change::Set(amount.to_owned());
        AccountEdit { credit_limit: limit("5000"), ..Default::default() }.apply(&mut account).unwrap();
        assert_eq!(account.credit().unwrap().to_string(), "5000.00 EUR");
        let yen = || "JPY".parse().ok();
        assert!(AccountEdit { currency: yen(), ..Default::default() }.apply(&mut account).is_err());
        let both = AccountEdit { currency: yen(), credit_limit: limit("5000"), ..Default::default() };
        both.apply(&mut account).unwrap();
        assert_eq!(account.credit().unwrap().to_string(), "5000 JPY");
        assert!(AccountEdit { credit_limit: limit("-1"), ..Default::default() }.apply(&mut account).is_err());
    }
}

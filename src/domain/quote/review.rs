//! What somebody else has to look at before it is sent.

use std::collections::BTreeMap;

use super::{Offer, QuoteLine, Revision};
use crate::domain::account::Terms;
use crate::domain::price::floor;
use crate::domain::rep::StaffRole;
use crate::domain::{Code, Money, Rate};

words! {
    /// A rule that asks for a review.
    ReviewRule, "a review rule";
    /// More comes off than the author may give.
    Discount = "discount",
    /// It is sold for less than what it costs us and the least margin on that.
    Margin = "margin",
    /// It comes to more than anybody may offer alone.
    Total = "total",
    /// They may pay later, or take off more, than the account may.
    Terms = "terms",
    /// It is no product, so that no list says what it costs.
    FreeText = "free-text",
    /// The account's assortment leaves it out.
    Assortment = "assortment",
}

/// The rules of a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRules {
    /// How much may come off what lists and discounts say.
    pub discount: Rate,
    /// How much those of a role may give, where that is something else.
    pub by_role: BTreeMap<StaffRole, Rate>,
    /// How much more than what it costs us a product is sold for at least; nothing: any price will do.
    pub margin: Option<Rate>,
    /// What a quote may come to before tax, in each currency; without any, as much as it likes.
    pub totals: Vec<Money>,
    /// Whether better terms than the account's are looked at.
    pub terms: bool,
    /// Whether lines without a product are.
    pub free_text: bool,
    /// Whether products are that the account's assortment leaves out.
    pub assortment: bool,
}

impl Default for ReviewRules {
    fn default() -> Self {
        Self {
            discount: Rate::new(100_000).unwrap_or_default(),
            by_role: BTreeMap::new(),
            margin: None,
            totals: Vec::new(),
            terms: true,
            free_text: true,
            assortment: true,
        }
    }
}

/// What is looked at, beside the revision itself.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'a> {
    /// The revision.
    pub revision: &'a Revision,
    /// Its lines, what each is called, and whether the account may not buy it.
    pub lines: &'a [(&'a QuoteLine, String, bool)],
    /// Who wrote it.
    pub author: (&'a Code, StaffRole),
    /// How the account pays, as far as that is agreed.
    pub terms: Option<Terms>,
}

/// A rule that asks for a review, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Concern {
    pub rule: ReviewRule,
    pub line: Option<u32>,
    pub why: String,
}

impl ReviewRules {
    /// Returns all that asks for a review, line by line; with nothing, a draft may be sent.
    pub fn concerns(&self, proposal: &Proposal<'_>) -> Vec<Concern> {
        let mut concerns = Vec::new();
        for (line, name, is_outside) in proposal.lines {
            let mut tell = |rule, why| concerns.push(Concern { rule, line: Some(line.line), why });
            if self.free_text && line.product.is_none() {
                tell(ReviewRule::FreeText, format!("`{name}` is no product: no list says what it costs"));
            }
            if self.assortment && *is_outside {
                tell(ReviewRule::Assortment, format!("the account's assortment leaves out {name}"));
            }
            for offer in &line.offers {
                let told = self.given_away(offer, name, proposal).map(|why| (ReviewRule::Discount, why));
                let told = told.into_iter().chain(self.below_margin(line, offer, name));
                told.for_each(|(rule, why)| tell(rule, why));
            }
        }
        let whole = |(rule, why)| Concern { rule, line: None, why };
        concerns.extend(self.above_total(proposal).map(|why| whole((ReviewRule::Total, why))));
        concerns.extend(self.better_terms(proposal).map(|why| whole((ReviewRule::Terms, why))));
        concerns
    }

    fn given_away(&self, offer: &Offer, name: &str, proposal: &Proposal<'_>) -> Option<String> {
        let (author, role) = proposal.author;
        let allowed = self.by_role.get(&role).copied().unwrap_or(self.discount);
        let given = offer.discount().filter(|given| *given > allowed)?;
        let Offer { quantity, unit_price, usual, .. } = offer;
        let usual = usual.map_or_else(String::new, |usual| format!(" instead of {}", usual.amount()));
        Some(format!(
            "{quantity} {name} at {}{usual} {} is {given} off, and {author} ({role}) may give {allowed}",
            unit_price.amount(),
            unit_price.currency
        ))
    }

    fn below_margin(&self, line: &QuoteLine, offer: &Offer, name: &str) -> Option<(ReviewRule, String)> {
        let margin = self.margin.filter(|_| line.product.is_some())?;
        let currency = offer.unit_price.currency;
        let Some(cost) = line.cost else {
            return Some((ReviewRule::Margin, format!("nobody knows what {name} costs us in {currency}")));
        };
        let least = floor(cost, margin);
        (offer.unit_price.micros < least.micros).then(|| {
            let (price, least) = (offer.unit_price.amount(), least.amount());
            let why = format!(
                "{} {name} at {price} {currency} is below {least}, what it costs us and {margin}",
                offer.quantity
            );
            (ReviewRule::Margin, why)
        })
    }

    /// Looks at the most that the customer can pick.
    fn above_total(&self, proposal: &Proposal<'_>) -> Option<String> {
        let Revision { currency, .. } = proposal.revision;
        let most = |line: &QuoteLine| {
            let dearest = line.offers.iter().max_by_key(|offer| offer.amount().map_or(i64::MAX, |money| money.minor));
            let offers = dearest.map(|offer| Offer { picked: true, ..offer.clone() });
            QuoteLine { offers: offers.into_iter().collect(), ..line.clone() }
        };
        let lines: Vec<QuoteLine> = proposal.lines.iter().map(|(line, ..)| most(line)).collect();
        let total = proposal.revision.totals(&lines)?;
        let sum = Money { minor: total.total.minor.saturating_sub(total.tax.minor), currency: *currency };
        if self.totals.is_empty() {
            return None;
        }
        match self.totals.iter().find(|cap| cap.currency == *currency) {
            None => Some(format!("it comes to {sum}, and nothing says how much anybody may offer alone in {currency}")),
            Some(cap) => (sum.minor > cap.minor)
                .then(|| format!("it comes to as much as {sum}, and nobody may offer more than {cap} alone")),
        }
    }

    fn better_terms(&self, proposal: &Proposal<'_>) -> Option<String> {
        let offered = proposal.revision.terms.filter(|_| self.terms)?;
        match proposal.terms {
            None => Some(format!("{offered} is offered, and nothing is agreed on how the account pays")),
            Some(agreed) if offered.is_better_than(agreed) => {
                Some(format!("{offered} is better than {agreed}, as the account pays"))
            }
            Some(_) => None,
        }
    }
}

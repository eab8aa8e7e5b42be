//! `match`: whom a policy is for.

use toml::de::DeValue;

use super::fields::{Fields, Kind, refuse_kind};
use crate::domain::sla::Scope;
use crate::domain::{Invalid, Tier};

const KIND: Kind = Kind {
    what: "something to match by",
    keys: &["contract", "account", "queue", "category", "tier", "default"],
    form: "a table, e.g. `{ tier = 1 }`",
};

/// Reads whom a policy is for, and where that is said; without `match`, for every ticket that no other policy is for.
pub(super) fn read(policy: &Fields<'_, '_>) -> Option<(Scope, usize)> {
    let Some(entry) = policy.entry("match") else { return Some((Scope::Default, policy.at)) };
    let mistakes = policy.mistakes;
    let before = mistakes.count();
    let fields = Fields::open(mistakes, entry, &KIND)?;
    let given: Vec<&str> = KIND.keys.iter().copied().filter(|key| fields.has(key)).collect();
    let scope = match given.as_slice() {
        [] => Some(Scope::Default),
        ["contract"] => fields.parsed("contract", "a contract's number in quotes").map(Scope::Contract),
        ["account"] => fields.parsed("account", "an account's code in quotes").map(Scope::Account),
        ["queue"] => fields.parsed("queue", "a mailbox in quotes").map(Scope::Queue),
        ["category", "tier"] => {
            let category = fields.parsed("category", "a category in quotes, e.g. `\"fulfilment\"`");
            let tier = tier(&fields);
            category.zip(tier).map(|(category, tier)| Scope::CategoryTier(category, tier))
        }
        ["tier"] => tier(&fields).map(Scope::Tier),
        ["default"] => default(&fields),
        ["category"] => {
            mistakes
                .refuse(entry.at, "`category` needs a `tier` beside it, e.g. `{ category = \"return\", tier = 1 }`");
            None
        }
        [first, .., last] => {
            let alone = "a policy is for one of contract, account, queue, category with tier, tier, or default";
            mistakes.refuse(entry.at, format_args!("`{first}` and `{last}` do not go together: {alone}"));
            None
        }
        [_] => None,
    };
    // What is left once an unknown key is taken away is not what was meant.
    scope.filter(|_| mistakes.count() == before).map(|scope| (scope, entry.at))
}

fn tier(fields: &Fields<'_, '_>) -> Option<Tier> {
    let entry = fields.entry("tier")?;
    let DeValue::Integer(number) = entry.value.get_ref() else {
        refuse_kind(fields.mistakes, "`tier`", entry.value, "a whole number from 1 to 9, without quotes");
        return None;
    };
    let refuse = |_| Invalid::new(&number.to_string(), "a tier", "1 to 9, where 1 is served first");
    let number = i64::from_str_radix(number.as_str(), number.radix()).map_err(refuse);
    fields.mistakes.accept(entry.value.span().start, number.and_then(Tier::new))
}

fn default(fields: &Fields<'_, '_>) -> Option<Scope> {
    let is_default = fields.flag("default")?;
    if !is_default {
        let why = "`default = false` matches nothing; name what the policy is for, e.g. `{ tier = 1 }`";
        fields.mistakes.refuse(fields.at, why);
    }
    is_default.then_some(Scope::Default)
}

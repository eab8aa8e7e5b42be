//! Whom a policy is for, and how much it can promise.

use super::*;
use crate::domain::Tier;
use crate::domain::calendar::Target;

#[test]
fn a_scope_covers_what_it_names_and_nothing_else() {
    let terms = case().contract("09:00", "fri 09:00", None).contracts;
    let category = "fulfilment.late".parse().unwrap();
    let (account, queue) = (Some("ACME"), Some("help@acme.example"));
    let profile = Profile { contract: terms.first(), account, queue, category, tier: Tier::new(2).unwrap() };
    let (tier, other) = (|tier| Tier::new(tier).unwrap(), "price".parse().unwrap());
    let scopes = [
        (Scope::Contract("C-1".parse().unwrap()), Scope::Contract("C-2".parse().unwrap())),
        (Scope::Account("ACME".parse().unwrap()), Scope::Account("BETA".parse().unwrap())),
        (Scope::Queue("help@acme.example".parse().unwrap()), Scope::Queue("help@beta.example".parse().unwrap())),
        (Scope::CategoryTier("fulfilment".parse().unwrap(), tier(2)), Scope::CategoryTier(category, tier(1))),
        (Scope::CategoryTier(category, tier(2)), Scope::CategoryTier(other, tier(2))),
        (Scope::Tier(tier(2)), Scope::Tier(tier(3))),
    ];
    for (covering, another) in scopes {
        assert!(covering.covers(&profile) && !another.covers(&profile), "{covering}, {another}");
    }
    assert!(Scope::Default.covers(&profile));
}

#[test]
fn a_target_in_days_is_never_longer_than_it_is_taken_for() {
    for days in ["1d", "3d"] {
        let mut target: Target = days.parse().unwrap();
        if let Target::Days { end_of_day, .. } = &mut target {
            *end_of_day = true;
        }
        let mut policy = policy();
        policy.targets[Metric::Resolution as usize].set_default(target);
        let (start, calendar) = (time("00:00"), always());
        let takes = calendar.between(start, calendar.due(start, target).unwrap());
        let (_, longest) = policy.longest_target().unwrap();
        assert!(longest >= takes, "{days}: {longest} is less than {takes}");
    }
}

//! What two policies of one file may not share.

use super::policy::Placed;
use super::refusal::Mistakes;

/// Refuses a name or a scope that an earlier policy has.
pub(super) fn check(mistakes: &Mistakes, policies: &[Placed]) {
    for (count, placed) in policies.iter().enumerate() {
        let (earlier, policy) = (&policies[..count], &placed.policy);
        let same_name = |other: &&Placed| other.named_at.is_some() && other.policy.name == policy.name;
        if let (Some(at), Some(other)) = (placed.named_at, earlier.iter().find(same_name)) {
            let line = other.named_at.map_or(0, |at| mistakes.line(at));
            let why = "a name belongs to one policy";
            mistakes.refuse(at, format_args!("policy `{}` is there already, on line {line}; {why}", policy.name));
        }
        let same_scope = |other: &&Placed| other.matched_at.is_some() && other.policy.scope == policy.scope;
        if let (Some(at), Some(other)) = (placed.matched_at, earlier.iter().find(same_scope)) {
            let (scope, line) = (&policy.scope, other.matched_at.map_or(0, |at| mistakes.line(at)));
            let why = format!("this policy is for the same tickets as the one matched on line {line}: {scope}");
            mistakes.refuse(at, format_args!("{why}; no ticket would ever get it"));
        }
    }
}

//! Who gets a new ticket.

use super::account::AccountRole;
use super::rep::Rep;
use super::{Date, RepId};

/// Picks the rep for a new ticket of an account from those who look after it: the primary, or the backup if the
/// primary is away; nobody if neither is there.
pub fn route(reps: &[(AccountRole, Rep)], today: Date) -> Option<RepId> {
    [AccountRole::Primary, AccountRole::Backup].into_iter().find_map(|wanted| {
        let available = |(role, rep): &&(AccountRole, Rep)| *role == wanted && rep.available_on(today);
        reps.iter().find(available).map(|(_, rep)| rep.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rep(id: i64) -> Rep {
        let name = format!("rep-{id}");
        Rep { id: RepId::new(id), ..Rep::new(name.parse().unwrap(), name.parse().unwrap()) }
    }

    #[test]
    fn the_backup_stands_in_while_the_primary_is_away() {
        let today: Date = "2026-11-21".parse().unwrap();
        let mut reps = vec![(AccountRole::Backup, rep(2)), (AccountRole::Primary, rep(1))];
        assert_eq!(route(&reps, today), Some(RepId::new(1)));
        reps[1].1.away_to = Some(today);
        assert_eq!(route(&reps, today), Some(RepId::new(2)));
        reps[0].1.active = false;
        assert_eq!(route(&reps, today), None);
        assert_eq!(route(&reps, today.tomorrow().unwrap()), Some(RepId::new(1)));
    }
}

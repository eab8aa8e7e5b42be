//! Since when documents need not be looked at any more to tell what is owed.

use super::{Asked, Ordered};
use crate::domain::Instant;

/// Returns since when nothing is open of an invoice, if it is so: `set` is what counts against it, and since when.
pub fn settled_at(issued_at: Instant, total: i64, mut set: Vec<(Instant, i64)>) -> Option<Instant> {
    set.sort_unstable();
    let (mut open, mut since) = (i128::from(total), issued_at);
    for (at, amount) in set {
        if open <= 0 {
            break;
        }
        open -= i128::from(amount);
        since = since.max(at);
    }
    (open <= 0).then_some(since)
}

impl Ordered {
    /// Returns since when nothing of it is left to be invoiced, if it is so: `asked` is all that invoices ask for of it, and
    /// since when. A later one may name lines where an earlier one did not, so that something is left again.
    pub fn invoiced_at(&self, mut asked: Vec<(Instant, Asked<'_>)>) -> Option<Instant> {
        asked.sort_by_key(|(at, _)| *at);
        let (times, bills): (Vec<Instant>, Vec<Asked<'_>>) = asked.into_iter().unzip();
        let mut since = None;
        for count in (0..=bills.len()).rev() {
            let began = count.checked_sub(1).map_or(self.placed_at, |last| times[last].max(self.placed_at));
            let is_passing = times.get(count).is_some_and(|next| *next <= began);
            if !is_passing {
                if self.uninvoiced(&bills[..count]) != 0 {
                    break;
                }
                since = Some(began);
            }
        }
        since
    }
}

//! Which numbers of tickets are packed together.

use crate::domain::TicketId;

/// How many numbers a short span has.
const SHORT: i64 = 256;

/// How many numbers a long span has.
const LONG: i64 = 64 * SHORT;

/// What part of a span must have changed before it is packed anew; until then, the rows of what has are read beside it.
const CHANGED: u64 = 8;

/// Numbers of tickets side by side that are packed together, in the order of their accounts: the longer the span, the fewer
/// are the places where an account's tickets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub(super) first: i64,
    pub(super) length: i64,
}

impl Span {
    const fn of(number: i64, length: i64) -> Self {
        Self { first: number - number % length, length }
    }

    /// Tells whether it is packed fast, and may be packed with others in one go.
    pub const fn is_short(self) -> bool {
        self.length == SHORT
    }

    /// Returns how many numbers it has.
    pub const fn size(self) -> u64 {
        self.length.unsigned_abs()
    }

    /// Returns the first number after it.
    pub(super) const fn end(self) -> i64 {
        self.first.saturating_add(self.length)
    }

    /// Returns its first and its last number.
    pub(super) const fn numbers(self) -> [i64; 2] {
        [self.first, self.end() - 1]
    }

    pub(super) fn tickets(self) -> [TicketId; 2] {
        self.numbers().map(TicketId::new)
    }

    /// Tells whether it is to be packed anew, if so many of its tickets have changed.
    fn has_changed(self, tickets: usize) -> bool {
        u64::try_from(tickets).is_ok_and(|tickets| tickets >= self.size() / CHANGED)
    }
}

/// The spans that are packed: from the first number on long ones, then short ones, so that few of the newest tickets are not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spans {
    /// The end of the long spans.
    long: i64,
    /// The end of all.
    pub(super) until: i64,
}

impl Spans {
    /// Returns them by the last one.
    pub(super) const fn up_to(last: Span) -> Self {
        let until = last.end();
        let long = if last.is_short() { Span::of(until - 1, LONG).first } else { until };
        Self { long, until }
    }

    /// Returns them, the lowest first.
    pub(super) fn iter(self) -> impl Iterator<Item = Span> {
        spans(0, self.long, LONG).chain(spans(self.long, self.until, SHORT))
    }

    /// Tells whether a span may be packed: it leaves no gap, and does not begin within a long one.
    pub(super) const fn takes(self, span: Span) -> bool {
        span.first <= self.until && (span.first >= self.long || !span.is_short())
    }

    /// Returns the spans to be packed, the lowest first, where tickets end before `end`: those that are full and are not
    /// packed yet or in short spans only, and those of whose tickets much has `changed`; these are numbers in their order.
    pub(super) fn due(self, changed: &[i64], end: i64) -> Vec<Span> {
        let next = Self { long: (end - end % LONG).max(self.long), until: end - end % SHORT };
        let span_of = |number: i64| Span::of(number, if number < self.long { LONG } else { SHORT });
        let changed = changed.chunk_by(|one, other| span_of(*one) == span_of(*other));
        let changed = changed.filter(|tickets| span_of(tickets[0]).has_changed(tickets.len()));
        let changed = changed.map(|tickets| span_of(tickets[0]));
        let is_kept = |span: &Span| span.first < self.long || (next.long..self.until).contains(&span.first);
        let long = spans(self.long, next.long, LONG);
        let mut due: Vec<Span> = changed.filter(is_kept).chain(long).collect();
        due.extend(spans(self.until.max(next.long), next.until, SHORT));
        due.sort_unstable_by_key(|span| span.first);
        due
    }
}

fn spans(from: i64, until: i64, length: i64) -> impl Iterator<Item = Span> {
    let starts = std::iter::successors(Some(from), move |first| Some(first + length));
    starts.take_while(move |first| first + length <= until).map(move |first| Span { first, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(first: i64) -> Span {
        Span { first, length: SHORT }
    }

    fn long(first: i64) -> Span {
        Span { first, length: LONG }
    }

    #[test]
    fn what_is_full_is_packed_in_long_spans_and_the_rest_in_short_ones() {
        let none = Spans::default();
        assert_eq!(none.due(&[], SHORT - 1), []);
        assert_eq!(none.due(&[], 2 * SHORT + 1), [short(0), short(SHORT)]);
        assert_eq!(none.due(&[], LONG + SHORT), [long(0), short(LONG)]);
        let both = Spans::up_to(short(LONG));
        assert_eq!(both, Spans { long: LONG, until: LONG + SHORT });
        assert_eq!(both.iter().collect::<Vec<_>>(), [long(0), short(LONG)]);
        assert_eq!(both.due(&[], LONG + 2 * SHORT), [short(LONG + SHORT)]);
        assert_eq!(both.due(&[], 2 * LONG), [long(LONG)]);
    }

    #[test]
    fn a_row_of_short_spans_becomes_a_long_one() {
        let full = Spans::up_to(short(LONG - SHORT));
        assert_eq!((full.until, full.due(&[], LONG)), (LONG, vec![long(0)]));
        assert_eq!(Spans::up_to(long(0)).due(&[], LONG), []);
        let (whole, begun) = (Spans::up_to(long(0)), Spans::up_to(short(LONG)));
        assert_eq!(
            [short(0), short(LONG), long(0), long(LONG), short(LONG + SHORT)].map(|it| whole.takes(it)),
            [false, true, true, true, false]
        );
        assert!(begun.takes(long(LONG)) && begun.takes(short(LONG + SHORT)) && !begun.takes(long(2 * LONG)));
    }

    #[test]
    fn a_span_is_packed_anew_once_an_eighth_of_it_has_changed() {
        let both = Spans::up_to(short(LONG + SHORT));
        let end = LONG + 2 * SHORT;
        let numbers = |first: i64, count: i64| (first..first + count).collect::<Vec<_>>();
        let due = |changed: [Vec<i64>; 2]| both.due(&changed.concat(), end);
        assert_eq!(due([numbers(0, LONG / 8 - 1), numbers(LONG, SHORT / 8 - 1)]), []);
        assert_eq!(due([numbers(0, LONG / 8), numbers(LONG + SHORT, SHORT / 8)]), [long(0), short(LONG + SHORT)]);
        // What becomes part of a long span is packed once.
        assert_eq!(both.due(&numbers(LONG, SHORT), 2 * LONG), [long(LONG)]);
    }
}

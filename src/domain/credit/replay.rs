//! How an exposure came about: every document in the order of time, each with what it moved.

use super::{Books, Leave};
use crate::domain::{Instant, Money, Number};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// Money came in.
    Paid,
    /// Money was given back.
    Credited,
    /// An order came to its end.
    Closed,
    /// The limit or the hold became another.
    Agreed,
    /// An order was placed.
    Ordered,
    /// An invoice was issued.
    Invoiced,
}

impl Moved {
    /// Returns it in a word.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Paid => "payment",
            Self::Credited => "credit note",
            Self::Closed => "order closed",
            Self::Agreed => "limit",
            Self::Ordered => "order",
            Self::Invoiced => "invoice",
        }
    }
}

/// One step of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// When.
    pub at: Instant,
    /// What happened.
    pub what: Moved,
    /// The document's number; none of a limit.
    pub document: Option<Number>,
    /// The exposure before it.
    pub before: Money,
    /// The exposure after it.
    pub after: Money,
    /// The limit then; none while none was agreed.
    pub limit: Option<Money>,
    /// How far beyond the limit, what an override allowed apart; none where it is not.
    pub over: Option<Money>,
    /// Whether credit was stopped.
    pub held: bool,
}

impl Move {
    /// Tells whether it is an order that passed the limit, or came in spite of a hold.
    pub const fn passed(&self) -> bool {
        matches!(self.what, Moved::Ordered) && (self.over.is_some() || self.held)
    }
}

enum Document<'b> {
    Paid(&'b Number, i64),
    Credited(&'b Number, i64),
    Closed(usize),
    Agreed,
    Ordered(usize),
    Invoiced(usize),
}

/// Goes through the documents in the order of time. At one instant, money comes in first, then orders end, then limits
/// change, then orders are placed, then invoices are issued.
pub fn replay(books: &Books, leave: &Leave) -> Vec<Move> {
    let mut moves = Vec::new();
    let mut run = Run::new(books);
    for (at, document) in documents(books, leave) {
        let before = run.exposure();
        let (what, number) = run.take(at, &document);
        let after = run.exposure();
        let limit = leave.limit_at(at);
        let allowed = limit.map(|limit| i128::from(limit) + i128::from(leave.beyond_at(at)));
        moves.push(Move {
            at,
            what,
            document: number,
            before: books.money(before),
            after: books.money(after),
            limit: limit.map(|limit| books.money(limit.into())),
            over: allowed.filter(|allowed| after > *allowed).map(|allowed| books.money(after - allowed)),
            held: leave.is_held_at(at),
        });
    }
    moves
}

fn documents<'b>(books: &'b Books, leave: &Leave) -> Vec<(Instant, Document<'b>)> {
    let mut all = Vec::new();
    all.extend(books.receipts.iter().map(|it| (it.received_at, 0, Document::Paid(&it.number, it.amount))));
    all.extend(books.notes.iter().map(|it| (it.issued_at, 1, Document::Credited(&it.number, it.total))));
    for (at, order) in books.orders.iter().enumerate() {
        // One that ended before it was placed never was.
        if order.closed_at.is_none_or(|closed| closed > order.placed_at) {
            all.push((order.placed_at, 4, Document::Ordered(at)));
            all.extend(order.closed_at.map(|closed| (closed, 2, Document::Closed(at))));
        }
    }
    all.extend(leave.changed_at().map(|at| (at, 3, Document::Agreed)));
    all.extend(books.bills.iter().enumerate().map(|(at, bill)| (bill.issued_at, 5, Document::Invoiced(at))));
    all.sort_by_key(|(at, rank, _)| (*at, *rank));
    all.into_iter().map(|(at, _, document)| (at, document)).collect()
}

struct Run<'b> {
    books: &'b Books,
    /// The places of the invoices for each order, and of the orders for each invoice.
    bills: Vec<Vec<usize>>,
    orders: Vec<Vec<usize>>,
    /// Whether each invoice was issued.
    issued: Vec<bool>,
    /// What is not invoiced of each order that is live, and all of it.
    uninvoiced: Vec<i128>,
    to_come: i128,
    /// Invoices less payments and credit notes.
    owed: i128,
}

impl<'b> Run<'b> {
    fn new(books: &'b Books) -> Self {
        let bills = books.bills_of_orders();
        let mut orders = vec![Vec::new(); books.bills.len()];
        for (order, places) in bills.iter().enumerate() {
            for place in places {
                orders[*place].push(order);
            }
        }
        let issued = vec![false; books.bills.len()];
        Self { books, bills, orders, issued, uninvoiced: vec![0; books.orders.len()], to_come: 0, owed: 0 }
    }

    const fn exposure(&self) -> i128 {
        self.owed + self.to_come
    }

    /// Counts what is not invoiced of an order anew.
    fn count(&mut self, order: usize) {
        let issued = self.bills[order].iter().filter(|place| self.issued[**place]);
        let bills: Vec<_> = issued.map(|place| self.books.bills[*place].asked()).collect();
        let left = self.books.orders[order].uninvoiced(&bills);
        self.leave(order, left);
    }

    fn leave(&mut self, order: usize, left: i128) {
        self.to_come += left - self.uninvoiced[order];
        self.uninvoiced[order] = left;
    }

    fn take(&mut self, now: Instant, document: &Document<'b>) -> (Moved, Option<Number>) {
        let number = |number: &Number| Some(number.clone());
        match document {
            Document::Paid(which, amount) => {
                self.owed -= i128::from(*amount);
                (Moved::Paid, number(which))
            }
            Document::Credited(which, amount) => {
                self.owed -= i128::from(*amount);
                (Moved::Credited, number(which))
            }
            Document::Closed(order) => {
                self.leave(*order, 0);
                (Moved::Closed, number(&self.books.orders[*order].number))
            }
            Document::Agreed => (Moved::Agreed, None),
            Document::Ordered(order) => {
                self.count(*order);
                (Moved::Ordered, number(&self.books.orders[*order].number))
            }
            Document::Invoiced(place) => {
                let bill = &self.books.bills[*place];
                self.issued[*place] = true;
                self.owed += i128::from(bill.total);
                for order in self.orders[*place].clone() {
                    if self.books.orders[order].is_live(now) {
                        self.count(order);
                    }
                }
                (Moved::Invoiced, number(&bill.number))
            }
        }
    }
}

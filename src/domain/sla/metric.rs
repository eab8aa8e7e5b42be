//! What is promised.

words! {
    /// A promise's kind: what starts its clock and what stops it.
    Metric, "a metric";
    /// From the customer's first word to a rep's first public one.
    FirstResponse = "first_response",
    /// From the oldest unanswered word of the customer to a rep's next public one.
    NextResponse = "next_response",
    /// From one public word of a rep to the next, while the ticket is open.
    Update = "update",
    /// From creation to resolution.
    Resolution = "resolution",
    /// From a team's taking over to its handing on, or to resolution (internal).
    Handling = "handling",
}

impl Metric {
    /// Tells whether it is promised among ourselves: no customer is owed anything for it, or told of it.
    pub const fn is_internal(self) -> bool {
        matches!(self, Self::Handling)
    }
}

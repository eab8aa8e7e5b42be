//! Prices: lists of them, whom they are for, and the discounts that go on top.

words! {
    /// What a discount is given for.
    DiscountKind, "a kind of discount";
    /// For being who they are.
    Account = "account",
    /// For having bought much.
    Loyalty = "loyalty",
    /// For an order above an amount.
    Threshold = "threshold",
}

//! Typed ids: a ticket's number can never stand where an account's belongs.

/// Declares an id newtype written `<letter><number>`; a bare number is read too.
macro_rules! typed_id {
    ($($(#[$meta:meta])* $name:ident, $letter:literal, $what:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a row's number.
            pub const fn new(number: i64) -> Self { Self(number) }
            /// Returns the bare number.
            pub const fn number(self) -> i64 { self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&format!("{}{}", $letter, self.0))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::Invalid;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let digits = text.strip_prefix([$letter, $letter.to_ascii_lowercase()]).unwrap_or(text);
                match digits.parse() {
                    Ok(number) if number > 0 && digits.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(number)),
                    _ => Err($crate::domain::Invalid::new(text, $what, format!("{0}<number>, e.g. `{0}42`", $letter))),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

typed_id! {
    /// A support ticket, written `T42`.
    TicketId, 'T', "a ticket id";
    /// An account's row; people write its code instead.
    AccountId, 'A', "an account id";
    /// A person at an account, written `P7`.
    ContactId, 'P', "a contact id";
    /// A contract's row; people write its number instead.
    ContractId, 'K', "a contract id";
    /// A rep's row; people write the handle instead.
    RepId, 'R', "a rep id";
    /// A team's row; people write its name instead.
    TeamId, 'G', "a team id";
    /// A queue's row; people write its address instead.
    QueueId, 'U', "a queue id";
    /// One entry of a ticket's log.
    EventId, 'E', "an event id";
    /// One thing the check has told.
    NoticeId, 'N', "a notice id";
    /// One notification on its way.
    DeliveryId, 'D', "a delivery id";
    /// One run of the check that had something to say, or several that had not.
    RunId, 'K', "a run id";
    /// One file that was imported.
    BatchId, 'B', "an import's id";
    /// A product's row; people write its SKU instead.
    ProductId, 'S', "a product id";
    /// A warehouse's row; people write its code instead.
    WarehouseId, 'W', "a warehouse id";
    /// A price list's row; people write its code instead.
    PriceListId, 'L', "a price list id";
    /// An order, written `O7` where it was made here; people write its number.
    OrderId, 'O', "an order id";
    /// One line of an order.
    OrderLineId, 'J', "an order line id";
    /// A recurring order's template.
    TemplateId, 'L', "a template id";
    /// A shipment's row; people write its number instead.
    ShipmentId, 'H', "a shipment id";
    /// An invoice or credit note; people write its number instead.
    InvoiceId, 'I', "an invoice id";
    /// One line of an invoice.
    InvoiceLineId, 'J', "an invoice line id";
    /// A payment; people write its number instead.
    PaymentId, 'Y', "a payment id";
    /// What a customer contests of an invoice, written `X7`.
    DisputeId, 'X', "a dispute id";
    /// A leave to buy beyond the limit, written `V7`.
    OverrideId, 'V', "an override id";
    /// Goods on their way back, written `M7`.
    RmaId, 'M', "a return's id";
    /// A quote, written `Q7`.
    QuoteId, 'Q', "a quote id";
    /// A revision's row; people write its number after the quote's.
    RevisionId, 'R', "a revision id";
    /// One line of a revision.
    QuoteLineId, 'J', "a quote line id";
    /// One offer of a line.
    OfferId, 'F', "an offer id";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_small_letter_and_bare_number_are_one_id() {
        for text in ["T42", "t42", "42"] {
            assert_eq!(text.parse(), Ok(TicketId::new(42)));
        }
        assert_eq!(TicketId::new(42).to_string(), "T42");
    }

    #[test]
    fn anything_else_is_refused_with_an_example() {
        for text in ["A7", "T", "T-1", "T0", "+4", "T1.5", "", "99999999999999999999"] {
            let refused = text.parse::<TicketId>().unwrap_err();
            assert_eq!(refused.to_string(), format!("`{text}` is not a ticket id, expected T<number>, e.g. `T42`"));
        }
    }
}

//! Files of rows, read into the values of the domain, with a file and a line on everything that is refused.
//!
//! A [`Source`] is bytes with a name. A [`Mapping`] says which of its columns fill which fields of a [`Kind`]. Together they
//! open as an [`Import`], whose rows are read twice: once to check them while nothing is locked, once to write them. What
//! has no place is refused or ignored by name, and nothing is guessed.
//!
//! ```
//! use desk::domain::Email;
//! use desk::import::{Field, Format, Import, Kind, Mapping, Source};
//!
//! static PEOPLE: Kind = Kind {
//!     name: "people",
//!     key: &["email"],
//!     fields: &[Field::required("email", "an e-mail address", "anna@acme.example", "Where they write from")],
//! };
//!
//! let file = Source::from_bytes("people.csv", Format::Csv, *b"email\nAnna@acme.example\nanna@acme\n");
//! let import = Import::open(file, &PEOPLE, &Mapping::default()).unwrap();
//! let mut rows = import.rows().unwrap();
//! let row = rows.next_row().unwrap().unwrap();
//! assert_eq!(row.required::<Email>("email").unwrap().as_str(), "anna@acme.example");
//! let row = rows.next_row().unwrap().unwrap();
//! assert_eq!(
//!     row.required::<Email>("email").unwrap_err().to_string(),
//!     "people.csv:3: column `email`: `anna@acme` is not an e-mail address, expected e.g. `anna@acme.example`"
//! );
//! ```

mod account;
mod amount;
mod assignment;
mod assortment;
mod contact;
mod contract;
mod credit;
mod decode;
mod delimited;
mod delivery;
mod document;
mod event;
mod evidence;
mod header;
mod instruction;
mod invoice;
mod jsonl;
mod kind;
mod mapping;
mod message;
mod moment;
mod notice;
mod objections;
mod order;
mod order_change;
mod payment;
mod plan;
mod policy;
mod price;
mod price_list;
mod product;
mod queue;
mod quote;
mod quote_log;
mod readings;
mod record;
mod refusal;
mod rejects;
mod rep;
mod revision;
mod rma;
mod row;
mod rows;
mod rule;
mod run;
mod seen;
mod sheet;
mod shipment;
mod slice;
mod source;
mod stock;
mod team;
mod template;
mod ticket;
mod timeline;
mod values;
mod workbook;

#[cfg(test)]
mod tests;

pub use evidence::{Bundle, Evidence, evidence};
pub use instruction::{Given, Instruction, Instructions};
pub use kind::{Cells, Exported, Field, Imported, Kind};
pub use mapping::Mapping;
pub use objections::{Objected, Objections};
pub use order_change::{ListedProduct, OrderChange, whole};
pub use refusal::{Refusal, Refusals};
pub use rejects::Rejects;
pub use row::Row;
pub use rows::{Held, Import, Rows, Tally};
pub use seen::{Repeats, Seen};
pub use source::{Format, OpenError, Source};
pub use timeline::timeline;
pub use values::Trimmed;

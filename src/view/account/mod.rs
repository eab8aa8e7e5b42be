//! Accounts: their lists, their tree, and one with all there is to say about it.

mod buying;
mod detail;
mod health;
mod row;
mod terms;
mod timeline;

pub use buying::{BuyingDetail, GlimpseRow};
pub use detail::{AccountDetail, InCharge};
pub use health::{HealthDetail, PartRow};
pub use row::{AccountRow, BranchRow};
pub use terms::TermRow;
pub use timeline::HappeningRow;

//! The five formats side by side, on what views hand in and on what attackers would.

mod hostile;
pub(super) mod sample;
mod shapes;

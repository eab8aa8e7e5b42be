//! What a file is refused for: one snapshot per sentence, with its line.

mod calendars;
mod kinds;
mod policies;
mod promises;
mod reactions;
mod scopes;
mod syntax;

use super::refused;

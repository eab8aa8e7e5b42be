//! What is promised, told as stories. Times are UTC in the week of Monday 2026-03-02 unless a day says otherwise.

mod boundaries;
mod chance;
mod changes;
mod contracts;
mod entries;
mod explained;
mod explained_properties;
mod first_response;
mod handling;
mod levels;
mod merging;
mod next_response;
mod oracle;
mod pauses;
mod properties;
mod resolution;
mod scopes;
mod timeline;
mod update;
mod versions;

use super::*;
use timeline::*;

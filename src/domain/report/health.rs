//! How well things are with many accounts.

use super::Mean;
use crate::domain::Code;
use crate::domain::health::{Health, Part};

/// How well things are with a group of accounts.
#[derive(Debug, Clone, Default)]
pub struct HealthFigures {
    /// How many accounts there are.
    pub accounts: usize,
    scores: Mean,
    parts: [Mean; Part::ALL.len()],
    /// The account with the lowest score, and what costs it most.
    worst: Option<(i64, Code, Option<Part>)>,
}

impl HealthFigures {
    /// Counts an account.
    pub fn count(&mut self, code: &Code, health: &Health) {
        self.accounts += 1;
        for scored in &health.parts {
            self.parts[scored.part as usize].extend(scored.share);
        }
        let Some(score) = health.score() else { return };
        self.scores.extend([score]);
        if self.worst.as_ref().is_none_or(|(lowest, ..)| score < *lowest) {
            self.worst = Some((score, code.clone(), health.worst()));
        }
    }

    /// Returns the mean score, in hundredths of a point.
    pub fn score(&self) -> Option<i64> {
        self.scores.get()
    }

    /// Returns how many have a score.
    pub const fn scored(&self) -> usize {
        self.scores.count()
    }

    /// Returns the lowest score, whose it is, and what costs it most.
    pub const fn worst(&self) -> Option<&(i64, Code, Option<Part>)> {
        self.worst.as_ref()
    }

    /// Returns how well a part is on average, in hundredths of a percent.
    pub fn part(&self, part: Part) -> Option<i64> {
        self.parts[part as usize].get()
    }
}

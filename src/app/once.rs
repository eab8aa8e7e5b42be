//! What is asked under a key is done once, however often it is asked.

use super::{Answer, Caller, Desk};
use crate::domain::Line;
use crate::domain::audit::salted;
use crate::error::Error;

impl Desk {
    /// Does `work` and keeps its answer under `key`, in one transaction; if that was asked before, returns the answer that
    /// was given then. `request` is all that was asked for.
    ///
    /// # Errors
    /// Something else was asked under that key.
    pub fn once(
        &mut self,
        key: Option<Line>,
        request: &str,
        work: impl FnOnce(&mut Self) -> Result<Answer, Error>,
    ) -> Result<Answer, Error> {
        let Some(key) = key else { return work(self) };
        if self.store.is_in_series() {
            return self.answer_once(&key, request, work);
        }
        self.begin_series()?;
        let answer = self.answer_once(&key, request, work);
        if answer.is_ok() { self.store_series() } else { self.undo_series() }?;
        answer
    }

    fn answer_once(
        &mut self,
        key: &Line,
        request: &str,
        work: impl FnOnce(&mut Self) -> Result<Answer, Error>,
    ) -> Result<Answer, Error> {
        // Whoever may change nothing is not told of answers: the use case turns them away.
        if !self.is_asked_by_staff()? {
            return work(self);
        }
        let Caller { user, acting_as, .. } = &self.caller;
        let asker = acting_as.as_ref().map_or_else(|| user.clone(), |other| format!("{user} as {other}"));
        let (sha256, now) = (salted(&asker, request), self.now());
        if let Some(before) = self.store.read(|tx| tx.answered(key))? {
            if before.sha256 == sha256 {
                return Ok(before.answer);
            }
            let (id, at) = (before.answer.id, before.at);
            let why = format!("the key `{key}` was given to another request: {id}, {at}; choose another key");
            return Err(Error::Rule(why));
        }
        self.caller.key = Some(key.clone());
        let answer = work(self);
        self.caller.key = None;
        let answer = answer?;
        self.store.write(|tx| tx.keep_answer(key, &sha256, now, &answer))?;
        Ok(answer)
    }
}

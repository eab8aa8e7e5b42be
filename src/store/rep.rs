//! Reps and teams.

use rusqlite::{OptionalExtension, Row, named_params};

use super::Tx;
use super::convert::Day;
use crate::domain::rep::{Rep, Team};
use crate::domain::{Code, RepId, TeamId};
use crate::error::Error;

pub(super) const COLUMNS: &str = "id, handle, name, email, os_user, role, team_id, region, away_from, away_to, active, \
                       calendar";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Rep> {
    Ok(Rep {
        id: row.get(0)?,
        handle: row.get(1)?,
        name: row.get(2)?,
        email: row.get(3)?,
        os_user: row.get(4)?,
        role: row.get(5)?,
        team: row.get(6)?,
        region: row.get(7)?,
        away_from: row.get::<_, Option<Day>>(8)?.map(|day| day.0),
        away_to: row.get::<_, Option<Day>>(9)?.map(|day| day.0),
        active: row.get(10)?,
        calendar: row.get(11)?,
    })
}

/// A rep as lists show them.
#[derive(Debug, Clone)]
pub struct RepLine {
    /// The rep.
    pub rep: Rep,
    /// Their team's name.
    pub team: Option<Code>,
    /// How many open tickets they have.
    pub open_tickets: i64,
}

impl Tx<'_> {
    /// Returns the rep of that handle, in any case.
    pub fn rep(&self, handle: &str) -> Result<Option<Rep>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rep WHERE handle = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([handle], read).optional()?)
    }

    /// Returns the rep of that row.
    pub fn rep_by_id(&self, id: RepId) -> Result<Rep, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rep WHERE id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], read)?)
    }

    /// Returns the rep of that handle, or says that there is none and which is near.
    pub fn need_rep(&self, handle: &str) -> Result<Rep, Error> {
        if let Some(rep) = self.rep(handle)? {
            return Ok(rep);
        }
        Err(self.unknown("rep", handle, "SELECT handle FROM rep"))
    }

    /// Returns the rep who acts for an operating system's user.
    pub fn rep_of_user(&self, user: &str) -> Result<Option<Rep>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rep WHERE os_user = ?1 AND active = 1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([user], read).optional()?)
    }

    /// Returns the reps who still work here, by handle.
    pub fn active_reps(&self) -> Result<Vec<Rep>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rep WHERE active = 1 ORDER BY handle");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let reps = statement.query_map([], read)?;
        Ok(reps.collect::<Result<_, _>>()?)
    }

    /// Returns all reps by handle.
    pub fn reps(&self) -> Result<Vec<RepLine>, Error> {
        const SQL: &str = "SELECT rep.*, team.name AS team_name,
            (SELECT count(*) FROM ticket t WHERE t.assignee_id = rep.id AND t.resolved_at IS NULL) AS open_tickets
            FROM (SELECT id, handle, name, email, os_user, role, team_id, region, away_from, away_to, active, calendar
              FROM rep) rep
            LEFT JOIN team ON team.id = rep.team_id ORDER BY rep.handle";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let reps = statement.query_map([], |row| {
            Ok(RepLine { rep: read(row)?, team: row.get("team_name")?, open_tickets: row.get("open_tickets")? })
        })?;
        Ok(reps.collect::<Result<_, _>>()?)
    }

    /// Stores a new rep and gives them their row.
    pub fn add_rep(&self, rep: &mut Rep) -> Result<(), Error> {
        const SQL: &str = "INSERT INTO rep (handle, name, email, os_user, role, team_id, region, away_from, away_to,
            active, calendar) VALUES (:handle, :name, :email, :os_user, :role, :team, :region, :away_from, :away_to,
            :active, :calendar) RETURNING id";
        if self.rep(rep.handle.as_str())?.is_some() {
            return Err(Error::Taken { what: "rep", name: rep.handle.to_string() });
        }
        self.refuse_shared_user(rep)?;
        rep.id = self.bind_rep(SQL, rep, |statement, bound| statement.query_row(bound, |row| row.get(0)))?;
        Ok(())
    }

    /// Stores what a rep has become. Their handle stays.
    pub fn save_rep(&self, rep: &Rep) -> Result<(), Error> {
        const SQL: &str = "UPDATE rep SET name = :name, email = :email, os_user = :os_user, role = :role,
            team_id = :team, region = :region, away_from = :away_from, away_to = :away_to, active = :active,
            calendar = :calendar WHERE handle = :handle";
        self.refuse_shared_user(rep)?;
        self.seen("rep", rep.id.number())?;
        self.bind_rep(SQL, rep, |statement, bound| statement.execute(bound))?;
        Ok(())
    }

    fn bind_rep<T>(
        &self,
        sql: &str,
        rep: &Rep,
        run: impl FnOnce(&mut rusqlite::CachedStatement<'_>, &[(&str, &dyn rusqlite::ToSql)]) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let bound = named_params! {
            ":handle": rep.handle, ":name": rep.name, ":email": rep.email, ":os_user": rep.os_user, ":role": rep.role,
            ":team": rep.team, ":region": rep.region, ":away_from": rep.away_from.map(Day),
            ":away_to": rep.away_to.map(Day), ":active": rep.active, ":calendar": rep.calendar,
        };
        Ok(run(&mut self.connection.prepare_cached(sql)?, bound)?)
    }

    /// One user of the system acts as one rep, and an address is one rep's.
    fn refuse_shared_user(&self, rep: &Rep) -> Result<(), Error> {
        const SQL: &str = "SELECT handle FROM rep WHERE (os_user = ?1 OR email = ?2) AND handle <> ?3";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let other: Option<Code> =
            statement.query_row((&rep.os_user, &rep.email, &rep.handle), |row| row.get(0)).optional()?;
        match other {
            Some(handle) => Err(Error::Rule(format!("`{handle}` has that operating system's user or address already"))),
            None => Ok(()),
        }
    }

    /// Returns the team of that name, in any case, or says that there is none and which is near.
    pub fn need_team(&self, name: &str) -> Result<Team, Error> {
        const SQL: &str = "SELECT id, name FROM team WHERE name = ?1";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let team = statement.query_row([name], |row| Ok(Team { id: row.get(0)?, name: row.get(1)? })).optional()?;
        team.ok_or_else(|| self.unknown("team", name, "SELECT name FROM team"))
    }

    /// Returns the team's name.
    pub fn team_name(&self, id: TeamId) -> Result<Code, Error> {
        const SQL: &str = "SELECT name FROM team WHERE id = ?1";
        Ok(self.connection.prepare_cached(SQL)?.query_row([id], |row| row.get(0))?)
    }

    /// Returns all teams with how many reps each has, by name.
    pub fn teams(&self) -> Result<Vec<(Team, i64)>, Error> {
        const SQL: &str = "SELECT id, name, (SELECT count(*) FROM rep WHERE team_id = team.id) FROM team ORDER BY name";
        let mut statement = self.connection.prepare_cached(SQL)?;
        let teams = statement.query_map([], |row| Ok((Team { id: row.get(0)?, name: row.get(1)? }, row.get(2)?)))?;
        Ok(teams.collect::<Result<_, _>>()?)
    }

    /// Stores a new team.
    pub fn add_team(&self, name: &Code) -> Result<TeamId, Error> {
        const SQL: &str = "INSERT INTO team (name) VALUES (?1) RETURNING id";
        if self.need_team(name.as_str()).is_ok() {
            return Err(Error::Taken { what: "team", name: name.to_string() });
        }
        Ok(self.connection.prepare_cached(SQL)?.query_row([name], |row| row.get(0))?)
    }
}

//! Looking over what a desk rests on.

use std::path::Path;

use super::{Caller, Clock, Desk, Rules};
use crate::domain::ZoneData;
use crate::domain::diagnosis::{self, Diagnosis};
use crate::domain::rep::Rep;
use crate::error::Error;
use crate::store::{FileSystem, Place, Store};

impl Desk {
    /// Looks over what the desk at `path` rests on, whether or not it can be opened: an item after the other. Changes
    /// nothing, and asks for no right: whoever is no rep here is told that, and why.
    pub fn doctor(path: &Path, clock: Clock, caller: Caller, rules: Rules) -> Vec<Diagnosis> {
        let (number, version) = Store::engine();
        let mut told = vec![Diagnosis::fine("desk", env!("CARGO_PKG_VERSION")), diagnosis::engine(number, version)];
        let user = caller.user.clone();
        match Self::open_to_look(path, clock, caller, rules) {
            Ok(mut desk) => told.extend(inside(&mut desk, &user)),
            Err(why) => told.push(unopened("file", &why)),
        }
        if let Ok(place) = Place::of(path) {
            told.extend(around(&place));
        }
        let zones = ZoneData::in_use();
        let folder = zones.folder.map(|folder| folder.display().to_string());
        told.push(diagnosis::zones(clock.now(), folder.as_deref(), zones.version.as_deref(), zones.bundled));
        told
    }
}

/// Tells why something could not be read.
fn unopened(item: &'static str, why: &Error) -> Diagnosis {
    let advice = why.hint().unwrap_or_else(|| "desk restore BACKUP".to_owned());
    Diagnosis::bad(item, why.to_string(), advice)
}

/// Looks at what stands in the file.
fn inside(desk: &mut Desk, user: &str) -> Vec<Diagnosis> {
    let (now, path) = (desk.now(), desk.path().display().to_string());
    let read = desk.store.read(|tx| Ok((tx.version()?, tx.rep_of_user(user)?, tx.last_instant()?, tx.last_backup()?)));
    match read {
        Ok((version, me, last, backup)) => vec![
            Diagnosis::fine("file", format!("{path}, version {version}")),
            you(me.as_ref(), user),
            diagnosis::clock(now, last),
            diagnosis::backup(now, backup.as_ref().map(|(at, path)| (*at, path.as_str()))),
        ],
        Err(why) => vec![Diagnosis::bad("file", format!("{path}: {why}"), "desk check --full")],
    }
}

fn you(me: Option<&Rep>, user: &str) -> Diagnosis {
    if let Some(me) = me {
        return Diagnosis::fine("you", format!("{}, {}, as the user `{user}`", me.handle, me.role));
    }
    let why = Error::NotARep { user: user.to_owned() };
    Diagnosis::warn("you", why.to_string(), why.hint().unwrap_or_default())
}

/// Looks at where the file lies.
fn around(place: &Place) -> Vec<Diagnosis> {
    let (path, folder) = (place.path.display().to_string(), place.folder.display().to_string());
    let mut told = vec![
        diagnosis::permissions(place.mode, &path),
        owner(place, &path),
        diagnosis::folder(place.folder_mode, &folder),
        match place.file_system {
            FileSystem::Local => Diagnosis::fine("file system", "of this machine"),
            FileSystem::Network(name) => Diagnosis::bad(
                "file system",
                format!("{name}, which several machines share"),
                "keep the desk on a disk of this machine, and run desk there",
            ),
            FileSystem::Passed(name) => Diagnosis::warn(
                "file system",
                format!("{name}, which may pass on one that several machines share"),
                "see to it that only programs of one machine open the desk",
            ),
        },
        diagnosis::log(place.log, place.bytes),
    ];
    told.extend(place.room.map(|room| diagnosis::room(room, place.bytes)));
    told
}

/// Looks whose files these are: what belongs to somebody else beside the desk stops its owner.
fn owner(place: &Place, path: &str) -> Diagnosis {
    let Some(stray) = place.beside.iter().find(|beside| beside.owner != place.owner || beside.mode & !place.mode != 0)
    else {
        return Diagnosis::fine("owner", place.owner.clone());
    };
    let beside = stray.path.display();
    let found = format!("{}, and {}, mode {:04o}, of `{beside}`", place.owner, stray.owner, stray.mode & 0o7777);
    let advice = format!("chown --reference={path} {beside}; chmod --reference={path} {beside}");
    Diagnosis::bad("owner", found, advice)
}

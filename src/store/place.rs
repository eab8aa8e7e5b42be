//! Where files lie: on what kind of file system, and how much room there is.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use nix::sys::statvfs::statvfs;
use nix::unistd::User;

use super::open;
use crate::error::Error;

/// A file system, as far as a desk is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSystem {
    /// One of this machine.
    Local,
    /// One that several machines share: they do not see each other's locks and shared memory.
    Network(&'static str),
    /// One that may pass on another, of whatever kind.
    Passed(&'static str),
}

/// The kinds that several machines share, by what `statfs` calls them.
const NETWORKS: [(u32, &str); 9] = [
    (0x0000_6969, "NFS"),
    (0x0000_517b, "SMB"),
    (0xfe53_4d42, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
];

/// The kinds by which virtual machines and programs pass on what may be local.
const PASSED: [(u32, &str); 3] = [(0x6573_5546, "FUSE"), (0x0102_1997, "9p"), (0x786f_4256, "vboxsf")];

impl FileSystem {
    /// Names the kind that `statfs` gives this number.
    fn numbered(magic: u32) -> Self {
        let named =
            |kinds: &[(u32, &'static str)]| kinds.iter().find(|(known, _)| *known == magic).map(|(_, name)| *name);
        named(&NETWORKS).map(Self::Network).or_else(|| named(&PASSED).map(Self::Passed)).unwrap_or(Self::Local)
    }

    /// Returns the file system that a file or folder is on; what does not say is taken for local.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn of(path: &Path) -> Self {
        let magic = nix::sys::statfs::statfs(path).ok().map(|found| found.filesystem_type().0);
        // The kernel has it in 32 bits; in how many it is handed on depends on the machine.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number has 32 bits")]
        magic.map_or(Self::Local, |magic| Self::numbered(magic as u32))
    }

    /// Returns the file system that a file or folder is on; this system does not say.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub fn of(_path: &Path) -> Self {
        Self::Local
    }

    /// Refuses one that several machines share.
    pub(super) fn refuse_shared(self, path: &Path) -> Result<(), Error> {
        let Self::Network(name) = self else { return Ok(()) };
        let why = format!(
            "it is on {name}, a network file system, where two machines that write at once destroy it; keep it on a disk \
             of this machine, and run desk there"
        );
        Err(Error::BadPath { path: path.to_owned(), why })
    }
}

/// A desk file as the operating system sees it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Place {
    pub path: PathBuf,
    pub bytes: u64,
    pub mode: u32,
    /// The owner's name, or number if that has none.
    pub owner: String,
    pub folder: PathBuf,
    pub folder_mode: u32,
    pub file_system: FileSystem,
    /// The size of the write-ahead log.
    pub log: u64,
    /// How many bytes are free for whoever asks.
    pub room: Option<u64>,
    /// What the engine keeps beside it.
    pub beside: Vec<Beside>,
}

/// A file that the engine keeps beside a desk.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are named for what they are")]
pub struct Beside {
    pub path: PathBuf,
    pub mode: u32,
    pub owner: String,
}

impl Place {
    /// Looks at the file at `path`.
    pub fn of(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        let (found, folder) = (fs::metadata(&path)?, path.parent().unwrap_or(Path::new("/")).to_owned());
        let beside = open::BESIDE.map(|what| open::beside(&path, what));
        let look = |path: &PathBuf| {
            let found = fs::symlink_metadata(path).ok()?;
            Some(Beside { path: path.clone(), mode: found.mode() & 0o7777, owner: owner(found.uid()) })
        };
        Ok(Self {
            bytes: found.len(),
            mode: found.mode() & 0o7777,
            owner: owner(found.uid()),
            folder_mode: fs::metadata(&folder)?.mode() & 0o7777,
            file_system: FileSystem::of(&path),
            log: fs::metadata(open::beside(&path, "-wal")).map_or(0, |log| log.len()),
            room: room(&path),
            beside: beside.iter().filter_map(look).collect(),
            path,
            folder,
        })
    }
}

fn owner(uid: u32) -> String {
    let known = User::from_uid(uid.into()).ok().flatten();
    known.map_or_else(|| uid.to_string(), |user| user.name)
}

/// Returns how many bytes are left for whoever runs this, on the file system of a path.
fn room(path: &Path) -> Option<u64> {
    let found = statvfs(path).ok()?;
    // Their types differ from system to system.
    #[expect(clippy::useless_conversion, reason = "on this one they are u64 already")]
    Some(u64::from(found.blocks_available()).saturating_mul(u64::from(found.fragment_size())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_systems_are_known_by_their_numbers() {
        // From the kernel's magic.h: NFS, CIFS, SMB 2, 9p, FUSE, ext4, tmpfs.
        let kinds = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0xef53, 0x0102_1994];
        let named = kinds.map(FileSystem::numbered);
        let expected = [
            FileSystem::Network("NFS"),
            FileSystem::Network("CIFS"),
            FileSystem::Network("SMB"),
            FileSystem::Passed("9p"),
            FileSystem::Passed("FUSE"),
            FileSystem::Local,
            FileSystem::Local,
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn a_desk_is_not_opened_where_machines_share_it() {
        let refused = FileSystem::Network("NFS").refuse_shared(Path::new("desk.db")).unwrap_err();
        assert!(refused.to_string().starts_with("`desk.db` cannot be opened as a desk: it is on NFS"), "{refused}");
        assert!(FileSystem::Passed("FUSE").refuse_shared(Path::new("desk.db")).is_ok());
        assert_eq!(FileSystem::of(Path::new("/proc")), FileSystem::Local);
    }
}

//! Keys that stand twice in one file.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::File;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::kind::Kind;
use super::refusal::Refusal;
use super::row::Row;

/// How many keys are kept in memory, in 16 bytes each; more wait in nameless temporary files.
const KEPT: usize = 1 << 18;

/// The hash of a key, and the line of its row.
type Mark = (u64, u64);

/// The keys of a file's rows, as they are read. Only a 64-bit hash of a key is kept, under a secret of this run: among a
/// million keys, the chance that any two are taken for the same is 1 in 37 million.
#[derive(Debug, Default)]
pub struct Seen {
    /// Where a row has its key.
    key: Vec<usize>,
    marks: Vec<Mark>,
    /// What was put aside, each part in the order of its marks.
    aside: Vec<File>,
    secret: RandomState,
}

/// The rows whose keys stood in earlier ones, and the lines of the first that had them.
#[derive(Debug, Default)]
pub struct Repeats {
    firsts: HashMap<u64, u64>,
}

impl Seen {
    /// Starts with no rows of a kind, whose key are the values of `fields`.
    pub fn new(kind: &Kind, fields: &[&'static str]) -> Self {
        Self { key: fields.iter().filter_map(|field| kind.position(field)).collect(), ..Self::default() }
    }

    /// Takes in the row's key. A row in which the last of its fields is missing has none.
    pub fn note(&mut self, row: &Row<'_>) -> io::Result<()> {
        if self.key.last().and_then(|last| row.at(*last)).is_none() {
            return Ok(());
        }
        let mut hasher = self.secret.build_hasher();
        for position in &self.key {
            row.at(*position).hash(&mut hasher);
        }
        self.mark((hasher.finish(), row.line()), KEPT)
    }

    fn mark(&mut self, mark: Mark, kept: usize) -> io::Result<()> {
        if self.marks.len() == kept {
            self.put_aside()?;
        }
        self.marks.push(mark);
        Ok(())
    }

    fn put_aside(&mut self) -> io::Result<()> {
        self.marks.sort_unstable();
        let mut file = BufWriter::new(tempfile::tempfile()?);
        for (hash, line) in self.marks.drain(..) {
            file.write_all(&hash.to_le_bytes())?;
            file.write_all(&line.to_le_bytes())?;
        }
        self.aside.push(file.into_inner().map_err(io::IntoInnerError::into_error)?);
        Ok(())
    }

    /// Returns the rows that came again.
    pub fn repeats(mut self) -> io::Result<Repeats> {
        self.marks.sort_unstable();
        let mut repeats = Repeats::default();
        let mut first: Option<Mark> = None;
        let mut meet = |mark: Mark| match first {
            Some((hash, line)) if hash == mark.0 => drop(repeats.firsts.insert(mark.1, line)),
            _ => first = Some(mark),
        };
        if self.aside.is_empty() {
            self.marks.into_iter().for_each(meet);
            return Ok(repeats);
        }
        let mut parts: Vec<Box<dyn Iterator<Item = io::Result<Mark>>>> = vec![Box::new(self.marks.into_iter().map(Ok))];
        for mut file in self.aside {
            file.rewind()?;
            let mut file = BufReader::new(file);
            parts.push(Box::new(std::iter::from_fn(move || read(&mut file).transpose())));
        }
        let mut heads = BinaryHeap::with_capacity(parts.len());
        for (place, part) in parts.iter_mut().enumerate() {
            heads.extend(part.next().transpose()?.map(|mark| Reverse((mark, place))));
        }
        while let Some(Reverse((mark, place))) = heads.pop() {
            meet(mark);
            heads.extend(parts[place].next().transpose()?.map(|mark| Reverse((mark, place))));
        }
        Ok(repeats)
    }
}

/// Reads the next mark, if there is one.
fn read(file: &mut impl Read) -> io::Result<Option<Mark>> {
    let mut number = || {
        let mut bytes = [0; 8];
        file.read_exact(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    };
    match number() {
        Ok(hash) => number().map(|line| Some((hash, line))),
        Err(end) if end.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(why) => Err(why),
    }
}

impl Repeats {
    /// Tells whether no row came again.
    pub fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// Refuses the row if the same values of `fields` stood in an earlier one, naming its line.
    pub fn refuse(&self, row: &Row<'_>, fields: &[&'static str]) -> Result<(), Refusal> {
        match (self.firsts.get(&row.line()), fields.last()) {
            (Some(first), Some(last)) => Err(row.refuse(last, format_args!("stands on line {first} already"))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repeats(keys: &[u8], kept: usize) -> HashMap<u64, u64> {
        let mut seen = Seen::default();
        for (key, line) in keys.iter().zip(2..) {
            seen.mark((u64::from(*key), line), kept).unwrap();
        }
        seen.repeats().unwrap().firsts
    }

    proptest! {
        #[test]
        fn what_is_put_aside_is_found_again(keys in proptest::collection::vec(0..40_u8, 0..200), kept in 1..50_usize) {
            let mut lines: HashMap<u8, u64> = HashMap::new();
            let mut expected = HashMap::new();
            for (key, line) in keys.iter().zip(2..) {
                let first = *lines.entry(*key).or_insert(line);
                if first != line {
                    expected.insert(line, first);
                }
            }
            prop_assert_eq!(&repeats(&keys, kept), &expected);
            prop_assert_eq!(&repeats(&keys, usize::MAX), &expected);
        }
    }
}

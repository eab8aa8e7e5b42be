//! SHA-256, as `sha256sum` writes it.

use std::io;

use sha2::{Digest as _, Sha256};

use super::hex;

/// A SHA-256 under way: bytes are written into it.
#[derive(Debug, Clone, Default)]
pub struct Sha256Sum(Sha256);

impl Sha256Sum {
    /// Returns the sum of bytes that are all there, in hexadecimal digits.
    pub fn of(bytes: &[u8]) -> String {
        hex(&Sha256::digest(bytes))
    }

    /// Returns the sum of all that a source holds.
    pub fn of_all(mut source: impl io::Read) -> io::Result<String> {
        const PORTION: usize = 1 << 16;
        let mut sum = Self::default();
        io::copy(&mut io::BufReader::with_capacity(PORTION, &mut source), &mut sum)?;
        Ok(hex(&sum.0.finalize()))
    }
}

impl io::Write for Sha256Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_sha256sum() {
        // printf abc | sha256sum
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((Sha256Sum::of(b"abc").as_str(), Sha256Sum::of_all(&b"abc"[..]).unwrap().as_str()), (abc, abc));
        let long = vec![7; 200_000];
        assert_eq!(Sha256Sum::of(&long), Sha256Sum::of_all(&long[..]).unwrap());
    }
}

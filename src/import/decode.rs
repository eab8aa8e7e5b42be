//! From the bytes of a file to UTF-8: byte order marks, and UTF-16.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

/// How much UTF-16 is read at once.
const CHUNK: usize = 32 * 1024;

/// Returns the input as UTF-8 without a byte order mark. UTF-16 is known by its mark; all else is taken for UTF-8 and
/// is checked by the readers, cell by cell.
pub(super) fn utf8(mut input: Box<dyn Read>) -> io::Result<Box<dyn Read>> {
    let mut start = Vec::with_capacity(3);
    input.by_ref().take(3).read_to_end(&mut start)?;
    let (encoding, mark) = match start.as_slice() {
        [0xEF, 0xBB, 0xBF] => return Ok(input),
        [0xFF, 0xFE, ..] => (UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, 2),
        _ => return Ok(Box::new(io::Cursor::new(start).chain(input))),
    };
    let rest = io::Cursor::new(start.split_off(mark)).chain(input);
    Ok(Box::new(Utf16 {
        input: rest,
        decoder: encoding.new_decoder_without_bom_handling(),
        name: encoding.name(),
        raw: vec![0; CHUNK],
        text: String::new(),
        given: 0,
        offset: mark as u64,
        ended: false,
        broken: None,
    }))
}

/// UTF-16 read as UTF-8, a chunk at a time; malformed input is an error, never replaced.
struct Utf16<R> {
    input: R,
    decoder: Decoder,
    name: &'static str,
    raw: Vec<u8>,
    /// What is decoded, and how much of it was handed out.
    text: String,
    given: usize,
    /// Bytes of the file decoded so far.
    offset: u64,
    ended: bool,
    /// What is wrong with what comes after the text.
    broken: Option<String>,
}

impl<R: Read> Utf16<R> {
    /// Decodes the next chunk.
    fn decode(&mut self) -> io::Result<()> {
        let length = self.input.read(&mut self.raw)?;
        self.ended = length == 0;
        self.text.clear();
        self.given = 0;
        let room = self.decoder.max_utf8_buffer_length_without_replacement(length);
        self.text.reserve(room.unwrap_or(4 * CHUNK));
        let (result, read) =
            self.decoder.decode_to_string_without_replacement(&self.raw[..length], &mut self.text, self.ended);
        self.offset += read as u64;
        if result != DecoderResult::InputEmpty {
            self.ended = true;
            self.broken = Some(format!("not valid {} around byte {} of the file", self.name, self.offset));
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.decode()?;
        }
        if self.given == self.text.len()
            && let Some(why) = self.broken.take()
        {
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let mut rest = &self.text.as_bytes()[self.given..];
        let given = rest.read(out)?;
        self.given += given;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        utf8(Box::new(io::Cursor::new(bytes.to_vec())))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let order = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn a_mark_is_taken_off_and_nothing_else() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa,b").unwrap(), "a,b");
        assert_eq!(decoded(b"a").unwrap(), "a");
        assert_eq!(decoded(b"").unwrap(), "");
        assert_eq!(decoded(b"\xEF\xBB\xBF").unwrap(), "");
    }

    #[test]
    fn half_a_surrogate_pair_is_an_error_with_its_place() {
        let mut bytes = utf16("ab", true);
        bytes.extend([0x00, 0xD8]);
        insta::assert_snapshot!(decoded(&bytes).unwrap_err(), @"not valid UTF-16LE around byte 8 of the file");
    }

    proptest! {
        #[test]
        fn utf_16_of_either_order_reads_as_the_same_text(text in "\\PC{0,300}", little: bool, repeat in 1_usize..100) {
            let text = text.repeat(repeat);
            prop_assert_eq!(decoded(&utf16(&text, little)).unwrap(), text);
        }

        #[test]
        fn arbitrary_bytes_never_panic(mut bytes: Vec<u8>, mark in 0..3_usize) {
            let mark: &[u8] = [&b"\xFF\xFE"[..], b"\xFE\xFF", b""][mark];
            bytes.splice(0..0, mark.iter().copied());
            let mut out = Vec::new();
            let _ = utf8(Box::new(io::Cursor::new(bytes))).and_then(|mut text| text.read_to_end(&mut out));
        }
    }
}

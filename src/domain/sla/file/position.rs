//! From places in a text to its lines.

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place + 1);
        Self { starts: std::iter::once(0).chain(breaks.filter(|start| *start < text.len())).collect() }
    }

    /// Returns the line of the byte at `place`, counted from 1; the last line if it is past the end.
    pub(super) fn line(&self, place: usize) -> usize {
        self.starts.partition_point(|start| *start <= place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one_and_a_break_belongs_to_its_own() {
        let lines = Lines::of("a\nbc\r\n\nd\n");
        let expected = [(0, 1), (1, 1), (2, 2), (5, 2), (6, 3), (7, 4), (8, 4), (9, 4), (99, 4)];
        for (place, line) in expected {
            assert_eq!(lines.line(place), line, "{place}");
        }
        assert_eq!(Lines::of("").line(0), 1);
    }
}

//! What a document says to readers who do not see it: its heading, its paragraphs, its tables.

use std::num::NonZeroU16;

use krilla::tagging::{TableHeaderScope, Tag, TagGroup, TagTree};

use super::draw::Pieces;
use super::pages::Part;
use crate::document::Written;

/// Makes the tree of the parts, in the order in which they come.
pub(super) fn tree(mut pieces: Pieces, order: &[Part], written: &Written) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(written.language.as_str().to_owned()));
    let mut order = order.iter().copied().peekable();
    while let Some(part) = order.next() {
        let Part::Cell { table, .. } = part else {
            tree.push(leaf(&mut pieces, part, written));
            continue;
        };
        let mut cells = vec![part];
        while let Some(next) = order.next_if(|next| matches!(next, Part::Cell { table: of, .. } if *of == table)) {
            cells.push(next);
        }
        tree.push(rows(&mut pieces, &cells, written));
    }
    tree
}

fn leaf(pieces: &mut Pieces, part: Part, written: &Written) -> TagGroup {
    let mut group = match part {
        Part::Heading => TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(written.title.clone()))),
        Part::Cell { is_head: true, .. } => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Part::Cell { .. } => TagGroup::new(Tag::TD),
        Part::Paragraph(_) | Part::Ornament => TagGroup::new(Tag::P),
    };
    for piece in pieces.remove(&part).unwrap_or_default() {
        group.push(piece);
    }
    group
}

fn rows(pieces: &mut Pieces, cells: &[Part], written: &Written) -> TagGroup {
    let row = |part: &Part| if let Part::Cell { row, .. } = part { *row } else { 0 };
    let mut cells = cells.to_vec();
    cells.sort();
    let mut table = TagGroup::new(Tag::Table);
    for cells in cells.chunk_by(|one, next| row(one) == row(next)) {
        let mut group = TagGroup::new(Tag::TR);
        for cell in cells {
            group.push(leaf(pieces, *cell, written));
        }
        table.push(group);
    }
    table
}

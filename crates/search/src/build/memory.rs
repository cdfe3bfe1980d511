//! Documents to a segment that is asked at once, without bytes in between: a page that makes an index of its own has no
//! use for the code that writes one.

use super::lists::Lists;
use super::{Builder, documents};
use crate::dictionary::Dictionary;
use crate::facets::KINDS;
use crate::rank::length_to_byte;
use crate::root::{PositionsTable, Root, Shard};
use crate::rows;
use crate::segment::{Held, Segment};

/// The segment of all documents.
pub(super) fn segment(builder: &Builder) -> Segment {
    let lists = Lists::of(builder, 0..builder.documents.len());
    let kept = &builder.documents;
    // One shard of each kind, for all stems.
    let shards = || vec![Shard::default()];
    let root = Root {
        days: kept.iter().map(|kept| kept.day).collect(),
        lengths: lists.places.iter().map(|&places| length_to_byte(places)).collect(),
        dictionary: shards(),
        postings: shards(),
        ..Root::default()
    };
    let groups = 0..lists.groups.len();
    let block = |block: &[documents::Kept]| block.iter().map(|kept| kept.row.clone()).collect();
    let held = Held {
        postings: groups.clone().map(|group| lists.postings(group)).collect(),
        positions: groups.map(|group| lists.stands(group)).collect(),
        positions_table: PositionsTable { places: Vec::new(), shards: shards() },
        facets: (0..KINDS).map(|kind| documents::entries(kept, kind)).collect(),
        rows: kept.chunks(rows::block(kept.len())).map(block).collect(),
        dictionary: Dictionary::new(lists.groups, Vec::new()).sorted(),
    };
    Segment::holding(root, held)
}

//! How documents are cut into segments: by a ladder of sizes, so that one more document changes only the smallest.

/// Up to so many documents are one segment.
const WHOLE: usize = 256;
/// The smallest rung, and how much greater each is than the one below.
const RUNG: usize = 64;
const STEP: usize = 8;

/// The sizes of the segments of so many documents, oldest first: of each rung as many as fit, in one segment, and the
/// rest in a last one.
pub(super) fn sizes(mut documents: usize) -> Vec<usize> {
    if documents <= WHOLE {
        return vec![documents];
    }
    let mut rung = RUNG;
    while rung * STEP <= documents {
        rung *= STEP;
    }
    let mut sizes = Vec::new();
    while rung >= RUNG {
        sizes.push(documents / rung * rung);
        documents %= rung;
        rung /= STEP;
    }
    sizes.push(documents);
    sizes.retain(|&size| size > 0);
    sizes
}

#[cfg(test)]
mod tests {
    use super::sizes;

    #[test]
    fn each_rung_has_one_segment_at_most() {
        assert_eq!(sizes(0), [0]);
        assert_eq!(sizes(256), [256]);
        assert_eq!(sizes(257), [256, 1]);
        assert_eq!(sizes(2083), [2048, 35]);
        assert_eq!(sizes(10_000), [8192, 1536, 256, 16]);
        assert_eq!(sizes(100_000), [98_304, 1536, 128, 32]);
    }

    #[test]
    fn one_more_document_changes_the_smallest_segments_only() {
        for documents in 512..5000 {
            let (before, after) = (sizes(documents), sizes(documents + 1));
            assert_eq!(before.iter().sum::<usize>(), documents);
            let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
            let changed: usize = after[same..].iter().sum();
            assert!(changed <= 64 || (documents + 1) % 64 == 0, "{documents}: {changed}");
        }
    }
}

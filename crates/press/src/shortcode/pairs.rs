//! Which call closes which. Hugo names what it closes, Zola's `{% end %}` closes the last, and
//! Jekyll writes `{% endx %}`.

use std::collections::HashMap;

use super::call::{Call, Kind, Style};

/// For each call, the one that it opens for or closes. Pairs lie within each other or apart.
pub(super) fn partners(calls: &[Call<'_>]) -> Vec<Option<usize>> {
    let mut partners = vec![None; calls.len()];
    // Calls that are open, innermost last; and of each name, where in that list they are.
    let mut open: Vec<usize> = Vec::new();
    let mut named: HashMap<(bool, &str), Vec<(usize, usize)>> = HashMap::new();
    for (index, call) in calls.iter().enumerate() {
        let tag = call.style == Style::Tag;
        match call.kind {
            Kind::Open if call.style != Style::Braces => {
                let place = (open.len(), index);
                named.entry((tag, call.name)).or_default().push(place);
                if tag {
                    named.entry((tag, "")).or_default().push(place);
                }
                open.push(index);
            }
            Kind::Close => {
                let Some(places) = named.get_mut(&(tag, call.name)) else { continue };
                // Some of them have gone with a pair that lies around them.
                while let Some((place, index_of_open)) = places.pop() {
                    if open.get(place) == Some(&index_of_open) {
                        partners[index_of_open] = Some(index);
                        partners[index] = Some(index_of_open);
                        open.truncate(place);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    partners
}

//! Which documents are most alike: by the stems that tell them apart from the others.

use super::{BREAK, Builder};

/// Stems of a document that count: those that tell most.
const STEMS: usize = 24;
/// A stem that more documents have tells too little, and a stem that one alone has finds no other.
const COMMON: usize = 2000;
/// What an occurrence in the title or in a label counts, in occurrences of the body.
const TITLE: f32 = 5.0;

/// For each document the `count` that are most like it, best first; of equals the newer.
pub(super) fn related(builder: &Builder, count: usize) -> Vec<Vec<u32>> {
    let stems = builder.vocabulary.stems.len();
    let weights: Vec<Vec<(u32, f32)>> =
        (0..builder.documents.len()).map(|at| frequencies(builder, at)).collect();
    let mut holding = vec![0_usize; stems];
    for &(stem, _) in weights.iter().flatten() {
        holding[stem as usize] += 1;
    }
    let all = weights.len() as f32;
    // In a small blog even its topics tell posts apart.
    let common = COMMON.min((weights.len() / 4).max(weights.len().min(100) / 2)).max(2);
    let telling = |weights: &Vec<(u32, f32)>| {
        let mut weights: Vec<(u32, f32)> = weights
            .iter()
            .filter(|(stem, _)| (2..=common).contains(&holding[*stem as usize]))
            .map(|&(stem, times)| (stem, (1.0 + times.ln()) * (all / holding[stem as usize] as f32).ln()))
            .collect();
        weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weights.truncate(STEMS);
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1.0);
        for (_, weight) in &mut weights {
            *weight /= length;
        }
        weights
    };
    let weights: Vec<Vec<(u32, f32)>> = weights.iter().map(telling).collect();
    let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); stems];
    for (document, weights) in weights.iter().enumerate() {
        for &(stem, weight) in weights {
            lists[stem as usize].push((document as u32, weight));
        }
    }
    let mut likeness = vec![0.0_f32; weights.len()];
    let mut found = Vec::new();
    for (document, weights) in weights.iter().enumerate() {
        let mut met: Vec<u32> = Vec::new();
        for &(stem, weight) in weights {
            for &(other, its) in &lists[stem as usize] {
                if likeness[other as usize] == 0.0 {
                    met.push(other);
                }
                likeness[other as usize] += weight * its;
            }
        }
        met.retain(|&other| other as usize != document);
        let better =
            |&a: &u32, &b: &u32| likeness[b as usize].total_cmp(&likeness[a as usize]).then(b.cmp(&a));
        // Of the many that share a stem only the best are put in order.
        if (1..met.len()).contains(&count) {
            met.select_nth_unstable_by(count - 1, better);
        }
        let mut best: Vec<u32> = met.iter().copied().take(count).collect();
        best.sort_unstable_by(better);
        likeness[document] = 0.0;
        for other in met {
            likeness[other as usize] = 0.0;
        }
        found.push(best);
    }
    found
}

/// How often each stem stands in a document, by stem.
fn frequencies(builder: &Builder, document: usize) -> Vec<(u32, f32)> {
    let document = &builder.documents[document];
    let mut counted: Vec<(u32, f32)> = Vec::new();
    for (range, weight) in [(&document.body, 1.0), (&document.title, TITLE), (&document.labels, TITLE)] {
        let tokens = builder.tokens(range).iter().filter(|&&token| token != BREAK);
        counted.extend(tokens.map(|&token| (builder.vocabulary.forms[token as usize].stem, weight)));
    }
    counted.sort_by_key(|one| one.0);
    let mut frequencies: Vec<(u32, f32)> = Vec::new();
    for (stem, weight) in counted {
        match frequencies.last_mut() {
            Some(last) if last.0 == stem => last.1 += weight,
            _ => frequencies.push((stem, weight)),
        }
    }
    frequencies
}

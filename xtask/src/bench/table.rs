//! What was measured, as Markdown.

use std::fmt::Write as _;

use super::{
    compare::{Verdict, compare},
    rows::{Answers, Rows, mean, percentile},
};

/// How our own rows begin; all others are peers'.
const OURS: &str = "quire";

/// What has to be known to read the tables.
const NOTES: &str = "
An engine that was asked fewer queries than the others says how many, and is no best peer.
`in ten`: the share of queries with a right post among the first ten.
Milliseconds of `quire`, MiniSearch, FlexSearch, Orama, lunr, elasticlunr and Fuse are native (Node for the libraries); \
those of Pagefind and `quire in Chromium` are in the page, asked the second time (Quire: to find and to make ten hits; \
Pagefind: with its fragments).
Bytes are those on the wire: Brotli 11, or as they are where a host does not compress (our index, Pagefind's).
`index` is everything that was written for search. `to open` and `first answer` of a library are its whole index, \
without the library; Pagefind's hold its own program; ours are a mean over fifty queries (`site.json` and roots to open; then what ten titles with links take), without the \
app, which is there.
`build` is the index alone for the peers; for Quire it is all of `quire build`, pages too.
";

/// All tables of a run.
pub(crate) fn report(measured: &[(String, Rows)]) -> String {
    let mut report = String::from(
        "| corpus | queries | engine | nDCG@10 | in ten | p50 ms | p95 ms | index kB | to open kB | first answer kB | build s |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (corpus, rows) in measured {
        for set in rows.sets() {
            for answers in rows.of(set) {
                let (shown, costs) = (shown(answers, rows.asked(set)), rows.costs(&answers.engine));
                let _ = writeln!(report, "| {corpus} | {set} | {} | {shown} | {costs} |", answers.engine);
            }
        }
    }
    report += "\n| corpus | queries | Quire | best peer | difference | p | Quire is |\n|---|---|---|---|---|---|---|\n";
    for (corpus, rows) in measured {
        for set in rows.sets() {
            if let Some(line) = rows.verdict(set) {
                let _ = writeln!(report, "| {corpus} | {set} | {line} |");
            }
        }
    }
    report += &weights(measured);
    report += &keystrokes(measured);
    for (corpus, rows) in measured {
        for set in rows.sets() {
            let different = rows.different(set);
            if different > 0 {
                let _ = writeln!(report, "\n{corpus}, {set}: Chromium scores {different} queries otherwise!");
            }
        }
    }
    report + NOTES
}

/// The bytes of our index for each post.
fn weights(measured: &[(String, Rows)]) -> String {
    let mut table = String::new();
    for (corpus, rows) in measured {
        let kinds: Vec<_> = rows.measured_of("bytes of ").map(|(kind, bytes)| (kind, mean(bytes))).collect();
        let Some(posts) = rows.measured("posts").map(mean).filter(|_| !kinds.is_empty()) else {
            continue;
        };
        if table.is_empty() {
            let names: Vec<&str> = kinds.iter().map(|(kind, _)| *kind).collect();
            table = format!(
                "\n| corpus | posts | {} | bytes a post without positions and rows |\n",
                names.join(" | ")
            );
            let _ = writeln!(table, "|---|---|{}---|", "---|".repeat(names.len()));
        }
        let apart = |kind: &str| kind == "positions" || kind == "rows";
        let core: f64 = kinds.iter().filter(|(kind, _)| !apart(kind)).map(|(_, bytes)| bytes).sum();
        let _ = write!(table, "| {corpus} | {posts} ");
        for (_, bytes) in kinds {
            let _ = write!(table, "| {:.0} ", bytes / posts);
        }
        let _ = writeln!(table, "| {:.0} |", core / posts);
    }
    table
}

fn keystrokes(measured: &[(String, Rows)]) -> String {
    let mut table = String::new();
    for (corpus, rows) in measured {
        for (engine, ms) in rows.measured_of("keystrokes of ") {
            if table.is_empty() {
                table += "\n| corpus | engine in Chromium | keystrokes | p50 ms | p95 ms |\n|---|---|---|---|---|\n";
            }
            let (p50, p95) = (percentile(ms, 0.5), percentile(ms, 0.95));
            let _ = writeln!(table, "| {corpus} | {engine} | {} | {p50:.3} | {p95:.3} |", ms.len());
        }
    }
    table
}

fn shown(answers: &Answers, asked: usize) -> String {
    let Answers { scores, ms, .. } = answers;
    let count = if scores.len() < asked { format!(" ({})", scores.len()) } else { String::new() };
    let found = scores.iter().filter(|&&score| score > 0.0).count();
    let in_ten = 100.0 * found as f64 / scores.len() as f64;
    let (p50, p95) = (percentile(ms, 0.5), percentile(ms, 0.95));
    format!("{:.3}{count} | {in_ten:.1} % | {p50:.2} | {p95:.2}", mean(scores))
}

impl Rows {
    /// The query sets, in the order in which they were asked.
    fn sets(&self) -> Vec<&str> {
        let mut sets: Vec<&str> = Vec::new();
        for answers in &self.answers {
            if !sets.contains(&answers.set.as_str()) {
                sets.push(&answers.set);
            }
        }
        sets
    }

    fn of<'a>(&'a self, set: &'a str) -> impl Iterator<Item = &'a Answers> {
        self.answers.iter().filter(move |answers| answers.set == set)
    }

    fn asked(&self, set: &str) -> usize {
        self.of(set).map(|answers| answers.scores.len()).max().unwrap_or_default()
    }

    fn costs(&self, engine: &str) -> String {
        let known = |number: f64, shown: String| if number.is_nan() { "—".to_owned() } else { shown };
        let Some(costs) = self.costs.iter().find(|costs| costs.engine == engine) else {
            return "— | — | — | —".to_owned();
        };
        let built = known(costs.built, format!("{:.2}", costs.built));
        let bytes = [costs.index, costs.open, costs.first];
        let [index, open, first] = bytes.map(|bytes| known(bytes, format!("{:.0}", bytes / 1e3)));
        format!("{index} | {open} | {first} | {built}")
    }

    /// How we stand against the best of the peers.
    fn verdict(&self, set: &str) -> Option<String> {
        let ours = self.of(set).find(|answers| answers.engine == OURS)?;
        let peers = self.of(set).filter(|answers| !answers.engine.starts_with(OURS));
        let best = peers
            .filter(|answers| answers.scores.len() == ours.scores.len())
            .max_by(|a, b| mean(&a.scores).total_cmp(&mean(&b.scores)))?;
        let result = compare(&ours.scores, &best.scores)?;
        let verdict = match result.verdict {
            Verdict::Above => "above",
            Verdict::Tied => "tied",
            Verdict::Below => "**below**",
        };
        let (our, their) = (mean(&ours.scores), mean(&best.scores));
        let (difference, chance) = (result.difference, result.probability);
        Some(format!("{our:.3} | {} {their:.3} | {difference:+.3} | {chance:.3} | {verdict}", best.engine))
    }

    /// How many queries the page scores otherwise than the tool; it should be none.
    fn different(&self, set: &str) -> usize {
        let (Some(native), Some(page)) = (
            self.of(set).find(|answers| answers.engine == OURS),
            self.of(set).find(|answers| answers.engine != OURS && answers.engine.starts_with(OURS)),
        ) else {
            return 0;
        };
        native.scores.iter().zip(&page.scores).filter(|(one, other)| (*one - *other).abs() > 1e-6).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::rows::Costs;

    fn answers(engine: &str, scores: &[f64]) -> Answers {
        let ms = vec![1.0; scores.len()];
        Answers { engine: engine.to_owned(), set: "words".to_owned(), scores: scores.to_vec(), ms }
    }

    fn rows(all: Vec<Answers>) -> Rows {
        let costs = vec![Costs {
            engine: "lunr".to_owned(),
            built: 1.5,
            index: 1_537_000.0,
            open: f64::NAN,
            first: f64::NAN,
        }];
        let numbers = [
            ("posts", vec![10.0]),
            ("bytes of postings", vec![500.0]),
            ("bytes of rows", vec![90.0]),
            ("keystrokes of quire", vec![0.5, 0.25]),
        ];
        let numbers = numbers.map(|(name, numbers)| (name.to_owned(), numbers)).to_vec();
        Rows { answers: all, costs, numbers }
    }

    #[test]
    fn the_best_peer_is_the_best_that_was_asked_everything() {
        let few = answers("fuse", &[1.0]);
        let all = rows(vec![answers("quire", &[1.0; 9]), answers("lunr", &[0.5; 9]), few]);
        let report = report(&[("med".to_owned(), all)]);
        assert!(report.contains("| med | words | 1.000 | lunr 0.500 | +0.500 | 0.000 | above |"), "{report}");
        assert!(report.contains("| fuse | 1.000 (1) | 100.0 % |"), "{report}");
        assert!(
            report.contains("| lunr | 0.500 | 100.0 % | 1.00 | 1.00 | 1537 | — | — | 1.50 |"),
            "{report}"
        );
        assert!(report.contains("| med | quire | 2 | 0.500 | 0.500 |"), "{report}");
        assert!(report.contains("| med | 10 | 50 | 9 | 50 |"), "{report}");
    }

    #[test]
    fn a_page_that_answers_otherwise_than_the_tool_is_told() {
        let page = answers("quire in Chromium", &[1.0, 0.0]);
        let all = rows(vec![answers("quire", &[1.0, 1.0]), page]);
        let report = report(&[("med".to_owned(), all)]);
        assert!(report.contains("med, words: Chromium scores 1 queries otherwise!"), "{report}");
    }
}

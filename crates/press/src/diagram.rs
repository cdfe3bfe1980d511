//! Diagrams that authors write as text, drawn as SVG files when the site is pressed. The language is that of Graphviz
//! (DOT), of which `layout-rs` reads the part that small diagrams need.
//!
//! Drawing takes longer the more edges there are and cannot be stopped, so that what is drawn is bounded by counting and
//! not by a clock: two builds make the same files.

use std::thread;

use layout::backends::svg::SVGWriter;
use layout::gv::{DotParser, GraphBuilder, Lexer, Token};

use crate::app_files::hash;

/// A source that nobody wrote by hand, in bytes.
const LONGEST: usize = 10_000;
/// With as many, drawing takes a third of a second.
const MOST_EDGES: usize = 50;
/// Names of nodes, as often as they stand there.
const MOST_NAMES: usize = 200;
/// Groups within groups.
const DEEPEST: usize = 10;
/// Pixels in one direction.
const LARGEST: f64 = 8_000.0;
/// The ground of a drawing, whose lines are dark: it is its own, as a page may be light or dark.
const GROUND: &str = "<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#f5f4f1\"/>";
const STACK: usize = 16 << 20;

/// A diagram, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Its file, from the root of the site; it holds the hash of what it shows.
    pub path: String,
    /// What is in the file.
    pub svg: String,
    /// Width and height in pixels.
    pub(crate) size: (usize, usize),
    /// What the diagram says that it shows.
    pub(crate) title: Option<String>,
}

/// What is wrong with a diagram.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// How many lines below its first.
    pub(crate) line: usize,
    /// What, without what to do.
    pub(crate) message: String,
}

/// Whether a block of code in this language is a diagram.
pub(crate) fn is_diagram(language: &str) -> bool {
    matches!(language, "dot" | "graphviz" | "gv")
}

/// Draws it.
pub(crate) fn draw(source: &str) -> Result<Drawing, Wrong> {
    let title = measured(source)?;
    // What the library does not expect it panics at, and a deep graph needs more room than a worker has.
    let drawn = thread::scope(|scope| {
        thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || svg(source)).ok()?.join().ok()
    });
    let failed = || Err("the library that draws it failed on it".to_owned());
    let svg = drawn.unwrap_or_else(failed).map_err(|message| Wrong { line: 0, message })?;
    let size = |name: &str| -> f64 {
        let after = svg.split_once(&format!(" {name}=\"")).map_or("", |(_, after)| after);
        after.split('"').next().and_then(|value| value.parse().ok()).unwrap_or(LARGEST + 1.0)
    };
    let (width, height) = (size("width"), size("height"));
    if width > LARGEST || height > LARGEST {
        let message = format!("it would be larger than {LARGEST} pixels");
        return Err(Wrong { line: 0, message });
    }
    let svg = svg
        .replacen("<defs>", &format!("{GROUND}<defs>"), 1)
        .replace("Times, serif", "system-ui, sans-serif");
    let path = format!("diagrams/{}.svg", hash(svg.as_bytes()));
    Ok(Drawing { path, svg, size: (width.ceil() as usize, height.ceil() as usize), title })
}

fn svg(source: &str) -> Result<String, String> {
    let graph = DotParser::new(source).process().map_err(|cause| match cause.as_str() {
        "port" => {
            "a name of a node is missing where one has to stand (groups such as `{a b}` are not read there)"
                .into()
        }
        cause => cause.trim_end_matches('.').replace("Expected", "expected"),
    })?;
    let mut builder = GraphBuilder::new();
    builder.visit_graph(&graph);
    let mut graph = builder.get();
    if graph.num_nodes() == 0 {
        return Err("it has no nodes".into());
    }
    let mut writer = SVGWriter::new();
    graph.do_it(false, false, false, &mut writer);
    let lines: Vec<String> = writer.finalize().lines().map(|line| line.trim().to_owned()).collect();
    Ok(lines.join("\n"))
}

/// Looks it through before it is drawn: its title, and what is wrong with it that would stop the library or keep it for
/// long.
fn measured(source: &str) -> Result<Option<String>, Wrong> {
    let wrong = |place: usize, message: String| {
        let before = source.chars().take(place.saturating_sub(1));
        Err(Wrong { line: before.filter(|letter| *letter == '\n').count(), message })
    };
    if source.len() > LONGEST {
        return wrong(0, format!("it is longer than {LONGEST} bytes"));
    }
    let mut lexer = Lexer::from_string(source);
    let (mut depth, mut in_list, mut edges, mut names) = (0_usize, false, 0_usize, 0_usize);
    let mut last = [Token::EOF, Token::EOF];
    let mut title = None;
    loop {
        let token = lexer.next_token();
        match &token {
            Token::EOF if depth > 0 || in_list => {
                return wrong(lexer.pos, "a brace or a bracket is not closed".into());
            }
            Token::EOF => return Ok(title),
            Token::Error(_) => {
                let sign = source.chars().nth(lexer.pos.saturating_sub(1)).unwrap_or(' ');
                return wrong(
                    lexer.pos,
                    format!("`{sign}` cannot stand there; write names that are no words in quotes"),
                );
            }
            Token::OpenBrace => depth += 1,
            Token::CloseBrace if depth == 0 => {
                return wrong(lexer.pos, "a brace is closed that was not opened".into());
            }
            Token::CloseBrace => depth -= 1,
            Token::OpenBracket => in_list = true,
            Token::CloseBracket => in_list = false,
            Token::ArrowRight | Token::ArrowLine => edges += 1,
            Token::Identifier(name) if !in_list => {
                names += 1;
                if depth == 1
                    && let [Token::Identifier(key), Token::Equal] = &last
                    && key == "label"
                {
                    let words: Vec<&str> = name.split_whitespace().collect();
                    title = Some(words.join(" ")).filter(|title| !title.is_empty());
                }
            }
            _ => {}
        }
        if depth > DEEPEST {
            return wrong(lexer.pos, format!("it is more than {DEEPEST} groups deep"));
        }
        if edges > MOST_EDGES || names > MOST_NAMES {
            return wrong(lexer.pos, format!("it has more than {MOST_EDGES} edges or {MOST_NAMES} names"));
        }
        let [_, second] = last;
        last = [second, token];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(source: &str) -> (usize, String) {
        let Wrong { line, message } = draw(source).expect_err(source);
        (line, message)
    }

    #[test]
    fn a_graph_is_drawn_with_its_words_on_a_ground_of_its_own() {
        let source = "digraph {\n  label=\"How a post\\nbecomes a page\"\n  a [label=\"<Markdown> & words\", shape=box];\n  a -> b [label=read, style=dashed]; b -> c -> a }";
        let drawing = draw(source).expect("a drawing");
        assert!(drawing.path.starts_with("diagrams/"), "{}", drawing.path);
        assert_eq!(drawing.title.as_deref(), Some("How a post becomes a page"));
        assert!(
            drawing.svg.contains("&lt;Markdown&gt; &amp; words") && drawing.svg.contains(GROUND),
            "{}",
            drawing.svg
        );
        assert!(drawing.size.0 > 50 && drawing.size.1 > 100, "{:?}", drawing.size);
        assert!(!drawing.svg.contains("Times"), "fonts are the system's: {}", drawing.svg);
        assert_eq!(draw(source).expect("a drawing"), drawing, "the same file each time");
    }

    #[test]
    fn what_a_label_says_runs_nothing() {
        let source = "graph { a [label=\"</text><script>x</script>\", URL=\"javascript:x\", color=\"red\\\" onload=\\\"x\"]; a -- b }";
        let svg = draw(source).expect("a drawing").svg;
        assert!(
            !svg.contains("<script") && !svg.contains("javascript:") && !svg.contains(" onload="),
            "{svg}"
        );
    }

    #[test]
    fn a_broken_graph_says_where() {
        assert_eq!(wrong("digraph {\n a -> b\n"), (1, "a brace or a bracket is not closed".into()));
        assert_eq!(wrong("digraph {\n a -> b }\n}").0, 2);
        assert!(wrong("digraph {\n a -> ü }").1.starts_with("`ü` cannot stand there"));
        assert_eq!(wrong("digraph {\n a -> ü }").0, 1);
        assert!(wrong("nonsense").1.contains("expected (graph|digraph)"));
        assert!(wrong("digraph { a -> {b c} }").1.contains("groups such as"));
        assert!(wrong("").1.contains("expected"));
        assert_eq!(wrong("graph { }"), (0, "it has no nodes".into()));
        assert_eq!(wrong("digraph g { rankdir=LR }"), (0, "it has no nodes".into()));
    }

    #[test]
    fn a_graph_without_end_is_refused() {
        assert!(wrong(&format!("digraph {{ {} }}", "a -> b; ".repeat(51))).1.contains("50 edges"));
        let many: Vec<String> = (0..300).map(|one| format!("n{one}")).collect();
        assert!(wrong(&format!("digraph {{ {} }}", many.join("; "))).1.contains("200 names"));
        assert!(wrong(&"digraph { subgraph x {".repeat(200)).1.contains("deep"));
        assert!(wrong(&"x".repeat(20_000)).1.contains("longer"));
        assert!(wrong("digraph { a [label=b, fontsize=100000] }").1.contains("larger"));
    }
}

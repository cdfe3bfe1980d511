//! What the fuzz targets do with their inputs, and the replay of those that they found worth keeping: see `fuzz/`.

use std::path::Path;

use crate::content::{self, PostFile};
use crate::markdown::{Blog, Reading, render};
use crate::problem::Problem;
use crate::sanitize;
use crate::shortcode::Templates;

/// Names of files, which say more than they seem to.
const FILES: [&str; 4] =
    ["a/2024-01-02-leaf.md", "_posts/2024-1-2-leaf.md", "a/leaf/index.es.md", "a/_index.md"];

/// The fuzz target of front matter: the first byte says what the file is called that the others are.
///
/// # Panics
///
/// A post leads out of its site, or a problem lies outside the file.
pub fn front_matter(input: &[u8]) {
    let Some((&which, bytes)) = input.split_first() else { return };
    let file = Path::new(FILES[usize::from(which) % FILES.len()]);
    let (post, problems) = content::read_post(bytes.to_vec(), file);
    // A lone carriage return ends a line for some, so the lines are counted generously.
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    lie_within(&problems, lines);
    let Some(post) = post else { return };
    assert!((1..=lines + 1).contains(&post.body_line), "line {} of {lines}", post.body_line);
    assert!(post.lines.values().all(|line| (1..=lines).contains(line)), "{:?} of {lines}", post.lines);
    assert!(!post.slug.is_empty() && !post.slug.contains('/'), "{:?}", post.slug);
    for path in post.aliases.iter().chain(&post.path).chain([&post.slug]) {
        let leads_out = path.split(['/', '\\']).any(|part| matches!(part, "" | "." | ".."));
        assert!(!leads_out && !path.contains('\0'), "{path:?}");
    }
}

/// The fuzz target of Markdown: the first byte says how its author wants the others read.
///
/// # Panics
///
/// The HTML holds what the table of HTML does not, or an address that means something else elsewhere.
pub fn markdown(input: &[u8]) {
    let Some((&chosen, text)) = input.split_first() else { return };
    let reading = Reading {
        smart_punctuation: chosen & 1 > 0,
        hashtags: chosen & 2 > 0,
        math: chosen & 4 > 0,
        diagrams: chosen & 8 > 0,
        ..Reading::default()
    };
    let post = PostFile {
        file: "news/here.md".into(),
        title: "Here".into(),
        slug: "here".into(),
        section: Some("news".into()),
        markdown: String::from_utf8_lossy(text).into_owned(),
        body_line: 1,
        ..PostFile::default()
    };
    let lines = post.markdown.lines().count() + 1;
    let rendered = render(&post, &blog(&reading, &Templates::default()));
    lie_within(&rendered.problems, lines);
    let html = &rendered.html;
    assert_eq!(&sanitize::clean(html), html, "another when it is read again");
    for tag in html.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
        let attribute = |name: &str| tag.split_once(&format!(" {name}=\""))?.1.split('"').next();
        for address in ["href", "src", "poster"].into_iter().filter_map(attribute) {
            let stands_alone = address.starts_with(['/', '#']) || address.contains(':');
            assert!(stands_alone, "{address}: {html}");
        }
        for mark in [sanitize::LINE, sanitize::SOURCE] {
            assert_eq!(attribute(mark), None, "{html}");
        }
    }
    assert!(rendered.toc.iter().all(|heading| rendered.ids.contains(&heading.id)), "{:?}", rendered.toc);
}

fn lie_within(problems: &[Problem], lines: usize) {
    for problem in problems {
        let line = problem.line.unwrap_or(1);
        assert!((1..=lines).contains(&line), "line {line} of {lines}: {problem}");
    }
}

/// A blog with one other post, a picture and a file of code.
fn blog<'a>(reading: &'a Reading, templates: &'a Templates) -> Blog<'a> {
    Blog {
        post: &|name| matches!(name, "news/other.md" | "other").then(|| "/news/other/".to_owned()),
        file: &|name| matches!(name, "news/pic.png" | "news/code.rs"),
        picture: &|name| {
            if name == "news/pic.png" { Ok((40, 30).into()) } else { Err("it is no picture".into()) }
        },
        text: &|name| {
            if name == "news/code.rs" { Ok("fn main() {}\n".into()) } else { Err("there is none".into()) }
        },
        templates,
        reading,
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    /// Plays every file of a corpus.
    fn replay(target: &str, play: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
        let files: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").collect();
        assert!(files.len() > 10, "{target}: {} files", files.len());
        for file in files {
            play(&std::fs::read(file.expect("a file").path()).expect("its bytes"));
        }
    }

    #[test]
    fn front_matter_of_the_corpus_leads_nowhere_else() {
        replay("front_matter", super::front_matter);
    }

    #[test]
    fn markdown_of_the_corpus_becomes_clean_html() {
        replay("markdown", super::markdown);
    }
}

//! What stands in code reaches the reader byte for byte, though it looks like a shortcode, and no shortcode reaches
//! a reader outside code. Held on real blogs; without them the tests say that they skip.

use std::collections::HashSet;
use std::path::PathBuf;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quire_press::Templates;
use quire_press::content::{self, PostFile, ReadOptions, slashed};
use quire_press::markdown::{Blog, Reading, render};

#[test]
fn thirteen_posts_that_show_templates_in_code_keep_them_byte_for_byte() {
    let (Some(rust), Some(tabi)) = (blog("rust-blog/content"), blog("tabi/content")) else { return };
    let mut posts = 0;
    for (post, html) in rust.iter().chain(&tabi) {
        let mut wanted = code_in_markdown(&post.markdown);
        wanted.retain(|code| code.contains("{{") || code.contains("{%"));
        posts += usize::from(!wanted.is_empty());
        let mut written = code_in_html(html).into_iter();
        for code in wanted {
            let found = written.any(|one| one == code);
            assert!(found, "{}: {code:?} is not there, or not in order", post.file.display());
        }
    }
    assert_eq!(posts, 13);
}

#[test]
fn no_shortcode_reaches_a_reader_outside_code() {
    for folder in ["rust-blog/content", "tabi/content", "digitalgov"] {
        for (post, html) in blog(folder).into_iter().flatten() {
            let prose = without_code(&html);
            for sign in ["{{&lt;", "{{<", "{{%", "{%"] {
                assert!(!prose.contains(sign), "{}: {sign} outside code", post.file.display());
            }
        }
    }
}

/// The posts of a blog with their HTML, if the blog is there.
fn blog(folder: &str) -> Option<Vec<(PostFile, String)>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let root = shared.join("data/blogs").join(folder);
    if !root.is_dir() {
        eprintln!("skipped: {folder} is not on this machine; QUIRE_SHARED may name the folder of its data/");
        return None;
    }
    let read = content::read(&root, &ReadOptions::default()).expect("the blog can be read");
    let files: HashSet<String> = read.files.iter().map(|file| slashed(file)).collect();
    let (reading, templates) = (Reading::default(), Templates::default());
    let blog = Blog {
        post: &|_| None,
        file: &|file| files.contains(file),
        picture: &|_| Err("no picture is measured here".to_owned()),
        text: &|_| Err("no file is put in here".to_owned()),
        templates: &templates,
        reading: &reading,
    };
    let rendered = |post: PostFile| {
        let html = render(&post, &blog).html;
        (post, html)
    };
    Some(read.posts.into_iter().map(rendered).collect())
}

/// Every span and block of code as Markdown sees it.
fn code_in_markdown(markdown: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(_)), block) => *block = Some(String::new()),
            (Event::End(TagEnd::CodeBlock), block) => all.extend(block.take()),
            (Event::Text(text), Some(block)) => block.push_str(&text),
            (Event::Code(text), _) => all.push(text.into_string()),
            _ => {}
        }
    }
    all
}

/// The text of every `<code>`.
fn code_in_html(html: &str) -> Vec<String> {
    let code = |rest: &str| Some(text(rest.split_once('>')?.1.split("</code>").next()?));
    html.split("<code").skip(1).filter_map(code).collect()
}

fn without_code(html: &str) -> String {
    let mut parts = html.split("<code");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, rest| out + rest.split_once("</code>").map_or("", |(_, after)| after))
}

/// HTML without tags and references.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")];
    for (reference, letter) in references {
        out = out.replace(reference, letter);
    }
    out.replace("&amp;", "&")
}

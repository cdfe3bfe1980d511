//! The posts of the handbook taken apart: which fenced blocks there are, and what stands before each.

/// A fenced block of a post.
pub(crate) struct Block<'a> {
    /// The heading that it stands under, as written.
    pub(crate) heading: &'a str,
    /// The last line of text before it; empty when another block stands there.
    pub(crate) before: &'a str,
    /// What is named after its fence.
    pub(crate) language: &'a str,
    /// Its lines, each with its end.
    pub(crate) text: String,
}

impl<'a> Block<'a> {
    /// The file that the block is said to be: `` In `heron.md`: ``.
    pub(crate) fn file(&self) -> Option<&'a str> {
        self.before.strip_suffix("`:")?.rsplit('`').next()
    }

    /// The file, if the block is a whole front matter or the inside of one.
    pub(crate) fn front_matter(&self) -> Option<String> {
        let text = &self.text;
        match self.language {
            "yaml" if text.starts_with("---\n") => Some(text.clone()),
            "yaml" => Some(format!("---\n{text}---\n")),
            "toml" if text.starts_with("+++\n") => Some(text.clone()),
            "json" if self.heading == "## The front matter" => Some(text.clone()),
            _ => None,
        }
    }
}

/// All fenced blocks of a post, in order.
pub(crate) fn blocks(post: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut heading, mut before) = (Vec::new(), "", "");
    let mut lines = post.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            // A longer fence holds shorter ones.
            let language = line.trim_start_matches('`');
            let fence = &line[..line.len() - language.len()];
            let inside = lines.by_ref().take_while(|line| *line != fence);
            let text = inside.flat_map(|line| [line, "\n"]).collect();
            blocks.push(Block { heading, before, language, text });
            before = "";
        } else if line.starts_with('#') {
            (heading, before) = (line, "");
        } else if !line.is_empty() {
            before = line;
        }
    }
    blocks
}

/// The cells of every row of a table that begins with code, under a heading that begins so.
pub(crate) fn rows<'a>(post: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let section = post.split(heading).nth(1).unwrap_or_else(|| panic!("the handbook has no `{heading}`"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands in backticks in a text.
pub(crate) fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

//! `include`: the text of another file of the content folder, put in where the call stands. Markdown
//! goes in without its front matter; code goes in as code.

use std::collections::BTreeMap;
use std::path::Path;

use super::call::{Argument, Call, split};
use super::expansion::{Expansion, Source};
use super::{fenced, liquid, shape};
use crate::content::slashed;
use crate::{front_matter, markdown};

/// How deep files may include each other.
const DEEPEST: usize = 8;

/// How many bytes may be put into one post.
const MOST: usize = 4_000_000;

impl Expansion<'_> {
    /// Puts in the file that the call names.
    pub(super) fn include(&mut self, call: &Call<'_>, source: &mut Source<'_>, out: &mut String) {
        let Some(written) = self.variables.filled(call.written, self.place) else {
            let message = format!(
                "Quire does not know what `{}` stands for, so no file is put in; write the file's name",
                call.written
            );
            return self.dropped(call, source, message);
        };
        let arguments = if call.written.contains("{{") { split(&written) } else { call.arguments.clone() };
        match self.included(call, &arguments, source) {
            Ok(text) => {
                self.rendered(call.name);
                out.push_str(&text);
            }
            Err(message) => self.dropped(call, source, message),
        }
    }

    fn included(
        &mut self,
        call: &Call<'_>,
        arguments: &[Argument<'_>],
        source: &Source<'_>,
    ) -> Result<String, String> {
        let given = |names: &[&str]| {
            let found = arguments.iter().find(|argument| names.contains(&argument.name))?;
            Some(found.value.trim())
        };
        let name = given(&["", "path", "file", "src"]).unwrap_or_default();
        let (file, text) = self.found(name)?;
        if self.including.contains(&file) {
            return Err(format!("`{name}` includes itself, so it is left out here; remove the call"));
        }
        if self.including.len() > DEEPEST {
            return Err(format!(
                "`{name}` lies more than {DEEPEST} files deep, so it is left out; put it into the post itself"
            ));
        }
        self.included += text.len();
        if self.included > MOST {
            return Err(format!(
                "`{name}` is left out, because a post may include no more than {} MB; shorten it",
                MOST / 1_000_000
            ));
        }
        let indent = shape::alone(source.text, call.start, call.end);
        let extension = Path::new(&file).extension().and_then(|one| one.to_str()).unwrap_or_default();
        let is_text = ["", "htm", "html", "markdown", "md", "mdx", "text", "txt"]
            .contains(&extension.to_ascii_lowercase().as_str());
        let language = given(&["lang", "language"]);
        let as_code = given(&["code"]).map_or(language.is_some() || !is_text, |code| code != "false");
        if as_code {
            let mut block = String::with_capacity(text.len() + 20);
            let language = language.unwrap_or(if is_text { "" } else { extension });
            fenced::fenced(language, &text, indent.unwrap_or_default(), &mut block);
            return Ok(block);
        }
        let (body, line) = body(&text).map_err(|reason| {
            format!("the front matter of `{name}` cannot be read ({reason}); correct it")
        })?;
        let outer = std::mem::replace(&mut self.variables.include, liquid::named(arguments));
        self.including.push(file.clone());
        let expanded = self.passage(body, Path::new(&file), line);
        self.including.pop();
        self.variables.include = outer;
        let text = expanded.as_deref().unwrap_or(body).trim_matches('\n');
        Ok(match indent {
            Some(indent) if !indent.is_empty() => text.replace('\n', &format!("\n{indent}")),
            _ => text.to_owned(),
        })
    }

    /// The file from the post's folder, else from the content folder, else from Jekyll's, and its text.
    fn found(&self, name: &str) -> Result<(String, String), String> {
        if name.is_empty() {
            return Err("`include` needs the name of a file, such as `parts/note.md`".to_owned());
        }
        let folder = self.place.post.file.parent().map(slashed).unwrap_or_default();
        let own = [folder.as_str(), ""].into_iter().filter_map(|folder| markdown::resolve(folder, name));
        // Jekyll's folder lies beside `_posts`, wherever that is, and no name leads out of it.
        let inside = markdown::resolve("", name);
        let above = Path::new(&folder).ancestors().map(slashed);
        let shared =
            above.filter_map(|above| markdown::resolve(&above, &format!("_includes/{}", inside.as_ref()?)));
        let mut reason = "it lies outside the content folder".to_owned();
        for file in own.chain(shared) {
            match (self.place.blog.text)(&file) {
                Ok(text) => return Ok((file, text)),
                Err(error) => reason = error,
            }
            if (self.place.blog.file)(&file) {
                break;
            }
        }
        Err(format!(
            "`{name}` cannot be put in ({reason}); put the file beside the post, or correct the name"
        ))
    }
}

/// A text without its front matter, and the line on which it begins. A `---` that nothing closes
/// is a line across the page.
fn body(text: &str) -> Result<(&str, usize), String> {
    match front_matter::read(text, &BTreeMap::new()) {
        Ok((_, body, line)) => Ok((&text[body..], line)),
        Err(_) if !text.lines().skip(1).any(|line| matches!(line.trim_end(), "---" | "+++")) => Ok((text, 1)),
        Err(broken) => Err(broken.message),
    }
}

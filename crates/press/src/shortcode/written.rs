//! What templates write for a call, the author's own and Quire's, and what they are told of the post.

use std::collections::BTreeMap;

use minijinja::value::Value;

use super::call::Call;
use super::expansion::{Expansion, Source};
use super::shape;
use super::templates::Given;
use crate::content::slashed;

impl Expansion<'_> {
    /// An author's own template.
    pub(super) fn own(
        &mut self,
        call: &Call<'_>,
        range: (usize, usize),
        body: Option<&str>,
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        let templates = self.place.blog.templates;
        let name = call.name;
        let reason = if self.endless.contains(name) {
            "it does not come to an end".to_owned()
        } else {
            let given = Given { arguments: &call.arguments, body, post: self.facts() };
            match templates.own(name, &given) {
                Ok(written) => return self.written(name, &written, range, source, out),
                Err(failure) => {
                    if failure.endless {
                        self.endless.insert(name.to_owned());
                    }
                    failure.reason
                }
            }
        };
        let left = if body.is_some() { "only the text within it is shown" } else { "it is left out" };
        let message =
            format!("`{}` fails here ({reason}), so {left}; correct the template", templates.file(name));
        self.dropped(call, source, message);
        out.push_str(body.unwrap_or_default());
    }

    /// One of Quire's templates.
    pub(super) fn built_in(
        &mut self,
        template: &str,
        call: &Call<'_>,
        range: (usize, usize),
        body: Option<&str>,
        source: &mut Source<'_>,
        out: &mut String,
    ) {
        let given = Given { arguments: &call.arguments, body, post: Value::UNDEFINED };
        match self.place.blog.templates.built_in(template, &given) {
            Ok(written) => self.written(call.name, &written, range, source, out),
            Err(failure) => {
                let message = format!("the shortcode `{}` fails ({})", call.name, failure.reason);
                self.dropped(call, source, message);
                out.push_str(body.unwrap_or_default());
            }
        }
    }

    fn written(
        &mut self,
        name: &str,
        written: &str,
        range: (usize, usize),
        source: &Source<'_>,
        out: &mut String,
    ) {
        self.rendered(name);
        match shape::alone(source.text, range.0, range.1) {
            Some(indent) => shape::block(written, indent, out),
            None => shape::inline(written, out),
        }
    }

    /// The facts of the post, for templates.
    fn facts(&mut self) -> Value {
        let post = self.place.post;
        let url = (self.place.blog.post)(&slashed(&post.file));
        let facts = self.facts.get_or_insert_with(|| {
            let moment = |moment: &Option<crate::date::Moment>| {
                Value::from_serialize(moment.as_ref().map(|moment| moment.rfc3339.as_str()))
            };
            let names = |names: &Vec<String>| Value::from_serialize(names);
            let facts: BTreeMap<&str, Value> = BTreeMap::from([
                ("title", Value::from(post.title.as_str())),
                ("url", Value::from_serialize(url)),
                ("slug", Value::from(post.slug.as_str())),
                ("date", moment(&post.date)),
                ("updated", moment(&post.updated)),
                ("description", Value::from_serialize(&post.description)),
                ("tags", names(&post.tags)),
                ("categories", names(&post.categories)),
                ("series", names(&post.series)),
                ("authors", names(&post.authors)),
                ("language", Value::from_serialize(&post.language)),
                ("extra", Value::from_serialize(&post.extra)),
            ]);
            Value::from_serialize(facts)
        });
        facts.clone()
    }
}

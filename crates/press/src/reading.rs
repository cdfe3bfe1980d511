//! What `reading.js` does for readers of posts: which of it the blog shows, and in which words. Pages that show nothing of
//! it do not ask for the script.

use quire_app::head::escape;
use quire_bundle::{Part, Site, Word};
use serde_json::{Map, Value};

use crate::config::{Config, Shows};
use crate::policy::sources;

/// Where films may come from, as `reading.js` knows them.
const PLAYERS: [&str; 3] =
    ["https://www.youtube-nocookie.com", "https://www.youtube.com", "https://player.vimeo.com"];

/// The attributes of a page's root that tell the script what to do, as HTML; nothing where there is nothing to do.
pub(crate) fn attributes(config: &Config, site: &Site, is_empty: bool) -> Option<String> {
    let drawn = [("contents", Part::Contents), ("share", Part::Share)];
    let drawn = drawn.into_iter().filter(|(_, part)| site.shows(*part)).map(|(name, _)| name);
    let is_wanted = |name: &&str| !config.shows.reading.contains(&(*name, false));
    let shown: Vec<&str> = drawn.chain(Shows::READING.into_iter().filter(is_wanted)).collect();
    let mut frames = sources(config, "frame-src");
    frames.retain(|frame| PLAYERS.contains(&frame.as_str()));
    if is_empty { None } else { written(&shown, &frames, config, site) }
}

/// The same for what is shown, where films may come from `frames`.
fn written(shown: &[&str], frames: &[String], config: &Config, site: &Site) -> Option<String> {
    // Without a place that films may come from they are links, and need no script.
    let shown: Vec<&str> =
        shown.iter().copied().filter(|one| *one != "films" || !frames.is_empty()).collect();
    if shown.is_empty() {
        return None;
    }
    let mut words = Map::new();
    let mut say = |needs: &[&str], name: &str, text: String| {
        if needs.iter().any(|one| shown.contains(one)) {
            words.insert(name.to_owned(), Value::String(text));
        }
    };
    say(&["anchors"], "link", config.body_word("link_to_section"));
    say(&["copy"], "copy", config.body_word("copy"));
    say(&["anchors", "copy", "share"], "copied", config.body_word("copied"));
    say(&["footnotes"], "footnote", config.body_word("footnote"));
    say(&["share"], "share", config.body_word("share_with"));
    say(&["zoom"], "picture", config.body_word("enlarged"));
    say(&["zoom"], "close", site.word(Word::Close).to_owned());
    let words = escape(&Value::Object(words).to_string());
    let mut html = format!(" data-reading=\"{}\" data-words=\"{words}\"", shown.join(" "));
    if shown.contains(&"films") {
        html.extend([" data-frames=\"", &escape(&frames.join(" ")), "\""]);
    }
    Some(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(shown: &[&str], frames: &[&str]) -> Option<String> {
        let frames: Vec<String> = frames.iter().map(|frame| (*frame).to_owned()).collect();
        written(shown, &frames, &Config::default(), &Site::default())
    }

    #[test]
    fn a_page_tells_what_it_shows_and_the_words_of_that_alone() {
        assert_eq!(
            said(&["copy"], &[]).as_deref(),
            Some(
                " data-reading=\"copy\" data-words=\"{&quot;copied&quot;:&quot;Copied&quot;,\
                 &quot;copy&quot;:&quot;Copy&quot;}\""
            )
        );
        assert_eq!(said(&["contents"], &[]).as_deref(), Some(" data-reading=\"contents\" data-words=\"{}\""));
    }

    #[test]
    fn where_nothing_is_shown_no_page_asks_for_the_script() {
        assert_eq!(said(&[], &["https://player.example"]), None);
        assert_eq!(attributes(&Config::default(), &Site::default(), true), None);
    }

    #[test]
    fn films_need_the_script_only_where_they_may_come_from_somewhere() {
        assert_eq!(said(&["films"], &[]), None);
        let html = said(&["films"], &["https://a.example", "https://b.example"]).expect("films");
        assert!(html.contains(" data-reading=\"films\""), "{html}");
        assert!(html.ends_with(" data-frames=\"https://a.example https://b.example\""), "{html}");
    }
}

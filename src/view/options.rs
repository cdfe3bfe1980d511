//! What the palette offers while one types: posts, words to go on with, and the way to all results.

use quire_bundle::{Filter, Word};
use quire_search::Hit;

use crate::view::element::{Element, element};
use crate::view::results::{Answer, Results, said, titled};

/// The options under the palette's field; none before something is typed.
///
/// They are links, so that they also open in another tab; which of them is active, `boot.js` says.
pub(crate) fn view(results: Results<'_>, answer: Option<&Answer>, suggestions: &[String]) -> Element {
    let Some(answer) = answer else { return nothing() };
    let text = results.filter.text.as_str();
    let all = results.site.words.fill(Word::AllResults, &[text.trim()]);
    let mut options: Vec<Element> = answer.hits.iter().map(|hit| post(results, answer, hit)).collect();
    let typed = text.trim_end();
    let start = typed.rfind(char::is_whitespace).and_then(|end| typed.get(..=end)).unwrap_or("");
    for word in suggestions {
        let text = format!("{start}{word}");
        let filter = Filter { text: text.clone(), ..Filter::default() };
        options.push(results.to(filter).class("word").attribute("data-fill", format!("{text} ")).text(&text));
    }
    options.push(results.to(results.filter.clone()).class("every").text(&all));
    let list = element("div")
        .attribute("role", "listbox")
        .attribute("id", "quire-options")
        .attribute("aria-label", results.site.word(Word::Suggestions));
    let status = if answer.trouble.is_empty() {
        said(&results.count(&answer.found))
    } else {
        results.failed(&answer.trouble)
    };
    let options = options.into_iter().enumerate().map(|(number, option)| {
        option
            .attribute("role", "option")
            .attribute("id", format!("quire-option-{number}"))
            .attribute("tabindex", "-1")
            .attribute("aria-selected", "false")
    });
    element("div").class("options").child(list.children(options)).child(status)
}

/// No options, but the place where what happens is said.
pub(crate) fn nothing() -> Element {
    element("div").class("options").child(element("div")).child(said(""))
}

fn post(results: Results<'_>, answer: &Answer, hit: &Hit) -> Element {
    let title = titled(element("span"), hit, &answer.found.marks);
    let date = element("time").text(&hit.date);
    results.post(&hit.url, "").class("post").child(title).text(" ").child(date)
}

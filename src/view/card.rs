//! A post in a list.

use quire_bundle::{Card, Date, Part, Taxonomy, Word};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::{date, picture, terms};

/// The cards of a list, where they are all posts' with the year before the first of each; the first picture of a page is
/// not waited for.
pub fn list(scene: &Scene<'_>, cards: &[Card], heading: &'static str, is_first: bool) -> Element {
    let mut drawn = element("div").class("cards");
    let mut last = None;
    let has_years = scene.site.shows(Part::Years);
    for (at, card) in cards.iter().enumerate() {
        let year = card.date.as_ref().map(Date::year);
        if has_years && !card.pinned && year != last {
            let year = year.map_or_else(String::new, |year| year.to_string());
            drawn = drawn.child(element("p").class("year").text(&year));
            last = card.date.as_ref().map(Date::year);
        }
        drawn = drawn.child(view(scene, card, heading, is_first && at == 0));
    }
    drawn
}

/// What there is of it: picture, series, what is pinned and the reading time, the title, which is a heading of that level,
/// the summary, then kinds, date and tags.
pub fn view(scene: &Scene<'_>, card: &Card, heading: &'static str, is_first: bool) -> Element {
    let site = scene.site;
    let mut notice = if card.pinned { site.word(Word::Pinned).to_string() } else { String::new() };
    if card.minutes > 0 {
        let separator = if card.pinned { " · " } else { "" };
        notice = notice + separator + &site.words.fill(Word::Minutes, &[&card.minutes.to_string()]);
    }
    let title = link(scene.post_href(&card.path)).attribute("dir", "auto").text(&card.title);
    let about = element("div")
        .class("about")
        .maybe(terms::view(scene, Taxonomy::Category, &card.kinds))
        .maybe(card.date.as_ref().map(date::view))
        .maybe(terms::view(scene, Taxonomy::Tag, &card.tags));
    let lead = card.lead.as_ref().map(|lead| picture::lead(scene, lead, is_first));
    scene
        .in_language(
            element("article").class(if card.pinned { "card pinned" } else { "card" }),
            card.language.as_ref(),
        )
        .maybe(lead)
        .maybe(serial(scene, card))
        .maybe((!notice.is_empty()).then(|| element("p").class("minutes").text(&notice)))
        .child(element(heading).child(title))
        .maybe(summary(scene, card))
        .child(about)
}

/// The series and the number in it.
fn serial(scene: &Scene<'_>, card: &Card) -> Option<Element> {
    let (series, number) = card.episode.as_ref()?;
    let number = scene.site.words.fill(Word::Episode, &[&number.to_string()]);
    let series = terms::one(scene, Taxonomy::Series, series);
    let flag = element("span").class("episode").text(&number);
    Some(element("p").class("serial").child(series).text(" ").child(flag))
}

fn summary(scene: &Scene<'_>, card: &Card) -> Option<Element> {
    let has_more = scene.site.shows(Part::More) && card.summary.ends_with('…');
    // The title is the link, and says more of where it leads.
    let more = || {
        element("span").class("more").attribute("aria-hidden", "true").text(scene.site.word(Word::ReadMore))
    };
    let mut summary = crate::view::element::line("summary", &card.summary)?;
    if has_more {
        summary = summary.text(" ").child(more());
    }
    Some(summary)
}

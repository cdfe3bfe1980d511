//! A post: its title and what is known of it, its body, and the posts beside it.

use quire_bundle::{Episode, Leaf, PageLink, Part, Picture, Post, SeriesPlace, Taxonomy, Word, rebase};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::{date, newsletter, picture, row, terms, toc};

/// The whole post.
pub fn view(scene: &Scene<'_>, leaf: &Leaf) -> Element {
    let post = &leaf.post;
    let site = scene.site;
    // A page such as `about` is no article.
    let is_article = !post.unlisted || post.card.date.is_some();
    let by_mail = site.newsletter.as_ref().is_some_and(|letter| letter.after_posts) && is_article;
    let progress = (site.shows(Part::Progress) && is_article)
        .then(|| element("div").class("progress").attribute("aria-hidden", "true"));
    let body = element("div").class("body");
    // A browser's way from a text to nodes is the sanitiser, and that has a document: `run.rs` fills the body.
    #[cfg(not(target_arch = "wasm32"))]
    let body = body.html(html(scene, post));
    scene
        .in_language(element("article").class("post"), post.card.language.as_ref())
        .maybe(progress)
        .child(title(scene, post))
        .maybe(leaf.series.as_ref().map(|place| series(scene, place, &post.card.path)))
        .maybe(translations(scene, post))
        .maybe(post.cover.as_ref().map(|picture| cover(scene, picture)))
        .maybe(toc::view(scene, &post.headings))
        .child(body)
        .maybe(post.external_url.as_ref().map(|url| linked_page(scene, url)))
        .child(end(scene, post))
        .maybe(by_mail.then(|| newsletter::view(scene, None)))
        .maybe(related(scene, &leaf.related))
        .maybe(neighbours(scene, leaf))
}

/// The HTML of the body, as it is on this page.
pub(crate) fn html(scene: &Scene<'_>, post: &Post) -> String {
    rebase(&post.html, "/", &scene.base())
}

fn title(scene: &Scene<'_>, post: &Post) -> Element {
    let site = scene.site;
    let updated = post
        .updated
        .as_ref()
        .filter(|updated| post.card.date.as_ref().is_none_or(|date| date.day() < updated.day()));
    let updated = updated.map(|updated| {
        let date = if updated.text.is_empty() { updated.day() } else { &updated.text };
        // Within words of another language the date keeps its own direction.
        let apart = ["\u{2068}", date, "\u{2069}"].concat();
        let date = if post.card.language.is_some() { &apart } else { date };
        let words = site.words.fill(Word::Updated, &[date]);
        element("span").class("updated").text(&words)
    });
    // How long a page such as `about` takes, nobody asks.
    let is_page = post.unlisted && post.card.date.is_none();
    let minutes = site.words.fill(Word::Minutes, &[&post.card.minutes.to_string()]);
    let facts = element("p")
        .class("facts")
        .maybe(post.card.date.as_ref().map(date::view))
        .maybe(updated)
        .maybe(terms::byline(scene, &post.card.authors))
        .maybe((post.card.minutes > 0 && !is_page).then(|| element("span").class("minutes").text(&minutes)));
    element("header").class("title").child(scene.heading()).child(facts)
}

/// Which part of which series, and all the parts by their numbers; `path` is that of the post itself.
fn series(scene: &Scene<'_>, place: &SeriesPlace, path: &str) -> Element {
    let site = scene.site;
    let part = site.words.fill(Word::PartOf, &[&place.position.to_string(), &place.total.to_string()]);
    let part = element("p").text(&part).text(" ").child(terms::one(scene, Taxonomy::Series, &place.term));
    let here = place.episodes.iter().position(|episode| episode.link.path == path);
    let one = |(at, episode): (usize, &Episode)| {
        let is_here = Some(at) == here;
        let number = link(scene.post_href(&episode.link.path))
            .attribute("title", &episode.link.title)
            .when(is_here, "aria-current", "page")
            .text(&episode.number.to_string());
        element("li").when(Some(at) < here, "class", "past").child(number)
    };
    let parts = element("ol").children(place.episodes.iter().enumerate().map(one));
    element("nav")
        .class("series")
        .attribute("aria-label", site.word(Word::OneSeries))
        .child(part)
        .maybe((place.episodes.len() > 1).then_some(parts))
}

fn translations(scene: &Scene<'_>, post: &Post) -> Option<Element> {
    let items = post.translations.iter().map(|one| {
        let link = link(scene.post_href(&one.path)).attribute("hreflang", &one.language).text(&one.label);
        element("li").child(scene.in_language(link, Some(&one.language)))
    });
    let nav = element("nav")
        .class("translations")
        .attribute("aria-label", scene.site.word(Word::OtherLanguages))
        .child(element("ul").children(items));
    (!post.translations.is_empty()).then_some(nav)
}

fn cover(scene: &Scene<'_>, picture: &Picture) -> Element {
    let caption = || element("figcaption").attribute("dir", "auto").text(&picture.caption);
    let image = picture::view(scene, picture, &picture.alt);
    element("figure").class("cover").child(image).maybe((!picture.caption.is_empty()).then(caption))
}

fn linked_page(scene: &Scene<'_>, url: &str) -> Element {
    let target = link(scene.within(url)).attribute("rel", "noopener").text(scene.site.word(Word::LinkPost));
    element("p").class("linked").child(target)
}

fn end(scene: &Scene<'_>, post: &Post) -> Element {
    let site = scene.site;
    // Without a script there is nothing that it could do: `reading.js` shows it.
    let share = element("button")
        .attribute("type", "button")
        .attribute("data-action", "share")
        .attribute("hidden", "")
        .text(site.word(Word::Share));
    let share = site.shows(Part::Share).then(|| element("li").child(share));
    let edit = post.edit_url.as_ref().map(|url| {
        let link = link(scene.within(url)).class("edit").text(site.word(Word::Edit));
        element("li").child(link)
    });
    let has_ways = share.is_some() || edit.is_some();
    let ways = element("ul").class("ways").maybe(share).maybe(edit);
    element("footer")
        .class("end")
        .maybe(terms::view(scene, Taxonomy::Tag, &post.card.tags))
        .maybe(terms::view(scene, Taxonomy::Category, &post.categories))
        .maybe(has_ways.then_some(ways))
}

fn related(scene: &Scene<'_>, posts: &[PageLink]) -> Option<Element> {
    let label = scene.site.word(Word::Related);
    let nav = element("nav")
        .class("related")
        .attribute("aria-label", label)
        .child(element("h2").text(label))
        .child(row::list(scene, posts));
    (!posts.is_empty()).then_some(nav)
}

fn neighbours(scene: &Scene<'_>, leaf: &Leaf) -> Option<Element> {
    let series = leaf.series.as_ref();
    let one = |neighbour: &PageLink, of_all: Word, of_series: Word, rel: &'static str| {
        let in_series = series.is_some_and(|place| place.names(&neighbour.path));
        let word = if in_series { of_series } else { of_all };
        let label = element("span").class("kind").text(scene.site.word(word));
        let title = element("span").attribute("dir", "auto").text(&neighbour.title);
        link(scene.post_href(&neighbour.path))
            .class(rel)
            .attribute("rel", rel)
            .child(label)
            .text(" ")
            .child(title)
    };
    let nav = element("nav")
        .class("neighbours")
        .attribute("aria-label", scene.site.word(Word::Neighbours))
        .maybe(leaf.previous.as_ref().map(|post| one(post, Word::PreviousPost, Word::PreviousPart, "prev")))
        .maybe(leaf.next.as_ref().map(|post| one(post, Word::NextPost, Word::NextPart, "next")));
    (leaf.previous.is_some() || leaf.next.is_some()).then_some(nav)
}

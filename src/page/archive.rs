//! Every title by year and month.

use quire_bundle::{Month, Pager, Route, Word, YearCount};

use crate::app::Scene;
use crate::view::element::{Element, element, link};
use crate::view::{pager, row};

/// The years as links, then the months of this page.
pub fn view(
    scene: &Scene<'_>,
    year: Option<i32>,
    years: &[YearCount],
    months: &[Month],
    pages: &Pager,
) -> Element {
    let site = scene.site;
    let count = site.words.count(pages.total, Word::OnePost, Word::ManyPosts);
    let heading = element("header")
        .class("title")
        .child(scene.heading())
        .child(element("p").class("count").text(&count));
    element("section")
        .class("archive")
        .child(heading)
        .maybe(self::years(scene, year, years))
        .children(months.iter().map(|month| month_view(scene, month)))
        .maybe(pager::view(scene, pages))
}

/// The years as links, each with how much was written in it: as a number, and in tenths of the fullest as a class.
pub fn years(scene: &Scene<'_>, chosen: Option<i32>, years: &[YearCount]) -> Option<Element> {
    let most = years.iter().map(|year| year.count).max()?.max(1);
    let entry = |count: &YearCount| {
        let route = Route::Archive { year: Some(count.year), page: 1 };
        let mut link = link(scene.href(&route)).text(&count.year.to_string());
        if chosen == Some(count.year) {
            link = link.attribute("aria-current", "page");
        }
        let number = element("span").class("number").text(&count.count.to_string());
        let tenths = "h".to_string() + &(count.count * 10).div_ceil(most).to_string();
        element("li").attribute("class", tenths).child(link).text(" ").child(number)
    };
    let list = element("ul").class("years").children(years.iter().map(entry));
    Some(element("nav").attribute("aria-label", scene.site.word(Word::Years)).child(list))
}

/// The posts of a month under its name.
pub fn month_view(scene: &Scene<'_>, month: &Month) -> Element {
    element("section")
        .class("month")
        .child(element("h2").text(&month.label))
        .child(row::list(scene, &month.rows))
}

//! `sitemap.xml`: the pages that search engines should know, by the protocol of <https://www.sitemaps.org/protocol.html>,
//! with the versions of a post in other languages as Google describes them
//! (<https://developers.google.com/search/docs/specialty/international/localized-versions>, "Sitemap").

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quire_app::head::Head;
use quire_bundle::{Content, Page, Route, Site};

use crate::feeds::{changed, without_controls};

/// What one file may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) urls: usize,
    pub(crate) bytes: usize,
}

/// The protocol's own limits, less what stands around the addresses.
pub(crate) const LIMIT: Limit = Limit { urls: 50_000, bytes: 50 * 1024 * 1024 - 1024 };

/// A page in a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its absolute URL.
    url: String,
    /// When it was last changed, if it is a post with a date.
    changed: Option<String>,
    /// Language and absolute URL of each of its versions, itself among them, when there are others; and then of the one for
    /// all other languages.
    versions: Vec<(String, String)>,
}

impl Entry {
    /// The entry of a page; none when search engines should pass over it, or look for it at another address.
    pub(crate) fn of(site: &Site, page: &Page) -> Option<Entry> {
        if !quire_bundle::is_absolute(&site.base) {
            return None;
        }
        let head = Head::of(site, page);
        let url = page.route.href(&site.base);
        if head.hidden || head.canonical.as_ref() != Some(&url) {
            return None;
        }
        let Content::Post(leaf) = &page.content else { return Some(Entry { url, ..Entry::default() }) };
        let post = &leaf.post;
        let changed = changed(post).map(|moment| moment.to_rfc3339());
        let others = post
            .translations
            .iter()
            .map(|other| (other.language.clone(), Route::Post { path: other.path.clone() }.href(&site.base)));
        let mut versions: Vec<(String, String)> = others.collect();
        if !versions.is_empty() {
            versions.push((head.language, url.clone()));
            versions.sort();
            // Who speaks none of the languages gets the one in the blog's own, as in the head of the pages.
            let own = versions.iter().find(|(language, _)| *language == site.language).or(versions.first());
            versions.extend(own.map(|(_, url)| ("x-default".to_owned(), url.clone())));
        }
        Some(Entry { url, changed, versions })
    }

    fn to_xml(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.create_element("url").write_inner_content(|writer| {
            writer.create_element("loc").write_text_content(BytesText::new(&self.url))?;
            if let Some(changed) = &self.changed {
                writer.create_element("lastmod").write_text_content(BytesText::new(changed))?;
            }
            for (language, url) in &self.versions {
                let link = writer.create_element("xhtml:link").with_attribute(("rel", "alternate"));
                let link = link.with_attribute(("hreflang", language.as_str()));
                link.with_attribute(("href", url.as_str())).write_empty()?;
            }
            Ok(())
        })?;
        writer.write_event(Event::Text(BytesText::new("\n")))?;
        Ok(writer.into_inner())
    }
}

/// The files: path from the root and text. The first is `sitemap.xml`, and names the others when there are some.
pub(crate) fn files(base: &str, entries: &[Entry], limit: Limit) -> io::Result<Vec<(String, String)>> {
    let parts = parts(entries, limit)?;
    if parts.len() <= 1 {
        let only = parts.concat();
        return Ok(vec![("sitemap.xml".to_owned(), set(&only)?)]);
    }
    let names: Vec<String> = (1..=parts.len()).map(|number| format!("sitemap/{number}.xml")).collect();
    let mut files = vec![("sitemap.xml".to_owned(), index(base, &names)?)];
    for (name, part) in names.into_iter().zip(parts) {
        files.push((name, set(&part)?));
    }
    Ok(files)
}

/// The entries as XML, cut where a file would be too large.
fn parts(entries: &[Entry], limit: Limit) -> io::Result<Vec<Vec<u8>>> {
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let mut urls = 0;
    for entry in entries {
        let xml = entry.to_xml()?;
        match parts.last_mut() {
            Some(part) if urls < limit.urls && part.len() + xml.len() <= limit.bytes => part.extend(xml),
            _ => {
                parts.push(xml);
                urls = 0;
            }
        }
        urls += 1;
    }
    Ok(parts)
}

fn set(entries: &[u8]) -> io::Result<String> {
    document("urlset", &[("xmlns:xhtml", "http://www.w3.org/1999/xhtml")], |writer| {
        writer.get_mut().extend_from_slice(entries);
        Ok(())
    })
}

fn index(base: &str, names: &[String]) -> io::Result<String> {
    document("sitemapindex", &[], |writer| {
        names.iter().try_for_each(|name| {
            writer.create_element("sitemap").write_inner_content(|writer| {
                let url = format!("{base}{name}");
                writer.create_element("loc").write_text_content(BytesText::new(&url))?;
                Ok(())
            })?;
            writer.write_event(Event::Text(BytesText::new("\n")))
        })
    })
}

fn document(
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<String> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Text(BytesText::new("\n")))?;
    let root = writer.create_element(name);
    let root = root.with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    root.with_attributes(attributes.iter().copied()).write_inner_content(|writer| {
        writer.write_event(Event::Text(BytesText::new("\n")))?;
        inside(writer)
    })?;
    Ok(without_controls(writer.into_inner()))
}

#[cfg(test)]
mod tests {
    use super::{Entry, LIMIT, Limit, files};

    fn entries(count: usize) -> Vec<Entry> {
        let entry = |number| Entry { url: format!("https://a.example/{number}/"), ..Entry::default() };
        (0..count).map(entry).collect()
    }

    fn locations(text: &str) -> Vec<&str> {
        text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect()
    }

    #[test]
    fn what_fits_is_one_file() {
        let files = files("https://a.example/", &entries(3), Limit { urls: 3, ..LIMIT }).unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, "sitemap.xml");
        assert_eq!(
            locations(&files[0].1),
            ["https://a.example/0/", "https://a.example/1/", "https://a.example/2/"]
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_and_every_page_is_in_one_part() {
        let entries = entries(10);
        let one = entries[0].to_xml().unwrap().len();
        for (limit, parts) in [
            (Limit { urls: 4, ..LIMIT }, [4, 4, 2].as_slice()),
            (Limit { urls: 5, ..LIMIT }, &[5, 5]),
            (Limit { bytes: 3 * one, ..LIMIT }, &[3, 3, 3, 1]),
            // A page that is too large alone is there all the same.
            (Limit { bytes: 1, ..LIMIT }, &[1; 10]),
        ] {
            let files = files("https://a.example/", &entries, limit).unwrap();
            let (index, rest) = files.split_first().unwrap();
            let names: Vec<String> =
                rest.iter().map(|(name, _)| format!("https://a.example/{name}")).collect();
            assert_eq!(locations(&index.1), names);
            assert!(index.1.contains("<sitemapindex "));
            let sizes: Vec<usize> = rest.iter().map(|(_, text)| locations(text).len()).collect();
            assert_eq!(sizes, parts);
            let all: Vec<&str> = rest.iter().flat_map(|(_, text)| locations(text)).collect();
            assert_eq!(all, entries.iter().map(|entry| entry.url.as_str()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_limits_are_those_of_the_protocol() {
        assert_eq!(LIMIT.urls, 50_000);
        let around = files("https://a.example/", &[], LIMIT).unwrap()[0].1.len();
        assert!(LIMIT.bytes + around <= 52_428_800);
    }
}

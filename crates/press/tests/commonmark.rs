//! The examples of `CommonMark` through the whole of press. A post is more than `CommonMark`, so some differ by design;
//! each of those is listed with its reasons, and has to be what `CommonMark` expects once its reasons are taken away.
//!
//! Both sides are first written alike: `<br />` as `<br>`, no line end between two tags (but spans of code) or at either
//! end, and `"` and the no-break space as themselves.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use quire_bundle::allowed;
use quire_press::Templates;
use quire_press::content::PostFile;
use quire_press::markdown::{Blog, Reading, render};

/// Why an example is not as `CommonMark` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// Headings have anchors, and leave the first level to the title.
    Heading,
    /// Code can be scrolled by keyboard and is coloured; a language's name has letters.
    Code,
    /// Addresses hold wherever the page is shown.
    Address,
    /// Links that leave are marked.
    External,
    /// A link that leads nowhere, or where no browser of the web should go, becomes its words.
    NoTarget,
    /// Pictures have a size and an alternative text, if an empty one or their title, and load when they are near.
    Picture,
    /// A picture alone with a title is a figure.
    Figure,
    /// HTML by hand is put in order and loses what the site's table does not allow; tables can be scrolled.
    Sanitised,
}

use Reason::{Address, Code, External, Figure, Heading, NoTarget, Picture, Sanitised};

/// The examples that differ, by their number.
const DIFFERENT: &[(&[Reason], &[u64])] = &[
    (
        &[Heading],
        &[
            10, 59, 62, 66, 67, 68, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 86, 89, 90, 91,
            95, 96, 102, 103, 214, 215, 227, 228, 229, 230, 232, 300, 646, 647,
        ],
    ),
    (&[Heading, Code], &[115, 141]),
    (
        &[Code],
        &[
            1, 2, 3, 5, 6, 7, 8, 18, 19, 24, 34, 36, 48, 69, 85, 100, 107, 110, 111, 112, 114, 116, 117, 118,
            119, 120, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 139,
            140, 144, 146, 147, 211, 212, 225, 231, 236, 237, 252, 253, 254, 257, 263, 264, 270, 271, 272,
            273, 274, 278, 286, 287, 288, 289, 290, 313, 318, 321, 324,
        ],
    ),
    (&[Code, Sanitised], &[142, 143]),
    (&[Address], &[159, 162, 194, 195, 203, 204, 492, 495, 496, 498, 499, 502, 503, 504, 522]),
    (&[Address, Picture], &[517, 520, 531, 578, 580]),
    (&[Address, Picture, Figure], &[573, 576, 577]),
    (&[Address, Picture, Sanitised], &[475]),
    (&[External], &[20, 346, 480, 481, 501, 526, 538, 594, 595, 600, 603]),
    (&[NoTarget], &[200, 484, 485, 486, 487, 567, 596, 598, 599, 601]),
    (&[Picture], &[574, 575, 579, 581, 582, 583, 587]),
    (&[Picture, Figure], &[572, 584, 585, 586, 588, 589, 591]),
    (
        &[Sanitised],
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 160, 163, 164, 165, 169, 170, 171,
            172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 187, 190, 191, 201, 308, 309,
            344, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630,
            631, 642, 643,
        ],
    ),
];

#[test]
fn every_example_of_commonmark_is_rendered_as_expected_or_differs_for_a_reason_that_is_written_down() {
    let Some(examples) = examples() else { return };
    let mut listed: BTreeMap<u64, &[Reason]> = BTreeMap::new();
    for (reasons, numbers) in DIFFERENT {
        for number in *numbers {
            assert!(listed.insert(*number, reasons).is_none(), "example {number} is listed twice");
        }
    }
    let mut wrong = Vec::new();
    let mut unchanged = 0;
    for (number, markdown, expected) in &examples {
        let ours = alike(&rendered(markdown));
        let expected = alike(expected);
        let reasons = listed.remove(number);
        if ours == expected {
            unchanged += 1;
        }
        let fault = match reasons {
            None if ours == expected => continue,
            None => "differs, and is not listed",
            Some(_) if ours == expected => "does not differ, but is listed",
            Some(reasons) if !explained(&expected, &ours, reasons) => {
                "differs in another way than its reasons"
            }
            Some(reasons) if has_idle(&expected, &ours, reasons) => "has more reasons than it needs",
            Some(_) => continue,
        };
        wrong
            .push(format!("example {number} {fault}:\n{markdown}\nexpected: {expected}\n    ours: {ours}\n"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(listed.is_empty(), "there is no example {:?}", listed.keys());
    println!("{unchanged} of {} examples unchanged", examples.len());
}

/// Number, Markdown and HTML of every example, if they are on this machine.
fn examples() -> Option<Vec<(u64, String, String)>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = env::var_os("QUIRE_SHARED").map_or(beside, PathBuf::from);
    let Ok(text) = fs::read_to_string(shared.join("data/suites/commonmark/spec.json")) else {
        println!(
            "skipped: CommonMark's examples are not on this machine; QUIRE_SHARED may name their folder"
        );
        return None;
    };
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).expect("the examples are JSON");
    let text = |example: &serde_json::Value, key: &str| example[key].as_str().unwrap_or_default().to_owned();
    let example = |one: &serde_json::Value| {
        (one["example"].as_u64().unwrap_or_default(), text(one, "markdown"), text(one, "html"))
    };
    Some(examples.iter().map(example).collect())
}

/// The example as a post of a blog that has every file and no other post.
fn rendered(markdown: &str) -> String {
    let post = PostFile {
        file: PathBuf::from("example.md"),
        title: "No example says this".into(),
        markdown: markdown.into(),
        body_line: 1,
        ..PostFile::default()
    };
    let reading = Reading::default();
    let blog = Blog {
        post: &|_| None,
        file: &|_| true,
        picture: &|_| Ok((4, 3).into()),
        text: &|_| Err("there are no texts".into()),
        templates: &Templates::default(),
        reading: &reading,
    };
    render(&post, &blog).html
}

fn alike(html: &str) -> String {
    let html = html.replace(" />", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    let mut alike = String::with_capacity(html.len());
    for piece in html.split_inclusive('>') {
        let blank = piece.len() - piece.trim_start().len();
        let next = &piece[blank..];
        let between = alike.ends_with('>') && next.starts_with('<') && !next.starts_with("<span");
        alike.push_str(if between && piece[..blank].contains('\n') { next } else { piece });
    }
    alike.trim().to_owned()
}

fn explained(expected: &str, ours: &str, reasons: &[Reason]) -> bool {
    let (mut expected, mut ours) = (expected.to_owned(), ours.to_owned());
    for reason in reasons {
        take_away(*reason, &mut expected, &mut ours);
    }
    expected == ours
}

/// Whether one of the reasons could go.
fn has_idle(expected: &str, ours: &str, reasons: &[Reason]) -> bool {
    (0..reasons.len())
        .any(|idle| explained(expected, ours, &[&reasons[..idle], &reasons[idle + 1..]].concat()))
}

/// Writes both as if the reason did not hold: ours without what it adds, or what is expected with it.
fn take_away(reason: Reason, expected: &mut String, ours: &mut String) {
    match reason {
        Heading => {
            let shift = u8::from(expected.contains("<h1>"));
            *expected = tags(expected, |tag| {
                let (start, level) = tag.strip_suffix('>').unwrap_or(tag).split_at(tag.len() - 2);
                match (start, level.parse::<u8>()) {
                    ("<h" | "</h", Ok(level)) => format!("{start}{}>", (level + shift).min(6)),
                    _ => tag.to_owned(),
                }
            });
            *ours = tags(ours, |tag| match tag.split_once(" id=\"") {
                Some((heading, _)) if heading.starts_with("<h") => format!("{heading}>"),
                _ => tag.to_owned(),
            });
        }
        Code => {
            *expected = expected.replace(" class=\"language-;\"", "");
            *ours = tags(ours, |tag| match tag {
                tag if tag.starts_with("<pre class=\"code\" tabindex=\"0\" role=\"group\" aria-label=") => {
                    "<pre>".to_owned()
                }
                "</span>" => String::new(),
                tag if tag.starts_with("<span class=\"hl-") => String::new(),
                tag => tag.to_owned(),
            });
        }
        Address => {
            *expected = tags(expected, |tag| match address(tag) {
                Some(address) if !address.is_empty() && !address.starts_with(['/', '#']) => {
                    match scheme(address) {
                        None => tag.replacen(&format!("\"{address}"), &format!("\"/{address}"), 1),
                        Some(_) => tag.to_owned(),
                    }
                }
                _ => tag.to_owned(),
            });
        }
        External => *ours = ours.replace(" rel=\"external noopener\"", ""),
        NoTarget => {
            let mut gone = Vec::new();
            *expected = tags(expected, |tag| {
                let is_gone = |address: &str| {
                    let known = |scheme| allowed::LINK_SCHEMES.has(scheme);
                    address.is_empty() || is_post(address) || !scheme(address).is_none_or(known)
                };
                if tag.starts_with("<a ") {
                    gone.push(address(tag).is_none_or(is_gone));
                }
                let is_link = tag.starts_with("<a ") || tag == "</a>";
                let drop = is_link && gone.last() == Some(&true);
                if tag == "</a>" {
                    gone.pop();
                }
                if drop { String::new() } else { tag.to_owned() }
            });
        }
        Picture => {
            for added in [
                " width=\"4\" height=\"3\"",
                " loading=\"lazy\"",
                " decoding=\"async\"",
                " alt=\"\"",
                " alt=\"*\"",
            ] {
                *ours = ours.replace(added, "");
            }
            *expected = expected.replace(" alt=\"\"", "");
        }
        Figure => {
            let inner = expected.strip_prefix("<p><img ").and_then(|rest| rest.strip_suffix("\"></p>"));
            if let Some((picture, title)) = inner.and_then(|inner| inner.split_once(" title=\"")) {
                *expected = format!("<figure><img {picture}><figcaption>{title}</figcaption></figure>");
            }
        }
        Sanitised => {
            *ours = ours
                .replace("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">", "")
                .replace("</table></div>", "</table>");
            (*expected, *ours) = (skeleton(expected), skeleton(ours));
        }
    }
}

/// The HTML with every tag as the function has it.
fn tags(html: &str, mut tag: impl FnMut(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let end = after.find('>').map_or(after.len(), |end| end + 1);
        out.push_str(text);
        out.push_str(&tag(&format!("<{}", &after[..end])));
        rest = &after[end..];
    }
    out + rest
}

fn address(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once("href=\"").or_else(|| tag.split_once("src=\""))?;
    Some(value.split_once('"')?.0)
}

/// Whether it names another post, of which there is none.
fn is_post(address: &str) -> bool {
    Path::new(address).extension().is_some_and(|extension| extension == "md")
}

fn scheme(address: &str) -> Option<&str> {
    allowed::scheme(address)
}

/// What a browser makes of the HTML, with only the elements that a post may hold, without links, attributes and white
/// space beside tags.
fn skeleton(html: &str) -> String {
    let kept: HashSet<&str> = allowed::names().filter(|name| *name != "a").collect();
    let dropped: HashSet<&str> = allowed::DROPPED_WITH_CONTENT.iter().collect();
    let mut cleaner = ammonia::Builder::empty();
    cleaner.tags(kept).clean_content_tags(dropped).link_rel(None);
    let clean = cleaner.clean(&cleaner.clean(html).to_string()).to_string();
    let words: Vec<&str> = clean.split_whitespace().collect();
    words.join(" ").replace("> ", ">").replace(" <", "<").replace("<b></b>", "")
}

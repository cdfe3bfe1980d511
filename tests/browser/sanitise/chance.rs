//! HTML as chance writes it, out of what is known to confuse parsers and sanitisers: names that change how the rest is
//! read, attributes that run or hide, texts that end what was never begun.

use std::fmt::Write as _;

/// HTML of names, attributes and texts that parsers stumble over, the same for the same seed.
pub(super) fn chance(seed: u64) -> String {
    let mut chance = Chance(seed);
    let mut html = String::new();
    let mut open: Vec<&str> = Vec::new();
    for _ in 0..5 + chance.below(60) {
        match chance.below(8) {
            0 => html += chance.one(TEXTS),
            1 | 2 => {
                let name = if chance.below(3) == 0 { chance.one(NAMES) } else { open.pop().unwrap_or("b") };
                let _ = write!(html, "</{name}>");
            }
            _ => {
                let name = chance.one(NAMES);
                open.push(name);
                let _ = write!(html, "<{name}");
                for _ in 0..chance.below(4) {
                    let _ = write!(html, " {}", chance.one(ATTRIBUTES));
                }
                html.push('>');
            }
        }
    }
    html
}

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const NAMES: &[&str] = &[
    "a",
    "b",
    "p",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "h2",
    "img",
    "form",
    "input",
    "button",
    "select",
    "option",
    "textarea",
    "title",
    "style",
    "script",
    "noscript",
    "template",
    "iframe",
    "svg",
    "path",
    "foreignObject",
    "desc",
    "math",
    "mi",
    "mtext",
    "mglyph",
    "malignmark",
    "annotation-xml",
    "mrow",
    "video",
    "source",
    "picture",
    "details",
    "summary",
    "x-card",
    "frameset",
    "body",
    "html",
    "head",
    "base",
    "link",
    "meta",
    "object",
    "embed",
    "animate",
    "set",
    "use",
    "xmp",
    "plaintext",
    "noembed",
    "marquee",
    "slot",
    "portal",
    "dialog",
    "caption",
    "col",
];
const ATTRIBUTES: &[&str] = &[
    "onclick=alert(1)",
    "onerror=alert(1)",
    "onload=alert(1)",
    "onfocus=alert(1) autofocus tabindex=1",
    "href=javascript:alert(1)",
    "href='java\tscript:alert(1)'",
    "href='&#1;javascript:alert(1)'",
    "href=//a.example/x",
    "href=#far",
    "href=data:text/html,x",
    "src=x",
    "src=data:image/svg+xml,x",
    "srcset='a.png 1x, javascript:x 2x'",
    "style=color:red",
    "id=quire",
    "id=localName",
    "name=localName",
    "name=firstChild",
    "name=attributes",
    "is=x-card",
    "slot=a",
    "part=a",
    "data-action=dismiss",
    "class='leaf hl-x'",
    "xlink:href=javascript:alert(1)",
    "srcdoc=<b>",
    "formaction=javascript:alert(1)",
    "encoding=text/html",
    "target=_top",
    "referrerpolicy=unsafe-url",
    "ping=/x",
    "attributeName=href to=javascript:alert(1)",
    "dir=rtl",
    "headers='a b'",
    "width=1",
    "title='</style><img src=x>'",
];
const TEXTS: &[&str] = &[
    "words",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "</p>",
    "</table>",
    "</svg>",
    "</math>",
    "</style>",
    "</title>",
    "\u{0}",
    "<?x",
    "</",
    "<",
    "&colon;",
    "\u{2028}",
];

// What helps with reading a post, as far as the blog's author shows it: the table of contents follows, headings can be
// linked to, code is copied, footnotes show in place, pictures open large, films play, the post is shared. All of it
// listens on the root, so that pages of the app are served like static ones, and what it adds to a page it adds when the
// reader comes near: until then a page is what was pressed.

const root = document.getElementById("quire");
const words = JSON.parse(root.dataset.words);
const shown = root.dataset.reading.split(" ").filter((aid) => aid !== "copy" || navigator.clipboard);
const make = (name, properties) => Object.assign(document.createElement(name), properties);
const touches = matchMedia("(pointer: coarse)");
const BODY = ".post > .body", PICTURE = ".post > :is(.body, .cover) img";

// What is added to a part of a post, by the words of `data-reading`.
const aids = {
  anchors: {
    to: `${BODY} :is(h1, h2, h3, h4, h5, h6)[id]`,
    add(heading) {
      const link = make("a", { className: "anchor", ariaLabel: words.link, textContent: "#" });
      link.href = `#${heading.id}`;
      heading.append(link);
    },
  },
  copy: {
    to: `${BODY} .code`,
    add(code) {
      // Of no height, so that it stays at its edge while long lines are scrolled.
      const place = make("span", { className: "copy" });
      place.append(make("button", { type: "button", textContent: words.copy }));
      code.prepend(place);
    },
  },
  zoom: {
    to: PICTURE,
    add(picture) {
      if (!large(picture)) return false;
      Object.assign(picture, { tabIndex: 0, role: "button", ariaHasPopup: "dialog" });
      if (!picture.alt) picture.ariaLabel = words.picture;
    },
  },
  share: {
    to: ".post [data-action=share]",
    add(button) {
      if (sends) button.textContent = words.share;
    },
  },
};

const done = new WeakSet();
function help(aid, part) {
  if (part && !done.has(part) && aid.add(part) !== false) done.add(part);
}
const wanted = shown.map((name) => aids[name]).filter(Boolean);
function helpAll() {
  for (const aid of wanted) for (const part of root.querySelectorAll(aid.to)) help(aid, part);
}

root.addEventListener("pointerover", ({ target }) => wanted.forEach((aid) => help(aid, target.closest(aid.to))));
addEventListener("keydown", (event) => {
  if (event.key === "Tab") helpAll();
  if ((event.key === "Enter" || event.key === " ") && event.target.matches?.("img[role=button]")) {
    event.preventDefault();
    zoom(event.target);
  }
});
// Under a finger nothing hovers, so everything is there from the beginning; its room is kept by the stylesheet.
function arrive() {
  if (touches.matches) helpAll();
  follow();
}
new MutationObserver(arrive).observe(root, { childList: true });
root.addEventListener("load", arrive, true);

// Copies a text, and says so to eyes at the control and to ears in the status line.
async function copy(text, control, source) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The browser does not let us: the reader needs one key.
    return source && getSelection().selectAllChildren(source);
  }
  root.querySelector(".announcer").textContent = words.copied;
  control.dataset.was ??= control.textContent;
  control.textContent = control.ariaLabel ? "✓" : words.copied;
  setTimeout(() => (control.textContent = control.dataset.was), 2000);
}

// Devices whose own sheet for sharing is what their readers know.
const sends = navigator.share && touches.matches;
function share(button) {
  const url = document.querySelector("link[rel=canonical]")?.href || location.href.replace(/#.*/, "");
  if (sends) navigator.share({ title: document.title, url }).catch(() => {});
  else copy(url, button);
}

// The section that is read is the last that begins in the upper quarter of the window.
let line;
function follow() {
  line = 0;
  const links = shown.includes("contents") ? [...root.querySelectorAll(".toc a")] : [];
  const page = document.documentElement, ends = scrollY + innerHeight >= page.scrollHeight - 2;
  const begun = (link) => document.getElementById(link.getAttribute("href").slice(1))?.getBoundingClientRect().top;
  const read = scrollY > 0 ? links.findLast((link) => ends || begun(link) < innerHeight / 4) : undefined;
  const last = links.find((link) => link.ariaCurrent);
  if (read === last) return;
  last?.removeAttribute("aria-current");
  if (!read) return;
  read.ariaCurrent = "true";
  const toc = read.closest(".toc");
  if (toc.scrollHeight > toc.clientHeight) toc.scrollTop = read.offsetTop - toc.clientHeight / 2;
}
addEventListener("scroll", () => (line ||= requestAnimationFrame(follow)), { passive: true });

// A footnote beside its reference. It goes when the reader clicks elsewhere, goes on by keyboard, or presses Escape.
function footnote(link) {
  const text = document.getElementById(link.hash.slice(1));
  if (!text) return;
  const box = make("div", { className: "footnote-box", popover: "auto", tabIndex: -1, role: "note" });
  box.ariaLabel = words.footnote.replace("{}", link.textContent);
  box.append(...[...text.childNodes].map((node) => node.cloneNode(true)));
  for (const back of box.querySelectorAll(".footnote-back")) back.remove();
  for (const named of box.querySelectorAll("[id]")) named.removeAttribute("id");
  let held;
  box.addEventListener("beforetoggle", () => (held = box.contains(document.activeElement)));
  box.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    box.remove();
    if (held) link.focus({ preventScroll: true });
  });
  box.addEventListener("focusout", ({ relatedTarget: next }) => next && !box.contains(next) && box.hidePopover());
  link.parentElement.after(box);
  box.showPopover({ source: link });
  const at = link.getBoundingClientRect(), edge = 16, gap = 6;
  const room = document.documentElement.clientWidth - box.offsetWidth - edge;
  const above = at.bottom + gap + box.offsetHeight > innerHeight && at.top > box.offsetHeight + gap;
  box.style.left = `${scrollX + Math.max(edge, Math.min(at.left, room))}px`;
  box.style.top = `${scrollY + (above ? at.top - gap - box.offsetHeight : at.bottom + gap)}px`;
  box.focus({ preventScroll: true });
}
// A second click on a reference is to close its note, which the browser has done when the click comes.
let closed;
addEventListener("pointerdown", () => (closed = root.querySelector(".footnote-box")?.previousElementSibling), true);

// The largest file of a picture that is larger than it is shown.
function large(picture) {
  if (picture.closest("a")) return;
  const sizes = picture.srcset.split(/,\s+/).map((one) => one.trim().split(/\s+(?=\d+w$)/)).filter(([, size]) => size);
  sizes.sort(([, one], [, other]) => parseInt(other) - parseInt(one));
  const [url, width] = sizes[0] ?? [picture.currentSrc, picture.naturalWidth];
  return parseInt(width) > 1.1 * picture.clientWidth && url;
}

function zoom(picture) {
  const dialog = make("dialog", { className: "zoom", ariaLabel: picture.alt || words.picture });
  const close = make("button", { type: "button", ariaLabel: words.close, textContent: "×" });
  dialog.append(make("img", { alt: picture.alt, src: large(picture) }), close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  root.querySelector(".leaf").append(dialog);
  dialog.showModal();
}

// A film plays in its place where the author lets its player in; else the link leads to the film.
const PLAYERS = {
  "www.youtube.com": ["https://www.youtube-nocookie.com/embed/", "https://www.youtube.com/embed/"],
  "vimeo.com": ["https://player.vimeo.com/video/"],
};
function player({ host, pathname, search }) {
  const film = new URLSearchParams(search).get("v") ?? pathname.slice(1);
  const place = PLAYERS[host]?.find((one) => root.dataset.frames.split(" ").includes(new URL(one).origin));
  return place && `${place}${encodeURIComponent(film)}?autoplay=1`;
}
function play(link, src) {
  const frame = make("iframe", { title: link.textContent, allow: "autoplay; fullscreen; picture-in-picture" });
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = src;
  link.replaceWith(frame);
  frame.focus();
}

root.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const at = (aid, selector) => shown.includes(aid) && event.target.closest(selector);
  const anchor = at("anchors", ".anchor"), button = at("copy", ".copy button"), way = at("share", aids.share.to);
  if (anchor && navigator.clipboard) copy(anchor.href, anchor);
  if (button) {
    const [place, ...code] = button.closest(".code").childNodes;
    copy(code.map((node) => node.textContent).join("").replace(/\n$/, ""), button, place.parentElement);
  }
  if (way) share(way);
  const reference = at("footnotes", `${BODY} .footnote-ref a`);
  if (reference?.showPopover) {
    event.preventDefault();
    if (!event.detail || closed !== reference.parentElement) footnote(reference);
  }
  const film = at("films", ".film a"), address = film && player(film);
  if (address) {
    event.preventDefault();
    play(film, address);
  }
  const picture = at("zoom", PICTURE);
  if (picture && large(picture)) zoom(picture);
});

if (sends || navigator.clipboard) root.dataset.shares = "";
arrive();

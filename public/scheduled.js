// Posts that were written before their time: when it has come they are shown where they belong, and never before. Until
// then the page at their address says when they will appear.

const root = document.getElementById("quire");
// This file lies in the root of the site, wherever the reader has gone since.
const base = new URL("./", import.meta.url);
const answer = await fetch(new URL("scheduled.json", base), { cache: "no-cache" });
// The clock of the server counts, as a reader's may be wrong.
const sent = Date.parse(answer.headers.get("date")) + 1000 * answer.headers.get("age");
const began = (sent || Date.now()) - performance.now();
const isDue = ({ from }) => Date.parse(from) <= began + performance.now();
// Hosts may write the address of a page with its ending or without.
const bare = (url) => new URL(url, base).pathname.replace(/(index)?\.html?$/, "").replace(/\/$/, "");
const { posts } = await answer.json();
const addresses = posts.map(({ url }) => bare(url));

// What is looked at once is not looked at again.
const seen = new WeakSet();
async function look() {
  const leaf = root.querySelector(".leaf"), here = bare(location);
  if (!leaf || seen.has(leaf)) return;
  seen.add(leaf);
  for (const post of posts) {
    const due = isDue(post);
    if (bare(post.url) === here) await put(leaf, post, due);
    else if (due) for (const list of post.lists) if (bare(list.url) === here) insert(leaf, post, list);
  }
}

// The post, or the page that says when it appears, in the place of what is there: the app does not know of either.
async function put(leaf, post, due) {
  const isAhead = leaf.querySelector(".ahead"), isThere = !isAhead && !leaf.querySelector(".missing");
  if (isThere || isAhead && !due) return;
  const answer = await fetch(new URL(due ? post.page : post.url, base));
  const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const old = leaf.querySelector("main"), main = page && page.querySelector("main");
  // The reader may be elsewhere by now.
  if (!main || !leaf.isConnected) return;
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(document.adoptNode(main));
  if (hadFocus) main.querySelector("h1")?.focus({ preventScroll: true });
  document.title = root.querySelector(".announcer").textContent = page.title;
  const { documentElement: html } = document;
  html.lang = page.documentElement.lang;
  html.dir = page.documentElement.dir;
  for (const selector of ["meta[name=description]", "meta[name=robots]", "link[rel=canonical]"]) {
    document.head.querySelector(selector)?.remove();
    const tag = page.head.querySelector(selector);
    if (tag) document.head.append(document.adoptNode(tag));
  }
}

function insert(leaf, post, { part, before, as }) {
  const list = leaf.querySelectorAll("main :is(.list, .archive)")[part];
  // The page may have been built since.
  if (!list || [...list.querySelectorAll("a")].some(({ href }) => bare(href) === bare(post.url))) return;
  const template = document.createElement("template");
  template.innerHTML = post[as];
  const item = template.content.firstElementChild;
  for (const link of item.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), base);
  const items = list.querySelectorAll(".card, .month");
  const name = (month) => month?.querySelector("h2").textContent;
  if (as === "month" && name(items[0]) === name(item)) items[0].querySelector("ul").prepend(...item.querySelectorAll("li"));
  else if (items[before]) items[before].before(item);
  else if (items.length) items[items.length - 1].after(item);
  else (list.querySelector(".cards") ?? list).append(item);
}

// The app would look for the post where it is not; the page at its address is loaded as any other.
root.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href]");
  if (link?.origin === base.origin && addresses.includes(bare(link.href))) link.target ||= "_self";
}, true);

new MutationObserver(() => look().catch(() => {})).observe(root, { childList: true });
look().catch(() => {});

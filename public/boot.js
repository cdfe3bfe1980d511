// The first script of every page: it brings the app when the reader is about to need it, and does the small things
// that need no app. It is the same file for every page and every blog, so it is downloaded once.

const root = document.getElementById("quire");
// Resolved now: later the address may be another page's.
const [base, script, wasm] = ["root", "script", "wasm"].map((name) => root.dataset[name] && new URL(root.dataset[name], document.baseURI));
for (const link of document.querySelectorAll("link[rel=icon], link[rel=alternate]")) link.href = link.href;
const address = () => location.pathname + location.search;
const loadedAt = address();
let app;

// Brings the app, once. When it does not come the page stays what it is: a page with links.
function load() {
  if (!script) return;
  app ??= import(script).then(async (module) => {
    await module.default({ module_or_path: wasm });
    module.begin();
    root.quire = module;
  }).catch((error) => {
    root.dataset.app = "missing";
    // Where it was to answer, what is said without scripts is true.
    const said = root.querySelector(".search noscript");
    if (said) said.outerHTML = said.textContent;
    console.warn("Quire's app did not load; links work as ordinary links.", error);
    return renew();
  }).catch(() => {});
}

// The app is gone because the site has been built anew, and this page is an older one that some cache has kept: it is loaded
// anew, once for each build, before the reader has done anything.
async function renew() {
  const site = await (await fetch(new URL("site.json", base), { cache: "no-cache" })).json();
  const build = site._quire.build, key = `quire:${base.pathname}:renewed`;
  if (build === root.dataset.build || sessionStorage.getItem(key) === build || navigator.userActivation?.hasBeenActive) return;
  sessionStorage.setItem(key, build);
  console.info("This page was of an older build, and is loaded anew.");
  location.reload();
}

for (const need of ["pointerover", "touchstart"]) {
  root.addEventListener(need, (event) => event.target.closest("a, button, input") && load(), { passive: true });
}
for (const need of ["focusin", "keydown"]) addEventListener(need, load);

// What a search page shows without a question is no answer to one.
if (document.querySelector(".search") && location.search) {
  document.querySelector(".unasked")?.remove();
  load();
}
if (!navigator.connection?.saveData) {
  const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 1000));
  const bring = () => {
    load();
    search().catch(() => {});
  };
  // What the reader came for is there, and painted, where the browser tells.
  const tells = window.PerformanceObserver?.supportedEntryTypes?.includes("paint");
  const painted = tells && new Promise((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }));
  const loaded = document.readyState === "complete" || new Promise((done) => addEventListener("load", done, { once: true }));
  Promise.all([loaded, painted]).then(() => idle(bring, { timeout: 4000 }));
}

// A blog that is kept on the reader's device brings what that takes.
if (root.dataset.offline) import("./offline.js").catch(() => {});

// So does one whose posts may appear without a build.
if ("scheduled" in root.dataset) import("./scheduled.js").catch(() => {});

// And one that helps with reading.
if ("reading" in root.dataset) import("./reading.js").catch(() => {});

// After a reload the history still holds entries that the app made; until it is there again, only a load can show them.
addEventListener("popstate", () => {
  if (root.dataset.app !== "ready" && address() !== loadedAt) location.reload();
});

const actions = {
  theme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const theme = (document.documentElement.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem(`quire:${base?.pathname ?? location.pathname}:theme`, theme); } catch { /* It lasts for this page. */ }
  },
  dismiss(button) {
    button.closest(".notice").remove();
    // The focus has gone with it, unless it was led back.
    if (document.activeElement === document.body) root.querySelector("h1")?.focus({ preventScroll: true });
  },
  reload() { location.reload(); },
};

root.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) actions[button.dataset.action]?.(button);
});

// What only a search needs is a script of its own. Without it the shortcut leads to the search page.
let searching;
const search = () => searching ??= import("./search.js").catch((error) => {
  searching = undefined;
  throw error;
});

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  const writes = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (control ? event.key.toLowerCase() !== "k" || event.shiftKey : event.key !== "/" || writes) return;
  const link = root.querySelector("[data-search]");
  if (!link) return;
  event.preventDefault();
  load();
  search().then(({ open }) => open(link), () => location.assign(link.href));
});
// A page where nothing is asks for the words of its address.
if (document.querySelector(".missing")) search().catch(() => {});
root.addEventListener("focusin", (event) => event.target.closest(".months") && search().catch(() => {}));
// What has failed is looked into for the owner of the blog, if the script that does so can still come.
root.addEventListener("quire-error", ({ detail }) => import("./trouble.js").then(({ tell }) => tell(root, detail)).catch(() => {}));
root.addEventListener("quire-found", ({ detail }) => search().then(({ mark }) => mark(detail), () => {}));

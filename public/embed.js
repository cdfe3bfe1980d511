// A blog in somebody else's page:
//
//   <script type="module" src="https://blog.example/embed.js"></script>
//   <quire-blog src="https://blog.example/bundle.json" view="latest" limit="5"><a href="https://blog.example/">The blog</a></quire-blog>
//
// What stands in the element is shown until there is something better, and again when something fails. Nothing is brought
// before the element is nearly in view. The page's own links, history, title, scroll and keys stay as they are.

const [script, wasm, style, trouble] = ["__SCRIPT__", "__WASM__", "__STYLE__", "__TROUBLE__"].map((name) => new URL(name, import.meta.url).href);
const ATTRIBUTES = ["src", "view", "limit", "routing", "links", "theme"];
const PARTS = "masthead card title summary post body search-box results pager notice footer".split(" ");
const TERMS = { tag: "tags", series: "series", category: "categories", author: "authors" };
let engine, sheet, broken = 0;

// A module that has broken is of no use any more, and of one that did not come Firefox remembers that; another address brings
// a new one.
const start = () => engine ??= import(broken ? `${script}?${broken}` : script).catch((error) => {
  broken += 1;
  throw error;
}).then(async (module) => {
  await module.default({ module_or_path: wasm });
  return module;
});
const dressed = () => sheet ??= fetch(style).then(async (answer) => {
  if (!answer.ok) throw new Error(`${answer.status} ${style}`);
  return new CSSStyleSheet().replace(await answer.text());
});
const element = (name, facts = {}) => Object.assign(document.createElement(name), facts);

class Mistake extends Error {}

// What an element asks for, as the app is told it; how much is read and drawn of it at most is said to the app's own element.
function asked(host, own) {
  const say = (name) => (host.getAttribute(name) ?? "").trim();
  const wrong = (name, use) => new Mistake(`${name}="${say(name)}" should be ${use}`);
  if (!say("src")) throw wrong("src", "the address of a bundle.json or of a JSON Feed");
  const url = URL.canParse(say("src"), document.baseURI) && new URL(say("src"), document.baseURI);
  if (!/^https?:$/.test(url.protocol)) throw wrong("src", "a web address");
  url.hash = "";
  const root = new URL(".", url).href, view = say("view") || "blog", [, kind, name] = /^(\w+):(.+)$/.exec(view) ?? [];
  const at = { blog: "", latest: "", search: "search/", archive: "archive/" }[view]
    ?? (kind === "post" ? name.replace(/^\//, "") : TERMS[kind] && `${TERMS[kind]}/${encodeURIComponent(name)}/`);
  if (at === undefined) throw wrong("view", "blog, latest, search, archive, tag:x, series:x, category:x, author:x or post:/path/");
  const limit = say("limit") || (view === "latest" ? "5" : "");
  if (!/^\d*$/.test(limit)) throw wrong("limit", "a whole number");
  const routing = say("routing") || "memory";
  if (!/^(memory|hash)$/.test(routing)) throw wrong("routing", "memory or hash");
  for (const { name } of host.attributes) {
    if (!name.startsWith("most-")) continue;
    if (!/^\d+$/.test(say(name))) throw wrong(name, "a whole number");
    own.setAttribute(`data-${name}`, say(name));
  }
  return { root, feed: url.href.slice(root.length), at, routing, ...(view !== "blog" && { bare: "" }), ...(limit && { limit }) };
}

class QuireBlog extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #shadow = this.attachShadow({ mode: "open" });
  #fallback = element("slot");
  #root;
  #module;
  #seen;
  #turn = 0;
  #isAsked;

  constructor() {
    super();
    this.#shadow.append(this.#fallback);
    // By links="site" the blog's own page is where its links lead.
    this.#shadow.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.dataset.filter || this.getAttribute("links") !== "site") return;
      event.stopPropagation();
      if (!this.#tell("quire-navigate", { url: link.href })) event.preventDefault();
    }, true);
    this.#shadow.addEventListener("click", ({ target }) => {
      const action = target.closest("[data-action]")?.dataset.action;
      if (action === "dismiss") target.closest(".notice").remove();
      if (action === "reload") this.#again();
    });
  }

  connectedCallback() {
    // An element that is moved is taken out and put back: it goes on.
    if (this.#root || this.#seen) return;
    if (this.getAttribute("loading") === "eager") return this.#begin();
    this.#seen = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.#begin(), { rootMargin: "400px" });
    this.#seen.observe(this);
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#root) return;
    if (name === "theme") return this.#dress();
    // Several may change at once.
    const turn = ++this.#turn;
    queueMicrotask(() => turn === this.#turn && this.isConnected && this.#begin());
  }

  // Brings the blog anew, after a failure.
  reload() {
    this.#begin();
  }

  // The button that a reader has pressed is gone: what comes of it gets the focus, unless they have gone elsewhere.
  #again() {
    this.#isAsked = true;
    this.#begin();
  }

  #goOn(to) {
    if (this.#isAsked && document.activeElement === document.body) to?.focus();
    this.#isAsked = false;
  }

  #end() {
    this.#seen?.disconnect();
    this.#seen = undefined;
    ++this.#turn;
    if (!this.#root) return;
    try { this.#module?.unmount(this.#root); } catch { /* It has broken. */ }
    this.#root.remove();
    this.#root = this.#module = undefined;
    this.#fallback.hidden = false;
  }

  #dress() {
    this.#root.setAttribute("theme", this.getAttribute("theme") ?? "auto");
  }

  async #begin() {
    this.#end();
    const turn = ++this.#turn;
    const root = this.#root = element("div", { className: "quire" });
    const way = element("p", { className: "way", hidden: true });
    root.append(way, element("div", { className: "leaf" }), element("p", { className: "announcer" }));
    root.lastChild.setAttribute("role", "status");
    root.addEventListener("quire-ready", ({ detail }) => {
      this.#fallback.hidden = true;
      this.dataset.state = "ready";
      this.#goOn(root.querySelector("h1"));
      // Where nothing stands around the content, this is the way back.
      if (!way.hasChildNodes()) way.append(element("a", { href: new URL(root.dataset.at, root.dataset.root), textContent: `← ${detail.title}` }));
      way.hidden = !("bare" in root.dataset) || detail.path === root.dataset.at;
    });
    root.addEventListener("quire-error", ({ detail }) => {
      if (detail.code === "broken") return this.#broken();
      if (this.dataset.state !== "ready") this.dataset.state = "failed";
      this.#goOn(root.querySelector(".notice :is(a, button)"));
      // Why, and what to do, for the owner of the page.
      import(trouble).then(({ tell }) => tell(root, detail)).catch(() => {});
    });
    this.dataset.state = "loading";
    this.#dress();
    this.#shadow.prepend(root);
    try {
      Object.assign(root.dataset, asked(this, root));
      if (typeof WebAssembly === "undefined") throw new EvalError("there is no WebAssembly");
      const [module, style] = await Promise.all([start(), dressed()]);
      if (turn !== this.#turn) return;
      this.#shadow.adoptedStyleSheets = [style];
      new MutationObserver(() => {
        for (const name of PARTS) for (const one of root.querySelectorAll(`.${name}`)) one.part = name;
      }).observe(root, { childList: true, subtree: true });
      this.#module = module;
      module.mount(root);
    } catch (error) {
      if (turn === this.#turn) this.#failed(error);
    }
  }

  #failed(error) {
    // What it says looks as the blog does, if that still comes.
    dressed().then((style) => { this.#shadow.adoptedStyleSheets = [style]; }).catch(() => { sheet = undefined; });
    const isMistake = error instanceof Mistake, isForbidden = ["CompileError", "EvalError"].includes(error.name);
    // It is asked for again by a reader who tries again.
    if (!isMistake) engine = sheet = undefined;
    const code = isMistake ? "attribute" : isForbidden ? "no-wasm" : "no-app";
    const message = {
      attribute: `<quire-blog> does not know what to show: ${error.message}.`,
      "no-wasm": "This reader needs WebAssembly, which this browser or this page does not allow.",
      "no-app": `The reader did not load from ${new URL(script).host}.`,
    }[code];
    console.warn(message, error, isForbidden ? "A page's Content-Security-Policy must have 'wasm-unsafe-eval' in its script-src." : "");
    this.#say(code, message, isMistake ? undefined : "Try again");
    this.dataset.state = "failed";
    this.#tell("quire-error", { code, message });
  }

  // The module has stopped for good; the next one starts anew.
  #broken() {
    this.dataset.state = "broken";
    const module = this.#module, root = this.#root;
    // It hears nothing more of this page, if it can still be told that.
    queueMicrotask(() => { try { module.unmount(root); } catch { /* It has broken. */ } });
    engine = undefined;
    broken += 1;
    root.replaceWith(this.#root = element("div", { className: "quire" }));
    this.#dress();
    this.#fallback.hidden = false;
    this.#say("broken", "The reader has stopped.", "Start it again");
  }

  #say(code, message, again) {
    const notice = element("div", { className: "notice" });
    notice.part = "notice";
    notice.dataset.code = code;
    notice.setAttribute("role", "status");
    this.#root.append(notice);
    notice.append(element("p", { textContent: message }));
    if (again) notice.append(element("button", { type: "button", textContent: again, onclick: (event) => { event.stopPropagation(); this.#again(); } }));
    this.#goOn(notice.querySelector("button"));
  }

  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, composed: true, detail }));
  }
}

if (customElements.get("quire-blog")) console.warn(`<quire-blog> is there already; ${import.meta.url} is not needed twice.`);
else {
  customElements.define("quire-blog", QuireBlog);
  // A frame that holds the blog says how high it is.
  addEventListener("message", ({ source, origin, data }) => {
    if (!Number.isFinite(data?.quireHeight)) return;
    for (const frame of document.querySelectorAll("iframe[data-quire]")) {
      if (frame.contentWindow === source && new URL(frame.src).origin === origin) frame.style.height = `${Math.ceil(data.quireHeight)}px`;
    }
  });
}

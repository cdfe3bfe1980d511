// A script's way into a blog that Quire has pressed, or into any JSON Feed. Its name is stable, and it brings the very
// engine that readers use:
//
//   import { open } from "https://blog.example/quire.js";
//   const blog = await open("https://blog.example/bundle.json");
//   const { total, hits } = await blog.search("half a wor", { limit: 5, tags: ["ink"] });
//
// What goes wrong is an error with a `code`, one of those that the handbook lists.
//
// Nothing is drawn, and nothing is fetched before `open`. `quire.d.ts` says what everything is.

const [script, wasm, trouble] = ["__SCRIPT__", "__WASM__", "__TROUBLE__"].map((name) => new URL(name, import.meta.url));
let app;

// On a page of the blog this is the module that is there already.
async function engine() {
  app ??= import(script).then(async (module) => {
    await module.default({ module_or_path: wasm });
    return module;
  });
  try {
    return await app;
  } catch (error) {
    app = undefined;
    const forbidden = typeof WebAssembly !== "object" || /unsafe-eval|CSP|Content.?Security/.test(error.message);
    const code = forbidden ? "no-wasm" : "no-app";
    throw failure(code, `Quire's engine did not load from ${wasm}: ${error.message}`, error);
  }
}

const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

// The engine answers in records of five fields; what went wrong is one of two.
async function ask(number, text, limit = 0) {
  const answer = await (await engine()).script(number, text, limit);
  const records = answer.split("\x1e").map((record) => record.split("\x1f"));
  if (records[0].length === 2) throw failure(...records[0]);
  return records;
}

export async function open(bundleUrl, { mostBytes = 0 } = {}) {
  const url = new URL(bundleUrl, globalThis.document?.baseURI ?? location.href);
  url.hash = "";
  const root = new URL(".", url).href, name = url.href.slice(root.length);
  let number, isFeed = name !== "bundle.json";
  if (!isFeed) {
    // The facts of a pressed site lie beside its bundle; without them the bundle is a feed like any other.
    try { number = await ask(undefined, root, mostBytes); } catch { isFeed = true; }
  }
  try {
    if (isFeed) number = await ask(undefined, `${root}\n${name}`, mostBytes);
  } catch (error) {
    // Why there is no answer, as far as it can be found out.
    if (error.code === "network") error.code = await import(trouble).then(({ cause }) => cause(url.href)).then(({ code }) => code, () => "network");
    throw error;
  }
  return new Blog(Number(number), root, isFeed && url);
}

class Blog {
  #number;
  #root;
  #feed;

  constructor(number, root, feed) {
    [this.#number, this.#root, this.#feed] = [number, root, feed];
  }

  async search(text, { limit = 10, tags = [], author = [], after, before } = {}) {
    const day = (date) => (date instanceof Date ? date.toISOString().slice(0, 10) : date);
    const dates = [after && `after:${day(after)}`, before && `before:${day(before)}`].filter(Boolean);
    const query = new URLSearchParams({ q: [...dates, text].join(" ") });
    for (const tag of [tags].flat()) query.append("tag", tag);
    for (const name of [author].flat()) query.append("author", name);
    const [[, total, settled, microseconds], ...records] = await ask(this.#number, `search/?${query}`, limit);
    const facets = { tags: [], categories: [], series: [], authors: [], languages: [], years: [], months: [] };
    const answer = { total: Number(total), settled: Boolean(settled), ms: microseconds / 1000, hits: [], facets };
    const paths = [];
    for (const [kind, first, second, third, fourth] of records) {
      if (kind === "hit") {
        paths.push(first);
        answer.hits.push({ url: new URL(second, this.#root).href, title: third, score: Number(fourth), excerpt: "" });
      } else if (kind === "excerpt") {
        const hit = answer.hits[paths.indexOf(first)];
        hit.excerpt = second;
        // An item of a feed has an address of its own.
        if (third) hit.url = third;
      } else if (kind === "months") {
        facets.months.push({ year: Number(first), month: Number(second), count: Number(third) });
      } else if (kind) {
        facets[kind].push({ slug: first, label: second, count: Number(third), chosen: Boolean(fourth) });
      }
    }
    return answer;
  }

  async page(path) {
    if (this.#feed) {
      const { items = [] } = await json(this.#feed);
      const item = items.find((item) => item && [item.url, item.id].includes(path));
      return item ? { format: 1, kind: "post", item } : { format: 1, kind: "missing" };
    }
    const url = new URL(path, this.#root);
    const stem = url.pathname.replace(/(index)?\.html?$/, "");
    const folder = stem === url.pathname || stem.endsWith("/");
    return json(new URL(folder ? `${stem.replace(/\/?$/, "/")}index.json` : `${stem}.json`, url));
  }
}

async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw failure("status", `the server answered ${response.status} for ${url}`);
  return response.json();
}

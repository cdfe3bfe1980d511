// The service worker of a blog that is kept on its readers' devices. Pages and data come from the network first, and from
// the device when that does not answer; a file whose name holds its hash never changes, and is kept. Nothing is forced: a
// new worker waits until the pages of the old one are closed, and pages are new without it.

const { app, pages, index } = __KEPT__;
const scope = new URL("./", location);
// Two blogs on one origin do not meet.
const FILES = `quire:${scope.pathname}:files`, PAGES = `quire:${scope.pathname}:pages`;
// How long the network may take where the device has an answer, in milliseconds.
const PATIENCE = 3000;
// What is kept of what readers visit: so many files, none larger than this, in bytes.
const MOST = 400, LARGEST = 2e6;
const lasts = (path) => /(-[0-9a-f]{16}\.\w+|\/search\/[0-9a-f]{10}\.bin)$/.test(path);
// The reader wants nothing kept any more; this worker ends with its pages.
let forgotten = false;
const offline = new URL("offline.html", scope).href;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(sweep()));
addEventListener("message", (event) => {
  const { data, ports } = event;
  const work = { index: bringIndex, forget: () => forget(ports[0]) }[data] ?? (() => visited(data.split(/[?#]/)[0]));
  event.waitUntil(work().catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (forgotten || request.method !== "GET" || request.headers.has("range")) return;
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  event.respondWith(lasts(pathname) ? lasting(request) : fresh(event));
});

async function install() {
  const files = await open(FILES), here = await open(PAGES);
  await Promise.all(app.map(async (name) => await files.match(name) ?? files.add(name)));
  await here.addAll(pages.map((name) => new Request(name, { cache: "no-cache" })));
}

// Files of builds that are gone; what readers visited stays.
async function sweep() {
  const files = await open(FILES);
  const kept = new Set([...app, ...index].map((name) => new URL(name, scope).href));
  for (const { url } of await files.keys()) if (!kept.has(url)) await files.delete(url);
  // What the pages ask for that brought the worker is kept too.
  await clients.claim();
}

// A page that the reader has come to, however that was drawn: it is kept as a page, and as what the app asks for.
async function visited(url) {
  if (forgotten || !url.startsWith(scope.href)) return;
  for (const one of pages.includes("bundle.json") ? [url] : [url, new URL("index.json", url).href]) {
    if (!await match(PAGES, one)) await fetch(one).then((answer) => remember(one, "", answer), () => {});
  }
}

// A cache that has gone is not opened anew: whoever was about to keep something in it ends here.
async function open(name) {
  if (forgotten) throw new Error(`${name} is forgotten`);
  return caches.open(name);
}

// What this worker has begun to open is open before it deletes, so that nothing comes after. A page could not know.
async function forget(port) {
  forgotten = true;
  for (const name of [FILES, PAGES]) await caches.delete(name);
  port?.postMessage("forgotten");
}

// One after the other, as nobody waits for them.
async function bringIndex() {
  const files = await open(FILES);
  for (const name of index) {
    if (forgotten) return;
    if (!await files.match(name)) await files.add(name).catch(() => {});
  }
}

async function lasting(request) {
  const kept = request.cache === "reload" ? undefined : await match(FILES, request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(FILES, request.url, answer.clone());
  return answer;
}

async function fresh(event) {
  const { request } = event;
  let failed;
  const answer = fetch(request).catch((error) => { failed = error; });
  event.waitUntil(answer.then((answer) => answer && remember(request.url, request.destination, answer.clone())));
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const soon = await Promise.race([answer, late]);
  if (soon) return soon;
  const kept = await match(PAGES, request);
  if (kept) {
    tell("offline");
    return kept;
  }
  const last = await answer;
  if (last) return last;
  tell("offline");
  if (request.mode === "navigate") return Response.redirect(`${offline}?at=${encodeURIComponent(request.url)}`);
  throw failed;
}

// The address of a search is that of one page.
const match = async (name, request) => {
  try { return await caches.match(request, { cacheName: name, ignoreSearch: true, ignoreVary: true }); } catch { /* It is not kept. */ }
};

// Storage may be full, or forbidden: then nothing is kept, and the answer is the network's.
async function keep(name, url, answer) {
  try { await (await open(name)).put(url.split("?")[0], answer); } catch { /* It is not kept. */ }
}

async function remember(url, destination, answer) {
  if (forgotten) return;
  const { ok, redirected, headers } = answer;
  if (answer.status === 404) return (await open(PAGES)).delete(url, { ignoreSearch: true });
  if (!ok || redirected || ["audio", "video"].includes(destination) || headers.get("content-length") > LARGEST) return;
  await keep(PAGES, url, answer);
  const here = await open(PAGES), keys = await here.keys();
  // What was visited first goes first, but for what every reader needs.
  const spare = keys.filter(({ url }) => !pages.some((name) => new URL(name, scope).href === url));
  for (const key of spare.slice(0, Math.max(0, keys.length - MOST))) await here.delete(key);
}

async function tell(what) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(what);
}

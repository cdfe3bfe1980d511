// A blog that is kept on the reader's device: it starts the worker, says when the reader is offline and when there is a
// newer version, and fills the page that stands for those that are not here.

const root = document.getElementById("quire");
// This file lies in the root of the site, wherever the reader has gone since.
const base = new URL("./", import.meta.url), prefix = `quire:${base.pathname}:`;
const words = JSON.parse(root.dataset.offline);
const { serviceWorker } = navigator;

function say(text, link, href) {
  root.querySelector(":scope > .notice")?.remove();
  const notice = document.createElement("div"), message = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  // It is in the document before its text is, or it is not heard.
  root.append(notice);
  notice.append(message);
  message.textContent = text;
  const way = document.createElement("a"), button = document.createElement("button");
  Object.assign(way, { textContent: link, href, target: "_self" });
  Object.assign(button, { textContent: words.dismiss, type: "button" });
  button.dataset.action = "dismiss";
  notice.append(way, button);
}

const list = root.querySelector(".here");
let said = false;
function offline() {
  if (said || list) return;
  said = true;
  say(words.offline, words.posts, new URL("offline.html", base).href);
  cover();
}

// What search covers: it finds more than can be opened now.
function cover() {
  root.querySelector("main .covers")?.remove();
  const results = root.querySelector("main .results");
  if (!said || !results) return;
  const line = document.createElement("p");
  Object.assign(line, { className: "hint covers", textContent: words.search });
  results.before(line);
}

addEventListener("offline", offline);
addEventListener("online", () => {
  said = false;
  cover();
});
new MutationObserver(cover).observe(root, { childList: true });
if (!navigator.onLine) offline();

const start = async () => {
  serviceWorker.addEventListener("message", ({ data }) => data === "offline" && offline());
  const registration = await serviceWorker.register(new URL("sw.js", base), { scope: base.pathname, updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  if (!navigator.connection?.saveData) active.postMessage("index");
  // The page that the reader is on, and each that the app puts in its place.
  const visited = () => list || active.postMessage(location.href);
  new MutationObserver(visited).observe(root, { childList: true });
  visited();
  // What the worker has said before this page could hear it, it says again.
  // Read to its end, as the worker is busy until then, and no other could take its place.
  fetch(new URL("site.json", base), { cache: "no-cache" }).then((answer) => answer.text()).catch(offline);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", async () => {
      if (worker.state !== "installed") return;
      // The page may be the new one already.
      const site = await (await fetch(new URL("site.json", base), { cache: "no-cache" })).json();
      if (site._quire?.build !== root.dataset.build) say(words.newer, words.load, location.href);
    });
  });
};
// Where workers or storage are forbidden the blog is what it is without them.
const begin = () => serviceWorker && start().catch((error) => console.info("This blog cannot be kept on this device.", String(error)));
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });

// The app knows no such page as that for those that are not here, so the browser brings it when the reader goes back to it.
addEventListener("popstate", () => {
  if (location.pathname === new URL("offline.html", base).pathname) location.reload();
});

// The page for those that are not here: which ones are.
async function fill() {
  const at = new URL(location).searchParams.get("at");
  const again = root.querySelector(".again");
  if (at?.startsWith(base.href)) Object.assign(again, { href: at, hidden: false });
  const items = [];
  for (const request of await (await caches.open(`${prefix}pages`)).keys()) {
    const answer = await caches.match(request);
    if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector(".post")) continue;
    const item = document.createElement("li"), link = document.createElement("a");
    Object.assign(link, { href: request.url, textContent: page.querySelector("h1")?.textContent.trim() });
    item.append(link);
    items.push(item);
  }
  list.replaceChildren(...items.reverse());
  root.querySelector(".none").hidden = items.length > 0;
}

async function forget() {
  const registration = await serviceWorker?.getRegistration(base);
  // The worker may be about to keep something: it goes first. One that does not answer is not waited for long.
  await Promise.race([forgotten(registration?.active), new Promise((done) => setTimeout(done, 2000))]);
  for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  await registration?.unregister();
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  list.replaceChildren();
  root.querySelector(".none").hidden = false;
}

const forgotten = (worker) => new Promise((done) => {
  if (!worker) return done();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = done;
  worker.postMessage("forget", [port2]);
});

if (list) {
  fill().catch(() => {});
  const button = root.querySelector(".forget"), done = root.querySelector(".forgotten");
  button.addEventListener("click", () => forget().then(() => { done.textContent = done.dataset.text; }, () => {}));
}

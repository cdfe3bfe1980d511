// What the owner of a blog is told of a failure: its likely cause, and the next step, in the console. It is brought only
// when something has failed, and a page that cannot bring it has said by itself what happened.

// Why no answer came. The browser does not say, so the address is asked once more in the one way that needs nobody's leave.
export async function cause(url) {
  if (!navigator.onLine) return { code: "offline" };
  let breach;
  const heard = (event) => {
    if (event.effectiveDirective === "connect-src") breach = event;
  };
  globalThis.document?.addEventListener("securitypolicyviolation", heard);
  try {
    await fetch(url, { mode: "no-cors", cache: "no-store" });
    return { code: new URL(url).origin === origin ? "network" : "cors" };
  } catch {
    // The breach is told a moment after the refusal.
    await new Promise((done) => setTimeout(done, 100));
    return breach ? { code: "csp", directive: breach.effectiveDirective } : { code: "network" };
  } finally {
    globalThis.document?.removeEventListener("securitypolicyviolation", heard);
  }
}

// What to do, by code.
const steps = {
  offline: () => "this device says that it is offline.",
  network: (url) => `open ${url} in a tab of its own; if it does not come there either, its host is down or the address is wrong.`,
  cors: (url) => `the server of ${url} does not let ${origin} read it. If it is yours, have it send this header with that file: Access-Control-Allow-Origin: ${origin}`,
  csp: (url, { directive }) => `the content security policy of this page forbids the request. Add ${new URL(url).origin} to its ${directive} directive.`,
  status: (url) => `look whether the file was uploaded, and under exactly this name: ${url}`,
  "web-page": (url) => `the host answers with a page where ${url} should be: most often the file was not uploaded, and a rule sends unknown addresses to a page.`,
  incomplete: (url) => `load the page again; if it stays, upload ${url} again.`,
  damaged: (url) => `run ${url} through a JSON validator. A file that is not in UTF-8, or whose lists stand in each other more than 127 deep, is damaged too.`,
  "not-a-feed": (url) => `put a JSON Feed at ${url}: an object with "items", which is a list.`,
  "no-items": (url) => `each item at ${url} needs to be an object with a title or a text.`,
  newer: () => "this page, or its app, is an older copy that some cache has kept; HTML must be served with Cache-Control: no-cache.",
  "too-large": () => "press the blog with quire, which asks for a page at a time; or raise data-most-bytes on the element #quire, or most-bytes on <quire-blog>.",
  broken: () => "please report this with the line above.",
};

// Where the reader was when the first of several messages came, and the messages that lead back there.
let left;
const attended = new WeakSet();

// For those who go by keys: from a link that led nowhere they go on to the message, and from the message, by its button or by
// Escape, back to where they were. What moves the focus is something that they did, never the message by itself: who is
// elsewhere by now, in a field of the page around or in the message, stays there.
function attend(root, notice) {
  if (attended.has(notice)) return;
  attended.add(notice);
  const here = root.getRootNode().activeElement, isLost = document.activeElement === document.body;
  if (notice.contains(here)) return;
  if (!isLost && root.contains(here)) left = here;
  const back = () => {
    const to = root.contains(left) ? left : root.querySelector("h1");
    left = undefined;
    to?.focus({ preventScroll: true });
  };
  notice.addEventListener("click", (event) => event.target.closest("[data-action=dismiss]") && back());
  notice.addEventListener("keydown", (event) => {
    // Where there is nothing else, the message is the page.
    if (event.key !== "Escape" || !root.querySelector("h1")) return;
    event.preventDefault();
    back();
    notice.remove();
  });
  // The link that was tried again went with the message before.
  const way = notice.querySelector("a[target]")?.href;
  if (!way || (isLost ? !root.contains(left) : String(here?.href).split("#")[0] !== way)) return;
  notice.tabIndex = -1;
  notice.focus({ preventScroll: true });
}

// Names the cause on the page, and says the next step in the console.
export async function tell(root, { code, url }) {
  const notice = root.querySelector(".notice");
  if (notice) attend(root, notice);
  const found = code === "network" ? await cause(url) : { code };
  if (notice) notice.dataset.code = found.code;
  const step = steps[found.code];
  if (step) console.warn(`Quire (${found.code}): ${step(url, found)}`);
}

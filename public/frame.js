// The blog in a frame, for pages that forbid WebAssembly or scripts of others: what `<quire-blog>` can be told stands in the
// address, and what it says goes to the page around it. Only what lies on this very site is shown.
import "./embed.js";

const query = new URLSearchParams(location.search);
const blog = document.createElement("quire-blog");
for (const name of ["view", "limit", "links", "theme"]) if (query.has(name)) blog.setAttribute(name, query.get(name));
const src = new URL(query.get("src") ?? "../bundle.json", document.baseURI);
blog.setAttribute("src", src.origin === location.origin ? src.href : "");
blog.setAttribute("loading", "eager");
blog.append(...document.body.childNodes);
document.body.append(blog);

const say = (message) => parent !== window && parent.postMessage(message, "*");
for (const name of ["quire-ready", "quire-navigate", "quire-search", "quire-error"]) {
  addEventListener(name, ({ detail }) => say({ quire: name, detail }));
}
new ResizeObserver(() => say({ quireHeight: document.documentElement.getBoundingClientRect().height })).observe(document.documentElement);
// What leaves the blog leaves the frame; what the app has taken does not.
addEventListener("click", (event) => {
  const link = event.composedPath().find((one) => one.href);
  if (link && !link.target && !event.defaultPrevented) link.target = "_top";
});

// Draws each page with the app, parses the file that was pressed for it, and compares the browser's serialisations of
// both. What is normalised, and why:
//   1. comments are removed: Leptos marks places with them, and a reader never meets one;
//   2. the children of `.results` are removed: they are alive, and a file has none.
// Returns {count, differences: [sentence]}.

const normal = (leaf) => {
  const copy = leaf.cloneNode(true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
  copy.querySelectorAll(".results").forEach((results) => results.replaceChildren());
  // Text that a comment parted is one text again once it is serialised.
  return copy.outerHTML;
};

const difference = (drawn, file) => {
  let at = 0;
  while (at < drawn.length && drawn[at] === file[at]) at += 1;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 100));
  return `at ${at}: the app draws ${around(drawn)}, the file has ${around(file)}`;
};

return (async ([urls]) => {
  const differences = [];
  let count = 0;
  for (const url of urls) {
    const parsed = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const file = parsed.querySelector("#quire > .leaf");
    if (!file) continue; // An old address that leads on.
    await document.getElementById("quire").quire.go(url);
    count += 1;
    if (location.href !== url) {
      differences.push(`${url}: the app stayed at ${location.href}; ${document.querySelector(".notice")?.textContent}`);
      continue;
    }
    const [drawn, pressed] = [normal(document.querySelector("#quire > .leaf")), normal(file)];
    if (drawn !== pressed) differences.push(`${url}: ${difference(drawn, pressed)}`);
    const title = parsed.title;
    if (document.title !== title) differences.push(`${url}: title '${document.title}', file '${title}'`);
  }
  return { count, differences };
})(arguments);

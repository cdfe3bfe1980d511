// Finds lines of text that lie over each other. Returns sentences, at most ten.

const page = document.documentElement;
const style = (element) => getComputedStyle(element);
const ancestors = function* (element) {
  for (let at = element; at && at !== document.body; at = at.parentElement) yield at;
};
// What is only for screen readers is not seen, and a formula sets its own rows close.
const unseen = (element) => element.closest("math, .skip, rt, sup, sub")
  || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  || [...ancestors(element)].some((at) => style(at).clipPath !== "none" || style(at).position === "fixed");

const lines = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  const parent = text.parentElement;
  if (!text.data.trim() || unseen(parent)) continue;
  // What a scrolling box does not show lies over nothing.
  const boxes = [...ancestors(parent)].filter((at) => style(at).overflowX !== "visible").map((at) => at.getBoundingClientRect());
  const range = document.createRange();
  range.selectNodeContents(text);
  // A line's box is higher than its letters, so that tight lines may touch: its middle half is what is compared.
  for (const { left, right, top, bottom } of range.getClientRects()) {
    const quarter = (bottom - top) / 4;
    const line = { text, left, right, top: top + quarter, bottom: bottom - quarter };
    for (const box of boxes) {
      line.left = Math.max(line.left, box.left);
      line.right = Math.min(line.right, box.right);
      line.top = Math.max(line.top, box.top);
      line.bottom = Math.min(line.bottom, box.bottom);
    }
    if (line.right - line.left > 1 && line.bottom > line.top) lines.push(line);
  }
}

const found = new Set();
const said = (line) => `'${line.text.data.trim().slice(0, 40)}'`;
lines.sort((one, other) => one.top - other.top);
lines.forEach((one, at) => {
  for (const other of lines.slice(at + 1)) {
    if (other.top >= one.bottom) break;
    if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && one.text !== other.text) {
      found.add(`${said(one)} and ${said(other)} lie over each other, at ${Math.round(scrollY + one.top)} of ${page.clientWidth}`);
    }
  }
});
return [...found].slice(0, 10);

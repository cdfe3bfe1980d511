// Finds what sticks out of the page sideways, and text that is cut off. Returns sentences, at most ten.

const found = [];
const page = document.documentElement;
const width = page.clientWidth;
document.querySelectorAll("details").forEach((details) => { details.open = true; });

const name = (element) => {
  const text = element.textContent.trim().slice(0, 40).replace(/\s+/g, " ");
  return `<${element.localName} class="${element.getAttribute("class") ?? ""}"> '${text}'`;
};
const ancestors = function* (element) {
  for (let at = element.parentElement; at; at = at.parentElement) yield at;
};
const style = (element) => getComputedStyle(element);
const holds = (value) => value !== "visible";
// What is only for screen readers is a pixel large.
const unseen = (element) => {
  const box = element.getBoundingClientRect();
  return box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    || [element, ...ancestors(element)].some((at) => style(at).clipPath !== "none" || at.classList.contains("skip"));
};

if (page.scrollWidth > width) found.push(`the page is ${page.scrollWidth} wide in a window of ${width}`);

for (const element of document.body.querySelectorAll("*")) {
  if (unseen(element)) continue;
  const box = element.getBoundingClientRect();
  const held = [...ancestors(element)].some((at) => at !== page && at !== document.body && holds(style(at).overflowX));
  if (!held && (box.right > width + 1 || box.left < -1)) {
    found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
  }
  const { overflowX, overflowY } = style(element);
  const hides = (value) => value === "hidden" || value === "clip";
  if (!element.textContent.trim() || element.matches("input, html, body")) continue;
  // An excerpt that has so many lines says with an ellipsis that it is cut.
  if (element.matches(".summary") && style(element).webkitLineClamp !== "none") continue;
  if (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(`${name(element)} is cut at its side`);
  if (hides(overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`${name(element)} is cut at its foot`);
}

// The text itself may stick out of a box that fits.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  if (!text.data.trim() || unseen(text.parentElement) || text.parentElement.closest(".pale")) continue;
  const scrolls = [text.parentElement, ...ancestors(text.parentElement)].some((at) => at !== page && at !== document.body
    && ["auto", "scroll"].includes(style(at).overflowX));
  const range = document.createRange();
  range.selectNodeContents(text);
  for (const box of scrolls ? [] : range.getClientRects()) {
    if (box.width && (box.right > width + 1 || box.left < -1)) found.push(`the text '${text.data.trim().slice(0, 40)}' sticks out`);
  }
}

return [...new Set(found)].slice(0, 10);

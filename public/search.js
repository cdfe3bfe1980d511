// What searching needs beside the app: the palette, the keys of the months, and the marks in a post that results have led
// to. `boot.js` brings it when the browser is idle, or when it is needed.

const root = document.getElementById("quire");

// The palette: search from anywhere, by `/` or Ctrl-K. It opens before the app is there, so that no letter is lost; what it
// offers, the app draws into it. Within the field the keys belong to the text, but for the arrows up and down.
let palette, field;
const options = () => [...palette.querySelectorAll("[role=option]")];

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", other === option);
  if (!option) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function write(text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function open(link) {
  if (!palette) {
    palette = document.createElement("dialog");
    palette.className = "palette";
    palette.innerHTML = `<form role="search" class="search-box"><input type="search" name="q" role="combobox" aria-expanded="false"
      aria-controls="quire-options" aria-autocomplete="list" autocomplete="off" spellcheck="false" enterkeyhint="search" dir="auto"></form>`;
    field = palette.querySelector("input");
    palette.addEventListener("keydown", type);
    palette.addEventListener("click", click);
    palette.addEventListener("submit", () => palette.close());
    root.append(palette);
  }
  palette.ariaLabel = field.ariaLabel = field.placeholder = link.dataset.search;
  field.form.action = link.href;
  if (!palette.open) palette.showModal();
  field.select();
}

function type(event) {
  // These keys are an input method's.
  if (event.isComposing || event.keyCode === 229) return;
  const all = options(), at = all.findIndex((option) => option.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(all[(at + 1 + step + all.length + 1) % (all.length + 1) - 1]);
  else if (event.key === "Enter" && at >= 0) all[at].click();
  else if (event.key === "Escape" && field.value) write("");
  else return;
  event.preventDefault();
}

function click(event) {
  const option = event.target.closest("[role=option]");
  if (option?.dataset.fill) {
    event.preventDefault();
    write(option.dataset.fill);
    field.focus();
  } else if (event.target === palette || (option && !event.ctrlKey && !event.metaKey && !event.shiftKey)) palette.close();
}

// Months are one stop of the tab key; the arrows go from bar to bar, to the left into the past.
root.addEventListener("keydown", (event) => {
  const bar = event.target.closest(".months a");
  const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
  if (!bar || !step) return;
  const bars = [...bar.parentElement.querySelectorAll("a")];
  const way = getComputedStyle(bar).direction === "rtl" ? -step : step;
  bars[bars.indexOf(bar) + way]?.focus();
  event.preventDefault();
});

// A reader who comes from the results: the words that were found are marked, and the passage is in view.
export function mark({ words, starts, passage }) {
  const body = root.querySelector(".post .body");
  if (!body || !window.Highlight) return;
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  const wanted = new Set(words.split("\n")), begun = starts ? starts.split("\n") : [], sought = fold(passage).split("\n");
  const marks = new Highlight(), ranges = [], found = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const { 0: text, index } of walker.currentNode.data.matchAll(/[\p{Alphabetic}\p{M}\p{N}]+/gu)) {
      const word = fold(text);
      if (!wanted.has(word) && !begun.some((start) => word.startsWith(start))) continue;
      const range = new Range();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + text.length);
      marks.add(range);
      ranges.push(range);
      found.push(word);
    }
  }
  CSS.highlights.set("found", marks);
  const first = passage && ranges[found.findIndex((_, at) => sought.every((word, next) => found[at + next] === word))];
  if (!first) return;
  const folded = first.startContainer.parentElement.closest("details");
  if (folded) folded.open = true;
  scrollTo({ top: scrollY + first.getBoundingClientRect().top - innerHeight / 3 });
}

// A page for any address where nothing is cannot know the address: its words are what one may have looked for. The app may
// be there already, and hears of them as of what is typed.
const missed = root.querySelector(".missing [name=q]");
if (missed && root.dataset.root && !missed.value) {
  let path = location.pathname.slice(new URL(root.dataset.root, location).pathname.length);
  try { path = decodeURIComponent(path); } catch { /* It stays as it stands. */ }
  missed.value = path.match(/[\p{Alphabetic}\p{N}]+/gu)?.filter((word) => !/^(html?|404)$/.test(word)).join(" ") ?? "";
  missed.dispatchEvent(new Event("input", { bubbles: true }));
}

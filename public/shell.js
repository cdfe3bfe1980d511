// What the shell alone needs: without the app it has nothing to show, so it says why, and what helps. The sentences stand
// in the shell's HTML. A pressed page is there without the app, and does not bring this script.

const root = document.getElementById("quire");
const isThere = () => root.dataset.app === "ready" || root.dataset.app === "broken";

function say(code) {
  if (isThere() || root.dataset.app === "missing") return;
  if (code !== "slow") root.dataset.app = "missing";
  for (const paragraph of root.querySelectorAll(".loading, [data-when]")) paragraph.hidden = paragraph.dataset.when !== code;
}

const failed = (error) => {
  if (isThere()) return;
  // Each engine has a sentence of its own for a policy that forbids it.
  say(/unsafe-eval|CSP|Content.?Security/.test(error?.message) ? "no-wasm" : "no-app");
};

if (typeof WebAssembly !== "object") say("no-wasm");
// The app is started by a script that has no listener of its own: its errors, and those of files that do not come, are heard here.
addEventListener("error", (event) => {
  if (event.target === window || event.target.localName === "script") failed(event.error);
}, true);
addEventListener("unhandledrejection", (event) => failed(event.reason));
// Never an endless "Loading…".
setTimeout(() => say("slow"), 10000);

// What the shell alone needs: without the app it has nothing to show, so it says why, and what helps. The sentences stand
// in the shell's HTML. A pressed page is there without the app, and does not bring this script.

const root = document.getElementById("quire");
const isThere = () => root.dataset.app === "ready" || root.dataset.app === "broken";

function say(code) {
  if (isThere() || root.dataset.app === "missing") return;
  if (code !== "slow") root.dataset.app = "missing";
  for (const said of root.querySelectorAll(".loading")) said.hidden = said.dataset.when !== code;
}

const failed = (error) => {
  if (isThere()) return;
  // Each engine has a sentence of its own for a policy that forbids it.
  say(/unsafe-eval|CSP|Content.?Security/.test(error?.message) ? "no-wasm" : "no-app");
};

// WebKit tells nobody of a module that has failed, so what that needs is tried here as well: to run the least of all modules
// (which it forbids later than others), the script, and, as long as nothing is there, whether the host has the module.
async function attempt() {
  try {
    await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return say("no-wasm");
  }
  const script = document.querySelector("link[rel=modulepreload]")?.href;
  if (!script) return;
  try {
    await import(script);
    await new Promise((done) => setTimeout(done, 2000));
    if (!isThere() && !(await fetch(script.replace(".js", "_bg.wasm"))).ok) say("no-app");
  } catch {
    say("no-app");
  }
}

attempt();
// A link to the same address has WebKit keep what did not come.
root.addEventListener("click", (event) => {
  if (!event.target.closest("[data-when] a[target]")) return;
  event.preventDefault();
  location.reload();
});
// The app is started by a script that has no listener of its own: its errors, and those of files that do not come, are heard here.
addEventListener("error", (event) => {
  if (event.target === window || event.target.localName === "script") failed(event.error);
}, true);
addEventListener("unhandledrejection", (event) => failed(event.reason));
// Never an endless "Loading…".
setTimeout(() => say("slow"), 10000);

// This blog is not kept on its readers' devices, or no longer is: a worker of an earlier build takes itself and all that it
// kept away. Most of that goes at once: Chromium stops the earlier worker to let this one in, but a page that asks for
// something just then wakes it up again, and then this one waits until it has been at rest for half a minute, or for five at
// most. What it has kept meanwhile goes with it.

const scope = new URL("./", location).pathname;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(forget());
});
addEventListener("activate", (event) => event.waitUntil(forget().then(() => registration.unregister())));

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(`quire:${scope}:`)) await caches.delete(name);
}

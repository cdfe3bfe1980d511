// This blog is not kept on its readers' devices, or no longer is: a worker of an earlier build takes itself and all that it
// kept away.

const scope = new URL("./", location).pathname;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(`quire:${scope}:`)) await caches.delete(name);
  await registration.unregister();
})()));

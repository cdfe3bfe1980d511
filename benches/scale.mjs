// usage: node scale.mjs SITE QUERIES [in-browser]
// What search costs on a large blog: the bytes of its index by kind and, in Chromium, the bytes and the round trips
// to the first answer, the milliseconds of a keystroke, and whether the right post is among the first ten.
import fs from 'node:fs';
import { numbers } from '../measure.mjs';
import { fresh, launch, openBlog, received, serve, weight } from './browser.mjs';
import { indexKinds, roots } from './index-files.mjs';

const [site, file, inBrowser] = process.argv.slice(2);
for (const [kind, bytes] of indexKinds(site)) numbers(`bytes of ${kind}`, [bytes]);
if (!inBrowser) process.exit();

const queries = fs.readFileSync(file, 'utf8').trim().split('\n').map(line => line.split('\t'));
const names = roots(site);
const isRoot = path => names.some(name => path.endsWith(name));
const host = await serve(site);
const browser = await launch();

// Slow enough that what is asked for at once is under way at once, and a round trip is seen as one.
host.delay = 20;
const firsts = [];
for (const [query, right] of queries) {
  const page = await fresh(browser, host);
  await openBlog(page);
  const urls = await page.evaluate(async query => (await blog.search(query, { limit: 10 })).hits.map(hit => hit.url), query);
  const { answer } = await received(page, host);
  const shards = answer.filter(({ path }) => path.endsWith('.bin'));
  const trips = requests => new Set(requests.map(({ wave }) => wave)).size;
  firsts.push({
    bytes: weight(answer),
    fromManifest: trips(shards),
    fromRoots: trips(shards.filter(({ path }) => !isRoot(path))),
    found: urls.some(url => url.replace(/\/$/, '').endsWith(right)),
  });
  await page.context().close();
}
numbers('first answer', firsts.map(({ bytes }) => bytes));
numbers('trips after the manifest', firsts.map(({ fromManifest }) => fromManifest));
numbers('trips after the roots', firsts.map(({ fromRoots }) => fromRoots));
numbers('found', firsts.map(({ found }) => +found));

host.delay = 0;
const page = await fresh(browser, host);
await openBlog(page);
for (const time of ['keystroke, first time', 'keystroke']) {
  const ms = [];
  for (const [query] of queries)
    ms.push(...await page.evaluate(async query => {
      const times = [];
      for (let end = 1; end <= query.length; end += 1) {
        const asked = performance.now();
        await blog.search(query.slice(0, end), { limit: 10 });
        times.push(performance.now() - asked);
      }
      return times;
    }, query));
  numbers(time, ms);
}
await browser.close();
host.close();

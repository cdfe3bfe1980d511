// usage: node scale.mjs SITE QUERIES [in-browser]
// What search costs on a large blog: the bytes of its index by kind and, in Chromium, the bytes and the round trips
// to the first answer, the milliseconds of a keystroke, and whether the right post is among the first ten.
import fs from 'node:fs';
import { numbers } from '../measure.mjs';
import { ANSWER, firstAnswer, fresh, launch, only, openBlog, serve, weight } from './browser.mjs';
import { indexParts } from './index-files.mjs';

const [site, file, inBrowser] = process.argv.slice(2);
const { bytes, kindOf } = indexParts(site);
for (const [kind, weight] of Object.entries(bytes)) numbers(`bytes of ${kind}`, [weight]);
if (!inBrowser) process.exit();

const queries = fs.readFileSync(file, 'utf8').trim().split('\n').map(line => line.split('\t'));
const host = await serve(site);
const browser = await launch();

// Slow enough that what is asked for at once is under way at once, and a round trip is seen as one.
host.delay = 20;
const firsts = [];
for (const [query, right] of queries) {
  const { urls, requests } = await firstAnswer(browser, host, kindOf, query);
  const found = urls.some(url => url.replace(/\/$/, '').endsWith(right));
  const trips = (...kinds) => new Set(only(requests, ...kinds).map(({ wave }) => wave)).size;
  const answer = ANSWER.filter(kind => kind !== 'manifest');
  firsts.push({
    'first answer': weight(only(requests, ...ANSWER)),
    'facets after it': weight(only(requests, 'facets')),
    'trips after the manifest': trips(...answer),
    'trips after the roots': trips(...answer.filter(kind => kind !== 'root')),
    found: +found,
  });
}
for (const name of Object.keys(firsts[0])) numbers(name, firsts.map(first => first[name]));

// What a keystroke is: to find, and to make ten hits. The whole call brings facets and excerpts too.
Object.assign(host, { delay: 0, quality: 1 });
const page = await fresh(browser, host);
await openBlog(page);
for (let round = 0; round < 2; round += 1) {
  const times = [];
  for (const [query] of queries)
    times.push(...await page.evaluate(async query => {
      const times = [];
      for (let end = 1; end <= query.length; end += 1) {
        const asked = performance.now();
        const { ms } = await blog.search(query.slice(0, end), { limit: 10 });
        times.push({ ms, call: performance.now() - asked });
      }
      return times;
    }, query));
  if (round === 0) numbers('first calls', times.map(({ call }) => call));
  else numbers('keystrokes', times.map(({ ms }) => ms));
}
await browser.close();
host.close();

// usage: node page.mjs CORPUS SITE BUILD_SECONDS
// The answers of a site's own `/quire.js` in Chromium. Asked twice, like Pagefind: the second time is the time.
import { answers, corpus, costs, ndcg } from '../measure.mjs';
import { idOf } from './blog.mjs';
import { fresh, launch, openBlog, received, serve, weight } from './browser.mjs';
import { indexBytes } from './index-files.mjs';

const [folder, site, built] = process.argv.slice(2);
const { docs, sets } = corpus(folder);
const host = await serve(site);
const browser = await launch();
const page = await fresh(browser, host);
await openBlog(page);
const open = weight((await received(page, host)).answer);
const ask = query => page.evaluate(async query => {
  const { hits } = await blog.search(query, { limit: 10 });
  const again = performance.now();
  await blog.search(query, { limit: 10 });
  return { ms: performance.now() - again, urls: hits.map(hit => hit.url) };
}, query);

for (const [set, queries] of Object.entries(sets)) {
  const results = { scores: [], ms: [] };
  for (const { q, relevant } of queries) {
    const { ms, urls } = await ask(q);
    results.scores.push(ndcg(urls.map(url => idOf(docs, url)), relevant));
    results.ms.push(ms);
  }
  answers('quire in Chromium', set, results);
}

// The first answer of a reader who comes for it: the mean over fifty queries, each in a browser that has nothing.
const firsts = [];
for (const { q } of Object.values(sets)[0].slice(0, 50)) {
  const first = await fresh(browser, host);
  await openBlog(first);
  await first.evaluate(query => blog.search(query, { limit: 10 }), q);
  firsts.push(weight((await received(first, host)).answer));
  await first.context().close();
}
const first = Math.round(firsts.reduce((a, b) => a + b, 0) / firsts.length);
costs('quire in Chromium', { built, index: indexBytes(site), open, first });
await browser.close();
host.close();

// usage: node page.mjs CORPUS SITE BUILD_SECONDS
// The answers of a site's own `/quire.js` in Chromium. Asked twice: the second time is the time, by the engine's own
// clock, which runs while it finds and makes ten hits. (Facets and excerpts, which the same call brings, come later in
// the page, and are no part of a keystroke.)
import { answers, corpus, costs, ndcg } from '../measure.mjs';
import { idOf } from './blog.mjs';
import { ANSWER, OPEN, firstAnswer, fresh, launch, only, openBlog, serve, weight } from './browser.mjs';
import { indexBytes, indexParts } from './index-files.mjs';

const [folder, site, built] = process.argv.slice(2);
const { docs, sets } = corpus(folder);
const { kindOf } = indexParts(site);
const host = await serve(site);
const browser = await launch();

// The first answer: the mean over fifty queries.
const firsts = [];
for (const { q } of Object.values(sets)[0].slice(0, 50))
  firsts.push((await firstAnswer(browser, host, kindOf, q)).requests);
const mean = kinds => Math.round(firsts.reduce((sum, first) => sum + weight(only(first, ...kinds)), 0) / firsts.length);
costs('quire in Chromium', { built, index: indexBytes(site), open: mean(OPEN), first: mean(ANSWER) });

host.quality = 1;
const page = await fresh(browser, host);
await openBlog(page);
const ask = query => page.evaluate(async query => {
  const { hits } = await blog.search(query, { limit: 10 });
  const { ms } = await blog.search(query, { limit: 10 });
  return { ms, urls: hits.map(hit => hit.url) };
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
await browser.close();
host.close();

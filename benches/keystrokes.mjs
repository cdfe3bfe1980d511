// usage: node keystrokes.mjs CORPUS SITE
// Milliseconds per keystroke in Chromium: every prefix of each title query, as a reader types it, asked of Quire's
// `/quire.js` and of MiniSearch with the same powers (prefix of the last word, typos). Both are asked everything
// twice, and the second time is the time: Quire has what it needs by then, and both have been compiled.
// Quire has three lines: what the engine takes to find and to make ten hits, which is what a keystroke is and what
// MiniSearch does; the whole call, with facets and excerpts; and the whole call of the first time, with the waiting.
import fs from 'node:fs';
import path from 'node:path';
import { corpus, numbers } from '../measure.mjs';
import { fresh, launch, openBlog, serve } from './browser.mjs';

const [folder, site] = process.argv.slice(2);
const { docs, sets } = corpus(folder);
const typed = sets.words.map(({ q }) => Array.from(q, (_, at) => q.slice(0, at + 1)));

const scratch = fs.mkdtempSync(path.join(process.env.TMPDIR ?? '.', 'keystrokes-'));
fs.writeFileSync(`${scratch}/docs.json`, JSON.stringify(docs.map(({ id, title, text }) => ({ id, title, text }))));
const host = await serve(site, {
  '/bench/minisearch.js': path.resolve(import.meta.dirname, '../node_modules/minisearch/dist/es/index.js'),
  '/bench/docs.json': `${scratch}/docs.json`,
});
host.quality = 1;
const browser = await launch();

/** Asks everything twice; the milliseconds of every call, and those that the engine says, if it does. */
async function time(prepare) {
  const page = await fresh(browser, host);
  await prepare(page);
  const rounds = [];
  for (let round = 0; round < 2; round += 1) {
    const times = [];
    for (const keystrokes of typed)
      times.push(...await page.evaluate(async keystrokes => {
        const times = [];
        for (const query of keystrokes) {
          const asked = performance.now();
          const { ms } = await ask(query);
          times.push({ call: performance.now() - asked, ms });
        }
        return times;
      }, keystrokes));
    rounds.push({ calls: times.map(({ call }) => call), own: times.map(({ ms }) => ms) });
  }
  await page.context().close();
  return rounds;
}

const [cold, warm] = await time(async page => {
  await openBlog(page);
  await page.evaluate(() => { window.ask = query => blog.search(query, { limit: 10 }); });
});
numbers('keystrokes of quire', warm.own);
numbers('keystrokes of quire, whole call', warm.calls);
numbers('keystrokes of quire, whole call, first time', cold.calls);
const [, mini] = await time(page => page.evaluate(async () => {
  const { default: MiniSearch } = await import('/bench/minisearch.js');
  const index = new MiniSearch({
    fields: ['title', 'text'],
    searchOptions: { boost: { title: 3 }, fuzzy: 0.2, prefix: (term, at, terms) => at === terms.length - 1 },
  });
  index.addAll(await (await fetch('/bench/docs.json')).json());
  window.ask = query => index.search(query).slice(0, 10);
}));
numbers('keystrokes of minisearch', mini.calls);
await browser.close();
host.close();
fs.rmSync(scratch, { recursive: true });

// usage: node keystrokes.mjs CORPUS SITE
// Milliseconds per keystroke in Chromium: every prefix of each title query, as a reader types it, asked of Quire's
// `/quire.js` and of MiniSearch with the same powers (prefix of the last word, typos). Both are asked everything
// twice, and the second time is the time: Quire has what it needs by then, and both have been compiled. Quire's first
// time, with the waiting for its files, is a line of its own.
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
const browser = await launch();

async function time(prepare) {
  const page = await fresh(browser, host);
  await prepare(page);
  const round = async () => {
    const all = [];
    for (const keystrokes of typed)
      all.push(...await page.evaluate(async keystrokes => {
        const ms = [];
        for (const query of keystrokes) {
          const asked = performance.now();
          await ask(query);
          ms.push(performance.now() - asked);
        }
        return ms;
      }, keystrokes));
    return all;
  };
  const times = [await round(), await round()];
  await page.context().close();
  return times;
}

const [cold, warm] = await time(async page => {
  await openBlog(page);
  await page.evaluate(() => { window.ask = query => blog.search(query, { limit: 10 }); });
});
numbers('keystrokes of quire, its first time', cold);
numbers('keystrokes of quire', warm);
const [, mini] = await time(page => page.evaluate(async () => {
  const { default: MiniSearch } = await import('/bench/minisearch.js');
  const index = new MiniSearch({
    fields: ['title', 'text'],
    searchOptions: { boost: { title: 3 }, fuzzy: 0.2, prefix: (term, at, terms) => at === terms.length - 1 },
  });
  index.addAll(await (await fetch('/bench/docs.json')).json());
  window.ask = query => index.search(query).slice(0, 10);
}));
numbers('keystrokes of minisearch', mini);
await browser.close();
host.close();
fs.rmSync(scratch, { recursive: true });

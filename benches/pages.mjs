// usage: node pages.mjs SITE PORT ADDRESS…
// What Lighthouse (mobile preset) says of pages of a site, and of their floor: the same words with the same stylesheet
// from the same host, without a script. The two take turns, so that what else the machine does is in both; a figure is
// the median of the rounds.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { launch as launchChrome } from 'chrome-launcher';
import { numbers } from '../measure.mjs';
import { flags, serve } from './browser.mjs';

const ROUNDS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TIMES = { LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', CLS: 'cumulative-layout-shift' };

const [site, port, ...addresses] = process.argv.slice(2);

/** The page without scripts, and without what is asked for on their behalf. Data (JSON-LD) stays. */
const withoutApp = html => html
  .replace(/<script(?![^>]*type="application\/ld\+json")[^>]*>[^]*?<\/script>/g, '')
  .replace(/<link[^>]*rel="(module)?preload"[^>]*as="(script|fetch)"[^>]*>|<link[^>]*rel="modulepreload"[^>]*>/g, '');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'floor-'));
const floor = Object.fromEntries(addresses.map((address, number) => {
  const [file] = address.split('?');
  const plain = path.join(scratch, `${number}.html`);
  fs.writeFileSync(plain, withoutApp(fs.readFileSync(path.join(site, file, 'index.html'), 'utf8')));
  return [file, plain];
}));
const hosts = { page: await serve(site, {}, +port), floor: await serve(site, floor) };
const chrome = await launchChrome({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', ...flags],
});

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const address of addresses) {
  const measured = { page: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, host] of Object.entries(hosts)) {
      const { lhr } = await lighthouse(host.origin + address, { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES });
      measured[name].push(lhr);
    }
  for (const [name, results] of Object.entries(measured)) {
    const scores = CATEGORIES.map(category => median(results.map(lhr => lhr.categories[category].score * 100)));
    const times = Object.values(TIMES).map(audit => median(results.map(lhr => lhr.audits[audit].numericValue)));
    numbers(`${name} ${address}`, [...scores, ...times]);
  }
  // What costs a point is said where it can be read.
  for (const [id, audit] of Object.entries(measured.page[0].audits))
    if (audit.score !== null && audit.score < 1 && ['binary', 'numeric', 'metricSavings'].includes(audit.scoreDisplayMode))
      console.error(`  ${address}: ${id}: ${audit.displayValue ?? audit.title}`);
}
chrome.kill();
Object.values(hosts).forEach(host => host.close());

// usage: node native.mjs CORPUS SITE QUIRE BUILD_SECONDS
// The answers of `quire search`, which is the engine of the page without the page; and what the index weighs.
import { spawnSync } from 'node:child_process';
import { answers, corpus, costs, ndcg, numbers } from '../measure.mjs';
import { idOf } from './blog.mjs';
import { indexBytes, indexParts } from './index-files.mjs';

const [folder, site, quire, built] = process.argv.slice(2);
const { docs, sets } = corpus(folder);
costs('quire', { built, index: indexBytes(site) });
numbers('posts', [docs.length]);
for (const [kind, bytes] of Object.entries(indexParts(site).bytes)) numbers(`bytes of ${kind}`, [bytes]);
for (const [set, queries] of Object.entries(sets)) {
  const input = queries.map(({ q }) => `${q.replace(/\s+/g, ' ')}\n`).join('');
  const asked = spawnSync(quire, ['search', '--site', site, '--json', '--limit', '10'], { input, maxBuffer: 1e9 });
  if (asked.status !== 0) throw new Error(`quire search: ${asked.error ?? asked.stderr}`);
  const lines = asked.stdout.toString().trim().split('\n').map(line => JSON.parse(line));
  if (lines.length !== queries.length) throw new Error(`${queries.length} queries, ${lines.length} answers`);
  const scores = lines.map(({ hits }, at) => ndcg(hits.map(hit => idOf(docs, hit.url)), queries[at].relevant));
  answers('quire', set, { scores, ms: lines.map(line => line.ms) });
}

// Stands in for the peers' own measure.mjs (kept beside it as shared.mjs), so that their scripts run as they
// are and yet give what the bench needs: the score and the milliseconds of every query. Rows are lines of
// tab-separated fields, appended to the file that ROWS names; `xtask/src/bench/rows.rs` reads them.
import fs from 'node:fs';
import path from 'node:path';
import * as shared from './shared.mjs';
export * from './shared.mjs';

let compressed;

/** As the peers' own, and remembers the size, which they print rounded. */
export function brotli(bytes) {
  compressed = shared.brotli(bytes);
  return compressed;
}

/** Appends one line of fields; what is not known is `-`. */
export const say = (...fields) =>
  fs.appendFileSync(process.env.ROWS, `${fields.map(field => field ?? '-').join('\t')}\n`);

/** The answers of an engine to one query set. */
export const answers = (engine, set, { scores, ms }) =>
  say('answers', engine, set, scores.map(score => score.toFixed(6)).join(','), ms.map(time => time.toFixed(4)).join(','));

/** Whatever else was measured. */
export const numbers = (name, list) => say('numbers', name, list.map(number => number.toFixed(4)).join(','));

/** What an engine costs: seconds to build, bytes of the index, to open it, and to have the first answer. */
export const costs = (engine, { built, index, open, first }) => say('costs', engine, built, index, open, first);

/** What the peers call once for each engine. */
export function row(engine, cost, results) {
  const number = pattern => cost.match(pattern)?.[1];
  const opened = number(/open (\d+) kB/);
  // A library that has its index in one file needs all of it to open, and nothing more for an answer.
  const open = opened ? opened * 1000 : compressed;
  const first = opened ? open + number(/first query \+(\d+) kB/) * 1000 : compressed;
  costs(engine, { built: number(/built ([\d.]+) s/), index: compressed ?? chunks(), open, first });
  for (const [set, answered] of Object.entries(results)) answers(engine, set, answered);
}

// The files that Pagefind wrote of its own format, which are compressed already. TMPDIR holds nothing else.
function chunks() {
  if (!process.env.TMPDIR) return undefined;
  const files = fs.readdirSync(process.env.TMPDIR, { recursive: true })
    .filter(file => /\.(pf_index|pf_fragment|pf_meta|pf_filter)$/.test(file));
  return files.length ? files.reduce((sum, file) => sum + fs.statSync(path.join(process.env.TMPDIR, file)).size, 0) : undefined;
}

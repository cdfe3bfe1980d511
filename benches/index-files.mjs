// The files of a site's search index, and what they weigh.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** The names of the roots of a site's index. */
export const roots = site => JSON.parse(fs.readFileSync(`${site}/site.json`, 'utf8'))._quire.index ?? [];

/** Bytes of all its files. */
export function indexBytes(site) {
  const folder = path.join(site, 'search');
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.bin'));
  return files.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}

/** Pairs of what is in the files and its bytes, as the program that WEIGH names says it. */
export const indexKinds = site => execFileSync(process.env.WEIGH, [site, ...roots(site)]).toString().trim().split('\n')
  .map(line => line.split('\t')).map(([kind, bytes]) => [kind, +bytes]);

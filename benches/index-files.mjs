// The files of a site's search index: what each holds, and what they weigh.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Bytes of all files of the index. */
export function indexBytes(site) {
  const folder = path.join(site, 'search');
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.bin'));
  return files.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}

/**
 * The parts of the index, as the program that WEIGH names says them: `bytes` by kind, and `kindOf` the path of a file,
 * which is undefined when it is none of the index. A small segment is one file with its root, and so a root.
 */
export function indexParts(site) {
  const roots = JSON.parse(fs.readFileSync(`${site}/site.json`, 'utf8'))._quire.index ?? [];
  const kinds = new Map(roots.map(root => [root, 'root']));
  const bytes = { root: 0, dictionary: 0, postings: 0, facets: 0, rows: 0, positions: 0 };
  for (const line of execFileSync(process.env.WEIGH, [site, ...roots], { maxBuffer: 1e9 }).toString().trim().split('\n')) {
    const [kind, weight, name] = line.split('\t');
    bytes[kind] += +weight;
    if (name) kinds.set(name, kind);
  }
  return { bytes, kindOf: address => kinds.get(address.slice(1)) };
}

// The files of a site's search index, and what each holds.
import fs from 'node:fs';
import path from 'node:path';

/** Every file of the index: its path, size, and kind. */
export function indexFiles(site) {
  const folder = path.join(site, 'search');
  const shards = fs.existsSync(folder) ? fs.readdirSync(folder).filter(name => name.endsWith('.bin')) : [];
  const whole = fs.readdirSync(site).filter(name => /^search-[0-9a-f]+\.bin$/.test(name));
  return [...shards.map(name => path.join('search', name)), ...whole].map(name => {
    const bytes = fs.readFileSync(path.join(site, name));
    return { path: `/${name.replaceAll(path.sep, '/')}`, bytes: bytes.length, kind: kindOf(bytes) };
  });
}

const kindOf = () => 'index';

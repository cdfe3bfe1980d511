// A browser and a host for it: static files as a plain host sends them, counted.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { chromium } from 'playwright-core';

// What a host compresses, and with what type it sends it. An index is bits already, and sent as it is.
const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json',
  '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

/**
 * Serves a folder, and the files of `more` (address to file or text). `bytes(url)` is what an address takes on the
 * wire; `delay` milliseconds pass before each answer, which is compressed with `quality`. Without a `port`, any is.
 */
export async function serve(folder, more = {}, port = 0) {
  const sent = new Map();
  const blank = '<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href="data:,">';
  const read = address => {
    if (address === '/bench/') return Buffer.from(blank);
    const file = more[address] ?? path.join(folder, address.replace(/\/$/, '/index.html'));
    return fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file) : undefined;
  };
  const wire = address => {
    if (sent.has(address)) return sent.get(address);
    const file = read(address);
    const type = address.endsWith('/') ? 'text/html' : types[path.extname(address)];
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: host.quality };
    const body = file && type ? zlib.brotliCompressSync(file, { params }) : file;
    sent.set(address, { body, type });
    return sent.get(address);
  };
  const host = { delay: 0, quality: 11, bytes: url => wire(addressOf(url)).body?.length ?? 0 };
  const server = http.createServer((request, reply) => {
    const { body, type } = wire(addressOf(request.url));
    const headers = {
      'content-type': type ?? 'application/octet-stream',
      'cache-control': 'max-age=31536000',
      // With these two the browser's clock is exact to microseconds.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      ...(type && { 'content-encoding': 'br' }),
    };
    setTimeout(() => body ? reply.writeHead(200, headers).end(body) : reply.writeHead(404).end(), host.delay);
  }).listen(port, '127.0.0.1');
  await new Promise(ready => server.once('listening', ready));
  host.origin = `http://127.0.0.1:${server.address().port}`;
  host.close = () => server.close();
  return host;
}

const addressOf = url => decodeURIComponent(new URL(url, 'http://host').pathname);

/** What a browser must not do while it is measured. */
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run'];

/** A browser with no past. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/** An empty page of the host, with a cache of its own. */
export async function fresh(browser, host) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${host.origin}/bench/`);
  return page;
}

/** Opens the site with its own `/quire.js`; `window.blog` is then there to ask. */
export const openBlog = page => page.evaluate(async () => {
  performance.setResourceTimingBufferSize(100000);
  const { open } = await import('/quire.js');
  window.blog = await open('/bundle.json');
});

/**
 * What the page has received by now, as requests of `{ path, bytes, kind, wave }`. Kinds are those of the index, and
 * `program` (JavaScript and WebAssembly), `text` (posts, which excerpts are cut from) and `manifest`, the rest. A
 * request is of the wave after the last one whose answer was there when it was made. By the browser's own clock: a
 * request counts from when it is asked for, whether or not the connection was free.
 */
export async function received(page, host, kindOf) {
  const entries = await page.evaluate(() => performance.getEntriesByType('resource')
    .map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd })));
  const requests = [];
  for (const { name, startTime, responseEnd } of entries.sort((a, b) => a.startTime - b.startTime)) {
    if (!name.startsWith(host.origin)) continue;
    const path = addressOf(name);
    const other = /\.(m?js|wasm)$/.test(path) ? 'program' : /\/index\.json$|^\/bundle\//.test(path) ? 'text' : 'manifest';
    const before = requests.filter(request => request.end <= startTime).map(request => request.wave);
    const wave = 1 + Math.max(0, ...before);
    requests.push({ path, bytes: host.bytes(name), kind: kindOf(path) ?? other, wave, end: responseEnd });
  }
  return requests;
}

/** Those of some kinds. */
export const only = (requests, ...kinds) => requests.filter(({ kind }) => kinds.includes(kind));

/** What ten titles with links take: neither the program nor what is shown later, facets and excerpts. */
export const OPEN = ['manifest', 'root'];
export const ANSWER = [...OPEN, 'dictionary', 'postings', 'positions', 'rows'];

/** The bytes of some requests. */
export const weight = requests => requests.reduce((sum, { bytes }) => sum + bytes, 0);

/** What a reader receives who comes for one query, in a browser that has nothing; and the addresses of the hits. */
export async function firstAnswer(browser, host, kindOf, query) {
  const page = await fresh(browser, host);
  await openBlog(page);
  const urls = await page.evaluate(async query => (await blog.search(query, { limit: 10 })).hits.map(hit => hit.url), query);
  const requests = await received(page, host, kindOf);
  await page.context().close();
  return { urls, requests };
}

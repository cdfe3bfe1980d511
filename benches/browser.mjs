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
 * wire; `delay` milliseconds pass before each answer.
 */
export async function serve(folder, more = {}) {
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
    const body = file && type ? zlib.brotliCompressSync(file) : file;
    sent.set(address, { body, type });
    return sent.get(address);
  };
  const host = { delay: 0, requests: 0, bytes: url => wire(addressOf(url)).body?.length ?? 0 };
  const server = http.createServer((request, reply) => {
    const { body, type } = wire(addressOf(request.url));
    host.requests += 1;
    const headers = {
      'content-type': type ?? 'application/octet-stream',
      'cache-control': 'max-age=31536000',
      // With these two the browser's clock is exact to microseconds.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      ...(type && { 'content-encoding': 'br' }),
    };
    setTimeout(() => body ? reply.writeHead(200, headers).end(body) : reply.writeHead(404).end(), host.delay);
  }).listen(0, '127.0.0.1');
  await new Promise(ready => server.once('listening', ready));
  host.origin = `http://127.0.0.1:${server.address().port}`;
  host.close = () => server.close();
  return host;
}

const addressOf = url => decodeURIComponent(new URL(url, 'http://host').pathname);

/** A browser with no past. */
export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run'],
});

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
 * What the page has received by now: of the program (JavaScript and WebAssembly), of the texts that excerpts are cut
 * from, and of the rest, which is what an answer takes; each as requests of `{ path, bytes, wave }`. A request is of
 * the wave after the last one whose answer was there when it was made. By the browser's own clock: a request counts
 * from when it is asked for, whether or not the connection was free.
 */
export async function received(page, host) {
  const entries = await page.evaluate(() => performance.getEntriesByType('resource')
    .map(({ name, startTime, responseEnd }) => ({ name, startTime, responseEnd })));
  const requests = [];
  for (const { name, startTime, responseEnd } of entries.sort((a, b) => a.startTime - b.startTime)) {
    if (!name.startsWith(host.origin)) continue;
    const before = requests.filter(request => request.end <= startTime).map(request => request.wave);
    requests.push({ path: addressOf(name), bytes: host.bytes(name), wave: 1 + Math.max(0, ...before), end: responseEnd });
  }
  const program = requests.filter(({ path }) => /\.(m?js|wasm)$/.test(path));
  const texts = requests.filter(({ path }) => /(^|\/)index\.json$|^\/bundle\//.test(path));
  return { program, texts, answer: requests.filter(request => !program.includes(request) && !texts.includes(request)) };
}

/** The bytes of some requests. */
export const weight = requests => requests.reduce((sum, { bytes }) => sum + bytes, 0);

// usage: node first-view.mjs SITE
// What a first view takes, in a browser that has nothing: requests and bytes of the home page and of its first post, when
// the page is there and when the app is too.
import { numbers } from '../measure.mjs';
import { fresh, launch, received, serve, weight } from './browser.mjs';

const host = await serve(process.argv[2]);
const browser = await launch();

async function view(name, address) {
  const page = await fresh(browser, host);
  await page.goto(host.origin + address);
  const document = host.bytes(host.origin + address);
  await page.waitForSelector('#quire[data-app=ready]', { state: 'attached' });
  await page.waitForLoadState('networkidle');
  const requests = await received(page, host, () => undefined);
  // The app's own requests begin when the page has been loaded and painted.
  const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventStart);
  const own = requests.filter(({ end }) => end <= loaded);
  for (const [what, some] of [['page', own], ['app too', requests]])
    numbers(`${name}, ${what}`, [some.length + 1, document + weight(some)]);
  const first = await page.evaluate(() => document.querySelector('article h2 a')?.pathname);
  await page.context().close();
  return first;
}

const post = await view('home', '/');
await view('post', post);
await browser.close();
host.close();

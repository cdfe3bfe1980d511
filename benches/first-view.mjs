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
  const measured = async () => {
    const requests = await received(page, host, () => undefined);
    return [requests.length + 1, document + weight(requests)];
  };
  // The app's own requests begin when the page is painted and the browser idle.
  const there = await measured();
  await page.waitForSelector('#quire[data-app=ready]', { state: 'attached' });
  await page.waitForLoadState('networkidle');
  const whole = await measured();
  numbers(`${name}, page`, there);
  numbers(`${name}, app too`, whole);
  const first = await page.evaluate(() => document.querySelector('article h2 a')?.pathname);
  await page.context().close();
  return first;
}

const post = await view('home', '/');
await view('post', post);
await browser.close();
host.close();

import type { Page } from '@playwright/test';
import { test } from '../fixtures';
import { Colleague, type Role } from '../shop/colleague';
import { canReport, median, say } from './report';

const LOADS = 9;
/** Milliseconds until a screen can be used: what the backoffice promises. */
const LIMIT = 200;

test.skip(!canReport, 'run it with `cargo xtask bench backoffice`');

/** Milliseconds from the beginning of a visit to the server's whole answer, and to a page that reacts. */
async function visit(page: Page, path: string): Promise<{ answered: number; interactive: number }> {
  await page.goto(path);
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  return page.evaluate(() => {
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return { answered: visit?.responseEnd ?? NaN, interactive: performance.getEntriesByName('interactive')[0]?.startTime ?? NaN };
  });
}

/** Where the first link leads that holds this. */
async function leads(page: Page, list: string, part: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole('main').locator(`a[href*="${part}"]:not([href$="/new"])`).first();
  return ((await link.count()) > 0 && (await link.getAttribute('href'))) || list;
}

/** Who sees which screens; each begins with the overview, which is another one for each. */
const shifts: { role: Role; screens: string[]; led: [list: string, part: string][] }[] = [
  {
    role: 'accounting',
    screens: ['', '/orders', '/orders?view=board', '/orders?q=meier', '/vouchers', '/gift-cards', '/mail', '/mail/templates', '/vat', '/audit'],
    led: [
      ['/orders', 'after='],
      ['/orders', '/backoffice/orders/'],
      ['/vouchers', '/backoffice/vouchers/'],
    ],
  },
  {
    role: 'catalogue',
    screens: ['', '/products', '/products?q=tasse', '/categories', '/collections', '/stock', '/stock?q=tasse', '/stock?low=1', '/imports'],
    led: [
      ['/products', 'after='],
      ['/products', '/backoffice/products/'],
      ['/stock', 'after='],
      ['/stock', '/backoffice/stock/'],
    ],
  },
  {
    role: 'support',
    screens: ['/customers', '/customers?q=meier'],
    led: [
      ['/customers', 'after='],
      ['/customers', '/backoffice/customers/'],
    ],
  },
  { role: 'orders', screens: ['', '/delivery'], led: [['/delivery', '/backoffice/delivery/']] },
];

test('how soon each screen can be used', async ({ browser, sandbox }) => {
  say(`Screens with 100,000 orders and 20,000 products, ${LOADS} visits each, in milliseconds from a click on a link from elsewhere:`);
  say('answered  interactive  slowest  of the limit  screen');
  const slow: string[] = [];
  for (const { role, screens, led } of shifts) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement.hasAttribute('data-hydrated')) return;
        performance.mark('interactive');
        observer.disconnect();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-hydrated'] });
    });
    await Colleague.join(page, sandbox, role, 'de');
    const paths = screens.map((screen) => `/backoffice${screen}`);
    for (const [list, part] of led) paths.push(await leads(page, `/backoffice${list}`, part));
    for (const path of new Set(paths)) {
      await visit(page, path);
      const visits = [];
      for (let time = 0; time < LOADS; time++) visits.push(await visit(page, path));
      const answered = median(visits.map((visit) => visit.answered));
      const interactive = median(visits.map((visit) => visit.interactive));
      const slowest = Math.max(...visits.map((visit) => visit.interactive));
      if (!(interactive <= LIMIT)) slow.push(path);
      const columns = [answered.toFixed(0).padStart(8), interactive.toFixed(0).padStart(12), slowest.toFixed(0).padStart(8)];
      say(`${columns.join(' ')} ${(interactive / LIMIT).toFixed(2).padStart(13)}  ${role}: ${path}`);
    }
    await context.close();
  }
  say(slow.length === 0 ? `All screens can be used within ${LIMIT} ms.` : `Not within ${LIMIT} ms: ${slow.join(', ')}`);
});

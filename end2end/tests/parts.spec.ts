import { expect, test } from '../fixtures';
import { Shopper } from '../shop/shopper';
import type { Request } from '@playwright/test';

const language = 'de';

/** The files of the program that a browser asked for, without the hash in their names. */
function programs(requests: Request[]): string[] {
  const names = requests.map((request) => /\/pkg\/([\w-]+)\.[\w-]+\.wasm$/.exec(new URL(request.url()).pathname)?.[1]);
  return names.filter((name) => name !== undefined);
}

test('whoever looks around does not download what only accounts need', { tag: '@once' }, async ({ page }) => {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  const shopper = new Shopper(page, language);
  await shopper.open('/c/kueche-tisch');
  expect(programs(requests)).toEqual(['astris']);
  await shopper.open('/account/log-in');
  expect(programs(requests)).toContain('split_account');
  expect(programs(requests)).not.toContain('split_checkout');
});

test('a link to a part that is gone opens the page the plain way', { tag: '@once' }, async ({ page, watch }) => {
  watch.expect(/split_legal|ERR_FAILED|dynamically imported module|Failed to fetch/);
  await page.route(/\/pkg\/split_legal\./, (route) => route.abort('failed'));
  const shopper = new Shopper(page, language);
  await shopper.open('/c/kueche-tisch');
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.getByRole('contentinfo').getByRole('link', { name: 'Datenschutz' }).click();
  await expect(page).toHaveURL(/\/de\/privacy$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Another document: the plain way, and only once.
  expect(await page.evaluate(() => 'before' in window)).toBe(false);
  await expect(page.getByRole('contentinfo')).toBeVisible();
});
